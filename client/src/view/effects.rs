//! What lives for a moment: particles, chunks of wreckage, flashes that light the world, smouldering places and the
//! shaking of the camera. All of it is in pools of fixed size: when one is full, the oldest makes room.

use bevy::prelude::*;
use hogs_shared::level::Terrain;
use hogs_shared::rng::Rng;

use super::material::{Air, FLASHES};
use super::quality::Figures;
use super::sprite::{Form, Shape, Sprite, Sprites, veil};
use crate::palette::{self, linear};

mod chunk;

pub use chunk::Chunk;

/// A particle: a sprite that moves by itself.
#[derive(Clone, Copy, Debug)]
pub struct Particle {
    /// Metres.
    pub at: Vec3,
    /// Metres a second.
    pub velocity: Vec3,
    /// How long it lives, seconds.
    pub life_s: f32,
    /// Half size at its birth and its end, metres.
    pub size: [f32; 2],
    /// Colour at its birth and its end, as in [`Sprite::colour`].
    pub colour: [Vec4; 2],
    /// What it looks like.
    pub shape: Shape,
    /// For streaks: seconds of its velocity that it is long; 0 for what faces the eye.
    pub stretch_s: f32,
    /// Share of velocity lost a second.
    pub drag: f32,
    /// Upward acceleration, m/s²; negative falls.
    pub lift: f32,
    /// Turning, rad/s.
    pub spin: f32,
    /// Set for what lies flat: the direction it faces.
    pub facing: Option<Vec3>,
    /// Set for what goes from its place to another: that one, metres. Its size is half its width.
    pub tip: Option<Vec3>,
}

impl Default for Particle {
    fn default() -> Self {
        Self {
            at: Vec3::ZERO,
            velocity: Vec3::ZERO,
            life_s: 0.5,
            size: [0.5, 0.5],
            colour: [Vec4::ONE, Vec4::ZERO],
            shape: Shape::Dot,
            stretch_s: 0.0,
            drag: 0.0,
            lift: 0.0,
            spin: 0.0,
            facing: None,
            tip: None,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Living {
    particle: Particle,
    age_s: f32,
    turn: f32,
    seed: f32,
}

#[derive(Clone, Copy, Debug)]
struct Flash {
    at: Vec3,
    reach_m: f32,
    colour: Vec3,
    age_s: f32,
    life_s: f32,
}

/// A place that smokes on for a while.
#[derive(Clone, Copy, Debug)]
struct Smoulder {
    at: Vec3,
    left_s: f32,
    size: f32,
}

/// What faces the eye and ever is this large parts before one's own hog: half size, metres.
const VEIL_M: f32 = 0.9;
/// Most smouldering places.
const MAX_SMOULDERS: usize = 6;

/// The pools.
#[derive(Resource, Debug)]
pub struct Effects {
    living: Vec<Living>,
    next_living: usize,
    chunks: Vec<Chunk>,
    next_chunk: usize,
    flashes: Vec<Flash>,
    smoulders: Vec<Smoulder>,
    shake: f32,
    /// Chance, for looks only.
    pub rng: Rng,
    /// Colour of what the ground gives off when it is stirred.
    pub dust: Vec3,
    most_particles: usize,
    most_chunks: usize,
    lavishness: f32,
    /// How much of shaking and of flashes the player wants, 0 to 1.
    shake_share: f32,
    flash_share: f32,
}

impl Default for Effects {
    fn default() -> Self {
        Self {
            living: Vec::new(),
            next_living: 0,
            chunks: Vec::new(),
            next_chunk: 0,
            flashes: Vec::new(),
            smoulders: Vec::new(),
            shake: 0.0,
            rng: Rng::new(7),
            dust: Vec3::ONE,
            most_particles: 1000,
            most_chunks: 64,
            lavishness: 1.0,
            shake_share: 1.0,
            flash_share: 1.0,
        }
    }
}

impl Effects {
    /// Keeps to a preset's budget from now on.
    pub fn budget(&mut self, figures: &Figures) {
        self.most_particles = figures.particles;
        self.most_chunks = figures.chunks;
        self.lavishness = figures.lavishness;
        self.living.truncate(self.most_particles);
        self.chunks.truncate(self.most_chunks);
    }

    /// Shakes and flashes only so much from now on, each 0 to 1.
    pub fn temper(&mut self, shake: f32, flashes: f32) {
        self.shake_share = shake.clamp(0.0, 1.0);
        self.flash_share = flashes.clamp(0.0, 1.0);
    }

    /// Forgets everything, chance included: a moment of a replay looks the same every time.
    pub fn clear(&mut self) {
        self.living.clear();
        self.chunks.clear();
        (self.next_living, self.next_chunk) = (0, 0);
        self.rng = Self::default().rng;
        self.flashes.clear();
        self.smoulders.clear();
        self.shake = 0.0;
    }

    /// How many of `wanted` pieces the preset grants, at least one.
    pub fn portion(&self, wanted: usize) -> usize {
        ((wanted as f32 * self.lavishness).round() as usize).max(1)
    }

    /// How many pieces to make in a frame of `dt` seconds at a rate a second; rounds by chance.
    pub fn trickle(&mut self, rate_per_s: f32, dt: f32) -> usize {
        let wanted = rate_per_s * self.lavishness * dt;
        if wanted <= 0.0 {
            // Frames in which no time passes must cost no chance: how many there are while something is waited for differs.
            return 0;
        }
        wanted as usize + usize::from(self.rng.chance(wanted.fract()))
    }

    /// Adds a particle.
    pub fn emit(&mut self, particle: Particle) {
        let living = Living {
            particle,
            age_s: 0.0,
            turn: self.rng.range(0.0, std::f32::consts::TAU),
            seed: self.rng.unit() * 0.98,
        };
        if self.living.len() < self.most_particles {
            self.living.push(living);
        } else if !self.living.is_empty() {
            self.next_living = (self.next_living + 1) % self.living.len();
            self.living[self.next_living] = living;
        }
    }

    /// Adds a chunk of wreckage.
    pub fn throw(&mut self, chunk: Chunk) {
        if self.chunks.len() < self.most_chunks {
            self.chunks.push(chunk);
        } else if !self.chunks.is_empty() {
            self.next_chunk = (self.next_chunk + 1) % self.chunks.len();
            self.chunks[self.next_chunk] = chunk;
        }
    }

    /// Lights the world for a moment.
    pub fn flash(&mut self, at: Vec3, reach_m: f32, colour: Vec3, life_s: f32) {
        let flash = Flash {
            at,
            reach_m,
            colour,
            age_s: 0.0,
            life_s,
        };
        if self.flashes.len() < FLASHES {
            self.flashes.push(flash);
            return;
        }
        let weakest = self
            .flashes
            .iter_mut()
            .min_by(|a, b| a.strength().total_cmp(&b.strength()));
        if let Some(weakest) = weakest.filter(|weakest| weakest.strength() < flash.strength()) {
            *weakest = flash;
        }
    }

    /// Lets a place smoke on.
    pub fn smoulder(&mut self, at: Vec3, seconds: f32, size: f32) {
        if self.smoulders.len() >= MAX_SMOULDERS {
            self.smoulders.remove(0);
        }
        self.smoulders.push(Smoulder {
            at,
            left_s: seconds,
            size,
        });
    }

    /// Shakes the camera, 0 to 1.
    pub fn shake(&mut self, amount: f32) {
        self.shake = (self.shake + amount).min(1.0);
    }

    /// How much the camera shakes in this frame; it calms down.
    pub(super) fn take_shake(&mut self, dt: f32) -> f32 {
        let now = self.shake;
        self.shake = (self.shake - 1.9 * dt).max(0.0);
        now * self.shake_share
    }

    /// A direction, any.
    pub fn any_direction(&mut self) -> Vec3 {
        let height = self.rng.range(-1.0, 1.0);
        let around = self.rng.range(0.0, std::f32::consts::TAU);
        let level = (1.0 - height * height).sqrt();
        Vec3::new(level * around.cos(), height, level * around.sin())
    }

    /// The flashes as the materials want them.
    pub(super) fn light_up(&self, air: &mut Air) {
        air.flash_at = [Vec4::ZERO; FLASHES];
        air.flash_colour = [Vec4::ZERO; FLASHES];
        for (slot, flash) in self.flashes.iter().take(FLASHES).enumerate() {
            air.flash_at[slot] = flash.at.extend(flash.reach_m);
            air.flash_colour[slot] = (flash.colour * flash.left() * self.flash_share).extend(0.0);
        }
    }

    /// The chunks in the air and on the ground.
    pub(super) fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// Lets time pass and shows what is there.
    pub(super) fn step(&mut self, dt: f32, terrain: Option<&Terrain>, sprites: &mut Sprites) {
        for flash in &mut self.flashes {
            flash.age_s += dt;
        }
        self.flashes.retain(|flash| flash.age_s < flash.life_s);
        self.step_smoulders(dt);
        self.step_chunks(dt, terrain);
        for living in &mut self.living {
            living.step(dt);
        }
        self.living.retain(|living| living.age_s < living.particle.life_s);
        for living in &self.living {
            sprites.push(living.sprite());
        }
    }

    fn step_smoulders(&mut self, dt: f32) {
        for index in 0..self.smoulders.len() {
            self.smoulders[index].left_s -= dt;
            let Smoulder { at, left_s, size } = self.smoulders[index];
            let vigour = (left_s / 4.0).clamp(0.15, 1.0);
            for _ in 0..self.trickle(9.0 * vigour, dt) {
                let aside = self.any_direction() * Vec3::new(1.2, 0.2, 1.2) * size;
                let (rise, life) = (self.rng.range(1.6, 3.4), self.rng.range(1.8, 3.2));
                self.emit(Particle {
                    at: at + aside,
                    velocity: Vec3::new(0.9, rise, 0.5),
                    life_s: life,
                    size: [0.5 * size, 2.3 * size],
                    colour: [veil(linear(palette::SMOKE), 0.85), veil(linear(0x0053_3A4C), 0.0)],
                    shape: Shape::Puff,
                    drag: 0.25,
                    spin: 0.4,
                    ..default()
                });
            }
            if left_s > 1.0 && self.trickle(7.0 * vigour, dt) > 0 {
                self.emit(ember(at + Vec3::Y * 0.3, size));
            }
        }
        self.smoulders.retain(|place| place.left_s > 0.0);
    }

    fn step_chunks(&mut self, dt: f32, terrain: Option<&Terrain>) {
        let mut trails = Vec::new();
        for chunk in &mut self.chunks {
            chunk.left_s -= dt;
            chunk.heat = (chunk.heat - dt * 0.7).max(0.0);
            chunk.step(dt, terrain);
            if chunk.heat > 0.25 && chunk.velocity.length_squared() > 16.0 {
                trails.push(chunk.at);
            }
        }
        self.chunks.retain(|chunk| chunk.left_s > 0.0);
        for at in trails {
            if self.trickle(14.0, dt) > 0 {
                self.emit(Particle {
                    at,
                    life_s: 0.9,
                    size: [0.18, 0.55],
                    colour: [
                        veil(linear(palette::SMOKE), 0.7),
                        veil(linear(palette::SMOKE), 0.0),
                    ],
                    shape: Shape::Puff,
                    lift: 1.0,
                    ..default()
                });
            }
        }
    }
}

fn ember(at: Vec3, size: f32) -> Particle {
    Particle {
        at,
        velocity: Vec3::new(0.4, 1.4, 0.2),
        life_s: 0.6,
        size: [0.7 * size, 0.15 * size],
        colour: [(linear(palette::FIRE) * 2.0).extend(0.0), Vec4::ZERO],
        shape: Shape::Puff,
        spin: 1.0,
        ..default()
    }
}

impl Flash {
    fn left(&self) -> f32 {
        let share = (1.0 - self.age_s / self.life_s).max(0.0);
        share * share
    }

    fn strength(&self) -> f32 {
        self.left() * self.colour.element_sum() * self.reach_m
    }
}

impl Living {
    fn step(&mut self, dt: f32) {
        let particle = &mut self.particle;
        self.age_s += dt;
        self.turn += particle.spin * dt;
        particle.velocity.y += particle.lift * dt;
        particle.velocity *= (-particle.drag * dt).exp();
        particle.at += particle.velocity * dt;
    }

    fn sprite(&self) -> Sprite {
        let particle = &self.particle;
        let phase = (self.age_s / particle.life_s).clamp(0.0, 1.0);
        // Quick at first, then slow: how blasts and smoke spread.
        let spread = 1.0 - (1.0 - phase) * (1.0 - phase);
        let size = particle.size[0] + (particle.size[1] - particle.size[0]) * spread;
        let colour = particle.colour[0].lerp(particle.colour[1], phase);
        let (at, form) = if let Some(tip) = particle.tip {
            (particle.at, Form::Beam(tip, size))
        } else if let Some(facing) = particle.facing {
            let right = facing.any_orthonormal_vector();
            (particle.at, Form::Flat(right * size, facing.cross(right) * size))
        } else if particle.stretch_s > 0.0 {
            let tail = particle.at - particle.velocity * particle.stretch_s;
            (tail, Form::Beam(particle.at, size))
        } else {
            (particle.at, Form::Facing(size, self.turn))
        };
        Sprite {
            at,
            form,
            colour,
            shape: particle.shape,
            seed: self.seed,
            phase,
            // By how large it ever is: one that began to part when it had grown would seem to vanish.
            parts: matches!(form, Form::Facing(..)) && particle.size[0].max(particle.size[1]) >= VEIL_M,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pools_never_outgrow_their_budget() {
        let mut effects = Effects::default();
        effects.budget(&super::super::quality::Quality::LOW.figures());
        for _ in 0..5000 {
            effects.emit(Particle {
                life_s: 100.0,
                ..default()
            });
            effects.flash(Vec3::ZERO, 5.0, Vec3::ONE, 1.0);
            effects.smoulder(Vec3::ZERO, 5.0, 1.0);
        }
        let mut sprites = Sprites::default();
        effects.step(0.016, None, &mut sprites);
        assert!(sprites.len() <= super::super::quality::Quality::LOW.figures().particles);
        assert!(effects.flashes.len() <= FLASHES && effects.smoulders.len() <= MAX_SMOULDERS);
    }

    #[test]
    fn smoke_and_fire_part_all_their_life_and_sparks_never() {
        let parts = |size, stretch_s, age_s| {
            let living = Living {
                particle: Particle {
                    size,
                    stretch_s,
                    life_s: 1.0,
                    ..default()
                },
                age_s,
                turn: 0.0,
                seed: 0.0,
            };
            living.sprite().parts
        };
        assert!(parts([0.3, 1.5], 0.0, 0.0) && parts([0.3, 1.5], 0.0, 0.9));
        assert!(!parts([0.1, 0.3], 0.0, 0.5));
        assert!(!parts([0.3, 1.5], 0.1, 0.5), "a streak");
    }

    #[test]
    fn waiting_changes_nothing_of_what_comes_after() {
        let trickled = |waits: usize| {
            let mut effects = Effects::default();
            for _ in 0..waits {
                assert_eq!(effects.trickle(9.0, 0.0), 0);
            }
            (0..60).map(|_| effects.trickle(9.0, 0.016)).collect::<Vec<_>>()
        };
        assert_eq!(trickled(0), trickled(7));
        assert!(trickled(0).contains(&1) && trickled(0).contains(&0));
    }
}

//! Going on from a snapshot: what a client's look ahead stands on. A fight of bots is captured, restored elsewhere and
//! stepped beside the original with the same controls.

use std::sync::Arc;

use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::{Arena, Inputs, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::Chassis;
use hogs_shared::level::Terrain;
use hogs_shared::math::{Quat, TAU, Vec3, cos, sin};
use hogs_shared::mode::Mode;
use hogs_shared::quantize::{POSITION, SPIN, VELOCITY, snap_rotation};

use crate::stage::{id, join};

const BOTS: usize = 16;
/// As far as two hulls reach from their middles, and a bit.
const APART_M: f32 = 8.0;
/// As far as one hull reaches, and a bit.
const FREE_M: f32 = 4.0;

/// Bots in the middle of a fight.
struct Fight {
    arena: Arena,
    nav: NavMap,
    bots: Vec<Bot>,
}

impl Fight {
    fn begin() -> Self {
        let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        let nav = NavMap::build(&rules);
        let mut arena = Arena::new(rules, 21);
        let joins = (0..BOTS).map(|seat| join(seat, Chassis::in_turn(seat))).collect();
        arena.step(&Inputs {
            joins,
            ..Inputs::default()
        });
        let bots = (0..BOTS)
            .map(|seat| Bot::new(id(seat), Skill::from_level(seat as u8 % 5), 21))
            .collect();
        Self { arena, nav, bots }
    }

    /// What everyone does next.
    fn inputs(&mut self) -> Inputs {
        let arena = &self.arena;
        let controls = self
            .bots
            .iter_mut()
            .map(|bot| (bot.hog(), bot.think(arena, &self.nav)));
        Inputs {
            controls: controls.collect(),
            ..Inputs::default()
        }
    }

    fn play(&mut self, ticks: u32) {
        for _ in 0..ticks {
            let inputs = self.inputs();
            self.arena.step(&inputs);
        }
    }
}

/// Whether a hog is far from every other and from everything that stands: nothing but its own cushion moves it.
fn is_free(hog: &Hog, arena: &Arena, terrain: &Terrain) -> bool {
    let apart = |other: &Hog| {
        other.id == hog.id || !other.alive() || (other.position - hog.position).length() > APART_M
    };
    // Not the ground it hovers over, but what its hull could meet.
    let clear = |step: usize| {
        let angle = TAU * step as f32 / 12.0;
        let way = Vec3::new(sin(angle), -0.05, cos(angle)).normalize();
        terrain
            .cast(hog.position, way, FREE_M)
            .is_none_or(|hit| hit.normal.y > 0.7)
    };
    let over_ground = terrain
        .cast(hog.position, Vec3::new(0.0, -1.0, 0.0), 0.8)
        .is_none_or(|hit| hit.normal.y < 0.99);
    hog.alive() && over_ground && hog.up().y > 0.8 && arena.hogs().all(apart) && (0..12).all(clear)
}

/// Captures, restores into a match that knows nothing, and steps both; returns the largest distance between a free hog
/// and its copy after each tick, and how many were compared.
fn deviations(fight: &mut Fight, ticks: usize) -> (Vec<f32>, usize) {
    let terrain = fight.arena.rules().terrain.clone();
    let state = fight.arena.capture();
    let mut copy = Arena::new(fight.arena.rules().clone(), 99);
    copy.restore(&state);
    assert_eq!(copy.capture(), state, "a restored match is what was captured");
    let mut free: Vec<bool> = (0..BOTS)
        .map(|seat| is_free(fight.arena.hog(id(seat)).unwrap(), &fight.arena, &terrain))
        .collect();
    let mut worst = vec![0.0_f32; ticks];
    for worst in &mut worst {
        let inputs = fight.inputs();
        fight.arena.step(&inputs);
        copy.step(&inputs);
        for (seat, free) in free.iter_mut().enumerate() {
            let (hog, other) = (fight.arena.hog(id(seat)).unwrap(), copy.hog(id(seat)).unwrap());
            *free &= is_free(hog, &fight.arena, &terrain) && other.alive();
            if *free {
                *worst = worst.max((hog.position - other.position).length());
            }
        }
    }
    (worst, free.iter().filter(|free| **free).count())
}

#[test]
fn a_restored_fight_goes_on_like_the_original() {
    let mut fight = Fight::begin();
    let (mut compared, mut worst) = (0, [0.0_f32; 10]);
    for _ in 0..60 {
        fight.play(45);
        let (deviations, count) = deviations(&mut fight, 10);
        compared += count;
        for (worst, deviation) in worst.iter_mut().zip(deviations) {
            *worst = worst.max(deviation);
        }
    }
    println!("{compared} hogs compared, farthest apart by tick, metres: {worst:?}");
    assert!(compared > 200, "only {compared} were free for ten ticks");
    assert!(worst[0] == 0.0, "the first tick is exact: {} m", worst[0]);
    assert!(worst[9] < 0.02, "{} m after ten ticks", worst[9]);
}

#[test]
fn all_that_moves_stays_on_the_grid_of_the_wire() {
    let mut fight = Fight::begin();
    for _ in 0..1200 {
        let inputs = fight.inputs();
        fight.arena.step(&inputs);
        for hog in fight.arena.hogs().filter(|hog| hog.alive()) {
            assert_eq!(POSITION.snap3(hog.position), hog.position);
            assert_eq!(VELOCITY.snap3(hog.velocity), hog.velocity);
            assert_eq!(SPIN.snap3(hog.spin), hog.spin);
            assert!(
                same(snap_rotation(hog.rotation), hog.rotation),
                "{:?}",
                hog.rotation
            );
        }
        for shot in fight.arena.shots() {
            assert_eq!(POSITION.snap3(shot.origin), shot.origin);
            assert_eq!(VELOCITY.snap3(shot.velocity), shot.velocity);
        }
    }
}

fn same(one: Quat, other: Quat) -> bool {
    [one.x, one.y, one.z, one.w] == [other.x, other.y, other.z, other.w]
}

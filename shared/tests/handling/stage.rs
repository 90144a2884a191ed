//! A small match to try one thing in: a few craft on a made-up arena, put where the test wants them, with controls
//! held as the test says. What happened is kept with the tick it happened at.

#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    reason = "a helper of several tests: it may stop at the first surprise, and each uses its part"
)]

use std::sync::Arc;

use hogs_shared::arena::controls::{Angle, Buttons, Controls};
use hogs_shared::arena::hog::{Hog, Points};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Struck;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::HogId;
use hogs_shared::level::Level;
use hogs_shared::math::{Vec3, atan2, pitch_of, wrap_angle, yaw_of, yaw_pitch};
use hogs_shared::mode::Mode;
use hogs_shared::quantize::{POSITION, snap_rotation};
use hogs_shared::tuning::{Chassis, ChassisTuning, Tuning, WeaponTuning};
use hogs_shared::weapon::Weapon;

/// One floor of 1000 x 1000 m at height 0, nothing on it, and spawns 40 m apart.
pub fn flat() -> String {
    with_solids("")
}

/// The flat floor and more: `solids` are lines of RON, each with its comma.
pub fn with_solids(solids: &str) -> String {
    format!(
        r#"(
            title: "Test",
            half_size: (490.0, 490.0),
            ceiling: 60.0,
            floor: -20.0,
            solids: [(form: Box(1000.0, 4.0, 1000.0), at: (0.0, -2.0, 0.0)), {solids}],
            spawns: [(at: (300.0, 0.0, 300.0)), (at: (340.0, 0.0, 300.0)), (at: (380.0, 0.0, 300.0))],
        )"#
    )
}

/// The rules of a match on the arena that `level` describes, with the figures that ship, changed by `change`.
pub fn rules(level: &str, change: impl FnOnce(&mut MatchData)) -> Arc<Rules> {
    rules_of(Mode::Deathmatch, level, change)
}

/// The same in another mode.
pub fn rules_of(mode: Mode, level: &str, change: impl FnOnce(&mut MatchData)) -> Arc<Rules> {
    let data = AssetFolder::find().unwrap().load("sty", mode.name()).unwrap();
    let mut data = MatchData {
        level: Level::parse("test.ron", level).unwrap(),
        ..data
    };
    change(&mut data);
    Arc::new(Rules::new(mode, data).unwrap())
}

/// A match with everyone in play and settled.
pub struct Stage {
    pub arena: Arena,
    /// Everything that happened since the last [`Stage::forget`], and at which tick.
    pub happened: Vec<(u32, Outcome)>,
}

impl Stage {
    /// One craft on the flat floor, at rest at the origin, nose along -z, unprotected.
    pub fn alone(chassis: Chassis) -> Self {
        let mut stage = Self::new(rules(&flat(), |_| {}), &[chassis]);
        stage.put(0, Vec3::ZERO, 0.0);
        stage
    }

    /// Everyone joins, by seat, settles wherever they spawned until no longer protected, and has every weapon.
    pub fn new(rules: Arc<Rules>, crew: &[Chassis]) -> Self {
        let mut stage = Self {
            arena: Arena::new(rules, 1),
            happened: Vec::new(),
        };
        let joins = crew
            .iter()
            .enumerate()
            .map(|(seat, &chassis)| join(seat, chassis));
        stage.step_with(Inputs {
            joins: joins.collect(),
            ..Inputs::default()
        });
        stage.run(3.0, &[]);
        for seat in 0..crew.len() {
            stage.arm(seat);
        }
        stage.forget();
        stage
    }

    /// Gives a hog what it would have had at its spawn of every weapon, as if it had come with all of them.
    pub fn arm(&mut self, seat: usize) {
        let ammo = Weapon::ALL.map(|weapon| self.weapon(weapon).ammo_start);
        self.change(seat, |hog| hog.ammo = ammo);
    }

    pub fn hog(&self, seat: usize) -> &Hog {
        self.arena.hog(id(seat)).unwrap()
    }

    pub fn tuning(&self) -> &Tuning {
        &self.arena.rules().tuning
    }

    /// The figures of the chassis on a seat.
    pub fn chassis(&self, seat: usize) -> &ChassisTuning {
        self.tuning().chassis(self.hog(seat).chassis)
    }

    pub fn weapon(&self, weapon: Weapon) -> &WeaponTuning {
        self.tuning().weapon(weapon)
    }

    /// Changes a hog between two ticks.
    pub fn change(&mut self, seat: usize, change: impl FnOnce(&mut Hog)) {
        let mut state = self.arena.capture();
        change(state.hogs.iter_mut().find(|hog| hog.id == id(seat)).unwrap());
        self.arena.restore(&state);
    }

    /// Puts a hog at its hover height over a point, at rest, heading `yaw_deg` left of -z; its turret looks ahead.
    pub fn put(&mut self, seat: usize, ground: Vec3, yaw_deg: f32) {
        let hover_m = self.chassis(seat).hover_m;
        let yaw = yaw_deg.to_radians();
        self.change(seat, |hog| {
            hog.position = POSITION.snap3(ground + Vec3::new(0.0, hover_m, 0.0));
            hog.rotation = snap_rotation(yaw_pitch(yaw, 0.0));
            hog.velocity = Vec3::ZERO;
            hog.spin = Vec3::ZERO;
            hog.turret_yaw = Angle::default();
            hog.turret_pitch = Angle::default();
            hog.controls = Controls {
                aim_yaw: Angle::from_radians(yaw),
                ..Controls::default()
            };
        });
    }

    /// Gives a hog a speed along its nose.
    pub fn launch(&mut self, seat: usize, speed_mps: f32) {
        self.change(seat, |hog| hog.velocity = hog.forward() * speed_mps);
    }

    /// Gives a hog time to turn its barrel to a point; returns hands-off controls that keep it there.
    pub fn aim(&mut self, seat: usize, at: Vec3) -> Controls {
        let (hog, chassis) = (self.hog(seat), self.chassis(seat));
        let span = at - hog.position - hog.rotation * Vec3::from_array(chassis.turret_m);
        let aim_yaw = Angle::from_radians(yaw_of(span));
        let aim_pitch = Angle::from_radians(pitch_of(span));
        let controls = Controls {
            aim_yaw,
            aim_pitch,
            ..Controls::default()
        };
        self.run(1.5, &[(seat, controls)]);
        controls
    }

    /// Aims, fires one shot and lets it fly for some seconds.
    pub fn shoot(&mut self, seat: usize, weapon: Weapon, at: Vec3, seconds: f32) {
        let aim = self.aim(seat, at);
        self.step(&[(
            seat,
            Controls {
                weapon,
                buttons: Buttons::FIRE,
                ..aim
            },
        )]);
        self.run(seconds, &[(seat, aim)]);
    }

    /// Where the last shot ended and on what.
    pub fn last_end(&self) -> Option<(Vec3, Struck)> {
        self.events()
            .filter_map(|outcome| match outcome {
                Outcome::ShotEnded { at, struck, .. } => Some((*at, *struck)),
                _ => None,
            })
            .last()
    }

    /// The ticks at which something happened.
    pub fn ticks_of(&self, what: impl Fn(&Outcome) -> bool) -> Vec<u32> {
        self.happened
            .iter()
            .filter(|(_, outcome)| what(outcome))
            .map(|(tick, _)| *tick)
            .collect()
    }

    /// Passes one tick with these inputs.
    pub fn step_with(&mut self, inputs: Inputs) -> Vec<Outcome> {
        let outcomes = self.arena.step(&inputs);
        let tick = self.arena.tick().0;
        self.happened
            .extend(outcomes.iter().map(|outcome| (tick, outcome.clone())));
        outcomes
    }

    /// Passes one tick; whoever is not named keeps their controls.
    pub fn step(&mut self, controls: &[(usize, Controls)]) -> Vec<Outcome> {
        let controls = controls
            .iter()
            .map(|&(seat, controls)| (id(seat), controls))
            .collect();
        self.step_with(Inputs {
            controls,
            ..Inputs::default()
        })
    }

    /// Passes some time.
    pub fn run(&mut self, seconds: f32, controls: &[(usize, Controls)]) {
        for _ in 0..(seconds * 60.0).round() as u32 {
            self.step(controls);
        }
    }

    /// Passes time until `done`, at most `limit_s`; returns the seconds it took.
    pub fn run_until(
        &mut self,
        limit_s: f32,
        controls: &[(usize, Controls)],
        done: impl Fn(&Self) -> bool,
    ) -> Option<f32> {
        let limit = (limit_s * 60.0) as u32;
        (1..=limit).find_map(|tick| {
            self.step(controls);
            done(self).then_some(tick as f32 / 60.0)
        })
    }

    /// Forgets what happened.
    pub fn forget(&mut self) {
        self.happened.clear();
    }

    /// What happened, without when.
    pub fn events(&self) -> impl Iterator<Item = &Outcome> {
        self.happened.iter().map(|(_, outcome)| outcome)
    }

    /// Harm a hog has suffered since the last [`Stage::forget`], points.
    pub fn harm(&self, seat: usize) -> f32 {
        self.events()
            .map(|outcome| match outcome {
                Outcome::Damaged { victim, amount, .. } if *victim == id(seat) => amount.points(),
                _ => 0.0,
            })
            .sum()
    }

    /// How often a hog was harmed.
    pub fn wounds(&self, seat: usize) -> usize {
        let wound =
            |outcome: &&Outcome| matches!(outcome, Outcome::Damaged { victim, .. } if *victim == id(seat));
        self.events().filter(wound).count()
    }

    /// Health and shield that are missing, points.
    pub fn missing(&self, seat: usize) -> f32 {
        let (hog, chassis) = (self.hog(seat), self.chassis(seat));
        let full =
            Points::from_points(chassis.health).points() + Points::from_points(chassis.shield).points();
        full - hog.health.points() - hog.shield.points()
    }
}

pub const fn id(seat: usize) -> HogId {
    HogId(seat as u8)
}

pub fn join(seat: usize, chassis: Chassis) -> Join {
    Join::new(id(seat), chassis)
}

/// Controls with these axes, from -1 to 1, and buttons; the turret looks along -z.
pub fn axes(throttle: f32, steer: f32, strafe: f32, buttons: Buttons) -> Controls {
    Controls {
        throttle: Controls::axis(throttle),
        steer: Controls::axis(steer),
        strafe: Controls::axis(strafe),
        buttons,
        ..Controls::default()
    }
}

/// Throttle alone.
pub fn throttle(throttle: f32) -> Controls {
    axes(throttle, 0.0, 0.0, Buttons::default())
}

/// Trigger held, with the turret along -z.
pub fn fire(weapon: Weapon) -> Controls {
    Controls {
        weapon,
        buttons: Buttons::FIRE,
        ..Controls::default()
    }
}

/// Speed over the ground, m/s.
pub fn ground_mps(hog: &Hog) -> f32 {
    Vec3::new(hog.velocity.x, 0.0, hog.velocity.z).length()
}

/// Angle between where the nose points and where the craft goes, degrees.
pub fn slip_deg(hog: &Hog) -> f32 {
    let (nose, way) = (hog.forward(), hog.velocity);
    wrap_angle(yaw_of(nose) - yaw_of(way)).to_degrees().abs()
}

/// Angle between the roof and the vertical, degrees.
pub fn tilt_deg(hog: &Hog) -> f32 {
    let up = hog.up();
    let level = (up.x * up.x + up.z * up.z).sqrt();
    atan2(level, up.y).to_degrees()
}

//! What a frame shows: every hog, shot and pickup as the view should draw them at one instant, smoothed. The view
//! draws scenes and reacts to [`SceneEvent`]s; it never asks the network or the physics.

use crate::arena::Arena;
use crate::arena::controls::{Buttons, Controls};
use crate::arena::hog::{Hog, Points};
use crate::arena::outcome::Outcome;
use crate::arena::shot::Shot;
use crate::ids::{Chassis, Coat, HogId, ShotId, Team, Weapon};
use crate::math::{Quat, Vec3};
use crate::mode::{Objective, Phase, Score};
use crate::netplay::prediction::{PoseOf, pose_of};
use crate::protocol::ballot::{Decision, Refusal};
use crate::protocol::messages::PingKind;
use crate::tick::{TICK_SECONDS, Tick, ticks_from_seconds};
use crate::tuning::{ChassisTuning, Tuning};

/// One instant of a match, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The viewer's own seat.
    pub own: HogId,
    /// Which instant this is, ticks: between the last two of the match. Movers are where it says.
    pub at_tick: f64,
    /// Every hog, by seat, wrecks included.
    pub hogs: Vec<SceneHog>,
    /// Where the server's newest word has those hogs that it tells of: the past, unsmoothed. Nothing where there is no
    /// server.
    pub ghosts: Vec<PoseOf>,
    /// Shots in flight and mines.
    pub shots: Vec<SceneShot>,
    /// Bit per pickup spot of the level: there to be taken.
    pub pickups: u64,
    /// Where the match stands.
    pub phase: Phase,
    /// Time left in the phase, seconds.
    pub time_left_s: f32,
    /// By [`Team::index`]: points of each side.
    pub teams: [i16; 2],
    /// What the mode is about.
    pub objectives: Vec<Objective>,
}

impl Scene {
    /// A hog of the scene.
    #[must_use]
    pub fn hog(&self, id: HogId) -> Option<&SceneHog> {
        self.hogs.iter().find(|hog| hog.id == id)
    }
}

/// A hog as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneHog {
    /// Whose.
    pub id: HogId,
    /// What.
    pub chassis: Chassis,
    /// Whose side it is on; none where everyone is on their own.
    pub team: Option<Team>,
    /// Whether it is in play; a wreck is not drawn.
    pub alive: bool,
    /// Centre of the hull, metres.
    pub position: Vec3,
    /// Of the hull.
    pub rotation: Quat,
    /// Metres a second.
    pub velocity: Vec3,
    /// Angular velocity, rad/s.
    pub spin: Vec3,
    /// Turret left (+) of the nose, radians.
    pub turret_yaw: f32,
    /// Barrel above (+) the hull's plane, radians.
    pub turret_pitch: f32,
    /// Forward (+) and reverse (-) controls, -1 to 1: for exhaust and engine sound.
    pub throttle: f32,
    /// Left (+) and right (-), -1 to 1: for the lean of the mesh.
    pub steer: f32,
    /// Right (+) and left (-), -1 to 1.
    pub strafe: f32,
    /// What it holds down: boost and brake show.
    pub buttons: Buttons,
    /// Points and share of full.
    pub health: Gauge,
    /// Points and share of full.
    pub shield: Gauge,
    /// Points and share of full (above 1 after a boost pickup).
    pub energy: Gauge,
    /// The weapon in hand.
    pub weapon: Weapon,
    /// By weapon; only known for one's own hog.
    pub ammo: [u16; Weapon::COUNT],
    /// Share of the weapon's reload still to go, 0 to 1; only known for one's own hog.
    pub reload: f32,
    /// Whom its weapon has in its sights or in its grip.
    pub mark: Option<HogId>,
    /// How far the weapon has charged, or has its mark, 0 to 1.
    pub charge: f32,
    /// Share that is left of what its chassis can do, 0 to 1: 0 while it does not do it.
    pub ability: f32,
    /// Share of the time to wait until it can do that again, 0 to 1; only known for one's own hog.
    pub ability_wait: f32,
    /// Whether its weapons do more.
    pub overdriven: bool,
    /// Whether enemies do not see it.
    pub cloaked: bool,
    /// Whether it cannot be hurt yet.
    pub protected: bool,
    /// Whether it is off the ground.
    pub airborne: bool,
    /// How far it is down for a leap, 0 to 1: 0 while it is not about to leap.
    pub crouch: f32,
    /// Seconds until it comes back, for a wreck.
    pub respawn_s: f32,
}

/// An amount as points and as a share of full.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gauge {
    /// Points.
    pub points: f32,
    /// Share of full.
    pub share: f32,
}

/// A shot as drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SceneShot {
    /// Its name; stable from the prediction of it to the server's word on it.
    pub id: ShotId,
    /// Of which weapon.
    pub weapon: Weapon,
    /// Metres.
    pub position: Vec3,
    /// Metres a second.
    pub velocity: Vec3,
    /// Seconds since it was fired.
    pub age_s: f32,
    /// Whom it follows.
    pub target: Option<HogId>,
}

/// Who sits on a seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Player {
    /// What people read; cleaned and bounded.
    pub name: String,
    /// What it drives.
    pub chassis: Chassis,
    /// How it is to be painted where there are no sides.
    pub coat: Coat,
    /// Whose side they are on.
    pub team: Option<Team>,
    /// Whether nobody is behind it.
    pub bot: bool,
    /// Points, kills, deaths.
    pub score: Score,
    /// Round trip to the server, milliseconds.
    pub ping_ms: u16,
    /// Whether it is ready for the match to begin.
    pub ready: bool,
    /// Whether it only looks on.
    pub looks_on: bool,
    /// Who it is: the same number for the same player as long as the server runs; 0 for bots.
    pub who: u32,
}

/// Something to react to once: each happens exactly one time, however often it was predicted or received.
#[derive(Clone, Debug, PartialEq)]
pub enum SceneEvent {
    /// Something happened in the match.
    Outcome(Outcome),
    /// Someone wrote something; no seat for the server itself.
    Chat {
        /// Who.
        from: Option<HogId>,
        /// Cleaned and bounded.
        text: String,
    },
    /// Someone of one's own side wrote something to it alone.
    TeamChat {
        /// Who.
        from: HogId,
        /// Cleaned and bounded.
        text: String,
    },
    /// Someone of one's own side marks a place.
    Ping {
        /// Who.
        from: HogId,
        /// Where, metres.
        at: Vec3,
        /// What for.
        kind: PingKind,
    },
    /// Someone says one of the phrases that everyone can say in their own language.
    Phrase {
        /// Who.
        from: HogId,
        /// Which, below [`PHRASES`](crate::protocol::messages::PHRASES).
        phrase: u8,
    },
    /// A vote is held; how it stands, the session knows.
    VoteCalled,
    /// What came of a vote.
    Decided(Decision),
    /// What one asked for is not to be.
    Refused(Refusal),
    /// Someone came.
    Joined(HogId),
    /// Someone left; the name, because the seat no longer has one.
    Left(String),
}

impl Scene {
    /// A match as it stands after its last tick, unsmoothed, seen from `own`'s seat.
    #[must_use]
    pub fn of(arena: &Arena, own: HogId) -> Self {
        let rules = arena.rules();
        let game = arena.game();
        let tick = arena.tick();
        Self {
            own,
            at_tick: f64::from(tick.0),
            hogs: arena.hogs().map(|hog| SceneHog::of(hog, &rules.tuning)).collect(),
            ghosts: Vec::new(),
            shots: arena
                .shots()
                .iter()
                .map(|shot| SceneShot::of(shot, tick))
                .collect(),
            pickups: arena.pickup_bits(),
            phase: game.phase,
            time_left_s: game.phase_ends.since(tick).max(0) as f32 * TICK_SECONDS,
            teams: game.teams,
            objectives: game.objectives.clone(),
        }
    }

    /// Moves everything back to `share` (0 to 1) of the way from the tick before, whose poses are `before`, to the
    /// newest, so that motion is even at any frame rate.
    pub fn blend(&mut self, before: &[PoseOf], share: f32) {
        self.at_tick = (self.at_tick - 1.0 + f64::from(share)).max(0.0);
        for hog in &mut self.hogs {
            let Some((position, rotation)) = pose_of(before, hog.id) else {
                continue;
            };
            hog.position = position + (hog.position - position) * share;
            // The nearer of the two quaternions that mean the same rotation, or it would turn the long way.
            let rotation = if rotation.dot(hog.rotation) < 0.0 {
                -rotation
            } else {
                rotation
            };
            hog.rotation = rotation.lerp(hog.rotation, share).normalize();
        }
        for shot in &mut self.shots {
            let back_s = (1.0 - share) * TICK_SECONDS;
            shot.position -= shot.velocity * back_s;
            shot.age_s -= back_s;
        }
    }

    /// Adds hogs that are not predicted, each with the pose that it is to be drawn in.
    pub fn add_distant<'a>(&mut self, distant: impl Iterator<Item = (&'a Hog, PoseOf)>, tuning: &Tuning) {
        self.hogs
            .extend(distant.map(|(hog, (_, position, rotation))| SceneHog {
                position,
                rotation,
                ..SceneHog::of(hog, tuning)
            }));
        self.hogs.sort_unstable_by_key(|hog| hog.id);
    }
}

impl SceneHog {
    fn of(hog: &Hog, tuning: &Tuning) -> Self {
        let chassis = tuning.chassis(hog.chassis);
        let weapon = hog.controls.weapon;
        let gauge = |points: Points, full: f32| Gauge {
            points: points.points(),
            share: points.points() / full.max(1.0),
        };
        Self {
            id: hog.id,
            chassis: hog.chassis,
            team: hog.team,
            alive: hog.alive(),
            position: hog.position,
            rotation: hog.rotation,
            velocity: hog.velocity,
            spin: hog.spin,
            turret_yaw: hog.turret_yaw.radians(),
            turret_pitch: hog.turret_pitch.radians(),
            throttle: Controls::fraction(hog.controls.throttle),
            steer: Controls::fraction(hog.controls.steer),
            strafe: Controls::fraction(hog.controls.strafe),
            buttons: hog.controls.buttons,
            health: gauge(hog.health, chassis.health),
            shield: gauge(hog.shield, chassis.shield),
            energy: gauge(hog.energy, chassis.energy),
            weapon,
            ammo: hog.ammo,
            reload: f32::from(hog.reload_ticks) * TICK_SECONDS / tuning.weapon(weapon).reload_s,
            mark: hog.mark,
            charge: charge_of(hog, tuning),
            ability: share_of(hog.ability_ticks, chassis.ability.lasts_s),
            ability_wait: share_of(hog.ability_wait_ticks, chassis.ability.wait_s),
            overdriven: hog.overdrive_ticks > 0,
            cloaked: hog.cloak_ticks > 0,
            protected: hog.protected_ticks > 0,
            airborne: hog.airborne,
            crouch: crouch_of(hog, chassis),
            respawn_s: f32::from(hog.respawn_ticks) * TICK_SECONDS,
        }
    }
}

/// The share of a time that is left, 0 to 1.
fn share_of(ticks: u16, whole_s: f32) -> f32 {
    (f32::from(ticks) * TICK_SECONDS / whole_s).clamp(0.0, 1.0)
}

/// How far its weapon has charged.
fn charge_of(hog: &Hog, tuning: &Tuning) -> f32 {
    let whole_s = tuning.weapon(hog.controls.weapon).charge_s;
    share_of(hog.charge_ticks, whole_s.max(TICK_SECONDS))
}

/// The share of its crouch that a hog has behind it.
fn crouch_of(hog: &Hog, chassis: &ChassisTuning) -> f32 {
    if hog.crouch_ticks == 0 {
        return 0.0;
    }
    // The last tick of the count is that of the leap.
    let crouch = ticks_from_seconds(chassis.crouch_s).max(1) as f32;
    ((crouch + 2.0 - f32::from(hog.crouch_ticks)) / crouch).clamp(0.0, 1.0)
}

impl SceneShot {
    fn of(shot: &Shot, tick: Tick) -> Self {
        Self {
            id: shot.id,
            weapon: shot.weapon,
            position: shot.position(tick),
            velocity: shot.velocity_at(tick),
            target: shot.target,
            age_s: tick.since(shot.id.fired) as f32 * TICK_SECONDS,
        }
    }
}

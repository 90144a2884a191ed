//! The match a lesson is: the pupil in a yard with a target, which is a hog that goes back to its place and does nothing
//! else. The rules are those of every match, the figures in `assets/lesson`.

use std::collections::BTreeMap;
use std::sync::Arc;

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::{Chassis, Coat, HogId, Team};
use hogs_shared::level::vector;
use hogs_shared::math::{Vec3, wrap_angle, yaw_of};
use hogs_shared::mode::{Mode, Score};
use hogs_shared::netplay::scene::Player;
use hogs_shared::tuning::ModeTuning;

use crate::feed::MatchFeed;
use crate::local::LocalMatch;

/// The pupil's seat.
pub(super) const PUPIL: HogId = HogId(0);
/// The seat of what is aimed at.
pub(super) const TARGET: HogId = HogId(1);

/// Of whose side each is.
const SIDES: [Team; 2] = [Team::Amber, Team::Azure];
/// Where the yard is among the data, what it is called, and the limits of a lesson.
const FOLDER: &str = "lesson";
const MAP: &str = "yard";
const LIMITS: &str = "lesson/practice.ron";
/// Slow enough to turn on the spot, metres a second.
const SLOW_MPS: f32 = 7.0;
/// Farther from its place than this the target drives back, metres.
const ASTRAY_M: f32 = 3.0;

/// The match of a lesson.
pub(super) struct Yard {
    shown: LocalMatch,
    chassis: Chassis,
    /// Whether the pupil is to change over into that.
    changes: bool,
}

impl Yard {
    /// Opens it for a pupil who drives this.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the data.
    pub(super) fn open(folder: &AssetFolder, chassis: Chassis) -> Result<Self, String> {
        let with_yard = folder.clone().with_arenas(Some(&folder.path().join(FOLDER)));
        let mode = Mode::TeamDeathmatch;
        let data = with_yard
            .load(MAP, mode.name())
            .map_err(|error| error.to_string())?;
        let limits = folder
            .read(LIMITS)
            .and_then(|text| ModeTuning::parse(LIMITS, &text))
            .map_err(|error| error.to_string())?;
        let data = MatchData::new(data.map, data.tuning, data.level, limits);
        let rules = Rules::new(mode, data).map_err(|error| error.to_string())?;
        let joins = vec![join(PUPIL, chassis), join(TARGET, Chassis::default())];
        Ok(Self {
            shown: LocalMatch::new(Arc::new(rules), 5, PUPIL, joins),
            chassis,
            changes: false,
        })
    }

    /// Has the pupil drive something else from now on.
    pub(super) fn change_to(&mut self, chassis: Chassis) {
        self.changes |= chassis != self.chassis;
        self.chassis = chassis;
    }

    /// Goes on for so many seconds, the pupil driven by what `pilot` makes of each tick.
    pub(super) fn run(&mut self, seconds: f32, mut pilot: impl FnMut(&Arena) -> Controls) {
        let (chassis, changes) = (self.chassis, &mut self.changes);
        self.shown.run(seconds, |arena| {
            let mut inputs = Inputs {
                controls: vec![(PUPIL, pilot(arena)), (TARGET, stand(arena))],
                ..Inputs::default()
            };
            if std::mem::take(changes) {
                inputs.leaves = vec![PUPIL];
                inputs.joins = vec![join(PUPIL, chassis)];
            }
            inputs
        });
    }

    /// What is to be seen of it, by these names.
    pub(super) fn feed(&mut self, pupil: &str, target: &str) -> MatchFeed {
        let player = |seat: HogId, name: &str, chassis| {
            let player = Player {
                name: name.to_owned(),
                chassis,
                coat: Coat::default(),
                team: Some(SIDES[seat.index()]),
                bot: seat == TARGET,
                score: Score::default(),
                ping_ms: 0,
                ready: true,
                looks_on: false,
                who: 0,
            };
            (seat, player)
        };
        let players = BTreeMap::from([
            player(PUPIL, pupil, self.chassis),
            player(TARGET, target, Chassis::default()),
        ]);
        self.shown.feed(players, false)
    }
}

fn join(hog: HogId, chassis: Chassis) -> Join {
    Join {
        hog,
        chassis,
        team: Some(SIDES[hog.index()]),
        looks_on: false,
        score: Score::default(),
    }
}

/// What drives a hog to a place on open ground: whoever is too fast to turn there slows down first.
pub(super) fn drive_to(at: Vec3, hog: &Hog) -> Controls {
    let way = at - hog.position;
    let off = wrap_angle(yaw_of(way) - yaw_of(hog.forward()));
    let speed_mps = hog.velocity.dot(hog.forward());
    let throttle = match off.abs() {
        off if off < 0.35 => 1.0,
        _ if speed_mps > SLOW_MPS => -1.0,
        _ => 0.3,
    };
    Controls {
        throttle: Controls::axis(throttle),
        steer: Controls::axis((off * 2.5).clamp(-1.0, 1.0)),
        ..Controls::default()
    }
}

/// The target goes back to its place when it was pushed away from it, and stands there.
fn stand(arena: &Arena) -> Controls {
    let spawns = arena.rules().level.spawns.iter();
    let mine = |side: u8| side == Team::code(Some(SIDES[TARGET.index()]));
    let place = spawns
        .filter(|spawn| mine(spawn.side))
        .map(|spawn| vector(spawn.at))
        .next();
    let Some((hog, place)) = arena.hog(TARGET).filter(|hog| hog.alive()).zip(place) else {
        return Controls::default();
    };
    let way = place - hog.position;
    if Vec3::new(way.x, 0.0, way.z).length() < ASTRAY_M {
        return Controls::default();
    }
    let back = drive_to(place, hog);
    Controls {
        throttle: back.throttle / 3,
        ..back
    }
}

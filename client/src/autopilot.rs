//! A bot at the controls of one's own hog, for pictures, tests and watching. It thinks once a simulated tick, on the
//! predicted arena, exactly as bots do on the server.

use bevy::prelude::*;
use hogs_shared::arena::Arena;
use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::HogId;
use hogs_shared::math::{Vec3, wrap_angle, yaw_of};

use crate::feed::MatchFeed;
use crate::input::aim::Aim;
use crate::phase::FramePhase;

/// Present when a bot has the controls.
#[derive(Resource, Clone, Copy, Debug)]
pub struct Autopilot {
    /// How well it plays.
    pub skill: Skill,
    /// Whether it drives into whoever is in sight.
    pub rams: bool,
}

/// How far it sees whom it will ram, metres.
const RAM_REACH_M: f32 = 60.0;
/// Speed at which it expects to close in, metres a second.
const RAM_SPEED_MPS: f32 = 30.0;

/// The bot itself, once it knows its seat.
pub struct Driver {
    autopilot: Autopilot,
    nav: NavMap,
    bot: Option<Bot>,
}

impl Driver {
    /// A driver for a match. Finding the ways through the arena takes a moment: not for a frame.
    #[must_use]
    pub fn new(autopilot: Autopilot, nav: NavMap) -> Self {
        Self {
            autopilot,
            nav,
            bot: None,
        }
    }

    /// Controls for one tick of the hog on a seat.
    pub fn drive(&mut self, arena: &Arena, own: HogId) -> Controls {
        if self.bot.as_ref().is_none_or(|bot| bot.hog() != own) {
            self.bot = Some(Bot::new(own, self.autopilot.skill, u64::from(own.0) + 1));
        }
        let wanted = self
            .bot
            .as_mut()
            .map_or_else(Controls::default, |bot| bot.think(arena, &self.nav));
        let ram = self.autopilot.rams.then(|| ram(arena, own, wanted)).flatten();
        ram.unwrap_or(wanted)
    }
}

/// Straight into the nearest hog in sight, guns silent.
fn ram(arena: &Arena, own: HogId, wanted: Controls) -> Option<Controls> {
    let hog = arena.hog(own).filter(|hog| hog.alive())?;
    let roof = Vec3::new(0.0, 0.6, 0.0);
    let apart_m = |other: Vec3| (other - hog.position).length();
    let target = arena
        .hogs()
        .filter(|other| other.id != own && other.alive() && apart_m(other.position) < RAM_REACH_M)
        .filter(|other| {
            let terrain = &arena.rules().terrain;
            terrain.sees(hog.position + roof, other.position + roof)
        })
        .min_by(|one, other| apart_m(one.position).total_cmp(&apart_m(other.position)))?;
    let ahead_s = apart_m(target.position) / RAM_SPEED_MPS;
    let way = target.position + target.velocity * ahead_s - hog.position;
    let off = wrap_angle(yaw_of(way) - yaw_of(hog.forward()));
    let straight = off.abs() < 0.3;
    Some(Controls {
        throttle: Controls::axis(if off.abs() < 1.2 { 1.0 } else { 0.4 }),
        steer: Controls::axis((off * 2.5).clamp(-1.0, 1.0)),
        strafe: 0,
        buttons: if straight {
            Buttons::BOOST
        } else {
            Buttons::default()
        },
        ..wanted
    })
}

/// Lets the camera look where the bot aims.
pub fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        look_along
            .after(FramePhase::Link)
            .before(FramePhase::View)
            .run_if(resource_exists::<Autopilot>),
    );
}

fn look_along(feed: Option<Res<MatchFeed>>, mut aim: ResMut<Aim>) {
    let Some(feed) = feed.filter(|feed| !feed.backdrop) else {
        return;
    };
    if let Some(hog) = feed.scene.hog(feed.scene.own).filter(|hog| hog.alive) {
        aim.follow_turret(hog);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::arena::outcome::Outcome;
    use hogs_shared::arena::{Inputs, Join, Rules};
    use hogs_shared::ids::Chassis;
    use hogs_shared::mode::Mode;
    use std::sync::Arc;

    #[test]
    fn one_that_rams_meets_one_that_fights() {
        let data = crate::data::find()
            .unwrap()
            .load("sty", Mode::Deathmatch.name())
            .unwrap();
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        let mut arena = Arena::new(rules.clone(), 3);
        let seats = [HogId(0), HogId(1)];
        let joins = seats.map(|hog| Join::new(hog, Chassis::default()));
        arena.step(&Inputs {
            joins: joins.to_vec(),
            ..Inputs::default()
        });
        let mut drivers = [true, false].map(|rams| {
            let skill = Skill::Hard;
            Driver::new(Autopilot { skill, rams }, NavMap::build(&rules))
        });
        let mut rams = 0;
        for _ in 0..60 * 120 {
            let controls = seats
                .iter()
                .zip(&mut drivers)
                .map(|(seat, driver)| (*seat, driver.drive(&arena, *seat)))
                .collect();
            let outcomes = arena.step(&Inputs {
                controls,
                ..Inputs::default()
            });
            let rammed = |outcome: &Outcome| matches!(outcome, Outcome::Rammed { .. });
            rams += outcomes.iter().filter(|outcome| rammed(outcome)).count();
        }
        assert!(rams >= 3, "{rams} rams in two minutes");
    }
}

//! A bot at the controls of one's own hog, for pictures, tests and watching. It thinks once a simulated tick, on the
//! predicted arena, exactly as bots do on the server.

use bevy::prelude::*;
use hogs_shared::arena::Arena;
use hogs_shared::arena::controls::Controls;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::HogId;

use crate::feed::MatchFeed;
use crate::input::aim::Aim;
use crate::phase::FramePhase;

/// Present when a bot has the controls.
#[derive(Resource, Clone, Copy, Debug)]
pub struct Autopilot {
    /// How well it plays.
    pub skill: Skill,
}

/// The bot itself, once it knows its seat.
pub struct Driver {
    skill: Skill,
    nav: NavMap,
    bot: Option<Bot>,
}

impl Driver {
    /// A driver for a match. Finding the ways through the arena takes a moment: not for a frame.
    #[must_use]
    pub fn new(autopilot: Autopilot, nav: NavMap) -> Self {
        Self {
            skill: autopilot.skill,
            nav,
            bot: None,
        }
    }

    /// Controls for one tick of the hog on a seat.
    pub fn drive(&mut self, arena: &Arena, own: HogId) -> Controls {
        if self.bot.as_ref().is_none_or(|bot| bot.hog() != own) {
            self.bot = Some(Bot::new(own, self.skill, u64::from(own.0) + 1));
        }
        self.bot
            .as_mut()
            .map_or_else(Controls::default, |bot| bot.think(arena, &self.nav))
    }
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

//! Help with aiming, for those who want it, and against bots alone: over a bot the aim turns slower, and is drawn to it.

use bevy::prelude::*;
use hogs_shared::math::{pitch_of, wrap_angle, yaw_of};

use crate::feed::MatchFeed;

/// How near to a bot the aim must be to be helped, radians.
const CONE: f32 = 0.12;
/// How far away a bot is still helped against, metres.
const REACH_M: f32 = 130.0;
/// How much slower the aim turns on the middle of a bot with all the help there is.
const SLOWER: f32 = 0.6;
/// How fast it is drawn there: its distance falls to a third in 1 / this many seconds.
const PULL_PER_S: f32 = 3.0;
/// How high over its middle a hog sees from, metres.
const EYE_M: f32 = 0.8;

/// What helps in a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Help {
    /// Factor on how far the hand turns the aim.
    pub(super) factor: f32,
    /// How far the aim is drawn, radians: left and up are positive.
    pub(super) pull: Vec2,
}

impl Help {
    /// None.
    pub(super) const NONE: Self = Self {
        factor: 1.0,
        pull: Vec2::ZERO,
    };

    /// By so much (0 to 1) for a frame of `seconds`, with the aim so far beside a bot.
    fn by(share: f32, beside: Vec2, seconds: f32) -> Self {
        let near = 1.0 - (beside.length() / CONE).min(1.0);
        Self {
            factor: 1.0 - SLOWER * share * near,
            pull: beside * (1.0 - (-PULL_PER_S * share * near * seconds).exp()),
        }
    }
}

/// What helps the aim at (yaw, pitch) in this frame: the bot in sight that is nearest to it, if one is near enough.
pub(super) fn help(feed: &MatchFeed, aim: Vec2, share: f32, seconds: f32) -> Help {
    let own = feed
        .scene
        .hog(feed.scene.own)
        .filter(|own| own.alive && !feed.backdrop);
    let Some(own) = own.filter(|_| share > 0.0) else {
        return Help::NONE;
    };
    let mut eye = own.position;
    eye.y += EYE_M;
    let bots = feed.scene.hogs.iter().filter(|hog| {
        let bot = feed.players.get(&hog.id).is_some_and(|player| player.bot);
        bot && feed.is_foe(hog.id) && feed.sees(hog)
    });
    let beside = bots.filter_map(|hog| {
        let way = hog.position - eye;
        let beside = Vec2::new(wrap_angle(yaw_of(way) - aim.x), pitch_of(way) - aim.y);
        let near = beside.length() < CONE && way.length() < REACH_M;
        (near && feed.rules.terrain.sees(eye, hog.position)).then_some(beside)
    });
    let nearest = beside.min_by(|one, other| one.length().total_cmp(&other.length()));
    nearest.map_or(Help::NONE, |beside| Help::by(share, beside, seconds))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::attract::some_feed;

    #[test]
    fn the_aim_is_slowed_and_drawn_over_bots_and_not_over_people() {
        let mut feed = some_feed();
        feed.backdrop = false;
        let own = feed.scene.own;
        let mut victim = None;
        let place = feed.scene.hog(own).map(|hog| hog.position).unwrap_or_default();
        for hog in &mut feed.scene.hogs {
            hog.alive = true;
            if hog.id != own && victim.is_none() {
                victim = Some(hog.id);
                hog.position = place;
                hog.position.x += 3.0;
            } else if hog.id != own {
                hog.position.x += 1.0e4;
            }
        }
        let victim = victim.unwrap();
        let mut way = feed.scene.hog(victim).map(|hog| hog.position).unwrap_or_default() - place;
        way.y -= EYE_M;
        let at = Vec2::new(yaw_of(way), pitch_of(way));
        let beside = at + Vec2::new(0.04, 0.0);
        let helped = help(&feed, beside, 1.0, 0.1);
        assert!(helped.factor < 0.8 && helped.pull.x < -0.004, "{helped:?}");
        assert!(help(&feed, beside, 0.5, 0.1).factor > helped.factor);
        assert_eq!(help(&feed, beside, 0.0, 0.1), Help::NONE);
        assert_eq!(help(&feed, at + Vec2::new(0.3, 0.0), 1.0, 0.1), Help::NONE);
        if let Some(player) = Arc::make_mut(&mut feed.players).get_mut(&victim) {
            player.bot = false;
        }
        assert_eq!(
            help(&feed, beside, 1.0, 0.1),
            Help::NONE,
            "nothing helps against people"
        );
    }
}

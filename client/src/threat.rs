//! Who is after the player with what follows: those who look for a lock, those who have one, and what is on its way.

use bevy::prelude::*;

use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::weapon::look;

/// How bad it is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Danger {
    /// Somebody looks for a lock.
    Searched,
    /// Somebody has one.
    Locked,
    /// Something comes.
    Missile,
}

/// One who is after the player, or what is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Threat {
    /// How bad it is.
    pub(crate) danger: Danger,
    /// Where it is, metres.
    pub(crate) at: Vec3,
}

/// All of them, worst first.
#[must_use]
pub(crate) fn threats(feed: &MatchFeed) -> Vec<Threat> {
    let own = Some(feed.scene.own);
    let after = feed.scene.hogs.iter().filter(|hog| {
        hog.alive && hog.mark == own && look(hog.weapon).threatens() && feed.is_foe(hog.id)
    });
    let after = after.map(|hog| Threat {
        danger: if hog.charge < 1.0 {
            Danger::Searched
        } else {
            Danger::Locked
        },
        at: vec3(hog.position),
    });
    let coming = feed.scene.shots.iter().filter(|shot| shot.target == own);
    let coming = coming.map(|shot| Threat {
        danger: Danger::Missile,
        at: vec3(shot.position),
    });
    let mut threats: Vec<Threat> = after.chain(coming).collect();
    threats.sort_by(|a, b| b.danger.cmp(&a.danger));
    threats
}

/// The worst of it.
#[must_use]
pub(crate) fn danger(feed: &MatchFeed) -> Option<Danger> {
    threats(feed).first().map(|threat| threat.danger)
}

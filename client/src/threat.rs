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
    let after =
        feed.scene.hogs.iter().filter(|hog| {
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
    threats.sort_by_key(|threat| std::cmp::Reverse(threat.danger));
    threats
}

/// The worst of it.
#[must_use]
pub(crate) fn danger(feed: &MatchFeed) -> Option<Danger> {
    threats(feed).first().map(|threat| threat.danger)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::ids::{HogId, Team, Weapon};

    /// A feed in which the second hog has the first, one's own, in its sights.
    fn feed() -> MatchFeed {
        let mut feed = crate::attract::some_feed();
        feed.backdrop = false;
        feed.scene.own = HogId(0);
        feed.scene.shots.clear();
        for hog in &mut feed.scene.hogs {
            (hog.alive, hog.mark, hog.team) = (true, None, None);
        }
        let enemy = &mut feed.scene.hogs[1];
        (enemy.mark, enemy.weapon, enemy.charge) = (Some(HogId(0)), Weapon::Missile, 0.5);
        feed
    }

    #[test]
    fn a_lock_is_worse_than_a_search_and_only_what_follows_counts() {
        let mut feed = feed();
        assert_eq!(danger(&feed), Some(Danger::Searched));
        feed.scene.hogs[1].charge = 1.0;
        assert_eq!(danger(&feed), Some(Danger::Locked));
        feed.scene.hogs[1].weapon = Weapon::Tractor;
        assert_eq!(danger(&feed), None, "whom a tractor holds feels it anyway");
    }

    #[test]
    fn friends_are_no_threat() {
        let mut feed = feed();
        for hog in &mut feed.scene.hogs {
            hog.team = Some(Team::Azure);
        }
        assert_eq!(danger(&feed), None);
        feed.scene.hogs[1].team = Some(Team::Amber);
        assert_eq!(danger(&feed), Some(Danger::Searched));
    }
}

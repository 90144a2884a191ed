//! Whom it concerns what happened, where not everyone is told of everything: those who have a part in it, and those who
//! are near enough to see it.

use hogs_shared::arena::Arena;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Shot;
use hogs_shared::ids::HogId;
use hogs_shared::math::Vec3;
use hogs_shared::tick::TICK_SECONDS;

/// How far away what happens is still seen by a player, metres.
const SEEN_M: f32 = 60.0;
/// How near a shot has to come by to be seen, metres: it is small, and one of many.
const PASSING_M: f32 = 30.0;

/// Whom an outcome concerns.
#[derive(Clone, Copy, Debug)]
pub enum Concern {
    /// All: it changes the score or the match, or is there to stay.
    Everyone,
    /// Those who have a part in it, and those who see it.
    Those {
        /// Who has a part in it.
        parts: [Option<HogId>; 2],
        /// Where it happens, metres.
        at: Vec3,
        /// The way from there that a shot may take, or from where it came, metres.
        way: Vec3,
    },
}

impl Concern {
    /// Whom this concerns, in a match as it stands.
    #[must_use]
    pub fn of(arena: &Arena, outcome: &Outcome) -> Self {
        let place = |id: HogId| arena.hog(id).map(|hog| hog.position);
        // What lies and waits will concern those who are not near yet.
        let lies = |weapon| arena.rules().tuning.weapon(weapon).speed_mps <= 0.0;
        // Where a shot goes that turns or falls, its launch does not say.
        let bends = |shot: &Shot| shot.target.is_some() || shot.fall_mps2 > 0.0;
        let (parts, at, way) = match outcome {
            Outcome::Fired(Shot { weapon, .. }) | Outcome::ShotEnded { weapon, .. } if lies(*weapon) => {
                return Self::Everyone;
            }
            Outcome::Fired(shot) if bends(shot) => return Self::Everyone,
            Outcome::ShotEnded { guided: true, .. } => return Self::Everyone,
            Outcome::Fired(shot) => {
                let life_s = shot.expires.since(shot.id.fired).max(0) as f32 * TICK_SECONDS;
                ([Some(shot.id.shooter), None], shot.origin, shot.velocity * life_s)
            }
            Outcome::ShotEnded { shot, at, .. } => {
                let way = place(shot.shooter).map_or(Vec3::ZERO, |from| from - *at);
                ([Some(shot.shooter), None], *at, way)
            }
            Outcome::Damaged {
                victim,
                attacker,
                from,
                ..
            } => (
                [Some(*victim), *attacker],
                place(*victim).unwrap_or(*from),
                Vec3::ZERO,
            ),
            Outcome::Rammed {
                first, second, at, ..
            } => ([Some(*first), Some(*second)], *at, Vec3::ZERO),
            Outcome::Jumped { hog } | Outcome::AbilityUsed { hog } => match place(*hog) {
                Some(at) => ([Some(*hog), None], at, Vec3::ZERO),
                None => return Self::Everyone,
            },
            _ => return Self::Everyone,
        };
        Self::Those { parts, at, way }
    }

    /// Whether it concerns a player whose hog is at `eye`; whoever has none sees everything.
    #[must_use]
    pub fn is_of(&self, seat: HogId, eye: Option<Vec3>) -> bool {
        let Self::Those { parts, at, way } = *self else {
            return true;
        };
        if parts.contains(&Some(seat)) {
            return true;
        }
        eye.is_none_or(|eye| {
            let off = eye - at;
            let nearest = way * (off.dot(way) / way.length_squared().max(1e-6)).clamp(0.0, 1.0);
            off.length_squared() < SEEN_M * SEEN_M || (off - nearest).length_squared() < PASSING_M * PASSING_M
        })
    }
}

#[cfg(test)]
mod tests {
    use hogs_shared::arena::outcome::Cause;
    use hogs_shared::arena::shot::Struck;
    use hogs_shared::ids::{ShotId, Weapon};

    use super::*;
    use crate::testing;

    #[test]
    fn it_concerns_those_who_have_a_part_in_it_and_those_who_see_it() {
        let arena = testing::crowd(3);
        let id = ShotId {
            fired: arena.tick(),
            shooter: HogId(1),
        };
        let tuning = &arena.rules().tuning;
        let east = Vec3::new(140.0, 0.0, 0.0);
        let shot = Shot::from_launch(id, Weapon::Autocannon, (Vec3::ZERO, east), None, tuning);
        let fired = Concern::of(&arena, &Outcome::Fired(shot));
        let far = Some(Vec3::new(0.0, 0.0, 900.0));
        assert!(fired.is_of(HogId(1), far) && !fired.is_of(HogId(0), far));
        assert!(fired.is_of(HogId(0), None));
        // Near its barrel, and along its way, but not behind it.
        for (x, z, seen) in [
            (-50.0, 0.0, true),
            (-70.0, 0.0, false),
            (150.0, 20.0, true),
            (100.0, 40.0, false),
        ] {
            let eye = Some(Vec3::new(x, 0.0, z));
            assert_eq!(fired.is_of(HogId(0), eye), seen, "at {x} {z}");
        }
        let at = arena.hog(HogId(1)).unwrap().position + Vec3::new(0.0, 0.0, 200.0);
        let ended = Concern::of(
            &arena,
            &Outcome::ShotEnded {
                shot: id,
                weapon: Weapon::Autocannon,
                at,
                struck: Struck::Hog(HogId(2)),
                guided: false,
            },
        );
        // Whoever saw it come by has to see it end.
        assert!(ended.is_of(HogId(0), Some(at - Vec3::new(0.0, 0.0, 100.0))));
        assert!(!ended.is_of(HogId(0), Some(at + Vec3::new(0.0, 0.0, 100.0))));
        let mine = Shot::from_launch(id, Weapon::Mine, (Vec3::ZERO, Vec3::ZERO), None, tuning);
        assert!(Concern::of(&arena, &Outcome::Fired(mine)).is_of(HogId(0), far));
        let wrecked = Outcome::Wrecked {
            victim: HogId(1),
            killer: None,
            cause: Cause::Fall,
            at: Vec3::ZERO,
        };
        assert!(Concern::of(&arena, &wrecked).is_of(HogId(0), far));
    }
}

//! Where sides and the pig are at home: as the arena says, and where it does not, as follows from it. So every mode is
//! played on every arena, also on those whose authors never thought of it.

use super::{Level, Terrain, vector};
use crate::ids::Team;
use crate::math::Vec3;

/// Height of the middle of a hull over the ground, metres.
const HULL_M: f32 = 1.0;
/// Room between the pig's home and what movers sweep over, metres.
const ROOM_M: f32 = 1.5;

/// Where a side is at home.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Home {
    /// A point on the ground, metres.
    pub at: Vec3,
    /// Heading, radians left of -z.
    pub yaw: f32,
}

/// Where what the modes are about belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Homes {
    /// By [`Team::index`].
    pub bases: [Home; 2],
    /// A point on the ground, metres.
    pub pig: Vec3,
    /// By spawn of the level: whose it is; none for anyone's.
    pub spawns: Vec<Option<Team>>,
}

impl Homes {
    /// Of a level that was checked. Bases that are not said are the two spawns farthest from each other, or the one
    /// farthest from the base that is; the pig is at home at the spawn or pickup nearest to the middle.
    /// A side's spawns are the half of them that lies toward its base.
    #[must_use]
    pub fn of(level: &Level, terrain: &Terrain) -> Self {
        let said = Team::ALL.map(|team| {
            let base = level
                .bases
                .iter()
                .find(|base| base.side == Team::code(Some(team)));
            base.map(|base| Home {
                at: vector(base.at),
                yaw: base.yaw_deg.to_radians(),
            })
        });
        let bases = match said {
            [Some(amber), Some(azure)] => [amber, azure],
            [Some(amber), None] => [amber, farthest(level, amber.at)],
            [None, Some(azure)] => [farthest(level, azure.at), azure],
            [None, None] => apart(level),
        };
        let pig = level.pig.map_or_else(|| middle(level, terrain), vector);
        let spawns = sides(level, bases);
        Self { bases, pig, spawns }
    }

    /// Whether a spawn is one for a hog of a side or of none.
    #[must_use]
    pub fn has_spawn(&self, team: Option<Team>, spawn: usize) -> bool {
        let side = self.spawns.get(spawn).copied().flatten();
        team.is_none() || side.is_none() || side == team
    }

    /// The home of a side.
    #[must_use]
    pub const fn base(&self, team: Team) -> Home {
        self.bases[team.index()]
    }
}

fn spawns(level: &Level) -> impl Iterator<Item = Home> + '_ {
    level.spawns.iter().map(|spawn| Home {
        at: vector(spawn.at),
        yaw: spawn.yaw_deg.to_radians(),
    })
}

/// The spawn farthest from a place, the first of equals.
fn farthest(level: &Level, from: Vec3) -> Home {
    let mut best = Home { at: from, yaw: 0.0 };
    for home in spawns(level) {
        if (home.at - from).length_squared() > (best.at - from).length_squared() {
            best = home;
        }
    }
    best
}

/// The two spawns farthest from each other, the first of equals.
fn apart(level: &Level) -> [Home; 2] {
    let mut best = [Home {
        at: Vec3::ZERO,
        yaw: 0.0,
    }; 2];
    let mut most = -1.0;
    for one in spawns(level) {
        let other = farthest(level, one.at);
        let apart = (other.at - one.at).length_squared();
        if apart > most {
            (best, most) = ([one, other], apart);
        }
    }
    best
}

/// Shares the spawns out: those that say whose they are as they say, and of the others each side gets the half nearer to
/// its own base than to the other's. A side that would have none has them all, and so has the other.
fn sides(level: &Level, bases: [Home; 2]) -> Vec<Option<Team>> {
    let said = level
        .spawns
        .iter()
        .map(|spawn| Team::from_code(spawn.side).flatten());
    let mut sides: Vec<Option<Team>> = said.collect();
    let mut free: Vec<usize> = (0..sides.len()).filter(|&spawn| sides[spawn].is_none()).collect();
    let lean = |spawn: &usize| {
        let at = vector(level.spawns[*spawn].at);
        (at - bases[0].at).length() - (at - bases[1].at).length()
    };
    free.sort_by(|a, b| lean(a).total_cmp(&lean(b)));
    let half = free.len() / 2;
    for (order, &spawn) in free.iter().enumerate() {
        sides[spawn] = match order {
            order if order < half => Some(Team::Amber),
            order if order >= free.len() - half => Some(Team::Azure),
            _ => None,
        };
    }
    let fair = Team::ALL
        .iter()
        .all(|&team| sides.iter().any(|&side| side.is_none() || side == Some(team)));
    if fair { sides } else { vec![None; sides.len()] }
}

/// The spawn or pickup nearest to the middle that stands on ground which stays in its place, where nothing burns or comes
/// by.
fn middle(level: &Level, terrain: &Terrain) -> Vec3 {
    let swept: Vec<_> = level.movers.iter().flat_map(|mover| level.swept(mover)).collect();
    let sound = |place: &Vec3| {
        let at = *place + Vec3::new(0.0, HULL_M, 0.0);
        let burns = level
            .hazards
            .iter()
            .any(|hazard| hazard.region().holds(at, ROOM_M));
        let grounded = terrain
            .cast(at, Vec3::new(0.0, -1.0, 0.0), 2.0 * HULL_M)
            .is_some();
        grounded && !burns && !swept.iter().any(|region| region.holds(at, ROOM_M))
    };
    let spawns = level.spawns.iter().map(|spawn| vector(spawn.at));
    let pickups = level.pickups.iter().map(|spot| vector(spot.at)).filter(sound);
    let off = |place: &Vec3| place.x * place.x + place.z * place.z;
    spawns
        .chain(pickups)
        .min_by(|a, b| off(a).total_cmp(&off(b)))
        .unwrap_or_default()
}

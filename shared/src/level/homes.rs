//! Where sides and the pig are at home: as the arena says, and where it does not, as follows from it. So every mode is
//! played on every arena, also on those whose authors never thought of it.

use super::ways::Ways;
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
    /// farthest from the base that is; the pig is at home at the spawn or pickup nearest to the middle: all of them on
    /// the ground that most spawns are connected by, or the base that is said is. A side's spawns are the half of them
    /// that lies toward its base.
    #[must_use]
    pub fn of(level: &Level, terrain: &Terrain) -> Self {
        let said = Team::ALL.map(|team| {
            let base = level
                .bases
                .iter()
                .find(|base| base.side == Team::code(Some(team)));
            base.map(|base| home(base.at, base.yaw_deg))
        });
        let (bases, pig) = match (said, level.pig) {
            ([Some(amber), Some(azure)], Some(pig)) => ([amber, azure], vector(pig)),
            (said, pig) => derive(level, terrain, said, pig.map(vector)),
        };
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

fn home(at: (f32, f32, f32), yaw_deg: f32) -> Home {
    Home {
        at: vector(at),
        yaw: yaw_deg.to_radians(),
    }
}

/// What is not said follows from spawns and pickups.
fn derive(level: &Level, terrain: &Terrain, said: [Option<Home>; 2], pig: Option<Vec3>) -> ([Home; 2], Vec3) {
    let mut ways = Ways::new(level, terrain);
    let spawns: Vec<(Home, Option<usize>)> = level
        .spawns
        .iter()
        .map(|spawn| (home(spawn.at, spawn.yaw_deg), ways.piece(vector(spawn.at))))
        .collect();
    let given = said.iter().flatten().next().map(|base| base.at).or(pig);
    let piece = match given {
        Some(at) => ways.piece(at),
        None => most(&spawns),
    };
    // What is said may lie where nobody comes into play: then anything is as good.
    let connected = |of: Option<usize>| of.is_some() && of == piece;
    let any = !spawns.iter().any(|(_, of)| connected(*of));
    let fit = |of: Option<usize>| any || connected(of);
    let choice: Vec<Home> = spawns
        .iter()
        .filter(|(_, of)| fit(*of))
        .map(|(spawn, _)| *spawn)
        .collect();
    let bases = match said {
        [Some(amber), Some(azure)] => [amber, azure],
        [Some(amber), None] => [amber, farthest(&choice, amber.at)],
        [None, Some(azure)] => [farthest(&choice, azure.at), azure],
        [None, None] => apart(&choice),
    };
    let middle = || {
        let pickups = sound_pickups(level, terrain);
        let pickups = pickups.into_iter().filter(|place| fit(ways.piece(*place)));
        let places = choice.iter().map(|spawn| spawn.at).chain(pickups);
        let off = |place: &Vec3| place.x * place.x + place.z * place.z;
        places
            .min_by(|a, b| off(a).total_cmp(&off(b)))
            .unwrap_or_default()
    };
    (bases, pig.unwrap_or_else(middle))
}

/// The piece of ground with most spawns on it, the first of equals.
fn most(spawns: &[(Home, Option<usize>)]) -> Option<usize> {
    let on = |piece: Option<usize>| spawns.iter().filter(|(_, of)| *of == piece).count();
    let mut best = None;
    for (_, piece) in spawns.iter().filter(|(_, piece)| piece.is_some()) {
        if best.is_none() || on(*piece) > on(best) {
            best = *piece;
        }
    }
    best
}

/// The spawn farthest from a place, the first of equals.
fn farthest(spawns: &[Home], from: Vec3) -> Home {
    let mut best = Home { at: from, yaw: 0.0 };
    for &home in spawns {
        if (home.at - from).length_squared() > (best.at - from).length_squared() {
            best = home;
        }
    }
    best
}

/// The two spawns farthest from each other, the first of equals.
fn apart(spawns: &[Home]) -> [Home; 2] {
    let mut best = [Home {
        at: Vec3::ZERO,
        yaw: 0.0,
    }; 2];
    let mut most = -1.0;
    for &one in spawns {
        let other = farthest(spawns, one.at);
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

/// Where pickups stand on ground that stays in its place, and nothing burns or comes by.
fn sound_pickups(level: &Level, terrain: &Terrain) -> Vec<Vec3> {
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
    let places = level.pickups.iter().map(|spot| vector(spot.at));
    places.filter(sound).collect()
}

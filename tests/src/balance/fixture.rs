//! Which matches are played for a part: whole rounds, in each of which every arena, every pairing and both sides have
//! their turn.

use hogs_shared::bot::Skill;
use hogs_shared::ids::Team;
use hogs_shared::mode::Mode;
use hogs_shared::rng::Rng;

use super::contest::{Contest, PAIRS, Seat};
use super::{Ground, Part, Wish};

/// A match to be played.
#[derive(Clone, Debug)]
pub(super) struct Fixture {
    /// Place among the grounds.
    pub ground: usize,
    pub contest: Contest,
    /// The side of the first squad.
    pub first_on: Team,
    /// By seat.
    pub seats: Vec<Seat>,
    pub seed: u64,
}

/// The matches of a part.
pub(super) fn fixtures(part: Part, grounds: &[Ground], wish: &Wish) -> Vec<Fixture> {
    let chosen: Vec<usize> = (0..grounds.len())
        .filter(|&ground| played(part, grounds[ground].mode, wish))
        .collect();
    let mut fixtures = Vec::new();
    let mut round = 0;
    while !chosen.is_empty() && fixtures.len() < wish.matches as usize {
        for (place, &ground) in chosen.iter().enumerate() {
            let at = (ground, round, place);
            add_round(part, &grounds[ground], at, wish.seed, &mut fixtures);
        }
        round += 1;
    }
    fixtures
}

/// Whether a part is played in a mode: what compares sides where a wreck is a point, and sides of the arena where flags
/// are brought home too.
fn played(part: Part, mode: Mode, wish: &Wish) -> bool {
    let wished = wish.modes.is_empty() || wish.modes.iter().any(|name| name == mode.name());
    match part {
        Part::Chassis | Part::Skills => mode == Mode::TeamDeathmatch,
        Part::Spawns => wished && mode.has_teams(),
        Part::Weapons => wished,
    }
}

/// What is played on one ground in one round; `place` is the ground's turn among those of the part.
fn add_round(
    part: Part,
    on: &Ground,
    (ground, round, place): (usize, usize, usize),
    seed: u64,
    fixtures: &mut Vec<Fixture>,
) {
    let turn = (round + place).wrapping_add(seed as usize);
    let level = (turn % Skill::ALL.len()) as u8;
    let contests: Vec<Contest> = match part {
        Part::Chassis => (0..PAIRS.len())
            .map(|pair| {
                let skill = Skill::from_level((level + pair as u8) % Skill::ALL.len() as u8);
                Contest::Chassis(PAIRS[pair], skill)
            })
            .collect(),
        Part::Spawns => vec![Contest::Alike(level)],
        Part::Skills => Skill::ALL
            .windows(2)
            .map(|steps| Contest::Skills([steps[0], steps[1]]))
            .collect(),
        Part::Weapons => vec![Contest::Free],
    };
    for (number, contest) in contests.into_iter().enumerate() {
        let seed = seed_of(seed, [part as usize, round, place, number]);
        if contest == Contest::Free {
            let mut rng = Rng::for_purpose(seed, 0xF4EE);
            fixtures.push(Fixture {
                ground,
                contest,
                first_on: Team::Amber,
                seats: Contest::mixed(on.mode.has_teams(), &mut rng),
                seed,
            });
            continue;
        }
        for first_on in Team::ALL {
            fixtures.push(Fixture {
                ground,
                contest,
                first_on,
                seats: contest.seats(first_on, turn % 2 == 1),
                seed,
            });
        }
    }
}

/// A seed for a match; the same for both sides.
fn seed_of(seed: u64, place: [usize; 4]) -> u64 {
    place.into_iter().fold(seed, |seed, part| {
        let mut rng = Rng::for_purpose(seed, part as u64);
        u64::from(rng.next_u32()) << 32 | u64::from(rng.next_u32())
    })
}

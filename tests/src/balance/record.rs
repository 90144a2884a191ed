//! One match from its beginning to its end, and what is kept of it.

use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::arena::{Arena, Inputs, Join};
use hogs_shared::bot::Bot;
use hogs_shared::ids::{HogId, Team};
use hogs_shared::mode::{Game, Score, Side};
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};
use hogs_shared::weapon::Weapon;

use super::Ground;
use super::fixture::Fixture;
use crate::stopwatch::Stopwatch;
use crate::stuck::StuckWatch;

/// What hogs are wrecked by: weapons, then the rest.
pub(super) const MEANS: usize = Weapon::COUNT + 4;
/// A match that goes on for so much longer than its time and overtime has no end, seconds.
const GRACE_S: f32 = 5.0;
/// Whom a tractor has let go of so short a while ago lies where they lie because of it, ticks.
const THROWN_TICKS: i32 = 5 * TICKS_PER_SECOND as i32;

/// Place of a cause among the means.
pub(super) const fn means(cause: Cause) -> usize {
    match cause {
        Cause::Weapon(weapon) => weapon.index(),
        Cause::Ram => Weapon::COUNT,
        Cause::Fall => Weapon::COUNT + 1,
        Cause::Lava => Weapon::COUNT + 2,
        Cause::Crush => Weapon::COUNT + 3,
    }
}

/// Its name.
pub(super) fn means_name(means: usize) -> &'static str {
    const OTHERS: [&str; 4] = ["ram", "fall", "lava", "crush"];
    match Weapon::from_index(means) {
        Some(weapon) => weapon.name(),
        None => OTHERS.get(means - Weapon::COUNT).copied().unwrap_or("other"),
    }
}

/// How a match went.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    /// Whether it came to an end.
    pub finished: bool,
    /// Who won; none for a draw.
    pub winner: Option<Side>,
    /// By [`Team::index`].
    pub team_points: [i16; 2],
    /// By seat.
    pub scores: Vec<Score>,
    /// How often somebody else came to lead.
    pub lead_changes: u32,
    /// By means: wrecks that somebody gets credit for.
    pub kills: [u32; MEANS],
    /// By means: points of harm done to others.
    pub harm: [f64; MEANS],
    /// Wrecks that nobody gets credit for.
    pub accidents: u32,
    /// Simulated seconds.
    pub seconds: f64,
    /// Seconds that they took a core.
    pub worked_s: f64,
    pub alive_ticks: u64,
    pub stuck_ticks: u64,
}

impl Record {
    /// What a side has of the match: all, half or nothing.
    pub(super) fn won_by(&self, team: Team) -> f64 {
        match self.winner {
            Some(Side::Team(winner)) if winner == team => 1.0,
            Some(_) => 0.0,
            None => 0.5,
        }
    }
}

/// Plays a match to its end.
pub(super) fn play_out(ground: &Ground, fixture: &Fixture) -> Record {
    let mut trial = Trial::new(ground, fixture);
    let limits = &ground.rules.mode.tuning;
    let most_s = limits.time_limit_s + limits.overtime_s + GRACE_S;
    let stopwatch = Stopwatch::start();
    for _ in 0..(most_s * TICKS_PER_SECOND as f32) as u32 {
        trial.step(ground);
        if trial.record.finished {
            break;
        }
    }
    trial.record.worked_s = stopwatch.seconds();
    trial.finish()
}

/// A match under way.
struct Trial {
    arena: Arena,
    bots: Vec<Bot>,
    watch: StuckWatch,
    leader: Option<Side>,
    /// By seat: who had it in their grip last, and when.
    gripped: Vec<Option<(HogId, Tick)>>,
    record: Record,
}

impl Trial {
    fn new(ground: &Ground, fixture: &Fixture) -> Self {
        let mut arena = Arena::new(ground.rules.clone(), fixture.seed);
        let seats = || fixture.seats.iter().enumerate();
        let join = |(index, seat): (usize, &super::contest::Seat)| Join {
            hog: HogId(index as u8),
            team: seat.team,
            looks_on: false,
            chassis: seat.chassis,
            score: Score::default(),
        };
        arena.step(&Inputs {
            joins: seats().map(join).collect(),
            ..Inputs::default()
        });
        let bot = |(index, seat): (usize, &super::contest::Seat)| {
            Bot::new(HogId(index as u8), seat.skill, fixture.seed)
        };
        Self {
            arena,
            bots: seats().map(bot).collect(),
            watch: StuckWatch::new(fixture.seats.len()),
            leader: None,
            gripped: vec![None; fixture.seats.len()],
            record: Record::default(),
        }
    }

    fn step(&mut self, ground: &Ground) {
        let arena = &self.arena;
        let controls = self
            .bots
            .iter_mut()
            .map(|bot| (bot.hog(), bot.think(arena, &ground.nav)))
            .collect();
        let outcomes = self.arena.step(&Inputs {
            controls,
            ..Inputs::default()
        });
        for outcome in &outcomes {
            self.book(outcome);
        }
        for seat in 0..self.bots.len() {
            let hog = self.arena.hog(HogId(seat as u8)).filter(|hog| hog.alive());
            self.watch.see(seat, hog);
            if let Some(hog) = hog.filter(|hog| hog.controls.weapon == Weapon::Tractor)
                && let Some(mark) = hog.mark
            {
                self.gripped[mark.index()] = Some((hog.id, self.arena.tick()));
            }
        }
        let leader = leader(self.arena.game(), self.bots.len());
        if leader.is_some() && leader != self.leader {
            self.record.lead_changes += u32::from(self.leader.is_some());
            self.leader = leader;
        }
        self.record.seconds += 1.0 / f64::from(TICKS_PER_SECOND);
    }

    fn book(&mut self, outcome: &Outcome) {
        let record = &mut self.record;
        match *outcome {
            Outcome::Damaged {
                victim,
                attacker,
                cause,
                amount,
                ..
            } if attacker.is_some_and(|attacker| attacker != victim) => {
                record.harm[means(cause)] += f64::from(amount.points());
            }
            Outcome::Wrecked {
                victim,
                killer: Some(killer),
                cause,
                ..
            } => {
                let thrown = self.gripped[victim.index()]
                    .is_some_and(|(by, when)| by == killer && self.arena.tick().since(when) <= THROWN_TICKS);
                // A tractor does no harm itself: what it is good for is where it puts somebody.
                let cause = match cause {
                    Cause::Weapon(_) => cause,
                    _ if thrown => Cause::Weapon(Weapon::Tractor),
                    _ => cause,
                };
                record.kills[means(cause)] += 1;
            }
            Outcome::Wrecked { killer: None, .. } => record.accidents += 1,
            Outcome::MatchEnded { winner } => {
                record.finished = true;
                record.winner = winner;
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Record {
        for seat in 0..self.bots.len() {
            self.watch.see(seat, None);
        }
        let game = self.arena.game();
        let scores = (0..self.bots.len()).map(|seat| game.score(HogId(seat as u8)));
        Record {
            team_points: game.teams,
            scores: scores.collect(),
            alive_ticks: self.watch.alive_ticks,
            stuck_ticks: self.watch.stuck_ticks,
            ..self.record
        }
    }
}

/// Who has more points than anybody else, if somebody has.
fn leader(game: &Game, seats: usize) -> Option<Side> {
    let (mut best, mut most, mut shared) = (None, i16::MIN, false);
    let mut offer = |side: Side, points: i16| {
        shared = points == most || (shared && points < most);
        if points > most {
            (best, most) = (Some(side), points);
        }
    };
    if game.teams == [0; 2] {
        for seat in 0..seats {
            let hog = HogId(seat as u8);
            offer(Side::Hog(hog), game.score(hog).points);
        }
    } else {
        for team in Team::ALL {
            offer(Side::Team(team), game.teams[team.index()]);
        }
    }
    best.filter(|_| !shared)
}

//! Awards: who did one thing better than everyone else in a match. Worked out from what happened while it was on, by
//! whoever holds the truth, and told once at its end, so that they are the same on every screen.

use serde::{Deserialize, Serialize};

use crate::arena::Arena;
use crate::arena::outcome::{Cause, Deed, Outcome};
use crate::arena::shot::Struck;
use crate::ids::{HogId, MAX_HOGS};
use crate::mode::{Phase, Score, Thing};
use crate::tick::{TICKS_PER_SECOND, Tick};
use crate::tuning::WeaponTuning;
use crate::weapon::Weapon;

/// Most awards of a match: one for each feat.
pub const MOST: usize = 8;
/// Fewest shots by which one is judged as a marksman.
const LEAST_SHOTS: u32 = 10;
/// Least harm that is a feat, points: what wrecks a light hog.
const LEAST_HARM: u32 = 60;

/// What somebody did better than everyone else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Feat {
    /// Wrecked most; how many.
    Wrecker,
    /// Brought most flags home; how many.
    FlagRunner,
    /// Held the pig longest; seconds in all.
    PigKeeper,
    /// Hit with the largest share of what was aimed; percent.
    Marksman,
    /// Did most harm with one weapon; points.
    Specialist(Weapon),
    /// Did most harm by ramming; points.
    Rammer,
    /// Was wrecked least of those who wrecked anybody; how often.
    Untouched,
    /// Lived longest without a break; seconds.
    Survivor,
}

/// A feat, whose it was, and how much of it; what [`Feat`] says is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Award {
    /// What.
    pub feat: Feat,
    /// Who.
    pub hog: HogId,
    /// How much.
    pub figure: u16,
}

/// What one hog has done in the match so far.
#[derive(Clone, Debug, Default)]
struct Deeds {
    /// Shots that were aimed, over their ends.
    shots: u32,
    /// Those that ended on a foe.
    hits: u32,
    /// By weapon: harm to foes, sixtieths of a point.
    harm: [u32; Weapon::COUNT],
    /// By ramming, the same.
    rammed: u32,
    pig_ticks: u32,
    flags: u32,
    longest_ticks: u32,
    /// When it came into play, while it is.
    born: Option<Tick>,
}

/// Keeps count of a match, tick by tick.
#[derive(Clone, Debug, Default)]
pub struct Reckoning {
    deeds: Vec<Deeds>,
    /// Whether what happens counts.
    on: bool,
    awards: Vec<Award>,
}

impl Reckoning {
    /// The awards of the match that is over; nothing before its end.
    #[must_use]
    pub fn awards(&self) -> &[Award] {
        &self.awards
    }

    /// Somebody else is on this seat: what was done on it counts for nobody.
    pub fn forget(&mut self, hog: HogId) {
        if let Some(deeds) = self.deeds.get_mut(hog.index()) {
            *deeds = Deeds::default();
        }
    }

    /// One tick is over, in which this happened; `arena` is as it left it. True if the match ended with it, and the awards
    /// are known.
    pub fn note(&mut self, arena: &Arena, outcomes: &[Outcome]) -> bool {
        let mut ended = false;
        for outcome in outcomes {
            match outcome {
                Outcome::MatchStarted | Outcome::PhaseBegan(Phase::Countdown | Phase::Playing) => {
                    *self = Self::default();
                }
                Outcome::MatchEnded { .. } => ended = true,
                _ if self.on => self.count(arena, outcome),
                _ => {}
            }
        }
        let now_on = arena.game().phase.is_on();
        if self.on || now_on {
            self.pass(arena);
        }
        self.on = now_on;
        if ended {
            self.awards = self.judge(arena);
        }
        ended
    }

    /// What a hog did, to be added to.
    fn of(&mut self, hog: HogId) -> Option<&mut Deeds> {
        if self.deeds.is_empty() {
            self.deeds.resize(MAX_HOGS, Deeds::default());
        }
        self.deeds.get_mut(hog.index())
    }

    fn count(&mut self, arena: &Arena, outcome: &Outcome) {
        let foes = |one: HogId, other: HogId| match (arena.hog(one), arena.hog(other)) {
            (Some(one), Some(other)) => !one.friend_of(other),
            _ => one != other,
        };
        match outcome {
            Outcome::ShotEnded {
                shot, weapon, struck, ..
            } if is_aimed(arena.rules().tuning.weapon(*weapon)) && *struck != Struck::Withdrawn => {
                let hit = matches!(struck, Struck::Hog(victim) if foes(shot.shooter, *victim));
                if let Some(deeds) = self.of(shot.shooter) {
                    deeds.shots += 1;
                    deeds.hits += u32::from(hit);
                }
            }
            Outcome::Damaged {
                victim,
                attacker: Some(attacker),
                cause,
                amount,
                ..
            } if foes(*attacker, *victim) => {
                let points = u32::from(amount.0);
                let Some(deeds) = self.of(*attacker) else { return };
                match cause {
                    Cause::Weapon(weapon) => deeds.harm[weapon.index()] += points,
                    Cause::Ram => deeds.rammed += points,
                    Cause::Fall | Cause::Lava | Cause::Crush => {}
                }
            }
            Outcome::Objective {
                deed: Deed::Captured,
                hog: Some(hog),
                ..
            } => {
                if let Some(deeds) = self.of(*hog) {
                    deeds.flags += 1;
                }
            }
            _ => {}
        }
    }

    /// What goes on as long as it does: lives, and the pig in somebody's hands.
    fn pass(&mut self, arena: &Arena) {
        let now = arena.tick();
        for index in 0..self.deeds.len() {
            if arena.hog(HogId(index as u8)).is_none() {
                self.forget(HogId(index as u8));
            }
        }
        for hog in arena.hogs() {
            let Some(deeds) = self.of(hog.id) else { continue };
            if hog.alive() {
                let born = *deeds.born.get_or_insert(now);
                deeds.longest_ticks = deeds.longest_ticks.max(now.since(born).max(0) as u32);
            } else {
                deeds.born = None;
            }
        }
        let pigs = arena
            .game()
            .objectives
            .iter()
            .filter(|objective| objective.thing == Thing::Pig);
        for holder in pigs.filter_map(|pig| pig.holder) {
            if let Some(deeds) = self.of(holder) {
                deeds.pig_ticks += 1;
            }
        }
    }

    /// Who was best at what. Of equals the one that stands higher.
    fn judge(&self, arena: &Arena) -> Vec<Award> {
        let ranking = arena.game().ranking();
        if ranking.len() < 2 {
            return Vec::new();
        }
        let players: Vec<Contender<'_>> = ranking
            .iter()
            .filter_map(|&(hog, score)| {
                let deeds = self.deeds.get(hog.index())?;
                Some(Contender { hog, score, deeds })
            })
            .collect();
        let specialist = Weapon::ALL
            .into_iter()
            .filter_map(|weapon| best(&players, Feat::Specialist(weapon)))
            .reduce(|best, other| if other.figure > best.figure { other } else { best });
        let others = [
            Feat::Wrecker,
            Feat::FlagRunner,
            Feat::PigKeeper,
            Feat::Marksman,
            Feat::Rammer,
            Feat::Untouched,
            Feat::Survivor,
        ];
        let mut awards: Vec<Award> = others
            .into_iter()
            .filter_map(|feat| best(&players, feat))
            .collect();
        let place = awards.iter().position(|award| award.feat == Feat::Rammer);
        if let Some(award) = specialist {
            awards.insert(place.unwrap_or(awards.len().min(4)), award);
        }
        awards
    }
}

/// One who may get an award.
struct Contender<'a> {
    hog: HogId,
    score: Score,
    deeds: &'a Deeds,
}

/// Whether a weapon is one that is aimed and hurts: what lies and waits, or finds its way by itself, makes no marksman.
fn is_aimed(weapon: &WeaponTuning) -> bool {
    let hurts = weapon.damage > 0.0 || weapon.splash_damage > 0.0;
    hurts && weapon.turn_rps <= 0.0 && (weapon.speed_mps > 0.0 || weapon.reach_m > 0.0)
}

/// How good somebody was, larger for better, and the figure that people read; none if it is not worth a word.
fn measure(player: &Contender<'_>, feat: Feat) -> Option<(u64, u32)> {
    let (deeds, score) = (player.deeds, player.score);
    let plain = |figure: u32, least: u32| (figure >= least).then_some((u64::from(figure), figure));
    match feat {
        Feat::Wrecker => plain(score.kills.into(), 1),
        Feat::FlagRunner => plain(deeds.flags, 1),
        Feat::PigKeeper => plain(deeds.pig_ticks / TICKS_PER_SECOND, 1),
        Feat::Marksman => {
            let (hits, shots) = (u64::from(deeds.hits), u64::from(deeds.shots));
            let judged = deeds.shots >= LEAST_SHOTS && hits > 0;
            judged.then(|| (hits * 1_000_000 / shots, (hits * 100 / shots) as u32))
        }
        Feat::Specialist(weapon) => plain(deeds.harm[weapon.index()] / 60, LEAST_HARM),
        Feat::Rammer => plain(deeds.rammed / 60, LEAST_HARM),
        Feat::Untouched => {
            let deaths = u32::from(score.deaths);
            (score.kills > 0).then(|| (u64::from(u32::MAX - deaths), deaths))
        }
        Feat::Survivor => plain(deeds.longest_ticks / TICKS_PER_SECOND, 1),
    }
}

/// The first of the best.
fn best(players: &[Contender<'_>], feat: Feat) -> Option<Award> {
    let mut best: Option<(u64, Award)> = None;
    for player in players {
        let Some((worth, figure)) = measure(player, feat) else {
            continue;
        };
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            let figure = figure.min(u16::MAX.into()) as u16;
            let award = Award {
                feat,
                hog: player.hog,
                figure,
            };
            best = Some((worth, award));
        }
    }
    best.map(|(_, award)| award)
}

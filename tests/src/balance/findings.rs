//! What the matches say: the figures that a balanced game is held to, and beside them what they rest on.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use hogs_shared::ids::{Chassis, Team};
use hogs_shared::mode::Score;
use serde_json::{Map, Value, json};

use super::Ground;
use super::contest::{Contest, Seat};
use super::fixture::Fixture;
use super::record::{MEANS, Record, means_name};
use super::share::{Share, rounded};

/// Shares by name.
type Table = BTreeMap<String, Share>;

/// A match and what became of it.
type Played<'a> = (&'a Fixture, &'a Record);

/// All figures of the matches that were played.
pub(super) fn findings(grounds: &[Ground], played: &[Played<'_>]) -> Map<String, Value> {
    let mut tables = Tables::default();
    let mut totals = Totals::default();
    for &(fixture, record) in played {
        tables.add(&grounds[fixture.ground], fixture, record);
        totals.add(&grounds[fixture.ground], fixture, record);
    }
    let mut figures = Map::new();
    figures.insert("chassis_win_rate".to_owned(), plain(&tables.chassis));
    figures.insert("weapon_kill_share".to_owned(), plain(&tables.kills));
    figures.insert("spawn_win_rate".to_owned(), sides(&tables.spawns));
    figures.insert("skill_win_rate".to_owned(), plain(&tables.skills));
    totals.put(&mut figures);
    figures.insert("matches".to_owned(), json!(played.len()));
    figures.insert("evidence".to_owned(), tables.evidence());
    figures
}

fn plain(table: &Table) -> Value {
    let entries = table.iter().map(|(name, share)| (name.clone(), share.plain()));
    Value::Object(entries.collect())
}

fn full(table: &Table) -> Value {
    let entries = table.iter().map(|(name, share)| (name.clone(), share.full()));
    Value::Object(entries.collect())
}

/// Both sides of each arena, from the share of the first.
fn sides(table: &Table) -> Value {
    let both = |share: &Share| {
        let amber = share.rate();
        json!({ "amber": amber.map(rounded), "azure": amber.map(|amber| rounded(1.0 - amber)) })
    };
    let entries = table.iter().map(|(name, share)| (name.clone(), both(share)));
    Value::Object(entries.collect())
}

fn add(table: &mut Table, name: impl Into<String>, part: f64, whole: f64) {
    table.entry(name.into()).or_default().add(part, whole);
}

/// Shares of wins, of wrecks and of harm.
#[derive(Default)]
struct Tables {
    /// By chassis: matches won by eight of it.
    chassis: Table,
    chassis_pairs: Table,
    chassis_points: Table,
    chassis_arenas: Table,
    chassis_skills: Table,
    /// By chassis: others in other chassis it came out ahead of, everyone on their own.
    chassis_mixed: Table,
    /// By arena: matches won by amber, of those between sides of equal skill.
    spawns: Table,
    spawns_modes: Table,
    /// By the better skill: matches won against the next lower one.
    skills: Table,
    /// By the better skill: others of the next lower one it came out ahead of, everyone on their own.
    skills_mixed: Table,
    /// By means: of all wrecks that somebody gets credit for, everybody together.
    kills: Table,
    kills_modes: Table,
    kills_arenas: Table,
    harm: Table,
}

impl Tables {
    fn add(&mut self, ground: &Ground, fixture: &Fixture, record: &Record) {
        let first = record.won_by(fixture.first_on);
        match fixture.contest {
            Contest::Chassis(pair, skill) => {
                self.add_chassis(ground, pair, first);
                self.add_points(fixture, record, pair);
                for (chassis, won) in [(pair[0], first), (pair[1], 1.0 - first)] {
                    let name = format!("{} {}", skill.name(), chassis.name());
                    add(&mut self.chassis_skills, name, won, 1.0);
                }
            }
            Contest::Skills([_, better]) => add(&mut self.skills, better.name(), 1.0 - first, 1.0),
            Contest::Alike(_) => {}
            Contest::Free => self.add_free(ground, fixture, record),
        }
        if matches!(fixture.contest, Contest::Chassis(..) | Contest::Alike(_)) {
            let amber = record.won_by(Team::Amber);
            add(&mut self.spawns, ground.map.clone(), amber, 1.0);
            let name = format!("{} {}", ground.map, ground.mode.name());
            add(&mut self.spawns_modes, name, amber, 1.0);
        }
    }

    fn add_chassis(&mut self, ground: &Ground, pair: [Chassis; 2], first: f64) {
        for (chassis, won) in [(pair[0], first), (pair[1], 1.0 - first)] {
            add(&mut self.chassis, chassis.name(), won, 1.0);
            let name = format!("{} {}", ground.map, chassis.name());
            add(&mut self.chassis_arenas, name, won, 1.0);
        }
        add(&mut self.chassis_pairs, pair_name(pair), first, 1.0);
    }

    fn add_points(&mut self, fixture: &Fixture, record: &Record, pair: [Chassis; 2]) {
        let points = |team: Team| f64::from(record.team_points[team.index()].max(0));
        let (first, second) = (points(fixture.first_on), points(fixture.first_on.other()));
        add(&mut self.chassis_points, pair_name(pair), first, first + second);
    }

    fn add_free(&mut self, ground: &Ground, fixture: &Fixture, record: &Record) {
        let kills: u32 = record.kills.iter().sum();
        let harm: f64 = record.harm.iter().sum();
        for means in 0..MEANS {
            let (name, killed) = (means_name(means), f64::from(record.kills[means]));
            add(&mut self.kills, name, killed, f64::from(kills));
            let (mode, map) = (ground.mode.name(), &ground.map);
            add(
                &mut self.kills_modes,
                format!("{mode} {name}"),
                killed,
                f64::from(kills),
            );
            add(
                &mut self.kills_arenas,
                format!("{map} {name}"),
                killed,
                f64::from(kills),
            );
            add(&mut self.harm, name, record.harm[means], harm);
        }
        if !ground.mode.has_teams() {
            self.add_ranks(fixture, record);
        }
    }

    /// Who came out ahead of whom, everyone on their own.
    fn add_ranks(&mut self, fixture: &Fixture, record: &Record) {
        let ranked: Vec<(Seat, Score)> = fixture
            .seats
            .iter()
            .copied()
            .zip(record.scores.iter().copied())
            .collect();
        for chassis in Chassis::ALL {
            let (own, others): (Vec<_>, Vec<_>) =
                ranked.iter().partition(|(seat, _)| seat.chassis == chassis);
            let (ahead, pairs) = ahead(&own, &others);
            add(&mut self.chassis_mixed, chassis.name(), ahead, pairs);
        }
        for steps in hogs_shared::bot::Skill::ALL.windows(2) {
            let of = |skill| -> Vec<(Seat, Score)> {
                let those = ranked.iter().filter(|(seat, _)| seat.skill == skill);
                those.copied().collect()
            };
            let (ahead, pairs) = ahead(&of(steps[1]), &of(steps[0]));
            add(&mut self.skills_mixed, steps[1].name(), ahead, pairs);
        }
    }

    fn evidence(&self) -> Value {
        json!({
            "chassis": full(&self.chassis),
            "chassis_pairs": full(&self.chassis_pairs),
            "chassis_points": full(&self.chassis_points),
            "chassis_arenas": full(&self.chassis_arenas),
            "chassis_skills": full(&self.chassis_skills),
            "chassis_mixed": full(&self.chassis_mixed),
            "spawns_amber": full(&self.spawns),
            "spawns_amber_modes": full(&self.spawns_modes),
            "skills": full(&self.skills),
            "skills_mixed": full(&self.skills_mixed),
            "kills": full(&self.kills),
            "kills_modes": plain(&self.kills_modes),
            "kills_arenas": plain(&self.kills_arenas),
            "harm": full(&self.harm),
        })
    }
}

fn pair_name([first, second]: [Chassis; 2]) -> String {
    format!("{} over {}", first.name(), second.name())
}

/// In how many pairs the one came out ahead of the other, a tie being half, and how many pairs there are.
fn ahead(own: &[(Seat, Score)], others: &[(Seat, Score)]) -> (f64, f64) {
    let rank = |score: &Score| (score.points, score.kills, std::cmp::Reverse(score.deaths));
    let mut ahead = 0.0;
    for (_, one) in own {
        for (_, other) in others {
            ahead += match rank(one).cmp(&rank(other)) {
                Ordering::Greater => 1.0,
                Ordering::Equal => 0.5,
                Ordering::Less => 0.0,
            };
        }
    }
    (ahead, (own.len() * others.len()) as f64)
}

/// What is counted over all matches, and by mode over those where everybody plays together.
#[derive(Default)]
struct Totals {
    stuck: Share,
    seconds: f64,
    worked_s: f64,
    unfinished: u32,
    kills: u32,
    accidents: u32,
    /// By mode: matches, their seconds and changes of the lead.
    modes: BTreeMap<&'static str, (u32, f64, u32)>,
}

impl Totals {
    fn add(&mut self, ground: &Ground, fixture: &Fixture, record: &Record) {
        self.stuck
            .add(record.stuck_ticks as f64, record.alive_ticks as f64);
        self.seconds += record.seconds;
        self.worked_s += record.worked_s;
        self.unfinished += u32::from(!record.finished);
        self.kills += record.kills.iter().sum::<u32>();
        self.accidents += record.accidents;
        if fixture.contest == Contest::Free {
            let mode = self.modes.entry(ground.mode.name()).or_default();
            mode.0 += 1;
            mode.1 += record.seconds;
            mode.2 += record.lead_changes;
        }
    }

    fn put(&self, figures: &mut Map<String, Value>) {
        let mut put = |name: &str, value: Value| figures.insert(name.to_owned(), value);
        let each = |sum: f64, count: u32| rounded(sum / f64::from(count.max(1)));
        let by_mode = |figure: &dyn Fn(&(u32, f64, u32)) -> f64| -> Value {
            let modes = self.modes.iter();
            Value::Object(
                modes
                    .map(|(mode, sums)| ((*mode).to_owned(), json!(figure(sums))))
                    .collect(),
            )
        };
        put("stuck_share", json!(self.stuck.rate().map(rounded)));
        put("lead_changes", by_mode(&|mode| each(f64::from(mode.2), mode.0)));
        put("match_s", by_mode(&|mode| each(mode.1, mode.0)));
        let minutes = self.seconds / 60.0;
        put(
            "kills_per_minute",
            json!(rounded(f64::from(self.kills) / minutes.max(1e-3))),
        );
        put(
            "accidents_per_minute",
            json!(rounded(f64::from(self.accidents) / minutes.max(1e-3))),
        );
        put("simulated_minutes", json!(rounded(minutes)));
        put("unfinished", json!(self.unfinished));
        let factor = self.seconds / self.worked_s.max(1e-9);
        put("real_time_factor_per_core", json!(rounded(factor)));
    }
}

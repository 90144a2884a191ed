//! What is worth seeing in a replay: where to point a camera. Plays all of it once, and looks at what happens.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Damage, Player, Replay, ReplayError};
use crate::arena::outcome::{Cause, Deed, Outcome};
use crate::ids::{HogId, Team, Weapon};
use crate::mode::{Phase, Side, Thing};
use crate::tick::{TICKS_PER_SECOND, Tick};
use crate::tuning::{Ability, PickupKind, Tuning};

/// Wrecks of one hog's making this close to each other are one feat.
const FEAT_TICKS: i32 = 4 * TICKS_PER_SECOND as i32;

/// A moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// The match's tick.
    pub tick: u32,
    /// Seconds from the beginning of the replay to there.
    pub time_s: f64,
    /// What happens: `first_shot`, `first_kill`, `multi_kill`, `taken`, `dropped`, `returned`, `captured`, `ability`,
    /// `pickup`, `phase` or `match_ended`.
    pub what: &'static str,
    /// Whose doing it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<u8>,
    /// What they are called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The weapon, ability, pickup, objective or phase; of a feat, how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub which: Option<String>,
    /// Whom it befalls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<u8>,
}

/// The moments of a replay in order, and why there are no more, if that is not its end.
///
/// # Errors
/// [`ReplayError`] if nothing of it can be played.
pub fn moments(replay: Replay, tuning: Tuning) -> Result<(Vec<Moment>, Option<Damage>), ReplayError> {
    let mut player = Player::new(replay, tuning)?;
    let mut watcher = Watcher::default();
    let damage = loop {
        match player.step() {
            Ok(Some(outcomes)) => {
                for outcome in &outcomes {
                    watcher.see(&player, outcome);
                }
            }
            Ok(None) => break None,
            Err(damage) => break Some(damage),
        }
    };
    Ok((watcher.told(&player), damage))
}

/// A feat so far: who, until when, how many.
#[derive(Clone, Copy, Debug)]
struct Feat {
    hog: HogId,
    last: Tick,
    wrecks: u32,
}

/// Sees what happens and remembers what is worth it.
#[derive(Debug, Default)]
struct Watcher {
    moments: Vec<Moment>,
    fired: BTreeSet<&'static str>,
    wrecked: BTreeSet<&'static str>,
    feats: BTreeMap<HogId, Feat>,
    best: Option<Feat>,
}

impl Watcher {
    fn see(&mut self, player: &Player, outcome: &Outcome) {
        let mut note = |what, seat: Option<HogId>, which: Option<String>, other: Option<HogId>| {
            self.moments
                .push(moment(player, player.arena().tick(), what, seat, which, other));
        };
        match outcome {
            Outcome::Fired(shot) if self.fired.insert(shot.weapon.name()) => {
                note("first_shot", Some(shot.id.shooter), weapon(shot.weapon), None);
            }
            Outcome::Wrecked {
                victim,
                killer: Some(killer),
                cause,
                ..
            } if killer != victim => {
                let by = cause_name(*cause);
                if self.wrecked.insert(by) {
                    note("first_kill", Some(*killer), Some(by.to_owned()), Some(*victim));
                }
                self.count(*killer, player.arena().tick());
            }
            Outcome::Objective {
                objective, deed, hog, ..
            } => {
                let things = &player.arena().game().objectives;
                let thing = things.get(usize::from(*objective)).map(|found| found.thing);
                let thing = thing.map(|thing| thing_name(thing).to_owned());
                note(deed_name(*deed), *hog, thing, None);
            }
            Outcome::AbilityUsed { hog } => {
                let arena = player.arena();
                let of = |hog| arena.rules().tuning.chassis(hog).ability.kind;
                let which = arena
                    .hog(*hog)
                    .map(|hog| ability_name(of(hog.chassis)).to_owned());
                note("ability", Some(*hog), which, None);
            }
            Outcome::PickedUp { hog, kind, .. } => {
                note("pickup", Some(*hog), Some(pickup_name(*kind).to_owned()), None);
            }
            Outcome::PhaseBegan(phase) => {
                note("phase", None, Some(phase_name(*phase).to_owned()), None);
            }
            Outcome::MatchEnded { winner } => {
                let hog = winner.and_then(|winner| match winner {
                    Side::Hog(hog) => Some(hog),
                    Side::Team(_) => None,
                });
                let team = winner.and_then(|winner| match winner {
                    Side::Team(team) => Some(team_name(team).to_owned()),
                    Side::Hog(_) => None,
                });
                note("match_ended", hog, team, None);
            }
            _ => {}
        }
    }

    /// A hog has wrecked another.
    fn count(&mut self, hog: HogId, now: Tick) {
        let fresh = Feat {
            hog,
            last: now,
            wrecks: 0,
        };
        let feat = self.feats.entry(hog).or_insert(fresh);
        if now.since(feat.last) > FEAT_TICKS {
            *feat = fresh;
        }
        feat.last = now;
        feat.wrecks += 1;
        if feat.wrecks > self.best.map_or(1, |best| best.wrecks) {
            self.best = Some(*feat);
        }
    }

    fn told(mut self, player: &Player) -> Vec<Moment> {
        if let Some(feat) = self.best {
            let many = Some(feat.wrecks.to_string());
            self.moments.push(moment(
                player,
                feat.last,
                "multi_kill",
                Some(feat.hog),
                many,
                None,
            ));
            self.moments
                .sort_by_key(|moment| Tick(moment.tick).since(player.begins()));
        }
        self.moments
    }
}

fn moment(
    player: &Player,
    tick: Tick,
    what: &'static str,
    seat: Option<HogId>,
    which: Option<String>,
    other: Option<HogId>,
) -> Moment {
    Moment {
        tick: tick.0,
        time_s: f64::from(tick.since(player.begins())) / f64::from(TICKS_PER_SECOND),
        what,
        seat: seat.map(|seat| seat.0),
        name: seat.and_then(|seat| Some(player.sitter(seat)?.name.clone())),
        which,
        other: other.map(|other| other.0),
    }
}

fn weapon(weapon: Weapon) -> Option<String> {
    Some(weapon.name().to_owned())
}

const fn cause_name(cause: Cause) -> &'static str {
    match cause {
        Cause::Weapon(weapon) => weapon.name(),
        Cause::Ram => "ram",
        Cause::Fall => "fall",
        Cause::Lava => "lava",
        Cause::Crush => "crush",
    }
}

const fn deed_name(deed: Deed) -> &'static str {
    match deed {
        Deed::Taken => "taken",
        Deed::Dropped => "dropped",
        Deed::Returned => "returned",
        Deed::Captured => "captured",
    }
}

const fn team_name(team: Team) -> &'static str {
    match team {
        Team::Amber => "amber",
        Team::Azure => "azure",
    }
}

const fn thing_name(thing: Thing) -> &'static str {
    match thing {
        Thing::Flag(Team::Amber) => "amber flag",
        Thing::Flag(Team::Azure) => "azure flag",
        Thing::Pig => "pig",
    }
}

const fn ability_name(ability: Ability) -> &'static str {
    match ability {
        Ability::Dash { .. } => "dash",
        Ability::Bubble { .. } => "bubble",
        Ability::Plate { .. } => "plate",
    }
}

const fn pickup_name(kind: PickupKind) -> &'static str {
    match kind {
        PickupKind::Repair => "repair",
        PickupKind::Ammo => "ammo",
        PickupKind::Boost => "boost",
        PickupKind::Shield => "shield",
        PickupKind::Overdrive => "overdrive",
        PickupKind::Cloak => "cloak",
        PickupKind::Weapon(weapon) => weapon.name(),
    }
}

const fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::WarmUp => "warm_up",
        Phase::Countdown => "countdown",
        Phase::Playing => "playing",
        Phase::Overtime => "overtime",
        Phase::Over { .. } => "over",
    }
}

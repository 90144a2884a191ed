//! What a host has played, match after match: arenas and modes, each for so many players.

use std::str::FromStr;

use hogs_shared::protocol::ballot::{MAX_CHOICES, Plan};
use hogs_shared::rng::Rng;
use serde::Deserialize;
use thiserror::Error;

/// Most entries of a rotation.
pub const MAX_ENTRIES: usize = 32;

/// Something that is played.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Arena, by the name of its file.
    pub map: String,
    /// Mode, by its name.
    #[serde(default = "usual_mode")]
    pub mode: String,
    /// Fewest players it is for, bots included.
    #[serde(default)]
    pub min_players: u16,
    /// Most players it is for, bots included.
    #[serde(default = "any_number")]
    pub max_players: u16,
}

fn usual_mode() -> String {
    "deathmatch".to_owned()
}

const fn any_number() -> u16 {
    u16::MAX
}

impl Entry {
    /// What is played.
    #[must_use]
    pub fn plan(&self) -> Plan {
        Plan {
            map: self.map.clone(),
            mode: self.mode.clone(),
        }
    }

    fn fits(&self, players: usize) -> bool {
        (usize::from(self.min_players)..=usize::from(self.max_players)).contains(&players)
    }
}

/// A text that is no rotation.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("\"{0}\" is not like ARENA, ARENA:MODE or ARENA:MODE:FEWEST-MOST")]
pub struct NoEntry(String);

impl FromStr for Entry {
    type Err = NoEntry;

    fn from_str(text: &str) -> Result<Self, NoEntry> {
        let wrong = || NoEntry(text.to_owned());
        let mut parts = text.split(':').map(str::trim);
        let map = parts.next().filter(|map| !map.is_empty()).ok_or_else(wrong)?;
        let mode = parts.next().map_or_else(usual_mode, str::to_owned);
        let (mut min_players, mut max_players) = (0, any_number());
        if let Some(range) = parts.next() {
            let (least, most) = range.split_once('-').ok_or_else(wrong)?;
            min_players = least.trim().parse().map_err(|_| wrong())?;
            max_players = most.trim().parse().map_err(|_| wrong())?;
        }
        let map = map.to_owned();
        parts.next().is_none().then_some(()).ok_or_else(wrong)?;
        Ok(Self {
            map,
            mode,
            min_players,
            max_players,
        })
    }
}

/// What is played, in this order if nobody votes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Rotation(pub Vec<Entry>);

impl FromStr for Rotation {
    type Err = NoEntry;

    fn from_str(text: &str) -> Result<Self, NoEntry> {
        let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl Rotation {
    /// What can be played, each once, `current` included.
    #[must_use]
    pub fn plans(&self, current: &Plan) -> Vec<Plan> {
        let mut plans = vec![current.clone()];
        for entry in &self.0 {
            let plan = entry.plan();
            if !plans.contains(&plan) {
                plans.push(plan);
            }
        }
        plans
    }

    /// What so many can play after `current`, in order, beginning with what follows it: never the same again. Where
    /// nothing is for so many, everything is.
    fn after(&self, current: &Plan, players: usize) -> Vec<Plan> {
        let place = self.0.iter().position(|entry| entry.plan() == *current);
        let (before, after) = self.0.split_at(place.map_or(0, |place| place + 1));
        let in_order = || after.iter().chain(before);
        let fit = in_order().any(|entry| entry.fits(players) && entry.plan() != *current);
        let mut plans = Vec::new();
        for entry in in_order().filter(|entry| !fit || entry.fits(players)) {
            let plan = entry.plan();
            if plan != *current && !plans.contains(&plan) {
                plans.push(plan);
            }
        }
        plans
    }

    /// What is played next if nobody is asked.
    #[must_use]
    pub fn next(&self, current: &Plan, players: usize) -> Option<Plan> {
        self.after(current, players).into_iter().next()
    }

    /// Some of what can be played next, by chance: at most [`MAX_CHOICES`].
    pub fn candidates(&self, current: &Plan, players: usize, rng: &mut Rng) -> Vec<Plan> {
        let mut plans = self.after(current, players);
        let mut chosen = Vec::new();
        while !plans.is_empty() && chosen.len() < MAX_CHOICES {
            chosen.push(plans.swap_remove(rng.below(plans.len() as u32) as usize));
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(map: &str) -> Plan {
        Plan {
            map: map.to_owned(),
            mode: "deathmatch".to_owned(),
        }
    }

    #[test]
    fn what_follows_is_never_the_same_and_fits_the_number() {
        let rotation: Rotation = "sty, gorge:deathmatch:4-8,rime:deathmatch:9-64, sty"
            .parse()
            .unwrap();
        assert_eq!(rotation.next(&plan("sty"), 4), Some(plan("gorge")));
        assert_eq!(rotation.next(&plan("gorge"), 4), Some(plan("sty")));
        assert_eq!(rotation.next(&plan("sty"), 20), Some(plan("rime")));
        // Nothing else is for two, so everything else is.
        assert_eq!(rotation.next(&plan("sty"), 2), Some(plan("gorge")));
        assert_eq!(Rotation::default().next(&plan("sty"), 2), None);
        let alone: Rotation = "sty".parse().unwrap();
        assert_eq!(alone.next(&plan("sty"), 2), None);
        assert_eq!(alone.next(&plan("foundry"), 2), Some(plan("sty")));
    }

    #[test]
    fn candidates_are_few_different_and_by_chance() {
        let rotation: Rotation = "a,b,c,d,e,f".parse().unwrap();
        let mut rng = Rng::new(1);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..50 {
            let chosen = rotation.candidates(&plan("c"), 4, &mut rng);
            assert_eq!(chosen.len(), MAX_CHOICES);
            let set: std::collections::BTreeSet<_> = chosen.iter().cloned().collect();
            assert!(set.len() == MAX_CHOICES && !set.contains(&plan("c")));
            seen.extend(set);
        }
        assert_eq!(seen.len(), 5);
    }

    #[test]
    fn what_is_no_rotation_is_said() {
        for text in [
            "a:deathmatch:3",
            "a:b:x-4",
            ":deathmatch",
            "a:b:1-2:c",
            "a:b:1-99999",
        ] {
            assert!(text.parse::<Rotation>().is_err(), "{text}");
        }
    }
}

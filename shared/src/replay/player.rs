//! Plays a replay: forward a tick at a time, and to any tick. Copies of the match are kept along the way, so that going
//! back costs no more than a few seconds of play.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cursor::{Cursor, Fault};
use super::record::Sitter;
use super::{Damage, Head, Replay, ReplayError};
use crate::arena::outcome::Outcomes;
use crate::arena::{Arena, Rules};
use crate::ids::HogId;
use crate::tick::Tick;
use crate::tuning::Tuning;

/// Pages from one copy to the next, to begin with.
const FIRST_SPACING: usize = 5;
/// Most copies. When there are as many, every other one is let go and the next come half as often.
const MAX_COPIES: usize = 128;

/// A replay that is being played.
pub struct Player {
    replay: Replay,
    rules: Arc<Rules>,
    here: Cursor,
    /// Goes ahead to leave copies behind; none until it is asked to, and once it has come to the end.
    scout: Option<Box<Cursor>>,
    scouted: bool,
    /// By the tick they stand at.
    copies: BTreeMap<Tick, Cursor>,
    spacing: usize,
    sound_until: Tick,
    damage: Option<Damage>,
}

impl Player {
    /// At the beginning of a replay. Arena and limits come with it, `tuning` is this game's.
    ///
    /// # Errors
    /// [`ReplayError`] if it was recorded under other rules, or what it carries is not as it should be.
    pub fn new(replay: Replay, tuning: Tuning) -> Result<Self, ReplayError> {
        let rules = replay.head().rules(tuning)?;
        let here = Cursor::new(&replay, rules.clone());
        Ok(Self {
            rules,
            scout: None,
            scouted: false,
            copies: BTreeMap::from([(here.arena.tick(), here.clone())]),
            here,
            spacing: FIRST_SPACING,
            sound_until: replay.sound_until(),
            damage: replay.damage(),
            replay,
        })
    }

    /// What the replay says of itself.
    #[must_use]
    pub const fn head(&self) -> &Head {
        self.replay.head()
    }

    /// The match where it stands.
    #[must_use]
    pub const fn arena(&self) -> &Arena {
        &self.here.arena
    }

    /// Who sits on a seat.
    #[must_use]
    pub fn sitter(&self, seat: HogId) -> Option<&Sitter> {
        self.here.sitters[seat.index()].as_ref()
    }

    /// The tick before its first.
    #[must_use]
    pub const fn begins(&self) -> Tick {
        self.head().opening.tick
    }

    /// The last tick that can be played: its end, or the last that is sound. What has not been played yet may turn out
    /// not to be.
    #[must_use]
    pub const fn sound_until(&self) -> Tick {
        self.sound_until
    }

    /// Why it does not go on after that, if that is not its end.
    #[must_use]
    pub const fn damage(&self) -> Option<Damage> {
        self.damage
    }

    /// Plays one tick, and returns what happened in it; none at the end.
    ///
    /// # Errors
    /// [`Damage`] if it goes no further although this is not its end. The match stays at the last sound tick.
    pub fn step(&mut self) -> Result<Option<Outcomes>, Damage> {
        if self.here.arena.tick() >= self.sound_until {
            return self.damage.map_or(Ok(None), Err);
        }
        match self.here.step(&self.replay) {
            Ok(outcomes) => {
                if self.here.between_pages() {
                    keep(&self.here, &mut self.copies, &mut self.spacing);
                }
                Ok(outcomes)
            }
            Err(fault) => {
                self.give_up(&fault);
                self.seek(self.sound_until)?;
                Err(fault.damage)
            }
        }
    }

    /// Goes to a tick, or as near as the replay has it. Back, and to where it has been before: a few seconds of play at
    /// most; further on: as much play as lies between.
    ///
    /// # Errors
    /// [`Damage`] if it turns out on the way that the replay is not sound so far. The match stays at the last sound tick.
    pub fn seek(&mut self, tick: Tick) -> Result<(), Damage> {
        let wanted = tick.clamp(self.begins(), self.sound_until);
        let now = self.here.arena.tick();
        if let Some((&at, copy)) = self.copies.range(..=wanted).next_back()
            && (wanted < now || at > now)
        {
            self.here.clone_from(copy);
        }
        while self.here.arena.tick() < wanted {
            if self.step()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// Plays on in the background, so many ticks further than it has been, so that seeking there is fast afterwards.
    /// True once it has been everywhere: a viewer calls it with a few ticks each frame until then.
    pub fn scout(&mut self, ticks: u32) -> bool {
        if self.scouted {
            return true;
        }
        let mut scout = match (self.scout.take(), self.copies.last_key_value()) {
            (Some(scout), _) => scout,
            (None, Some((_, copy))) => Box::new(copy.clone()),
            (None, None) => Box::new(Cursor::new(&self.replay, self.rules.clone())),
        };
        for _ in 0..ticks {
            self.scouted = scout.arena.tick() >= self.sound_until
                || match scout.step(&self.replay) {
                    Ok(outcomes) => outcomes.is_none(),
                    Err(fault) => {
                        self.give_up(&fault);
                        true
                    }
                };
            if self.scouted {
                return true;
            }
            if scout.between_pages() {
                keep(&scout, &mut self.copies, &mut self.spacing);
            }
        }
        self.scout = Some(scout);
        false
    }

    /// Up to where it has been, itself or its scout: seeking there takes no more than a few seconds of play.
    #[must_use]
    pub fn known_until(&self) -> Tick {
        if self.scouted {
            return self.sound_until;
        }
        let here = self.here.arena.tick();
        let copied = self.copies.last_key_value().map_or(here, |(tick, _)| *tick);
        let scout = self.scout.as_ref().map_or(copied, |scout| scout.arena.tick());
        [copied, scout].into_iter().fold(
            here,
            |known, tick| if tick.since(known) > 0 { tick } else { known },
        )
    }

    fn give_up(&mut self, fault: &Fault) {
        self.sound_until = self.sound_until.min(fault.sound_until);
        self.damage = Some(fault.damage);
        self.copies.retain(|tick, _| *tick <= fault.sound_until);
    }
}

/// Keeps a copy of a place between two pages, if it is time for one.
fn keep(cursor: &Cursor, copies: &mut BTreeMap<Tick, Cursor>, spacing: &mut usize) {
    let tick = cursor.arena.tick();
    if !cursor.next_page().is_multiple_of(*spacing) || copies.contains_key(&tick) {
        return;
    }
    copies.insert(tick, cursor.clone());
    while copies.len() > MAX_COPIES {
        *spacing *= 2;
        copies.retain(|_, copy| copy.next_page().is_multiple_of(*spacing));
    }
}

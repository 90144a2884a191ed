//! What people want of the lobby: to be ready, to look on, to be on the other side; and what a new match makes of it.

use hogs_shared::arena::Arena;
use hogs_shared::ids::{HogId, Team};
use hogs_shared::mode::{Phase, Score};
use hogs_shared::protocol::ballot::Refusal;
use hogs_shared::protocol::messages::RosterEntry;

use super::{Lobby, sides};

impl Lobby {
    /// Someone is ready for the match to begin, or is not any more. Counts where one waits for that.
    pub fn be_ready(&mut self, seat: HogId, ready: bool, phase: Phase) {
        if matches!(phase, Phase::WarmUp | Phase::Over { .. }) {
            self.update(seat, |entry| std::mem::replace(&mut entry.ready, ready) != ready);
        }
    }

    /// Whether everybody is ready whom one has to wait for: bots and those who look on are always, and those are not who
    /// are still on the way.
    #[must_use]
    pub fn all_ready(&self) -> bool {
        let ready = |entry: &RosterEntry| entry.looks_on || (entry.ready && !self.roster.is_away(entry.seat));
        self.roster.entries().all(ready)
    }

    /// Seats of the people who are here: those who may vote.
    #[must_use]
    pub fn present(&self) -> Vec<HogId> {
        let here = |entry: &&RosterEntry| !entry.bot && !self.roster.is_away(entry.seat);
        self.roster
            .entries()
            .filter(here)
            .map(|entry| entry.seat)
            .collect()
    }

    /// Someone wants only to look on, or to play.
    ///
    /// # Errors
    /// [`Refusal::Crowded`] if as many look on as may.
    pub fn look_on(&mut self, seat: HogId, looks_on: bool, arena: &Arena) -> Result<(), Refusal> {
        let before = self.roster.entry(seat).map(|entry| entry.looks_on);
        if before.is_none_or(|before| before == looks_on) {
            return Ok(());
        }
        let looking_on = self.roster.entries().filter(|entry| entry.looks_on).count();
        if looks_on && looking_on >= self.spectators {
            return Err(Refusal::Crowded);
        }
        let joins_a_side = self.sides && !looks_on;
        let team = joins_a_side.then(|| sides::for_person(&self.roster, None, seat));
        self.update(seat, |entry| {
            entry.looks_on = looks_on;
            entry.team = team;
            entry.ready = false;
            true
        });
        self.roster.wish_side(seat, None);
        self.sit_anew(seat, arena);
        Ok(())
    }

    /// Someone wants to be on a side: at once in a warm-up, else from their next spawn on.
    ///
    /// # Errors
    /// Why not.
    pub fn wish_side(&mut self, seat: HogId, side: Team) -> Result<(), Refusal> {
        let entry = self.roster.entry(seat).filter(|entry| !entry.looks_on);
        let Some(own) = entry.filter(|_| self.sides).and_then(|entry| entry.team) else {
            return Err(Refusal::NoSides);
        };
        let goes = own != side;
        if goes && !sides::may_go(&self.roster, seat, side) {
            return Err(Refusal::Uneven);
        }
        self.roster.wish_side(seat, goes.then_some(side));
        Ok(())
    }

    /// Has those go over who wanted to and now can.
    pub fn change_sides(&mut self, arena: &Arena) {
        let wishes: Vec<(HogId, Team)> = self.roster.side_wishes().collect();
        for (seat, side) in wishes {
            let phase = arena.game().phase;
            let wreck = arena
                .hog(seat)
                .is_some_and(|hog| !hog.alive() && hog.respawn_ticks <= 1);
            if phase != Phase::WarmUp && (!wreck || matches!(phase, Phase::Over { .. })) {
                continue;
            }
            self.roster.wish_side(seat, None);
            // Others may have gone meanwhile.
            if sides::may_go(&self.roster, seat, side) {
                self.put_on(seat, side, arena);
            }
        }
    }

    fn put_on(&mut self, seat: HogId, side: Team, arena: &Arena) {
        self.update(seat, |entry| entry.team.replace(side) != Some(side));
        self.sit_anew(seat, arena);
    }

    /// Whether there is anything to shuffle.
    ///
    /// # Errors
    /// Why not.
    pub fn may_shuffle(&self) -> Result<(), Refusal> {
        match self.sides {
            false => Err(Refusal::NoSides),
            true if !sides::uneven(&self.roster) => Err(Refusal::Even),
            true => Ok(()),
        }
    }

    /// Deals the sides anew; whoever changes comes back on the other.
    pub fn shuffle(&mut self, arena: &Arena) {
        for (seat, side) in sides::dealt(&self.roster, &mut self.rng) {
            self.roster.wish_side(seat, None);
            if self
                .roster
                .entry(seat)
                .is_some_and(|entry| entry.team != Some(side))
            {
                self.put_on(seat, side, arena);
            }
        }
    }

    /// A match was kicked off: to be ready for the next, one says so again.
    pub fn kicked_off(&mut self) {
        let people: Vec<HogId> = self
            .roster
            .entries()
            .filter(|entry| !entry.bot)
            .map(|entry| entry.seat)
            .collect();
        for seat in people {
            self.update(seat, |entry| std::mem::take(&mut entry.ready));
        }
    }

    /// Another match begins in `arena`, in which nobody is yet: bots sit down in it, and so do people, or their seats are
    /// kept for them until they have come after.
    pub fn move_to(&mut self, arena: &Arena, sides: bool, people_stay: bool) {
        self.sides = sides;
        self.inputs.leaves.clear();
        self.inputs.joins.clear();
        let seats: Vec<HogId> = self.roster.entries().map(|entry| entry.seat).collect();
        for &seat in &seats {
            self.update(seat, |entry| {
                entry.score = Score::default();
                if !sides || entry.looks_on {
                    entry.team = None;
                }
                true
            });
        }
        for seat in seats {
            let Some(entry) = self.roster.entry(seat) else {
                continue;
            };
            let (bot, looks_on, kept) = (entry.bot, entry.looks_on, entry.team);
            if sides && !looks_on && kept.is_none() {
                let side = if bot {
                    sides::for_bot(&self.roster)
                } else {
                    sides::for_person(&self.roster, None, seat)
                };
                self.update(seat, |entry| entry.team.replace(side) != Some(side));
            }
            if bot || people_stay {
                self.sit_anew(seat, arena);
            } else {
                self.roster.keep(seat, true);
            }
        }
    }
}

//! How often what a shooter saw is what the server ruled: the figure that decides whether a weapon needs rewind.

use std::collections::BTreeMap;

use crate::arena::shot::{Shot, Struck};
use crate::ids::{HogId, ShotId, Weapon};
use crate::tick::Tick;

/// Ticks after which a shot's end must have been told, if there was one on a hog.
const PATIENCE_TICKS: u32 = 90;
/// Shots judged at a time; a peer cannot make a client remember more.
const MAX_OPEN: usize = 1024;

/// One's own shots, weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Shots whose end is known on both sides.
    pub shots: u32,
    /// Of those, the ones on which both sides agree: the same hog, or nobody.
    pub agreed: u32,
    /// Shots that hit a hog on the server.
    pub hits: u32,
    /// Shots that hit on the server and that the client had predicted to hit the same hog.
    pub hits_foreseen: u32,
    /// Shots that the client predicted to hit and the server did not.
    pub false_hits: u32,
}

impl Tally {
    /// Of the shots that hit somebody on either side, the share on which both agree.
    #[must_use]
    pub fn hits_agreed(&self) -> f32 {
        let either = self.hits_foreseen + (self.shots - self.agreed);
        self.hits_foreseen as f32 / either.max(1) as f32
    }
}

/// A shot whose end is awaited.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    due: Tick,
    foreseen: Option<HogId>,
    ruled: Option<HogId>,
    confirmed: bool,
}

/// The book of one's own shots.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    open: BTreeMap<ShotId, Open>,
    tallies: [Tally; Weapon::COUNT],
    weapons: BTreeMap<ShotId, Weapon>,
}

impl Verdicts {
    /// A shot was predicted or confirmed to be fired.
    pub fn fired(&mut self, shot: &Shot, confirmed: bool) {
        if self.open.len() >= MAX_OPEN {
            return;
        }
        let open = self.open.entry(shot.id).or_default();
        open.due = shot.expires.after(PATIENCE_TICKS);
        open.confirmed |= confirmed;
        self.weapons.insert(shot.id, shot.weapon);
    }

    /// The prediction ended a shot. Only the first time counts: that is what the shooter saw.
    pub fn foreseen(&mut self, id: ShotId, struck: Struck) {
        if let (Some(open), Struck::Hog(victim)) = (self.open.get_mut(&id), struck) {
            open.foreseen.get_or_insert(victim);
        }
    }

    /// The server ended a shot on a hog.
    pub fn ruled(&mut self, id: ShotId, struck: Struck) {
        if let (Some(open), Struck::Hog(victim)) = (self.open.get_mut(&id), struck) {
            open.ruled = Some(victim);
        }
    }

    /// Closes the shots whose time is up.
    pub fn close(&mut self, now: Tick) {
        let weapons = &mut self.weapons;
        let tallies = &mut self.tallies;
        self.open.retain(|id, open| {
            if now < open.due {
                return true;
            }
            let weapon = weapons.remove(id).unwrap_or_default();
            // What the server never fired was no shot, unless the shooter saw it hit.
            if open.confirmed || open.foreseen.is_some() {
                let tally = &mut tallies[weapon.index()];
                tally.shots += 1;
                tally.agreed += u32::from(open.foreseen == open.ruled);
                tally.hits += u32::from(open.ruled.is_some());
                tally.hits_foreseen += u32::from(open.ruled.is_some() && open.foreseen == open.ruled);
                tally.false_hits += u32::from(open.foreseen.is_some() && open.foreseen != open.ruled);
            }
            false
        });
    }

    /// The tally of a weapon so far.
    #[must_use]
    pub const fn tally(&self, weapon: Weapon) -> Tally {
        self.tallies[weapon.index()]
    }
}

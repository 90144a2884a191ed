//! The book kept for one visit: what the server's match says happened, against what the session shows of it. Nothing
//! may be lost, and nothing may come twice.

use std::collections::BTreeMap;
use std::time::Duration;

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Struck;
use hogs_shared::ids::{HogId, ShotId};
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::protocol::outcome::{Told, travels};
use hogs_shared::tick::Tick;

/// Findings written down for one visit; the first ones tell, the rest follow from them.
const MOST_FINDINGS: usize = 4;

/// A shot's firing, or its end.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// When the server said it happened.
    told: Option<Tick>,
    shown: u32,
    /// When it was shown first.
    since: Option<Duration>,
}

/// The book.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Told outcomes that are not about shots, as they look after the wire, and whether they were shown.
    told: Vec<(Tick, Outcome, bool)>,
    fired: BTreeMap<ShotId, Entry>,
    ended: BTreeMap<ShotId, Entry>,
    chat: Vec<String>,
    /// What is wrong.
    pub findings: Vec<String>,
    /// Of everything that was shown, in order.
    pub digest: u64,
    /// Outcomes that were shown.
    pub outcomes: usize,
}

impl Ledger {
    /// Something happened in the server's match, at a tick, while this visit had a seat.
    pub fn happened(&mut self, tick: Tick, outcome: &Outcome) {
        if !travels(outcome) {
            return;
        }
        match outcome {
            // Foreseen as well as told, and not named: what is shown cannot be told apart.
            Outcome::Jumped { .. } | Outcome::AbilityUsed { .. } => {}
            // Where a shot flies on is seen in its flight, and is nothing to show.
            Outcome::ShotTurned(_) => {}
            Outcome::Fired(shot) => self.fired.entry(shot.id).or_default().told = Some(tick),
            Outcome::ShotEnded { shot, .. } => self.ended.entry(*shot).or_default().told = Some(tick),
            _ => {
                let told = Told {
                    tick,
                    outcome: outcome.clone(),
                };
                self.told.push((tick, told.rounded().outcome, false));
            }
        }
    }

    /// The session shows something, seen from a seat.
    pub fn show(&mut self, event: &SceneEvent, own: Option<HogId>, now: Duration) {
        self.digest = digest(self.digest, &format!("{event:?}"));
        match event {
            SceneEvent::Outcome(outcome) => self.show_outcome(outcome, own, now),
            SceneEvent::Chat { text, .. } => self.chat.push(text.clone()),
            SceneEvent::Joined(_)
            | SceneEvent::Left(_)
            | SceneEvent::TeamChat { .. }
            | SceneEvent::Ping { .. }
            | SceneEvent::Phrase { .. }
            | SceneEvent::VoteCalled
            | SceneEvent::Decided(_)
            | SceneEvent::Refused(_) => {}
        }
    }

    fn show_outcome(&mut self, outcome: &Outcome, own: Option<HogId>, now: Duration) {
        self.outcomes += 1;
        match outcome {
            Outcome::Fired(shot) => {
                let entry = self.fired.entry(shot.id).or_default();
                entry.shown += 1;
                entry.since.get_or_insert(now);
                let (twice, told) = (entry.shown > 1, entry.told.is_some());
                if twice {
                    self.find(format!("the firing of {:?} was shown twice", shot.id));
                }
                if !told && Some(shot.id.shooter) != own {
                    self.find(format!("{:?} was shown but never fired", shot.id));
                }
            }
            Outcome::ShotEnded { shot, struck, .. } => {
                let entry = self.ended.entry(*shot).or_default();
                entry.shown += 1;
                let (twice, told) = (entry.shown > 1, entry.told.is_some());
                if twice {
                    self.find(format!("the end of {shot:?} was shown twice"));
                }
                if !told && matches!(struck, Struck::Hog(_)) && Some(shot.shooter) != own {
                    self.find(format!("{shot:?} was shown to hit but never did"));
                }
            }
            Outcome::Jumped { .. } | Outcome::AbilityUsed { .. } => {}
            // Where a shot flies on is seen in its flight, and is nothing to show.
            Outcome::ShotTurned(_) => {}
            outcome if travels(outcome) => self.show_told(outcome),
            _ => {}
        }
    }

    /// An outcome that only the server can know: it has to be one told and not shown yet.
    fn show_told(&mut self, outcome: &Outcome) {
        let known = self.told.iter().any(|told| told.1 == *outcome);
        let mut waiting = self.told.iter_mut().filter(|told| !told.2);
        match waiting.find(|told| told.1 == *outcome) {
            Some(told) => told.2 = true,
            None => {
                let word = if known { "shown twice" } else { "never happened" };
                self.find(format!("{word}: {outcome:?}"));
            }
        }
    }

    /// What happened up to a tick and has not been shown.
    #[must_use]
    pub fn missing(&self, until: Tick) -> Vec<String> {
        let due = |tick: Tick| tick.since(until) <= 0;
        let mut missing = Vec::new();
        let lost = self.told.iter().filter(|(tick, _, shown)| due(*tick) && !shown);
        missing.extend(lost.map(|(tick, outcome, _)| format!("tick {}: {outcome:?}", tick.0)));
        for (what, shots) in [("firing", &self.fired), ("end", &self.ended)] {
            let unseen = shots
                .iter()
                .filter(|(_, entry)| entry.shown == 0 && entry.told.is_some_and(due));
            missing.extend(unseen.map(|(shot, _)| format!("the {what} of {shot:?}")));
        }
        missing
    }

    /// Told items that were not shown yet: a measure of what waits in the stream.
    #[must_use]
    pub fn backlog(&self) -> usize {
        let shots = self.fired.values().chain(self.ended.values());
        let unseen = shots.filter(|entry| entry.shown == 0 && entry.told.is_some());
        self.told.iter().filter(|told| !told.2).count() + unseen.count()
    }

    /// Whether a shot was shown to begin, by some time.
    #[must_use]
    pub fn has_begun(&self, shot: ShotId, by: Duration) -> bool {
        let shown = self.fired.get(&shot).and_then(|entry| entry.since);
        shown.is_some_and(|since| since <= by)
    }

    /// How often a line of chat was shown.
    #[must_use]
    pub fn heard(&self, line: &str) -> usize {
        self.chat.iter().filter(|heard| *heard == line).count()
    }

    /// Writes a finding down.
    pub fn find(&mut self, finding: String) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }
}

/// A hash so far with some text added (FNV-1a, 64 bits).
#[must_use]
pub fn digest(so_far: u64, text: &str) -> u64 {
    let start = so_far ^ 0xCBF2_9CE4_8422_2325;
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

//! Holds what was shown at a tick against what the server later says of that tick: the figures that prediction is
//! judged by.

use std::collections::VecDeque;

use super::smoothing::{Smoothing, VISIBLE_M};
use super::stats::NetPulse;
use crate::arena::Arena;
use crate::ids::HogId;
use crate::math::Vec3;
use crate::protocol::snapshot::Snapshot;
use crate::tick::Tick;

/// Samples kept for a tool that does not collect them.
const MAX_SAMPLES: usize = 20_000;
/// Ticks of shown poses kept to compare with the server's.
const SHOWN_TICKS: usize = 64;
/// Ticks for which a hog that was rammed, hit or thrown counts as in contact.
const CONTACT_TICKS: i32 = 20;

/// Differences between prediction and server, metres, for tools.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// Own hog: predicted pose at a tick, as first simulated, against the server's for that tick.
    pub own_m: Vec<f32>,
    /// The same, only where the hog touched nothing within a third of a second.
    pub own_free_m: Vec<f32>,
    /// Others: the pose shown at a tick against the server's for that tick.
    pub remote_m: Vec<f32>,
    /// Times that a hog was seen to jump: drawn more than four metres off its own motion from one frame to the next.
    pub snaps: u32,
    /// Corrections by more than four metres, of all hogs, hidden or not.
    pub far: u32,
}

/// What was shown at a tick.
#[derive(Debug)]
struct Shown {
    tick: Tick,
    own: Option<Vec3>,
    others: Vec<(HogId, Vec3)>,
}

/// The measurements of one session.
#[derive(Debug, Default)]
pub(super) struct Measuring {
    /// Whether samples are kept; the newest correction always is.
    on: bool,
    shown: VecDeque<Shown>,
    samples: Samples,
    /// How far the newest snapshot put one's own hog from where it had been predicted, metres.
    correction_m: f32,
    /// The last tick at which the own hog was shaken: rammed, hit, thrown.
    disturbed: Tick,
    /// Snapshots since measuring began, and those at whose tick the server lacked this client's controls.
    snapshots: u32,
    starved: u32,
    /// The worst since it was last taken.
    pulse: NetPulse,
}

impl Measuring {
    /// Keeps samples from now on.
    pub(super) const fn begin(&mut self) {
        self.on = true;
    }

    /// A hog was seen to jump.
    pub(super) const fn snapped(&mut self) {
        self.samples.snaps += self.on as u32;
    }

    /// A hog's newest pose was corrected by so much.
    pub(super) fn corrected(&mut self, by_m: f32) {
        self.samples.far += u32::from(self.on && by_m > VISIBLE_M);
    }

    /// The own hog was shaken.
    pub(super) fn disturb(&mut self, tick: Tick) {
        self.disturbed = self.disturbed.max(tick);
    }

    /// The newest tick was simulated and is shown. A tick counts as it was shown first: in silence the match stands still
    /// at one, which must not push those out that the next snapshot will be held against.
    pub(super) fn show<'a>(
        &mut self,
        arena: &Arena,
        own: HogId,
        smoothing: impl Fn(HogId) -> Option<&'a Smoothing>,
    ) {
        if self.shown.back().is_some_and(|last| last.tick >= arena.tick()) {
            return;
        }
        let others = arena.hogs().filter(|hog| hog.alive() && hog.id != own);
        self.shown.push_back(Shown {
            tick: arena.tick(),
            own: arena.hog(own).filter(|hog| hog.alive()).map(|hog| hog.position),
            others: others
                .map(|hog| {
                    let offset = smoothing(hog.id).copied().unwrap_or_default();
                    (hog.id, offset.apply(hog.position, hog.rotation).0)
                })
                .collect(),
        });
        while self.shown.len() > SHOWN_TICKS {
            self.shown.pop_front();
        }
    }

    /// The server says how it was.
    pub(super) fn compare(&mut self, snapshot: &Snapshot) {
        let starved = u32::from(snapshot.input_used != Some(snapshot.tick));
        self.pulse.starved += starved;
        if self.on {
            self.snapshots += 1;
            self.starved += starved;
        }
        let Some(shown) = self.shown.iter().rev().find(|shown| shown.tick == snapshot.tick) else {
            return;
        };
        let free = snapshot.tick.since(self.disturbed) > CONTACT_TICKS;
        let mut others_m = Vec::with_capacity(shown.others.len());
        for hog in snapshot.hogs.iter().filter(|hog| hog.alive()) {
            if hog.id == snapshot.own {
                let Some(predicted) = shown.own else { continue };
                self.correction_m = (predicted - hog.position).length();
                let worst = if free {
                    &mut self.pulse.own_free_m
                } else {
                    &mut self.pulse.own_shaken_m
                };
                *worst = worst.max(self.correction_m);
                if self.on && self.samples.own_m.len() < MAX_SAMPLES {
                    self.samples.own_m.push(self.correction_m);
                    if free {
                        self.samples.own_free_m.push(self.correction_m);
                    }
                }
            } else if let Some((_, seen)) = shown.others.iter().find(|(id, _)| *id == hog.id) {
                others_m.push((*seen - hog.position).length());
            }
        }
        self.others_off(others_m);
    }

    /// By how much a snapshot had the others elsewhere than they had been shown, metres each.
    fn others_off(&mut self, mut off_m: Vec<f32>) {
        off_m.sort_unstable_by(f32::total_cmp);
        let pulse = &mut self.pulse;
        if let (Some(median_m), Some(worst_m)) = (off_m.get(off_m.len() / 2), off_m.last()) {
            pulse.others_median_m = pulse.others_median_m.max(*median_m);
            pulse.others_worst_m = pulse.others_worst_m.max(*worst_m);
        }
        if self.on && self.samples.remote_m.len() < MAX_SAMPLES * 8 {
            self.samples.remote_m.append(&mut off_m);
        }
    }

    /// How far the newest snapshot put one's own hog from where it had been predicted, metres.
    pub(super) const fn correction_m(&self) -> f32 {
        self.correction_m
    }

    /// Share of snapshots at whose tick the server lacked this client's controls, since measuring began.
    pub(super) fn input_starvation(&self) -> f32 {
        self.starved as f32 / self.snapshots.max(1) as f32
    }

    /// The worst of everything since this was last asked; what is of the link is left at zero.
    pub(super) fn take_pulse(&mut self) -> NetPulse {
        std::mem::take(&mut self.pulse)
    }

    /// Samples since this was last asked.
    pub(super) fn take(&mut self) -> Samples {
        std::mem::take(&mut self.samples)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arena::Inputs;
    use crate::netplay::testing::{crowd, told};

    #[test]
    fn a_match_that_stands_still_is_kept_once_and_pushes_nothing_out() {
        let mut arena = crowd(2);
        let mut measuring = Measuring::default();
        measuring.begin();
        let then = told(&arena);
        for _ in 0..40 {
            measuring.show(&arena, HogId(0), |_| None);
            arena.step(&Inputs::default());
        }
        for _ in 0..1000 {
            measuring.show(&arena, HogId(0), |_| None);
        }
        assert_eq!(measuring.shown.len(), 41);
        // The server is heard again, and has not forgotten the beginning.
        measuring.compare(&then);
        assert_eq!(measuring.take().own_m, [0.0]);
        for _ in 0..1000 {
            arena.step(&Inputs::default());
            measuring.show(&arena, HogId(0), |_| None);
        }
        assert_eq!(measuring.shown.len(), SHOWN_TICKS);
    }

    #[test]
    fn of_the_others_the_largest_median_and_the_worst_are_kept() {
        let mut measuring = Measuring::default();
        measuring.begin();
        measuring.others_off(vec![0.9, 0.1, 0.2]);
        measuring.others_off(vec![0.3]);
        measuring.others_off(Vec::new());
        let pulse = measuring.take_pulse();
        assert_eq!((pulse.others_median_m, pulse.others_worst_m), (0.3, 0.9));
        assert_eq!(measuring.take().remote_m.len(), 4);
        assert_eq!(measuring.take_pulse(), NetPulse::default());
    }
}

//! What the way into a match is at, for the page that shows it: stages in the order they come, and within one of them a
//! sentence and how far it is.

use crate::words::Telling;

/// A stage of the way in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A server is started or called.
    #[default]
    Contact,
    /// The arena is fetched, if it is lacking, and built.
    Arena,
    /// A seat is taken.
    Seat,
    /// The first picture of the match is made ready.
    World,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Contact, Self::Arena, Self::Seat, Self::World];
}

/// What is being done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// The stage it belongs to.
    pub stage: Stage,
    /// A sentence.
    pub told: Telling,
    /// How far it is within the stage, 0 to 1; 0 where nobody can say.
    pub share: f32,
}

impl Step {
    /// The beginning of something.
    #[must_use]
    pub const fn new(stage: Stage, told: Telling) -> Self {
        let share = 0.0;
        Self { stage, told, share }
    }

    /// So many bytes of so many of the arena have come.
    #[must_use]
    pub fn fetching(done: usize, whole: usize) -> Self {
        let kilobytes = |bytes: usize| i64::try_from(bytes.div_ceil(1000)).unwrap_or(i64::MAX);
        let told = [
            ("done", kilobytes(done).into()),
            ("whole", kilobytes(whole).into()),
        ];
        Self {
            share: done as f32 / whole.max(1) as f32 * 0.5,
            ..Self::new(Stage::Arena, Telling::tell("step-fetching", told))
        }
    }

    /// How far the whole way is, 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f32 {
        let before = Stage::ALL.iter().filter(|stage| **stage < self.stage).count();
        (before as f32 + self.share.clamp(0.0, 1.0)) / Stage::ALL.len() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_only_goes_on() {
        let mut last = -1.0;
        for (stage, shares) in Stage::ALL.into_iter().zip([[0.0, 0.4, 0.9]; 4]) {
            for share in shares {
                let step = Step {
                    share,
                    ..Step::new(stage, Telling::default())
                };
                assert!(step.progress() > last && step.progress() < 1.0);
                last = step.progress();
            }
        }
        // A server that claims nothing, or sends more than it claimed, breaks nothing.
        assert!(Step::fetching(0, 0).progress() < Step::fetching(9, 3).progress());
    }
}

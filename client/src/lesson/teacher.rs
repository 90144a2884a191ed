//! Goes through the course with a pupil: sees when a step is done, praises for a moment, and goes on to the next.

use bevy::prelude::Resource;
use hogs_shared::math::Vec3;
use hogs_shared::weapon::Weapon;

use super::course::{Notes, STEPS, Seen, Step};
use crate::feed::MatchFeed;

/// How long a step that is done stands with its tick, seconds.
const PRAISE_S: f32 = 1.4;

/// What there is to be read of a lesson while one goes on. Written in [`FramePhase::Link`](crate::phase::FramePhase::Link).
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Board {
    /// Which of [`STEPS`] is on.
    pub step: usize,
    /// How far it is done, 0 to 1.
    pub share: f32,
    /// Where to go.
    pub place: Option<Vec3>,
    /// Whether it is done, and stands only to be seen so.
    pub done: bool,
}

impl Board {
    /// What is to be learnt now.
    #[must_use]
    pub fn step(&self) -> &'static Step {
        &STEPS[self.step.min(STEPS.len() - 1)]
    }
}

/// Something the teacher says of what was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// A step is done.
    Done,
    /// There is nothing more to learn.
    Over,
}

/// The teacher of one pupil.
#[derive(Debug, Default)]
pub(super) struct Teacher {
    step: usize,
    notes: Notes,
    share: f32,
    /// What the pupil had in hand when last seen.
    hand: Weapon,
    /// How long the tick is still to stand.
    praise_s: Option<f32>,
    over: bool,
}

impl Teacher {
    /// Looks at a frame of so many seconds.
    pub(super) fn watch(&mut self, feed: &MatchFeed, seconds: f32) -> Option<Remark> {
        if self.over {
            return None;
        }
        let own = feed.scene.hog(feed.scene.own).filter(|own| own.alive);
        self.hand = own.map_or(self.hand, |own| own.weapon);
        if let Some(left_s) = &mut self.praise_s {
            *left_s -= seconds;
            return (*left_s <= 0.0).then(|| self.go_on()).flatten();
        }
        let own = own?;
        let seen = Seen { own, feed, seconds };
        self.share = (STEPS[self.step].watch)(&seen, &mut self.notes).clamp(0.0, 1.0);
        (self.share >= 1.0).then(|| {
            self.praise_s = Some(PRAISE_S);
            Remark::Done
        })
    }

    /// Passes the step over.
    pub(super) fn skip(&mut self) -> Option<Remark> {
        (!self.over).then(|| self.go_on()).flatten()
    }

    fn go_on(&mut self) -> Option<Remark> {
        self.notes = Notes::of(self.hand);
        (self.share, self.praise_s) = (0.0, None);
        if self.step + 1 == STEPS.len() {
            self.over = true;
            return Some(Remark::Over);
        }
        self.step += 1;
        None
    }

    /// What is to be read now; nothing once all is learnt.
    pub(super) fn board(&self, feed: &MatchFeed) -> Option<Board> {
        let done = self.praise_s.is_some();
        (!self.over).then(|| Board {
            step: self.step,
            share: self.share,
            place: (STEPS[self.step].place)(feed).filter(|_| !done),
            done,
        })
    }
}

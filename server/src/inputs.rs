//! The controls of one client on their way into the match: one set for one tick, in order, however they arrive. What
//! comes too late is not made up for, what is missing is guessed for a moment and then let go.

use hogs_shared::arena::controls::Controls;
use hogs_shared::tick::Tick;

/// Most ticks that controls may be early: a client aims for one to six and sets its clock back from fifteen beyond
/// that; until it has, what it sends still counts.
pub const MAX_AHEAD: i32 = 24;
/// Most ticks that the controls are ahead which others are told of. What may have been told stands: a client could
/// otherwise announce a turn to everyone and take it back before it comes.
const TOLD_AHEAD: i32 = 8;
/// Ticks that the last controls are repeated unchanged.
const PATIENCE_TICKS: u32 = 4;
/// Ticks in which they then fade to nothing.
const FADE_TICKS: u32 = 8;
/// Slots of the ring: more than can be ahead.
const SLOTS: usize = 32;

/// Controls that wait for their tick.
#[derive(Debug)]
pub struct InputQueue {
    ring: [Option<(Tick, Controls)>; SLOTS],
    /// The newest that were used, or came too late to be.
    last: Option<(Tick, Controls)>,
    starved_run: u32,
    /// Ticks that had their controls in time.
    pub fed: u64,
    /// Ticks that had not.
    pub starved: u64,
}

impl Default for InputQueue {
    fn default() -> Self {
        Self {
            ring: [None; SLOTS],
            last: None,
            starved_run: 0,
            fed: 0,
            starved: 0,
        }
    }
}

impl InputQueue {
    /// Controls for `tick` arrive while `next` is the tick to be stepped next. False if they are refused: too early.
    pub fn offer(&mut self, next: Tick, tick: Tick, controls: Controls) -> bool {
        let ahead = tick.since(next);
        if ahead > MAX_AHEAD {
            return false;
        }
        if ahead < 0 {
            if self.last.is_none_or(|(last, _)| tick.since(last) > 0) {
                self.last = Some((tick, controls));
                self.starved_run = 0;
            }
            return true;
        }
        let slot = &mut self.ring[tick.0 as usize % SLOTS];
        let told = ahead <= TOLD_AHEAD && slot.is_some_and(|(held, _)| held == tick);
        // Else the last word counts: a client whose clock was set back decides on these ticks anew.
        if !told {
            *slot = Some((tick, controls));
        }
        true
    }

    /// The controls to step `tick` with; none before the first ones came.
    pub fn consume(&mut self, tick: Tick) -> Option<Controls> {
        let slot = self.ring[tick.0 as usize % SLOTS].take();
        if let Some((_, controls)) = slot.filter(|(held, _)| *held == tick) {
            self.fed += 1;
            self.starved_run = 0;
            self.last = Some((tick, controls));
            return Some(controls);
        }
        let (_, last) = self.last?;
        self.starved += 1;
        self.starved_run = self.starved_run.saturating_add(1);
        if self.starved_run <= PATIENCE_TICKS {
            return Some(last);
        }
        let faded = (self.starved_run - PATIENCE_TICKS).min(FADE_TICKS);
        Some(last.decayed(1.0 - faded as f32 / FADE_TICKS as f32))
    }

    /// What this client is about to do, when `next` is the tick to be stepped next: the newest controls that came, if they
    /// are not for too late.
    #[must_use]
    pub fn newest(&self, next: Tick) -> Option<Controls> {
        let soon = |(tick, _): &&(Tick, Controls)| tick.since(next) <= TOLD_AHEAD;
        let waiting = self
            .ring
            .iter()
            .flatten()
            .filter(soon)
            .max_by_key(|(tick, _)| *tick);
        let newest = waiting
            .copied()
            .into_iter()
            .chain(self.last)
            .max_by_key(|(tick, _)| *tick);
        newest.map(|(_, controls)| controls)
    }

    /// The tick of the newest controls that were used.
    #[must_use]
    pub fn used(&self) -> Option<Tick> {
        self.last.map(|(tick, _)| tick)
    }
}

#[cfg(test)]
mod tests {
    use hogs_shared::arena::controls::Buttons;

    use super::*;

    fn throttle(throttle: i8) -> Controls {
        Controls {
            throttle,
            buttons: Buttons::FIRE,
            ..Controls::default()
        }
    }

    #[test]
    fn each_tick_gets_its_own_once() {
        let mut queue = InputQueue::default();
        assert_eq!(queue.consume(Tick(9)), None);
        for tick in [12, 10, 11, 10, 12] {
            assert!(queue.offer(Tick(10), Tick(tick), throttle(tick as i8)));
        }
        // What may have been told stands.
        assert!(queue.offer(Tick(10), Tick(11), throttle(99)));
        for tick in 10..=12 {
            assert_eq!(queue.consume(Tick(tick)), Some(throttle(tick as i8)));
            assert_eq!(queue.used(), Some(Tick(tick)));
        }
        assert_eq!((queue.fed, queue.starved), (3, 0));
    }

    #[test]
    fn others_are_told_what_comes_soon_and_that_is_not_taken_back() {
        let mut queue = InputQueue::default();
        for (tick, value) in [(18, 1), (18, 2), (19, 3), (19, 4)] {
            assert!(queue.offer(Tick(10), Tick(tick), throttle(value)));
        }
        assert_eq!(queue.newest(Tick(10)), Some(throttle(1)));
        assert_eq!(queue.newest(Tick(11)), Some(throttle(4)));
        for tick in 10..=18 {
            assert_eq!(queue.consume(Tick(tick)).is_some(), tick == 18);
        }
        assert_eq!(queue.used(), Some(Tick(18)));
    }

    #[test]
    fn the_far_future_is_refused_and_the_past_is_past() {
        let mut queue = InputQueue::default();
        assert!(queue.offer(Tick(100), Tick(124), throttle(1)));
        for tick in [125, 100_000, 100 + (u32::MAX >> 1)] {
            assert!(!queue.offer(Tick(100), Tick(tick), throttle(1)));
        }
        // Late ones are used for what comes, not for what was.
        assert!(queue.offer(Tick(100), Tick(98), throttle(8)));
        assert!(queue.offer(Tick(100), Tick(97), throttle(7)));
        assert_eq!(queue.consume(Tick(100)), Some(throttle(8)));
        assert_eq!((queue.fed, queue.starved), (0, 1));
    }

    #[test]
    fn who_falls_silent_lets_go() {
        let mut queue = InputQueue::default();
        queue.offer(Tick(1), Tick(1), throttle(100));
        queue.consume(Tick(1));
        for tick in 2..=5 {
            assert_eq!(queue.consume(Tick(tick)), Some(throttle(100)));
        }
        let fading = queue.consume(Tick(6)).unwrap();
        assert!(fading.throttle < 100 && fading.throttle > 50 && !fading.buttons.holds(Buttons::FIRE));
        for tick in 7..=40 {
            queue.consume(Tick(tick));
        }
        assert_eq!(queue.consume(Tick(41)).unwrap().throttle, 0);
        assert_eq!(queue.starved, 40);
    }
}

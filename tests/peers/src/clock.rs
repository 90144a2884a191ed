//! What time it is: one clock for the processes of a run, and the steady frames of whoever works to it.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hogs_shared::tick::TICKS_PER_SECOND;

/// A loop that is this far behind starts afresh instead of hurrying after itself.
const GIVE_UP: Duration = Duration::from_millis(100);

/// Time since 1970, as netcode's handshakes want it too.
#[must_use]
pub fn since_epoch() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO)
}

/// The recorded match as it runs on the server: which tick it is by now.
#[derive(Clone, Copy, Debug)]
pub struct MatchClock {
    start: Instant,
}

impl MatchClock {
    /// A match that begins, or began, at a time since 1970: what the processes of one run are told.
    #[must_use]
    pub fn new(start: Duration) -> Self {
        let (now, here) = (since_epoch(), Instant::now());
        let start = match start.checked_sub(now) {
            Some(ahead) => here + ahead,
            None => here.checked_sub(now - start).unwrap_or(here),
        };
        Self { start }
    }

    /// Ticks since the start, with fractions.
    #[must_use]
    pub fn ticks(&self) -> f64 {
        Instant::now().saturating_duration_since(self.start).as_secs_f64() * f64::from(TICKS_PER_SECOND)
    }

    /// When a tick is due.
    #[must_use]
    pub fn due(&self, tick: u64) -> Instant {
        self.start + Duration::from_nanos(tick * 1_000_000_000 / u64::from(TICKS_PER_SECOND))
    }
}

/// Frames at a steady rate, and how many of them were not done when the next was due.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    period: Duration,
    next: Instant,
    /// Frames so far.
    pub frames: u64,
    /// Of these, those that ran into the next.
    pub late: u64,
}

impl Pace {
    /// Sixty frames a second from a moment on.
    #[must_use]
    pub fn from(first: Instant) -> Self {
        Self {
            period: Duration::from_secs(1) / TICKS_PER_SECOND,
            next: first,
            frames: 0,
            late: 0,
        }
    }

    /// Time between frames.
    #[must_use]
    pub const fn period(&self) -> Duration {
        self.period
    }

    /// Waits for the next frame.
    pub fn wait(&self) {
        std::thread::sleep(self.next.saturating_duration_since(Instant::now()));
    }

    /// The frame is done.
    pub fn done(&mut self) {
        self.next += self.period;
        self.frames += 1;
        let behind = Instant::now().saturating_duration_since(self.next);
        self.late += u64::from(!behind.is_zero());
        if behind > GIVE_UP {
            self.next += behind;
        }
    }

    /// Counts from here.
    pub const fn count_anew(&mut self) {
        self.frames = 0;
        self.late = 0;
    }
}

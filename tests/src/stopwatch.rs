//! Time that a thread has worked, without the time that others have had the core: what a figure "per core" means on a
//! machine that is shared.

use std::time::Instant;

/// Measures the thread that it was started on.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    began: Instant,
    /// Nanoseconds on a core until then; none where the system does not say.
    worked_ns: Option<u64>,
}

impl Stopwatch {
    /// Begins now.
    #[must_use]
    pub fn start() -> Self {
        Self {
            began: Instant::now(),
            worked_ns: worked_ns(),
        }
    }

    /// Seconds of work since then; seconds passed where the system does not say.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        match (self.worked_ns, worked_ns()) {
            (Some(then), Some(now)) => now.saturating_sub(then) as f64 * 1e-9,
            _ => self.began.elapsed().as_secs_f64(),
        }
    }
}

/// Nanoseconds that this thread has been on a core: the first figure of Linux's `schedstat`.
fn worked_ns() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_while_the_thread_works() {
        let stopwatch = Stopwatch::start();
        let (mut sum, mut rounds, mut worked_s) = (0_u64, 0, 0.0);
        // The system writes it down at its own ticks. No more time can have passed than on the wall.
        while worked_s <= 0.0 && rounds < 10_000 {
            for value in 0..200_000_u64 {
                sum = std::hint::black_box(sum.wrapping_mul(31).wrapping_add(value));
            }
            (rounds, worked_s) = (rounds + 1, stopwatch.seconds());
        }
        assert!(worked_s > 0.0, "{sum}");
        assert!(worked_s <= stopwatch.began.elapsed().as_secs_f64() + 0.05);
    }
}

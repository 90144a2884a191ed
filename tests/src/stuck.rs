//! Who is stuck: wants to move and keeps within two metres for more than two seconds. Counted one way everywhere.

use hogs_shared::arena::hog::Hog;
use hogs_shared::math::Vec3;
use hogs_shared::tick::TICKS_PER_SECOND;

/// Who wants to move and keeps within this is stuck, metres ...
const STUCK_M: f32 = 2.0;
/// ... once it has lasted so long.
const STUCK_TICKS: u32 = 2 * TICKS_PER_SECOND;
/// Deflection of an axis beyond which one wants to move.
const WANTS: u8 = 12;

/// How long one hog has been in one place.
#[derive(Clone, Copy, Debug)]
struct Watch {
    at: Vec3,
    ticks: u32,
    wanted_ticks: u32,
}

/// A time that a hog was stuck.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    /// Where, metres.
    pub at: Vec3,
    /// For how long.
    pub ticks: u32,
}

/// Watches every hog of a match.
#[derive(Clone, Debug)]
pub struct StuckWatch {
    /// By seat.
    watches: Vec<Watch>,
    /// Ticks that hogs have been in play, all together.
    pub alive_ticks: u64,
    /// Ticks of those that hogs have been stuck.
    pub stuck_ticks: u64,
}

impl StuckWatch {
    /// For so many seats.
    #[must_use]
    pub fn new(seats: usize) -> Self {
        let fresh = Watch {
            at: Vec3::MAX,
            ticks: 0,
            wanted_ticks: 0,
        };
        Self {
            watches: vec![fresh; seats],
            alive_ticks: 0,
            stuck_ticks: 0,
        }
    }

    /// One tick of the hog on a seat, none if it is out of play. Returns a time that it was stuck if that ends now.
    pub fn see(&mut self, seat: usize, hog: Option<&Hog>) -> Option<Stay> {
        let Some(hog) = hog else {
            return self.release(seat, Vec3::MAX);
        };
        self.alive_ticks += 1;
        let watch = self.watches.get_mut(seat)?;
        let wants =
            hog.controls.throttle.unsigned_abs() > WANTS || hog.controls.strafe.unsigned_abs() > WANTS;
        watch.ticks += 1;
        watch.wanted_ticks += u32::from(wants);
        if (hog.position - watch.at).length() > STUCK_M {
            return self.release(seat, hog.position);
        }
        None
    }

    /// A hog has moved on to somewhere, or is out of play.
    fn release(&mut self, seat: usize, to: Vec3) -> Option<Stay> {
        let place = self.watches.get_mut(seat)?;
        let fresh = Watch {
            at: to,
            ticks: 0,
            wanted_ticks: 0,
        };
        let watch = std::mem::replace(place, fresh);
        // Whoever stays of its own will is not stuck.
        let stuck = watch.ticks > STUCK_TICKS && watch.wanted_ticks * 2 > watch.ticks;
        stuck.then(|| {
            self.stuck_ticks += u64::from(watch.ticks);
            Stay {
                at: watch.at,
                ticks: watch.ticks,
            }
        })
    }

    /// Share of the time in play that hogs were stuck.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.stuck_ticks as f64 / self.alive_ticks.max(1) as f64
    }
}

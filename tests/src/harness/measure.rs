//! How well the clients of a match predicted it: the figures of `swarm`, but of a match in virtual time, so that neither
//! the machine nor its load is in them.

use hogs_shared::ids::Weapon;
use hogs_shared::netplay::session::{Session, SessionState};
use hogs_shared::netplay::verdicts::Tally;
use serde::Serialize;

use super::recovery::moment_of;
use super::visit::Visit;
use super::world::Moment;
use crate::drawn::{Frame, Seen};
use crate::figures::Spread;

/// The figures of a match.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    /// Sessions that were in the match at its end.
    pub playing: usize,
    /// Own hog, predicted against ruled, metres.
    pub own_m: Spread,
    /// The same where it touched nothing.
    pub own_free_m: Spread,
    /// Others, shown against told, metres: at the ticks of the snapshots that came, and of the hogs in them.
    pub others_m: Spread,
    /// Share of the clients' ticks that had to go without their controls, as the server counts them: every tick.
    pub starvation: f32,
    /// Kilobits a second to a client, headers included; the mean of the last second.
    pub down_kbit_s: f32,
    /// Kilobits a second from a client.
    pub up_kbit_s: f32,
    /// What is seen of corrections, against the server's match.
    #[serde(flatten)]
    pub seen: Seen,
    /// By weapon: shots, the share of them on which both sides agree, and the same of those that hit on either side.
    pub weapons: Vec<(&'static str, u32, f32, f32)>,
}

impl Figures {
    /// Of a match, whose server counted so many ticks with and without controls while it was measured.
    #[must_use]
    pub fn of_match(visits: &mut [Visit], moments: &[Moment], (fed, starved): (u64, u64)) -> Self {
        let mut figures = Self::of(visits.iter_mut().filter_map(Visit::session_mut));
        let frames: Vec<&[Frame]> = visits.iter().map(|visit| visit.frames.as_slice()).collect();
        let really = |tick, id| {
            let mut places = moment_of(moments, tick)?.poses.iter();
            places.find(|(other, _)| *other == id).map(|(_, there)| *there)
        };
        figures.seen = Seen {
            snaps: figures.seen.snaps,
            far_corrections: figures.seen.far_corrections,
            ..Seen::of(&frames, &really)
        };
        figures.starvation = starved as f32 / (fed + starved).max(1) as f32;
        figures
    }

    fn of<'a>(sessions: impl Iterator<Item = &'a mut Session>) -> Self {
        let mut figures = Self::default();
        let (mut own_m, mut own_free_m, mut others_m) = (Vec::new(), Vec::new(), Vec::new());
        let mut tallies = [Tally::default(); Weapon::COUNT];
        let mut count = 0.0;
        for session in sessions {
            count += 1.0;
            figures.playing += usize::from(*session.state() == SessionState::Playing);
            let stats = session.stats();
            figures.down_kbit_s += stats.down_bytes_per_s * 0.008;
            figures.up_kbit_s += stats.up_bytes_per_s * 0.008;
            for (tally, weapon) in tallies.iter_mut().zip(Weapon::ALL) {
                let own = session.verdicts().tally(weapon);
                tally.shots += own.shots;
                tally.agreed += own.agreed;
                tally.hits += own.hits;
                tally.hits_foreseen += own.hits_foreseen;
                tally.false_hits += own.false_hits;
            }
            let samples = session.take_samples();
            figures.seen.snaps += samples.snaps;
            figures.seen.far_corrections += samples.far;
            own_m.extend(samples.own_m);
            own_free_m.extend(samples.own_free_m);
            others_m.extend(samples.remote_m);
        }
        figures.down_kbit_s /= count;
        figures.up_kbit_s /= count;
        figures.own_m = Spread::of(&own_m);
        figures.own_free_m = Spread::of(&own_free_m);
        figures.others_m = Spread::of(&others_m);
        figures.weapons = tallies
            .iter()
            .zip(Weapon::ALL)
            .map(|(tally, weapon)| {
                (
                    weapon.name(),
                    tally.shots,
                    tally.agreed as f32 / tally.shots.max(1) as f32,
                    tally.hits_agreed(),
                )
            })
            .collect();
        figures
    }
}

//! How well the clients of a match predicted it: the figures of `swarm`, but of a match in virtual time, so that neither
//! the machine nor its load is in them.

use std::collections::BTreeSet;

use hogs_shared::ids::{HogId, Weapon};
use hogs_shared::math::Vec3;
use hogs_shared::netplay::session::{Session, SessionState};
use hogs_shared::netplay::verdicts::Tally;
use serde::Serialize;

use super::recovery::moment_of;
use super::visit::Visit;
use super::world::Moment;
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
    /// Others, drawn against the server's match, metres: in every frame, what no snapshot told of included.
    pub drawn_m: Spread,
    /// Share of snapshots whose tick lacked the client's controls; the mean over all sessions.
    pub starvation: f32,
    /// Kilobits a second to a client, headers included; the mean of the last second.
    pub down_kbit_s: f32,
    /// Kilobits a second from a client.
    pub up_kbit_s: f32,
    /// Times that a craft was seen to jump. Smoothing glides up to 16 m so that none is, at 60 frames a second: `slides`
    /// says how often that happened.
    pub snaps: u32,
    /// Times that another craft began to be drawn, from one frame to the next, more than a metre off the way it really
    /// went: what is seen of corrections that glide.
    pub slides: u32,
    /// Corrections by more than four metres, hidden or not.
    pub far_corrections: u32,
    /// By weapon: shots, the share of them on which both sides agree, and the same of those that hit on either side.
    pub weapons: Vec<(&'static str, u32, f32, f32)>,
}

impl Figures {
    /// Of a match.
    #[must_use]
    pub fn of_match(visits: &mut [Visit], moments: &[Moment]) -> Self {
        Self {
            drawn_m: drawn(visits, moments),
            slides: slides(visits, moments),
            ..Self::of(visits.iter_mut().filter_map(Visit::session_mut))
        }
    }

    fn of<'a>(sessions: impl Iterator<Item = &'a mut Session>) -> Self {
        let mut figures = Self::default();
        let (mut own_m, mut own_free_m, mut others_m) = (Vec::new(), Vec::new(), Vec::new());
        let mut tallies = [Tally::default(); Weapon::COUNT];
        let mut count = 0.0;
        for session in sessions {
            count += 1.0;
            figures.playing += usize::from(*session.state() == SessionState::Playing);
            figures.starvation += session.input_starvation();
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
            figures.snaps += samples.snaps;
            figures.far_corrections += samples.far;
            own_m.extend(samples.own_m);
            own_free_m.extend(samples.own_free_m);
            others_m.extend(samples.remote_m);
        }
        figures.starvation /= count;
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

/// How far off the way it really went a craft must be drawn from one frame to the next to be seen to slide, metres.
const SLIDE_M: f32 = 1.0;

/// How often others were seen to slide: frames on end are one slide.
fn slides(visits: &[Visit], moments: &[Moment]) -> u32 {
    let mut slides = 0;
    let place = |poses: &[(HogId, Vec3)], id: HogId| {
        let pose = poses.iter().find(|(other, _)| *other == id);
        pose.map(|(_, position)| *position)
    };
    for visit in visits {
        let mut sliding = BTreeSet::new();
        for pair in visit.samples.windows(2) {
            let [from, to] = pair else { continue };
            let really = moment_of(moments, from.tick).zip(moment_of(moments, to.tick));
            for &(id, now) in to.drawn.iter().filter(|(id, _)| Some(*id) != to.own) {
                let off_m = place(&from.drawn, id)
                    .zip(really)
                    .and_then(|(before, (then, later))| {
                        let way = place(&later.poses, id)? - place(&then.poses, id)?;
                        Some((now - before - way).length())
                    });
                if off_m.is_none_or(|off_m| off_m < SLIDE_M) {
                    sliding.remove(&id);
                } else if sliding.insert(id) {
                    slides += 1;
                }
            }
        }
    }
    slides
}

/// How far from where they were others were drawn.
fn drawn(visits: &[Visit], moments: &[Moment]) -> Spread {
    let mut off_m = Vec::new();
    for sample in visits.iter().flat_map(|visit| &visit.samples) {
        let Some(moment) = moment_of(moments, sample.tick) else {
            continue;
        };
        for (id, position) in sample.drawn.iter().filter(|(id, _)| Some(*id) != sample.own) {
            let there = moment.poses.iter().find(|(other, _)| other == id);
            off_m.extend(there.map(|(_, there)| (*position - *there).length()));
        }
    }
    Spread::of(&off_m)
}

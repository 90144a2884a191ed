//! Whether a client is in step: its clock ahead of the server's by what its link asks for, its own hog and others where
//! the server then has them. Looked at a second after whatever disturbed it.

use std::time::Duration;

use hogs_shared::ids::HogId;
use hogs_shared::tick::{TICK_SECONDS, Tick};

use super::plan::{QUIET, Span};
use super::tolerance::{CLOCK_OFF_TICKS, CLOCKS_STICK};
use super::visit::{Sample, Visit};
use super::world::Moment;
use crate::figures::median;

/// How long a client may take to be in step again.
pub const RECOVERY: Duration = Duration::from_secs(1);
/// How long it is then looked at.
const WINDOW: Duration = Duration::from_millis(500);
/// Most distance between where a client predicts its own hog and where the server then has it, in the median, metres.
const OWN_M: f32 = 0.3;
/// The same where all runs as it should: prediction is exact, but for whoever touches a hog that is told to 8 mm only.
const EXACT_M: f32 = 0.01;
/// The same for others: a constant, and what a change of their controls does in a second of foresight.
const OTHERS_M: (f32, f32) = (0.75, 12.0);
/// Farther than any hog drives in a tick, metres.
const ELSEWHERE_M: f32 = 4.0;
/// Largest margin that a clock aims for, ticks.
const MARGIN_TICKS: f32 = 6.0;
/// How a client did in a window of time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recovery {
    /// Which visit.
    pub visit: usize,
    /// When.
    pub from: Duration,
    /// Own hog, predicted against what came, median, metres; none if less than half of it can be compared.
    pub own_m: Option<f32>,
    /// Others, the same.
    pub others_m: Option<f32>,
    /// Ticks ahead of the newest snapshot, median.
    pub ahead_ticks: Option<f32>,
    /// Ticks ahead of the server, beyond the delay of the way there, median.
    pub lead_ticks: Option<f32>,
}

/// Times of half a second in which a client must be in step: a second after each disturbance, and at the end. Losses in a
/// row that amount to an outage are a disturbance like any other.
#[must_use]
pub fn windows(visit: &Visit, stalls: &[Span], end: Duration) -> Vec<Span> {
    let Some(admitted) = visit.admitted else {
        return Vec::new();
    };
    let until = visit.plan.departs.map_or(end, |(at, _)| at);
    let begun = Span {
        from: Duration::ZERO,
        to: admitted + Duration::from_millis(100),
    };
    let cuts = visit.plan.cuts.iter().map(|cut| Span {
        to: cut.to.min(end - QUIET),
        ..*cut
    });
    let disturbances: Vec<Span> = cuts
        .chain(visit.plan.hitches.iter().copied())
        .chain(stalls.iter().copied())
        .chain(visit.silences.iter().copied())
        .chain([begun])
        .collect();
    let after = disturbances.iter().map(|span| Span {
        from: span.to + RECOVERY,
        to: span.to + RECOVERY + WINDOW,
    });
    let last = Span {
        from: end - WINDOW,
        to: end,
    };
    after
        .chain([last])
        .filter(|window| {
            let recovering = Span {
                from: window.from - RECOVERY,
                to: window.to,
            };
            window.to <= until && !disturbances.iter().any(|span| span.meets(&recovering))
        })
        .collect()
}

/// A visit's ticks ahead of the server, in the first frame of each quarter of a second.
#[must_use]
pub fn leads(visit: &Visit) -> Vec<i32> {
    let quarter = |sample: &Sample| sample.at.as_millis() / 250;
    let mut samples: Vec<&Sample> = visit.samples.iter().collect();
    samples.dedup_by_key(|sample| quarter(sample));
    let lead = |sample: &Sample| sample.tick.since(sample.server);
    samples.into_iter().map(lead).collect()
}

/// Measures a client in a window.
#[must_use]
pub fn look(visit: &Visit, window: Span, moments: &[Moment]) -> Recovery {
    let (mut own_m, mut others_m) = (Vec::new(), Vec::new());
    let (mut ahead, mut lead) = (Vec::new(), Vec::new());
    let in_window = |sample: &&Sample| window.holds(sample.at);
    for sample in visit.samples.iter().filter(in_window) {
        ahead.push(sample.ahead);
        lead.push(sample.tick.since(sample.server) as f32 - delay_ticks(visit));
        let Some(moment) = moment_of(moments, sample.tick) else {
            continue;
        };
        for (id, position) in &sample.poses {
            let Some((_, there)) = moment.poses.iter().find(|(other, _)| other == id) else {
                continue;
            };
            if reappeared(*id, sample, moments) || struck(*id, sample, moments) {
                continue;
            }
            let error_m = (*position - *there).length();
            if Some(*id) == sample.own {
                own_m.push(error_m);
            } else {
                others_m.push(error_m);
            }
        }
    }
    Recovery {
        visit: visit.number,
        from: window.from,
        // A blow within the last ticks of less than half a window says nothing of the rest.
        own_m: median(&own_m).filter(|_| own_m.len() * 2 >= ahead.len()),
        others_m: median(&others_m),
        ahead_ticks: median(&ahead),
        lead_ticks: median(&lead),
    }
}

/// Whether a hog came back elsewhere while the client looked ahead of all it had heard, as all do when a match begins
/// anew: that, nobody can foresee.
fn reappeared(id: HogId, sample: &Sample, moments: &[Moment]) -> bool {
    let ahead = sample.ahead.max(0.0) as u32;
    let place = |tick: Tick| {
        let poses = &moment_of(moments, tick)?.poses;
        Some(poses.iter().find(|(other, _)| *other == id)?.1)
    };
    (0..=ahead).any(|back| {
        let tick = sample.tick.before(back);
        match (place(tick.before(1)), place(tick)) {
            (Some(before), Some(now)) => (now - before).length() > ELSEWHERE_M,
            (before, now) => before.is_some() != now.is_some(),
        }
    })
}

/// Whether a hog was struck since the newest snapshot that a client had heard: nobody can foresee a blow.
fn struck(id: HogId, sample: &Sample, moments: &[Moment]) -> bool {
    let ahead = sample.ahead.max(0.0) as u32;
    let blow = |back: u32| moment_of(moments, sample.tick.before(back));
    (0..ahead).any(|back| blow(back).is_some_and(|moment| moment.struck.contains(&id)))
}

/// What is wrong with how a client did.
#[must_use]
pub fn judge(recovery: &Recovery, visit: &Visit, window: Span) -> Vec<String> {
    let mut wrong = Vec::new();
    let at = format!("from {:.2} s on", window.from.as_secs_f32());
    let Some(lead_ticks) = recovery.lead_ticks else {
        return vec![format!("{at} its match stands still")];
    };
    if recovery.ahead_ticks.is_some_and(|ahead| ahead <= 0.0) {
        let stuck = format!("{at} it does not look ahead, so its controls never come in time");
        return if CLOCKS_STICK { wrong } else { vec![stuck] };
    }
    let (late, early) = CLOCK_OFF_TICKS;
    if !(-late..=MARGIN_TICKS + jitter_ticks(visit) + early).contains(&lead_ticks) {
        wrong.push(format!("{at} it is {lead_ticks:.1} ticks ahead of need"));
    }
    if let Some(own_m) = recovery.own_m.filter(|own_m| *own_m > OWN_M) {
        wrong.push(format!("{at} its own hog is off by {own_m:.2} m"));
    }
    let foresight_s = 2.0 * (delay_ticks(visit) + jitter_ticks(visit)) * TICK_SECONDS;
    let limit_m = OTHERS_M.0 + OTHERS_M.1 * foresight_s;
    if let Some(others_m) = recovery.others_m.filter(|others_m| *others_m > limit_m) {
        wrong.push(format!("{at} others are off by {others_m:.2} m of {limit_m:.2}"));
    }
    wrong
}

/// Whether clients predict themselves exactly at the quiet end. A collision may spoil it for some, never for most. A
/// clock that is still late spoils it for certain, so those are left out.
#[must_use]
pub fn inexactness(recoveries: &[Recovery], end: Duration) -> Option<String> {
    let in_time = |recovery: &&Recovery| recovery.lead_ticks.is_some_and(|lead| lead >= 1.0);
    let last = recoveries.iter().filter(|recovery| recovery.from + WINDOW == end);
    let own_m: Vec<f32> = last
        .filter(in_time)
        .filter_map(|recovery| recovery.own_m)
        .collect();
    let middle_m = median(&own_m).filter(|middle_m| *middle_m > EXACT_M)?;
    Some(format!(
        "most clients do not predict themselves exactly: {middle_m:.4} m in the middle"
    ))
}

/// Delay of one way, ticks.
#[must_use]
pub fn delay_ticks(visit: &Visit) -> f32 {
    visit.plan.weather.conditions.delay.as_secs_f32() / TICK_SECONDS
}

fn jitter_ticks(visit: &Visit) -> f32 {
    3.0 * visit.plan.weather.conditions.jitter.as_secs_f32() / TICK_SECONDS
}

/// The server's match at a tick.
#[must_use]
pub fn moment_of(moments: &[Moment], tick: Tick) -> Option<&Moment> {
    let place = tick.since(moments.first()?.tick);
    moments.get(usize::try_from(place).ok()?)
}

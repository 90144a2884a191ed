//! What must hold in every match of the harness, whatever its seed: nothing told is lost or doubled, nobody is thrown
//! out, queues stay short, clients are in step with the server a second after whatever disturbed them, and at the
//! quiet end all agree.

use std::time::Duration;

use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::Player;
use hogs_shared::netplay::session::{EndReason, Session, SessionState};
use hogs_shared::protocol::messages::{Farewell, RosterEntry};
use hogs_shared::tick::{TICK_SECONDS, TICKS_PER_SECOND, Tick};

use super::plan::{Departure, QUIET, Span};
use super::visit::{Sample, Visit};
use super::world::{Detail, Moment, World};
use crate::figures::median;

/// How long a client may take to be in step again.
const RECOVERY: Duration = Duration::from_secs(1);
/// How long it is then looked at.
const WINDOW: Duration = Duration::from_millis(500);
/// Most distance between where a client predicts its own hog and where the server then has it, in the median, metres.
const OWN_M: f32 = 0.5;
/// The same for others: a constant, and what a change of their controls does in a second of foresight.
const OTHERS_M: (f32, f32) = (0.75, 12.0);
/// Ticks of lead beyond what a link's delay asks for: the largest margin a clock aims for, and what uneven frames and
/// jitter add.
const LEAD_TICKS: f32 = 6.0 + 4.0;
/// Age from which on everything told must have been shown on a good link, beside the link's own delay.
const TOLD_WITHIN_TICKS: u32 = TICKS_PER_SECOND;
/// Most told items that may wait to be shown: half of what a stream holds.
const MOST_WAITING: usize = 1024;

/// What came of a match.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// What is wrong; nothing, if all is well.
    pub findings: Vec<String>,
    /// The server's match, tick by tick.
    pub checksums: Vec<(Tick, u64)>,
    /// Of what each session showed.
    pub digests: Vec<u64>,
    /// Sessions that got a seat.
    pub sessions: usize,
    /// Outcomes shown, over all sessions.
    pub outcomes: usize,
    /// Sessions that were looked at after a disturbance, and how they did then.
    pub recoveries: Vec<Recovery>,
    /// Most told items that waited in one session at the quiet end.
    pub backlog: usize,
}

/// How a client did in a window of time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recovery {
    /// Own hog, predicted against what came, median, metres.
    pub own_m: Option<f32>,
    /// Others, the same.
    pub others_m: Option<f32>,
    /// Ticks ahead of the server, beyond the delay of the way there, median.
    pub lead_ticks: Option<f32>,
}

impl Verdict {
    /// Of a match that could not be played.
    #[must_use]
    pub fn of_failure(finding: String) -> Self {
        Self {
            findings: vec![finding],
            ..Self::default()
        }
    }

    /// Of a match that was played and examined.
    #[must_use]
    pub fn of(world: World) -> Self {
        let checksum = |moment: &Moment| (moment.tick, moment.checksum);
        let admitted = world.visits.iter().filter(|visit| visit.admitted.is_some());
        Self {
            checksums: world.moments.iter().map(checksum).collect(),
            digests: world.visits.iter().map(|visit| visit.ledger.digest).collect(),
            sessions: admitted.clone().count(),
            outcomes: admitted.map(|visit| visit.ledger.outcomes).sum(),
            recoveries: world.recoveries,
            backlog: world.backlog,
            findings: world.findings,
        }
    }

    /// Where two runs of one plan differ, in words.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        let ticks = self.checksums.iter().zip(&other.checksums);
        if let Some((first, _)) = ticks.clone().find(|(one, two)| one != two) {
            return Some(format!(
                "a second run is another match from tick {} on",
                first.0.0
            ));
        }
        if self.checksums.len() != other.checksums.len() {
            return Some("a second run is of another length".to_owned());
        }
        let shown = self.digests.iter().zip(&other.digests);
        let visit = shown.clone().position(|(one, two)| one != two)?;
        Some(format!("a second run shows visit {visit} something else"))
    }
}

/// Looks at everything at the quiet end, while all are still there.
pub fn examine(world: &mut World, end: Duration) {
    let mut findings = Vec::new();
    for visit in &world.visits {
        let mut found = visit.ledger.findings.clone();
        found.extend(fate(visit));
        if let Some(session) = visit.session().filter(|_| visit.stays()) {
            found.extend(agreement(session, visit, &world.details));
            found.extend(hearing(visit, &world.visits));
            let due = TOLD_WITHIN_TICKS + delay_ticks(visit).ceil() as u32;
            let missing = visit.ledger.missing(world.authority.arena().tick().before(due));
            if let Some(first) = missing.first() {
                found.push(format!("{} told item(s) never shown: {first}", missing.len()));
            }
            world.backlog = world.backlog.max(visit.ledger.backlog());
        }
        for window in windows(visit, &world.plan.stalls, end) {
            let recovery = look(visit, window, &world.moments);
            found.extend(judge(&recovery, visit, window));
            world.recoveries.push(recovery);
        }
        let name = |finding| format!("visit {} (person {}): {finding}", visit.number, visit.plan.person);
        findings.extend(found.into_iter().map(name));
    }
    findings.extend(accounts(world));
    world.findings.extend(findings);
}

/// Looks at how those who were there to the last were sent home.
pub fn examine_partings(world: &mut World) {
    for visit in world.visits.iter().filter(|visit| visit.stays()) {
        let state = visit.session().map(Session::state);
        let told = SessionState::Ended(EndReason::Farewell(Farewell::Stopping));
        if state != Some(&told) {
            world
                .findings
                .push(format!("visit {}: not told of the stop: {state:?}", visit.number));
        }
    }
    if !world.authority.parted() {
        world.findings.push("the server never parted".to_owned());
    }
}

/// Whether a session stands where it should.
fn fate(visit: &Visit) -> Option<String> {
    let session = visit.session()?;
    if session.malformed() > 0 {
        return Some(format!("{} payloads made no sense to it", session.malformed()));
    }
    let state = session.state();
    let right = match visit.plan.departs.map(|(_, how)| how) {
        None => *state == SessionState::Playing,
        Some(Departure::Leaves) => *state == SessionState::Ended(EndReason::Left),
        Some(Departure::Vanishes) => !matches!(state, SessionState::Ended(_)),
        Some(Departure::Asks) => *state == SessionState::Ended(EndReason::Closed),
        Some(Departure::Replaced) => matches!(
            state,
            SessionState::Ended(EndReason::Farewell(Farewell::Replaced) | EndReason::Closed)
        ),
    };
    (!right).then(|| format!("is {state:?} at the end, having planned {:?}", visit.plan.departs))
}

/// Whether client and server agree on what is slow to change. What the client believes must have been so at some tick
/// of the last second.
fn agreement<'a>(
    session: &Session,
    visit: &Visit,
    details: impl IntoIterator<Item = &'a Detail>,
) -> Vec<String> {
    let Some(arena) = session.arena() else {
        return vec!["has no match".to_owned()];
    };
    let mut wrong = Vec::new();
    let since = RECOVERY.as_secs_f32() / TICK_SECONDS + delay_ticks(visit);
    let all: Vec<&Detail> = details.into_iter().collect();
    let newest = all.last().map_or(Tick(0), |detail| detail.tick);
    let recent = |detail: &&&Detail| newest.since(detail.tick) as f32 <= since;
    let recent: Vec<&Detail> = all.iter().filter(recent).copied().collect();
    let mut check = |what: &str, was: &dyn Fn(&Detail) -> bool| {
        if !recent.iter().any(|detail| was(detail)) {
            wrong.push(format!("believes in {what} that the server has not"));
        }
    };
    let seats: Vec<HogId> = arena.hogs().map(|hog| hog.id).collect();
    check("seats", &|detail| detail.seats == seats);
    check("pickups", &|detail| detail.pickups == arena.pickup_bits());
    let phase = (arena.game().phase, arena.game().phase_ends);
    check("a phase", &|detail| detail.phase == phase);
    for (&seat, player) in session.players() {
        let entry = |detail: &Detail| {
            let mut entries = detail.roster.iter();
            entries.any(|entry| entry.seat == seat && is_same(entry, player))
        };
        check(&format!("{player:?} on seat {}", seat.0), &entry);
    }
    check("that many players", &|detail| {
        detail.roster.len() == session.players().len()
    });
    let own = session.own();
    check("its own seat", &|detail| {
        let mut entries = detail.roster.iter();
        entries.any(|entry| Some(entry.seat) == own && entry.name == visit.name())
    });
    for shot in arena.shots() {
        let foreseen = Some(shot.id.shooter) == own && newest.since(shot.id.fired) < since as i32;
        let late = newest.since(shot.id.fired) < 0;
        if !foreseen && !late {
            check(
                &format!("the shot {:?} ({:?})", shot.id, shot.weapon),
                &|detail| detail.shots.contains(&shot.id),
            );
        }
    }
    for shot in recent.last().into_iter().flat_map(|detail| &detail.shots) {
        let lasting = recent.iter().all(|detail| detail.shots.contains(shot));
        if lasting && !arena.shots().iter().any(|known| known.id == *shot) {
            wrong.push(format!("does not know of {shot:?}, which is there"));
        }
    }
    wrong
}

fn is_same(entry: &RosterEntry, player: &Player) -> bool {
    let RosterEntry {
        seat: _,
        name,
        chassis,
        bot,
        score,
        ping_ms,
    } = entry;
    *name == player.name
        && *chassis == player.chassis
        && *bot == player.bot
        && *score == player.score
        && *ping_ms == player.ping_ms
}

/// Whether it heard what others said while it was there: once, and in order.
fn hearing(visit: &Visit, all: &[Visit]) -> Vec<String> {
    let mut wrong = Vec::new();
    for speaker in all {
        for line in &speaker.lines {
            let heard = visit.ledger.heard(&line.text);
            let there = |visit: &Visit| visit.admitted.is_some_and(|since| since <= line.at);
            // Who leaves may take their last words with them.
            if heard > 1 || (heard == 0 && there(visit) && there(speaker) && speaker.stays()) {
                wrong.push(format!("heard '{}' {heard} times", line.text));
            }
        }
    }
    wrong
}

/// Times of half a second in which a client must be in step: a second after each disturbance, and at the end.
fn windows(visit: &Visit, stalls: &[Span], end: Duration) -> Vec<Span> {
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

/// Measures a client in a window.
fn look(visit: &Visit, window: Span, moments: &[Moment]) -> Recovery {
    let first = moments.first().map_or(Tick(0), |moment| moment.tick);
    let (mut own_m, mut others_m, mut lead) = (Vec::new(), Vec::new(), Vec::new());
    let in_window = |sample: &&Sample| window.holds(sample.at);
    for sample in visit.samples.iter().filter(in_window) {
        lead.push(sample.tick.since(sample.server) as f32 - delay_ticks(visit));
        let place = usize::try_from(sample.tick.since(first)).unwrap_or(usize::MAX);
        let Some(moment) = moments.get(place) else {
            continue;
        };
        for (id, position) in &sample.poses {
            let Some((_, there)) = moment.poses.iter().find(|(other, _)| other == id) else {
                continue;
            };
            let error_m = (*position - *there).length();
            if Some(*id) == sample.own {
                own_m.push(error_m);
            } else {
                others_m.push(error_m);
            }
        }
    }
    Recovery {
        own_m: median(&own_m),
        others_m: median(&others_m),
        lead_ticks: median(&lead),
    }
}

fn judge(recovery: &Recovery, visit: &Visit, window: Span) -> Vec<String> {
    let mut wrong = Vec::new();
    let at = format!("from {:.2} s on", window.from.as_secs_f32());
    let Some(lead_ticks) = recovery.lead_ticks else {
        return vec![format!("{at} its match stands still")];
    };
    if !(-1.0..=LEAD_TICKS + jitter_ticks(visit)).contains(&lead_ticks) {
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

/// Delay of one way, ticks.
fn delay_ticks(visit: &Visit) -> f32 {
    visit.plan.weather.conditions.delay.as_secs_f32() / TICK_SECONDS
}

fn jitter_ticks(visit: &Visit) -> f32 {
    3.0 * visit.plan.weather.conditions.jitter.as_secs_f32() / TICK_SECONDS
}

/// What the server counted that honest clients never cause.
fn accounts(world: &World) -> Vec<String> {
    let mut wrong = Vec::new();
    let drops = &world.authority.sessions().drops;
    for reason in [
        "guard_size",
        "guard_prefix",
        "guard_sequence",
        "malformed",
        "client_budget",
        "claimed_budget",
        "network_budget",
        "strangers_budget",
        "challenges",
        "chat_budget",
        "slow_clients",
        "ticket",
    ] {
        if drops.of(reason) > 0 {
            wrong.push(format!("the server dropped {} for {reason}", drops.of(reason)));
        }
    }
    let tally = world.authority.tally();
    if tally.unphysical > 0 {
        wrong.push(format!("{} hogs became unphysical", tally.unphysical));
    }
    for visit in &world.visits {
        let backlog = visit.ledger.backlog();
        if visit.stays() && backlog > MOST_WAITING {
            wrong.push(format!(
                "{backlog} told items wait to be shown to visit {}",
                visit.number
            ));
        }
    }
    wrong
}

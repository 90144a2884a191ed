//! What must hold in every match of the harness, whatever its seed: nothing told is lost or doubled, nobody is thrown
//! out, queues stay short, clients are in step with the server a second after whatever disturbed them, and at the
//! quiet end all agree.

use std::time::Duration;

use hogs_shared::netplay::session::{EndReason, Session, SessionState};
use hogs_shared::protocol::messages::Farewell;
use hogs_shared::tick::Tick;

use super::agreement::{agreement, lasting_errors};
use super::plan::{Departure, Span};
use super::recovery::{RECOVERY, Recovery, delay_ticks, inexactness, judge, leads, look, windows};
use super::tolerance::{GOODBYES_DROWN, TOLD_WITHIN_TICKS};
use super::visit::Visit;
use super::world::{Moment, World};

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
    /// Each visit's ticks ahead of the server, a value for each quarter of a second.
    pub leads: Vec<Vec<i32>>,
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
            leads: world.visits.iter().map(leads).collect(),
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
            found.extend(agreement(session, visit, world));
            found.extend(lasting_errors(visit, world, end));
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
    findings.extend(inexactness(&world.recoveries, end));
    findings.extend(accounts(world));
    world.findings.extend(findings);
}

/// Looks at how those who were there to the last were sent home.
pub fn examine_partings(world: &mut World) {
    for visit in world.visits.iter().filter(|visit| visit.stays()) {
        let state = visit.session().map(Session::state);
        let told = SessionState::Ended(EndReason::Farewell(Farewell::Stopping));
        let closed = SessionState::Ended(EndReason::Closed);
        let drowned = GOODBYES_DROWN && visit.ledger.backlog() > 0 && state == Some(&closed);
        if state != Some(&told) && !drowned {
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
        // Told by a single datagram; if that is lost, they hear nothing more until time runs out. And who asks over a
        // cut link may be back before the server has heard of it.
        Some(Departure::Asks) => match state {
            SessionState::Playing => true,
            SessionState::Ended(why) => matches!(
                why,
                EndReason::Closed | EndReason::Lost | EndReason::Farewell(Farewell::Replaced)
            ),
            // Its ticket was worth nothing any more when its cut link came back: it tries until that runs out.
            SessionState::Connecting => is_cut_off(visit),
        },
        Some(Departure::Replaced) => {
            let gone = SessionState::Ended(EndReason::Farewell(Farewell::Replaced));
            // One that never got in finds its ticket worthless: whoever asks twice means the second one.
            let kept_out = visit.admitted.is_none() && *state != SessionState::Playing;
            kept_out
                || *state == gone
                || *state == SessionState::Ended(EndReason::Closed)
                || is_cut_off(visit)
        }
    };
    (!right).then(|| format!("is {state:?} at the end, having planned {:?}", visit.plan.departs))
}

/// Whether its link was cut when it was replaced, so that it could not hear of it.
fn is_cut_off(visit: &Visit) -> bool {
    let parting = visit.plan.departs.map(|(from, _)| Span {
        from,
        to: from + RECOVERY * 3,
    });
    parting.is_some_and(|parting| visit.plan.cuts.iter().any(|cut| cut.meets(&parting)))
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

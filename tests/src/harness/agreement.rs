//! Whether a client and the server agree at the quiet end: on seats, names, scores, the phase, on what lies about and
//! what flies.

use std::time::Duration;

use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::Player;
use hogs_shared::netplay::session::Session;
use hogs_shared::protocol::messages::RosterEntry;

use super::recovery::{RECOVERY, delay_ticks, moment_of};
use super::tolerance::{EARLY_SHOTS_UNKNOWN, TOLD_WITHIN_TICKS, WITHDRAWN_SHOTS_LINGER};
use super::visit::{Sample, Visit};
use super::world::{Detail, Moment, World};

/// Whether client and server agree on what is slow to change. What the client believes must have been so at some tick
/// of the last second or so.
#[must_use]
pub fn agreement(session: &Session, visit: &Visit, world: &World) -> Vec<String> {
    let Some(arena) = session.arena() else {
        return vec!["has no match".to_owned()];
    };
    let mut wrong = Vec::new();
    let since = TOLD_WITHIN_TICKS as f32 + delay_ticks(visit);
    let newest = world.authority.arena().tick();
    let recent = |detail: &&Detail| newest.since(detail.tick) as f32 <= since;
    let recent: Vec<&Detail> = world.details.iter().filter(recent).collect();
    let mut check = |what: &str, was: &dyn Fn(&Detail) -> bool| {
        if !recent.iter().any(|detail| was(detail)) {
            wrong.push(format!("believes in {what} that the server has not"));
        }
    };
    let seats: Vec<HogId> = arena.hogs().map(|hog| hog.id).collect();
    check("seats", &|detail| detail.seats == seats);
    let phase = (arena.game().phase, arena.game().phase_ends);
    check("a phase", &|detail| detail.phase == phase);
    for (&seat, player) in session.players().iter() {
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
    wrong
}

fn is_same(entry: &RosterEntry, player: &Player) -> bool {
    let RosterEntry {
        seat: _,
        name,
        chassis,
        coat,
        team,
        bot,
        score,
        ping_ms,
        ready,
        looks_on,
        who,
    } = entry;
    *name == player.name
        && *chassis == player.chassis
        && *coat == player.coat
        && *team == player.team
        && *bot == player.bot
        && *score == player.score
        && *ping_ms == player.ping_ms
        && *ready == player.ready
        && *looks_on == player.looks_on
        && *who == player.who
}

/// Whether client and server agree on each pickup and each shot at least once in the last second, at the same tick. A
/// client looks ahead, and may for a moment believe in what comes otherwise, but not go on to do so.
#[must_use]
pub fn lasting_errors(visit: &Visit, world: &World, end: Duration) -> Vec<String> {
    let recent = visit.samples.iter().filter(|sample| sample.at + RECOVERY >= end);
    let pairs: Vec<(&Sample, &Moment, &Detail)> = recent
        .filter_map(|sample| {
            let first = world.details.front()?.tick;
            let place = usize::try_from(sample.tick.since(first)).ok()?;
            let moment = moment_of(&world.moments, sample.tick)?;
            Some((sample, moment, world.details.get(place)?))
        })
        .collect();
    let Some((last, _, truth)) = pairs.last() else {
        return vec!["has not been in step for a second".to_owned()];
    };
    let mut wrong = Vec::new();
    let pickups = pairs.iter().fold(!0, |wrong, (sample, moment, _)| {
        wrong & (sample.pickups ^ moment.pickups)
    });
    if pickups != 0 {
        wrong.push(format!("is wrong about pickups: {pickups:#b}"));
    }
    for shot in last.shots.iter().filter(|shot| !truth.shots.contains(shot)) {
        let always = |(sample, _, detail): &(&Sample, &Moment, &Detail)| {
            sample.shots.contains(shot) && !detail.shots.contains(shot)
        };
        let excused = WITHDRAWN_SHOTS_LINGER && world.withdrawn.contains(shot);
        if !excused && pairs.iter().all(always) {
            wrong.push(format!("believes in {shot:?}, which is not there"));
        }
    }
    for shot in truth.shots.iter().filter(|shot| !last.shots.contains(shot)) {
        let always = |(sample, _, detail): &(&Sample, &Moment, &Detail)| {
            detail.shots.contains(shot) && !sample.shots.contains(shot)
        };
        let early = visit.began.is_none_or(|began| shot.fired.since(began) <= 0);
        let excused = early && EARLY_SHOTS_UNKNOWN;
        // What still waits in the stream is the ledger's business; one's own shots are shown before they are told.
        let own = Some(shot.shooter) == last.own;
        let waits = !visit.ledger.has_begun(*shot, end.saturating_sub(RECOVERY))
            || own && last.tick.since(shot.fired) < TOLD_WITHIN_TICKS as i32;
        if !waits && !excused && pairs.iter().all(always) {
            wrong.push(format!("does not know of {shot:?}, which is there"));
        }
    }
    wrong
}

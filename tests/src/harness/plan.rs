//! Everything that will happen in a match of the harness, decided by its seed beforehand: who comes when and how they
//! leave, how bad each link is and when it breaks, how evenly each machine runs.

use std::time::Duration;

use hogs_shared::bot::Skill;
use hogs_shared::ids::Chassis;
use hogs_shared::rng::Rng;

use super::fault::Fault;
use hogs_shared::netplay::bad_link::Conditions;

/// Seconds at the end of every match in which all links are good, all machines run evenly, and nobody comes or goes.
pub const QUIET: Duration = Duration::from_millis(2500);
/// Seconds of play before the quiet end, if nobody says otherwise.
pub const SECONDS: f32 = 7.0;
/// Longest cut of a link: shorter than netcode's time-out, so nobody may be disconnected by it.
const LONGEST_CUT_S: f32 = 5.0;
/// Chat lines of one visit: as many as the server lets one say at once.
const MOST_LINES: u32 = 3;

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The first moment of it.
    pub from: Duration,
    /// The first moment after it.
    pub to: Duration,
}

impl Span {
    fn of_seconds(from_s: f32, length_s: f32) -> Self {
        let from = seconds(from_s);
        Self {
            from,
            to: from + seconds(length_s),
        }
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn holds(&self, moment: Duration) -> bool {
        (self.from..self.to).contains(&moment)
    }

    /// Whether it shares a moment with another.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// Chances per datagram that a burst of loss begins, or ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// In good times.
    pub begins: f32,
    /// In bad times.
    pub ends: f32,
}

/// How bad a link is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weather {
    /// Datagram by datagram.
    pub conditions: Conditions,
    /// In bursts.
    pub burst: Option<Burst>,
}

/// How a visit ends before the match does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Departure {
    /// The session says goodbye.
    Leaves,
    /// The server is asked to end it.
    Asks,
    /// Silence, as when a process dies.
    Vanishes,
    /// The same player comes in again from elsewhere while this session goes on.
    Replaced,
}

/// Something a player does beside playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Says a line.
    Chat,
    /// Wants to drive something else.
    Chassis(Chassis),
}

/// One session of one player, from coming to going.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitPlan {
    /// Who.
    pub person: u8,
    /// In what.
    pub chassis: Chassis,
    /// When they ask for a ticket.
    pub arrives: Duration,
    /// When and how they go; none if they stay to the end.
    pub departs: Option<(Duration, Departure)>,
    /// Their link, each way.
    pub weather: Weather,
    /// When their link is cut, both ways.
    pub cuts: Vec<Span>,
    /// Frames a second.
    pub frame_hz: f32,
    /// How much a frame's length varies, as a share of it.
    pub unevenness: f32,
    /// When their machine stands still.
    pub hitches: Vec<Span>,
    /// What they do, and when.
    pub errands: Vec<(Duration, Errand)>,
}

/// A match.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What decided all the rest.
    pub seed: u64,
    /// Seconds of play asked for; the plan's own may be fewer.
    pub seconds: f32,
    /// When the quiet end begins.
    pub calms_at: Duration,
    /// Whether matches end and begin again within seconds.
    pub hasty: bool,
    /// Whether all that lies about are cloaks.
    pub cloaks: bool,
    /// Seats.
    pub seats: usize,
    /// Players that bots fill up to.
    pub fill: usize,
    /// Of those bots.
    pub skill: Skill,
    /// When the server's machine stands still.
    pub stalls: Vec<Span>,
    /// Who comes, in order of arrival.
    pub visits: Vec<VisitPlan>,
    /// Whether the sessions measure how well they predict.
    pub measured: bool,
    /// Something made wrong on purpose.
    pub fault: Option<Fault>,
}

impl Plan {
    /// The match of a seed, with that many seconds of play before the quiet end. Matches with many players are
    /// shorter, so that all cost about the same.
    #[must_use]
    pub fn from_seed(seed: u64, seconds: f32) -> Self {
        let mut rng = Rng::for_purpose(seed, 0x9A7E);
        let people = match rng.below(24) {
            0 => 16,
            1..=6 => 5 + rng.below(4),
            _ => 2 + rng.below(3),
        };
        let play_s = seconds.max(3.0) * if people > 8 { 0.6 } else { 1.0 };
        let hasty = rng.chance(0.2);
        let fill = people + rng.below(4);
        let seats = if rng.chance(0.2) { people } else { 32 };
        let skill = Skill::from_level(rng.below(5) as u8);
        let mut shared_cuts = Vec::new();
        for _ in 0..times(&mut rng, 0.02 * play_s) {
            shared_cuts.push(cut(&mut rng, play_s));
        }
        let mut stalls = Vec::new();
        for _ in 0..times(&mut rng, 0.03 * play_s) {
            let length_s = rng.range(0.03, 0.4);
            stalls.push(Span::of_seconds(rng.range(1.0, play_s - 0.5), length_s));
        }
        let mut visits = Vec::new();
        for person in 0..people as u8 {
            come_and_go(&mut rng, person, play_s, &shared_cuts, &mut visits);
        }
        visits.sort_by_key(|visit| visit.arrives);
        Self {
            seed,
            seconds,
            calms_at: self::seconds(play_s),
            hasty,
            cloaks: Rng::for_purpose(seed, 0xC10A).chance(0.25),
            seats: seats as usize,
            fill: fill as usize,
            skill,
            stalls,
            visits,
            measured: false,
            fault: None,
        }
    }

    /// A match in which nothing changes: so many people come at the start and stay, on links of one kind and machines
    /// that run evenly. For figures.
    #[must_use]
    pub fn steady(seed: u64, people: u8, weather: Weather, seconds: f32) -> Self {
        let visit = |person: u8| VisitPlan {
            person,
            chassis: Chassis::in_turn(usize::from(person)),
            arrives: self::seconds(f32::from(person) * 0.037),
            departs: None,
            weather,
            cuts: Vec::new(),
            frame_hz: 60.0,
            unevenness: 0.05,
            hitches: Vec::new(),
            errands: Vec::new(),
        };
        Self {
            seed,
            seconds,
            calms_at: self::seconds(seconds),
            hasty: false,
            cloaks: false,
            seats: usize::from(people),
            fill: usize::from(people),
            skill: Skill::Hard,
            stalls: Vec::new(),
            visits: (0..people).map(visit).collect(),
            measured: true,
            fault: None,
        }
    }

    /// The same match with something wrong in it.
    #[must_use]
    pub fn with_fault(self, fault: Fault) -> Self {
        Self {
            fault: Some(fault),
            ..self
        }
    }

    /// When it is over.
    #[must_use]
    pub fn ends_at(&self) -> Duration {
        self.calms_at + QUIET
    }
}

/// All visits of one player.
fn come_and_go(rng: &mut Rng, person: u8, play_s: f32, shared_cuts: &[Span], visits: &mut Vec<VisitPlan>) {
    let late = rng.chance(0.3);
    let mut arrives_s = rng.range(0.0, if late { play_s * 0.5 } else { 0.5 });
    loop {
        let leaves = rng.chance(0.25);
        let departs_s = rng.range(arrives_s + 1.0, arrives_s + play_s * 0.6);
        let departure = match rng.below(4) {
            0 => Departure::Leaves,
            1 => Departure::Asks,
            2 => Departure::Vanishes,
            _ => Departure::Replaced,
        };
        let pause_s = if departure == Departure::Replaced {
            0.0
        } else {
            rng.range(0.05, 2.0)
        };
        let leaves = leaves && departs_s + pause_s < play_s - 0.5;
        let departs = leaves.then(|| (seconds(departs_s), departure));
        let until_s = if leaves { departs_s } else { play_s };
        visits.push(visit(rng, person, (arrives_s, until_s), departs, shared_cuts));
        let again = departure == Departure::Replaced || rng.chance(0.7);
        if !leaves || !again {
            return;
        }
        arrives_s = departs_s + pause_s;
    }
}

fn visit(
    rng: &mut Rng,
    person: u8,
    (arrives_s, until_s): (f32, f32),
    departs: Option<(Duration, Departure)>,
    shared_cuts: &[Span],
) -> VisitPlan {
    let stay_s = until_s - arrives_s;
    let mut cuts = shared_cuts.to_vec();
    for _ in 0..times(rng, 0.06 * stay_s) {
        cuts.push(cut(rng, until_s));
    }
    let mut hitches = Vec::new();
    for _ in 0..times(rng, 0.08 * stay_s) {
        let length_s = rng.range(0.03, 0.4);
        hitches.push(Span::of_seconds(
            rng.range(arrives_s, until_s - 0.45).max(arrives_s),
            length_s,
        ));
    }
    let mut errands = Vec::new();
    for _ in 0..times(rng, 0.15 * stay_s).min(MOST_LINES) {
        errands.push((seconds(rng.range(arrives_s, until_s)), Errand::Chat));
    }
    for _ in 0..times(rng, 0.05 * stay_s) {
        let wish = Errand::Chassis(any_chassis(rng));
        errands.push((seconds(rng.range(arrives_s, until_s)), wish));
    }
    errands.sort_by_key(|(at, _)| *at);
    VisitPlan {
        person,
        chassis: any_chassis(rng),
        arrives: seconds(arrives_s),
        departs,
        weather: weather(rng),
        cuts,
        frame_hz: [30.0, 60.0, 60.0, 75.0, 144.0][rng.below(5) as usize] * rng.range(0.97, 1.03),
        unevenness: rng.range(0.0, 0.5) * rng.unit(),
        hitches,
        errands,
    }
}

/// Up to 200 ms of round trip with up to 40 ms of jitter, up to 15 % of loss, mostly less; every fourth link is good.
fn weather(rng: &mut Rng) -> Weather {
    let mut square = |most: f32| {
        let share = rng.unit();
        share * share * most
    };
    let (rtt_ms, jitter_ms) = (square(200.0), square(40.0));
    let conditions = Conditions {
        loss: square(0.15),
        duplicate: square(0.1),
        reorder: square(0.1),
        ..Conditions::of_round_trip(rtt_ms, jitter_ms)
    };
    if rng.chance(0.25) {
        return Weather {
            conditions: Conditions::of_round_trip(rtt_ms, 0.0),
            burst: None,
        };
    }
    let burst = rng.chance(0.25).then(|| Burst {
        begins: rng.range(0.002, 0.01),
        ends: rng.range(0.1, 0.4),
    });
    Weather { conditions, burst }
}

/// A cut of 100 ms to 5 s, short ones more often, over before `until_s`.
fn cut(rng: &mut Rng, until_s: f32) -> Span {
    let share = rng.unit();
    let longest_s = LONGEST_CUT_S.min(until_s * 0.7);
    let length_s = 0.1 + share * share * (longest_s - 0.1).max(0.0);
    Span::of_seconds(rng.range(0.0, (until_s - length_s).max(0.0)), length_s)
}

fn any_chassis(rng: &mut Rng) -> Chassis {
    Chassis::from_index(rng.below(Chassis::ALL.len() as u32) as usize).unwrap_or_default()
}

/// How often something happens that happens `mean` times on average: 0 to twice that.
fn times(rng: &mut Rng, mean: f32) -> u32 {
    (rng.range(0.0, 2.0 * mean) + rng.unit()) as u32
}

fn seconds(seconds: f32) -> Duration {
    Duration::from_secs_f32(seconds.max(0.0))
}

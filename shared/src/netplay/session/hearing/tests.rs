//! What a session makes of a server that errs, and of seats that change hands.

use std::sync::Arc;

use super::*;
use crate::arena::controls::Controls;
use crate::arena::{Arena, Inputs};
use crate::ids::{Chassis, Coat, HogId};
use crate::math::Vec3;
use crate::netplay::testing::{crowd, session};
use crate::protocol::acks::Sequence;
use crate::protocol::downlink::{DownlinkSender, Head};
use crate::protocol::frame::Frame;
use crate::protocol::outcome::Told;
use crate::protocol::snapshot::Addressee;

/// A server that tells one client of its match; no acknowledgement ever reaches it.
struct Server {
    sender: DownlinkSender,
    next: Sequence,
}

impl Server {
    fn new() -> Self {
        Self {
            sender: DownlinkSender::new(2),
            next: Sequence(0),
        }
    }

    fn say(&mut self, text: &str) {
        let notice = Notice::Chat {
            from: None,
            text: text.to_owned(),
        };
        self.sender.events.notices.push(notice.encode().into()).unwrap();
    }

    fn tell(&mut self, tick: Tick, outcome: Outcome) {
        let told = Told { tick, outcome };
        self.sender.events.outcomes.push(Arc::new(told)).unwrap();
    }

    fn datagram(&mut self, arena: &Arena, own: HogId, ack: Option<Ack>) -> Vec<u8> {
        let head = Head {
            sequence: self.next,
            ack,
            ..Head::default()
        };
        self.next = self.next.next();
        let to = Addressee {
            own,
            input_used: None,
            claim: None,
            wanted: &|_| true,
        };
        let frame = Arc::new(Frame::of(arena, &|_| None));
        self.sender.encode(head, &frame, &to, &|_| true, 600).0
    }
}

/// A driver who lets go of everything.
fn idle(_: &Arena) -> Controls {
    Controls::default()
}

fn chats(events: &[SceneEvent]) -> Vec<String> {
    let chat = |event: &'_ SceneEvent| match event {
        SceneEvent::Chat { text, .. } => Some(text.clone()),
        _ => None,
    };
    events.iter().filter_map(chat).collect()
}

#[test]
fn what_comes_with_what_makes_no_sense_is_heard_all_the_same_and_once() {
    let arena = crowd(2);
    let mut session = session(&arena);
    let mut server = Server::new();
    let never_sent = Some(Ack {
        newest: Sequence(7),
        before: 0,
    });
    server.say("first");
    server.tell(arena.tick(), Outcome::Jumped { hog: HogId(1) });
    let datagram = server.datagram(&arena, HogId(0), never_sent);
    assert_eq!(session.take(&datagram, Duration::ZERO), Err(Malformed::Value));
    let events = session.take_events();
    assert_eq!(chats(&events), ["first"]);
    let jumped = SceneEvent::Outcome(Outcome::Jumped { hog: HogId(1) });
    assert!(events.contains(&jumped), "{events:?}");
    assert_eq!(
        session.newest.as_ref().map(|newest| newest.tick),
        Some(arena.tick())
    );
    // On a seat that is not one's own nothing is seen, but what is said is said.
    server.say("second");
    let mut later = arena.clone();
    later.step(&Inputs::default());
    let datagram = server.datagram(&later, HogId(1), None);
    assert_eq!(session.take(&datagram, Duration::ZERO), Err(Malformed::Value));
    assert_eq!(chats(&session.take_events()), ["second"]);
    assert_eq!(
        session.newest.as_ref().map(|newest| newest.tick),
        Some(arena.tick())
    );
    // A notice that is none takes neither its datagram nor its neighbours with it.
    server.sender.events.notices.push(vec![0xFF; 9].into()).unwrap();
    server.say("third");
    let datagram = server.datagram(&later, HogId(0), None);
    assert!(session.take(&datagram, Duration::ZERO).is_err());
    assert_eq!(chats(&session.take_events()), ["third"]);
    assert_eq!(
        session.newest.as_ref().map(|newest| newest.tick),
        Some(later.tick())
    );
}

/// Lets a session see a hog at one place and then at another. Returns how far from where it then is it is drawn, metres,
/// and how many corrections were far ones.
fn drawn_off_m(step_m: f32, protected_ticks: u16, told: Option<&Outcome>) -> (f32, u32) {
    let mut arena = crowd(2);
    for _ in 0..200 {
        arena.step(&Inputs::default());
    }
    let mut state = arena.capture();
    state.hogs[1].chassis = Chassis::Shoat;
    arena.restore(&state);
    let mut session = session(&arena);
    session.measure();
    let mut server = Server::new();
    let datagram = server.datagram(&arena, HogId(0), None);
    session.take(&datagram, Duration::ZERO).unwrap();
    session.update(Duration::from_millis(1), &mut idle);
    for _ in 0..2 {
        arena.step(&Inputs::default());
    }
    let mut state = arena.capture();
    state.hogs[1].position += Vec3::new(step_m, 0.0, 0.0);
    state.hogs[1].protected_ticks = protected_ticks;
    arena.restore(&state);
    if let Some(outcome) = told {
        server.tell(arena.tick(), outcome.clone());
    }
    let datagram = server.datagram(&arena, HogId(0), None);
    session.take(&datagram, Duration::ZERO).unwrap();
    session.update(Duration::from_millis(1), &mut idle);
    let simulated = session.arena().unwrap().hog(HogId(1)).unwrap().position;
    let drawn = session.drawn();
    let (_, drawn, _) = drawn.iter().find(|(id, ..)| *id == HogId(1)).unwrap();
    ((*drawn - simulated).length(), session.take_samples().far)
}

#[test]
fn who_comes_into_play_on_a_seat_does_not_slide_there_from_where_the_last_one_was() {
    // It is corrected, and glides.
    let (off_m, far) = drawn_off_m(6.0, 0, None);
    assert!(off_m > 5.0 && far == 1, "{off_m} m, {far} far");
    // It is another: protected as only they are who have just come, or told to have come.
    assert_eq!(drawn_off_m(6.0, 100, None), (0.0, 0));
    let (hog, at) = (HogId(1), Vec3::ZERO);
    let spawned = Outcome::Spawned { hog, at };
    assert_eq!(drawn_off_m(6.0, 0, Some(&spawned)), (0.0, 0));
    // Or it dashed there.
    let dashed = Outcome::AbilityUsed { hog };
    assert_eq!(drawn_off_m(6.0, 0, Some(&dashed)), (0.0, 0));
}

#[test]
fn who_comes_out_of_a_cloak_elsewhere_does_not_glide_there() {
    let mut arena = crowd(2);
    for _ in 0..200 {
        arena.step(&Inputs::default());
    }
    let mut session = session(&arena);
    session.measure();
    let mut server = Server::new();
    let mut now = Duration::ZERO;
    // From far off into the open, under the cloak, and out of it 5 m on: near enough to be taken for a correction.
    let place = |seat| arena.hog(HogId(seat)).unwrap().position;
    let far = place(1);
    assert!((far - place(0)).length() > 25.0);
    for (cloak_ticks, step_m) in [(0, 0.0), (600, 3.0), (600, 4.0), (0, 5.0)] {
        for _ in 0..2 {
            arena.step(&Inputs::default());
        }
        let mut state = arena.capture();
        let hog = &mut state.hogs[1];
        (hog.position, hog.velocity) = (far + Vec3::new(0.0, step_m, 0.0), Vec3::ZERO);
        hog.cloak_ticks = cloak_ticks;
        arena.restore(&state);
        let datagram = server.datagram(&arena, HogId(0), None);
        session.take(&datagram, Duration::ZERO).unwrap();
        now += Duration::from_millis(1);
        session.update(now, &mut idle);
        let scene = session.scene().unwrap();
        let drawn = scene.hogs.iter().find(|hog| hog.id == HogId(1)).unwrap();
        let truth = arena.hog(HogId(1)).unwrap();
        assert!(truth.alive());
        assert_eq!(drawn.alive, cloak_ticks == 0, "{step_m} m on: {truth:?}");
        if drawn.alive {
            let simulated = session.arena().unwrap().hog(HogId(1)).unwrap().position;
            assert!((drawn.position - simulated).length() < 1e-4, "{step_m} m on");
        }
    }
    assert_eq!(session.take_samples().far, 0);
}

#[test]
fn what_is_decided_and_awarded_is_kept_by_name_and_forgotten_when_a_match_is_on() {
    use crate::awards::{Award, Feat};
    use crate::mode::{Phase, Score};
    use crate::protocol::ballot::{Decision, Plan};
    let mut arena = crowd(2);
    let mut state = arena.capture();
    state.game.phase = Phase::Over { winner: None };
    arena.restore(&state);
    let mut session = session(&arena);
    let mut server = Server::new();
    let mut tell = |notice: &Notice| server.sender.events.notices.push(notice.encode().into()).unwrap();
    tell(&Notice::Player(RosterEntry {
        seat: HogId(1),
        name: "Grace".to_owned(),
        chassis: Chassis::Boar,
        coat: Coat::default(),
        team: None,
        bot: false,
        score: Score::default(),
        ping_ms: 0,
        ready: false,
        looks_on: false,
        who: 9,
    }));
    let award = |seat| Award {
        feat: Feat::Wrecker,
        hog: HogId(seat),
        figure: 3,
    };
    // Of whom nobody has told nobody can say who they are.
    tell(&Notice::Awards(vec![award(1), award(77)]));
    tell(&Notice::Left(HogId(1)));
    let next = Plan {
        map: "rime".to_owned(),
        mode: "deathmatch".to_owned(),
    };
    tell(&Notice::Decided(Decision::Next(next.clone())));
    let datagram = server.datagram(&arena, HogId(0), None);
    session.take(&datagram, Duration::ZERO).unwrap();
    assert_eq!(session.awards(), [(award(1), "Grace".to_owned())]);
    assert_eq!(session.next_plan(), Some(&next));
    let mut state = arena.capture();
    (state.tick, state.game.phase) = (state.tick.after(2), Phase::Playing);
    arena.restore(&state);
    let datagram = server.datagram(&arena, HogId(0), None);
    session.take(&datagram, Duration::ZERO).unwrap();
    assert!(session.awards().is_empty());
}

#[test]
fn in_a_crowd_it_says_something_every_other_tick() {
    for (hogs, every) in [(CROWD as u8, 1), (CROWD as u8 + 1, 2)] {
        let arena = crowd(hogs);
        let mut session = session(&arena);
        let datagram = Server::new().datagram(&arena, HogId(0), None);
        session.take(&datagram, Duration::ZERO).unwrap();
        // In the middle between two ticks, so that each frame is one.
        let frame = |number: u64| Duration::from_secs(2 * number + 1) / 120;
        session.update(frame(0), &mut idle);
        let said = session.departures.next();
        for number in 1..=60 {
            session.update(frame(number), &mut idle);
        }
        let said = i32::from(session.departures.next().since(said));
        assert!(
            (60 / every - 1..=60 / every + 1).contains(&said),
            "{hogs} hogs: {said}"
        );
    }
}

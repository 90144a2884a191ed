//! A cloak on the wire: what is hidden leaves no trace in any byte, and is told again as it is when it is seen again,
//! against whatever was known of it.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

#[path = "handling/stage.rs"]
mod stage;

use std::sync::Arc;

use hogs_shared::arena::Arena;
use hogs_shared::ids::{HogId, Team};
use hogs_shared::math::Vec3;
use hogs_shared::protocol::acks::{Arrivals, Departures, Sequence};
use hogs_shared::protocol::downlink::{Downlink, DownlinkReceiver, DownlinkSender, Head, Sent};
use hogs_shared::protocol::frame::Frame;
use hogs_shared::protocol::snapshot::Addressee;
use hogs_shared::protocol::wire_hog::WireHog;
use hogs_shared::tuning::Chassis;
use stage::{Stage, flat, id, rules, throttle};

/// Both ends of the way to one client.
struct Line {
    own: HogId,
    sender: DownlinkSender,
    receiver: DownlinkReceiver,
    departures: Departures<Sent>,
    arrivals: Arrivals,
}

impl Line {
    fn to(own: HogId, arena: &Arena) -> Self {
        Self {
            own,
            sender: DownlinkSender::new(2),
            receiver: DownlinkReceiver::new(arena.rules().clone()),
            departures: Departures::default(),
            arrivals: Arrivals::default(),
        }
    }

    /// Sends a frame; unless it is lost it is read and acknowledged. Returns its bytes, and what was read.
    fn send(&mut self, frame: &Arc<Frame>, lost: bool) -> (Vec<u8>, Option<Downlink>) {
        let head = Head {
            sequence: self.departures.next(),
            ..Head::default()
        };
        let to = Addressee {
            own: self.own,
            input_used: None,
            claim: None,
            wanted: &|_| true,
        };
        let (bytes, sent) = self.sender.encode(head, frame, &to, &|_: Sequence| false, 0);
        self.departures.depart(sent);
        if lost {
            return (bytes, None);
        }
        let downlink = self.receiver.decode(&bytes, &|_| None).unwrap();
        self.arrivals.note(downlink.head.sequence);
        let ack = self.arrivals.ack().unwrap();
        for (_, sent) in self.departures.acknowledge(ack).unwrap() {
            self.sender.arrived(sent);
        }
        (bytes, Some(downlink))
    }
}

/// Three far apart, of whom 0 can be cloaked.
fn trio() -> Stage {
    let mut stage = Stage::new(rules(&flat(), |_| {}), &[Chassis::Boar; 3]);
    for (seat, x) in [(0, 0.0), (1, 60.0), (2, -60.0)] {
        stage.put(seat, Vec3::new(x, 0.0, 0.0), 0.0);
    }
    stage
}

#[test]
fn two_matches_that_differ_only_in_what_is_hidden_are_told_alike_byte_for_byte() {
    let mut stages = [trio(), trio()];
    let mut lines = [0, 1].map(|match_| Line::to(id(1), &stages[match_].arena));
    for stage in &mut stages {
        stage.change(0, |hog| hog.cloak_ticks = 800);
    }
    // Where it is, how it drives, how it fares: all of it differs from the first tick on.
    stages[1].put(0, Vec3::new(-20.0, 0.0, 90.0), 70.0);
    stages[1].change(0, |hog| hog.health.0 /= 2);
    let drives = [throttle(1.0), throttle(-0.3)];
    for round in 0..120 {
        let mut told = Vec::new();
        for (stage, (line, drive)) in stages.iter_mut().zip(lines.iter_mut().zip(drives)) {
            stage.step(&[(0, drive), (1, throttle(0.5))]);
            assert!(stage.arena.is_hidden(id(0), id(1)));
            let frame = Arc::new(Frame::of(&stage.arena, &|_| None));
            told.push(line.send(&frame, round % 5 == 3).0);
        }
        assert_eq!(told[0], told[1], "round {round}");
    }
    assert_ne!(stages[0].hog(0).position, stages[1].hog(0).position);
}

#[test]
fn who_is_seen_again_is_told_as_they_are_to_each_as_they_see_them() {
    let mut stage = trio();
    stage.change(0, |hog| hog.team = Some(Team::Amber));
    stage.change(2, |hog| hog.team = Some(Team::Amber));
    let mut lines = [0, 1, 2].map(|seat| Line::to(id(seat), &stage.arena));
    let mut seen = [0; 3];
    for round in 0..400 {
        match round {
            60 => stage.change(0, |hog| hog.cloak_ticks = 160),
            // Up to the enemy, and away again.
            100 => stage.put(0, Vec3::new(55.0, 0.0, 6.0), 0.0),
            140 => stage.put(0, Vec3::new(0.0, 0.0, 0.0), 0.0),
            _ => {}
        }
        stage.step(&[(0, throttle(0.6)), (1, throttle(0.2)), (2, throttle(-0.4))]);
        // Made once for all of them.
        let frame = Arc::new(Frame::of(&stage.arena, &|_| None));
        for (seat, line) in lines.iter_mut().enumerate() {
            let (_, downlink) = line.send(&frame, (round * 7 + seat * 3) % 11 < 3);
            let Some(downlink) = downlink else { continue };
            let told = downlink.snapshot.hogs.iter().find(|hog| hog.id == id(0)).unwrap();
            if stage.arena.is_hidden(id(0), id(seat)) {
                assert!(!told.alive() && told.position == Vec3::ZERO, "{told:?}");
            } else {
                let as_told = WireHog::of(stage.hog(0), seat == 0);
                assert_eq!(*told, as_told.hog(id(0)).unwrap(), "round {round}, to {seat}");
                assert_eq!(told.is_cloaked(), stage.hog(0).is_cloaked());
                seen[seat] += 1;
            }
        }
    }
    assert!(seen[0] > 250 && seen[2] > 250, "{seen:?}");
    assert!(seen[1] > 100 && seen[1] + 60 < seen[2], "{seen:?}");
}

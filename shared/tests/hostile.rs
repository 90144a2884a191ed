//! A client among liars: everything that can reach a session, mutated, from a server that holds the keys and from
//! strangers that do not. Nothing may panic, nothing may grow without bound, and the honest server is still heard.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hogs_shared::arena::controls::{Angle, Buttons, Controls};
use hogs_shared::arena::hog::{Hog, Points};
use hogs_shared::arena::shot::Shot;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::ids::{Chassis, HogId, ShotId, Team, Weapon};
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Game, Mode};
use hogs_shared::netplay::join::Ticket;
use hogs_shared::netplay::prediction::Prediction;
use hogs_shared::netplay::scene::Scene;
use hogs_shared::netplay::session::{Session, SessionState};
use hogs_shared::protocol::PROTOCOL_ID;
use hogs_shared::protocol::acks::{Arrivals, Departures};
use hogs_shared::protocol::downlink::{DownlinkReceiver, DownlinkSender, Echo, Head, Sent};
use hogs_shared::protocol::frame::{Frame, seat_set};
use hogs_shared::protocol::input::{Uplink, UplinkReceiver, UplinkSender};
use hogs_shared::protocol::join::Welcome;
use hogs_shared::protocol::messages::{ClientRequest, Notice};
use hogs_shared::protocol::outcome::Told;
use hogs_shared::protocol::snapshot::{Addressee, Snapshot};
use hogs_shared::rng::Rng;
use hogs_shared::tick::Tick;
use renetcode::{ConnectToken, NetcodeServer, ServerAuthentication, ServerConfig, ServerResult};

const KEY: [u8; 32] = [7; 32];

fn here() -> SocketAddr {
    "127.0.0.1:9".parse().unwrap()
}

fn rules() -> Arc<Rules> {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    Arc::new(Rules::new(Mode::Deathmatch, data).unwrap())
}

/// A server with all keys, in memory, and one client of it.
struct Pair {
    rules: Arc<Rules>,
    server: NetcodeServer,
    session: Session,
    arena: Arena,
    arrivals: Arrivals,
    departures: Departures<Sent>,
    sender: DownlinkSender,
    receiver: UplinkReceiver,
    now: Duration,
    client: Option<u64>,
}

impl Pair {
    fn new() -> Self {
        let rules = rules();
        let server = NetcodeServer::new(ServerConfig {
            current_time: Duration::ZERO,
            max_clients: 4,
            protocol_id: PROTOCOL_ID,
            public_addresses: vec![here()],
            authentication: ServerAuthentication::Secure { private_key: KEY },
        });
        let session = Session::new(&ticket(30), rules.clone(), Duration::ZERO).unwrap();
        let mut arena = Arena::new(rules.clone(), 5);
        let join = |seat| Join::new(HogId(seat), Chassis::Boar);
        arena.step(&Inputs {
            joins: (0..6).map(join).collect(),
            ..Inputs::default()
        });
        let sender = DownlinkSender::new(2);
        Self {
            rules,
            server,
            session,
            arena,
            arrivals: Arrivals::default(),
            departures: Departures::default(),
            sender,
            receiver: UplinkReceiver::default(),
            now: Duration::ZERO,
            client: None,
        }
    }

    /// A sixtieth of a second on both sides; what the server sends passes through `meddle`.
    fn beat(&mut self, meddle: &mut dyn FnMut(&mut Vec<u8>)) {
        let step = Duration::from_micros(16_667);
        self.now += step;
        self.server.update(step);
        self.session.update(self.now, &mut |_| Controls {
            throttle: 127,
            ..Controls::default()
        });
        let mut replies = Vec::new();
        while let Some(mut datagram) = self.session.transmit() {
            match self
                .server
                .process_packet("10.0.0.1:5".parse().unwrap(), &mut datagram)
            {
                ServerResult::PacketToSend { payload, .. } => replies.push(payload.to_vec()),
                ServerResult::ClientConnected {
                    client_id, payload, ..
                } => {
                    self.client = Some(client_id);
                    replies.push(payload.to_vec());
                }
                ServerResult::Payload { payload, .. } => {
                    let (uplink, items) = self.receiver.decode(payload).unwrap();
                    self.arrivals.note(uplink.sequence);
                    if let Some(ack) = uplink.ack {
                        // A server that lies about its own numbers is told so.
                        for (_, sent) in self.departures.acknowledge(ack).unwrap_or_default() {
                            self.sender.arrived(sent);
                        }
                    }
                    for item in items {
                        ClientRequest::decode(&item).unwrap();
                    }
                }
                _ => {}
            }
        }
        for mut reply in replies {
            self.session.receive(&mut reply, self.now);
        }
        for outcome in self.arena.step(&Inputs::default()) {
            if hogs_shared::protocol::outcome::travels(&outcome) {
                let told = Told {
                    tick: self.arena.tick(),
                    outcome,
                };
                let _ = self.sender.events.outcomes.push(Arc::new(told));
            }
        }
        if self.arena.tick().0.is_multiple_of(2) {
            let mut payload = self.downlink();
            meddle(&mut payload);
            self.deliver(&payload);
        }
    }

    fn downlink(&mut self) -> Vec<u8> {
        let frame = Arc::new(Frame::of(&self.arena, &|_| None));
        let head = Head {
            sequence: self.departures.next(),
            ack: self.arrivals.ack(),
            echo: Echo::default(),
        };
        let to = Addressee {
            own: HogId(0),
            input_used: None,
            claim: None,
            wanted: &|_| true,
        };
        let departures = &self.departures;
        let lost = |sequence| departures.lost(sequence);
        let (bytes, sent) = self.sender.encode(head, &frame, &to, &lost, 300);
        self.departures.depart(sent);
        bytes
    }

    /// Seals a payload with the right keys, whatever it is, and hands it to the client.
    fn deliver(&mut self, payload: &[u8]) {
        let Some(client) = self.client else { return };
        if let Ok((_, datagram)) = self.server.generate_payload_packet(client, payload) {
            let mut datagram = datagram.to_vec();
            self.session.receive(&mut datagram, self.now);
        }
    }

    fn until_playing(&mut self) {
        for _ in 0..120 {
            self.beat(&mut |_| {});
        }
        assert_eq!(*self.session.state(), SessionState::Playing);
    }
}

fn ticket(timeout_s: i32) -> Ticket {
    let token = ConnectToken::generate(
        Duration::ZERO,
        PROTOCOL_ID,
        30,
        1,
        timeout_s,
        vec![here()],
        None,
        &KEY,
    )
    .unwrap();
    let mut bytes = Vec::new();
    token.write(&mut bytes).unwrap();
    let welcome = Welcome {
        token: bytes,
        port: 1,
        server: String::new(),
        map: "sty".to_owned(),
        mode: "deathmatch".to_owned(),
        rules_hash: 0,
        arena: [0; 32],
    };
    Ticket {
        welcome,
        fingerprint: [0; 32],
        arena: None,
    }
}

/// Changes a few bits, bytes or the length.
fn mutate(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..=rng.below(4) {
        match rng.below(6) {
            0 if !bytes.is_empty() => {
                let at = rng.below(bytes.len() as u32) as usize;
                bytes[at] ^= 1 << rng.below(8);
            }
            1 if !bytes.is_empty() => {
                let at = rng.below(bytes.len() as u32) as usize;
                bytes[at] = rng.next_u32() as u8;
            }
            2 => bytes.truncate(rng.below(bytes.len() as u32 + 1) as usize),
            3 => bytes.extend((0..rng.below(40)).map(|byte| byte as u8)),
            4 => {
                let from = rng.below(bytes.len() as u32 + 1) as usize;
                for byte in bytes.iter_mut().skip(from).take(8) {
                    *byte = 0xFF;
                }
            }
            _ => {
                if let Some(first) = bytes.first_mut() {
                    *first = rng.next_u32() as u8;
                }
            }
        }
    }
}

/// F1, F9: what anyone can send in the server's name.
fn killers() -> Vec<Vec<u8>> {
    let with = |prefix: u8, rest: usize, fill: u8| {
        let mut bytes = vec![fill; rest + 1];
        bytes[0] = prefix;
        bytes
    };
    vec![
        with(0x95, 17, 0),
        with(0x85, 17, 0),
        with(0xF5, 40, 0),
        with(0x85, 60, 0xFF),
        with(0x05, 17, 0),
        with(0x84, 30, 0xFF),
        with(0x00, 1077, 0xFF),
        Vec::new(),
        vec![0xFF],
    ]
}

#[test]
fn a_connecting_client_survives_strangers() {
    let mut rng = Rng::new(1);
    let mut pair = Pair::new();
    for _ in 0..100_000 {
        let mut junk = killers().swap_remove(rng.below(9) as usize);
        mutate(&mut junk, &mut rng);
        pair.session.receive(&mut junk, Duration::ZERO);
    }
    pair.until_playing();
}

#[test]
fn a_playing_client_survives_a_million_mutated_datagrams() {
    let mut rng = Rng::new(2);
    let mut pair = Pair::new();
    pair.until_playing();
    let client = pair.client.unwrap();
    for round in 0..1_000_000_u32 {
        // Seen on the wire, changed, and sent again in the server's name.
        let mut junk = if round.is_multiple_of(8) {
            killers().swap_remove(rng.below(9) as usize)
        } else {
            vec![0x15; 20 + rng.below(300) as usize]
        };
        if round.is_multiple_of(5_000) {
            let payload = pair.downlink();
            junk = pair
                .server
                .generate_payload_packet(client, &payload)
                .unwrap()
                .1
                .to_vec();
            pair.beat(&mut |_| {});
        }
        mutate(&mut junk, &mut rng);
        pair.session.receive(&mut junk, pair.now);
    }
    let before = pair.session.tick();
    pair.until_playing();
    assert!(
        pair.session.tick() > before.after(60),
        "the honest server is not heard any more"
    );
}

#[test]
fn a_lying_server_cannot_break_a_client() {
    for seed in 0..30 {
        let mut rng = Rng::new(seed);
        let mut pair = Pair::new();
        pair.until_playing();
        for _ in 0..3_000 {
            let mut payload = pair.downlink();
            mutate(&mut payload, &mut rng);
            pair.deliver(&payload);
        }
        // What got through may have made a mess of the match, but the client runs on and shows something finite.
        for _ in 0..60 {
            pair.beat(&mut |payload| {
                if payload.len().is_multiple_of(3) {
                    payload[0] ^= 1;
                }
            });
        }
        if let Some(scene) = pair.session.scene() {
            assert!(
                scene
                    .hogs
                    .iter()
                    .all(|hog| hog.position.is_finite() && hog.rotation.is_finite())
            );
        }
        assert!(pair.session.take_events().len() <= 4096);
    }
}

#[test]
fn a_hostile_ticket_is_refused_without_a_panic() {
    let good = ticket(8);
    let rules = rules();
    let mut rng = Rng::new(4);
    for _ in 0..20_000 {
        let mut bad = good.clone();
        mutate(&mut bad.welcome.token, &mut rng);
        if let Ok(mut session) = Session::new(&bad, rules.clone(), Duration::ZERO) {
            session.update(Duration::from_secs(3), &mut |_| Controls::default());
            while session.transmit().is_some() {}
        }
    }
    assert!(
        Session::new(&ticket(-1), rules.clone(), Duration::ZERO).is_err(),
        "a session that never times out"
    );
}

#[test]
fn decoders_survive_anything_and_take_back_what_they_wrote() {
    let mut pair = Pair::new();
    let mut rng = Rng::new(9);
    let snapshot = pair.downlink();
    let uplink = Uplink {
        controls: vec![Controls::default(); 5],
        ..Uplink::default()
    };
    let (uplink, _) = UplinkSender::default().encode(&uplink, &|_| true);
    let notice = Notice::Chat {
        from: Some(HogId(3)),
        text: "well met".to_owned(),
    };
    let chat = ClientRequest::Chat("hello".to_owned());
    assert_eq!(Notice::decode(&notice.encode()).unwrap(), notice);
    assert_eq!(ClientRequest::decode(&chat.encode()).unwrap(), chat);
    let samples = [snapshot, uplink, notice.encode(), chat.encode()];
    for _ in 0..200_000 {
        let mut bytes = samples[rng.below(4) as usize].clone();
        mutate(&mut bytes, &mut rng);
        let _ = DownlinkReceiver::new(pair.rules.clone()).decode(&bytes, &|_| None);
        let _ = UplinkReceiver::default().decode(&bytes);
        let _ = Notice::decode(&bytes);
        let _ = ClientRequest::decode(&bytes);
    }
}

#[test]
fn a_snapshot_survives_the_wire_exactly_for_its_own_hog() {
    let mut pair = Pair::new();
    pair.until_playing();
    pair.sender = DownlinkSender::new(2);
    let mut state = pair.arena.capture();
    for hog in &mut state.hogs {
        hog.crouch_ticks = 1 + u16::from(hog.id.0) % 4;
    }
    pair.arena.restore(&state);
    let bytes = pair.downlink();
    let downlink = DownlinkReceiver::new(rules()).decode(&bytes, &|_| None).unwrap();
    let own = downlink
        .snapshot
        .hogs
        .iter()
        .find(|hog| hog.id == HogId(0))
        .unwrap();
    assert_eq!(own, pair.arena.hog(HogId(0)).unwrap());
    for other in &downlink.snapshot.hogs {
        let truth = pair.arena.hog(other.id).unwrap();
        assert!((other.position - truth.position).length() < 0.008);
        assert!(other.rotation.dot(truth.rotation).abs() > 0.999_99);
        assert!((other.velocity - truth.velocity).length() < 0.03);
        assert!((other.spin - truth.spin).length() < 0.03);
        assert_eq!(other.protected_ticks > 0, truth.protected_ticks > 0);
        assert_eq!(other.crouch_ticks, truth.crouch_ticks);
        assert!((i32::from(other.controls.throttle) - i32::from(truth.controls.throttle)).abs() <= 8);
    }
}

/// A hog such as only a liar tells of.
fn absurd(seat: u8, rng: &mut Rng) -> Hog {
    let mut far = |limit: f32| {
        let mut part = || [0.0, -limit, limit, rng.range(-limit, limit)][rng.below(4) as usize];
        Vec3::new(part(), part(), part())
    };
    let (position, velocity, spin) = (far(1023.0), far(255.0), far(15.0));
    let mut any = || [0, 1, 2, u16::MAX, rng.below(1 << 16) as u16][rng.below(5) as usize];
    let mut hog = Hog {
        position,
        velocity,
        spin,
        health: Points(any()),
        shield: Points(any()),
        energy: Points(any()),
        ammo: std::array::from_fn(|_| any()),
        ..Hog::waiting(
            HogId(seat),
            Chassis::in_turn(usize::from(any())),
            Team::from_code((any() % 3) as u8).flatten(),
            false,
        )
    };
    for timer in hog.timers_mut() {
        *timer = any();
    }
    if any() < 20_000 {
        hog.respawn_ticks = 0;
    }
    hog.turret_yaw = Angle(any() as i16);
    hog.turret_pitch = Angle(any() as i16);
    hog.airborne = any() == 0;
    hog.mark = (any() < 40_000).then(|| HogId(any() as u8));
    hog.charge_ticks = any();
    hog.controls = Controls {
        throttle: any() as i8,
        steer: any() as i8,
        strafe: any() as i8,
        aim_yaw: Angle(any() as i16),
        aim_pitch: Angle(any() as i16),
        weapon: Weapon::ALL[usize::from(any()) % Weapon::COUNT],
        buttons: Buttons(any() as u8),
    };
    hog
}

#[test]
fn a_match_of_absurd_hogs_at_absurd_times_is_looked_ahead_from_without_a_panic() {
    let rules = rules();
    for seed in 0..60 {
        let mut rng = Rng::new(seed);
        let mut prediction = Prediction::new(rules.clone(), HogId(0), true);
        let mut tick = Tick(100);
        for _ in 0..6 {
            let hogs: Vec<Hog> = (0..rng.below(24) as u8)
                .map(|seat| absurd(seat, &mut rng))
                .collect();
            let seats = seat_set(hogs.iter().map(|hog| hog.id));
            tick = [tick.after(2), tick.after(1 << 31), Tick(u32::MAX), Tick(0)][rng.below(4) as usize];
            for id in 0..8 {
                let id = ShotId {
                    fired: Tick(tick.0.wrapping_sub(id)),
                    shooter: HogId(id as u8),
                };
                let (origin, velocity) = (Vec3::splat(1023.0), Vec3::splat(rng.range(-255.0, 255.0)));
                let weapon = Weapon::ALL[rng.below(Weapon::COUNT as u32) as usize];
                prediction.learn_shot(Shot::from_launch(
                    id,
                    weapon,
                    (origin, velocity),
                    rng.chance(0.5).then(|| HogId(rng.below(24) as u8)),
                    &rules.tuning,
                ));
                prediction.end_shot(id, Tick(rng.next_u32()));
            }
            prediction.reconcile(&Snapshot {
                tick,
                step: rng.below(256),
                input_used: None,
                seats,
                own: HogId(0),
                hogs,
                pickups: u64::MAX,
                game: Game {
                    phase_ends: Tick(rng.next_u32()),
                    ..Game::new(&rules, tick)
                },
            });
            for ahead in [1, 2, 30, 1 << 31] {
                prediction.advance(tick.after(ahead), Controls::default());
                Scene::of(prediction.arena(), HogId(0)).blend(prediction.before(), 0.5);
            }
            let poses = prediction.poses();
            assert!(
                poses
                    .iter()
                    .all(|(_, position, rotation)| position.is_finite() && rotation.is_finite())
            );
        }
    }
}

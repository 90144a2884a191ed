//! A client's session with a server: netcode, streams, clock, prediction and smoothing behind one door. No socket and
//! no clock: datagrams and the time come in through the parameters, datagrams and scenes go out.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use renetcode::{ClientAuthentication, ConnectToken, NetcodeClient};
use thiserror::Error;

use super::clock_sync::ClockSync;
use super::join::Ticket;
use super::link_meter::LinkMeter;
use super::prediction::{PoseOf, Prediction, is_foreseeable, poses};
use super::scene::{Player, Scene, SceneEvent};
use super::smoothing::Smoothing;
use super::stats::NetStats;
use super::verdicts::Verdicts;
use crate::arena::controls::Controls;
use crate::arena::outcome::Outcome;
use crate::arena::{Arena, Rules};
use crate::ids::{HogId, ShotId};
use crate::math::Vec3;
use crate::protocol::downlink::Downlink;
use crate::protocol::guard;
use crate::protocol::input::{MAX_INPUTS, Uplink};
use crate::protocol::messages::{ClientRequest, Farewell, Notice, RosterEntry, ServerEvent};
use crate::protocol::snapshot::Snapshot;
use crate::protocol::stream::{StreamReceiver, StreamSender};
use crate::protocol::{Malformed, PROTOCOL_ID};
use crate::tick::Tick;

/// Events kept for a view that does not collect them.
const MAX_EVENTS: usize = 4096;
/// Samples kept for a tool that does not collect them.
const MAX_SAMPLES: usize = 20_000;
/// Ticks for which shots already shown are remembered.
const REMEMBER_TICKS: u32 = 4200;
/// Shots remembered at most: a server that invents them costs nobody memory.
const MAX_SEEN: usize = 1 << 16;
/// Ticks after the first snapshot in which comings and goings are not news.
const SETTLED_TICKS: i32 = 60;
/// Ticks of shown poses kept to compare with the server's.
const SHOWN_TICKS: usize = 64;

/// Where a session stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// The handshake goes on, or the first snapshot is awaited.
    Connecting,
    /// In the match.
    Playing,
    /// It is over.
    Ended(EndReason),
}

/// Why a session is over, in words for the player.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum EndReason {
    /// The player left.
    #[error("You left the match.")]
    Left,
    /// Nothing came from the server for too long.
    #[error("The connection to the server was lost.")]
    Lost,
    /// The server let one in at the door but its game port does not answer.
    #[error("The server's game port does not answer. A firewall may be blocking UDP on the way.")]
    Unreachable,
    /// The server said goodbye.
    #[error("{}", farewell(*.0))]
    Farewell(Farewell),
    /// The server closed the connection without a word.
    #[error("The server closed the connection.")]
    Closed,
}

const fn farewell(farewell: Farewell) -> &'static str {
    match farewell {
        Farewell::Stopping => "The server was shut down.",
        Farewell::Replaced => "You joined the same match from somewhere else.",
        Farewell::Misbehaved => "The server ended the connection: it received data that no game sends.",
    }
}

/// A ticket that cannot be used.
#[derive(Debug, Error)]
#[error("The server's answer makes no sense. Are the game and the server the same version?")]
pub struct BadTicket;

/// Differences between prediction and server, metres, for tools.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// Own hog: predicted pose at a tick, as first simulated, against the server's for that tick.
    pub own_m: Vec<f32>,
    /// The same, only where the hog touched nothing within a third of a second.
    pub own_free_m: Vec<f32>,
    /// Others: the pose shown at a tick against the server's for that tick.
    pub remote_m: Vec<f32>,
}

/// What was shown at a tick.
struct Shown {
    tick: Tick,
    own: Option<Vec3>,
    others: Vec<(HogId, Vec3)>,
}

/// A client's session.
pub struct Session {
    rules: Arc<Rules>,
    netcode: NetcodeClient,
    now: Duration,
    state: SessionState,
    requests: StreamSender,
    events_in: StreamReceiver,
    clock: ClockSync,
    prediction: Option<Prediction>,
    newest: Option<Snapshot>,
    fresh: bool,
    smoothing: BTreeMap<HogId, Smoothing>,
    players: BTreeMap<HogId, Player>,
    events: Vec<SceneEvent>,
    outbox: VecDeque<Vec<u8>>,
    /// Shots whose firing and whose end have been shown.
    seen_fired: BTreeSet<ShotId>,
    seen_ended: BTreeSet<ShotId>,
    shown: VecDeque<Shown>,
    samples: Samples,
    verdicts: Verdicts,
    meter: LinkMeter,
    correction_m: f32,
    /// The tick of the first snapshot.
    began: Tick,
    /// The last tick at which the own hog was shaken: rammed, hit, thrown.
    disturbed: Tick,
    malformed: u32,
    measure: bool,
    simulate: bool,
    /// Snapshots since measuring began, and those at whose tick the server lacked this client's controls.
    snapshots: u32,
    starved: u32,
}

impl Session {
    /// A session on a ticket; the caller sends to the address it asked at.
    ///
    /// # Errors
    /// [`BadTicket`] if the token is none.
    pub fn new(ticket: &Ticket, rules: Arc<Rules>, now: Duration) -> Result<Self, BadTicket> {
        let token = ConnectToken::read(&mut ticket.welcome.token.as_slice()).map_err(|_| BadTicket)?;
        // What the netcode library takes for granted and a hostile server need not grant.
        let sound = token.protocol_id == PROTOCOL_ID
            && token.server_addresses[0].is_some()
            && token.expire_timestamp >= token.create_timestamp
            && (1..=60).contains(&token.timeout_seconds);
        if !sound {
            return Err(BadTicket);
        }
        let authentication = ClientAuthentication::Secure { connect_token: token };
        let netcode = NetcodeClient::new(now, authentication).map_err(|_| BadTicket)?;
        Ok(Self {
            rules,
            netcode,
            now,
            state: SessionState::Connecting,
            requests: StreamSender::default(),
            events_in: StreamReceiver::default(),
            clock: ClockSync::new(),
            prediction: None,
            newest: None,
            fresh: false,
            smoothing: BTreeMap::new(),
            players: BTreeMap::new(),
            events: Vec::new(),
            outbox: VecDeque::new(),
            seen_fired: BTreeSet::new(),
            seen_ended: BTreeSet::new(),
            shown: VecDeque::new(),
            samples: Samples::default(),
            verdicts: Verdicts::default(),
            meter: LinkMeter::default(),
            correction_m: 0.0,
            began: Tick(0),
            disturbed: Tick(0),
            malformed: 0,
            measure: false,
            simulate: true,
            snapshots: 0,
            starved: 0,
        })
    }

    /// Collects [`Samples`] from now on.
    pub const fn measure(&mut self) {
        self.measure = true;
    }

    /// Decodes and verifies, but does not predict: for tools that drive many clients.
    pub const fn without_prediction(&mut self) {
        self.simulate = false;
    }

    /// Share of snapshots at whose tick the server lacked this client's controls, since measuring began.
    #[must_use]
    pub fn input_starvation(&self) -> f32 {
        self.starved as f32 / self.snapshots.max(1) as f32
    }

    /// A datagram came from the server's address at `now`.
    pub fn receive(&mut self, datagram: &mut [u8], now: Duration) {
        self.meter.received(datagram.len(), now);
        if guard::inspect(datagram).is_err() {
            return;
        }
        let Some(payload) = self.netcode.process_packet(datagram) else {
            return;
        };
        let payload = payload.to_vec();
        if self.take(&payload, now).is_err() {
            self.malformed += 1;
        }
    }

    fn take(&mut self, payload: &[u8], now: Duration) -> Result<(), Malformed> {
        let (downlink, items) = Downlink::decode(payload, &mut self.events_in)?;
        self.requests.acknowledge(downlink.requests_next)?;
        let snapshot = downlink.snapshot;
        self.meter.snapshot(&snapshot, payload.len(), now);
        for item in items {
            match ServerEvent::decode(&item, &self.rules.tuning)? {
                ServerEvent::Outcome(tick, outcome) => self.rule(tick, outcome),
                ServerEvent::Notice(notice) => self.notice(notice),
            }
        }
        if self
            .newest
            .as_ref()
            .is_none_or(|newest| snapshot.tick > newest.tick)
        {
            if snapshot.input_used.is_some() {
                self.clock
                    .feedback(f32::from(snapshot.margin_quarters) / 4.0, self.meter.rtt_s());
            }
            if self.measure {
                self.snapshots += 1;
                self.starved += u32::from(snapshot.input_used != Some(snapshot.tick));
            }
            self.newest = Some(snapshot);
            self.fresh = true;
        }
        Ok(())
    }

    /// The server says that something happened.
    fn rule(&mut self, tick: Tick, outcome: Outcome) {
        let own = self.own();
        match &outcome {
            Outcome::Fired(shot) => {
                if let Some(prediction) = &mut self.prediction {
                    prediction.learn_shot(*shot);
                }
                if Some(shot.id.shooter) == own {
                    self.verdicts.fired(shot, true);
                }
                if !self.seen_fired.insert(shot.id) {
                    return;
                }
            }
            Outcome::ShotEnded { shot, struck, .. } => {
                if let Some(prediction) = &mut self.prediction {
                    prediction.end_shot(*shot, tick);
                }
                self.verdicts.ruled(*shot, *struck);
                if !self.seen_ended.insert(*shot) {
                    return;
                }
            }
            Outcome::MatchStarted => {
                if let Some(prediction) = &mut self.prediction {
                    prediction.clear_shots();
                }
            }
            Outcome::Damaged { victim, .. } if Some(*victim) == own => self.disturbed = tick,
            Outcome::Spawned { hog, .. } if Some(*hog) == own => self.disturbed = tick,
            _ => {}
        }
        self.show(SceneEvent::Outcome(outcome));
    }

    fn notice(&mut self, notice: Notice) {
        match notice {
            Notice::Player(RosterEntry {
                seat,
                name,
                chassis,
                bot,
                score,
                ping_ms,
            }) => {
                let player = Player {
                    name,
                    chassis,
                    bot,
                    score,
                    ping_ms,
                };
                if self.players.insert(seat, player).is_none() && self.settled() {
                    self.show(SceneEvent::Joined(seat));
                }
            }
            Notice::Left(seat) => {
                if let Some(player) = self.players.remove(&seat)
                    && self.settled()
                {
                    self.show(SceneEvent::Left(player.name));
                }
            }
            Notice::Chat { from, text } => self.show(SceneEvent::Chat { from, text }),
            Notice::Goodbye(reason) => self.state = SessionState::Ended(EndReason::Farewell(reason)),
        }
    }

    /// Whether the first second is over, in which the roster is told: those who were there before did not just come.
    fn settled(&self) -> bool {
        let newest = self.newest.as_ref().map_or(self.began, |snapshot| snapshot.tick);
        self.prediction.is_some() && newest.since(self.began) > SETTLED_TICKS
    }

    fn show(&mut self, event: SceneEvent) {
        if self.events.len() < MAX_EVENTS {
            self.events.push(event);
        }
    }

    /// The predicted match says that something happens.
    fn foresee(&mut self, outcomes: Vec<Outcome>, replayed: bool) {
        let Some(own) = self.own() else { return };
        for outcome in outcomes {
            if let Outcome::Rammed { first, second, .. } = outcome
                && (first == own || second == own)
            {
                self.disturbed = self.disturbed.max(self.tick());
            }
            if !is_foreseeable(&outcome, own) {
                continue;
            }
            let fresh = match &outcome {
                Outcome::Fired(shot) => {
                    self.verdicts.fired(shot, false);
                    self.seen_fired.insert(shot.id)
                }
                Outcome::ShotEnded { shot, struck, .. } => {
                    self.verdicts.foreseen(*shot, *struck);
                    self.seen_ended.insert(*shot)
                }
                _ => !replayed,
            };
            if fresh {
                self.show(SceneEvent::Outcome(outcome));
            }
        }
    }

    /// Time passes. `pilot` gives the controls for each tick that is simulated, from the match as it is predicted.
    pub fn update(&mut self, now: Duration, pilot: &mut dyn FnMut(&Arena) -> Controls) {
        let passed = now.saturating_sub(self.now);
        self.now = now;
        if matches!(self.state, SessionState::Ended(_)) {
            return;
        }
        if let Some((datagram, _)) = self.netcode.update(passed) {
            self.outbox.push_back(datagram.to_vec());
        }
        if self.netcode.is_disconnected() {
            self.state = SessionState::Ended(self.end_reason());
            return;
        }
        if self.fresh {
            self.fresh = false;
            self.reconcile();
        }
        for offset in self.smoothing.values_mut() {
            offset.fade(passed.as_secs_f32());
        }
        let ticks = self.clock.advance(passed.as_secs_f32());
        for &tick in &ticks {
            let Some(prediction) = &mut self.prediction else {
                break;
            };
            let controls = pilot(prediction.arena());
            let outcomes = prediction.advance(tick, controls);
            self.remember_shown();
            self.foresee(outcomes, false);
        }
        self.send(ticks.last().copied());
        self.forget();
    }

    fn end_reason(&self) -> EndReason {
        use renetcode::DisconnectReason as Netcode;
        match self.netcode.disconnect_reason() {
            Some(Netcode::DisconnectedByServer | Netcode::ConnectionDenied) => EndReason::Closed,
            Some(Netcode::DisconnectedByClient) => EndReason::Left,
            _ if self.prediction.is_none() => EndReason::Unreachable,
            _ => EndReason::Lost,
        }
    }

    /// Takes the newest snapshot in: measures, restores, replays, and keeps what is drawn where it was.
    fn reconcile(&mut self) {
        let Some(snapshot) = self.newest.take() else {
            return;
        };
        if self
            .prediction
            .as_ref()
            .is_none_or(|_| self.own() != Some(snapshot.own))
        {
            self.prediction = Some(Prediction::new(self.rules.clone(), snapshot.own, self.simulate));
            self.clock.begin(snapshot.tick, self.meter.rtt_s());
            self.began = snapshot.tick;
            self.state = SessionState::Playing;
        }
        self.compare(&snapshot);
        let Some(prediction) = &mut self.prediction else {
            return;
        };
        let before = poses(prediction.arena());
        let outcomes = prediction.reconcile(&snapshot);
        let after = poses(prediction.arena());
        self.smooth(&before, &after);
        self.foresee(outcomes, true);
        self.newest = Some(snapshot);
    }

    fn smooth(&mut self, before: &[PoseOf], after: &[PoseOf]) {
        for &(id, position, rotation) in after {
            match before.iter().find(|(other, ..)| *other == id) {
                Some(&(_, old_position, old_rotation)) => {
                    let smoothing = self.smoothing.entry(id).or_default();
                    smoothing.corrected((old_position, old_rotation), (position, rotation));
                }
                None => {
                    self.smoothing.remove(&id);
                }
            }
        }
    }

    fn remember_shown(&mut self) {
        let Some(prediction) = &self.prediction else {
            return;
        };
        let arena = prediction.arena();
        let own = self.own();
        let others = arena.hogs().filter(|hog| hog.alive() && Some(hog.id) != own);
        let shown = Shown {
            tick: arena.tick(),
            own: own
                .and_then(|own| arena.hog(own))
                .filter(|hog| hog.alive())
                .map(|hog| hog.position),
            others: others
                .map(|hog| {
                    let smoothing = self.smoothing.get(&hog.id).copied().unwrap_or_default();
                    (hog.id, smoothing.apply(hog.position, hog.rotation).0)
                })
                .collect(),
        };
        self.shown.push_back(shown);
        while self.shown.len() > SHOWN_TICKS {
            self.shown.pop_front();
        }
    }

    /// Holds what was shown at the snapshot's tick against the snapshot.
    fn compare(&mut self, snapshot: &Snapshot) {
        let Some(shown) = self.shown.iter().rev().find(|shown| shown.tick == snapshot.tick) else {
            return;
        };
        let free = snapshot.tick.since(self.disturbed) > 20;
        for hog in snapshot.hogs.iter().filter(|hog| hog.alive()) {
            if hog.id == snapshot.own {
                let Some(predicted) = shown.own else { continue };
                self.correction_m = (predicted - hog.position).length();
                if self.measure && self.samples.own_m.len() < MAX_SAMPLES {
                    self.samples.own_m.push(self.correction_m);
                    if free {
                        self.samples.own_free_m.push(self.correction_m);
                    }
                }
            } else if self.measure && self.samples.remote_m.len() < MAX_SAMPLES * 8 {
                let seen = shown.others.iter().find(|(id, _)| *id == hog.id);
                self.samples
                    .remote_m
                    .extend(seen.map(|(_, position)| (*position - hog.position).length()));
            }
        }
    }

    /// One datagram for the newest tick, with every control the server has not used yet.
    fn send(&mut self, newest: Option<Tick>) {
        let first_contact = self.prediction.is_none() && self.netcode.is_connected();
        if newest.is_none() && !first_contact {
            return;
        }
        let mut uplink = Uplink {
            events_next: self.events_in.next(),
            ..Uplink::default()
        };
        if let (Some(tick), Some(prediction), Some(snapshot)) = (newest, &self.prediction, &self.newest) {
            let used = snapshot.input_used.unwrap_or(Tick(0));
            let waiting = prediction.controls().iter().rev().take(MAX_INPUTS);
            let mut controls: Vec<Controls> = Vec::with_capacity(MAX_INPUTS);
            let mut expected = tick;
            for &(given, pressed) in waiting {
                // After a jump of the clock there is a gap; what lies before it is of the past.
                if given != expected || given <= used {
                    break;
                }
                controls.push(pressed);
                expected = expected.before(1);
            }
            controls.reverse();
            uplink.snapshot = snapshot.tick;
            uplink.newest = tick;
            uplink.controls = controls;
            self.meter.sent_input(tick, self.now);
        }
        let payload = uplink.encode(&self.requests);
        if let Ok((_, datagram)) = self.netcode.generate_payload_packet(&payload) {
            self.outbox.push_back(datagram.to_vec());
        }
    }

    /// Drops memories that nothing can refer to any more.
    fn forget(&mut self) {
        let now = self.tick();
        self.verdicts.close(now);
        let old = ShotId {
            fired: now.before(REMEMBER_TICKS),
            shooter: HogId(0),
        };
        self.seen_fired = self.seen_fired.split_off(&old);
        self.seen_ended = self.seen_ended.split_off(&old);
        for seen in [&mut self.seen_fired, &mut self.seen_ended] {
            if seen.len() > MAX_SEEN {
                seen.clear();
            }
        }
    }

    /// The next datagram to send to the server, if any.
    pub fn transmit(&mut self) -> Option<Vec<u8>> {
        let datagram = self.outbox.pop_front()?;
        self.meter.sent(datagram.len(), self.now);
        Some(datagram)
    }

    /// Says goodbye; send what [`Session::transmit`] gives once more.
    pub fn leave(&mut self) {
        if !matches!(self.state, SessionState::Ended(_)) {
            for _ in 0..3 {
                if let Ok((_, datagram)) = self.netcode.disconnect() {
                    self.outbox.push_back(datagram.to_vec());
                }
            }
            self.state = SessionState::Ended(EndReason::Left);
        }
    }

    /// Asks the server for something; what cannot wait in the queue is not asked.
    pub fn request(&mut self, request: &ClientRequest) {
        // An overfull queue means a dead link, which ends the session by itself.
        let _ = self.requests.push(request.encode().into());
    }

    /// Where the session stands.
    #[must_use]
    pub const fn state(&self) -> &SessionState {
        &self.state
    }

    /// One's own seat, once known.
    #[must_use]
    pub fn own(&self) -> Option<HogId> {
        self.newest
            .as_ref()
            .map(|snapshot| snapshot.own)
            .or_else(|| self.prediction.as_ref().map(Prediction::own))
    }

    /// The newest simulated tick.
    #[must_use]
    pub fn tick(&self) -> Tick {
        self.prediction
            .as_ref()
            .map_or(Tick(0), |prediction| prediction.arena().tick())
    }

    /// The match as predicted, once there is one.
    #[must_use]
    pub fn arena(&self) -> Option<&Arena> {
        self.prediction.as_ref().map(Prediction::arena)
    }

    /// What to draw now: between the last two ticks, with corrections faded in.
    #[must_use]
    pub fn scene(&self) -> Option<Scene> {
        let prediction = self.prediction.as_ref()?;
        let mut scene = Scene::of(prediction.arena(), self.own()?);
        scene.blend(prediction.before(), self.clock.fraction());
        for hog in &mut scene.hogs {
            if let Some(smoothing) = self.smoothing.get(&hog.id) {
                (hog.position, hog.rotation) = smoothing.apply(hog.position, hog.rotation);
            }
        }
        Some(scene)
    }

    /// What happened since this was last asked.
    pub fn take_events(&mut self) -> Vec<SceneEvent> {
        std::mem::take(&mut self.events)
    }

    /// Who plays.
    #[must_use]
    pub const fn players(&self) -> &BTreeMap<HogId, Player> {
        &self.players
    }

    /// Differences measured since this was last asked.
    pub fn take_samples(&mut self) -> Samples {
        std::mem::take(&mut self.samples)
    }

    /// How one's own shots fared.
    #[must_use]
    pub const fn verdicts(&self) -> &Verdicts {
        &self.verdicts
    }

    /// Payloads that made no sense.
    #[must_use]
    pub const fn malformed(&self) -> u32 {
        self.malformed
    }

    /// How the link and the prediction do.
    #[must_use]
    pub fn stats(&self) -> NetStats {
        let newest = self.newest.as_ref().map_or(self.tick(), |snapshot| snapshot.tick);
        NetStats {
            lead_ticks: self.tick().since(newest) as f32,
            margin_ticks: self.clock.margin(),
            correction_m: self.correction_m,
            replayed_ticks: self.prediction.as_ref().map_or(0, Prediction::replayed),
            ..self.meter.stats()
        }
    }
}

//! A client's session with a server: netcode, streams, clock, prediction and smoothing behind one door. No socket and
//! no clock: datagrams and the time come in through the parameters, datagrams and scenes go out.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use renetcode::{ClientAuthentication, ConnectToken, NetcodeClient};
use thiserror::Error;

use super::chronicle::Chronicle;
use super::claims::Claims;
use super::clock_sync::ClockSync;
use super::join::Ticket;
use super::link_meter::LinkMeter;
use super::measuring::{Measuring, Samples};
use super::prediction::{PoseOf, Prediction, is_foreseeable, pose_of};
use super::scene::{Player, Scene, SceneEvent};
use super::smoothing::Smoothing;
use super::stats::{NetPulse, NetStats};
use super::verdicts::Verdicts;
use crate::arena::controls::Controls;
use crate::arena::outcome::Outcome;
use crate::arena::{Arena, Rules};
use crate::ids::HogId;
use crate::protocol::PROTOCOL_ID;
use crate::protocol::acks::{Arrivals, Departures};
use crate::protocol::downlink::DownlinkReceiver;
use crate::protocol::input::{MAX_INPUTS, SentUplink, Uplink, UplinkSender};
use crate::protocol::messages::ClientRequest;
use crate::protocol::snapshot::Snapshot;
use crate::protocol::wire_hog::WireHog;
use crate::tick::Tick;

mod council;
mod ending;
mod hearing;

use council::Council;
pub use ending::{EndReason, SessionState};

/// Ticks between two looks at the match without prediction.
const SPARE_TICKS: i32 = 6;
/// Time between two datagrams to a server that has not sent a snapshot yet.
const CONTACT_INTERVAL: Duration = Duration::from_millis(100);

/// A ticket that cannot be used.
#[derive(Debug, Error)]
#[error("The server's answer makes no sense. Are the game and the server the same version?")]
pub struct BadTicket;

/// A datagram on its way to the server.
#[derive(Debug)]
struct Departure {
    at: Duration,
    sent: SentUplink,
}

/// A client's session.
pub struct Session {
    rules: Arc<Rules>,
    netcode: NetcodeClient,
    now: Duration,
    state: SessionState,
    arrivals: Arrivals,
    departures: Departures<Departure>,
    sender: UplinkSender,
    receiver: DownlinkReceiver,
    clock: ClockSync,
    prediction: Option<Prediction>,
    newest: Option<Snapshot>,
    fresh: bool,
    /// A new match began since the last look at the newest snapshot.
    anew: bool,
    smoothing: BTreeMap<HogId, Smoothing>,
    /// Shared with what is shown, which takes it once a frame.
    players: Arc<BTreeMap<HogId, Player>>,
    chronicle: Chronicle,
    council: Council,
    outbox: VecDeque<Vec<u8>>,
    measuring: Measuring,
    verdicts: Verdicts,
    meter: LinkMeter,
    claims: Claims,
    /// The tick of the first snapshot.
    began: Tick,
    malformed: u32,
    simulate: bool,
    /// When the last datagram before the first snapshot went.
    contacted: Option<Duration>,
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
            receiver: DownlinkReceiver::new(rules.clone()),
            rules,
            netcode,
            now,
            state: SessionState::Connecting,
            arrivals: Arrivals::default(),
            departures: Departures::default(),
            sender: UplinkSender::default(),
            clock: ClockSync::new(),
            prediction: None,
            newest: None,
            fresh: false,
            anew: false,
            smoothing: BTreeMap::new(),
            players: Arc::default(),
            chronicle: Chronicle::default(),
            council: Council::default(),
            outbox: VecDeque::new(),
            measuring: Measuring::default(),
            verdicts: Verdicts::default(),
            meter: LinkMeter::default(),
            claims: Claims::default(),
            began: Tick(0),
            malformed: 0,
            simulate: true,
            contacted: None,
        })
    }

    /// Collects [`Samples`] from now on.
    pub const fn measure(&mut self) {
        self.measuring.begin();
    }

    /// Decodes and verifies, but does not predict: for tools that drive many clients.
    pub const fn without_prediction(&mut self) {
        self.simulate = false;
    }

    /// Share of snapshots at whose tick the server lacked this client's controls, since measuring began. That is all a
    /// client is told: of the ticks between two snapshots only the server knows, and its own report counts every tick.
    #[must_use]
    pub fn input_starvation(&self) -> f32 {
        self.measuring.input_starvation()
    }

    /// Notes what the own hog is at a tick of which there will be a snapshot.
    fn claim(&mut self, tick: Tick) {
        let due = self.newest.as_ref().is_some_and(|snapshot| {
            let step = i32::try_from(snapshot.step).unwrap_or(0);
            step > 0 && tick.since(snapshot.tick) % step == 0
        });
        let hog = self.prediction.as_ref().and_then(|prediction| {
            let arena = prediction.arena();
            arena.hog(prediction.own()).filter(|_| arena.tick() == tick)
        });
        if let (true, Some(hog)) = (due, hog) {
            self.claims.give(tick, hog);
        }
    }

    /// What was said of the own hog at a tick.
    #[must_use]
    pub fn claim_of(&self, tick: Tick) -> Option<WireHog> {
        self.claims.of(tick)
    }

    /// The predicted match says that something happens.
    fn foresee(&mut self, outcomes: Vec<(Tick, Outcome)>) {
        let Some(own) = self.own() else { return };
        let now = self.tick();
        for (tick, outcome) in outcomes {
            if let Outcome::Rammed { first, second, .. } = outcome
                && (first == own || second == own)
            {
                self.measuring.disturb(tick);
            }
            if !is_foreseeable(&outcome, own) {
                continue;
            }
            match &outcome {
                Outcome::Fired(shot) => self.verdicts.fired(shot, false),
                Outcome::ShotEnded { shot, struck, .. } => self.verdicts.foreseen(*shot, *struck),
                _ => {}
            }
            self.chronicle.happened(tick, now, outcome);
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
        if self.fresh && self.due() {
            self.fresh = false;
            self.reconcile();
        }
        for offset in self.smoothing.values_mut() {
            if !offset.fade(passed.as_secs_f32()) {
                self.measuring.snapped();
            }
        }
        let ticks = self.clock.advance(passed.as_secs_f32());
        for &tick in &ticks {
            let Some(prediction) = &mut self.prediction else {
                break;
            };
            let controls = pilot(prediction.arena());
            let outcomes = prediction.advance(tick, controls);
            self.claim(tick);
            if let Some(own) = self.own()
                && let Some(arena) = self.prediction.as_ref().map(Prediction::arena)
            {
                let smoothing = &self.smoothing;
                self.measuring.show(arena, own, |id| smoothing.get(&id));
            }
            self.foresee(outcomes);
        }
        self.send(&ticks);
        let tick = self.tick();
        self.verdicts.close(tick);
        self.chronicle.forget(tick);
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

    /// Whether the newest snapshot is to be looked at: without prediction that is worth the while now and then only.
    fn due(&self) -> bool {
        let newest = self.newest.as_ref().map_or(Tick(0), |snapshot| snapshot.tick);
        self.simulate || newest.since(self.tick()) >= SPARE_TICKS
    }

    /// Takes the newest snapshot in: measures, restores, replays, and keeps what is drawn where it was.
    fn reconcile(&mut self) {
        let Some(snapshot) = self.newest.take() else {
            return;
        };
        self.measuring.compare(&snapshot);
        let Some(prediction) = &mut self.prediction else {
            return;
        };
        let mut before = prediction.poses();
        let outcomes = prediction.reconcile(&snapshot);
        // Who has come into play since is shown there at once.
        before.retain(|(id, ..)| !prediction.is_newborn(*id));
        let after = prediction.poses();
        if !std::mem::take(&mut self.anew) && self.simulate {
            self.smooth(&before, &after);
        }
        self.foresee(outcomes);
        self.newest = Some(snapshot);
    }

    fn smooth(&mut self, before: &[PoseOf], after: &[PoseOf]) {
        for &(id, position, rotation) in after {
            match pose_of(before, id) {
                Some((old_position, old_rotation)) => {
                    self.measuring.corrected((position - old_position).length());
                    let smoothing = self.smoothing.entry(id).or_default();
                    if !smoothing.corrected((old_position, old_rotation), (position, rotation)) {
                        self.measuring.snapped();
                    }
                }
                None => {
                    self.smoothing.remove(&id);
                }
            }
        }
    }

    /// One datagram for the newest of these ticks, with every control the server has not used yet, if one is due.
    fn send(&mut self, ticks: &[Tick]) {
        let turn = self.own().map_or(0, |own| own.0.into());
        let due = self.clock.sends_with(ticks, turn) || (ticks.is_empty() && self.should_contact());
        if !due {
            return;
        }
        let newest = ticks.last().copied();
        let mut uplink = Uplink {
            sequence: self.departures.next(),
            ack: self.arrivals.ack(),
            ..Uplink::default()
        };
        if let (Some(tick), Some(prediction)) = (newest, &self.prediction) {
            let arrived = self.sender.arrived_until().unwrap_or(Tick(0));
            let waiting = prediction.controls().iter().rev().take(MAX_INPUTS);
            let mut controls: Vec<Controls> = Vec::with_capacity(MAX_INPUTS);
            let mut expected = tick;
            for &(given, pressed) in waiting {
                // After a jump of the clock there is a gap; what lies before it is of the past.
                if given != expected || given == arrived {
                    break;
                }
                controls.push(pressed);
                expected = expected.before(1);
            }
            controls.reverse();
            uplink.newest = tick;
            uplink.controls = controls;
            uplink.claim = self.claims.say();
        }
        let departures = &self.departures;
        let (payload, sent) = self.sender.encode(&uplink, &|sequence| departures.lost(sequence));
        self.meter.spent_up(&sent.spent());
        self.departures.depart(Departure { at: self.now, sent });
        if let Ok((_, datagram)) = self.netcode.generate_payload_packet(&payload) {
            self.outbox.push_back(datagram.to_vec());
        }
    }

    /// Whether a server that lets one in but has not sent a snapshot yet should hear something now.
    fn should_contact(&mut self) -> bool {
        let due = self
            .contacted
            .is_none_or(|contacted| self.now >= contacted + CONTACT_INTERVAL);
        let contact = due && self.prediction.is_none() && self.netcode.is_connected();
        if contact {
            self.contacted = Some(self.now);
        }
        contact
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
        let _ = self.sender.requests.push(request.encode().into());
    }

    /// Where the session stands.
    #[must_use]
    pub const fn state(&self) -> &SessionState {
        &self.state
    }

    /// One's own seat, once known.
    #[must_use]
    pub fn own(&self) -> Option<HogId> {
        self.prediction.as_ref().map(Prediction::own)
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
        let told = self.newest.iter().flat_map(|snapshot| &snapshot.hogs);
        scene.ghosts = told
            .filter(|hog| hog.alive())
            .map(|hog| (hog.id, hog.position, hog.rotation))
            .collect();
        let share = self.clock.fraction();
        scene.blend(prediction.before(), share);
        scene.add_distant(prediction.distant(share), &self.rules.tuning);
        for hog in &mut scene.hogs {
            if let Some(smoothing) = self.smoothing.get(&hog.id) {
                (hog.position, hog.rotation) = smoothing.apply(hog.position, hog.rotation);
            }
        }
        Some(scene)
    }

    /// The newest snapshot that came.
    #[must_use]
    pub const fn newest(&self) -> Option<&Snapshot> {
        self.newest.as_ref()
    }

    /// Where everyone in play is drawn at the newest tick.
    #[must_use]
    pub fn drawn(&self) -> Vec<PoseOf> {
        let mut poses = self.prediction.as_ref().map_or_else(Vec::new, Prediction::poses);
        for (id, position, rotation) in &mut poses {
            if let Some(smoothing) = self.smoothing.get(id) {
                (*position, *rotation) = smoothing.apply(*position, *rotation);
            }
        }
        poses
    }

    /// What happened since this was last asked.
    pub fn take_events(&mut self) -> Vec<SceneEvent> {
        self.chronicle.take()
    }

    /// Who plays.
    #[must_use]
    pub const fn players(&self) -> &Arc<BTreeMap<HogId, Player>> {
        &self.players
    }

    /// Differences measured since this was last asked.
    pub fn take_samples(&mut self) -> Samples {
        self.measuring.take()
    }

    /// What passed over the link since this was last asked.
    pub fn take_pulse(&mut self) -> NetPulse {
        let seen = self.measuring.take_pulse();
        NetPulse {
            starved: seen.starved,
            own_free_m: seen.own_free_m,
            own_shaken_m: seen.own_shaken_m,
            others_median_m: seen.others_median_m,
            others_worst_m: seen.others_worst_m,
            ..self.meter.take()
        }
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
            correction_m: self.measuring.correction_m(),
            replayed_ticks: self.prediction.as_ref().map_or(0, Prediction::replayed),
            ..self.meter.stats()
        }
    }
}

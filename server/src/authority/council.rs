//! From match to match: warm-ups and readiness, votes on what to play, and how everybody gets from one match to the next.

use std::sync::Arc;
use std::time::Duration;

use hogs_shared::arena::{Arena, Inputs, Opening, Rules};
use hogs_shared::awards::Reckoning;
use hogs_shared::ids::HogId;
use hogs_shared::mode::Phase;
use hogs_shared::protocol::ballot::{Decision, Motion, Plan, Refusal};
use hogs_shared::protocol::join::PlayerKey;
use hogs_shared::protocol::messages::{Farewell, Notice};
use hogs_shared::rng::Rng;
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};

use super::Authority;
use crate::ballots::Ballots;
use crate::link::Item;
use crate::rotation::Rotation;
use crate::stage::{Stage, plan_of};
use crate::tickets::ClientId;

/// How long before the next match a vote on it ends, ticks: its stage is set meanwhile.
const RESERVE_TICKS: u32 = 4 * TICKS_PER_SECOND;
/// Ticks between two words on how a vote stands.
const WORD_TICKS: u32 = 10;
/// How long a seat is kept for whoever is on the way to the next match.
const KEPT: Duration = Duration::from_secs(25);

/// How a host wants one match to follow another. The usual way is none of it: the same, again and again, at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customs {
    /// Whether a match begins with a warm-up, until everyone is ready.
    pub warm_up: bool,
    /// What is played.
    pub rotation: Rotation,
    /// Whether people are asked what to play, and may ask each other.
    pub votes: bool,
    /// Most who may only look on.
    pub spectators: usize,
}

/// Where the next match is.
#[derive(Debug, Default)]
enum Next {
    /// Here, the same again.
    #[default]
    Same,
    /// Elsewhere: its stage is to be ordered, or has been.
    Ordered(Plan, bool),
    /// Elsewhere, and all is ready.
    Set(Stage),
}

/// Who is on the way to the match that began without them.
#[derive(Debug)]
pub(super) struct Away {
    /// Their connection to the match before.
    pub(super) client: ClientId,
    until: Duration,
}

/// What is decided between matches.
#[derive(Debug)]
pub(super) struct Council {
    customs: Customs,
    ballots: Ballots,
    next: Next,
    /// The same match by other figures than it is played by now.
    renewed: Option<Stage>,
    rng: Rng,
    /// What people were last told of a vote.
    told: Option<(Vec<u16>, u16)>,
}

impl Council {
    pub(super) fn new(customs: Customs, seed: u64) -> Self {
        Self {
            customs,
            ballots: Ballots::default(),
            next: Next::Same,
            renewed: None,
            rng: Rng::for_purpose(seed, 0xC0_07C1),
            told: None,
        }
    }

    /// What can be voted on, what is played included; nothing where there are no votes.
    pub(super) fn offered(&self, rules: &Rules) -> Vec<Plan> {
        if self.customs.votes {
            self.customs.rotation.plans(&plan_of(rules))
        } else {
            Vec::new()
        }
    }

    fn votes_on_next(&self, now: Tick, phase_ends: Tick) -> Tick {
        let latest = phase_ends.before(RESERVE_TICKS);
        if latest.since(now) > 0 {
            latest
        } else {
            now.after(TICKS_PER_SECOND)
        }
    }
}

impl Authority {
    /// What the next step is given on the council's account.
    pub(super) fn lead(&self, inputs: &mut Inputs) {
        inputs.warm_up = self.council.customs.warm_up;
        inputs.kick_off = self.arena.game().phase == Phase::WarmUp && self.lobby.all_ready();
        inputs.hold = matches!(self.council.next, Next::Ordered(..));
    }

    /// A match is over: what is next?
    pub(super) fn ask_what_is_next(&mut self) {
        self.withdraw_vote();
        let current = plan_of(self.arena.rules());
        let players = self.roster().filter(|entry| !entry.looks_on).count();
        let council = &mut self.council;
        if !matches!(council.next, Next::Same) {
            return;
        }
        let asked = council.customs.votes && !self.lobby.present().is_empty();
        if !asked {
            if let Some(plan) = council.customs.rotation.next(&current, players) {
                self.play_next(plan);
            }
            return;
        }
        let rotation = &council.customs.rotation;
        let mut plans = rotation.candidates(&current, players, &mut council.rng);
        match plans.len() {
            0 => {}
            1 => self.play_next(plans.remove(0)),
            _ => {
                let now = self.arena.tick();
                let closes = council.votes_on_next(now, self.arena.game().phase_ends);
                council.ballots.ask(plans, closes);
                council.told = None;
            }
        }
    }

    /// Something else is played next.
    fn play_next(&mut self, plan: Plan) {
        self.broadcast(&Notice::Decided(Decision::Next(plan.clone())));
        self.council.next = Next::Ordered(plan, false);
    }

    /// Has something else played, whatever people are voting on, as soon as its stage is set: at once, or after the
    /// scoreboard.
    pub fn order(&mut self, plan: Plan) {
        self.withdraw_vote();
        self.play_next(plan);
    }

    /// The match whose stage is to be set, told once.
    pub fn take_order(&mut self) -> Option<Plan> {
        match &mut self.council.next {
            Next::Ordered(plan, taken @ false) => {
                *taken = true;
                Some(plan.clone())
            }
            _ => None,
        }
    }

    /// The stage that was ordered is set.
    pub fn bring(&mut self, stage: Stage) {
        if matches!(&self.council.next, Next::Ordered(plan, _) if *plan == stage.plan()) {
            self.council.next = Next::Set(stage);
        }
    }

    /// What is played has other figures now: they are taken for the next match.
    pub fn renew(&mut self, stage: Stage) {
        if stage.plan() == plan_of(self.arena.rules()) {
            self.council.renewed = Some(stage);
        }
    }

    /// What was ordered cannot be played: the same goes on.
    pub fn call_off(&mut self) {
        self.council.next = Next::Same;
    }

    /// Votes, and the change from one match to another when it is time for it.
    pub(super) fn deliberate(&mut self, now: Duration) {
        self.decide();
        self.tell_vote();
        self.give_up_on_the_lost(now);
        let scoreboard = matches!(self.arena.game().phase, Phase::Over { .. });
        let stands = scoreboard && self.arena.tick().after(1) < self.arena.game().phase_ends;
        let begins_again = scoreboard && !stands && matches!(self.council.next, Next::Same);
        if begins_again && let Some(stage) = self.council.renewed.take() {
            self.council.next = Next::Set(stage);
        }
        if matches!(self.council.next, Next::Set(_))
            && !stands
            && let Next::Set(stage) = std::mem::take(&mut self.council.next)
        {
            self.move_to(stage, now);
        }
    }

    fn decide(&mut self) {
        if !self.council.ballots.any() {
            return;
        }
        let (voters, now) = (self.lobby.present(), self.arena.tick());
        let council = &mut self.council;
        let Some(decision) = council.ballots.decide(&voters, now, &mut council.rng) else {
            return;
        };
        self.broadcast(&Notice::Decided(decision.clone()));
        match decision {
            Decision::Next(plan) | Decision::Carried(Motion::Play(plan)) => {
                self.council.next = Next::Ordered(plan, false);
            }
            Decision::Carried(Motion::Restart) => self.restart(),
            Decision::Carried(Motion::Shuffle) => self.lobby.shuffle(&self.arena),
            Decision::Rejected(_) | Decision::Withdrawn => {}
        }
    }

    /// Tells everyone how a vote stands, if that is news.
    fn tell_vote(&mut self) {
        if !self.council.ballots.any() || !self.arena.tick().0.is_multiple_of(WORD_TICKS) {
            return;
        }
        let Some(ballot) = self.council.ballots.ballot(&self.lobby.present()) else {
            return;
        };
        let standing = Some((ballot.votes.clone(), ballot.voters));
        if self.council.told != standing {
            self.council.told = standing;
            self.broadcast(&Notice::Ballot(ballot));
        }
    }

    /// Who comes is told what can be voted on, of the vote that is held, and what is decided of the match and the next.
    pub(super) fn brief(&self) -> Vec<Notice> {
        let plans = self.council.offered(self.arena.rules());
        let offered = plans.into_iter().map(Notice::Offered);
        let ballot = self.council.ballots.ballot(&self.lobby.present());
        let decided = match &self.council.next {
            Next::Ordered(plan, _) => Some(plan.clone()),
            Next::Set(stage) => Some(stage.plan()),
            Next::Same => None,
        };
        let awards = self.reckoning.awards();
        let awards = (!awards.is_empty()).then(|| Notice::Awards(awards.to_vec()));
        offered
            .chain(decided.map(|plan| Notice::Decided(Decision::Next(plan))))
            .chain(ballot.map(Notice::Ballot))
            .chain(awards)
            .collect()
    }

    /// Someone calls a vote.
    pub(super) fn call_vote(&mut self, client: ClientId, motion: Motion) -> Result<(), Refusal> {
        let Some(player) = self.players.get(&client) else {
            return Ok(());
        };
        let (seat, key) = (player.seat, player.key);
        if !self.council.customs.votes {
            return Err(Refusal::NoVotes);
        }
        let scoreboard = matches!(self.arena.game().phase, Phase::Over { .. });
        if scoreboard || !matches!(self.council.next, Next::Same) {
            return Err(Refusal::NotNow);
        }
        match &motion {
            Motion::Play(plan) if !self.council.offered(self.arena.rules()).contains(plan) => {
                return Err(Refusal::NotPlayed);
            }
            Motion::Shuffle => self.lobby.may_shuffle()?,
            Motion::Play(_) | Motion::Restart => {}
        }
        self.council.ballots.call(seat, key, motion, self.arena.tick())?;
        self.council.told = None;
        Ok(())
    }

    /// Someone votes.
    pub(super) fn vote(&mut self, seat: HogId, choice: u8) -> Result<(), Refusal> {
        self.council.ballots.vote(seat, choice)
    }

    /// Someone takes the vote back that they called.
    pub(super) fn cancel_vote(&mut self, seat: HogId) -> Result<(), Refusal> {
        let decision = self.council.ballots.cancel(seat, self.arena.tick())?;
        self.broadcast(&Notice::Decided(decision));
        Ok(())
    }

    /// Someone is gone, and with them their vote.
    pub(super) fn forget_voter(&mut self, seat: HogId) {
        if let Some(decision) = self.council.ballots.gone(seat, self.arena.tick()) {
            self.broadcast(&Notice::Decided(decision));
        }
    }

    fn withdraw_vote(&mut self) {
        if self.council.ballots.any() {
            self.council.ballots.close(self.arena.tick());
            self.broadcast(&Notice::Decided(Decision::Withdrawn));
        }
    }

    /// The same match from its beginning, with everyone in it; by its new figures, if it has any.
    pub fn restart(&mut self) {
        if let Some(stage) = self.council.renewed.take() {
            self.council.next = Next::Set(stage);
            return;
        }
        let (rules, sides) = (
            self.arena.rules().clone(),
            self.arena.rules().mode.mode.has_teams(),
        );
        self.raise_curtain(rules);
        self.lobby.move_to(&self.arena, sides, true);
    }

    /// Another match, to which everyone comes through the door: who lacks its arena gets it there.
    fn move_to(&mut self, stage: Stage, now: Duration) {
        self.withdraw_vote();
        let plan = stage.plan();
        tracing::info!(plan.map, plan.mode, "the next match");
        self.office().post(stage.bill);
        for guest in self.guests.values_mut() {
            guest.current = false;
        }
        for client in self.players.keys().copied().collect::<Vec<_>>() {
            let Some(key) = self.players.get(&client).map(|player| player.key) else {
                continue;
            };
            self.part(client, Farewell::NextMatch);
            self.expect(key, client, now);
        }
        let sides = stage.rules.mode.mode.has_teams();
        self.nav = stage.nav;
        self.council.renewed = None;
        self.raise_curtain(stage.rules);
        self.lobby.move_to(&self.arena, sides, false);
    }

    /// Someone is on the way from the match before: their seat is kept for a while.
    pub(super) fn expect(&mut self, key: PlayerKey, client: ClientId, now: Duration) {
        let until = now + KEPT;
        self.away.insert(key, Away { client, until });
    }

    /// A match that nobody is in yet. Ticks go on, so that whoever is still on the way out of the last can follow.
    fn raise_curtain(&mut self, rules: Arc<Rules>) {
        if let Some(recording) = &mut self.recording {
            recording.end();
        }
        let opening = Opening {
            seats: Vec::new(),
            warm_up: false,
            ..self.arena.opening()
        };
        self.arena = Arena::open(rules, &opening);
        self.reckoning = Reckoning::default();
    }

    /// Frees the seats that were kept for those who did not come.
    fn give_up_on_the_lost(&mut self, now: Duration) {
        let lost: Vec<_> = self.away.extract_if(.., |_, away| now > away.until).collect();
        for (key, away) in lost {
            self.lobby.free(&key, &self.arena);
            self.office().leave(&key, away.client);
        }
    }

    /// Sends someone out, by name: what a host can do. False if nobody is called so.
    pub fn kick(&mut self, name: &str) -> bool {
        let seat = self
            .roster()
            .find(|entry| !entry.bot && entry.name.eq_ignore_ascii_case(name))
            .map(|entry| entry.seat);
        let client = self
            .players
            .values()
            .find(|player| Some(player.seat) == seat)
            .map(|player| player.client);
        if let Some(client) = client {
            self.end(client, Some(Farewell::Kicked));
        }
        client.is_some()
    }

    /// Tells someone that what they asked for is not to be.
    pub(super) fn refuse(&mut self, client: ClientId, refusal: Refusal) {
        if let Some(player) = self.players.get_mut(&client) {
            player.link.tell(&Item::from(&Notice::Refused(refusal)));
        }
    }
}

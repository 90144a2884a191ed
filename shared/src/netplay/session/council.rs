//! What is decided together, as one client knows it: what can be played here, the vote that is held, and one's own voice
//! in it.

use super::Session;
use crate::awards::Award;
use crate::ids::{HogId, Team};
use crate::netplay::scene::Player;
use crate::protocol::ballot::{Ballot, Decision, Motion, Plan, Refusal};
use crate::protocol::messages::ClientRequest;

/// Most that a server can make a client remember of what it plays.
const MAX_OFFERED: usize = 64;

/// What is known of votes.
#[derive(Debug, Default)]
pub(super) struct Council {
    offered: Vec<Plan>,
    ballot: Option<Ballot>,
    voted: Option<u8>,
    next: Option<Plan>,
    awards: Vec<(Award, String)>,
}

impl Council {
    /// This is played here, too.
    pub(super) fn offered(&mut self, plan: Plan) {
        if self.offered.len() < MAX_OFFERED && !self.offered.contains(&plan) {
            self.offered.push(plan);
        }
    }

    /// So a vote stands. True if it is a new one.
    pub(super) fn stands(&mut self, ballot: Ballot) -> bool {
        let known = self.ballot.as_ref();
        let new = known.is_none_or(|known| known.question != ballot.question);
        if new {
            self.voted = None;
        }
        self.ballot = Some(ballot);
        new
    }

    /// It is over.
    pub(super) fn decided(&mut self, decision: &Decision) {
        self.ballot = None;
        self.voted = None;
        if let Decision::Next(plan) | Decision::Carried(Motion::Play(plan)) = decision {
            self.next = Some(plan.clone());
        }
    }

    /// No match is over now: what was awarded was so in the one before.
    pub(super) fn begins(&mut self) {
        self.awards.clear();
    }

    /// Something was refused.
    pub(super) fn refused(&mut self, refusal: Refusal) {
        if refusal == Refusal::NoChoice {
            self.voted = None;
        }
    }
}

impl Session {
    /// The vote that is held, if one is: how it stands.
    #[must_use]
    pub const fn vote(&self) -> Option<&Ballot> {
        self.council.ballot.as_ref()
    }

    /// Which of its choices one is for, if one has said so.
    #[must_use]
    pub const fn voted(&self) -> Option<u8> {
        self.council.voted
    }

    /// Seconds until the vote ends at the latest; none if none is held.
    #[must_use]
    pub fn vote_left_s(&self) -> Option<f32> {
        let ballot = self.vote()?;
        let left = ballot.closes.since(self.tick()).max(0);
        Some(left as f32 * crate::tick::TICK_SECONDS)
    }

    /// What is played on this server, to be called a vote on.
    #[must_use]
    pub fn offered(&self) -> &[Plan] {
        &self.council.offered
    }

    /// What is played next, once that is decided.
    #[must_use]
    pub const fn next_plan(&self) -> Option<&Plan> {
        self.council.next.as_ref()
    }

    /// Who did something better than everyone else in the match that is over, by name: they may have left since.
    #[must_use]
    pub fn awards(&self) -> &[(Award, String)] {
        &self.council.awards
    }

    /// The awards are told.
    pub(super) fn award(&mut self, awards: &[Award]) {
        let named = awards.iter().filter_map(|award| {
            let player = self.players.get(&award.hog)?;
            Some((*award, player.name.clone()))
        });
        self.council.awards = named.collect();
    }

    /// Votes for a choice.
    pub fn vote_for(&mut self, choice: u8) {
        let there = self
            .vote()
            .is_some_and(|ballot| usize::from(choice) < ballot.question.choices());
        if there {
            self.council.voted = Some(choice);
            self.request(&ClientRequest::Vote(choice));
        }
    }

    /// One's own entry in the roster, once it was told.
    #[must_use]
    pub fn myself(&self) -> Option<&Player> {
        self.players.get(&self.own()?)
    }

    /// People who are to be ready before the match begins, and how many of them are.
    #[must_use]
    pub fn readiness(&self) -> (usize, usize) {
        let waited_for = self
            .players
            .values()
            .filter(|player| !player.bot && !player.looks_on);
        let all: Vec<bool> = waited_for.map(|player| player.ready).collect();
        (all.len(), all.iter().filter(|ready| **ready).count())
    }

    /// Seats of a side, those who only look on apart.
    pub fn side(&self, team: Team) -> impl Iterator<Item = HogId> {
        self.players
            .iter()
            .filter(move |(_, player)| player.team == Some(team) && !player.looks_on)
            .map(|(&seat, _)| seat)
    }
}

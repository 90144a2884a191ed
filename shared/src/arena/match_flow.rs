//! The arc of a match: warm-up, countdown, play, overtime, scoreboard, and the next.

use super::hog::Hog;
use super::outcome::{Outcome, Outcomes};
use super::physics::Physics;
use super::{Arena, Inputs};
use crate::ids::HogId;
use crate::math::Vec3;
use crate::mode::{Game, Phase, Play, Score};
use crate::tick::ticks_from_seconds;

impl Arena {
    /// The match as its mode sees it.
    fn play<'a>(&'a mut self, rules: &'a super::Rules, outcomes: &'a mut Outcomes) -> Play<'a> {
        Play {
            game: &mut self.game,
            hogs: &mut self.hogs,
            rules,
            rng: &mut self.rng,
            outcomes,
        }
    }

    /// Books a wreck.
    pub(super) fn wrecked(&mut self, victim: HogId, killer: Option<HogId>, outcomes: &mut Outcomes) {
        if !self.game.phase.is_on() {
            return;
        }
        let rules = self.rules.clone();
        self.game.count(victim, killer);
        let rule = rules.mode.mode.rule();
        rule.wrecked(&mut self.play(&rules, outcomes), victim, killer);
    }

    /// Whoever leaves does not take along what they hold.
    pub(super) fn leave_behind(&mut self, hog: HogId, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let mut play = self.play(&rules, outcomes);
        for objective in 0..play.game.objectives.len() {
            if play.game.objectives[objective].holder == Some(hog) {
                play.let_go(objective, Vec3::ZERO);
            }
        }
    }

    /// Moves what the mode is about, with or without a holder. Whoever carries something cannot hide.
    pub(super) fn carry(&mut self) {
        for objective in &mut self.game.objectives {
            let seat = objective.holder.map(HogId::index);
            if let Some(Some(holder)) = seat.and_then(|seat| self.hogs.get_mut(seat)) {
                holder.cloak_ticks = 0;
            }
            objective.travel(&self.hogs, &self.rules);
        }
    }

    /// Goes on to the next phase when it is time, and ends a match that is decided.
    pub(super) fn judge(&mut self, inputs: &Inputs, outcomes: &mut Outcomes) {
        if self.foresight.is_some() {
            return;
        }
        let rules = self.rules.clone();
        let limits = &rules.mode.tuning;
        let due = self.tick >= self.game.phase_ends;
        match self.game.phase {
            Phase::WarmUp if due || inputs.kick_off => self.kick_off(outcomes),
            Phase::Countdown if due => self.enter(Phase::Playing, limits.time_limit_s, outcomes),
            Phase::Over { .. } if due && !inputs.hold => self.begin_again(inputs, outcomes),
            Phase::WarmUp | Phase::Playing | Phase::Overtime => self.referee(due, outcomes),
            Phase::Countdown | Phase::Over { .. } => {}
        }
    }

    /// One tick of the mode, and whether that decided the match.
    fn referee(&mut self, due: bool, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let (rule, limits) = (rules.mode.mode.rule(), &rules.mode.tuning);
        let mut play = self.play(&rules, outcomes);
        rule.tick(&mut play);
        let decided = rule.decided(&play);
        if !self.game.phase.is_on() {
            return;
        }
        let standing = rule.standing(&self.game);
        // Nobody stands where everybody only looks on.
        let leader = standing.first().map(|(leader, _)| *leader);
        let decided = decided && leader.is_some();
        let shared = standing.len() > 1 && standing[0].1 == standing[1].1;
        let overtime = self.game.phase == Phase::Overtime;
        if decided || due || (overtime && !shared && leader.is_some()) {
            if !decided && shared && !overtime && limits.overtime_s > 0.0 {
                self.enter(Phase::Overtime, limits.overtime_s, outcomes);
                return;
            }
            let winner = leader.filter(|_| !shared);
            self.game.phase = Phase::Over { winner };
            self.game.phase_ends = self.tick.after(ticks_from_seconds(limits.intermission_s));
            outcomes.push(Outcome::MatchEnded { winner });
        }
    }

    fn enter(&mut self, phase: Phase, lasts_s: f32, outcomes: &mut Outcomes) {
        self.game.phase = phase;
        self.game.phase_ends = self.tick.after(ticks_from_seconds(lasts_s));
        outcomes.push(Outcome::PhaseBegan(phase));
    }

    /// The warm-up is over: everyone back to a start, and nothing of it counts.
    fn kick_off(&mut self, outcomes: &mut Outcomes) {
        self.clear();
        self.enter(Phase::Countdown, self.rules.mode.tuning.countdown_s, outcomes);
    }

    /// A new match with the same players, and nothing that remembers the last one, so that an
    /// [`Opening`](super::Opening) tells all of it.
    pub(super) fn begin_again(&mut self, inputs: &Inputs, outcomes: &mut Outcomes) {
        self.clear();
        outcomes.push(Outcome::MatchStarted);
        if inputs.warm_up {
            self.warm_up();
        }
    }

    pub(super) fn warm_up(&mut self) {
        let longest = ticks_from_seconds(self.rules.mode.tuning.warm_up_s);
        self.game.phase = Phase::WarmUp;
        self.game.phase_ends = self.tick.after(longest);
    }

    /// Fresh hogs, no shots, no scores.
    fn clear(&mut self) {
        let mut game = Game::new(&self.rules, self.tick);
        let entry = game.entry(&self.rules, Score::default());
        let scores = self.game.scores.iter();
        game.scores = scores.map(|score| score.map(|_| entry)).collect();
        self.game = game;
        self.shots.clear();
        self.pickup_back.fill(self.tick);
        self.attackers.fill(None);
        self.physics = Physics::new(&self.rules.terrain);
        for hog in self.hogs.iter_mut().flatten() {
            *hog = Hog::waiting(hog.id, hog.chassis, hog.team, hog.looks_on());
        }
    }
}

//! The modes: what the score is and when a match is over. Each mode's rule is one file in `mode/`; its limits are in
//! `assets/modes/<name>.ron`. To add one: a file, a line in [`Mode`], one for its module and one in [`Mode::rule`], a
//! RON.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::arena::Rules;
use crate::arena::hog::Hog;
use crate::arena::outcome::{Deed, Outcome, Outcomes};
use crate::ids::{HogId, MAX_HOGS, Team};
use crate::math::Vec3;
use crate::rng::Rng;
use crate::tick::{Tick, ticks_from_seconds};
use crate::tuning::ModeTuning;

pub mod capture_the_flag;
pub mod deathmatch;
pub mod greased_pig;
pub mod last_hog_standing;
pub mod objective;
pub mod team_deathmatch;

pub use objective::{Objective, Thing};

/// Makes the enum of the modes from one line for each, so that a new one is one more line.
macro_rules! modes {
    ($($(#[$what:meta])* $variant:ident = $name:literal,)*) => {
        /// Every mode.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Mode {
            $($(#[$what])* $variant,)*
        }

        impl Mode {
            /// All of them.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// Name of its file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

modes! {
    /// Everyone against everyone; a wreck is a point.
    #[default]
    Deathmatch = "deathmatch",
    /// Side against side; a wreck is a point.
    TeamDeathmatch = "team_deathmatch",
    /// Side against side; the other's flag, brought home, is a point.
    CaptureTheFlag = "capture_the_flag",
    /// Everyone against everyone; who has lives left at the end has won.
    LastHogStanding = "last_hog_standing",
    /// Everyone against everyone; holding the pig is points.
    GreasedPig = "greased_pig",
}

impl Mode {
    /// The mode of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// What it does.
    pub(crate) fn rule(self) -> &'static dyn ModeRule {
        match self {
            Self::Deathmatch => &deathmatch::Deathmatch,
            Self::TeamDeathmatch => &team_deathmatch::TeamDeathmatch,
            Self::CaptureTheFlag => &capture_the_flag::CaptureTheFlag,
            Self::LastHogStanding => &last_hog_standing::LastHogStanding,
            Self::GreasedPig => &greased_pig::GreasedPig,
        }
    }

    /// Whether there are sides.
    #[must_use]
    pub fn has_teams(self) -> bool {
        self.rule().has_teams()
    }
}

/// A match as its mode sees it.
pub(crate) struct Play<'a> {
    /// Phase, clock, scores and what the mode is about.
    pub game: &'a mut Game,
    /// By seat.
    pub hogs: &'a mut [Option<Hog>],
    /// Everything that does not change.
    pub rules: &'a Rules,
    /// Chance; only the server's is asked.
    pub rng: &'a mut Rng,
    /// What has happened in this tick so far, and goes on to happen.
    pub outcomes: &'a mut Outcomes,
}

impl Play<'_> {
    /// Whose side a hog is on.
    fn team(&self, hog: HogId) -> Option<Team> {
        let hog = self.hogs.get(hog.index()).and_then(Option::as_ref);
        hog.and_then(|hog| hog.team)
    }

    /// Tells everyone what has become of what the mode is about.
    fn tell(&mut self, objective: usize, deed: Deed, hog: Option<HogId>) {
        let at = self.game.objectives[objective].position;
        self.outcomes.push(Outcome::Objective {
            objective: objective as u8,
            deed,
            hog,
            at,
        });
    }

    /// Somebody takes an objective, and is nobody's guest any more.
    fn take(&mut self, objective: usize, hog: HogId) {
        self.game.objectives[objective].take(hog);
        if let Some(hog) = self.hogs.get_mut(hog.index()).and_then(Option::as_mut) {
            hog.protected_ticks = 0;
        }
        self.tell(objective, Deed::Taken, Some(hog));
    }

    /// An objective is let go with a velocity, m/s.
    pub(crate) fn let_go(&mut self, objective: usize, velocity: Vec3) {
        let wait_ticks = ticks_from_seconds(self.rules.mode.tuning.return_s) as u16;
        let thing = &mut self.game.objectives[objective];
        thing.let_go(velocity, wait_ticks);
        let last = thing.last;
        self.tell(objective, Deed::Dropped, last);
    }

    /// An objective goes where it belongs, by somebody's doing or by itself.
    fn send_home(&mut self, objective: usize, by: Option<HogId>) {
        let thing = self.game.objectives[objective].thing;
        self.game.objectives[objective] = Objective::at_home(thing, self.rules);
        self.tell(objective, Deed::Returned, by);
    }

    /// Lets go whom a wreck or leaving has taken out of play, and sends home what is lost or has lain about for too long.
    fn mind(&mut self, objective: usize) {
        let thing = self.game.objectives[objective];
        if thing.holder.is_some() && thing.held_by(self.hogs).is_none() {
            self.let_go(objective, Vec3::ZERO);
        }
        let thing = &mut self.game.objectives[objective];
        if thing.holder.is_some() || thing.home {
            return;
        }
        thing.wait_ticks = thing.wait_ticks.saturating_sub(1);
        if thing.wait_ticks == 0 || thing.lost(&self.rules.level) {
            self.send_home(objective, None);
        }
    }
}

/// What a mode does. Everything has a usual way, so that a mode says only how it differs.
pub(crate) trait ModeRule: Sync {
    /// Whether there are sides.
    fn has_teams(&self) -> bool {
        false
    }

    /// What the mode is about, as a match begins.
    fn set_out(&self, _rules: &Rules) -> Vec<Objective> {
        Vec::new()
    }

    /// What a player has to show who enters, with what they bring from before; as a match begins nobody brings anything.
    fn entry(&self, _game: &Game, _limits: &ModeTuning, brought: Score) -> Score {
        brought
    }

    /// Points for a wreck while the match is on. Kills and deaths are counted already; a killer on the victim's own side
    /// is its killer all the same.
    fn wrecked(&self, play: &mut Play<'_>, victim: HogId, killer: Option<HogId>);

    /// One tick of a match that is on, after all that happened in it; also asked in warm-ups, where points do not last.
    fn tick(&self, _play: &mut Play<'_>) {}

    /// Whether a wreck comes back.
    fn returns(&self, _game: &Game, _limits: &ModeTuning, _hog: HogId) -> bool {
        true
    }

    /// Who stands where, best first. Usually everyone by points, or each side by its own.
    fn standing(&self, game: &Game) -> Vec<(Side, i32)> {
        if self.has_teams() {
            let mut sides = Team::ALL.map(|team| (Side::Team(team), i32::from(game.teams[team.index()])));
            sides.sort_by_key(|(_, points)| -points);
            return sides.to_vec();
        }
        let ranks = game.ranking().into_iter();
        ranks
            .map(|(hog, score)| (Side::Hog(hog), i32::from(score.points)))
            .collect()
    }

    /// Whether the match is over before its time.
    fn decided(&self, play: &Play<'_>) -> bool {
        let best = self.standing(play.game).first().map(|(_, points)| *points);
        best.is_some_and(|best| best >= i32::from(play.rules.mode.tuning.score_limit))
    }
}

/// A mode with its limits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ModeRules {
    /// Which.
    pub mode: Mode,
    /// Its limits.
    pub tuning: ModeTuning,
}

/// What a player has to show for a match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Score {
    /// What the mode counts.
    pub points: i16,
    /// Others wrecked.
    pub kills: u16,
    /// Times wrecked.
    pub deaths: u16,
}

/// Who can win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Side {
    /// One on their own.
    Hog(HogId),
    /// A team.
    Team(Team),
}

/// Where a match stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// It has not begun: everyone drives about until all are ready.
    WarmUp,
    /// It is about to begin: everyone stands still.
    Countdown,
    /// It is on.
    Playing,
    /// Time ran out on equal leaders: whoever is ahead next has won.
    Overtime,
    /// It is over; the scoreboard stands until the next one.
    Over {
        /// Who won; none for a draw.
        winner: Option<Side>,
    },
}

impl Phase {
    /// Whether points count.
    #[must_use]
    pub const fn is_on(self) -> bool {
        matches!(self, Self::Playing | Self::Overtime)
    }

    /// Whether hogs drive and shoot.
    #[must_use]
    pub const fn is_free(self) -> bool {
        matches!(self, Self::WarmUp | Self::Playing | Self::Overtime)
    }

    /// As a small number, whoever won: below 5.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Playing => 0,
            Self::Over { .. } => 1,
            Self::WarmUp => 2,
            Self::Countdown => 3,
            Self::Overtime => 4,
        }
    }

    /// What [`Phase::code`] made a number, if it did.
    #[must_use]
    pub const fn from_code(code: u8, winner: Option<Side>) -> Option<Self> {
        Some(match code {
            0 => Self::Playing,
            1 => Self::Over { winner },
            2 => Self::WarmUp,
            3 => Self::Countdown,
            4 => Self::Overtime,
            _ => return None,
        })
    }
}

/// The state of the mode: phase, clock, scores and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Game {
    /// Where the match stands.
    pub phase: Phase,
    /// When the phase ends by the clock.
    pub phase_ends: Tick,
    /// By seat; none for a free seat.
    pub scores: Vec<Option<Score>>,
    /// By [`Team::index`]: points of each side.
    pub teams: [i16; 2],
    /// What the mode is about, at most [`objective::MOST`].
    pub objectives: Vec<Objective>,
}

impl Game {
    /// A match that is on from `tick`.
    #[must_use]
    pub fn new(rules: &Rules, tick: Tick) -> Self {
        let phase_ends = tick.after(crate::tick::ticks_from_seconds(rules.mode.tuning.time_limit_s));
        Self {
            phase: Phase::Playing,
            phase_ends,
            scores: vec![None; MAX_HOGS],
            teams: [0; 2],
            objectives: rules.mode.mode.rule().set_out(rules),
        }
    }

    /// The score of a seat; nothing for a free one.
    #[must_use]
    pub fn score(&self, hog: HogId) -> Score {
        self.scores[hog.index()].unwrap_or_default()
    }

    /// What a player has to show who enters now with what they bring from before.
    pub(crate) fn entry(&self, rules: &Rules, brought: Score) -> Score {
        rules.mode.mode.rule().entry(self, &rules.mode.tuning, brought)
    }

    /// Gives or takes points; a hog's count for its side too.
    pub(crate) fn award(&mut self, hog: HogId, team: Option<Team>, points: i16) {
        if let Some(score) = self.scores.get_mut(hog.index()).and_then(Option::as_mut) {
            score.points = score.points.saturating_add(points);
        }
        if let Some(team) = team {
            let sum = &mut self.teams[team.index()];
            *sum = sum.saturating_add(points);
        }
    }

    /// Counts a wreck.
    pub(crate) fn count(&mut self, victim: HogId, killer: Option<HogId>) {
        if let Some(score) = &mut self.scores[victim.index()] {
            score.deaths = score.deaths.saturating_add(1);
        }
        if let Some(killer) = killer
            && let Some(score) = &mut self.scores[killer.index()]
        {
            score.kills = score.kills.saturating_add(1);
        }
    }

    /// Seats by rank, best first; equal ranks by seat.
    #[must_use]
    pub fn ranking(&self) -> Vec<(HogId, Score)> {
        let seats = self.scores.iter().enumerate();
        let mut ranks: Vec<_> = seats
            .filter_map(|(seat, score)| Some((HogId(seat as u8), (*score)?)))
            .collect();
        ranks.sort_by_key(|(hog, score)| (Reverse((score.points, score.kills)), score.deaths, *hog));
        ranks
    }

    /// Gives the checksum what decides how the match goes on.
    pub(crate) fn feed(&self, word: &mut dyn FnMut(u32)) {
        word(u32::from(self.phase.code()));
        if let Phase::Over { winner } = self.phase {
            word(match winner {
                None => 0,
                Some(Side::Hog(hog)) => 1 + u32::from(hog.0),
                Some(Side::Team(team)) => 0x1000 + team.index() as u32,
            });
        }
        word(self.phase_ends.0);
        for (seat, score) in self.scores.iter().enumerate() {
            if let Some(score) = score {
                word(seat as u32);
                word(u32::from(score.points as u16));
                word(u32::from(score.kills) << 16 | u32::from(score.deaths));
            }
        }
        word(u32::from(self.teams[0] as u16) | u32::from(self.teams[1] as u16) << 16);
        for objective in &self.objectives {
            objective.feed(word);
        }
    }
}

//! What a mode is about: flags, the pig. Somebody has it, or it lies about, or slides; where it is follows from that.

use serde::{Deserialize, Serialize};

use crate::arena::Rules;
use crate::arena::hog::Hog;
use crate::ids::{HogId, Team};
use crate::level::{Hazard, Level};
use crate::math::Vec3;
use crate::quantize::{POSITION, VELOCITY};
use crate::tick::TICK_SECONDS;

/// Most there can be in a match.
pub const MOST: usize = 4;
/// Gravity on what lies about, m/s².
const FALL_MPS2: f32 = 20.0;
/// How high its middle is over what it lies on, metres.
const REST_M: f32 = 0.7;
/// Whoever's middle is as near as this to its middle touches it, metres.
pub(crate) const REACH_M: f32 = 3.0;
/// Where its holder has it, in the holder's frame, metres.
const HELD: Vec3 = Vec3::new(0.0, 1.3, 1.1);

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Thing {
    /// A team's flag: it stands until it is taken, and lies still where it fell.
    Flag(Team),
    /// The greased pig: it slides.
    Pig,
}

impl Thing {
    /// Share of its level speed that it loses, 1/s.
    const fn drag_per_s(self) -> f32 {
        match self {
            Self::Flag(_) => 8.0,
            Self::Pig => 0.45,
        }
    }

    /// Where it belongs, on the ground, metres.
    #[must_use]
    pub fn home(self, rules: &Rules) -> Vec3 {
        match self {
            Self::Flag(team) => rules.homes.base(team).at,
            Self::Pig => rules.homes.pig,
        }
    }

    /// As a small number.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Flag(team) => team as u8,
            Self::Pig => 2,
        }
    }

    /// What [`Thing::code`] made a number, if it did.
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Flag(Team::Amber)),
            1 => Some(Self::Flag(Team::Azure)),
            2 => Some(Self::Pig),
            _ => None,
        }
    }
}

/// Something that a mode is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Objective {
    /// What it is.
    pub thing: Thing,
    /// Its middle, metres, on the grid.
    pub position: Vec3,
    /// Metres a second, on the grid; nothing while it is held.
    pub velocity: Vec3,
    /// Who has it.
    pub holder: Option<HogId>,
    /// Who had it last, until it goes home.
    pub last: Option<HogId>,
    /// Whether it is where it belongs.
    pub home: bool,
    /// While somebody has it, for how long they have had it; while it lies about, until it goes home by itself, ticks.
    pub wait_ticks: u16,
}

impl Objective {
    /// Where it belongs.
    #[must_use]
    pub fn at_home(thing: Thing, rules: &Rules) -> Self {
        Self {
            thing,
            position: POSITION.snap3(thing.home(rules) + Vec3::new(0.0, REST_M, 0.0)),
            velocity: Vec3::ZERO,
            holder: None,
            last: None,
            home: true,
            wait_ticks: 0,
        }
    }

    /// Somebody has it now.
    pub(crate) fn take(&mut self, hog: HogId) {
        (self.holder, self.last, self.home) = (Some(hog), None, false);
        self.velocity = Vec3::ZERO;
        self.wait_ticks = 0;
    }

    /// Nobody has it any more: it flies off, and lies about for so long.
    pub(crate) fn let_go(&mut self, velocity: Vec3, wait_ticks: u16) {
        self.last = self.holder.take();
        self.velocity = VELOCITY.snap3(velocity);
        self.wait_ticks = wait_ticks;
    }

    /// Who has hold of it, if they are still in play.
    pub(crate) fn held_by<'a>(&self, hogs: &'a [Option<Hog>]) -> Option<&'a Hog> {
        let hog = hogs.get(self.holder?.index())?.as_ref()?;
        hog.alive().then_some(hog)
    }

    /// The nearest of those in play and meant that touches it, the lower seat of equals.
    pub(crate) fn touched_by(&self, hogs: &[Option<Hog>], meant: impl Fn(&Hog) -> bool) -> Option<HogId> {
        let reach = |hog: &Hog| (hog.position - self.position).length_squared();
        hogs.iter()
            .flatten()
            .filter(|hog| hog.alive() && reach(hog) <= REACH_M * REACH_M && meant(hog))
            .min_by(|a, b| reach(a).total_cmp(&reach(b)))
            .map(|hog| hog.id)
    }

    /// Whether it lies where nobody can get it: beyond the bounds, or where it burns.
    pub(crate) fn lost(&self, level: &Level) -> bool {
        let (half_x, half_z) = level.half_size;
        let at = self.position;
        let hazard = |hazard: &Hazard| hazard.region().holds(at, 0.0);
        at.y < level.floor
            || at.y > level.ceiling
            || at.x.abs() > half_x
            || at.z.abs() > half_z
            || level.hazards.iter().any(hazard)
    }

    /// One tick: it goes with its holder, or falls and slides until something stops it.
    pub(crate) fn travel(&mut self, hogs: &[Option<Hog>], rules: &Rules) {
        if let Some(holder) = self.holder {
            if let Some(hog) = hogs.get(holder.index()).and_then(Option::as_ref) {
                self.position = POSITION.snap3(hog.position + hog.rotation * HELD);
            }
            self.velocity = Vec3::ZERO;
            return;
        }
        if self.home {
            return;
        }
        let mut velocity = self.velocity;
        let keep = (1.0 - self.thing.drag_per_s() * TICK_SECONDS).max(0.0);
        velocity.x *= keep;
        velocity.z *= keep;
        velocity.y -= FALL_MPS2 * TICK_SECONDS;
        let down = Vec3::new(0.0, -1.0, 0.0);
        let below = rules.terrain.cast(self.position, down, REST_M + 0.3);
        if let Some(ground) = below.filter(|_| velocity.y <= 0.0) {
            self.position.y += REST_M - ground.distance_m;
            // Along the ground it lies on, downhill too.
            let into = velocity.dot(ground.normal).min(0.0);
            velocity -= ground.normal * into;
        }
        let span = velocity * TICK_SECONDS;
        let length_m = span.length();
        if length_m > 1e-4
            && let Some(wall) = rules
                .terrain
                .cast(self.position, span / length_m, length_m + REST_M)
        {
            // Off what it runs into, with half of its speed.
            let into = velocity.dot(wall.normal).min(0.0);
            velocity -= wall.normal * (into * 1.5);
        } else {
            self.position += span;
        }
        self.position = POSITION.snap3(self.position);
        self.velocity = VELOCITY.snap3(velocity);
    }

    /// Gives the checksum all of it.
    pub(crate) fn feed(&self, word: &mut dyn FnMut(u32)) {
        let holder = self.holder.map_or(0, |holder| 1 + u32::from(holder.0));
        let last = self.last.map_or(0, |last| 1 + u32::from(last.0));
        word(u32::from(self.thing.code()) | holder << 8 | u32::from(self.home) << 24);
        word(last);
        for part in self
            .position
            .to_array()
            .into_iter()
            .chain(self.velocity.to_array())
        {
            word(part.to_bits());
        }
        word(u32::from(self.wait_ticks));
    }
}

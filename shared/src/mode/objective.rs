//! What a mode is about: flags, the pig. Somebody has it, or it lies about, or slides; where it is follows from that.

use serde::{Deserialize, Serialize};

use crate::arena::Rules;
use crate::arena::hog::Hog;
use crate::ids::{HogId, Team};
use crate::math::Vec3;
use crate::quantize::{POSITION, VELOCITY};
use crate::tick::TICK_SECONDS;

/// Most there can be in a match.
pub const MOST: usize = 4;
/// Gravity on what lies about, m/s².
const FALL_MPS2: f32 = 20.0;
/// How high its middle is over what it lies on, metres.
const REST_M: f32 = 0.7;
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
    /// Whether it is where it belongs.
    pub home: bool,
    /// Ticks until nobody's hands are too slippery for it, or until it goes home by itself: what the mode counts.
    pub wait_ticks: u16,
}

impl Objective {
    /// Where it belongs.
    #[must_use]
    pub fn at_home(thing: Thing, place: Vec3) -> Self {
        Self {
            thing,
            position: POSITION.snap3(place + Vec3::new(0.0, REST_M, 0.0)),
            velocity: Vec3::ZERO,
            holder: None,
            home: true,
            wait_ticks: 0,
        }
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
        word(u32::from(self.thing.code()) | holder << 8 | u32::from(self.home) << 24);
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

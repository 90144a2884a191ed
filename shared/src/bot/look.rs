//! What a bot knows of others: whom it saw, where, and how long ago; and how late it notices what its target does.
//! One line of sight to one hog is looked at in each tick, in turn, as a player's eyes wander.

use std::collections::VecDeque;

use super::View;
use crate::arena::Arena;
use crate::arena::hog::Hog;
use crate::ids::{HogId, MAX_HOGS};
use crate::math::Vec3;
use crate::tick::TICK_SECONDS;

/// Farther than this nobody is noticed, metres.
const SIGHT_M: f32 = 180.0;
/// Most others a bot keeps in mind.
const MINDED_MAX: usize = 16;
/// What was seen longer ago than this is forgotten, ticks.
const FORGET_TICKS: u32 = 360;
/// Longest reaction, and so the most that is kept of the target's motion, ticks.
pub(super) const DELAY_MAX: usize = 40;
/// How long the target is thought to go on out of sight, ticks.
const IMAGINED_TICKS: u32 = 40;
/// Seats looked through in one tick for somebody to look at.
const SEATS_A_TICK: usize = 64;

/// Somebody as last seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sighting {
    pub hog: HogId,
    /// Metres.
    pub at: Vec3,
    /// By the bot's own clock, ticks.
    pub seen: u32,
    /// Health and shield, as a share of full.
    pub strength: f32,
}

/// Where the target is and how it moves, as the bot believes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Track {
    /// Now, metres.
    pub at: Vec3,
    /// Metres a second.
    pub velocity: Vec3,
    /// Change of that, m/s².
    pub acceleration: Vec3,
}

/// Eyes and memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Eyes {
    sightings: Vec<Sighting>,
    next_seat: usize,
    target: Option<HogId>,
    target_visible: bool,
    /// Ticks for which it has not been.
    unseen_ticks: u32,
    /// The target's motion in the last ticks, newest last.
    motion: VecDeque<(Vec3, Vec3)>,
}

impl Eyes {
    /// Forgets everybody, as after a wreck.
    pub(super) fn clear(&mut self) {
        self.sightings.clear();
        self.set_target(None);
    }

    /// Everybody in mind.
    pub(super) fn sightings(&self) -> &[Sighting] {
        &self.sightings
    }

    /// Whom to fight.
    pub(super) fn target(&self) -> Option<HogId> {
        self.target
    }

    /// Whether the target is in sight.
    pub(super) fn target_visible(&self) -> bool {
        self.target_visible
    }

    /// Where somebody was seen last.
    pub(super) fn sighting(&self, hog: HogId) -> Option<&Sighting> {
        self.sightings.iter().find(|sighting| sighting.hog == hog)
    }

    /// Turns to somebody else; their motion has yet to be noticed.
    pub(super) fn set_target(&mut self, target: Option<HogId>) {
        if self.target != target {
            self.target = target;
            self.motion.clear();
            self.target_visible = false;
        }
    }

    /// Looks around for one tick.
    pub(super) fn look(&mut self, view: &View<'_>) {
        self.sightings
            .retain(|sighting| view.clock.wrapping_sub(sighting.seen) <= FORGET_TICKS);
        if let Some(other) = self.next(view.arena, view.me.id) {
            self.glance(view, other);
        }
        self.follow(view);
    }

    /// The next hog in turn.
    fn next<'a>(&mut self, arena: &'a Arena, own: HogId) -> Option<&'a Hog> {
        for _ in 0..SEATS_A_TICK {
            let seat = HogId(self.next_seat as u8);
            self.next_seat = (self.next_seat + 1) % MAX_HOGS;
            if seat != own
                && let Some(hog) = arena.hog(seat)
            {
                return Some(hog);
            }
        }
        None
    }

    fn glance(&mut self, view: &View<'_>, other: &Hog) {
        if !other.alive() {
            self.sightings.retain(|sighting| sighting.hog != other.id);
        } else if sees(view, other) {
            self.note(view, other);
        }
    }

    fn note(&mut self, view: &View<'_>, other: &Hog) {
        let chassis = view.arena.rules().tuning.chassis(other.chassis);
        let strength = (other.health.points() + other.shield.points()) / (chassis.health + chassis.shield);
        let fresh = Sighting {
            hog: other.id,
            at: other.position,
            seen: view.clock,
            strength,
        };
        if let Some(known) = self
            .sightings
            .iter_mut()
            .find(|sighting| sighting.hog == other.id)
        {
            *known = fresh;
            return;
        }
        if self.sightings.len() == MINDED_MAX {
            // The one that matters least goes: the farthest away.
            let far = |sighting: &Sighting| (sighting.at - view.me.position).length_squared();
            let farthest =
                (0..MINDED_MAX).max_by(|&a, &b| far(&self.sightings[a]).total_cmp(&far(&self.sightings[b])));
            let nearer = farthest.filter(|&index| far(&self.sightings[index]) > far(&fresh));
            if let Some(index) = nearer {
                self.sightings[index] = fresh;
            }
            return;
        }
        self.sightings.push(fresh);
    }

    /// Keeps the eyes on the target.
    fn follow(&mut self, view: &View<'_>) {
        let Some(target) = self.target else { return };
        let Some(hog) = view.arena.hog(target).filter(|hog| hog.alive()) else {
            self.sightings.retain(|sighting| sighting.hog != target);
            self.set_target(None);
            return;
        };
        if view.turn(4) {
            self.target_visible = sees(view, hog);
            if self.target_visible {
                self.note(view, hog);
            }
        }
        if self.target_visible {
            self.remember(hog.position, hog.velocity);
            self.unseen_ticks = 0;
        } else {
            self.imagine();
        }
    }

    /// Out of sight, the target is thought to go on as it did, for a while.
    fn imagine(&mut self) {
        self.unseen_ticks += 1;
        let last = self
            .motion
            .back()
            .copied()
            .filter(|_| self.unseen_ticks < IMAGINED_TICKS);
        match last {
            Some((at, velocity)) => self.remember(at + velocity * TICK_SECONDS, velocity),
            None => self.motion.clear(),
        }
    }

    fn remember(&mut self, at: Vec3, velocity: Vec3) {
        if self.motion.len() == DELAY_MAX {
            self.motion.pop_front();
        }
        self.motion.push_back((at, velocity));
    }

    /// The target's motion as noticed with a delay and carried on; none until it has been in sight for so long.
    pub(super) fn track(&self, delay_ticks: usize) -> Option<Track> {
        let delay = delay_ticks.min(DELAY_MAX - 1);
        let index = self.motion.len().checked_sub(delay + 1)?;
        let (at, velocity) = self.motion[index];
        let earlier = index.saturating_sub(8);
        let span_s = (index - earlier).max(1) as f32 * TICK_SECONDS;
        let acceleration = (velocity - self.motion[earlier].1) / span_s;
        Some(Track {
            at: at + velocity * (delay as f32 * TICK_SECONDS),
            velocity,
            acceleration,
        })
    }
}

/// Whether nothing stands between a bot's turret and somebody's hull, and no cloak hides them.
fn sees(view: &View<'_>, other: &Hog) -> bool {
    let eye = view.me.position + Vec3::new(0.0, 0.8, 0.0);
    let apart = other.position - eye;
    let sight_m = if other.cloak_ticks > 0 {
        view.arena.rules().tuning.rules.cloak_m
    } else {
        SIGHT_M
    };
    apart.length_squared() < sight_m * sight_m
        && view
            .arena
            .rules()
            .terrain
            .sees(eye, other.position + Vec3::new(0.0, 0.4, 0.0))
}

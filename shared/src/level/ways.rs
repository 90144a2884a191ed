//! Which places of an arena are connected by ground that one can drive there and back on: steps of a grid, none of them
//! steep, walled off, over nothing or through what burns. It is coarser than the survey that bots find their way by,
//! because every client that joins does it, and knows nothing of pads, gates and lifts.

use std::collections::BTreeMap;

use super::{Level, Region, Terrain};
use crate::math::Vec3;

/// Smallest step, metres.
const STEP_M: f32 = 2.0;
/// Most steps on one floor, so that the largest arena costs no more than a few usual ones.
const MOST_STEPS: f32 = 20_000.0;
/// Steepest way, rise over run.
const SLOPE: f32 = 0.9;
/// Height over the ground at which walls are felt, metres: a kerb is none.
const FEELER_M: f32 = 0.5;
/// Upright part of a slope's normal; what has less is a wall.
const WALL_NORMAL_Y: f32 = 0.6;
/// Height of the middle of a hull over the ground, metres.
const HULL_M: f32 = 1.0;
/// Height that tells floors over each other apart, metres.
const FLOOR_M: f32 = 2.5;

const DOWN: Vec3 = Vec3::new(0.0, -1.0, 0.0);

/// A step: along x, z, and which floor.
type Step = (i32, i32, i32);

/// The pieces that the ground of an arena falls into.
pub(super) struct Ways<'a> {
    level: &'a Level,
    terrain: &'a Terrain,
    hazards: Vec<Region>,
    step_m: f32,
    /// By step that somebody can be on: which piece it is of.
    pieces: BTreeMap<Step, usize>,
    count: usize,
}

impl<'a> Ways<'a> {
    /// Nothing is known yet.
    pub(super) fn new(level: &'a Level, terrain: &'a Terrain) -> Self {
        let area_m2 = 4.0 * level.half_size.0 * level.half_size.1;
        Self {
            level,
            terrain,
            hazards: level.hazards.iter().map(|hazard| hazard.region()).collect(),
            step_m: (area_m2 / MOST_STEPS).sqrt().max(STEP_M),
            pieces: BTreeMap::new(),
            count: 0,
        }
    }

    /// The piece that a place on the ground is on; none if there is no ground.
    pub(super) fn piece(&mut self, at: Vec3) -> Option<usize> {
        let ground = self.ground(at, HULL_M)?;
        let start = self.step(ground);
        if let Some(&known) = self.pieces.get(&start) {
            return Some(known);
        }
        let piece = self.count;
        self.count += 1;
        self.pieces.insert(start, piece);
        let mut open = vec![ground];
        while let Some(from) = open.pop() {
            for (x, z) in [(1, 0), (0, 1), (-1, 0), (0, -1)] {
                let Some(to) = self.beside(from, (x, z)) else {
                    continue;
                };
                let step = self.step(to);
                if !self.pieces.contains_key(&step) && self.is_way(from, to) {
                    self.pieces.insert(step, piece);
                    open.push(to);
                }
            }
        }
        Some(piece)
    }

    /// The ground at a place, up to so far above and below it.
    fn ground(&self, at: Vec3, reach_m: f32) -> Option<Vec3> {
        let over = at + Vec3::new(0.0, reach_m, 0.0);
        let hit = self.terrain.cast(over, DOWN, 2.0 * reach_m)?;
        (hit.distance_m > 0.0 && hit.normal.y >= WALL_NORMAL_Y)
            .then(|| Vec3::new(at.x, over.y - hit.distance_m, at.z))
    }

    fn step(&self, at: Vec3) -> Step {
        let part = |along: f32, size: f32| libm::floorf(along / size) as i32;
        (
            part(at.x, self.step_m),
            part(at.z, self.step_m),
            part(at.y, FLOOR_M),
        )
    }

    /// The ground one step on, inside the arena, where nothing burns.
    fn beside(&self, from: Vec3, (x, z): (i32, i32)) -> Option<Vec3> {
        let to = from + Vec3::new(x as f32, 0.0, z as f32) * self.step_m;
        let (half_x, half_z) = self.level.half_size;
        if to.x.abs() > half_x || to.z.abs() > half_z {
            return None;
        }
        let ground = self.ground(to, SLOPE * self.step_m)?;
        let middle = ground + Vec3::new(0.0, HULL_M, 0.0);
        let burns = self.hazards.iter().any(|region| region.holds(middle, 0.0));
        (ground.y > self.level.floor && !burns).then_some(ground)
    }

    /// Whether no wall is between two neighbours, seen from both.
    fn is_way(&self, one: Vec3, other: Vec3) -> bool {
        let free = |from: Vec3, to: Vec3| {
            let span = Vec3::new(to.x - from.x, 0.0, to.z - from.z);
            let along = span.normalize_or_zero();
            let eye = from + Vec3::new(0.0, FEELER_M, 0.0);
            let hit = self.terrain.cast(eye, along, span.length());
            hit.is_none_or(|hit| hit.normal.y >= WALL_NORMAL_Y && hit.distance_m > 0.0)
        };
        free(one, other) && free(other, one)
    }
}

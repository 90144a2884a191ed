//! A map of an arena as the tests draw it: every place a hog can stand, and where it can drive or fall to from there.

#![allow(unreachable_pub, reason = "a helper of one test, which is a crate of its own")]

use std::collections::VecDeque;

use hogs_shared::level::{Level, Surface, Terrain};
use hogs_shared::math::{TAU, Vec3, cos, sin};

/// Side of a cell of the map the tests draw, metres.
pub const CELL_M: f32 = 2.0;
/// What a hog climbs: 35 degrees.
const CLIMB: f32 = 0.7;
/// Height of the ray that looks for walls: a hog's middle.
pub const BODY_M: f32 = 1.0;
/// Room a hog needs above the ground.
pub const HEADROOM_M: f32 = 2.2;
pub const DOWN: Vec3 = Vec3::new(0.0, -1.0, 0.0);
pub const UP: Vec3 = Vec3::new(0.0, 1.0, 0.0);

/// Unit vectors in the plane, evenly spread.
pub fn around(count: usize) -> impl Iterator<Item = Vec3> {
    (0..count).map(move |step| {
        let angle = TAU * step as f32 / count as f32;
        Vec3::new(cos(angle), 0.0, sin(angle))
    })
}

pub fn lift(point: Vec3, by: f32) -> Vec3 {
    Vec3::new(point.x, point.y + by, point.z)
}

/// One place a hog can stand.
pub struct Place {
    pub at: Vec3,
    pub surface: Surface,
}

/// All places of an arena by grid cell, and the ways between them.
pub struct Map {
    across: (usize, usize),
    cells: Vec<Vec<usize>>,
    pub places: Vec<Place>,
    pub onward: Vec<Vec<usize>>,
}

impl Map {
    pub fn draw(level: &Level, terrain: &Terrain) -> Self {
        let across = |half: f32| (half * 2.0 / CELL_M) as usize;
        let (wide, long) = (across(level.half_size.0), across(level.half_size.1));
        let mut map = Self {
            across: (wide, long),
            cells: vec![Vec::new(); wide * long],
            places: Vec::new(),
            onward: Vec::new(),
        };
        for row in 0..long {
            for column in 0..wide {
                let x = (column as f32 + 0.5) * CELL_M - level.half_size.0;
                let z = (row as f32 + 0.5) * CELL_M - level.half_size.1;
                map.stack(level, terrain, column + row * wide, x, z);
            }
        }
        map.onward = (0..map.places.len())
            .map(|from| map.ways(terrain, from))
            .collect();
        map
    }

    /// Finds all floors of one cell, from the top down.
    fn stack(&mut self, level: &Level, terrain: &Terrain, cell: usize, x: f32, z: f32) {
        let mut eye = Vec3::new(x, level.ceiling + 20.0, z);
        while eye.y > level.floor {
            let Some(hit) = terrain.cast(eye, DOWN, eye.y - level.floor) else {
                return;
            };
            if hit.distance_m > 0.0 {
                let at = lift(eye, -hit.distance_m);
                let room = terrain.cast(lift(at, 0.02), UP, HEADROOM_M).is_none();
                if room && hit.normal.y > 0.7 {
                    self.cells[cell].push(self.places.len());
                    self.places.push(Place {
                        at,
                        surface: hit.surface,
                    });
                }
                eye = lift(at, -0.25);
            } else {
                eye.y -= 0.25;
            }
        }
    }

    fn cell_of(&self, at: Vec3) -> Option<(usize, usize)> {
        let column = at.x / CELL_M + self.across.0 as f32 * 0.5;
        let row = at.z / CELL_M + self.across.1 as f32 * 0.5;
        let inside = column >= 0.0 && row >= 0.0;
        let (column, row) = (column as usize, row as usize);
        (inside && column < self.across.0 && row < self.across.1).then_some((column, row))
    }

    /// The place nearest to a point among its cell and the eight around it.
    pub fn at(&self, point: Vec3) -> Option<usize> {
        let (column, row) = self.cell_of(point)?;
        let mut near = Vec::new();
        for row in row.saturating_sub(1)..(row + 2).min(self.across.1) {
            for column in column.saturating_sub(1)..(column + 2).min(self.across.0) {
                near.extend(&self.cells[column + row * self.across.0]);
            }
        }
        let far = |place: &usize| (self.places[*place].at - point).length();
        near.into_iter()
            .filter(|place| far(place) < 3.0)
            .min_by(|a, b| far(a).total_cmp(&far(b)))
    }

    /// Where one can drive or fall to from a place: up to one place in each of the four cells beside it.
    fn ways(&self, terrain: &Terrain, from: usize) -> Vec<usize> {
        let here = self.places[from].at;
        let mut ways = Vec::new();
        for side in around(4) {
            let Some((column, row)) = self.cell_of(here + side * CELL_M) else {
                continue;
            };
            let reachable = |place: &&usize| self.places[**place].at.y <= here.y + CLIMB * CELL_M;
            let stack = &self.cells[column + row * self.across.0];
            let Some(&to) = stack.iter().find(reachable) else {
                continue;
            };
            let there = self.places[to].at;
            let over = Vec3::new(there.x, there.y.max(here.y), there.z);
            if terrain.sees(lift(here, BODY_M), lift(over, BODY_M)) {
                ways.push(to);
            }
        }
        ways
    }

    /// Which places one gets to from one of them along `ways`.
    pub fn flood(ways: &[Vec<usize>], start: usize) -> Vec<bool> {
        let mut reached = vec![false; ways.len()];
        reached[start] = true;
        let mut queue = VecDeque::from([start]);
        while let Some(from) = queue.pop_front() {
            for &to in &ways[from] {
                if !reached[to] {
                    reached[to] = true;
                    queue.push_back(to);
                }
            }
        }
        reached
    }

    pub fn backward(&self) -> Vec<Vec<usize>> {
        let mut back = vec![Vec::new(); self.onward.len()];
        for (from, ways) in self.onward.iter().enumerate() {
            for &to in ways {
                back[to].push(from);
            }
        }
        back
    }
}

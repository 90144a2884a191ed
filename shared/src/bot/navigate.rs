//! Where one can drive in a level: floors on a grid, the links between them, and how near walls and voids are.
//! Computed once a level by `survey.rs` and shared by every bot of a match. What burns or crushes is to a bot what an edge
//! over nothing is.

use super::survey;
use crate::arena::Rules;
use crate::level::{HintKind, Level, vector};
use crate::math::Vec3;

/// No node.
pub(super) const NONE: u32 = u32::MAX;
/// A void farther than this does not matter, metres.
pub(super) const VOID_FAR_M: f32 = 9.0;
/// Steps to the eight columns around one; the second four are the first four reversed.
pub(super) const DIRECTIONS: [(i32, i32); 8] = [
    (1, 0),
    (1, 1),
    (0, 1),
    (-1, 1),
    (-1, 0),
    (-1, -1),
    (0, -1),
    (1, -1),
];

/// Navigation of a level, computed once and shared by all bots.
#[derive(Clone, Debug, PartialEq)]
pub struct NavMap {
    /// Side of a cell, metres.
    pub(super) cell_m: f32,
    pub(super) half_x: f32,
    pub(super) half_z: f32,
    pub(super) wide: usize,
    pub(super) long: usize,
    pub(super) floor: f32,
    /// Row by row (z), in a row by x.
    pub(super) columns: Vec<Column>,
    /// Floors, ordered by column and in a column from the top.
    pub(super) nodes: Vec<Node>,
    /// By pickup spot of the level: the floor it lies on, or [`NONE`].
    pub(super) pickups: Vec<u32>,
    /// Floors worth going to for no reason: pickups and spawns.
    pub(super) interests: Vec<u32>,
}

/// All floors over one square of the ground plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    pub first: u32,
    pub count: u8,
    /// Nothing at all to fall on.
    pub void: bool,
    /// From and to this height something burns or crushes; upside down if nothing does, metres.
    pub peril: (f32, f32),
}

impl Default for Column {
    fn default() -> Self {
        Self {
            first: 0,
            count: 0,
            void: false,
            peril: (f32::MAX, f32::MIN),
        }
    }
}

impl Column {
    /// Whether a hog on ground at this height is burnt or crushed here, metres.
    pub(super) fn harms(&self, ground: f32) -> bool {
        ground + HULL_M >= self.peril.0 && ground <= self.peril.1
    }
}

/// How high a hull's middle is over the ground, about, metres.
const HULL_M: f32 = 1.0;

/// A place on a floor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node {
    /// On the ground, metres.
    pub at: Vec3,
    pub column: u32,
    /// What a metre costs here; 1 on open ground.
    pub weight: f32,
    /// To the nearest edge over nothing, at most [`VOID_FAR_M`].
    pub void_m: f32,
    /// To the nearest wall, metres; only small values are exact.
    pub room_m: f32,
    /// By [`DIRECTIONS`].
    pub links: [u32; 8],
    /// Where the pad that lies here throws one, or [`NONE`].
    pub leap: u32,
    /// A pad of any kind lies here.
    pub pad: bool,
}

impl Node {
    /// Where one can go from here: only where the pad throws, if there is one.
    pub(super) fn exits(&self) -> impl Iterator<Item = u32> + use<> {
        let (links, leap) = (self.links, self.leap);
        let steps = links
            .into_iter()
            .filter(move |&next| next != NONE && leap == NONE);
        steps.chain(Some(leap).filter(|&leap| leap != NONE))
    }
}

/// How far one can drive straight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk {
    /// Free distance, metres.
    pub clear_m: f32,
    /// Nearest a void comes on the way, metres.
    pub void_m: f32,
    /// Whether it leads over a pad.
    pub pad: bool,
    /// The floor one is on in the end.
    pub end: u32,
}

impl NavMap {
    /// Surveys a level; takes some tens of milliseconds for one of 250 by 250 m.
    #[must_use]
    pub fn build(rules: &Rules) -> Self {
        survey::survey(rules)
    }

    pub(super) fn empty(cell_m: f32, half_x: f32, half_z: f32, wide: usize, long: usize, floor: f32) -> Self {
        Self {
            cell_m,
            half_x,
            half_z,
            wide,
            long,
            floor,
            columns: vec![Column::default(); wide * long],
            nodes: Vec::new(),
            pickups: Vec::new(),
            interests: Vec::new(),
        }
    }

    /// Places on floors that a hog can reach.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nowhere to go.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether a hog can drive to a point on the ground (within a cell), metres.
    #[must_use]
    pub fn reaches(&self, at: Vec3) -> bool {
        let node = self.nearest(at + Vec3::new(0.0, 1.0, 0.0));
        node.is_some_and(|node| (self.node(node).at - at).length() < self.cell_m * 1.5)
    }

    /// Remembers the floors that pickups and spawns are on.
    pub(super) fn places(&mut self, level: &Level) {
        let lift = Vec3::new(0.0, 1.0, 0.0);
        let floor_of = |at: (f32, f32, f32)| {
            let found = self.nearest(vector(at) + lift);
            found.filter(|&node| (self.node(node).at - vector(at)).length() < 2.0 * self.cell_m)
        };
        let pickups: Vec<u32> = level
            .pickups
            .iter()
            .map(|spot| floor_of(spot.at).unwrap_or(NONE))
            .collect();
        let spawns: Vec<u32> = level
            .spawns
            .iter()
            .filter_map(|spawn| floor_of(spawn.at))
            .collect();
        let visits: Vec<u32> = level
            .hints
            .iter()
            .filter(|hint| hint.kind == HintKind::Visit)
            .filter_map(|hint| floor_of(hint.at))
            .collect();
        self.interests = pickups
            .iter()
            .copied()
            .filter(|&node| node != NONE)
            .chain(spawns)
            .chain(visits)
            .collect();
        self.pickups = pickups;
    }

    pub(super) fn node(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }

    /// The floor a pickup lies on, if a hog can get there.
    pub(super) fn pickup(&self, spot: usize) -> Option<u32> {
        self.pickups.get(spot).copied().filter(|&node| node != NONE)
    }

    /// Floors worth going to.
    pub(super) fn interests(&self) -> &[u32] {
        &self.interests
    }

    fn column_at(&self, x: f32, z: f32) -> Option<(i32, i32)> {
        let across = libm::floorf((x + self.half_x) / self.cell_m) as i32;
        let along = libm::floorf((z + self.half_z) / self.cell_m) as i32;
        self.index(across, along).map(|_| (across, along))
    }

    fn index(&self, across: i32, along: i32) -> Option<usize> {
        let inside = (0..self.wide as i32).contains(&across) && (0..self.long as i32).contains(&along);
        inside.then(|| along as usize * self.wide + across as usize)
    }

    fn split(&self, column: usize) -> (i32, i32) {
        ((column % self.wide) as i32, (column / self.wide) as i32)
    }

    /// Whether a hog on the ground at a point is burnt or crushed there.
    pub(super) fn harms(&self, at: Vec3) -> bool {
        let column = self.column_at(at.x, at.z);
        let column = column.and_then(|(across, along)| self.index(across, along));
        column.is_some_and(|column| self.columns[column].harms(at.y))
    }

    /// Columns whose middle is at most so far from a point in x and in z, metres.
    pub(super) fn around(&self, at: Vec3, reach_m: f32) -> Vec<usize> {
        let range = |middle: f32, half: f32, count: usize| {
            let place = |value: f32| ((value + half) / self.cell_m).clamp(0.0, count as f32) as usize;
            place(middle - reach_m)..(place(middle + reach_m) + 1).min(count)
        };
        let across = range(at.x, self.half_x, self.wide);
        range(at.z, self.half_z, self.long)
            .flat_map(|row| across.clone().map(move |column| row * self.wide + column))
            .collect()
    }

    /// The middle of a column, at height 0.
    pub(super) fn middle(&self, column: usize) -> Vec3 {
        let (across, along) = self.split(column);
        let place = |index: i32, half: f32| (index as f32 + 0.5) * self.cell_m - half;
        Vec3::new(place(across, self.half_x), 0.0, place(along, self.half_z))
    }

    /// The column one step away, if it is in the level.
    pub(super) fn beside(&self, column: usize, step: (i32, i32)) -> Option<usize> {
        let (across, along) = self.split(column);
        self.index(across + step.0, along + step.1)
    }

    /// The floors of a column, from the top.
    pub(super) fn floors(&self, column: usize) -> core::ops::Range<u32> {
        let Column { first, count, .. } = self.columns[column];
        first..first + u32::from(count)
    }

    /// Whether there is a column over nothing, or the end of the level, within some columns of one.
    pub(super) fn void_within(&self, column: usize, window: i32) -> bool {
        let (across, along) = self.split(column);
        (-window..=window).any(|z| {
            (-window..=window).any(|x| {
                self.index(across + x, along + z).is_none_or(|beside| {
                    let column = &self.columns[beside];
                    column.void || column.peril.0 <= column.peril.1
                })
            })
        })
    }

    /// The floor a hog at a point (its hull's middle) is over or, if there is none, nearest to.
    pub(super) fn nearest(&self, at: Vec3) -> Option<u32> {
        let limit = |value: f32, half: f32| value.clamp(-half + 0.01, half - 0.01);
        let (across, along) = self.column_at(limit(at.x, self.half_x), limit(at.z, self.half_z))?;
        for ring in 0..5_i32 {
            let mut best: Option<(f32, u32)> = None;
            for z in -ring..=ring {
                for x in -ring..=ring {
                    if x.abs().max(z.abs()) != ring {
                        continue;
                    }
                    let Some(column) = self.index(across + x, along + z) else {
                        continue;
                    };
                    for node in self.floors(column) {
                        let apart = self.node(node).at - at;
                        // A floor above one's head is of no use.
                        let above = if apart.y > 0.6 { 6.0 * apart.y } else { -apart.y };
                        let cost = above * above + apart.x * apart.x + apart.z * apart.z;
                        if best.is_none_or(|(least, _)| cost < least) {
                            best = Some((cost, node));
                        }
                    }
                }
            }
            if let Some((_, node)) = best {
                return Some(node);
            }
        }
        None
    }

    /// Distance to the nearest edge over nothing as far as it matters, metres: 0 over nothing or out of the level.
    pub(super) fn void_m(&self, at: Vec3) -> f32 {
        let Some((across, along)) = self.column_at(at.x, at.z) else {
            return 0.0;
        };
        let Some(column) = self.index(across, along) else {
            return 0.0;
        };
        let harms = self.columns[column].harms(at.y - HULL_M);
        if self.columns[column].void || at.y < self.floor || harms {
            return 0.0;
        }
        let under = self
            .floors(column)
            .find(|&node| self.node(node).at.y < at.y + 0.6);
        under.map_or(VOID_FAR_M, |node| self.node(node).void_m)
    }

    /// The floor in the very column of a point that is below it or less than 3 m above it.
    pub(super) fn floor_near(&self, at: Vec3) -> Option<u32> {
        let (across, along) = self.column_at(at.x, at.z)?;
        let column = self.index(across, along)?;
        self.floors(column)
            .find(|&node| self.node(node).at.y < at.y + 3.0)
    }

    /// How far one can drive straight from a point over node `from` toward `along` (level, unit length).
    pub(super) fn walk(&self, from: u32, start: Vec3, along: Vec3, reach_m: f32) -> Walk {
        let mut node = from;
        let (mut across, mut row) = self.split(self.node(from).column as usize);
        let mut walk = Walk {
            clear_m: 0.0,
            void_m: self.node(from).void_m,
            pad: false,
            end: from,
        };
        let stride_m = self.cell_m * 0.5;
        loop {
            let next_m = (walk.clear_m + stride_m).min(reach_m);
            let at = start + along * next_m;
            let Some((next_across, next_row)) = self.column_at(at.x, at.z) else {
                return walk;
            };
            let step = (next_across - across, next_row - row);
            if step != (0, 0) {
                let Some(direction) = DIRECTIONS.iter().position(|&known| known == step) else {
                    return walk;
                };
                let next = self.node(node).links[direction];
                if next == NONE || !self.node(next).usable() {
                    return walk;
                }
                (node, walk.end) = (next, next);
                (across, row) = (next_across, next_row);
                walk.void_m = walk.void_m.min(self.node(node).void_m);
                walk.pad |= self.node(node).pad;
            }
            walk.clear_m = next_m;
            if next_m >= reach_m {
                return walk;
            }
        }
    }
}

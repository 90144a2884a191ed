//! Surveys a level for bots: rays straight down find every floor, rays sideways find walls and free links between
//! floors, a flood from the spawns keeps what a hog can reach. Done once a level; the result is a [`NavMap`].

use super::heading::level;
use super::navigate::{Column, DIRECTIONS, NONE, NavMap, Node, VOID_FAR_M};
use crate::arena::Rules;
use crate::level::{HintKind, Level, Mover, Region, vector};
use crate::math::{PI, Vec3, cos, sin};
use crate::rng::Rng;
use crate::tuning::Chassis;

/// Smallest side of a cell, metres: two cells fit through the narrowest gap worth driving.
const CELL_MIN_M: f32 = 3.0;
/// Most cells along the mean side of a level, so that the largest arena costs no more than a few times a usual one.
const CELLS_A_SIDE: f32 = 150.0;
/// Most floors above each other in one column.
const LAYERS_MAX: usize = 3;
/// Most rays to find them.
const PROBES_MAX: usize = 48;
/// Steepest floor a hog stands on: the upright part of its normal.
pub(super) const FLOOR_NORMAL_Y: f32 = 0.66;
/// Free height a hog needs above a floor, metres.
const HEADROOM_M: f32 = 2.0;
/// Height above a floor at which walls are felt, metres: just under a hull's middle.
const FEELER_M: f32 = 0.9;
/// A wall nearer than this leaves no room for a hull, metres.
const ROOM_MIN_M: f32 = 1.2;
/// Walls farther than this do not matter, metres.
const ROOM_FAR_M: f32 = 4.0;
/// Highest kerb a cushion lifts a hull over, metres.
const KERB_M: f32 = 0.35;
/// Deepest drop one may plan to take, metres.
const DROP_MAX_M: f32 = 14.0;
/// Nearer to a void than this no path may lead, metres.
const VOID_MIN_M: f32 = 1.2;
/// Steepest slope that engines with all their grip drive up, as rise over way; with half the grip half of it.
const CLIMB: f32 = 0.62;
/// By how much more a place may cost than another just like it, as a share.
const EVEN_SHARE: f32 = 0.01;
/// Samples of the ground along a link.
const SAMPLES: usize = 6;

const DOWN: Vec3 = Vec3::new(0.0, -1.0, 0.0);
pub(super) const UP: Vec3 = Vec3::new(0.0, 1.0, 0.0);

/// Finds out where one can drive in a level.
pub(super) fn survey(rules: &Rules) -> NavMap {
    let (half_x, half_z) = rules.level.half_size;
    let cell_m = (2.0 * (half_x * half_z).sqrt() / CELLS_A_SIDE).max(CELL_MIN_M);
    let wide = (libm::ceilf(2.0 * half_x / cell_m) as usize).max(1);
    let long = (libm::ceilf(2.0 * half_z / cell_m) as usize).max(1);
    // Around the middle, so that both sides are looked at in the same places.
    let half = |cells: usize| cells as f32 * cell_m * 0.5;
    let mut map = NavMap::empty(cell_m, half(wide), half(long), wide, long, rules.level.floor);
    let mut surveyor = Surveyor { rules, map: &mut map };
    surveyor.floors();
    surveyor.perils();
    surveyor.voids();
    surveyor.links();
    surveyor.pads();
    surveyor.gates();
    surveyor.prune();
    surveyor.weigh();
    map.places(&rules.level);
    map
}

pub(super) struct Surveyor<'a> {
    pub(super) rules: &'a Rules,
    pub(super) map: &'a mut NavMap,
}

impl Surveyor<'_> {
    pub(super) fn level(&self) -> &Level {
        &self.rules.level
    }

    /// Height, steepness and grip of the ground under a point, if it is within `reach_m` and above where hogs are lost.
    fn ground(&self, from: Vec3, reach_m: f32) -> Option<(f32, Vec3, f32)> {
        let hit = self
            .rules
            .terrain
            .cast(from, DOWN, reach_m.min(from.y - self.level().floor).max(0.0))?;
        let found = (from.y - hit.distance_m, hit.normal, hit.surface.grip());
        (hit.distance_m > 0.0).then_some(found)
    }

    /// Distance to the nearest wall along a ray; slopes are no walls.
    fn wall(&self, from: Vec3, to: Vec3) -> Option<f32> {
        let span = to - from;
        let distance = span.length();
        let hit = self
            .rules
            .terrain
            .cast(from, span / distance.max(1e-3), distance)?;
        (hit.normal.y < 0.6 || hit.distance_m <= 0.0).then_some(hit.distance_m)
    }

    fn floors(&mut self) {
        for column in 0..self.map.columns.len() {
            let middle = self.map.middle(column);
            let first = self.map.nodes.len() as u32;
            let solid = self.floors_of(column, middle);
            let count = (self.map.nodes.len() as u32 - first) as u8;
            self.map.columns[column] = Column {
                first,
                count,
                void: !solid,
                ..Column::default()
            };
        }
    }

    /// Adds the floors of one column, highest first; says whether there is anything to fall on at all.
    fn floors_of(&mut self, column: usize, middle: Vec3) -> bool {
        let (mut y, floor) = (self.level().ceiling, self.level().floor);
        let (mut solid, mut count) = (false, 0);
        for _ in 0..PROBES_MAX {
            if y <= floor || count == LAYERS_MAX {
                break;
            }
            let from = Vec3::new(middle.x, y, middle.z);
            let Some(hit) = self.rules.terrain.cast(from, DOWN, y - floor) else {
                break;
            };
            if hit.distance_m <= 0.0 {
                // Inside a solid: look for its underside.
                y -= 1.0;
                continue;
            }
            solid = true;
            let at = Vec3::new(middle.x, y - hit.distance_m, middle.z);
            if let Some(room_m) = self.room(at, hit.normal).filter(|_| !self.shunned(at)) {
                count += 1;
                self.map.nodes.push(Node {
                    at,
                    column: column as u32,
                    weight: 1.0,
                    void_m: VOID_FAR_M,
                    room_m,
                    links: [NONE; 8],
                    leap: NONE,
                    pad: false,
                });
            }
            y = at.y - 0.6;
        }
        solid
    }

    /// Distance to the nearest wall if a hog can stand here, metres.
    fn room(&self, at: Vec3, normal: Vec3) -> Option<f32> {
        let terrain = &self.rules.terrain;
        if normal.y < FLOOR_NORMAL_Y || terrain.cast(at + UP * 0.2, UP, HEADROOM_M).is_some() {
            return None;
        }
        let feeler = at + normal * FEELER_M;
        let mut room_m = ROOM_FAR_M;
        for eighth in 0..8 {
            let angle = eighth as f32 * PI / 4.0;
            let along = Vec3::new(sin(angle), 0.0, cos(angle));
            let along = (along - normal * along.dot(normal)).normalize_or_zero();
            if let Some(distance_m) = self.wall(feeler, feeler + along * ROOM_FAR_M) {
                room_m = room_m.min(distance_m);
            }
        }
        (room_m >= ROOM_MIN_M).then_some(room_m)
    }

    fn shunned(&self, at: Vec3) -> bool {
        let shuns = self
            .level()
            .hints
            .iter()
            .filter(|hint| hint.kind == HintKind::Shun);
        shuns
            .into_iter()
            .any(|hint| hint.region().holds(at + UP * 0.1, 0.0))
    }

    /// Marks where lava burns and movers come by: bots keep off them as they keep off edges.
    fn perils(&mut self) {
        let level = &self.rules.level;
        let lava = level.hazards.iter().map(|hazard| hazard.region());
        let swept = level
            .movers
            .iter()
            .flat_map(|mover: &Mover| level.swept(mover))
            .map(|region| Region {
                // Room for a hull beside it.
                size: region.size + Vec3::new(2.0, 0.0, 2.0),
                ..region
            });
        for region in lava.chain(swept).collect::<Vec<_>>() {
            let reach_m = Vec3::new(region.size.x, 0.0, region.size.z).length() * 0.5 + self.map.cell_m;
            for column in self.map.around(region.at, reach_m) {
                let middle = self.map.middle(column);
                let foot = Vec3::new(middle.x, region.at.y, middle.z);
                if region.holds(foot, self.map.cell_m * 0.4) {
                    let (low, high) = &mut self.map.columns[column].peril;
                    *low = low.min(region.at.y);
                    *high = high.max(region.at.y + region.size.y);
                }
            }
        }
    }

    /// Measures how far each floor is from the nearest edge over nothing, by marching rays where one may be near.
    fn voids(&mut self) {
        let window = libm::ceilf((VOID_FAR_M + self.map.cell_m) / self.map.cell_m) as i32;
        for index in 0..self.map.nodes.len() {
            let node = self.map.nodes[index];
            if self.map.void_within(node.column as usize, window) {
                let void_m = self.edge(node.at);
                self.map.nodes[index].void_m = void_m;
            }
        }
    }

    fn edge(&self, at: Vec3) -> f32 {
        if self.map.harms(at) {
            return 0.0;
        }
        let (half_x, half_z) = self.level().half_size;
        let eye = at + UP * FEELER_M;
        let mut nearest_m = VOID_FAR_M;
        for sixteenth in 0..16 {
            let angle = sixteenth as f32 * PI / 8.0;
            let along = Vec3::new(sin(angle), 0.0, cos(angle));
            let mut reach_m = 0.7;
            while reach_m < nearest_m {
                let there = eye + along * reach_m;
                let outside = there.x.abs() > half_x || there.z.abs() > half_z;
                // From high enough to stand over a slope that rises toward there.
                let above = there + UP * (reach_m * 0.8);
                let under = self.rules.terrain.cast(above, DOWN, above.y - self.level().floor);
                let deadly = under.is_none_or(|hit| self.map.harms(above + DOWN * hit.distance_m));
                if outside || deadly {
                    if self.wall(eye, there).is_none() {
                        nearest_m = reach_m;
                    }
                    break;
                }
                reach_m += 0.7;
            }
        }
        nearest_m
    }

    fn links(&mut self) {
        for index in 0..self.map.nodes.len() {
            let node = self.map.nodes[index];
            // Four directions; each pair of neighbours is looked at once, for both ways.
            for (direction, &step) in DIRECTIONS[..4].iter().enumerate() {
                let Some(column) = self.map.beside(node.column as usize, step) else {
                    continue;
                };
                for other in self.map.floors(column) {
                    let at = self.map.nodes[other as usize].at;
                    let (there, back) = self.passable(node.at, at);
                    let (there, back) = (
                        there && !self.upstream(node.at, at),
                        back && !self.upstream(at, node.at),
                    );
                    if there {
                        self.link(index as u32, direction, other);
                    }
                    if back {
                        self.link(other, direction + 4, index as u32);
                    }
                }
            }
        }
    }

    /// Whether a current between two floors flows so hard the other way that nobody should count on getting there.
    fn upstream(&self, from: Vec3, to: Vec3) -> bool {
        let engine_mps2 = self.rules.tuning.chassis(Chassis::Boar).forward_mps2;
        let along = level(to - from).normalize_or_zero();
        self.level().currents.iter().any(|current| {
            let region = current.region();
            let within = |at: Vec3| region.holds(at + UP * FEELER_M, 0.0);
            current.push_mps2 > 0.5 * engine_mps2
                && along.dot(region.heading()) < -0.3
                && within(from)
                && within(to)
        })
    }

    /// Links two floors; of two floors in one neighbouring column the nearer in height is kept.
    fn link(&mut self, from: u32, direction: usize, to: u32) {
        let old = self.map.nodes[from as usize].links[direction];
        let step =
            |other: u32| (self.map.nodes[other as usize].at.y - self.map.nodes[from as usize].at.y).abs();
        if old == NONE || step(to) < step(old) {
            self.map.nodes[from as usize].links[direction] = to;
        }
    }

    /// Whether one can drive from `a` to `b`, and back.
    fn passable(&self, a: Vec3, b: Vec3) -> (bool, bool) {
        let rise_m = b.y - a.y;
        if rise_m.abs() > DROP_MAX_M {
            return (false, false);
        }
        let (mut there, mut back) = (true, true);
        let top = a.y.max(b.y) + 1.2;
        let (mut height, mut normal, mut grip) = (a.y, UP, 1.0_f32);
        for sample in 1..=SAMPLES {
            let along = a + (b - a) * (sample as f32 / SAMPLES as f32);
            let probe = Vec3::new(along.x, top, along.z);
            let Some((next, next_normal, next_grip)) = self.ground(probe, rise_m.abs() + 4.0) else {
                return (false, false);
            };
            // A slope may rise as it slopes on the way, and a kerb more; across a ramp's side it may not rise at all.
            let stride = (b - a) / SAMPLES as f32;
            let rises =
                |normal: Vec3| -(normal.x * stride.x + normal.z * stride.z) / normal.y.max(FLOOR_NORMAL_Y);
            let (one, other) = (rises(normal), rises(next_normal));
            there &= next - height <= one.max(other).max(0.0) + KERB_M;
            back &= height - next <= (-one.min(other)).max(0.0) + KERB_M;
            (height, normal, grip) = (next, next_normal, grip.min(next_grip));
        }
        // What is slippery carries nobody up as steep a slope; down it does.
        let climb_m = rise_m.abs() / (b - a).length().max(1e-3);
        if climb_m > CLIMB * grip && grip < 1.0 {
            (there, back) = (there && rise_m < 0.0, back && rise_m > 0.0);
        }
        // What is found last must be the other floor, not one above it.
        if (height - b.y).abs() > 0.3 || !(there || back) {
            return (false, false);
        }
        if !self.wide_enough(a, b, there && back) {
            return (false, false);
        }
        (there, back)
    }

    /// Whether a hull's width is free of walls along a link; where one falls, at the height of the upper end.
    fn wide_enough(&self, a: Vec3, b: Vec3, even: bool) -> bool {
        let (mut from, mut to) = (a + UP * FEELER_M, b + UP * FEELER_M);
        if !even {
            let height = from.y.max(to.y);
            (from.y, to.y) = (height, height);
        }
        let along = (to - from).normalize_or_zero();
        let aside = along.cross(UP).normalize_or_zero();
        [-1.2, 0.0, 1.2]
            .iter()
            .all(|&offset| self.wall(from + aside * offset, to + aside * offset).is_none())
    }

    /// Keeps only floors that can be reached from a spawn, and makes those from which no way leads back unattractive.
    fn prune(&mut self) {
        let spawns: Vec<u32> = self
            .rules
            .level
            .spawns
            .iter()
            .map(|spawn| vector(spawn.at) + UP)
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|at| self.map.nearest(at))
            .collect();
        let mut backward: Vec<Vec<u32>> = vec![Vec::new(); self.map.nodes.len()];
        for (index, node) in self.map.nodes.iter().enumerate() {
            for next in node.exits() {
                backward[next as usize].push(index as u32);
            }
        }
        let reached = flood(&spawns, self.map.nodes.len(), |node, found| {
            found.extend(
                self.map.nodes[node as usize]
                    .exits()
                    .filter(|&next| self.map.nodes[next as usize].usable()),
            );
        });
        let returns = flood(&spawns, self.map.nodes.len(), |node, found| {
            found.extend(&backward[node as usize])
        });
        let mut renamed = vec![NONE; self.map.nodes.len()];
        let mut kept = Vec::with_capacity(self.map.nodes.len());
        for column in &mut self.map.columns {
            let (first, old) = (kept.len() as u32, column.first as usize);
            for index in old..old + usize::from(column.count) {
                if reached[index] {
                    renamed[index] = kept.len() as u32;
                    let mut node = self.map.nodes[index];
                    node.weight = if returns[index] { 1.0 } else { 12.0 };
                    kept.push(node);
                }
            }
            (column.first, column.count) = (first, (kept.len() as u32 - first) as u8);
        }
        let rename = |old: &mut u32| *old = renamed.get(*old as usize).copied().unwrap_or(NONE);
        for node in &mut kept {
            node.links.iter_mut().for_each(rename);
            rename(&mut node.leap);
        }
        self.map.nodes = kept;
    }

    /// What driving here costs for each metre, beside the distance.
    fn weigh(&mut self) {
        for node in &mut self.map.nodes {
            for hint in &self.rules.level.hints {
                if let HintKind::Costs(times) = hint.kind
                    && hint.region().holds(node.at + UP * 0.1, 0.0)
                {
                    node.weight *= times;
                }
            }
            node.weight *= match node.room_m {
                room if room < 1.7 => 2.2,
                room if room < 2.6 => 1.5,
                room if room < 3.6 => 1.15,
                _ => 1.0,
            };
            node.weight *= match node.void_m {
                void if void < 2.5 => 6.0,
                void if void < 4.0 => 3.0,
                void if void < 6.5 => 1.5,
                _ => 1.0,
            };
            node.weight *= 1.0 + EVEN_SHARE * chance(node.at);
        }
    }
}

/// 0 to 1 by a place, and the same for its image in x = 0. Where two ways are equally long, the order of cells decides, and
/// that begins in the west for both sides: in an arena of right angles one of them would always go round the other way.
fn chance(at: Vec3) -> f32 {
    let [x, y, z] = [at.x.abs(), at.y, at.z].map(|part| libm::roundf(part * 4.0) as i32 as u32);
    let place = u64::from(x) | u64::from(y) << 20 | u64::from(z) << 40;
    Rng::for_purpose(place, 0).unit()
}

/// Whether each of `count` nodes is found from the given ones; `next` adds the neighbours of a node.
fn flood(from: &[u32], count: usize, next: impl Fn(u32, &mut Vec<u32>)) -> Vec<bool> {
    let mut reached = vec![false; count];
    let mut open: Vec<u32> = from.to_vec();
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        if core::mem::replace(&mut reached[node as usize], true) {
            continue;
        }
        found.clear();
        next(node, &mut found);
        open.extend(found.iter().filter(|&&node| !reached[node as usize]));
    }
    reached
}

impl Node {
    /// Whether a path may lead over it.
    pub(super) fn usable(&self) -> bool {
        self.void_m >= VOID_MIN_M
    }
}

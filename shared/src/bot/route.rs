//! The way to a place: A* over the floors of a [`NavMap`] (Hart, Nilsson, Raphael 1968), and the point on it to steer
//! for. Every bot keeps its own buffers, so that finding a way allocates nothing after the first few times.

use core::cmp::Reverse;
use std::collections::BinaryHeap;

use super::navigate::{NONE, NavMap};
use crate::math::Vec3;

/// Most nodes one search looks at; then the way to the best of them has to do.
const EXPANSIONS_MAX: usize = 12_000;
/// How much the search trusts the straight line: above 1 it is faster, and ways are at most so much too long.
const GREED: f32 = 1.15;
/// Floors in one place are farther apart than this, metres; steps of one floor from cell to cell are less.
const STOREY_M: f32 = 2.5;

/// Buffers of a search.
#[derive(Clone, Debug, Default)]
struct Search {
    cost: Vec<f32>,
    from: Vec<u32>,
    /// The search in which the two above were written.
    round: Vec<u32>,
    current: u32,
    /// Estimated whole cost (bits of a positive float, which order like the float) and node.
    open: BinaryHeap<Reverse<(u32, u32)>>,
}

impl Search {
    /// Finds a way; `path` becomes its nodes from start to goal. Says whether the goal was reached.
    fn find(&mut self, nav: &NavMap, start: u32, goal: u32, path: &mut Vec<u32>) -> bool {
        self.begin(nav.len());
        let target = nav.node(goal).at;
        let straight = |node: u32| (nav.node(node).at - target).length() * GREED;
        self.enter(start, 0.0, NONE, straight(start));
        let mut best = (straight(start), start);
        let mut expanded = 0;
        while let Some(Reverse((estimate, node))) = self.open.pop() {
            let cost = self.cost[node as usize];
            let left = straight(node);
            // A better way here was found after this entry was made.
            if f32::from_bits(estimate) > cost + left + 1e-3 {
                continue;
            }
            if left < best.0 {
                best = (left, node);
            }
            expanded += 1;
            if node == goal || expanded > EXPANSIONS_MAX {
                break;
            }
            let here = nav.node(node);
            for next in here.exits() {
                let there = nav.node(next);
                if !there.usable() {
                    continue;
                }
                let step = (there.at - here.at).length() * (here.weight + there.weight) * 0.5;
                self.enter(next, cost + step, node, straight(next));
            }
        }
        path.clear();
        let mut node = best.1;
        while node != NONE {
            path.push(node);
            node = self.from[node as usize];
        }
        path.reverse();
        best.1 == goal
    }

    fn begin(&mut self, nodes: usize) {
        self.open.clear();
        self.cost.resize(nodes, 0.0);
        self.from.resize(nodes, NONE);
        self.round.resize(nodes, 0);
        self.current = self.current.wrapping_add(1);
        if self.current == 0 {
            self.round.fill(0);
            self.current = 1;
        }
    }

    fn enter(&mut self, node: u32, cost: f32, from: u32, left: f32) {
        let index = node as usize;
        if self.round[index] == self.current && self.cost[index] <= cost {
            return;
        }
        (self.round[index], self.cost[index], self.from[index]) = (self.current, cost, from);
        self.open.push(Reverse(((cost + left).to_bits(), node)));
    }
}

/// A way that is being driven.
#[derive(Clone, Debug, Default)]
pub(super) struct Route {
    search: Search,
    path: Vec<u32>,
    /// The node that was passed last.
    passed: usize,
    goal: Option<u32>,
}

/// What to steer for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waypoint {
    /// The farthest point on the way that one can drive straight to, metres.
    pub at: Vec3,
    /// The way goes on toward here, metres.
    pub then: Vec3,
    /// One can drive there straight from here.
    pub clear: bool,
    /// It lies on a pad, and the way leads over that.
    pub pad: bool,
    /// Distance left on the way, roughly, metres.
    pub left_m: f32,
}

impl Route {
    /// Forgets the way.
    pub(super) fn clear(&mut self) {
        self.path.clear();
        self.passed = 0;
        self.goal = None;
    }

    /// Where it leads.
    pub(super) fn goal(&self) -> Option<u32> {
        self.goal
    }

    /// Finds a way anew. False if the goal cannot be reached; the way then leads near it.
    pub(super) fn plan(&mut self, nav: &NavMap, start: u32, goal: u32) -> bool {
        self.passed = 0;
        self.goal = Some(goal);
        self.search.find(nav, start, goal, &mut self.path)
    }

    /// What to steer for from a point over node `here` at a speed; none without a way.
    pub(super) fn ahead(&mut self, nav: &NavMap, here: u32, at: Vec3, speed_mps: f32) -> Option<Waypoint> {
        let last = self.path.len().checked_sub(1)?;
        self.pass(nav, at, last);
        let reach_m = 8.0 + speed_mps * 0.55;
        let steps = (libm::ceilf(reach_m / nav.cell_m) as usize).max(2);
        let mut chosen = None;
        // The farthest that can be driven to straight, coarsely from the far end.
        let mut offset = steps;
        while offset > 0 && chosen.is_none() {
            let index = (self.passed + offset).min(last);
            chosen = self.straight(nav, here, at, index).then_some(index);
            offset = if offset > 3 { offset * 2 / 3 } else { offset - 1 };
        }
        let index = chosen.unwrap_or((self.passed + 1).min(last));
        let then = (index + steps.max(3)).min(last);
        Some(Waypoint {
            at: nav.node(self.path[index]).at,
            then: nav.node(self.path[then]).at,
            clear: chosen.is_some(),
            pad: nav.node(self.path[index]).pad,
            left_m: (last - self.passed) as f32 * nav.cell_m,
        })
    }

    /// Moves on to the node of the next few that is nearest.
    fn pass(&mut self, nav: &NavMap, at: Vec3, last: usize) {
        let distance = |index: usize| (nav.node(self.path[index]).at - at).length_squared();
        let window = self.passed..=(self.passed + 8).min(last);
        let nearest = window.min_by(|&a, &b| distance(a).total_cmp(&distance(b)));
        self.passed = nearest.unwrap_or(self.passed);
    }

    fn straight(&self, nav: &NavMap, here: u32, at: Vec3, index: usize) -> bool {
        let node = self.path[index];
        // A way over a pad must be driven node by node up to it.
        let to_pad = (self.passed..index).any(|passed| nav.node(self.path[passed]).leap != NONE);
        if to_pad {
            return false;
        }
        let span = nav.node(node).at - at;
        let level = Vec3::new(span.x, 0.0, span.z);
        let distance_m = level.length();
        // Straight above or below is not there.
        let level_with = |floor: u32| (nav.node(floor).at.y - nav.node(node).at.y).abs() < STOREY_M;
        if distance_m < nav.cell_m {
            return level_with(here);
        }
        let walk = nav.walk(here, at, level / distance_m, distance_m);
        // Not nearer to a void than the way itself goes.
        let way_void_m = self.path[self.passed..=index]
            .iter()
            .map(|&node| nav.node(node).void_m);
        let allowed_m = way_void_m.fold(4.0, f32::min) - 0.8;
        walk.clear_m + nav.cell_m >= distance_m
            && level_with(walk.end)
            && walk.void_m >= allowed_m
            && (!walk.pad || nav.node(node).pad)
    }
}

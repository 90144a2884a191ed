//! Every arena in `assets/arenas` is fit to play: it loads, it is closed, nothing lies inside a solid, and a hog can
//! drive to every spawn and pickup and away again. New arenas are found by themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::collections::VecDeque;
use std::sync::Arc;

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::HogId;
use hogs_shared::level::{Level, PadKind, Surface, Terrain, vector};
use hogs_shared::math::{TAU, Vec3, atan2, cos, sin, wrap_angle, yaw_pitch};
use hogs_shared::mode::{Mode, Score};
use hogs_shared::tick::TICK_SECONDS;
use hogs_shared::tuning::Chassis;

/// Side of a cell of the map the tests draw, metres.
const CELL_M: f32 = 2.0;
/// What a hog climbs: 35 degrees.
const CLIMB: f32 = 0.7;
/// Height of the ray that looks for walls: a hog's middle.
const BODY_M: f32 = 1.0;
/// Room a hog needs above the ground.
const HEADROOM_M: f32 = 2.2;
const DOWN: Vec3 = Vec3::new(0.0, -1.0, 0.0);
const UP: Vec3 = Vec3::new(0.0, 1.0, 0.0);

fn arenas() -> Vec<(MatchData, Terrain)> {
    let load = || {
        let assets = AssetFolder::find()?;
        assets
            .maps()
            .iter()
            .map(|map| assets.load(map, "deathmatch"))
            .collect::<Result<Vec<_>, _>>()
    };
    match load() {
        Ok(all) => all
            .into_iter()
            .filter_map(|data| {
                let terrain = Terrain::build(&data.level)?;
                Some((data, terrain))
            })
            .collect(),
        // Loading has a test of its own, which says why.
        Err(_) => Vec::new(),
    }
}

/// Unit vectors in the plane, evenly spread.
fn around(count: usize) -> impl Iterator<Item = Vec3> {
    (0..count).map(move |step| {
        let angle = TAU * step as f32 / count as f32;
        Vec3::new(cos(angle), 0.0, sin(angle))
    })
}

fn lift(point: Vec3, by: f32) -> Vec3 {
    Vec3::new(point.x, point.y + by, point.z)
}

fn is_inside_solid(terrain: &Terrain, point: Vec3) -> bool {
    terrain
        .cast(point, UP, 0.01)
        .is_some_and(|hit| hit.distance_m <= 0.0)
}

/// One place a hog can stand.
struct Place {
    at: Vec3,
    surface: Surface,
}

/// All places of an arena by grid cell, and the ways between them.
struct Map {
    across: (usize, usize),
    cells: Vec<Vec<usize>>,
    places: Vec<Place>,
    onward: Vec<Vec<usize>>,
}

impl Map {
    fn draw(level: &Level, terrain: &Terrain) -> Self {
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
                        surface: level.solids[hit.solid].surface,
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
    fn at(&self, point: Vec3) -> Option<usize> {
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
    fn flood(ways: &[Vec<usize>], start: usize) -> Vec<bool> {
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

    fn backward(&self) -> Vec<Vec<usize>> {
        let mut back = vec![Vec::new(); self.onward.len()];
        for (from, ways) in self.onward.iter().enumerate() {
            for &to in ways {
                back[to].push(from);
            }
        }
        back
    }
}

#[test]
fn every_arena_loads() {
    let assets = AssetFolder::find().unwrap();
    assert!(!assets.maps().is_empty(), "there is no arena");
    for map in assets.maps() {
        let data = assets.load(&map, "deathmatch").unwrap();
        assert!(
            Terrain::build(&data.level).is_some(),
            "{map} has a degenerate solid"
        );
    }
    assert!(!arenas().is_empty());
}

#[test]
fn spawns_are_in_the_open() {
    for (data, terrain) in arenas() {
        for (index, spawn) in data.level.spawns.iter().enumerate() {
            let name = format!("{}: spawn {} at {:?}", data.map, index + 1, spawn.at);
            let eye = lift(vector(spawn.at), BODY_M);
            for side in around(8) {
                let wall = terrain.cast(eye, side, 4.0).map(|hit| hit.distance_m);
                assert_eq!(wall, None, "{name} has a wall too near");
                let edge = terrain.cast(eye + side * 3.0, DOWN, BODY_M + 1.5);
                assert!(edge.is_some(), "{name} is at the edge of a drop");
            }
            assert!(terrain.cast(eye, UP, 4.0).is_none(), "{name} has no free sky");
            // Whoever comes into play looks at the arena, not at a wall.
            let ahead = yaw_pitch(spawn.yaw_deg.to_radians(), 0.0) * Vec3::new(0.0, 0.0, -1.0);
            let wall = terrain.cast(lift(eye, 1.0), ahead, 9.0).map(|hit| hit.distance_m);
            assert_eq!(wall, None, "{name} looks at a wall");
            for (other, twin) in data.level.spawns.iter().enumerate().skip(index + 1) {
                let apart = (vector(twin.at) - vector(spawn.at)).length();
                assert!(
                    apart > 8.0,
                    "{name} and spawn {} are only {apart} m apart",
                    other + 1
                );
            }
        }
    }
}

#[test]
fn pickups_and_pads_lie_on_the_ground() {
    for (data, terrain) in arenas() {
        let level = &data.level;
        let pickups = level.pickups.iter().enumerate().map(|(index, pickup)| {
            (
                format!("{}: pickup {} at {:?}", data.map, index + 1, pickup.at),
                vector(pickup.at),
            )
        });
        let corners = [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.0, 0.0)];
        let pads = level.pads.iter().enumerate().flat_map(|(index, pad)| {
            let turn = yaw_pitch(pad.yaw_deg.to_radians(), 0.0);
            let name = format!("{}: pad {} at {:?}", data.map, index + 1, pad.at);
            corners.map(|(across, along)| {
                let corner = turn * Vec3::new(across * pad.size.0, 0.0, along * pad.size.1);
                (name.clone(), vector(pad.at) + corner)
            })
        });
        for (name, at) in pickups.chain(pads) {
            let probe = lift(at, 0.3);
            assert!(!is_inside_solid(&terrain, probe), "{name} is inside a solid");
            assert!(
                terrain.cast(probe, DOWN, 1.5).is_some(),
                "{name} has no ground under it"
            );
            assert!(
                terrain.cast(probe, UP, HEADROOM_M).is_none(),
                "{name} has no room above it"
            );
        }
    }
}

#[test]
fn pads_throw_into_the_open() {
    for (data, terrain) in arenas() {
        for (index, pad) in data.level.pads.iter().enumerate() {
            let ahead = yaw_pitch(pad.yaw_deg.to_radians(), 0.0) * Vec3::new(0.0, 0.0, -1.0);
            let rise = match pad.kind {
                PadKind::Boost(_) => 0.0,
                PadKind::Jump(up, along) => up / along.max(1.0),
            };
            let way = Vec3::new(ahead.x, rise, ahead.z).normalize();
            let wall = terrain
                .cast(lift(vector(pad.at), BODY_M), way, 16.0)
                .map(|hit| hit.distance_m);
            assert_eq!(
                wall,
                None,
                "{}: pad {} at {:?} throws against a wall",
                data.map,
                index + 1,
                pad.at
            );
        }
    }
}

#[test]
fn the_perimeter_is_closed() {
    for (data, terrain) in arenas() {
        let (half_x, half_z) = data.level.half_size;
        for height in [0.8, 3.0, 8.0] {
            for side in around(720) {
                // From far outside inward: the outermost wall must stand on the way, and inside of the bounds.
                let bound = (half_x / side.x.abs().max(1e-6)).min(half_z / side.z.abs().max(1e-6));
                let wall = terrain.cast(Vec3::new(0.0, height, 0.0), side, bound);
                assert!(
                    wall.is_some(),
                    "{}: no wall toward {side:?} at {height} m",
                    data.map
                );
            }
        }
        let map = Map::draw(&data.level, &terrain);
        let start = map.at(vector(data.level.spawns[0].at)).unwrap();
        let reached = Map::flood(&map.onward, start);
        for (place, _) in map.places.iter().zip(reached).filter(|(_, reached)| *reached) {
            let out = place.at.x.abs() > half_x - 1.5 * CELL_M || place.at.z.abs() > half_z - 1.5 * CELL_M;
            assert!(!out, "{}: one can drive out at {:?}", data.map, place.at);
            for height in [0.8, 3.0] {
                for side in around(16) {
                    let wall = terrain.cast(lift(place.at, height), side, 2.0 * (half_x + half_z));
                    let stop = wall.map(|hit| place.at + side * hit.distance_m);
                    let inside = stop.is_some_and(|stop| stop.x.abs() < half_x && stop.z.abs() < half_z);
                    assert!(
                        inside,
                        "{}: {:?} looks out of the arena toward {side:?}",
                        data.map, place.at
                    );
                }
            }
        }
    }
}

#[test]
fn one_can_drive_everywhere_and_back() {
    for (data, terrain) in arenas() {
        let map = Map::draw(&data.level, &terrain);
        let start = map.at(vector(data.level.spawns[0].at)).unwrap();
        let there = Map::flood(&map.onward, start);
        let back = Map::flood(&map.backward(), start);
        let joined = |place: usize| there[place] && back[place];
        let ground = |place: &usize| map.places[*place].surface == Surface::Earth;
        let (mut met, mut all, mut lost) = (0, 0, Vec::new());
        for place in (0..map.places.len()).filter(ground) {
            all += 1;
            if joined(place) {
                met += 1;
            } else {
                lost.push(map.places[place].at);
            }
        }
        assert!(
            met * 100 >= all * 95,
            "{}: only {met} of {all} cells of ground; not {lost:?}",
            data.map
        );
        let spawns = data.level.spawns.iter().map(|spawn| ("spawn", spawn.at));
        let pickups = data.level.pickups.iter().map(|pickup| ("pickup", pickup.at));
        for (what, at) in spawns.chain(pickups) {
            let place = map.at(vector(at));
            assert!(
                place.is_some_and(joined),
                "{}: one cannot drive to the {what} at {at:?} and back",
                data.map
            );
        }
        // What one falls into, one gets out of again.
        let trapped: Vec<Vec3> = (0..map.places.len())
            .filter(|&place| there[place] && !back[place])
            .map(|place| map.places[place].at)
            .collect();
        assert!(trapped.is_empty(), "{}: traps at {trapped:?}", data.map);
    }
}

/// A match with one hog in it, to drive about.
struct Drive {
    arena: Arena,
}

impl Drive {
    fn new(rules: &Arc<Rules>, chassis: Chassis) -> Self {
        let mut arena = Arena::new(rules.clone(), 1);
        let joins = vec![Join {
            hog: HogId(0),
            chassis,
            score: Score::default(),
        }];
        arena.step(&Inputs {
            joins,
            ..Inputs::default()
        });
        Self { arena }
    }

    fn hog(&self) -> Hog {
        self.arena
            .hog(HogId(0))
            .cloned()
            .unwrap_or_else(|| Hog::waiting(HogId(0), Chassis::Boar))
    }

    /// Sets the hog on the ground at a point, under way.
    fn put(&mut self, ground: Vec3, yaw: f32, speed_mps: f32) {
        let mut state = self.arena.capture();
        for hog in &mut state.hogs {
            hog.position = lift(ground, 1.0);
            hog.rotation = yaw_pitch(yaw, 0.0);
            hog.velocity = hog.forward() * speed_mps;
            hog.spin = Vec3::ZERO;
        }
        self.arena.restore(&state);
    }

    fn step(&mut self, throttle: f32, steer: f32) {
        let controls = Controls {
            throttle: Controls::axis(throttle),
            steer: Controls::axis(steer),
            ..Controls::default()
        };
        self.arena.step(&Inputs {
            controls: vec![(HogId(0), controls)],
            ..Inputs::default()
        });
    }

    /// Drives straight on until it has landed after being thrown; where it came down.
    fn fly(&mut self, throttle: f32) -> Option<Vec3> {
        let mut flew = false;
        for _ in 0..(5.0 / TICK_SECONDS) as usize {
            self.step(throttle, 0.0);
            let hog = self.hog();
            if !hog.alive() || flew && !hog.airborne {
                return hog.alive().then_some(hog.position);
            }
            flew |= hog.airborne && hog.velocity.y > 3.0;
        }
        None
    }

    /// Steers at one point after the other, at most `pace` of full throttle; seconds it took, or where it was when
    /// time ran out.
    fn follow(&mut self, route: &[Vec3], pace: f32, limit_s: f32) -> Result<f32, Vec3> {
        let mut next = 1;
        for tick in 0..(limit_s / TICK_SECONDS) as usize {
            let hog = self.hog();
            if !hog.alive() {
                return Err(hog.position);
            }
            let to = route[next] - hog.position;
            if to.x.abs().max(to.z.abs()) < 6.0 && to.y.abs() < 3.0 {
                next += 1;
                if next == route.len() {
                    return Ok(tick as f32 * TICK_SECONDS);
                }
            }
            let nose = hog.forward();
            let turn = wrap_angle(atan2(-to.x, -to.z) - atan2(-nose.x, -nose.z));
            let brake = if hog.velocity.length() > 14.0 { -0.6 } else { 0.3 };
            let throttle = if turn.abs() > 0.5 { brake } else { pace };
            self.step(throttle, (turn * 3.0).clamp(-1.0, 1.0));
        }
        Err(self.hog().position)
    }
}

#[test]
fn jump_pads_land_where_they_point() {
    for (data, _) in arenas() {
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        for (index, pad) in rules.level.pads.iter().enumerate() {
            let PadKind::Jump(..) = pad.kind else { continue };
            let yaw = pad.yaw_deg.to_radians();
            let ahead = yaw_pitch(yaw, 0.0) * Vec3::new(0.0, 0.0, -1.0);
            let start = vector(pad.at) - ahead * (pad.size.1 * 0.5 + 2.0);
            for chassis in Chassis::ALL {
                let top_mps = rules.tuning.chassis(chassis).top_speed_mps;
                for (speed_mps, throttle) in [
                    (8.0, 0.0),
                    (8.0, 1.0),
                    (20.0, 1.0),
                    (top_mps, 0.3),
                    (top_mps, 1.0),
                ] {
                    let mut drive = Drive::new(&rules, chassis);
                    drive.put(start, yaw, speed_mps);
                    let landed = drive.fly(throttle);
                    let (map, craft) = (&rules.map, chassis.name());
                    let name = format!(
                        "{map}: pad {} with a {craft} at {speed_mps} m/s, throttle {throttle}",
                        index + 1
                    );
                    println!("{name}: {landed:?}");
                    let rise = landed.map(|at| at.y - pad.at.1);
                    assert!(
                        rise.is_some_and(|rise| rise > 4.0),
                        "{name} comes down at {landed:?}"
                    );
                }
            }
        }
    }
}

/// Ways the Sty was built for; each must be one that every chassis can drive.
#[rustfmt::skip]
const STY_ROUTES: [(&str, &[[f32; 3]]); 12] = [
    ("east half of the ring",
        &[[0., 4., 112.], [70., 4., 110.], [106., 4., 70.], [110., 4., -40.], [104., 4., -72.], [70., 4., -106.], [0., 4., -111.]]),
    ("west half of the ring",
        &[[0., 4., -111.], [-70., 4., -108.], [-106., 4., -70.], [-112., 4., 0.], [-106., 4., 70.], [-70., 4., 108.], [0., 4., 112.]]),
    ("down the belt and over the trough", &[[0., 12., -96.], [0., 8., -30.], [0., 0., 40.], [0., 8., 88.]]),
    ("up the belt from its pad", &[[14., 0., 46.], [9.5, 0., 23.], [1., 9., -44.], [0., 12., -95.]]),
    ("north-east gangway down", &[[12., 12., -112.], [28., 12., -90.], [57., 10., -50.], [84., 8., -8.]]),
    ("north-east gangway up", &[[90., 8., 10.], [83., 8., -14.], [57., 10., -51.], [20., 12., -96.]]),
    ("south-west gangway out", &[[6., 8., 90.], [-18., 8., 94.], [-34., 8., 79.], [-55., 8., 51.], [-84., 8., 12.]]),
    ("south-west gangway back", &[[-90., 8., -10.], [-83., 8., 14.], [-56., 8., 50.], [-20., 8., 92.]]),
    ("bowl to east platform to ring", &[[40., 0., 0.], [74., 8., 0.], [86., 8., 10.], [88., 4., 40.]]),
    ("bowl to west platform to ring", &[[-40., 0., 0.], [-74., 8., 0.], [-86., 8., -10.], [-88., 4., -40.]]),
    ("ring to silo deck", &[[-78., 4., -98.], [-62., 4., -92.], [-20., 12., -88.]]),
    ("over the bridge and under the deck", &[[0., 0., 30.], [0., 0., 8.], [0., 0., -20.], [4., 4., -90.], [0., 4., -108.]]),
];

#[test]
fn the_ways_of_the_sty_can_be_driven() {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
    for (name, route) in STY_ROUTES {
        let route: Vec<Vec3> = route.iter().map(|&[x, y, z]| Vec3::new(x, y, z)).collect();
        let length: f32 = route.windows(2).map(|pair| (pair[1] - pair[0]).length()).sum();
        for chassis in Chassis::ALL {
            let mut drive = Drive::new(&rules, chassis);
            let first = route[1] - route[0];
            drive.put(route[0], atan2(-first.x, -first.z), 8.0);
            let time = drive.follow(&route, 0.8, 4.0 + length / 14.0);
            println!("{name} with a {}: {time:?}, {length} m", chassis.name());
            assert!(
                time.is_ok(),
                "{name} with a {}: got no further than {time:?}",
                chassis.name()
            );
        }
    }
}

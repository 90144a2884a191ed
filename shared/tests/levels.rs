//! Every arena in `assets/arenas` is fit to play: it loads, it is closed, nothing lies inside a solid, and a hog can
//! drive to every spawn and pickup and away again. New arenas are found by themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::sync::Arc;

use hogs_shared::arena::Rules;
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::level::{PadKind, Surface, Terrain, vector};
use hogs_shared::math::{Vec3, atan2, yaw_pitch};
use hogs_shared::mode::Mode;
use hogs_shared::tuning::Chassis;

#[path = "levels/drive.rs"]
mod drive;
#[path = "levels/fair.rs"]
mod fair;
#[path = "levels/map.rs"]
mod map;

use drive::Drive;
use map::{BODY_M, CELL_M, DOWN, HEADROOM_M, Map, UP, around, lift};

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

fn is_inside_solid(terrain: &Terrain, point: Vec3) -> bool {
    terrain
        .cast(point, UP, 0.01)
        .is_some_and(|hit| hit.distance_m <= 0.0)
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
        &[[0., 4., -111.], [70., 4., -108.], [106., 4., -70.], [112., 4., 0.], [106., 4., 70.], [70., 4., 108.]]),
    ("west half of the ring",
        &[[0., 4., -111.], [-70., 4., -108.], [-106., 4., -70.], [-112., 4., 0.], [-106., 4., 70.], [-70., 4., 108.]]),
    ("down the belt and over the trough", &[[0., 12., -96.], [0., 8., -30.], [0., 0., 40.], [0., 8., 88.]]),
    ("up the belt from its pad", &[[14., 0., 46.], [9.5, 0., 23.], [1., 9., -44.], [0., 12., -95.]]),
    ("north-east gangway down", &[[12., 12., -112.], [20., 12., -86.], [49.5, 10., -48.], [78., 8., -9.]]),
    ("north-west gangway up", &[[-84., 8., 4.], [-78., 8., -11.], [-49.5, 10., -48.], [-20., 12., -86.]]),
    ("south-west gangway out", &[[6., 8., 90.], [-14., 8., 87.], [-22., 8., 77.], [-48.5, 8., 46.], [-80., 8., 9.]]),
    ("south-east gangway back", &[[88., 8., -8.], [78., 8., 11.], [48.5, 8., 46.], [20., 8., 80.], [8., 8., 90.]]),
    ("bowl to east platform to ring", &[[40., 0., 0.], [74., 8., 0.], [88., 8., -10.], [92., 8., -18.], [92., 4., -40.]]),
    ("bowl to west platform to ring", &[[-40., 0., 0.], [-74., 8., 0.], [-88., 8., -10.], [-92., 8., -18.], [-92., 4., -40.]]),
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

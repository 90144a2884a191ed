//! No side of an arena that ships is better off: the east is the image of the west, in what one drives on as in what lies
//! and happens there.

use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::ids::Team;
use hogs_shared::level::{Homes, Level, Terrain};
use hogs_shared::math::{Vec3, cos, sin};
use hogs_shared::mode::Mode;

use super::{DOWN, arenas};

/// Everything that is not solid, in words, and the same of its image.
fn places(level: &Level, mirror: bool) -> Vec<String> {
    let sign = if mirror { -1.0 } else { 1.0 };
    let name = |name: &str| name.replace(" (east)", "");
    let place = |what: String, at: (f32, f32, f32), yaw_deg: f32| {
        let yaw = (sign * yaw_deg).to_radians();
        // Headings are the same if they look the same way, however often they go round.
        let (ahead_x, ahead_z) = (sin(yaw), cos(yaw));
        let ahead = format!("{:.3} {:.3}", ahead_x + 0.0, ahead_z + 0.0).replace("-0.000", "0.000");
        format!("{what} at {:?} looks {ahead}", (sign * at.0 + 0.0, at.1, at.2))
    };
    let mut all = Vec::new();
    all.extend(
        level
            .pads
            .iter()
            .map(|pad| place(format!("{:?} {:?}", pad.kind, pad.size), pad.at, pad.yaw_deg)),
    );
    all.extend(
        level
            .currents
            .iter()
            .map(|it| place(format!("{:?} {}", it.size, it.speed_mps), it.at, it.yaw_deg)),
    );
    all.extend(
        level
            .hazards
            .iter()
            .map(|it| place(format!("{:?} {}", it.size, it.harm_per_s), it.at, it.yaw_deg)),
    );
    all.extend(
        level
            .hints
            .iter()
            .map(|it| place(format!("{:?}", it.kind), it.at, it.yaw_deg)),
    );
    all.extend(
        level
            .pickups
            .iter()
            .map(|it| place(format!("{:?}", it.kind), it.at, 0.0)),
    );
    all.extend(
        level
            .spawns
            .iter()
            .map(|it| place("spawn".to_owned(), it.at, it.yaw_deg)),
    );
    all.extend(
        level
            .bases
            .iter()
            .map(|it| place("base".to_owned(), it.at, it.yaw_deg)),
    );
    all.extend(level.gates.iter().map(|it| {
        place(
            format!("gate {} {} {:?}", name(&it.name), name(&it.to), it.size),
            it.at,
            it.yaw_deg,
        )
    }));
    all.extend(level.movers.iter().map(|it| {
        let path: Vec<_> = it
            .path
            .iter()
            .map(|stop| (sign * stop.0 + 0.0, stop.1, stop.2))
            .collect();
        let what = format!(
            "{} {:?} {path:?} {} {}",
            name(&it.name),
            it.form,
            it.period_s,
            it.phase
        );
        place(what, it.at, it.yaw_deg)
    }));
    all.sort();
    all
}

/// Height of what one comes down on from above, if there is anything.
fn ground(terrain: &Terrain, level: &Level, x: f32, z: f32) -> Option<f32> {
    let from_y = level.ceiling;
    let hit = terrain.cast(Vec3::new(x, from_y, z), DOWN, from_y - level.floor)?;
    Some(from_y - hit.distance_m)
}

#[test]
fn the_sides_of_an_arena_are_alike() {
    for (data, terrain) in arenas() {
        let level = &data.level;
        assert_eq!(places(level, false), places(level, true), "{}", data.map);
        // Solids, by their tops, a little beside where edges run. Ground that rises is made of triangles, which halve
        // their squares one way only: it is alike right beside where its heights are given.
        let aside = if level.heights.is_some() { 0.002 } else { 0.171 };
        let mut unlike = Vec::new();
        // As far as the walls, which stand on the same grid.
        let columns = ((level.half_size.0 - 6.0) / 4.0) as i32;
        for row in -60..=60 {
            for column in 1..=columns {
                let (x, z) = (column as f32 * 4.0 + aside, row as f32 * 4.0 + aside);
                let heights = [-x, x].map(|x| ground(&terrain, level, x, z));
                let alike = match heights {
                    [Some(west), Some(east)] => (west - east).abs() < 0.02,
                    [west, east] => west.is_none() && east.is_none(),
                };
                if !alike {
                    unlike.push((x, z, heights));
                }
            }
        }
        assert!(
            unlike.len() < 20,
            "{}: {} places are not as high as their images: {:?}",
            data.map,
            unlike.len(),
            &unlike[..20]
        );
    }
}

#[test]
fn both_sides_have_as_many_spawns_and_as_near() {
    let assets = AssetFolder::find().unwrap();
    for map in assets.maps() {
        let data = assets.load(&map, "team_deathmatch").unwrap();
        let rules = Rules::new(Mode::TeamDeathmatch, data).unwrap();
        let ways = |homes: &Homes, team: Team| {
            let spawns = rules.level.spawns.iter().enumerate();
            let mut ways: Vec<i32> = spawns
                .filter(|(index, _)| homes.has_spawn(Some(team), *index))
                .map(|(_, spawn)| {
                    let at = hogs_shared::level::vector(spawn.at);
                    ((at - homes.base(team).at).length() * 100.0) as i32
                })
                .collect();
            ways.sort_unstable();
            ways
        };
        let [amber, azure] = Team::ALL.map(|team| ways(&rules.homes, team));
        assert!(!amber.is_empty(), "{map}");
        assert_eq!(amber, azure, "{map}");
    }
}

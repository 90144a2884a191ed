//! Whether one can stand where hogs come into play and where sides and the pig are at home: on ground, with room about,
//! and where nothing burns or comes by.

use super::super::{Level, Mover, Region, Terrain, vector};
use super::{Checked, angle, within_reach};
use crate::ids::Team;
use crate::math::Vec3;
use crate::tuning::{Check, shown};

/// Room that a hog needs where it comes into play, metres around the middle of its hull.
const ROOM_M: f32 = 1.5;
/// Least distance between the homes of the sides, metres.
const APART_M: f32 = 10.0;
/// Height of the middle of a hull over the ground, metres, for looking about.
const EYE_M: f32 = 1.0;

/// What a footing is held against.
struct Grounds<'a> {
    level: &'a Level,
    terrain: Terrain,
    /// By mover: what it sweeps over.
    swept: Vec<(&'a Mover, Vec<Region>)>,
}

impl Level {
    /// Every spawn, base and the pig's home must be a place to stand.
    pub(super) fn validate_footings(&self, check: &Check<'_>) -> Checked {
        let Some(terrain) = Terrain::build(self) else {
            return check.fail("a ramp is too flat or too thin to be solid");
        };
        let movers = self.movers.iter();
        let grounds = Grounds {
            level: self,
            terrain,
            swept: movers.map(|mover| (mover, self.swept(mover))).collect(),
        };
        for (index, spawn) in self.spawns.iter().enumerate() {
            let name = format!("spawn {}", index + 1);
            angle(check, &name, spawn.yaw_deg)?;
            check.ensure(
                spawn.side <= 2,
                format!("side of {name} is {}; it must be 0 to 2", spawn.side),
            )?;
            grounds.check(check, &name, spawn.at)?;
        }
        for (index, base) in self.bases.iter().enumerate() {
            let name = format!("base {}", index + 1);
            angle(check, &name, base.yaw_deg)?;
            check.ensure(
                (1..=Team::ALL.len()).contains(&usize::from(base.side)),
                format!("side of {name} is {}; it must be 1 or 2", base.side),
            )?;
            let first = self.bases.iter().position(|other| other.side == base.side);
            check.ensure(
                first == Some(index),
                format!("{name} is of the same side as another"),
            )?;
            grounds.check(check, &name, base.at)?;
        }
        self.validate_distance(check)?;
        self.pig
            .map_or(Ok(()), |pig| grounds.check(check, "the pig's home", pig))
    }
}

impl Level {
    /// The sides must have a way between them.
    fn validate_distance(&self, check: &Check<'_>) -> Checked {
        let (what, places): (_, Vec<Vec3>) = if self.bases.len() == 2 {
            ("bases", self.bases.iter().map(|base| vector(base.at)).collect())
        } else {
            (
                "spawns",
                self.spawns.iter().map(|spawn| vector(spawn.at)).collect(),
            )
        };
        let far = |one: &Vec3| places.iter().any(|other| (*other - *one).length() >= APART_M);
        check.ensure(
            places.iter().any(far),
            format!("no two {what} are {APART_M} m apart, so that sides would be at home in one place"),
        )
    }
}

impl Grounds<'_> {
    fn check(&self, check: &Check<'_>, name: &str, place: (f32, f32, f32)) -> Checked {
        within_reach(check, name, place)?;
        self.level.inside(check, name, place)?;
        self.check_room(check, name, vector(place))?;
        let at = vector(place) + Vec3::new(0.0, EYE_M, 0.0);
        for (number, hazard) in self.level.hazards.iter().enumerate() {
            let region = hazard.region();
            let burnt = region.holds(at, 0.0) || region.holds(vector(place), 0.0);
            check.ensure(!burnt, format!("{name} lies in hazard {}", number + 1))?;
        }
        self.check_swept(check, name, at)
    }

    /// No mover may come by.
    fn check_swept(&self, check: &Check<'_>, name: &str, at: Vec3) -> Checked {
        let below = Vec3::new(at.x, at.y - EYE_M * 0.5, at.z);
        let above = Vec3::new(at.x, at.y + EYE_M * 0.5, at.z);
        for (mover, regions) in &self.swept {
            let met = |region: &Region| region.holds(below, ROOM_M) || region.holds(above, ROOM_M);
            check.ensure(
                !regions.iter().any(met),
                format!("{name} is in the way of mover \"{}\"", shown(&mover.name)),
            )?;
        }
        Ok(())
    }

    fn check_room(&self, check: &Check<'_>, name: &str, at: Vec3) -> Checked {
        let probe = at + Vec3::new(0.0, 1.5, 0.0);
        let ground = self.terrain.cast(probe, Vec3::new(0.0, -1.0, 0.0), 4.0);
        let in_solid = ground.is_some_and(|hit| hit.distance_m <= 0.0);
        check.ensure(!in_solid, format!("{name} is inside a solid"))?;
        check.ensure(
            ground.is_some(),
            format!("{name} has no ground within 2.5 m below it"),
        )?;
        let eye = at + Vec3::new(0.0, EYE_M + 0.3, 0.0);
        for (x, z) in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            let wall = self.terrain.cast(eye, Vec3::new(x, 0.0, z), ROOM_M);
            let steep = wall.is_some_and(|hit| hit.normal.y < 0.5);
            check.ensure(!steep, format!("{name} has a wall within {ROOM_M} m"))?;
        }
        Ok(())
    }
}

//! What is solid in a level, ready for rays and for the physics.

use rapier3d::parry::query::{Ray, contact};
use rapier3d::parry::shape::{CompositeShapeRef, Compound, HeightFieldFlags, SharedShape};
use rapier3d::parry::utils::Array2;

use super::{Grid, Heights, Level, Placed, Surface, vector};
use crate::math::{Pose, Vec3};

/// Where a ray met solid ground.
#[derive(Clone, Copy, Debug)]
pub struct TerrainHit {
    /// Along the ray, metres.
    pub distance_m: f32,
    /// Unit length, out of the solid.
    pub normal: Vec3,
    /// Index of the solid in [`Level::solids`]; `usize::MAX` for ground that rises and falls, and for movers.
    pub solid: usize,
    /// What it is made of.
    pub surface: Surface,
}

/// A mover as rays and the physics meet it.
#[derive(Clone)]
struct Body {
    shape: SharedShape,
    surface: Surface,
    /// From its middle to its farthest corner, metres.
    radius_m: f32,
}

/// What is solid in a level, in a form to cast rays at; the physics uses the same shapes.
#[derive(Clone)]
pub struct Terrain {
    /// The solids, if there are any.
    compound: Option<SharedShape>,
    surfaces: Vec<Surface>,
    /// The ground that rises and falls, where its middle is and what it is made of.
    ground: Option<(SharedShape, Vec3, Surface)>,
    bodies: Vec<Body>,
}

impl Terrain {
    /// Builds it; none if a form is degenerate.
    #[must_use]
    pub fn build(level: &Level) -> Option<Self> {
        let parts: Option<Vec<_>> = level
            .solids
            .iter()
            .map(|solid| Some((solid.pose(), solid.shape()?)))
            .collect();
        let parts = parts?;
        let ground = match &level.heights {
            Some(heights) => Some((
                relief(heights)?,
                vector((heights.at.0, 0.0, heights.at.2)),
                heights.surface,
            )),
            None => None,
        };
        if parts.is_empty() && ground.is_none() {
            return None;
        }
        let bodies: Option<Vec<_>> = level
            .movers
            .iter()
            .map(|mover| {
                let (width, height, length) = mover.form.size();
                Some(Body {
                    shape: mover.form.shape()?,
                    surface: mover.surface,
                    radius_m: Vec3::new(width, height, length).length() * 0.5,
                })
            })
            .collect();
        Some(Self {
            compound: (!parts.is_empty()).then(|| SharedShape::new(Compound::new(parts))),
            surfaces: level.solids.iter().map(|solid| solid.surface).collect(),
            ground,
            bodies: bodies?,
        })
    }

    /// The shapes of what stays in its place, and where they are, for the physics.
    pub fn shapes(&self) -> impl Iterator<Item = (SharedShape, Vec3)> {
        let solids = self.compound.clone().map(|shape| (shape, Vec3::ZERO));
        let ground = self.ground.as_ref().map(|(shape, at, _)| (shape.clone(), *at));
        solids.into_iter().chain(ground)
    }

    /// The shapes of movers, in their order, for the physics.
    pub fn mover_shapes(&self) -> impl Iterator<Item = &SharedShape> {
        self.bodies.iter().map(|body| &body.shape)
    }

    /// First of what stays in its place that is met from `origin` along `direction` (unit length) within `reach_m`.
    #[must_use]
    pub fn cast(&self, origin: Vec3, direction: Vec3, reach_m: f32) -> Option<TerrainHit> {
        let solid = self.cast_solids(origin, direction, reach_m);
        let Some((ground, at, surface)) = &self.ground else {
            return solid;
        };
        let reach_m = solid.map_or(reach_m, |hit| hit.distance_m);
        let ray = Ray::new(origin - *at, direction);
        match ground.cast_local_ray_and_get_normal(&ray, reach_m, true) {
            Some(hit) => Some(TerrainHit {
                distance_m: hit.time_of_impact,
                normal: hit.normal,
                solid: usize::MAX,
                surface: *surface,
            }),
            None => solid,
        }
    }

    fn cast_solids(&self, origin: Vec3, direction: Vec3, reach_m: f32) -> Option<TerrainHit> {
        let ray = Ray::new(origin, direction);
        let compound = self.compound.as_ref()?.as_compound()?;
        let (part, hit) = CompositeShapeRef(compound).cast_local_ray_and_get_normal(&ray, reach_m, true)?;
        Some(TerrainHit {
            distance_m: hit.time_of_impact,
            normal: hit.normal,
            solid: part as usize,
            surface: self.surfaces.get(part as usize).copied().unwrap_or_default(),
        })
    }

    /// Whether nothing that stays in its place stands between two points.
    #[must_use]
    pub fn sees(&self, from: Vec3, to: Vec3) -> bool {
        let still = Surroundings {
            terrain: self,
            movers: &[],
        };
        still.sees(from, to)
    }
}

/// What is solid at one tick: what stays in its place, and movers where they are.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// What stays in its place.
    pub terrain: &'a Terrain,
    /// Movers in their order.
    pub movers: &'a [Placed],
}

impl Surroundings<'_> {
    /// The first solid that is met, as with [`Terrain::cast`], and how it moves, m/s.
    #[must_use]
    pub fn cast(&self, origin: Vec3, direction: Vec3, reach_m: f32) -> Option<(TerrainHit, Vec3)> {
        let first = self.terrain.cast(origin, direction, reach_m);
        self.nearest(first.map(|hit| (hit, Vec3::ZERO)), origin, direction, reach_m)
    }

    /// How far one gets from `from` on the straight way to `to`: there, or to `off_m` off the face of the first solid.
    #[must_use]
    pub fn reach(&self, from: Vec3, to: Vec3, off_m: f32) -> Vec3 {
        let span = to - from;
        let distance_m = span.length();
        if distance_m < 1e-3 {
            return to;
        }
        let along = span / distance_m;
        match self.cast(from, along, distance_m) {
            Some((hit, _)) => from + along * hit.distance_m + hit.normal * off_m,
            None => to,
        }
    }

    /// Whether nothing solid stands between two points.
    #[must_use]
    pub fn sees(&self, from: Vec3, to: Vec3) -> bool {
        let span = to - from;
        let distance_m = span.length();
        distance_m < 1e-3 || self.cast(from, span / distance_m, distance_m).is_none()
    }

    /// Whether a mover is met on the way.
    #[must_use]
    pub fn cast_movers(&self, origin: Vec3, direction: Vec3, reach_m: f32) -> bool {
        self.nearest(None, origin, direction, reach_m).is_some()
    }

    /// What is met first: what was found already, or a mover before it.
    fn nearest(
        &self,
        found: Option<(TerrainHit, Vec3)>,
        origin: Vec3,
        direction: Vec3,
        reach_m: f32,
    ) -> Option<(TerrainHit, Vec3)> {
        let mut first = found;
        for (body, placed) in self.terrain.bodies.iter().zip(self.movers) {
            let most_m = first.map_or(reach_m, |(hit, _)| hit.distance_m);
            let apart = placed.pose.translation - origin;
            let along_m = apart.dot(direction).clamp(0.0, most_m);
            if (apart - direction * along_m).length_squared() > body.radius_m * body.radius_m {
                continue;
            }
            let ray = Ray::new(origin, direction);
            if let Some(hit) = body
                .shape
                .cast_ray_and_get_normal(&placed.pose, &ray, most_m, true)
            {
                let hit = TerrainHit {
                    distance_m: hit.time_of_impact,
                    normal: hit.normal,
                    solid: usize::MAX,
                    surface: body.surface,
                };
                first = Some((hit, placed.velocity));
            }
        }
        first
    }

    /// How deep a mover is in a hull (a box of these half extents), metres; 0 if they are apart.
    #[must_use]
    pub fn depth_m(&self, mover: usize, hull: &Pose, half: Vec3) -> f32 {
        let (Some(body), Some(placed)) = (self.terrain.bodies.get(mover), self.movers.get(mover)) else {
            return 0.0;
        };
        let near_m = body.radius_m + half.length();
        if (hull.translation - placed.pose.translation).length_squared() > near_m * near_m {
            return 0.0;
        }
        let hull_shape = SharedShape::cuboid(half.x, half.y, half.z);
        let met = contact(&placed.pose, &*body.shape, hull, &*hull_shape, 0.0);
        met.ok().flatten().map_or(0.0, |contact| (-contact.dist).max(0.0))
    }
}

/// The shape of ground that rises and falls, around (0, 0, 0); none if there is too little of it.
fn relief(heights: &Heights) -> Option<SharedShape> {
    let Grid {
        wide,
        long,
        heights: flat,
    } = heights.grid();
    if wide < 2 || long < 2 || flat.len() != wide * long {
        return None;
    }
    // The library keeps columns together.
    let columns = (0..wide).flat_map(|column| (0..long).map(move |row| (column, row)));
    let by_column = columns.map(|(column, row)| flat[row * wide + column]).collect();
    let (half_x, half_z) = heights.half_size();
    Some(SharedShape::heightfield_with_flags(
        Array2::new(long, wide, by_column),
        Vec3::new(half_x * 2.0, 1.0, half_z * 2.0),
        HeightFieldFlags::FIX_INTERNAL_EDGES,
    ))
}

impl core::fmt::Debug for Terrain {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("Terrain")
    }
}

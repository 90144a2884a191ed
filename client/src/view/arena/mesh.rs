//! The solids of an arena: faces cut into cells with baked shade, gathered into one mesh for each part of the arena, so that what is out of
//! sight costs nothing.

use std::collections::BTreeMap;

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use hogs_shared::arena::Rules;
use hogs_shared::level::Surface;
use hogs_shared::rng::Rng;

use super::bake::{self, Shade};
use super::faces::{self, Cut, Face};
use crate::view::convert::match_vec3;

/// Longest side of a cell, metres: how fine the baked shade is.
const CELL_M: f32 = 3.4;
/// The same for walls, which are seen from farther away.
const WALL_CELL_M: f32 = 7.0;
/// Parts of the arena along each axis.
const PARTS: usize = 3;
/// How far a drop is looked down, metres.
const DROP_REACH_M: f32 = 80.0;

/// Vertex data of one part.
#[derive(Default)]
pub(super) struct Part {
    positions: Vec<[f32; 3]>,
    normals: Vec<[f32; 3]>,
    coordinates: Vec<[f32; 2]>,
    ends: Vec<[f32; 2]>,
    /// Openness, sun, blotches, edges with a drop / 16.
    colours: Vec<[f32; 4]>,
    indices: Vec<u32>,
}

impl Part {
    fn vertex(&mut self, face: &Face, share: Vec2, shade: Shade, edges: u8) {
        let coordinate = match face.cut {
            // Slices count from their rim.
            Cut::Slice => Vec2::new((1.0 - share.x) * face.size.x, face.start.y),
            _ => face.start + share * face.size,
        };
        let end = if face.cut == Cut::Slice {
            Vec2::splat(faces::ENDLESS_M * 3.0)
        } else {
            face.end
        };
        self.positions.push(face.point(share).to_array());
        self.normals.push(face.normal().to_array());
        self.coordinates.push(coordinate.to_array());
        self.ends.push(end.to_array());
        let blotch = blotches(face.point(share));
        self.colours
            .push([shade.openness, shade.sun, blotch, f32::from(edges) / 16.0]);
    }

    /// A point of ground that has no edges.
    pub(super) fn ground(&mut self, at: Vec3, normal: Vec3, shade: Shade) -> u32 {
        let index = self.positions.len() as u32;
        self.positions.push(at.to_array());
        self.normals.push(normal.to_array());
        self.coordinates.push([at.x, at.z]);
        self.ends.push([faces::ENDLESS_M * 3.0; 2]);
        self.colours.push([shade.openness, shade.sun, blotches(at), 0.0]);
        index
    }

    /// A face whole, in open light, with stripes along these edges.
    pub(super) fn face(&mut self, face: &Face, edges: u8) {
        let open = Shade {
            openness: 1.0,
            sun: 1.0,
        };
        let first = self.positions.len() as u32;
        let corners: &[Vec2] = match face.cut {
            Cut::Whole => &[Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y],
            Cut::LowRight => &[Vec2::ZERO, Vec2::X, Vec2::ONE],
            Cut::LowLeft => &[Vec2::ZERO, Vec2::X, Vec2::Y],
            Cut::Slice => &[Vec2::ZERO, Vec2::new(1.0, -0.5), Vec2::new(1.0, 0.5)],
        };
        for &corner in corners {
            self.vertex(face, corner, open, edges);
        }
        let turns: &[u32] = if corners.len() == 4 {
            &[0, 1, 2, 0, 2, 3]
        } else {
            &[0, 1, 2]
        };
        self.triangles(turns.iter().map(|turn| first + turn));
    }

    /// Three indices a triangle.
    pub(super) fn triangles(&mut self, corners: impl IntoIterator<Item = u32>) {
        self.indices.extend(corners);
    }

    pub(super) fn into_mesh(self) -> Mesh {
        // Kept here, too, for a graphics device that takes the place of a lost one.
        let mut mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
        mesh.insert_attribute(Mesh::ATTRIBUTE_POSITION, self.positions);
        mesh.insert_attribute(Mesh::ATTRIBUTE_NORMAL, self.normals);
        mesh.insert_attribute(Mesh::ATTRIBUTE_UV_0, self.coordinates);
        mesh.insert_attribute(Mesh::ATTRIBUTE_UV_1, self.ends);
        mesh.insert_attribute(Mesh::ATTRIBUTE_COLOR, self.colours);
        mesh.insert_indices(Indices::U32(self.indices));
        mesh
    }
}

/// Light and dark patches a dozen metres wide, 0 to 1.
fn blotches(at: Vec3) -> f32 {
    let flat = Vec2::new(at.x + at.y * 0.4, at.z - at.y * 0.3);
    0.65 * lumps(flat * 0.045) + 0.35 * lumps(flat * 0.13 + 7.0)
}

/// Smooth noise, 0 to 1, one lump a unit.
fn lumps(at: Vec2) -> f32 {
    let (cell, f) = (at.floor(), at - at.floor());
    let s = f * f * (3.0 - 2.0 * f);
    let corner = |dx: f32, dy: f32| {
        let key = (cell.x + dx) as i32 as u64 ^ ((cell.y + dy) as i32 as u64) << 32;
        Rng::for_purpose(key, 3).unit()
    };
    let low = corner(0.0, 0.0).lerp(corner(1.0, 0.0), s.x);
    let high = corner(0.0, 1.0).lerp(corner(1.0, 1.0), s.x);
    low.lerp(high, s.y)
}

/// Part of the arena's mesh: of one surface, with or without drops, in one place.
pub(super) struct Piece {
    /// What it is made of.
    pub(super) surface: Surface,
    /// Whether the ground ends at some edge of it.
    pub(super) drops: bool,
    /// The mesh.
    pub(super) mesh: Mesh,
}

/// By surface, drops and place.
type Parts = BTreeMap<(u8, bool, usize), (Surface, Part)>;

/// The meshes of an arena.
pub(super) fn build(rules: &Rules, to_sun: Vec3) -> Vec<Piece> {
    let mut parts = Parts::new();
    for solid in &rules.level.solids {
        for face in faces::of(solid)
            .into_iter()
            .filter(|face| may_be_seen(face, rules))
        {
            match face.cut {
                Cut::Whole => tessellate(&face, rules, to_sun, &mut parts),
                Cut::LowRight => single(&face, [Vec2::ZERO, Vec2::X, Vec2::ONE], rules, to_sun, &mut parts),
                Cut::LowLeft => single(&face, [Vec2::ZERO, Vec2::X, Vec2::Y], rules, to_sun, &mut parts),
                Cut::Slice => {
                    let corners = [Vec2::ZERO, Vec2::new(1.0, -0.5), Vec2::new(1.0, 0.5)];
                    single(&face, corners, rules, to_sun, &mut parts);
                }
            }
        }
    }
    let piece = |((_, drops, _), (surface, part)): (_, (_, Part))| Piece {
        surface,
        drops,
        mesh: part.into_mesh(),
    };
    parts.into_iter().map(piece).collect()
}

/// Whether an eye inside the arena can ever see a face: not what looks outward from beyond its bounds, nor what looks
/// down from below where hogs are lost.
fn may_be_seen(face: &Face, rules: &Rules) -> bool {
    let (half_x, half_z) = rules.level.half_size;
    let normal = face.normal();
    let middle = face.point(Vec2::splat(0.5));
    let outward = (middle.x > half_x && normal.x > 0.5)
        || (middle.x < -half_x && normal.x < -0.5)
        || (middle.z > half_z && normal.z > 0.5)
        || (middle.z < -half_z && normal.z < -0.5);
    !outward && (normal.y > -0.5 || middle.y > rules.level.floor)
}

fn part_at<'a>(parts: &'a mut Parts, face: &Face, drops: bool, rules: &Rules, at: Vec3) -> &'a mut Part {
    let key = (face.surface as u8, drops, part_of(rules, at));
    &mut parts
        .entry(key)
        .or_insert_with(|| (face.surface, Part::default()))
        .1
}

fn part_of(rules: &Rules, at: Vec3) -> usize {
    let (half_x, half_z) = rules.level.half_size;
    let index =
        |x: f32, half: f32| (((x / half) * 0.5 + 0.5) * PARTS as f32).clamp(0.0, PARTS as f32 - 1.0) as usize;
    index(at.x, half_x) + index(at.z, half_z) * PARTS
}

fn single(face: &Face, corners: [Vec2; 3], rules: &Rules, to_sun: Vec3, parts: &mut Parts) {
    let middle = (corners[0] + corners[1] + corners[2]) / 3.0;
    let normal = face.normal();
    let near = corners.map(|corner| corner.lerp(middle, 0.06));
    let halves = [
        near[0].midpoint(near[1]),
        near[1].midpoint(near[2]),
        near[2].midpoint(near[0]),
    ];
    let hidden = |share: Vec2| bake::buried(&rules.terrain, face.point(share), normal);
    if near.into_iter().chain(halves).chain([middle]).all(hidden) {
        return;
    }
    let part = part_at(parts, face, false, rules, face.point(middle));
    let first = part.positions.len() as u32;
    for corner in corners {
        // A little inside, where it is not within the neighbour.
        let probe = face.point(corner.lerp(middle, 0.03));
        part.vertex(
            face,
            corner,
            bake::shade(&rules.terrain, probe, normal, to_sun),
            0,
        );
    }
    part.indices.extend([first, first + 1, first + 2]);
}

fn tessellate(face: &Face, rules: &Rules, to_sun: Vec3, parts: &mut Parts) {
    let normal = face.normal();
    let cell = if normal.y > 0.5 { CELL_M } else { WALL_CELL_M };
    let count = (face.size / cell).ceil().max(Vec2::ONE).as_uvec2();
    let step = Vec2::ONE / count.as_vec2();
    let columns = count.x as usize + 1;
    let nodes: Vec<(Shade, bool)> = (0..=count.y)
        .flat_map(|j| (0..=count.x).map(move |i| Vec2::new(i as f32, j as f32) * step))
        .map(|share| {
            // Corners look from a hand's breadth inside the face, so that they do not sit in a neighbour.
            let inset = Vec2::splat(0.12) / face.size.max(Vec2::splat(0.5));
            let probe = face.point(share.clamp(inset, Vec2::ONE - inset));
            (
                bake::shade(&rules.terrain, probe, normal, to_sun),
                bake::buried(&rules.terrain, probe, normal),
            )
        })
        .collect();
    for j in 0..count.y {
        for i in 0..count.x {
            let corner = |di: u32, dj: u32| (i + di) as usize + (j + dj) as usize * columns;
            let ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
            let within = |share: Vec2| face.point((Vec2::new(i as f32, j as f32) + share) * step);
            let middle = within(Vec2::splat(0.5));
            // Corners alone would call a cell hidden that only its corners are.
            let probes = [(0.5, 0.5), (0.5, 0.05), (0.95, 0.5), (0.5, 0.95), (0.05, 0.5)].map(Vec2::from);
            let hidden = |share: &Vec2| bake::buried(&rules.terrain, within(*share), normal);
            if ring.iter().all(|&node| nodes[node].1) && probes.iter().all(hidden) {
                continue;
            }
            let edges = if normal.y > 0.7 {
                drops(face, rules, UVec2::new(i, j), count)
            } else {
                0
            };
            let part = part_at(parts, face, edges != 0, rules, middle);
            let first = part.positions.len() as u32;
            let shares = [Vec2::ZERO, Vec2::X, Vec2::ONE, Vec2::Y];
            for (offset, node) in shares.into_iter().zip(ring) {
                // Nodes inside a neighbour would bleed its darkness: they borrow from one that is not.
                let shade = if nodes[node].1 {
                    borrowed(&nodes, &ring)
                } else {
                    nodes[node].0
                };
                part.vertex(
                    face,
                    (Vec2::new(i as f32, j as f32) + offset) * step,
                    shade,
                    edges,
                );
            }
            part.indices
                .extend([0, 1, 2, 0, 2, 3].map(|offset| first + offset));
        }
    }
}

fn borrowed(nodes: &[(Shade, bool)], ring: &[usize; 4]) -> Shade {
    let free: Vec<Shade> = ring
        .iter()
        .filter(|&&node| !nodes[node].1)
        .map(|&node| nodes[node].0)
        .collect();
    let count = free.len().max(1) as f32;
    Shade {
        openness: 0.6 * free.iter().map(|shade| shade.openness).sum::<f32>() / count,
        sun: free.iter().map(|shade| shade.sun).sum::<f32>() / count,
    }
}

/// Bit per side of a cell (left, right, near, far): on the face's edge with nothing beyond to stand on.
fn drops(face: &Face, rules: &Rules, cell: UVec2, count: UVec2) -> u8 {
    let step = Vec2::ONE / count.as_vec2();
    let middle = (cell.as_vec2() + 0.5) * step;
    let sides = [
        (cell.x == 0, Vec2::new(0.0, middle.y), -face.axes[0]),
        (cell.x + 1 == count.x, Vec2::new(1.0, middle.y), face.axes[0]),
        (cell.y == 0, Vec2::new(middle.x, 0.0), -face.axes[1]),
        (cell.y + 1 == count.y, Vec2::new(middle.x, 1.0), face.axes[1]),
    ];
    let mut bits = 0;
    for (bit, (on_edge, share, outward)) in sides.into_iter().enumerate() {
        if !on_edge {
            continue;
        }
        let probe = face.point(share) + outward * 0.8 + Vec3::Y * 0.4;
        let (half_x, half_z) = rules.level.half_size;
        if probe.x.abs() > half_x - 8.0 || probe.z.abs() > half_z - 8.0 {
            continue;
        }
        let hit = rules
            .terrain
            .cast(match_vec3(probe), match_vec3(Vec3::NEG_Y), DROP_REACH_M);
        if hit.is_none_or(|hit| probe.y - hit.distance_m < rules.level.floor) {
            bits |= 1 << bit;
        }
    }
    bits
}

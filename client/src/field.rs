//! Distances from plain shapes in the plane, negative inside: what glyphs are drawn with.

use bevy::math::Vec2;

/// Distance from a box of these half sides.
pub(crate) fn block(p: Vec2, middle: Vec2, half: Vec2) -> f32 {
    let q = (p - middle).abs() - half;
    q.max(Vec2::ZERO).length() + q.max_element().min(0.0)
}

/// Distance from a disc.
pub(crate) fn disc(p: Vec2, middle: Vec2, radius: f32) -> f32 {
    p.distance(middle) - radius
}

/// Distance from a stroke along corners, of a half width.
pub(crate) fn stroke(p: Vec2, corners: &[(f32, f32)], half_width: f32) -> f32 {
    let pairs = corners.iter().zip(corners.iter().skip(1));
    let nearest = pairs.map(|(&a, &b)| from_edge(p, a.into(), b.into()));
    nearest.fold(f32::MAX, f32::min) - half_width
}

/// Distance from a polygon: nearest edge, sign by crossings.
/// Source: Inigo Quilez, "2D distance functions", <https://iquilezles.org/articles/distfunctions2d/>.
pub(crate) fn polygon(p: Vec2, corners: &[(f32, f32)]) -> f32 {
    let corner = |index: usize| Vec2::from(corners[index % corners.len()]);
    let mut nearest = f32::MAX;
    let mut inside = false;
    for index in 0..corners.len() {
        let (a, b) = (corner(index), corner(index + 1));
        nearest = nearest.min(from_edge(p, a, b));
        if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside = !inside;
        }
    }
    nearest * if inside { -1.0 } else { 1.0 }
}

fn from_edge(p: Vec2, a: Vec2, b: Vec2) -> f32 {
    let edge = b - a;
    let along = ((p - a).dot(edge) / edge.length_squared()).clamp(0.0, 1.0);
    (p - a - edge * along).length()
}

/// The point in a frame turned by an eighth, in which what points up points to the upper right.
pub(crate) fn turned(p: Vec2) -> Vec2 {
    Vec2::from_angle(std::f32::consts::FRAC_PI_4).rotate(p)
}

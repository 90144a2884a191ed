//! Where one would not like to be thrown: over the edge, into lava, on a mine.

use super::View;
use super::arms::Kind;
use super::heading::level;
use crate::math::{PI, Vec3, cos, sin};

/// Directions looked in.
const WAYS: usize = 12;
/// How far off danger is looked for, metres.
const NEAR_M: [f32; 4] = [12.0, 17.0, 23.0, 30.0];
/// Who lands so near a mine sets it off, metres.
const MINE_M: f32 = 4.0;

/// The level direction, nearest to where the barrel points, in which something is that nobody wants to be thrown into.
pub(super) fn near(view: &View<'_>) -> Option<Vec3> {
    let barrel = level(view.me.muzzle_direction()).normalize_or_zero();
    let mut best: Option<(f32, Vec3)> = None;
    for way in 0..WAYS {
        let angle = way as f32 * 2.0 * PI / WAYS as f32;
        let along = Vec3::new(sin(angle), 0.0, cos(angle));
        let off = along.dot(barrel);
        if best.is_none_or(|(most, _)| off > most) && is_there(view, along) {
            best = Some((off, along));
        }
    }
    best.map(|(_, along)| along)
}

fn is_there(view: &View<'_>, along: Vec3) -> bool {
    let from = view.me.position;
    // What is thrown does not go through walls.
    let clear = |at: Vec3| view.arena.rules().terrain.sees(from, at);
    let place = NEAR_M.iter().map(|&away_m| from + along * away_m);
    let bad = place
        .into_iter()
        .find(|&at| view.nav.void_m(at) <= 0.0 || view.nav.harms(at) || mined(view, at));
    bad.is_some_and(clear)
}

fn mined(view: &View<'_>, at: Vec3) -> bool {
    let rules = view.arena.rules();
    view.arena.shots().iter().any(|shot| {
        shot.velocity == Vec3::ZERO
            && Kind::of(rules.tuning.weapon(shot.weapon)) == Kind::Lies
            && level(shot.origin - at).length_squared() < MINE_M * MINE_M
    })
}

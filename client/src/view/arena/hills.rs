//! Ground that rises and falls, as smooth shaded pieces of the very triangles that the physics has.

use bevy::prelude::*;
use hogs_shared::arena::Rules;
use hogs_shared::level::{Grid, Heights};

use super::bake;
use super::mesh::{Part, Piece};

/// Cells along one side of a piece, so that what is out of sight costs nothing.
const PIECE_CELLS: usize = 32;

/// The heights of an arena with all that follows from them.
struct Relief<'a> {
    heights: &'a Heights,
    grid: Grid,
    half: (f32, f32),
}

impl Relief<'_> {
    fn at(&self, column: usize, row: usize) -> Vec3 {
        let height = self.grid.heights[row * self.grid.wide + column];
        Vec3::new(
            self.heights.at.0 - self.half.0 + column as f32 * self.heights.cell_m,
            height,
            self.heights.at.2 - self.half.1 + row as f32 * self.heights.cell_m,
        )
    }

    /// Out of the ground at a node: from its neighbours on both sides.
    fn normal(&self, column: usize, row: usize) -> Vec3 {
        let (last_column, last_row) = (self.grid.wide - 1, self.grid.long - 1);
        let west = self.at(column.saturating_sub(1), row);
        let east = self.at((column + 1).min(last_column), row);
        let north = self.at(column, row.saturating_sub(1));
        let south = self.at(column, (row + 1).min(last_row));
        (south - north).cross(east - west).normalize_or(Vec3::Y)
    }

    /// The piece whose first cell this is.
    fn piece(&self, rules: &Rules, to_sun: Vec3, column: usize, row: usize) -> Piece {
        let columns = PIECE_CELLS.min(self.grid.wide - 1 - column);
        let rows = PIECE_CELLS.min(self.grid.long - 1 - row);
        let mut part = Part::default();
        for down in 0..=rows {
            for right in 0..=columns {
                let at = self.at(column + right, row + down);
                let normal = self.normal(column + right, row + down);
                // What stands in or on it would otherwise darken it from within.
                let shade = bake::shade(&rules.terrain, at, normal, to_sun);
                part.ground(at, normal, shade);
            }
        }
        let node = |right: usize, down: usize| (down * (columns + 1) + right) as u32;
        for down in 0..rows {
            for right in 0..columns {
                // Cut from south-west to north-east, as the physics cuts its cells.
                let (nw, ne) = (node(right, down), node(right + 1, down));
                let (sw, se) = (node(right, down + 1), node(right + 1, down + 1));
                part.triangles([nw, sw, ne, sw, se, ne]);
            }
        }
        Piece {
            surface: self.heights.surface,
            drops: false,
            mesh: part.into_mesh(),
        }
    }
}

/// The meshes of an arena's heights, if it has any.
pub(super) fn build(rules: &Rules, to_sun: Vec3) -> Vec<Piece> {
    let Some(heights) = &rules.level.heights else {
        return Vec::new();
    };
    let relief = Relief {
        grid: heights.grid(),
        half: heights.half_size(),
        heights,
    };
    let (wide, long) = (relief.grid.wide, relief.grid.long);
    if wide < 2 || long < 2 {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    for row in (0..long - 1).step_by(PIECE_CELLS) {
        for column in (0..wide - 1).step_by(PIECE_CELLS) {
            pieces.push(relief.piece(rules, to_sun, column, row));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::convert::match_vec3;
    use hogs_shared::assets::AssetFolder;
    use hogs_shared::mode::Mode;

    #[test]
    fn what_is_drawn_is_what_one_stands_on() {
        let data = AssetFolder::find()
            .unwrap()
            .load("prairie", "deathmatch")
            .unwrap();
        let rules = Rules::new(Mode::Deathmatch, data).unwrap();
        let heights = rules.level.heights.as_ref().unwrap();
        let relief = Relief {
            grid: heights.grid(),
            half: heights.half_size(),
            heights,
        };
        let down = match_vec3(Vec3::NEG_Y);
        let (mut looked, mut free) = (0, 0);
        for row in (1..relief.grid.long - 2).step_by(7) {
            for column in (1..relief.grid.wide - 2).step_by(5) {
                // Within the north-western triangle of the cell.
                let corners = [(0, 0), (0, 1), (1, 0)].map(|(x, z)| relief.at(column + x, row + z));
                let inside = corners[0] * 0.4 + corners[1] * 0.3 + corners[2] * 0.3;
                let from = match_vec3(inside + Vec3::Y * 0.5);
                looked += 1;
                if let Some(hit) = rules.terrain.cast(from, down, 1.0)
                    && hit.solid == usize::MAX
                {
                    free += 1;
                    assert!((hit.distance_m - 0.5).abs() < 0.01, "{}", hit.distance_m);
                }
            }
        }
        assert!(free * 10 > looked * 8, "{free} of {looked}");
    }
}

//! Ground that rises and falls: a grid of heights, written row by row, kept in a file of its own, or grown from a few
//! named figures.

use serde::{Deserialize, Serialize};

use super::Surface;
use crate::rng::Rng;
use crate::tuning::{DataError, shown};

/// Most heights along one side of a grid.
pub const MAX_SIDE: usize = 256;
/// Longest file of heights, bytes.
pub const MAX_HEIGHTS_BYTES: usize = 512 * 1024;

/// Where the heights come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Relief {
    /// One row after the other from north (-z) to south, each from west (-x) to east; in steps of `step_m`.
    Rows(Vec<Vec<i16>>),
    /// The same in a file beside the arena's: a row a line, numbers apart by blanks.
    File(String),
    /// Rolling hills.
    Hills {
        /// Which hills.
        seed: u32,
        /// Heights along x.
        wide: u16,
        /// Heights along z.
        long: u16,
        /// From the lowest to the highest that is possible, metres.
        height_m: f32,
        /// From one hill to the next, metres.
        wave_m: f32,
        /// Layers of detail, each half as wide and high as the one before; 1 to 5.
        layers: u8,
    },
}

/// A place that is made level, whatever the relief says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flat {
    /// Its middle, x and z, metres.
    pub at: (f32, f32),
    /// Its height, metres.
    pub height: f32,
    /// Level this far around, metres.
    pub radius_m: f32,
    /// Back to the relief within this, metres.
    pub fade_m: f32,
}

/// Ground that rises and falls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heights {
    /// Its middle: x, the height that 0 stands for, and z, metres.
    pub at: (f32, f32, f32),
    /// From one height to the next, metres.
    pub cell_m: f32,
    /// What 1 stands for in rows and files, metres.
    #[serde(default = "one")]
    pub step_m: f32,
    /// Where the heights come from.
    pub relief: Relief,
    /// Places that are made level.
    #[serde(default)]
    pub flats: Vec<Flat>,
    /// What it is made of.
    #[serde(default)]
    pub surface: Surface,
    /// Whether the east is the image of the west, whatever is said of the east: so in a mirrored arena.
    #[serde(default)]
    pub mirrored: bool,
}

const fn one() -> f32 {
    1.0
}

/// Heights in metres over 0, row by row from -z, each row from -x.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Heights in a row.
    pub wide: usize,
    /// Rows.
    pub long: usize,
    /// All of them.
    pub heights: Vec<f32>,
}

impl Heights {
    /// Numbers along x and z; 0 for a file that was not read.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        match &self.relief {
            Relief::Rows(rows) => (rows.first().map_or(0, Vec::len), rows.len()),
            Relief::File(_) => (0, 0),
            Relief::Hills { wide, long, .. } => (usize::from(*wide), usize::from(*long)),
        }
    }

    /// Half the width (x) and half the length (z) of the ground, metres.
    #[must_use]
    pub fn half_size(&self) -> (f32, f32) {
        let (wide, long) = self.counts();
        let half = |count: usize| count.saturating_sub(1) as f32 * self.cell_m * 0.5;
        (half(wide), half(long))
    }

    /// The ground, ready to be built. Rows are taken to be of equal length: [`super::Level::parse`] sees to that.
    #[must_use]
    pub fn grid(&self) -> Grid {
        let (wide, long) = self.counts();
        let (half_x, half_z) = self.half_size();
        let mut heights = Vec::with_capacity(wide * long);
        for row in 0..long {
            for column in 0..wide {
                // The image of a column in the east; an even number of them has no column in the middle.
                let column = if self.mirrored {
                    column.min(wide - 1 - column)
                } else {
                    column
                };
                let x = self.at.0 - half_x + column as f32 * self.cell_m;
                let z = self.at.2 - half_z + row as f32 * self.cell_m;
                heights.push(self.levelled(x, z, self.raw(column, row)));
            }
        }
        Grid { wide, long, heights }
    }

    fn raw(&self, column: usize, row: usize) -> f32 {
        match &self.relief {
            Relief::Rows(rows) => {
                let step = rows.get(row).and_then(|row| row.get(column));
                self.at.1 + f32::from(step.copied().unwrap_or_default()) * self.step_m
            }
            Relief::File(_) => self.at.1,
            Relief::Hills {
                seed,
                height_m,
                wave_m,
                layers,
                ..
            } => {
                let scale = self.cell_m / wave_m;
                let (x, z) = (column as f32 * scale, row as f32 * scale);
                self.at.1 + hills(*seed, x, z, *layers) * height_m
            }
        }
    }

    fn levelled(&self, x: f32, z: f32, height: f32) -> f32 {
        self.flats.iter().fold(height, |height, flat| {
            let (dx, dz) = (x - flat.at.0, z - flat.at.1);
            let beyond_m = (dx * dx + dz * dz).sqrt() - flat.radius_m;
            let share = smooth((1.0 - beyond_m / flat.fade_m).clamp(0.0, 1.0));
            height + (flat.height - height) * share
        })
    }
}

/// Smooth noise of so many layers, 0 to 1, a lump a unit.
fn hills(seed: u32, x: f32, z: f32, layers: u8) -> f32 {
    let (mut sum, mut most, mut weight, mut scale) = (0.0, 0.0, 1.0, 1.0);
    for layer in 0..layers {
        let salt = u64::from(seed) << 8 | u64::from(layer);
        sum += weight * lump(salt, x * scale, z * scale);
        most += weight;
        (weight, scale) = (weight * 0.5, scale * 2.0);
    }
    sum / most
}

/// Chance at whole numbers, smoothly from one to the next.
fn lump(salt: u64, x: f32, z: f32) -> f32 {
    let (column, row) = (libm::floorf(x), libm::floorf(z));
    let (across, along) = (smooth(x - column), smooth(z - row));
    let corner = |right: i32, down: i32| {
        let place = (column as i32 + right) as u32 as u64 | u64::from((row as i32 + down) as u32) << 32;
        Rng::for_purpose(place, salt).unit()
    };
    let between = |from: f32, to: f32, share: f32| from + (to - from) * share;
    let north = between(corner(0, 0), corner(1, 0), across);
    let south = between(corner(0, 1), corner(1, 1), across);
    between(north, south, along)
}

/// 0 to 1 for 0 to 1, level at both ends.
pub(super) fn smooth(share: f32) -> f32 {
    share * share * (3.0 - 2.0 * share)
}

/// Rows from a file's text; `file` names it in errors.
pub(super) fn read_rows(file: &str, text: &str) -> Result<Vec<Vec<i16>>, DataError> {
    let fail = |line: usize, problem: String| DataError::Syntax {
        file: file.to_owned(),
        line: line + 1,
        column: 1,
        problem,
    };
    let mut rows = Vec::new();
    for (line, numbers) in text.lines().enumerate() {
        if rows.len() >= MAX_SIDE {
            return Err(fail(line, format!("{MAX_SIDE} rows of heights are the most")));
        }
        let mut row = Vec::new();
        for number in numbers.split_whitespace() {
            if row.len() >= MAX_SIDE {
                return Err(fail(line, format!("{MAX_SIDE} heights in a row are the most")));
            }
            let problem = || format!("\"{}\" is no whole number from -32768 to 32767", shown(number));
            row.push(number.parse().map_err(|_| fail(line, problem()))?);
        }
        if !row.is_empty() {
            rows.push(row);
        }
    }
    Ok(rows)
}

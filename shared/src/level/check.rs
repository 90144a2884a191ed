//! Whether an arena is one that can be played. What is wrong with it is said in one sentence, in the words of whoever
//! wrote it: which thing, and what would be right.

mod footing;

use super::heights::{MAX_SIDE, Relief};
use super::{
    Current, Gate, Hazard, Heights, Hint, HintKind, Level, MAX_EXTENT_M, MAX_GATES, MAX_MOVERS, MAX_PADS,
    MAX_PICKUPS, MAX_REGIONS, MAX_SOLIDS, Mover, Pad, PadKind, Region, Solid,
};
use crate::ids::MAX_HOGS;
use crate::tick::Tick;
use crate::tuning::{Check, DataError, shown};

/// Longest name of a mover or a gate.
pub(super) const MAX_NAME: usize = 24;
/// Fastest mover, m/s: what is faster goes through hogs instead of pushing them.
const MAX_MOVER_MPS: f32 = 20.0;
/// Longest round of a mover, seconds.
const MAX_PERIOD_S: f32 = 120.0;
/// Most stops of a mover.
const MAX_STOPS: usize = 16;
/// Steepest ground of a height map: rise over run.
const MAX_SLOPE: f32 = 8.0;

type Checked = Result<(), DataError>;

impl Level {
    pub(super) fn validate(&self, file: &str) -> Checked {
        let check = Check::of(file);
        self.validate_frame(&check)?;
        self.validate_counts(&check)?;
        for (index, solid) in self.solids.iter().enumerate() {
            validate_solid(solid, &check, &format!("solid {}", index + 1))?;
        }
        if let Some(heights) = &self.heights {
            validate_heights(heights, &check)?;
        }
        self.validate_movers(&check)?;
        for (index, pad) in self.pads.iter().enumerate() {
            validate_pad(pad, &check, &format!("pad {}", index + 1))?;
        }
        for (index, current) in self.currents.iter().enumerate() {
            validate_current(current, &check, &format!("current {}", index + 1))?;
        }
        for (index, hazard) in self.hazards.iter().enumerate() {
            validate_hazard(hazard, &check, &format!("hazard {}", index + 1))?;
        }
        for (index, hint) in self.hints.iter().enumerate() {
            validate_hint(hint, &check, &format!("hint {}", index + 1))?;
        }
        self.validate_gates(&check)?;
        for (index, pickup) in self.pickups.iter().enumerate() {
            let name = format!("pickup {}", index + 1);
            within_reach(&check, &name, pickup.at)?;
            self.inside(&check, &name, pickup.at)?;
        }
        self.validate_footings(&check)
    }

    fn validate_frame(&self, check: &Check<'_>) -> Checked {
        check.ensure(
            !self.title.is_empty() && self.title.len() <= 40,
            "title must have 1 to 40 letters",
        )?;
        check.ensure(self.about.len() <= 200, "about must have at most 200 letters")?;
        for (what, text) in [("title", &self.title), ("about", &self.about)] {
            let plain = !text.chars().any(char::is_control);
            check.ensure(plain, format!("{what} must be one line of letters"))?;
        }
        check.range("half_size (x)", self.half_size.0, 10.0, MAX_EXTENT_M)?;
        check.range("half_size (z)", self.half_size.1, 10.0, MAX_EXTENT_M)?;
        check.range("ceiling", self.ceiling, 10.0, MAX_EXTENT_M)?;
        check.range("floor", self.floor, -MAX_EXTENT_M, self.ceiling)
    }

    fn validate_counts(&self, check: &Check<'_>) -> Checked {
        check.ensure(
            !self.solids.is_empty() || self.heights.is_some(),
            "an arena needs at least one solid, or heights, to stand on",
        )?;
        for (what, count, most) in [
            ("solids", self.solids.len(), MAX_SOLIDS),
            ("movers", self.movers.len(), MAX_MOVERS),
            ("pads", self.pads.len(), MAX_PADS),
            ("currents", self.currents.len(), MAX_REGIONS),
            ("gates", self.gates.len(), MAX_GATES),
            ("hazards", self.hazards.len(), MAX_REGIONS),
            ("pickups", self.pickups.len(), MAX_PICKUPS),
            ("hints", self.hints.len(), MAX_REGIONS),
        ] {
            check.ensure(count <= most, format!("has {count} {what}; {most} are the most"))?;
        }
        check.ensure(
            (1..=MAX_HOGS).contains(&self.spawns.len()),
            format!(
                "an arena needs 1 to {MAX_HOGS} spawns, and has {}",
                self.spawns.len()
            ),
        )
    }

    /// What may be entered must lie within the bounds.
    fn inside(&self, check: &Check<'_>, name: &str, at: (f32, f32, f32)) -> Checked {
        let inside = at.0.abs() <= self.half_size.0
            && at.2.abs() <= self.half_size.1
            && at.1 >= self.floor
            && at.1 <= self.ceiling;
        check.ensure(inside, format!("{name} lies outside the arena"))
    }

    fn validate_movers(&self, check: &Check<'_>) -> Checked {
        for (index, mover) in self.movers.iter().enumerate() {
            let name = format!("mover {} \"{}\"", index + 1, shown(&mover.name));
            named(check, &name, &mover.name)?;
            let first = self.movers.iter().position(|other| other.name == mover.name);
            check.ensure(
                first == Some(index),
                format!("{name} has the name of another mover"),
            )?;
            check.ensure(
                mover.on.is_empty() || self.mover(&mover.on).is_some(),
                format!(
                    "{name} rides on \"{}\", and there is no such mover",
                    shown(&mover.on)
                ),
            )?;
            validate_mover(mover, check, &name)?;
        }
        for (index, mover) in self.movers.iter().enumerate() {
            let name = format!("mover {} \"{}\"", index + 1, shown(&mover.name));
            let mut carrier = self.mover(&mover.on);
            let mut steps = 0;
            while let Some(next) = carrier {
                steps += 1;
                check.ensure(
                    steps <= self.movers.len() && next.name != mover.name,
                    format!(
                        "{name} rides on \"{}\", and so in the end on itself",
                        shown(&mover.on)
                    ),
                )?;
                carrier = self.mover(&next.on);
            }
            let top_mps: f32 = self.carriers(mover).map(Mover::top_speed_mps).sum();
            check.ensure(
                top_mps <= MAX_MOVER_MPS,
                format!("{name} and what carries it move at up to {top_mps:.0} m/s together; {MAX_MOVER_MPS} are the most"),
            )?;
            for eighth in 0..8 {
                let tick = Tick(mover.period_ticks() / 8 * eighth);
                let at = self.mover_middle(mover, tick);
                within_reach(check, &name, (at.x, at.y, at.z))?;
            }
        }
        Ok(())
    }

    fn validate_gates(&self, check: &Check<'_>) -> Checked {
        for (index, gate) in self.gates.iter().enumerate() {
            let name = format!("gate {} \"{}\"", index + 1, shown(&gate.name));
            named(check, &name, &gate.name)?;
            validate_gate(gate, check, &name)?;
            self.inside(check, &name, gate.at)?;
            check.ensure(gate.to != gate.name, format!("{name} leads to itself"))?;
            let known = gate.to.is_empty() || self.gates.iter().any(|other| other.name == gate.to);
            check.ensure(
                known,
                format!(
                    "{name} leads to \"{}\", and there is no such gate",
                    shown(&gate.to)
                ),
            )?;
            for (before, other) in self.gates[..index].iter().enumerate() {
                check.ensure(
                    other.name != gate.name,
                    format!("{name} has the name of another gate"),
                )?;
                check.ensure(
                    !overlap(&gate.region(), &other.region()),
                    format!("{name} overlaps gate {} \"{}\"", before + 1, shown(&other.name)),
                )?;
            }
        }
        Ok(())
    }
}

/// Nothing may lie beyond what positions on the wire reach.
fn within_reach(check: &Check<'_>, name: &str, at: (f32, f32, f32)) -> Checked {
    let inside = [at.0, at.1, at.2].iter().all(|part| part.abs() <= MAX_EXTENT_M);
    check.ensure(
        inside,
        format!("{name} lies more than {MAX_EXTENT_M} m from the middle"),
    )
}

fn named(check: &Check<'_>, what: &str, name: &str) -> Checked {
    let plain = !name.is_empty() && name.len() <= MAX_NAME && name.chars().all(|letter| !letter.is_control());
    check.ensure(plain, format!("{what} needs a name of 1 to {MAX_NAME} letters"))
}

fn angle(check: &Check<'_>, name: &str, degrees: f32) -> Checked {
    check.range(&format!("yaw_deg of {name}"), degrees, -360.0, 360.0)
}

fn validate_solid(solid: &Solid, check: &Check<'_>, name: &str) -> Checked {
    within_reach(check, name, solid.at)?;
    form(check, name, solid.form.size())?;
    for degrees in [solid.yaw_deg, solid.pitch_deg, solid.roll_deg] {
        check.range(&format!("angle of {name}"), degrees, -360.0, 360.0)?;
    }
    Ok(())
}

fn form(check: &Check<'_>, name: &str, (width, height, length): (f32, f32, f32)) -> Checked {
    for size in [width, height, length] {
        check.range(&format!("size of {name}"), size, 0.05, 2.0 * MAX_EXTENT_M)?;
    }
    Ok(())
}

fn validate_heights(heights: &Heights, check: &Check<'_>) -> Checked {
    within_reach(check, "heights", heights.at)?;
    check.range("cell_m of heights", heights.cell_m, 0.5, 50.0)?;
    check.range("step_m of heights", heights.step_m, 0.01, 50.0)?;
    if let Relief::Hills {
        height_m,
        wave_m,
        layers,
        ..
    } = &heights.relief
    {
        check.range("height_m of hills", *height_m, 0.0, 200.0)?;
        check.range("wave_m of hills", *wave_m, 4.0 * heights.cell_m, 1000.0)?;
        check.range("layers of hills", f32::from(*layers), 1.0, 5.0)?;
    }
    let (wide, long) = heights.counts();
    for (what, count) in [("heights in a row", wide), ("rows of heights", long)] {
        check.ensure(
            (2..=MAX_SIDE).contains(&count),
            format!("there are {count} {what}; it takes 2 to {MAX_SIDE}"),
        )?;
    }
    if let Relief::Rows(rows) = &heights.relief {
        for (index, row) in rows.iter().enumerate() {
            check.ensure(
                row.len() == wide,
                format!(
                    "row {} of heights has {} numbers, the first has {wide}",
                    index + 1,
                    row.len()
                ),
            )?;
        }
    }
    check.ensure(
        heights.flats.len() <= MAX_REGIONS,
        format!(
            "heights have {} flats; {MAX_REGIONS} are the most",
            heights.flats.len()
        ),
    )?;
    for (index, flat) in heights.flats.iter().enumerate() {
        let name = format!("flat {} of heights", index + 1);
        within_reach(check, &name, (flat.at.0, flat.height, flat.at.1))?;
        check.range(&format!("radius_m of {name}"), flat.radius_m, 0.0, MAX_EXTENT_M)?;
        check.range(&format!("fade_m of {name}"), flat.fade_m, 0.1, MAX_EXTENT_M)?;
    }
    let (half_x, half_z) = heights.half_size();
    let far = (heights.at.0.abs() + half_x).max(heights.at.2.abs() + half_z);
    check.ensure(
        far <= 2.0 * MAX_EXTENT_M,
        format!(
            "heights reach {far} m from the middle; {} are the most",
            2.0 * MAX_EXTENT_M
        ),
    )?;
    check_steepness(heights, check)
}

/// Ground as steep as a wall is a mistake in the numbers, and no surface to bounce off.
fn check_steepness(heights: &Heights, check: &Check<'_>) -> Checked {
    let grid = heights.grid();
    for (index, &height) in grid.heights.iter().enumerate() {
        let (column, row) = (index % grid.wide, index / grid.wide);
        check.ensure(
            height.abs() <= MAX_EXTENT_M,
            format!(
                "height {} of row {} is {height} m; {MAX_EXTENT_M} m is the most",
                column + 1,
                row + 1
            ),
        )?;
        let east = (column + 1 < grid.wide).then(|| grid.heights[index + 1]);
        let south = grid.heights.get(index + grid.wide).copied();
        for beside in [east, south].into_iter().flatten() {
            check.ensure(
                (beside - height).abs() <= MAX_SLOPE * heights.cell_m,
                format!(
                    "the ground at height {} of row {} is steeper than a wall",
                    column + 1,
                    row + 1
                ),
            )?;
        }
    }
    Ok(())
}

fn validate_mover(mover: &Mover, check: &Check<'_>, name: &str) -> Checked {
    within_reach(check, name, mover.at)?;
    form(check, name, mover.form.size())?;
    angle(check, name, mover.yaw_deg)?;
    check.range(&format!("period_s of {name}"), mover.period_s, 0.5, MAX_PERIOD_S)?;
    check.range(&format!("wait_s of {name}"), mover.wait_s, 0.0, MAX_PERIOD_S)?;
    check.range(&format!("phase of {name}"), mover.phase, 0.0, 1.0)?;
    check.range(&format!("crush_per_s of {name}"), mover.crush_per_s, 0.0, 5000.0)?;
    let stops = mover.path.len();
    check.ensure(
        (2..=MAX_STOPS).contains(&stops),
        format!("the path of {name} has {stops} stops; it takes 2 to {MAX_STOPS}"),
    )?;
    for &stop in &mover.path {
        within_reach(check, &format!("a stop of {name}"), stop)?;
    }
    check.ensure(
        mover.length_m() > 0.1,
        format!("the path of {name} leads nowhere: all its stops are one place"),
    )?;
    check.ensure(
        mover.moving_ticks() > 0,
        format!("{name} waits longer at its stops than its period_s is long"),
    )?;
    let speed_mps = mover.top_speed_mps();
    check.ensure(
        speed_mps <= MAX_MOVER_MPS,
        format!("{name} moves at up to {speed_mps:.1} m/s; {MAX_MOVER_MPS} m/s is the most"),
    )
}

fn validate_pad(pad: &Pad, check: &Check<'_>, name: &str) -> Checked {
    within_reach(check, name, pad.at)?;
    check.range(&format!("width of {name}"), pad.size.0, 0.5, 50.0)?;
    check.range(&format!("length of {name}"), pad.size.1, 0.5, 50.0)?;
    angle(check, name, pad.yaw_deg)?;
    let (up, along) = match pad.kind {
        PadKind::Boost(along) => (0.0, along),
        PadKind::Jump(up, along) => (up, along),
    };
    check.range(&format!("speed of {name}"), up, 0.0, 40.0)?;
    check.range(&format!("speed of {name}"), along, 0.0, 100.0)
}

fn region(check: &Check<'_>, name: &str, at: (f32, f32, f32), size: (f32, f32, f32)) -> Checked {
    within_reach(check, name, at)?;
    for part in [size.0, size.1, size.2] {
        check.range(&format!("size of {name}"), part, 0.5, 2.0 * MAX_EXTENT_M)?;
    }
    Ok(())
}

fn validate_current(current: &Current, check: &Check<'_>, name: &str) -> Checked {
    region(check, name, current.at, current.size)?;
    angle(check, name, current.yaw_deg)?;
    check.range(&format!("speed_mps of {name}"), current.speed_mps, 0.0, 60.0)?;
    check.range(&format!("push_mps2 of {name}"), current.push_mps2, 0.0, 60.0)
}

fn validate_hazard(hazard: &Hazard, check: &Check<'_>, name: &str) -> Checked {
    region(check, name, hazard.at, hazard.size)?;
    angle(check, name, hazard.yaw_deg)?;
    check.range(&format!("harm_per_s of {name}"), hazard.harm_per_s, 0.0, 5000.0)
}

fn validate_hint(hint: &Hint, check: &Check<'_>, name: &str) -> Checked {
    region(check, name, hint.at, hint.size)?;
    angle(check, name, hint.yaw_deg)?;
    match hint.kind {
        HintKind::Costs(times) => check.range(&format!("costs of {name}"), times, 1.0, 50.0),
        HintKind::Visit | HintKind::Shun => Ok(()),
    }
}

fn validate_gate(gate: &Gate, check: &Check<'_>, name: &str) -> Checked {
    within_reach(check, name, gate.at)?;
    angle(check, name, gate.yaw_deg)?;
    check.range(&format!("width of {name}"), gate.size.0, 3.0, 50.0)?;
    check.range(&format!("height of {name}"), gate.size.1, 2.0, 50.0)
}

/// Whether two gates share room; seen from above as discs, which is a little more than they are.
fn overlap(one: &Region, other: &Region) -> bool {
    let apart = one.at - other.at;
    let reach_m = 0.5 * (one.size.x.max(one.size.z) + other.size.x.max(other.size.z));
    let beside = apart.x * apart.x + apart.z * apart.z < reach_m * reach_m;
    let (low, high) = if one.at.y < other.at.y {
        (one, other)
    } else {
        (other, one)
    };
    beside && low.at.y + low.size.y > high.at.y
}

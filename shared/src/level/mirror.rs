//! Arenas of which only the west is written: the east is its image in the plane x = 0, so that neither side can be better
//! off. Whatever stands at x = 0 stands there once, and must look the same from either side.

use std::ops::Neg;

use super::{
    Base, Current, Form, Gate, Hazard, Hint, Level, MAX_SOLIDS, Mover, Pad, PickupSpot, Solid, Spawn,
};
use crate::tuning::{Check, DataError, shown};

/// What the name of an image has after that of its original.
const IMAGE: &str = " (east)";
/// Longest name of what has an image.
const MAX_NAME: usize = super::check::MAX_NAME - IMAGE.len();
/// What is wrong with whatever is written for the east.
const IN_THE_EAST: &str = "lies in the east; of a mirrored arena only the west is written (x at most 0)";

type Triple = (f32, f32, f32);
type Checked<T = ()> = Result<T, DataError>;

/// A thing of an arena that has an image.
trait Mirrored: Clone {
    /// Its middle.
    fn at(&self) -> Triple;

    /// Whether it is its own image, once its middle is at x = 0.
    fn even(&self) -> bool;

    /// Makes it its image.
    fn turn(&mut self);

    /// Its image.
    fn image(&self) -> Self {
        let mut image = self.clone();
        image.turn();
        image
    }
}

impl Level {
    /// Adds the images of all that is written, if this is an arena that wants them. Then it is one like any other, which
    /// may be written down whole: a replay has it so.
    pub(super) fn mirror(&mut self, file: &str) -> Checked {
        if !std::mem::take(&mut self.mirrored) {
            return Ok(());
        }
        let check = Check::of(file);
        // Names are looked up among what is written, so those are bounded before anything is done.
        check.ensure(
            self.movers.len() <= MAX_SOLIDS && self.gates.len() <= MAX_SOLIDS,
            format!("{MAX_SOLIDS} movers and gates are far more than any arena has"),
        )?;
        double(&mut self.solids, &check, "solid")?;
        double(&mut self.pads, &check, "pad")?;
        double(&mut self.currents, &check, "current")?;
        double(&mut self.hazards, &check, "hazard")?;
        double(&mut self.spawns, &check, "spawn")?;
        double(&mut self.bases, &check, "base")?;
        double(&mut self.pickups, &check, "pickup")?;
        double(&mut self.hints, &check, "hint")?;
        double_movers(&mut self.movers, &check)?;
        double_gates(&mut self.gates, &check)?;
        if let Some(heights) = &mut self.heights {
            check.ensure(
                heights.at.0 == 0.0,
                "heights of a mirrored arena lie around x = 0",
            )?;
            for (index, flat) in heights.flats.iter().enumerate() {
                let west = flat.at.0 <= 0.0;
                check.ensure(west, format!("flat {} of heights {IN_THE_EAST}", index + 1))?;
            }
            heights.mirrored = true;
        }
        check.ensure(
            self.pig.is_none_or(|pig| pig.0 == 0.0),
            "the pig of a mirrored arena is at home at x = 0",
        )
    }
}

/// Whether a thing has an image of its own. `name` is what the author would call it.
fn has_image<T: Mirrored>(thing: &T, check: &Check<'_>, name: &str) -> Checked<bool> {
    let x = thing.at().0;
    check.ensure(x <= 0.0, format!("{name} {IN_THE_EAST}"))?;
    check.ensure(
        x != 0.0 || thing.even(),
        format!("{name} stands at x = 0 of a mirrored arena and does not look the same from west and east"),
    )?;
    Ok(x != 0.0)
}

fn double<T: Mirrored>(things: &mut Vec<T>, check: &Check<'_>, what: &str) -> Checked {
    let mut images = Vec::new();
    for (index, thing) in things.iter().enumerate() {
        if has_image(thing, check, &format!("{what} {}", index + 1))? {
            images.push(thing.image());
        }
    }
    things.append(&mut images);
    Ok(())
}

fn double_movers(movers: &mut Vec<Mover>, check: &Check<'_>) -> Checked {
    // A rider has an image as soon as its carrier has one, wherever on it it stands.
    let mut doubled: Vec<bool> = Vec::new();
    for (index, mover) in movers.iter().enumerate() {
        let name = format!("mover {} \"{}\"", index + 1, shown(&mover.name));
        let carrier = movers[..index].iter().position(|other| other.name == mover.on);
        check.ensure(
            mover.on.is_empty() || carrier.is_some(),
            format!("{name} of a mirrored arena must come after the mover it rides on"),
        )?;
        let carried = carrier.is_some_and(|carrier| doubled[carrier]);
        let has_image = carried || has_image(mover, check, &name)?;
        short_enough(check, &name, &mover.name, has_image)?;
        doubled.push(has_image);
    }
    let of = |name: &str| {
        let named = movers.iter().position(|mover| mover.name == name);
        named.is_some_and(|index| doubled[index])
    };
    let images: Vec<Mover> = movers
        .iter()
        .zip(&doubled)
        .filter(|(_, doubled)| **doubled)
        .map(|(mover, _)| Mover {
            on: image_name(&mover.on, of(&mover.on)),
            ..mover.image()
        })
        .collect();
    movers.extend(images);
    Ok(())
}

fn double_gates(gates: &mut Vec<Gate>, check: &Check<'_>) -> Checked {
    let mut images = Vec::new();
    for (index, gate) in gates.iter().enumerate() {
        let name = format!("gate {} \"{}\"", index + 1, shown(&gate.name));
        if !has_image(gate, check, &name)? {
            let target = gates.iter().find(|other| other.name == gate.to);
            check.ensure(
                target.is_none_or(|target| target.at.0 == 0.0),
                format!("{name} stands at x = 0 of a mirrored arena and leads to one side of it"),
            )?;
            continue;
        }
        short_enough(check, &name, &gate.name, true)?;
        let target = gates.iter().find(|other| other.name == gate.to);
        images.push(Gate {
            to: image_name(&gate.to, target.is_some_and(|target| target.at.0 != 0.0)),
            ..gate.image()
        });
    }
    gates.append(&mut images);
    Ok(())
}

/// Room must be left for what the image is called more.
fn short_enough(check: &Check<'_>, what: &str, name: &str, doubled: bool) -> Checked {
    check.ensure(
        !doubled || name.len() <= MAX_NAME,
        format!("{what} of a mirrored arena needs a name of 1 to {MAX_NAME} letters"),
    )
}

fn image_name(name: &str, doubled: bool) -> String {
    if doubled {
        format!("{name}{IMAGE}")
    } else {
        name.to_owned()
    }
}

const fn across(at: Triple) -> Triple {
    (-at.0, at.1, at.2)
}

/// Whether a heading looks along the plane.
fn along(yaw_deg: f32) -> bool {
    yaw_deg % 180.0 == 0.0
}

/// Whether a heading looks along the plane or straight at it.
fn square(yaw_deg: f32) -> bool {
    yaw_deg % 90.0 == 0.0
}

/// Whether a form that stands upright looks the same from either side.
fn even(form: Form, yaw_deg: f32) -> bool {
    match form {
        Form::Cylinder(..) => true,
        Form::Box(..) => square(yaw_deg),
        Form::Ramp(..) => along(yaw_deg),
    }
}

/// Amber's is azure's in the mirror.
const fn other_side(side: u8) -> u8 {
    match side {
        1 => 2,
        2 => 1,
        other => other,
    }
}

impl Mirrored for Solid {
    fn at(&self) -> Triple {
        self.at
    }

    fn even(&self) -> bool {
        if self.pitch_deg == 0.0 && self.roll_deg == 0.0 {
            even(self.form, self.yaw_deg)
        } else {
            along(self.yaw_deg) && self.roll_deg == 0.0
        }
    }

    fn turn(&mut self) {
        self.at = across(self.at);
        self.yaw_deg = -self.yaw_deg;
        self.roll_deg = -self.roll_deg;
    }
}

impl Mirrored for Mover {
    fn at(&self) -> Triple {
        self.at
    }

    fn even(&self) -> bool {
        even(self.form, self.yaw_deg) && self.path.iter().all(|stop| stop.0 == 0.0)
    }

    fn turn(&mut self) {
        self.name.push_str(IMAGE);
        self.at = across(self.at);
        self.yaw_deg = -self.yaw_deg;
        for stop in &mut self.path {
            *stop = across(*stop);
        }
    }
}

impl Mirrored for Gate {
    fn at(&self) -> Triple {
        self.at
    }

    fn even(&self) -> bool {
        along(self.yaw_deg)
    }

    fn turn(&mut self) {
        self.name.push_str(IMAGE);
        self.at = across(self.at);
        self.yaw_deg = -self.yaw_deg;
    }
}

/// Things that are a place and little more: when one of them is its own image, and which fields an image has changed.
macro_rules! mirrored {
    ($($kind:ty: $even:expr $(, $field:ident $image:expr)*;)+) => {$(
        impl Mirrored for $kind {
            fn at(&self) -> Triple {
                self.at
            }

            fn even(&self) -> bool {
                let even: fn(&Self) -> bool = $even;
                even(self)
            }

            fn turn(&mut self) {
                self.at = across(self.at);
                $(self.$field = $image(self.$field);)*
            }
        }
    )+};
}

mirrored! {
    Pad: |it| along(it.yaw_deg), yaw_deg f32::neg;
    Current: |it| along(it.yaw_deg), yaw_deg f32::neg;
    Hazard: |it| square(it.yaw_deg), yaw_deg f32::neg;
    Hint: |it| square(it.yaw_deg), yaw_deg f32::neg;
    PickupSpot: |_| true;
    Spawn: |it| along(it.yaw_deg) && it.side == other_side(it.side), yaw_deg f32::neg, side other_side;
    Base: |_| false, yaw_deg f32::neg, side other_side;
}

//! Sound devices by name. A setting is a figure, so a name is its place among all that are known: those that are there, those
//! that were, and the one that was chosen.

use std::sync::{Mutex, PoisonError};

use super::entry::Value;

/// What the file calls the system's own.
pub(super) const SYSTEM: &str = "system";
/// Most names that are known, and most letters of one.
const MOST: usize = 64;
const LETTERS_MAX: usize = 80;

/// What is known of a device.
struct Known {
    name: String,
    there: bool,
}

/// All that are known, in the order in which they became so: the places of their names.
static KNOWN: Mutex<Vec<Known>> = Mutex::new(Vec::new());

/// A sound device by its name, or the system's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device(u16);

impl Device {
    /// The one that the system uses.
    pub const SYSTEM: Self = Self(0);

    /// The one of a name; the system's own where that is none, or there are too many.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        place(&mut known, name.trim()).map_or(Self::SYSTEM, |place| Self(place as u16 + 1))
    }

    /// Its name; none for the system's own.
    #[must_use]
    pub fn name(self) -> Option<String> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let place = usize::from(self.0).checked_sub(1)?;
        known.get(place).map(|device| device.name.clone())
    }

    /// These are there, and no others.
    pub fn note(names: &[String]) {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        for name in names {
            place(&mut known, name);
        }
        for device in &mut *known {
            device.there = names.contains(&device.name);
        }
    }

    /// All but the system's own: each name, and whether it is there. The first has the figure 1.
    pub(super) fn known() -> Vec<(String, bool)> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .iter()
            .map(|device| (device.name.clone(), device.there))
            .collect()
    }
}

/// The place of a name, which becomes known with this; none if it is none, or there are too many.
fn place(known: &mut Vec<Known>, name: &str) -> Option<usize> {
    if name.is_empty() || name == SYSTEM || name.chars().count() > LETTERS_MAX {
        return None;
    }
    let place = known.iter().position(|other| other.name == name);
    if place.is_none() && known.len() < MOST {
        known.push(Known {
            name: name.to_owned(),
            there: false,
        });
        return Some(known.len() - 1);
    }
    place
}

impl Value for Device {
    fn figure(self) -> f32 {
        f32::from(self.0)
    }

    fn of(figure: f32) -> Self {
        Self(figure.max(0.0) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_place_and_what_is_none_is_the_systems_own() {
        let headset = Device::named("A headset of this test");
        Device::note(&["A screen of this test".to_owned()]);
        let screen = Device::named("A screen of this test");
        assert!(headset != screen && headset == Device::of(headset.figure()));
        assert_eq!(Device::named(" A headset of this test"), headset);
        assert_eq!(headset.name().as_deref(), Some("A headset of this test"));
        let there = |device: Device| Device::known()[usize::from(device.0) - 1].1;
        assert!(!there(headset) && there(screen));
        for none in ["", "  ", "system", &"x".repeat(200)] {
            assert_eq!(Device::named(none), Device::SYSTEM);
        }
        assert_eq!(Device::of(60_000.0).name(), None);
    }
}

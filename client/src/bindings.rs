//! What can be done in a match, and which keys, buttons and sticks do it: two of keyboard and mouse, two of the pad for
//! each action. Values without systems: the input puts them into leafwing's map, the settings keep them.

use std::fmt;

mod action;
mod scheme;
mod trigger;

pub use action::Action;
pub use scheme::Scheme;
pub use trigger::{Device, Trigger};

/// How many triggers of one device an action can have.
pub const SLOTS: usize = 2;

/// The triggers of one action on one device.
pub type Slots = [Option<Trigger>; SLOTS];

/// Where a trigger is bound: to what, on which device, first or second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// What it does.
    pub action: Action,
    /// On which device it is.
    pub device: Device,
    /// Which of the two it is.
    pub slot: usize,
}

/// Every action's triggers.
#[derive(Clone, PartialEq, Eq)]
pub struct Bindings {
    keys: [Slots; Action::ALL.len()],
    pad: [Slots; Action::ALL.len()],
}

impl Default for Bindings {
    fn default() -> Self {
        Scheme::Usual.bindings()
    }
}

impl fmt::Debug for Bindings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.all()).finish()
    }
}

impl Bindings {
    /// No triggers at all.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            keys: [[None; SLOTS]; Action::ALL.len()],
            pad: [[None; SLOTS]; Action::ALL.len()],
        }
    }

    const fn side(&self, device: Device) -> &[Slots; Action::ALL.len()] {
        match device {
            Device::Keys => &self.keys,
            Device::Pad => &self.pad,
        }
    }

    const fn side_mut(&mut self, device: Device) -> &mut [Slots; Action::ALL.len()] {
        match device {
            Device::Keys => &mut self.keys,
            Device::Pad => &mut self.pad,
        }
    }

    /// An action's triggers on a device.
    #[must_use]
    pub fn slots(&self, action: Action, device: Device) -> Slots {
        self.side(device)[action.index()]
    }

    /// An action's triggers on every device.
    pub fn triggers(&self, action: Action) -> impl Iterator<Item = Trigger> {
        Device::ALL
            .into_iter()
            .flat_map(move |device| self.slots(action, device))
            .flatten()
    }

    /// Every trigger and what it does.
    pub fn all(&self) -> impl Iterator<Item = (Action, Trigger)> {
        Action::ALL
            .into_iter()
            .flat_map(|action| self.triggers(action).map(move |trigger| (action, trigger)))
    }

    /// What is bound to a trigger.
    #[must_use]
    pub fn action_of(&self, trigger: Trigger) -> Option<Action> {
        self.all()
            .find(|(_, bound)| *bound == trigger)
            .map(|(action, _)| action)
    }

    /// Puts a trigger, or none, into a place. Whatever else it did at that time, it does no more: that is returned. The
    /// place itself says of which device a trigger can be; one of another device is not taken.
    pub fn bind(&mut self, place: Place, trigger: Option<Trigger>) -> Option<Action> {
        if trigger.is_some_and(|trigger| trigger.device() != place.device) || place.slot >= SLOTS {
            return None;
        }
        let mut loser = None;
        if let Some(trigger) = trigger {
            for action in Action::ALL {
                let meets = action.meets(place.action);
                for slot in self.side_mut(place.device)[action.index()]
                    .iter_mut()
                    .filter(|_| meets)
                {
                    if *slot == Some(trigger) {
                        *slot = None;
                        loser = Some(action).filter(|action| *action != place.action).or(loser);
                    }
                }
            }
        }
        self.side_mut(place.device)[place.action.index()][place.slot] = trigger;
        loser
    }

    /// Gives an action its usual triggers of a device back, and takes them from whatever has them now. Returns what lost
    /// something.
    pub fn reset(&mut self, action: Action, device: Device) -> Vec<Action> {
        let usual = Self::default().slots(action, device);
        self.side_mut(device)[action.index()] = [None; SLOTS];
        let lost = usual.into_iter().enumerate().filter_map(|(slot, trigger)| {
            let place = Place { action, device, slot };
            trigger.and_then(|trigger| self.bind(place, Some(trigger)))
        });
        lost.collect()
    }

    /// Takes a whole device's triggers over from others.
    pub fn take_device(&mut self, device: Device, others: &Self) {
        *self.side_mut(device) = *others.side(device);
    }
}

#[cfg(test)]
mod tests {
    use bevy::prelude::KeyCode;

    use super::*;

    const SPACE: Trigger = Trigger::Key(KeyCode::Space);

    fn place(action: Action, slot: usize) -> Place {
        Place {
            action,
            device: Device::Keys,
            slot,
        }
    }

    #[test]
    fn what_is_bound_anew_is_lost_elsewhere() {
        let mut bindings = Bindings::default();
        assert_eq!(bindings.action_of(SPACE), Some(Action::Jump));
        assert_eq!(
            bindings.bind(place(Action::Fire, 1), Some(SPACE)),
            Some(Action::Jump)
        );
        assert_eq!(bindings.action_of(SPACE), Some(Action::Fire));
        // Whoever looks on fires nothing: there it does what it did.
        assert!(bindings.triggers(Action::ReplayPause).any(|bound| bound == SPACE));
        assert_eq!(bindings.slots(Action::Jump, Device::Keys), [None; SLOTS]);
        assert_eq!(bindings.reset(Action::Jump, Device::Keys), [Action::Fire]);
        assert_eq!(bindings.action_of(SPACE), Some(Action::Jump));
        // From its own other place it is moved, and nobody lost anything.
        assert_eq!(bindings.bind(place(Action::Jump, 1), Some(SPACE)), None);
        assert_eq!(bindings.slots(Action::Jump, Device::Keys), [None, Some(SPACE)]);
    }

    #[test]
    fn a_place_takes_triggers_of_its_device_only() {
        let mut bindings = Bindings::default();
        let pad = Trigger::Pad(bevy::prelude::GamepadButton::South);
        let before = bindings.clone();
        assert_eq!(bindings.bind(place(Action::Fire, 0), Some(pad)), None);
        assert_eq!(bindings, before);
    }

    #[test]
    fn alt_is_left_to_the_system_by_every_scheme_and_can_be_bound_all_the_same() {
        for scheme in Scheme::ALL {
            let alt = scheme
                .bindings()
                .all()
                .find(|(_, trigger)| matches!(trigger, Trigger::Key(KeyCode::AltLeft | KeyCode::AltRight)));
            assert_eq!(alt, None, "{scheme:?}");
            let ping = scheme.bindings().slots(Action::Ping, Device::Keys);
            assert!(ping.iter().any(Option::is_some), "{scheme:?}");
        }
        // Whoever had it from a file keeps it.
        assert_eq!(Trigger::parse("AltLeft"), Some(Trigger::Key(KeyCode::AltLeft)));
    }

    #[test]
    fn no_scheme_gives_one_trigger_two_things_to_do() {
        for scheme in Scheme::ALL {
            let bindings = scheme.bindings();
            let mut seen: Vec<(Action, Trigger)> = Vec::new();
            for (action, trigger) in bindings.all() {
                let twice = seen
                    .iter()
                    .find(|(other, bound)| *bound == trigger && other.meets(action));
                assert!(
                    twice.is_none(),
                    "{scheme:?}: {trigger} of {action:?} and {twice:?}"
                );
                seen.push((action, trigger));
            }
            for action in [Action::Forward, Action::TurnLeft, Action::TurnRight, Action::Fire] {
                assert!(bindings.triggers(action).count() > 0, "{scheme:?}: {action:?}");
            }
        }
    }
}

//! What the hands do just now, as the player wants it taken: how far a stick is pushed past its dead zone, and what one
//! press keeps on until the next.

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use leafwing_input_manager::prelude::*;

use super::Action;
use super::in_use::Pads;
use crate::bindings::{Device, Trigger};
use crate::menu::Page;
use crate::settings::Settings;

/// What is kept on by a press until the next one.
#[derive(Resource, Debug)]
pub struct Held([bool; Action::ALL.len()]);

impl Default for Held {
    fn default() -> Self {
        Self([false; Action::ALL.len()])
    }
}

/// The state of every action.
#[derive(SystemParam)]
pub struct Hands<'w, 's> {
    actions: Single<'w, 's, &'static ActionState<Action>>,
    pads: Pads<'w, 's>,
    settings: Res<'w, Settings>,
    held: Res<'w, Held>,
}

/// Whether one press of an action is to keep it on until the next.
const fn is_kept(action: Action, settings: &Settings) -> bool {
    let chosen = &settings.controls;
    match action {
        Action::Fire => chosen.toggle_fire,
        Action::Boost => chosen.toggle_boost,
        Action::Brake => chosen.toggle_brake,
        Action::LookBack => chosen.toggle_look_back,
        Action::Scoreboard => chosen.toggle_scoreboard,
        _ => false,
    }
}

/// What is left of a push beyond the dead zone, 0 to 1.
fn beyond(push: f32, dead: f32) -> f32 {
    ((push - dead) / (1.0 - dead).max(0.01)).clamp(0.0, 1.0)
}

impl Hands<'_, '_> {
    /// Whether it is on: held, or kept on.
    #[must_use]
    pub fn down(&self, action: Action) -> bool {
        if is_kept(action, &self.settings) {
            self.held.0[action.index()]
        } else {
            self.actions.pressed(&action)
        }
    }

    /// Whether it came on in this frame.
    #[must_use]
    pub fn begun(&self, action: Action) -> bool {
        self.actions.just_pressed(&action)
            && (!is_kept(action, &self.settings) || self.held.0[action.index()])
    }

    /// How far it is pushed, 0 to 1, dead zone and all.
    fn push(&self, action: Action) -> f32 {
        if self.actions.disabled() {
            return 0.0;
        }
        let sticks = self
            .settings
            .bindings
            .slots(action, Device::Pad)
            .into_iter()
            .flatten()
            .filter_map(|trigger| match trigger {
                Trigger::Stick { axis, positive } => {
                    let furthest = self.pads.iter().filter_map(|pad| pad.get(axis));
                    let along = furthest.map(|value| if positive { value } else { -value });
                    along.max_by(f32::total_cmp)
                }
                _ => None,
            });
        let others = self.actions.clamped_button_value(&action);
        sticks.fold(others, f32::max).clamp(0.0, 1.0)
    }

    /// Two actions as one axis, -1 to 1.
    #[must_use]
    pub fn axis(&self, negative: Action, positive: Action) -> f32 {
        let dead = self.settings.controls.dead_zone;
        beyond(self.push(positive), dead) - beyond(self.push(negative), dead)
    }

    /// Whether anything that is pressed counts.
    #[must_use]
    pub fn are_free(&self) -> bool {
        !self.actions.disabled()
    }

    /// How the aim is pushed: right and up are positive, at most 1 long.
    #[must_use]
    pub fn stick(&self) -> Vec2 {
        use Action::{AimDown, AimLeft, AimRight, AimUp};
        self.pushed([AimLeft, AimRight], [AimDown, AimUp])
    }

    /// The same of the eye of whoever looks on.
    #[must_use]
    pub fn look(&self) -> Vec2 {
        use Action::{LookDown, LookLeft, LookRight, LookUp};
        self.pushed([LookLeft, LookRight], [LookDown, LookUp])
    }

    /// Two axes, each from its negative action to its positive one, as a stick that is round.
    fn pushed(&self, [left, right]: [Action; 2], [down, up]: [Action; 2]) -> Vec2 {
        let push = Vec2::new(
            self.push(right) - self.push(left),
            self.push(up) - self.push(down),
        );
        let chosen = &self.settings.controls;
        let length = beyond(push.length(), chosen.dead_zone);
        push.normalize_or_zero() * length.powf(chosen.stick_curve)
    }

    /// How the aim is pushed beside the nose.
    #[must_use]
    pub fn arrows(&self) -> Vec2 {
        Vec2::new(
            self.axis(Action::NudgeLeft, Action::NudgeRight),
            self.axis(Action::NudgeDown, Action::NudgeUp),
        )
    }
}

/// Turns over what a press keeps on. A menu lets go of everything.
pub(super) fn toggle(
    players: Query<&ActionState<Action>>,
    settings: Res<Settings>,
    page: Res<State<Page>>,
    mut held: ResMut<Held>,
) {
    let Ok(actions) = players.single() else { return };
    for action in Action::ALL {
        let on = &mut held.0[action.index()];
        if *page.get() != Page::Closed || !is_kept(action, &settings) {
            *on = false;
        } else if actions.just_pressed(&action) {
            *on = !*on;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_the_dead_zone_is_nothing_and_the_end_is_all() {
        assert!(beyond(0.2, 0.2).abs() < 1e-6);
        assert!((beyond(0.6, 0.2) - 0.5).abs() < 1e-6);
        assert!((beyond(1.0, 0.5) - 1.0).abs() < 1e-6);
    }
}

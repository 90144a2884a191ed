//! How mouse, sticks and keys are taken. What they do is in the bindings.

use super::entry::{Kind, Unit, section};

section! {
    /// How the hands are heard.
    Controls at controls {
        /// Factor on the mouse.
        mouse_sensitivity: f32 = 1.0, Kind::range(0.1, 5.0, 0.1, Unit::Factor);
        /// Whether pulling the mouse back looks up.
        invert_mouse: bool = false, Kind::Switch;
        /// Factor on the stick that aims.
        stick_sensitivity: f32 = 1.0, Kind::range(0.1, 5.0, 0.1, Unit::Factor);
        /// Whether pulling the stick back looks up.
        invert_stick: bool = false, Kind::Switch;
        /// Share of a stick's way that counts as hands off.
        dead_zone: f32 = 0.15, Kind::range(0.0, 0.5, 0.01, Unit::Percent);
        /// Exponent of the stick that aims: 1 is even, more is finer near the middle.
        stick_curve: f32 = 1.6, Kind::range(1.0, 3.0, 0.1, Unit::Factor);
        /// Whether one press fires until the next.
        toggle_fire: bool = false, Kind::Switch;
        /// Whether one press boosts until the next.
        toggle_boost: bool = false, Kind::Switch;
        /// Whether one press brakes until the next.
        toggle_brake: bool = false, Kind::Switch;
        /// Whether one press looks back until the next.
        toggle_look_back: bool = false, Kind::Switch;
        /// Whether one press shows the scoreboard until the next.
        toggle_scoreboard: bool = false, Kind::Switch;
    }
}

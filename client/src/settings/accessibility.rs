//! What makes the game playable for more people.

use super::entry::{Kind, Unit, choice, section};

choice! {
    /// Which colours tell friend from foe, and danger from energy.
    Palette {
        /// The usual ones.
        Usual = "usual",
        /// For weak red.
        Protanopia = "protanopia",
        /// For weak green.
        Deuteranopia = "deuteranopia",
        /// For weak blue.
        Tritanopia = "tritanopia",
    }
}

section! {
    /// What makes the game playable for more people.
    Accessibility at accessibility {
        /// Which colours the game uses.
        palette: Palette = Palette::Usual, Palette::KIND;
        /// Factor on letters, in menus and over the picture.
        text_size: f32 = 1.0, Kind::Steps(&[1.0, 1.15, 1.3], Unit::Percent);
        /// Whether text stands on solid dark ground.
        high_contrast: bool = false, Kind::Switch;
        /// How much of the camera's shaking there is.
        shake: f32 = 1.0, Kind::share();
        /// How bright flashes are.
        flashes: f32 = 1.0, Kind::share();
        /// Whether the camera keeps from swinging, zooming and circling.
        less_motion: bool = false, Kind::Switch;
        /// Whether what is heard is also written.
        captions: bool = false, Kind::Switch;
        /// How much the aim helps against bots.
        aim_help: f32 = 0.0, Kind::share();
    }
}

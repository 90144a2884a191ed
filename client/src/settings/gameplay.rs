//! How the match is shown.

use super::entry::{Kind, Unit, choice, section};

choice! {
    /// How far behind the hog the camera hangs.
    Camera {
        /// Near.
        Near = "near",
        /// As the game is made for.
        Usual = "usual",
        /// Far.
        Far = "far",
    }
}

choice! {
    /// How much is told over the picture.
    Hud {
        /// Everything.
        Full = "full",
        /// What one dies without.
        Reduced = "reduced",
    }
}

choice! {
    /// Whether a second player plays on this screen, with a pad of their own.
    Split {
        /// Nobody.
        Off = "off",
        /// In the lower half.
        Stacked = "stacked",
        /// In the right half.
        Beside = "beside",
    }
}

section! {
    /// How the match is shown.
    Gameplay at gameplay {
        /// Whether a second player plays on this screen.
        split_screen: Split = Split::Off, Split::KIND;
        /// Whether one sees, once wrecked, how it came to it.
        kill_cam: bool = true, Kind::Switch;
        /// Whether matches of one's own are recorded.
        record_replays: bool = true, Kind::Switch;
        /// How far behind the hog the camera hangs.
        camera: Camera = Camera::Usual, Camera::KIND;
        /// How much is told over the picture.
        hud: Hud = Hud::Full, Hud::KIND;
        /// Factor on everything that is told over the picture.
        hud_scale: f32 = 1.0, Kind::range(0.7, 1.4, 0.05, Unit::Percent);
        /// Share of the screen kept free along each of its edges.
        safe_area: f32 = 0.0, Kind::range(0.0, 0.1, 0.01, Unit::Percent);
    }
}

//! Two on one screen, on a display without a screen (Xvfb), with bots at both controls. What is pressed on a second pad
//! is tested where it is passed on (`client/src/split/pads.rs`).

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::{Duration, Instant};

use hogs_tests::display::{Display, equipped};
use hogs_tests::game::{Folder, Playing, hogs};
use image::RgbImage;

const SIZE: (u32, u32) = (640, 360);

/// Colours there are in some rows.
fn colours(picture: &RgbImage, rows: Range<u32>) -> usize {
    let dots = picture.enumerate_pixels().filter(|(_, y, _)| rows.contains(y));
    let colours: BTreeSet<[u8; 3]> = dots.map(|(.., dot)| dot.0).collect();
    colours.len()
}

/// Share of dots that the upper half has otherwise than the lower one.
fn unlike(picture: &RgbImage) -> f64 {
    let half = SIZE.1 / 2;
    let rows = half - 2;
    let dots = (0..rows).flat_map(|y| (0..SIZE.0).map(move |x| (x, y)));
    let other = dots.filter(|&(x, y)| {
        let pair = picture
            .get_pixel(x, y)
            .0
            .into_iter()
            .zip(picture.get_pixel(x, y + half + 2).0);
        pair.fold(0, |most, (above, below)| most.max(above.abs_diff(below))) > 24
    });
    other.count() as f64 / f64::from(SIZE.0 * rows)
}

#[test]
fn a_second_player_has_half_of_the_screen_for_a_match() {
    if !equipped() {
        return;
    }
    let home = Folder::new("split");
    let second = home.path().join("second-player");
    std::fs::create_dir_all(&second).unwrap();
    let settings =
        "version = 1\nlesson_offered = true\nname = \"Bench\"\n[gameplay]\nsplit_screen = \"stacked\"\n";
    std::fs::write(home.path().join("settings.toml"), settings).unwrap();
    std::fs::write(second.join("settings.toml"), "version = 1\nname = \"Sofa\"\n").unwrap();
    let display = Display::open(SIZE.0, SIZE.1);
    let mut command = hogs(&home);
    command.env("DISPLAY", display.name()).args([
        "--quick-match",
        "--autopilot",
        "--preset",
        "low",
        "--size",
        "640x360",
    ]);
    let mut game = Playing::start(&mut command);
    game.until("screen Match");
    // Both say so, and the second one is in play a moment later.
    game.until("player Sofa");
    game.until("screen Match");
    game.until("clash");
    let shared = display.picture();
    let middle = SIZE.1 / 2;
    assert!(unlike(&shared) > 0.2, "both halves show the same");
    for half in [0..middle, middle + 2..SIZE.1] {
        let seen = colours(&shared, half.clone());
        assert!(seen > 500, "{seen} colours in rows {half:?}");
    }
    assert_eq!(colours(&shared, middle..middle + 2), 1, "nothing parts them");

    let _ = display.xdotool(&["search", "--sync", "--name", "^Hogs$", "windowfocus", "--sync"]);
    let _ = display.xdotool(&["key", "Escape"]);
    game.until("page Pause");
    game.until("focus");
    display.choose(&mut game, "Leave match");
    game.until("page Front");
    game.until("focus");
    // The menu has the whole window again.
    let patience = Instant::now() + Duration::from_secs(20);
    while colours(&display.picture(), middle..middle + 2) < 20 {
        assert!(Instant::now() < patience, "the window is still parted");
        std::thread::sleep(Duration::from_millis(100));
    }
}

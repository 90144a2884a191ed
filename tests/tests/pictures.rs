//! What the game looks like, guarded: ten moments of play, every page of the menu, and what is told over a match, a lesson
//! and a replay, are drawn anew and held against the pictures in `docs/pictures`, as somebody would who glances from one to
//! the other.
//!
//! `HOGS_BLESS=1` keeps what is drawn as what is right: look at it first. With `PICTURES_DIR` all of it is also written
//! there as large as it is played, on one sheet, and small as eyes see it that lack one kind of cones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::mode::Mode;
use hogs_shared::replay::{Moment, Replay, moments};
use hogs_shared::tick::TICKS_PER_SECOND;
use hogs_tests::eyes::Eyes;
use hogs_tests::game::{Folder, hogs, root};
use hogs_tests::likeness::Unlikeness;
use hogs_tests::recording::record_bots;
use image::imageops::{FilterType, overlay, resize};
use image::{Rgb, RgbImage};

/// A moment of a match of bots: what somebody does, seen from behind them.
struct Shot {
    name: &'static str,
    map: &'static str,
    mode: Mode,
    /// As `hogs replay FILE --moments` has it: what happens, and with which thing.
    what: &'static str,
    which: &'static str,
    /// Seconds after it.
    later_s: f64,
}

const fn shot(
    name: &'static str,
    (map, mode): (&'static str, Mode),
    (what, which, later_s): (&'static str, &'static str, f64),
) -> Shot {
    Shot {
        name,
        map,
        mode,
        what,
        which,
        later_s,
    }
}

/// Every arena, every mode, every chassis. They are named by what happens in them, so that they show it after a change of
/// the rules, too.
const SHOTS: [Shot; 10] = [
    shot("lance", ("sty", Mode::Deathmatch), ("first_shot", "lance", 0.05)),
    shot(
        "bubble",
        ("gorge", Mode::TeamDeathmatch),
        ("ability", "bubble", 0.5),
    ),
    shot(
        "flag",
        ("stacks", Mode::CaptureTheFlag),
        ("taken", "azure flag", 1.0),
    ),
    shot("pig", ("rime", Mode::GreasedPig), ("taken", "pig", 1.0)),
    shot(
        "mortar",
        ("foundry", Mode::LastHogStanding),
        ("first_kill", "mortar", 0.15),
    ),
    shot(
        "missile",
        ("prairie", Mode::CaptureTheFlag),
        ("first_shot", "missile", 0.7),
    ),
    shot("plate", ("gorge", Mode::Deathmatch), ("ability", "plate", 0.4)),
    shot("arc", ("rime", Mode::TeamDeathmatch), ("first_kill", "arc", 0.1)),
    shot("feat", ("stacks", Mode::GreasedPig), ("multi_kill", "4", 0.1)),
    shot(
        "dash",
        ("prairie", Mode::TeamDeathmatch),
        ("ability", "dash", 0.3),
    ),
];

/// Of the chance in each match, how long each is, and hogs in it.
const SEED: u64 = 5;
const LENGTH_S: u32 = 60;
const HOGS: u8 = 12;
/// Size at which what is drawn is compared, and at which it is kept.
const DRAWN: &str = "640x360";
const KEPT: (u32, u32) = (320, 180);
/// Sizes of pictures to be looked at.
const LARGE: [&str; 2] = ["1280x720", "1920x1080"];
/// Most that two drawings of the same may differ: `mean` and `plain` of [`Unlikeness`].
const LIKE: (f32, f32) = (0.012, 0.02);

/// Where pictures are to be put that are to be looked at, if they are wanted.
fn wanted() -> Option<PathBuf> {
    std::env::var_os("PICTURES_DIR").map(PathBuf::from)
}

fn reference(name: &str) -> PathBuf {
    root().join("docs/pictures/guard").join(format!("{name}.png"))
}

fn open(path: &Path) -> RgbImage {
    let picture = image::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    picture.to_rgb8()
}

/// The pictures in a folder by the name of their files.
fn all_in(folder: &Path) -> BTreeMap<String, PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "png"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .collect()
}

/// A match of bots, kept in a file.
fn film(shot: &Shot, assets: &AssetFolder, file: &Path) {
    let data = assets.load(shot.map, shot.mode.name()).unwrap();
    let rules = Arc::new(Rules::new(shot.mode, data).unwrap());
    let play = (HOGS, LENGTH_S * TICKS_PER_SECOND);
    let bytes = record_bots(&rules, &NavMap::build(&rules), play, SEED).unwrap();
    std::fs::write(file, bytes).unwrap();
}

/// Where in a match the moment is, and from behind which seat it is seen.
fn find(shot: &Shot, assets: &AssetFolder, film: &Path) -> (String, String) {
    let replay = Replay::open(std::fs::read(film).unwrap()).unwrap();
    let (moments, _) = moments(replay, assets.tuning().unwrap()).unwrap();
    let named = |moment: &&Moment| moment.what == shot.what && moment.which.as_deref() == Some(shot.which);
    // One is in play by then, and others are about.
    let found = moments
        .iter()
        .filter(|moment| moment.time_s > 3.0)
        .find(named)
        .unwrap_or_else(|| panic!("{}: no {} of {}", shot.name, shot.what, shot.which));
    let at_s =
        ((found.time_s + shot.later_s) * f64::from(TICKS_PER_SECOND)).round() / f64::from(TICKS_PER_SECOND);
    (at_s.to_string(), found.seat.unwrap().to_string())
}

/// Draws a moment of a film.
fn draw(shot: &Shot, film: &Path, (at_s, seat): &(String, String), size: &str) -> RgbImage {
    let home = Folder::new(&format!("draw-{}-{size}", shot.name));
    let into = home.path().join("pictures");
    std::fs::create_dir_all(&into).unwrap();
    let output = hogs(&home)
        .env("LC_ALL", "en_US.UTF-8")
        .arg("replay")
        .arg(film)
        .args(["--export".as_ref(), into.as_os_str()])
        .args(["--at", at_s, "--follow", seat, "--size", size, "--preset", "high"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}: {said}", shot.name);
    // What a shader is wrong in is not drawn at all, and may be a small part of the picture.
    assert!(!said.contains("shader"), "{}: {said}", shot.name);
    open(all_in(&into).values().next().expect("a picture"))
}

/// What is wrong with a picture, if it is not as it was kept; keeps it as it is if that is asked for.
fn judge(name: &str, drawn: &RgbImage) -> Option<String> {
    let small = resize(drawn, KEPT.0, KEPT.1, FilterType::Triangle);
    let path = reference(name);
    if std::env::var_os("HOGS_BLESS").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        small.save(&path).unwrap();
        return None;
    }
    if !path.is_file() {
        return Some(format!("{name}: there is no picture of it yet"));
    }
    let unlike = Unlikeness::of(&small, &open(&path));
    println!("{name}: {unlike:?}");
    (unlike.mean > LIKE.0 || unlike.plain > LIKE.1).then(|| {
        let seen = std::env::temp_dir().join(format!("hogs-unlike-{name}.png"));
        drop(small.save(&seen));
        format!("{name}: {unlike:?}, see {}", seen.display())
    })
}

/// Fails with all that is wrong.
fn verdict(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "not as in docs/pictures/guard (HOGS_BLESS=1 keeps what is drawn, once it is looked at):\n{}",
        faults.join("\n")
    );
}

/// Writes pictures side by side on one sheet.
fn sheet(pictures: &[RgbImage], across: u32, path: &Path) {
    const GAP: u32 = 6;
    let (width, height) = KEPT;
    let down = (pictures.len() as u32).div_ceil(across);
    let size = (across * (width + GAP) + GAP, down * (height + GAP) + GAP);
    let mut sheet = RgbImage::from_pixel(size.0, size.1, Rgb([20, 11, 34]));
    for (index, picture) in (0_u32..).zip(pictures) {
        let small = resize(picture, width, height, FilterType::Triangle);
        let at = |place: u32, size: u32| i64::from(GAP + place * (size + GAP));
        overlay(
            &mut sheet,
            &small,
            at(index % across, width),
            at(index / across, height),
        );
    }
    sheet.save(path).unwrap();
}

#[test]
fn moments_of_play_look_as_they_are_kept() {
    let folder = Folder::new("moments");
    let assets = AssetFolder::at(&root().join("assets"));
    let mut faults = Vec::new();
    let mut large = Vec::new();
    for shot in &SHOTS {
        let file = folder.path().join(format!("{}.hogsreplay", shot.name));
        film(shot, &assets, &file);
        let found = find(shot, &assets, &file);
        faults.extend(judge(
            &format!("play-{}", shot.name),
            &draw(shot, &file, &found, DRAWN),
        ));
        let Some(into) = wanted() else { continue };
        std::fs::create_dir_all(&into).unwrap();
        let sizes = LARGE.map(|size| {
            let picture = draw(shot, &file, &found, size);
            picture
                .save(into.join(format!("play-{}-{size}.png", shot.name)))
                .unwrap();
            picture
        });
        large.extend(sizes.into_iter().next());
    }
    if let Some(into) = wanted() {
        sheet(&large, 5, &into.join("sheet-play.png"));
        for (shot, picture) in SHOTS.iter().zip(&large) {
            let small = resize(picture, KEPT.0, KEPT.1, FilterType::Triangle);
            small.save(into.join(format!("small-{}.png", shot.name))).unwrap();
            for eyes in Eyes::ALL {
                let path = into.join(format!("small-{}-{}.png", shot.name, eyes.name()));
                eyes.see(&small).save(path).unwrap();
            }
        }
    }
    verdict(&faults);
}

#[test]
fn pages_look_as_they_are_kept() {
    let shown = |size: &str, into: &Path| {
        std::fs::create_dir_all(into).unwrap();
        let home = Folder::new(&format!("pages-{size}"));
        let output = hogs(&home)
            .env("LC_ALL", "en_US.UTF-8")
            .arg("--offscreen")
            .arg(into)
            .args(["--pages", "--preset", "low", "--name", "Piglet", "--size", size])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        all_in(into)
    };
    let folder = Folder::new("pages");
    let pages = shown(DRAWN, folder.path());
    let kept = all_in(&root().join("docs/pictures/guard"));
    let gone = kept
        .keys()
        .filter(|name| name.starts_with("page-") && !pages.contains_key(*name));
    let mut faults: Vec<String> = gone
        .map(|name| format!("{name}: there is no such page any more"))
        .collect();
    let unlike = pages.iter().filter_map(|(name, path)| judge(name, &open(path)));
    faults.extend(unlike);
    if let Some(into) = wanted() {
        for size in LARGE {
            let large = shown(size, &into.join(size));
            let pictures: Vec<RgbImage> = large.values().map(|path| open(path)).collect();
            sheet(&pictures, 5, &into.join(format!("sheet-pages-{size}.png")));
        }
    }
    verdict(&faults);
}

//! Recorded matches in the game, as a player or a script comes to them: checked, searched for moments, and made pictures
//! of, without a window.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, OnceLock};

use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::mode::Mode;
use hogs_tests::game::{Folder, binary, hogs, root};
use hogs_tests::recording::record_bots;
use image::RgbImage;

/// Length of the replay that is looked at.
const TICKS: u32 = 900;

/// The replay of four bots, recorded once.
fn recorded() -> &'static [u8] {
    static RECORDED: OnceLock<Vec<u8>> = OnceLock::new();
    RECORDED.get_or_init(|| {
        let assets = AssetFolder::at(&root().join("assets"));
        let data = assets.load("sty", "deathmatch").unwrap();
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        record_bots(&rules, &NavMap::build(&rules), (4, TICKS), 5).unwrap()
    })
}

/// A folder with the replay, or with what became of it.
fn kept(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> (Folder, PathBuf) {
    let folder = Folder::new(name);
    let file = folder.path().join("match.hogsreplay");
    let mut bytes = recorded().to_vec();
    change(&mut bytes);
    std::fs::write(&file, bytes).unwrap();
    (folder, file)
}

fn run(command: &mut Command) -> (bool, String, Vec<String>) {
    let output: Output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let told = text(&output.stderr);
    assert!(!told.contains("panicked"), "{told}");
    let sentences = told.lines().filter_map(|line| line.strip_prefix("hogs: "));
    (
        output.status.success(),
        text(&output.stdout),
        sentences.map(str::to_owned).collect(),
    )
}

fn replay(home: &Folder, file: &Path, flags: &[&str]) -> (bool, String, Vec<String>) {
    run(hogs(home).arg("replay").arg(file).args(flags))
}

#[test]
fn verifying_says_what_the_server_says() {
    let home = Folder::new("verify");
    let server = |file: &Path| {
        let mut command = Command::new(binary("hogs-server"));
        command
            .env("HOGS_ASSETS", root().join("assets"))
            .arg("--verify-replay")
            .arg(file);
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let complaint = text(&output.stderr)
            .trim_start_matches("hogs-server: ")
            .to_owned();
        (output.status.success(), text(&output.stdout) + &complaint)
    };
    type Change = fn(&mut Vec<u8>);
    let cases: [(&str, Change, &str); 4] = [
        ("sound", |_| {}, "The replay is sound: 15 s, 4 hogs"),
        (
            "cut",
            |bytes| bytes.truncate(bytes.len() - 300),
            "The replay ends in the middle",
        ),
        (
            "bent",
            |bytes| {
                let middle = bytes.len() - 2000;
                bytes[middle] ^= 0x10;
            },
            "The replay was altered",
        ),
        (
            "foreign",
            |bytes| *bytes = b"PNG".to_vec(),
            "This is no replay of Hogs",
        ),
    ];
    for (name, change, begins) in cases {
        let (_folder, file) = kept(&format!("verify-{name}"), change);
        let (good, said, complaints) = replay(&home, &file, &["--verify"]);
        assert_eq!(good, name == "sound", "{name}: {said} {complaints:?}");
        let sentence = if good {
            said.trim().to_owned()
        } else {
            complaints.join(" ")
        };
        assert!(sentence.starts_with(begins), "{name}: {sentence}");
        assert_eq!((good, sentence), server(&file), "{name}: as the server has it");
    }
    let nowhere = home.path().join("nowhere.hogsreplay");
    let (good, _, complaints) = replay(&home, &nowhere, &["--verify"]);
    assert!(!good && complaints.len() == 1 && complaints[0].contains("cannot be read"));
}

#[test]
fn moments_are_json_in_order_of_time() {
    let home = Folder::new("moments");
    let (_folder, file) = kept("moments-file", |_| {});
    let (good, said, _) = replay(&home, &file, &["--moments"]);
    assert!(good);
    let moments: serde_json::Value = serde_json::from_str(&said).unwrap();
    let moments = moments.as_array().unwrap();
    let times: Vec<f64> = moments
        .iter()
        .map(|moment| moment["time_s"].as_f64().unwrap())
        .collect();
    assert!(times.is_sorted() && times.iter().all(|time| (0.0..=15.0).contains(time)));
    let first = moments
        .iter()
        .find(|moment| moment["what"] == "first_shot")
        .expect("somebody shoots within 15 seconds");
    assert!(first["seat"].as_u64().is_some_and(|seat| seat < 4), "{first}");
    assert!(
        first["name"].as_str().is_some_and(|name| name.starts_with("Bot")),
        "{first}"
    );
    assert!(first["which"].is_string(), "{first}");
    // Of one that is damaged, what is sound is told, and what is wrong.
    let (_folder, cut) = kept("moments-cut", |bytes| bytes.truncate(bytes.len() - 300));
    let (good, said, complaints) = replay(&home, &cut, &["--moments"]);
    assert!(!good && complaints[0].starts_with("The replay ends in the middle"));
    assert!(
        serde_json::from_str::<serde_json::Value>(&said)
            .unwrap()
            .is_array()
    );
}

/// The pictures in a folder in order, and what they are called.
fn pictures(folder: &Path) -> Vec<(String, RgbImage)> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".png"))
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let picture = image::open(folder.join(&name)).unwrap().to_rgb8();
            (name, picture)
        })
        .collect()
}

/// How many of 4096 colours a picture shows.
fn colours(picture: &RgbImage) -> usize {
    let shown = picture.pixels().map(|pixel| pixel.0.map(|channel| channel >> 4));
    shown.collect::<std::collections::BTreeSet<_>>().len()
}

/// How many pixels of two pictures differ by more than a little.
fn differing(one: &RgbImage, other: &RgbImage) -> usize {
    let pairs = one.pixels().zip(other.pixels());
    let apart = |(one, other): &(&image::Rgb<u8>, &image::Rgb<u8>)| {
        let channels = one.0.iter().zip(other.0);
        channels.map(|(one, other)| one.abs_diff(other)).max() > Some(8)
    };
    pairs.filter(apart).count()
}

#[test]
fn pictures_of_a_replay_show_what_was_played_and_the_same_twice() {
    let home = Folder::new("export");
    let (_folder, file) = kept("export-file", |_| {});
    let small = ["--size", "480x270", "--preset", "low"];
    let take = |name: &str, flags: &[&str]| {
        let out = Folder::new(name);
        let folder = out.path().to_string_lossy().into_owned();
        let mut all = vec!["--export", &folder];
        all.extend(small);
        all.extend(flags);
        let (good, said, complaints) = replay(&home, &file, &all);
        assert!(good, "{name}: {said} {complaints:?}");
        pictures(out.path())
    };
    let at = ["--at", "4,6.5"];
    let first = take("export-1", &at);
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["replay-00000-0004.000s.png", "replay-00001-0006.500s.png"]
    );
    for (name, picture) in &first {
        assert_eq!(picture.dimensions(), (480, 270));
        assert!(colours(picture) > 60, "{name} is all but empty");
    }
    let pixels = 480 * 270;
    assert!(
        differing(&first[0].1, &first[1].1) > pixels / 20,
        "two moments look alike"
    );
    let again = take("export-2", &at);
    for ((name, one), (_, other)) in first.iter().zip(&again) {
        let apart = differing(one, other);
        assert!(
            apart < pixels / 1000,
            "{name} differs from itself in {apart} pixels"
        );
    }
    // From elsewhere it looks otherwise, and without a HUD there is none.
    let eyes = take("export-eyes", &["--at", "4", "--eyes", "2", "--no-hud"]);
    assert!(differing(&first[0].1, &eyes[0].1) > pixels / 20);
    let bare = take("export-bare", &["--at", "4", "--no-hud"]);
    let apart = differing(&first[0].1, &bare[0].1);
    assert!(
        (pixels / 500..pixels / 2).contains(&apart),
        "the HUD is {apart} pixels"
    );
}

/// What a sound file of the game has before its samples, and one sample of both sides takes, bytes.
const HEAD_BYTES: usize = 68;
const FRAME_BYTES: usize = 6;

#[test]
fn the_sound_of_a_row_of_pictures_is_as_long_as_they_are_and_the_same_without_drawing_them() {
    let home = Folder::new("sound");
    let (_folder, file) = kept("sound-file", |_| {});
    let row = [
        "--from", "5", "--to", "6", "--fps", "5", "--size", "320x180", "--preset", "low",
    ];
    let heard = |name: &str, flags: &[&str]| {
        let out = Folder::new(name);
        let folder = out.path().to_string_lossy().into_owned();
        let all = [&["--export", &folder], &row[..], flags].concat();
        let (good, said, complaints) = replay(&home, &file, &all);
        assert!(good, "{name}: {said} {complaints:?}");
        let taken = pictures(out.path()).len();
        (std::fs::read(out.path().join("sound.wav")).ok(), taken)
    };
    let (drawn, pictures) = heard("sound-1", &[]);
    let (alone, none) = heard("sound-2", &["--sound-only"]);
    assert_eq!((pictures, none), (6, 0));
    let sound = alone.unwrap();
    assert_eq!(sound.len(), HEAD_BYTES + 6 * 48_000 / 5 * FRAME_BYTES);
    assert!(
        sound[HEAD_BYTES..].iter().any(|byte| *byte != 0),
        "one hears something"
    );
    assert!(drawn.unwrap() == sound, "drawn or not, it is the same match");
    assert_eq!(heard("sound-3", &["--no-sound"]), (None, 6));
}

#[test]
fn what_cannot_be_pictured_is_one_plain_sentence() {
    let home = Folder::new("unpictured");
    let out = Folder::new("unpictured-out");
    let folder = out.path().to_string_lossy().into_owned();
    let refusal = |file: &Path, flags: &[&str]| {
        let mut all = vec!["--export", &folder, "--size", "320x180", "--preset", "low"];
        all.extend(flags);
        let (good, said, complaints) = replay(&home, file, &all);
        assert!(!good, "{flags:?}: {said}");
        assert_eq!(complaints.len(), 1, "{flags:?}: {complaints:?}");
        complaints[0].clone()
    };
    let (_folder, file) = kept("unpictured-file", |_| {});
    assert!(refusal(&file, &["--at", "99"]).starts_with("The replay has nothing at 99 s"));
    assert!(refusal(&file, &["--at", "1", "--follow", "77"]).contains("seat 77"));
    let (_odd, odd) = kept("unpictured-odd", |bytes| *bytes = b"PNG".to_vec());
    assert!(refusal(&odd, &["--at", "1"]).contains("no replay of Hogs"));
    // A damaged one gives what is sound, and says where it ends.
    let (_cut, cut) = kept("unpictured-cut", |bytes| bytes.truncate(bytes.len() - 3000));
    let sentence = refusal(&cut, &["--from", "1", "--every", "3"]);
    assert!(
        sentence.starts_with("The replay ends in the middle, after"),
        "{sentence}"
    );
    assert!(!pictures(out.path()).is_empty(), "what is sound is there");
}

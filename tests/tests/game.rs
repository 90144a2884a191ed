//! The game itself, as a player starts it but without a window: pictures of a match, the scoreboard, and a plain
//! sentence for everything that keeps one from playing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use image::{GenericImageView, RgbImage};

/// A binary of the workspace, built beside this test.
fn binary(name: &str) -> PathBuf {
    let exe = std::env::current_exe().unwrap();
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = exe.parent().and_then(Path::parent).unwrap().join(file);
    assert!(
        path.is_file(),
        "{} is not built: cargo build --workspace --bins",
        path.display()
    );
    path
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap()
}

/// A folder of one test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("hogs-game-test-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// The game with a home of its own and sound that goes nowhere.
fn hogs(home: &Path) -> Command {
    let mut command = Command::new(binary("hogs"));
    command
        .env("HOGS_HOME", home)
        .env("HOGS_ASSETS", root().join("assets"))
        .env("BEVY_ASSET_ROOT", root())
        .env("ALSA_CONFIG_PATH", root().join("scripts/alsa-null.conf"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null());
    command
}

fn text(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

fn pictures(folder: &Path) -> Vec<RgbImage> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "png"));
    files.sort();
    files
        .iter()
        .map(|file| image::open(file).unwrap().to_rgb8())
        .collect()
}

/// How many of 4096 colours a part of a picture (as shares of its size) shows.
fn colours(picture: &RgbImage, left: f32, top: f32, right: f32, bottom: f32) -> usize {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let (x, y) = ((left * width) as u32, (top * height) as u32);
    let part = picture.view(x, y, (right * width) as u32 - x, (bottom * height) as u32 - y);
    let mut seen = vec![false; 4096];
    for (_, _, pixel) in part.pixels() {
        let [red, green, blue] = pixel.0.map(|channel| usize::from(channel >> 4));
        seen[red << 8 | green << 4 | blue] = true;
    }
    seen.into_iter().filter(|seen| *seen).count()
}

/// How many pixels of a part of a picture (as shares of its size) are nearly white.
fn light(picture: &RgbImage, left: f32, top: f32, right: f32, bottom: f32) -> usize {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let (x, y) = ((left * width) as u32, (top * height) as u32);
    let part = picture.view(x, y, (right * width) as u32 - x, (bottom * height) as u32 - y);
    part.pixels()
        .filter(|(_, _, pixel)| pixel.0.iter().all(|&channel| channel > 220))
        .count()
}

#[test]
fn an_offscreen_match_gives_pictures_and_a_scoreboard() {
    let (home, out) = (folder("home"), folder("out"));
    let output = hogs(&home)
        .args([
            "--quick-match",
            "--autopilot",
            "--preset",
            "low",
            "--seconds",
            "10",
            "--offscreen",
        ])
        .arg(&out)
        .output()
        .unwrap();
    let (stdout, stderr) = text(&output);
    assert!(output.status.success(), "{stdout}\n{stderr}");
    let rows = stdout
        .lines()
        .filter(|line| line.contains("boar") || line.contains("shoat") || line.contains("razorback"));
    assert!(rows.count() >= 8, "no scoreboard of eight:\n{stdout}");
    let pictures = pictures(&out);
    assert!(pictures.len() >= 3, "only {} pictures", pictures.len());
    for picture in &pictures {
        assert_eq!(picture.dimensions(), (1280, 720));
    }
    let last = pictures.last().unwrap();
    assert!(
        colours(last, 0.0, 0.0, 1.0, 1.0) > 150,
        "the last picture is all but empty"
    );
    // HUD text is drawn in a light colour over something dark: the clock top middle and the vitals bottom left while the
    // fight is on, the table in the middle once it is over.
    let shown = |what: &dyn Fn(&RgbImage) -> bool| pictures.iter().any(what);
    assert!(
        shown(&|picture| light(picture, 0.35, 0.0, 0.65, 0.12) > 100),
        "no clock"
    );
    assert!(
        shown(&|picture| light(picture, 0.0, 0.7, 0.15, 1.0) > 100),
        "no vitals"
    );
    assert!(
        shown(&|picture| light(picture, 0.27, 0.13, 0.73, 0.5) > 1000),
        "no table"
    );
}

#[test]
fn what_keeps_one_from_playing_is_one_plain_sentence() {
    let home = folder("sentences");
    let refused: [(&[&str], &str); 4] = [
        (&["--connect", "127.0.0.1:9", "--seconds", "5"], "127.0.0.1"),
        (&["--connect", "no such host", "--seconds", "5"], "address"),
        (
            &["--quick-match", "--map", "nowhere", "--seconds", "5"],
            "nowhere",
        ),
        (&["--preset", "glorious"], "glorious"),
    ];
    for (flags, told) in refused {
        let out = folder("refused");
        let output = hogs(&home)
            .args(flags)
            .arg("--offscreen")
            .arg(&out)
            .output()
            .unwrap();
        let (stdout, stderr) = text(&output);
        assert!(!output.status.success(), "{flags:?} succeeded:\n{stdout}");
        assert!(
            stderr.contains(told),
            "{flags:?} does not say '{told}':\n{stderr}"
        );
        assert!(!stderr.contains("panicked"), "{flags:?} panicked:\n{stderr}");
    }
}

/// A server process that ends with the test.
struct Host(Child, String);

impl Host {
    fn start(bots: &str) -> Self {
        let mut child = Command::new(binary("hogs-server"))
            .args(["--bind", "127.0.0.1", "--port", "0", "--no-lan", "--bots", bots])
            .env("HOGS_ASSETS", root().join("assets"))
            .env("HOGS_HOME", folder("server"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("Server ready on ")
            .unwrap_or_else(|| panic!("said {line:?}"));
        let address = address.to_owned();
        Self(child, address)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn two_games_meet_on_a_server() {
    let host = Host::start("0");
    let (first_home, second_home) = (folder("first"), folder("second"));
    let (first_out, second_out) = (folder("first-out"), folder("second-out"));
    let play = |home: &Path, out: &Path, name: &str| {
        hogs(home)
            .args([
                "--connect",
                &host.1,
                "--name",
                name,
                "--autopilot",
                "--preset",
                "low",
                "--seconds",
                "15",
            ])
            .args(["--size", "640x360", "--offscreen"])
            .arg(out)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let first = play(&first_home, &first_out, "Ada");
    let second = play(&second_home, &second_out, "Grace");
    let tables: Vec<String> = [first, second]
        .into_iter()
        .map(|game| {
            let output = game.wait_with_output().unwrap();
            let (stdout, stderr) = text(&output);
            assert!(output.status.success(), "{stdout}\n{stderr}");
            stdout
        })
        .collect();
    assert!(
        tables
            .iter()
            .any(|table| table.contains("Ada") && table.contains("Grace")),
        "{tables:?}"
    );
    assert!(!pictures(&first_out).is_empty() && !pictures(&second_out).is_empty());
}

//! The game itself, as a player starts it but without a window: pictures of a match, the scoreboard, and a plain
//! sentence for everything that keeps one from playing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use hogs_server::certificate::Certificate;
use hogs_shared::protocol::{PROTOCOL_VERSION, join};
use hogs_tests::game::{Folder, Host, Playing, hogs};
use image::{GenericImageView, RgbImage};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

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
    let (home, out) = (Folder::new("home"), Folder::new("out"));
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
        .arg(out.path())
        .output()
        .unwrap();
    let (stdout, stderr) = text(&output);
    assert!(output.status.success(), "{stdout}\n{stderr}");
    let rows = stdout
        .lines()
        .filter(|line| line.contains("boar") || line.contains("shoat") || line.contains("razorback"));
    assert!(rows.count() >= 8, "no scoreboard of eight:\n{stdout}");
    let pictures = pictures(out.path());
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

/// The one sentence of a game that does not come to play.
fn refusal(output: &Output, what: &str) -> String {
    let (stdout, stderr) = text(output);
    assert!(!output.status.success(), "{what} succeeded:\n{stdout}");
    assert!(!stderr.contains("panicked"), "{what} panicked:\n{stderr}");
    let told: Vec<&str> = stderr
        .lines()
        .filter_map(|line| line.strip_prefix("hogs: "))
        .collect();
    assert_eq!(told.len(), 1, "{what} tells other than one thing:\n{stderr}");
    told[0].to_owned()
}

#[test]
fn what_keeps_one_from_playing_is_one_plain_sentence() {
    let home = Folder::new("sentences");
    let refused: [(&[&str], &str); 6] = [
        (&["--connect", "127.0.0.1:9", "--seconds", "5"], "127.0.0.1"),
        (&["--connect", "no such host", "--seconds", "5"], "address"),
        (
            &["--quick-match", "--map", "nowhere", "--seconds", "5"],
            "nowhere",
        ),
        (&["--quick-match", "--mode", "chess", "--seconds", "5"], "chess"),
        (&["--host", "--mode", "chess"], "deathmatch"),
        (&["--preset", "glorious"], "glorious"),
    ];
    for (flags, told) in refused {
        let out = Folder::new("refused");
        let output = hogs(&home)
            .args(flags)
            .arg("--offscreen")
            .arg(out.path())
            .output()
            .unwrap();
        let sentence = refusal(&output, &format!("{flags:?}"));
        assert!(
            sentence.contains(told),
            "{flags:?} does not say '{told}': {sentence}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_display_that_is_not_there_is_one_plain_sentence() {
    let home = Folder::new("display");
    for (name, value) in [("DISPLAY", ":4095"), ("WAYLAND_DISPLAY", "nowhere")] {
        let output = hogs(&home).env(name, value).output().unwrap();
        let sentence = refusal(&output, name);
        for told in [name, value, "--offscreen DIR"] {
            assert!(
                sentence.contains(told),
                "{name} does not say '{told}': {sentence}"
            );
        }
    }
    let output = hogs(&home).output().unwrap();
    assert!(refusal(&output, "no display").contains("--offscreen DIR"));
}

/// A server of the future, of which only the greeting matters.
#[test]
fn a_server_of_another_version_is_one_plain_sentence() {
    let (home, out) = (Folder::new("version"), Folder::new("version-out"));
    let (chain, key) = Certificate::load_or_create(None).unwrap().for_tls();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .unwrap();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let theirs = PROTOCOL_VERSION + 1;
    let door = std::thread::spawn(move || {
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = StreamOwned::new(connection, listener.accept().unwrap().0);
        join::greet(&mut stream, theirs, &[0; 32]).unwrap();
        // The client hangs up in its own time.
        std::io::copy(&mut stream, &mut std::io::sink())
    });
    let output = hogs(&home)
        .args(["--connect", &address, "--seconds", "5", "--offscreen"])
        .arg(out.path())
        .output()
        .unwrap();
    let sentence = refusal(&output, "another version");
    for told in [
        format!("version {theirs}"),
        format!("version {PROTOCOL_VERSION}"),
        "Update".to_owned(),
    ] {
        assert!(sentence.contains(&told), "it does not say '{told}': {sentence}");
    }
    drop(door.join().unwrap());
}

#[test]
fn two_games_meet_on_a_server() {
    let host = Host::start("meeting");
    let (first_home, second_home) = (Folder::new("first"), Folder::new("second"));
    let (first_out, second_out) = (Folder::new("first-out"), Folder::new("second-out"));
    let play = |home: &Folder, out: &Folder, name: &str, seconds: &str| {
        let mut command = hogs(home);
        command
            .args(["--connect", &host.address, "--name", name, "--seconds", seconds])
            .args(["--autopilot", "--preset", "low", "--size", "640x360"])
            .arg("--offscreen")
            .arg(out.path());
        command
    };
    // The first stays until the second has come and gone, however long that takes.
    let mut first = Playing::start(&mut play(&first_home, &first_out, "Ada", "86400"));
    first.until("player Ada");
    let second = play(&second_home, &second_out, "Grace", "5").output().unwrap();
    let (stdout, stderr) = text(&second);
    assert!(second.status.success(), "{stdout}\n{stderr}");
    assert!(stdout.contains("Ada") && stdout.contains("Grace"), "{stdout}");
    first.until("player Grace");
    first.until("gone Grace");
    assert!(!pictures(second_out.path()).is_empty());
}

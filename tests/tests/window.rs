//! The game in a window, played with keys alone, on displays without a screen (Xvfb). `./test` brings what that takes
//! and sets `REQUIRE_DISPLAY`; elsewhere these tests pass over themselves where it is missing, and say so.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::path::PathBuf;
use std::process::Command;

use hogs_tests::display::{Display, equipped};
use hogs_tests::frames::{self, Difference};
use hogs_tests::game::{Folder, Host, Playing, hogs};
use image::RgbImage;

/// The game in a window, and the keyboard before it.
struct Player {
    game: Playing,
    display: Display,
    _home: Folder,
}

impl Player {
    /// Opens the menu.
    fn new(name: &str, flags: &[&str]) -> Self {
        let home = Folder::new(name);
        let display = Display::open(640, 360);
        let mut command = hogs(&home);
        command
            .env("DISPLAY", display.name())
            .args(["--name", name, "--preset", "low", "--size", "320x180"])
            .args(flags);
        let mut game = Playing::start(&mut command);
        // Who starts for the first time is offered a lesson.
        game.until("page LessonOffer");
        let mut player = Self {
            game,
            display,
            _home: home,
        };
        // There is no window manager to give the window the keyboard.
        player.xdotool(&["search", "--sync", "--name", "^Hogs$", "windowfocus", "--sync"]);
        player.press("Escape");
        player.game.until("page Front");
        player.game.until("focus");
        player
    }

    fn xdotool(&mut self, arguments: &[&str]) {
        let said = self.display.xdotool(arguments);
        assert!(
            said.is_some(),
            "xdotool {arguments:?} after:\n{}",
            self.game.said.join("\n")
        );
    }

    fn press(&mut self, key: &str) {
        self.xdotool(&["key", key]);
    }

    /// Holds a key down until the game says so much.
    fn hold(&mut self, key: &str, until: &str) {
        self.xdotool(&["keydown", key]);
        self.game.until(until);
        self.xdotool(&["keyup", key]);
    }

    fn choose(&mut self, label: &str) {
        self.display.choose(&mut self.game, label);
    }

    fn leave_and_quit(mut self) {
        self.press("Escape");
        self.game.until("page Pause");
        self.game.until("focus");
        self.choose("Leave match");
        // One comes back to where one chose the match.
        while self.game.until("page") != "Front" {
            self.game.until("focus");
            self.press("Escape");
        }
        self.game.until("focus");
        self.choose("Quit");
        let status = self.game.end();
        assert!(status.success(), "{status}:\n{}", self.game.said.join("\n"));
    }
}

/// Fewest and most pictures of clashes that are taken.
const CLASHES: (usize, usize) = (10, 80);
/// Moments that are compared, so that on a slow machine, too, there is something to say.
const MOMENTS: usize = 20;

/// A game in a window on a display where others are, a bot at its controls, 100 ms added to its round trip.
fn fighter(name: &str, home: &Folder, display: &Display, host: &Host, logs: &Folder) -> Command {
    let mut command = hogs(home);
    command
        .env("DISPLAY", display.name())
        .args(["--name", name, "--preset", "low", "--size", "640x360"])
        .args(["--connect", &host.address, "--autopilot"])
        .args(["--link-delay-ms", "100", "--log-frames"])
        .arg(logs.path().join(name));
    command
}

/// Keeps pictures and logs in `PICTURES_DIR`, if that is set.
fn keep(pictures: &[(String, RgbImage)], logs: &Folder) {
    let Some(folder) = std::env::var_os("PICTURES_DIR").map(PathBuf::from) else {
        return;
    };
    for (index, (clash, picture)) in pictures.iter().enumerate() {
        let file = format!("{index:02}-{}.png", clash.replace(' ', "-"));
        picture.save(folder.join(file)).unwrap();
    }
    for name in ["Ada", "Grace"] {
        std::fs::copy(logs.path().join(name), folder.join(format!("{name}.log"))).unwrap();
    }
}

/// Two games in windows beside each other on one display, on one server, 100 ms added to the round trip of each; one
/// player shoots, one rams. At any moment both show the same fight.
#[test]
fn a_fight_looks_the_same_in_both_windows() {
    if !equipped() {
        return;
    }
    let (host, logs) = (Host::start("windows"), Folder::new("windows"));
    let display = Display::open(1280, 360);
    let (first_home, second_home) = (Folder::new("Ada"), Folder::new("Grace"));
    let mut first = Playing::start(fighter("Ada", &first_home, &display, &host, &logs).arg("--ram"));
    first.until("drives");
    // The window that is there makes way for the other.
    let window = display.xdotool(&["search", "--sync", "--onlyvisible", "--name", "^Hogs$"]);
    let window = window.expect("no window");
    display.xdotool(&["windowmove", window.trim(), "640", "0"]);
    let mut second = Playing::start(&mut fighter("Grace", &second_home, &display, &host, &logs));
    second.until("drives");
    let mut pictures: Vec<(String, RgbImage)> = Vec::new();
    let kept = std::env::var_os("PICTURES_DIR").is_some();
    let log = |name: &str| frames::read(&logs.path().join(name));
    let compare = || Difference::between(&log("Ada"), &log("Grace"), ("Ada", "Grace"), 40.0);
    let enough = |pictures: &[(String, RgbImage)]| {
        let rams = pictures.iter().filter(|(clash, _)| clash.starts_with("ram"));
        let told = compare().moments > MOMENTS && (!kept || rams.count() >= 2);
        pictures.len() >= if told { CLASHES.0 } else { CLASHES.1 }
    };
    while !enough(&pictures) {
        let clash = first.until("clash");
        pictures.push((clash, display.picture()));
    }
    drop((first, second));
    keep(&pictures, &logs);
    let difference = compare();
    println!("{difference}");
    assert!(difference.moments > MOMENTS, "{difference}");
    assert!(difference.apart_m.0 < 1.0, "{difference}");
    assert!(difference.hits_of_one * 10 <= difference.hits, "{difference}");
}

/// A player in a quick match, who has driven off.
fn driving() -> Player {
    let mut player = Player::new("Ada", &[]);
    player.choose("Quick match");
    player.game.until("player Ada");
    player.game.until("page Closed");
    player.hold("w", "drives");
    player
}

#[test]
fn a_match_is_played_with_keys_alone() {
    if !equipped() {
        return;
    }
    let mut player = driving();
    player.hold("Control_L", "fires");
    player.hold("Tab", "scoreboard open");
    player.game.until("scoreboard closed");
    player.leave_and_quit();
}

#[test]
fn the_match_one_played_is_watched_again_with_keys_alone() {
    if !equipped() {
        return;
    }
    let mut player = driving();
    // Long enough that the replay does not come to its end between two keys.
    player.game.until("clash");
    player.press("Escape");
    player.game.until("page Pause");
    player.game.until("focus");
    player.choose("Leave match");
    player.game.until("page Front");
    player.game.until("focus");
    player.choose("Replays");
    player.game.until("page Replays");
    // Until the list is there, the way back is the only row.
    while !player.game.until("focus").contains(", Deathmatch   ") {}
    player.press("Return");
    player.game.until("page ReplayFile");
    player.game.until("focus Watch");
    player.press("Return");
    player.game.until("screen Replay");
    player.game.until("follows Ada");
    for (key, answer) in [
        ("space", "replay stands"),
        ("Up", "replay stands at 2 times"),
        ("Down", "replay stands at 1 times"),
        ("c", "camera Eyes"),
        ("x", "follows"),
        ("3", "camera Free"),
        ("1", "camera Chase"),
        ("h", "hud off"),
        ("h", "hud on"),
        ("End", "replay over"),
        ("Left", "replay stands"),
        ("space", "replay plays"),
        ("Escape", "page ReplayMenu"),
    ] {
        player.press(key);
        player.game.until(answer);
    }
    player.game.until("focus");
    player.choose("Leave");
    player.game.until("page Replays");
    player.press("Escape");
    player.game.until("page Front");
    player.game.until("focus");
    player.choose("Quit");
    let status = player.game.end();
    assert!(status.success(), "{status}:\n{}", player.game.said.join("\n"));
}

#[test]
fn a_game_on_the_network_is_found_and_joined_with_keys_alone() {
    if !equipped() {
        return;
    }
    // Another game may be hosted on this network: the host's name tells this one.
    let name = format!("Host{}", std::process::id());
    let mut host = Player::new(&name, &["--port", "0", "--bots", "0"]);
    host.choose("Host on LAN");
    host.game.until("page Hosting");
    host.game.until("focus");
    host.choose("Start");
    host.game.until("page Closed");
    let mut guest = Player::new("Guest", &[]);
    guest.choose("Find a game");
    guest.game.until(&format!("found {name}"));
    guest.game.until("focus");
    guest.choose(&name);
    guest.game.until(&format!("player {name}"));
    guest.game.until("page Closed");
    host.game.until("player Guest");
    guest.hold("w", "drives");
    guest.leave_and_quit();
    host.game.until("gone Guest");
    host.leave_and_quit();
}

//! The game in a window, played with keys alone, on displays without a screen (Xvfb). `./test` brings what that takes
//! and sets `REQUIRE_DISPLAY`; elsewhere these tests pass over themselves where it is missing, and say so.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

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
        game.until("page Front");
        let mut player = Self {
            game,
            display,
            _home: home,
        };
        // There is no window manager to give the window the keyboard.
        player.xdotool(&["search", "--sync", "--name", "^Hogs$", "windowfocus", "--sync"]);
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

    /// Goes down to the row whose label begins so, and accepts it.
    fn choose(&mut self, label: &str) {
        for _ in 0..24 {
            let focused = self.game.latest("focus").unwrap_or_default();
            if focused.starts_with(label) {
                self.press("Return");
                return;
            }
            self.press("Down");
            self.game.until("focus");
        }
        panic!("no row is called {label}:\n{}", self.game.said.join("\n"));
    }

    fn leave_and_quit(mut self) {
        self.press("Escape");
        self.game.until("page Pause");
        self.game.until("focus");
        self.choose("Leave match");
        self.game.until("page Front");
        self.game.until("focus");
        self.choose("Quit");
        let status = self.game.end();
        assert!(status.success(), "{status}:\n{}", self.game.said.join("\n"));
    }
}

/// Pictures of clashes that are taken.
const CLASHES: usize = 24;

/// Two games in windows beside each other on one display, on one server, bots at their controls, 100 ms added to the
/// round trip of each: at any moment both show the same fight. With `PICTURES_DIR` set, the pictures are kept there.
#[test]
fn a_fight_looks_the_same_in_both_windows() {
    if !equipped() {
        return;
    }
    let (host, logs, display) = (
        Host::start("windows"),
        Folder::new("windows"),
        Display::open(1280, 360),
    );
    let homes = ["Ada", "Grace"].map(|name| (name, Folder::new(name)));
    let mut games: Vec<Playing> = Vec::new();
    for (name, home) in &homes {
        let mut command = hogs(home);
        command
            .env("DISPLAY", display.name())
            .args([
                "--name",
                name,
                "--preset",
                "low",
                "--size",
                "640x360",
                "--autopilot",
            ])
            .args([
                "--connect",
                &host.address,
                "--link-delay-ms",
                "100",
                "--log-frames",
            ])
            .arg(logs.path().join(name));
        let mut game = Playing::start(&mut command);
        game.until("page Closed");
        games.push(game);
        // The window that is there first makes way for the second.
        if games.len() == 1 {
            let window = display.xdotool(&["search", "--sync", "--onlyvisible", "--name", "^Hogs$"]);
            let window = window.expect("no window");
            display.xdotool(&["windowmove", window.trim(), "640", "0"]);
        }
    }
    let mut pictures: Vec<(String, RgbImage)> = Vec::new();
    while pictures.len() < CLASHES {
        let clash = games[0].until("clash");
        let (width, height, colours) = display.picture();
        pictures.push((clash, RgbImage::from_raw(width, height, colours).unwrap()));
    }
    drop(games);
    let read = |name: &str| frames::read(&logs.path().join(name));
    let (first, second) = (read("Ada"), read("Grace"));
    let difference = Difference::between(&first, &second, ("Ada", "Grace"), 40.0);
    println!("{difference}");
    if let Some(folder) = std::env::var_os("PICTURES_DIR") {
        let folder = std::path::PathBuf::from(folder);
        for (index, (clash, picture)) in pictures.iter().enumerate() {
            let file = format!("{index:02}-{}.png", clash.replace(' ', "-"));
            picture.save(folder.join(file)).unwrap();
        }
        for name in ["Ada", "Grace"] {
            std::fs::copy(logs.path().join(name), folder.join(format!("{name}.log"))).unwrap();
        }
    }
    assert!(difference.moments > 50, "{difference}");
    assert!(difference.apart_m.0 < 1.0, "{difference}");
    assert!(difference.hits_of_one * 20 <= difference.hits, "{difference}");
}

#[test]
fn a_match_is_played_with_keys_alone() {
    if !equipped() {
        return;
    }
    let mut player = Player::new("Ada", &[]);
    player.choose("Quick match");
    player.game.until("player Ada");
    player.game.until("page Closed");
    player.hold("w", "drives");
    player.hold("f", "fires");
    player.hold("Tab", "scoreboard open");
    player.game.until("scoreboard closed");
    player.leave_and_quit();
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
    guest.choose("Games on LAN");
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

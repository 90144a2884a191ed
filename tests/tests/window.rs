//! The game in a window, played with keys alone, on displays without a screen (Xvfb). `./test` brings what that takes
//! and sets `REQUIRE_DISPLAY`; elsewhere these tests pass over themselves where it is missing, and say so.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use hogs_tests::game::{Folder, Playing, hogs};

/// Whether there is what the tests need.
fn equipped() -> bool {
    let there = |program: &str| {
        let mut asking = Command::new(program);
        asking.arg("-version").stdout(Stdio::null()).stderr(Stdio::null());
        asking.status().is_ok()
    };
    let missing: Vec<&str> = ["Xvfb", "xdotool"]
        .into_iter()
        .filter(|program| !there(program))
        .collect();
    if missing.is_empty() {
        return true;
    }
    let missing = missing.join(" and ");
    let required = std::env::var_os("REQUIRE_DISPLAY").is_some_and(|value| value == "1");
    assert!(!required, "{missing} not installed, and REQUIRE_DISPLAY is set");
    eprintln!("skipped: {missing} not installed");
    false
}

/// A display that nobody sees. It ends with the test.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn open() -> Self {
        // It chooses a free number and says it once it is ready.
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "640x360x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        let name = format!(":{}", number.trim());
        assert!(name.len() > 1, "Xvfb did not start");
        Self { server, name }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

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
        let display = Display::open();
        let mut command = hogs(&home);
        command
            .env("DISPLAY", &display.name)
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
        let status = Command::new("xdotool")
            .env("DISPLAY", &self.display.name)
            .args(arguments)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(
            status.success(),
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

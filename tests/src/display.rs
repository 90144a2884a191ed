//! A display without a screen (Xvfb), with a keyboard and a mouse (xdotool) and pictures of what is on it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // For tests: what fails here fails one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use image::RgbImage;

use crate::game::{Folder, Playing};

/// Whether there is what a display takes. `./test` brings that and sets `REQUIRE_DISPLAY`; elsewhere tests pass over
/// themselves where it is missing, and say so.
#[must_use]
pub fn equipped() -> bool {
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
#[derive(Debug)]
pub struct Display {
    server: Child,
    name: String,
    /// Where its picture lies.
    buffer: Folder,
}

impl Display {
    /// Opens one of a size in pixels.
    #[must_use]
    pub fn open(width: u32, height: u32) -> Self {
        static OPENED: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = OPENED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let buffer = Folder::new(&format!("display-{number}"));
        // It chooses a free number and says it once it is ready.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .arg("-fbdir")
            .arg(buffer.path())
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
        Self { server, name, buffer }
    }

    /// What the environment calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Has xdotool do something; what it said, none if it failed.
    pub fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("xdotool")
            .env("DISPLAY", &self.name)
            .args(arguments)
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        output.status.success().then_some(said)
    }

    /// Goes down to the row whose label begins so, and accepts it.
    pub fn choose(&self, game: &mut Playing, label: &str) {
        let press = |game: &Playing, key: &str| {
            let pressed = self.xdotool(&["key", key]).is_some();
            assert!(pressed, "no {key} after:\n{}", game.said.join("\n"));
        };
        for _ in 0..24 {
            let focused = game.latest("focus").unwrap_or_default();
            if focused.starts_with(label) {
                press(game, "Return");
                return;
            }
            press(game, "Down");
            game.until("focus");
        }
        panic!("no row is called {label}:\n{}", game.said.join("\n"));
    }

    /// What is on it now, all of it at the same moment.
    #[must_use]
    pub fn picture(&self) -> RgbImage {
        // An XWD file: a header of words with the highest byte first, colours, lines of blue, green, red, nothing.
        let bytes = std::fs::read(self.buffer.path().join("Xvfb_screen0")).unwrap();
        let word = |index: usize| {
            let at = index * 4;
            u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap())
        };
        let (width, height, line) = (word(4), word(5), word(12) as usize);
        let pixels = (word(0) + word(19) * 12) as usize;
        let lines = bytes[pixels..].chunks(line).take(height as usize);
        let colours = lines
            .flat_map(|line| line.chunks(4).take(width as usize))
            .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])
            .collect();
        RgbImage::from_raw(width, height, colours).unwrap()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

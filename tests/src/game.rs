//! The game and the server as people start them: processes, each with a home of its own, whose words tell a test how far
//! they have come.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // For tests: what fails here fails one.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long anything that is waited for may take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(180);

/// A binary of the workspace, built beside the running test.
#[must_use]
pub fn binary(name: &str) -> PathBuf {
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

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap()
}

/// A folder of one test's own, empty at first and gone with the test.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes it. The name tells people which it is.
    #[must_use]
    pub fn new(name: &str) -> Self {
        // Tests of one process may use a name twice at the same time.
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let unique = format!("hogs-game-test-{}-{number}-{name}", std::process::id());
        let path = std::env::temp_dir().join(unique);
        drop(std::fs::remove_dir_all(&path));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The game with a home of its own, no display, and sound that goes nowhere.
#[must_use]
pub fn hogs(home: &Folder) -> Command {
    let mut command = Command::new(binary("hogs"));
    command
        .env("HOGS_HOME", home.path())
        .env("HOGS_ASSETS", root().join("assets"))
        .env("BEVY_ASSET_ROOT", root())
        .env("ALSA_CONFIG_PATH", root().join("scripts/alsa-null.conf"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stdin(Stdio::null());
    command
}

/// A process whose lines on standard error are followed. It ends with the test at the latest.
#[derive(Debug)]
pub struct Playing {
    child: Child,
    lines: Receiver<String>,
    /// Everything it said so far.
    pub said: Vec<String>,
}

impl Playing {
    /// Starts the game; with `--verbose` it says what it is at.
    #[must_use]
    pub fn start(command: &mut Command) -> Self {
        let mut child = command
            .arg("--verbose")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let words = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in words.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            lines,
            said: Vec::new(),
        }
    }

    /// The next line of the game's own, without the name before it; none at its end.
    fn line(&mut self, deadline: Instant) -> Option<String> {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = match self.lines.recv_timeout(left) {
                Ok(line) => line,
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return None,
                Err(timeout) => panic!("{timeout}:\n{}", self.said.join("\n")),
            };
            self.said.push(line.clone());
            if let Some(line) = line.strip_prefix("hogs: ") {
                return Some(line.to_owned());
            }
        }
    }

    /// Waits until it says something that begins so, and returns the rest.
    pub fn until(&mut self, beginning: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        while let Some(line) = self.line(deadline) {
            if let Some(rest) = line.strip_prefix(beginning) {
                return rest.trim_start().to_owned();
            }
        }
        panic!("it ended before '{beginning}':\n{}", self.said.join("\n"));
    }

    /// The latest thing it said that begins so, of what it has said by now.
    pub fn latest(&mut self, beginning: &str) -> Option<String> {
        self.said.extend(self.lines.try_iter());
        let own = |line: &String| {
            Some(
                line.strip_prefix("hogs: ")?
                    .strip_prefix(beginning)?
                    .trim_start()
                    .to_owned(),
            )
        };
        self.said.iter().rev().find_map(own)
    }

    /// Waits for its end.
    pub fn end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while self.line(deadline).is_some() {}
        self.child.wait().unwrap()
    }
}

impl Drop for Playing {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A server process that ends with the test.
#[derive(Debug)]
pub struct Host {
    child: Child,
    /// Where it listens.
    pub address: String,
    _home: Folder,
}

impl Host {
    /// Starts one on this machine, on any free port. The name tells the servers of one test apart.
    #[must_use]
    pub fn start(name: &str) -> Self {
        let home = Folder::new(name);
        let mut child = Command::new(binary("hogs-server"))
            .args([
                "--bind",
                "127.0.0.1",
                "--port",
                "0",
                "--no-lan",
                "--bots",
                "0",
                "--warm-up",
                "false",
            ])
            .env("HOGS_ASSETS", root().join("assets"))
            .env("HOGS_HOME", home.path())
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
        Self {
            address: address.to_owned(),
            child,
            _home: home,
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

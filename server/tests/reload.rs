//! Figures that change on disk while the program runs: good ones are taken for the next match, broken ones are said.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use hogs_shared::assets::AssetFolder;

/// The data of the game, as far as the server reads it, in a folder of the test's own.
fn copy_of_the_data() -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reload-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&copy));
    let data = AssetFolder::find().unwrap();
    for folder in ["chassis", "weapons", "modes", "arenas"] {
        std::fs::create_dir_all(copy.join(folder)).unwrap();
        for entry in std::fs::read_dir(data.path().join(folder)).unwrap().flatten() {
            let to = copy.join(folder).join(entry.file_name());
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    std::fs::copy(data.path().join("rules.ron"), copy.join("rules.ron")).unwrap();
    copy
}

/// Ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn changed_figures_are_taken_and_broken_ones_are_named_and_left() {
    let folder = copy_of_the_data();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hogs-server"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("HOGS_") {
            command.env_remove(name);
        }
    }
    command
        .env("HOGS_ASSETS", &folder)
        .env("HOGS_LOG", "hogs_server::reload=info")
        .env("HOGS_STATE", folder.join("state"))
        .args(["--bind", "127.0.0.1", "--port", "0", "--lan", "false"])
        .args(["--bots", "0", "--reload", "--seconds", "120"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut running = Running(command.spawn().unwrap());
    let mut ready = String::new();
    let mut out = BufReader::new(running.0.stdout.take().unwrap());
    out.read_line(&mut ready).unwrap();
    assert!(ready.starts_with("Server ready"), "{ready}");
    let mut log = BufReader::new(running.0.stderr.take().unwrap()).lines();
    let mut said = || log.next().unwrap().unwrap();
    let mine = folder.join("weapons/mine.ron");
    let figures = std::fs::read_to_string(&mine).unwrap();
    let changed = figures.replacen("ammo_max: ", "ammo_max: 1", 1);
    assert_ne!(changed, figures);
    std::fs::write(&mine, &changed).unwrap();
    let line = said();
    assert!(line.contains("INFO") && line.contains("next match"), "{line}");
    std::fs::write(&mine, "(reload_s: fast)").unwrap();
    let line = said();
    assert!(line.contains("WARN") && line.contains("mine.ron"), "{line}");
    // Mended, it is taken again.
    std::fs::write(&mine, figures).unwrap();
    let line = said();
    assert!(line.contains("INFO"), "{line}");
    drop(running);
    drop(std::fs::remove_dir_all(folder));
}

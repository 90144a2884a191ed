//! Keeps the house tidy: reads the source of every member and fails on an import that runs backwards, on a
//! file without a heading or too long, on tests that are switched off, and on trigonometry in the rules that is not
//! `math`'s. The checker itself is tested on planted sources.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

#[path = "tidy/house.rs"]
mod house;
#[path = "tidy/source.rs"]
mod source;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use house::{Finding, MEMBERS, check};

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All Rust files below `folder`, as paths from the root with `/`, and their texts. In order of path.
fn rust_files(folder: &Path, from_root: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{from_root}/{name}");
        if entry.file_type()?.is_dir() {
            if name != "target" && !name.starts_with('.') {
                rust_files(&entry.path(), &path, files)?;
            }
        } else if name.ends_with(".rs") {
            files.push((path, fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}

/// What the checker says of one planted file.
fn plant(file: &str, text: &str) -> Vec<Finding> {
    check(&[(file.to_owned(), format!("//! Planted.\n{text}"))])
}

/// Asserts that one planted line is found, in its line, with these words in the message.
#[track_caller]
fn assert_found(file: &str, line: &str, words: &str) {
    let findings = plant(file, line);
    assert!(
        findings
            .iter()
            .any(|found| found.file == file && found.line == 2 && found.what.contains(words)),
        "{file} with `{line}` should be found with '{words}', but: {findings:?}"
    );
}

#[track_caller]
fn assert_clean(file: &str, text: &str) {
    let findings = plant(file, text);
    assert!(
        findings.is_empty(),
        "{file} with `{text}` is as it should be, but: {findings:?}"
    );
}

#[test]
fn the_house_is_tidy() {
    let mut files = Vec::new();
    for member in MEMBERS {
        let before = files.len();
        rust_files(&root().join(member), member, &mut files).unwrap();
        assert!(
            files.len() > before,
            "no Rust files in {member}/: the checker looks in the wrong place"
        );
    }
    let findings: Vec<String> = check(&files).iter().map(Finding::to_string).collect();
    assert!(
        findings.is_empty(),
        "{} thing(s) to tidy:\n{}",
        findings.len(),
        findings.join("\n")
    );
}

#[test]
fn every_member_of_the_workspace_is_read() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let members = manifest.lines().find(|line| line.starts_with("members")).unwrap();
    let named: Vec<&str> = members.split('"').skip(1).step_by(2).collect();
    assert_eq!(
        named, MEMBERS,
        "a new member needs its rules in tests/tests/tidy/house.rs"
    );
}

#[test]
fn a_crate_that_names_one_above_is_found() {
    assert_found(
        "shared/src/arena.rs",
        "use hogs_server::Config;",
        "shared → hogs_server runs backwards",
    );
    assert_found(
        "shared/src/lib.rs",
        "pub use hogs_client::menu;",
        "shared → hogs_client",
    );
    assert_found(
        "shared/tests/golden.rs",
        "use bevy_ecs::prelude::*;",
        "shared → bevy_ecs",
    );
    assert_found(
        "server/src/lobby.rs",
        "use hogs_client::menu;",
        "server → hogs_client",
    );
    assert_found(
        "server/src/lobby.rs",
        "#[derive(bevy::prelude::Resource)]",
        "only the client may see the engine",
    );
    assert_found("tests/src/lib.rs", "use ::bevy::app::App;", "tests → bevy");
    assert_found(
        "tests/src/bin/swarm.rs",
        "fn a() { hogs_client::run() }",
        "tests → hogs_client",
    );
}

#[test]
fn the_crate_that_compares_sees_the_engine_and_nobody_sees_it() {
    assert_clean("tests/peers/src/stacks/replicon.rs", "use bevy::prelude::App;");
    assert_found(
        "tests/peers/src/stacks/hogs.rs",
        "use hogs_client::menu;",
        "tests → hogs_client",
    );
    assert_found("tests/src/peers.rs", "use bevy::prelude::App;", "tests → bevy");
    assert_found("tests/src/lib.rs", "use hogs_peers::table;", "tests → hogs_peers");
    assert_found(
        "client/src/game.rs",
        "use hogs_peers::table;",
        "client → hogs_peers",
    );
}

#[test]
fn the_server_does_not_know_netplay() {
    let words = "server → hogs_shared::netplay";
    assert_found("server/src/host.rs", "use hogs_shared::netplay::Session;", words);
    assert_found(
        "server/src/host.rs",
        "use hogs_shared::{arena::Arena, netplay::{self, Session}};",
        words,
    );
    assert_found(
        "server/src/host.rs",
        "let a = hogs_shared::netplay::session::Session::new();",
        words,
    );
    assert_found("server/src/host.rs", "use hogs_shared::*;", "as a whole");
    assert_found("server/src/host.rs", "use hogs_shared as shared;", "as a whole");
    assert_found(
        "server/src/host.rs",
        "use hogs_shared::{self as shared};",
        "as a whole",
    );
    assert_clean(
        "server/src/host.rs",
        "use hogs_shared::{arena::Arena, protocol::messages::*};",
    );
    assert_clean("client/src/game.rs", "use hogs_shared::netplay::Session;");
    assert_clean(
        "tests/src/lib.rs",
        "use hogs_shared::netplay::Session; use hogs_server::Server;",
    );
}

#[test]
fn one_file_of_the_client_knows_the_server() {
    assert_clean("client/src/host.rs", "use hogs_server::Server;");
    assert_found(
        "client/src/menu/host.rs",
        "use hogs_server::Server;",
        "client → hogs_server",
    );
    assert_found(
        "client/src/lib.rs",
        "fn a() -> hogs_server::Server {}",
        "only client/src/host.rs",
    );
}

#[test]
fn a_module_of_shared_that_names_one_above_is_found() {
    let back = [
        ("tick", "arena"),
        ("math", "tuning"),
        ("quantize", "protocol"),
        ("tuning", "arena"),
        ("level", "mode"),
        ("assets", "weapon"),
        ("arena", "protocol"),
        ("arena", "bot"),
        ("arena", "netplay"),
        ("weapon", "protocol"),
        ("mode", "netplay"),
        ("bot", "protocol"),
        ("bot", "netplay"),
        ("protocol", "bot"),
        ("protocol", "netplay"),
        ("netplay", "bot"),
        ("netplay", "replay"),
        ("protocol", "replay"),
        ("replay", "bot"),
        ("replay", "netplay"),
    ];
    for (from, to) in back {
        let words = format!("{from} → {to} runs backwards");
        assert_found(
            &format!("shared/src/{from}.rs"),
            &format!("use crate::{to}::Thing;"),
            &words,
        );
        assert_found(
            &format!("shared/src/{from}/part.rs"),
            &format!("use crate::{to};"),
            &words,
        );
        assert_found(
            &format!("shared/src/{from}/mod.rs"),
            &format!("fn a() {{ crate::{to}::b() }}"),
            &words,
        );
    }
    let on = [
        ("rng", "ids"),
        ("assets", "level"),
        ("arena", "quantize"),
        ("arena", "weapon"),
        ("weapon", "arena"),
        ("mode", "arena"),
        ("bot", "arena"),
        ("protocol", "mode"),
        ("netplay", "protocol"),
        ("netplay", "arena"),
        ("replay", "arena"),
        ("replay", "protocol"),
    ];
    for (from, to) in on {
        assert_clean(
            &format!("shared/src/{from}/part.rs"),
            &format!("use crate::{to}::Thing;"),
        );
    }
}

#[test]
fn an_arrow_is_found_however_it_is_written() {
    let file = "shared/src/arena/hog.rs";
    let words = "arena → protocol runs backwards";
    for line in [
        "use crate::{tick::Tick, protocol::{snapshot, Snapshot as S}};",
        "use crate::{ids::*, protocol as wire};",
        "use crate::protocol::*;",
        "pub(crate) use super::super::protocol::Snapshot;",
        "use super::super::{ids::HogId, protocol};",
        "mod inner { mod deeper { use super::super::super::super::protocol::Snapshot; } }",
        "fn a<'a>(b: &'a u8) -> crate::protocol::Snapshot<'a> { c('\\'', '\"', b'\"', \"\\\"//\") }",
        "let a = Vec::<crate::protocol::Snapshot>::new();",
        "impl From<Hog> for crate::r#protocol::Snapshot {}",
        "fn a() { let b = b /* crate::ids */ + crate::protocol::c!(1); }",
        "let a = r#\"a \" b\"#; crate::protocol::b();",
        "#[cfg(not(test))] use crate::protocol::Snapshot;",
        "#[cfg(test)] mod tests { fn a() {} } use crate::protocol::Snapshot;",
        "#[cfg(test)] use crate::bot; use crate::protocol::Snapshot;",
        "use hogs_shared::protocol::Snapshot;",
    ] {
        assert_found(file, line, words);
    }
    assert_found(file, "use crate::*;", "as a whole");
    assert_found(file, "use super::super::*;", "as a whole");
    assert_found(file, "use crate as root;", "as a whole");
    assert_found(file, "use crate::Snapshot;", "names no module");
    assert_found(
        "shared/src/elsewhere.rs",
        "use crate::arena::Arena;",
        "no place in the house",
    );
}

#[test]
fn what_only_looks_like_an_arrow_is_left_alone() {
    for text in [
        "// use crate::protocol::Snapshot;",
        "/// See [`crate::protocol::Snapshot`].\n/* use /* crate::protocol */ crate::protocol; */",
        "const A: &str = \"use crate::protocol::Snapshot;\";",
        "const A: &str = r##\"\"# crate::protocol::Snapshot\"##; const B: &[u8] = b\"crate::protocol::B\";",
        "pub(crate) fn a() {} pub(super) fn b() {} pub(in crate::arena) fn c() {}",
        "#[cfg(test)]\nmod tests {\n    use crate::protocol::Snapshot;\n    mod deep { use crate::bot; }\n}",
        "#[cfg(test)]\n#[allow(dead_code)]\nuse crate::{protocol::Snapshot};",
        "#![cfg(test)]\nuse crate::protocol::Snapshot;",
        "mod inner { use super::Hog; use super::super::physics; }",
        "fn a() { crate::ensure!(true); let protocol = self.protocol; protocol::b(); }",
        "fn a() { let bevy = 1; bevy }",
    ] {
        assert_clean("shared/src/arena/hog.rs", text);
    }
    assert_clean(
        "shared/src/lib.rs",
        "pub mod arena; pub use arena::Arena; pub use crate::protocol::Snapshot;",
    );
}

#[test]
fn test_modules_in_files_of_their_own_are_left_alone() {
    let hog = (
        "shared/src/arena/hog.rs",
        "//! A.\n#[cfg(test)]\nmod tests;\nmod other;",
    );
    let texts = |below: &str| {
        let text = "//! B.\nuse crate::protocol::Snapshot;";
        [hog, (below, text)].map(|(file, text)| (file.to_owned(), text.to_owned()))
    };
    assert_eq!(check(&texts("shared/src/arena/hog/tests.rs")), []);
    assert_eq!(check(&texts("shared/src/arena/hog/tests/deep.rs")), []);
    assert_eq!(check(&texts("shared/src/arena/hog/other.rs")).len(), 1);
    assert_eq!(check(&texts("shared/src/arena/hog/tests_of_others.rs")).len(), 1);
}

#[test]
fn findings_carry_their_line() {
    let text = concat!(
        "use crate::tick::Tick;\n\n/* one\ntwo */ const A: &str = \"a\n\\\"b\";\n",
        "use crate::{\n    ids,\n    bot,\n};"
    );
    let findings = plant("shared/src/arena.rs", text);
    let shown: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(
        shown[0].starts_with("shared/src/arena.rs:9: arena → bot runs backwards (`crate::bot`): "),
        "{shown:?}"
    );
}

#[test]
fn a_file_has_a_heading_and_a_bounded_length() {
    let one = |text: String| check(&[("server/src/lobby.rs".to_owned(), text)]);
    assert!(
        one("use std::fs;\n".to_owned())[0]
            .what
            .contains("opens with `//!`")
    );
    assert!(
        one("\n//! Late.\n".to_owned())[0]
            .what
            .contains("opens with `//!`")
    );
    let lines = |count: usize| format!("//! Long.\n{}", "// a line\n".repeat(count - 1));
    assert_eq!(one(lines(700)), []);
    let findings = one(lines(701));
    assert!(
        findings[0].what.contains("701 lines") && findings[0].what.contains("500"),
        "{findings:?}"
    );
}

#[test]
fn trigonometry_inside_vectors_is_found() {
    for line in [
        "let a = Quat::from_rotation_y(1.0);",
        "let a = Quat::from_euler(EulerRot::YXZ, 1.0, 2.0, 3.0);",
        "let a = b.slerp(c, 0.5);",
        "let (axis, angle) = a.to_axis_angle();",
        "let a = b\u{20}\n.angle_between(c);",
        "let a = parts.map(Quat::from_scaled_axis);",
    ] {
        let findings = plant("shared/src/arena/hog.rs", line);
        let what = findings.first().map(|found| found.what.as_str());
        assert!(what.is_some_and(|what| what.contains("trigonometry")), "{line}");
        assert_clean("client/src/view.rs", line);
    }
    assert_clean(
        "shared/src/arena/hog.rs",
        "fn slerp() {} let a = math::yaw_pitch(1.0, 0.0) * b.lerp(c, 0.5);\n#[cfg(test)] mod tests { fn a() { b.slerp(c) } }",
    );
}

#[test]
fn what_is_unfinished_or_switched_off_is_found() {
    assert_found("client/src/menu.rs", "fn a() { todo!() }", "promise to crash");
    assert_found(
        "client/src/menu.rs",
        "fn a() { unimplemented!(\"later\") }",
        "promise to crash",
    );
    assert_found("tests/tests/a.rs", "#[ignore = \"slow\"]", "tests nothing");
    assert_found(
        "shared/src/arena.rs",
        "#[cfg(test)] mod tests { #[test] #[ignore] fn a() {} }",
        "tests nothing",
    );
    assert_clean(
        "client/src/menu.rs",
        "// todo!()\nconst A: &str = \"todo!() #[ignore]\"; fn todo() -> bool { todo != 1 }",
    );
}

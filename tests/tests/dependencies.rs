//! Asks cargo about the dependencies: the engine stays out of the rules and the server, and the tests build
//! nothing that the game has not built already.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The lines of `cargo tree` for these arguments, without indentation.
fn cargo_tree(arguments: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .args(["tree", "--offline", "--prefix", "none"])
        .args(arguments)
        .output();
    let (ok, lines, errors) = match output {
        Ok(output) => {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (
                output.status.success(),
                text(&output.stdout),
                text(&output.stderr),
            )
        }
        Err(error) => (false, String::new(), error.to_string()),
    };
    assert!(ok, "cargo tree {arguments:?} failed: {errors}");
    lines
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[track_caller]
fn assert_no_engine_below(package: &str) {
    let lines = cargo_tree(&["--package", package, "--edges", "normal"]);
    assert!(
        lines[0].starts_with(package) && lines.len() > 20,
        "this is no tree of {package}: {lines:?}"
    );
    let engine: Vec<&String> = lines.iter().filter(|line| line.starts_with("bevy")).collect();
    assert!(
        engine.is_empty(),
        "{package} must build without the engine, but depends on {engine:?}"
    );
}

#[test]
fn the_rules_build_without_the_engine() {
    assert_no_engine_below("hogs_shared");
}

#[test]
fn the_server_builds_without_the_engine() {
    assert_no_engine_below("hogs_server");
}

#[test]
fn the_tools_build_without_the_engine() {
    assert_no_engine_below("hogs_tests");
}

/// The check above would see the engine where it is.
#[test]
fn the_client_builds_on_the_engine() {
    let lines = cargo_tree(&["--package", "hogs_client", "--edges", "normal"]);
    assert!(
        lines.iter().any(|line| line.starts_with("bevy v")),
        "cargo tree no longer writes `bevy v…`"
    );
}

/// Every feature set of every external package that a build of the whole workspace makes.
fn feature_sets(edges: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut sets = BTreeMap::<String, BTreeSet<String>>::new();
    for line in cargo_tree(&["--workspace", "--edges", edges, "--format", "{p}\t{f}"]) {
        let (package, features) = line.split_once('\t').unwrap_or((&line, ""));
        sets.entry(package.to_owned())
            .or_default()
            .insert(features.trim_end_matches(" (*)").to_owned());
    }
    sets
}

/// A test dependency with one more feature of, say, `image` would build half of Bevy again for ./test.
#[test]
fn tests_build_no_dependency_of_the_game_again() {
    let game = feature_sets("normal,build");
    let tests = feature_sets("normal,build,dev");
    assert!(
        game.len() > 300,
        "only {} packages: this is not the tree of the game",
        game.len()
    );
    let again: Vec<_> = game
        .iter()
        .filter(|(package, sets)| tests.get(*package) != Some(sets))
        .collect();
    assert!(
        again.is_empty(),
        "the tests ask for other features of these than the game does: {again:?}"
    );
}

/// The lines of the page of credits: the licence of each package that is in a build, by its name and version.
fn credited() -> BTreeMap<String, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/credits/dependencies.txt");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once('\t'));
    pairs
        .map(|(licence, package)| (package.to_owned(), licence.to_owned()))
        .collect()
}

#[test]
fn every_package_that_is_built_in_is_credited_by_its_licence() {
    let credited = credited();
    let packages = ["--package", "hogs_client", "--package", "hogs_server"];
    let arguments = [&packages[..], &["--edges", "normal", "--format", "{p}\t{l}"]].concat();
    let lines = cargo_tree(&arguments);
    let mut missing = BTreeSet::new();
    for line in &lines {
        let (package, licence) = line.split_once('\t').unwrap_or((line, ""));
        let package = package
            .split(" (")
            .next()
            .unwrap_or(package)
            .replacen(" v", " ", 1);
        if package.starts_with("hogs_") {
            continue;
        }
        assert!(!licence.is_empty(), "{package} names no licence");
        if credited.get(&package).is_none_or(String::is_empty) {
            missing.insert(package);
        }
    }
    assert!(lines.len() > 300 && credited.len() > 300);
    assert!(
        missing.is_empty(),
        "run scripts/licences.py: it lacks {missing:?}"
    );
}

//! Settings: which place wins, and that whatever is wrong is said in one sentence that names it.

// Helpers outside of #[test] functions count as ordinary code for these lints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use hogs_server::config::{Config, ConfigError, Settings};

fn environment(pairs: &[(&str, &str)]) -> Result<Settings, ConfigError> {
    Settings::from_environment(
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    )
}

fn toml(text: &str) -> Result<Settings, ConfigError> {
    Settings::from_toml("server.toml", text)
}

/// A file of this test's own.
fn file(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("config-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let from_file = toml("port = 1\nmax_players = 5\nname = 'From the file'\nbots = 2\nlan = false").unwrap();
    let from_environment =
        environment(&[("HOGS_PORT", "2"), ("HOGS_MAX_PLAYERS", "6"), ("PATH", "/bin")]).unwrap();
    let flags = Settings {
        port: Some(3),
        ..Settings::default()
    };
    let config = Config::from_settings(flags.over(from_environment).over(from_file)).unwrap();
    assert_eq!((config.port, config.max_players, config.bots), (3, 6, 2));
    assert_eq!((config.name.as_str(), config.lan), ("From the file", false));
    assert_eq!(config.map, Config::default().map);
}

#[test]
fn nothing_said_is_the_defaults_and_they_are_possible() {
    assert_eq!(
        Config::from_settings(Settings::default()).unwrap(),
        Config::default()
    );
}

#[test]
fn every_setting_can_stand_in_every_place() {
    let settings = [
        ("name", "'x'", "x"),
        ("bind", "'::1'", "::1"),
        ("port", "1", "1"),
        ("advertise_port", "2", "2"),
        ("map", "'m'", "m"),
        ("mode", "'d'", "d"),
        ("max_players", "3", "3"),
        ("bots", "2", "2"),
        ("bot_skill", "0", "0"),
        ("password", "'p'", "p"),
        ("password_file", "'f'", "f"),
        ("lan", "false", "false"),
        ("snapshot_rate", "20", "20"),
        ("seconds", "1.5", "1.5"),
        ("report", "'r'", "r"),
        ("record", "'replays'", "replays"),
        ("record_limit_mb", "50", "50"),
        ("seed", "7", "7"),
        ("state", "'s'", "s"),
    ];
    for (name, in_file, in_environment) in settings {
        let from_file = toml(&format!("{name} = {in_file}")).unwrap();
        let from_environment =
            environment(&[(&format!("HOGS_{}", name.to_uppercase()), in_environment)]).unwrap();
        assert_eq!(from_file, from_environment, "{name}");
        assert_ne!(from_file, Settings::default(), "{name}");
    }
}

#[test]
fn variables_of_others_are_left_alone() {
    let others = [
        "HOGS_ASSETS",
        "HOGS_BLESS",
        "HOGS_CONFIG",
        "HOGS_HOME",
        "HOGS_LOG",
        "HOGS_SKIP_SETUP",
    ];
    for name in others {
        assert_eq!(
            environment(&[(name, "x")]).unwrap(),
            Settings::default(),
            "{name}"
        );
    }
    assert_eq!(
        environment(&[("HOGS_PORT_27500_UDP", "udp://10.0.0.1:27500")]).unwrap(),
        Settings::default()
    );
}

/// One sentence that names what it is about.
fn assert_says(error: &ConfigError, about: &[&str]) {
    let text = error.to_string();
    assert!(
        !text.contains('\n') && text.ends_with('.') && !text.ends_with(".."),
        "{text}"
    );
    for word in about {
        assert!(text.contains(word), "'{word}' is missing in: {text}");
    }
}

#[test]
fn a_wrong_file_is_named_with_its_line() {
    for (text, about) in [
        ("port = 1\nprot = 2", ["line 2", "prot"]),
        ("port = 70000", ["line 1", "70000"]),
        ("\n\nport = 'many'", ["line 3", "string"]),
        ("name = 'x'\nbots = -1", ["line 2", "-1"]),
        ("bind = 'home'", ["line 1", "IP address"]),
        ("port = = 1", ["line 1", "server.toml"]),
        ("port = 1\nport = 2", ["line 2", "duplicate"]),
        ("[server]\nport = 1", ["line 1", "server"]),
    ] {
        let error = toml(text).unwrap_err();
        assert_says(&error, &["server.toml"]);
        assert_says(&error, &about);
    }
    assert_says(
        &Settings::from_file(Path::new("/nowhere/x.toml")).unwrap_err(),
        &["/nowhere/x.toml"],
    );
    let long = file("long.toml", &"#".repeat(100_000));
    assert_says(&Settings::from_file(&long).unwrap_err(), &["long.toml", "65536"]);
}

#[test]
fn a_wrong_variable_is_named() {
    assert_says(&environment(&[("HOGS_PROT", "1")]).unwrap_err(), &["HOGS_PROT"]);
    assert_says(
        &environment(&[("HOGS_PORT", "many")]).unwrap_err(),
        &["HOGS_PORT", "many"],
    );
    assert_says(
        &environment(&[("HOGS_LAN", "maybe")]).unwrap_err(),
        &["HOGS_LAN", "true or false"],
    );
}

#[test]
fn impossible_values_are_named() {
    for (text, setting) in [
        ("name = ''", "name"),
        ("name = \"a\\u202Eb\"", "name"),
        ("max_players = 0", "max_players"),
        ("max_players = 257", "max_players"),
        ("bots = 9\nmax_players = 8", "bots"),
        ("bot_skill = 5", "bot_skill"),
        ("snapshot_rate = 0", "snapshot_rate"),
        ("snapshot_rate = 7", "snapshot_rate"),
        ("snapshot_rate = 120", "snapshot_rate"),
        ("seconds = 0.0", "seconds"),
        ("seconds = nan", "seconds"),
        ("seconds = inf", "seconds"),
        ("password = ''", "password"),
        ("advertise_port = 0", "advertise_port"),
        ("record_limit_mb = 0", "record_limit_mb"),
    ] {
        let error = Config::from_settings(toml(text).unwrap()).unwrap_err();
        assert_says(&error, &[setting]);
    }
}

#[test]
fn a_password_comes_from_a_file_without_its_line_end() {
    let path = file("password", "open sesame\r\n");
    let config = Config::from_settings(Settings {
        password_file: Some(path),
        ..Settings::default()
    })
    .unwrap();
    assert_eq!(config.password.as_deref(), Some("open sesame"));
    let empty = file("empty", "\n");
    let error = Config::from_settings(Settings {
        password_file: Some(empty),
        ..Settings::default()
    })
    .unwrap_err();
    assert_says(&error, &["password"]);
    let missing = Settings {
        password_file: Some("/nowhere/word".into()),
        ..Settings::default()
    };
    assert_says(&Config::from_settings(missing).unwrap_err(), &["/nowhere/word"]);
}

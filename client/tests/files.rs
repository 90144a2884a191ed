//! What the game keeps on disk: settings, identity and known servers survive, whatever is found there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::path::PathBuf;

use hogs_client::home::{Home, write_atomically};
use hogs_client::identity::Identity;
use hogs_client::known_hosts::{Fingerprint, KnownHosts};
use hogs_client::options::{Address, Options};
use hogs_client::settings::{PRESETS, Settings, SettingsFile};
use hogs_client::view::quality::Quality;

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("hogs-files-{}-{name}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    folder
}

fn load(home: &Home) -> (SettingsFile, Settings) {
    SettingsFile::load(home, &Options::default())
}

#[test]
fn settings_come_back_as_they_were() {
    let home = Home::at(&folder("round"));
    let (mut file, mut settings) = load(&home);
    assert!(file.is_first_start());
    settings.name = "Sir Oinks \"the 3rd\"".to_owned();
    settings.invert_y = true;
    settings.fov_deg = 92.0;
    settings.remember_server("a:1");
    settings.remember_server("b:2");
    settings.remember_server("a:1");
    file.save(&settings).unwrap();
    let (file, again) = load(&home);
    assert_eq!(again, settings);
    assert_eq!(again.recent_servers, ["a:1", "b:2"]);
    assert!(file.note.is_none() && !file.is_first_start());
    let left: Vec<_> = std::fs::read_dir(home.file(""))
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left, ["settings.toml"], "no temporary file stays behind");
}

#[test]
fn broken_settings_are_kept_aside_and_defaults_used() {
    let home = Home::at(&folder("broken"));
    for text in ["name = [1, 2", "name = 7", "version = 99\nname = \"later\""] {
        write_atomically(&home.file("settings.toml"), text.as_bytes(), false).unwrap();
        let (mut file, settings) = load(&home);
        assert_eq!(settings, Settings::default());
        assert!(file.note.is_some());
        assert_eq!(
            std::fs::read_to_string(home.file("settings.toml.broken")).unwrap(),
            text
        );
        file.save(&settings).unwrap();
        assert!(load(&home).0.note.is_none(), "the next start is an ordinary one");
    }
}

#[test]
fn impossible_values_are_brought_into_range() {
    let home = Home::at(&folder("range"));
    let text = "volume_master = 7.0\nmouse_sensitivity = nan\nfov_deg = -3.0\npreset = \"LOW\"\nname = \" \\u0007 \"";
    write_atomically(&home.file("settings.toml"), text.as_bytes(), false).unwrap();
    let (_, settings) = load(&home);
    assert_eq!(
        (
            settings.volume_master,
            settings.mouse_sensitivity,
            settings.fov_deg
        ),
        (1.0, 1.0, 60.0)
    );
    assert_eq!(settings.preset, "low");
    assert!(!settings.name.is_empty());
}

#[test]
fn the_command_line_is_for_one_run() {
    let home = Home::at(&folder("run"));
    let (mut file, mut settings) = load(&home);
    settings.name = "Keeper".to_owned();
    file.save(&settings).unwrap();
    let options = Options {
        name: Some("Guest".to_owned()),
        preset: Some("low".to_owned()),
        ..Options::default()
    };
    let (mut file, mut settings) = SettingsFile::load(&home, &options);
    assert_eq!(
        (settings.name.as_str(), settings.preset.as_str()),
        ("Guest", "low")
    );
    settings.fov_deg = 70.0;
    file.save(&settings).unwrap();
    let (_, settings) = load(&home);
    assert_eq!((settings.name.as_str(), settings.fov_deg), ("Keeper", 70.0));
    assert_ne!(settings.preset, "low");
}

#[test]
fn what_the_player_chooses_is_kept_whatever_the_command_line_said() {
    let home = Home::at(&folder("chosen"));
    let kept = |home: &Home| load(home).1.preset;
    let options = Options {
        preset: Some("low".to_owned()),
        ..Options::default()
    };
    let (mut file, mut settings) = SettingsFile::load(&home, &options);
    file.save(&settings).unwrap();
    assert_eq!(kept(&home), "high", "the command line is not written");
    // Past another one and back: now it is a choice, whether or not it was saved in between.
    settings.preset = "medium".to_owned();
    file.heed(&settings);
    settings.preset = "low".to_owned();
    file.save(&settings).unwrap();
    assert_eq!(kept(&home), "low");
    // Without a command line every choice is one, back to what the run began with, too.
    let (mut file, mut settings) = load(&home);
    for preset in ["ultra", "low", "high", "low"] {
        settings.preset = preset.to_owned();
        file.save(&settings).unwrap();
        assert_eq!(kept(&home), preset);
    }
}

#[test]
fn presets_are_those_of_the_view() {
    assert_eq!(PRESETS, Quality::ALL.map(Quality::name));
}

#[test]
fn an_identity_is_made_once_and_private() {
    let home = Home::at(&folder("identity"));
    let (first, note) = Identity::load_or_create(&home).unwrap();
    assert!(note.is_none());
    let (again, _) = Identity::load_or_create(&home).unwrap();
    assert_eq!(first.public(), again.public());
    assert_eq!(first.duplicate().unwrap().sign(b"x"), again.sign(b"x"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = home.file("identity.pk8");
        let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(), 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        Identity::load_or_create(&home).unwrap();
        assert_eq!(mode(), 0o600, "a key that came into sight is taken out of it");
    }
}

#[test]
fn a_broken_identity_is_kept_aside() {
    let home = Home::at(&folder("no-identity"));
    write_atomically(&home.file("identity.pk8"), b"not a key", true).unwrap();
    let (_, note) = Identity::load_or_create(&home).unwrap();
    assert!(note.is_some());
    assert_eq!(
        std::fs::read(home.file("identity.pk8.broken")).unwrap(),
        b"not a key"
    );
    assert!(Identity::load_or_create(&home).unwrap().1.is_none());
}

#[test]
fn known_servers_are_remembered() {
    let home = Home::at(&folder("hosts"));
    let print = Fingerprint([0xAB; 32]);
    let mut known = KnownHosts::load(&home);
    known.pin("play.example:27500", print).unwrap();
    let mut known = KnownHosts::load(&home);
    assert_eq!(known.get("play.example:27500"), Some(print));
    assert_eq!(print.to_string().parse(), Ok(print));
    let other = Fingerprint([0xCD; 32]);
    known.pin("play.example:27500", other).unwrap();
    assert_eq!(KnownHosts::load(&home).get("play.example:27500"), Some(other));
    assert_eq!(KnownHosts::load(&home).get("play.example:27501"), None);
    write_atomically(&home.file("known_hosts.toml"), b"hosts = 3", false).unwrap();
    assert!(KnownHosts::load(&home).all().is_empty());
}

#[test]
fn addresses_are_read_as_people_write_them() {
    let read = |text: &str| Address::parse(text, 27500).map(|address| address.to_string());
    for (text, meant) in [
        ("play.example.org", "play.example.org:27500"),
        (" play.example.org:9 ", "play.example.org:9"),
        ("10.0.0.7", "10.0.0.7:27500"),
        ("10.0.0.7:9", "10.0.0.7:9"),
        ("::1", "[::1]:27500"),
        ("[::1]", "[::1]:27500"),
        ("[::1]:9", "[::1]:9"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(meant), "{text}");
    }
    for text in [
        "",
        "   ",
        "a b",
        "host:99999",
        "host:0",
        "host:port",
        ":9",
        "http://host/",
    ] {
        let sentence = read(text).unwrap_err();
        assert!(sentence.ends_with('.'), "{text}: {sentence}");
    }
}

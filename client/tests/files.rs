//! What the game keeps on disk: settings, identity and known servers survive, whatever is found there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::path::PathBuf;

use hogs_client::bindings::{Action, Device, Place, Trigger};
use hogs_client::home::{Home, write_atomically};
use hogs_client::identity::Identity;
use hogs_client::known_hosts::{Fingerprint, KnownHosts};
use hogs_client::options::{Address, Options};
use hogs_client::server_book::{FAVOURITES_MAX, RECENT_MAX, SHARED_MAX, ServerBook};
use hogs_client::settings::device::Device as SoundDevice;
use hogs_client::settings::video::{Preset, Resolution};
use hogs_client::settings::{Kind, Section, Settings, SettingsFile, VERSION};
use hogs_client::words::Words;
use hogs_shared::ids::Coat;

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
    for section in Section::ALL {
        for entry in section.entries() {
            // Something else than the default, each.
            let figure = match entry.kind {
                Kind::Switch => 1.0 - (entry.get)(&settings),
                Kind::Range { low, .. } => low,
                Kind::Steps(figures, _) => figures[1],
                Kind::Choice(names) => names.len() as f32 - 1.0,
                Kind::Device => {
                    SoundDevice::note(&["A screen \"with\" a name".to_owned()]);
                    entry.options(&Words::default()).len() as f32 - 1.0
                }
            };
            settings.set(entry, figure);
        }
    }
    for (action, device, trigger) in [
        (
            Action::Fire,
            Device::Keys,
            Some(Trigger::Key(bevy::prelude::KeyCode::Space)),
        ),
        (
            Action::Jump,
            Device::Pad,
            Some(Trigger::Pad(bevy::prelude::GamepadButton::North)),
        ),
        (Action::Brake, Device::Keys, None),
    ] {
        settings.bindings.bind(
            Place {
                action,
                device,
                slot: 1,
            },
            trigger,
        );
    }
    settings.coat = Coat::Plum;
    file.save(&settings).unwrap();
    let (file, again) = load(&home);
    assert_eq!(again, settings);
    assert!(file.notes.is_empty() && !file.is_first_start());
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
    for text in [
        "name = [1, 2",
        "version = \"two\"",
        "version = 0",
        "version = 99\nname = \"later\"",
    ] {
        write_atomically(&home.file("settings.toml"), text.as_bytes(), false).unwrap();
        let (mut file, settings) = load(&home);
        assert_eq!(settings, Settings::default());
        assert_eq!(file.notes.len(), 1);
        let told = file.notes[0].to_string();
        assert!(told.contains("settings.toml.broken"), "{told}");
        assert_eq!(
            std::fs::read_to_string(home.file("settings.toml.broken")).unwrap(),
            text
        );
        file.save(&settings).unwrap();
        assert!(
            load(&home).0.notes.is_empty(),
            "the next start is an ordinary one"
        );
    }
}

#[test]
fn random_bytes_give_defaults_and_a_message() {
    let home = Home::at(&folder("bytes"));
    let mut rng = hogs_shared::rng::Rng::new(11);
    for length in [0, 1, 7, 300, 5000] {
        let bytes: Vec<u8> = (0..length)
            .map(|_| (rng.range(0.0, 256.0) as u32).min(255) as u8)
            .collect();
        write_atomically(&home.file("settings.toml"), &bytes, false).unwrap();
        let (file, settings) = load(&home);
        assert_eq!(settings, Settings::default());
        if length > 1 {
            assert_eq!(file.notes.len(), 1, "{length} bytes");
            assert_eq!(std::fs::read(home.file("settings.toml.broken")).unwrap(), bytes);
        }
    }
}

#[test]
fn a_value_that_cannot_be_is_replaced_and_named() {
    let home = Home::at(&folder("values"));
    let text = "version = 2\nname = 7\nchassis = \"boar\"\ncoat = \"gold\"\n[video]\nfov_deg = 500\npreset = \"LOW\"\nvsync = \"yes\"\n\
                resolution = \"1920x1080\"\n[audio]\nmaster = nan\neffects = 0.25\n[bindings.keys]\nfire = [\"Nose\"]\n\
                jump = [\"KeyJ\"]\nfly = [\"KeyL\"]\n[bindings.pad]\nfire = [\"KeyF\"]\n";
    write_atomically(&home.file("settings.toml"), text.as_bytes(), false).unwrap();
    let (mut file, settings) = load(&home);
    let usual = Settings::default();
    assert_eq!(settings.name, usual.name);
    assert_eq!(settings.video.fov_deg, usual.video.fov_deg);
    assert_eq!(settings.video.vsync, usual.video.vsync);
    assert_eq!(settings.audio.master, usual.audio.master);
    assert_eq!(
        settings.bindings.slots(Action::Fire, Device::Keys),
        usual.bindings.slots(Action::Fire, Device::Keys)
    );
    // What is all right is taken.
    assert_eq!(settings.audio.effects, 0.25);
    assert_eq!(
        (settings.video.preset, settings.video.resolution),
        (Preset::Low, Resolution::W1920)
    );
    assert_eq!(Some(settings.video.parts()), Preset::Low.parts());
    let jump = settings.bindings.slots(Action::Jump, Device::Keys);
    assert_eq!(jump, [Some(Trigger::Key(bevy::prelude::KeyCode::KeyJ)), None]);
    let told: Vec<String> = file.notes.iter().map(ToString::to_string).collect();
    for name in ["name", "coat", "video.fov_deg", "video.vsync"] {
        assert!(
            told.iter()
                .any(|note| note.contains(&format!("The setting {name} cannot be"))),
            "{name}: {told:?}"
        );
    }
    assert!(
        told.iter().any(|note| note.starts_with("4 more settings")),
        "{told:?}"
    );
    assert_eq!(
        std::fs::read_to_string(home.file("settings.toml.broken")).unwrap(),
        text
    );
    file.save(&settings).unwrap();
    let (file, again) = load(&home);
    assert_eq!((again, file.notes.len()), (settings, 0));
}

#[test]
fn the_form_before_becomes_the_present_one() {
    let home = Home::at(&folder("form-1"));
    let text = "version = 1\nname = \"Ada\"\nchassis = \"Razorback\"\npreset = \"medium\"\nvolume_master = 0.3\n\
                volume_effects = 0.6\nmouse_sensitivity = 1.5\ninvert_y = true\nfov_deg = 100.0\n\
                recent_servers = [\"a:1\", \"b:2\"]\n";
    write_atomically(&home.file("settings.toml"), text.as_bytes(), false).unwrap();
    let (mut file, settings) = load(&home);
    assert!(file.notes.is_empty(), "{:?}", file.notes);
    let mut wanted = Settings {
        name: "Ada".to_owned(),
        chassis: hogs_shared::ids::Chassis::Razorback,
        // Whoever played before there were lessons needs none.
        lesson_offered: true,
        ..Settings::default()
    };
    wanted.video.take_preset(Preset::Medium);
    wanted.video.fov_deg = 100.0;
    (wanted.audio.master, wanted.audio.effects) = (0.3, 0.6);
    (
        wanted.controls.mouse_sensitivity,
        wanted.controls.stick_sensitivity,
    ) = (1.5, 1.5);
    (wanted.controls.invert_mouse, wanted.controls.invert_stick) = (true, true);
    assert_eq!(settings, wanted);
    let mut next = settings;
    next.audio.master = 0.4;
    file.save(&next).unwrap();
    let text = std::fs::read_to_string(home.file("settings.toml")).unwrap();
    assert!(
        text.contains(&format!("version = {VERSION}")) && !text.contains("volume_master"),
        "{text}"
    );
    assert_eq!(load(&home).1, next);
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
        (settings.name.as_str(), settings.video.preset),
        ("Guest", Preset::Low)
    );
    settings.video.fov_deg = 70.0;
    file.save(&settings).unwrap();
    let (_, settings) = load(&home);
    assert_eq!((settings.name.as_str(), settings.video.fov_deg), ("Keeper", 70.0));
    assert_ne!(settings.video.preset, Preset::Low);
}

#[test]
fn what_the_player_chooses_is_kept_whatever_the_command_line_said() {
    let home = Home::at(&folder("chosen"));
    let kept = |home: &Home| load(home).1.video.preset;
    let options = Options {
        preset: Some("low".to_owned()),
        ..Options::default()
    };
    let (mut file, mut settings) = SettingsFile::load(&home, &options);
    file.save(&settings).unwrap();
    assert_eq!(kept(&home), Preset::High, "the command line is not written");
    // Past another one and back: now it is a choice, whether or not it was saved in between.
    settings.video.take_preset(Preset::Medium);
    file.heed(&settings);
    settings.video.take_preset(Preset::Low);
    file.save(&settings).unwrap();
    assert_eq!(kept(&home), Preset::Low);
    // Without a command line every choice is one, back to what the run began with, too.
    let (mut file, mut settings) = load(&home);
    for preset in [Preset::Ultra, Preset::Low, Preset::High, Preset::Low] {
        settings.video.take_preset(preset);
        file.save(&settings).unwrap();
        assert_eq!(kept(&home), preset);
    }
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
fn servers_are_kept_and_remembered() {
    let home = Home::at(&folder("servers"));
    let mut book = ServerBook::load(&home);
    assert!(book.favourites().is_empty() && book.recent().is_empty() && book.notes.is_empty());
    book.toggle("play.example", "Mud\u{202E} pit").unwrap();
    book.visited("10.0.0.7:9", "Ada's game").unwrap();
    book.visited("10.0.0.8", "").unwrap();
    book.visited("10.0.0.7:9", "Ada's other game").unwrap();
    book.toggle("not an address", "x").unwrap();
    let mut book = ServerBook::load(&home);
    assert!(book.is_favourite("play.example:27500"));
    assert_eq!(book.favourites()[0].name, "Mud pit");
    let recent: Vec<(&str, &str)> = book
        .recent()
        .iter()
        .map(|known| (known.address.as_str(), known.name.as_str()))
        .collect();
    assert_eq!(
        recent,
        [("10.0.0.7:9", "Ada's other game"), ("10.0.0.8:27500", "")]
    );
    // Never more than there is room for; the newest stay.
    for number in 0..200 {
        book.visited(&format!("10.0.1.{number}"), "").unwrap();
        book.toggle(&format!("10.0.2.{number}"), "").unwrap();
    }
    let book = ServerBook::load(&home);
    assert_eq!(
        (book.favourites().len(), book.recent().len()),
        (FAVOURITES_MAX, RECENT_MAX)
    );
    assert_eq!(book.recent()[0].address, "10.0.1.199:27500");
    assert!(book.is_favourite("10.0.2.199:27500"));
    let left: Vec<_> = std::fs::read_dir(home.file(""))
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left, ["servers.toml"], "no temporary file stays behind");
}

#[test]
fn broken_lists_of_servers_are_kept_aside_and_told() {
    let home = Home::at(&folder("broken-servers"));
    let long = "x".repeat(300 * 1024);
    for text in [
        "favourites = 3",
        "[[favourites]]\nname = \"no address\"",
        "[[favourites]]\naddress = \"a:1\"\nodd = 1",
        "[[",
        long.as_str(),
    ] {
        write_atomically(&home.file("servers.toml"), text.as_bytes(), false).unwrap();
        let mut book = ServerBook::load(&home);
        assert!(book.favourites().is_empty());
        assert_eq!(book.notes.len(), 1, "{:.40}", text);
        assert!(book.notes[0].to_string().contains("servers.toml.broken"));
        let aside = std::fs::read_to_string(home.file("servers.toml.broken")).unwrap();
        assert_eq!(aside, text);
        book.toggle("a:1", "").unwrap();
        assert!(ServerBook::load(&home).notes.is_empty());
    }
    let mut rng = hogs_shared::rng::Rng::new(12);
    for length in [1, 50, 4000] {
        let bytes: Vec<u8> = (0..length).map(|_| rng.next_u32() as u8).collect();
        for file in ["servers.toml", "servers.txt"] {
            write_atomically(&home.file(file), &bytes, false).unwrap();
        }
        let book = ServerBook::load(&home);
        assert!(book.favourites().len() <= FAVOURITES_MAX && book.shared().len() <= SHARED_MAX);
    }
    // What cannot be an address is left out, what is there twice is there once.
    let text = "[[recent]]\naddress = \"a b\"\n[[recent]]\naddress = \"a:1\"\n[[recent]]\naddress = \"a:1\"";
    write_atomically(&home.file("servers.toml"), text.as_bytes(), false).unwrap();
    assert_eq!(ServerBook::load(&home).recent().len(), 1);
}

#[test]
fn a_list_that_was_handed_round_is_read_line_by_line() {
    let home = Home::at(&folder("list"));
    let mut text =
        "# Our servers\n\nplay.example.org The big one\n 10.0.0.7:9\nhttp://nowhere/\n10.0.0.7:9 again\n"
            .to_owned();
    write_atomically(&home.file("servers.txt"), text.as_bytes(), false).unwrap();
    let book = ServerBook::load(&home);
    let shared: Vec<(&str, &str)> = book
        .shared()
        .iter()
        .map(|known| (known.address.as_str(), known.name.as_str()))
        .collect();
    assert_eq!(
        shared,
        [("play.example.org:27500", "The big one"), ("10.0.0.7:9", "")]
    );
    for number in 0..1000 {
        text.push_str(&format!("10.1.{}.{}\n", number / 200, number % 200));
    }
    write_atomically(&home.file("servers.txt"), text.as_bytes(), false).unwrap();
    assert_eq!(ServerBook::load(&home).shared().len(), SHARED_MAX);
    write_atomically(&home.file("servers.txt"), &vec![b'#'; 300 * 1024], false).unwrap();
    let book = ServerBook::load(&home);
    assert!(book.shared().is_empty() && book.notes.len() == 1);
}

#[test]
fn servers_of_before_are_taken_over_from_the_settings() {
    let home = Home::at(&folder("taken-over"));
    let text = "version = 2\nrecent_servers = [\"a:1\", 7, \"b c\", \"b:2\"]\n";
    write_atomically(&home.file("settings.toml"), text.as_bytes(), false).unwrap();
    for _ in 0..2 {
        let book = ServerBook::load(&home);
        let recent: Vec<&str> = book.recent().iter().map(|known| known.address.as_str()).collect();
        assert_eq!(recent, ["a:1", "b:2"]);
        // Once is enough: the settings are written without them.
        write_atomically(&home.file("settings.toml"), b"version = 2\n", false).unwrap();
    }
}

#[test]
fn addresses_are_read_as_people_write_them() {
    let read = |text: &str| {
        Address::parse(text, 27500)
            .map(|address| address.to_string())
            .map_err(|problem| problem.to_string())
    };
    for (text, meant) in [
        ("play.example.org", "play.example.org:27500"),
        (" play.example.org:9 ", "play.example.org:9"),
        ("10.0.0.7", "10.0.0.7:27500"),
        ("10.0.0.7:9", "10.0.0.7:9"),
        ("::1", "[::1]:27500"),
        ("[::1]", "[::1]:27500"),
        ("[::1]:9", "[::1]:9"),
        ("[fe80::1%3]:9", "[fe80::1%3]:9"),
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

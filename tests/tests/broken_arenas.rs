//! Arenas that cannot be played, tried as their authors, their hosts and their victims meet them: read, given to
//! `hogs-server --check-config`, and handed out at a door by a server that knows what it does. Each gets one sentence
//! that names the thing; nothing panics, and nothing takes much memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use hogs_server::certificate::Certificate;
use hogs_server::drops::Drops;
use hogs_server::join::{Door, DoorLimits};
use hogs_server::tickets::{Bill, NetcodeKey, TicketOffice};
use hogs_shared::ids::Chassis;
use hogs_shared::level::Package;
use hogs_shared::protocol::join::Welcome;
use hogs_shared::protocol::offer::{OfferError, pack};
use hogs_tests::broken_arenas::{Broken, all, moon, sound};
use hogs_tests::client::{Course, fresh_key, knock};
use hogs_tests::game::{Folder, binary, root};

/// Most memory that the program may ask the system for, kilobytes: itself and the largest file that is sound.
const MOST_KILOBYTES: u32 = 64 * 1024;

#[track_caller]
fn assert_one_sentence(broken: &Broken, sentence: &str) {
    let Broken { what, told, .. } = broken;
    println!("{what}: {sentence}");
    assert!(sentence.contains(told), "{what}: {sentence}");
    assert!(
        sentence.lines().count() == 1 && sentence.chars().count() < 380,
        "{what}: {sentence}"
    );
}

#[test]
fn every_defect_gets_one_clear_sentence() {
    assert!(sound().level("field.ron").is_ok());
    assert!(moon("0 1 2\n3 4 5\n").level("field.ron").is_ok());
    for broken in all() {
        let error = broken
            .files
            .level("field.ron")
            .expect_err(broken.what)
            .to_string();
        assert!(
            error.starts_with("field.ron") || error.starts_with("moon.txt"),
            "{error}"
        );
        assert_one_sentence(&broken, &error);
    }
}

fn write(folder: &Path, files: &Package) {
    std::fs::write(folder.join("field.ron"), &files.text).unwrap();
    let heights = folder.join("moon.txt");
    match &files.heights {
        Some(text) => std::fs::write(heights, text).unwrap(),
        None => drop(std::fs::remove_file(heights)),
    }
}

/// What the program says of the arena in a folder, with no more memory than it should need.
fn check(folder: &Path) -> Output {
    let limit = format!("ulimit -v {MOST_KILOBYTES} 2>/dev/null; exec \"$0\" \"$@\"");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", &limit]).arg(binary("hogs-server"));
        shell
    } else {
        Command::new(binary("hogs-server"))
    };
    command
        .args(["--check-config", "--map", "field", "--arenas"])
        .arg(folder)
        .env("HOGS_ASSETS", root().join("assets"))
        .output()
        .unwrap()
}

#[test]
fn a_host_is_told_by_the_check_of_the_configuration() {
    let folder = Folder::new("broken-arenas");
    for files in [sound(), moon("0 1 2\n3 4 5\n")] {
        write(folder.path(), &files);
        let output = check(folder.path());
        assert!(output.status.success(), "{output:?}");
    }
    for broken in all() {
        write(folder.path(), &broken.files);
        let output = check(folder.path());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{}: {said}", broken.what);
        assert!(output.stdout.is_empty(), "{}", broken.what);
        let sentence = said
            .strip_prefix("hogs-server: ")
            .unwrap_or_else(|| panic!("{said}"));
        let sentence = sentence.strip_suffix(".\n").unwrap_or_else(|| panic!("{said}"));
        assert_one_sentence(&broken, sentence);
    }
}

#[test]
fn a_player_is_told_when_a_server_hands_one_out() {
    let key = NetcodeKey::random().unwrap();
    let office = Arc::new(Mutex::new(TicketOffice::new(key, 4)));
    let stop = Arc::new(AtomicBool::new(false));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let door = Door {
        certificate: Certificate::load_or_create(None).unwrap(),
        password: None,
        office: office.clone(),
        welcome: Welcome {
            token: Vec::new(),
            port: address.port(),
            server: "The wolf".to_owned(),
            map: String::new(),
            mode: String::new(),
            rules_hash: 0,
            arena: [0; 32],
        },
        clock: Instant::now(),
        limits: DoorLimits::default(),
        stop: stop.clone(),
        drops: Arc::new(Mutex::new(Drops::default())),
    };
    let open = std::thread::spawn(door.run(listener).unwrap());
    let player = fresh_key().unwrap();
    let mut handed_out = 0;
    for broken in all() {
        let packed = match pack(&broken.files) {
            Ok(packed) => packed,
            Err(error) => {
                // Too much to be handed out at all: protocol/offer.rs has its own tests of what swells.
                assert_eq!(
                    (error, broken.what),
                    (OfferError::Broken, "heights of ten megabytes")
                );
                continue;
            }
        };
        office.lock().unwrap().post(Arc::new(Bill {
            map: "field".to_owned(),
            mode: "deathmatch".to_owned(),
            rules_hash: 1,
            arena: broken.files.digest(),
            offer: packed.into(),
        }));
        let ticket = knock(address, "Piglet", Chassis::Shoat, &player).unwrap();
        assert_eq!(ticket.arena.as_ref(), Some(&broken.files), "{}", broken.what);
        let error = Course::of(&ticket).err().expect(broken.what).to_string();
        assert_one_sentence(&broken, &error);
        handed_out += 1;
    }
    assert!(handed_out > 60);
    stop.store(true, Ordering::Relaxed);
    open.join().unwrap();
}

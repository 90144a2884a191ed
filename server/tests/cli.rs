//! The program as a host, a panel or a script meets it: its lines, its sentences, its exit status.

// Helpers outside of #[test] functions count as ordinary code for these lints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};

use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::netplay::join::{Asking, JoinError, ask};
use hogs_shared::protocol::join::Denial;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};

/// A folder of one test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{}-{name}", std::process::id()));
    drop(std::fs::remove_dir_all(&path));
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// The program, untouched by whatever `HOGS_*` this test runs under, with its certificate in a folder of its own.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hogs-server"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("HOGS_") {
            command.env_remove(name);
        }
    }
    command
        .env("HOGS_LOG", "error")
        .env("HOGS_STATE", folder.join("state"))
        .stdin(Stdio::null());
    command
}

/// Its last words, after it failed as it should.
fn sentence(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(output.stdout.is_empty(), "{:?}", output.stdout);
    let line = text.strip_suffix('\n').unwrap();
    assert!(
        line.starts_with("hogs-server: ") && line.ends_with('.') && !line.contains('\n'),
        "{text}"
    );
    line.to_owned()
}

/// A running one. Ends with the test.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Running {
    /// Starts it on a free port of this machine alone and waits for its ready line.
    fn start(command: &mut Command) -> Self {
        let command = command.args(["--bind", "127.0.0.1", "--port", "0"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let address = line
            .strip_prefix("Server ready on ")
            .and_then(|rest| rest.strip_suffix('\n'));
        let address = address
            .unwrap_or_else(|| panic!("not the ready line: {line:?}"))
            .parse()
            .unwrap();
        Self { child, out, address }
    }

    fn type_in(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    fn read_line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line
    }

    fn ended(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([name, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Knocks at the door.
    fn knock(&self, password: &str) -> Result<u16, JoinError> {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let key = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
        let asking = Asking {
            name: "Ada",
            chassis: Chassis::Boar,
            coat: Coat::default(),
            player: key.public_key().as_ref().try_into().unwrap(),
            sign: &|message| key.sign(message).as_ref().to_vec(),
            password,
            expected: None,
        };
        ask(TcpStream::connect(self.address).unwrap(), &asking).map(|ticket| ticket.welcome.port)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn a_good_configuration_is_called_good() {
    let folder = folder("good");
    let config = folder.join("server.toml");
    std::fs::write(&config, "name = 'The sty'\nbots = 3\n").unwrap();
    let output = program(&folder)
        .arg("--config")
        .arg(&config)
        .arg("--check-config")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(output.stdout, b"The configuration is good.\n");
    assert!(
        !folder.join("state").exists(),
        "a check must leave nothing behind"
    );
}

#[test]
fn every_mistake_is_one_sentence() {
    let folder = folder("mistakes");
    let config = folder.join("server.toml");
    std::fs::write(&config, "bots = 3\nfoo = 1\n").unwrap();
    let config = config.to_str().unwrap();
    let cases: [(&[&str], &[&str]); 14] = [
        (
            &["--check-config", "--config", config],
            &["server.toml", "line 2", "foo"],
        ),
        (
            &["--check-config", "--config", "/nowhere.toml"],
            &["/nowhere.toml"],
        ),
        (&["--check-config", "--map", "nowhere"], &["nowhere", "sty"]),
        (&["--map", "../secret"], &["../secret", "sty"]),
        (&["--check-config", "--mode", "golf"], &["golf", "deathmatch"]),
        (
            &["--check-config", "--rotation", "sty,atlantis"],
            &["atlantis", "sty"],
        ),
        (&["--rotation", "sty:deathmatch:8"], &["sty:deathmatch:8"]),
        (&["--rotation", "sty:deathmatch:8-4"], &["rotation"]),
        (&["--max-players", "0"], &["max_players"]),
        (&["--port", "70000"], &["--port", "70000"]),
        (&["--prot", "1"], &["--prot"]),
        (&["--seconds=-1"], &["seconds"]),
        (&["--bind", "192.0.2.1", "--port", "0"], &["192.0.2.1"]),
        (&["--report", "/nowhere/report.json"], &["/nowhere/report.json"]),
    ];
    for (arguments, about) in cases {
        let said = sentence(&program(&folder).args(arguments).output().unwrap());
        for word in about {
            assert!(said.contains(word), "'{word}' is missing in: {said}");
        }
    }
    let said = sentence(&program(&folder).env("HOGS_FOO", "1").output().unwrap());
    assert!(said.contains("HOGS_FOO"), "{said}");
}

#[test]
fn a_port_in_use_is_named_be_it_udp_or_tcp() {
    let folder = folder("port");
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
    for port in [udp.local_addr().unwrap().port(), tcp.local_addr().unwrap().port()] {
        let port = port.to_string();
        let output = program(&folder)
            .args(["--bind", "127.0.0.1", "--port", &port])
            .output()
            .unwrap();
        let said = sentence(&output);
        assert!(said.contains(&port) && said.contains("in use"), "{said}");
    }
}

#[test]
fn a_run_of_a_second_ends_by_itself_and_reports_everything() {
    let folder = folder("report");
    let report = folder.join("report.json");
    // Its input has ended from the start, which must not end it.
    let output = program(&folder)
        .args([
            "--bind",
            "127.0.0.1",
            "--port",
            "0",
            "--bots",
            "4",
            "--seconds",
            "1",
            "--report",
        ])
        .arg(&report)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.starts_with("Server ready on 127.0.0.1:") && said.lines().count() == 1,
        "{said}"
    );
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
    let numbers = [
        "/seconds",
        "/ticks",
        "/tick_ms/p50",
        "/tick_ms/p99",
        "/tick_ms/max",
        "/overruns",
        "/dropped_ticks",
        "/clients_peak",
        "/bytes_in",
        "/bytes_out",
        "/datagrams_in",
        "/datagrams_out",
        "/wire_bytes_in",
        "/wire_bytes_out",
        "/input_starvation",
        "/unphysical",
    ];
    for field in numbers {
        assert!(
            json.pointer(field).is_some_and(serde_json::Value::is_number),
            "{field}: {json}"
        );
    }
    assert!(json["drops"].is_object(), "{json}");
    let ticks = json["ticks"].as_u64().unwrap() + json["dropped_ticks"].as_u64().unwrap();
    assert!(json["ticks"].as_u64().unwrap() > 0 && ticks >= 55, "{json}");
    if cfg!(target_os = "linux") {
        assert!(
            json["cpu_s"].is_number() && json["peak_rss_bytes"].as_u64().unwrap() > 1_000_000,
            "{json}"
        );
    }
}

#[test]
fn the_console_answers_and_quits() {
    let folder = folder("console");
    let mut server = Running::start(&mut program(&folder));
    server.type_in("status");
    assert!(server.read_line().contains("seats"));
    server.type_in("dance");
    assert!(server.read_line().contains("quit"));
    server.type_in("say hello");
    server.type_in("quit");
    assert_eq!(server.read_line(), "", "nothing more is said");
    assert!(server.ended().success());
}

#[cfg(unix)]
#[test]
fn signals_stop_it_gracefully() {
    let folder = folder("signals");
    for name in ["-TERM", "-INT"] {
        let report = folder.join("report.json");
        let server = Running::start(program(&folder).arg("--report").arg(&report));
        server.signal(name);
        assert!(server.ended().success(), "{name}");
        std::fs::remove_file(&report).unwrap();
    }
}

#[test]
fn players_are_let_in_with_the_password_of_the_file() {
    let folder = folder("password");
    let word = folder.join("word");
    std::fs::write(&word, "sesame\n").unwrap();
    let server = Running::start(program(&folder).arg("--password-file").arg(&word));
    assert!(matches!(
        server.knock("wrong"),
        Err(JoinError::Denied(Denial::Password))
    ));
    assert_eq!(server.knock("sesame").unwrap(), server.address.port());
}

#[test]
fn the_certificate_is_kept_and_a_broken_one_is_named() {
    let folder = folder("certificate");
    let state = folder.join("state/certificate");
    let mut first = Running::start(&mut program(&folder));
    first.type_in("quit");
    assert!(first.ended().success());
    let kept = std::fs::read(state.join("certificate.der")).unwrap();
    let mut second = Running::start(&mut program(&folder));
    second.type_in("quit");
    assert!(second.ended().success());
    assert_eq!(std::fs::read(state.join("certificate.der")).unwrap(), kept);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(state.join("key.der"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::write(state.join("key.der"), b"nonsense").unwrap();
    let said = sentence(
        &program(&folder)
            .args(["--bind", "127.0.0.1", "--port", "0"])
            .output()
            .unwrap(),
    );
    assert!(said.contains("state") && said.contains("certificate"), "{said}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "ron")
        {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn broken_data_is_named() {
    let folder = folder("data");
    let assets = folder.join("assets");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets"), &assets);
    let check = |command: &mut Command| {
        command
            .env("HOGS_ASSETS", &assets)
            .arg("--check-config")
            .output()
            .unwrap()
    };
    assert!(check(&mut program(&folder)).status.success());
    for file in ["weapons/rocket.ron", "arenas/sty.ron", "rules.ron"] {
        let path = assets.join(file);
        let good = std::fs::read(&path).unwrap();
        std::fs::write(&path, "(speed: fast").unwrap();
        let said = sentence(&check(&mut program(&folder)));
        assert!(said.contains(file), "{said}");
        let start = program(&folder)
            .env("HOGS_ASSETS", &assets)
            .args(["--port", "0"])
            .output()
            .unwrap();
        assert_eq!(sentence(&start), said);
        std::fs::write(&path, good).unwrap();
    }
    let none = program(&folder)
        .env("HOGS_ASSETS", folder.join("none"))
        .arg("--check-config")
        .output()
        .unwrap();
    assert!(sentence(&none).contains("rules.ron"));
}

/// Replays in a folder, in order of time.
fn replays(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn a_match_is_recorded_and_its_replay_verified() {
    let folder = folder("record");
    let kept = folder.join("kept");
    let status = Running::start(
        program(&folder)
            .args(["--bots", "5", "--seconds", "2.5", "--no-lan"])
            .arg("--record")
            .arg(&kept),
    )
    .ended();
    assert!(status.success());
    let [path] = replays(&kept).try_into().unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.ends_with("-sty-deathmatch.hogsreplay"), "{name}");
    let verify = |path: &Path| {
        program(&folder)
            .arg("--verify-replay")
            .arg(path)
            .output()
            .unwrap()
    };
    let output = verify(&path);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{:?}", output.stderr);
    assert!(
        said.starts_with("The replay is sound: ") && said.contains("5 hogs"),
        "{said}"
    );

    let mut bytes = std::fs::read(&path).unwrap();
    let near_end = bytes.len() - 200;
    bytes[near_end] ^= 2;
    let altered = folder.join("altered");
    std::fs::write(&altered, &bytes).unwrap();
    assert!(sentence(&verify(&altered)).contains("The replay was altered"));
    std::fs::write(&altered, b"something else").unwrap();
    assert!(sentence(&verify(&altered)).contains("This is no replay of Hogs"));
    assert!(sentence(&verify(&folder.join("nowhere"))).contains("cannot be read"));

    // The folder is a file: said at the start.
    let output = program(&folder)
        .args(["--bind", "127.0.0.1", "--port", "0", "--record"])
        .arg(&altered)
        .output()
        .unwrap();
    assert!(sentence(&output).contains("Replays cannot be kept in"));
}

#[test]
fn a_killed_server_leaves_a_replay_that_is_sound_up_to_its_end() {
    let folder = folder("record-killed");
    // Where replays are kept if nobody says where.
    let kept = folder.join("replays");
    let mut running = Running::start(
        program(&folder)
            .current_dir(&folder)
            .args(["--bots", "3", "--no-lan", "--record"]),
    );
    // Until a page or two are there: the head, which holds the arena, is about as long as before them.
    let size = || {
        replays(&kept)
            .first()
            .map_or(0, |path| path.metadata().unwrap().len())
    };
    while size() == 0 {
        std::thread::yield_now();
    }
    let head = size();
    while size() <= head {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    running.child.kill().unwrap();
    running.child.wait().unwrap();
    let [path] = replays(&kept).try_into().unwrap();
    let output = program(&folder)
        .arg("--verify-replay")
        .arg(&path)
        .output()
        .unwrap();
    assert!(sentence(&output).contains("its end is missing"));
}

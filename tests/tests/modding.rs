//! What `docs/modding.md` promises: the arena on that page is put into a folder, a server plays it, and whoever lacks it
//! gets it at the door, checked. Surveys are kept, and kept lies are not believed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use hogs_server::config::Config;
use hogs_server::survey_store::navigation;
use hogs_server::{Server, running};
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::ids::{Chassis, Coat, MAX_HOGS};
use hogs_shared::level::{Level, MAX_GATES, MAX_MOVERS, MAX_PADS, MAX_PICKUPS, MAX_REGIONS, MAX_SOLIDS};
use hogs_shared::mode::Mode;
use hogs_shared::netplay::join::{Asking, ask, ask_and_fetch};
use hogs_shared::rng::Rng;
use hogs_tests::arenas::play;
use hogs_tests::client::{Course, fresh_key, knock};
use hogs_tests::game::{binary, root};
use ring::signature::KeyPair;

/// A folder that goes with its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("hogs-modding-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/modding.md")).unwrap()
}

/// A block of text on the page.
fn block(fence: &str) -> String {
    let page = page();
    let (_, rest) = page.split_once(&format!("```{fence}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// The arena on the page, as somebody would copy it.
fn pond() -> String {
    block("ron")
}

fn load(assets: &AssetFolder, map: &str) -> Arc<Rules> {
    load_in(assets, map, Mode::Deathmatch)
}

fn load_in(assets: &AssetFolder, map: &str, mode: Mode) -> Arc<Rules> {
    Arc::new(Rules::new(mode, assets.load(map, mode.name()).unwrap()).unwrap())
}

#[test]
fn the_arena_on_the_page_runs() {
    let folder = Folder::new("runs");
    folder.write("pond.ron", &pond());
    let assets = AssetFolder::find().unwrap().with_arenas(Some(&folder.0));
    assert!(assets.maps().contains(&"pond".to_owned()) && assets.maps().contains(&"sty".to_owned()));
    let rules = load(&assets, "pond");
    let nav = NavMap::build(&rules);
    let conduct = play(&rules, &nav, 8, 2.0, 1);
    println!("{conduct:?}");
    assert!(conduct.longest_stuck_s < 5.0 && conduct.stuck_share < 0.01);
    assert_eq!((conduct.out_of_bounds, conduct.unphysical), (0, 0));
    assert!(conduct.kills_per_minute > 5.0);
}

#[test]
fn every_mode_is_played_on_the_arena_of_the_page_though_it_names_no_homes() {
    let folder = Folder::new("modes");
    folder.write("pond.ron", &pond());
    let assets = AssetFolder::find().unwrap().with_arenas(Some(&folder.0));
    let nav = NavMap::build(&load(&assets, "pond"));
    for mode in Mode::ALL {
        let rules = load_in(&assets, "pond", mode);
        assert!(rules.level.bases.is_empty() && rules.level.pig.is_none());
        for home in [rules.homes.bases[0].at, rules.homes.bases[1].at, rules.homes.pig] {
            assert!(nav.reaches(home), "bots do not get to {home}");
        }
        let conduct = play(&rules, &nav, 8, 3.0, 1);
        println!("{}: {conduct:?}", mode.name());
        assert!(conduct.longest_stuck_s < 6.0 && conduct.stuck_share < 0.012);
        assert_eq!((conduct.out_of_bounds, conduct.unphysical), (0, 0));
        assert!(conduct.kills_per_minute > 2.0);
        let deed = |name: &str| conduct.deeds.get(name).copied().unwrap_or(0);
        match mode {
            Mode::CaptureTheFlag => assert!(deed("taken") >= 2 && deed("captured") >= 1),
            Mode::GreasedPig => assert!(deed("taken") >= 3 && conduct.points >= 8),
            Mode::Deathmatch | Mode::TeamDeathmatch | Mode::LastHogStanding => {}
        }
    }
}

#[test]
fn the_commands_on_the_page_do_what_it_says() {
    let folder = Folder::new("commands");
    folder.write("pond.ron", &pond());
    let page = page();
    let command = |beginning: &str| -> Vec<String> {
        let (_, rest) = page.split_once(beginning).unwrap();
        let line = rest.split(['`', '\n']).next().unwrap();
        line.replace("~/my-arenas", folder.0.to_str().unwrap())
            .split_whitespace()
            .map(str::to_owned)
            .collect()
    };
    let run = |name: &str, arguments: &[String]| {
        let mut command = Command::new(binary(name));
        command.args(arguments).env("HOGS_ASSETS", root().join("assets"));
        command
            .env("HOGS_STATE", folder.0.join("state"))
            .output()
            .unwrap()
    };
    let mut checked = vec!["--check-config".to_owned()];
    checked.extend(command("`hogs-server --check-config"));
    assert_eq!(
        run("hogs-server", &checked).stdout,
        b"The configuration is good.\n"
    );
    let mut played = command("\nhogs-server ");
    played.extend(
        [
            "--bind",
            "127.0.0.1",
            "--port",
            "0",
            "--no-lan",
            "--seconds",
            "0.3",
        ]
        .map(str::to_owned),
    );
    let output = run("hogs-server", &played);
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.starts_with(b"Server ready on "), "{output:?}");
    let mut benched = command("`cargo run --bin bench -- ");
    let minutes = benched.iter().position(|word| word == "--minutes").unwrap();
    benched[minutes + 1] = "0.02".to_owned();
    let output = run("bench", &benched);
    let figures = String::from_utf8(output.stdout).unwrap();
    assert!(figures.contains("\"pond greased_pig\""), "{figures}");
}

#[test]
fn the_hills_on_the_page_are_ground_to_stand_on() {
    let hills = block("text");
    let arena = |hills: &str| {
        format!(
            "(title: \"Hills\", half_size: (200.0, 200.0), ceiling: 90.0, floor: -30.0, {hills}
                spawns: [(at: (0.0, 2.0, 40.0)), (at: (0.0, 2.0, 52.0))])"
        )
    };
    let level = Level::parse("hills.ron", &arena(&hills)).unwrap();
    let grid = level.heights.unwrap().grid();
    assert_eq!((grid.wide, grid.long), (120, 120));
    let rows = hills.lines().map(|line| {
        let (relief, rest) = (line.find("relief:"), "relief: Rows([[0, 1, 2], [1, 2, 3]]),");
        relief.map_or_else(|| line.to_owned(), |_| rest.to_owned())
    });
    let rows: Vec<String> = rows.collect();
    assert!(page().contains("Rows([[0, 1, 2], [1, 2, 3]])"));
    // So few heights are ground enough for two spawns if they are far apart.
    let small = arena(&rows.join("\n")).replace("40.0)", "0.0)");
    let small = small
        .replace("cell_m: 4.0", "cell_m: 20.0")
        .replace("0.0, 2.0, 52.0", "12.0, 2.0, 0.0");
    Level::parse("rows.ron", &small).unwrap();
}

/// What the parser would have taken instead of a word that means nothing there.
fn expected(text: &str) -> Vec<String> {
    let error = Level::parse("page.ron", text).unwrap_err().to_string();
    assert!(!error.ends_with('…'), "{error}");
    let words = error.split('`').skip(1).step_by(2).map(str::to_owned);
    words.filter(|word| word != "nonsense").collect()
}

#[test]
fn the_page_names_everything_there_is_and_its_limits() {
    let page = page();
    let row = |list: &str| {
        let beginning = format!("| `{list}` (");
        page.lines()
            .find(|line| line.starts_with(&beginning))
            .unwrap_or_else(|| panic!("no row for {list}"))
    };
    let named = |words: Vec<String>, place: &str, text: &str| {
        assert!(words.len() > 1, "{place}: {words:?}");
        for word in words.into_iter().skip(1) {
            assert!(text.contains(&word), "{place} says nothing of {word}");
        }
    };
    named(expected("(nonsense: 1)"), "the page", &page);
    for (list, most) in [
        ("solids", MAX_SOLIDS),
        ("movers", MAX_MOVERS),
        ("pads", MAX_PADS),
        ("currents", MAX_REGIONS),
        ("gates", MAX_GATES),
        ("hazards", MAX_REGIONS),
        ("spawns", MAX_HOGS),
        ("bases", 2),
        ("pickups", MAX_PICKUPS),
        ("hints", MAX_REGIONS),
    ] {
        assert!(row(list).contains(&format!("({most})")), "{}", row(list));
        named(expected(&format!("({list}: [(nonsense: 1)])")), list, row(list));
    }
    named(expected("(heights: (nonsense: 1))"), "the part on hills", &page);
    for (place, text) in [
        ("moods", "(mood: Nonsense)"),
        ("forms", "(solids: [(form: Nonsense)])"),
        ("surfaces", "(solids: [(surface: Nonsense)])"),
        ("reliefs", "(heights: (relief: Nonsense))"),
        ("pads", "(pads: [(kind: Nonsense)])"),
        ("hazards", "(hazards: [(kind: Nonsense)])"),
        ("pickups", "(pickups: [(kind: Nonsense)])"),
        ("weapons", "(pickups: [(kind: Weapon(Nonsense))])"),
        ("hints", "(hints: [(kind: Nonsense)])"),
    ] {
        // Everyone has an autocannon anyway.
        let known = |word: &String| word == "Nonsense" || word == "Autocannon";
        let words = expected(text).into_iter().filter(|word| !known(word)).collect();
        named(words, place, &page);
    }
}

#[test]
fn every_arena_that_ships_is_played_without_anybody_stuck() {
    let assets = AssetFolder::find().unwrap();
    for map in assets.maps() {
        let rules = load(&assets, &map);
        let nav = NavMap::build(&rules);
        let conduct = play(&rules, &nav, 16, 2.0, 1);
        println!("{map}: {conduct:?}");
        assert!(conduct.longest_stuck_s < 5.0, "{map}: {:?}", conduct.stuck_at);
        assert!(conduct.stuck_share < 0.01, "{map}: {:?}", conduct.stuck_at);
        assert_eq!((conduct.out_of_bounds, conduct.unphysical), (0, 0), "{map}");
        assert!(conduct.own_fault <= 3, "{map}: {:?}", conduct.own_fault_at);
        assert!(conduct.kills_per_minute > 10.0, "{map}");
    }
}

#[test]
fn who_lacks_the_arena_gets_it_at_the_door() {
    let folder = Folder::new("offer");
    folder.write("moon.txt", &"0 1 2 1 0 1 2 1\n".repeat(8));
    let relief = "heights: (at: (0.0, -3.0, 0.0), cell_m: 3.0, relief: File(\"moon.txt\")),\n    solids:";
    folder.write("pond.ron", &pond().replacen("solids:", relief, 1));
    let config = Config {
        bind: Ipv4Addr::LOCALHOST.into(),
        port: 0,
        lan: false,
        warm_up: false,
        bots: 2,
        map: "pond".to_owned(),
        arenas: Some(folder.0.clone()),
        state: Some(folder.0.join("state")),
        ..Config::default()
    };
    let rules = running::load_rules(&config).unwrap();
    let server = Server::start(config).unwrap();
    let key = fresh_key().unwrap();
    let asking = Asking {
        name: "Ada",
        chassis: Chassis::Boar,
        coat: Coat::default(),
        player: key.public_key().as_ref().try_into().unwrap(),
        sign: &|message| key.sign(message).as_ref().to_vec(),
        password: "",
        expected: None,
    };
    let call = || TcpStream::connect(server.address()).unwrap();
    assert!(ask(call(), &asking).unwrap().arena.is_none());
    let ticket = ask_and_fetch(call(), &asking, &|welcome| welcome.map == "pond", &|_, _| {}).unwrap();
    let package = ticket.arena.unwrap();
    assert_eq!(package.digest(), ticket.welcome.arena);
    // What came is all that it takes to play by the server's rules.
    let assets = AssetFolder::find().unwrap();
    assert!(assets.load("pond", "deathmatch").is_err());
    let data = assets.load_with("pond", &package, "deathmatch").unwrap();
    assert_eq!([data.hash; 2], [ticket.welcome.rules_hash, rules.hash]);
    // So do headless players.
    let ticket = knock(server.address(), "Eve", Chassis::Shoat, &key).unwrap();
    assert_eq!(Course::of(&ticket).unwrap().rules.hash, rules.hash);
    // What calls itself by no plain name is none.
    assert!(assets.load_with("../pond", &package, "deathmatch").is_err());
}

#[test]
fn a_kept_survey_is_the_same_and_a_lie_is_made_anew() {
    let folder = Folder::new("survey");
    folder.write("pond.ron", &pond());
    let rules = load(&AssetFolder::find().unwrap().with_arenas(Some(&folder.0)), "pond");
    let fresh = NavMap::build(&rules);
    assert_eq!(navigation(&rules, Some(&folder.0)), fresh);
    let file = folder.0.join("surveys").join(format!("{:016x}.nav", rules.hash));
    let kept = std::fs::read(&file).unwrap();
    assert_eq!(NavMap::from_bytes(&kept, rules.hash), Some(fresh.clone()));
    assert_eq!(NavMap::from_bytes(&kept, rules.hash ^ 1), None);
    for cut in (0..kept.len()).step_by(997) {
        assert_eq!(NavMap::from_bytes(&kept[..cut], rules.hash), None);
    }
    // Lies that are summed rightly must not lead anywhere that is not there.
    let mut rng = Rng::new(5);
    for _ in 0..300 {
        let mut lie = kept.clone();
        for _ in 0..3 {
            let place = 24 + rng.below((lie.len() - 24) as u32) as usize;
            lie[place] = rng.next_u32() as u8;
        }
        assert_eq!(NavMap::from_bytes(&lie, rules.hash), None);
        let sum = xxhash_rust::xxh3::xxh3_64(&lie[24..]);
        lie[16..24].copy_from_slice(&sum.to_le_bytes());
        if let Some(nav) = NavMap::from_bytes(&lie, rules.hash) {
            drop(play(&rules, &nav, 4, 0.02, 1));
        }
    }
    std::fs::write(&file, b"HNAV and no more").unwrap();
    assert_eq!(navigation(&rules, Some(&folder.0)), fresh);
    assert_eq!(std::fs::read(&file).unwrap(), kept);
}

//! What `docs/modding.md` promises: the arena on that page is put into a folder, a server plays it, and whoever lacks it
//! gets it at the door, checked. Surveys are kept, and kept lies are not believed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hogs_server::config::Config;
use hogs_server::survey_store::navigation;
use hogs_server::{Server, running};
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::ids::Chassis;
use hogs_shared::mode::Mode;
use hogs_shared::netplay::join::{Asking, ask, ask_and_fetch};
use hogs_shared::rng::Rng;
use hogs_tests::arenas::play;
use hogs_tests::client::{Course, fresh_key, knock};
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

/// The arena on the page, as somebody would copy it.
fn pond() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/modding.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, rest) = page.split_once("```ron\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

fn load(assets: &AssetFolder, map: &str) -> Arc<Rules> {
    Arc::new(Rules::new(Mode::Deathmatch, assets.load(map, "deathmatch").unwrap()).unwrap())
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
    assert!(conduct.longest_stuck_s < 5.0 && conduct.stuck_share < 0.005);
    assert_eq!((conduct.out_of_bounds, conduct.unphysical), (0, 0));
    assert!(conduct.kills_per_minute > 5.0);
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
        player: key.public_key().as_ref().try_into().unwrap(),
        sign: &|message| key.sign(message).as_ref().to_vec(),
        password: "",
        expected: None,
    };
    let call = || TcpStream::connect(server.address()).unwrap();
    assert!(ask(call(), &asking).unwrap().arena.is_none());
    let ticket = ask_and_fetch(call(), &asking, &|welcome| welcome.map == "pond").unwrap();
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

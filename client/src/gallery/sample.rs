//! What the pictures of a match show that bots alone do not bring about: people, their figures, what they say to each
//! other and what they vote on. None of it is ever seen in a game.

use std::collections::BTreeMap;
use std::sync::Arc;

use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::awards::{Award, Feat};
use hogs_shared::ids::{Coat, HogId};
use hogs_shared::math::Vec3;
use hogs_shared::mode::Score;
use hogs_shared::netplay::scene::{Player, Scene, SceneEvent};
use hogs_shared::netplay::stats::{NetPulse, NetStats};
use hogs_shared::protocol::ballot::{Ballot, Motion, Plan, Question};
use hogs_shared::protocol::messages::PingKind;
use hogs_shared::tick::Tick;
use hogs_shared::weapon::Weapon;

use super::film::Film;
use crate::feed::{Council, MatchFeed};

/// The player's own seat.
pub(super) const OWN: HogId = HogId(0);
/// A seat of somebody who is not heard.
pub(super) const UNHEARD: HogId = HogId(4);
/// The server that the match is on.
pub(super) const HOST: &str = "mudpit.example:27500";

/// Far below everything, metres.
const OUT_OF_SIGHT: Vec3 = Vec3::new(0.0, -2000.0, 0.0);

/// Somebody on a seat.
pub(super) struct Sitter {
    /// Empty for the player's own name.
    name: &'static str,
    pub(super) bot: bool,
    ping_ms: u16,
    /// Points, kills, losses.
    score: (i16, u16, u16),
}

const fn sitter(name: &'static str, ping_ms: u16, score: (i16, u16, u16)) -> Sitter {
    Sitter {
        name,
        bot: ping_ms == 0,
        ping_ms,
        score,
    }
}

/// Everyone, by seat; one's name is as long as names can be.
pub(super) const SITTERS: [Sitter; 10] = [
    sitter("", 34, (7, 9, 6)),
    sitter("Rootling", 41, (9, 11, 5)),
    sitter("Jürgen aus dem Hinterhof", 187, (2, 3, 9)),
    sitter("Żubrówka", 62, (6, 8, 7)),
    sitter("Sow What", 28, (5, 4, 8)),
    sitter("Gristle", 0, (4, 6, 6)),
    sitter("Mudlark", 0, (4, 5, 7)),
    sitter("Trotter", 0, (3, 3, 6)),
    sitter("Sprocket", 0, (1, 2, 10)),
    sitter("Fanbelt", 0, (0, 1, 8)),
];

impl Sitter {
    pub(super) fn called<'a>(&'a self, own_name: &'a str) -> &'a str {
        if self.name.is_empty() { own_name } else { self.name }
    }
}

/// The number that somebody is known by.
pub(super) const fn who(seat: HogId) -> u32 {
    100 + seat.0 as u32
}

fn players(scene: &Scene, own_name: &str) -> BTreeMap<HogId, Player> {
    let seats = (0..).map(HogId).zip(&SITTERS);
    let player = |(seat, sitter): (HogId, &Sitter)| {
        let hog = scene.hog(seat)?;
        let (points, kills, deaths) = sitter.score;
        let player = Player {
            name: sitter.called(own_name).to_owned(),
            chassis: hog.chassis,
            coat: Coat::default(),
            team: hog.team,
            bot: sitter.bot,
            score: Score {
                points,
                kills,
                deaths,
            },
            ping_ms: sitter.ping_ms,
            ready: sitter.bot || seat.0 % 2 == 1,
            looks_on: false,
            who: if sitter.bot { 0 } else { who(seat) },
        };
        Some((seat, player))
    };
    seats.filter_map(player).collect()
}

/// A match that is on.
pub(super) fn feed(film: &Film, own_name: &str) -> MatchFeed {
    let mut scene = film.scene.clone();
    scene.time_left_s = 247.0;
    scene.teams = [2, 1];
    MatchFeed {
        rules: film.rules.clone(),
        players: Arc::new(players(&scene, own_name)),
        scene,
        events: Vec::new(),
        net: NetStats::default(),
        pulse: NetPulse::default(),
        council: Council {
            offered: offered(),
            ..Council::default()
        },
        backdrop: false,
        watch: None,
        cut: false,
        recall: None,
    }
}

fn plan(map: &str, mode: &str) -> Plan {
    Plan {
        map: map.to_owned(),
        mode: mode.to_owned(),
    }
}

/// What can be voted for.
fn offered() -> Vec<Plan> {
    let maps = ["foundry", "gorge", "prairie", "rime"];
    let modes = ["deathmatch", "capture_the_flag", "greased_pig"];
    let all = maps.iter().flat_map(|map| modes.map(|mode| plan(map, mode)));
    all.collect()
}

/// Somebody wants to play something else.
pub(super) fn motion() -> Ballot {
    Ballot {
        question: Question::Motion {
            by: HogId(3),
            motion: Motion::Play(plan("rime", "greased_pig")),
        },
        closes: Tick(0),
        votes: vec![2, 1],
        voters: 5,
    }
}

/// It is voted what is played next.
pub(super) fn next() -> Ballot {
    let plans = vec![
        plan("rime", "greased_pig"),
        plan("foundry", "last_hog_standing"),
        plan("gorge", "team_deathmatch"),
    ];
    Ballot {
        question: Question::Next(plans),
        closes: Tick(0),
        votes: vec![1, 2, 0],
        voters: 5,
    }
}

/// Who did best.
pub(super) fn awards(own_name: &str) -> Vec<(Award, String)> {
    let feats = [
        (Feat::Wrecker, 1, 11),
        (Feat::FlagRunner, 0, 2),
        (Feat::Marksman, 4, 61),
        (Feat::Specialist(Weapon::Missile), 3, 840),
        (Feat::Rammer, 2, 215),
        (Feat::Untouched, 1, 5),
        (Feat::Survivor, 0, 143),
    ];
    let award = |(feat, seat, figure): (Feat, u8, u16)| {
        let hog = HogId(seat);
        let name = SITTERS[hog.index()].called(own_name).to_owned();
        (Award { feat, hog, figure }, name)
    };
    feats.map(award).to_vec()
}

/// What was said and done a moment ago: before one and beside one a place is marked.
pub(super) fn news(scene: &Scene) -> Vec<SceneEvent> {
    // Metres to the right of one's own hog and ahead of it.
    let spot = |right: f32, ahead: f32| {
        let own = scene.hog(OWN);
        own.map_or(Vec3::ZERO, |own| {
            own.position + own.rotation * Vec3::new(right, 0.0, -ahead)
        })
    };
    let mate = |other: &u8| {
        let side = |hog: HogId| scene.hog(hog).and_then(|hog| hog.team);
        side(HogId(*other)) == side(OWN)
    };
    let from = HogId((1..SITTERS.len() as u8).find(mate).unwrap_or(1));
    let place = |at: Vec3, kind| SceneEvent::Ping { from, at, kind };
    vec![
        SceneEvent::Chat {
            from: Some(HogId(3)),
            text: "who left the gate open".to_owned(),
        },
        SceneEvent::TeamChat {
            from,
            text: "two of them behind the barn, I keep the flag, come round by the left".to_owned(),
        },
        SceneEvent::Phrase { from, phrase: 3 },
        wrecked(HogId(8), HogId(1), Cause::Weapon(Weapon::Mortar)),
        wrecked(HogId(9), OWN, Cause::Weapon(Weapon::Missile)),
        wrecked(HogId(6), HogId(2), Cause::Ram),
        place(spot(12.0, 40.0), PingKind::Enemy),
        place(spot(-60.0, -15.0), PingKind::Help),
    ]
}

/// One wrecks another, where nobody sees it: how debris flies is up to chance, and pictures are to be alike.
pub(super) const fn wrecked(victim: HogId, killer: HogId, cause: Cause) -> SceneEvent {
    SceneEvent::Outcome(Outcome::Wrecked {
        victim,
        killer: Some(killer),
        cause,
        at: OUT_OF_SIGHT,
    })
}

//! Says on standard error what the game is at, a line for each change (`--verbose`): for people who look for trouble,
//! and for tests that play by keys and must know how far they have come.

use std::collections::BTreeSet;

use bevy::ecs::system::SystemParam;
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::netplay::scene::SceneEvent;

use crate::discovery::Discovery;
use crate::feed::MatchFeed;
use crate::hud::HudInput;
use crate::link::Link;
use crate::menu::widgets::{Row, RowText};
use crate::menu::{Notice, Page};
use crate::phase::{FramePhase, Screen};
use crate::replay::Showing;
use crate::replay::screening::Pace;
use crate::watch::Watch;

/// Speeds from which a hog drives, and below which it stands, metres a second.
const DRIVES_MPS: f32 = 3.0;
const STANDS_MPS: f32 = 0.5;
/// Seconds without a shot before the next one is told.
const CEASE_S: f32 = 1.0;

/// Wires the telling up.
pub fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (tell_menus, tell_match, tell_watch)
            .chain()
            .after(FramePhase::Present),
    );
}

fn say(line: &str) {
    eprintln!("hogs: {line}");
}

/// Keeps what was said last, and says it when it is another.
#[derive(Default)]
struct Last(String);

impl Last {
    fn say(&mut self, line: String) {
        if line != self.0 {
            if !line.is_empty() {
                say(&line);
            }
            self.0 = line;
        }
    }
}

/// Says who came into a set of names and who went.
fn say_changes(known: &mut BTreeSet<String>, now: BTreeSet<String>, came: &str, went: &str) {
    for name in now.difference(known) {
        say(&format!("{came} {name}"));
    }
    for name in known.difference(&now) {
        say(&format!("{went} {name}"));
    }
    *known = now;
}

/// What rows are called.
#[derive(SystemParam)]
struct Rows<'w, 's> {
    rows: Query<'w, 's, (), With<Row>>,
    texts: Query<'w, 's, &'static Text, With<RowText>>,
    parents: Query<'w, 's, &'static ChildOf>,
    children: Query<'w, 's, &'static Children>,
}

impl Rows<'_, '_> {
    /// The label of the row that something is part of.
    fn label(&self, part: Entity) -> Option<&str> {
        let row = std::iter::once(part)
            .chain(self.parents.iter_ancestors(part))
            .find(|&part| self.rows.contains(part))?;
        let mut parts = self.children.iter_descendants_depth_first(row);
        parts.find_map(|part| Some(self.texts.get(part).ok()?.0.as_str()))
    }
}

#[derive(Default)]
struct Menus {
    screen: Last,
    page: Last,
    focus: Option<Entity>,
    progress: Last,
    told: Last,
    games: BTreeSet<String>,
}

fn tell_menus(
    screen: Res<State<Screen>>,
    page: Res<State<Page>>,
    focus: Res<InputFocus>,
    rows: Rows,
    link: Res<Link>,
    notice: Res<Notice>,
    discovery: Res<Discovery>,
    mut said: Local<Menus>,
) {
    said.screen.say(format!("screen {:?}", screen.get()));
    said.progress.say(link.progress().to_string());
    let told = notice.0.as_ref();
    said.told.say(told.map_or_else(String::new, |told| {
        let text: Vec<String> = told.text.iter().map(ToString::to_string).collect();
        format!("told {}: {}", told.title, text.join(" "))
    }));
    said.page.say(format!("page {:?}", page.get()));
    // A page built anew has other rows: where the focus is then is worth a line, too.
    if focus.get() != said.focus {
        said.focus = focus.get();
        if let Some(label) = focus.get().and_then(|part| rows.label(part)) {
            say(&format!("focus {label}"));
        }
    }
    let games = discovery.games().into_iter().map(|game| game.name).collect();
    say_changes(&mut said.games, games, "found", "lost");
}

#[derive(Default)]
struct Fight {
    arena: Last,
    players: BTreeSet<String>,
    drives: bool,
    quiet_s: f32,
    clash_s: f32,
    scoreboard: Last,
}

fn tell_match(feed: Option<Res<MatchFeed>>, hud: Res<HudInput>, time: Res<Time>, mut said: Local<Fight>) {
    let Some(feed) = feed.filter(|feed| !feed.backdrop) else {
        *said = Fight::default();
        return;
    };
    if feed.recall.is_some() {
        return;
    }
    said.arena.say(format!("in {}", feed.rules.map));
    let players = feed
        .players
        .values()
        .filter(|player| !player.bot)
        .map(|player| player.name.clone())
        .collect();
    say_changes(&mut said.players, players, "player", "gone");
    let speed = feed
        .scene
        .hog(feed.scene.own)
        .filter(|hog| hog.alive)
        .map_or(0.0, |hog| hog.velocity.length());
    if !said.drives && speed > DRIVES_MPS || said.drives && speed < STANDS_MPS {
        said.drives = !said.drives;
        say(if said.drives { "drives" } else { "stands" });
    }
    said.quiet_s += time.delta_secs();
    let own = feed.events.iter().find_map(|event| match event {
        SceneEvent::Outcome(Outcome::Fired(shot)) if shot.id.shooter == feed.scene.own => Some(shot.weapon),
        _ => None,
    });
    if let Some(weapon) = own {
        if said.quiet_s > CEASE_S {
            say(&format!("fires {weapon:?}"));
        }
        said.quiet_s = 0.0;
    }
    said.clash_s += time.delta_secs();
    // Rams are rare, and shots must not drown them out.
    let clashes = feed.events.iter().filter_map(|event| clash(&feed, event));
    if let Some(clash) = clashes.max_by_key(|clash| clash.starts_with("ram"))
        && (said.clash_s > CEASE_S || clash.starts_with("ram"))
    {
        say(&format!("clash {clash}"));
        said.clash_s = 0.0;
    }
    let open = if hud.show_scores { "open" } else { "closed" };
    said.scoreboard.say(format!("scoreboard {open}"));
}

#[derive(Default)]
struct Watched {
    camera: Last,
    follows: Last,
    replay: Last,
    hud: Last,
}

/// What one who looks on sees.
fn tell_watch(
    feed: Option<Res<MatchFeed>>,
    watch: Option<Res<Watch>>,
    replay: Option<Res<Showing>>,
    pace: Option<Res<Pace>>,
    mut said: Local<Watched>,
) {
    let (Some(feed), Some(watch)) = (feed.filter(|feed| feed.watch.is_some()), watch) else {
        *said = Watched::default();
        return;
    };
    said.camera.say(format!("camera {:?}", watch.camera));
    let followed = watch.followed.and_then(|hog| feed.players.get(&hog));
    said.follows
        .say(followed.map_or_else(String::new, |player| format!("follows {}", player.name)));
    said.hud
        .say(format!("hud {}", if watch.hud { "on" } else { "off" }));
    if let (Some(replay), Some(pace)) = (replay, pace) {
        let state = match (replay.seeks(), replay.is_over(), pace.paused) {
            (true, ..) => "seeks",
            (_, true, _) => "over",
            (.., true) => "stands",
            _ => "plays",
        };
        said.replay
            .say(format!("replay {state} at {} times the speed", pace.factor()));
    }
}

/// What happened between two hogs, one of them one's own.
fn clash(feed: &MatchFeed, event: &SceneEvent) -> Option<String> {
    let SceneEvent::Outcome(outcome) = event else {
        return None;
    };
    let (what, one, other) = match outcome {
        Outcome::Rammed { first, second, .. } => ("ram", *first, *second),
        Outcome::Damaged { victim, attacker, .. } => ("hit", *victim, (*attacker)?),
        _ => return None,
    };
    let name = |hog| feed.players.get(&hog).map_or("someone", |player| &player.name);
    let own = feed.scene.own;
    (one != other && (one == own || other == own)).then(|| format!("{what} {} {}", name(one), name(other)))
}

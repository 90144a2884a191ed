//! The match behind the menu: bots fight it out in a local arena while nobody plays. It fills the same feed as the link
//! to a server does, so the view cannot tell the difference.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::prelude::*;
use bevy::tasks::{AsyncComputeTaskPool, Task, block_on, poll_once};
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, Coat, HogId};
use hogs_shared::mode::{Mode, Score};
use hogs_shared::netplay::scene::Player;

use crate::feed::MatchFeed;
use crate::local::LocalMatch;
use crate::phase::{FramePhase, Screen};
use crate::view::quality::Quality;

/// The arena that is shown, if it is there; else the first that is.
const MAP: &str = "sty";

/// What the arena needs before it can run; made away from the frame, because surveying it takes a while.
struct Prepared {
    rules: Arc<Rules>,
    nav: NavMap,
}

/// The match behind the menu.
struct Backdrop {
    shown: LocalMatch,
    nav: NavMap,
    bots: Vec<(HogId, Bot)>,
}

/// Where the match behind the menu stands.
#[derive(Resource, Default)]
enum Attract {
    /// Not wanted, or given up on.
    #[default]
    Off,
    /// On its way.
    Preparing(Task<Option<Prepared>>),
    /// On.
    Running(Box<Backdrop>),
}

fn prepare() -> Option<Prepared> {
    let folder = AssetFolder::find().ok()?;
    let maps = folder.maps();
    let map = maps.iter().find(|map| *map == MAP).or_else(|| maps.first())?;
    let data = folder.load(map, Mode::default().name()).ok()?;
    let rules = Arc::new(Rules::new(Mode::default(), data).ok()?);
    let nav = NavMap::build(&rules);
    Some(Prepared { rules, nav })
}

impl Backdrop {
    fn new(prepared: Prepared, hogs: u8) -> Self {
        let Prepared { rules, nav } = prepared;
        let seats: Vec<HogId> = (0..hogs.max(2)).map(HogId).collect();
        let join = |&hog: &HogId| Join::new(hog, Chassis::in_turn(hog.index()));
        let joins = seats.iter().map(join).collect();
        let bots = seats
            .iter()
            .map(|&hog| (hog, Bot::new(hog, Skill::Hard, 77 + u64::from(hog.0))))
            .collect();
        Self {
            shown: LocalMatch::new(rules, 20, HogId(0), joins),
            nav,
            bots,
        }
    }

    fn run(&mut self, seconds: f32) {
        let Self { shown, nav, bots } = self;
        shown.run(seconds, |arena| think(bots, nav, arena));
    }

    fn feed(&mut self) -> MatchFeed {
        let players = self.players();
        self.shown.feed(players, true)
    }

    fn players(&self) -> BTreeMap<HogId, Player> {
        let player = |&(hog, _): &(HogId, Bot)| {
            let player = Player {
                name: format!("Hog {}", hog.0 + 1),
                chassis: Chassis::in_turn(hog.index()),
                coat: Coat::default(),
                team: None,
                bot: true,
                score: Score::default(),
                ping_ms: 0,
                ready: true,
                looks_on: false,
                who: 0,
            };
            (hog, player)
        };
        self.bots.iter().map(player).collect()
    }
}

/// What the bots do in the next tick.
fn think(bots: &mut [(HogId, Bot)], nav: &NavMap, arena: &Arena) -> Inputs {
    let controls = bots.iter_mut().map(|(hog, bot)| (*hog, bot.think(arena, nav)));
    Inputs {
        controls: controls.collect(),
        ..Inputs::default()
    }
}

fn begin(mut attract: ResMut<Attract>) {
    if matches!(*attract, Attract::Off) {
        *attract = Attract::Preparing(AsyncComputeTaskPool::get().spawn(async { prepare() }));
    }
}

fn run(
    mut commands: Commands,
    mut attract: ResMut<Attract>,
    feed: Option<ResMut<MatchFeed>>,
    quality: Res<Quality>,
    time: Res<Time>,
) {
    if feed.as_ref().is_some_and(|feed| !feed.backdrop) {
        // Somebody plays after all.
        return;
    }
    match &mut *attract {
        Attract::Off => {}
        Attract::Preparing(task) => {
            let Some(result) = block_on(poll_once(task)) else {
                return;
            };
            let hogs = quality.figures().backdrop_hogs;
            *attract = result.map_or(Attract::Off, |done| {
                Attract::Running(Box::new(Backdrop::new(done, hogs)))
            });
        }
        Attract::Running(backdrop) => {
            backdrop.run(time.delta_secs());
            backdrop.feed().take_place_of(feed, &mut commands);
        }
    }
}

fn end(mut commands: Commands, mut attract: ResMut<Attract>, feed: Option<Res<MatchFeed>>) {
    *attract = Attract::Off;
    if feed.is_some_and(|feed| feed.backdrop) {
        commands.remove_resource::<MatchFeed>();
    }
}

/// A feed as there may be one, for tests of what shows it.
#[cfg(test)]
pub(crate) fn some_feed() -> MatchFeed {
    Backdrop::new(prepare().unwrap(), 4).feed()
}

/// Runs the match behind the menu.
pub fn plugin(app: &mut App) {
    app.init_resource::<Attract>()
        .add_systems(OnEnter(Screen::Menu), begin)
        .add_systems(OnExit(Screen::Menu), end)
        .add_systems(
            Update,
            run.run_if(in_state(Screen::Menu)).in_set(FramePhase::Link),
        );
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::arena::outcome::Outcome;
    use hogs_shared::netplay::scene::SceneEvent;
    use hogs_shared::tick::TICK_SECONDS;

    #[test]
    fn the_backdrop_tells_all_that_happens_once_whatever_the_frames() {
        let mut shown = Backdrop::new(prepare().unwrap(), 4);
        // The same match, by the same seed, without frames.
        let mut plain = Backdrop::new(prepare().unwrap(), 4);
        let (mut told, mut happened) = (Vec::new(), Vec::new());
        for frame in 0..1500 {
            // Frames with no tick in them, with one, and with two or three.
            shown.run(TICK_SECONDS * [0.3, 1.0, 2.4][frame % 3]);
            let feed = shown.feed();
            assert!(feed.backdrop && feed.scene.hogs.len() == 4);
            told.extend(feed.events);
            while plain.shown.arena().tick() != shown.shown.arena().tick() {
                let inputs = think(&mut plain.bots, &plain.nav, plain.shown.arena());
                plain.shown.step(&inputs);
                happened.extend(plain.shown.take_events());
            }
        }
        assert!(told == happened, "{} of {} events", told.len(), happened.len());
        let shots = told
            .iter()
            .filter(|event| matches!(event, SceneEvent::Outcome(Outcome::Fired(_))));
        assert!(shots.count() > 50, "they fight");
    }
}

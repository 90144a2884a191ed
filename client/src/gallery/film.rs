//! A match of bots for pictures of what is seen during one: played out at once, kept as a replay, and held at a moment at
//! which there is something going on.

use std::sync::Arc;

use bevy::prelude::Resource;
use hogs_shared::arena::{Arena, Inputs, Join, Opening, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::mode::Mode;
use hogs_shared::netplay::scene::Scene;
use hogs_shared::replay::Recorder;
use hogs_shared::tick::TICKS_PER_SECOND;

use super::sample::{OWN, SITTERS};

const MAP: &str = "prairie";
const MODE: Mode = Mode::CaptureTheFlag;
const SEED: u64 = 5;
/// The moment is no earlier than this and no later, ticks.
const FROM: u32 = 12 * TICKS_PER_SECOND;
const UNTIL: u32 = 60 * TICKS_PER_SECOND;
/// Fewest shots in the air in it, and the least that is left of the hog one sees it from behind of, a share.
const SHOTS: usize = 3;
const HEALTH: f32 = 0.5;

/// The match.
#[derive(Resource)]
pub(super) struct Film {
    pub(super) rules: Arc<Rules>,
    /// The moment.
    pub(super) scene: Scene,
    /// Everything up to it, as a file.
    pub(super) file: Vec<u8>,
}

impl Film {
    /// Plays it.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the data.
    pub(super) fn shoot(folder: &AssetFolder, own_name: &str) -> Result<Self, String> {
        let data = folder.load(MAP, MODE.name()).map_err(|error| error.to_string())?;
        let rules = Arc::new(Rules::new(MODE, data).map_err(|error| error.to_string())?);
        let nav = NavMap::build(&rules);
        let opening = Opening::of_seed(SEED);
        let mut arena = Arena::open(rules.clone(), &opening);
        let begun = Recorder::begin(&rules, opening);
        let (mut recorder, mut file) = begun.map_err(|error| error.to_string())?;
        let mut bots = Vec::new();
        let mut inputs = Inputs::default();
        for (seat, sitter) in (0..).map(HogId).zip(&SITTERS) {
            recorder.introduce(seat, sitter.called(own_name), sitter.bot);
            inputs.joins.push(Join::new(seat, Chassis::in_turn(seat.index())));
            bots.push(Bot::new(seat, Skill::Hard, SEED ^ u64::from(seat.0)));
        }
        for tick in 0..UNTIL {
            arena.step(&inputs);
            file.extend(recorder.tick(&inputs, arena.checksum()).into_iter().flatten());
            if tick >= FROM && is_worth_it(&Scene::of(&arena, OWN)) {
                break;
            }
            let controls = bots.iter_mut().map(|bot| (bot.hog(), bot.think(&arena, &nav)));
            inputs = Inputs {
                controls: controls.collect(),
                ..Inputs::default()
            };
        }
        file.extend(recorder.finish());
        Ok(Self {
            scene: Scene::of(&arena, OWN),
            rules,
            file,
        })
    }
}

/// Whether a moment makes a picture.
fn is_worth_it(scene: &Scene) -> bool {
    let drives = |own: &hogs_shared::netplay::scene::SceneHog| {
        own.alive && !own.airborne && !own.cloaked && own.health.share > HEALTH
    };
    scene.hog(OWN).is_some_and(drives) && scene.shots.len() >= SHOTS
}

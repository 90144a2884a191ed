//! The world as seen: draws the scene of [`MatchFeed`] and reacts to its events. A pure consumer: nothing here writes
//! the feed, and nothing elsewhere looks at the world.

use std::sync::Arc;

use bevy::prelude::*;
use hogs_shared::arena::Rules;
use hogs_shared::level::Mood;

use crate::feed::MatchFeed;
use crate::phase::FramePhase;

mod arena;
mod beacon;
pub mod bolt;
pub mod burst;
pub mod camera;
pub mod convert;
mod craft;
mod debris;
pub mod effects;
pub(crate) mod flat;
pub mod ghost;
pub mod material;
mod models;
mod mood;
mod objectives;
mod pads;
mod pickups;
pub mod quality;
mod react;
mod redraw;
mod shots;
mod sky;
pub mod sprite;
mod stage;
pub mod stand;
mod warmth;

pub use stage::{Pane, TargetSize, ViewTarget, WorldCamera};

use camera::{AimView, CameraView, Rig};
use craft::MatchAir;
use effects::Effects;
use material::{Air, CraftMaterial, DebrisMaterial, Depth, GroundMaterial, SpriteMaterial};
use pads::Pads;
use quality::Quality;
use shots::ShotPaints;
use sprite::Sprites;

/// Whether everything that the world is made of has been loaded. Without a view there is nothing to wait for.
#[derive(bevy::ecs::system::SystemParam)]
pub struct WorldReady<'w> {
    models: Option<Res<'w, models::Models>>,
    compiling: Option<Res<'w, warmth::Compiling>>,
}

impl WorldReady<'_> {
    /// Whether it is.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.models.as_ref().is_none_or(|models| models.are_loaded())
    }

    /// How many shaders are still being compiled for what is to be drawn.
    #[must_use]
    pub fn compiling(&self) -> usize {
        self.compiling.as_ref().map_or(0, |compiling| compiling.count())
    }
}

/// What goes when the match is no longer shown.
#[derive(Component)]
struct MatchPart;

/// The match that is shown and how well.
#[derive(Default)]
struct Shown {
    rules: Option<Arc<Rules>>,
    quality: Option<Quality>,
}

/// Puts the arena of a new match up and clears the old one away; keeps everything to the preset.
fn set_up(
    mut commands: Commands,
    feed: Option<Res<MatchFeed>>,
    quality: Res<Quality>,
    old: Query<Entity, With<MatchPart>>,
    mut shown: Local<Shown>,
    mut effects: ResMut<Effects>,
    mut workshop: arena::Workshop,
    mut debris: ResMut<Assets<DebrisMaterial>>,
    mut glowing: ResMut<Assets<SpriteMaterial>>,
) {
    let rules = feed.as_ref().map(|feed| &feed.rules);
    let same_match = match (&shown.rules, rules) {
        (None, None) => true,
        (Some(old), Some(new)) => Arc::ptr_eq(old, new),
        _ => false,
    };
    let same_quality = shown.quality == Some(*quality);
    if same_match && same_quality {
        return;
    }
    effects.budget(&quality.figures());
    for entity in &old {
        commands.entity(entity).despawn();
    }
    let climate = mood::climate(rules.map_or(Mood::default(), |rules| rules.level.mood));
    effects.clear();
    effects.dust = climate.dust;
    let (air, depth) = (climate.air, Depth::of(&quality.figures()));
    commands.insert_resource(MatchAir { air, depth });
    commands.insert_resource(ShotPaints::default());
    commands.insert_resource(Pads::default());
    if let Some(rules) = rules {
        arena::spawn(&mut commands, rules, &climate, depth, &mut workshop);
        debris::spawn(&mut commands, air, depth, &mut workshop.meshes, &mut debris);
        for (_, material) in glowing.iter_mut() {
            material.air = air;
        }
    }
    *shown = Shown {
        rules: rules.cloned(),
        quality: Some(*quality),
    };
}

/// Lets effects live on, and shows the light of flashes on everything.
fn live(
    feed: Option<Res<MatchFeed>>,
    time: Res<Time>,
    mut effects: ResMut<Effects>,
    mut sprites: ResMut<Sprites>,
) {
    if feed.as_ref().is_some_and(|feed| feed.cut) {
        effects.clear();
    }
    let terrain = feed.as_ref().map(|feed| &feed.rules.terrain);
    effects.step(time.delta_secs().min(0.1), terrain, &mut sprites);
}

/// Tells the materials of the flashes; touches none while nothing flashes.
fn light_up(
    air: Res<MatchAir>,
    effects: Res<Effects>,
    mut ground: ResMut<Assets<GroundMaterial>>,
    mut craft: ResMut<Assets<CraftMaterial>>,
    mut was_dark: Local<bool>,
) {
    let mut now = air.air;
    effects.light_up(&mut now);
    let dark = air.depth.plain || now.flash_at[0].w <= 0.0;
    if dark && *was_dark {
        return;
    }
    *was_dark = dark;
    for (_, material) in ground.iter_mut() {
        material.air = now;
    }
    for (_, material) in craft.iter_mut() {
        material.air = now;
    }
}

/// Shows the world. Wants `phase::plugin`, and Bevy's plugins for rendering, glTF and states.
pub fn plugin(app: &mut App) {
    app.init_resource::<Quality>()
        .init_resource::<crate::palette::Tint>()
        .init_resource::<ViewTarget>()
        .init_resource::<Pane>()
        .init_resource::<TargetSize>()
        .init_resource::<AimView>()
        .init_resource::<camera::Lens>()
        .init_resource::<camera::Vantage>()
        .init_resource::<craft::KeptClear>()
        .init_resource::<CameraView>()
        .init_resource::<Rig>()
        .init_resource::<ghost::ShowGhosts>()
        .init_resource::<Effects>()
        .init_resource::<Pads>()
        .init_resource::<stand::Stand>()
        .init_resource::<ShotPaints>()
        .insert_resource(MatchAir {
            air: Air::dusk(),
            depth: Depth::default(),
        })
        .add_plugins((material::plugin, models::plugin, sprite::plugin, warmth::plugin))
        .add_systems(
            Update,
            (
                stage::measure,
                stage::build,
                stage::keep_to_pane,
                set_up,
                stand::set_up,
                stage::turn_sun,
                sky::hang,
            )
                .chain()
                .in_set(FramePhase::View),
        )
        .add_systems(
            Update,
            (
                craft::muster,
                craft::change_heads,
                craft::pose,
                react::react,
                (
                    craft::show_exhaust,
                    craft::show_heads,
                    craft::show_powers,
                    craft::show_wounds,
                    craft::show_outline,
                )
                    .chain(),
                ghost::haunt,
                shots::show,
                arena::move_movers,
                arena::sparks,
                pads::show,
                pickups::show,
                (objectives::show, objectives::show_bases),
                beacon::show,
                (craft::keep_clear, sprite::part).chain(),
            )
                .chain()
                .run_if(resource_exists::<MatchFeed>)
                .after(set_up)
                .before(live)
                .in_set(FramePhase::View),
        )
        .add_systems(Update, (live, light_up).chain().in_set(FramePhase::View))
        .add_systems(
            Update,
            (
                camera::drive,
                debris::show,
                stand::show,
                sky::follow,
                sprite::upload,
            )
                .chain()
                .in_set(FramePhase::Camera),
        );
}

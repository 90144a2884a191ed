//! What of the engine the game does without. On a machine of few cores each system costs a microsecond or two a frame even if
//! it finds nothing to do, and the engine has many for what is not there: skeletons, pictures in two dimensions, lines for
//! debugging, the widgets of its editor. Figures: docs/decisions/0012-frame-time.md

use bevy::animation::AnimationPlugin;
use bevy::app::{MainScheduleOrder, PluginGroupBuilder, PropagateSet, RunFixedMainLoop, SpawnScene};
use bevy::camera::primitives::Aabb;
use bevy::camera::visibility::NoAutoAabb;
use bevy::ecs::message::{MessageRegistry, ShouldUpdateMessages};
use bevy::ecs::schedule::ScheduleLabel;
use bevy::gizmos::GizmoMeshSystems;
use bevy::gizmos_render::GizmoRenderPlugin;
use bevy::light::SimulationLightSystems;
use bevy::picking::PickingSystems;
use bevy::prelude::*;
use bevy::sprite::SpritePlugin;
use bevy::ui::{RelativeCursorPosition, UiSystems};

/// Leaves out what nothing else needs. Without the first of them a model that moves by itself cannot be loaded; ours are moved
/// by what happens.
pub(crate) fn plugins(all: PluginGroupBuilder) -> PluginGroupBuilder {
    all.disable::<AnimationPlugin>()
        .disable::<SpritePlugin>()
        .disable::<GizmoRenderPlugin>()
}

/// Stops what comes along with something that is needed.
pub(crate) fn plugin(app: &mut App) {
    // Nothing runs at the engine's fixed pace (the match has its own), and no file is put into the world as a scene.
    let idle = [RunFixedMainLoop.intern(), SpawnScene.intern()];
    let mut order = app.world_mut().resource_mut::<MainScheduleOrder>();
    order.labels.retain(|label| !idle.contains(label));
    // Without that pace messages would be kept for ever for whoever runs at it.
    app.world_mut().resource_mut::<MessageRegistry>().should_update = ShouldUpdateMessages::Always;
    // Nearly all that has parts is a hog, and moves: to look for what stands still costs more than it saves.
    app.insert_resource(StaticTransformOptimizations::Disabled);
    let never = || false;
    app.configure_sets(
        PreUpdate,
        (
            // It serves an older form of widgets, and who asks where on a node the pointer is: the bar of a replay.
            UiSystems::Focus.run_if(any_with_component::<RelativeCursorPosition>),
            // The looks of the editor's widgets.
            PickingSystems::Last.run_if(never),
        ),
    )
    .configure_sets(
        PostUpdate,
        (
            PropagateSet::<TextColor>::default().run_if(never),
            PropagateSet::<TextFont>::default().run_if(never),
            SimulationLightSystems::CheckLightVisibility.run_if(shadows_fall),
        ),
    )
    .configure_sets(Last, GizmoMeshSystems.run_if(never))
    .add_observer(measure_once);
}

/// Whether the sun throws shadows. One that does not any more is another sun (`view/stage.rs`), and has seen nothing.
fn shadows_fall(suns: Query<&DirectionalLight>) -> bool {
    suns.iter().any(|sun| sun.shadow_maps_enabled)
}

/// Bounds stay what they are: the engine would measure all corners of a mesh anew whenever the material changes that it is
/// shown with, as that of a hog does with every hit and that of the ground with every flash.
fn measure_once(measured: On<Add, Aabb>, mut commands: Commands) {
    commands.entity(measured.entity).try_insert(NoAutoAabb);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Message)]
    struct Word;

    #[test]
    fn messages_are_heard_for_two_frames_and_then_forgotten() {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, plugin)).add_message::<Word>();
        app.world_mut().write_message(Word);
        let mut heard = || {
            app.update();
            app.world().resource::<Messages<Word>>().len()
        };
        let stands: Vec<usize> = (0..3).map(|_| heard()).collect();
        assert_eq!(stands, [1, 0, 0]);
    }

    #[test]
    fn whoever_asks_where_on_a_node_the_pointer_is_is_told() {
        #[derive(Resource, Default)]
        struct Told(u32);
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, plugin))
            .init_resource::<Told>()
            .add_systems(
                PreUpdate,
                (|mut told: ResMut<Told>| told.0 += 1).in_set(UiSystems::Focus),
            );
        app.update();
        assert_eq!(app.world().resource::<Told>().0, 0);
        app.world_mut().spawn(RelativeCursorPosition::default());
        app.update();
        assert_eq!(app.world().resource::<Told>().0, 1);
    }
}

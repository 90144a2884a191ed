//! Cameras, what they draw into, and the sun: all that depends on the preset rather than on the match. The only place
//! that spawns cameras that see the world.

use bevy::camera::{Hdr, ManualTextureViewHandle, RenderTarget};
use bevy::core_pipeline::tonemapping::{DebandDither, Tonemapping};
use bevy::image::Image;
use bevy::light::{CascadeShadowConfigBuilder, DirectionalLightShadowMap, ShadowFilteringMethod};
use bevy::post_process::bloom::{Bloom, BloomCompositeMode, BloomPrefilter};
use bevy::prelude::*;
use bevy::render::texture::ManualTextureViews;
use bevy::window::PrimaryWindow;

use super::craft::MatchAir;
use super::flat;
use super::material::Air;
use super::quality::{Figures, Quality};

/// What the game is drawn into.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub enum ViewTarget {
    /// The window.
    #[default]
    Window,
    /// An image, for pictures without a display.
    Image(Handle<Image>),
    /// A picture that belongs to another app, and is shown by it.
    Lent(ManualTextureViewHandle),
}

impl ViewTarget {
    fn of_camera(&self) -> RenderTarget {
        match self {
            Self::Window => RenderTarget::default(),
            Self::Image(handle) => RenderTarget::from(handle.clone()),
            Self::Lent(handle) => RenderTarget::TextureView(*handle),
        }
    }
}

/// The part of the window that the game is drawn into, physical pixels: all of it, unless two play on one screen.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane(pub Option<URect>);

/// How far the eye sees, metres.
pub(super) const FAR_M: f32 = 3000.0;

/// The camera that shows the world.
#[derive(Component)]
pub struct WorldCamera;

/// What goes when the preset changes.
#[derive(Component)]
pub(super) struct StagePart;

/// Size of the target.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct TargetSize {
    /// In pixels.
    pub physical: UVec2,
    /// Pixels a logical pixel of the UI.
    pub scale: f32,
}

impl Default for TargetSize {
    fn default() -> Self {
        Self {
            physical: UVec2::new(1280, 720),
            scale: 1.0,
        }
    }
}

/// Measures the target.
pub(super) fn measure(
    target: Res<ViewTarget>,
    window: Query<&Window, With<PrimaryWindow>>,
    pane: Res<Pane>,
    images: Res<Assets<Image>>,
    lent: Option<Res<ManualTextureViews>>,
    ui_scale: Res<UiScale>,
    mut size: ResMut<TargetSize>,
) {
    let drawn = |physical| TargetSize {
        physical,
        scale: ui_scale.0,
    };
    let found = match &*target {
        ViewTarget::Window => window.single().ok().map(|window| TargetSize {
            physical: pane.0.map_or_else(|| window.physical_size(), |pane| pane.size()),
            scale: window.scale_factor() * ui_scale.0,
        }),
        ViewTarget::Image(handle) => images.get(handle).map(|image| drawn(image.size())),
        ViewTarget::Lent(handle) => {
            let view = lent.as_ref().and_then(|lent| lent.get(handle));
            view.map(|view| drawn(view.size))
        }
    };
    if let Some(found) = found.filter(|found| found.physical.min_element() > 0) {
        size.set_if_neq(found);
    }
}

/// What stands: for which quality and target, and, at less than full resolution, the image the world is drawn into.
#[derive(PartialEq)]
pub(super) struct Built {
    quality: Quality,
    target: ViewTarget,
    world: Option<Handle<Image>>,
}

/// Puts cameras and sun up again when the quality or the target has changed. Another size is no reason to: whatever
/// hangs on a camera (the UI does) stays; an image of the world is made to fit.
pub(super) fn build(
    mut commands: Commands,
    quality: Res<Quality>,
    target: Res<ViewTarget>,
    size: Res<TargetSize>,
    old: Query<Entity, With<StagePart>>,
    mut images: ResMut<Assets<Image>>,
    mut built: Local<Option<Built>>,
) {
    let figures = quality.figures();
    let scaled = (size.physical.as_vec2() * figures.scale)
        .as_uvec2()
        .max(UVec2::ONE);
    if let Some(built) = built
        .as_ref()
        .filter(|built| built.quality == *quality && built.target == *target)
    {
        if let Some(world) = &built.world {
            flat::fit(&mut images, world, scaled);
        }
        return;
    }
    for entity in &old {
        commands.entity(entity).despawn();
    }
    commands.insert_resource(DirectionalLightShadowMap {
        size: figures.shadow_map.max(1),
    });
    spawn_sun(&mut commands, &figures);
    let screen = target.of_camera();
    let world = (figures.scale < 0.999).then(|| images.add(flat::picture(scaled)));
    let mut camera = match &world {
        None => commands.spawn((screen, IsDefaultUiCamera)),
        Some(world) => {
            spawn_screen(&mut commands, screen, world.clone());
            commands.spawn(RenderTarget::from(world.clone()))
        }
    };
    camera.insert((
        StagePart,
        WorldCamera,
        Camera3d::default(),
        Camera {
            clear_color: ClearColorConfig::Custom(horizon()),
            ..default()
        },
        Projection::Perspective(PerspectiveProjection {
            far: FAR_M,
            ..default()
        }),
        if figures.samples > 1 {
            Msaa::Sample4
        } else {
            Msaa::Off
        },
        Tonemapping::None,
        DebandDither::Disabled,
        if figures.cascades > 1 {
            ShadowFilteringMethod::Gaussian
        } else {
            ShadowFilteringMethod::Hardware2x2
        },
        Transform::from_xyz(0.0, 14.0, 0.0),
    ));
    if figures.bloom {
        camera.insert((Hdr, glow()));
    }
    *built = Some(Built {
        quality: *quality,
        target: target.clone(),
        world,
    });
}

/// Keeps the cameras that draw into the window within their part of it.
pub(super) fn keep_to_pane(
    pane: Res<Pane>,
    mut cameras: Query<(&mut Camera, &RenderTarget), With<StagePart>>,
) {
    for (mut camera, target) in &mut cameras {
        if matches!(target, RenderTarget::Window(_)) {
            flat::keep_within(&mut camera, pane.0);
        }
    }
}

/// What shows where nothing is: haze.
fn horizon() -> Color {
    let haze = Air::dusk().fog_cool;
    Color::linear_rgb(haze.x, haze.y, haze.z)
}

/// Glow of what is brighter than paint can be.
fn glow() -> Bloom {
    Bloom {
        intensity: 0.22,
        low_frequency_boost: 0.55,
        prefilter: BloomPrefilter {
            threshold: 0.95,
            threshold_softness: 0.15,
        },
        composite_mode: BloomCompositeMode::Additive,
        max_mip_dimension: 256,
        ..Bloom::NATURAL
    }
}

/// The camera of the UI at full resolution, with the world as a picture behind everything.
fn spawn_screen(commands: &mut Commands, screen: RenderTarget, world: Handle<Image>) {
    let order = Camera {
        order: 1,
        ..default()
    };
    let camera = commands.spawn((StagePart, screen, flat::camera(), order, IsDefaultUiCamera));
    let camera = camera.id();
    commands.spawn((StagePart, flat::spread(world, camera), GlobalZIndex(i32::MIN)));
}

fn spawn_sun(commands: &mut Commands, figures: &Figures) {
    let reach = figures.shadow_reach_m.max(10.0);
    let cascades = CascadeShadowConfigBuilder {
        num_cascades: figures.cascades,
        minimum_distance: 0.5,
        maximum_distance: reach,
        first_cascade_far_bound: reach / (1 << figures.cascades) as f32,
        ..default()
    };
    commands.spawn((
        StagePart,
        DirectionalLight {
            // The materials bring their own light; this one only casts the shadows.
            illuminance: 1.0,
            shadow_maps_enabled: figures.shadow_map > 0,
            shadow_depth_bias: 0.07,
            shadow_normal_bias: 2.4,
            ..default()
        },
        cascades.build(),
    ));
}

/// Lets shadows fall as the match's light does.
pub(super) fn turn_sun(air: Res<MatchAir>, mut suns: Query<&mut Transform, With<DirectionalLight>>) {
    for mut transform in &mut suns {
        let turned = Transform::default().looking_to(-air.air.to_sun.truncate(), Vec3::Y);
        transform.set_if_neq(turned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_size_leaves_the_cameras_standing() {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, AssetPlugin::default()))
            .init_asset::<Image>()
            .insert_resource(Quality::LOW)
            .init_resource::<ViewTarget>()
            .init_resource::<TargetSize>()
            .add_systems(Update, build);
        let look = |app: &mut App| {
            app.update();
            let world = app.world_mut();
            let mut ui = world.query_filtered::<Entity, With<IsDefaultUiCamera>>();
            let ui = ui.single(world).unwrap();
            let mut screens = world.query::<&ImageNode>();
            let shown = screens.single(world).unwrap().image.clone();
            let mut cameras = world.query_filtered::<&RenderTarget, With<WorldCamera>>();
            let drawn = cameras.single(world).unwrap().as_image().cloned();
            assert_eq!(
                drawn.as_ref(),
                Some(&shown),
                "the UI shows what the world is drawn into"
            );
            let size = world.resource::<Assets<Image>>().get(&shown).unwrap().size();
            (ui, size)
        };
        let (first, size) = look(&mut app);
        assert_eq!(size, UVec2::new(640, 360));
        app.world_mut().resource_mut::<TargetSize>().physical = UVec2::new(900, 501);
        assert_eq!(look(&mut app), (first, UVec2::new(450, 250)));
        *app.world_mut().resource_mut::<Quality>() = Quality::HIGH;
        app.update();
        let world = app.world_mut();
        let mut cameras = world.query_filtered::<Entity, With<Camera>>();
        let standing: Vec<Entity> = cameras.iter(world).collect();
        assert!(standing.len() == 1 && standing[0] != first);
    }
}

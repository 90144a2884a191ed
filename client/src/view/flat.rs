//! Pictures that are shown flat, and the parts of a window that are drawn into: what the world at less than full resolution
//! and the half of a second player have in common.

use bevy::camera::Viewport;
use bevy::camera::visibility::RenderLayers;
use bevy::core_pipeline::tonemapping::{DebandDither, Tonemapping};
use bevy::image::Image;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureFormat};

/// Of every picture that is drawn into.
pub(crate) const FORMAT: TextureFormat = TextureFormat::Rgba8UnormSrgb;

/// A picture of that size to be drawn into, pixels. It is on the graphics card alone.
pub(crate) fn picture(size: UVec2) -> Image {
    Image {
        data: None,
        copy_on_resize: false,
        ..Image::new_target_texture(size.x, size.y, FORMAT, None)
    }
}

/// A camera that sees nothing of any world: only UI.
pub(crate) fn camera() -> impl Bundle {
    (
        Camera2d,
        Msaa::Off,
        Tonemapping::None,
        DebandDither::Disabled,
        RenderLayers::layer(31),
    )
}

/// A picture over all that a camera shows.
pub(crate) fn spread(image: Handle<Image>, camera: Entity) -> impl Bundle {
    (
        ImageNode {
            image,
            image_mode: NodeImageMode::Stretch,
            ..default()
        },
        Node {
            position_type: PositionType::Absolute,
            width: percent(100),
            height: percent(100),
            ..default()
        },
        Pickable::IGNORE,
        UiTargetCamera(camera),
    )
}

/// Has a picture be of that size, pixels.
pub(crate) fn fit(images: &mut Assets<Image>, picture: &Handle<Image>, size: UVec2) {
    let wrong = images.get(picture).is_some_and(|image| image.size() != size);
    if wrong && let Some(mut image) = images.get_mut(picture) {
        image.resize(Extent3d {
            width: size.x,
            height: size.y,
            ..default()
        });
    }
}

/// Has a camera draw into a part of its window, pixels, or all of it.
pub(crate) fn keep_within(camera: &mut Mut<Camera>, part: Option<URect>) {
    let wanted = part.map(|part| (part.min, part.size()));
    let now = camera.viewport.as_ref();
    if now.map(|port| (port.physical_position, port.physical_size)) != wanted {
        camera.viewport = wanted.map(|(physical_position, physical_size)| Viewport {
            physical_position,
            physical_size,
            ..default()
        });
    }
}

//! The second player's half of the window: a picture that belongs to the first game, which shows it, and that the second
//! game draws into. Both draw with one device, so it never leaves the graphics card.

use std::sync::{Arc, Mutex, PoisonError};

use bevy::asset::AssetId;
use bevy::camera::ManualTextureViewHandle;
use bevy::image::Image;
use bevy::prelude::*;
use bevy::render::render_asset::RenderAssets;
use bevy::render::render_resource::TextureView;
use bevy::render::renderer::RenderInstance;
use bevy::render::texture::{GpuImage, ManualTextureView, ManualTextureViews};
use bevy::render::{Render, RenderApp, RenderSystems};
use bevy::window::PrimaryWindow;

use crate::settings::gameplay::Split;
use crate::view::{Pane, ViewTarget, flat};

/// What the second game calls the picture.
const PICTURE: ManualTextureViewHandle = ManualTextureViewHandle(2);
/// Pixels between the halves.
const GAP_PX: u32 = 2;
/// For so many frames a half has had its size before the picture gets it: each time that it changes, a frame of it is black.
const STEADY_FRAMES: u32 = 10;
/// Drawn after everything else of the window.
const ORDER: isize = 20;

/// What the world of rendering has of the picture.
#[derive(Default)]
struct Drawn {
    picture: Option<AssetId<Image>>,
    view: Option<(TextureView, UVec2)>,
    instance: Option<RenderInstance>,
}

/// Where the picture stands: what is shared with the world of rendering, and the picture itself.
#[derive(Resource, Clone, Default)]
pub(super) struct Easel {
    drawn: Arc<Mutex<Drawn>>,
    picture: Option<Handle<Image>>,
    /// How large the second half is, pixels, and for how many frames it has been.
    half: (UVec2, u32),
}

impl Easel {
    fn with<T>(&self, work: impl FnOnce(&mut Drawn) -> T) -> T {
        work(&mut self.drawn.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the second game draws into and with; none until the picture is on the graphics card.
    pub(super) fn lent(&self) -> Option<(ManualTextureView, RenderInstance)> {
        self.with(|drawn| {
            let (texture_view, size) = drawn.view.clone()?;
            let view = ManualTextureView {
                texture_view,
                size,
                view_format: flat::FORMAT,
            };
            Some((view, drawn.instance.clone()?))
        })
    }
}

/// What shows the picture: a camera, and what holds it.
#[derive(Component)]
struct Shows;

pub(super) fn plugin(app: &mut App) {
    let easel = Easel::default();
    app.insert_resource(easel.clone());
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render
            .insert_resource(easel)
            .add_systems(Render, find.in_set(RenderSystems::PrepareResources));
    }
}

/// Finds the picture on the graphics card.
fn find(easel: Res<Easel>, images: Res<RenderAssets<GpuImage>>, instance: Res<RenderInstance>) {
    easel.with(|drawn| {
        let image = drawn.picture.and_then(|picture| images.get(picture));
        drawn.view = image.map(|image| {
            let size = image.texture_descriptor.size;
            (image.texture_view.clone(), UVec2::new(size.width, size.height))
        });
        drawn.instance = Some(instance.clone());
    });
}

/// The halves of a window, the first player's first.
fn halves(window: UVec2, split: Split) -> [URect; 2] {
    let across = match split {
        Split::Beside => UVec2::X,
        Split::Stacked | Split::Off => UVec2::Y,
    };
    let second = window / 2 * across;
    [
        URect::from_corners(UVec2::ZERO, window - (window - second) * across),
        URect::from_corners(second + GAP_PX * across, window),
    ]
}

/// Gives each player their half, and has the second one's picture fit theirs.
pub(super) fn lay_out(world: &mut World, split: Split) {
    let mut windows = world.query_filtered::<&Window, With<PrimaryWindow>>();
    let Ok(window) = windows.single(world) else { return };
    let size = window.physical_size();
    // A window that is minimised has no size; there is nothing to be seen then.
    if size.min_element() <= 2 * GAP_PX {
        return;
    }
    let [first, second] = halves(size, split);
    world.resource_mut::<Pane>().set_if_neq(Pane(Some(first)));
    let picture = fit(world, second.size());
    let mut cameras = world.query_filtered::<&mut Camera, With<Shows>>();
    if let Ok(mut camera) = cameras.single_mut(world) {
        return flat::keep_within(&mut camera, Some(second));
    }
    let order = Camera {
        order: ORDER,
        clear_color: ClearColorConfig::None,
        ..default()
    };
    let mut camera = world.spawn((Shows, flat::camera(), order));
    if let Some(mut camera) = camera.get_mut::<Camera>() {
        flat::keep_within(&mut camera, Some(second));
    }
    let camera = camera.id();
    // Black as long as nothing has been drawn.
    world.spawn((
        Shows,
        flat::spread(picture, camera),
        BackgroundColor(Color::BLACK),
    ));
}

/// The picture; of that size, once that is no longer changing.
fn fit(world: &mut World, size: UVec2) -> Handle<Image> {
    world.resource_scope(|world, mut easel: Mut<Easel>| {
        let (before, frames) = easel.half;
        easel.half = (
            size,
            if before == size {
                frames.saturating_add(1)
            } else {
                0
            },
        );
        let mut images = world.resource_mut::<Assets<Image>>();
        if let Some(picture) = &easel.picture {
            if easel.half.1 == STEADY_FRAMES {
                flat::fit(&mut images, picture, size);
            }
            return picture.clone();
        }
        let picture = images.add(flat::picture(size));
        easel.with(|drawn| drawn.picture = Some(picture.id()));
        easel.picture = Some(picture.clone());
        picture
    })
}

/// Has a game draw into the picture from now on.
pub(super) fn set_up(second: &mut World, view: ManualTextureView) {
    let mut views = second.resource_mut::<ManualTextureViews>();
    let known = views.get(&PICTURE);
    let same = known.is_some_and(|known| known.texture_view.id() == view.texture_view.id());
    if !same {
        views.insert(PICTURE, view);
    }
    let target = ViewTarget::Lent(PICTURE);
    second.resource_mut::<ViewTarget>().set_if_neq(target);
}

/// Gives the first player the whole window again.
pub(super) fn clear(world: &mut World) {
    if world.resource::<Easel>().picture.is_none() {
        return;
    }
    world.resource_mut::<Pane>().set_if_neq(Pane(None));
    let mut parts = world.query_filtered::<Entity, With<Shows>>();
    for part in parts.iter(world).collect::<Vec<_>>() {
        world.despawn(part);
    }
    let mut easel = world.resource_mut::<Easel>();
    easel.picture = None;
    easel.with(|drawn| (drawn.picture, drawn.view) = (None, None));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_fill_the_window_but_for_what_parts_them() {
        for split in [Split::Stacked, Split::Beside] {
            for window in [UVec2::new(1280, 720), UVec2::new(641, 363)] {
                let [first, second] = halves(window, split);
                assert!(first.intersect(second).is_empty());
                let area = |size: UVec2| size.x * size.y;
                let gap = match split {
                    Split::Beside => window.y * GAP_PX,
                    Split::Stacked | Split::Off => window.x * GAP_PX,
                };
                assert_eq!(area(first.size()) + area(second.size()) + gap, area(window));
                assert_eq!(second.max, window);
            }
        }
    }

    /// Part of the window that the second half is shown in, how large its picture is, and how many things show it.
    fn shown(world: &mut World) -> (Option<URect>, Option<UVec2>, usize) {
        let port = world
            .query_filtered::<&Camera, With<Shows>>()
            .iter(world)
            .find_map(|camera| camera.viewport.clone());
        let part = port.map(|port| {
            URect::from_corners(
                port.physical_position,
                port.physical_position + port.physical_size,
            )
        });
        let picture = world.resource::<Easel>().picture.clone();
        let image = picture.and_then(|picture| world.resource::<Assets<Image>>().get(&picture));
        let size = image.map(Image::size);
        let things = world.query_filtered::<(), With<Shows>>().iter(world).count();
        (part, size, things)
    }

    #[test]
    fn halves_follow_the_window_at_once_and_the_picture_once_it_rests() {
        let mut world = World::new();
        world.init_resource::<Assets<Image>>();
        world.init_resource::<Pane>();
        world.init_resource::<Easel>();
        let mut window = Window::default();
        window.resolution.set_physical_resolution(1280, 720);
        let window = world.spawn((window, PrimaryWindow)).id();
        lay_out(&mut world, Split::Stacked);
        let [first, second] = halves(UVec2::new(1280, 720), Split::Stacked);
        assert_eq!(*world.resource::<Pane>(), Pane(Some(first)));
        assert_eq!(shown(&mut world), (Some(second), Some(second.size()), 2));

        let resize = |world: &mut World, width, height| {
            let mut window = world.get_mut::<Window>(window).unwrap();
            window.resolution.set_physical_resolution(width, height);
        };
        resize(&mut world, 800, 600);
        let old = second.size();
        let [first, second] = halves(UVec2::new(800, 600), Split::Beside);
        for _ in 0..STEADY_FRAMES {
            lay_out(&mut world, Split::Beside);
            assert_eq!(*world.resource::<Pane>(), Pane(Some(first)));
            assert_eq!(shown(&mut world), (Some(second), Some(old), 2));
        }
        lay_out(&mut world, Split::Beside);
        assert_eq!(shown(&mut world), (Some(second), Some(second.size()), 2));

        // Minimised: all stays as it was.
        resize(&mut world, 0, 0);
        lay_out(&mut world, Split::Beside);
        assert_eq!(shown(&mut world), (Some(second), Some(second.size()), 2));
        clear(&mut world);
        assert_eq!(*world.resource::<Pane>(), Pane(None));
        assert_eq!(shown(&mut world), (None, None, 0));
    }
}

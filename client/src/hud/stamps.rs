//! Many glyphs and plates on one node, drawn with it. Each node costs the engine time every frame, whether anything of it changes or not
//! (docs/decisions/0012-frame-time.md); what comes and goes by the dozen is therefore no node of its own.

use bevy::camera::visibility::InheritedVisibility;
use bevy::math::Affine2;
use bevy::prelude::*;
use bevy::render::sync_world::TemporaryRenderEntity;
use bevy::render::{Extract, ExtractSchedule, RenderApp};
use bevy::sprite::BorderRect;
use bevy::ui::{
    CalculatedClip, ComputedNode, ComputedStackIndex, ComputedUiTargetCamera, ResolvedBorderRadius,
    UiGlobalTransform,
};
use bevy::ui_render::{
    ExtractedUiItem, ExtractedUiNode, ExtractedUiNodes, NodeType, RenderUiSystems, UiCameraMap,
    stack_z_offsets,
};

use super::glyph::Glyph;
use super::style::HudStyle;

/// What is stamped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    /// A glyph.
    Glyph(Glyph),
    /// A plate with corners of that radius, logical pixels.
    Plate(f32),
}

/// Something on a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stamp {
    /// What it shows.
    pub(super) figure: Figure,
    /// Where its middle is, right and down of the node's, logical pixels.
    pub(super) at: Vec2,
    /// Its width and height, logical pixels.
    pub(super) size: Vec2,
    /// Clockwise, radians.
    pub(super) turn: f32,
    /// Its colour.
    pub(super) colour: Color,
}

impl Stamp {
    /// The picture that the engine takes it from (none for a plain colour) and its item, at so many physical pixels to a
    /// logical one.
    fn item(&self, pixels: f32, glyphs: AssetId<Image>) -> (AssetId<Image>, ExtractedUiItem) {
        let size = self.size * pixels;
        let (image, rect, scaling, radius) = match self.figure {
            Figure::Glyph(glyph) => {
                let rect = glyph.rect();
                let scaling = size / rect.size();
                let rect = Rect::from_corners(rect.min * scaling, rect.max * scaling);
                (glyphs, rect, Some(scaling), 0.0)
            }
            Figure::Plate(radius) => {
                let rect = Rect::from_corners(Vec2::ZERO, size);
                (AssetId::default(), rect, None, radius * pixels)
            }
        };
        let item = ExtractedUiItem::Node {
            color: self.colour.into(),
            rect,
            atlas_scaling: scaling,
            flip_x: false,
            flip_y: false,
            border_radius: ResolvedBorderRadius {
                top_left: radius,
                top_right: radius,
                bottom_right: radius,
                bottom_left: radius,
            },
            border: BorderRect::ZERO,
            node_type: NodeType::Rect,
        };
        (image, item)
    }
}

/// What is stamped on a node, the last on top.
#[derive(Component, Default)]
pub(super) struct Stamps(pub(super) Vec<Stamp>);

/// Hands the stamps of all nodes that are seen to the engine's own drawing of pictures.
fn extract(
    mut commands: Commands,
    mut extracted: ResMut<ExtractedUiNodes>,
    style: Extract<Option<Res<HudStyle>>>,
    nodes: Extract<
        Query<(
            Entity,
            &Stamps,
            &ComputedNode,
            &ComputedStackIndex,
            &UiGlobalTransform,
            &InheritedVisibility,
            Option<&CalculatedClip>,
            &ComputedUiTargetCamera,
        )>,
    >,
    cameras: Extract<UiCameraMap>,
) {
    let Some(style) = style.as_ref() else { return };
    let mut cameras = cameras.get_mapper();
    for (entity, stamps, node, index, transform, visibility, clip, camera) in &nodes {
        let Some(camera) = cameras.map(camera).filter(|_| visibility.get()) else {
            continue;
        };
        let pixels = node.inverse_scale_factor().recip();
        for stamp in &stamps.0 {
            let (image, item) = stamp.item(pixels, style.glyphs.id());
            let placed = Affine2::from_angle_translation(stamp.turn, stamp.at * pixels);
            extracted.uinodes.push(ExtractedUiNode {
                z_order: index.0 as f32 + stack_z_offsets::TEXT,
                image,
                clip: clip.map(|clip| clip.clip),
                extracted_camera_entity: camera,
                item,
                main_entity: entity.into(),
                render_entity: commands.spawn(TemporaryRenderEntity).id(),
                transform: Affine2::from(*transform) * placed,
            });
        }
    }
}

/// Has stamps drawn, where anything is.
pub(super) fn plugin(app: &mut App) {
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render.add_systems(ExtractSchedule, extract.in_set(RenderUiSystems::ExtractImages));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_as_large_as_it_says_and_shows_its_own_glyph() {
        let sheet = AssetId::Uuid {
            uuid: bevy::asset::uuid::Uuid::from_u128(7),
        };
        let stamp = |figure: Figure| Stamp {
            figure,
            at: Vec2::ZERO,
            size: Vec2::new(8.0, 16.0),
            turn: 0.0,
            colour: Color::WHITE,
        };
        let (image, item) = stamp(Figure::Glyph(Glyph::Bolt)).item(2.0, sheet);
        let ExtractedUiItem::Node {
            rect, atlas_scaling, ..
        } = item
        else {
            panic!("not a node");
        };
        let scaling = atlas_scaling.unwrap();
        assert_eq!((image, rect.size()), (sheet, Vec2::new(16.0, 32.0)));
        let shown = Rect::from_corners(rect.min / scaling, rect.max / scaling);
        assert_eq!(shown, Glyph::Bolt.rect());
        let (image, item) = stamp(Figure::Plate(3.0)).item(2.0, sheet);
        let ExtractedUiItem::Node {
            rect, border_radius, ..
        } = item
        else {
            panic!("not a node");
        };
        assert_eq!((image, rect.size()), (AssetId::default(), Vec2::new(16.0, 32.0)));
        assert_eq!(border_radius.top_left, 6.0);
    }
}

//! Colours what the HUD shows for the eyes of the player. The parts know roles only by their usual colours; this is the one
//! place that goes over all of them, and it does nothing where all colours are seen.

use bevy::prelude::*;

use super::stamps::Stamps;
use super::{HudPhase, HudRoot};
use crate::palette::{Tint, retinted};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        retint
            .after(HudPhase::Show)
            .run_if(|tint: Res<Tint>| *tint != Tint::Usual),
    );
}

/// Sets a colour if these eyes want another one.
fn turn(colour: &Color) -> Option<Color> {
    let wanted = retinted(*colour);
    (wanted != *colour).then_some(wanted)
}

fn retint(
    roots: Query<Entity, With<HudRoot>>,
    children: Query<&Children>,
    mut texts: Query<&mut TextColor>,
    mut images: Query<&mut ImageNode>,
    mut grounds: Query<&mut BackgroundColor>,
    mut edges: Query<&mut BorderColor>,
    mut stamps: Query<&mut Stamps>,
) {
    for part in roots.iter().flat_map(|root| children.iter_descendants(root)) {
        if let Ok(mut text) = texts.get_mut(part)
            && let Some(colour) = turn(&text.0)
        {
            text.0 = colour;
        }
        if let Ok(mut image) = images.get_mut(part)
            && let Some(colour) = turn(&image.color)
        {
            image.color = colour;
        }
        if let Ok(mut ground) = grounds.get_mut(part)
            && let Some(colour) = turn(&ground.0)
        {
            ground.0 = colour;
        }
        if let Ok(mut edge) = edges.get_mut(part)
            && let Some(colour) = turn(&edge.top)
        {
            *edge = BorderColor::all(colour);
        }
        for stamp in stamps.get_mut(part).iter_mut().flat_map(|stamps| &mut stamps.0) {
            stamp.colour = retinted(stamp.colour);
        }
    }
}

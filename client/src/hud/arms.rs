//! Bottom right: the weapon in hand with its ammunition and reload, and the others that one has small beside it.

use bevy::prelude::*;

use hogs_shared::ids::Weapon;

use super::glyph::Glyph;
use super::paint::{Paint, repaint};
use super::panel::{Corner, around, dial, panel};
use super::style::{DANGER, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, write};
use super::{HudPhase, KeyNames, Kit};
use crate::bindings::Action;
use crate::feed::MatchFeed;
use crate::weapon::look;
use crate::words::Words;

/// Most letters of a key that there is room for.
const KEY_LETTERS: usize = 2;

/// The sweep around the weapon in hand.
#[derive(Component)]
struct Reload;

/// The picture of the weapon in hand.
#[derive(Component)]
struct InHand;

#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Line {
    Name,
    Ammo,
}

/// A weapon's place in the row.
#[derive(Component)]
struct Slot(Weapon);

/// The key of a weapon in the row.
#[derive(Component)]
struct SlotKey(Weapon);

/// Ammunition of a weapon in the row.
#[derive(Component)]
struct SlotAmmo(Weapon);

/// Picture of a weapon in the row.
#[derive(Component)]
struct SlotGlyph(Weapon);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (in_hand, slots, keys).in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let sweep = kit.painted(Paint::arc(SELF, 0.0, std::f32::consts::TAU, 0.96, 0.12));
    root.spawn(Corner::Right.row(style, 12.0))
        .with_children(|corner| {
            spawn_column(corner, style);
            corner.spawn(dial(style, 126.0)).with_children(|dial| {
                dial.spawn((Reload, sweep, around()));
                dial.spawn((InHand, style.glyph(Glyph::Weapon(Weapon::default()), 76.0, SELF)));
            });
        });
}

/// Ammunition and name of the weapon in hand, over the row of all weapons.
fn spawn_column(corner: &mut ChildSpawnerCommands<'_>, style: &HudStyle) {
    let column = Node {
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::End,
        ..default()
    };
    corner.spawn(column).with_children(|column| {
        let figure = Node {
            align_items: AlignItems::End,
            margin: UiRect::bottom(style.px(6.0)),
            ..panel(style, 12.0, 10.0)
        };
        column
            .spawn((figure, BackgroundColor(SHADE)))
            .with_children(|figure| {
                figure.spawn((Line::Ammo, style.text("0", 46.0, Weight::Bold, SELF)));
                let name = Node {
                    margin: UiRect::top(style.px(-9.0)),
                    ..default()
                };
                figure.spawn((Line::Name, style.text("", 18.0, Weight::Regular, SELF), name));
            });
        column
            .spawn(Node {
                column_gap: style.px(6.0),
                ..default()
            })
            .with_children(|row| {
                for weapon in Weapon::ALL {
                    spawn_slot(row, style, weapon);
                }
            });
    });
}

fn spawn_slot(row: &mut ChildSpawnerCommands<'_>, style: &HudStyle, weapon: Weapon) {
    row.spawn((Slot(weapon), style.pill(3.0))).with_children(|slot| {
        slot.spawn((SlotKey(weapon), style.text("", 14.0, Weight::Regular, MUTED)));
        slot.spawn((SlotGlyph(weapon), style.glyph(Glyph::Weapon(weapon), 22.0, MUTED)));
        slot.spawn((SlotAmmo(weapon), style.text("0", 17.0, Weight::Bold, MUTED)));
    });
}

/// The colour of so much ammunition: danger when none is left, a warning for the last tenth.
fn ammo_colour(ammo: u16, most: u16) -> Color {
    if ammo == 0 {
        DANGER
    } else if f32::from(ammo) <= f32::from(most) * 0.1 {
        GOLD
    } else {
        SELF
    }
}

fn in_hand(
    feed: Res<MatchFeed>,
    (style, words): (Res<HudStyle>, Res<Words>),
    sweep: Query<&MaterialNode<Paint>, With<Reload>>,
    mut picture: Query<&mut ImageNode, With<InHand>>,
    mut texts: Query<(&Line, &mut Text, &mut TextColor)>,
    mut paints: ResMut<Assets<Paint>>,
    mut shown: Local<Option<(Weapon, bool)>>,
) {
    let Some(hog) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    let ammo = hog.ammo[hog.weapon.index()];
    let colour = ammo_colour(ammo, feed.rules.tuning.weapon(hog.weapon).ammo_max);
    let state = Some((hog.weapon, ammo == 0));
    for mut image in &mut picture {
        if *shown != state || image.is_added() {
            *image = style.glyph_image(Glyph::Weapon(hog.weapon), if ammo == 0 { DANGER } else { SELF });
        }
    }
    *shown = state;
    for (line, mut text, mut tint) in &mut texts {
        match line {
            Line::Name => {
                let key = if ammo == 0 {
                    "weapon-empty"
                } else {
                    look(hog.weapon).key()
                };
                write(&mut text, &words.say(key));
            }
            Line::Ammo => write(&mut text, &ammo.to_string()),
        }
        tint.set_if_neq(TextColor(colour));
    }
    for node in &sweep {
        repaint(&mut paints, &node.0, |paint| {
            let loaded = if ammo == 0 {
                0.0
            } else {
                1.0 - hog.reload.clamp(0.0, 1.0)
            };
            paint.set((loaded * 100.0).round() / 100.0, 0.0, 0.0);
            paint.colour = if loaded < 1.0 {
                GOLD.to_linear()
            } else {
                SELF.to_linear()
            };
        });
    }
}

/// What is pressed for each, where there is something short to press.
fn keys(names: Res<KeyNames>, mut keys: Query<(&SlotKey, &mut Text)>) {
    for (slot, mut text) in &mut keys {
        let name = names.of(Action::WEAPONS[slot.0.index()]);
        write(
            &mut text,
            if name.chars().count() > KEY_LETTERS {
                ""
            } else {
                name
            },
        );
    }
}

fn slots(
    feed: Res<MatchFeed>,
    mut slots: Query<(&Slot, &mut BorderColor, &mut Node)>,
    mut glyphs: Query<(&SlotGlyph, &mut ImageNode)>,
    mut texts: Query<(&SlotAmmo, &mut Text, &mut TextColor)>,
) {
    let Some(hog) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    for (slot, mut border, mut node) in &mut slots {
        let carried = hog.ammo[slot.0.index()] > 0 || slot.0 == hog.weapon;
        let display = if carried { Display::Flex } else { Display::None };
        if node.display != display {
            node.display = display;
        }
        border.set_if_neq(BorderColor::all(if slot.0 == hog.weapon {
            SELF
        } else {
            Color::NONE
        }));
    }
    for (slot, mut image) in &mut glyphs {
        let colour = if hog.ammo[slot.0.index()] == 0 {
            DANGER
        } else {
            SELF
        };
        if image.color != colour {
            image.color = colour;
        }
    }
    for (slot, mut text, mut tint) in &mut texts {
        let ammo = hog.ammo[slot.0.index()];
        write(&mut text, &ammo.to_string());
        tint.set_if_neq(TextColor(ammo_colour(
            ammo,
            feed.rules.tuning.weapon(slot.0).ammo_max,
        )));
    }
}

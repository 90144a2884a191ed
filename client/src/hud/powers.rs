//! Over the weapon in hand: what the chassis can do, with the time until it can do it again and the key for it, and beside
//! it how long an overdrive and a cloak still last.

use bevy::prelude::*;

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::netplay::scene::{SceneEvent, SceneHog};
use hogs_shared::tuning::PickupKind;

use super::glyph::Glyph;
use super::paint::{Paint, repaint};
use super::panel::{around, dial};
use super::style::{DANGER, ENERGY, GOLD, MUTED, SELF, Weight, show, write};
use super::{HudPhase, KeyNames, Kit};
use crate::bindings::Action;
use crate::feed::MatchFeed;
use crate::palette::color;

/// Sizes of the dials, units.
const POWER: f32 = 66.0;
const TIMER: f32 = 50.0;
/// Most letters of the key that there is room for beside its dial.
const LETTERS: usize = 12;
/// A cloak's colour.
const VIOLET: Color = color(0x00B9_8CFF);

#[derive(Component)]
struct Sweep;

#[derive(Component)]
struct Picture;

#[derive(Component)]
struct Key;

/// What lasts for a while.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Timer {
    Overdrive,
    Cloak,
}

/// The gauge of one of those.
#[derive(Component)]
struct TimerSweep(Timer);

/// Seconds that are left of each: only that they go on is told.
#[derive(Default)]
struct Left([f32; 2]);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (power, timers).in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let round =
        |kit: &mut Kit<'_>, colour| kit.painted(Paint::arc(colour, 0.0, std::f32::consts::TAU, 0.97, 0.14));
    let sweep = round(kit, SELF);
    let timers = [
        (Timer::Cloak, Glyph::Cloak, VIOLET, round(kit, VIOLET)),
        (Timer::Overdrive, Glyph::Overdrive, DANGER, round(kit, DANGER)),
    ];
    let style = kit.style;
    let row = Node {
        position_type: PositionType::Absolute,
        right: style.px(20.0 + (126.0 - POWER) * 0.5),
        bottom: style.px(152.0),
        column_gap: style.px(10.0),
        align_items: AlignItems::Center,
        ..default()
    };
    root.spawn(row).with_children(|row| {
        for (timer, glyph, colour, sweep) in timers {
            row.spawn((timer, dial(style, TIMER), Visibility::Hidden))
                .with_children(|dial| {
                    dial.spawn((TimerSweep(timer), sweep, around()));
                    dial.spawn(style.glyph(glyph, 30.0, colour));
                });
        }
        row.spawn(dial(style, POWER)).with_children(|dial| {
            dial.spawn((Sweep, sweep, around()));
            dial.spawn((Picture, style.glyph(Glyph::Bubble, 34.0, SELF)));
            let place = Node {
                position_type: PositionType::Absolute,
                bottom: style.px(-5.0),
                right: style.px(-3.0),
                ..default()
            };
            dial.spawn((Key, style.text("", 17.0, Weight::Bold, SELF), place));
        });
    });
}

/// Colour and fill of the gauge: what is left of it while it goes on, else how soon it can be used again.
fn gauge(own: &SceneHog, cost: f32) -> (Color, f32) {
    if own.ability > 0.0 {
        (ENERGY, own.ability)
    } else if own.ability_wait > 0.0 {
        (GOLD, 1.0 - own.ability_wait)
    } else if own.energy.points < cost {
        (MUTED, 1.0)
    } else {
        (SELF, 1.0)
    }
}

fn power(
    feed: Res<MatchFeed>,
    key_names: Res<KeyNames>,
    sweeps: Query<&MaterialNode<Paint>, With<Sweep>>,
    mut pictures: Query<&mut ImageNode, With<Picture>>,
    mut keys: Query<(&mut Text, &mut TextColor), With<Key>>,
    mut paints: ResMut<Assets<Paint>>,
) {
    let Some(own) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    let tuning = &feed.rules.tuning.chassis(own.chassis).ability;
    let (colour, share) = gauge(own, tuning.energy);
    let ready = own.ability <= 0.0 && colour == SELF;
    for node in &sweeps {
        repaint(&mut paints, &node.0, |paint| {
            paint.set((share * 200.0).round() / 200.0, 0.0, 0.0);
            paint.colour = colour.to_linear();
        });
    }
    let tint = if ready || own.ability > 0.0 { colour } else { MUTED };
    let rect = Some(Glyph::of_ability(tuning.kind).rect());
    for mut image in &mut pictures {
        if image.rect != rect || image.color != tint {
            image.rect = rect;
            image.color = tint;
        }
    }
    let key = key_names.of(Action::Ability);
    let key = if key.chars().count() > LETTERS { "" } else { key };
    for (mut text, mut colour) in &mut keys {
        write(&mut text, key);
        colour.set_if_neq(TextColor(tint));
    }
}

fn timers(
    feed: Res<MatchFeed>,
    time: Res<Time>,
    mut left: Local<Left>,
    mut dials: Query<(&Timer, &mut Visibility)>,
    sweeps: Query<(&TimerSweep, &MaterialNode<Paint>)>,
    mut paints: ResMut<Assets<Paint>>,
) {
    let Some(own) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    let rules = &feed.rules.tuning.rules;
    let whole_s = [rules.overdrive_s, rules.cloak_s];
    for (index, on) in [own.overdriven, own.cloaked].into_iter().enumerate() {
        let left_s = &mut left.0[index];
        *left_s = match (on, *left_s > 0.0) {
            (false, _) => 0.0,
            (true, false) => whole_s[index],
            // It never runs out here before it does in the match.
            (true, true) => (*left_s - time.delta_secs()).max(0.01),
        };
    }
    for event in &feed.events {
        if let SceneEvent::Outcome(Outcome::PickedUp { hog, kind, .. }) = event
            && *hog == own.id
        {
            match kind {
                PickupKind::Overdrive => left.0[0] = whole_s[0],
                PickupKind::Cloak => left.0[1] = whole_s[1],
                _ => {}
            }
        }
    }
    let share = |timer: Timer| left.0[timer as usize] / whole_s[timer as usize].max(0.1);
    for (timer, mut visibility) in &mut dials {
        show(&mut visibility, own.alive && share(*timer) > 0.0);
    }
    for (sweep, node) in &sweeps {
        repaint(&mut paints, &node.0, |paint| {
            paint.set((share(sweep.0) * 100.0).round() / 100.0, 0.0, 0.0);
        });
    }
}

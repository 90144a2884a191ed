//! The garage: which hog one drives, how it is painted, and what one is called. The hog stands beside the page, to be
//! turned; the three are compared by the figures they drive by.

use bevy::input_focus::{AutoFocus, InputFocus};
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::{Activate, ValueChange};
use hogs_shared::ids::{Chassis, Coat, Weapon};
use hogs_shared::protocol::messages::ClientRequest;
use hogs_shared::protocol::text::{MAX_NAME, clean};
use hogs_shared::tuning::{Ability, ChassisTuning, Tuning};

use super::sheet::COVERED;
use super::widgets::{COMPARED_PX, Chosen, Column, Compared, Help};
use super::{Page, Sheet, capitalized};
use crate::data::Data;
use crate::feed::MatchFeed;
use crate::hud::Signs;
use crate::input::fixed::{Fingers, Fixed};
use crate::input::in_use::Pads;
use crate::link::LinkCommand;
use crate::phase::FramePhase;
use crate::settings::Settings;
use crate::view::stand::{Exhibit, Stand};
use crate::words::Words;

/// How fast keys and a stick turn the hog, radians a second, and the mouse, radians a logical pixel.
const TURN_RPS: f32 = 2.4;
const TURN_PER_PX: f32 = 0.009;
/// How far a stick must be pushed.
const STICK_MIN: f32 = 0.15;

/// The cell of a hog.
#[derive(Component, Clone, Copy)]
struct Offered(Chassis);

#[derive(Component)]
struct NameField;

/// The figures that hogs are compared by; none before the page was open, or where they cannot be read.
#[derive(Resource, Default)]
struct Figures(Option<Tuning>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Figures>()
        .init_resource::<Stand>()
        .add_systems(OnEnter(Page::Garage), open)
        .add_systems(OnExit(Page::Garage), leave)
        .add_systems(
            Update,
            (take_name, turn, exhibit)
                .run_if(in_state(Page::Garage))
                .in_set(FramePhase::Input),
        );
}

fn open(
    mut sheet: Sheet,
    settings: Res<Settings>,
    signs: Signs,
    data: Res<Data>,
    mut figures: ResMut<Figures>,
) {
    if figures.0.is_none() {
        figures.0 = data.0.tuning().inspect_err(|problem| warn!("{problem}")).ok();
    }
    let hogs = figures
        .0
        .as_ref()
        .map(|tuning| Chassis::ALL.map(|chassis| tuning.chassis(chassis)));
    sheet.lay_beside(Page::Garage, |column| {
        let words = column.words;
        column.heading(&words.say("garage-title"));
        column.list(|list| {
            choose_hog(list, settings.chassis, hogs.as_ref());
            if let Some(hogs) = &hogs {
                compare(list, hogs, settings.chassis.index(), &signs);
            }
            let coats = Coat::ALL.iter().map(|coat| words.say(coat_key(*coat))).collect();
            list.told(words.say("garage-coat-help"))
                .choice(words.say("garage-coat"), coats, settings.coat.index())
                .observe(|change: On<ValueChange<usize>>, mut settings: ResMut<Settings>| {
                    settings.coat = Coat::from_index(change.value).unwrap_or_default();
                });
            list.told(words.say("settings-name-help")).field(
                words.say("settings-name"),
                &settings.name,
                MAX_NAME,
                NameField,
            );
        });
        column.back();
    });
    sheet.commands.spawn(handle()).observe(
        |drag: On<Pointer<Drag>>, scale: Res<UiScale>, mut stand: ResMut<Stand>| {
            stand.turn_by(drag.delta / scale.0.max(0.01) * TURN_PER_PX);
        },
    );
}

/// What the mouse takes hold of: all of the screen beside the page.
fn handle() -> impl Bundle {
    let node = Node {
        position_type: PositionType::Absolute,
        left: px(COVERED * 720.0 + 20.0),
        right: px(0),
        top: px(0),
        bottom: px(0),
        ..default()
    };
    (DespawnOnExit(Page::Garage), node, GlobalZIndex(51))
}

/// The row of the hogs.
fn choose_hog(list: &mut Column, chosen: Chassis, hogs: Option<&[&ChassisTuning; 3]>) {
    let words = list.words;
    let cells = Chassis::ALL.map(|chassis| (capitalized(chassis.name()), COMPARED_PX));
    list.cells(0, words.say("garage-hog"), cells, |place, cell| {
        let Some(chassis) = Chassis::from_index(place) else {
            return;
        };
        let mut told = words.say(chassis_key(chassis));
        if let Some(hogs) = hogs {
            let weapons: Vec<String> = hogs[place]
                .loadout
                .iter()
                .map(|weapon| words.say(&format!("weapon-{}", weapon.name())))
                .collect();
            told = format!("{told} {}.", weapons.join(", "));
        }
        cell.insert((Offered(chassis), Help(told)));
        if chassis == chosen {
            cell.insert((Chosen, AutoFocus));
        }
        cell.observe(
            move |_: On<Activate>,
                  mut settings: ResMut<Settings>,
                  mut link: MessageWriter<LinkCommand>,
                  mut next: ResMut<NextState<Page>>| {
                settings.chassis = chassis;
                link.write(LinkCommand::Ask(ClientRequest::Chassis(chassis)));
                // The page anew, with what holds now.
                next.set(Page::Garage);
            },
        );
    });
}

/// The hogs side by side.
fn compare(list: &mut Column, hogs: &[&ChassisTuning; 3], chosen: usize, signs: &Signs) {
    let words = list.words;
    let figures: [(&str, &str, fn(&ChassisTuning) -> f32); 4] = [
        ("garage-speed", "garage-kmh", |hog| hog.top_speed_mps * 3.6),
        ("garage-health", "garage-points", |hog| hog.health),
        ("garage-shield", "garage-points", |hog| hog.shield),
        ("garage-weight", "garage-kg", |hog| hog.mass_kg),
    ];
    for (label, unit, of) in figures {
        let most = hogs.iter().map(|hog| of(hog)).fold(1e-3, f32::max);
        let things = hogs.iter().map(|hog| {
            let count = of(hog).round() as i64;
            Compared::Figure(words.tell(unit, [("count", count.into())]), of(hog) / most)
        });
        list.compared(words.say(label), things.collect(), chosen);
    }
    let abilities = hogs.iter().map(|hog| {
        let kind = hog.ability.kind;
        Compared::Signs(signs.ability(kind).into_iter().collect(), ability(kind, words))
    });
    list.compared(words.say("garage-ability"), abilities.collect(), chosen);
    let loadouts = hogs.iter().map(|hog| {
        let weapons = hog.loadout.iter().filter_map(|weapon| signs.weapon(*weapon));
        Compared::Signs(weapons.collect(), String::new())
    });
    list.compared(words.say("garage-weapons"), loadouts.collect(), chosen);
}

/// What a chassis can do, in a word.
fn ability(kind: Ability, words: &Words) -> String {
    words.say(match kind {
        Ability::Dash { .. } => "garage-dash",
        Ability::Bubble { .. } => "garage-bubble",
        Ability::Plate { .. } => "garage-plate",
    })
}

const fn chassis_key(chassis: Chassis) -> &'static str {
    match chassis {
        Chassis::Shoat => "garage-shoat-told",
        Chassis::Boar => "garage-boar-told",
        Chassis::Razorback => "garage-razorback-told",
    }
}

const fn coat_key(coat: Coat) -> &'static str {
    match coat {
        Coat::Works => "coat-works",
        Coat::Bone => "coat-bone",
        Coat::Rust => "coat-rust",
        Coat::Moss => "coat-moss",
        Coat::Plum => "coat-plum",
        Coat::Slate => "coat-slate",
        Coat::Tar => "coat-tar",
    }
}

/// Takes the name over while it is typed; an empty one is not taken.
fn take_name(
    field: Query<&EditableText, (With<NameField>, Changed<EditableText>)>,
    mut settings: ResMut<Settings>,
) {
    for field in &field {
        let name = clean(&field.value().to_string(), MAX_NAME);
        if !name.is_empty() && name != settings.name {
            settings.name = name;
        }
    }
}

/// Puts the hog on the stand that has the focus, else the one that is driven.
fn exhibit(
    focus: Res<InputFocus>,
    offered: Query<&Offered>,
    settings: Res<Settings>,
    figures: Res<Figures>,
    mut stand: ResMut<Stand>,
) {
    let looked_at = focus.get().and_then(|cell| offered.get(cell).ok());
    let chassis = looked_at.map_or(settings.chassis, |offered| offered.0);
    let tuning = figures.0.as_ref().map(|tuning| tuning.chassis(chassis));
    let [across, _, along] = tuning.map_or([1.4, 0.5, 2.0], |hog| hog.half_extents_m);
    let exhibit = Exhibit {
        chassis,
        coat: settings.coat,
        weapon: tuning.map_or(Weapon::default(), |hog| {
            hog.loadout.first().copied().unwrap_or_default()
        }),
        half_m: Vec2::new(across, along),
    };
    if stand.exhibit != Some(exhibit) {
        stand.exhibit = Some(exhibit);
        stand.covered = COVERED;
    }
}

/// Turns the hog by keys and by the stick that does nothing else here.
fn turn(
    fingers: Fingers,
    pads: Pads,
    focus: Res<InputFocus>,
    fields: Query<(), With<EditableText>>,
    time: Res<Time<Real>>,
    mut stand: ResMut<Stand>,
) {
    let types = focus.get().is_some_and(|focus| fields.contains(focus));
    let mut by = Vec2::ZERO;
    if !types {
        by.x +=
            f32::from(i8::from(fingers.hold(Fixed::TURN_RIGHT)) - i8::from(fingers.hold(Fixed::TURN_LEFT)));
    }
    for pad in pads.iter() {
        let stick = pad.right_stick();
        if stick.length() > STICK_MIN {
            by += stick * Vec2::new(1.0, -0.5);
        }
    }
    if by != Vec2::ZERO {
        stand.turn_by(by * TURN_RPS * time.delta_secs().min(0.1));
    }
}

/// Clears the stand, and has the hog painted in the match one comes back to.
fn leave(
    mut stand: ResMut<Stand>,
    settings: Res<Settings>,
    feed: Option<Res<MatchFeed>>,
    mut link: MessageWriter<LinkCommand>,
) {
    stand.exhibit = None;
    let worn = feed.and_then(|feed| {
        let own = feed.players.get(&feed.scene.own).filter(|_| !feed.backdrop)?;
        Some(own.coat)
    });
    if worn.is_some_and(|worn| worn != settings.coat) {
        link.write(LinkCommand::Ask(ClientRequest::Coat(settings.coat)));
    }
}

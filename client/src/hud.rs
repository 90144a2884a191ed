//! What is told over the picture: vitals, weapon, score, radar, marks, notices, scoreboard, chat, net graph. A pure
//! consumer of [`MatchFeed`]: it stands while a match with a player is shown and is gone otherwise.

use bevy::prelude::*;
use bevy::ui::UiScale;
use hogs_shared::ids::Weapon;
use hogs_shared::tuning::Ability;

use crate::bindings::{Action, Device};
use crate::feed::{MatchFeed, Source};
use crate::palette::Tint;
use crate::phase::FramePhase;
use crate::words::Words;

pub mod aim;
mod arms;
mod awards;
mod captions;
pub mod chat;
mod clock;
mod frame;
mod glyph;
mod harm;
mod kills;
mod lesson;
mod lock;
mod mark;
mod messages;
mod net;
mod notice;
mod objective;
mod own;
mod paint;
mod panel;
mod phrases;
mod pings;
mod powers;
mod radar;
mod rates;
mod scores;
mod stamps;
mod style;
mod tags;
mod tint;
mod vitals;
mod vote;
mod warning;

use frame::HudFrame;
use glyph::Glyph;
use notice::Notice;
use paint::Paint;
use style::HudStyle;

/// What the player asks of the HUD. Written in [`FramePhase::Input`]; only chat closes itself.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HudInput {
    /// The scoreboard is held open.
    pub show_scores: bool,
    /// The net graph is on.
    pub net_graph: bool,
    /// Whom the chat line is for while it is open. Then keys are text, and no key is a control. The chat line clears it
    /// when the text is sent or given up.
    pub chat: Option<chat::Audience>,
    /// The phrase that is marked in the list of phrases, while that is open.
    pub phrases: Option<u8>,
    /// A menu lies over the match.
    pub menu_open: bool,
}

/// Seconds since the newest snapshot came, for the notice of a broken link. Written in [`FramePhase::Link`].
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct LinkSilence(pub f32);

/// What the player has added to the link, in words; empty while it is as it is. Written in [`FramePhase::Link`].
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkMark(pub String);

/// What of the screen is the HUD's. Written in [`FramePhase::Watch`].
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct HudRoom {
    /// Whether there is to be a HUD at all.
    pub shown: bool,
    /// How much at the bottom is somebody else's, logical pixels.
    pub below_px: f32,
}

impl Default for HudRoom {
    fn default() -> Self {
        Self {
            shown: true,
            below_px: 0.0,
        }
    }
}

/// What the player presses for what, as it is called on the device they have in their hands; empty for what nothing is
/// bound to. Written in [`FramePhase::Input`].
#[derive(Resource, Clone, Debug, PartialEq, Eq)]
pub struct KeyNames {
    /// By [`Action::index`].
    pub names: [String; Action::ALL.len()],
    /// What turns the aim.
    pub aim: String,
    /// The device they are on.
    pub device: Device,
}

impl Default for KeyNames {
    fn default() -> Self {
        Self {
            names: [const { String::new() }; Action::ALL.len()],
            aim: String::new(),
            device: Device::Keys,
        }
    }
}

impl KeyNames {
    /// Of an action.
    #[must_use]
    pub fn of(&self, action: Action) -> &str {
        &self.names[action.index()]
    }

    /// How one says that one is ready, or has one's say, with nothing bound to it: in the menu.
    #[must_use]
    pub fn by_menu(&self, words: &Words) -> String {
        words.tell("by-menu", [("menu", self.of(Action::Menu).into())])
    }
}

/// How the player wants things told. Written in [`FramePhase::Input`].
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct HudWishes {
    /// Factor on everything.
    pub scale: f32,
    /// Factor on letters.
    pub text: f32,
    /// Share of the screen kept free along each edge.
    pub safe_area: f32,
    /// Whether text stands on solid ground.
    pub solid: bool,
    /// Whether only what one dies without is told.
    pub reduced: bool,
    /// How bright flashes are, 0 to 1.
    pub flashes: f32,
    /// Whether frames a second, round trip and loss are told.
    pub rates: bool,
    /// Whether what is heard is written.
    pub captions: bool,
}

impl Default for HudWishes {
    fn default() -> Self {
        Self {
            scale: 1.0,
            text: 1.0,
            safe_area: 0.0,
            solid: false,
            reduced: false,
            flashes: 1.0,
            rates: false,
            captions: false,
        }
    }
}

/// The order within the HUD.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum HudPhase {
    /// The HUD comes, goes and is rebuilt for another screen; the camera is looked up.
    Keep,
    /// Every part follows the feed, where there is one with a player.
    Show,
}

/// Everything of the HUD hangs below this node.
#[derive(Component)]
struct HudRoot;

/// What is told about the fight itself hangs below this one: it makes room for the scoreboard.
#[derive(Component)]
struct Fight;

/// What is told about one's own hog hangs below this one: who looks on from nowhere has none.
#[derive(Component)]
struct Seat;

/// What only whoever drives a hog is told of it hangs below this one.
#[derive(Component)]
struct Private;

/// What parts are built with.
struct Kit<'a> {
    style: &'a HudStyle,
    words: &'a Words,
    paints: &'a mut Assets<Paint>,
}

impl Kit<'_> {
    /// A node that draws a paint.
    fn painted(&mut self, paint: Paint) -> MaterialNode<Paint> {
        MaterialNode(self.paints.add(paint))
    }
}

/// The signs of weapons and of what chassis can do, for the menu; none before the HUD has painted them.
#[derive(bevy::ecs::system::SystemParam)]
pub struct Signs<'w> {
    style: Option<Res<'w, HudStyle>>,
}

impl Signs<'_> {
    /// A weapon's.
    #[must_use]
    pub fn weapon(&self, weapon: Weapon) -> Option<ImageNode> {
        self.of(Glyph::Weapon(weapon))
    }

    /// That of what a chassis can do.
    #[must_use]
    pub fn ability(&self, kind: Ability) -> Option<ImageNode> {
        self.of(Glyph::of_ability(kind))
    }

    fn of(&self, glyph: Glyph) -> Option<ImageNode> {
        Some(self.style.as_ref()?.glyph_image(glyph, style::SELF))
    }
}

/// The HUD lies under menus (which are at 0), and over a 3D picture shown by a node (which must lie lower than this).
pub const HUD_Z: i32 = -10;

/// Puts the HUD into the app. Needs `FeathersCorePlugin`, which brings the fonts.
pub fn plugin(app: &mut App) {
    app.init_resource::<HudInput>()
        .init_resource::<LinkSilence>()
        .init_resource::<LinkMark>()
        .init_resource::<KeyNames>()
        .init_resource::<HudRoom>()
        .init_resource::<HudWishes>()
        .init_resource::<Tint>()
        .init_resource::<Words>()
        .init_resource::<HudFrame>()
        .add_plugins((paint::plugin, stamps::plugin))
        .configure_sets(
            Update,
            (HudPhase::Keep, HudPhase::Show.run_if(playing))
                .chain()
                .in_set(FramePhase::Present),
        )
        .add_systems(Startup, load)
        .add_systems(Update, (keep, frame::look).chain().in_set(HudPhase::Keep))
        .add_systems(Update, make_room.in_set(HudPhase::Show));
    let parts = (
        (
            aim::plugin,
            arms::plugin,
            awards::plugin,
            captions::plugin,
            chat::plugin,
            clock::plugin,
            harm::plugin,
            kills::plugin,
            lesson::plugin,
            lock::plugin,
            messages::plugin,
        ),
        (
            net::plugin,
            powers::plugin,
            notice::plugin,
            objective::plugin,
            own::plugin,
            phrases::plugin,
            pings::plugin,
            radar::plugin,
            rates::plugin,
            scores::plugin,
            tags::plugin,
            tint::plugin,
            vitals::plugin,
            vote::plugin,
            warning::plugin,
        ),
    );
    app.add_plugins(parts);
}

/// Whether there is a match with a player to tell about.
fn playing(feed: Option<Res<MatchFeed>>) -> bool {
    feed.is_some_and(|feed| !feed.backdrop)
}

fn load(mut commands: Commands, assets: Res<AssetServer>, mut images: ResMut<Assets<Image>>) {
    commands.insert_resource(HudStyle::load(&assets, &mut images));
}

/// Pixels in a unit for a screen, in steps, so that dragging a window's edge does not rebuild the HUD at every pixel.
fn unit_for(size: Vec2) -> f32 {
    let fit = (size.x / 1280.0).min(size.y / 720.0).clamp(0.25, 6.0);
    (fit * 20.0).round() / 20.0
}

/// Builds the HUD when a match begins, leaps to another time or the screen changes, and takes it away when the match is
/// gone.
fn keep(
    mut commands: Commands,
    feed: Option<Res<MatchFeed>>,
    camera: DefaultUiCamera,
    cameras: Query<&Camera>,
    (ui_scale, room): (Res<UiScale>, Res<HudRoom>),
    (wishes, tint, words): (Res<HudWishes>, Res<Tint>, Res<Words>),
    mut frame: ResMut<HudFrame>,
    mut style: ResMut<HudStyle>,
    mut paints: ResMut<Assets<Paint>>,
    roots: Query<Entity, With<HudRoot>>,
) {
    let size = camera
        .get()
        .and_then(|entity| cameras.get(entity).ok())
        .and_then(Camera::logical_viewport_size);
    if let Some(size) = size {
        frame.size = size / ui_scale.0.max(0.01);
        frame.below = room.below_px;
    }
    // What stands is of another time, has another room, or is of other letters and colours.
    let leapt = |feed: &MatchFeed| feed.cut && feed.watch.is_some();
    let others = wishes.is_changed() || tint.is_changed() || words.is_changed();
    let anew = others || room.is_changed() || feed.as_deref().is_some_and(leapt);
    let wanted = playing(feed) && size.is_some() && room.shown;
    let unit = unit_for(frame.size) * wishes.scale;
    if wanted && !anew && !roots.is_empty() && (style.unit - unit).abs() < 1e-3 {
        return;
    }
    for root in &roots {
        commands.entity(root).despawn();
    }
    if wanted && (anew || roots.is_empty()) {
        // What was remembered belongs to the match before.
        commands.insert_resource(notice::Fate::default());
        commands.insert_resource(harm::Blows::default());
        commands.insert_resource(aim::Hit::default());
        commands.insert_resource(pings::Pings::default());
    }
    if wanted {
        style.unit = unit;
        style.text = wishes.text;
        style.solid = wishes.solid;
        build(
            &mut commands,
            (&style, &words),
            &wishes,
            room.below_px,
            &mut paints,
        );
    }
}

/// Clears the fight off the screen while the scoreboard or a menu is open.
fn make_room(
    feed: Res<MatchFeed>,
    input: Res<HudInput>,
    mut parts: Query<(&mut Visibility, AnyOf<(&Fight, &Seat, &Private)>)>,
) {
    let fight = !input.menu_open && !scores::open(&feed, &input);
    let seated = feed.scene.hog(feed.scene.own).is_some() && feed.recall.is_none();
    let private = feed.watch != Some(Source::Live);
    for (mut visibility, part) in &mut parts {
        style::show(
            &mut visibility,
            match part {
                (Some(_), ..) => fight,
                (_, Some(_), _) => seated,
                _ => private,
            },
        );
    }
}

/// Spawns every part; later ones lie over earlier ones. What marks the world lies on the whole screen, the rest keeps
/// clear of its edges.
fn build(
    commands: &mut Commands,
    (style, words): (&HudStyle, &Words),
    wishes: &HudWishes,
    below_px: f32,
    paints: &mut Assets<Paint>,
) {
    let mut kit = Kit { style, words, paints };
    let full = Node {
        width: percent(100),
        height: percent(100),
        position_type: PositionType::Absolute,
        ..default()
    };
    let free = wishes.safe_area.clamp(0.0, 0.2) * 100.0;
    let safe = Node {
        position_type: PositionType::Absolute,
        left: percent(free),
        right: percent(free),
        top: percent(free),
        bottom: percent(free),
        ..default()
    };
    commands
        .spawn((
            HudRoot,
            Node {
                height: Val::Auto,
                top: Val::ZERO,
                bottom: px(below_px),
                ..full.clone()
            },
            GlobalZIndex(HUD_Z),
            Pickable::IGNORE,
            Name::new("HUD"),
        ))
        .with_children(|root| {
            root.spawn((Fight, full.clone(), Visibility::Inherited, Pickable::IGNORE))
                .with_children(|fight| {
                    tags::spawn(fight, &mut kit);
                    objective::spawn(fight, &mut kit);
                    own::spawn(fight, &mut kit);
                    pings::spawn(fight, &mut kit);
                    lesson::spawn_mark(fight, &mut kit);
                    fight
                        .spawn((Seat, full.clone(), Visibility::Inherited, Pickable::IGNORE))
                        .with_children(|seat| {
                            harm::spawn(seat, &mut kit);
                            warning::spawn(seat, &mut kit);
                            lock::spawn(seat, &mut kit);
                            aim::spawn(seat, &mut kit);
                        });
                });
            root.spawn((Fight, safe.clone(), Visibility::Inherited, Pickable::IGNORE))
                .with_children(|fight| {
                    fight
                        .spawn((Seat, full.clone(), Visibility::Inherited, Pickable::IGNORE))
                        .with_children(|seat| {
                            vitals::spawn(seat, &mut kit);
                            seat.spawn((Private, full, Visibility::Inherited, Pickable::IGNORE))
                                .with_children(|private| {
                                    arms::spawn(private, &mut kit);
                                    powers::spawn(private, &mut kit);
                                });
                            if !wishes.reduced {
                                radar::spawn(seat, &mut kit);
                            }
                        });
                    if !wishes.reduced {
                        kills::spawn(fight, &mut kit);
                        messages::spawn(fight, &mut kit);
                    }
                    notice::spawn(
                        fight,
                        &mut kit,
                        &[Notice::Banner, Notice::Phase, Notice::Protection],
                    );
                });
            root.spawn((safe, Pickable::IGNORE)).with_children(|rest| {
                clock::spawn(rest, &mut kit);
                lesson::spawn(rest, &mut kit);
                captions::spawn(rest, &mut kit);
                rates::spawn(rest, &mut kit);
                scores::spawn(rest, &mut kit);
                awards::spawn(rest, &mut kit);
                phrases::spawn(rest, &mut kit);
                net::spawn(rest, &mut kit);
                chat::spawn(rest, &mut kit);
                vote::spawn(rest, &mut kit);
                notice::spawn(rest, &mut kit, &[Notice::Verdict, Notice::Link, Notice::Pad]);
            });
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_follows_the_smaller_side() {
        assert!((unit_for(Vec2::new(1280.0, 720.0)) - 1.0).abs() < 1e-6);
        assert!((unit_for(Vec2::new(3840.0, 2160.0)) - 3.0).abs() < 1e-6);
        assert!((unit_for(Vec2::new(3440.0, 1440.0)) - 2.0).abs() < 1e-6);
    }
}

//! Places that one's own side marks: a mark in the world with whose it is and how far away, at the edge of the screen
//! where it is out of sight, until it fades. The radar shows them, too.

use bevy::prelude::*;

use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::protocol::messages::PingKind;

use super::frame::HudFrame;
use super::glyph::Glyph;
use super::mark::{self, Measures};
use super::style::{DANGER, ENERGY, GOLD, SELF, banner, cut, show, write};
use super::{HudPhase, HudStyle, Kit};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::words::Words;

/// How long a mark stands, seconds.
const LIFE_S: f32 = 9.0;
/// How long before its end it begins to fade, seconds.
const FADE_S: f32 = 2.5;
/// Most marks at once: the newest.
const MARKS: usize = 8;
/// How high over its place a mark stands, metres.
const ABOVE_M: f32 = 1.6;
/// How far from the edge of the screen a mark stays, units: names are long.
const EDGE: f32 = 112.0;
/// Of a mark.
const MEASURES: Measures = Measures {
    width: 216.0,
    rise: 17.0,
    name: 15.0,
};

/// A place that is marked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ping {
    from: HogId,
    /// Where, metres.
    pub at: Vec3,
    kind: PingKind,
    age_s: f32,
}

impl Ping {
    /// How much of it is left to see, 0 to 1.
    #[must_use]
    fn strength(&self) -> f32 {
        ((LIFE_S - self.age_s) / FADE_S).clamp(0.0, 1.0)
    }

    const fn hue(&self) -> Color {
        match self.kind {
            PingKind::Go => ENERGY,
            PingKind::Enemy => DANGER,
            PingKind::Help => GOLD,
        }
    }

    /// Its colour, as faded as it is.
    #[must_use]
    pub(super) fn colour(&self) -> Color {
        self.hue().with_alpha(self.strength())
    }

    /// What its name stands on, and the colour of its letters.
    fn banner(&self) -> (Color, Color) {
        let (ground, letters) = banner(self.hue());
        let faded = |colour: Color| colour.with_alpha(colour.alpha() * self.strength());
        (faded(ground), faded(letters))
    }

    /// The key of what it is for.
    const fn key(&self) -> &'static str {
        match self.kind {
            PingKind::Go => "ping-go",
            PingKind::Enemy => "ping-enemy",
            PingKind::Help => "ping-help",
        }
    }
}

/// The places that are marked now.
#[derive(Resource, Default)]
pub(super) struct Pings(pub Vec<Ping>);

#[derive(Component)]
struct Mark(usize);

#[derive(Component)]
struct MarkGlyph(usize);

#[derive(Component)]
struct MarkName(usize);

#[derive(Component)]
struct MarkDistance(usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pings>()
        .add_systems(Update, (note, display).chain().in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    for index in 0..MARKS {
        let parts = (Mark(index), MarkName(index), MarkDistance(index));
        mark::spawn(root, style, MEASURES, parts, |mark| {
            let size = Node {
                width: style.px(34.0),
                height: style.px(34.0),
                ..default()
            };
            mark.spawn((MarkGlyph(index), style.glyph_image(Glyph::Lead, SELF), size));
        });
    }
}

impl Pings {
    /// Somebody marks a place: it takes the place of what they marked for the same before.
    fn add(&mut self, ping: Ping) {
        self.0
            .retain(|known| known.from != ping.from || known.kind != ping.kind);
        self.0.push(ping);
        let spare = self.0.len().saturating_sub(MARKS);
        self.0.drain(..spare);
    }

    fn age(&mut self, seconds: f32) {
        for ping in &mut self.0 {
            ping.age_s += seconds;
        }
        self.0.retain(|ping| ping.age_s < LIFE_S);
    }
}

fn note(feed: Res<MatchFeed>, time: Res<Time>, mut pings: ResMut<Pings>) {
    pings.age(time.delta_secs());
    for event in &feed.events {
        if let SceneEvent::Ping { from, at, kind } = event {
            pings.add(Ping {
                from: *from,
                at: vec3(*at),
                kind: *kind,
                age_s: 0.0,
            });
        }
    }
}

/// Whose a mark is and what for, in words.
fn said(feed: &MatchFeed, ping: &Ping, words: &Words) -> String {
    let name = feed.players.get(&ping.from).map(|player| cut(&player.name, 14));
    let name = if feed.is_own(ping.from) {
        words.say("hud-you")
    } else {
        name.unwrap_or_default()
    };
    let what = words.say(ping.key());
    words.tell("ping-of", [("name", name.into()), ("what", what.into())])
}

fn display(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    (style, words): (Res<HudStyle>, Res<Words>),
    pings: Res<Pings>,
    mut marks: Query<(&Mark, &mut UiTransform, &mut Visibility)>,
    mut glyphs: Query<(&MarkGlyph, &mut ImageNode)>,
    mut names: Query<(&MarkName, &ChildOf, &mut Text, &mut TextColor), Without<MarkDistance>>,
    mut grounds: Query<&mut BackgroundColor>,
    mut distances: Query<(&MarkDistance, &mut Text, &mut TextColor), Without<MarkName>>,
) {
    let mut arrows = [None; MARKS];
    for (mark, mut transform, mut visibility) in &mut marks {
        let ping = pings.0.get(mark.0);
        show(&mut visibility, ping.is_some());
        let Some(ping) = ping else { continue };
        let (place, arrow) = frame.guide(ping.at + Vec3::Y * ABOVE_M, EDGE * style.unit);
        arrows[mark.0] = arrow;
        let place = place.round();
        // It lands with a bounce, so that one looks.
        let scale = 1.0 + (0.35 - ping.age_s).max(0.0) * 2.0;
        transform.set_if_neq(UiTransform {
            translation: Val2::px(place.x, place.y),
            scale: Vec2::splat(scale),
            ..UiTransform::IDENTITY
        });
    }
    for (mark, mut image) in &mut glyphs {
        if let Some(ping) = pings.0.get(mark.0)
            && image.color != ping.colour()
        {
            image.color = ping.colour();
        }
    }
    for (mark, pill, mut text, mut colour) in &mut names {
        if let Some(ping) = pings.0.get(mark.0) {
            let name = said(&feed, ping, &words);
            write(&mut text, &mark::called(name, arrows[mark.0]));
            let (ground, letters) = ping.banner();
            colour.set_if_neq(TextColor(letters));
            if let Ok(mut beneath) = grounds.get_mut(pill.parent()) {
                beneath.set_if_neq(BackgroundColor(ground));
            }
        }
    }
    for (mark, mut text, mut colour) in &mut distances {
        if let Some(ping) = pings.0.get(mark.0) {
            write(&mut text, &format!("{:.0} m", ping.at.distance(frame.eye)));
            colour.set_if_neq(TextColor(SELF.with_alpha(ping.strength())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ping(from: u8, kind: PingKind, east_m: f32) -> Ping {
        Ping {
            from: HogId(from),
            at: Vec3::X * east_m,
            kind,
            age_s: 0.0,
        }
    }

    #[test]
    fn a_new_mark_replaces_ones_own_fades_and_goes() {
        let mut pings = Pings::default();
        pings.add(ping(1, PingKind::Go, 1.0));
        pings.add(ping(2, PingKind::Go, 2.0));
        pings.add(ping(1, PingKind::Enemy, 3.0));
        pings.add(ping(1, PingKind::Go, 4.0));
        let places: Vec<f32> = pings.0.iter().map(|ping| ping.at.x).collect();
        assert_eq!(places, [2.0, 3.0, 4.0]);
        pings.age(LIFE_S - FADE_S);
        assert!(pings.0.iter().all(|ping| ping.strength() >= 0.999));
        pings.age(FADE_S * 0.5);
        assert!(pings.0.iter().all(|ping| (ping.strength() - 0.5).abs() < 1e-3));
        pings.age(FADE_S);
        assert!(pings.0.is_empty());
        for from in 0..100 {
            pings.add(ping(from, PingKind::Help, 0.0));
        }
        assert_eq!(pings.0.len(), MARKS);
        assert_eq!(pings.0.last().map(|ping| ping.from), Some(HogId(99)));
    }
}

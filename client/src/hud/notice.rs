//! Words in the middle: who wrecked one and when one is back, protection, the end of the match, a broken link.

use bevy::prelude::*;

use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::ids::HogId;
use hogs_shared::mode::{Phase, Side};
use hogs_shared::netplay::scene::{SceneEvent, SceneHog};

use super::style::{DANGER, ENERGY, GOLD, MUTED, SELF, SHADE, Weight, cut, show, write};
use super::{HudPhase, Kit, LinkSilence, playing};
use crate::feed::{Council, MatchFeed};
use crate::palette::{color, side, side_name};
use crate::standing::{ordinal, ranking, title};

/// Without a snapshot for so long, the link is in trouble, seconds.
const SILENCE_S: f32 = 1.2;
/// Seconds for which overtime is news.
const OVERTIME_NEWS_S: f32 = 2.5;
/// Who is to come back later than this does not: they look on.
const LOOKS_ON_S: f32 = 600.0;
/// Ticks ahead of the newest snapshot from which the link is in trouble, whoever reports it.
const LEAD_TICKS: f32 = 90.0;

/// What happened to oneself last.
#[derive(Resource, Default)]
pub(super) struct Fate(Option<(Option<String>, Cause)>);

/// A notice: one large line, one small.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notice {
    /// Wrecked: high in the middle.
    Banner,
    /// The match is over: in the clock's place.
    Verdict,
    /// A phase that is not play: high in the middle.
    Phase,
    /// Protected: under the clock.
    Protection,
    /// No snapshots: under the clock.
    Link,
}

#[derive(Component)]
struct Large(Notice);

#[derive(Component)]
struct Small(Notice);

/// What a notice says.
struct Words {
    large: String,
    small: String,
    colour: Color,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Fate>().add_systems(
        Update,
        (note, display).chain().in_set(HudPhase::Show).run_if(playing),
    );
}

impl Notice {
    /// Where it stands (top, share of the screen) and the sizes of its lines.
    const fn form(self) -> (f32, f32, Option<f32>) {
        match self {
            Self::Banner => (15.0, 40.0, Some(20.0)),
            Self::Verdict => (0.6, 56.0, Some(20.0)),
            Self::Phase => (20.0, 46.0, Some(20.0)),
            Self::Protection => (14.0, 20.0, None),
            Self::Link => (14.0, 22.0, Some(17.0)),
        }
    }
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>, notices: &[Notice]) {
    let style = kit.style;
    for &notice in notices {
        let (top, large, small) = notice.form();
        let line = Node {
            position_type: PositionType::Absolute,
            top: percent(top),
            width: percent(100),
            justify_content: JustifyContent::Center,
            ..default()
        };
        root.spawn(line).with_children(|line| {
            let panel = Node {
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                padding: UiRect::axes(style.px(26.0), style.px(5.0)),
                border_radius: BorderRadius::all(style.px(10.0)),
                ..default()
            };
            line.spawn((notice, panel, BackgroundColor(SHADE), Visibility::Hidden))
                .with_children(|panel| {
                    panel.spawn((Large(notice), style.text("", large, Weight::Bold, SELF)));
                    if let Some(small) = small {
                        panel.spawn((Small(notice), style.text("", small, Weight::Regular, MUTED)));
                    }
                });
        });
    }
}

fn name(feed: &MatchFeed, seat: HogId) -> Option<String> {
    feed.players.get(&seat).map(|player| cut(&player.name, 24))
}

fn note(feed: Res<MatchFeed>, mut fate: ResMut<Fate>) {
    for event in feed.news() {
        match *event {
            SceneEvent::Outcome(Outcome::Wrecked {
                victim,
                killer,
                cause,
                ..
            }) if victim == feed.scene.own => {
                fate.0 = Some((
                    killer
                        .filter(|&killer| killer != victim)
                        .and_then(|killer| name(&feed, killer)),
                    cause,
                ));
            }
            SceneEvent::Outcome(Outcome::MatchStarted) => fate.0 = None,
            SceneEvent::Outcome(Outcome::Spawned { hog, .. }) if hog == feed.scene.own => fate.0 = None,
            _ => {}
        }
    }
}

/// How one came to grief, in words.
fn fate_words(killer: Option<&str>, cause: Cause) -> String {
    match (killer, cause) {
        (Some(killer), Cause::Ram) => format!("Rammed by {killer}"),
        (Some(killer), Cause::Fall) => format!("Pushed over the edge by {killer}"),
        (Some(killer), Cause::Lava) => format!("Pushed into the lava by {killer}"),
        (Some(killer), Cause::Crush) => format!("Pushed under by {killer}"),
        (None, Cause::Lava) => "Burnt in the lava".to_owned(),
        (None, Cause::Crush) => "Crushed".to_owned(),
        (Some(killer), Cause::Weapon(_)) => format!("Wrecked by {killer}"),
        (None, Cause::Fall) => "Lost over the edge".to_owned(),
        (None, Cause::Weapon(_)) => "Wrecked by your own hand".to_owned(),
        (None, Cause::Ram) => "Wrecked".to_owned(),
    }
}

fn verdict(feed: &MatchFeed) -> Option<Words> {
    let Phase::Over { winner } = feed.scene.phase else {
        return None;
    };
    let small = [own_place(feed), Some(next_match(feed))];
    let small = small.into_iter().flatten().collect::<Vec<_>>().join("   ·   ");
    let (large, colour) = match winner {
        Some(Side::Hog(winner)) if winner == feed.scene.own && feed.watch.is_none() => {
            ("You win!".to_owned(), GOLD)
        }
        Some(Side::Team(team)) => {
            let words = if feed.side(feed.scene.own) == Some(team) {
                format!("{}: your side wins!", side_name(team))
            } else {
                format!("{} wins", side_name(team))
            };
            (words, color(side(team)))
        }
        Some(Side::Hog(winner)) => (
            format!(
                "{} wins",
                name(feed, winner).unwrap_or_else(|| "Someone".to_owned())
            ),
            SELF,
        ),
        None => ("A draw".to_owned(), SELF),
    };
    Some(Words { large, small, colour })
}

/// Where one came in oneself, where one played.
fn own_place(feed: &MatchFeed) -> Option<String> {
    let own = feed.scene.own;
    feed.players.get(&own).filter(|me| !me.looks_on)?;
    let place = ranking(&feed.players).iter().position(|seat| *seat == own)?;
    let played = feed.players.values().filter(|player| !player.looks_on).count();
    Some(format!("You came {} of {played}", ordinal(place + 1)))
}

/// What comes next, and when.
fn next_match(feed: &MatchFeed) -> String {
    let left_s = feed.scene.time_left_s.max(0.0).ceil();
    match (&feed.council.next, left_s > 0.0) {
        (Some(plan), true) => format!("Next: {} in {left_s:.0}", title(plan)),
        (Some(plan), false) => format!("Next: {}, any moment", title(plan)),
        (None, true) => format!("Next match in {left_s:.0}"),
        (None, false) => "The next match, any moment".to_owned(),
    }
}

/// What a warm-up waits for.
fn warm_up_words(title: &str, council: &Council, left_s: f32) -> String {
    let (all, ready) = council.readiness;
    if council.ready {
        format!("{title} begins when all are ready ({ready} of {all}), at most in {left_s:.0} s")
    } else {
        format!("F5 when you are ready for {title}; it begins in {left_s:.0} s at the latest")
    }
}

/// What a phase asks of everyone; nothing while the match is on.
fn phase(feed: &MatchFeed) -> Option<Words> {
    let left_s = feed.scene.time_left_s.max(0.0);
    let title = feed.rules.mode.tuning.title.clone();
    match feed.scene.phase {
        Phase::WarmUp => Some(Words {
            large: "Warm-up".to_owned(),
            small: warm_up_words(&title, &feed.council, left_s.ceil()),
            colour: ENERGY,
        }),
        Phase::Countdown => Some(Words {
            large: format!("{:.0}", left_s.ceil().max(1.0)),
            small: title,
            colour: GOLD,
        }),
        // Only its beginning is news; the clock goes on to say so.
        Phase::Overtime if feed.rules.mode.tuning.overtime_s - left_s < OVERTIME_NEWS_S => Some(Words {
            large: "Overtime".to_owned(),
            small: "whoever is ahead next wins".to_owned(),
            colour: DANGER,
        }),
        Phase::Overtime | Phase::Playing | Phase::Over { .. } => None,
    }
}

fn banner(feed: &MatchFeed, fate: &Fate, own: Option<&SceneHog>) -> Option<Words> {
    if let Some(recall) = &feed.recall {
        let killer = name(feed, recall.killer).unwrap_or_else(|| "someone".to_owned());
        return Some(Words {
            large: fate.0.as_ref().map_or_else(
                || format!("Wrecked by {killer}"),
                |(_, cause)| fate_words(Some(&killer), *cause),
            ),
            small: format!("Back in {:.1}, any control skips this", recall.left_s.max(0.0)),
            colour: DANGER,
        });
    }
    let own = own.filter(|own| !own.alive)?;
    let lives = feed.rules.mode.tuning.lives;
    let lost = feed.players.get(&own.id).map_or(0, |player| player.score.deaths);
    let small = if own.respawn_s > LOOKS_ON_S {
        "You look on".to_owned()
    } else if lives > 0 && lost >= lives && feed.scene.phase.is_on() {
        "Out, until the next match".to_owned()
    } else {
        format!("Back in {:.1}", own.respawn_s.max(0.0))
    };
    let Some((killer, cause)) = &fate.0 else {
        return Some(Words {
            large: "Get ready".to_owned(),
            small,
            colour: SELF,
        });
    };
    Some(Words {
        large: fate_words(killer.as_deref(), *cause),
        small,
        colour: DANGER,
    })
}

fn display(
    feed: Res<MatchFeed>,
    fate: Res<Fate>,
    silence: Res<LinkSilence>,
    mut panels: Query<(&Notice, &mut Visibility)>,
    mut large: Query<(&Large, &mut Text, &mut TextColor), Without<Small>>,
    mut small: Query<(&Small, &mut Text), Without<Large>>,
) {
    let own = feed.scene.hog(feed.scene.own);
    let mute = silence.0 > SILENCE_S || feed.net.lead_ticks > LEAD_TICKS;
    let words = |notice: Notice| match notice {
        Notice::Banner | Notice::Phase if mute => None,
        Notice::Banner if feed.scene.phase == Phase::Countdown => None,
        Notice::Banner => banner(&feed, &fate, own),
        Notice::Phase if own.is_some_and(|own| !own.alive) && feed.scene.phase == Phase::WarmUp => None,
        Notice::Phase => phase(&feed),
        Notice::Verdict => verdict(&feed),
        Notice::Protection => own.filter(|own| own.alive && own.protected).map(|_| Words {
            large: "Protected until you fire".to_owned(),
            small: String::new(),
            colour: ENERGY,
        }),
        Notice::Link => mute.then(|| Words {
            large: "Nothing from the server".to_owned(),
            small: format!("for {:.0} s", silence.0.max(feed.net.lead_ticks / 60.0)),
            colour: DANGER,
        }),
    };
    for (notice, mut visibility) in &mut panels {
        show(&mut visibility, words(*notice).is_some());
    }
    for (line, mut text, mut colour) in &mut large {
        if let Some(words) = words(line.0) {
            write(&mut text, &words.large);
            colour.set_if_neq(TextColor(words.colour));
        }
    }
    for (line, mut text) in &mut small {
        if let Some(words) = words(line.0) {
            write(&mut text, &words.small);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fate_names_who_and_how() {
        assert_eq!(fate_words(Some("Ann"), Cause::Ram), "Rammed by Ann");
        assert_eq!(fate_words(None, Cause::Fall), "Lost over the edge");
    }
}

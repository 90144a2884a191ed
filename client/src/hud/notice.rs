//! Words in the middle: who wrecked one and when one is back, protection, the end of the match, a broken link, a pad that
//! has gone.

use bevy::prelude::*;

use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::ids::{HogId, Weapon};
use hogs_shared::mode::{Phase, Side};
use hogs_shared::netplay::scene::{SceneEvent, SceneHog};

use super::style::{DANGER, ENERGY, GOLD, MUTED, SELF, SHADE, Weight, banner as on_ground, cut, show, write};
use super::{HudPhase, KeyNames, Kit, LinkSilence};
use crate::bindings::Action;
use crate::feed::{Council, MatchFeed};
use crate::input::in_use::PadInHand;
use crate::lesson::Lesson;
use crate::palette::{color, side};
use crate::standing::{goal, mode, ranking, side_name, title};
use crate::words::{Argument, Words};

/// Without a snapshot for so long, the link is in trouble, seconds.
const SILENCE_S: f32 = 1.2;
/// Seconds for which overtime is news.
const OVERTIME_NEWS_S: f32 = 2.5;
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
    /// The pad in hand has gone: above the middle.
    Pad,
}

#[derive(Component)]
struct Large(Notice);

#[derive(Component)]
struct Small(Notice);

/// What a notice says.
struct Said {
    large: String,
    small: String,
    colour: Color,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Fate>()
        .add_systems(Update, (note, display).chain().in_set(HudPhase::Show));
}

impl Notice {
    /// Each in its place.
    const ALL: [Self; 6] = [
        Self::Banner,
        Self::Verdict,
        Self::Phase,
        Self::Protection,
        Self::Link,
        Self::Pad,
    ];

    /// Where it stands (top, share of the screen) and the sizes of its lines.
    const fn form(self) -> (f32, f32, Option<f32>) {
        match self {
            Self::Banner => (16.5, 40.0, Some(20.0)),
            Self::Verdict => (0.6, 56.0, Some(20.0)),
            Self::Phase => (20.0, 46.0, Some(20.0)),
            Self::Protection => (16.5, 20.0, None),
            Self::Link => (16.5, 22.0, Some(17.0)),
            Self::Pad => (32.0, 26.0, Some(19.0)),
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
fn fate_words(killer: Option<&str>, cause: Cause, words: &Words) -> String {
    let key = match (killer, cause) {
        (Some(_), Cause::Ram) => "fate-rammed-by",
        (Some(_), Cause::Fall) => "fate-pushed-over-by",
        (Some(_), Cause::Lava) => "fate-pushed-into-lava-by",
        (Some(_), Cause::Crush) => "fate-pushed-under-by",
        (Some(_), Cause::Weapon(_)) => "fate-wrecked-by",
        (None, Cause::Lava) => "fate-burnt",
        (None, Cause::Crush) => "fate-crushed",
        (None, Cause::Fall) => "fate-fallen",
        (None, Cause::Weapon(_)) => "fate-own-hand",
        (None, Cause::Ram) => "fate-wrecked",
    };
    words.tell(key, [("name", killer.unwrap_or_default().into())])
}

fn verdict(feed: &MatchFeed, words: &Words) -> Option<Said> {
    let Phase::Over { winner } = feed.scene.phase else {
        return None;
    };
    let small = [own_place(feed, words), Some(next_match(feed, words))];
    let small = small.into_iter().flatten().collect::<Vec<_>>().join("   ·   ");
    let (large, colour) = match winner {
        Some(Side::Hog(winner)) if winner == feed.scene.own && feed.watch.is_none() => {
            (words.say("verdict-won"), GOLD)
        }
        Some(Side::Team(team)) => {
            let name = side_name(team, words);
            let large = if feed.side(feed.scene.own) == Some(team) {
                words.tell("verdict-side-won", [("side", name.into())])
            } else {
                words.tell("verdict-side-wins", [("side", name.into())])
            };
            (large, color(side(team)))
        }
        Some(Side::Hog(winner)) => {
            let name = name(feed, winner).unwrap_or_else(|| words.say("hud-someone"));
            (words.tell("verdict-wins", [("name", name.into())]), SELF)
        }
        None => (words.say("verdict-draw"), SELF),
    };
    Some(Said { large, small, colour })
}

/// Where one came in oneself, where one played.
fn own_place(feed: &MatchFeed, words: &Words) -> Option<String> {
    let own = feed.scene.own;
    feed.players.get(&own).filter(|me| !me.looks_on)?;
    let place = ranking(&feed.players).iter().position(|seat| *seat == own)?;
    let played = feed.players.values().filter(|player| !player.looks_on).count();
    let place = [("place", (place + 1).into()), ("all", played.into())];
    Some(words.tell("verdict-place", place))
}

/// What comes next, and when.
fn next_match(feed: &MatchFeed, words: &Words) -> String {
    let left_s = feed.scene.time_left_s.max(0.0).ceil();
    let seconds = ("seconds", whole(left_s));
    match (&feed.council.next, left_s > 0.0) {
        (Some(plan), true) => words.tell("next-in", [("what", title(plan, words).into()), seconds]),
        (Some(plan), false) => words.tell("next-soon", [("what", title(plan, words).into())]),
        (None, true) => words.tell("next-match-in", [seconds]),
        (None, false) => words.say("next-match-soon"),
    }
}

/// Seconds as they are told.
fn whole(seconds: f32) -> Argument {
    Argument::Count(seconds as i64)
}

/// What a warm-up waits for; `key` is the one that says one is ready.
fn warm_up_words(mode: &str, council: &Council, left_s: f32, key: &str, words: &Words) -> String {
    let (all, ready) = council.readiness;
    let (mode, seconds) = (("mode", mode.into()), ("seconds", whole(left_s)));
    if council.ready {
        let counts = [mode, ("ready", ready.into()), ("all", all.into()), seconds];
        words.tell("warm-up-wait", counts)
    } else {
        words.tell("warm-up-ask", [("key", key.into()), mode, seconds])
    }
}

/// What a phase asks of everyone; nothing while the match is on.
fn phase(feed: &MatchFeed, key: &str, words: &Words) -> Option<Said> {
    let left_s = feed.scene.time_left_s.max(0.0);
    let mode = mode(feed.rules.mode.mode.name(), words);
    match feed.scene.phase {
        Phase::WarmUp => Some(Said {
            large: words.say("warm-up"),
            small: warm_up_words(&mode, &feed.council, left_s.ceil(), key, words),
            colour: ENERGY,
        }),
        Phase::Countdown => Some(Said {
            large: format!("{:.0}", left_s.ceil().max(1.0)),
            small: format!("{mode}   ·   {}", goal(&feed.rules, words)),
            colour: GOLD,
        }),
        // Only its beginning is news; the clock goes on to say so.
        Phase::Overtime if feed.rules.mode.tuning.overtime_s - left_s < OVERTIME_NEWS_S => Some(Said {
            large: words.say("overtime"),
            small: words.say("overtime-what"),
            colour: DANGER,
        }),
        Phase::Overtime | Phase::Playing | Phase::Over { .. } => None,
    }
}

/// When one is back, by the key of how that is told.
fn back_in(key: &str, seconds: f32, words: &Words) -> String {
    words.tell(key, [("seconds", words.decimal(seconds.max(0.0), 1).into())])
}

fn banner(feed: &MatchFeed, fate: &Fate, own: Option<&SceneHog>, words: &Words) -> Option<Said> {
    if let Some(recall) = &feed.recall {
        let killer = name(feed, recall.killer).unwrap_or_else(|| words.say("hud-someone"));
        // What a shot does is the least that can be said.
        let weapon = Cause::Weapon(Weapon::default());
        let cause = fate.0.as_ref().map_or(weapon, |(_, cause)| *cause);
        return Some(Said {
            large: fate_words(Some(&killer), cause, words),
            small: back_in("back-in-skip", recall.left_s, words),
            colour: DANGER,
        });
    }
    let own = own.filter(|own| !own.alive)?;
    let looks_on = feed.players.get(&own.id).is_some_and(|me| me.looks_on);
    let small = match feed.is_out(own) {
        true if looks_on => words.say("notice-look-on"),
        true => words.say("notice-out"),
        false => back_in("back-in", own.respawn_s, words),
    };
    let Some((killer, cause)) = &fate.0 else {
        return Some(Said {
            large: words.say("notice-get-ready"),
            small,
            colour: SELF,
        });
    };
    Some(Said {
        large: fate_words(killer.as_deref(), *cause, words),
        small,
        colour: DANGER,
    })
}

/// What a notice says now, if it stands.
fn said(
    notice: Notice,
    feed: &MatchFeed,
    fate: &Fate,
    silence_s: f32,
    told: (&Words, &KeyNames),
    pad: &PadInHand,
) -> Option<Said> {
    let (words, keys) = told;
    let own = feed.scene.hog(feed.scene.own);
    let mute = silence_s > SILENCE_S || feed.net.lead_ticks > LEAD_TICKS;
    match notice {
        Notice::Banner | Notice::Phase if mute => None,
        Notice::Banner if feed.scene.phase == Phase::Countdown => None,
        Notice::Banner => banner(feed, fate, own, words),
        Notice::Phase if own.is_some_and(|own| !own.alive) && feed.scene.phase == Phase::WarmUp => None,
        Notice::Phase => match keys.of(Action::Choice1) {
            "" => phase(feed, &keys.by_menu(words), words),
            key => phase(feed, key, words),
        },
        Notice::Verdict => verdict(feed, words),
        Notice::Protection => own.filter(|own| own.alive && own.protected).map(|_| Said {
            large: words.say("notice-protected"),
            small: String::new(),
            colour: ENERGY,
        }),
        Notice::Pad => pad.lost.map(|_| Said {
            large: words.say("notice-pad-gone"),
            small: words.say("notice-pad-gone-what"),
            colour: DANGER,
        }),
        Notice::Link => mute.then(|| {
            let seconds = whole(silence_s.max(feed.net.lead_ticks / 60.0));
            Said {
                large: words.say("notice-silence"),
                small: words.tell("notice-silence-for", [("seconds", seconds)]),
                colour: DANGER,
            }
        }),
    }
}

fn display(
    feed: Res<MatchFeed>,
    fate: Res<Fate>,
    silence: Res<LinkSilence>,
    (words, keys): (Res<Words>, Res<KeyNames>),
    (lesson, pad): (Option<Res<Lesson>>, Res<PadInHand>),
    mut panels: Query<(&Notice, &mut Visibility, &mut BackgroundColor)>,
    mut large: Query<(&Large, &mut Text, &mut TextColor), Without<Small>>,
    mut small: Query<(&Small, &mut Text, &mut TextColor), Without<Large>>,
) {
    let told = Notice::ALL.map(|notice| {
        // Nobody shoots in a lesson, and what is to be learnt stands there.
        let room = notice != Notice::Protection || lesson.is_none();
        let said = || said(notice, &feed, &fate, silence.0, (&words, &keys), &pad);
        room.then(said).flatten()
    });
    let told = |notice: Notice| told[notice as usize].as_ref();
    for (notice, mut visibility, mut ground) in &mut panels {
        let said = told(*notice);
        show(&mut visibility, said.is_some());
        if let Some(said) = said {
            ground.set_if_neq(BackgroundColor(on_ground(said.colour).0));
        }
    }
    for (line, mut text, mut colour) in &mut large {
        if let Some(said) = told(line.0) {
            write(&mut text, &said.large);
            colour.set_if_neq(TextColor(on_ground(said.colour).1));
        }
    }
    for (line, mut text, mut colour) in &mut small {
        if let Some(said) = told(line.0) {
            write(&mut text, &said.small);
            let quiet = if said.colour == DANGER { SELF } else { MUTED };
            colour.set_if_neq(TextColor(quiet));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_notice_is_in_its_place() {
        assert!(
            Notice::ALL
                .iter()
                .enumerate()
                .all(|(index, notice)| *notice as usize == index)
        );
    }

    #[test]
    fn a_fate_names_who_and_how() {
        let words = Words::default();
        assert_eq!(fate_words(Some("Ann"), Cause::Ram, &words), "Rammed by Ann");
        assert_eq!(fate_words(None, Cause::Fall, &words), "Lost over the edge");
    }
}

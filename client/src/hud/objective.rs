//! Marks over what the mode is about: flags and the pig, with their distance, at the edge of the screen where they are out
//! of sight; and in words under the clock, what one has and who has what, or else what there is to do: whoever looks up in
//! the middle of a fight has to see it at a glance.

use bevy::prelude::*;

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::mode::{Objective, Thing};
use hogs_shared::netplay::scene::SceneEvent;

use super::frame::HudFrame;
use super::mark::{self, Measures};
use super::style::{DANGER, GOLD, HudStyle, SHADE, Weight, banner, cut, show, write};
use super::{HudPhase, HudWishes, Kit};
use crate::feed::{MatchFeed, Source};
use crate::lesson::Lesson;
use crate::palette::{color, side};
use crate::standing::{goal, side_name};
use crate::view::convert::vec3;
use crate::words::Words;

/// Most marks: as many as there can be objectives.
const MARKS: usize = hogs_shared::mode::objective::MOST;
/// How far from the edge of the screen a mark stays, units.
const EDGE: f32 = 84.0;
/// Height of a mark with its distance, units.
const ROOM: f32 = 40.0;
/// How long one is told what is to be done where as little as can be is told, seconds.
const GOAL_S: f32 = 7.0;
/// How high over its thing a mark stands, metres: over the name of whoever has it.
const ABOVE_M: f32 = 4.4;
/// Of a mark.
const MEASURES: Measures = Measures {
    width: 160.0,
    rise: 16.0,
    name: 16.0,
};

#[derive(Component)]
struct Mark(usize);

#[derive(Component)]
struct MarkName(usize);

#[derive(Component)]
struct MarkDistance(usize);

/// The line under the clock.
#[derive(Component)]
struct Line;

/// What it stands on, so that it can be read before any sky.
#[derive(Component)]
struct Ground;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (marks, line).in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    for index in 0..MARKS {
        let parts = (Mark(index), MarkName(index), MarkDistance(index));
        mark::spawn(root, style, MEASURES, parts, |_| {});
    }
    let node = Node {
        position_type: PositionType::Absolute,
        top: percent(10.0),
        width: percent(100),
        justify_content: JustifyContent::Center,
        ..default()
    };
    let ground = Node {
        padding: UiRect::axes(style.px(14.0), style.px(2.0)),
        border_radius: BorderRadius::all(style.px(7.0)),
        ..default()
    };
    root.spawn(node).with_children(|line| {
        line.spawn((Ground, ground, BackgroundColor(SHADE), Visibility::Hidden))
            .with_child((Line, style.text("", 18.0, Weight::Bold, GOLD)));
    });
}

/// What people call it, and its colour.
fn name(thing: Thing, words: &Words) -> (String, Color) {
    match thing {
        Thing::Flag(team) => {
            let side_of = [("side", side_name(team, words).into())];
            (words.tell("flag-of", side_of), color(side(team)))
        }
        Thing::Pig => (words.say("pig"), GOLD),
    }
}

fn marks(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    (style, words): (Res<HudStyle>, Res<Words>),
    mut marks: Query<(&Mark, &mut UiTransform, &mut Visibility)>,
    mut names: Query<(&MarkName, &mut Text, &mut TextColor), Without<MarkDistance>>,
    mut distances: Query<(&MarkDistance, &mut Text), Without<MarkName>>,
) {
    let shown = |index: usize| -> Option<&Objective> {
        let objective = feed.scene.objectives.get(index)?;
        // What one carries oneself needs no mark.
        (objective.holder != Some(feed.scene.own)).then_some(objective)
    };
    let (mut places, mut arrows) = ([None; MARKS], [None; MARKS]);
    for index in 0..MARKS {
        if let Some(objective) = shown(index) {
            let at = place_of(&feed, objective) + Vec3::Y * ABOVE_M;
            let (place, arrow) = frame.guide(at, EDGE * style.unit);
            (places[index], arrows[index]) = (Some(place), arrow);
        }
    }
    part(&mut places, Vec2::new(MEASURES.width, ROOM) * style.unit);
    for (mark, mut transform, mut visibility) in &mut marks {
        let place = places[mark.0].map(Vec2::round);
        show(&mut visibility, place.is_some());
        if let Some(place) = place {
            transform.set_if_neq(UiTransform::from_xy(Val::Px(place.x), Val::Px(place.y)));
        }
    }
    for (mark, mut text, mut colour) in &mut names {
        if let Some(objective) = shown(mark.0) {
            let (name, tint) = name(objective.thing, &words);
            write(&mut text, &mark::called(name, arrows[mark.0]));
            colour.set_if_neq(TextColor(tint));
        }
    }
    for (mark, mut text) in &mut distances {
        if let Some(objective) = shown(mark.0) {
            let distance_m = place_of(&feed, objective).distance(frame.eye);
            write(&mut text, &format!("{distance_m:.0} m"));
        }
    }
}

/// Lets what would cover another stand over it; each needs so much room.
fn part(places: &mut [Option<Vec2>], room: Vec2) {
    for index in 1..places.len() {
        let (before, rest) = places.split_at_mut(index);
        let Some(place) = &mut rest[0] else { continue };
        for other in before.iter().flatten() {
            let apart = (*place - *other).abs();
            if apart.x < room.x && apart.y < room.y {
                place.y = other.y - room.y;
            }
        }
    }
}

/// Where it is: with its holder as drawn, or where it lies.
fn place_of(feed: &MatchFeed, objective: &Objective) -> Vec3 {
    let holder = objective.holder.and_then(|holder| feed.scene.hog(holder));
    vec3(holder.map_or(objective.position, |hog| hog.position))
}

/// The most pressing thing there is to say of the objectives: what one has, what one's side has lost, what it has got.
fn news(feed: &MatchFeed, words: &Words) -> Option<(String, Color)> {
    let own = feed.scene.own;
    let team = feed.scene.hog(own).and_then(|own| own.team);
    let objectives = &feed.scene.objectives;
    if let Some(mine) = objectives.iter().find(|objective| objective.holder == Some(own)) {
        let key = match mine.thing {
            Thing::Pig => "pig-own",
            Thing::Flag(_) => "flag-own",
        };
        return Some((words.say(key), GOLD));
    }
    // What is said of who holds it, if anybody does.
    let held = |objective: &Objective, key: &str| {
        let player = feed.players.get(&objective.holder?);
        let name = player.map_or_else(|| words.say("hud-someone"), |player| cut(&player.name, 20));
        Some(words.tell(key, [("name", name.into())]))
    };
    let flag_of = |ours: bool| {
        let team = team?;
        objectives
            .iter()
            .find(|objective| matches!(objective.thing, Thing::Flag(side) if (side == team) == ours))
    };
    if let Some(flag) = flag_of(true).filter(|flag| !flag.home) {
        let said = held(flag, "flag-lost").unwrap_or_else(|| words.say("flag-loose"));
        return Some((said, DANGER));
    }
    if let Some(said) = flag_of(false).and_then(|flag| held(flag, "flag-held")) {
        return Some((said, GOLD));
    }
    let pig = objectives
        .iter()
        .find(|objective| objective.thing == Thing::Pig)?;
    let held = held(pig, "pig-held").map(|said| (said, DANGER));
    Some(held.unwrap_or_else(|| (words.say("pig-loose"), GOLD)))
}

/// Whether there is anything to do for whoever sees this: neither for one who looks on nor for one who is out. A replay from
/// somebody's seat says what they were told.
fn plays(feed: &MatchFeed) -> bool {
    let own = feed.scene.hog(feed.scene.own);
    feed.watch != Some(Source::Live) && own.is_some_and(|own| !feed.is_out(own))
}

/// Whether one begins, or begins anew: the match, or one's own life in it.
fn begins(feed: &MatchFeed) -> bool {
    feed.watch != Some(Source::Live)
        && feed.news().iter().any(|event| match event {
            SceneEvent::Outcome(Outcome::MatchStarted) => true,
            SceneEvent::Outcome(Outcome::Spawned { hog, .. }) => *hog == feed.scene.own,
            _ => false,
        })
}

fn line(
    feed: Res<MatchFeed>,
    (words, lesson): (Res<Words>, Option<Res<Lesson>>),
    (time, wishes): (Res<Time>, Res<HudWishes>),
    mut goal_s: Local<f32>,
    mut grounds: Query<(&mut Visibility, &mut BackgroundColor), With<Ground>>,
    mut lines: Query<(&mut Text, &mut TextColor), With<Line>>,
) {
    *goal_s = if begins(&feed) {
        GOAL_S
    } else {
        *goal_s - time.delta_secs()
    };
    let goal = || {
        let told = lesson.is_none() && plays(&feed) && (*goal_s > 0.0 || !wishes.reduced);
        told.then(|| (goal(&feed.rules, &words), GOLD))
    };
    let news = news(&feed, &words)
        .or_else(goal)
        .filter(|_| feed.scene.phase.is_free());
    for (mut visibility, _) in &mut grounds {
        show(&mut visibility, news.is_some());
    }
    let Some((said, tint)) = news else { return };
    let (ground, tint) = banner(tint);
    for (_, mut colour) in &mut grounds {
        colour.set_if_neq(BackgroundColor(ground));
    }
    for (mut text, mut colour) in &mut lines {
        write(&mut text, &said);
        colour.set_if_neq(TextColor(tint));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use hogs_shared::arena::Rules;
    use hogs_shared::ids::{HogId, Team};
    use hogs_shared::mode::Mode;

    use super::*;

    #[test]
    fn marks_do_not_cover_each_other() {
        let room = Vec2::new(120.0, 40.0);
        let mut places = [Some(Vec2::new(50.0, 500.0)), None, Some(Vec2::new(90.0, 510.0))];
        part(&mut places, room);
        assert_eq!(places[2], Some(Vec2::new(90.0, 460.0)));
        let mut apart = [Some(Vec2::ZERO), Some(Vec2::new(121.0, 0.0))];
        part(&mut apart, room);
        assert_eq!(apart[1], Some(Vec2::new(121.0, 0.0)));
    }

    /// A feed of a match for flags, in which the first hog, one's own, is Amber and so is the second.
    fn feed() -> MatchFeed {
        let mut feed = crate::attract::some_feed();
        (feed.backdrop, feed.watch) = (false, None);
        feed.scene.own = HogId(0);
        for hog in &mut feed.scene.hogs {
            hog.alive = true;
            hog.team = Some(Team::Amber);
        }
        feed.scene.objectives = Team::ALL
            .map(|team| Objective::at_home(Thing::Flag(team), &feed.rules))
            .to_vec();
        feed
    }

    #[test]
    fn what_presses_most_is_said() {
        let (mut feed, words) = (feed(), Words::default());
        let said = |feed: &MatchFeed| news(feed, &words).map(|(said, _)| said);
        assert_eq!(said(&feed), None, "all is at home");
        let [amber, azure] = [Team::Amber, Team::Azure].map(Team::index);
        let hold = |feed: &mut MatchFeed, flag: usize, holder| {
            let flag = &mut feed.scene.objectives[flag];
            (flag.home, flag.holder) = (false, holder);
        };
        Arc::make_mut(&mut feed.players).remove(&HogId(1));
        hold(&mut feed, azure, Some(HogId(1)));
        assert_eq!(said(&feed).as_deref(), Some("Someone has their flag: cover them"));
        hold(&mut feed, amber, None);
        assert_eq!(said(&feed).as_deref(), Some("Your flag lies about: touch it"));
        hold(&mut feed, azure, Some(HogId(0)));
        assert_eq!(said(&feed).as_deref(), Some("You have their flag: bring it home"));
    }

    #[test]
    fn whoever_is_out_or_looks_on_has_nothing_to_do() {
        let mut feed = feed();
        assert!(plays(&feed));
        feed.watch = Some(Source::Live);
        assert!(!plays(&feed));
        feed.watch = None;
        feed.scene.hogs[0].alive = false;
        assert!(plays(&feed), "one is back in a moment");
        let data = crate::data::find().unwrap().load("sty", "last_hog_standing");
        feed.rules = Arc::new(Rules::new(Mode::LastHogStanding, data.unwrap()).unwrap());
        let mut live = |lives: i16, looks_on: bool| {
            let own = Arc::make_mut(&mut feed.players).get_mut(&HogId(0)).unwrap();
            (own.score.points, own.looks_on) = (lives, looks_on);
            plays(&feed)
        };
        assert!(live(1, false) && !live(0, false) && !live(1, true));
        feed.scene.hogs[0].alive = true;
        assert!(plays(&feed), "the last life");
    }

    #[test]
    fn flags_have_the_names_and_colours_of_their_sides() {
        let words = Words::default();
        let [amber, azure] = hogs_shared::ids::Team::ALL.map(|team| name(Thing::Flag(team), &words));
        assert_eq!((amber.0.as_str(), azure.0.as_str()), ("Amber flag", "Azure flag"));
        assert_ne!(amber.1, azure.1);
    }
}

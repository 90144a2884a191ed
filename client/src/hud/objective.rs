//! Marks over what the mode is about: flags and the pig, with their distance, at the edge of the screen where they are out
//! of sight; and in words under the clock, what one has and who has what.

use bevy::prelude::*;

use hogs_shared::mode::{Objective, Thing};

use super::frame::HudFrame;
use super::mark::{self, Measures};
use super::style::{DANGER, GOLD, HudStyle, SELF, Weight, cut, show, write};
use super::{HudPhase, Kit, playing};
use crate::feed::MatchFeed;
use crate::palette::{color, side, side_name};
use crate::view::convert::vec3;

/// Most marks: as many as there can be objectives.
const MARKS: usize = hogs_shared::mode::objective::MOST;
/// How far from the edge of the screen a mark stays, units.
const EDGE: f32 = 46.0;
/// How high over its thing a mark stands, metres: over the name of whoever has it.
const ABOVE_M: f32 = 4.4;
/// Of a mark.
const MEASURES: Measures = Measures {
    width: 120.0,
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

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (marks, line).in_set(HudPhase::Show).run_if(playing));
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
    root.spawn(node)
        .with_child((Line, style.text("", 18.0, Weight::Bold, GOLD)));
}

/// What people call it, and its colour.
fn name(thing: Thing) -> (String, Color) {
    match thing {
        Thing::Flag(team) => (format!("{} flag", side_name(team)), color(side(team))),
        Thing::Pig => ("Pig".to_owned(), GOLD),
    }
}

fn marks(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    style: Res<HudStyle>,
    mut marks: Query<(&Mark, &mut UiTransform, &mut Visibility)>,
    mut names: Query<(&MarkName, &mut Text, &mut TextColor), Without<MarkDistance>>,
    mut distances: Query<(&MarkDistance, &mut Text), Without<MarkName>>,
) {
    let shown = |index: usize| -> Option<&Objective> {
        let objective = feed.scene.objectives.get(index)?;
        // What one carries oneself needs no mark.
        (objective.holder != Some(feed.scene.own)).then_some(objective)
    };
    for (mark, mut transform, mut visibility) in &mut marks {
        show(&mut visibility, shown(mark.0).is_some());
        if let Some(objective) = shown(mark.0) {
            let at = place_of(&feed, objective) + Vec3::Y * ABOVE_M;
            let place = frame.guide(at, EDGE * style.unit).round();
            transform.set_if_neq(UiTransform::from_xy(Val::Px(place.x), Val::Px(place.y)));
        }
    }
    for (mark, mut text, mut colour) in &mut names {
        if let Some(objective) = shown(mark.0) {
            let (name, tint) = name(objective.thing);
            write(&mut text, &name);
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

/// Where it is: with its holder as drawn, or where it lies.
fn place_of(feed: &MatchFeed, objective: &Objective) -> Vec3 {
    let holder = objective.holder.and_then(|holder| feed.scene.hog(holder));
    vec3(holder.map_or(objective.position, |hog| hog.position))
}

/// The most pressing thing there is to say of the objectives.
fn news(feed: &MatchFeed) -> Option<(String, Color)> {
    let own = feed.scene.own;
    let team = feed.scene.hog(own).and_then(|own| own.team);
    let objectives = &feed.scene.objectives;
    if let Some(mine) = objectives.iter().find(|objective| objective.holder == Some(own)) {
        return Some(match mine.thing {
            Thing::Pig => ("You have the pig: keep moving".to_owned(), GOLD),
            Thing::Flag(_) => ("You have their flag: bring it home".to_owned(), GOLD),
        });
    }
    let holder = |objective: &Objective| {
        let player = feed.players.get(&objective.holder?)?;
        Some(cut(&player.name, 20))
    };
    let lost = |objective: &&Objective| matches!(objective.thing, Thing::Flag(of) if Some(of) == team);
    if let Some(flag) = objectives.iter().find(lost).filter(|flag| !flag.home) {
        let words = holder(flag).map_or_else(
            || "Your flag lies about: touch it".to_owned(),
            |name| format!("{name} has your flag"),
        );
        return Some((words, DANGER));
    }
    let pig = objectives
        .iter()
        .find(|objective| objective.thing == Thing::Pig)?;
    let words = holder(pig).map_or_else(
        || "The pig is loose".to_owned(),
        |name| format!("{name} has the pig: ram them"),
    );
    Some((words, if pig.holder.is_some() { DANGER } else { GOLD }))
}

fn line(feed: Res<MatchFeed>, mut lines: Query<(&mut Text, &mut TextColor), With<Line>>) {
    let (words, tint) = news(&feed)
        .filter(|_| feed.scene.phase.is_free())
        .unwrap_or((String::new(), SELF));
    for (mut text, mut colour) in &mut lines {
        write(&mut text, &words);
        colour.set_if_neq(TextColor(tint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_have_the_names_and_colours_of_their_sides() {
        let [amber, azure] = hogs_shared::ids::Team::ALL.map(|team| name(Thing::Flag(team)));
        assert_eq!((amber.0.as_str(), azure.0.as_str()), ("Amber flag", "Azure flag"));
        assert_ne!(amber.1, azure.1);
    }
}

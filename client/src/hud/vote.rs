//! The vote that is held: what is asked, its choices with their keys and voices, and how long it goes on.

use bevy::prelude::*;

use hogs_shared::mode::Phase;
use hogs_shared::protocol::ballot::{Ballot, MAX_CHOICES, Question};

use super::style::{ENERGY, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, cut, show, write};
use super::{HudInput, HudPhase, KeyNames, Kit};
use crate::bindings::Action;
use crate::feed::MatchFeed;
use crate::standing::{title, wanted};
use crate::words::{Argument, Words};

/// What is pressed for the choices.
const CHOICES: [Action; MAX_CHOICES] = [Action::Choice1, Action::Choice2, Action::Choice3];

#[derive(Component)]
struct Panel;

#[derive(Component)]
struct Asked;

#[derive(Component)]
struct Choice(usize);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style: &HudStyle = kit.style;
    let panel = Node {
        position_type: PositionType::Absolute,
        padding: UiRect::axes(style.px(14.0), style.px(8.0)),
        border_radius: BorderRadius::all(style.px(10.0)),
        ..placed(style, false)
    };
    root.spawn((
        Panel,
        panel,
        BackgroundColor(SHADE.with_alpha(0.86)),
        Visibility::Hidden,
    ))
    .with_children(|panel| {
        panel.spawn((Asked, style.text("", 18.0, Weight::Bold, ENERGY)));
        for index in 0..MAX_CHOICES {
            panel.spawn((Choice(index), style.text("", 17.0, Weight::Regular, SELF)));
        }
    });
}

/// Where the panel stands: at the left while the match is on, in a row below the scoreboard when it is over.
fn placed(style: &HudStyle, over: bool) -> Node {
    if over {
        Node {
            left: style.px(16.0),
            right: style.px(16.0),
            bottom: style.px(8.0),
            justify_content: JustifyContent::Center,
            column_gap: style.px(24.0),
            ..default()
        }
    } else {
        Node {
            left: style.px(20.0),
            top: percent(22.0),
            flex_direction: FlexDirection::Column,
            row_gap: style.px(3.0),
            ..default()
        }
    }
}

/// What is asked, in words.
fn asked(feed: &MatchFeed, ballot: &Ballot, words: &Words) -> String {
    let left_s = feed.council.left_s.ceil();
    match &ballot.question {
        Question::Next(_) => words.tell("vote-next", [("seconds", Argument::Count(left_s as i64))]),
        Question::Motion { by, motion } => {
            let who = feed.players.get(by).map(|player| cut(&player.name, 18));
            let who = who.unwrap_or_else(|| words.say("hud-someone"));
            format!("{} ({left_s:.0})", wanted(&who, motion, words))
        }
    }
}

/// A choice in words; none if there are fewer.
fn choice(ballot: &Ballot, index: usize, words: &Words, keys: &KeyNames) -> Option<String> {
    let what = match &ballot.question {
        Question::Next(plans) => title(plans.get(index)?, words),
        Question::Motion { .. } => words.say(["ballot-yes", "ballot-no"].get(index)?),
    };
    let voices = ballot.votes.get(index).copied().unwrap_or_default();
    let key = keys.of(*CHOICES.get(index)?);
    Some(format!("{key}  {what}  ({voices})").trim_start().to_owned())
}

fn display(
    feed: Res<MatchFeed>,
    (input, style, words, keys): (Res<HudInput>, Res<HudStyle>, Res<Words>, Res<KeyNames>),
    mut panels: Query<(&mut Visibility, &mut Node), With<Panel>>,
    mut questions: Query<&mut Text, (With<Asked>, Without<Choice>)>,
    mut choices: Query<(&Choice, &mut Text, &mut TextColor)>,
) {
    let ballot = feed.council.ballot.as_ref();
    let over = matches!(feed.scene.phase, Phase::Over { .. });
    let wanted = placed(&style, over);
    for (mut visibility, mut node) in &mut panels {
        // A menu stands in its place.
        show(&mut visibility, ballot.is_some() && !input.menu_open);
        if node.left != wanted.left {
            *node = Node {
                position_type: node.position_type,
                padding: node.padding,
                border_radius: node.border_radius,
                ..wanted.clone()
            };
        }
    }
    let Some(ballot) = ballot else { return };
    for mut text in &mut questions {
        let mut asked = asked(&feed, ballot, &words);
        if keys.of(Action::Choice1).is_empty() {
            asked = format!("{asked}  {}", keys.by_menu(&words));
        }
        write(&mut text, &asked);
    }
    for (index, mut text, mut colour) in &mut choices {
        write(
            &mut text,
            &choice(ballot, index.0, &words, &keys).unwrap_or_default(),
        );
        let tint = match feed.council.voted {
            Some(voted) if usize::from(voted) == index.0 => GOLD,
            Some(_) => MUTED,
            None => SELF,
        };
        colour.set_if_neq(TextColor(tint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::protocol::ballot::Plan;

    #[test]
    fn a_choice_has_its_key_and_its_voices() {
        let plan = Plan {
            map: "rime".to_owned(),
            mode: "greased_pig".to_owned(),
        };
        let ballot = Ballot {
            question: Question::Next(vec![Plan::default(), plan]),
            closes: hogs_shared::tick::Tick(0),
            votes: vec![0, 3],
            voters: 4,
        };
        let mut keys = KeyNames::default();
        keys.names[Action::Choice2.index()] = "K".to_owned();
        let words = Words::default();
        let said = choice(&ballot, 1, &words, &keys).unwrap();
        assert_eq!(said, "K  Greased Pig in Rime  (3)");
        assert_eq!(choice(&ballot, 2, &words, &keys), None);
    }
}

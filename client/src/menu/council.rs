//! What one can have one's say in during a match: to be ready, on which side, to play or look on, what to play, and whom
//! to hear.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};
use hogs_shared::ids::Team;
use hogs_shared::mode::Phase;
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::protocol::ballot::{Motion, Plan, Question};
use hogs_shared::protocol::messages::ClientRequest;

use super::front::turn_to;
use super::style::UiFont;
use super::widgets::{Choice, Column};
use super::{Back, Page, build, capitalized};
use crate::feed::MatchFeed;
use crate::link::LinkCommand;
use crate::palette::side_name;
use crate::standing;

/// What a row is about.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Ready,
    Side,
    Part,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Council), open_council)
        .add_systems(OnEnter(Page::Ballot), open_ballot)
        .add_systems(
            Update,
            (
                follow.run_if(in_state(Page::Council)),
                renew.run_if(in_state(Page::Ballot)),
            )
                .run_if(resource_exists::<MatchFeed>),
        );
}

impl Wish {
    /// Which of its values holds.
    fn value(self, feed: &MatchFeed) -> usize {
        let me = feed.players.get(&feed.scene.own);
        match self {
            Self::Ready => usize::from(me.is_some_and(|me| me.ready)),
            Self::Side => me.and_then(|me| me.team).map_or(0, Team::index),
            Self::Part => usize::from(me.is_some_and(|me| me.looks_on)),
        }
    }

    /// What is asked for when a value is chosen.
    fn request(self, value: usize) -> ClientRequest {
        match self {
            Self::Ready => ClientRequest::Ready(value == 1),
            Self::Side => ClientRequest::Team(Team::ALL[value.min(1)]),
            Self::Part => ClientRequest::LookOn(value == 1),
        }
    }

    fn row(self, column: &mut Column, feed: &MatchFeed) {
        let (label, values) = match self {
            Self::Ready => ("Ready", ["Not yet", "Ready"]),
            Self::Side => ("Side", Team::ALL.map(side_name)),
            Self::Part => ("Take part", ["Play", "Look on"]),
        };
        column
            .choice(label, values.map(str::to_owned).to_vec(), self.value(feed))
            .insert(self)
            .observe(
                move |change: On<ValueChange<usize>>, mut link: MessageWriter<LinkCommand>| {
                    link.write(LinkCommand::Ask(self.request(change.value)));
                },
            );
    }
}

fn open_council(mut commands: Commands, font: Res<UiFont>, feed: Option<Res<MatchFeed>>) {
    build(&mut commands, &font, Page::Council, |column| {
        column.heading("This match");
        if let Some(feed) = &feed {
            let rules = &feed.rules;
            column.line(format!("{} in {}", rules.mode.tuning.title, rules.level.title));
            if matches!(feed.scene.phase, Phase::WarmUp | Phase::Over { .. }) {
                Wish::Ready.row(column, feed);
            }
            let me = feed.players.get(&feed.scene.own);
            if me.is_some_and(|me| me.team.is_some()) {
                Wish::Side.row(column, feed);
                column.line("You change sides when you next come into play.");
            }
            Wish::Part.row(column, feed);
        }
        column.button("Vote").observe(turn_to(Page::Ballot));
        column.button("Players").observe(turn_to(Page::People));
        back(column);
    });
}

fn back(column: &mut Column) {
    column
        .button("Back")
        .observe(|_: On<Activate>, mut back: MessageWriter<Back>| {
            back.write(Back);
        });
}

/// Rows show what the server says: what it changed, and, where it refused a wish, what holds all the same.
fn follow(
    feed: Res<MatchFeed>,
    mut rows: Query<(Entity, &Wish, &mut Choice)>,
    mut known: Local<Vec<(Entity, usize)>>,
) {
    let refused = feed
        .events
        .iter()
        .any(|event| matches!(event, SceneEvent::Refused(_)));
    let before = std::mem::take(&mut *known);
    for (row, wish, mut choice) in &mut rows {
        let value = wish.value(&feed);
        let was = before.iter().find(|(entity, _)| *entity == row);
        let changed = was.is_some_and(|(_, was)| *was != value);
        if (changed || refused) && choice.index != value {
            choice.index = value;
        }
        known.push((row, value));
    }
}

fn open_ballot(mut commands: Commands, font: Res<UiFont>, feed: Option<Res<MatchFeed>>) {
    build(&mut commands, &font, Page::Ballot, |column| {
        match feed.as_deref() {
            Some(feed) if feed.council.ballot.is_some() => held(column, feed),
            Some(feed) => to_call(column, feed),
            None => column.heading("Vote"),
        }
        back(column);
    });
}

/// The vote that is held: its choices.
fn held(column: &mut Column, feed: &MatchFeed) {
    let Some(ballot) = &feed.council.ballot else {
        return;
    };
    column.heading("Vote");
    let labels: Vec<String> = match &ballot.question {
        Question::Next(plans) => {
            column.line("What comes next?");
            plans.iter().map(standing::title).collect()
        }
        Question::Motion { by, motion } => {
            let name = feed.players.get(by).map(|player| player.name.as_str());
            let what = standing::motion(motion);
            column.line(format!("{} wants to {what}.", name.unwrap_or("Someone")));
            vec!["Yes".to_owned(), "No".to_owned()]
        }
    };
    for (index, label) in labels.into_iter().enumerate() {
        column.button(label).observe(
            move |_: On<Activate>,
                  mut link: MessageWriter<LinkCommand>,
                  mut next: ResMut<NextState<Page>>| {
                link.write(LinkCommand::Choose(index as u8));
                next.set(Page::Closed);
            },
        );
    }
    if matches!(&ballot.question, Question::Motion { by, .. } if *by == feed.scene.own) {
        ask(column, "Take the vote back", ClientRequest::CancelVote);
    }
}

/// What one can call a vote on.
fn to_call(column: &mut Column, feed: &MatchFeed) {
    column.heading("Call a vote");
    if feed.council.offered.is_empty() {
        column.line("There are no votes on this server.");
        return;
    }
    let sides = feed.rules.mode.mode.has_teams();
    ask(
        column,
        "Begin this match again",
        ClientRequest::CallVote(Motion::Restart),
    );
    if sides {
        ask(
            column,
            "Deal the sides anew",
            ClientRequest::CallVote(Motion::Shuffle),
        );
    }
    column.list(|list| {
        for plan in others(feed) {
            let label = capitalized(&plan.mode);
            let motion = ClientRequest::CallVote(Motion::Play(plan.clone()));
            list.entry(capitalized(&plan.map), label).observe(put(motion));
        }
    });
}

/// What is offered beside what is played.
fn others(feed: &MatchFeed) -> impl Iterator<Item = &Plan> {
    let rules = &feed.rules;
    let played = |plan: &&Plan| plan.map == rules.map && plan.mode == rules.mode.mode.name();
    feed.council.offered.iter().filter(move |plan| !played(plan))
}

fn ask(column: &mut Column, label: &str, request: ClientRequest) {
    column.button(label).observe(put(request));
}

/// An observer that asks the server for something, and goes back to the match to see what comes of it.
fn put(request: ClientRequest) -> impl Fn(On<Activate>, MessageWriter<LinkCommand>, ResMut<NextState<Page>>) {
    move |_, mut link, mut next| {
        link.write(LinkCommand::Ask(request.clone()));
        next.set(Page::Closed);
    }
}

/// The page anew when another question is asked, or none any more.
fn renew(feed: Res<MatchFeed>, mut asked: Local<Vec<Option<Question>>>, mut next: ResMut<NextState<Page>>) {
    let now = feed.council.ballot.as_ref().map(|ballot| ballot.question.clone());
    if asked.first().is_some_and(|before| *before != now) {
        next.set(Page::Ballot);
    }
    *asked = vec![now];
}

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
use super::spot::Spots;
use super::widgets::{Choice, Column};
use super::{Page, Sheet, capitalized};
use crate::feed::MatchFeed;
use crate::link::LinkCommand;
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
                (follow, keep_rows).run_if(in_state(Page::Council)),
                renew.run_if(in_state(Page::Ballot)),
            )
                .run_if(resource_exists::<MatchFeed>),
        );
}

impl Wish {
    const ALL: [Self; 3] = [Self::Ready, Self::Side, Self::Part];

    /// Whether there is anything to wish for.
    fn is_open(self, feed: &MatchFeed) -> bool {
        match self {
            Self::Ready => matches!(feed.scene.phase, Phase::WarmUp | Phase::Over { .. }),
            Self::Side => {
                let me = feed.players.get(&feed.scene.own);
                me.is_some_and(|me| me.team.is_some())
            }
            Self::Part => true,
        }
    }

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
        let words = column.words;
        let (label, values) = match self {
            Self::Ready => ("council-ready", ["council-not-yet", "council-ready"]),
            Self::Side => ("council-side", ["side-amber", "side-azure"]),
            Self::Part => ("council-part", ["council-play", "council-look-on"]),
        };
        let values = values.map(|value| words.say(value)).to_vec();
        column
            .choice(words.say(label), values, self.value(feed))
            .insert(self)
            .observe(
                move |change: On<ValueChange<usize>>, mut link: MessageWriter<LinkCommand>| {
                    link.write(LinkCommand::Ask(self.request(change.value)));
                },
            );
    }
}

fn open_council(mut sheet: Sheet, feed: Option<Res<MatchFeed>>) {
    sheet.lay(Page::Council, |column| {
        let words = column.words;
        column.heading(&words.say("council-title"));
        if let Some(feed) = &feed {
            let rules = &feed.rules;
            let played = [
                ("mode", standing::mode(rules.mode.mode.name(), words).into()),
                ("arena", capitalized(&rules.map).into()),
            ];
            column.line(words.tell("council-played", played));
            for wish in Wish::ALL.into_iter().filter(|wish| wish.is_open(feed)) {
                wish.row(column, feed);
                if wish == Wish::Side {
                    column.line(words.say("council-side-told"));
                }
            }
        }
        column
            .button(words.say("ballot-title"))
            .observe(turn_to(Page::Ballot));
        column
            .button(words.say("people-title"))
            .observe(turn_to(Page::People));
        column.back();
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

/// The page anew when there is something else to wish for.
fn keep_rows(
    feed: Res<MatchFeed>,
    rows: Query<&Wish>,
    mut spots: ResMut<Spots>,
    mut next: ResMut<NextState<Page>>,
) {
    let shown = |wish: &Wish| rows.iter().any(|row| row == wish);
    let right = Wish::ALL.iter().all(|wish| shown(wish) == wish.is_open(&feed));
    if !right && matches!(*next, NextState::Unchanged) {
        spots.return_to(Page::Council);
        next.set(Page::Council);
    }
}

fn open_ballot(mut sheet: Sheet, feed: Option<Res<MatchFeed>>) {
    sheet.lay(Page::Ballot, |column| {
        match feed.as_deref() {
            Some(feed) if feed.council.ballot.is_some() => held(column, feed),
            Some(feed) => to_call(column, feed),
            None => column.heading(&column.words.say("ballot-title")),
        }
        column.back();
    });
}

/// The vote that is held: its choices.
fn held(column: &mut Column, feed: &MatchFeed) {
    let Some(ballot) = &feed.council.ballot else {
        return;
    };
    let words = column.words;
    column.heading(&words.say("ballot-title"));
    let labels: Vec<String> = match &ballot.question {
        Question::Next(plans) => {
            column.line(words.say("ballot-next"));
            plans.iter().map(|plan| standing::title(plan, words)).collect()
        }
        Question::Motion { by, motion } => {
            let name = feed.players.get(by).map(|player| player.name.clone());
            let name = name.unwrap_or_else(|| words.say("hud-someone"));
            column.line(standing::wanted(&name, motion, words));
            vec![words.say("ballot-yes"), words.say("ballot-no")]
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
        ask(column, "ballot-take-back", ClientRequest::CancelVote);
    }
}

/// What one can call a vote on.
fn to_call(column: &mut Column, feed: &MatchFeed) {
    let words = column.words;
    column.heading(&words.say("ballot-call"));
    if feed.council.offered.is_empty() {
        column.line(words.say("ballot-none"));
        return;
    }
    let sides = feed.rules.mode.mode.has_teams();
    ask(column, "ballot-restart", ClientRequest::CallVote(Motion::Restart));
    if sides {
        ask(column, "ballot-shuffle", ClientRequest::CallVote(Motion::Shuffle));
    }
    column.list(|list| {
        for plan in others(feed) {
            let label = standing::mode(&plan.mode, words);
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

/// A button with the text of a key.
fn ask(column: &mut Column, key: &str, request: ClientRequest) {
    column.button(column.words.say(key)).observe(put(request));
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

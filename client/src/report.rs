//! The end of a run that was given a length: the final scoreboard on standard output, and a status that tells whether
//! there was a match at all.

use std::collections::BTreeMap;
use std::sync::Mutex;

use bevy::prelude::*;
use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::Player;

use crate::feed::MatchFeed;
use crate::link::Link;
use crate::options::Options;
use crate::phase::{FramePhase, Screen};
use crate::standing::ranking;

/// Seconds a run of given length waits for its match to begin.
const PATIENCE_S: f32 = 60.0;
/// Frames until a new match is built and shown.
const SETTLE_FRAMES: u32 = 4;
/// Seconds an offscreen match lasts unless another length is asked for.
const USUAL_SECONDS: u32 = 30;

/// Why the run failed; an [`AppExit`] has no room for it.
static FAILURE: Mutex<Option<String>> = Mutex::new(None);

/// Why the run failed, taken.
pub fn take_failure() -> Option<String> {
    FAILURE.lock().ok()?.take()
}

/// Ends the run with a sentence: what came of it, on standard output, or why nothing did.
pub(crate) fn end_with(outcome: Result<String, String>, exit: &mut MessageWriter<AppExit>) {
    match outcome {
        Ok(told) => {
            println!("{told}");
            exit.write(AppExit::Success);
        }
        Err(sentence) => {
            if let Ok(mut failure) = FAILURE.lock() {
                *failure = Some(sentence);
            }
            exit.write(AppExit::error());
        }
    }
}

/// How far a run of given length is.
#[derive(Resource, Debug)]
pub struct Run {
    /// Seconds the match is to be shown.
    pub length_s: f32,
    /// Seconds it has been shown.
    pub shown_s: f32,
    waited_s: f32,
    frames: u32,
    /// Others may want to finish something first.
    pub hold: bool,
    over: bool,
}

impl Run {
    /// Whether the match has the screen to itself by now.
    #[must_use]
    pub const fn settled(&self) -> bool {
        self.frames > SETTLE_FRAMES
    }

    /// Whether its time is up.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.shown_s >= self.length_s
    }
}

/// Wires the end up.
pub fn plugin(app: &mut App) {
    app.add_systems(Startup, begin).add_systems(
        Update,
        (count, end)
            .chain()
            .after(FramePhase::Present)
            .run_if(resource_exists::<Run>),
    );
}

fn begin(options: Res<Options>, mut commands: Commands) {
    if options.flies() {
        // What is measured of a film ends with the film.
        return;
    }
    let shown = options.offscreen.is_some() && !options.pages;
    let usual = (shown || options.benchmark).then_some(USUAL_SECONDS);
    if let Some(seconds) = options.seconds.or(usual) {
        let length_s = seconds as f32;
        commands.insert_resource(Run {
            length_s,
            shown_s: 0.0,
            waited_s: 0.0,
            frames: 0,
            // What is measured is told instead of the scoreboard.
            hold: options.benchmark,
            over: false,
        });
    }
}

fn count(mut run: ResMut<Run>, feed: Option<Res<MatchFeed>>, time: Res<Time<Real>>) {
    if feed.is_some_and(|feed| !feed.backdrop) {
        run.frames += 1;
        // The first frames take long, because the arena is being built: the match is not seen in them.
        if run.settled() {
            run.shown_s += time.delta_secs();
        }
        run.waited_s = 0.0;
    } else {
        run.waited_s += time.delta_secs();
    }
}

fn end(
    mut run: ResMut<Run>,
    options: Res<Options>,
    feed: Option<Res<MatchFeed>>,
    link: Res<Link>,
    screen: Res<State<Screen>>,
    mut exit: MessageWriter<AppExit>,
) {
    if run.over {
        return;
    }
    let mut fail = |sentence: String| end_with(Err(sentence), &mut exit);
    let wanted = options.starts_a_match();
    if let Some(failure) = link
        .last_failure()
        .filter(|_| wanted && *screen.get() == Screen::Menu)
    {
        run.over = true;
        fail(failure.to_string());
    } else if wanted && run.waited_s > PATIENCE_S {
        run.over = true;
        fail(format!("No match came about within {PATIENCE_S} seconds."));
    } else if !wanted && run.waited_s >= run.length_s {
        // The menu was to be shown for a while.
        run.over = true;
        exit.write(AppExit::Success);
    } else if run.is_up() && !run.hold {
        run.over = true;
        if let Some(feed) = feed {
            print!("{}", scoreboard(&feed.players));
        }
        exit.write(AppExit::Success);
    }
}

/// The scoreboard as a table of text, best first.
#[must_use]
pub fn scoreboard(players: &BTreeMap<HogId, Player>) -> String {
    let ranking = ranking(players);
    let ranked = ranking.iter().filter_map(|seat| players.get(seat));
    let mut table = format!(
        "{:>4}  {:<24}  {:<9}  {:>6}  {:>5}  {:>6}\n",
        "rank", "name", "chassis", "points", "kills", "deaths"
    );
    for (index, player) in ranked.enumerate() {
        let score = player.score;
        let row = format!(
            "{:>4}  {:<24}  {:<9}  {:>6}  {:>5}  {:>6}\n",
            index + 1,
            player.name,
            player.chassis.name(),
            score.points,
            score.kills,
            score.deaths
        );
        table.push_str(&row);
    }
    table
}

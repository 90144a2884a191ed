//! Music: one loop in the menus; in a match two, the calm and the fight, started together and cross-faded by how tense it
//! is. It steps back while the announcer speaks. At most two loops sound at a time, or three where a match begins and
//! ends; with the music turned down none is played at all.

use bevy::prelude::*;

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::mode::Phase;
use hogs_shared::netplay::scene::SceneEvent;

use super::SoundPhase;
use super::bank::SoundBank;
use super::bus::Bus;
use super::channel::Fader;
use super::clip::Clip;
use super::desk::Desk;
use super::voices::Voices;
use crate::feed::MatchFeed;
use crate::view::convert::vec3;

/// How near a foe must be to be felt, metres.
const FELT_M: f32 = 90.0;
/// Seconds left in which a match is tense.
const LAST_S: f32 = 60.0;
/// How fast the heat of a fight goes down, 1/s.
const COOL_PER_S: f32 = 0.16;
/// How fast the music follows, 1/s: up soon, down slowly.
const RISE_PER_S: f32 = 1.1;
const FALL_PER_S: f32 = 0.28;
/// How fast one piece gives way to another, 1/s.
const CHANGE_PER_S: f32 = 1.6;
/// What is left of the music while the announcer speaks, and how fast it steps back and returns, 1/s.
const DUCKED: f32 = 0.35;
const DUCK_PER_S: f32 = 9.0;
const RETURN_PER_S: f32 = 2.2;
/// Below this a loop is silent.
const SILENT: f32 = 0.004;

/// A loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Track {
    /// Behind the menus.
    Menu,
    /// In a match with nobody near.
    Calm,
    /// In a fight.
    Fight,
}

impl Track {
    /// All of them, in the order of the enum.
    pub(super) const ALL: [Self; 3] = [Self::Menu, Self::Calm, Self::Fight];

    /// Name of its file.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Menu => "music_menu",
            Self::Calm => "music_calm",
            Self::Fight => "music_fight",
        }
    }
}

/// A loop that plays.
struct Stem {
    track: Track,
    level: f32,
    fader: Fader,
}

/// How tense it is.
#[derive(Resource, Clone, Copy, Debug, Default)]
struct Mood {
    /// What the fight has left behind, 0 to 1.
    heat: f32,
    /// What the music shows, 0 to 1.
    tension: f32,
    /// How far it has stepped back, 0 to 1.
    ducked: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Mood>()
        .add_systems(Update, (feel, play).chain().in_set(SoundPhase::Play));
}

/// How much an event stirs one up.
fn stir(feed: &MatchFeed, outcome: &Outcome) -> f32 {
    match outcome {
        Outcome::Damaged {
            victim,
            attacker,
            amount,
            ..
        } if amount.points() > 0.0 && Some(*victim) != *attacker => {
            let own = |hog| feed.is_own(hog);
            match (own(*victim), attacker.is_some_and(own)) {
                (true, _) => 0.1 + amount.points() / 70.0,
                (_, true) => 0.05 + amount.points() / 140.0,
                _ => 0.0,
            }
        }
        Outcome::Wrecked { victim, killer, .. } => {
            let own = feed.is_own(*victim) || killer.is_some_and(|killer| feed.is_own(killer));
            if own { 0.5 } else { 0.0 }
        }
        _ => 0.0,
    }
}

/// How tense it is now, 0 to 1, with what a fight has left behind. Nobody's place is told by it whom one does not see.
fn tension(feed: &MatchFeed, heat: f32) -> f32 {
    if !feed.scene.phase.is_on() {
        return 0.0;
    }
    let own = feed.scene.hog(feed.scene.own);
    let near: f32 = own.filter(|own| own.alive).map_or(0.0, |own| {
        let foes = feed
            .scene
            .hogs
            .iter()
            .filter(|hog| feed.sees(hog) && feed.is_foe(hog.id));
        let felt = |at| (1.0 - vec3(own.position).distance(vec3(at)) / FELT_M).max(0.0);
        foes.map(|hog| felt(hog.position)).sum()
    });
    let low = own.is_some_and(|own| own.alive && own.health.share < 0.3);
    let last = feed.scene.phase == Phase::Overtime || feed.scene.time_left_s < LAST_S;
    let tense = (near * 0.45).min(0.55)
        + heat
        + if low { 0.2 } else { 0.0 }
        + if last { 0.35 } else { 0.0 }
        + if is_close(feed) { 0.2 } else { 0.0 };
    tense.min(1.0)
}

/// Whether it is near its end by points, and anybody's.
fn is_close(feed: &MatchFeed) -> bool {
    let limit = f32::from(feed.rules.mode.tuning.score_limit);
    let mut points: Vec<f32> = if feed.rules.mode.mode.has_teams() {
        feed.scene.teams.map(f32::from).to_vec()
    } else {
        let players = feed.players.values();
        players.map(|player| f32::from(player.score.points)).collect()
    };
    points.sort_by(|a, b| b.total_cmp(a));
    match points[..] {
        [best, second, ..] => best > limit * 0.7 && best - second <= (limit * 0.1).max(1.0),
        _ => false,
    }
}

/// The share of the way that something goes in a frame at a rate.
fn share(per_s: f32, seconds: f32) -> f32 {
    1.0 - (-per_s * seconds).exp()
}

fn feel(feed: Option<Res<MatchFeed>>, voices: Res<Voices>, time: Res<Time<Real>>, mut mood: ResMut<Mood>) {
    let seconds = time.delta_secs();
    let speaks = voices.announces(time.elapsed_secs());
    let (to, rate) = if speaks {
        (1.0, DUCK_PER_S)
    } else {
        (0.0, RETURN_PER_S)
    };
    mood.ducked += (to - mood.ducked) * share(rate, seconds);
    let Some(feed) = feed.filter(|feed| !feed.backdrop) else {
        (mood.heat, mood.tension) = (0.0, 0.0);
        return;
    };
    let stirred: f32 = feed
        .events
        .iter()
        .map(|event| match event {
            SceneEvent::Outcome(outcome) => stir(&feed, outcome),
            _ => 0.0,
        })
        .sum();
    mood.heat = (mood.heat - COOL_PER_S * seconds).max(0.0);
    mood.heat = (mood.heat + stirred).min(0.8);
    let now = tension(&feed, mood.heat);
    let rate = if now > mood.tension {
        RISE_PER_S
    } else {
        FALL_PER_S
    };
    mood.tension += (now - mood.tension) * share(rate, seconds);
}

/// How loud each loop is to be, of what its file has: two that give way to each other are as loud together as one.
fn levels(in_match: bool, tension: f32) -> [f32; Track::ALL.len()] {
    if !in_match {
        return [1.0, 0.0, 0.0];
    }
    let turn = tension.clamp(0.0, 1.0) * std::f32::consts::FRAC_PI_2;
    [0.0, turn.cos(), turn.sin()]
}

/// Starts, fades and ends loops.
fn play(
    feed: Option<Res<MatchFeed>>,
    bank: Res<SoundBank>,
    clips: Res<Assets<Clip>>,
    mood: Res<Mood>,
    time: Res<Time<Real>>,
    mut desk: ResMut<Desk>,
    mut stems: Local<Vec<Stem>>,
) {
    let ducked = 1.0 - mood.ducked * (1.0 - DUCKED);
    let in_match = feed.is_some_and(|feed| !feed.backdrop);
    let wanted = levels(in_match, mood.tension);
    // The two of a match start together and stay together, however quiet one of them is.
    let heard = desk.gain(Bus::Music) > 0.0;
    let needed = |track: Track| heard && in_match != (track == Track::Menu);
    stems.retain_mut(|stem| {
        let needed = needed(stem.track);
        let to = if needed { wanted[stem.track as usize] } else { 0.0 };
        stem.level += (to - stem.level) * share(CHANGE_PER_S, time.delta_secs());
        stem.fader.set([stem.level * ducked; 2], 1.0);
        needed || stem.level >= SILENT
    });
    let lacking = |track: &Track| needed(*track) && !stems.iter().any(|stem| stem.track == *track);
    let lacking: Vec<Track> = Track::ALL.into_iter().filter(lacking).collect();
    if lacking.iter().any(|track| !clips.contains(bank.music(*track))) {
        return;
    }
    for track in lacking {
        if let Some(clip) = clips.get(bank.music(track)) {
            let fader = desk.start(clip, Bus::Music, true, 0.0);
            let level = 0.0;
            stems.push(Stem { track, level, fader });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use hogs_shared::arena::hog::Points;
    use hogs_shared::arena::outcome::Cause;
    use hogs_shared::ids::{HogId, Team};

    /// A match that is on for a while yet, with one foe, a long way off.
    fn feed() -> MatchFeed {
        let mut feed = crate::attract::some_feed();
        feed.backdrop = false;
        feed.scene.own = HogId(0);
        (feed.scene.phase, feed.scene.time_left_s) = (Phase::Playing, 300.0);
        feed.scene.hogs.truncate(2);
        for (index, hog) in feed.scene.hogs.iter_mut().enumerate() {
            (hog.alive, hog.cloaked, hog.team) = (true, false, None);
            hog.health.share = 1.0;
            hog.position = hogs_shared::math::Vec3::new(200.0 * index as f32, 0.0, 0.0);
        }
        for player in Arc::make_mut(&mut feed.players).values_mut() {
            player.team = None;
        }
        feed
    }

    #[test]
    fn foes_that_are_seen_hits_and_the_last_minute_make_it_tense_and_a_cloak_hides_from_ears_too() {
        let mut feed = feed();
        assert!(tension(&feed, 0.0) < 0.01);
        assert!(tension(&feed, 0.5) > 0.45);
        feed.scene.time_left_s = 30.0;
        assert!(tension(&feed, 0.0) > 0.3);
        feed.scene.time_left_s = 300.0;
        feed.scene.hogs[1].position.x = 60.0;
        let near = tension(&feed, 0.0);
        assert!(near > 0.1, "{near}");
        feed.scene.hogs[1].cloaked = true;
        assert!(tension(&feed, 0.0) < 0.01);
        feed.scene.hogs[1].cloaked = false;
        for hog in &mut feed.scene.hogs {
            hog.team = Some(Team::Azure);
        }
        assert!(tension(&feed, 0.0) < 0.01, "friends are no threat");
        feed.scene.phase = Phase::WarmUp;
        assert!(tension(&feed, 1.0) < 0.01);
    }

    #[test]
    fn what_takes_nothing_and_what_others_do_to_others_stirs_nobody() {
        let feed = feed();
        let harm = |victim: u8, attacker: u8, points: f32| Outcome::Damaged {
            victim: HogId(victim),
            attacker: Some(HogId(attacker)),
            cause: Cause::Ram,
            amount: Points::from_points(points),
            shielded: false,
            from: hogs_shared::math::Vec3::ZERO,
        };
        assert!(stir(&feed, &harm(0, 1, 20.0)) > stir(&feed, &harm(1, 0, 20.0)));
        assert!(stir(&feed, &harm(1, 0, 20.0)) > 0.0);
        for quiet in [harm(0, 1, 0.0), harm(1, 2, 50.0), harm(0, 0, 50.0)] {
            assert!(stir(&feed, &quiet) <= 0.0);
        }
    }

    #[test]
    fn two_loops_together_are_as_loud_as_one_and_the_menu_has_its_own() {
        for tension in [0.0, 0.3, 0.5, 1.0] {
            let [menu, calm, fight] = levels(true, tension);
            assert!(menu <= 0.0 && (calm * calm + fight * fight - 1.0).abs() < 1e-4);
        }
        assert_eq!(levels(false, 1.0), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn the_loops_are_there_and_those_of_a_match_are_equally_long() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sounds");
        let bytes = |track: Track| {
            let path = folder.join(format!("{}.wav", track.file()));
            std::fs::metadata(path).map(|file| file.len()).unwrap_or_default()
        };
        assert!(bytes(Track::Menu) > 100_000);
        assert!(bytes(Track::Calm) > 100_000 && bytes(Track::Calm) == bytes(Track::Fight));
    }
}

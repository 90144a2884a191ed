//! How one came to grief: a moment after one is wrecked, the last seconds again as they were shown, from behind whoever
//! did it. The match goes on meanwhile, and one is back in it in time. The past is this client's own: nobody is asked.

use std::collections::VecDeque;

use bevy::prelude::*;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::{Scene, SceneEvent};
use leafwing_input_manager::prelude::*;

use crate::feed::{MatchFeed, Recall};
use crate::input::Action;
use crate::phase::{FramePhase, Screen};
use crate::settings::Settings;
use crate::view::camera::Vantage;

/// What is remembered, seconds and frames.
const PAST_S: f64 = 4.0;
const MOST_FRAMES: usize = 1200;
/// How long one sees one's own wreck first, seconds.
const WAIT_S: f64 = 0.5;
/// How long the past is shown at most, and how much of that is what followed the blow, seconds.
const SHOWN_S: f64 = 3.0;
const AFTER_S: f64 = 0.4;
/// How long before one is back it is over, seconds; what is shorter than this is not shown at all.
const SPARE_S: f64 = 0.3;
const LEAST_S: f64 = 0.8;
/// Who is farther off has not been seen coming: then one sees oneself, metres.
const NEAR_M: f32 = 90.0;
/// From how far it is seen, as a multiple of the usual distance behind a hog.
const REACH: f32 = 1.25;

/// A frame as it was shown.
struct Still {
    at_s: f64,
    scene: Scene,
    events: Vec<SceneEvent>,
}

/// What is shown of the past.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Clip {
    killer: HogId,
    /// Whom one sees it from behind of.
    seen: HogId,
    /// When it happened, as the frames have it.
    at_s: f64,
    /// How much of it is shown.
    length_s: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Stage {
    #[default]
    Idle,
    /// The wreck is seen first.
    Waiting(Clip),
    /// Since when, as the frames have it.
    Playing(Clip, f64),
}

/// The last seconds, and what is shown of them.
#[derive(Resource, Default)]
struct KillCam {
    past: VecDeque<Still>,
    stage: Stage,
    /// Up to where its events have been told.
    told_s: f64,
}

impl KillCam {
    fn remember(&mut self, feed: &MatchFeed, now_s: f64) {
        self.past.push_back(Still {
            at_s: now_s,
            scene: feed.scene.clone(),
            events: feed.events.clone(),
        });
        let old = |still: &Still| still.at_s < now_s - PAST_S - WAIT_S;
        while self.past.front().is_some_and(old) || self.past.len() > MOST_FRAMES {
            self.past.pop_front();
        }
    }

    /// The clip of what has just happened to oneself, if somebody else did it and there is time for one.
    fn clip(feed: &MatchFeed, now_s: f64) -> Option<Clip> {
        let own = feed.scene.hog(feed.scene.own).filter(|own| !own.alive)?;
        let killer = feed.events.iter().find_map(|event| match event {
            SceneEvent::Outcome(Outcome::Wrecked { victim, killer, .. }) if *victim == own.id => {
                killer.filter(|killer| killer != victim)
            }
            _ => None,
        })?;
        let length_s = (f64::from(own.respawn_s) - WAIT_S - SPARE_S).min(SHOWN_S);
        let near = feed
            .scene
            .hog(killer)
            .is_some_and(|killer| killer.alive && (killer.position - own.position).length() < NEAR_M);
        (length_s >= LEAST_S).then_some(Clip {
            killer,
            seen: if near { killer } else { own.id },
            at_s: now_s,
            length_s,
        })
    }

    /// What is shown of a clip so long after it began: the frame, and what happened since the last one.
    fn look(&mut self, clip: &Clip, since_s: f64) -> Option<(Scene, Vec<SceneEvent>)> {
        let at_s = clip.at_s + AFTER_S - clip.length_s + since_s;
        let passed: Vec<&Still> = self.past.iter().take_while(|still| still.at_s <= at_s).collect();
        let scene = passed
            .last()
            .map_or_else(|| self.past.front(), |still| Some(*still))?;
        let scene = scene.scene.clone();
        let fresh = passed.iter().filter(|still| still.at_s > self.told_s);
        let seen = |event: &&SceneEvent| matches!(event, SceneEvent::Outcome(_));
        let events = fresh.flat_map(|still| still.events.iter().filter(seen)).cloned();
        let events = events.collect();
        self.told_s = at_s.max(self.told_s);
        Some((scene, events))
    }

    /// Goes on for a frame. Returns the part of the past that is shown, and whether it has just begun or ended.
    fn advance(
        &mut self,
        feed: &MatchFeed,
        now_s: f64,
        skip: bool,
    ) -> (Option<(Clip, Scene, Vec<SceneEvent>)>, bool) {
        let back = feed.scene.hog(feed.scene.own).is_none_or(|own| own.alive);
        let mut turned = false;
        if let Stage::Waiting(clip) = self.stage
            && now_s >= clip.at_s + WAIT_S
        {
            self.stage = Stage::Playing(clip, now_s);
            self.told_s = clip.at_s + AFTER_S - clip.length_s;
            turned = true;
        }
        match self.stage {
            Stage::Playing(clip, began_s) => {
                if !back
                    && !skip
                    && now_s - began_s < clip.length_s
                    && let Some((scene, events)) = self.look(&clip, now_s - began_s)
                {
                    return (Some((clip, scene, events)), turned);
                }
                // What was shown a while ago does not lead to what is shown now.
                *self = Self::default();
                (None, !turned)
            }
            Stage::Waiting(_) if back => {
                self.stage = Stage::Idle;
                self.remember(feed, now_s);
                (None, false)
            }
            Stage::Idle | Stage::Waiting(_) => {
                self.remember(feed, now_s);
                if let Some(clip) = Self::clip(feed, now_s) {
                    self.stage = Stage::Waiting(clip);
                }
                (None, false)
            }
        }
    }
}

/// Wires it up.
pub fn plugin(app: &mut App) {
    app.init_resource::<KillCam>()
        .add_systems(OnEnter(Screen::Match), forget)
        .add_systems(
            Update,
            roll.after(crate::watch::direct)
                .run_if(in_state(Screen::Match))
                .in_set(FramePhase::Watch),
        );
}

fn forget(mut cam: ResMut<KillCam>) {
    *cam = KillCam::default();
}

/// Whether something is pressed that would do something in the match.
fn acts(actions: &ActionState<Action>) -> bool {
    use Action::{Ability, Boost, Brake, Fire, Jump, LookBack, NextWeapon, PreviousWeapon};
    let more = [
        Fire,
        Boost,
        Jump,
        Brake,
        Ability,
        NextWeapon,
        PreviousWeapon,
        LookBack,
    ];
    let mut all = more.iter().chain(&Action::WEAPONS);
    all.any(|action| actions.just_pressed(action))
}

/// Shows the past instead of the present while it is time for that.
fn roll(
    feed: Option<ResMut<MatchFeed>>,
    actions: Single<&ActionState<Action>>,
    settings: Res<Settings>,
    time: Res<Time<Real>>,
    mut cam: ResMut<KillCam>,
    mut vantage: ResMut<Vantage>,
) {
    let wanted = settings.gameplay.kill_cam;
    let Some(mut feed) = feed.filter(|feed| wanted && !feed.backdrop && feed.watch.is_none()) else {
        *cam = KillCam::default();
        return;
    };
    let left_s = feed.scene.hog(feed.scene.own).map_or(0.0, |own| own.respawn_s);
    let (shown, turned) = cam.advance(&feed, time.elapsed_secs_f64(), acts(&actions));
    feed.cut |= turned;
    let Some((clip, scene, events)) = shown else {
        return;
    };
    let feed = &mut *feed;
    // The clock and the points are those of the match, which goes on.
    let now = &feed.scene;
    feed.scene = Scene {
        phase: now.phase,
        time_left_s: now.time_left_s,
        teams: now.teams,
        ..scene
    };
    let news = std::mem::replace(&mut feed.events, events);
    // What people say and mark meanwhile is of the present.
    let said = news
        .iter()
        .filter(|event| !matches!(event, SceneEvent::Outcome(_)));
    feed.events.extend(said.cloned());
    feed.recall = Some(Recall {
        killer: clip.killer,
        left_s,
        news,
    });
    *vantage = Vantage::Chase {
        hog: clip.seen,
        turned: Vec2::ZERO,
        reach: REACH,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::arena::outcome::Cause;
    use hogs_shared::math::Vec3;

    const KILLER: HogId = HogId(1);

    /// A match in which one is wrecked at a second, and comes back after three more; all are where the clock says.
    fn set(feed: &mut MatchFeed, now_s: f64, wrecked_s: f64) {
        (feed.backdrop, feed.scene.own) = (false, HogId(0));
        let dead = (wrecked_s..wrecked_s + 3.0).contains(&now_s);
        for hog in &mut feed.scene.hogs {
            hog.position = Vec3::new(now_s as f32, 0.0, f32::from(hog.id.0) * 5.0);
            hog.alive = !(hog.id == HogId(0) && dead);
            hog.respawn_s = if hog.alive {
                0.0
            } else {
                (wrecked_s + 3.0 - now_s) as f32
            };
        }
        let falls = dead && now_s - 1.0 / 30.0 < wrecked_s;
        feed.events = if falls {
            vec![SceneEvent::Outcome(Outcome::Wrecked {
                victim: HogId(0),
                killer: Some(KILLER),
                cause: Cause::Ram,
                at: Vec3::ZERO,
            })]
        } else {
            Vec::new()
        };
    }

    /// Plays it at thirty frames a second; tells for each frame whether the past was shown, of when, and with how many
    /// events.
    fn play(skip_s: f64) -> Vec<(f64, Option<(f64, usize)>)> {
        let mut feed = crate::attract::some_feed();
        let mut cam = KillCam::default();
        let mut frames = Vec::new();
        for frame in 0..300 {
            let now_s = f64::from(frame) / 30.0;
            set(&mut feed, now_s, 5.0);
            let (shown, _) = cam.advance(&feed, now_s, now_s >= skip_s);
            let shown = shown.map(|(clip, scene, events)| {
                assert_eq!((clip.killer, clip.seen), (KILLER, KILLER));
                (f64::from(scene.hogs[0].position.x), events.len())
            });
            frames.push((now_s, shown));
        }
        frames
    }

    #[test]
    fn the_blow_is_shown_again_and_one_is_back_in_time() {
        let frames = play(f64::MAX);
        let shown: Vec<_> = frames
            .iter()
            .filter_map(|(now_s, shown)| Some((*now_s, (*shown)?)))
            .collect();
        let (first, last) = (shown[0], shown[shown.len() - 1]);
        assert!((first.0 - 5.5).abs() < 0.05, "after half a second: {first:?}");
        assert!(
            last.0 < 7.8 && last.0 > 7.5,
            "and over before one is back: {last:?}"
        );
        assert!((first.1.0 - 3.2).abs() < 0.1, "from before the blow: {first:?}");
        assert!(last.1.0 > 5.2, "to after it: {last:?}");
        let told: usize = shown.iter().map(|(_, (_, events))| events).sum();
        assert_eq!(told, 1, "what happened is told once again");
        let times: Vec<f64> = shown.iter().map(|(_, (at, _))| *at).collect();
        assert!(times.is_sorted());
    }

    #[test]
    fn a_key_ends_it() {
        let shown = play(6.0).into_iter().filter(|(_, shown)| shown.is_some());
        let last = shown.map(|(now_s, _)| now_s).fold(0.0, f64::max);
        assert!((5.9..6.0).contains(&last), "{last}");
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let base = crate::attract::some_feed();
        let mut cam = KillCam::default();
        for frame in 0..5000 {
            let now_s = f64::from(frame) / 500.0;
            cam.remember(&base, now_s);
        }
        assert!(cam.past.len() <= MOST_FRAMES);
    }
}

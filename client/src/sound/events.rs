//! One-shots for what happens: every outcome that can be heard gets its cue here.

use bevy::prelude::*;

use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::ids::{HogId, Weapon};
use hogs_shared::level::{PadKind, vector};
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::tuning::PickupKind;

use super::bank::Sound;
use super::state::OwnSpawn;
use super::voices::{CUE, Cue, Voices};
use super::{audible, weapon};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;

/// The impact in `spawn.wav` comes so late, seconds. For others it is skipped to; one's own is begun so much early.
pub(super) const SPAWN_IMPACT_S: f32 = 0.48;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, cue_events.in_set(CUE).run_if(audible));
}

fn cue_events(feed: Res<MatchFeed>, mut voices: ResMut<Voices>, spawn: Res<OwnSpawn>) {
    for event in &feed.events {
        let SceneEvent::Outcome(outcome) = event else {
            continue;
        };
        if let Outcome::Spawned { hog, .. } = outcome
            && *hog == feed.scene.own
            && spawn.begun()
        {
            continue;
        }
        for cue in cues(&feed, outcome).into_iter().flatten() {
            voices.cue(cue);
        }
    }
}

fn place(feed: &MatchFeed, hog: HogId) -> Vec3 {
    feed.scene
        .hog(hog)
        .map_or(Vec3::splat(1.0e5), |hog| vec3(hog.position))
}

/// The sound of a hog: one's own has no place, because one sits in it.
fn of_hog(feed: &MatchFeed, hog: HogId, sound: Sound) -> Cue {
    if hog == feed.scene.own && !feed.backdrop {
        Cue::here(sound)
    } else {
        Cue::at(sound, place(feed, hog))
    }
}

/// What an outcome sounds like: at most two sounds.
fn cues(feed: &MatchFeed, outcome: &Outcome) -> [Option<Cue>; 2] {
    let own = feed.scene.own;
    let one = |cue: Cue| [Some(cue), None];
    match *outcome {
        Outcome::Fired(shot) => {
            let at = vec3(shot.origin);
            let ours = shot.id.shooter == own && !feed.backdrop;
            let sound = weapon::fired(shot.weapon);
            let fired = if ours {
                Cue::here(sound).gain(0.85)
            } else {
                Cue::at(sound, at).gain(0.9)
            };
            let arm_s = feed.rules.tuning.weapon(shot.weapon).arm_s;
            let arm = (shot.weapon == Weapon::Mine).then(|| Cue {
                delay_s: arm_s,
                ..Cue::at(Sound::MineArm, at)
            });
            [Some(fired), arm]
        }
        Outcome::ShotEnded {
            weapon, at, struck, ..
        } => match weapon::ended(weapon, struck) {
            Some((sound, gain, speed)) => one(Cue::at(sound, vec3(at)).gain(gain).speed(speed)),
            None => [None, None],
        },
        Outcome::Damaged {
            victim,
            attacker,
            cause,
            shielded,
            ..
        } => {
            let struck = match (cause, shielded) {
                (Cause::Weapon(_), true) => Some(of_hog(feed, victim, Sound::HitShield)),
                (Cause::Weapon(_), false) => Some(of_hog(feed, victim, Sound::HitHull)),
                // Hulls and the ground have sounds of their own.
                (Cause::Ram | Cause::Fall, _) => None,
            };
            let ours = attacker == Some(own) && victim != own && !feed.backdrop;
            [
                struck,
                ours.then(|| Cue::here(Sound::HitConfirm).speed(if shielded { 1.15 } else { 1.0 })),
            ]
        }
        Outcome::Rammed { speed_mps, at, .. } => {
            one(Cue::at(Sound::Ram, vec3(at)).gain((0.4 + speed_mps / 30.0).min(1.2)))
        }
        Outcome::Wrecked {
            victim, killer, at, ..
        } => {
            let ours = killer == Some(own) && victim != own && !feed.backdrop;
            [
                Some(Cue::at(Sound::Wreck, vec3(at))),
                ours.then(|| Cue::here(Sound::Kill)),
            ]
        }
        Outcome::Spawned { at, .. } => one(Cue {
            skip_s: SPAWN_IMPACT_S - 0.06,
            ..Cue::at(Sound::Spawn, vec3(at)).gain(0.8)
        }),
        Outcome::PickedUp { hog, kind, .. } => one(of_hog(
            feed,
            hog,
            match kind {
                PickupKind::Repair => Sound::PickupRepair,
                PickupKind::Ammo => Sound::PickupAmmo,
                PickupKind::Boost => Sound::PickupBoost,
            },
        )),
        Outcome::PadUsed { pad, .. } => {
            let Some(pad) = feed.rules.level.pads.get(usize::from(pad)) else {
                return [None, None];
            };
            let sound = if matches!(pad.kind, PadKind::Boost(_)) {
                Sound::PadBoost
            } else {
                Sound::PadJump
            };
            one(Cue::at(sound, vec3(vector(pad.at))))
        }
        Outcome::Jumped { hog } => one(of_hog(feed, hog, Sound::Jump)),
        Outcome::Landed { hog, speed_mps } => {
            one(of_hog(feed, hog, Sound::Land).gain((speed_mps / 14.0).clamp(0.15, 1.0)))
        }
        Outcome::MatchEnded { .. } => one(Cue::here(Sound::MatchEnd)),
        Outcome::MatchStarted => one(Cue::here(Sound::MatchStart)),
        Outcome::Unphysical { .. } => [None, None],
    }
}

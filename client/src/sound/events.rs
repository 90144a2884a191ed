//! One-shots for what happens: every outcome that can be heard gets its cue here.

use bevy::prelude::*;

use hogs_shared::arena::outcome::{Cause, Deed, Outcome};
use hogs_shared::arena::shot::{Shot, Struck};
use hogs_shared::ids::HogId;
use hogs_shared::level::{PadKind, vector};
use hogs_shared::mode::{Phase, Thing};
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::tuning::{Ability, PickupKind};

use super::audible;
use super::bank::Sound;
use super::state::OwnSpawn;
use super::voices::{CUE, Cue, Voices};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::weapon::look;

/// The impact in `spawn.wav` comes so late, seconds. For others it is skipped to; one's own is begun so much early.
pub(super) const SPAWN_IMPACT_S: f32 = 0.48;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, cue_events.in_set(CUE).run_if(audible));
}

fn cue_events(feed: Res<MatchFeed>, mut voices: ResMut<Voices>, spawn: Res<OwnSpawn>) {
    for event in &feed.events {
        if let Some(sound) = said(event) {
            voices.cue(Cue::here(sound));
        }
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
    if feed.is_own(hog) {
        Cue::here(sound)
    } else {
        Cue::at(sound, place(feed, hog))
    }
}

/// Whether an outcome is the player's own doing to somebody else.
fn ours(feed: &MatchFeed, attacker: Option<HogId>, victim: HogId) -> bool {
    attacker == Some(feed.scene.own) && victim != feed.scene.own && !feed.backdrop
}

/// What an outcome sounds like: at most two sounds.
type Cues = [Option<Cue>; 2];

/// None at all.
const SILENCE: Cues = [None, None];

fn one(cue: Cue) -> Cues {
    [Some(cue), None]
}

fn cues(feed: &MatchFeed, outcome: &Outcome) -> Cues {
    match outcome {
        Outcome::Fired(_)
        | Outcome::ShotEnded { .. }
        | Outcome::Damaged { .. }
        | Outcome::Rammed { .. }
        | Outcome::Wrecked { .. } => of_fight(feed, outcome),
        Outcome::Spawned { .. }
        | Outcome::PickedUp { .. }
        | Outcome::PadUsed { .. }
        | Outcome::Teleported { .. }
        | Outcome::AbilityUsed { .. }
        | Outcome::Jumped { .. }
        | Outcome::Landed { .. } => of_drive(feed, outcome),
        Outcome::Objective { .. }
        | Outcome::PhaseBegan(_)
        | Outcome::MatchEnded { .. }
        | Outcome::MatchStarted => of_match(feed, outcome),
        Outcome::ShotTurned(_) | Outcome::Unphysical { .. } => SILENCE,
    }
}

/// Shots, harm and wrecks.
fn of_fight(feed: &MatchFeed, outcome: &Outcome) -> Cues {
    match *outcome {
        Outcome::Fired(shot) => fired(feed, &shot),
        Outcome::ShotEnded {
            weapon, at, struck, ..
        } => {
            let heard = look(weapon)
                .end_sound(struck)
                .filter(|_| struck != Struck::Withdrawn);
            let cue = heard.map(|heard| Cue::at(heard.sound, vec3(at)).gain(heard.gain).speed(heard.speed));
            [cue, None]
        }
        // What takes nothing was a mere push.
        Outcome::Damaged {
            victim,
            attacker,
            cause,
            shielded,
            amount,
            ..
        } if amount.points() > 0.0 => {
            let confirm = Cue::here(Sound::HitConfirm).speed(if shielded { 1.15 } else { 1.0 });
            [
                struck(feed, victim, cause, shielded),
                ours(feed, attacker, victim).then_some(confirm),
            ]
        }
        Outcome::Rammed {
            first,
            second,
            speed_mps,
            at,
        } => {
            let plated = |hog| powered(feed, hog).is_some_and(|kind| matches!(kind, Ability::Plate { .. }));
            let sound = if plated(first) || plated(second) {
                Sound::PlateHit
            } else {
                Sound::Ram
            };
            one(Cue::at(sound, vec3(at)).gain((0.4 + speed_mps / 30.0).min(1.2)))
        }
        Outcome::Wrecked {
            victim, killer, at, ..
        } => {
            let sting = ours(feed, killer, victim).then_some(Cue::here(Sound::Kill));
            [Some(Cue::at(Sound::Wreck, vec3(at))), sting]
        }
        _ => SILENCE,
    }
}

/// Comings, and what hogs do by themselves.
fn of_drive(feed: &MatchFeed, outcome: &Outcome) -> Cues {
    match *outcome {
        Outcome::Spawned { at, .. } => one(Cue {
            skip_s: SPAWN_IMPACT_S - 0.06,
            ..Cue::at(Sound::Spawn, vec3(at)).gain(0.8)
        }),
        Outcome::PickedUp { hog, kind, .. } => one(of_hog(feed, hog, picked_up(kind))),
        Outcome::PadUsed { pad, .. } => [pad_used(feed, pad), None],
        Outcome::Jumped { hog } => one(of_hog(feed, hog, Sound::Jump)),
        Outcome::Landed { hog, speed_mps } => {
            one(of_hog(feed, hog, Sound::Land).gain((speed_mps / 14.0).clamp(0.15, 1.0)))
        }
        Outcome::Teleported { hog, .. } => one(of_hog(feed, hog, Sound::Spawn)),
        Outcome::AbilityUsed { hog } => [ability(feed, hog), None],
        _ => SILENCE,
    }
}

/// Phases, and what the mode is about.
fn of_match(feed: &MatchFeed, outcome: &Outcome) -> Cues {
    match *outcome {
        Outcome::MatchEnded { .. } => one(Cue::here(Sound::MatchEnd)),
        Outcome::MatchStarted => one(Cue::here(Sound::MatchStart)),
        Outcome::PhaseBegan(phase) => match phase {
            Phase::Playing => one(Cue::here(Sound::CountdownGo)),
            Phase::Overtime => one(Cue::here(Sound::Overtime)),
            // Its seconds are called.
            Phase::Countdown => SILENCE,
            Phase::WarmUp | Phase::Over { .. } => one(Cue::here(Sound::MatchStart)),
        },
        Outcome::Objective {
            objective, deed, at, ..
        } => {
            let objectives = &feed.scene.objectives;
            let thing = objectives
                .get(usize::from(objective))
                .map(|objective| objective.thing);
            thing.map_or(SILENCE, |thing| one(objective_cue(thing, deed, vec3(at))))
        }
        _ => SILENCE,
    }
}

/// What becomes of a flag is news for everyone where it counts; a pig is heard where it is.
fn objective_cue(thing: Thing, deed: Deed, at: Vec3) -> Cue {
    match (thing, deed) {
        (Thing::Flag(_), Deed::Taken) => Cue::here(Sound::FlagTaken),
        (Thing::Flag(_), Deed::Dropped) => Cue::here(Sound::FlagDropped),
        (Thing::Flag(_), Deed::Returned) => Cue::here(Sound::FlagReturned),
        (_, Deed::Captured) => Cue::here(Sound::FlagCaptured),
        (Thing::Pig, Deed::Taken) => Cue::at(Sound::PigGrab, at),
        (Thing::Pig, Deed::Dropped) => {
            let squeals = [Sound::PigSqueal, Sound::PigSqueal2, Sound::PigSqueal3];
            let which = (at.x.abs() + at.z.abs()) as usize % squeals.len();
            Cue::at(squeals[which], at)
        }
        (Thing::Pig, Deed::Returned) => Cue::at(Sound::PigSqueal, at),
    }
}

/// What people say.
fn said(event: &SceneEvent) -> Option<Sound> {
    match event {
        SceneEvent::Chat { .. } | SceneEvent::TeamChat { .. } | SceneEvent::Phrase { .. } => {
            Some(Sound::Chat)
        }
        SceneEvent::Ping { .. } => Some(Sound::Ping),
        SceneEvent::VoteCalled => Some(Sound::Vote),
        SceneEvent::Refused(_) => Some(Sound::UiError),
        SceneEvent::Outcome(_) | SceneEvent::Decided(_) | SceneEvent::Joined(_) | SceneEvent::Left(_) => None,
    }
}

/// A shot leaves; what arms is heard once more when it does.
fn fired(feed: &MatchFeed, shot: &Shot) -> Cues {
    let at = vec3(shot.origin);
    let weapon = look(shot.weapon);
    let sound = weapon.fire_sound(shot.id.fired.0);
    let own = feed.is_own(shot.id.shooter);
    let fired = if own {
        Cue::here(sound).gain(0.85)
    } else {
        Cue::at(sound, at).gain(0.9)
    };
    let delay_s = feed.rules.tuning.weapon(shot.weapon).arm_s;
    let armed = weapon.arm_sound().map(|sound| Cue {
        delay_s,
        ..Cue::at(sound, at)
    });
    [Some(fired), armed]
}

/// What a hit does to a hog; hulls and the ground have sounds of their own.
fn struck(feed: &MatchFeed, victim: HogId, cause: Cause, shielded: bool) -> Option<Cue> {
    let bubble = powered(feed, victim).is_some_and(|kind| matches!(kind, Ability::Bubble { .. }));
    match (cause, shielded) {
        (Cause::Weapon(_), _) if bubble => Some(of_hog(feed, victim, Sound::BubbleHit)),
        (Cause::Weapon(_), true) => Some(of_hog(feed, victim, Sound::HitShield)),
        (Cause::Weapon(_), false) => Some(of_hog(feed, victim, Sound::HitHull)),
        (Cause::Ram | Cause::Fall | Cause::Lava | Cause::Crush, _) => None,
    }
}

/// What a hog's chassis does just now.
fn powered(feed: &MatchFeed, hog: HogId) -> Option<Ability> {
    let hog = feed.scene.hog(hog).filter(|hog| hog.ability > 0.0)?;
    Some(feed.rules.tuning.chassis(hog.chassis).ability.kind)
}

/// A chassis does what it can.
fn ability(feed: &MatchFeed, hog: HogId) -> Option<Cue> {
    let chassis = feed.scene.hog(hog)?.chassis;
    let sound = match feed.rules.tuning.chassis(chassis).ability.kind {
        Ability::Dash { .. } => Sound::Dash,
        Ability::Bubble { .. } => Sound::BubbleUp,
        Ability::Plate { .. } => Sound::PlateUp,
    };
    Some(of_hog(feed, hog, sound))
}

const fn picked_up(kind: PickupKind) -> Sound {
    match kind {
        PickupKind::Repair => Sound::PickupRepair,
        PickupKind::Ammo => Sound::PickupAmmo,
        PickupKind::Boost => Sound::PickupBoost,
        PickupKind::Shield => Sound::PickupShield,
        PickupKind::Overdrive => Sound::PickupOverdrive,
        PickupKind::Cloak => Sound::PickupCloak,
        PickupKind::Weapon(_) => Sound::PickupWeapon,
    }
}

fn pad_used(feed: &MatchFeed, pad: u8) -> Option<Cue> {
    let pad = feed.rules.level.pads.get(usize::from(pad))?;
    let sound = if matches!(pad.kind, PadKind::Boost(_)) {
        Sound::PadBoost
    } else {
        Sound::PadJump
    };
    Some(Cue::at(sound, vec3(vector(pad.at))))
}

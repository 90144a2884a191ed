//! One-shots for what no event tells: shields that break and return, boost that sets in, the crouch before a leap, bubbles
//! and cloaks that go, what weapons in hand do, missiles that come, the trigger on an empty weapon, low health, and one's
//! own return. They come from comparing a scene with the one before.

use bevy::prelude::*;
use std::collections::BTreeMap;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::ids::{HogId, Weapon};
use hogs_shared::netplay::scene::SceneHog;
use hogs_shared::tuning::Ability;

use super::audible;
use super::bank::Sound;
use super::events::SPAWN_IMPACT_S;
use super::voices::{CUE, Cue, Voices};
use crate::feed::MatchFeed;
use crate::threat::{Danger, danger};
use crate::view::convert::vec3;
use crate::weapon::{Trigger, look};

/// Share of health below which the warning sounds.
const LOW_HEALTH: f32 = 0.3;

/// What a hog was like a frame ago.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Before {
    alive: bool,
    shield: f32,
    boosting: bool,
    crouching: bool,
    regaining: bool,
    bubble: bool,
    cloaked: bool,
    weapon: Weapon,
    trigger: Trigger,
}

/// The hogs of the last frame.
#[derive(Resource, Default)]
struct Past(BTreeMap<HogId, Before>);

/// Whether the sound of one's own return has begun already.
#[derive(Resource, Default)]
pub(super) struct OwnSpawn {
    begun: bool,
}

impl OwnSpawn {
    /// Whether it has.
    pub(super) const fn begun(&self) -> bool {
        self.begun
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Past>()
        .init_resource::<OwnSpawn>()
        .add_systems(Update, (compare, own_state).in_set(CUE).run_if(audible));
}

fn boosting(hog: &SceneHog) -> bool {
    hog.alive && hog.buttons.holds(Buttons::BOOST) && hog.energy.points > 1.0
}

/// What a change of a hog sounds like.
fn changes(before: Before, now: Before, own: bool) -> [Option<Sound>; 7] {
    let alive = before.alive && now.alive;
    let broke = alive && before.shield > 0.0 && now.shield <= 0.0;
    // Only one's own shield is heard to return: others' would be a constant chatter.
    let returned = alive && own && now.regaining && !before.regaining && now.shield < 0.9;
    let boosted = alive && now.boosting && !before.boosting;
    let crouched = alive && now.crouching && !before.crouching;
    // What another holds is told a moment before how long they have.
    let same = alive && before.weapon == now.weapon;
    let turned = same
        .then(|| look(now.weapon).turn_sound(before.trigger, now.trigger))
        .flatten();
    [
        broke.then_some(Sound::ShieldDown),
        returned.then_some(Sound::ShieldUp),
        boosted.then_some(Sound::Boost),
        crouched.then_some(Sound::Crouch),
        (alive && before.bubble && !now.bubble).then_some(Sound::BubbleDown),
        (alive && before.cloaked && !now.cloaked).then_some(Sound::CloakOff),
        turned.filter(|sound| own || sound.manner().reach_m > 1.0),
    ]
}

fn compare(feed: Res<MatchFeed>, mut past: ResMut<Past>, mut voices: ResMut<Voices>) {
    if feed.cut {
        past.0.clear();
    }
    let mut next = BTreeMap::new();
    for hog in &feed.scene.hogs {
        let own = feed.is_own(hog.id);
        let ability = feed.rules.tuning.chassis(hog.chassis).ability.kind;
        let before = past.0.get(&hog.id).copied();
        let shield = hog.shield.share;
        let regaining = before.is_some_and(|before| {
            shield > before.shield + 1e-4
                || (before.regaining && (shield - before.shield).abs() < 1e-4 && shield < 1.0)
        });
        let now = Before {
            alive: hog.alive,
            shield,
            boosting: boosting(hog),
            crouching: hog.crouch > 0.0,
            regaining,
            bubble: hog.ability > 0.0 && matches!(ability, Ability::Bubble { .. }),
            cloaked: hog.cloaked,
            weapon: hog.weapon,
            trigger: Trigger::of(hog),
        };
        for sound in before
            .map(|before| changes(before, now, own))
            .into_iter()
            .flatten()
            .flatten()
        {
            voices.cue(if own {
                Cue::here(sound).gain(0.8)
            } else {
                Cue::at(sound, vec3(hog.position))
            });
        }
        next.insert(hog.id, now);
    }
    past.0 = next;
}

fn own_state(feed: Res<MatchFeed>, mut voices: ResMut<Voices>, mut spawn: ResMut<OwnSpawn>) {
    let own = feed.scene.hog(feed.scene.own).filter(|_| !feed.backdrop);
    let Some(own) = own else { return };
    if own.alive {
        spawn.begun = false;
        if own.health.share < LOW_HEALTH {
            voices.cue(Cue::here(Sound::LowHealth));
        }
        if danger(&feed).is_some_and(|danger| danger == Danger::Missile) {
            voices.cue(Cue::here(Sound::MissileWarning));
        }
        let dry = own.ammo[own.weapon.index()] == 0 && own.reload <= 0.0;
        if dry && own.buttons.holds(Buttons::FIRE) {
            voices.cue(Cue::here(Sound::Empty));
        }
    } else if !spawn.begun && own.respawn_s > 0.0 && own.respawn_s <= SPAWN_IMPACT_S {
        spawn.begun = true;
        voices.cue(Cue::here(Sound::Spawn).gain(0.9));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shield_is_heard_to_break_once_and_only_ones_own_to_return() {
        let whole = Before {
            alive: true,
            shield: 0.4,
            boosting: false,
            crouching: false,
            regaining: false,
            bubble: false,
            cloaked: false,
            weapon: Weapon::default(),
            trigger: Trigger::default(),
        };
        let broken = Before { shield: 0.0, ..whole };
        assert_eq!(changes(whole, broken, false)[0], Some(Sound::ShieldDown));
        assert_eq!(changes(broken, broken, false)[0], None);
        let returning = Before {
            shield: 0.02,
            regaining: true,
            ..whole
        };
        assert_eq!(changes(broken, returning, true)[1], Some(Sound::ShieldUp));
        assert_eq!(changes(broken, returning, false)[1], None);
        assert_eq!(
            changes(
                Before {
                    alive: false,
                    ..broken
                },
                whole,
                true
            ),
            [None; 7],
            "a return is no event"
        );
        let crouched = Before {
            crouching: true,
            ..whole
        };
        assert_eq!(changes(whole, crouched, false)[3], Some(Sound::Crouch));
        assert_eq!(changes(crouched, crouched, false), [None; 7], "once a leap");
    }
}

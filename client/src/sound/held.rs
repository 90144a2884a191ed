//! What sounds as long as somebody keeps a weapon at something: the tone of a lock, the drone of a tractor.

use bevy::prelude::*;

use hogs_shared::ids::HogId;

use super::SoundPhase;
use super::bank::{Sound, SoundBank};
use super::bus::Bus;
use super::channel::Fader;
use super::clip::Clip;
use super::desk::Desk;
use super::ears::Ears;
use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::weapon::{Trigger, look};

/// Most at a time: one's own and the nearest others.
const MOST: usize = 5;

/// What is left of one's own, which one has at one's ears.
const OWN_LEVEL: f32 = 0.7;

/// A sound that goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Held {
    hog: HogId,
    sound: Sound,
    own: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, hold.in_set(SoundPhase::Play));
}

/// What is to sound, one's own first, then the nearest.
fn wanted(feed: &MatchFeed, ears: &Ears) -> Vec<Held> {
    let mut wanted: Vec<(f32, Held)> = Vec::new();
    for hog in feed.scene.hogs.iter().filter(|hog| feed.sees(hog)) {
        let own = feed.is_own(hog.id);
        let Some((sound, public)) = look(hog.weapon).hold_sound(Trigger::of(hog)) else {
            continue;
        };
        let apart_m = vec3(hog.position).distance(ears.position);
        if own || (public && apart_m < sound.manner().reach_m) {
            let held = Held {
                hog: hog.id,
                sound,
                own,
            };
            wanted.push((if own { -1.0 } else { apart_m }, held));
        }
    }
    wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
    wanted.into_iter().take(MOST).map(|(_, held)| held).collect()
}

/// Starts what is to sound, ends what is not, and keeps level and place of each.
fn hold(
    feed: Option<Res<MatchFeed>>,
    ears: Res<Ears>,
    bank: Res<SoundBank>,
    clips: Res<Assets<Clip>>,
    mut desk: ResMut<Desk>,
    mut sounding: Local<Vec<(Held, Fader)>>,
) {
    let Some(feed) = feed else {
        sounding.clear();
        return;
    };
    let wanted = wanted(&feed, &ears);
    sounding.retain(|(held, _)| wanted.contains(held));
    for held in wanted {
        if sounding.iter().any(|(other, _)| *other == held) {
            continue;
        }
        if let Some(clip) = bank.sound(held.sound).and_then(|clip| clips.get(clip)) {
            sounding.push((held, desk.start(clip, Bus::Effects, true, 0.0)));
        }
    }
    for (held, fader) in &*sounding {
        let Some(hog) = feed.scene.hog(held.hog) else {
            continue;
        };
        let (level, at) = if held.own {
            (OWN_LEVEL, None)
        } else {
            let at = vec3(hog.position);
            (ears.level(at, held.sound.manner().reach_m), Some(at))
        };
        fader.set(ears.sides(at).map(|side| side * level), 1.0);
    }
}

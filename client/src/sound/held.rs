//! What sounds as long as somebody keeps a weapon at something: the tone of a lock, the drone of a tractor.

use bevy::audio::{AudioSink, AudioSinkPlayback, SpatialAudioSink, Volume};
use bevy::prelude::*;

use hogs_shared::ids::HogId;

use super::bank::{Sound, SoundBank};
use super::ears::{Ears, spatial};
use super::{SoundPhase, Volumes};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::weapon::{Trigger, look};

/// Most at a time: one's own and the nearest others.
const MOST: usize = 5;

/// A sound that goes on.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
struct Held {
    hog: HogId,
    sound: Sound,
    own: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (choose, follow).chain().in_set(SoundPhase::Play));
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

/// Starts what is to sound and ends what is not.
fn choose(
    mut commands: Commands,
    feed: Option<Res<MatchFeed>>,
    ears: Res<Ears>,
    bank: Res<SoundBank>,
    sounding: Query<(Entity, &Held)>,
) {
    let mut wanted = feed.map(|feed| wanted(&feed, &ears)).unwrap_or_default();
    for (entity, held) in &sounding {
        match wanted.iter().position(|other| other == held) {
            Some(place) => drop(wanted.swap_remove(place)),
            None => commands.entity(entity).despawn(),
        }
    }
    for held in wanted {
        let settings = PlaybackSettings::LOOP.with_volume(Volume::Linear(0.0));
        let player = AudioPlayer::new(bank.sound(held.sound));
        if held.own {
            commands.spawn((held, player, settings));
        } else {
            commands.spawn((held, player, spatial(settings), Transform::default()));
        }
    }
}

/// Level and place of each.
fn follow(
    feed: Option<Res<MatchFeed>>,
    ears: Res<Ears>,
    volumes: Res<Volumes>,
    mut sounding: Query<(
        &Held,
        Option<&mut Transform>,
        Option<&mut AudioSink>,
        Option<&mut SpatialAudioSink>,
    )>,
) {
    let Some(feed) = feed else { return };
    let volume = volumes.of_match(feed.backdrop);
    for (held, transform, sink, spatial_sink) in &mut sounding {
        let Some(hog) = feed.scene.hog(held.hog) else {
            continue;
        };
        let at = vec3(hog.position);
        if let Some(mut transform) = transform {
            transform.translation = at;
        }
        if let Some(mut sink) = sink {
            sink.set_volume(Volume::Linear(0.7 * volume));
        }
        if let Some(mut sink) = spatial_sink {
            let level = ears.level(at, held.sound.manner().reach_m);
            sink.set_volume(Volume::Linear(level * volume));
        }
    }
}

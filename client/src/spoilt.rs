//! Sounds that cannot be decoded, because their file is cut off or holds something else: they become silence. The engine
//! would panic as soon as one of them is to be heard.

use std::collections::HashSet;

use bevy::audio::{AudioSource, Decodable};
use bevy::log::warn;
use bevy::prelude::*;

use crate::crash;

/// Eight samples of nothing, as a WAV file: mono, 8000 samples a second, 8 bits.
const SILENCE: [u8; 52] =
    *b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x08\0\0\0\
      \x80\x80\x80\x80\x80\x80\x80\x80";

/// Wires it up: looked at is every sound after it was loaded and before it can be played.
pub(crate) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        silence.run_if(resource_exists_and_changed::<Assets<AudioSource>>),
    );
}

fn silence(
    mut sources: ResMut<Assets<AudioSource>>,
    mut known: Local<HashSet<AssetId<AudioSource>>>,
    assets: Res<AssetServer>,
) {
    let unknown: Vec<_> = sources
        .iter()
        .filter(|(id, _)| !known.contains(id))
        .map(|(id, source)| (id, crash::attempt(|| source.decoder()).is_ok()))
        .collect();
    for (id, sound) in unknown {
        known.insert(id);
        if !sound {
            let file = assets.get_path(id);
            let file = file.map(|path| path.to_string()).unwrap_or_default();
            warn!("{file} is no sound that can be played, it stays silent");
            let silent = AudioSource {
                bytes: SILENCE.as_slice().into(),
            };
            if sources.insert(id, silent).is_err() {
                warn!("it is gone already");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_sound_becomes_silence_and_silence_can_be_played() {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, AssetPlugin::default(), plugin))
            .init_asset::<AudioSource>();
        let mut sources = app.world_mut().resource_mut::<Assets<AudioSource>>();
        let broken = [&b""[..], b"RIFF", b"no sound at all, but long enough to be one"];
        let broken = broken.map(|bytes| sources.add(AudioSource { bytes: bytes.into() }));
        app.update();
        let sources = app.world().resource::<Assets<AudioSource>>();
        for handle in &broken {
            let samples: Vec<f32> = sources.get(handle).unwrap().decoder().collect();
            assert_eq!(samples.len(), 8);
            assert!(samples.iter().all(|sample| sample.abs() < 0.01), "{samples:?}");
        }
    }
}

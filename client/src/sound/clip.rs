//! A sound in memory: what a file has, read once as an asset. Where it is played, at which speed and for how long is not
//! its business.

use std::sync::Arc;

use bevy::asset::io::Reader;
use bevy::asset::{AssetLoader, LoadContext};
use bevy::prelude::*;
use thiserror::Error;

/// Rates that a file may have, samples a second.
const RATES_HZ: std::ops::RangeInclusive<u32> = 8_000..=192_000;

/// Samples, in one channel or two.
#[derive(Asset, TypePath, Clone, Debug)]
pub(super) struct Clip {
    /// Of all channels in turn.
    samples: Arc<[i16]>,
    stereo: bool,
    rate_hz: u32,
}

/// Why a file is no sound for us.
#[derive(Debug, Error)]
pub(super) enum ClipError {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// It is no WAV, or broken.
    #[error("it is no WAV file: {0}")]
    Wav(#[from] hound::Error),
    /// It is one of another kind.
    #[error("sounds have 16 bits and one or two channels at {RATES_HZ:?} Hz, this one is {0:?}")]
    Form(hound::WavSpec),
}

impl Clip {
    /// Of a file's bytes.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ClipError> {
        let wav = hound::WavReader::new(bytes)?;
        let form = wav.spec();
        let pulses = form.sample_format == hound::SampleFormat::Int && form.bits_per_sample == 16;
        if !pulses || !(1..=2).contains(&form.channels) || !RATES_HZ.contains(&form.sample_rate) {
            return Err(ClipError::Form(form));
        }
        let mut samples = wav.into_samples::<i16>().collect::<Result<Vec<_>, _>>()?;
        samples.truncate(samples.len() - samples.len() % usize::from(form.channels));
        Ok(Self {
            samples: samples.into(),
            stereo: form.channels == 2,
            rate_hz: form.sample_rate,
        })
    }

    /// One made of samples, in one channel.
    #[cfg(test)]
    pub(super) fn mono(samples: &[i16], rate_hz: u32) -> Self {
        Self {
            samples: samples.into(),
            stereo: false,
            rate_hz,
        }
    }

    /// Of all channels in turn.
    pub(super) fn samples(&self) -> &[i16] {
        &self.samples
    }

    pub(super) const fn is_stereo(&self) -> bool {
        self.stereo
    }

    /// Samples a second, of each channel.
    pub(super) const fn rate_hz(&self) -> u32 {
        self.rate_hz
    }

    /// Samples of each channel.
    pub(super) fn frames(&self) -> usize {
        self.samples.len() / if self.stereo { 2 } else { 1 }
    }

    /// How long it lasts at its own speed, seconds.
    pub(super) fn seconds(&self) -> f32 {
        self.frames() as f32 / self.rate_hz as f32
    }
}

/// Reads clips.
#[derive(Default, TypePath)]
pub(super) struct ClipLoader;

impl AssetLoader for ClipLoader {
    type Asset = Clip;
    type Settings = ();
    type Error = ClipError;

    async fn load(
        &self,
        reader: &mut dyn Reader,
        _settings: &Self::Settings,
        _context: &mut LoadContext<'_>,
    ) -> Result<Clip, ClipError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        Clip::read(&bytes)
    }

    fn extensions(&self) -> &[&str] {
        &["wav"]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(channels: u16, bits: u16, samples: u32) -> Vec<u8> {
        let form = hound::WavSpec {
            channels,
            sample_rate: 32_000,
            bits_per_sample: bits,
            sample_format: hound::SampleFormat::Int,
        };
        let mut bytes = std::io::Cursor::new(Vec::new());
        let mut writer = hound::WavWriter::new(&mut bytes, form).unwrap();
        for sample in 0..samples {
            writer.write_sample(sample as i16).unwrap();
        }
        writer.finalize().unwrap();
        bytes.into_inner()
    }

    #[test]
    fn one_and_two_channels_are_read_and_anything_else_is_refused() {
        let mono = Clip::read(&wav(1, 16, 320)).unwrap();
        assert!(!mono.is_stereo() && (mono.seconds() - 0.01).abs() < 1e-6);
        let stereo = Clip::read(&wav(2, 16, 320)).unwrap();
        assert!(stereo.is_stereo() && stereo.frames() == 160);
        assert!(matches!(Clip::read(&wav(1, 24, 8)), Err(ClipError::Form(_))));
        assert!(matches!(Clip::read(&wav(3, 16, 9)), Err(ClipError::Form(_))));
        let whole = wav(2, 16, 320);
        for length in 0..whole.len() {
            // Cut anywhere it is refused, or what is left of it: never a panic.
            drop(Clip::read(&whole[..length]));
        }
        assert!(Clip::read(b"oink").is_err());
    }
}

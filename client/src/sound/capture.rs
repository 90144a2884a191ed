//! The mix written down instead of heard, in the match's own time: as many samples as ticks have passed, however long those
//! took.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use hogs_shared::tick::TICKS_PER_SECOND;

use super::desk::Desk;
use super::mix::RATE_HZ;

/// Samples of each side that a tick lasts.
pub const TICK_SAMPLES: u64 = (RATE_HZ / TICKS_PER_SECOND) as u64;
/// What is written: 48 kHz, stereo, 24 bit.
const FORM: hound::WavSpec = hound::WavSpec {
    channels: 2,
    sample_rate: RATE_HZ,
    bits_per_sample: 24,
    sample_format: hound::SampleFormat::Int,
};
const FULL_SCALE: f32 = 8_388_607.0;

/// A file that a mix is written to.
pub struct Capture {
    path: PathBuf,
    file: Option<hound::WavWriter<BufWriter<File>>>,
    /// Samples of each side that are still to come.
    left: u64,
    buffer: Vec<f32>,
}

impl Capture {
    /// Begins one of so many samples of each side.
    ///
    /// # Errors
    /// A sentence.
    pub fn begin(path: &Path, samples: u64) -> Result<Self, String> {
        let file = hound::WavWriter::create(path, FORM)
            .map_err(|error| format!("{} cannot be written: {error}.", path.display()))?;
        Ok(Self {
            path: path.to_owned(),
            file: Some(file),
            left: samples,
            buffer: Vec::new(),
        })
    }

    /// Whether all of it is written.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.left == 0
    }

    /// Lets so many ticks pass that are not wanted.
    pub fn skip(&mut self, desk: &Desk, ticks: u32) {
        self.buffer
            .resize(2 * (TICK_SAMPLES * u64::from(ticks)) as usize, 0.0);
        desk.render(&mut self.buffer, |_, _| {});
    }

    /// Writes so many ticks, or as many as there is still room for; with the last of them it is done.
    ///
    /// # Errors
    /// A sentence.
    pub fn write(&mut self, desk: &Desk, ticks: u32) -> Result<(), String> {
        let samples = (TICK_SAMPLES * u64::from(ticks)).min(self.left);
        let Some(file) = self.file.as_mut().filter(|_| samples > 0) else {
            return Ok(());
        };
        self.buffer.resize(2 * samples as usize, 0.0);
        desk.render(&mut self.buffer, |_, _| {});
        let mut written = Ok(());
        for sample in &self.buffer {
            written = written.and_then(|()| file.write_sample((sample.clamp(-1.0, 1.0) * FULL_SCALE) as i32));
        }
        self.left -= samples;
        if self.left == 0 {
            let whole = self.file.take().map_or(Ok(()), hound::WavWriter::finalize);
            written = written.and(whole);
        }
        written.map_err(|error| format!("{} cannot be written: {error}.", self.path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_as_long_as_was_asked_for_to_the_sample() {
        let path = std::env::temp_dir().join(format!("hogs-capture-{}.wav", std::process::id()));
        let desk = Desk::default();
        let mut capture = Capture::begin(&path, 2 * TICK_SAMPLES + 7).unwrap();
        capture.skip(&desk, 3);
        for _ in 0..2 {
            capture.write(&desk, 1).unwrap();
        }
        assert!(!capture.is_full());
        capture.write(&desk, 4).unwrap();
        assert!(capture.is_full());
        capture.write(&desk, 4).unwrap();
        let wav = hound::WavReader::open(&path).unwrap();
        assert_eq!(u64::from(wav.duration()), 1607);
        assert_eq!((wav.spec().sample_rate, wav.spec().channels), (48_000, 2));
        drop(std::fs::remove_file(path));
        assert!(Capture::begin(Path::new("/no/such/folder/a.wav"), 1).is_err());
    }
}

//! A channel of the mix: a clip that plays, once or round and round, and the fader somebody holds to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::bus::Bus;
use super::clip::Clip;

/// Speeds a clip can have; beyond them it is noise.
const SPEEDS: std::ops::RangeInclusive<f32> = 0.05..=4.0;

/// What a fader says: gain of the left and the right side, and speed. Bits of floats, for the thread that mixes.
#[derive(Debug)]
struct Setting {
    left: AtomicU32,
    right: AtomicU32,
    speed: AtomicU32,
}

impl Setting {
    fn read(&self) -> ([f32; 2], f32) {
        let figure = |place: &AtomicU32| f32::from_bits(place.load(Ordering::Relaxed));
        ([figure(&self.left), figure(&self.right)], figure(&self.speed))
    }
}

/// The hand on a channel. Whoever lets go of it ends the sound.
#[derive(Debug)]
pub(super) struct Fader(Arc<Setting>);

impl Fader {
    /// Sets how loud each side is, of what the clip has, and how fast it plays.
    pub(super) fn set(&self, sides: [f32; 2], speed: f32) {
        let sides = sides.map(|side| if side.is_finite() { side } else { 0.0 });
        let speed = if speed.is_finite() { speed } else { 1.0 };
        let speed = speed.clamp(*SPEEDS.start(), *SPEEDS.end());
        self.0.left.store(sides[0].to_bits(), Ordering::Relaxed);
        self.0.right.store(sides[1].to_bits(), Ordering::Relaxed);
        self.0.speed.store(speed.to_bits(), Ordering::Relaxed);
    }
}

/// A clip that plays.
#[derive(Debug)]
pub(super) struct Channel {
    clip: Clip,
    bus: Bus,
    round: bool,
    /// Where it is, samples of the clip.
    place: f64,
    /// The gains that were reached; none before the first sample.
    sides: Option<[f32; 2]>,
    setting: Arc<Setting>,
}

impl Channel {
    /// One that begins so many seconds into a clip, round and round or once; silent until its fader is set.
    pub(super) fn new(clip: &Clip, bus: Bus, round: bool, skip_s: f32) -> (Self, Fader) {
        let setting = Arc::new(Setting {
            left: AtomicU32::new(0),
            right: AtomicU32::new(0),
            speed: AtomicU32::new(1.0_f32.to_bits()),
        });
        let channel = Self {
            place: f64::from(skip_s.max(0.0)) * f64::from(clip.rate_hz()),
            clip: clip.clone(),
            bus,
            round,
            sides: None,
            setting: Arc::clone(&setting),
        };
        (channel, Fader(setting))
    }

    /// What it is added to.
    pub(super) const fn bus(&self) -> Bus {
        self.bus
    }

    /// Whether nobody holds its fader any more.
    pub(super) fn is_let_go(&self) -> bool {
        Arc::strong_count(&self.setting) == 1
    }

    /// Adds what it has to a stretch of a mix of so many samples a second. False once there is no more to come.
    pub(super) fn add(&mut self, frames: &mut [f32], rate_hz: u32) -> bool {
        let let_go = self.is_let_go();
        let (mut to, speed) = self.setting.read();
        if let_go {
            to = [0.0; 2];
        }
        let length = self.clip.frames();
        let count = frames.len() / 2;
        if length == 0 || count == 0 {
            return length > 0;
        }
        let from = self.sides.replace(to).unwrap_or(to);
        let step = f64::from(speed) * f64::from(self.clip.rate_hz()) / f64::from(rate_hz.max(1));
        let silent = from == [0.0; 2] && to == [0.0; 2];
        if silent {
            self.place += step * count as f64;
        } else {
            self.sound(frames, from, to, step);
        }
        if self.round {
            self.place %= length as f64;
        }
        !let_go && self.place < length as f64
    }

    fn sound(&mut self, frames: &mut [f32], from: [f32; 2], to: [f32; 2], step: f64) {
        let count = (frames.len() / 2) as f32;
        let slope = [(to[0] - from[0]) / count, (to[1] - from[1]) / count];
        let mut gain = from;
        let length = self.clip.frames();
        let samples = self.clip.samples();
        for frame in frames.chunks_exact_mut(2) {
            let mut whole = self.place as usize;
            if whole >= length {
                if !self.round {
                    return;
                }
                self.place %= length as f64;
                whole = self.place as usize;
            }
            let part = (self.place - whole as f64) as f32;
            let heard = if self.clip.is_stereo() {
                let side = |side: usize| between(taps(samples, (2, side), whole, self.round), part);
                [side(0), side(1)]
            } else {
                [between(taps(samples, (1, 0), whole, self.round), part); 2]
            };
            frame[0] += heard[0] * gain[0];
            frame[1] += heard[1] * gain[1];
            gain = [gain[0] + slope[0], gain[1] + slope[1]];
            self.place += step;
        }
    }
}

/// The samples around a place of one channel of several: the one before it, it, and two after.
#[inline]
fn taps(samples: &[i16], (channels, side): (usize, usize), place: usize, round: bool) -> [f32; 4] {
    let first = place.wrapping_sub(1).wrapping_mul(channels);
    if place > 0
        && let Some(near) = samples.get(first..first + 4 * channels)
    {
        return [0, 1, 2, 3].map(|tap| f32::from(near[tap * channels + side]));
    }
    // At the ends a loop goes on at the other one, and anything else is silent.
    let length = samples.len() / channels;
    [0, 1, 2, 3].map(|tap| {
        let at = place + tap;
        let at = match (at.checked_sub(1), round) {
            (Some(at), true) => Some(at % length),
            (None, true) => Some(length - 1),
            (at, false) => at,
        };
        let sample = at.and_then(|at| samples.get(at * channels + side));
        sample.copied().map_or(0.0, f32::from)
    })
}

/// The curve through four samples (Catmull and Rom's), a part of the way from the second to the third; full scale is 1.
#[inline]
fn between([a, b, c, d]: [f32; 4], part: f32) -> f32 {
    let bend = 3.0 * (b - c) + d - a;
    let rise = 2.0 * a - 5.0 * b + 4.0 * c - d;
    (b + 0.5 * part * (c - a + part * (rise + part * bend))) / 32_768.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tone of so many turns in so many samples.
    fn tone(turns: f32, samples: usize) -> Clip {
        let turn = std::f32::consts::TAU * turns / samples as f32;
        let wave = (0..samples).map(|i| ((i as f32 * turn).sin() * 16_000.0) as i16);
        Clip::mono(&wave.collect::<Vec<_>>(), 32_000)
    }

    fn heard(channel: &mut Channel, count: usize) -> (Vec<f32>, bool) {
        let mut frames = vec![0.0; 2 * count];
        let more = channel.add(&mut frames, 48_000);
        (frames, more)
    }

    #[test]
    fn it_plays_once_for_as_long_as_the_clip_lasts_or_round_and_round_without_a_seam() {
        let (mut once, fader) = Channel::new(&tone(10.0, 3200), Bus::Effects, false, 0.0);
        fader.set([1.0, 0.5], 1.0);
        let (frames, more) = heard(&mut once, 4700);
        assert!(more && frames.iter().any(|sample| *sample > 0.45));
        assert!(
            frames
                .chunks(2)
                .all(|frame| (frame[0] * 0.5 - frame[1]).abs() < 1e-4)
        );
        let (_, more) = heard(&mut once, 200);
        assert!(!more, "0.1 s are 4800 samples");
        let (mut round, fader) = Channel::new(&tone(10.0, 3200), Bus::Engines, true, 0.0);
        fader.set([1.0, 1.0], 1.3);
        let (frames, more) = heard(&mut round, 48_000);
        assert!(more);
        let left: Vec<f32> = frames.chunks(2).map(|frame| frame[0]).collect();
        // 100 turns a second, 1.3 times as fast: no step is larger than the tone's own steepest.
        let steepest = 0.49 * std::f32::consts::TAU * 130.0 / 48_000.0;
        assert!(
            left.windows(2)
                .all(|pair| (pair[1] - pair[0]).abs() < steepest * 1.05)
        );
        let rising = left
            .windows(2)
            .filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0)
            .count();
        assert!((129..=131).contains(&rising), "{rising}");
    }

    #[test]
    fn a_change_is_a_slope_and_who_lets_go_ends_it_without_a_click() {
        let steady = Clip::mono(&[16_384; 32_000], 32_000);
        let (mut channel, fader) = Channel::new(&steady, Bus::Effects, true, 0.0);
        fader.set([1.0, 1.0], 1.0);
        assert!(
            (heard(&mut channel, 100).0[0] - 0.5).abs() < 1e-3,
            "its beginning is not cut"
        );
        fader.set([0.2, 1.0], 1.0);
        let (frames, _) = heard(&mut channel, 200);
        assert!((frames[0] - 0.5).abs() < 0.01 && (frames[398] - 0.1).abs() < 0.01);
        assert!(!channel.is_let_go());
        drop(fader);
        let (frames, more) = heard(&mut channel, 200);
        assert!(!more && frames[0] > 0.09 && frames[399].abs() < 0.01);
    }

    #[test]
    fn what_is_passed_over_is_not_heard_and_nonsense_does_no_harm() {
        let (mut channel, fader) = Channel::new(&tone(10.0, 3200), Bus::Effects, false, 0.09);
        fader.set([f32::NAN, 1.0], f32::INFINITY);
        let (frames, _) = heard(&mut channel, 400);
        assert!(frames.iter().all(|sample| sample.is_finite()));
        assert!(!heard(&mut channel, 200).1);
        let (mut empty, _fader) = Channel::new(&Clip::mono(&[], 32_000), Bus::Effects, true, 0.0);
        assert!(!heard(&mut empty, 64).1);
        let (mut short, fader) = Channel::new(&Clip::mono(&[9, -9], 32_000), Bus::Effects, true, 0.0);
        fader.set([1.0, 1.0], 4.0);
        assert!(heard(&mut short, 500).1);
    }
}

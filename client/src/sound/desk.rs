//! The desk before the mix: what plays is put on it, and each frame it is handed over.

use std::sync::{Arc, Mutex, PoisonError};

use bevy::prelude::*;

use super::Volumes;
use super::bus::{self, Bus, Gains};
use super::channel::{Channel, Fader};
use super::clip::Clip;
use super::mix::{Inbox, Mix};
use crate::feed::MatchFeed;

/// From so many channels on that wait to be mixed, those that nobody wants any more are thrown away. Where there is no
/// device nobody fetches them.
const MOST_WAITING: usize = 128;

/// Where everything that is to sound is put.
#[derive(Resource)]
pub struct Desk {
    fresh: Vec<Channel>,
    inbox: Inbox,
    gains: Gains,
    mix: Arc<Mutex<Mix>>,
}

impl Default for Desk {
    fn default() -> Self {
        let (inbox, gains) = (Inbox::default(), Gains::default());
        let mix = Mix::new(Arc::clone(&inbox), gains.clone());
        Self {
            fresh: Vec::new(),
            inbox,
            gains,
            mix: Arc::new(Mutex::new(mix)),
        }
    }
}

impl Desk {
    /// Plays a clip from so many seconds into it, once or round and round. It sounds with this frame, as loud as its fader
    /// says then.
    pub(super) fn start(&mut self, clip: &Clip, bus: Bus, round: bool, skip_s: f32) -> Fader {
        let (channel, fader) = Channel::new(clip, bus, round, skip_s);
        self.fresh.push(channel);
        fader
    }

    /// The gain of a bus.
    pub(super) fn gain(&self, bus: Bus) -> f32 {
        self.gains.of(bus)
    }

    /// How many channels are being mixed.
    #[must_use]
    pub fn channels(&self) -> usize {
        self.mix.lock().unwrap_or_else(PoisonError::into_inner).channels()
    }

    /// What mixes, for whoever asks it for samples.
    pub(super) fn mix(&self) -> Arc<Mutex<Mix>> {
        Arc::clone(&self.mix)
    }

    /// Mixes on, for whoever wants the sound of a match rather than to hear it: fills `out` with samples of left and right
    /// in turn, [`RATE_HZ`](super::mix::RATE_HZ) a second, and shows `meter` what each bus has of every block.
    pub fn render(&self, out: &mut [f32], meter: impl FnMut(Bus, &[f32])) {
        let mut mix = self.mix.lock().unwrap_or_else(PoisonError::into_inner);
        mix.render(out, meter);
    }
}

/// Keeps the buses to what the player wants.
pub(super) fn balance(desk: Res<Desk>, volumes: Res<Volumes>, feed: Option<Res<MatchFeed>>) {
    let backdrop = feed.is_some_and(|feed| feed.backdrop);
    for bus in Bus::ALL {
        desk.gains.set(bus, bus::gain(bus, &volumes, backdrop));
    }
}

/// Hands over what was put on the desk in this frame, all at once: what begins together stays together.
pub(super) fn hand_over(mut desk: ResMut<Desk>) {
    if desk.fresh.is_empty() {
        return;
    }
    let desk = &mut *desk;
    let mut inbox = desk.inbox.lock().unwrap_or_else(PoisonError::into_inner);
    if inbox.len() >= MOST_WAITING {
        inbox.retain(|channel| !channel.is_let_go());
    }
    inbox.append(&mut desk.fresh);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nobody_listens_what_is_over_is_thrown_away() {
        let mut app = App::new();
        app.init_resource::<Desk>().add_systems(Update, hand_over);
        let clip = Clip::mono(&[0; 64], 32_000);
        let mut kept = Vec::new();
        for frame in 0..2000 {
            let mut desk = app.world_mut().resource_mut::<Desk>();
            let fader = desk.start(&clip, Bus::Effects, false, 0.0);
            if frame % 500 == 0 {
                kept.push(fader);
            }
            app.update();
        }
        let waiting = app.world().resource::<Desk>().inbox.lock().unwrap().len();
        assert!(waiting <= MOST_WAITING + 1 && waiting >= kept.len(), "{waiting}");
    }
}

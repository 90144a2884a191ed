//! When the device that two draw with fails. The engine hears of it for one game only, the one that was made last, so while
//! there are two it is heard here: what is refused ends the second game, and a device that is lost ends both, as there is no
//! other one to be had for two.

use std::sync::{Arc, Mutex, PoisonError};

use bevy::render::renderer::RenderDevice;

/// How the device is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// As it should be.
    #[default]
    Well,
    /// It did not do something that it was asked for.
    Refused(String),
    /// It is gone.
    Lost(String),
}

/// What was heard of the device.
#[derive(Clone, Default)]
pub(super) struct Troubles(Arc<Mutex<State>>);

impl Troubles {
    /// Hears of the device from now on.
    pub(super) fn watch(device: &RenderDevice) -> Self {
        let troubles = Self::default();
        let (lost, refused) = (troubles.clone(), troubles.clone());
        let device = device.wgpu_device();
        device.set_device_lost_callback(move |_, why| lost.note(State::Lost(why)));
        device.on_uncaptured_error(Arc::new(move |error| {
            refused.note(State::Refused(error.to_string()))
        }));
        troubles
    }

    fn note(&self, news: State) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What is gone stays gone, whatever else it does not do after that.
        if !matches!(*state, State::Lost(_)) {
            *state = news;
        }
    }

    /// The news since it was asked for last.
    pub(super) fn take(&self) -> State {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

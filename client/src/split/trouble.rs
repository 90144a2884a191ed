//! When the device that two draw with fails. The engine hears of it for one game only, the one that was made last, so since
//! there have been two it is heard here, for the first one.

use std::sync::{Arc, Mutex, PoisonError};

use bevy::render::error_handler::ErrorType;
use bevy::render::renderer::RenderDevice;

/// What was heard of the device last, the gravest of it.
#[derive(Clone, Default)]
pub(super) struct Troubles(Arc<Mutex<Option<(ErrorType, String)>>>);

/// How the device calls it if it has no memory left: its own type of errors has no name here.
const FULL: &str = "Out of Memory";

impl Troubles {
    /// Hears of the device from now on.
    pub(super) fn watch(device: &RenderDevice) -> Self {
        let troubles = Self::default();
        let (lost, refused) = (troubles.clone(), troubles.clone());
        let device = device.wgpu_device();
        device.set_device_lost_callback(move |_, why| lost.note(ErrorType::DeviceLost, why));
        device.on_uncaptured_error(Arc::new(move |error| {
            let why = error.to_string();
            let kind = if why.starts_with(FULL) {
                ErrorType::OutOfMemory
            } else {
                ErrorType::Validation
            };
            refused.note(kind, why);
        }));
        troubles
    }

    fn note(&self, kind: ErrorType, why: String) {
        let mut news = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What is gone stays gone, whatever else it does not do after that.
        if kind != ErrorType::Validation || news.is_none() {
            *news = Some((kind, why));
        }
    }

    /// The news since it was asked for last.
    pub(super) fn take(&self) -> Option<(ErrorType, String)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

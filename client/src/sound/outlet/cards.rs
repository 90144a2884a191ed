//! The system's sound devices, by way of rodio.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rodio::cpal::traits::{DeviceTrait, HostTrait};
use rodio::cpal::{self, Device, StreamError};
use rodio::{DeviceSinkBuilder, MixerDeviceSink};

use super::{Feed, Hardware, Line};

/// Most devices that are told of.
const MOST: usize = 32;
/// Most letters of a name.
const NAME_MAX: usize = 80;

/// What the system has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cards;

/// The name of a device, if it is one that people would choose.
fn name(device: &Device) -> Option<String> {
    let told = device.description().ok()?;
    if !told.supports_output() {
        return None;
    }
    // ALSA has each card a dozen times, by ways into it; this is the one that takes any kind of samples. And it has servers.
    let way_in = |id: &str| id.starts_with("plughw:") || matches!(id, "pipewire" | "pulse");
    if cfg!(target_os = "linux") && !told.driver().is_some_and(way_in) {
        return None;
    }
    let name: String = told
        .name()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(NAME_MAX)
        .collect();
    let name = name.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// The devices that people would choose, each name once.
fn devices() -> Vec<(String, Device)> {
    let mut named: Vec<(String, Device)> = Vec::new();
    for device in cpal::default_host().output_devices().into_iter().flatten() {
        if let Some(name) = name(&device)
            && named.len() < MOST
            && !named.iter().any(|(other, _)| *other == name)
        {
            named.push((name, device));
        }
    }
    named
}

/// ALSA writes to the terminal whatever it lacks, each time that it is asked. It keeps that to itself on this thread.
fn hush() {
    #[cfg(target_os = "linux")]
    drop(alsa::Output::local_error_handler());
}

impl Hardware for Cards {
    fn names(&self) -> Vec<String> {
        hush();
        devices().into_iter().map(|(name, _)| name).collect()
    }

    fn open(&self, name: Option<&str>, feed: Feed) -> Result<Box<dyn Line>, String> {
        hush();
        let device = match name {
            Some(name) => devices()
                .into_iter()
                .find(|(other, _)| other == name)
                .map(|(_, device)| device),
            None => cpal::default_host().default_output_device(),
        };
        let device = device.ok_or("there is no such device")?;
        Ok(Box::new(
            Card::open(device, feed).map_err(|error| error.to_string())?,
        ))
    }
}

/// A device that plays.
struct Card {
    broken: Arc<AtomicBool>,
    /// Plays as long as it is kept.
    _sink: MixerDeviceSink,
}

impl Card {
    fn open(device: Device, mut feed: Feed) -> Result<Self, rodio::DeviceSinkError> {
        let broken = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&broken);
        let mut sink = DeviceSinkBuilder::from_device(device)?
            .with_error_callback(move |error| {
                // What came too late is heard as a click and is no reason to begin anew.
                if !matches!(error, StreamError::BufferUnderrun) {
                    told.store(true, Ordering::Relaxed);
                }
            })
            .open_sink_or_fallback()?;
        sink.log_on_drop(false);
        feed.set_rate(sink.config().sample_rate().get());
        sink.mixer().add(feed);
        Ok(Self { broken, _sink: sink })
    }
}

impl Line for Card {
    fn is_up(&self) -> bool {
        !self.broken.load(Ordering::Relaxed)
    }
}

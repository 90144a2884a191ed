//! Whoever looks after the hardware: keeps a device playing, the one that is wanted if it is there. Knows no clock: whoever
//! asks it to look says whether time has passed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use bevy::prelude::Resource;

use super::{Feed, Hardware, Line};
use crate::sound::mix::Mix;

/// What the sound comes out of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// Nothing.
    None,
    /// The system's own device.
    System,
    /// One that was chosen.
    Chosen(String),
}

/// What there is to come out of.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Supply {
    /// What it comes out of.
    pub source: Source,
    /// The devices there are, as far as anybody has looked.
    pub names: Vec<String>,
}

/// A device that plays, and how much of the mix it had taken when it was last looked at.
struct Playing {
    name: Option<String>,
    line: Box<dyn Line>,
    taken: Arc<AtomicU64>,
    seen: u64,
}

/// Looks after the hardware.
pub(super) struct Tender {
    hardware: Box<dyn Hardware>,
    mix: Arc<Mutex<Mix>>,
    wish: Option<String>,
    playing: Option<Playing>,
    names: Vec<String>,
}

impl Tender {
    pub(super) fn new(hardware: Box<dyn Hardware>, mix: Arc<Mutex<Mix>>, wish: Option<String>) -> Self {
        let names = hardware.names();
        Self {
            hardware,
            mix,
            wish,
            playing: None,
            names,
        }
    }

    /// Another device is wanted from now on.
    pub(super) fn wish(&mut self, wish: Option<String>) {
        self.wish = wish;
    }

    /// Finds out which devices there are.
    pub(super) fn list(&mut self) {
        self.names = self.hardware.names();
    }

    /// Sees to it that something plays, `waited` telling whether it was some time ago that it looked last. Tells what does.
    pub(super) fn look(&mut self, waited: bool) -> Supply {
        self.playing.take_if(|playing| {
            let taken = playing.taken.load(Ordering::Relaxed);
            // Some devices never say that they are gone: they only take no more.
            let stands = waited && taken == std::mem::replace(&mut playing.seen, taken);
            stands || !playing.line.is_up()
        });
        let satisfied = self
            .playing
            .as_ref()
            .is_some_and(|playing| playing.name == self.wish);
        if !satisfied {
            self.seek();
        }
        let source = match &self.playing {
            None => Source::None,
            Some(Playing { name: None, .. }) => Source::System,
            Some(Playing { name: Some(name), .. }) => Source::Chosen(name.clone()),
        };
        Supply {
            source,
            names: self.names.clone(),
        }
    }

    /// Opens what is wanted, else the system's own if nothing plays.
    fn seek(&mut self) {
        if let Some(wish) = self.wish.clone() {
            self.list();
            if self.names.contains(&wish) && self.open(Some(wish)) {
                return;
            }
        }
        let on_system = self
            .playing
            .as_ref()
            .is_some_and(|playing| playing.name.is_none());
        if !on_system {
            self.open(None);
        }
    }

    fn open(&mut self, name: Option<String>) -> bool {
        let taken = Arc::new(AtomicU64::new(0));
        let feed = Feed::new(Arc::clone(&self.mix), Arc::clone(&taken));
        let Ok(line) = self.hardware.open(name.as_deref(), feed) else {
            return false;
        };
        self.playing = Some(Playing {
            name,
            line,
            // At the next look it must have begun.
            seen: 0,
            taken,
        });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::desk::Desk;
    use std::sync::atomic::AtomicBool;

    /// Hardware that a test plugs in and pulls out. The device `""` is the system's own.
    #[derive(Clone, Default)]
    struct Bench {
        there: Arc<Mutex<Vec<String>>>,
        feeds: Arc<Mutex<Vec<Feed>>>,
        opened: Arc<AtomicU64>,
        mute: Arc<AtomicBool>,
    }

    struct Plug(Bench, String);

    impl Line for Plug {
        fn is_up(&self) -> bool {
            self.0.mute.load(Ordering::Relaxed) || self.0.there.lock().unwrap().contains(&self.1)
        }
    }

    impl Hardware for Bench {
        fn names(&self) -> Vec<String> {
            let there = self.there.lock().unwrap();
            there.iter().filter(|name| !name.is_empty()).cloned().collect()
        }

        fn open(&self, name: Option<&str>, feed: Feed) -> Result<Box<dyn Line>, String> {
            let name = name.unwrap_or_default().to_owned();
            if !self.there.lock().unwrap().contains(&name) {
                return Err("it is not there".to_owned());
            }
            self.opened.fetch_add(1, Ordering::Relaxed);
            self.feeds.lock().unwrap().push(feed);
            Ok(Box::new(Plug(self.clone(), name)))
        }
    }

    impl Bench {
        fn plug(&self, names: &[&str]) {
            *self.there.lock().unwrap() = names.iter().map(ToString::to_string).collect();
        }

        /// Two seconds pass, in which the newest device plays.
        fn pass(&self, tender: &mut Tender) -> Source {
            if let Some(feed) = self.feeds.lock().unwrap().last_mut() {
                assert!(feed.take(2000).all(f32::is_finite));
            }
            tender.look(true).source
        }
    }

    fn tender(bench: &Bench, wish: Option<&str>) -> Tender {
        Tender::new(
            Box::new(bench.clone()),
            Desk::default().mix(),
            wish.map(str::to_owned),
        )
    }

    #[test]
    fn a_device_that_goes_or_was_never_there_is_found_again_by_itself() {
        let bench = Bench::default();
        let mut tender = tender(&bench, None);
        assert_eq!(tender.look(false).source, Source::None);
        assert_eq!(bench.pass(&mut tender), Source::None);
        bench.plug(&[""]);
        assert_eq!(bench.pass(&mut tender), Source::System);
        for _ in 0..5 {
            assert_eq!(bench.pass(&mut tender), Source::System);
        }
        assert_eq!(
            bench.opened.load(Ordering::Relaxed),
            1,
            "what plays is left alone"
        );
        bench.plug(&[]);
        assert_eq!(bench.pass(&mut tender), Source::None);
        bench.plug(&[""]);
        assert_eq!(bench.pass(&mut tender), Source::System);
        assert_eq!(bench.pass(&mut tender), Source::System);
    }

    #[test]
    fn a_chosen_device_is_taken_whenever_it_is_there_and_the_systems_own_meanwhile() {
        let bench = Bench::default();
        bench.plug(&["", "Headset", "Screen"]);
        let mut tender = tender(&bench, Some("Headset"));
        let on = |name: &str| Source::Chosen(name.to_owned());
        let supply = tender.look(false);
        assert_eq!(supply.source, on("Headset"));
        assert_eq!(supply.names, ["Headset", "Screen"]);
        bench.plug(&["", "Screen"]);
        assert_eq!(bench.pass(&mut tender), Source::System);
        assert_eq!(bench.pass(&mut tender), Source::System);
        bench.plug(&["", "Headset"]);
        assert_eq!(bench.pass(&mut tender), on("Headset"));
        tender.wish(None);
        assert_eq!(tender.look(false).source, Source::System);
        tender.wish(Some("Screen".to_owned()));
        assert_eq!(tender.look(false).source, Source::System);
        bench.plug(&["", "Screen"]);
        assert_eq!(bench.pass(&mut tender), on("Screen"));
        bench.plug(&[]);
        assert_eq!(bench.pass(&mut tender), Source::None);
    }

    #[test]
    fn a_device_that_only_stands_still_is_opened_anew_but_not_for_being_looked_at_soon() {
        let bench = Bench::default();
        bench.plug(&[""]);
        bench.mute.store(true, Ordering::Relaxed);
        let mut tender = tender(&bench, None);
        tender.look(false);
        assert_eq!(bench.pass(&mut tender), Source::System);
        tender.look(false);
        assert_eq!(bench.opened.load(Ordering::Relaxed), 1);
        // It takes nothing for two seconds.
        assert_eq!(tender.look(true).source, Source::System);
        assert_eq!(bench.opened.load(Ordering::Relaxed), 2);
        bench.plug(&[]);
        tender.look(true);
        assert_eq!(tender.look(true).source, Source::None);
    }
}

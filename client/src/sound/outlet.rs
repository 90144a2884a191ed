//! Where the sound comes out: a device of the system, on a thread of its own, so that opening one holds up no frame. Should it
//! go away, or never have been there, the game goes on, looks for one every two seconds, and says so once.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bevy::prelude::*;

use super::desk::Desk;
use crate::toast::Toast;
use crate::words::Telling;

mod cards;
mod feed;
mod hardware;
mod tender;

use cards::Cards;
pub use feed::Feed;
pub use hardware::{Hardware, Line};
use tender::Tender;
pub use tender::{Source, Supply};

/// How often a device is looked for that is not there.
const EVERY: Duration = Duration::from_secs(2);

/// What there is to come out of, where that is not what the system has.
#[derive(Resource)]
pub struct Outlet(Option<Box<dyn Hardware>>);

impl Outlet {
    /// Nothing: the sound is not to be heard.
    #[must_use]
    pub const fn closed() -> Self {
        Self(None)
    }

    /// Other hardware.
    #[must_use]
    pub fn of(hardware: impl Hardware) -> Self {
        Self(Some(Box::new(hardware)))
    }
}

/// Which device the player wants, by name; none for the system's own.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish(pub Option<String>);

/// What the thread is asked for.
#[derive(Debug)]
enum Order {
    /// This device.
    Use(Option<String>),
    /// Which devices there are.
    List,
}

/// The line to the thread.
#[derive(Resource)]
pub struct Attendant {
    orders: Sender<Order>,
    news: Mutex<Receiver<Supply>>,
}

impl Attendant {
    /// Asks which devices there are; [`Supply`] tells in a while.
    pub fn ask_names(&self) {
        // If it is no more, nobody is to be told.
        drop(self.orders.send(Order::List));
    }

    fn hear(&self) -> Result<Supply, TryRecvError> {
        self.news
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_recv()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Wish>()
        .init_resource::<Supply>()
        .add_message::<Toast>()
        .add_systems(PostStartup, open)
        .add_systems(
            Update,
            (
                wish.run_if(resource_exists_and_changed::<Wish>),
                hear.run_if(resource_exists::<Attendant>),
            ),
        );
}

/// Puts somebody in charge of the hardware.
fn open(desk: Res<Desk>, outlet: Option<ResMut<Outlet>>, wish: Res<Wish>, mut commands: Commands) {
    let hardware = match outlet {
        Some(mut outlet) => outlet.0.take(),
        None => Some(Box::new(Cards) as Box<dyn Hardware>),
    };
    let Some(hardware) = hardware else { return };
    let (orders, taken) = channel();
    let (told, news) = channel();
    let (mix, wish) = (desk.mix(), wish.0.clone());
    let started = std::thread::Builder::new()
        .name("sound".to_owned())
        .spawn(move || attend(Tender::new(hardware, mix, wish), &taken, &told));
    match started {
        Ok(_) => commands.insert_resource(Attendant {
            orders,
            news: Mutex::new(news),
        }),
        Err(error) => warn!("there is no sound: {error}"),
    }
}

/// The thread's work, until the game ends.
fn attend(mut tender: Tender, orders: &Receiver<Order>, told: &Sender<Supply>) {
    let mut last = Supply::default();
    let mut waited = false;
    loop {
        let supply = tender.look(waited);
        if supply != last {
            last = supply;
            if told.send(last.clone()).is_err() {
                return;
            }
        }
        let order = orders.recv_timeout(EVERY);
        waited = order.is_err();
        match order {
            Ok(Order::Use(wish)) => tender.wish(wish),
            Ok(Order::List) => tender.list(),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn wish(wish: Res<Wish>, attendant: Option<Res<Attendant>>) {
    if let Some(attendant) = attendant {
        drop(attendant.orders.send(Order::Use(wish.0.clone())));
    }
}

/// What the player is to be told of a change.
fn telling(before: &Source, now: &Source, wish: Option<&String>) -> Option<Telling> {
    match (before, now) {
        (_, Source::None) if before != now => Some(Telling::say("sound-none")),
        (Source::None, Source::Chosen(_)) => Some(Telling::say("sound-back")),
        // Only of one that was asked for.
        (Source::Unknown | Source::None | Source::Chosen(_), Source::System) if wish.is_some() => {
            let name = wish.cloned().unwrap_or_default();
            Some(Telling::tell("sound-elsewhere", [("name", name.into())]))
        }
        (Source::None, Source::System) => Some(Telling::say("sound-back")),
        _ => None,
    }
}

fn hear(
    attendant: Res<Attendant>,
    wish: Res<Wish>,
    mut supply: ResMut<Supply>,
    mut toasts: MessageWriter<Toast>,
    mut commands: Commands,
) {
    let now = match attendant.hear() {
        Ok(now) => now,
        Err(TryRecvError::Empty) => return,
        // It has died of what the system's own sound does.
        Err(TryRecvError::Disconnected) => {
            commands.remove_resource::<Attendant>();
            Supply {
                source: Source::None,
                ..supply.clone()
            }
        }
    };
    if let Some(telling) = telling(&supply.source, &now.source, wish.0.as_ref()) {
        toasts.write(Toast(telling));
    }
    supply.set_if_neq(now);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_is_told_once_and_what_was_not_asked_for_is_no_news() {
        let wish = "Headset".to_owned();
        let chosen = Source::Chosen(wish.clone());
        let key = |before: &Source, now: &Source, wish: Option<&String>| {
            telling(before, now, wish).map(|telling| telling.to_string())
        };
        assert!(key(&Source::Unknown, &Source::System, None).is_none());
        assert!(key(&Source::Unknown, &chosen, Some(&wish)).is_none());
        assert!(key(&Source::Unknown, &Source::None, None).is_some());
        assert!(key(&Source::None, &Source::None, None).is_none());
        assert!(key(&Source::None, &Source::System, None).is_some());
        let elsewhere = key(&chosen, &Source::System, Some(&wish)).unwrap();
        assert!(elsewhere.contains("Headset"), "{elsewhere}");
        assert!(key(&chosen, &Source::System, None).is_none(), "it was chosen");
        assert!(key(&Source::System, &chosen, Some(&wish)).is_none());
    }
}

//! Which servers are listed, in which order: the shelves they lie on, the columns they are sorted by, and what is left out.

use std::cmp::Ordering;

use crate::discovery::{Discovery, Found};
use crate::link::Place;
use crate::lookout::{Look, Lookout};
use crate::menu::capitalized;
use crate::server_book::{Known, ServerBook};

/// Where servers are known from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shelf {
    /// They announce themselves on the local network.
    #[default]
    Network,
    /// The player keeps them.
    Favourites,
    /// The player was there.
    Recent,
    /// They are on a list that a community hands round.
    Shared,
}

impl Shelf {
    pub(super) const ALL: [Self; 4] = [Self::Network, Self::Favourites, Self::Recent, Self::Shared];
}

/// What servers are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Players,
    Mode,
    Arena,
    Ping,
}

impl Field {
    pub(super) const ALL: [Self; 5] = [Self::Name, Self::Players, Self::Mode, Self::Arena, Self::Ping];
}

/// What is known of whether one can play there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is being asked.
    Asking,
    /// One can.
    Open,
    /// With a password.
    Locked,
    /// Not with this version of the game.
    OtherVersion,
    /// It is no server of this game, or lets nobody in just now.
    Closed,
    /// Nobody answers.
    Silent,
}

/// A server of the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listed {
    /// What it is known by from one look to the next.
    pub(super) key: String,
    /// Where it is kept as a favourite under.
    pub(super) address: String,
    pub(super) place: Place,
    pub(super) name: String,
    /// People in it, and seats.
    pub(super) players: Option<(u16, u16)>,
    /// By its name in files.
    pub(super) mode: String,
    pub(super) map: String,
    pub(super) ping_ms: Option<u32>,
    pub(super) state: State,
}

impl Listed {
    fn found(found: &Found, lookout: &Lookout) -> Self {
        let address = found
            .addresses
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        let mut listed = Self {
            key: found.id.clone(),
            place: Place::Found(found.clone()),
            name: found.name.clone(),
            players: Some((found.players, found.seats)),
            mode: found.mode.clone(),
            map: capitalized(&found.map),
            ping_ms: None,
            state: if found.same_version {
                State::Open
            } else {
                State::OtherVersion
            },
            address,
        };
        // What it announces is newer than a look; how far it is, and whether it wants a password, it does not announce.
        if let Some(Look::Seen(sight, round_trip)) = lookout.of(&listed.address) {
            listed.ping_ms = Some(millis(round_trip));
            if sight.locked && listed.state == State::Open {
                listed.state = State::Locked;
            }
        }
        listed
    }

    fn known(known: &Known, lookout: &Lookout) -> Self {
        let called = if known.name.is_empty() {
            &known.address
        } else {
            &known.name
        };
        let mut listed = Self {
            key: known.address.clone(),
            address: known.address.clone(),
            place: Place::Address {
                address: known.address.clone(),
                password: String::new(),
            },
            name: called.clone(),
            players: None,
            mode: String::new(),
            map: String::new(),
            ping_ms: None,
            state: State::Asking,
        };
        match lookout.of(&known.address) {
            None | Some(Look::Asking) => {}
            Some(Look::Silent) => listed.state = State::Silent,
            Some(Look::Closed) => listed.state = State::Closed,
            Some(Look::OtherVersion) => listed.state = State::OtherVersion,
            Some(Look::Seen(sight, round_trip)) => {
                if !sight.server.is_empty() {
                    listed.name.clone_from(&sight.server);
                }
                listed.players = Some((sight.players, sight.seats));
                listed.mode.clone_from(&sight.mode);
                listed.map = capitalized(&sight.map);
                listed.ping_ms = Some(millis(round_trip));
                listed.state = if sight.locked { State::Locked } else { State::Open };
            }
        }
        listed
    }
}

fn millis(round_trip: &std::time::Duration) -> u32 {
    u32::try_from(round_trip.as_millis()).unwrap_or(u32::MAX).max(1)
}

/// What of which servers is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct View {
    pub(super) shelf: Shelf,
    /// By which field, and whether the other way round; none for the order of the shelf itself.
    pub(super) sorted: Option<(Field, bool)>,
    /// Full ones are left out, and those where nobody is.
    pub(super) not_full: bool,
    pub(super) not_empty: bool,
}

impl View {
    /// Sorts by a field, the other way round, or no more.
    pub(super) fn sort_by(&mut self, field: Field) {
        self.sorted = match self.sorted {
            Some((sorted, false)) if sorted == field => Some((field, true)),
            Some((sorted, true)) if sorted == field => None,
            _ => Some((field, false)),
        };
    }

    /// The servers there are to show; those not looked at yet are, from now on.
    pub(super) fn list(
        &self,
        book: &ServerBook,
        discovery: &Discovery,
        lookout: &mut Lookout,
    ) -> Vec<Listed> {
        let mut listed: Vec<Listed> = match self.shelf {
            Shelf::Network => {
                let games = discovery.games();
                games
                    .iter()
                    .filter_map(|game| game.addresses.first())
                    .for_each(|address| lookout.ask(&address.to_string()));
                games.iter().map(|game| Listed::found(game, lookout)).collect()
            }
            shelf => {
                let known = match shelf {
                    Shelf::Favourites => book.favourites(),
                    Shelf::Recent => book.recent(),
                    _ => book.shared(),
                };
                known.iter().for_each(|known| lookout.ask(&known.address));
                known.iter().map(|known| Listed::known(known, lookout)).collect()
            }
        };
        listed.retain(|server| self.shows(server));
        if let Some((field, reversed)) = self.sorted {
            listed.sort_by(|one, other| {
                let order = compare(one, other, field);
                if reversed { order.reverse() } else { order }.then_with(|| one.name.cmp(&other.name))
            });
        }
        listed
    }

    fn shows(&self, server: &Listed) -> bool {
        let full = server.players.is_some_and(|(players, seats)| players >= seats);
        let empty = server.players.is_none_or(|(players, _)| players == 0);
        !(self.not_full && full || self.not_empty && empty)
    }
}

/// Which of two servers comes first by a field: most players, least way; what is not known comes last.
fn compare(one: &Listed, other: &Listed, field: Field) -> Ordering {
    let name = |server: &Listed| server.name.to_lowercase();
    match field {
        Field::Name => name(one).cmp(&name(other)),
        Field::Players => other.players.cmp(&one.players),
        Field::Mode => (one.mode.is_empty(), &one.mode).cmp(&(other.mode.is_empty(), &other.mode)),
        Field::Arena => (one.map.is_empty(), &one.map).cmp(&(other.map.is_empty(), &other.map)),
        Field::Ping => {
            let ping = |server: &Listed| server.ping_ms.unwrap_or(u32::MAX);
            ping(one).cmp(&ping(other))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use hogs_shared::protocol::join::Sight;

    use crate::home::Home;

    /// Favourites of which this is known.
    fn book(name: &str) -> (ServerBook, Lookout, Home) {
        let folder = std::env::temp_dir().join(format!("hogs-shelf-{}-{name}", std::process::id()));
        let home = Home::at(&folder);
        let mut book = ServerBook::load(&home);
        let mut lookout = Lookout::default();
        for (address, name, players, map, ping) in [
            ("a:1", "Mud", 3, "sty", 80),
            ("b:1", "apples", 16, "gorge", 20),
            ("c:1", "Zinc", 0, "rime", 5),
        ] {
            book.toggle(address, "").unwrap();
            let sight = Sight {
                server: name.to_owned(),
                map: map.to_owned(),
                mode: "deathmatch".to_owned(),
                players,
                seats: 16,
                locked: players == 3,
            };
            lookout.take_in(address, Look::Seen(sight, Duration::from_millis(ping)));
        }
        book.toggle("d:1", "gone").unwrap();
        lookout.take_in("d:1", Look::Silent);
        (book, lookout, home)
    }

    #[test]
    fn servers_are_sorted_by_every_field_both_ways_and_what_is_not_known_comes_last() {
        let (book, mut lookout, home) = book("sorted");
        let mut view = View {
            shelf: Shelf::Favourites,
            ..View::default()
        };
        let mut names = |view: &View| -> Vec<String> {
            let listed = view.list(&book, &Discovery::default(), &mut lookout);
            listed.into_iter().map(|server| server.name).collect()
        };
        assert_eq!(
            names(&view),
            ["Mud", "apples", "Zinc", "gone"],
            "as they were kept"
        );
        for (field, order) in [
            (Field::Name, ["apples", "gone", "Mud", "Zinc"]),
            (Field::Players, ["apples", "Mud", "Zinc", "gone"]),
            (Field::Arena, ["apples", "Zinc", "Mud", "gone"]),
            (Field::Ping, ["Zinc", "apples", "Mud", "gone"]),
            (Field::Mode, ["Mud", "Zinc", "apples", "gone"]),
        ] {
            view.sort_by(field);
            assert_eq!(names(&view), order, "{field:?}");
        }
        view.sort_by(Field::Name);
        view.sort_by(Field::Name);
        assert_eq!(names(&view), ["Zinc", "Mud", "gone", "apples"]);
        view.sort_by(Field::Name);
        assert_eq!(view.sorted, None);
        drop(std::fs::remove_dir_all(home.file("")));
    }

    #[test]
    fn full_and_empty_ones_can_be_left_out() {
        let (book, mut lookout, home) = book("filtered");
        let mut view = View {
            shelf: Shelf::Favourites,
            not_full: true,
            ..View::default()
        };
        let mut names = |view: &View| -> Vec<String> {
            let listed = view.list(&book, &Discovery::default(), &mut lookout);
            listed.into_iter().map(|server| server.name).collect()
        };
        assert_eq!(names(&view), ["Mud", "Zinc", "gone"]);
        view.not_empty = true;
        assert_eq!(names(&view), ["Mud"]);
        view.not_full = false;
        assert_eq!(names(&view), ["Mud", "apples"]);
        drop(std::fs::remove_dir_all(home.file("")));
    }

    #[test]
    fn what_is_known_of_a_server_shows() {
        let (book, mut lookout, home) = book("known");
        let view = View {
            shelf: Shelf::Favourites,
            ..View::default()
        };
        let listed = view.list(&book, &Discovery::default(), &mut lookout);
        let states: Vec<State> = listed.iter().map(|server| server.state).collect();
        assert_eq!(states, [State::Locked, State::Open, State::Open, State::Silent]);
        assert_eq!((listed[0].ping_ms, listed[0].players), (Some(80), Some((3, 16))));
        assert_eq!((listed[3].ping_ms, listed[3].players), (None, None));
        drop(std::fs::remove_dir_all(home.file("")));
    }
}

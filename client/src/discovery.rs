//! Finds games on the local network: listens for the DNS-SD announcements of servers while the list is open. What is
//! announced is a stranger's word: it is cleaned and bounded here.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use bevy::prelude::*;
use hogs_shared::protocol::PROTOCOL_VERSION;
use hogs_shared::protocol::text::clean;
use mdns_sd::{Receiver, ResolvedService, ServiceDaemon, ServiceEvent};

use crate::known_hosts::Fingerprint;
use crate::phase::FramePhase;
use crate::words::Telling;

/// What servers announce themselves as.
pub const SERVICE: &str = "_hogs._udp.local.";
/// Most games in the list.
const GAMES_MAX: usize = 12;
/// How long who did not say enough is waited for, at first and at most.
const PATIENCE: Duration = Duration::from_millis(1500);
const MOST_PATIENCE: Duration = Duration::from_secs(60);
/// Most announcements that are remembered: a game makes one for each way that leads to it.
const NAMES_MAX: usize = GAMES_MAX * 4;

/// A game that announced itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The server's own id: the same on every interface and address family.
    pub id: String,
    /// What its host calls it.
    pub name: String,
    /// Arena.
    pub map: String,
    /// Mode.
    pub mode: String,
    /// Who plays, bots not counted.
    pub players: u16,
    /// Seats.
    pub seats: u16,
    /// Where it can be reached, most promising first; never empty.
    pub addresses: Vec<SocketAddr>,
    /// Of its certificate.
    pub fingerprint: Option<Fingerprint>,
    /// Whether it speaks as this game does.
    pub same_version: bool,
}

/// The search and what it found.
#[derive(Resource, Default)]
pub struct Discovery {
    search: Option<Search>,
    /// What was announced, by full name: one game may make several announcements.
    announced: BTreeMap<String, Found>,
    /// By id, the announcement that says what the game is: the first of them, so that nobody else takes its place by using
    /// its id.
    spokesmen: BTreeMap<String, String>,
    problem: Option<Telling>,
    changed: bool,
    /// When it is searched anew, because somebody did not say enough, and how often that was done.
    again: Option<Instant>,
    times: u32,
    /// Whether the network is left alone.
    deaf: bool,
}

struct Search {
    daemon: ServiceDaemon,
    events: Receiver<ServiceEvent>,
}

impl Drop for Search {
    fn drop(&mut self) {
        drop(self.daemon.shutdown());
    }
}

impl Discovery {
    /// One that never searches the network, and knows only what it is told: for tests, which are to be alike on every network.
    #[must_use]
    pub fn deaf() -> Self {
        Self {
            deaf: true,
            ..Self::default()
        }
    }

    /// Begins to search, if it does not search yet.
    pub fn start(&mut self) {
        if self.search.is_some() || self.deaf {
            return;
        }
        let begin = || {
            let daemon = ServiceDaemon::new()?;
            let events = daemon.browse(SERVICE)?;
            Ok(Search { daemon, events })
        };
        match begin() {
            Ok(search) => {
                self.search = Some(search);
                self.problem = None;
            }
            Err(error) => self.problem = Some(describe(&error)),
        }
    }

    /// Ends the search and forgets what it found.
    pub fn stop(&mut self) {
        *self = Self {
            deaf: self.deaf,
            ..Self::default()
        };
    }

    /// Whether it searches.
    #[must_use]
    pub const fn searches(&self) -> bool {
        self.search.is_some()
    }

    /// What was found, by name.
    #[must_use]
    pub fn games(&self) -> Vec<Found> {
        let named = |name: &String| self.announced.get(name).cloned();
        let mut games: Vec<Found> = self.spokesmen.values().filter_map(named).collect();
        games.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
        games
    }

    /// Why nothing can be found.
    #[must_use]
    pub fn problem(&self) -> Option<Telling> {
        self.problem.clone()
    }

    /// Whether the list changed since this was last asked.
    pub fn take_change(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Takes in what the network said since the last frame.
    fn listen(&mut self) {
        if self.again.is_some_and(|again| again <= Instant::now()) {
            (self.again, self.search) = (None, None);
            self.times += 1;
            self.start();
        }
        while let Some(Ok(event)) = self.search.as_ref().map(|search| search.events.try_recv()) {
            match event {
                ServiceEvent::ServiceResolved(service) => match read(&service) {
                    Some(found) => self.take_in(&service.fullname, found),
                    // It was asked while it was only beginning to announce itself, and will not say the rest by itself.
                    None if self.again.is_none() => {
                        self.again = Some(Instant::now() + patience(self.times));
                    }
                    None => {}
                },
                ServiceEvent::ServiceRemoved(_, name) => self.forget(&name),
                _ => {}
            }
        }
    }

    /// An announcement of that full name came in.
    pub fn take_in(&mut self, full_name: &str, found: Found) {
        if self
            .announced
            .get(full_name)
            .is_some_and(|before| before.id != found.id)
        {
            self.forget(full_name);
        }
        let before = self.announced.get(full_name);
        let room = before.is_some() || self.announced.len() < NAMES_MAX;
        if !room || (!self.spokesmen.contains_key(&found.id) && self.spokesmen.len() >= GAMES_MAX) {
            return;
        }
        let spokesman = self.spokesmen.entry(found.id.clone());
        let speaks = spokesman.or_insert_with(|| full_name.to_owned()) == full_name;
        self.changed |= speaks && before != Some(&found);
        self.announced.insert(full_name.to_owned(), found);
    }

    /// The announcement of that full name is gone.
    pub fn forget(&mut self, full_name: &str) {
        let Some(Found { id, .. }) = self.announced.remove(full_name) else {
            return;
        };
        if self.spokesmen.get(&id).is_none_or(|name| name != full_name) {
            return;
        }
        self.changed = true;
        self.spokesmen.remove(&id);
        // Of whoever says the same of themselves, one speaks for it from now on.
        if let Some((name, _)) = self.announced.iter().find(|(_, found)| found.id == id) {
            self.spokesmen.insert(id, name.clone());
        }
    }
}

/// How long who did not say enough is waited for, after so many searches: whoever never does is asked less and less.
fn patience(times: u32) -> Duration {
    let factor = 1_u32.checked_shl(times).unwrap_or(u32::MAX);
    PATIENCE.saturating_mul(factor).min(MOST_PATIENCE)
}

fn describe(error: &mdns_sd::Error) -> Telling {
    Telling::tell("trouble-no-search", [("error", error.to_string().into())])
}

/// What an announcement says; nothing if it does not say enough.
fn read(service: &ResolvedService) -> Option<Found> {
    let text = |key: &str, most: usize| clean(service.get_property_val_str(key).unwrap_or_default(), most);
    let number = |key: &str| text(key, 6).parse().unwrap_or(0);
    let addresses = ranked(
        service.addresses.iter().map(mdns_sd::ScopedIp::to_ip_addr),
        service.port,
    );
    let id = text("id", 64);
    let name = text("name", 40);
    if addresses.is_empty() || service.port == 0 || id.is_empty() {
        return None;
    }
    Some(Found {
        id,
        name: if name.is_empty() { "Hogs".to_owned() } else { name },
        map: text("map", 40),
        mode: text("mode", 40),
        players: number("players"),
        seats: number("max"),
        addresses,
        fingerprint: text("fp", 64).parse().ok(),
        same_version: text("proto", 12) == PROTOCOL_VERSION.to_string(),
    })
}

/// Addresses in the order to try them: ordinary IPv4 ones, then loopback, then IPv6; link-local IPv6 cannot be joined
/// without its interface.
pub fn ranked(addresses: impl Iterator<Item = IpAddr>, port: u16) -> Vec<SocketAddr> {
    let rank = |address: &SocketAddr| match address.ip() {
        IpAddr::V4(ip) if ip.is_loopback() => 2,
        IpAddr::V4(ip) if ip.is_link_local() => 1,
        IpAddr::V4(_) => 0,
        IpAddr::V6(_) => 3,
    };
    let joinable = |ip: &IpAddr| !matches!(ip, IpAddr::V6(ip) if ip.is_unicast_link_local());
    let mut ranked: Vec<SocketAddr> = addresses
        .filter(joinable)
        .map(|ip| SocketAddr::new(ip, port))
        .collect();
    ranked.sort_by_key(|address| (rank(address), *address));
    ranked.dedup();
    ranked
}

/// Wires the search up.
pub fn plugin(app: &mut App) {
    app.init_resource::<Discovery>().add_systems(
        Update,
        listen
            .in_set(FramePhase::Input)
            .run_if(|discovery: Res<Discovery>| discovery.searches()),
    );
}

fn listen(mut discovery: ResMut<Discovery>) {
    discovery.listen();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(id: &str, name: &str) -> Found {
        Found {
            id: id.to_owned(),
            name: name.to_owned(),
            map: "sty".to_owned(),
            mode: "deathmatch".to_owned(),
            players: 1,
            seats: 16,
            addresses: vec![SocketAddr::from(([10, 0, 0, 7], 27500))],
            fingerprint: None,
            same_version: true,
        }
    }

    #[test]
    fn who_announces_a_game_first_says_what_it_is_and_strangers_cost_no_more_than_there_is_room_for() {
        let mut discovery = Discovery::deaf();
        let names = |discovery: &Discovery| -> Vec<String> {
            discovery.games().into_iter().map(|game| game.name).collect()
        };
        discovery.take_in("first", found("a", "Mud"));
        discovery.take_in("second", found("a", "Trap"));
        assert_eq!(names(&discovery), ["Mud"]);
        discovery.take_in("first", found("a", "Mud again"));
        assert_eq!(names(&discovery), ["Mud again"]);
        discovery.forget("first");
        assert_eq!(names(&discovery), ["Trap"], "what is left of it");
        discovery.forget("second");
        assert!(
            names(&discovery).is_empty() && discovery.announced.is_empty() && discovery.spokesmen.is_empty()
        );
        for number in 0..500 {
            discovery.take_in(&format!("name {number}"), found("b", "One"));
            discovery.take_in(&format!("other {number}"), found(&format!("c {number}"), "Many"));
        }
        assert!(discovery.announced.len() <= NAMES_MAX && discovery.games().len() <= GAMES_MAX);
        assert!(discovery.spokesmen.len() <= GAMES_MAX);
    }

    #[test]
    fn whoever_never_says_enough_is_asked_less_and_less() {
        let waits: Vec<u64> = (0..8).map(|times| patience(times).as_millis() as u64).collect();
        assert_eq!(waits, [1500, 3000, 6000, 12_000, 24_000, 48_000, 60_000, 60_000]);
        assert_eq!(patience(u32::MAX), MOST_PATIENCE);
    }
}

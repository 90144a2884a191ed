//! Tells the local network of the server by DNS-SD, so that players there find it without typing. What is said must
//! agree with what the client's `discovery.rs` reads.

use std::fmt::Write;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use hogs_shared::protocol::PROTOCOL_VERSION;
use hogs_shared::protocol::text;
use mdns_sd::{ServiceDaemon, ServiceInfo};
use ring::rand::{SecureRandom, SystemRandom};

use crate::config::MAX_SERVER_NAME;

/// What servers announce themselves as.
pub const SERVICE: &str = "_hogs._udp.local.";
/// Most bytes of a server's name in the name of its announcement: DNS allows 63, and the id follows.
const MAX_LABEL_BYTES: usize = 50;
/// How long a goodbye may take to be sent.
const GOODBYE: Duration = Duration::from_millis(200);

/// What is announced.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What the host calls it.
    pub name: String,
    /// Arena.
    pub map: String,
    /// Mode.
    pub mode: String,
    /// Seats.
    pub max_players: u16,
    /// UDP and TCP port.
    pub port: u16,
    /// Of the certificate.
    pub fingerprint: [u8; 32],
}

/// An announcement that stands until it is dropped.
pub struct Announcement {
    daemon: ServiceDaemon,
    facts: Facts,
    id: String,
    players: AtomicU16,
}

impl Announcement {
    /// Announces the server, on every interface, with whatever addresses the machine has.
    ///
    /// # Errors
    /// Why not, in words for a log: a server does well without.
    pub fn start(facts: Facts) -> Result<Self, String> {
        let mut id = [0; 8];
        SystemRandom::new().fill(&mut id).map_err(|_| "the system has no random numbers".to_owned())?;
        let daemon = ServiceDaemon::new().map_err(|error| error.to_string())?;
        // From here on, dropping it shuts the daemon down.
        let announcement = Self { daemon, facts, id: hex(&id), players: AtomicU16::new(0) };
        let service = announcement.service(0)?;
        announcement.daemon.register(service).map_err(|error| error.to_string())?;
        Ok(announcement)
    }

    /// Tells how many people play now. Says nothing if that has not changed.
    pub fn set_players(&self, players: u16) {
        if self.players.swap(players, Ordering::Relaxed) == players {
            return;
        }
        // To register again is to update. A failure leaves an old number in a list, which is no harm.
        if let Ok(service) = self.service(players) {
            drop(self.daemon.register(service));
        }
    }

    fn service(&self, players: u16) -> Result<ServiceInfo, String> {
        let facts = &self.facts;
        let name = text::clean(&facts.name, MAX_SERVER_NAME);
        let properties = [
            ("id", self.id.clone()),
            ("name", name.clone()),
            ("map", text::clean(&facts.map, MAX_SERVER_NAME)),
            ("mode", text::clean(&facts.mode, MAX_SERVER_NAME)),
            ("players", players.to_string()),
            ("max", facts.max_players.to_string()),
            ("proto", PROTOCOL_VERSION.to_string()),
            ("fp", hex(&facts.fingerprint)),
        ];
        // Both names carry the id: equal ones on a network make mDNS rename one of them. No addresses here: the
        // daemon fills them in and follows their changes.
        let label = format!("{} {}", cut(&name, MAX_LABEL_BYTES), self.id.get(..8).unwrap_or_default());
        let host = format!("hogs-{}.local.", self.id);
        ServiceInfo::new(SERVICE, &label, &host, "", facts.port, &properties[..])
            .map(ServiceInfo::enable_addr_auto)
            .map_err(|error| error.to_string())
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        // Best effort throughout: lists forget a silent server by themselves after a while.
        if let Ok(service) = self.service(0)
            && let Ok(goodbye) = self.daemon.unregister(service.get_fullname())
        {
            drop(goodbye.recv_timeout(GOODBYE));
        }
        if let Ok(end) = self.daemon.shutdown() {
            drop(end.recv_timeout(GOODBYE));
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The beginning of a text, at most so many bytes long.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_makes_a_lawful_label() {
        let names = ["", "plain", "dots.and\\slashes", &"😀".repeat(60), &"x".repeat(500)];
        for name in names {
            assert!(cut(&text::clean(name, MAX_SERVER_NAME), MAX_LABEL_BYTES).len() + 9 <= 63);
        }
        assert_eq!(cut("äöü", 3), "ä");
        assert_eq!(hex(&[0, 0xAB]), "00ab");
    }
}

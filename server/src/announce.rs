//! Tells the local network, over DNS-SD, that a match is here and what is played. A network that does not carry it is
//! no reason not to play: every failure here is a line in the log.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hogs_shared::protocol::PROTOCOL_VERSION;
use hogs_shared::protocol::ballot::Plan;
use hogs_shared::protocol::text::clean;
use mdns_sd::{IfKind, ServiceDaemon, ServiceInfo};

/// What Hogs is called there.
pub const SERVICE: &str = "_hogs._udp.local.";
/// Longest name of an announcement, bytes: DNS allows 63 for a label.
const MAX_LABEL_BYTES: usize = 40;
/// How long the goodbye to the network may take.
const WITHDRAW_WITHIN: Duration = Duration::from_millis(200);

/// What is announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The server's name.
    pub name: String,
    /// Arena.
    pub map: String,
    /// Mode.
    pub mode: String,
    /// Seats.
    pub seats: u16,
    /// Where it is bound.
    pub address: SocketAddr,
    /// Of its certificate.
    pub fingerprint: [u8; 32],
}

/// An announcement that stands.
pub struct Announcer {
    daemon: ServiceDaemon,
    announcement: Announcement,
    full_name: String,
    players: usize,
}

impl Announcer {
    /// Announces a server, unless only its own machine could reach it.
    #[must_use]
    pub fn start(announcement: Announcement) -> Option<Self> {
        if announcement.address.ip().is_loopback() {
            tracing::debug!("bound to this machine alone, so the local network is not told");
            return None;
        }
        let begin = || {
            let daemon = ServiceDaemon::new()?;
            if announcement.address.is_ipv4() {
                // Players would try addresses that nobody listens at.
                daemon.disable_interface(IfKind::IPv6)?;
            }
            let info = announcement.info(0)?;
            let full_name = info.get_fullname().to_owned();
            daemon.register(info)?;
            Ok((daemon, full_name))
        };
        let begun: Result<_, mdns_sd::Error> = begin();
        match begun {
            Ok((daemon, full_name)) => Some(Self {
                daemon,
                announcement,
                full_name,
                players: 0,
            }),
            Err(error) => {
                tracing::warn!(%error, "the local network cannot be told of this server");
                None
            }
        }
    }

    /// Tells how many people play, and what, if that changed.
    pub fn update(&mut self, players: usize, plan: &Plan) {
        let played = (&self.announcement.map, &self.announcement.mode);
        if players == self.players && played == (&plan.map, &plan.mode) {
            return;
        }
        self.players = players;
        self.announcement.map.clone_from(&plan.map);
        self.announcement.mode.clone_from(&plan.mode);
        let updated = self
            .announcement
            .info(players)
            .and_then(|info| self.daemon.register(info));
        if let Err(error) = updated {
            tracing::warn!(%error, "the local network cannot be told who plays");
        }
    }

    /// Takes it back.
    pub fn withdraw(self) {
        if let Ok(done) = self.daemon.unregister(&self.full_name) {
            let _ = done.recv_timeout(WITHDRAW_WITHIN);
        }
        let _ = self.daemon.shutdown();
    }
}

impl Announcement {
    /// The same for every interface and address family, another for every server on a machine.
    fn id(&self) -> String {
        format!("{}-{}", self.hex(8), self.address.port())
    }

    fn hex(&self, bytes: usize) -> String {
        self.fingerprint
            .iter()
            .take(bytes)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn info(&self, players: usize) -> Result<ServiceInfo, mdns_sd::Error> {
        let id = self.id();
        let mut label = clean(&self.name, 40);
        while label.len() > MAX_LABEL_BYTES {
            label.pop();
        }
        let label = format!("{} {}-{}", label.trim_end(), self.hex(2), self.address.port());
        let host = format!("hogs-{}.local.", self.hex(6));
        let (players, seats, version) = (
            players.to_string(),
            self.seats.to_string(),
            PROTOCOL_VERSION.to_string(),
        );
        let name = clean(&self.name, 40);
        let fingerprint = self.hex(32);
        let properties = [
            ("id", id.as_str()),
            ("name", name.as_str()),
            ("map", self.map.as_str()),
            ("mode", self.mode.as_str()),
            ("players", players.as_str()),
            ("max", seats.as_str()),
            ("proto", version.as_str()),
            ("fp", fingerprint.as_str()),
        ];
        let ip = self.address.ip();
        let addresses: Vec<IpAddr> = if ip.is_unspecified() { Vec::new() } else { vec![ip] };
        let info = ServiceInfo::new(
            SERVICE,
            &label,
            &host,
            addresses.as_slice(),
            self.address.port(),
            &properties[..],
        )?;
        Ok(if ip.is_unspecified() {
            info.enable_addr_auto()
        } else {
            info
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announcement(name: &str, port: u16) -> Announcement {
        Announcement {
            name: name.to_owned(),
            map: "sty".to_owned(),
            mode: "deathmatch".to_owned(),
            seats: 16,
            address: SocketAddr::from(([0, 0, 0, 0], port)),
            fingerprint: [0xAB; 32],
        }
    }

    #[test]
    fn it_says_what_players_choose_by() {
        let info = announcement("Ada's sty", 27500).info(3).unwrap();
        let text = |key| info.get_property_val_str(key).unwrap();
        assert_eq!(
            (text("name"), text("map"), text("mode")),
            ("Ada's sty", "sty", "deathmatch")
        );
        assert_eq!((text("players"), text("max")), ("3", "16"));
        assert_eq!(text("proto"), PROTOCOL_VERSION.to_string());
        assert_eq!(text("fp"), "ab".repeat(32));
        assert_eq!(text("id"), "abababababababab-27500");
        assert_eq!(info.get_port(), 27500);
    }

    #[test]
    fn any_name_can_be_announced() {
        for name in [
            "😀".repeat(40),
            ".".repeat(90),
            "a.b\\c".to_owned(),
            String::new(),
            "\u{202E}".to_owned(),
        ] {
            let info = announcement(&name, 1).info(0).unwrap();
            assert!(info.get_fullname().len() < 255, "{name}");
        }
        assert!(
            Announcer::start(Announcement {
                address: SocketAddr::from(([127, 0, 0, 1], 1)),
                ..announcement("", 1)
            })
            .is_none()
        );
    }
}

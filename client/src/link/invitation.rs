//! What somebody else at this machine needs to come along into the match that one plays in.

use std::collections::BTreeMap;

use super::{Link, Place};
use crate::known_hosts::{Fingerprint, KnownHosts};

/// Where to, and by whose word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Address of the server.
    pub address: String,
    /// Its password; empty if it wants none.
    pub password: String,
    /// The certificates that are trusted, that of the match among them.
    pub trusted: BTreeMap<String, Fingerprint>,
}

impl Link {
    /// The way for somebody else; none outside of a match.
    #[must_use]
    pub fn invitation(&self, known: &KnownHosts) -> Option<Invitation> {
        let place = self.place.as_ref().filter(|_| self.plays())?;
        let own = self.own.as_ref().map(|own| own.fingerprint);
        Some(Invitation::to(place, &self.host, own, known.all()))
    }
}

impl Invitation {
    /// To a place that was reached at `host`, `own` being the certificate of a match of one's own.
    fn to(
        place: &Place,
        host: &str,
        own: Option<Fingerprint>,
        mut trusted: BTreeMap<String, Fingerprint>,
    ) -> Self {
        let (shown, password) = match place {
            Place::Own(_) => (own, ""),
            // What one came to trust there counts for more than what is announced.
            Place::Found(found) => (trusted.get(host).copied().or(found.fingerprint), ""),
            Place::Address { password, .. } => (None, password.as_str()),
        };
        trusted.extend(shown.map(|shown| (host.to_owned(), shown)));
        Self {
            address: host.to_owned(),
            password: password.to_owned(),
            trusted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discovery::Found;
    use crate::host::HostPlan;

    #[test]
    fn somebody_else_trusts_what_one_trusts_oneself() {
        let [own, pinned, announced] = [1, 2, 3].map(|byte| Fingerprint([byte; 32]));
        let host = "192.0.2.1:27500";
        let known = BTreeMap::from([(host.to_owned(), pinned)]);
        let trusts = |place: &Place, known: &BTreeMap<String, Fingerprint>| {
            let invitation = Invitation::to(place, host, Some(own), known.clone());
            assert_eq!(invitation.address, host);
            (invitation.trusted.get(host).copied(), invitation.password)
        };
        let quick = Place::Own(HostPlan::quick_match());
        assert_eq!(trusts(&quick, &known), (Some(own), String::new()));
        let typed = Place::Address {
            address: "example.org".to_owned(),
            password: "trough".to_owned(),
        };
        assert_eq!(trusts(&typed, &known), (Some(pinned), "trough".to_owned()));
        assert_eq!(trusts(&typed, &BTreeMap::new()).0, None);
        let found = Place::Found(Found {
            id: "1".to_owned(),
            name: "Ada's".to_owned(),
            map: "sty".to_owned(),
            mode: "deathmatch".to_owned(),
            players: 1,
            seats: 16,
            addresses: Vec::new(),
            fingerprint: Some(announced),
            same_version: true,
        });
        assert_eq!(trusts(&found, &known).0, Some(pinned));
        assert_eq!(trusts(&found, &BTreeMap::new()).0, Some(announced));
    }
}

//! Tickets: what the door promised to whom. The door issues them, the match redeems them, and both ask here whether a
//! seat is left. A token that fits no ticket is worth nothing, whatever netcode says of it.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::protocol::PROTOCOL_ID;
use hogs_shared::protocol::join::{Denial, PlayerKey};
use renetcode::{ConnectToken, NETCODE_KEY_BYTES, NETCODE_USER_DATA_BYTES};
use ring::rand::{SecureRandom, SystemRandom};

use crate::budget::network_of;

/// netcode's name for a connection: random for every connection, because the library drops a second one of the same
/// name in silence.
pub type ClientId = u64;

/// Bytes of a ticket's proof: netcode's user data.
pub const PROOF_BYTES: usize = NETCODE_USER_DATA_BYTES;
/// Seconds a token can be used to connect.
pub const TOKEN_SECONDS: u64 = 30;
/// Seconds without a packet after which either side gives a session up.
pub const TIMEOUT_SECONDS: i32 = 8;
/// The address that every token names. A placeholder: clients send to the address they reached the door at, so that
/// servers behind NAT and in containers need to know none of their own.
pub const TOKEN_ADDRESS: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 27500);
/// Bytes of a token on the wire.
const TOKEN_BYTES: usize = 2048;
/// Tickets that one network may hold at once.
const MAX_PER_NETWORK: usize = 8;

/// The key that tokens are sealed with: random at every start, known to this process only.
#[derive(Clone)]
pub struct NetcodeKey(pub [u8; NETCODE_KEY_BYTES]);

impl std::fmt::Debug for NetcodeKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("NetcodeKey(..)")
    }
}

impl NetcodeKey {
    /// A new one; nothing if the system has no random numbers.
    #[must_use]
    pub fn random() -> Option<Self> {
        random().map(Self)
    }
}

/// Random bytes; nothing if the system has none.
#[must_use]
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(bytes)
}

/// Who comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their key.
    pub key: PlayerKey,
    /// Their name, cleaned.
    pub name: String,
    /// What they drive.
    pub chassis: Chassis,
    /// How that is to be painted.
    pub coat: Coat,
}

/// What is played, as the door says it and hands it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Arena.
    pub map: String,
    /// Mode.
    pub mode: String,
    /// Hash of the rules' data.
    pub rules_hash: u64,
    /// What the arena's files are known by.
    pub arena: [u8; 32],
    /// The arena, packed, for those who lack it.
    pub offer: Arc<[u8]>,
}

/// Someone with a good ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: Person,
    /// Whether it is for what is played now: if not, they know another match.
    pub current: bool,
}

#[derive(Debug)]
struct Ticket {
    person: Person,
    /// Which bill it was issued under.
    edition: u32,
    proof: [u8; PROOF_BYTES],
    network: IpAddr,
    expires: Duration,
}

/// Tickets and seats.
#[derive(Debug)]
pub struct TicketOffice {
    key: NetcodeKey,
    seats: usize,
    tickets: BTreeMap<ClientId, Ticket>,
    /// Who is in, and by which connection.
    present: BTreeMap<PlayerKey, ClientId>,
    draining: bool,
    bill: Option<Arc<Bill>>,
    /// How many bills there were.
    edition: u32,
}

impl TicketOffice {
    /// An office for that many seats.
    #[must_use]
    pub const fn new(key: NetcodeKey, seats: usize) -> Self {
        Self {
            key,
            seats,
            tickets: BTreeMap::new(),
            present: BTreeMap::new(),
            draining: false,
            bill: None,
            edition: 0,
        }
    }

    /// From now on this is played.
    pub fn post(&mut self, bill: Arc<Bill>) {
        self.bill = Some(bill);
        self.edition = self.edition.wrapping_add(1);
    }

    /// What is played; a ticket issued before the office is let go of is for this.
    #[must_use]
    pub fn bill(&self) -> Option<Arc<Bill>> {
        self.bill.clone()
    }

    /// Whether nobody is let in any more.
    #[must_use]
    pub const fn is_draining(&self) -> bool {
        self.draining
    }

    /// Nobody is let in from now on.
    pub const fn drain(&mut self) {
        self.draining = true;
    }

    /// A token for someone at an address: a seat is held for as long as it lives.
    ///
    /// # Errors
    /// Why there is none for them.
    pub fn issue(&mut self, now: Duration, person: Person, from: IpAddr) -> Result<Vec<u8>, Denial> {
        self.tickets.retain(|_, ticket| ticket.expires > now);
        if self.draining {
            return Err(Denial::Draining);
        }
        // Whoever asks twice means the second one.
        self.tickets.retain(|_, ticket| ticket.person.key != person.key);
        let taken = self.present.len()
            + self
                .tickets
                .values()
                .filter(|ticket| !self.present.contains_key(&ticket.person.key))
                .count();
        if taken >= self.seats && !self.present.contains_key(&person.key) {
            return Err(Denial::Full(u16::try_from(self.seats).unwrap_or(u16::MAX)));
        }
        let network = network_of(from);
        let held = self
            .tickets
            .values()
            .filter(|ticket| ticket.network == network)
            .count();
        // Those who are in already take nothing from anybody: after a match all of a house come back at once.
        let returns = self.present.contains_key(&person.key);
        if held >= MAX_PER_NETWORK && !network.is_loopback() && !returns {
            return Err(Denial::TooMany);
        }
        let (client, proof) = self.name_connection().ok_or(Denial::BadRequest)?;
        let token = self.seal(now, client, &proof).ok_or(Denial::BadRequest)?;
        let expires = now + Duration::from_secs(TOKEN_SECONDS + 2);
        self.tickets.insert(
            client,
            Ticket {
                person,
                edition: self.edition,
                proof,
                network,
                expires,
            },
        );
        Ok(token)
    }

    /// A connection's random name and proof.
    fn name_connection(&self) -> Option<(ClientId, [u8; PROOF_BYTES])> {
        let client = u64::from_le_bytes(random()?);
        let mut proof = [0; PROOF_BYTES];
        let secret: [u8; 32] = random()?;
        proof.first_chunk_mut::<32>()?.copy_from_slice(&secret);
        let taken = self.tickets.contains_key(&client) || self.present.values().any(|&other| other == client);
        (!taken).then_some((client, proof))
    }

    fn seal(&self, now: Duration, client: ClientId, proof: &[u8; PROOF_BYTES]) -> Option<Vec<u8>> {
        let token = ConnectToken::generate(
            now,
            PROTOCOL_ID,
            TOKEN_SECONDS,
            client,
            TIMEOUT_SECONDS,
            vec![TOKEN_ADDRESS],
            Some(proof),
            &self.key.0,
        )
        .ok()?;
        let mut bytes = Vec::with_capacity(TOKEN_BYTES);
        token.write(&mut bytes).ok()?;
        bytes.resize(TOKEN_BYTES, 0);
        Some(bytes)
    }

    /// The person behind a connection, if it and its proof belong to one ticket. netcode takes a connection's name from
    /// one token and its user data from the challenge, so two tokens can be mixed: both are checked here.
    pub fn redeem(&mut self, now: Duration, client: ClientId, proof: &[u8; PROOF_BYTES]) -> Option<Holder> {
        let ticket = self.tickets.get(&client)?;
        if self.draining || ticket.expires <= now || ticket.proof != *proof {
            return None;
        }
        let ticket = self.tickets.remove(&client)?;
        self.enter(ticket.person.key, client);
        Some(Holder {
            person: ticket.person,
            current: ticket.edition == self.edition,
        })
    }

    /// A player is in, by this connection.
    pub fn enter(&mut self, key: PlayerKey, client: ClientId) {
        self.present.insert(key, client);
    }

    /// A connection is no more; if its player has come back by another, that one stays. True if this was the one.
    pub fn leave(&mut self, key: &PlayerKey, client: ClientId) -> bool {
        let named = self.present.get(key) == Some(&client);
        if named {
            self.present.remove(key);
        }
        named
    }

    /// Seats there are.
    #[must_use]
    pub const fn seats(&self) -> usize {
        self.seats
    }

    /// Seats that people hold.
    #[must_use]
    pub fn present(&self) -> usize {
        self.present.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));

    fn person(number: u8) -> Person {
        Person {
            key: [number; 32],
            name: format!("Player {number}"),
            chassis: Chassis::Boar,
            coat: Coat::default(),
        }
    }

    fn office(seats: usize) -> TicketOffice {
        TicketOffice::new(NetcodeKey([7; 32]), seats)
    }

    fn client_of(token: &[u8]) -> ClientId {
        ConnectToken::read(&mut &*token).unwrap().client_id
    }

    #[test]
    fn a_ticket_is_good_once_with_its_own_proof_and_in_time() {
        let mut office = office(8);
        let token = office.issue(Duration::ZERO, person(1), HOME).unwrap();
        assert_eq!(token.len(), TOKEN_BYTES);
        let client = client_of(&token);
        let other = client_of(&office.issue(Duration::ZERO, person(2), HOME).unwrap());
        let proof = office.tickets[&client].proof;
        let other_proof = office.tickets[&other].proof;
        let now = Duration::from_secs(1);
        assert_eq!(office.redeem(now, client, &other_proof), None);
        assert_eq!(office.redeem(now, other, &proof), None);
        assert_eq!(office.redeem(now, 12345, &proof), None);
        assert_eq!(office.redeem(Duration::from_secs(60), client, &proof), None);
        let holder = Holder {
            person: person(1),
            current: true,
        };
        assert_eq!(office.redeem(now, client, &proof), Some(holder));
        assert_eq!(office.redeem(now, client, &proof), None);
    }

    #[test]
    fn seats_are_held_and_freed() {
        let mut office = office(2);
        let first = client_of(&office.issue(Duration::ZERO, person(1), HOME).unwrap());
        office.issue(Duration::ZERO, person(2), HOME).unwrap();
        assert_eq!(
            office.issue(Duration::ZERO, person(3), HOME),
            Err(Denial::Full(2))
        );
        // The same player again is no third one.
        office.issue(Duration::ZERO, person(2), HOME).unwrap();
        let proof = office.tickets[&first].proof;
        assert!(office.redeem(Duration::ZERO, first, &proof).is_some());
        assert_eq!(
            office.issue(Duration::ZERO, person(3), HOME),
            Err(Denial::Full(2))
        );
        // Present players may come in again even when it is full.
        let again = client_of(&office.issue(Duration::ZERO, person(1), HOME).unwrap());
        let proof = office.tickets[&again].proof;
        assert!(office.redeem(Duration::ZERO, again, &proof).is_some());
        office.leave(&[1; 32], first);
        assert_eq!(
            office.present(),
            1,
            "the old connection must not take the new one's seat away"
        );
        office.leave(&[1; 32], again);
        assert_eq!(office.present(), 0);
        // The other ticket expires.
        let later = Duration::from_secs(60);
        office.issue(later, person(3), HOME).unwrap();
        office.issue(later, person(4), HOME).unwrap();
        office.drain();
        assert_eq!(office.issue(later, person(5), HOME), Err(Denial::Draining));
    }

    #[test]
    fn tickets_are_for_what_is_played_when_they_are_issued() {
        let mut office = office(8);
        let bill = |map: &str| {
            Arc::new(Bill {
                map: map.to_owned(),
                mode: "deathmatch".to_owned(),
                rules_hash: 1,
                arena: [0; 32],
                offer: Vec::new().into(),
            })
        };
        office.post(bill("sty"));
        let come = |office: &mut TicketOffice, number| {
            let token = office.issue(Duration::ZERO, person(number), HOME).unwrap();
            let client = client_of(&token);
            (client, office.tickets[&client].proof)
        };
        let (old, proof) = come(&mut office, 1);
        office.post(bill("gorge"));
        let (new, new_proof) = come(&mut office, 2);
        assert!(!office.redeem(Duration::ZERO, old, &proof).unwrap().current);
        assert!(office.redeem(Duration::ZERO, new, &new_proof).unwrap().current);
        assert_eq!(office.bill().unwrap().map, "gorge");
    }

    #[test]
    fn one_network_cannot_hold_every_seat_by_asking() {
        let mut office = office(64);
        for number in 0..MAX_PER_NETWORK as u8 {
            office.issue(Duration::ZERO, person(number), HOME).unwrap();
        }
        assert_eq!(
            office.issue(Duration::ZERO, person(99), HOME),
            Err(Denial::TooMany)
        );
        let elsewhere = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2));
        assert!(office.issue(Duration::ZERO, person(99), elsewhere).is_ok());
    }
}

//! Several players at one table where votes are held, and what each was told of them.

use hogs_server::authority::Customs;
use hogs_server::rotation::Rotation;
use hogs_shared::ids::HogId;
use hogs_shared::protocol::ballot::{Ballot, Decision, Plan, Refusal};
use hogs_shared::protocol::messages::Notice;

use super::{Client, Table};

/// Deathmatch in an arena of that name.
pub fn plan(map: &str) -> Plan {
    Plan {
        map: map.to_owned(),
        mode: "deathmatch".to_owned(),
    }
}

/// Those of a host who lets people vote, on one of several arenas, and has no warm-up.
pub fn customs() -> Customs {
    Customs {
        warm_up: false,
        rotation: "sty, gorge, rime, stacks".parse::<Rotation>().unwrap(),
        votes: true,
        spectators: 1,
    }
}

/// Players who are in.
pub fn crew(table: &mut Table, count: u8) -> Vec<Client> {
    let mut clients: Vec<Client> = (1..=count).map(|number| table.client(number)).collect();
    ticks(table, 40, &mut clients);
    assert_eq!(table.authority.players(), usize::from(count));
    clients
}

/// Passes some ticks with all of them there.
pub fn ticks(table: &mut Table, count: u32, clients: &mut [Client]) {
    let mut present: Vec<&mut Client> = clients.iter_mut().collect();
    table.ticks(count, &mut present);
}

/// The seat of their own hog.
pub fn own(client: &Client) -> HogId {
    client.snapshot.as_ref().unwrap().own
}

/// How the newest vote stands, as they were told it.
pub fn ballot(client: &Client) -> Option<&Ballot> {
    let mut ballots = client.told.iter().filter_map(|notice| match notice {
        Notice::Ballot(ballot) => Some(ballot),
        _ => None,
    });
    ballots.next_back()
}

/// The newest refusal that they were told.
pub fn refusal(client: &Client) -> Option<Refusal> {
    let mut refused = client.told.iter().filter_map(|notice| match notice {
        Notice::Refused(refusal) => Some(*refusal),
        _ => None,
    });
    refused.next_back()
}

/// All that was decided, as they were told it.
pub fn decisions(client: &Client) -> Vec<&Decision> {
    let decided = client.told.iter().filter_map(|notice| match notice {
        Notice::Decided(decision) => Some(decision),
        _ => None,
    });
    decided.collect()
}

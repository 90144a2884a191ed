//! What the unit tests of this module stand on: a match, what a client is told of it, and a session that listens.

use std::sync::Arc;
use std::time::Duration;

use renetcode::ConnectToken;

use super::join::Ticket;
use super::session::Session;
use crate::arena::{Arena, Inputs, Join, Rules};
use crate::assets::AssetFolder;
use crate::ids::{Chassis, HogId};
use crate::mode::Mode;
use crate::protocol::PROTOCOL_ID;
use crate::protocol::frame::seat_set;
use crate::protocol::join::Welcome;
use crate::protocol::snapshot::Snapshot;

/// A match with so many hogs, just in play.
pub(super) fn crowd(hogs: u8) -> Arena {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    let mut arena = Arena::new(Arc::new(Rules::new(Mode::Deathmatch, data).unwrap()), 1);
    let join = |hog| Join::new(HogId(hog), Chassis::Boar);
    arena.step(&Inputs {
        joins: (0..hogs).map(join).collect(),
        ..Inputs::default()
    });
    arena.step(&Inputs::default());
    arena
}

/// What the client on the first seat is told of a match.
pub(super) fn told(arena: &Arena) -> Snapshot {
    Snapshot {
        tick: arena.tick(),
        step: 2,
        input_used: None,
        seats: seat_set(arena.hogs().map(|hog| hog.id)),
        own: HogId(0),
        hogs: arena.hogs().cloned().collect(),
        pickups: arena.pickup_bits(),
        game: arena.game().clone(),
    }
}

/// A session by the rules of a match, with a ticket to nowhere.
pub(super) fn session(arena: &Arena) -> Session {
    let nowhere = vec![([127, 0, 0, 1], 1).into()];
    let token =
        ConnectToken::generate(Duration::ZERO, PROTOCOL_ID, 30, 1, 15, nowhere, None, &[7; 32]).unwrap();
    let mut bytes = Vec::new();
    token.write(&mut bytes).unwrap();
    let ticket = Ticket {
        welcome: Welcome {
            token: bytes,
            port: 0,
            server: String::new(),
            map: arena.rules().map.clone(),
            mode: Mode::Deathmatch.name().to_owned(),
            rules_hash: arena.rules().hash,
            arena: [0; 32],
        },
        fingerprint: [0; 32],
        arena: None,
    };
    Session::new(&ticket, arena.rules().clone(), Duration::ZERO).unwrap()
}

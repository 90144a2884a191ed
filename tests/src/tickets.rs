//! Tickets without the conversation at the door, for servers that run inside a test.

use std::net::IpAddr;
use std::time::Duration;

use hogs_server::tickets::{Person, TicketOffice};
use renetcode::ConnectToken;

use crate::client::Problem;

/// A token, as the door would give it after its conversation, for somebody who has a place among so many.
///
/// The office draws connections' names at random, and everything the server keeps by name it goes through in that
/// order. So that no seed is at the mercy of these draws, tokens are asked for until the name fits the place.
///
/// # Errors
/// In the words of the office.
pub fn issue(
    office: &mut TicketOffice,
    now: Duration,
    person: &Person,
    from: IpAddr,
    (place, places): (usize, usize),
) -> Result<Vec<u8>, Problem> {
    loop {
        let token = office
            .issue(now, person.clone(), from)
            .map_err(|denial| denial.to_string())?;
        let client = ConnectToken::read(&mut token.as_slice())?.client_id;
        if (u128::from(client) * places as u128) >> 64 == place as u128 {
            return Ok(token);
        }
    }
}

//! What one writes first: the whole state of everyone to everyone, by bincode, over renet's unreliable channel.

use std::collections::HashSet;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;

use hogs_shared::math::Vec3;
use hogs_shared::tick::TICKS_PER_SECOND;
use hogs_tests::client::Problem;
use renet::{Bytes, ConnectionConfig, DefaultChannel, RenetClient, RenetServer};
use renet_netcode::{
    ClientAuthentication, NetcodeClientTransport, NetcodeServerTransport, ServerAuthentication, ServerConfig,
};
use serde::{Deserialize, Serialize};

use crate::clients::{Client, Sight};
use crate::clock::{MatchClock, since_epoch};
use crate::proxy::bind;
use crate::record::Record;
use crate::stack::Part;
use crate::stacks::hogs::SNAPSHOTS_PER_S;
use crate::told::{Motion, Told, Vitals, ask, pack, unpack};

/// Ticks from one snapshot to the next.
pub const SNAPSHOT_TICKS: u64 = (TICKS_PER_SECOND / SNAPSHOTS_PER_S) as u64;
/// Names this protocol to netcode.
pub const PROTOCOL: u64 = 0x0050_6565_7273;

const TICK: Duration = Duration::from_nanos(1_000_000_000 / TICKS_PER_SECOND as u64);

/// Everyone, at one tick.
#[derive(Serialize, Deserialize)]
struct Snapshot<T> {
    tick: u32,
    hogs: Vec<T>,
}

/// renet's server side of netcode, the way its guide sets it up; payloads are encrypted.
///
/// # Errors
/// If there is no socket.
pub fn server_transport(part: &Part) -> Result<NetcodeServerTransport, Problem> {
    let socket = bind(part.server_port)?;
    let config = ServerConfig {
        current_time: since_epoch(),
        max_clients: part.clients,
        protocol_id: PROTOCOL,
        public_addresses: [part.server_port, part.proxy_port]
            .map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
            .to_vec(),
        authentication: ServerAuthentication::Unsecure,
    };
    Ok(NetcodeServerTransport::new(config, socket)?)
}

/// The client's side.
///
/// # Errors
/// If there is no socket.
pub fn client_transport(part: &Part, seat: usize) -> Result<NetcodeClientTransport, Problem> {
    let authentication = ClientAuthentication::Unsecure {
        protocol_id: PROTOCOL,
        client_id: seat as u64 + 1,
        server_addr: (Ipv4Addr::LOCALHOST, part.proxy_port).into(),
        user_data: None,
    };
    let socket: UdpSocket = bind(0)?;
    Ok(NetcodeClientTransport::new(
        since_epoch(),
        authentication,
        socket,
    )?)
}

fn encode(message: &impl Serialize) -> Result<Vec<u8>, Problem> {
    Ok(bincode::serde::encode_to_vec(
        message,
        bincode::config::standard(),
    )?)
}

/// The server: replays the record.
///
/// # Errors
/// If it fails.
pub fn serve(part: &Part, record: &Record) -> Result<(), Problem> {
    let mut server = RenetServer::new(ConnectionConfig::default());
    let mut transport = server_transport(part)?;
    let clock = part.clock();
    let mut heard = HashSet::new();
    println!("up");
    for tick in 0..part.lifetime_ticks() {
        std::thread::sleep(
            clock
                .due(tick)
                .saturating_duration_since(std::time::Instant::now()),
        );
        server.update(TICK);
        transport.update(TICK, &mut server)?;
        while server.get_event().is_some() {}
        for client in server.clients_id() {
            while server
                .receive_message(client, DefaultChannel::Unreliable)
                .is_some()
            {
                heard.insert(client);
            }
        }
        if tick.is_multiple_of(SNAPSHOT_TICKS) {
            // Encoded once for all.
            let message = Bytes::from(snapshot(part, record, tick)?);
            for client in server.clients_id() {
                // What is sent to one who has not been heard would starve the packet that ends the handshake.
                if heard.contains(&client) {
                    server.send_message(client, DefaultChannel::Unreliable, message.clone());
                }
            }
        }
        transport.send_packets(&mut server);
    }
    Ok(())
}

fn snapshot(part: &Part, record: &Record, tick: u64) -> Result<Vec<u8>, Problem> {
    let told = (0..record.hogs).map(|hog| record.at(tick, hog).told);
    let tick = tick as u32;
    if part.stack.quantised() {
        let hogs: Vec<(Motion, Vitals)> = told.map(|told| pack(&told)).collect();
        encode(&Snapshot { tick, hogs })
    } else {
        let hogs: Vec<Told> = told.collect();
        encode(&Snapshot { tick, hogs })
    }
}

/// All clients of a run.
///
/// # Errors
/// If they fail.
pub fn attend(part: &Part, record: &Record) -> Result<(), Problem> {
    crate::clients::run(part, record, &|seat| {
        Ok(Listener {
            client: RenetClient::new(ConnectionConfig::default()),
            transport: client_transport(part, seat)?,
            quantised: part.stack.quantised(),
            clock: part.clock(),
            record,
            seat,
            newest: 0,
            hogs: Vec::new(),
        })
    })
}

/// One client.
struct Listener<'a> {
    client: RenetClient,
    transport: NetcodeClientTransport,
    quantised: bool,
    clock: MatchClock,
    record: &'a Record,
    seat: usize,
    newest: u32,
    hogs: Vec<Told>,
}

impl Listener<'_> {
    fn take(&mut self, message: &[u8]) -> Result<(), Problem> {
        let config = bincode::config::standard();
        let (tick, hogs) = if self.quantised {
            let (snapshot, _): (Snapshot<(Motion, Vitals)>, usize) =
                bincode::serde::decode_from_slice(message, config)?;
            let hogs = snapshot
                .hogs
                .iter()
                .map(|(motion, vitals)| unpack(motion, vitals));
            (snapshot.tick, hogs.collect())
        } else {
            let (snapshot, _): (Snapshot<Told>, usize) = bincode::serde::decode_from_slice(message, config)?;
            (snapshot.tick, snapshot.hogs)
        };
        if tick > self.newest {
            self.newest = tick;
            self.hogs = hogs;
        }
        Ok(())
    }
}

impl Client for Listener<'_> {
    fn frame(&mut self) -> Result<(), Problem> {
        self.client.update(TICK);
        self.transport.update(TICK, &mut self.client)?;
        if !self.client.is_connected() {
            return Ok(());
        }
        while let Some(message) = self.client.receive_message(DefaultChannel::Unreliable) {
            self.take(&message)?;
        }
        let controls = self.record.at(self.clock.ticks() as u64, self.seat).controls;
        let asked = ask(&controls).to_vec();
        self.client.send_message(DefaultChannel::Unreliable, asked);
        Ok(self.transport.send_packets(&mut self.client)?)
    }

    fn knows_all(&mut self) -> bool {
        self.hogs.len() == self.record.hogs
    }

    fn sights(&mut self, into: &mut Vec<Sight>) {
        let in_play = self.hogs.iter().enumerate().filter(|(_, told)| told.in_play());
        into.extend(in_play.map(|(hog, told)| Sight {
            hog,
            newest: Vec3::from_array(told.position),
            interpolated: None,
        }));
    }
}

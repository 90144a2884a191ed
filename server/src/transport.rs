//! The UDP socket: buffers large enough for everyone at once, a bounded number of datagrams per look, and counts of
//! what went over the wire. What the datagrams mean is decided in [`crate::sessions`].

#[cfg(target_os = "linux")]
use std::io::IoSlice;
use std::io::{self, ErrorKind};
use std::net::{SocketAddr, UdpSocket};

use hogs_shared::protocol::HEADER_BYTES;
use serde::Serialize;
use socket2::{Domain, Protocol, Socket, Type};

use crate::sessions::Outbox;

/// Buffers asked for, each way: with the kernel's default only half of 256 clients in lockstep could connect.
const BUFFER_BYTES: usize = 4 << 20;
/// Most datagrams taken in one look. What is more waits in the kernel's buffer, or is dropped there.
const MAX_PER_LOOK: usize = 512;
/// Most datagrams that are handed to the system at once.
#[cfg(target_os = "linux")]
const MAX_PER_SEND: usize = 64;
/// Longer ones than this are cut by the socket, and then refused by the guard for their size.
const RECEIVE_BYTES: usize = 2048;

/// Bytes and datagrams one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Traffic {
    /// Datagrams.
    pub datagrams: u64,
    /// Bytes of UDP payload.
    pub bytes: u64,
    /// Bytes with 28 more for each datagram's IP and UDP headers.
    pub bytes_with_headers: u64,
}

impl Traffic {
    const fn count(&mut self, bytes: usize) {
        self.datagrams += 1;
        self.bytes += bytes as u64;
        self.bytes_with_headers += (bytes + HEADER_BYTES) as u64;
    }
}

/// The socket and its counters.
#[derive(Debug)]
pub struct Transport {
    socket: UdpSocket,
    buffer: Box<[u8]>,
    /// What came in.
    pub received: Traffic,
    /// What went out.
    pub sent: Traffic,
    /// Datagrams that the system would not take.
    pub unsent: u64,
}

impl Transport {
    /// Binds a socket.
    ///
    /// # Errors
    /// What the system said.
    pub fn bind(address: SocketAddr) -> io::Result<Self> {
        let socket = Socket::new(Domain::for_address(address), Type::DGRAM, Some(Protocol::UDP))?;
        if address.is_ipv6() {
            // One socket for both families, where the system can.
            let _ = socket.set_only_v6(false);
        }
        socket.bind(&address.into())?;
        socket.set_nonblocking(true)?;
        // Linux reports twice what it grants of a request.
        let _ = socket.set_recv_buffer_size(BUFFER_BYTES);
        let _ = socket.set_send_buffer_size(BUFFER_BYTES);
        let (receive, send) = (
            socket.recv_buffer_size().unwrap_or_default(),
            socket.send_buffer_size().unwrap_or_default(),
        );
        if receive < BUFFER_BYTES || send < BUFFER_BYTES {
            tracing::warn!(
                receive,
                send,
                asked = BUFFER_BYTES,
                "the system grants smaller UDP buffers than asked for; with very many players, raise net.core.rmem_max \
                 and net.core.wmem_max"
            );
        }
        Ok(Self {
            socket: socket.into(),
            buffer: vec![0; RECEIVE_BYTES].into(),
            received: Traffic::default(),
            sent: Traffic::default(),
            unsent: 0,
        })
    }

    /// Where it is bound.
    ///
    /// # Errors
    /// What the system said.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Hands over what has come in, as much as one look takes. Errors of single datagrams (Windows reports unreachable
    /// peers here) are nobody's concern.
    pub fn receive(&mut self, mut take: impl FnMut(SocketAddr, &mut [u8])) {
        for _ in 0..MAX_PER_LOOK {
            match self.socket.recv_from(&mut self.buffer) {
                Ok((length, from)) => {
                    self.received.count(length);
                    if let Some(datagram) = self.buffer.get_mut(..length) {
                        take(from, datagram);
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => {}
            }
        }
    }

    /// Sends datagrams. What the system does not take is lost, like anything on a network.
    pub fn send(&mut self, outbox: Outbox) {
        let mut rest = outbox.as_slice();
        while !rest.is_empty() {
            let (went, left) = rest.split_at(self.send_some(rest));
            for (_, datagram) in went {
                self.sent.count(datagram.len());
            }
            // The first of those left is the one that the system did not take.
            self.unsent += u64::from(went.is_empty());
            rest = if went.is_empty() { &left[1..] } else { left };
        }
    }

    /// Sends the first of these in one call, as many as the system takes, and says how many. Each call wakes those who
    /// wait for datagrams on this machine, so many together cost much less than each on its own.
    #[cfg(target_os = "linux")]
    fn send_some(&self, outbox: &[(SocketAddr, Vec<u8>)]) -> usize {
        use rustix::net::addr::SocketAddrArg;
        use rustix::net::{MMsgHdr, SendAncillaryBuffer, SendFlags, sendmmsg};
        let some = &outbox[..outbox.len().min(MAX_PER_SEND)];
        let to: Vec<_> = some.iter().map(|(to, _)| to.as_any()).collect();
        let bytes: Vec<_> = some
            .iter()
            .map(|(_, datagram)| [IoSlice::new(datagram)])
            .collect();
        let mut control: Vec<_> = some.iter().map(|_| SendAncillaryBuffer::default()).collect();
        let mut messages: Vec<_> = to
            .iter()
            .zip(&bytes)
            .zip(&mut control)
            .map(|((to, bytes), control)| MMsgHdr::new_with_addr(to, bytes, control))
            .collect();
        sendmmsg(&self.socket, &mut messages, SendFlags::empty()).unwrap_or(0)
    }

    /// Sends the first of these, and says how many that was.
    #[cfg(not(target_os = "linux"))]
    fn send_some(&self, outbox: &[(SocketAddr, Vec<u8>)]) -> usize {
        outbox.first().map_or(0, |(to, datagram)| {
            usize::from(self.socket.send_to(datagram, to).is_ok())
        })
    }
}

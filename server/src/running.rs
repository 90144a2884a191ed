//! A server that runs, as whoever started it holds on to it: a binary, a client that hosts a match, a test.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use thiserror::Error;

use crate::match_loop::{Command, Status};
use crate::report::Report;

mod console;
mod error;
mod start;

pub use console::Console;
pub use error::ServerError;
pub use start::{Server, load_rules};

/// A server that runs. Dropping it stops it.
#[derive(Debug)]
pub struct RunningServer {
    address: SocketAddr,
    fingerprint: [u8; 32],
    stop: Arc<AtomicBool>,
    commands: SyncSender<Command>,
    status: Arc<Mutex<Status>>,
    match_thread: Option<JoinHandle<Report>>,
}

impl RunningServer {
    /// Where it is bound; the port is the real one, whatever was asked for.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// SHA-256 of its certificate.
    #[must_use]
    pub const fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// Something that stops it, from any thread. Players are told; it takes a fraction of a second.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.stop.clone())
    }

    /// Has it stop. Returns at once; see [`RunningServer::wait`].
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it has ended, by itself or because it was told to.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.match_thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Says something to everyone, as the server. False if too much is being said.
    pub fn say(&self, line: &str) -> bool {
        self.commands.try_send(Command::Say(line.to_owned())).is_ok()
    }

    /// A way to say things from another thread.
    #[must_use]
    pub fn console(&self) -> Console {
        Console {
            stop: self.stop.clone(),
            commands: self.commands.clone(),
            status: self.status.clone(),
        }
    }

    /// How the match stands, at most a second old.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it has ended: until its time is up, or it is told to stop.
    ///
    /// # Errors
    /// [`Broken`] if the match panicked: that is a defect, and must not look like an end.
    pub fn wait(mut self) -> Result<Report, Broken> {
        match self.match_thread.take().map(JoinHandle::join) {
            Some(Ok(report)) => Ok(report),
            Some(Err(payload)) => Err(Broken::of(payload.as_ref())),
            None => Ok(Report::default()),
        }
    }

    /// Has the match panic, so that what comes of it can be seen.
    pub fn break_on_purpose(&self) {
        let _ = self.commands.try_send(Command::Break);
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.match_thread.take() {
            let _ = thread.join();
        }
    }
}

/// The match broke by a mistake in the game.
#[derive(Debug, Error)]
#[error(
    "The match broke by a mistake in the game ({0}); what was recorded of it is kept. Please tell those you have the game from \
     what stands above"
)]
pub struct Broken(String);

impl Broken {
    fn of(payload: &(dyn std::any::Any + Send)) -> Self {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        Self(text.unwrap_or("without a word").trim_end_matches('.').to_owned())
    }
}

/// Stops a server.
#[derive(Clone, Debug)]
pub struct Stopper(Arc<AtomicBool>);

impl Stopper {
    /// Has it stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

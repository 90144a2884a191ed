//! What a line means that a host types: how the match stands, or a command to it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, PoisonError};

use hogs_shared::protocol::ballot::Plan;
use hogs_shared::tick::TICKS_PER_SECOND;

use crate::match_loop::{Command, Status};

/// A host's hands on a running server.
#[derive(Clone, Debug)]
pub struct Console {
    pub(super) stop: Arc<AtomicBool>,
    pub(super) commands: SyncSender<Command>,
    pub(super) status: Arc<Mutex<Status>>,
}

impl Console {
    /// Does what a line asks for, and returns what to print.
    #[must_use]
    pub fn run(&self, line: &str) -> Option<String> {
        let (verb, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        match verb {
            "" => None,
            "quit" | "stop" | "exit" => {
                self.stop.store(true, Ordering::Relaxed);
                None
            }
            "status" => {
                let status = self.status.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let Status {
                    tick,
                    people,
                    bots,
                    seats,
                    plan,
                } = status;
                let seconds = tick / TICKS_PER_SECOND;
                let names = if people.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", people.join(", "))
                };
                Some(format!(
                    "{} of {seats} seats taken{names}, {bots} bots, {seconds} s played, {} in {} now.",
                    people.len(),
                    plan.mode,
                    plan.map
                ))
            }
            "say" if !rest.is_empty() => self.send(Command::Say(rest.to_owned())),
            "kick" if !rest.is_empty() => self.send(Command::Kick(rest.trim().to_owned())),
            "restart" => self.send(Command::Restart),
            "map" if !rest.is_empty() => {
                let (map, mode) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
                let played = self
                    .status
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .plan
                    .clone();
                let mode = if mode.is_empty() {
                    &played.mode
                } else {
                    mode.trim()
                };
                self.send(Command::Play(Plan {
                    map: map.to_owned(),
                    mode: mode.to_owned(),
                }))
            }
            _ => Some("Commands: status, say TEXT, map ARENA [MODE], restart, kick NAME, quit.".to_owned()),
        }
    }

    /// Has the match do something; what to print if it cannot.
    fn send(&self, command: Command) -> Option<String> {
        let sent = self.commands.try_send(command).is_ok();
        (!sent).then(|| "Too much is being said at once.".to_owned())
    }
}

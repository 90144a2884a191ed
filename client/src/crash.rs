//! When the game breaks: a file in the player's folder says what happened, and a sentence on standard error where it is.
//! Nothing here may break or hang itself: one thread waits for nothing else than to write that file, whoever broke waits
//! for it only so long, and it never waits for a lock that somebody may have died with.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use bevy::prelude::*;

use crate::home::Home;

mod account;
mod file;
mod keeper;
mod log;
mod privacy;
mod rehearsal;

pub use file::news;
pub use log::layer;
pub use rehearsal::Breakage;
pub(crate) use rehearsal::rehearse;

/// What broke, and where.
#[derive(Debug)]
pub(crate) struct Broken {
    /// In its own words.
    pub(crate) message: String,
    /// File, line and column of the source.
    pub(crate) place: String,
    /// Name of the thread.
    thread: String,
    /// How it came there.
    backtrace: Option<std::backtrace::Backtrace>,
}

/// How much goes down with a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The game.
    Game,
    /// The match that is played; the menu is there.
    Match,
    /// Something one can do without.
    Part,
}

impl Reach {
    /// Threads of the server in this process and of the link have names of their own, so does what others bring along.
    fn of(thread: &str) -> Self {
        match thread {
            "session" | "join" => Self::Match,
            "look" | "goodbye" | "sound" | "mDNS_daemon" => Self::Part,
            _ if thread.starts_with("hogs-") => Self::Match,
            _ if thread.starts_with("cpal") => Self::Part,
            _ => Self::Game,
        }
    }
}

/// Whether the game goes down, and that has been told.
static DOWN: AtomicBool = AtomicBool::new(false);
/// What was written of a match that went down; nothing of it was taken yet.
static MATCH: Mutex<Option<PathBuf>> = Mutex::new(None);

thread_local! {
    /// Whether what breaks on this thread is somebody's business already.
    static QUIET: Cell<bool> = const { Cell::new(false) };
    /// What broke quietly.
    static QUIETLY: RefCell<Option<Broken>> = const { RefCell::new(None) };
}

/// Keeps watch from now on, the files being written into `home`.
pub fn watch(home: &Home) {
    if !keeper::start(home) {
        return;
    }
    let usual = panic::take_hook();
    // Who asked for backtraces looks at the terminal, and wants what they are used to.
    let wordy = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| !value.is_empty() && value != "0");
    panic::set_hook(Box::new(move |info| {
        if wordy && !QUIET.get() {
            usual(info);
        }
        on_panic(info);
    }));
}

fn on_panic(info: &PanicHookInfo<'_>) {
    let thread = std::thread::current();
    let broken = |backtrace| Broken {
        message: info.payload_as_str().unwrap_or("without a word").to_owned(),
        place: info.location().map(ToString::to_string).unwrap_or_default(),
        thread: thread.name().unwrap_or("without a name").to_owned(),
        backtrace,
    };
    if QUIET.get() {
        QUIETLY.replace(Some(broken(None)));
        return;
    }
    // What breaks after the game, on its way out, is no news.
    if !DOWN.load(Ordering::Relaxed) {
        keeper::tell(broken(Some(std::backtrace::Backtrace::force_capture())));
    }
}

/// Does something that may break, as others' code does that knows no other way to say no.
pub(crate) fn attempt<T>(work: impl FnOnce() -> T) -> Result<T, Broken> {
    QUIET.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(false);
    done.map_err(|payload| {
        let said = QUIETLY.take();
        said.unwrap_or_else(|| Broken {
            // Nobody keeps watch, as in a test.
            message: message(payload.as_ref()),
            place: String::new(),
            thread: String::new(),
            backtrace: None,
        })
    })
}

/// What a panic says.
fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("without a word").to_owned()
}

/// Does what the game is there for. Nothing comes back if it broke, which has been told by then.
pub fn guard<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Whether the game goes down, and that has been told.
#[must_use]
pub fn is_told() -> bool {
    DOWN.load(Ordering::Relaxed)
}

/// What was written of the match that went down, once.
pub(crate) fn take_match() -> Option<PathBuf> {
    MATCH.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Tells that the game must end though nothing panicked.
pub(crate) fn end(what: String) {
    if DOWN.load(Ordering::Relaxed) {
        return;
    }
    let broken = Broken {
        message: what,
        place: String::new(),
        thread: std::thread::current().name().unwrap_or_default().to_owned(),
        backtrace: None,
    };
    keeper::tell(broken);
}

/// The value behind a lock, unless somebody holds on to it.
fn peek<T: Clone>(lock: &Mutex<T>) -> Option<T> {
    let until = Instant::now() + Duration::from_millis(200);
    loop {
        match lock.try_lock() {
            Ok(value) => return Some(value.clone()),
            Err(TryLockError::Poisoned(value)) => return Some(value.into_inner().clone()),
            Err(TryLockError::WouldBlock) if Instant::now() > until => return None,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Keeps account of what the game is doing, and has it end in good order if a thread of it broke beside the first.
pub fn plugin(app: &mut App) {
    app.add_systems(Startup, account::look_around)
        .add_systems(Last, account::keep)
        .add_systems(First, leave);
}

fn leave(mut exit: MessageWriter<AppExit>, mut gone: Local<bool>) {
    if is_told() && !*gone {
        *gone = true;
        exit.write(AppExit::error());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_takes_down_no_more_than_needs_it() {
        for (thread, reach) in [
            ("main", Reach::Game),
            ("without a name", Reach::Game),
            ("IO Task Pool (0)", Reach::Game),
            ("hogs-match", Reach::Match),
            ("session", Reach::Match),
            ("look", Reach::Part),
            ("cpal_alsa_out", Reach::Part),
        ] {
            assert_eq!(Reach::of(thread), reach, "{thread}");
        }
    }

    #[test]
    fn what_is_attempted_may_break() {
        assert_eq!(attempt(|| 3).unwrap(), 3);
        let broken = attempt(|| panic!("no {}", "display")).unwrap_err();
        assert_eq!(broken.message, "no display");
    }

    #[test]
    fn a_lock_that_somebody_holds_or_died_with_stops_nobody() {
        let lock = Mutex::new(7);
        let held = lock.lock().unwrap();
        assert_eq!(peek(&lock), None);
        drop(held);
        let died = panic::catch_unwind(AssertUnwindSafe(|| {
            let _held = lock.lock().unwrap();
            panic::resume_unwind(Box::new("gone"));
        }));
        assert!(died.is_err() && lock.is_poisoned());
        assert_eq!(peek(&lock), Some(7));
    }
}

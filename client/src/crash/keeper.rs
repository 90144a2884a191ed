//! The thread that writes down what broke, so that whoever broke need not, and the words for it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::privacy::Private;
use super::{Broken, DOWN, MATCH, QUIET, Reach, account, file, log, peek};
use crate::graphics;
use crate::home::Home;
use crate::replay::library;

/// Breaks that may wait to be written down.
const WAITING_MOST: usize = 4;
/// How long whoever broke waits until it is written down.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long the game may take to end in good order before it is ended.
const END_PATIENCE: Duration = Duration::from_secs(20);
/// Most of a message that is kept, letters.
const MESSAGE_MOST: usize = 2000;
/// Most lines of a backtrace that are kept.
const BACKTRACE_LINES_MOST: usize = 240;
/// Most letters of each.
const LINE_MOST: usize = 160;
/// Most files that one run writes: what breaks over and over says nothing new.
const FILES_MOST: usize = 4;

/// Something that broke, and who waits for it to be written down.
struct Call {
    broken: Broken,
    done: SyncSender<()>,
}

static DESK: OnceLock<SyncSender<Call>> = OnceLock::new();

/// Starts it, once. Whether it was.
pub(super) fn start(home: &Home) -> bool {
    let (sender, calls) = sync_channel(WAITING_MOST);
    let mut keeper = Keeper {
        home: home.clone(),
        began: Instant::now(),
        files: 0,
    };
    let thread = std::thread::Builder::new().name("keeper".to_owned());
    let work = move || {
        // Should it break itself, there is nobody left to tell.
        QUIET.set(true);
        keeper.run(&calls);
    };
    DESK.set(sender).is_ok() && thread.spawn(work).is_ok()
}

/// Has something written down, and waits for that as long as it is worth.
pub(super) fn tell(broken: Broken) {
    let (done, written) = sync_channel(1);
    let told = DESK
        .get()
        .is_some_and(|desk| desk.try_send(Call { broken, done }).is_ok());
    if told {
        let _ = written.recv_timeout(PATIENCE);
    }
}

struct Keeper {
    home: Home,
    began: Instant,
    files: usize,
}

impl Keeper {
    fn run(&mut self, calls: &Receiver<Call>) {
        loop {
            let call = if DOWN.load(Ordering::Relaxed) {
                calls.recv_timeout(END_PATIENCE)
            } else {
                calls.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match call {
                Ok(call) => {
                    self.write_down(&call.broken);
                    let _ = call.done.try_send(());
                }
                Err(RecvTimeoutError::Timeout) => std::process::exit(1),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn write_down(&mut self, broken: &Broken) {
        if DOWN.load(Ordering::Relaxed) || self.files >= FILES_MOST {
            return;
        }
        self.files += 1;
        let reach = Reach::of(&broken.thread);
        let text = self.text(broken, reach);
        let written = file::write(&self.home, &text, reach == Reach::Game);
        let mut sentence = match reach {
            Reach::Game => "Hogs broke and ends itself. ".to_owned(),
            Reach::Match => "The match broke, and the game goes on. ".to_owned(),
            Reach::Part => "A part of the game broke, and the rest goes on. ".to_owned(),
        };
        match &written {
            Ok(path) => {
                let shown = path.display();
                let _ = write!(
                    sentence,
                    "What happened is in {shown}: please send that file to whoever you have the game from."
                );
            }
            Err(error) => {
                let message = one_line(&broken.message);
                let _ = write!(
                    sentence,
                    "No file about it could be written ({error}); it was: {message} ({}).",
                    broken.place
                );
            }
        }
        if graphics::is_to_blame(broken) {
            let _ = write!(sentence, " {}", graphics::advice());
        }
        match reach {
            Reach::Game => DOWN.store(true, Ordering::Relaxed),
            Reach::Match => *MATCH.lock().unwrap_or_else(PoisonError::into_inner) = written.ok(),
            Reach::Part => {}
        }
        let _ = writeln!(std::io::stderr(), "hogs: {sentence}");
    }

    /// The file.
    fn text(&self, broken: &Broken, reach: Reach) -> String {
        let account = peek(&account::ACCOUNT).unwrap_or_default();
        let private = Private::new(&self.home, &account.private);
        let mut text = match reach {
            _ if graphics::is_to_blame(broken) => {
                "What draws the picture failed, and Hogs ended itself: that may be a mistake of the driver or of the game.\n"
            }
            Reach::Game => "Hogs broke and ended itself: that is a mistake in the game, and not yours.\n",
            Reach::Match => {
                "A match broke, and the game went on: that is a mistake in the game, and not yours.\n"
            }
            Reach::Part => "A part of the game broke, and the rest went on.\n",
        }
        .to_owned();
        text.push_str(
            "This file says what happened. It holds nothing of who you are, where you play or with whom; please send it \
             to whoever you have the game from.\n\n",
        );
        let message: String = broken.message.chars().take(MESSAGE_MOST).collect();
        let replay = account.records.then(|| newest_replay(&self.home)).flatten();
        let replay = replay.unwrap_or_else(|| "none".to_owned());
        for (what, said) in [
            ("What happened", private.hide(message.trim())),
            ("Where", private.hide_places(&broken.place)),
            ("Thread", private.hide_places(&broken.thread)),
            ("Version", account::version()),
            ("System", account::system()),
            ("Graphics", account.graphics.clone()),
            ("Doing", private.hide(&account.doing())),
            ("Recording", replay),
            ("Running for", format!("{} s", self.began.elapsed().as_secs())),
        ] {
            let _ = writeln!(text, "{what}: {said}");
        }
        text.push_str("\nThe last lines of the log:\n");
        for line in log::last() {
            let _ = writeln!(text, "  {}", private.hide(&line));
        }
        text.push_str("\nHow it came there:\n");
        let backtrace = broken.backtrace.as_ref().map(ToString::to_string);
        let backtrace = backtrace.unwrap_or_else(|| "  nothing is known of that\n".to_owned());
        for line in backtrace.lines().take(BACKTRACE_LINES_MOST) {
            let line: String = private.hide_places(line).chars().take(LINE_MOST).collect();
            let _ = writeln!(text, "{line}");
        }
        text
    }
}

/// The replay that is being recorded, by its name.
fn newest_replay(home: &Home) -> Option<String> {
    let files = std::fs::read_dir(library::folder(home)).ok()?;
    let names = files
        .flatten()
        .filter_map(|file| file.file_name().into_string().ok());
    names.max()
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(300).collect()
}

//! What a host types, or a panel writes, on standard input: one command a line. The end of input is no command, because
//! services run with none at all.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::SyncSender;

use hogs_shared::protocol::text;

/// Longest line that is heard, bytes.
const MAX_LINE_BYTES: u64 = 1024;

/// What the host wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Stop, gracefully.
    Quit,
    /// Say how things are.
    Status,
    /// Tell all players something, cleaned.
    Say(String),
    /// Something else; what there is should be said.
    Unknown(String),
}

/// Listens to standard input on a thread of its own, for as long as anyone hears. The thread is not waited for: nothing
/// can wake it from a read of a terminal.
///
/// # Errors
/// When the system gives no thread.
pub fn listen(commands: SyncSender<Command>) -> io::Result<()> {
    let listen = move || hear(&mut io::stdin().lock(), &commands);
    std::thread::Builder::new().name("console".to_owned()).spawn(listen).map(drop)
}

/// Reads commands until the input ends or nobody hears them any more.
pub fn hear(input: &mut impl BufRead, commands: &SyncSender<Command>) {
    let mut line = Vec::new();
    loop {
        line.clear();
        match input.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let whole = line.ends_with(b"\n") || (line.len() as u64) < MAX_LINE_BYTES;
        if !whole && !skip_line(input) {
            return;
        }
        if let Some(command) = parse(&String::from_utf8_lossy(&line))
            && commands.send(command).is_err()
        {
            return;
        }
    }
}

/// Reads on to the end of the line and forgets it. False at the end of input.
fn skip_line(input: &mut impl BufRead) -> bool {
    loop {
        let Ok(held) = input.fill_buf() else { return false };
        if held.is_empty() {
            return false;
        }
        let end = held.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(held.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return true;
        }
    }
}

/// What a line means; nothing for an empty one.
#[must_use]
pub fn parse(line: &str) -> Option<Command> {
    let line = text::clean(line, MAX_LINE_BYTES as usize);
    let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
    match (word, rest) {
        ("", _) => None,
        ("quit", "") => Some(Command::Quit),
        ("status", "") => Some(Command::Status),
        ("say", words) if !words.is_empty() => Some(Command::Say(text::clean(words, text::MAX_CHAT))),
        _ => Some(Command::Unknown(text::clean(&line, 40))),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;

    #[test]
    fn lines_are_commands() {
        assert_eq!(parse(" quit \r\n"), Some(Command::Quit));
        assert_eq!(parse("status\n"), Some(Command::Status));
        assert_eq!(parse("say  hello   there\n"), Some(Command::Say("hello there".to_owned())));
        assert_eq!(parse("\n"), None);
        assert!(matches!(parse("say"), Some(Command::Unknown(_))));
        assert!(matches!(parse("quit now"), Some(Command::Unknown(_))));
    }

    #[test]
    fn long_lines_are_cut_and_the_next_is_heard() {
        let (sender, receiver) = sync_channel(8);
        let input = format!("say {}\nquit\n\u{1}\nstatus", "x".repeat(100_000));
        hear(&mut input.as_bytes(), &sender);
        drop(sender);
        let heard: Vec<Command> = receiver.iter().collect();
        assert!(matches!(&heard[0], Command::Say(words) if words.len() == text::MAX_CHAT));
        assert_eq!(heard[1..], [Command::Quit, Command::Status]);
    }
}

//! What a host types, or a panel writes, on standard input, line by line; what a line means is `running::Console`'s
//! affair. The end of input means nothing, because services run with none at all.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::SyncSender;

use hogs_shared::protocol::text;

/// Longest line that is heard, bytes; the rest of a longer one is forgotten.
const MAX_LINE_BYTES: u64 = 1024;

/// Listens to standard input on a thread of its own, for as long as anyone hears. The thread is not waited for: nothing
/// can wake it from a read of a terminal.
///
/// # Errors
/// When the system gives no thread.
pub fn listen(lines: SyncSender<String>) -> io::Result<()> {
    let listen = move || hear(&mut io::stdin().lock(), &lines);
    std::thread::Builder::new()
        .name("hogs-console".to_owned())
        .spawn(listen)
        .map(drop)
}

/// Reads lines, cleaned and without the empty ones, until the input ends or nobody hears them any more.
pub fn hear(input: &mut impl BufRead, lines: &SyncSender<String>) {
    let mut line = Vec::new();
    loop {
        line.clear();
        match input.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let cut = !line.ends_with(b"\n") && line.len() as u64 >= MAX_LINE_BYTES;
        if cut {
            skip_line(input);
        }
        let cleaned = text::clean(&String::from_utf8_lossy(&line), MAX_LINE_BYTES as usize);
        if !cleaned.is_empty() && lines.send(cleaned).is_err() {
            return;
        }
    }
}

/// Reads on to the end of the line, or of the input, and forgets it.
fn skip_line(input: &mut impl BufRead) {
    loop {
        let Ok(held) = input.fill_buf() else { return };
        let end = held.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(held.len(), |end| end + 1);
        let over = end.is_some() || held.is_empty();
        input.consume(used);
        if over {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;

    #[test]
    fn long_lines_are_cut_and_the_next_is_heard() {
        let (sender, receiver) = sync_channel(8);
        let input = format!("say {}\n quit\r\n\u{1}\n\nstatus", "x".repeat(100_000));
        hear(&mut input.as_bytes(), &sender);
        drop(sender);
        let heard: Vec<String> = receiver.iter().collect();
        assert_eq!(heard[0].len() as u64, MAX_LINE_BYTES);
        assert_eq!(heard[1..], ["quit", "status"]);
    }
}

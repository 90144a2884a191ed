//! The figures of a run: counted while it goes on without growing, and written as JSON at the end. Tools and tests read
//! the file, so its fields stay.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use serde::{Serialize, Serializer};

use crate::transport::Traffic;

/// Width of a slot of the histogram, microseconds.
const SLOT_US: u128 = 10;
/// Slots: ticks up to 50 ms are told apart, longer ones count as the longest that was.
const SLOTS: usize = 5000;
/// Ticks of the clock a second in `/proc/self/stat`: what Linux calls `USER_HZ`, 100 on every platform we build for.
const USER_HZ: f64 = 100.0;

/// How long ticks took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct TickMs {
    /// Half of them were no longer, milliseconds.
    pub p50: f64,
    /// 99 of 100 were no longer, milliseconds.
    pub p99: f64,
    /// The longest, milliseconds.
    pub max: f64,
}

/// The figures of a run.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The server's name.
    pub name: String,
    /// Arena that was played.
    pub map: String,
    /// Mode that was played.
    pub mode: String,
    /// How long it went on.
    pub seconds: f64,
    /// Ticks that were stepped.
    pub ticks: u64,
    /// Ticks that were never made up for.
    pub dropped_ticks: u64,
    /// How long ticks took, with everything that is done for one.
    pub tick_ms: TickMs,
    /// Ticks that took longer than their time.
    pub overruns: u64,
    /// Processor time of the whole process, seconds; nothing where it cannot be known.
    pub cpu_s: Option<f64>,
    /// Most memory of the whole process, bytes; nothing where it cannot be known.
    pub peak_rss_bytes: Option<u64>,
    /// Most clients in the match at a time.
    pub clients_peak: usize,
    /// Players who took a seat.
    pub joins: u64,
    /// Matches that were played to their end.
    pub matches: u64,
    /// What came in; in the file `bytes_in`, `datagrams_in`, and `wire_bytes_in` with 28 for each datagram's headers.
    #[serde(flatten, serialize_with = "inward")]
    pub received: Traffic,
    /// What went out; in the file `bytes_out`, `datagrams_out` and `wire_bytes_out`, likewise.
    #[serde(flatten, serialize_with = "outward")]
    pub sent: Traffic,
    /// What was not let through, by reason.
    pub drops: BTreeMap<String, u64>,
    /// Share of clients' ticks that had to go without their controls, 0 to 1.
    pub input_starvation: f64,
    /// Hogs that were respawned because their numbers went wrong.
    pub unphysical: u64,
}

impl Report {
    /// Writes the figures as JSON. Readers see the old file or the new one, never half of either.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        write_atomically(path, &json)
    }
}

fn inward<S: Serializer>(traffic: &Traffic, out: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Inward {
        bytes_in: u64,
        datagrams_in: u64,
        wire_bytes_in: u64,
    }
    let wire_bytes_in = traffic.bytes_with_headers;
    Inward {
        bytes_in: traffic.bytes,
        datagrams_in: traffic.datagrams,
        wire_bytes_in,
    }
    .serialize(out)
}

fn outward<S: Serializer>(traffic: &Traffic, out: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Outward {
        bytes_out: u64,
        datagrams_out: u64,
        wire_bytes_out: u64,
    }
    let wire_bytes_out = traffic.bytes_with_headers;
    Outward {
        bytes_out: traffic.bytes,
        datagrams_out: traffic.datagrams,
        wire_bytes_out,
    }
    .serialize(out)
}

/// Durations of ticks. Its size does not depend on how many there are.
#[derive(Clone, Debug)]
pub struct Histogram {
    slots: Box<[u64]>,
    ticks: u64,
    longest: Duration,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            slots: vec![0; SLOTS].into(),
            ticks: 0,
            longest: Duration::ZERO,
        }
    }
}

impl Histogram {
    /// A tick took this long.
    pub fn add(&mut self, took: Duration) {
        let slot = usize::try_from(took.as_micros() / SLOT_US)
            .unwrap_or(SLOTS)
            .min(SLOTS - 1);
        if let Some(count) = self.slots.get_mut(slot) {
            *count += 1;
        }
        self.ticks += 1;
        self.longest = self.longest.max(took);
    }

    /// What matters of it.
    #[must_use]
    pub fn times(&self) -> TickMs {
        let max = self.longest.as_secs_f64() * 1e3;
        TickMs {
            p50: self.percentile_ms(0.5),
            p99: self.percentile_ms(0.99),
            max,
        }
    }

    /// The duration that a share of all ticks did not exceed, milliseconds.
    fn percentile_ms(&self, share: f64) -> f64 {
        let longest = self.longest.as_secs_f64() * 1e3;
        let rank = ((self.ticks as f64 * share).ceil() as u64).max(1);
        let mut seen = 0;
        for (slot, count) in self.slots.iter().enumerate() {
            seen += count;
            if seen >= rank {
                // The last slot has no upper edge; and no edge may exceed what really was the longest.
                let edge_ms = (slot + 1) as f64 * SLOT_US as f64 / 1e3;
                return if slot + 1 == SLOTS {
                    longest
                } else {
                    edge_ms.min(longest)
                };
            }
        }
        longest
    }
}

/// Processor time of this process so far, seconds; nothing where it cannot be known.
#[must_use]
pub fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in brackets and may hold anything, brackets and spaces included.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    let (user, system) = (times.next()?.ok()?, times.next()?.ok()?);
    Some((user + system) as f64 / USER_HZ)
}

/// Most memory this process ever had, bytes; nothing where it cannot be known.
#[must_use]
pub fn peak_rss_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Its owner alone.
    Owner,
    /// Whoever the system lets.
    Everyone,
}

/// Writes a file under another name first, and then in one go under its own.
fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path
        .metadata()
        .is_ok_and(|found| !found.is_file() && !found.is_dir())
    {
        // A pipe or a device is written to, not replaced.
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut draft_name = name.to_owned();
    draft_name.push(format!(".{}.draft", std::process::id()));
    let draft = path.with_file_name(draft_name);
    let written = write_new(&draft, bytes, Access::Everyone).and_then(|()| std::fs::rename(&draft, path));
    if written.is_err() {
        // What matters is the first error.
        drop(std::fs::remove_file(&draft));
    }
    written
}

/// Writes a file anew, down to the disk.
pub(crate) fn write_new(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    // One left behind by a process of the same number that was cut short.
    drop(std::fs::remove_file(path));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if access == Access::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = access;
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_ticks() {
        let mut histogram = Histogram::default();
        assert_eq!(histogram.times(), TickMs::default());
        for us in 1..=1000 {
            histogram.add(Duration::from_micros(us * 10 - 5));
        }
        let times = histogram.times();
        assert!(
            (times.p50 - 5.0).abs() < 0.011 && (times.p99 - 9.9).abs() < 0.011,
            "{times:?}"
        );
        histogram.add(Duration::from_secs(3));
        let times = histogram.times();
        assert!((times.max - 3000.0).abs() < 1e-6 && times.p99 < 10.0, "{times:?}");
    }

    #[test]
    fn traffic_is_written_with_and_without_headers() {
        let received = Traffic {
            datagrams: 1,
            bytes: 100,
            bytes_with_headers: 128,
        };
        let sent = Traffic {
            datagrams: 2,
            bytes: 100,
            bytes_with_headers: 156,
        };
        let json = serde_json::to_value(Report {
            received,
            sent,
            ..Report::default()
        })
        .unwrap();
        assert_eq!(
            (json["bytes_in"].as_u64(), json["wire_bytes_in"].as_u64()),
            (Some(100), Some(128))
        );
        assert_eq!(
            (json["bytes_out"].as_u64(), json["wire_bytes_out"].as_u64()),
            (Some(100), Some(156))
        );
        assert_eq!(
            (json["datagrams_in"].as_u64(), json["datagrams_out"].as_u64()),
            (Some(1), Some(2))
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_process_knows_its_own_cost() {
        assert!(cpu_seconds().is_some());
        assert!(peak_rss_bytes().is_some_and(|bytes| bytes > 100_000));
    }
}

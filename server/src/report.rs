//! The figures of a run: counted while it goes on without growing, and written as JSON at the end. Tools and tests read
//! the file, so its fields stay.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use hogs_shared::protocol::HEADER_BYTES;
use serde::Serialize;

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
    /// How long it went on.
    pub seconds: f64,
    /// Ticks that were stepped.
    pub ticks: u64,
    /// How long they took, with everything that is done for one.
    pub tick_ms: TickMs,
    /// Times that the loop fell behind.
    pub overruns: u64,
    /// Ticks that were never made up for.
    pub dropped_ticks: u64,
    /// Processor time of the whole process, seconds; nothing where it cannot be known.
    pub cpu_s: Option<f64>,
    /// Most memory of the whole process, bytes; nothing where it cannot be known.
    pub peak_rss_bytes: Option<u64>,
    /// Most clients connected at a time.
    pub clients_peak: u32,
    /// Bytes of UDP payload that came in.
    pub bytes_in: u64,
    /// Bytes of UDP payload that went out.
    pub bytes_out: u64,
    /// Datagrams that came in.
    pub datagrams_in: u64,
    /// Datagrams that went out.
    pub datagrams_out: u64,
    /// `bytes_in` and 28 for the IP and UDP headers of each datagram.
    pub wire_bytes_in: u64,
    /// `bytes_out` and 28 for the IP and UDP headers of each datagram.
    pub wire_bytes_out: u64,
    /// What was not let through, by reason.
    pub drops: BTreeMap<String, u64>,
    /// Share of clients' ticks that had to go without their controls, 0 to 1.
    pub input_starvation: f64,
    /// Hogs that were respawned because their numbers went wrong.
    pub unphysical: u64,
    /// Clients' ticks that had their controls in time.
    pub inputs_used: u64,
    /// Clients' ticks that had not.
    pub inputs_missed: u64,
}

/// Counts while a server runs. Its size does not depend on how long that is.
#[derive(Clone, Debug)]
pub struct Meter {
    slots: Box<[u64]>,
    ticks: u64,
    longest: Duration,
    overruns: u64,
    dropped_ticks: u64,
    clients_peak: u32,
    drops: BTreeMap<&'static str, u64>,
    /// Bytes of UDP payload that came in.
    pub bytes_in: u64,
    /// Bytes of UDP payload that went out.
    pub bytes_out: u64,
    /// Datagrams that came in.
    pub datagrams_in: u64,
    /// Datagrams that went out.
    pub datagrams_out: u64,
    /// Hogs that were respawned because their numbers went wrong.
    pub unphysical: u64,
    /// Clients' ticks that had their controls in time.
    pub inputs_used: u64,
    /// Clients' ticks that had not.
    pub inputs_missed: u64,
}

impl Default for Meter {
    fn default() -> Self {
        Self {
            slots: vec![0; SLOTS].into(),
            ticks: 0,
            longest: Duration::ZERO,
            overruns: 0,
            dropped_ticks: 0,
            clients_peak: 0,
            drops: BTreeMap::new(),
            bytes_in: 0,
            bytes_out: 0,
            datagrams_in: 0,
            datagrams_out: 0,
            unphysical: 0,
            inputs_used: 0,
            inputs_missed: 0,
        }
    }
}

impl Meter {
    /// One tick was stepped and took this long.
    pub fn tick(&mut self, took: Duration) {
        let slot = usize::try_from(took.as_micros() / SLOT_US).unwrap_or(SLOTS).min(SLOTS - 1);
        if let Some(count) = self.slots.get_mut(slot) {
            *count += 1;
        }
        self.ticks += 1;
        self.longest = self.longest.max(took);
    }

    /// Ticks counted so far.
    #[must_use]
    pub const fn ticks(&self) -> u64 {
        self.ticks
    }

    /// The loop fell behind and gave this many ticks up; 0 if it could make up for all.
    pub fn overrun(&mut self, dropped_ticks: u32) {
        self.overruns += 1;
        self.dropped_ticks += u64::from(dropped_ticks);
    }

    /// This many clients are connected now.
    pub fn clients(&mut self, connected: usize) {
        self.clients_peak = self.clients_peak.max(u32::try_from(connected).unwrap_or(u32::MAX));
    }

    /// A datagram of so many bytes of payload came in.
    pub const fn datagram_in(&mut self, bytes: usize) {
        self.datagrams_in += 1;
        self.bytes_in += bytes as u64;
    }

    /// A datagram of so many bytes of payload went out.
    pub const fn datagram_out(&mut self, bytes: usize) {
        self.datagrams_out += 1;
        self.bytes_out += bytes as u64;
    }

    /// So many more were not let through for this reason.
    pub fn drops(&mut self, reason: &'static str, more: u64) {
        *self.drops.entry(reason).or_default() += more;
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
                return if slot + 1 == SLOTS { longest } else { edge_ms.min(longest) };
            }
        }
        longest
    }

    /// The figures after `elapsed`.
    #[must_use]
    pub fn report(&self, elapsed: Duration) -> Report {
        let wire = |bytes: u64, datagrams: u64| bytes + datagrams * HEADER_BYTES as u64;
        let inputs = self.inputs_used + self.inputs_missed;
        Report {
            seconds: elapsed.as_secs_f64(),
            ticks: self.ticks,
            tick_ms: TickMs {
                p50: self.percentile_ms(0.5),
                p99: self.percentile_ms(0.99),
                max: self.longest.as_secs_f64() * 1e3,
            },
            overruns: self.overruns,
            dropped_ticks: self.dropped_ticks,
            cpu_s: cpu_seconds(),
            peak_rss_bytes: peak_rss_bytes(),
            clients_peak: self.clients_peak,
            bytes_in: self.bytes_in,
            bytes_out: self.bytes_out,
            datagrams_in: self.datagrams_in,
            datagrams_out: self.datagrams_out,
            wire_bytes_in: wire(self.bytes_in, self.datagrams_in),
            wire_bytes_out: wire(self.bytes_out, self.datagrams_out),
            drops: self.drops.iter().map(|(reason, count)| ((*reason).to_owned(), *count)).collect(),
            input_starvation: if inputs == 0 { 0.0 } else { self.inputs_missed as f64 / inputs as f64 },
            unphysical: self.unphysical,
            inputs_used: self.inputs_used,
            inputs_missed: self.inputs_missed,
        }
    }
}

impl Report {
    /// Writes the figures as JSON. Readers see the old file or the new one, never half of either.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        write_atomically(path, &json, Access::Everyone)
    }
}

/// Processor time of this process so far, seconds; nothing where it cannot be known.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in brackets and may hold anything, brackets and spaces included.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    let (user, system) = (times.next()?.ok()?, times.next()?.ok()?);
    Some((user + system) as f64 / USER_HZ)
}

/// Most memory this process ever had, bytes; nothing where it cannot be known.
fn peak_rss_bytes() -> Option<u64> {
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
pub(crate) fn write_atomically(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        // A pipe or a device is written to, not replaced.
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut draft_name = name.to_owned();
    draft_name.push(format!(".{}.draft", std::process::id()));
    let draft = path.with_file_name(draft_name);
    let written = write_new(&draft, bytes, access).and_then(|()| std::fs::rename(&draft, path));
    if written.is_err() {
        // What matters is the first error.
        drop(std::fs::remove_file(&draft));
    }
    written
}

fn write_new(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
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
        let mut meter = Meter::default();
        assert_eq!(meter.report(Duration::ZERO).tick_ms, TickMs::default());
        for us in 1..=1000 {
            meter.tick(Duration::from_micros(us * 10 - 5));
        }
        let figures = meter.report(Duration::from_secs(1)).tick_ms;
        assert!((figures.p50 - 5.0).abs() < 0.011 && (figures.p99 - 9.9).abs() < 0.011, "{figures:?}");
        meter.tick(Duration::from_secs(3));
        let figures = meter.report(Duration::from_secs(1)).tick_ms;
        assert!((figures.max - 3000.0).abs() < 1e-6 && figures.p99 < 10.0, "{figures:?}");
    }

    #[test]
    fn traffic_is_counted_with_and_without_headers() {
        let mut meter = Meter::default();
        meter.datagram_in(100);
        meter.datagram_out(50);
        meter.datagram_out(50);
        meter.inputs_used = 3;
        meter.inputs_missed = 1;
        meter.overrun(7);
        meter.clients(4);
        meter.clients(2);
        meter.drops("size", 2);
        meter.drops("size", 1);
        let report = meter.report(Duration::from_secs(1));
        assert_eq!((report.bytes_in, report.wire_bytes_in), (100, 128));
        assert_eq!((report.bytes_out, report.wire_bytes_out), (100, 156));
        assert_eq!((report.overruns, report.dropped_ticks, report.clients_peak), (1, 7, 4));
        assert_eq!(report.drops.get("size"), Some(&3));
        assert!((report.input_starvation - 0.25).abs() < 1e-9);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_process_knows_its_own_cost() {
        assert!(cpu_seconds().is_some());
        assert!(peak_rss_bytes().is_some_and(|bytes| bytes > 100_000));
    }
}

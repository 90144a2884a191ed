//! What the system says of processes: Linux's `/proc`.

use std::collections::HashSet;
use std::fs;

use hogs_tests::client::Problem;

/// `/proc` counts time in hundredths of a second, whatever the kernel's own rate: it is part of its interface.
const TICKS_PER_S: f64 = 100.0;

/// Processor time that a process has used, of all its threads, in the system too, seconds.
///
/// # Errors
/// If there is no such process, or no `/proc`.
pub fn cpu_s(process: u32) -> Result<f64, Problem> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The second field is the program's name in brackets and may hold anything.
    let (_, fields) = stat.rsplit_once(')').ok_or("/proc/<pid>/stat has changed")?;
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    let mut time = || times.next().ok_or("/proc/<pid>/stat is short");
    Ok((time()?? + time()??) as f64 / TICKS_PER_S)
}

/// Processor time that everything on this machine has used, seconds.
///
/// # Errors
/// If there is no `/proc`.
pub fn machine_cpu_s() -> Result<f64, Problem> {
    let stat = fs::read_to_string("/proc/stat")?;
    let line = stat.lines().next().ok_or("/proc/stat is empty")?;
    let times: Vec<u64> = line
        .split_whitespace()
        .skip(1)
        .take(8)
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    let (all, idle): (u64, u64) = (times.iter().sum(), times.iter().skip(3).take(2).sum());
    Ok((all - idle) as f64 / TICKS_PER_S)
}

/// Most memory a process has had, bytes.
///
/// # Errors
/// If there is no such process, or no `/proc`.
pub fn peak_memory_bytes(process: u32) -> Result<u64, Problem> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .ok_or("/proc/<pid>/status has changed")?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kilobytes * 1024)
}

/// Datagrams that a process's sockets, IPv4's, have dropped because they were full.
///
/// # Errors
/// If there is no such process, or no `/proc`.
pub fn dropped_datagrams(process: u32) -> Result<u64, Problem> {
    let mut own = HashSet::new();
    for entry in fs::read_dir(format!("/proc/{process}/fd"))? {
        // One that was closed meanwhile is no socket of interest.
        let Ok(target) = fs::read_link(entry?.path()) else {
            continue;
        };
        let name = target.to_string_lossy();
        let inode = name
            .strip_prefix("socket:[")
            .and_then(|name| name.strip_suffix(']'));
        own.extend(inode.map(str::to_owned));
    }
    let sockets = fs::read_to_string("/proc/net/udp")?;
    let mut dropped = 0;
    for socket in sockets.lines().skip(1) {
        let fields: Vec<&str> = socket.split_whitespace().collect();
        let (Some(inode), Some(drops)) = (fields.get(9), fields.last()) else {
            return Err("/proc/net/udp has changed".into());
        };
        if own.contains(*inode) {
            dropped += drops.parse::<u64>()?;
        }
    }
    Ok(dropped)
}

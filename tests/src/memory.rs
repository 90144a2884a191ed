//! How much memory a process has, over time, and whether that grows.

use serde::Serialize;

/// Resident memory of a process, bytes; of this one without a number. Nothing where it cannot be known.
#[must_use]
pub fn resident_bytes(process: Option<u32>) -> Option<u64> {
    let process = process.map_or_else(|| "self".to_owned(), |number| number.to_string());
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Resident memory at even intervals.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Course {
    /// Megabytes, one for each interval.
    pub resident_mb: Vec<f64>,
}

impl Course {
    /// Takes down what a process has now.
    pub fn note(&mut self, process: Option<u32>) {
        self.resident_mb
            .extend(resident_bytes(process).map(|bytes| bytes as f64 / 1e6));
    }

    /// By how much it grows from one interval to the next, megabytes, by least squares over all but the first third: by
    /// then everything has been used once. None for too few.
    #[must_use]
    pub fn slope_mb(&self) -> Option<f64> {
        let settled = &self.resident_mb[self.resident_mb.len() / 3..];
        let count = settled.len() as f64;
        if settled.len() < 3 {
            return None;
        }
        let (mean_x, mean_y) = ((count - 1.0) / 2.0, settled.iter().sum::<f64>() / count);
        let mut over = 0.0;
        let mut under = 0.0;
        for (place, value) in settled.iter().enumerate() {
            let x = place as f64 - mean_x;
            over += x * (value - mean_y);
            under += x * x;
        }
        Some(over / under)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_is_that_of_the_end() {
        let course = |resident_mb: &[f64]| Course {
            resident_mb: resident_mb.to_vec(),
        };
        let slope = course(&[1.0, 40.0, 20.0, 21.0, 22.0, 23.0])
            .slope_mb()
            .unwrap_or_default();
        assert!((slope - 1.0).abs() < 1e-9, "{slope}");
        assert_eq!(course(&[1.0, 2.0]).slope_mb(), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_has_some() {
        assert!(resident_bytes(None).is_some_and(|bytes| bytes > 100_000));
    }
}

//! Reads what two games logged of their frames (`hogs --log-frames`) and holds them against each other: how far apart is
//! what they show at the same moment.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Frames farther apart than this say nothing of what was shown in between, seconds.
const GAP_S: f64 = 0.5;
/// Two games show a hit within this time of each other, however slow the machine, seconds.
const NEWS_S: f64 = 3.0;

/// A place, metres.
type Place = [f64; 3];

/// What a game logged.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// When, seconds, and where every hog was drawn.
    frames: Vec<(f64, BTreeMap<String, Place>)>,
    /// When, victim and attacker.
    hits: Vec<(f64, String)>,
}

/// Reads a log; what makes no sense (the last line may be cut) is passed over.
#[must_use]
pub fn read(path: &Path) -> Log {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut log = Log::default();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let Some(at_s) = words.first().and_then(|word| word.parse::<f64>().ok()) else {
            continue;
        };
        match words[1..] {
            ["hog", name, x, y, z] => {
                let place = [x, y, z].map(|part| part.parse().unwrap_or(f64::NAN));
                if log.frames.last().is_none_or(|(last, _)| *last != at_s) {
                    log.frames.push((at_s, BTreeMap::new()));
                }
                if let Some((_, hogs)) = log.frames.last_mut() {
                    hogs.insert(name.to_owned(), place);
                }
            }
            ["hit", victim, attacker] => log.hits.push((at_s, format!("{victim} {attacker}"))),
            _ => {}
        }
    }
    log
}

impl Log {
    /// Where two hogs were shown at a moment, between the frames around it.
    fn pair(&self, at_s: f64, names: (&str, &str)) -> Option<[Place; 2]> {
        let after = self.frames.partition_point(|(then, _)| *then < at_s);
        let (before, after) = (self.frames.get(after.checked_sub(1)?)?, self.frames.get(after)?);
        let gap_s = after.0 - before.0;
        if gap_s > GAP_S {
            return None;
        }
        let share = (at_s - before.0) / gap_s.max(1e-6);
        let place = |name: &str| {
            let (from, to) = (before.1.get(name)?, after.1.get(name)?);
            // One that came back into play elsewhere was nowhere in between.
            let apart = length(minus(*to, *from));
            (apart < 15.0).then(|| std::array::from_fn(|axis| from[axis] + (to[axis] - from[axis]) * share))
        };
        Some([place(names.0)?, place(names.1)?])
    }
}

fn minus(one: Place, other: Place) -> Place {
    std::array::from_fn(|axis| one[axis] - other[axis])
}

fn length(span: Place) -> f64 {
    span.iter().map(|part| part * part).sum::<f64>().sqrt()
}

/// How two games differ at the same moments.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Moments that were compared.
    pub moments: usize,
    /// Where one hog stands as seen from the other: difference of the two games, metres: median and 95th percentile.
    pub apart_m: (f64, f64),
    /// The same while they were within 8 m of each other, and how many moments that was.
    pub close_m: (f64, f64),
    /// Moments within 8 m.
    pub close: usize,
    /// Where a hog stands: difference of the two games, metres: median and 95th percentile.
    pub place_m: (f64, f64),
    /// Hits that either game was told of while both were there.
    pub hits: usize,
    /// Hits that only one was told of.
    pub hits_of_one: usize,
}

impl Difference {
    /// Of two games, each driven by one of two players, at the frames of the first, while the two are within a reach.
    #[must_use]
    pub fn between(first: &Log, second: &Log, names: (&str, &str), reach_m: f64) -> Self {
        let (mut apart, mut close, mut place) = (Vec::new(), Vec::new(), Vec::new());
        for (at_s, hogs) in &first.frames {
            let (Some(one), Some(other)) = (hogs.get(names.0), hogs.get(names.1)) else {
                continue;
            };
            let Some([there_one, there_other]) = second.pair(*at_s, names) else {
                continue;
            };
            let (here, there) = (minus(*other, *one), minus(there_other, there_one));
            if length(here) > reach_m {
                continue;
            }
            let off_m = length(minus(here, there));
            apart.push(off_m);
            if length(here) < 8.0 {
                close.push(off_m);
            }
            place.push(length(minus(*one, there_one)));
            place.push(length(minus(*other, there_other)));
        }
        let (hits, hits_of_one) = compare_hits(first, second);
        Self {
            moments: apart.len(),
            close: close.len(),
            apart_m: spread(apart),
            close_m: spread(close),
            place_m: spread(place),
            hits,
            hits_of_one,
        }
    }
}

/// Median and 95th percentile.
fn spread(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let index = (values.len() as f64 * share) as usize;
        values.get(index).copied().unwrap_or_default()
    };
    (at(0.5), at(0.95))
}

/// How many hits there were while both games were there, and how many only one was told of.
fn compare_hits(first: &Log, second: &Log) -> (usize, usize) {
    let ends = |log: &Log| Some((log.frames.first()?.0, log.frames.last()?.0));
    let (Some(one), Some(other)) = (ends(first), ends(second)) else {
        return (0, 0);
    };
    let span = one.0.max(other.0) + NEWS_S..one.1.min(other.1) - NEWS_S;
    let mut left: Vec<&(f64, String)> = second.hits.iter().collect();
    let (mut hits, mut of_one) = (0, 0);
    for (at_s, who) in &first.hits {
        let told = left
            .iter()
            .position(|(then, other)| other == who && (then - at_s).abs() < NEWS_S);
        if let Some(index) = told {
            left.remove(index);
        }
        if span.contains(at_s) {
            hits += 1;
            of_one += usize::from(told.is_none());
        }
    }
    let unmatched = left.iter().filter(|(at_s, _)| span.contains(at_s)).count();
    (hits + unmatched, of_one + unmatched)
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{} moments: one as seen from the other differs by {:.2} m (95 %: {:.2})",
            self.moments, self.apart_m.0, self.apart_m.1
        )?;
        writeln!(
            out,
            "{} of them within 8 m: {:.2} m (95 %: {:.2}); where a hog stands: {:.2} m (95 %: {:.2})",
            self.close, self.close_m.0, self.close_m.1, self.place_m.0, self.place_m.1
        )?;
        write!(out, "{} hits, {} told to one alone", self.hits, self.hits_of_one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One hog stands, the other drives along x at 10 m/s, shown a tenth of a second later by the one who logs `late`.
    fn log(rate: usize, late_s: f64, name: &str) -> Log {
        let path = std::env::temp_dir().join(format!("hogs-frames-{}-{name}", std::process::id()));
        let mut text = String::new();
        for frame in 0..rate * 10 {
            let at_s = 100.0 + frame as f64 / rate as f64;
            let x = (at_s - 100.0 - late_s) * 10.0 - 20.0;
            text += &format!("{at_s:.4} hog A 0 1 0\n{at_s:.4} hog B {x:.3} 1 0\n");
        }
        text += "105.0000 hit A B\n105.5 hit";
        std::fs::write(&path, text).unwrap();
        let log = read(&path);
        std::fs::remove_file(path).unwrap();
        log
    }

    #[test]
    fn what_is_shown_later_by_one_is_a_difference_whatever_the_frame_rates() {
        let (first, second) = (log(30, 0.0, "first"), log(17, 0.1, "second"));
        let same = Difference::between(&first, &log(17, 0.0, "same"), ("A", "B"), 40.0);
        assert!(same.moments > 100 && same.apart_m.1 < 0.01, "{same}");
        let difference = Difference::between(&first, &second, ("A", "B"), 40.0);
        assert!((difference.apart_m.0 - 1.0).abs() < 0.01, "{difference}");
        assert_eq!((difference.hits, difference.hits_of_one), (1, 0));
    }
}

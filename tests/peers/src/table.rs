//! All stacks, there and back (ABBA), so that a machine that warms up or gets busy does not favour any; medians; the
//! table. What was measured is kept, so that a session that was cut short goes on where it was.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Instant, UNIX_EPOCH};

use clap::Args;
use hogs_tests::client::Problem;
use hogs_tests::figures::Spread;
use serde::{Deserialize, Serialize};

use crate::measure::{Figures, Settings, Task, round_trip_ticks, run};
use crate::record::{Liveliness, Record};
use crate::stack::Stack;

/// How often a run that does not count is tried again.
const TRIES: usize = 3;
/// Between these lines of a document the table stands.
const MARKS: (&str, &str) = ("<!-- table: begin -->", "<!-- table: end -->");

/// What is measured, and where the table goes.
#[derive(Args, Clone, Debug)]
pub struct Wanted {
    #[command(flatten)]
    settings: Settings,
    /// Round trips that the proxy adds, milliseconds, a table for each
    #[arg(long, value_delimiter = ',', default_values_t = [0, 100])]
    rtt_ms: Vec<u32>,
    /// How often each stack runs with each: once there, once back, and so on
    #[arg(long, default_value_t = 2)]
    passes: usize,
    /// Only these stacks
    #[arg(long, value_enum)]
    only: Vec<Stack>,
    /// Forgets what was measured before
    #[arg(long)]
    fresh: bool,
    /// Writes the table into this document, between its marks
    #[arg(long)]
    into: Option<PathBuf>,
}

/// A run that counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Run {
    /// Tells builds of this tool apart.
    build: String,
    settings: Settings,
    task: Task,
    pass: usize,
    figures: Figures,
}

/// The folder for what is measured: beside the build.
fn folder() -> Result<PathBuf, Problem> {
    let exe = std::env::current_exe()?;
    let beside = exe.parent().ok_or("this program is in no folder")?;
    let folder = beside.join("peers-results");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Names this build: what another one measured is of other code.
fn build() -> Result<String, Problem> {
    let file = fs::metadata(std::env::current_exe()?)?;
    let built = file.modified()?.duration_since(UNIX_EPOCH)?;
    Ok(format!("{}-{}", file.len(), built.as_millis()))
}

/// Measures what is missing and prints the table.
///
/// # Errors
/// If a run does not count, after some tries.
pub fn make(wanted: &Wanted) -> Result<(), Problem> {
    let (folder, build) = (folder()?, build()?);
    let results = folder.join("results.jsonl");
    if wanted.fresh && results.exists() {
        fs::remove_file(&results)?;
    }
    let mut runs = known(&results, &build, &wanted.settings);
    let (began, mut missing) = (Instant::now(), 0);
    let mut table = String::new();
    let total = order(wanted, 0).len() * wanted.rtt_ms.len();
    let mut number = 0;
    for &rtt_ms in &wanted.rtt_ms {
        eprintln!(
            "{rtt_ms} ms of round trip: recording a match of {} hard bots …",
            wanted.settings.clients
        );
        let record = Record::play(
            wanted.settings.clients,
            wanted.settings.seed,
            round_trip_ticks(rtt_ms),
        )?;
        let record_file = folder.join("match.bin");
        record.write(&record_file)?;
        for (task, pass) in order(wanted, rtt_ms) {
            number += 1;
            let label = format!(
                "[{number:2}/{total} {:4.0} s] {}",
                began.elapsed().as_secs_f64(),
                task.stack.title()
            );
            if runs.iter().any(|run| run.task == task && run.pass == pass) {
                eprintln!("{label}: known");
                continue;
            }
            eprintln!("{label} …");
            let Some(figures) = persist(task, &wanted.settings, &record_file, &folder) else {
                missing += 1;
                continue;
            };
            eprintln!("  {}", in_a_line(&figures));
            let run = Run {
                build: build.clone(),
                settings: wanted.settings.clone(),
                task,
                pass,
                figures,
            };
            let mut file = OpenOptions::new().create(true).append(true).open(&results)?;
            writeln!(file, "{}", serde_json::to_string(&run)?)?;
            runs.push(run);
        }
        table.push_str(&markdown(&wanted.settings, rtt_ms, &runs, record.liveliness()));
        table.push('\n');
    }
    println!("{table}");
    println!("All runs: {}", results.display());
    if let Some(document) = &wanted.into {
        insert(document, &table)?;
    }
    if missing > 0 {
        let logs = folder.display();
        return Err(format!(
            "{missing} of {total} runs did not count (logs: {logs}/*.log); the same command tries them again"
        )
        .into());
    }
    Ok(())
}

/// Which stack in which pass, in order: there, back, there, back.
fn order(wanted: &Wanted, rtt_ms: u32) -> Vec<(Task, usize)> {
    let stacks: Vec<Stack> = Stack::ALL
        .into_iter()
        .filter(|stack| wanted.only.is_empty() || wanted.only.contains(stack))
        .collect();
    let mut order = Vec::new();
    for pass in 0..wanted.passes {
        let there = stacks.iter().map(|&stack| (Task { stack, rtt_ms }, pass));
        if pass % 2 == 0 {
            order.extend(there);
        } else {
            order.extend(there.rev());
        }
    }
    order
}

/// What this build has measured before.
fn known(results: &Path, build: &str, settings: &Settings) -> Vec<Run> {
    let text = fs::read_to_string(results).unwrap_or_default();
    text.lines()
        .filter_map(|line| serde_json::from_str::<Run>(line).ok())
        .filter(|run| run.build == build && run.settings == *settings)
        .collect()
}

/// Tries until a run counts, and not for ever.
fn persist(task: Task, settings: &Settings, record: &Path, folder: &Path) -> Option<Figures> {
    (0..TRIES).find_map(|_| match run(task, settings, record, folder) {
        Ok(figures) => Some(figures),
        Err(problem) => {
            eprintln!("  does not count: {problem}");
            None
        }
    })
}

fn in_a_line(figures: &Figures) -> String {
    format!(
        "down {:.0} kbit/s, up {:.0}, server {:.0} ms/s, clients {:.0} ms/s, frames {:.0} ms at most and {:.1} % late, \
         others {:.0} ms/s",
        figures.down_kbit_per_s,
        figures.up_kbit_per_s,
        figures.server_cpu_ms_per_s,
        figures.client_cpu_ms_per_s,
        figures
            .clients
            .frame_ms
            .and_then(|frame| frame.max)
            .unwrap_or(0.0),
        figures.clients.late_share * 100.0,
        figures.foreign_cpu_ms_per_s,
    )
}

/// The middle one; of an even number, between the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        length if length % 2 == 0 => Some((values[middle - 1] + values[middle]) / 2.0),
        _ => Some(values[middle]),
    }
}

/// The runs of one stack.
struct Group<'a>(Vec<&'a Figures>);

impl Group<'_> {
    fn median(&self, figure: &dyn Fn(&Figures) -> Option<f64>) -> Option<f64> {
        median(self.0.iter().filter_map(|figures| figure(figures)).collect())
    }

    /// Median, and the least and the most where there are several.
    fn spread(&self, figure: fn(&Figures) -> f64) -> String {
        let values: Vec<f64> = self.0.iter().map(|figures| figure(figures)).collect();
        let (least, most) = values.iter().fold((f64::MAX, f64::MIN), |(least, most), &value| {
            (least.min(value), most.max(value))
        });
        match median(values) {
            Some(middle) => format!("{middle:.0} ({least:.0}–{most:.0})"),
            None => "–".to_owned(),
        }
    }

    /// Half and 99 in a hundred, metres.
    fn error(&self, which: fn(&Figures) -> Option<Spread>) -> String {
        let part = |part: fn(&Spread) -> Option<f32>| {
            self.median(&|figures| which(figures).as_ref().and_then(part).map(f64::from))
        };
        match (part(|spread| spread.p50), part(|spread| spread.p99)) {
            (Some(half), Some(most)) => format!("{half:.2} / {most:.2}"),
            _ => "–".to_owned(),
        }
    }
}

fn grouped(runs: &[Run], rtt_ms: u32) -> BTreeMap<Stack, Group<'_>> {
    let mut groups = BTreeMap::new();
    for run in runs.iter().filter(|run| run.task.rtt_ms == rtt_ms) {
        let group: &mut Group<'_> = groups.entry(run.task.stack).or_insert_with(|| Group(Vec::new()));
        group.0.push(&run.figures);
    }
    groups
}

/// What the stack itself would have on screen.
fn shown(figures: &Figures) -> Option<Spread> {
    let clients = &figures.clients;
    clients
        .predicted_m
        .or(clients.interpolated_m)
        .or(clients.newest_m)
}

fn markdown(settings: &Settings, rtt_ms: u32, runs: &[Run], recorded: Liveliness) -> String {
    let groups = grouped(runs, rtt_ms);
    let mut text = format!(
        "**{} clients and hogs, {} ms of round trip,** 30 snapshots a second, {} % loss each way, {} s measured per run, \
         medians of {} runs (least–most):\n\n\
         | stack | down, kbit/s per client | up, kbit/s per client | server CPU, ms/s | server memory, MB \
         | shown error p50 / p99, m | newest as it came, m | newest carried on, m | carried ahead, m | age, ms |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
        settings.clients,
        rtt_ms,
        settings.loss * 100.0,
        settings.seconds,
        groups.values().map(|group| group.0.len()).min().unwrap_or(0),
    );
    for (stack, group) in &groups {
        let age = group.median(&|figures| Some(f64::from(figures.clients.age_ticks?.p50?) / 60.0 * 1000.0));
        let row = [
            stack.title().to_owned(),
            group.spread(|figures| figures.down_kbit_per_s),
            group.spread(|figures| figures.up_kbit_per_s),
            group.spread(|figures| figures.server_cpu_ms_per_s),
            group.spread(|figures| figures.server_memory_bytes as f64 / 1.0e6),
            group.error(shown),
            group.error(|figures| figures.clients.newest_m),
            group.error(|figures| figures.clients.carried_m),
            group.error(|figures| figures.clients.carried_ahead_m),
            age.map_or("–".to_owned(), |age| format!("{age:.0}")),
        ];
        text.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    text.push('\n');
    text.push_str(&verdicts(&groups));
    text.push_str(&conduct(&groups, recorded));
    text
}

/// What must hold, and whether it does.
fn verdicts(groups: &BTreeMap<Stack, Group<'_>>) -> String {
    let of = |stack: Stack, figure: fn(&Figures) -> f64| {
        groups
            .get(&stack)
            .and_then(|group| group.median(&|figures| Some(figure(figures))))
    };
    let least = |stacks: [Stack; 2], figure: fn(&Figures) -> f64| {
        let [one, other] = stacks.map(|stack| of(stack, figure));
        Some(one?.min(other?))
    };
    let floats = [Stack::Replicon, Stack::Lightyear];
    let quantised = [Stack::RepliconQuantised, Stack::LightyearQuantised];
    let down = |figures: &Figures| figures.down_kbit_per_s;
    let cpu = |figures: &Figures| figures.server_cpu_ms_per_s;
    let mut text = String::new();
    let mut line = |what: &str, own: Option<f64>, peer: Option<f64>, most: f64| {
        if let (Some(own), Some(peer)) = (own, peer) {
            let verdict = if own <= peer * most {
                "holds"
            } else {
                "DOES NOT HOLD"
            };
            text.push_str(&format!(
                "- {what}: {own:.0} of {peer:.0}, 1/{:.1}; {verdict}\n",
                peer / own
            ));
        }
    };
    let own = of(Stack::Hogs, down);
    line(
        "Bytes at most 1/6 of the best general stack with floats",
        own,
        least(floats, down),
        1.0 / 6.0,
    );
    line(
        "Bytes at most 1/3 of the best general stack, quantised",
        own,
        least(quantised, down),
        1.0 / 3.0,
    );
    let own = of(Stack::Hogs, cpu);
    line(
        "Server CPU below the best with floats",
        own,
        least(floats, cpu),
        1.0,
    );
    line(
        "Server CPU below the best, quantised",
        own,
        least(quantised, cpu),
        1.0,
    );
    text
}

/// Whether the runs were what they were meant to be.
fn conduct(groups: &BTreeMap<Stack, Group<'_>>, recorded: Liveliness) -> String {
    let all = || groups.values().flat_map(|group| &group.0);
    let most = |figure: fn(&Figures) -> f64| all().map(|figures| figure(figures)).fold(0.0, f64::max);
    let mut text = format!(
        "- Clients' frames that were late: at most {:.1} %; others on this machine used at most {:.0} ms/s\n\
         - The recorded match: {}\n",
        most(|figures| figures.clients.late_share) * 100.0,
        most(|figures| figures.foreign_cpu_ms_per_s),
        in_words(recorded),
    );
    let hogs = groups.get(&Stack::Hogs).and_then(|group| group.0.first());
    if let Some(clients) = hogs.map(|figures| &figures.clients) {
        if let Some(liveliness) = clients.liveliness {
            text.push_str(&format!(
                "- The match that Hogs played: {}\n",
                in_words(liveliness)
            ));
        }
        if let Some(starvation) = clients.starvation {
            text.push_str(&format!(
                "- Of its ticks, {:.2} % lacked a client's controls\n",
                starvation * 100.0
            ));
        }
    }
    text
}

fn in_words(liveliness: Liveliness) -> String {
    format!(
        "{:.1} m/s on average, {:.0} % of the hogs in play, what a driver does changes {:.1} times a second",
        liveliness.speed_mps,
        liveliness.in_play * 100.0,
        liveliness.changes_per_s
    )
}

/// Puts the table between the marks of a document.
fn insert(document: &Path, table: &str) -> Result<(), Problem> {
    let text = fs::read_to_string(document)?;
    let (before, rest) = text
        .split_once(MARKS.0)
        .ok_or("the document has no mark for the table")?;
    let (_, after) = rest
        .split_once(MARKS.1)
        .ok_or("the document has no mark for the table's end")?;
    let whole = format!("{before}{}\n{table}{}{after}", MARKS.0, MARKS.1);
    Ok(fs::write(document, whole)?)
}

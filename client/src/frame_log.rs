//! Writes what each frame shows to a file (`--log-frames`): where every hog is drawn, and what happened. Two games side
//! by side can so be held against each other, moment by moment.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use bevy::prelude::*;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::SceneEvent;

use crate::feed::MatchFeed;
use crate::phase::FramePhase;

/// Most frames that are written: ten minutes at 60 a second, some 20 MB with eight hogs. A game that is left running must
/// not fill the disk.
pub const MOST_FRAMES: u32 = 36_000;
/// Frames after which what was written reaches the file.
const FLUSH_FRAMES: u32 = 10;

/// The file; none any more once it is full or could not be written.
#[derive(Resource)]
struct FrameLog {
    out: Option<BufWriter<File>>,
    frames: u32,
}

/// Opens the file and writes to it from now on.
///
/// # Errors
/// A sentence.
pub fn begin(app: &mut App, path: &Path) -> Result<(), String> {
    let file = File::create(path)
        .map_err(|error| format!("The file {} cannot be written: {error}.", path.display()))?;
    app.insert_resource(FrameLog {
        out: Some(BufWriter::new(file)),
        frames: 0,
    })
    .add_systems(Update, log.after(FramePhase::Present));
    Ok(())
}

fn log(mut log: ResMut<FrameLog>, feed: Option<Res<MatchFeed>>) {
    let Some(feed) = feed.filter(|feed| !feed.backdrop && feed.recall.is_none()) else {
        return;
    };
    let log = &mut *log;
    let Some(out) = &mut log.out else { return };
    let now_s = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0.0, |since| since.as_secs_f64());
    let full = log.frames == MOST_FRAMES;
    let mut written = if full {
        writeln!(out, "{}", ending(now_s))
    } else {
        write(out, now_s, &feed)
    };
    log.frames += 1;
    if full || log.frames.is_multiple_of(FLUSH_FRAMES) {
        written = written.and_then(|()| out.flush());
    }
    if full || written.is_err() {
        let why = written.map_or_else(|error| error.to_string(), |()| "it is full".to_owned());
        warn!("The log of frames ends here: {why}.");
        log.out = None;
    }
}

/// The last line of a full log.
fn ending(now_s: f64) -> String {
    format!("{now_s:.4} end after {MOST_FRAMES} frames")
}

/// Writes a frame: a line for each hog in play, one for each thing that happened. Every line begins with the time, in
/// seconds since 1970, and what it tells of: `hog NAME X Y Z`, `ram NAME NAME`, `hit VICTIM ATTACKER`,
/// `wreck VICTIM KILLER`, `fire NAME`; a full log has `end after N frames` for its last. Spaces in names become underscores; nobody is `-`.
fn write(out: &mut impl Write, now_s: f64, feed: &MatchFeed) -> io::Result<()> {
    let name = |hog: HogId| {
        let player = feed.players.get(&hog);
        player.map_or_else(|| "-".to_owned(), |player| player.name.replace(' ', "_"))
    };
    let nobody = |hog: Option<HogId>| hog.map_or_else(|| "-".to_owned(), name);
    for hog in feed.scene.hogs.iter().filter(|hog| hog.alive) {
        let [x, y, z] = hog.position.to_array();
        writeln!(out, "{now_s:.4} hog {} {x:.3} {y:.3} {z:.3}", name(hog.id))?;
    }
    for event in &feed.events {
        let SceneEvent::Outcome(outcome) = event else {
            continue;
        };
        match outcome {
            Outcome::Rammed { first, second, .. } => {
                writeln!(out, "{now_s:.4} ram {} {}", name(*first), name(*second))?;
            }
            Outcome::Damaged { victim, attacker, .. } => {
                writeln!(out, "{now_s:.4} hit {} {}", name(*victim), nobody(*attacker))?;
            }
            Outcome::Wrecked { victim, killer, .. } => {
                writeln!(out, "{now_s:.4} wreck {} {}", name(*victim), nobody(*killer))?;
            }
            Outcome::Fired(shot) => writeln!(out, "{now_s:.4} fire {}", name(shot.id.shooter))?,
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_bounded_and_says_where_it_ends() {
        let path = std::env::temp_dir().join(format!("hogs-frames-{}", std::process::id()));
        let mut app = App::new();
        app.add_plugins(crate::phase::plugin);
        begin(&mut app, &path).unwrap();
        app.insert_resource(crate::attract::some_feed());
        app.world_mut().resource_mut::<MatchFeed>().backdrop = false;
        app.update();
        app.world_mut().resource_mut::<FrameLog>().frames = MOST_FRAMES - 1;
        app.update();
        app.update();
        let text = std::fs::read_to_string(&path).unwrap();
        let last = text.lines().last().unwrap();
        assert!(last.ends_with("end after 36000 frames"), "{last}");
        let hogs = text.lines().filter(|line| line.contains(" hog ")).count();
        app.update();
        app.update();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "nothing after it");
        let alive = app.world().resource::<MatchFeed>().scene.hogs.iter();
        assert_eq!(hogs, 2 * alive.filter(|hog| hog.alive).count());
        drop(std::fs::remove_file(path));
    }

    #[test]
    fn a_frame_is_a_line_for_each_hog_and_each_event() {
        let mut feed = crate::attract::some_feed();
        feed.events = vec![SceneEvent::Outcome(Outcome::Wrecked {
            victim: HogId(0),
            killer: None,
            cause: hogs_shared::arena::outcome::Cause::Ram,
            at: hogs_shared::math::Vec3::ZERO,
        })];
        let mut out = Vec::new();
        write(&mut out, 12.5, &feed).unwrap();
        let text = String::from_utf8(out).unwrap();
        let hogs = feed.scene.hogs.iter().filter(|hog| hog.alive).count();
        let told = text.lines().filter(|line| line.starts_with("12.5000 hog Hog_"));
        assert!(hogs > 0 && told.count() == hogs, "{text}");
        assert!(text.ends_with("12.5000 wreck Hog_1 -\n"), "{text}");
    }
}

//! The command line of `hogs replay`. People and scripts rely on these flags.

use std::path::PathBuf;

use bevy::prelude::*;
use clap::Args;
use hogs_shared::ids::HogId;

use crate::options::parse_size;
use crate::watch::Stand;

/// What to do with a recorded match.
#[derive(Args, Clone, Debug, Default)]
pub struct ReplayOptions {
    /// The replay.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Plays all of it, holds every checksum against the recorded one, says what came of it, and ends.
    #[arg(long, conflicts_with_all = ["moments", "export"])]
    pub verify: bool,
    /// Prints where something worth seeing happens, as JSON, and ends.
    #[arg(long, conflicts_with = "export")]
    pub moments: bool,
    /// Opens no window; writes pictures of the replay to DIR, and the sound of a row of them, and ends.
    #[arg(long, value_name = "DIR")]
    pub export: Option<PathBuf>,
    /// Which pictures, and from where.
    #[command(flatten)]
    pub reel: Reel,
    /// Size of the window or of the pictures, in pixels.
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub size: Option<UVec2>,
    /// Picture quality of this run; `low` suits machines without a GPU.
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// Reads and keeps the settings in FILE instead of the usual place.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Says on standard error what the game is at.
    #[arg(long)]
    pub verbose: bool,
}

/// Which pictures are taken of a replay, and from where one looks on.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub struct Reel {
    /// Second of the replay that the first picture shows [default: its beginning].
    #[arg(long, value_name = "S", value_parser = parse_seconds, conflicts_with = "at")]
    pub from: Option<f64>,
    /// Second of the replay after which there are no more [default: its end].
    #[arg(long, value_name = "S", value_parser = parse_seconds, conflicts_with = "at")]
    pub to: Option<f64>,
    /// Seconds from one picture to the next [default: 1].
    #[arg(long, value_name = "S", value_parser = parse_seconds, conflicts_with_all = ["at", "fps"])]
    pub every: Option<f64>,
    /// Pictures a second, for a film: 1 to 60.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=60), conflicts_with = "at")]
    pub fps: Option<u32>,
    /// Seconds of the replay that are shown, one picture each.
    #[arg(long, value_name = "S,S,…", value_delimiter = ',', value_parser = parse_seconds)]
    pub at: Vec<f64>,
    /// Looks through the eyes of the hog on a seat.
    #[arg(long, value_name = "SEAT", value_parser = parse_seat, conflicts_with_all = ["follow", "free"])]
    pub eyes: Option<HogId>,
    /// Looks on from behind the hog on a seat [default: the first person's, else the first].
    #[arg(long, value_name = "SEAT", value_parser = parse_seat, conflicts_with = "free")]
    pub follow: Option<HogId>,
    /// Looks on from a place: three metres, and two degrees (left, up).
    #[arg(long, value_name = "X,Y,Z,YAW,PITCH", value_parser = parse_stand, allow_hyphen_values = true)]
    pub free: Option<Stand>,
    /// Leaves the HUD away.
    #[arg(long)]
    pub no_hud: bool,
    /// Leaves the sound away, which else goes beside a row of pictures.
    #[arg(long, requires = "export")]
    pub no_sound: bool,
    /// Writes only the sound of the pictures that these flags mean. Nothing is drawn.
    #[arg(long, requires = "export", conflicts_with_all = ["at", "no_sound"])]
    pub sound_only: bool,
}

fn parse_seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text
        .trim()
        .parse()
        .map_err(|_| "a number of seconds".to_owned())?;
    (0.0..=1e6)
        .contains(&seconds)
        .then_some(seconds)
        .ok_or_else(|| "a number of seconds that a replay can have".to_owned())
}

fn parse_seat(text: &str) -> Result<HogId, String> {
    let seat = text.parse().map(HogId);
    seat.map_err(|_| "the number of a seat, as --moments names it".to_owned())
}

fn parse_stand(text: &str) -> Result<Stand, String> {
    let problem = || "a place reads like 10,5,-20,90,-15: metres, and degrees left and up".to_owned();
    let numbers: Result<Vec<f32>, _> = text.split(',').map(|number| number.trim().parse()).collect();
    match numbers.map_err(|_| problem())?[..] {
        [x, y, z, yaw, pitch] if [x, y, z, yaw, pitch].iter().all(|number| number.abs() < 1e5) => Ok(Stand {
            at: Vec3::new(x, y, z),
            yaw: yaw.to_radians(),
            pitch: pitch.clamp(-89.0, 89.0).to_radians(),
        }),
        _ => Err(problem()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use clap::Parser;

    fn read(words: &[&str]) -> Result<ReplayOptions, String> {
        let words = ["hogs", "replay", "match.hogsreplay"].iter().chain(words);
        let options = Options::try_parse_from(words).map_err(|error| error.to_string())?;
        Ok(options.settled().replay().cloned().unwrap())
    }

    #[test]
    fn moments_places_and_seats_are_read_as_people_write_them() {
        let read_at = |words: &[&str]| read(words).unwrap().reel;
        assert_eq!(read_at(&["--at", "1,2.5, 3"]).at, [1.0, 2.5, 3.0]);
        assert_eq!(read_at(&["--eyes", "7"]).eyes, Some(HogId(7)));
        let free = read_at(&["--free", "-10,5,-20,90,-15"]).free.unwrap();
        assert_eq!(free.at, Vec3::new(-10.0, 5.0, -20.0));
        assert!((free.yaw.to_degrees() - 90.0).abs() < 1e-3 && free.pitch < 0.0);
        let settled =
            Options::try_parse_from(["hogs", "replay", "a", "--preset", "low", "--size", "640x360"])
                .unwrap()
                .settled();
        assert_eq!(settled.preset.as_deref(), Some("low"));
        assert_eq!(settled.size, Some(UVec2::new(640, 360)));
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        for words in [
            &["--verify", "--export", "out"][..],
            &["--at", "1", "--fps", "30"],
            &["--eyes", "1", "--follow", "2"],
            &["--free", "1,2,3"],
            &["--free", "1,2,3,4,NaN"],
            &["--at", "-3"],
            &["--every", "soon"],
            &["--sound-only"],
            &["--export", "out", "--sound-only", "--at", "3"],
            &["--export", "out", "--sound-only", "--no-sound"],
            &["--eyes", "256"],
        ] {
            assert!(read(words).is_err(), "{words:?}");
        }
        assert!(Options::try_parse_from(["hogs", "--quick-match", "replay", "a"]).is_err());
    }
}

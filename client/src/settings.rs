//! What the player chose, kept as TOML between runs. A file that cannot be read is put aside with a note and replaced
//! by defaults: the game always starts.

use std::path::PathBuf;

use bevy::prelude::*;
use hogs_shared::ids::Chassis;
use hogs_shared::protocol::text::{MAX_NAME, clean};
use serde::{Deserialize, Serialize};

use crate::home::{Home, set_aside, write_atomically};
use crate::options::Options;

/// Version of the file's form.
pub const VERSION: u32 = 1;
/// Names of the picture qualities, cheapest first.
pub const PRESETS: [&str; 4] = ["low", "medium", "high", "ultra"];
/// Most addresses remembered.
const RECENT_MAX: usize = 6;
/// Seconds without a change before the settings are saved.
const SETTLE_S: f32 = 0.5;

/// Everything a player can choose.
#[derive(Resource, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// [`VERSION`] of the form this was saved in.
    pub version: u32,
    /// What others read.
    pub name: String,
    /// What is driven from the next match on.
    pub chassis: Chassis,
    /// Name of the picture quality.
    pub preset: String,
    /// Loudness of everything, 0 to 1.
    pub volume_master: f32,
    /// Loudness of effects, 0 to 1.
    pub volume_effects: f32,
    /// Loudness of music, 0 to 1.
    pub volume_music: f32,
    /// Factor on mouse and stick, 0.1 to 5.
    pub mouse_sensitivity: f32,
    /// Whether pulling back looks up.
    pub invert_y: bool,
    /// Horizontal field of view, degrees, 60 to 110.
    pub fov_deg: f32,
    /// Whether one sees, once wrecked, how it came to it.
    pub kill_cam: bool,
    /// Whether matches of one's own are recorded.
    pub record_replays: bool,
    /// Addresses joined by hand, newest first.
    pub recent_servers: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            name: default_name(),
            chassis: Chassis::default(),
            preset: "high".to_owned(),
            volume_master: 0.8,
            volume_effects: 1.0,
            volume_music: 0.6,
            mouse_sensitivity: 1.0,
            invert_y: false,
            fov_deg: 90.0,
            kill_cam: true,
            record_replays: true,
            recent_servers: Vec::new(),
        }
    }
}

/// The name a player starts with: that of the account, if it can be shown.
fn default_name() -> String {
    let account = std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .unwrap_or_default();
    let name = clean(&account, MAX_NAME);
    if name.is_empty() || name == "root" {
        "Piglet".to_owned()
    } else {
        name
    }
}

impl Settings {
    /// Brings every value into its range.
    fn normalize(&mut self) {
        let within = |value: &mut f32, low: f32, high: f32, usual: f32| {
            *value = if value.is_finite() {
                value.clamp(low, high)
            } else {
                usual
            };
        };
        within(&mut self.volume_master, 0.0, 1.0, 0.8);
        within(&mut self.volume_effects, 0.0, 1.0, 1.0);
        within(&mut self.volume_music, 0.0, 1.0, 0.6);
        within(&mut self.mouse_sensitivity, 0.1, 5.0, 1.0);
        within(&mut self.fov_deg, 60.0, 110.0, 90.0);
        self.version = VERSION;
        self.preset = self.preset.to_lowercase();
        if !PRESETS.contains(&self.preset.as_str()) {
            "high".clone_into(&mut self.preset);
        }
        self.name = clean(&self.name, MAX_NAME);
        if self.name.is_empty() {
            self.name = default_name();
        }
        self.recent_servers.truncate(RECENT_MAX);
    }

    /// Puts an address at the head of those joined by hand.
    pub fn remember_server(&mut self, address: &str) {
        self.recent_servers.retain(|known| known != address);
        self.recent_servers.insert(0, address.to_owned());
        self.recent_servers.truncate(RECENT_MAX);
    }
}

/// Where the settings are kept, and what of them is only for this run.
#[derive(Resource, Debug)]
pub struct SettingsFile {
    path: PathBuf,
    /// What the file says.
    saved: Settings,
    /// What the command line says, as long as the player has not chosen otherwise since.
    imposed: Imposed,
    /// What the player should know about the file; shown once.
    pub note: Option<String>,
}

/// What the command line can say of the settings. It holds for one run and is never written to the file.
#[derive(Debug, Default)]
struct Imposed {
    name: Option<String>,
    preset: Option<String>,
    chassis: Option<Chassis>,
}

impl Imposed {
    /// Lets go of what the player has chosen otherwise: from then on it is theirs, even should they choose the same as
    /// the command line again.
    fn yield_to(&mut self, chosen: &Settings) {
        self.name.take_if(|name| *name != chosen.name);
        self.preset.take_if(|preset| *preset != chosen.preset);
        self.chassis.take_if(|chassis| *chassis != chosen.chassis);
    }
}

impl SettingsFile {
    /// Reads the settings, or defaults where there is no usable file, and lays the command line over them.
    #[must_use]
    pub fn load(home: &Home, options: &Options) -> (Self, Settings) {
        let path = options
            .config
            .clone()
            .unwrap_or_else(|| home.file("settings.toml"));
        let (saved, note) = read(&path);
        let mut settings = saved.clone();
        if let Some(name) = &options.name {
            settings.name = clean(name, MAX_NAME);
        }
        if let Some(preset) = &options.preset {
            settings.preset.clone_from(preset);
        }
        if let Some(chassis) = options.chassis {
            settings.chassis = chassis;
        }
        settings.normalize();
        let imposed = Imposed {
            name: options.name.as_ref().map(|_| settings.name.clone()),
            preset: options.preset.as_ref().map(|_| settings.preset.clone()),
            chassis: options.chassis,
        };
        let file = Self {
            path,
            saved,
            imposed,
            note,
        };
        (file, settings)
    }

    /// Whether there was no file before.
    #[must_use]
    pub fn is_first_start(&self) -> bool {
        !self.path.exists()
    }

    /// Takes note of a change as it is made: what the player chooses over the command line is kept from then on.
    pub fn heed(&mut self, settings: &Settings) {
        self.imposed.yield_to(settings);
    }

    /// Writes the settings, but what came from the command line and was not touched since stays as it was.
    ///
    /// # Errors
    /// A sentence.
    pub fn save(&mut self, settings: &Settings) -> Result<(), String> {
        self.heed(settings);
        let mut next = settings.clone();
        if self.imposed.name.is_some() {
            next.name.clone_from(&self.saved.name);
        }
        if self.imposed.preset.is_some() {
            next.preset.clone_from(&self.saved.preset);
        }
        if self.imposed.chassis.is_some() {
            next.chassis = self.saved.chassis;
        }
        if next == self.saved && self.path.exists() {
            return Ok(());
        }
        let shown = self.path.display();
        let text = toml::to_string_pretty(&next)
            .map_err(|error| format!("The settings cannot be written: {error}."))?;
        write_atomically(&self.path, text.as_bytes(), false)
            .map_err(|error| format!("The settings could not be saved to {shown}: {error}."))?;
        self.saved = next;
        Ok(())
    }
}

fn read(path: &std::path::Path) -> (Settings, Option<String>) {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (Settings::default(), None),
        Err(error) => return (Settings::default(), Some(replace(path, &error.to_string()))),
    };
    match toml::from_str::<Settings>(&text) {
        Ok(settings) if settings.version > VERSION => {
            let problem = format!("they are of version {}, from a newer game", settings.version);
            (Settings::default(), Some(replace(path, &problem)))
        }
        Ok(mut settings) => {
            settings.normalize();
            (settings, None)
        }
        Err(error) => (Settings::default(), Some(replace(path, error.message()))),
    }
}

/// Puts a file aside that cannot be used. Returns what to tell.
fn replace(path: &std::path::Path, problem: &str) -> String {
    let problem = problem.trim_end_matches('.');
    match set_aside(path) {
        Ok(aside) => format!(
            "Your settings could not be read ({problem}). The file was kept as {}, and defaults are used.",
            aside.display()
        ),
        Err(error) => format!(
            "Your settings in {} could not be read ({problem}) nor moved aside ({error}); defaults are used.",
            path.display()
        ),
    }
}

/// Saves the settings a moment after the last change, and at the end.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, save_when_settled)
        .add_systems(Last, save_at_exit);
}

fn save_when_settled(
    settings: Res<Settings>,
    mut file: ResMut<SettingsFile>,
    time: Res<Time<Real>>,
    mut quiet_s: Local<Option<f32>>,
) {
    if settings.is_changed() && !settings.is_added() {
        file.heed(&settings);
        *quiet_s = Some(0.0);
    }
    let Some(quiet) = &mut *quiet_s else { return };
    *quiet += time.delta_secs();
    if *quiet >= SETTLE_S {
        *quiet_s = None;
        if let Err(problem) = file.save(&settings) {
            warn!("{problem}");
        }
    }
}

fn save_at_exit(mut exits: MessageReader<AppExit>, settings: Res<Settings>, mut file: ResMut<SettingsFile>) {
    if exits.read().next().is_some()
        && let Err(problem) = file.save(&settings)
    {
        warn!("{problem}");
    }
}

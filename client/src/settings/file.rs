//! Where the settings are kept: a TOML file, written whole or not at all. One that cannot be read is put aside and
//! replaced by defaults, and a value that cannot be is replaced by its own, and both are told: the game always starts.

use std::path::{Path, PathBuf};

use bevy::prelude::*;
use bevy::window::ExitSystems;
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::protocol::text::{MAX_NAME, clean};
use toml::{Table, Value};

use super::migrations::STEPS;
use super::video::{Preset, Video};
use super::{Section, Settings};
use crate::bindings::{Action, Bindings, Device, Place, SLOTS, Trigger};
use crate::crash;
use crate::home::{Home, set_aside, write_atomically};
use crate::options::Options;
use crate::words::Telling;

/// Version of the file's form.
pub const VERSION: u32 = STEPS.len() as u32 + 1;
/// Seconds without a change before the settings are saved.
const SETTLE_S: f32 = 0.5;
/// Most notes told of one file; beyond them only that there are more.
const NOTES_MAX: usize = 4;
/// Most letters shown of a value that cannot be.
const SHOWN_MAX: usize = 40;

/// Where the settings are kept, and what of them is only for this run.
#[derive(Resource, Debug)]
pub struct SettingsFile {
    path: PathBuf,
    /// What the file says.
    saved: Settings,
    /// What the command line says, as long as the player has not chosen otherwise since.
    imposed: Imposed,
    /// What the player should know about the file; shown once.
    pub notes: Vec<Telling>,
    /// Whether the file holds what cannot be, and is to be written though nothing was chosen.
    broken: bool,
    /// What was chosen and is not in the file yet.
    unsaved: Option<Settings>,
    /// Whether nothing of this run is to be kept.
    fleeting: bool,
}

/// A game that breaks takes no choice along.
impl Drop for SettingsFile {
    fn drop(&mut self) {
        if let Some(settings) = self.unsaved.take()
            && (std::thread::panicking() || crash::is_told())
        {
            // There is nobody left to tell that it failed.
            let _ = self.save(&settings);
        }
    }
}

/// What the command line can say of the settings. It holds for one run and is never written to the file.
#[derive(Debug, Default)]
struct Imposed {
    name: Option<String>,
    video: Option<Video>,
    chassis: Option<Chassis>,
}

impl Imposed {
    /// Lets go of what the player has chosen otherwise: from then on it is theirs, even should they choose the same as
    /// the command line again.
    fn yield_to(&mut self, chosen: &Settings) {
        self.name.take_if(|name| *name != chosen.name);
        self.video.take_if(|video| video.parts() != chosen.video.parts());
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
        let (saved, notes) = read(&path);
        let mut settings = saved.clone();
        let mut imposed = Imposed::default();
        let name = options.name.as_ref().map(|name| clean(name, MAX_NAME));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            settings.name.clone_from(&name);
            imposed.name = Some(name);
        }
        if let Some(preset) = options.preset.as_deref().and_then(Preset::from_name) {
            settings.video.take_preset(preset);
            imposed.video = Some(settings.video.clone());
        }
        if let Some(chassis) = options.chassis {
            settings.chassis = chassis;
            imposed.chassis = Some(chassis);
        }
        let file = Self {
            path,
            saved,
            imposed,
            broken: !notes.is_empty(),
            notes,
            unsaved: None,
            fleeting: false,
        };
        (file, settings)
    }

    /// Whether there was no file before.
    #[must_use]
    pub fn is_first_start(&self) -> bool {
        !self.path.exists()
    }

    /// Leaves the file as it is from now on, whatever is chosen.
    pub const fn keep_nothing(&mut self) {
        self.fleeting = true;
    }

    /// Takes note of a change as it is made: what the player chooses over the command line is kept from then on.
    pub fn heed(&mut self, settings: &Settings) {
        self.imposed.yield_to(settings);
        self.unsaved = Some(settings.clone());
    }

    /// Writes the settings, but what came from the command line and was not touched since stays as it was.
    ///
    /// # Errors
    /// A sentence.
    pub fn save(&mut self, settings: &Settings) -> Result<(), String> {
        if self.fleeting {
            return Ok(());
        }
        self.heed(settings);
        let mut next = settings.clone();
        if self.imposed.name.is_some() {
            next.name.clone_from(&self.saved.name);
        }
        if self.imposed.video.is_some() {
            next.video.take_picture(&self.saved.video);
        }
        if self.imposed.chassis.is_some() {
            next.chassis = self.saved.chassis;
        }
        if next == self.saved && self.path.exists() && !self.broken {
            self.unsaved = None;
            return Ok(());
        }
        let shown = self.path.display();
        let text = toml::to_string_pretty(&write(&next))
            .map_err(|error| format!("The settings cannot be written: {error}."))?;
        write_atomically(&self.path, text.as_bytes(), false)
            .map_err(|error| format!("The settings could not be saved to {shown}: {error}."))?;
        self.saved = next;
        self.broken = false;
        self.unsaved = None;
        Ok(())
    }
}

/// The settings of a file, and what there is to tell of it.
fn read(path: &Path) -> (Settings, Vec<Telling>) {
    let mut settings = Settings::default();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (settings, Vec::new()),
        Err(error) => return (settings, vec![replace(path, &error.to_string())]),
    };
    let parsed = String::from_utf8(bytes)
        .map_err(|_| "no text".to_owned())
        .and_then(|text| toml::from_str::<Table>(&text).map_err(|error| error.message().to_owned()))
        .and_then(in_newest_form);
    let table = match parsed {
        Ok(table) => table,
        Err(problem) => return (settings, vec![replace(path, &problem)]),
    };
    let mut notes = Reader::new(&table).take_all(&mut settings);
    if !notes.is_empty() {
        // The file is written anew with the next change; what its owner wrote is not lost by that.
        let mut name = path.as_os_str().to_owned();
        name.push(".broken");
        drop(std::fs::copy(path, PathBuf::from(name)));
    }
    let more = notes.len().saturating_sub(NOTES_MAX);
    if more > 0 {
        notes.truncate(NOTES_MAX);
        notes.push(Telling::tell("trouble-settings-more", [("count", more.into())]));
    }
    (settings, notes)
}

/// Takes a file through the steps from its form to the newest.
fn in_newest_form(mut table: Table) -> Result<Table, String> {
    let version = match table.get("version") {
        None => 1,
        Some(version) => version
            .as_integer()
            .and_then(|version| usize::try_from(version).ok())
            .filter(|version| *version > 0)
            .ok_or("their version is no number")?,
    };
    if version > STEPS.len() + 1 {
        return Err(format!("they are of version {version}, from a newer game"));
    }
    for step in &STEPS[version - 1..] {
        step(&mut table);
    }
    Ok(table)
}

/// Puts a file aside that cannot be used. Returns what to tell.
fn replace(path: &Path, problem: &str) -> Telling {
    let problem = problem.trim_end_matches('.');
    match set_aside(path) {
        Ok(aside) => Telling::tell(
            "trouble-settings-aside",
            [
                ("problem", problem.into()),
                ("file", aside.display().to_string().into()),
            ],
        ),
        Err(error) => Telling::tell(
            "trouble-settings-stuck",
            [
                ("problem", problem.into()),
                ("file", path.display().to_string().into()),
                ("error", error.to_string().into()),
            ],
        ),
    }
}

/// Reads a file's values one by one, and notes those that cannot be.
struct Reader<'a> {
    table: &'a Table,
    notes: Vec<Telling>,
}

impl<'a> Reader<'a> {
    const fn new(table: &'a Table) -> Self {
        Self {
            table,
            notes: Vec::new(),
        }
    }

    fn take_all(mut self, settings: &mut Settings) -> Vec<Telling> {
        self.take_player(settings);
        for section in Section::ALL {
            self.take_section(section, settings);
        }
        if settings.video.preset != Preset::Custom {
            settings.video.heed("preset");
        }
        self.take_bindings(&mut settings.bindings);
        self.notes
    }

    /// Notes a value that cannot be.
    fn note(&mut self, name: &str, value: &Value, allowed: String) {
        let mut was: String = value.to_string();
        if was.chars().count() > SHOWN_MAX {
            was = was.chars().take(SHOWN_MAX).chain(['…']).collect();
        }
        self.notes.push(Telling::tell(
            "trouble-settings-value",
            [
                ("name", name.into()),
                ("was", was.replace('\n', " ").into()),
                ("allowed", allowed.into()),
            ],
        ));
    }

    fn take_player(&mut self, settings: &mut Settings) {
        if let Some(value) = self.table.get("name") {
            let name = value
                .as_str()
                .map(|name| clean(name, MAX_NAME))
                .unwrap_or_default();
            if name.is_empty() {
                self.note("name", value, format!("1 – {MAX_NAME}"));
            } else {
                settings.name = name;
            }
        }
        if let Some(value) = self.table.get("chassis") {
            let named = |chassis: &Chassis| {
                value
                    .as_str()
                    .is_some_and(|name| name.eq_ignore_ascii_case(chassis.name()))
            };
            match Chassis::ALL.into_iter().find(named) {
                Some(chassis) => settings.chassis = chassis,
                None => self.note("chassis", value, Chassis::ALL.map(Chassis::name).join(", ")),
            }
        }
        // Whoever has a file without this has played before there were lessons.
        settings.lesson_offered = self.table.contains_key("name");
        if let Some(value) = self.table.get("lesson_offered") {
            match value.as_bool() {
                Some(offered) => settings.lesson_offered = offered,
                None => self.note("lesson_offered", value, "true, false".to_owned()),
            }
        }
        if let Some(value) = self.table.get("coat") {
            let named = |coat: &Coat| {
                value
                    .as_str()
                    .is_some_and(|name| name.eq_ignore_ascii_case(coat.name()))
            };
            match Coat::ALL.into_iter().find(named) {
                Some(coat) => settings.coat = coat,
                None => self.note("coat", value, Coat::ALL.map(Coat::name).join(", ")),
            }
        }
    }

    /// A table of the file, if it is one.
    fn section(&mut self, name: &str) -> Option<&'a Table> {
        let value = self.table.get(name)?;
        if value.as_table().is_none() {
            self.note(name, value, format!("[{name}]"));
        }
        value.as_table()
    }

    fn take_section(&mut self, section: Section, settings: &mut Settings) {
        let Some(table) = self.section(section.name()) else {
            return;
        };
        for entry in section.entries() {
            let Some(value) = table.get(entry.name) else {
                continue;
            };
            match entry.read(value) {
                Some(figure) => (entry.put)(settings, figure),
                None => self.note(
                    &format!("{}.{}", entry.section, entry.name),
                    value,
                    entry.allowed(),
                ),
            }
        }
    }

    /// Only what differs from the usual bindings is in the file.
    fn take_bindings(&mut self, bindings: &mut Bindings) {
        let Some(table) = self.section("bindings") else {
            return;
        };
        for device in Device::ALL {
            let Some(value) = table.get(device.name()) else {
                continue;
            };
            let Some(rows) = value.as_table() else {
                self.note(&format!("bindings.{}", device.name()), value, "{ … }".to_owned());
                continue;
            };
            for (name, value) in rows {
                let read = Action::from_name(name).zip(triggers(value, device));
                let Some((action, triggers)) = read else {
                    let name = format!("bindings.{}.{name}", device.name());
                    self.note(&name, value, "[\"KeyF\", \"Mouse Left\"]".to_owned());
                    continue;
                };
                // All of the action's own go first, so that what it has now is not what it had.
                for slot in 0..SLOTS {
                    bindings.bind(Place { action, device, slot }, None);
                }
                for (slot, trigger) in triggers.into_iter().enumerate() {
                    bindings.bind(Place { action, device, slot }, trigger);
                }
            }
        }
    }
}

/// The triggers of an action as the file has them: names, empty for none.
fn triggers(value: &Value, device: Device) -> Option<[Option<Trigger>; SLOTS]> {
    let mut slots = [None; SLOTS];
    let names = value.as_array().filter(|names| names.len() <= SLOTS)?;
    for (slot, name) in slots.iter_mut().zip(names) {
        let name = name.as_str()?;
        if !name.is_empty() {
            *slot = Some(Trigger::parse(name).filter(|trigger| trigger.device() == device)?);
        }
    }
    Some(slots)
}

/// The settings as the file has them.
fn write(settings: &Settings) -> Table {
    let mut table = Table::new();
    table.insert("version".to_owned(), Value::Integer(VERSION.into()));
    table.insert("name".to_owned(), Value::String(settings.name.clone()));
    table.insert(
        "chassis".to_owned(),
        Value::String(settings.chassis.name().to_owned()),
    );
    let offered = Value::Boolean(settings.lesson_offered);
    table.insert("lesson_offered".to_owned(), offered);
    table.insert("coat".to_owned(), Value::String(settings.coat.name().to_owned()));
    for section in Section::ALL {
        let values = section
            .entries()
            .iter()
            .map(|entry| (entry.name.to_owned(), entry.write(settings)));
        table.insert(section.name().to_owned(), Value::Table(values.collect()));
    }
    let usual = Bindings::default();
    let sides = Device::ALL.map(|device| {
        let changed = Action::ALL
            .into_iter()
            .filter(|&action| settings.bindings.slots(action, device) != usual.slots(action, device));
        let rows = changed.map(|action| {
            let slots = settings.bindings.slots(action, device);
            let names =
                slots.map(|slot| Value::String(slot.map(|slot| slot.to_string()).unwrap_or_default()));
            (action.name().to_owned(), Value::Array(names.into()))
        });
        (device.name().to_owned(), Value::Table(rows.collect()))
    });
    table.insert("bindings".to_owned(), Value::Table(sides.into_iter().collect()));
    table
}

/// Saves the settings a moment after the last change, and at the end.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, save_when_settled)
        .add_systems(Last, save_at_exit.after(ExitSystems));
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

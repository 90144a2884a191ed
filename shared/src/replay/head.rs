//! The beginning of a replay: which rules it was recorded under, the arena itself, so that one that is not here can be
//! played too, and the opening of the match.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::page::Fields;
use super::{FORMAT_VERSION, ReplayError};
use crate::arena::{Opening, Rules, Seated};
use crate::assets::{MatchData, is_plain_name};
use crate::ids::{Chassis, HogId, Team};
use crate::level::Level;
use crate::mode::Mode;
use crate::tick::Tick;
use crate::tuning::{DataError, MAX_DATA_BYTES, ModeTuning, Tuning};

/// What every replay begins with.
const MAGIC: [u8; 8] = *b"HogsPlay";
/// Longest name of a version.
const MAX_VERSION_BYTES: usize = 40;

/// What a replay says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Version of the game that recorded it.
    pub recorded_by: String,
    /// Hash of the rules it was recorded under; see [`MatchData::hash`].
    pub rules_hash: u64,
    /// Name of the arena's file.
    pub map: String,
    /// Name of the mode.
    pub mode: String,
    /// The mode's limits, as RON.
    pub limits: String,
    /// The arena, as RON.
    pub level: String,
    /// How the match began.
    pub opening: Opening,
}

impl Head {
    /// Of a match under these rules.
    ///
    /// # Errors
    /// [`DataError`] if the arena is larger than what can be read back.
    pub(super) fn of(rules: &Rules, opening: Opening) -> Result<Self, DataError> {
        let fail = |problem: String| DataError::Invalid {
            file: rules.map.clone(),
            problem,
        };
        let level = ron::to_string(&rules.level).map_err(|error| fail(error.to_string()))?;
        let limits = ron::to_string(&rules.mode.tuning).map_err(|error| fail(error.to_string()))?;
        if level.len() > MAX_DATA_BYTES {
            return Err(fail(format!(
                "is too large to be recorded: {} bytes",
                level.len()
            )));
        }
        Ok(Self {
            recorded_by: env!("CARGO_PKG_VERSION").to_owned(),
            rules_hash: rules.hash,
            map: rules.map.clone(),
            mode: rules.mode.mode.name().to_owned(),
            limits,
            level,
            opening,
        })
    }

    /// As the beginning of a file, and the sum that its pages are chained to.
    pub(super) fn write(&self) -> (Vec<u8>, u64) {
        let mut body = Vec::new();
        for text in [
            &self.recorded_by,
            &self.map,
            &self.mode,
            &self.limits,
            &self.level,
        ] {
            body.extend((text.len() as u32).to_le_bytes());
            body.extend(text.as_bytes());
        }
        body.extend(self.rules_hash.to_le_bytes());
        body.extend(self.opening.tick.0.to_le_bytes());
        body.extend(self.opening.chance.to_le_bytes());
        body.push(u8::from(self.opening.warm_up));
        for seat in &self.opening.seats {
            let side = Team::code(seat.team) | u8::from(seat.looks_on) << 7;
            body.extend([seat.hog.0, seat.chassis.index() as u8, side]);
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT_VERSION.to_le_bytes());
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(body);
        let sum = xxh3_64(&bytes);
        bytes.extend(sum.to_le_bytes());
        (bytes, sum)
    }

    /// Reads the beginning of a file: what it says, how long it is, and the sum that the pages are chained to.
    ///
    /// # Errors
    /// [`ReplayError`] if it is none, of another format, or not whole.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, usize, u64), ReplayError> {
        let mut fields = Fields(bytes);
        if fields.array() != Some(MAGIC) {
            return Err(ReplayError::Foreign);
        }
        let version = fields.array().ok_or(ReplayError::Beginning)?;
        let found = u16::from_le_bytes(version);
        if found != FORMAT_VERSION {
            return Err(ReplayError::Version { found });
        }
        let length = fields.array().ok_or(ReplayError::Beginning)?;
        let body = fields.slice(u32::from_le_bytes(length) as usize);
        let body = body.ok_or(ReplayError::Beginning)?;
        let summed = bytes.len() - fields.0.len();
        let sum = u64::from_le_bytes(fields.array().ok_or(ReplayError::Beginning)?);
        if sum != xxh3_64(&bytes[..summed]) {
            return Err(ReplayError::Beginning);
        }
        let head = Self::read_body(body).ok_or(ReplayError::Beginning)?;
        Ok((head, bytes.len() - fields.0.len(), sum))
    }

    fn read_body(body: &[u8]) -> Option<Self> {
        let mut fields = Fields(body);
        let [recorded_by, map, mode, limits, level] = [
            fields.text()?,
            fields.text()?,
            fields.text()?,
            fields.text()?,
            fields.text()?,
        ]
        .map(str::to_owned);
        let rules_hash = u64::from_le_bytes(fields.array()?);
        let tick = Tick(u32::from_le_bytes(fields.array()?));
        let chance = u64::from_le_bytes(fields.array()?);
        let [warm_up] = fields.array()?;
        let mut seats: Vec<Seated> = Vec::new();
        while !fields.0.is_empty() {
            let [seat, chassis, side] = fields.array()?;
            if seats.last().is_some_and(|last| last.hog.0 >= seat) {
                return None;
            }
            seats.push(Seated {
                hog: HogId(seat),
                chassis: Chassis::from_index(usize::from(chassis))?,
                team: Team::from_code(side & 0x7f)?,
                looks_on: side >> 7 == 1,
            });
        }
        // These are shown to people as they are.
        let printable = recorded_by.chars().all(|letter| letter.is_ascii_graphic());
        let plain = printable && is_plain_name(&map) && is_plain_name(&mode);
        (plain && recorded_by.len() <= MAX_VERSION_BYTES).then_some(Self {
            recorded_by,
            rules_hash,
            map,
            mode,
            limits,
            level,
            opening: Opening {
                tick,
                chance,
                warm_up: warm_up == 1,
                seats,
            },
        })
    }

    /// The rules of the match: its own arena and limits, and the chassis and weapons of this game.
    ///
    /// # Errors
    /// [`ReplayError`] if these are not the rules it was recorded under.
    pub(super) fn rules(&self, tuning: Tuning) -> Result<Arc<Rules>, ReplayError> {
        let mode = Mode::from_name(&self.mode).ok_or_else(|| ReplayError::Mode(self.mode.clone()))?;
        let level = Level::parse(&format!("arena {}", self.map), &self.level)?;
        let limits = ModeTuning::parse(&format!("mode {}", self.mode), &self.limits)?;
        let data = MatchData::new(self.map.clone(), tuning, level, limits);
        if data.hash != self.rules_hash {
            return Err(ReplayError::Rules {
                map: self.map.clone(),
                recorded_by: self.recorded_by.clone(),
            });
        }
        // What is parsed can be built: its spawns were looked for on its solids.
        Rules::new(mode, data).map(Arc::new).map_err(|error| {
            ReplayError::Data(DataError::Invalid {
                file: self.map.clone(),
                problem: error.to_string(),
            })
        })
    }
}

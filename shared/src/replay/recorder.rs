//! Turns a match that goes on into the bytes of its replay, a page at a time. Whoever drives the match gives every tick's
//! inputs and checksum, and puts the bytes wherever they are kept.

use super::head::Head;
use super::page::{PAGE_TICKS, Page, follow};
use super::record::{Record, RecordModel, Sitter};
use crate::arena::{Inputs, Opening, Rules};
use crate::ids::{HogId, MAX_HOGS};
use crate::protocol::coder::Encoder;
use crate::protocol::text::clean_name;
use crate::tuning::DataError;

/// The replay of a match under way.
#[derive(Debug)]
pub struct Recorder {
    model: RecordModel,
    encoder: Encoder,
    /// Ticks on the page so far, and the sum over their checksums.
    ticks: u8,
    trail: u64,
    chain: u64,
    /// By seat: who was said to sit there, and those not written yet.
    sitters: Vec<Option<Sitter>>,
    unsaid: Vec<(HogId, Sitter)>,
}

impl Recorder {
    /// Begins the replay of a match that begins; the bytes come first in its file.
    ///
    /// # Errors
    /// [`DataError`] if the arena is too large to be written down.
    pub fn begin(rules: &Rules, opening: Opening) -> Result<(Self, Vec<u8>), DataError> {
        let model = RecordModel::new(&opening.seats);
        let (bytes, chain) = Head::of(rules, opening)?.write();
        let recorder = Self {
            model,
            encoder: Encoder::new(),
            ticks: 0,
            trail: 0,
            chain,
            sitters: vec![None; MAX_HOGS],
            unsaid: Vec::new(),
        };
        Ok((recorder, bytes))
    }

    /// Says who sits on a seat, for those who watch; said again, it costs nothing.
    pub fn introduce(&mut self, seat: HogId, name: &str, bot: bool) {
        let known = &mut self.sitters[seat.index()];
        if known
            .as_ref()
            .is_some_and(|sitter| sitter.name == name && sitter.bot == bot)
        {
            return;
        }
        let sitter = Sitter {
            name: clean_name(name),
            bot,
        };
        *known = Some(sitter.clone());
        self.unsaid.retain(|(other, _)| *other != seat);
        self.unsaid.push((seat, sitter));
    }

    /// Takes down a tick: what the match was given, and its checksum after it. Returns a page when one is full.
    pub fn tick(&mut self, inputs: &Inputs, checksum: u64) -> Option<Vec<u8>> {
        let mut record = Record {
            leaves: inputs.leaves.clone(),
            joins: inputs.joins.clone(),
            sitters: std::mem::take(&mut self.unsaid),
            controls: inputs.controls.iter().copied().collect(),
            warm_up: inputs.warm_up,
            kick_off: inputs.kick_off,
            hold: inputs.hold,
            sum: checksum as u8,
        };
        for hog in &inputs.leaves {
            if record.sitters.iter().any(|(seat, _)| seat == hog) {
                continue;
            }
            // A name goes with whoever leaves: where the same one comes back at once, it is said again.
            let comes = inputs.joins.iter().any(|join| join.hog == *hog);
            let known = &mut self.sitters[hog.index()];
            match known.clone().filter(|_| comes) {
                Some(sitter) => record.sitters.push((*hog, sitter)),
                None => *known = None,
            }
        }
        let coded = self.model.code(&mut self.encoder, &record);
        debug_assert!(coded.is_ok(), "all that a match takes can be written: {record:?}");
        self.trail = follow(self.trail, checksum);
        self.ticks += 1;
        (self.ticks == PAGE_TICKS).then(|| self.turn())
    }

    /// The end: what is left, and the word that nothing is missing.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let mut bytes = if self.ticks > 0 { self.turn() } else { Vec::new() };
        bytes.extend(self.turn());
        bytes
    }

    fn turn(&mut self) -> Vec<u8> {
        let body = std::mem::take(&mut self.encoder).finish();
        let page = Page {
            ticks: std::mem::take(&mut self.ticks),
            trail: std::mem::take(&mut self.trail),
            body: &body,
        };
        let (bytes, chain) = page.write(self.chain);
        self.chain = chain;
        bytes
    }
}

//! A replay as it was read: its head, where its pages are, and up to where it is whole. Opening one looks at every byte
//! and plays nothing.

use std::collections::VecDeque;

use super::head::Head;
use super::page::{Page, Turned};
use super::record::{Record, RecordModel};
use super::{Damage, MAX_REPLAY_BYTES, ReplayError};
use crate::protocol::Malformed;
use crate::protocol::coder::Decoder;
use crate::tick::Tick;

/// Where a page is.
#[derive(Clone, Copy, Debug)]
struct Leaf {
    /// In the file.
    body_at: usize,
    body_bytes: usize,
    ticks: u8,
    trail: u64,
}

/// A replay, read and found whole up to [`Replay::sound_until`]. What is in its pages shows when it is played.
#[derive(Debug)]
pub struct Replay {
    bytes: Vec<u8>,
    head: Head,
    leaves: Vec<Leaf>,
    sound_until: Tick,
    damage: Option<Damage>,
}

impl Replay {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ReplayError`] if nothing of it can be played. One that is damaged further on opens, up to there.
    pub fn open(bytes: Vec<u8>) -> Result<Self, ReplayError> {
        if bytes.len() > MAX_REPLAY_BYTES {
            return Err(ReplayError::Size);
        }
        let (head, mut at, mut chain) = Head::read(&bytes)?;
        let mut leaves = Vec::new();
        let mut ticks = 0_u32;
        let damage = loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let (page, length, sum) = match Page::read(rest, chain) {
                Turned::Page(page, length, sum) => (page, length, sum),
                Turned::Truncated => break Some(Damage::Truncated { after: ticks }),
                Turned::Altered => break Some(Damage::Altered { after: ticks }),
            };
            if page.ticks == 0 {
                let last = length == rest.len() && page.body.is_empty();
                break (!last).then_some(Damage::Altered { after: ticks });
            }
            leaves.push(Leaf {
                body_at: at + Page::BODY_AT,
                body_bytes: page.body.len(),
                ticks: page.ticks,
                trail: page.trail,
            });
            // The file is shorter than what would make these overflow.
            ticks += u32::from(page.ticks);
            (at, chain) = (at + length, sum);
        };
        Ok(Self {
            sound_until: head.opening.tick.after(ticks),
            bytes,
            head,
            leaves,
            damage,
        })
    }

    /// What it says of itself.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// The last tick that it is known to be whole to.
    #[must_use]
    pub const fn sound_until(&self) -> Tick {
        self.sound_until
    }

    /// Why it does not go on after that, if that is not its end.
    #[must_use]
    pub const fn damage(&self) -> Option<Damage> {
        self.damage
    }

    /// Length of the file, bytes.
    #[must_use]
    pub const fn len_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The ticks of a page, and the sum over their checksums; none after the last page.
    pub(super) fn page(
        &self,
        number: usize,
        model: &mut RecordModel,
    ) -> Option<Result<(VecDeque<Record>, u64), Malformed>> {
        let leaf = self.leaves.get(number)?;
        let body = self.bytes.get(leaf.body_at..leaf.body_at + leaf.body_bytes)?;
        Some(decode(body, leaf.ticks, model).map(|ticks| (ticks, leaf.trail)))
    }
}

fn decode(body: &[u8], ticks: u8, model: &mut RecordModel) -> Result<VecDeque<Record>, Malformed> {
    let mut decoder = Decoder::new(body);
    let mut records = VecDeque::new();
    for _ in 0..ticks {
        records.push_back(model.code(&mut decoder, &Record::default())?);
        decoder.check()?;
    }
    decoder.end()?;
    Ok(records)
}

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
        // Time does not run over its end.
        let sound_until = head.opening.tick.0.checked_add(ticks).map(Tick);
        Ok(Self {
            sound_until: sound_until.ok_or(ReplayError::Beginning)?,
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::arena::{Opening, Rules};
    use crate::assets::AssetFolder;
    use crate::mode::Mode;
    use crate::replay::verify;
    use crate::rng::Rng;

    fn rules() -> Rules {
        let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
        Rules::new(Mode::Deathmatch, data).unwrap()
    }

    fn head(rules: &Rules) -> (Vec<u8>, u64) {
        Head::of(rules, Opening::of_seed(1)).unwrap().write()
    }

    #[test]
    fn nonsense_under_right_sums_is_no_worse_than_altered() {
        let rules = rules();
        let mut rng = Rng::new(3);
        for _ in 0..300 {
            let (mut bytes, mut chain) = head(&rules);
            for _ in 0..3 {
                let mut byte = || rng.next_u32() as u8;
                let body: Vec<u8> = (0..byte()).map(|_| byte()).collect();
                let page = Page {
                    ticks: byte() % 61,
                    trail: 0,
                    body: &body,
                };
                let (page, sum) = page.write(chain);
                bytes.extend(page);
                chain = sum;
            }
            let replay = Replay::open(bytes).unwrap();
            let verified = verify(&replay, rules.tuning.clone()).unwrap();
            assert!(verified.damage.is_some());
            // One tick in 256 has the right byte by chance.
            assert!(verified.ticks <= 2, "what no match was is played: {verified:?}");
        }
    }

    #[test]
    fn claimed_lengths_are_not_believed() {
        let (bytes, _) = head(&rules());
        for length in [u32::MAX, 1 << 31, 1 << 22, 40_000] {
            let mut page = vec![b'p', 60];
            page.extend(length.to_le_bytes());
            page.extend([0; 30]);
            let replay = Replay::open([bytes.clone(), page].concat()).unwrap();
            assert!(replay.damage().is_some() && replay.leaves.is_empty());
            let mut beginning = bytes.clone();
            beginning[10..14].copy_from_slice(&length.to_le_bytes());
            assert_eq!(Replay::open(beginning).unwrap_err(), ReplayError::Beginning);
        }
    }

    #[test]
    fn every_arena_comes_back_exactly_as_it_was() {
        let assets = AssetFolder::find().unwrap();
        for map in assets.maps() {
            let rules = Rules::new(Mode::Deathmatch, assets.load(&map, "deathmatch").unwrap()).unwrap();
            let (bytes, _) = head(&rules);
            let replay = Replay::open(bytes).unwrap();
            let again = replay.head().rules(rules.tuning.clone()).unwrap();
            assert_eq!((again.hash, &again.level), (rules.hash, &rules.level), "{map}");
        }
    }

    #[test]
    fn time_does_not_run_over_its_end() {
        let opening = Opening {
            tick: Tick(u32::MAX - 9),
            ..Opening::of_seed(1)
        };
        let (mut bytes, chain) = Head::of(&rules(), opening).unwrap().write();
        let page = Page {
            ticks: 60,
            trail: 0,
            body: &[],
        };
        bytes.extend(page.write(chain).0);
        assert_eq!(Replay::open(bytes).unwrap_err(), ReplayError::Beginning);
    }
}

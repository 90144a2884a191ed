//! A survey as bytes, so that a server need not make it again at every start. A file may be cut short, of another
//! arena or a lie: what is read is summed, counted and held to its bounds, and anything odd is no survey.
//!
//! Layout, little-endian: `HNAV`, version (4 bytes), hash of the rules (8), xxh3 of all that follows (8); then the grid,
//! columns, floors, and the floors of pickups and of interest.

use xxhash_rust::xxh3::xxh3_64;

use super::navigate::{Column, NONE, NavMap, Node};
use crate::math::Vec3;

const MAGIC: [u8; 4] = *b"HNAV";
/// To be counted up whenever surveys of the same arena come out differently.
const VERSION: u32 = 2;
/// Bytes before what is summed.
const HEAD_BYTES: usize = 24;
/// Most floors of one survey; the largest arena has a fraction of it.
const MAX_NODES: usize = 1 << 18;
/// Most columns of one survey.
const MAX_COLUMNS: usize = 1 << 18;
/// Longest file of a survey, bytes.
pub const MAX_SURVEY_BYTES: u64 = 32 << 20;

/// Takes bytes apart; none where they end.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn bytes<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }

    fn word(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    /// A number that is one.
    fn number(&mut self) -> Option<f32> {
        self.word()
            .map(f32::from_bits)
            .filter(|number| number.is_finite())
    }

    fn count(&mut self, most: usize) -> Option<usize> {
        let count = self.word()? as usize;
        (count <= most).then_some(count)
    }

    /// The index of one of so many floors, or [`NONE`].
    fn index(&mut self, nodes: usize) -> Option<u32> {
        self.word()
            .filter(|&index| index == NONE || (index as usize) < nodes)
    }
}

fn put(bytes: &mut Vec<u8>, word: u32) {
    bytes.extend(word.to_le_bytes());
}

fn put_number(bytes: &mut Vec<u8>, number: f32) {
    put(bytes, number.to_bits());
}

impl NavMap {
    /// The survey as bytes, to be kept under the hash of the rules it was made with.
    #[must_use]
    pub fn to_bytes(&self, rules_hash: u64) -> Vec<u8> {
        let mut body = Vec::new();
        for number in [self.cell_m, self.half_x, self.half_z, self.floor] {
            put_number(&mut body, number);
        }
        put(&mut body, self.wide as u32);
        put(&mut body, self.long as u32);
        put(&mut body, self.nodes.len() as u32);
        for column in &self.columns {
            put(&mut body, column.first);
            body.extend([column.count, u8::from(column.void)]);
            put_number(&mut body, column.peril.0);
            put_number(&mut body, column.peril.1);
        }
        for node in &self.nodes {
            for number in node
                .at
                .to_array()
                .into_iter()
                .chain([node.weight, node.void_m, node.room_m])
            {
                put_number(&mut body, number);
            }
            put(&mut body, node.column);
            node.links.iter().for_each(|&link| put(&mut body, link));
            put(&mut body, node.leap);
            body.push(u8::from(node.pad));
        }
        for list in [&self.pickups, &self.interests] {
            put(&mut body, list.len() as u32);
            list.iter().for_each(|&node| put(&mut body, node));
        }
        let mut bytes = MAGIC.to_vec();
        put(&mut bytes, VERSION);
        bytes.extend(rules_hash.to_le_bytes());
        bytes.extend(xxh3_64(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// The survey that some bytes are, provided that it was made with these rules; none for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], rules_hash: u64) -> Option<Self> {
        let mut reader = Reader(bytes);
        let head: ([u8; 4], u32) = (reader.bytes()?, reader.word()?);
        let hash = u64::from_le_bytes(reader.bytes()?);
        let sum = u64::from_le_bytes(reader.bytes()?);
        let sound =
            head == (MAGIC, VERSION) && hash == rules_hash && sum == xxh3_64(bytes.get(HEAD_BYTES..)?);
        if !sound {
            return None;
        }
        let (cell_m, half_x, half_z) = (reader.number()?, reader.number()?, reader.number()?);
        let floor = reader.number()?;
        let (wide, long) = (reader.count(MAX_COLUMNS)?, reader.count(MAX_COLUMNS)?);
        let columns = wide.checked_mul(long).filter(|&columns| columns <= MAX_COLUMNS)?;
        let nodes = reader.count(MAX_NODES)?;
        let fits = cell_m > 0.1 && half_x > 0.0 && half_z > 0.0 && columns > 0;
        if !fits {
            return None;
        }
        let mut map = Self::empty(cell_m, half_x, half_z, wide, long, floor);
        map.columns = (0..columns)
            .map(|_| column(&mut reader, nodes))
            .collect::<Option<_>>()?;
        map.nodes = (0..nodes)
            .map(|_| node(&mut reader, columns, nodes))
            .collect::<Option<_>>()?;
        map.pickups = list(&mut reader, nodes)?;
        map.interests = list(&mut reader, nodes)?;
        let whole = reader.0.is_empty() && !map.interests.contains(&NONE);
        whole.then_some(map)
    }
}

fn column(reader: &mut Reader<'_>, nodes: usize) -> Option<Column> {
    let first = reader.word()?;
    let [count, void] = reader.bytes()?;
    let last = first as usize + usize::from(count);
    (last <= nodes && void <= 1).then_some(Column {
        first,
        count,
        void: void == 1,
        peril: (reader.number()?, reader.number()?),
    })
}

fn node(reader: &mut Reader<'_>, columns: usize, nodes: usize) -> Option<Node> {
    let at = Vec3::new(reader.number()?, reader.number()?, reader.number()?);
    let weight = reader.number().filter(|&weight| weight > 0.0)?;
    let (void_m, room_m) = (reader.number()?, reader.number()?);
    let column = reader.word().filter(|&column| (column as usize) < columns)?;
    let mut links = [NONE; 8];
    for link in &mut links {
        *link = reader.index(nodes)?;
    }
    let leap = reader.index(nodes)?;
    let [pad] = reader.bytes()?;
    Some(Node {
        at,
        column,
        weight,
        void_m,
        room_m,
        links,
        leap,
        pad: pad == 1,
    })
}

fn list(reader: &mut Reader<'_>, nodes: usize) -> Option<Vec<u32>> {
    let count = reader.count(MAX_NODES)?;
    (0..count).map(|_| reader.index(nodes)).collect()
}

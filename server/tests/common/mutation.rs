//! Datagrams that were good once.

use hogs_shared::rng::Rng;
use renetcode::NETCODE_MAX_PACKET_BYTES;

pub fn noise(rng: &mut Rng, most: u32) -> Vec<u8> {
    let length = rng.below(most + 1);
    (0..length).map(|_| rng.next_u32() as u8).collect()
}

pub fn mutated(corpus: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut datagram = corpus[rng.below(corpus.len() as u32) as usize].clone();
    for _ in 0..=rng.below(4) {
        match rng.below(6) {
            0 => datagram.truncate(rng.below(datagram.len() as u32 + 1) as usize),
            1 => datagram.extend(noise(rng, 40)),
            2 => datagram = noise(rng, NETCODE_MAX_PACKET_BYTES as u32 + 100),
            3 if !datagram.is_empty() => datagram[0] = rng.next_u32() as u8,
            _ if !datagram.is_empty() => {
                let at = rng.below(datagram.len() as u32) as usize;
                datagram[at] ^= 1 << rng.below(8);
            }
            _ => {}
        }
    }
    datagram
}

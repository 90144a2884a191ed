//! One connected player: what comes in from them, what is on its way to them, and how well they are doing on the wire.

use std::collections::VecDeque;
use std::time::Duration;

use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::protocol::Malformed;
use hogs_shared::protocol::input::{Claim, Uplink};
use hogs_shared::protocol::join::PlayerKey;
use hogs_shared::protocol::messages::ClientRequest;
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};

use crate::budget::{Bucket, Rate};
use crate::inputs::InputQueue;
use crate::interest::Interest;
use crate::link::Link;
use crate::tickets::ClientId;

/// Claims that are remembered: those of the ticks a client is ahead.
const CLAIMS: usize = 24;
/// Chat lines a second.
const CHAT: Rate = Rate {
    per_second: 0.5,
    burst: 4.0,
};
/// Places marked a second.
const PINGS: Rate = Rate {
    per_second: 1.0,
    burst: 3.0,
};
/// Wishes a second: to be ready, to vote and the like, of which everyone is told.
const WISHES: Rate = Rate {
    per_second: 2.0,
    burst: 8.0,
};
/// Misdeeds forgiven a second, and at once. An honest client commits none.
const MISDEEDS: Rate = Rate {
    per_second: 2.0,
    burst: 60.0,
};
/// What nonsense counts.
const NONSENSE: f64 = 10.0;
/// What a datagram too many counts.
const EXCESS: f64 = 1.0;

/// What a request counts as, so that nobody asks for too much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    /// Words.
    Chat,
    /// A mark on the map.
    Ping,
    /// Something of which everyone is told.
    Wish,
    /// Nothing.
    Free,
}

impl Talk {
    /// What too much of it is counted as.
    #[must_use]
    pub const fn excess(self) -> &'static str {
        match self {
            Self::Chat => "chat_budget",
            Self::Ping => "ping_budget",
            Self::Wish | Self::Free => "wish_budget",
        }
    }
}

/// What a datagram is judged by when it arrives.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Now.
    pub now: Duration,
    /// The tick to be stepped next.
    pub next: Tick,
    /// Until that step begins.
    pub until_next: Duration,
}

/// A player.
#[derive(Debug)]
pub struct Player {
    /// Their connection.
    pub client: ClientId,
    /// Their seat.
    pub seat: HogId,
    /// Who they are.
    pub key: PlayerKey,
    /// Their controls.
    pub inputs: InputQueue,
    /// What their hog is by their own prediction, lately.
    claims: VecDeque<Claim>,
    /// What passes between them and the server.
    pub link: Link,
    /// Which hogs they have not been shown for how long.
    pub interest: Interest,
    /// What they want to drive from the next spawn on.
    pub chassis_wish: Option<Chassis>,
    /// When they last said anything.
    pub heard: Duration,
    chat: Bucket,
    pings: Bucket,
    wishes: Bucket,
    misdeeds: Bucket,
}

/// What is asked for in a datagram.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Those that make sense.
    pub requests: Vec<ClientRequest>,
    /// How many do not.
    pub nonsense: usize,
}

impl Player {
    /// A player who has just been given a seat.
    #[must_use]
    pub fn new(client: ClientId, seat: HogId, key: PlayerKey, link: Link, now: Duration) -> Self {
        Self {
            client,
            seat,
            key,
            inputs: InputQueue::default(),
            claims: VecDeque::new(),
            link,
            interest: Interest::default(),
            chassis_wish: None,
            heard: now,
            chat: Bucket::full(CHAT, now),
            pings: Bucket::full(PINGS, now),
            wishes: Bucket::full(WISHES, now),
            misdeeds: Bucket::full(MISDEEDS, now),
        }
    }

    /// What they said their hog would be at a tick.
    #[must_use]
    pub fn claim_of(&self, tick: Tick) -> Option<u32> {
        let claim = self.claims.iter().find(|claim| claim.tick == tick);
        claim.map(|claim| claim.sum)
    }

    /// Takes in a datagram's payload. Returns what is asked for in it.
    ///
    /// # Errors
    /// [`Malformed`] for what no honest client sends.
    pub fn receive(&mut self, bytes: &[u8], moment: &Moment) -> Result<Asked, Malformed> {
        self.heard = moment.now;
        let margin = |uplink: &Uplink| margin_quarters(uplink.newest, moment);
        let (uplink, items) = self.link.receive(bytes, moment.now, margin)?;
        if let Some(claim) = uplink.claim {
            self.claims.retain(|known| known.tick != claim.tick);
            self.claims.push_back(claim);
            if self.claims.len() > CLAIMS {
                self.claims.pop_front();
            }
        }
        let count = uplink.controls.len() as u32;
        for (index, &controls) in uplink.controls.iter().enumerate() {
            let tick = Tick(uplink.newest.0.wrapping_sub(count - 1 - index as u32));
            self.inputs.offer(moment.next, tick, controls);
        }
        // They will not come again, so one that makes no sense must not take the others with it.
        let mut asked = Asked::default();
        for item in items {
            match ClientRequest::decode(&item) {
                Ok(request) => asked.requests.push(request),
                Err(_) => asked.nonsense += 1,
            }
        }
        Ok(asked)
    }

    /// Whether they may ask for another of these now.
    pub fn may_talk(&mut self, now: Duration, talk: Talk) -> bool {
        match talk {
            Talk::Chat => self.chat.take(now, 1.0),
            Talk::Ping => self.pings.take(now, 1.0),
            Talk::Wish => self.wishes.take(now, 1.0),
            Talk::Free => true,
        }
    }

    /// They sent nonsense. False when it is too much of it.
    pub fn forgive_nonsense(&mut self, now: Duration) -> bool {
        self.misdeeds.take(now, NONSENSE)
    }

    /// They sent more than they may. False when it goes on and on.
    pub fn forgive_excess(&mut self, now: Duration) -> bool {
        self.misdeeds.take(now, EXCESS)
    }
}

/// How early controls for `newest` are: whole ticks, and the part of one until the next step.
fn margin_quarters(newest: Tick, moment: &Moment) -> i8 {
    let ticks = newest.since(moment.next).clamp(-64, 64) * 4;
    let part = (moment.until_next.as_secs_f64() * f64::from(TICKS_PER_SECOND * 4))
        .round()
        .min(3.0) as i32;
    (ticks + part).clamp(-127, 127) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_is_told_in_quarters_of_a_tick() {
        let half = Duration::from_secs(1) / (TICKS_PER_SECOND * 2);
        let moment = Moment {
            now: Duration::ZERO,
            next: Tick(100),
            until_next: half,
        };
        assert_eq!(margin_quarters(Tick(102), &moment), 10);
        assert_eq!(margin_quarters(Tick(101), &moment), 6);
        let later = Moment {
            next: Tick(106),
            ..moment
        };
        assert_eq!(margin_quarters(Tick(103), &later), -10);
        assert_eq!(margin_quarters(Tick(100_000), &later), 127);
    }

    #[test]
    fn patience_with_nonsense_ends() {
        let mut player = Player::new(1, HogId(0), [0; 32], Link::new(2), Duration::ZERO);
        let forgiven = (0..100)
            .filter(|_| player.forgive_nonsense(Duration::ZERO))
            .count();
        assert_eq!(forgiven, 6);
        assert!(player.forgive_nonsense(Duration::from_secs(5)));
    }
}

//! Keeps the client's tick as far ahead of the server's as its inputs need to arrive just in time. The server says by
//! how much they were early; the client bends the pace of its ticks and never jumps during play.

use crate::tick::{TICKS_PER_SECOND, Tick};

/// Ticks of margin aimed at on a perfect link.
const MARGIN_TICKS: f32 = 1.25;
/// Most ticks of margin aimed at because arrivals vary.
const MOST_MARGIN_TICKS: f32 = 6.0;
/// What is lost does not vary: the margin also grows by so many ticks whenever ticks of the server begin to lack
/// controls, however many do on end, and shrinks by so many with each snapshot whose tick had them. With losses in bursts
/// it settles where about one tick in a hundred lacks them.
const STARVED_TICKS: (f32, f32) = (0.6, 0.004);
/// Most ticks of margin for that: longer bursts are rare.
const MOST_SPARE_TICKS: f32 = 6.0;
/// Share of its pace that the clock gives up for each tick it is off, near and far.
const BEND: (f32, f32) = (0.02, 0.03);
/// Beyond this many ticks an error is far.
const FAR_TICKS: f32 = 2.0;
/// Most that the pace is bent.
const MOST_BEND: f32 = 0.3;
/// Errors beyond this many ticks are jumped over: no bending would catch up within a breath.
const JUMP_TICKS: f32 = 15.0;
/// News in a row that must agree before it is jumped: one datagram that a link held up says nothing of the clock.
const ASTRAY: u32 = 5;
/// Seconds after the first snapshot in which any error is jumped over: nobody plays yet.
const SETTLING_S: f32 = 0.7;
/// Most ticks stepped for one update; after a hitch the rest is jumped over.
const MAX_STEPS: u32 = 10;

/// The client's clock.
#[derive(Clone, Debug)]
pub struct ClockSync {
    /// The tick that is simulated next to reach 'now'; none before the first snapshot.
    tick: Option<Tick>,
    /// Ticks due but not stepped, 0 to 1: how far 'now' is past the last tick.
    due: f32,
    /// Pace as a multiple of real time.
    pace: f32,
    /// Smoothed margin error, ticks.
    error: f32,
    /// Standard deviation of the arrival margin, ticks.
    jitter: f32,
    /// Ticks of margin against losses.
    spare: f32,
    /// Ticks from one datagram with controls to the next.
    send_ticks: u32,
    /// Whether the tick of the newest snapshot lacked controls.
    starved: bool,
    /// News in a row of an error to be jumped over.
    astray: u32,
    /// Seconds since the first snapshot.
    age_s: f32,
    /// Seconds until a jump's effect can be seen in the margins; until then they are of the past.
    blind_s: f32,
}

impl ClockSync {
    /// A clock that waits for its first snapshot.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            tick: None,
            due: 0.0,
            pace: 1.0,
            error: 0.0,
            jitter: 0.0,
            spare: 0.0,
            send_ticks: 1,
            starved: false,
            astray: 0,
            age_s: 0.0,
            blind_s: 0.0,
        }
    }

    /// The first snapshot: begin a guessed round trip ahead of it, since it is half of one old and controls take the other half.
    pub fn begin(&mut self, snapshot: Tick, rtt_s: f32) {
        let lead = rtt_s * TICKS_PER_SECOND as f32 + MARGIN_TICKS + 1.0;
        self.tick = Some(snapshot.after(lead.clamp(2.0, 40.0) as u32));
        self.blind_s = rtt_s + 0.05;
    }

    /// The server says that inputs came `margin` ticks early. `rtt_s` is how old that news is.
    pub fn feedback(&mut self, margin: f32, rtt_s: f32) {
        if self.blind_s > 0.0 {
            return;
        }
        let error = margin - self.target();
        let far = error.abs() > JUMP_TICKS;
        self.astray = if far { self.astray + 1 } else { 0 };
        let settling = self.age_s < SETTLING_S;
        if far && self.astray < ASTRAY && !settling {
            return;
        }
        self.jitter += ((error - self.error).abs() * 1.25 - self.jitter) * 0.03;
        self.error += (error - self.error) * 0.15;
        if far || (settling && error.abs() > 1.0) {
            let ticks = libm::roundf(error) as i32;
            if let Some(tick) = &mut self.tick {
                *tick = Tick(tick.0.saturating_add_signed(-ticks));
            }
            self.error = 0.0;
            self.jitter = 0.0;
            self.astray = 0;
            self.pace = 1.0;
            self.blind_s = rtt_s + 0.05;
            return;
        }
        // The bend is proportional, so that it dies out as the error does and never hunts. What is far off was put there
        // by a hitch that everyone has seen, so being done with it soon is better than being gentle.
        let gain = if self.error.abs() > FAR_TICKS {
            BEND.1
        } else {
            BEND.0
        };
        self.pace = 1.0 - (self.error * gain).clamp(-MOST_BEND, MOST_BEND);
    }

    fn target(&self) -> f32 {
        (MARGIN_TICKS + 2.0 * self.jitter).min(MOST_MARGIN_TICKS) + self.spare + self.held()
    }

    /// Ticks that the oldest controls in a datagram have waited for it. The margins that come back are those of the newest.
    const fn held(&self) -> f32 {
        (self.send_ticks - 1) as f32
    }

    /// From now on controls go every so many ticks.
    pub fn send_every(&mut self, ticks: u32) {
        let before = self.held();
        self.send_ticks = ticks.max(1);
        // The smoothed error is against the target, which moves.
        self.error -= self.held() - before;
    }

    /// Whether a datagram goes with one of these ticks; `turn` spreads clients over all of them.
    #[must_use]
    pub fn sends_with(&self, ticks: &[Tick], turn: u32) -> bool {
        let due = |tick: &Tick| tick.0.wrapping_add(turn).is_multiple_of(self.send_ticks);
        ticks.iter().any(due)
    }

    /// The newest snapshot says whether its tick lacked this client's controls.
    pub fn fed(&mut self, starved: bool) {
        if self.age_s < SETTLING_S || self.blind_s > 0.0 {
            return;
        }
        let step = match (self.starved, starved) {
            (false, true) => STARVED_TICKS.0,
            (true, true) => 0.0,
            (_, false) => -STARVED_TICKS.1,
        };
        self.starved = starved;
        let spare = (self.spare + step).clamp(0.0, MOST_SPARE_TICKS);
        // The smoothed error is against the target, which moves.
        self.error -= spare - self.spare;
        self.spare = spare;
    }

    /// Time passes. Returns the ticks to simulate now, oldest first: usually none or one.
    pub fn advance(&mut self, seconds: f32) -> Vec<Tick> {
        let Some(tick) = &mut self.tick else {
            return Vec::new();
        };
        self.age_s += seconds;
        self.blind_s = (self.blind_s - seconds).max(0.0);
        self.due += seconds * TICKS_PER_SECOND as f32 * self.pace;
        let whole = (self.due as u32).min(10_000);
        self.due -= whole as f32;
        // After a hitch the ticks in the middle are not worth simulating: the server has gone on without them.
        let skipped = whole.saturating_sub(MAX_STEPS);
        *tick = tick.after(skipped);
        let ticks = (0..whole - skipped).map(|step| tick.after(step)).collect();
        *tick = tick.after(whole - skipped);
        ticks
    }

    /// How far 'now' is past the last simulated tick, 0 to 1.
    #[must_use]
    pub const fn fraction(&self) -> f32 {
        self.due
    }

    /// Smoothed arrival margin, ticks.
    #[must_use]
    pub fn margin(&self) -> f32 {
        self.target() + self.error
    }
}

impl Default for ClockSync {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn one_datagram_that_was_held_up_moves_nothing() {
        let mut clock = ClockSync::new();
        clock.begin(Tick(100), 0.0);
        clock.advance(2.0);
        for _ in 0..20 {
            clock.feedback(1.25, 0.0);
        }
        let before = clock.clone();
        clock.feedback(-30.0, 0.0);
        assert_eq!((clock.tick, clock.pace), (before.tick, before.pace));
        for _ in 0..ASTRAY {
            clock.feedback(-30.0, 0.0);
        }
        assert!(clock.tick > before.tick, "an error that stays is jumped over");
    }

    /// A server that starts 2 s before the client, behind a link with delay and jitter; controls go every so many ticks, and
    /// the margins of the newest come back late. Returns the last of them, and how many controls came late.
    fn settle(delay_s: f32, jitter_s: f32, seed: u64, every: u32) -> (f32, f32) {
        let mut rng = Rng::new(seed);
        let mut clock = ClockSync::new();
        let mut news: Vec<(f32, f32)> = Vec::new();
        let (mut late, mut sent) = (0, 0);
        let (mut last, mut waiting) = (0.0, Vec::new());
        for frame in 0..(20 * 60) {
            let now = frame as f32 / 60.0;
            let server_tick = (now + 2.0) * 60.0;
            if frame == 0 {
                clock.begin(Tick((server_tick - delay_s * 60.0) as u32), 2.0 * delay_s);
            }
            clock.send_every(every);
            for tick in clock.advance(1.0 / 60.0) {
                waiting.push(tick);
                if !clock.sends_with(&[tick], 0) {
                    continue;
                }
                let wait = delay_s + rng.range(0.0, jitter_s);
                let margin = |tick: Tick| tick.0 as f32 - (server_tick + wait * 60.0);
                for given in waiting.drain(..) {
                    if frame > 300 {
                        sent += 1;
                        late += u32::from(margin(given) < 0.0);
                    }
                }
                news.push((now + wait + delay_s, margin(tick)));
            }
            news.retain(|&(at, margin)| {
                if at <= now {
                    clock.feedback(margin, 2.0 * delay_s);
                    last = margin;
                }
                at > now
            });
        }
        (last, late as f32 / sent as f32)
    }

    #[test]
    fn inputs_arrive_in_time_on_every_link() {
        for (delay_s, jitter_s) in [(0.0, 0.0), (0.02, 0.0), (0.05, 0.01), (0.1, 0.03)] {
            for (seed, every) in [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (6, 2)] {
                let (margin, late) = settle(delay_s, jitter_s, seed, every);
                assert!(
                    late < 0.02,
                    "delay {delay_s} jitter {jitter_s} seed {seed}: {late} late"
                );
                assert!(
                    margin < 6.0 + (every - 1) as f32,
                    "delay {delay_s} jitter {jitter_s} seed {seed}: {margin} ticks early"
                );
            }
        }
    }

    #[test]
    fn losses_widen_the_margin_and_it_narrows_again() {
        let mut clock = ClockSync::new();
        clock.begin(Tick(100), 0.0);
        clock.advance(2.0);
        for _ in 0..200 {
            clock.feedback(1.25, 0.0);
        }
        let calm = clock.target();
        // One long drought is one loss, several are several.
        for _ in 0..30 {
            clock.fed(true);
        }
        assert!((clock.target() - calm - STARVED_TICKS.0).abs() < 1e-4);
        for snapshot in 0..3000 {
            clock.fed(snapshot % 30 == 0);
        }
        let wide = clock.target();
        assert!((5.0..=MOST_SPARE_TICKS).contains(&(wide - calm)), "{wide}");
        clock.feedback(calm, 0.0);
        assert!(clock.pace > 1.0, "it hurries to where the margin is");
        for _ in 0..3000 {
            clock.fed(false);
        }
        assert!((clock.target() - calm).abs() < 0.1);
    }

    #[test]
    fn a_hitch_is_jumped_over_and_time_runs_on() {
        let mut clock = ClockSync::new();
        clock.begin(Tick(100), 0.0);
        let before = clock.advance(0.02);
        let after = clock.advance(5.0);
        assert!(after.len() <= MAX_STEPS as usize);
        let gap = after[after.len() - 1].since(before[before.len() - 1]);
        assert!((295..=305).contains(&gap), "{gap}");
        assert!((0.0..1.0).contains(&clock.fraction()));
    }
}

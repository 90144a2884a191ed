//! Records matches of bots without a server, for figures and for tests of what is recorded.

use std::sync::Arc;

use hogs_shared::arena::{Arena, Inputs, Join, Opening, Rules};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::replay::Recorder;

use crate::client::Problem;

/// The replay of bots of all skills that play for so many ticks; a new one comes and one goes every 20 seconds.
///
/// # Errors
/// If the arena is too large to be recorded.
pub fn record_bots(
    rules: &Arc<Rules>,
    nav: &NavMap,
    (bots, ticks): (u8, u32),
    seed: u64,
) -> Result<Vec<u8>, Problem> {
    let opening = Opening::of_seed(seed);
    let mut arena = Arena::open(rules.clone(), &opening);
    let (mut recorder, mut file) = Recorder::begin(rules, opening)?;
    let bot = |seat: u8| {
        let skill = Skill::from_level(seat % 5);
        Bot::new(HogId(seat), skill, seed ^ u64::from(seat))
    };
    let mut players: Vec<Bot> = Vec::new();
    for tick in 0..ticks {
        let mut inputs = Inputs::default();
        let mut join = |seat: u8| {
            recorder.introduce(HogId(seat), &format!("Bot {seat}"), true);
            inputs
                .joins
                .push(Join::new(HogId(seat), Chassis::in_turn(usize::from(seat))));
        };
        if tick == 0 {
            (0..bots).for_each(&mut join);
            players = (0..bots).map(bot).collect();
        } else if tick.is_multiple_of(1200) {
            let seat = (tick / 1200 % u32::from(bots.max(1))) as u8;
            join(seat);
            inputs.leaves.push(HogId(seat));
            players[usize::from(seat)] = bot(seat);
        }
        for player in &mut players {
            inputs.controls.push((player.hog(), player.think(&arena, nav)));
        }
        arena.step(&inputs);
        file.extend(recorder.tick(&inputs, arena.checksum()).into_iter().flatten());
    }
    file.extend(recorder.finish());
    Ok(file)
}

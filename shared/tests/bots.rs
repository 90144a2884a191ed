//! Bots against each other, for simulated minutes: they fight with everything, fetch things, get nowhere stuck, keep
//! out of the pit, and play the better the more skilled they are.

#[path = "bots/league.rs"]
mod league;

use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::HogId;
use league::League;

#[test]
fn report() {
    let rules = league::sty();
    let nav = NavMap::build(&rules);
    for skill in Skill::ALL {
            let mut league = League::new(rules.clone(), nav.clone(), &[skill; 16], 3);
            league.play(60 * 180);
            println!("{skill:?} {league:?}");
    }
}

//! What the unit tests of this crate stand on: a match with many hogs in it.

use std::sync::{Arc, OnceLock};

use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::mode::Mode;

/// The rules of the one arena there is.
pub(crate) fn rules() -> Arc<Rules> {
    static RULES: OnceLock<Arc<Rules>> = OnceLock::new();
    let load = || {
        let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
        Arc::new(Rules::new(Mode::Deathmatch, data).unwrap())
    };
    RULES.get_or_init(load).clone()
}

/// A match with that many hogs, some ticks old.
pub(crate) fn crowd(hogs: u8) -> Arena {
    let mut arena = Arena::new(rules(), 1);
    let join = |hog| Join::new(HogId(hog), Chassis::Boar);
    arena.step(&Inputs {
        joins: (0..hogs).map(join).collect(),
        ..Inputs::default()
    });
    for _ in 0..5 {
        arena.step(&Inputs::default());
    }
    arena
}

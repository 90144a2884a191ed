//! Fits the engine to how many cores there are. Bevy hands every system to a pool of threads; where the pool has one or
//! two, that is far more work than the systems themselves, and the picture is painted by the same cores if there is no
//! graphics card. Figures: docs/decisions/0012-frame-time.md

use std::thread::available_parallelism;

use bevy::ecs::schedule::{Schedules, SingleThreadedExecutor};
use bevy::prelude::*;

/// Up to this many cores, systems run one after the other.
const FEW_CORES: usize = 4;

/// To be called once all plugins are there.
pub(crate) fn suit(app: &mut App) {
    if available_parallelism().map_or(1, usize::from) > FEW_CORES {
        return;
    }
    for part in app.sub_apps_mut().iter_mut() {
        let Some(mut schedules) = part.world_mut().get_resource_mut::<Schedules>() else {
            continue;
        };
        for (_, schedule) in schedules.iter_mut() {
            schedule.set_executor(SingleThreadedExecutor::new());
        }
    }
}

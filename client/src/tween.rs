//! What is drawn between two ticks of a match that is played in this process, without a server: behind the menu, and in
//! replays.

use hogs_shared::netplay::prediction::PoseOf;
use hogs_shared::netplay::scene::Scene;

/// Who is farther from where they were a tick ago came there otherwise than by driving, metres.
const LEAP_M: f32 = 5.0;

/// The newest tick, and where everyone was in the one before.
pub(crate) struct Tween {
    before: Vec<PoseOf>,
    now: Scene,
}

impl Tween {
    /// At a tick to which nothing leads.
    pub(crate) const fn at(now: Scene) -> Self {
        Self {
            before: Vec::new(),
            now,
        }
    }

    /// On to the next tick.
    pub(crate) fn advance(&mut self, next: Scene) {
        let before = std::mem::replace(&mut self.now, next);
        let hogs = before.hogs.iter().filter(|hog| hog.alive);
        self.before = hogs.map(|hog| (hog.id, hog.position, hog.rotation)).collect();
        self.before.retain(|(id, position, _)| {
            let now = self.now.hog(*id).filter(|now| now.alive);
            now.is_some_and(|now| (now.position - *position).length() < LEAP_M)
        });
    }

    /// What to draw when `share` (0 to 1) of the time to the newest tick has passed.
    pub(crate) fn scene(&self, share: f32) -> Scene {
        let mut scene = self.now.clone();
        scene.blend(&self.before, share);
        scene
    }
}

//! Who sees whom: a cloaked hog is hidden from enemies who are not close to it. What is hidden from a player is not sent
//! to them at all, so no client can show it.

use super::Arena;
use super::hog::Hog;
use crate::ids::HogId;

impl Arena {
    /// Whether a seat's hog is hidden from whoever is on another: it is cloaked, no friend of theirs, and far from their
    /// own. Who has no hog in play is near to nothing.
    #[must_use]
    pub fn is_hidden(&self, hog: HogId, from: HogId) -> bool {
        let Some(hog) = self.hog(hog).filter(|hog| hog.is_cloaked()) else {
            return false;
        };
        let Some(eye) = self.hog(from) else { return true };
        if eye.friend_of(hog) {
            return false;
        }
        let near_m = self.rules.tuning.rules.cloak_m;
        let near = (eye.position - hog.position).length_squared() <= near_m * near_m;
        !(eye.alive() && near)
    }
}

impl Hog {
    /// Whether it is in play and enemies do not see it from afar.
    #[must_use]
    pub const fn is_cloaked(&self) -> bool {
        self.alive() && self.cloak_ticks > 0
    }
}

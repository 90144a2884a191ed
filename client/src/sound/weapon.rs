//! What each weapon sounds like when it fires and where its shots end.

use hogs_shared::arena::shot::Struck;
use hogs_shared::ids::Weapon;

use super::bank::Sound;

/// The sound of a shot that leaves.
pub(super) const fn fired(weapon: Weapon) -> Sound {
    match weapon {
        Weapon::Autocannon => Sound::Autocannon,
        Weapon::Rocket => Sound::RocketFire,
        Weapon::Mine => Sound::MineLay,
    }
}

/// The sound of a shot that ends, with its level and speed; none for what ends quietly. What a slug does to a hog is
/// told by the damage.
pub(super) const fn ended(weapon: Weapon, struck: Struck) -> Option<(Sound, f32, f32)> {
    match (weapon, struck) {
        (Weapon::Autocannon, Struck::Terrain) => Some((Sound::HitGround, 0.35, 0.72)),
        (_, Struck::Withdrawn)
        | (Weapon::Autocannon, Struck::Hog(_) | Struck::Nothing)
        | (Weapon::Mine, Struck::Nothing) => None,
        (Weapon::Rocket, _) => Some((Sound::RocketExplode, 1.0, 1.0)),
        (Weapon::Mine, _) => Some((Sound::MineExplode, 1.0, 1.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mines_go_out_quietly_and_rockets_never() {
        assert!(ended(Weapon::Mine, Struck::Withdrawn).is_none());
        assert!(ended(Weapon::Rocket, Struck::Withdrawn).is_none());
        assert!(ended(Weapon::Rocket, Struck::Nothing).is_some());
    }
}

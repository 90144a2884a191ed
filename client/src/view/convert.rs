//! The border between the match's vectors and Bevy's: the same numbers in two versions of one library.

use bevy::prelude::*;

/// A vector of the match, for Bevy.
#[must_use]
pub fn vec3(v: hogs_shared::math::Vec3) -> Vec3 {
    Vec3::from_array(v.to_array())
}

/// A rotation of the match, for Bevy.
#[must_use]
pub fn quat(q: hogs_shared::math::Quat) -> Quat {
    Quat::from_array(q.to_array())
}

/// A vector of Bevy's, for the match's rays.
#[must_use]
pub fn match_vec3(v: Vec3) -> hogs_shared::math::Vec3 {
    hogs_shared::math::Vec3::from_array(v.to_array())
}

//! What each weapon looks and sounds like, one file a weapon; its rule is the file of the same name in shared. To add
//! one: a file, a line here for its module and one in [`look`].

use bevy::prelude::*;
use hogs_shared::arena::controls::Buttons;
use hogs_shared::arena::shot::{Shot, Struck};
use hogs_shared::ids::Weapon;
use hogs_shared::netplay::scene::{SceneHog, SceneShot};
use hogs_shared::tuning::WeaponTuning;

use crate::sound::Sound;
use crate::view::effects::Effects;
use crate::view::sprite::Sprites;

mod arc;
mod autocannon;
mod lance;
mod lead;
mod mine;
mod missile;
mod mortar;
mod rocket;
mod tractor;

pub(crate) use lead::Leading;

/// How a weapon shows. Everything but its name, its glyph and its shots has a usual way: nothing.
pub(crate) trait WeaponLook: Sync {
    /// The key of what people call it.
    fn key(&self) -> &'static str;

    /// Distance of a point from the edge of its glyph, negative inside; the cell is ±1, y down.
    fn glyph(&self, p: Vec2) -> f32;

    /// Of the plate on its crates and of the light around them, sRGB.
    fn colour(&self) -> u32;

    /// The model that takes the barrel's place while it is in hand; none where that of the chassis serves.
    fn head(&self) -> Option<&'static str> {
        None
    }

    /// What its shots are shown as, if by a model.
    fn model(&self) -> Option<ShotLook> {
        None
    }

    /// What radar shows of its shots.
    fn blip(&self) -> Option<Blip> {
        None
    }

    /// Each frame of a shot in flight, beyond its model.
    fn fly(&self, _flight: &Flight<'_>, _sprites: &mut Sprites, _effects: &mut Effects) {}

    /// Each frame for the first moments after a shot, at the barrel's end.
    fn muzzle(&self, _at: Vec3, _along: Vec3, _since_s: f32, _sprites: &mut Sprites) {}

    /// Each frame that somebody has it in hand.
    fn held(&self, _grip: &Grip<'_>, _sprites: &mut Sprites, _effects: &mut Effects) {}

    /// Once, when a shot is fired.
    fn fired(&self, _shot: &Shot, _own: bool, _effects: &mut Effects) {}

    /// Once, when a shot ends.
    fn ended(&self, _end: &End, _effects: &mut Effects) {}

    /// Once for everybody whom it hurts from elsewhere than its barrel: from where, and where they are, metres.
    fn leaps(&self, _from: Vec3, _at: Vec3, _effects: &mut Effects) {}

    /// The sound of a shot that leaves; `chance` is any number.
    fn fire_sound(&self, chance: u32) -> Sound;

    /// The sound of a shot that arms, so long after it was fired.
    fn arm_sound(&self) -> Option<Sound> {
        None
    }

    /// The sound of a shot that ends, unless it ends quietly.
    fn end_sound(&self, _struck: Struck) -> Option<Heard> {
        None
    }

    /// The sound of what its holder does otherwise than a frame ago.
    fn turn_sound(&self, _before: Trigger, _now: Trigger) -> Option<Sound> {
        None
    }

    /// What sounds as long as its holder goes on like this, and whether others hear it too.
    fn hold_sound(&self, _now: Trigger) -> Option<(Sound, bool)> {
        None
    }

    /// Where to point a barrel to hit, metres; none out of reach, and for what needs no lead.
    fn lead(&self, _leading: &Leading<'_>) -> Option<Vec3> {
        None
    }

    /// How a shot leaves a barrel that points along a unit vector, m/s, where it does not fly straight on.
    fn launch(&self, _along: Vec3, _tuning: &WeaponTuning) -> Option<Vec3> {
        None
    }

    /// Whether whom it marks should know, because it will come after them.
    fn threatens(&self) -> bool {
        false
    }
}

/// How a weapon shows.
#[must_use]
pub(crate) fn look(weapon: Weapon) -> &'static dyn WeaponLook {
    match weapon {
        Weapon::Autocannon => &autocannon::Autocannon,
        Weapon::Rocket => &rocket::Rocket,
        Weapon::Mine => &mine::Mine,
        Weapon::Missile => &missile::Missile,
        Weapon::Lance => &lance::Lance,
        Weapon::Mortar => &mortar::Mortar,
        Weapon::Arc => &arc::Arc,
        Weapon::Tractor => &tractor::Tractor,
    }
}

/// How a shot's model shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShotLook {
    /// Name of its file.
    pub(crate) model: &'static str,
    /// Colour of what shines on it, sRGB.
    pub(crate) shine: u32,
    /// Turns about its way, rad/s.
    pub(crate) spin_rps: f32,
    /// Whether it lies on the ground.
    pub(crate) rests: bool,
}

/// What radar shows of a shot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blip {
    /// The weapon's glyph, whoever's it is.
    Thing,
    /// That it comes, if it is an enemy's.
    Threat,
}

/// A sound with its level and speed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Heard {
    /// Which.
    pub(crate) sound: Sound,
    /// Level, 1 for as it is.
    pub(crate) gain: f32,
    /// Speed, 1 for as it is.
    pub(crate) speed: f32,
}

impl From<Sound> for Heard {
    fn from(sound: Sound) -> Self {
        Self {
            sound,
            gain: 1.0,
            speed: 1.0,
        }
    }
}

/// A shot as its look needs it.
pub(crate) struct Flight<'a> {
    /// As the scene has it.
    pub(crate) shot: &'a SceneShot,
    /// Where it is, metres.
    pub(crate) at: Vec3,
    /// Metres a second.
    pub(crate) velocity: Vec3,
    /// Colour of whoever fired it.
    pub(crate) colour: Vec3,
    /// Seconds since the frame before.
    pub(crate) dt: f32,
    /// Time before it can be set off by coming near, seconds.
    pub(crate) arm_s: f32,
}

/// A weapon in hand as its look needs it.
pub(crate) struct Grip<'a> {
    /// Who has it.
    pub(crate) hog: &'a SceneHog,
    /// Where the barrel ends, metres.
    pub(crate) muzzle: Vec3,
    /// Unit vector along it.
    pub(crate) along: Vec3,
    /// Where whom it marks is, metres.
    pub(crate) mark: Option<Vec3>,
    /// How far it reaches, metres.
    pub(crate) reach_m: f32,
    /// Seconds since the match was put up.
    pub(crate) now_s: f32,
    /// Seconds since the frame before.
    pub(crate) dt: f32,
}

/// The end of a shot as its look needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    /// Where it was fired, if that is known, metres.
    pub(crate) from: Option<Vec3>,
    /// Where it ended, metres.
    pub(crate) at: Vec3,
    /// Where a line through it ends on something solid or out of its reach, metres.
    pub(crate) beyond: Vec3,
    /// On what.
    pub(crate) struck: Struck,
    /// Normal there.
    pub(crate) normal: Vec3,
    /// How far its blast reaches, metres.
    pub(crate) blast_m: f32,
    /// Whether it was one's own.
    pub(crate) own: bool,
}

/// What whoever has a weapon in hand does with it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Trigger {
    /// How far it has charged, or has its mark, 0 to 1.
    pub(crate) charge: f32,
    /// Whether it has somebody marked.
    pub(crate) marked: bool,
    /// Whether the trigger is held.
    pub(crate) held: bool,
}

impl Trigger {
    /// What a hog does.
    #[must_use]
    pub(crate) fn of(hog: &SceneHog) -> Self {
        Self {
            charge: hog.charge,
            marked: hog.mark.is_some(),
            held: hog.buttons.holds(Buttons::FIRE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weapon_has_a_name_and_a_colour_of_its_own() {
        for (index, weapon) in Weapon::ALL.into_iter().enumerate() {
            for other in &Weapon::ALL[..index] {
                assert_ne!(look(weapon).key(), look(*other).key());
                assert_ne!(look(weapon).colour(), look(*other).colour());
            }
        }
    }

    #[test]
    fn mines_go_out_quietly_and_rockets_never() {
        let mine = look(Weapon::Mine);
        assert!(mine.end_sound(Struck::Nothing).is_none());
        assert!(mine.end_sound(Struck::Terrain).is_some());
        assert!(look(Weapon::Rocket).end_sound(Struck::Nothing).is_some());
    }
}

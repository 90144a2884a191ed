//! A driver that does what the board says and nothing else, for pictures and tests: if it passes, what is on the board is
//! enough to go by.

use hogs_shared::arena::Arena;
use hogs_shared::arena::controls::{Angle, Buttons, Controls};
use hogs_shared::arena::hog::Hog;
use hogs_shared::math::{Vec3, pitch_of, yaw_of};
use hogs_shared::weapon::Weapon;

use super::course::Means;
use super::teacher::Board;
use super::yard::{PUPIL, TARGET, drive_to};
use crate::bindings::Action;

/// How long a trigger is held and let go, ticks: what has to charge has charged by then.
const HELD_TICKS: u32 = 130;
const LET_GO_TICKS: u32 = 20;
/// Slower than this it stands, metres a second; so long it bears that, and so long it then backs off, ticks.
const STANDS_MPS: f32 = 1.5;
const PATIENCE_TICKS: u32 = 40;
const BACK_TICKS: u32 = 60;
/// As near as this one stops to aim, metres.
const RANGE_M: f32 = 34.0;

/// The driver, and what it remembers of how it gets on.
#[derive(Debug, Default)]
pub(super) struct Pupil {
    /// For how long it has not moved though it wants to, ticks.
    stands_ticks: u32,
    /// For how long it is still to back off, ticks.
    backs_ticks: u32,
}

impl Pupil {
    /// What it does in the next tick.
    pub(super) fn obey(&mut self, board: &Board, arena: &Arena) -> Controls {
        let Some(hog) = arena.hog(PUPIL).filter(|hog| hog.alive()) else {
            return Controls::default();
        };
        let mut controls = board
            .place
            .filter(|_| !board.done)
            .map_or_else(Controls::default, |place| drive_to(place, hog));
        press(&mut controls, board, arena, hog);
        self.get_free(&mut controls, hog);
        controls
    }

    /// Whoever stands before something backs off, and goes round it.
    fn get_free(&mut self, controls: &mut Controls, hog: &Hog) {
        let stands = controls.throttle > 0 && hog.velocity.length() < STANDS_MPS;
        self.stands_ticks = if stands { self.stands_ticks + 1 } else { 0 };
        if self.stands_ticks > PATIENCE_TICKS {
            (self.stands_ticks, self.backs_ticks) = (0, BACK_TICKS);
        }
        if self.backs_ticks > 0 {
            self.backs_ticks -= 1;
            controls.throttle = Controls::axis(-0.6);
            controls.strafe = Controls::axis(1.0);
        }
    }
}

/// Does what the board says beyond driving to a place.
fn press(controls: &mut Controls, board: &Board, arena: &Arena, hog: &Hog) {
    let by = board.step().by;
    let has = |action: Action| by.contains(&Means::Do(action)) || by.contains(&Means::Use(action));
    let tick = arena.tick().0;
    let pressed = tick % (HELD_TICKS + LET_GO_TICKS) < HELD_TICKS;
    let slides = has(Action::SlideRight);
    controls.buttons = Buttons::default()
        .with(Buttons::BOOST, has(Action::Boost) && controls.throttle > 100)
        .with(Buttons::BRAKE, has(Action::Brake) && (hog.airborne || slides))
        .with(Buttons::JUMP, has(Action::Jump) && tick % 30 < 4)
        .with(Buttons::ABILITY, has(Action::Ability) && tick % 30 < 4)
        .with(Buttons::FIRE, has(Action::Fire) && pressed);
    if slides {
        controls.strafe = Controls::axis(1.0);
    }
    let (mut yaw, mut pitch) = (yaw_of(hog.forward()), 0.0);
    if by.contains(&Means::Aim)
        && let Some(target) = arena.hog(TARGET)
    {
        let way = target.position - hog.position - Vec3::new(0.0, 0.8, 0.0);
        (yaw, pitch) = (yaw_of(way), pitch_of(way));
        let roof = Vec3::new(0.0, 0.8, 0.0);
        let terrain = &arena.rules().terrain;
        if way.length() < RANGE_M && terrain.sees(hog.position + roof, target.position + roof) {
            controls.throttle = 0;
        }
    }
    controls.aim_yaw = Angle::from_radians(yaw);
    controls.aim_pitch = Angle::from_radians(pitch);
    if has(Action::NextWeapon) {
        controls.weapon = another(hog);
    }
}

/// The next weapon there is anything left of.
fn another(hog: &Hog) -> Weapon {
    let next = Weapon::ALL.into_iter().skip(1);
    let mut carried = next.filter(|weapon| hog.ammo[weapon.index()] > 0);
    carried.next().unwrap_or_default()
}

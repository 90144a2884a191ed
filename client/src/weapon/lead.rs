//! Where to point a barrel so that what leaves it meets what moves.

use bevy::prelude::*;
use hogs_shared::tuning::WeaponTuning;

/// Who would hit whom with what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leading<'a> {
    /// The weapon's figures.
    pub(crate) tuning: &'a WeaponTuning,
    /// Where the barrel ends, metres.
    pub(crate) from: Vec3,
    /// How the shooter moves, m/s.
    pub(crate) own: Vec3,
    /// Where the target is, metres.
    pub(crate) target: Vec3,
    /// How it moves, m/s.
    pub(crate) velocity: Vec3,
}

impl Leading<'_> {
    /// For a shot that inherits all of the shooter's motion.
    pub(super) fn carried(&self) -> Option<Vec3> {
        self.meet(self.velocity - self.own, self.tuning.speed_mps)
    }

    /// For one that inherits only what of it goes along its path.
    pub(super) fn along(&self) -> Option<Vec3> {
        let way = (self.target - self.from).normalize_or_zero();
        self.meet(self.velocity, self.tuning.speed_mps + self.own.dot(way).max(0.0))
    }

    /// For one that inherits nothing of it.
    pub(super) fn alone(&self) -> Option<Vec3> {
        self.meet(self.velocity, self.tuning.speed_mps)
    }

    /// For one that falls and inherits nothing, thrown higher than the barrel points: the flatter of the two paths.
    pub(super) fn lobbed(&self) -> Option<Vec3> {
        let (speed, fall) = (self.tuning.speed_mps, self.tuning.fall_mps2);
        let (mut time_s, mut aim) = (0.0, None);
        // Each round knows better where the target will be.
        for _ in 0..6 {
            let apart = self.target + self.velocity * time_s - self.from;
            let level_m = apart.with_y(0.0).length().max(0.1);
            let root = speed.powi(4) - fall * (fall * level_m * level_m + 2.0 * apart.y * speed * speed);
            if root < 0.0 {
                return None;
            }
            let pitch = ((speed * speed - root.sqrt()) / (fall * level_m)).atan();
            time_s = level_m / (speed * pitch.cos());
            let (height, ahead) = (pitch - self.tuning.lift_deg.to_radians()).sin_cos();
            aim = Some(self.from + (apart.with_y(0.0) / level_m * ahead + Vec3::Y * height) * apart.length());
        }
        aim.filter(|_| time_s <= self.tuning.life_s)
    }

    fn meet(&self, velocity: Vec3, speed_mps: f32) -> Option<Vec3> {
        let time_s = meeting_time(self.target - self.from, velocity, speed_mps)?;
        (time_s <= self.tuning.life_s).then(|| self.target + velocity * time_s)
    }
}

/// Seconds after which a shot of a speed meets something that is `apart` (metres) and moves at `velocity` (m/s) as seen
/// from the barrel: the smaller positive root of |apart + velocity t| = speed t.
fn meeting_time(apart: Vec3, velocity: Vec3, speed: f32) -> Option<f32> {
    let a = velocity.length_squared() - speed * speed;
    let b = 2.0 * apart.dot(velocity);
    let c = apart.length_squared();
    if a.abs() < 1e-3 {
        return (b < 0.0).then(|| -c / b);
    }
    let root = (b * b - 4.0 * a * c).max(-1.0);
    if root < 0.0 {
        return None;
    }
    let (first, second) = ((-b - root.sqrt()) / (2.0 * a), (-b + root.sqrt()) / (2.0 * a));
    let (low, high) = (first.min(second), first.max(second));
    if low > 0.0 {
        Some(low)
    } else {
        (high > 0.0).then_some(high)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::weapon::look;
    use hogs_shared::ids::Weapon;

    pub(in crate::weapon) fn tuning(weapon: Weapon) -> WeaponTuning {
        let folder = crate::data::find().unwrap();
        let data = folder
            .load("sty", hogs_shared::mode::Mode::Deathmatch.name())
            .unwrap();
        data.tuning.weapon(weapon).clone()
    }

    #[test]
    fn a_shell_aimed_at_its_lead_meets_the_target() {
        let figures = tuning(Weapon::Autocannon);
        let (own, velocity) = (Vec3::new(12.0, 0.0, -20.0), Vec3::new(-25.0, 0.0, 5.0));
        let target = Vec3::new(10.0, 1.0, -70.0);
        let leading = Leading {
            tuning: &figures,
            from: Vec3::ZERO,
            own,
            target,
            velocity,
        };
        let aim = look(Weapon::Autocannon).lead(&leading).unwrap();
        let shell = aim.normalize() * figures.speed_mps + own;
        let nearest = (0..2000)
            .map(|i| i as f32 * 0.001)
            .map(|t| (shell * t).distance(target + velocity * t));
        assert!(nearest.fold(f32::MAX, f32::min) < 0.2);
    }

    #[test]
    fn a_rocket_aimed_at_its_lead_passes_close() {
        let figures = tuning(Weapon::Rocket);
        let (own, velocity) = (Vec3::new(0.0, 0.0, -20.0), Vec3::new(15.0, 0.0, 0.0));
        let target = Vec3::new(5.0, 0.0, -60.0);
        let leading = Leading {
            tuning: &figures,
            from: Vec3::ZERO,
            own,
            target,
            velocity,
        };
        let direction = look(Weapon::Rocket).lead(&leading).unwrap().normalize();
        let rocket = direction * (figures.speed_mps + own.dot(direction).max(0.0));
        let nearest = (0..3000)
            .map(|i| i as f32 * 0.001)
            .map(|t| (rocket * t).distance(target + velocity * t));
        assert!(nearest.fold(f32::MAX, f32::min) < 1.0);
    }

    #[test]
    fn no_lead_for_mines_and_beyond_reach() {
        let figures = tuning(Weapon::Autocannon);
        let leading = Leading {
            tuning: &figures,
            from: Vec3::ZERO,
            own: Vec3::ZERO,
            target: Vec3::new(0.0, 0.0, -9000.0),
            velocity: Vec3::ZERO,
        };
        assert!(look(Weapon::Autocannon).lead(&leading).is_none());
        let near = Leading {
            target: Vec3::Z * 9.0,
            ..leading
        };
        assert!(look(Weapon::Mine).lead(&near).is_none());
        assert!(
            meeting_time(Vec3::X * 10.0, Vec3::X * 50.0, 40.0).is_none(),
            "it outruns the shot"
        );
    }
}

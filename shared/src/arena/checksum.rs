//! One number for the whole state of a match. Two runs that agree on it at every tick are the same match; the first
//! tick at which they differ is where to look.

use xxhash_rust::xxh3::Xxh3;

use super::Arena;
use super::hog::Hog;
use crate::ids::Team;

/// Feeds integers and the bits of floats to the hash; never text, addresses or anything that varies by machine.
struct Sum(Xxh3);

impl Sum {
    fn word(&mut self, word: u32) {
        self.0.update(&word.to_le_bytes());
    }

    fn floats(&mut self, floats: &[f32]) {
        for float in floats {
            self.word(float.to_bits());
        }
    }

    fn hog(&mut self, hog: &Hog) {
        let team = u32::from(Team::code(hog.team));
        let flags = u32::from(hog.airborne) << 16 | team << 17;
        self.word(u32::from(hog.id.0) | (hog.chassis.index() as u32) << 8 | flags);
        self.word(hog.mark.map_or(0, |mark| 1 + u32::from(mark.0)) | u32::from(hog.charge_ticks) << 16);
        self.floats(&hog.position.to_array());
        self.floats(&hog.rotation.to_array());
        self.floats(&hog.velocity.to_array());
        self.floats(&hog.spin.to_array());
        let controls = hog.controls;
        for word in [
            hog.turret_yaw.0 as u16,
            hog.turret_pitch.0 as u16,
            hog.health.0,
            hog.shield.0,
            hog.energy.0,
            u16::from(controls.throttle as u8) << 8 | u16::from(controls.steer as u8),
            u16::from(controls.strafe as u8) << 8 | u16::from(controls.buttons.0),
            controls.aim_yaw.0 as u16,
            controls.aim_pitch.0 as u16,
            controls.weapon.index() as u16,
        ] {
            self.word(u32::from(word));
        }
        for count in hog.timers().into_iter().chain(hog.ammo) {
            self.word(u32::from(count));
        }
    }
}

impl Arena {
    /// The checksum of everything that decides how the match goes on, except what rapier remembers from step to step
    /// (contacts and how they pushed): that shows in the hogs one tick later.
    #[must_use]
    pub fn checksum(&self) -> u64 {
        let mut sum = Sum(Xxh3::new());
        sum.word(self.tick.0);
        for hog in self.hogs.iter().flatten() {
            sum.hog(hog);
        }
        for shot in &self.shots {
            sum.word(shot.id.fired.0);
            sum.word(u32::from(shot.id.shooter.0) | (shot.weapon.index() as u32) << 8);
            sum.floats(&shot.origin.to_array());
            sum.floats(&shot.velocity.to_array());
            sum.word(shot.leg.0);
            sum.word(shot.target.map_or(0, |target| 1 + u32::from(target.0)));
        }
        for (seat, attacker) in self.attackers.iter().enumerate() {
            if let Some((by, when)) = attacker {
                sum.word(seat as u32 | u32::from(by.0) << 8);
                sum.word(when.0);
            }
        }
        for back in &self.pickup_back {
            sum.word(back.0);
        }
        self.game.feed(&mut |word| sum.word(word));
        let rng = self.rng.state();
        sum.word(rng as u32);
        sum.word((rng >> 32) as u32);
        sum.0.digest()
    }
}

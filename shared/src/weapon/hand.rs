//! What a weapon has to do with in one tick: the hog that has it in hand, everyone else, and what comes of it.

use super::{Muzzle, Weapon};
use crate::arena::Rules;
use crate::arena::controls::Buttons;
use crate::arena::hog::Hog;
use crate::arena::shot::{STAND_OFF_M, Shot, Struck, pierce};
use crate::ids::HogId;
use crate::level::Surroundings;
use crate::math::{Vec3, cos};
use crate::tick::{Tick, ticks_from_seconds};
use crate::tuning::{ChassisTuning, WeaponTuning};

/// Harm that a weapon does at once, without anything that flies.
#[derive(Clone, Copy, Debug)]
pub struct Strike {
    /// Whom.
    pub victim: HogId,
    /// Points, before armour.
    pub points: f32,
    /// Where it comes from, metres: the muzzle, or whoever was struck before.
    pub from: Vec3,
    /// Speed it gives a craft of 1000 kg, m/s.
    pub push_mps: Vec3,
}

/// A weapon in hand, for one tick.
pub struct Hand<'a> {
    /// Who has it.
    pub hog: &'a mut Hog,
    /// Everyone else, by seat; nobody on the seat of `hog`.
    pub others: &'a mut [Option<Hog>],
    /// Everything that does not change.
    pub rules: &'a Rules,
    /// What is solid, movers included.
    pub surroundings: Surroundings<'a>,
    /// Bit per pickup spot: there to be taken.
    pub pickups: u64,
    /// Now.
    pub tick: Tick,
    /// Whether nothing may be fired: the match has no room for shots, or this is somebody else in a client's look ahead.
    pub(crate) silent: bool,
    /// Whether this is somebody else in a client's look ahead: whom they have marked, how long they have charged and what
    /// they hold down is told, what they have left is not.
    pub(crate) guessed: bool,
    /// What comes of it.
    pub(crate) launched: Vec<Shot>,
    pub(crate) flashes: Vec<(Shot, Vec3, Struck)>,
    pub(crate) strikes: Vec<Strike>,
    pub(crate) fetched: Option<usize>,
}

impl Hand<'_> {
    /// The weapon.
    #[must_use]
    pub fn weapon(&self) -> Weapon {
        self.hog.controls.weapon
    }

    /// Its figures.
    #[must_use]
    pub fn tuning(&self) -> &WeaponTuning {
        self.rules.tuning.weapon(self.weapon())
    }

    /// The figures of who has it.
    #[must_use]
    pub fn chassis(&self) -> &ChassisTuning {
        self.rules.tuning.chassis(self.hog.chassis)
    }

    /// Whether the trigger is held.
    #[must_use]
    pub fn held(&self) -> bool {
        self.hog.controls.buttons.holds(Buttons::FIRE)
    }

    /// Whether there is ammunition and the last shot is long enough ago.
    #[must_use]
    pub fn loaded(&self) -> bool {
        self.hog.reload_ticks == 0 && self.hog.ammo[self.weapon().index()] > 0
    }

    /// Whether a shot leaves now: loaded, the trigger held, and not silenced.
    #[must_use]
    pub fn ready(&self) -> bool {
        self.held() && self.loaded() && !self.silent
    }

    /// Whether the weapon has charged, or had its mark, for as long as it takes.
    #[must_use]
    pub fn charged(&self) -> bool {
        self.hog.charge_ticks >= self.charge_whole_ticks()
    }

    /// How long that is, ticks; at least one.
    #[must_use]
    pub fn charge_whole_ticks(&self) -> u16 {
        (ticks_from_seconds(self.tuning().charge_s) as u16).max(1)
    }

    /// Another tick of charging.
    pub fn charge(&mut self) {
        self.hog.charge_ticks = self.hog.charge_ticks.saturating_add(1);
    }

    /// Nothing is marked and nothing charged any more.
    pub fn let_go(&mut self) {
        (self.hog.mark, self.hog.charge_ticks) = (None, 0);
    }

    /// Takes one shot's worth of ammunition, and the time to reload. Whoever fires is protected no longer, and seen.
    pub fn spend(&mut self) {
        let weapon = self.weapon();
        let reload = ticks_from_seconds(self.tuning().reload_s) as u16;
        let ammo = &mut self.hog.ammo[weapon.index()];
        *ammo = ammo.saturating_sub(1);
        self.hog.reload_ticks = reload;
        self.hog.protected_ticks = 0;
        self.hog.cloak_ticks = 0;
    }

    /// Where the barrel ends. A barrel pokes through what the hull leans on; its shot does not.
    #[must_use]
    pub fn muzzle(&self) -> Muzzle {
        let chassis = self.chassis();
        let mut muzzle = self.hog.muzzle(chassis);
        let pivot = self.hog.pivot(chassis);
        muzzle.position = self.surroundings.reach(pivot, muzzle.position, STAND_OFF_M);
        muzzle
    }

    /// A shot leaves.
    pub fn launch(&mut self, shot: Shot) {
        self.launched.push(shot);
    }

    /// A shot that is where it ends in the tick it is fired.
    pub fn flash(&mut self, shot: Shot, at: Vec3, struck: Struck) {
        self.flashes.push((shot, at, struck));
    }

    /// Somebody is struck at once.
    pub fn strike(&mut self, strike: Strike) {
        self.strikes.push(strike);
    }

    /// A pickup is fetched from afar.
    pub fn fetch(&mut self, spot: usize) {
        self.fetched = Some(spot);
    }

    /// Another in play.
    #[must_use]
    pub fn other(&self, id: HogId) -> Option<&Hog> {
        self.others.get(id.index())?.as_ref().filter(|hog| hog.alive())
    }

    /// Enemies in play.
    pub fn enemies(&self) -> impl Iterator<Item = &Hog> {
        let others = self.others.iter().flatten();
        others.filter(|other| other.alive() && !self.hog.friend_of(other))
    }

    /// How far a straight line goes before something solid, metres, at most `reach_m`.
    #[must_use]
    pub fn clear_m(&self, from: Vec3, direction: Vec3, reach_m: f32) -> f32 {
        let hit = self.surroundings.cast(from, direction, reach_m);
        hit.map_or(reach_m, |(hit, _)| hit.distance_m)
    }

    /// Everyone whose hull a thick line touches, with the distance at which, metres; nearest first.
    #[must_use]
    pub fn pierced(&self, from: Vec3, span: Vec3, radius_m: f32) -> Vec<(f32, HogId)> {
        let others = self.others.iter().flatten().filter(|other| other.alive());
        let mut pierced: Vec<_> = others
            .filter_map(|other| {
                let half = Vec3::from_array(self.rules.tuning.chassis(other.chassis).half_extents_m);
                let share = pierce(other, half + Vec3::splat(radius_m), from, span)?;
                Some((share * span.length(), other.id))
            })
            .collect();
        pierced.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        pierced
    }

    /// The enemy that the barrel points at most nearly, within the weapon's reach and cone and in sight. Who is cloaked
    /// is found no farther off than anyone sees them.
    #[must_use]
    pub fn aimed_at(&self) -> Option<HogId> {
        let muzzle = self.muzzle();
        let mut best: Option<(f32, HogId)> = None;
        for enemy in self.enemies() {
            let Some(along) = self.off(muzzle, enemy, 1.0) else {
                continue;
            };
            if best.is_none_or(|(most, _)| along > most) && self.sees(muzzle, enemy) {
                best = Some((along, enemy.id));
            }
        }
        best.map(|(_, id)| id)
    }

    /// Whether somebody who was aimed at still is, `slack` times as far off in angle and distance as it takes at first.
    #[must_use]
    pub fn still_aimed_at(&self, id: HogId, slack: f32) -> bool {
        let muzzle = self.muzzle();
        let aimed = |enemy: &Hog| self.off(muzzle, enemy, slack).is_some() && self.sees(muzzle, enemy);
        self.other(id).is_some_and(aimed)
    }

    /// How nearly the barrel points at somebody, as a cosine; none for who is out of reach, out of the cone or cloaked.
    fn off(&self, muzzle: Muzzle, enemy: &Hog, slack: f32) -> Option<f32> {
        let tuning = self.tuning();
        let away = enemy.position - muzzle.position;
        let distance_m = away.length();
        let hidden = enemy.cloak_ticks > 0 && distance_m > self.rules.tuning.rules.cloak_m;
        if distance_m > tuning.reach_m * slack || distance_m < 1e-3 || hidden {
            return None;
        }
        let along = away.dot(muzzle.direction) / distance_m;
        let least = cos((tuning.cone_deg * slack).to_radians());
        (along >= least).then_some(along)
    }

    fn sees(&self, muzzle: Muzzle, enemy: &Hog) -> bool {
        self.surroundings.sees(muzzle.position, enemy.position)
    }
}

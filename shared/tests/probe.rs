//! temporary
#![allow(clippy::unwrap_used, missing_docs)]
#[path = "handling/stage.rs"]
mod stage;
use hogs_shared::math::Vec3;
use hogs_shared::tuning::Chassis;
use hogs_shared::arena::controls::*;
use hogs_shared::arena::outcome::*;
use hogs_shared::weapon::Weapon;
use stage::*;
#[test]
fn probe() {
    for g in [4.0, 4.5, 5.0, 6.0] {
    for c in Chassis::ALL {
      for drop in [0.0, 4.0] {
    let mut stage = Stage::new(rules(&flat(), |d| for k in &mut d.tuning.chassis {k.lift_max_g = g}), &[c]);
    stage.put(0, Vec3::ZERO, 0.0);
    if drop > 0.0 { stage.put(0, Vec3::new(0.0, drop, 0.0), 0.0); } else {
    stage.step(&[(0, axes(0.0, 0.0, 0.0, Buttons::JUMP))]); }
    let (mut low, mut mx) = (9.0f32, 0.0f32);
    let mut down = false; let mut after = 0.0f32; let mut t_settle=0;
    for t in 0..240 { stage.step(&[(0, Controls::default())]); let y = stage.hog(0).position.y; low = low.min(y); mx = mx.max(y);
       let h = stage.chassis(0).hover_m;
       if y < h {down = true}; if down {after = after.max(y - h)}; if (y-h).abs() > 0.05 {t_settle = t} }
    let half = stage.chassis(0).half_extents_m[1];
    println!("{g} {c:?} drop {drop} clearance {:.2} peak {:.2} rebound {after:.2} settle {:.2} {:?}", low - half, mx, t_settle as f32/60.0, stage.events().filter(|o| matches!(o, Outcome::Landed{..})).collect::<Vec<_>>());
    }}}
    // splash on a wall face
    let wall = "(form: Box(40.0, 12.0, 4.0), at: (0.0, 6.0, -22.0)),(form: Box(40.0, 2.0, 40.0), at: (200.0, 8.0, -20.0))";
    let mut bad = 0; 
    for k in 0..40 {
        let mut stage = Stage::new(rules(&with_solids(wall), |_| {}), &[Chassis::Boar, Chassis::Boar]);
        let yaw = -0.5 + k as f32 * 0.025;
        stage.put(0, Vec3::new(0.0, 0.0, 0.0), 0.0);
        let hit = Vec3::new(-hogs_shared::math::sin(yaw)*20.0/hogs_shared::math::cos(yaw), 0.0, -20.0);
        stage.put(1, hit + Vec3::new(0.0, 0.0, 2.2) + Vec3::new(if yaw > 0.0 {3.5} else {-3.5}, 0.0, 0.0), 90.0);
        stage.run(1.0, &[(0, Controls{aim_yaw: Angle::from_radians(yaw), ..Controls::default()})]);
        stage.step(&[(0, Controls{aim_yaw: Angle::from_radians(yaw), ..fire(Weapon::Rocket)})]);
        stage.run(1.0, &[(0, Controls::default())]);
        if stage.harm(1) == 0.0 { bad += 1; }
        println!("{k} harm {} {:?}", stage.harm(1), stage.events().filter(|o| matches!(o, Outcome::ShotEnded{..})).collect::<Vec<_>>());
    }
    println!("bad {bad}");
}

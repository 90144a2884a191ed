//! Measures how a chassis drives, each figure by a scripted run of its own. The tests hold them against what the RON
//! promises; the table of them is docs/handling.md.

#![allow(unreachable_pub, clippy::unwrap_used, reason = "a helper of tests")]

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::math::{Vec3, atan2, cos, sin, yaw_of};
use hogs_shared::tuning::Chassis;

use crate::stage::{Stage, axes, flat, ground_mps, rules, slip_deg, throttle, tilt_deg, with_solids};

/// A craft at its top speed, as far as the run-up gets it.
pub fn at_top_speed(chassis: Chassis) -> Stage {
    let mut stage = Stage::alone(chassis);
    stage.put(0, Vec3::new(0.0, 0.0, 450.0), 0.0);
    let top_mps = stage.chassis(0).top_speed_mps;
    stage.launch(0, top_mps * 0.9);
    stage.run(5.0, &[(0, throttle(1.0))]);
    stage
}

/// Speed that full throttle reaches, m/s.
pub fn top_speed_mps(chassis: Chassis) -> f32 {
    ground_mps(at_top_speed(chassis).hog(0))
}

/// From rest to a share of the top speed, seconds.
pub fn seconds_to(chassis: Chassis, share: f32) -> f32 {
    let mut stage = Stage::alone(chassis);
    let goal_mps = stage.chassis(0).top_speed_mps * share;
    stage
        .run_until(10.0, &[(0, throttle(1.0))], |stage| {
            ground_mps(stage.hog(0)) >= goal_mps
        })
        .unwrap()
}

/// A boost from the top speed with full energy.
pub struct Boost {
    pub best_mps: f32,
    pub lasted_s: f32,
    /// From the end of the energy until within a tenth of the top speed.
    pub faded_s: f32,
    /// From the end of the energy until it is full again.
    pub full_again_s: f32,
}

pub fn boost(chassis: Chassis) -> Boost {
    let mut stage = at_top_speed(chassis);
    stage.change(0, |hog| hog.position.z = 450.0);
    let controls = [(0, axes(1.0, 0.0, 0.0, Buttons::BOOST))];
    let energy = |stage: &Stage| stage.hog(0).energy.points();
    let lasted_s = stage
        .run_until(10.0, &controls, |stage| energy(stage) == 0.0)
        .unwrap();
    let best_mps = ground_mps(stage.hog(0));
    let (top_mps, full) = (stage.chassis(0).top_speed_mps, stage.chassis(0).energy);
    let held = [(0, throttle(1.0))];
    let faded_s = stage
        .run_until(10.0, &held, |stage| ground_mps(stage.hog(0)) < top_mps * 1.1)
        .unwrap();
    let rest_s = stage
        .run_until(20.0, &[(0, throttle(0.0))], |stage| energy(stage) >= full)
        .unwrap();
    Boost {
        best_mps,
        lasted_s,
        faded_s,
        full_again_s: faded_s + rest_s,
    }
}

/// Hands off at the top speed.
pub struct Coast {
    pub to_half_s: f32,
    pub distance_m: f32,
    pub seconds: f32,
}

pub fn coast(chassis: Chassis, buttons: Buttons) -> Coast {
    let mut stage = at_top_speed(chassis);
    let (from, top_mps) = (stage.hog(0).position, ground_mps(stage.hog(0)));
    let hands_off = [(0, axes(0.0, 0.0, 0.0, buttons))];
    let to_half_s = stage
        .run_until(60.0, &hands_off, |stage| ground_mps(stage.hog(0)) < top_mps * 0.5)
        .unwrap();
    let rest_s = stage
        .run_until(60.0, &hands_off, |stage| ground_mps(stage.hog(0)) < 0.1)
        .unwrap();
    let distance_m = (stage.hog(0).position - from).length();
    Coast {
        to_half_s,
        distance_m,
        seconds: to_half_s + rest_s,
    }
}

/// A steady turn.
pub struct Circle {
    pub speed_mps: f32,
    pub yaw_rps: f32,
    /// Of the path, not of the nose.
    pub radius_m: f32,
    pub slip_deg: f32,
}

/// Full lock at a speed that a foot on the throttle holds.
pub fn circle(chassis: Chassis, speed_mps: f32, buttons: Buttons) -> Circle {
    let mut stage = Stage::alone(chassis);
    stage.launch(0, speed_mps);
    let (mut sum, mut count) = ([0.0; 3], 0.0);
    let mut last = stage.hog(0).velocity;
    let mut turned = 0.0;
    for tick in 0..480 {
        let missing = speed_mps - ground_mps(stage.hog(0));
        stage.step(&[(0, axes((missing * 0.5).clamp(-1.0, 1.0), 1.0, 0.0, buttons))]);
        let hog = stage.hog(0);
        if tick >= 240 {
            let across = last.x * hog.velocity.z - last.z * hog.velocity.x;
            turned += atan2(across, last.dot(hog.velocity)).abs();
            sum = [
                sum[0] + ground_mps(hog),
                sum[1] + hog.spin.y,
                sum[2] + slip_deg(hog),
            ];
            count += 1.0;
        }
        last = hog.velocity;
    }
    let speed_mps = sum[0] / count;
    Circle {
        speed_mps,
        yaw_rps: sum[1] / count,
        radius_m: speed_mps * count / 60.0 / turned,
        slip_deg: sum[2] / count,
    }
}

/// From hands off to 90 % of the yaw rate that a held stick gives at a speed, seconds.
pub fn yaw_s(chassis: Chassis, speed_mps: f32) -> f32 {
    let steer = [(0, axes(0.0, 1.0, 0.0, Buttons::default()))];
    let mut stage = Stage::alone(chassis);
    stage.launch(0, speed_mps);
    let mut rates = Vec::new();
    for _ in 0..120 {
        stage.step(&steer);
        rates.push(stage.hog(0).spin.y);
    }
    let most = rates.iter().copied().fold(0.0, f32::max);
    (rates.iter().position(|&rate| rate >= most * 0.9).unwrap() + 1) as f32 / 60.0
}

/// A turn of the nose by a quarter while going `speed_mps`, then hands off the stick.
pub struct Drift {
    /// When the nose has turned 90°.
    pub slip_deg: f32,
    /// From then until the slip is a third of that, without brake, throttle still down.
    pub grip_s: f32,
    /// Speed then, as a share of that at the start.
    pub kept: f32,
}

pub fn drift(chassis: Chassis, speed_mps: f32, buttons: Buttons) -> Drift {
    let mut stage = Stage::alone(chassis);
    stage.launch(0, speed_mps);
    let turning = [(0, axes(1.0, 1.0, 0.0, buttons))];
    stage
        .run_until(5.0, &turning, |stage| stage.hog(0).forward().z > 0.0)
        .unwrap();
    let slip = slip_deg(stage.hog(0));
    let before_mps = ground_mps(stage.hog(0));
    let grip_s = stage.run_until(8.0, &[(0, throttle(1.0))], |stage| {
        slip_deg(stage.hog(0)) < slip / 3.0
    });
    let kept = ground_mps(stage.hog(0)) / before_mps;
    Drift {
        slip_deg: slip,
        grip_s: grip_s.unwrap(),
        kept,
    }
}

/// Sideways from rest.
pub struct Strafe {
    /// Over the first quarter of a second.
    pub mps2: f32,
    /// In the end.
    pub best_mps: f32,
}

pub fn strafe(chassis: Chassis) -> Strafe {
    let mut stage = Stage::alone(chassis);
    let right = [(0, axes(0.0, 0.0, 1.0, Buttons::default()))];
    stage.run(0.25, &right);
    let mps2 = stage.hog(0).velocity.x / 0.25;
    stage.run(4.0, &right);
    Strafe {
        mps2,
        best_mps: stage.hog(0).velocity.x,
    }
}

/// A leap from rest.
pub struct Leap {
    /// From the button until it leaves the ground.
    pub answer_s: f32,
    /// How far it goes down to crouch.
    pub dip_m: f32,
    pub height_m: f32,
    /// From the button until back within 5 cm of the hover height for good.
    pub settled_s: f32,
    /// How far it rises above its hover height again after the dip, first and second time.
    pub bounces_m: [f32; 2],
}

pub fn leap(chassis: Chassis) -> Leap {
    let mut stage = Stage::alone(chassis);
    let rest_m = stage.chassis(0).hover_m;
    stage.step(&[(0, axes(0.0, 0.0, 0.0, Buttons::JUMP))]);
    let (mut answer_ticks, mut dip_m) = (0, 0.0_f32);
    while stage.hog(0).crouch_ticks > 0 {
        stage.step(&[(0, Controls::default())]);
        answer_ticks += 1;
        dip_m = dip_m.max(rest_m - stage.hog(0).position.y);
    }
    // The leap begins from below the height of rest.
    let mut rise_ticks = answer_ticks;
    while stage.hog(0).position.y < rest_m {
        stage.step(&[(0, Controls::default())]);
        rise_ticks += 1;
    }
    let mut heights = Vec::new();
    for _ in 0..360 {
        stage.step(&[(0, Controls::default())]);
        heights.push(stage.hog(0).position.y - rest_m);
    }
    let settled = heights.iter().rposition(|height| height.abs() > 0.05).unwrap() + 1;
    let down = heights.iter().position(|&height| height < 0.0).unwrap();
    let mut bounces_m = [0.0; 2];
    let (mut from, mut bounce) = (down, 0);
    while bounce < 2 {
        let Some(up) = heights[from..].iter().position(|&height| height > 0.0) else {
            break;
        };
        let rising = &heights[from + up..];
        let end = rising
            .iter()
            .position(|&height| height < 0.0)
            .unwrap_or(rising.len());
        bounces_m[bounce] = rising[..end].iter().copied().fold(0.0, f32::max);
        (from, bounce) = (from + up + end.min(rising.len() - 1), bounce + 1);
    }
    Leap {
        answer_s: answer_ticks as f32 / 60.0,
        dip_m,
        height_m: heights.iter().copied().fold(0.0, f32::max),
        settled_s: (rise_ticks + settled) as f32 / 60.0,
        bounces_m,
    }
}

/// Over a ramp and off its end.
pub struct Flight {
    pub length_m: f32,
    pub airborne_s: f32,
    /// Largest angle between roof and vertical in the air, degrees.
    pub tilt_deg: f32,
    /// The same 1 s after touching down.
    pub landed_tilt_deg: f32,
    /// Speed 1 s after touching down, as a share of that at the take-off.
    pub kept: f32,
}

pub fn flight(chassis: Chassis, speed_mps: f32) -> Flight {
    let ramp = "(form: Ramp(12.0, 4.0, 14.0), at: (0.0, 2.0, -40.0))";
    let mut stage = Stage::new(rules(&with_solids(ramp), |_| {}), &[chassis]);
    stage.put(0, Vec3::new(0.0, 0.0, -15.0), 0.0);
    stage.launch(0, speed_mps);
    let held = [(0, throttle(0.7))];
    stage
        .run_until(5.0, &held, |stage| {
            stage.hog(0).airborne && stage.hog(0).position.z < -45.0
        })
        .unwrap();
    let (from, off_mps) = (stage.hog(0).position, ground_mps(stage.hog(0)));
    let (mut tilt, mut ticks) = (0.0_f32, 0);
    while stage.hog(0).airborne && ticks < 300 {
        stage.step(&held);
        tilt = tilt.max(tilt_deg(stage.hog(0)));
        ticks += 1;
    }
    let length_m = (stage.hog(0).position - from).length();
    stage.run(1.0, &held);
    Flight {
        length_m,
        airborne_s: ticks as f32 / 60.0,
        tilt_deg: tilt,
        landed_tilt_deg: tilt_deg(stage.hog(0)),
        kept: ground_mps(stage.hog(0)) / off_mps,
    }
}

/// Against a wall with the throttle that holds the speed, the stick let alone.
pub struct Wall {
    /// Speed along the wall half a second after the first touch, as a share of the speed it came with.
    pub along: f32,
    /// Most speed away from the wall within a tenth of a second of the first touch, as a share of the same.
    pub off: f32,
    /// Largest angle between roof and vertical in 3 s, degrees.
    pub tilt_deg: f32,
    /// Speed after 3 s, as a share of the same.
    pub after: f32,
    /// How far the nose then points away from the wall, degrees; negative toward it.
    pub away_deg: f32,
}

/// `angle_deg` between the wall and the craft's way: 90 is head-on.
pub fn wall(chassis: Chassis, speed_mps: f32, angle_deg: f32) -> Wall {
    // The wall's face is the plane x = -20; it runs along z.
    let wall = "(form: Box(4.0, 12.0, 900.0), at: (-22.0, 6.0, 0.0))";
    let mut stage = Stage::new(rules(&with_solids(wall), |_| {}), &[chassis]);
    let figures = stage.chassis(0);
    let share = speed_mps / figures.top_speed_mps;
    let yaw = angle_deg.to_radians();
    let way = Vec3::new(-sin(yaw), 0.0, -cos(yaw));
    let reach_m = (figures.half_extents_m[2] + 4.0) / sin(yaw).max(0.2);
    stage.put(0, Vec3::new(-20.0, 0.0, 0.0) - way * reach_m, angle_deg);
    stage.launch(0, speed_mps);
    let held = [(0, throttle(share * share))];
    let toward_mps = -stage.hog(0).velocity.x;
    stage
        .run_until(3.0, &held, |stage| -stage.hog(0).velocity.x < toward_mps * 0.6)
        .unwrap();
    let (mut off, mut along, mut tilt) = (stage.hog(0).velocity.x / speed_mps, 0.0, 0.0_f32);
    for tick in 0..180 {
        stage.step(&held);
        let hog = stage.hog(0);
        if tick < 6 {
            off = off.max(hog.velocity.x / speed_mps);
        }
        if tick == 30 {
            along = hog.velocity.z.abs() / speed_mps;
        }
        tilt = tilt.max(tilt_deg(hog));
    }
    let hog = stage.hog(0);
    let away_deg = -yaw_of(hog.forward()).to_degrees();
    Wall {
        along,
        off,
        tilt_deg: tilt,
        after: ground_mps(hog) / speed_mps,
        away_deg,
    }
}

/// Two craft that drive into each other's nose.
pub struct Ram {
    /// Speeds right after, along the first one's way, m/s.
    pub after_mps: [f32; 2],
    /// Points lost.
    pub harm: [f32; 2],
    /// Times counted.
    pub rams: usize,
    /// Largest angle between a roof and the vertical in 2 s, degrees.
    pub tilt_deg: f32,
}

pub fn ram(first: Chassis, second: Chassis, speed_mps: f32) -> Ram {
    let mut stage = Stage::new(rules(&flat(), |_| {}), &[first, second]);
    stage.put(0, Vec3::new(0.0, 0.0, 10.0), 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -10.0), 180.0);
    stage.launch(0, speed_mps);
    stage.launch(1, speed_mps);
    let rams = |stage: &Stage| {
        stage
            .events()
            .filter(|outcome| matches!(outcome, Outcome::Rammed { .. }))
            .count()
    };
    stage.run_until(3.0, &[], |stage| rams(stage) > 0).unwrap();
    stage.step(&[]);
    let after_mps = [-stage.hog(0).velocity.z, -stage.hog(1).velocity.z];
    let mut tilt = 0.0_f32;
    for _ in 0..120 {
        stage.step(&[]);
        tilt = stage.arena.hogs().map(tilt_deg).fold(tilt, f32::max);
    }
    Ram {
        after_mps,
        harm: [stage.harm(0), stage.harm(1)],
        rams: rams(&stage),
        tilt_deg: tilt,
    }
}

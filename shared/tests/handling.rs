//! How each chassis drives, measured by scripted runs and held against what its RON promises and what makes a
//! hovercraft feel good (docs/handling.md, whose table of figures is checked here too).

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

#[path = "handling/figures.rs"]
mod figures;
#[path = "handling/stage.rs"]
mod stage;
#[path = "handling/table.rs"]
mod table;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::math::{PI, Quat, Vec3, atan2, cos, sin};
use hogs_shared::tuning::{Chassis, ChassisTuning};
use stage::{Stage, flat, ground_mps, rules, slip_deg, throttle, tilt_deg};

const NONE: Buttons = Buttons(0);
/// What an axis of the grid and a tick may take from a time, seconds.
const TICKS_S: f32 = 0.05;

/// Every chassis with its figures.
fn herd() -> Vec<(Chassis, ChassisTuning)> {
    let rules = rules(&flat(), |_| {});
    Chassis::ALL
        .into_iter()
        .map(|chassis| (chassis, rules.tuning.chassis(chassis).clone()))
        .collect()
}

/// Fails unless `value` is within `share` of `expected`.
#[track_caller]
fn near(what: &str, chassis: Chassis, value: f32, expected: f32, share: f32) {
    let off = (value - expected).abs();
    assert!(
        off <= expected.abs() * share,
        "{chassis:?}: {what} is {value}, not {expected} to {share}"
    );
}

/// Fails unless `value` is from `low` to `high`.
#[track_caller]
fn within(what: &str, chassis: Chassis, value: f32, low: f32, high: f32) {
    assert!(
        value >= low && value <= high,
        "{chassis:?}: {what} is {value}, not from {low} to {high}"
    );
}

#[test]
fn a_craft_left_alone_hovers_at_its_height_and_lies_still() {
    for (chassis, tuning) in herd() {
        let mut stage = Stage::alone(chassis);
        stage.run(3.0, &[]);
        let rest = stage.hog(0).clone();
        near(
            "hover height",
            chassis,
            rest.position.y,
            tuning.hover_m,
            0.03 / tuning.hover_m,
        );
        for _ in 0..300 {
            stage.step(&[]);
            let moved_m = (stage.hog(0).position - rest.position).length();
            assert!(moved_m < 0.005, "{chassis:?} crept {moved_m} m");
            assert!(
                stage.hog(0).spin.length() < 0.01,
                "{chassis:?} trembles: {}",
                stage.hog(0).spin
            );
        }
    }
}

#[test]
fn full_throttle_reaches_the_top_speed_as_thrust_and_quadratic_drag_predict() {
    for (chassis, tuning) in herd() {
        near(
            "top speed",
            chassis,
            figures::top_speed_mps(chassis),
            tuning.top_speed_mps,
            0.03,
        );
        // v' = a (1 - v²/w²) takes w/a · artanh(0.9) to nine tenths of w.
        let expected_s = tuning.top_speed_mps / tuning.forward_mps2 * 1.4722;
        near(
            "time to 90 %",
            chassis,
            figures::seconds_to(chassis, 0.9),
            expected_s,
            0.05,
        );
    }
}

#[test]
fn a_boost_adds_its_thrust_lasts_its_energy_and_fades() {
    for (chassis, tuning) in herd() {
        let boost = figures::boost(chassis);
        let best_mps = tuning.top_speed_mps * (1.0 + tuning.boost_mps2 / tuning.forward_mps2).sqrt();
        near("boosted speed", chassis, boost.best_mps, best_mps, 0.03);
        let lasts_s = tuning.energy / tuning.boost_energy_per_s;
        near("boost", chassis, boost.lasted_s, lasts_s, TICKS_S / lasts_s);
        within("fading of the boost", chassis, boost.faded_s, 0.4, 1.5);
        let full_s = tuning.energy_delay_s + tuning.energy / tuning.energy_per_s;
        near(
            "energy's return",
            chassis,
            boost.full_again_s,
            full_s,
            TICKS_S / full_s,
        );
    }
}

#[test]
fn hands_off_it_coasts_far_and_the_air_brake_stops_it_sooner() {
    for (chassis, tuning) in herd() {
        let free = figures::coast(chassis, NONE);
        within("coasting to half speed", chassis, free.to_half_s, 0.8, 2.0);
        let top_mps = tuning.top_speed_mps;
        within(
            "coasting distance",
            chassis,
            free.distance_m,
            top_mps * 1.7,
            top_mps * 3.0,
        );
        within("coasting", chassis, free.seconds, 5.0, 15.0);
        let braked = figures::coast(chassis, Buttons::BRAKE);
        within(
            "braking distance",
            chassis,
            braked.distance_m,
            0.0,
            free.distance_m * 0.6,
        );
    }
}

#[test]
fn a_steady_turn_has_the_yaw_rate_and_slip_that_its_figures_give() {
    for (chassis, tuning) in herd() {
        let mut radii_m = Vec::new();
        for (speed_mps, least_m, most_m) in [(10.0, 3.0, 8.0), (25.0, 9.0, 18.0)] {
            let circle = figures::circle(chassis, speed_mps, NONE);
            near("held speed", chassis, circle.speed_mps, speed_mps, 0.08);
            let share = circle.speed_mps / tuning.top_speed_mps;
            let yaw_rps = tuning.yaw_rps * (1.0 + (tuning.yaw_at_speed - 1.0) * share);
            near("yaw rate", chassis, circle.yaw_rps, yaw_rps, 0.03);
            near(
                "radius",
                chassis,
                circle.radius_m,
                circle.speed_mps / yaw_rps,
                0.05,
            );
            within("radius", chassis, circle.radius_m, least_m, most_m);
            // In the hull's frame sideways speed decays with `grip_s` and grows by yaw rate times forward speed.
            let slip_deg = atan2(yaw_rps * tuning.grip_s, 1.0).to_degrees();
            within("slip", chassis, circle.slip_deg, slip_deg - 6.0, slip_deg + 6.0);
            radii_m.push(circle.radius_m);
        }
        assert!(
            radii_m[1] > radii_m[0] * 1.5,
            "{chassis:?} turns too tight at speed: {radii_m:?}"
        );
    }
}

#[test]
fn the_nose_answers_the_stick_within_half_a_second() {
    for (chassis, tuning) in herd() {
        let expected_s = 0.9 * tuning.yaw_rps / tuning.yaw_rps2;
        let at_rest_s = figures::yaw_s(chassis, 0.0);
        near(
            "time to turn",
            chassis,
            at_rest_s,
            expected_s,
            TICKS_S / expected_s,
        );
        within("time to turn", chassis, at_rest_s, 0.2, 0.55);
        within(
            "time to turn at speed",
            chassis,
            figures::yaw_s(chassis, 25.0),
            0.15,
            0.55,
        );
    }
}

#[test]
fn the_air_brake_lets_it_drift_and_grip_turns_the_slide_into_speed() {
    for (chassis, tuning) in herd() {
        let gripped = figures::drift(chassis, 25.0, NONE);
        let braked = figures::drift(chassis, 25.0, Buttons::BRAKE);
        assert!(
            braked.slip_deg > gripped.slip_deg * 1.5 && braked.slip_deg > 55.0,
            "{chassis:?}: slips {}° with the brake and {}° without",
            braked.slip_deg,
            gripped.slip_deg
        );
        within(
            "time to find grip",
            chassis,
            braked.grip_s,
            0.2,
            tuning.grip_s * 3.0,
        );
        within("speed out of the drift", chassis, braked.kept, 0.7, 1.2);
    }
}

#[test]
fn it_strafes_with_its_sideways_thrust() {
    for (chassis, tuning) in herd() {
        let strafe = figures::strafe(chassis);
        near("sideways thrust", chassis, strafe.mps2, tuning.strafe_mps2, 0.05);
        let share = strafe.best_mps / tuning.top_speed_mps;
        within("sideways speed over top speed", chassis, share, 0.45, 0.65);
        within(
            "thrust sideways over ahead",
            chassis,
            tuning.strafe_mps2 / tuning.forward_mps2,
            0.6,
            0.9,
        );
    }
}

#[test]
fn a_leap_clears_what_it_should_and_ends_softly() {
    for (chassis, tuning) in herd() {
        let leap = figures::leap(chassis);
        // Throw in doubled gravity, and a little more while the cushion still carries.
        let thrown_m = tuning.jump_mps * tuning.jump_mps / (2.0 * 9.81 * tuning.air_gravity);
        within("answer", chassis, leap.answer_s, 0.03, 0.1);
        within("crouch", chassis, leap.dip_m, 0.05, 0.25);
        within("leap", chassis, leap.height_m, thrown_m, thrown_m + 0.6);
        within("first bounce", chassis, leap.bounces_m[0], 0.0, 0.2);
        within("second bounce", chassis, leap.bounces_m[1], 0.0, 0.05);
        within("time to settle", chassis, leap.settled_s, 0.5, 1.7);
    }
    assert!(
        figures::leap(Chassis::Shoat).height_m >= 2.0,
        "the light one leaps over another"
    );
}

#[test]
fn it_flies_off_a_ramp_and_lands_upright_and_fast() {
    for chassis in Chassis::ALL {
        for speed_mps in [20.0, 30.0] {
            let flight = figures::flight(chassis, speed_mps);
            within(
                "flight",
                chassis,
                flight.length_m,
                speed_mps * 0.6,
                speed_mps * 1.6,
            );
            within("time in the air", chassis, flight.airborne_s, 0.6, 1.5);
            within("tilt in the air", chassis, flight.tilt_deg, 0.0, 30.0);
            within("tilt after landing", chassis, flight.landed_tilt_deg, 0.0, 3.0);
            within("speed kept", chassis, flight.kept, 0.9, 1.2);
        }
    }
}

#[test]
fn it_slides_along_walls_and_comes_off_along_them() {
    for chassis in Chassis::ALL {
        for angle_deg in [10.0, 20.0, 30.0, 40.0] {
            let wall = figures::wall(chassis, 25.0, angle_deg);
            let what = format!("speed along a wall met at {angle_deg}°");
            within(
                &what,
                chassis,
                wall.along,
                0.6_f32.max(cos(angle_deg.to_radians()) * 0.9),
                1.05,
            );
            within("speed 3 s after a wall", chassis, wall.after, 0.6, 1.05);
            within("tilt at a wall", chassis, wall.tilt_deg, 0.0, 15.0);
            // Neither into it again, nor spun about by it.
            within("nose off the wall", chassis, wall.away_deg, -8.0, 30.0);
        }
    }
}

#[test]
fn it_bounces_off_a_wall_met_head_on() {
    for chassis in Chassis::ALL {
        let wall = figures::wall(chassis, 25.0, 90.0);
        within("bounce", chassis, wall.off, 0.2, 0.5);
        within("tilt at a wall", chassis, wall.tilt_deg, 0.0, 20.0);
    }
}

#[test]
fn hulls_that_meet_head_on_part_again_and_the_heavier_wins() {
    for (first, one) in herd() {
        for (second, other) in herd() {
            let ram = figures::ram(first, second, 20.0);
            assert_eq!(ram.rams, 1, "{first:?} and {second:?}: one meeting is one ram");
            assert!(
                ram.after_mps
                    .iter()
                    .all(|speed| speed.is_finite() && speed.abs() < 40.0)
            );
            assert!(
                ram.after_mps[1] > ram.after_mps[0],
                "{first:?} drove through {second:?}"
            );
            within("tilt of the rammed", first, ram.tilt_deg, 0.0, 35.0);
            // What their masses carry on with: the mean of both ways.
            let (m1, m2) = (one.mass_kg, other.mass_kg);
            let carried_mps = 20.0 * (m1 - m2) / (m1 + m2);
            let mean_mps = (m1 * ram.after_mps[0] + m2 * ram.after_mps[1]) / (m1 + m2);
            within(
                "common speed",
                first,
                mean_mps,
                carried_mps - 3.0,
                carried_mps + 3.0,
            );
            if m1 > m2 * 1.2 {
                assert!(
                    ram.harm[0] * 1.5 < ram.harm[1],
                    "{first:?} loses to {second:?}: {:?}",
                    ram.harm
                );
            }
        }
    }
}

#[test]
fn light_is_quicker_and_turns_tighter_than_heavy() {
    let all = |figure: &dyn Fn(Chassis) -> f32| Chassis::ALL.map(figure);
    let rising = |figures: [f32; 3]| figures.windows(2).all(|pair| pair[0] < pair[1] * 0.98);
    let tests: [(&str, &dyn Fn(Chassis) -> f32); 5] = [
        ("time to 20 m/s", &|chassis| {
            figures::seconds_to(
                chassis,
                20.0 / stage::Stage::alone(chassis).chassis(0).top_speed_mps,
            )
        }),
        ("radius at 10 m/s", &|chassis| {
            figures::circle(chassis, 10.0, NONE).radius_m
        }),
        ("radius at 25 m/s", &|chassis| {
            figures::circle(chassis, 25.0, NONE).radius_m
        }),
        ("time to turn", &|chassis| figures::yaw_s(chassis, 0.0)),
        ("time to find grip", &|chassis| {
            figures::drift(chassis, 25.0, Buttons::BRAKE).grip_s
        }),
    ];
    for (what, figure) in tests {
        let figures = all(figure);
        assert!(rising(figures), "{what}, light to heavy: {figures:?}");
    }
    let leaps = all(&|chassis| -figures::leap(chassis).height_m);
    assert!(rising(leaps), "leaps: {leaps:?}");
}

#[test]
fn a_coasting_craft_comes_to_rest() {
    for chassis in Chassis::ALL {
        let mut stage = Stage::alone(chassis);
        stage.launch(0, 20.0);
        stage.run(20.0, &[(0, throttle(0.0))]);
        assert!(
            stage.hog(0).velocity.length() < 0.15,
            "{chassis:?} drifts at {}",
            stage.hog(0).velocity
        );
    }
}

#[test]
fn a_craft_on_its_side_or_back_rolls_over() {
    for chassis in Chassis::ALL {
        for tilt in [PI, 3.0, -2.5, 2.0, -PI * 0.5, PI * 0.5] {
            let mut stage = Stage::alone(chassis);
            stage.change(0, |hog| {
                hog.position.y = 1.8;
                hog.rotation *= Quat::from_xyzw(0.0, 0.0, sin(tilt * 0.5), cos(tilt * 0.5));
            });
            stage.run(2.0, &[]);
            within(
                "tilt after lying on a side",
                chassis,
                tilt_deg(stage.hog(0)),
                0.0,
                15.0,
            );
        }
    }
}

#[test]
fn it_holds_on_a_slope_and_drives_up_it() {
    // 20 degrees; the middle of its surface passes through the origin.
    let slope = "(form: Box(60.0, 4.0, 120.0), at: (0.0, 7.0, -100.0), pitch_deg: 20.0)";
    for chassis in Chassis::ALL {
        let mut stage = Stage::new(rules(&stage::with_solids(slope), |_| {}), &[chassis]);
        stage.put(0, Vec3::new(0.0, 0.0, -20.0), 0.0);
        stage.launch(0, 15.0);
        stage.run(3.0, &[(0, throttle(1.0))]);
        let hog = stage.hog(0);
        assert!(
            hog.position.y > 5.0,
            "{chassis:?} does not climb: {}",
            hog.position
        );
        within("slip on a slope", chassis, slip_deg(hog), 0.0, 3.0);
        within("speed up a slope", chassis, ground_mps(hog), 15.0, 40.0);
    }
}

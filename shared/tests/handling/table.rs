//! The table in docs/handling.md, written from what the runs measure, so that the guide never says what was once true.

use std::fmt::Write as _;
use std::path::Path;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::tuning::Chassis;

use crate::figures;

const BEGIN: &str = "<!-- measured: begin -->\n";
const END: &str = "<!-- measured: end -->";

/// One line of the table: what is measured, and how it reads for a chassis.
type Line = (&'static str, fn(Chassis) -> String);

const LINES: [Line; 21] = [
    ("top speed", |chassis| {
        format!("{:.1} m/s", figures::top_speed_mps(chassis))
    }),
    ("rest to 90 % of it", |chassis| {
        format!("{:.2} s", figures::seconds_to(chassis, 0.9))
    }),
    ("boosted speed", |chassis| {
        format!("{:.1} m/s", figures::boost(chassis).best_mps)
    }),
    ("boost lasts", |chassis| {
        format!("{:.2} s", figures::boost(chassis).lasted_s)
    }),
    ("boost fades", |chassis| {
        format!("{:.2} s", figures::boost(chassis).faded_s)
    }),
    ("energy full again", |chassis| {
        format!("{:.1} s", figures::boost(chassis).full_again_s)
    }),
    ("coasts to half speed", |chassis| {
        format!("{:.2} s", figures::coast(chassis, Buttons(0)).to_half_s)
    }),
    ("coasts to a stop", |chassis| {
        format!("{:.0} m", figures::coast(chassis, Buttons(0)).distance_m)
    }),
    ("brakes to a stop", |chassis| {
        format!("{:.0} m", figures::coast(chassis, Buttons::BRAKE).distance_m)
    }),
    ("yaw at 10 m/s", |chassis| {
        format!("{:.2} rad/s", figures::circle(chassis, 10.0, Buttons(0)).yaw_rps)
    }),
    ("yaw at 25 m/s", |chassis| {
        format!("{:.2} rad/s", figures::circle(chassis, 25.0, Buttons(0)).yaw_rps)
    }),
    ("90 % of the yaw rate, from rest", |chassis| {
        format!("{:.2} s", figures::yaw_s(chassis, 0.0))
    }),
    ("turn radius at 10 m/s", |chassis| circle(chassis, 10.0)),
    ("turn radius at 25 m/s", |chassis| circle(chassis, 25.0)),
    ("slip after a 90° turn at 25 m/s", |chassis| {
        let slip = |buttons| figures::drift(chassis, 25.0, buttons).slip_deg;
        format!("{:.0}°, braked {:.0}°", slip(Buttons(0)), slip(Buttons::BRAKE))
    }),
    ("grip back after the drift", |chassis| {
        let drift = figures::drift(chassis, 25.0, Buttons::BRAKE);
        format!("{:.2} s, {:.0} % of the speed", drift.grip_s, drift.kept * 100.0)
    }),
    ("strafe", |chassis| {
        let strafe = figures::strafe(chassis);
        format!("{:.1} m/s², {:.1} m/s", strafe.mps2, strafe.best_mps)
    }),
    ("leap", |chassis| {
        let leap = figures::leap(chassis);
        format!(
            "{:.0} ms and {:.0} cm down, {:.1} m up, settled in {:.1} s",
            leap.answer_s * 1000.0,
            leap.dip_m * 100.0,
            leap.height_m,
            leap.settled_s
        )
    }),
    ("wall at 30°, 25 m/s", |chassis| {
        let wall = figures::wall(chassis, 25.0, 30.0);
        format!(
            "{:.0} % along, nose {:.0}° off",
            wall.along * 100.0,
            wall.away_deg
        )
    }),
    ("wall head-on, 25 m/s", |chassis| {
        format!("{:.0} % back", figures::wall(chassis, 25.0, 90.0).off * 100.0)
    }),
    ("loses when it meets each, nose to nose at 20 m/s", |chassis| {
        let points = Chassis::ALL.map(|other| format!("{:.0}", figures::ram(chassis, other, 20.0).harm[0]));
        points.join(" / ")
    }),
];

fn circle(chassis: Chassis, speed_mps: f32) -> String {
    let circle = figures::circle(chassis, speed_mps, Buttons(0));
    format!("{:.1} m, slip {:.0}°", circle.radius_m, circle.slip_deg)
}

fn measured() -> String {
    let mut text = String::from("| | Shoat | Boar | Razorback |\n|---|---|---|---|\n");
    for (what, figure) in LINES {
        let [light, medium, heavy] = Chassis::ALL.map(figure);
        writeln!(text, "| {what} | {light} | {medium} | {heavy} |").unwrap();
    }
    text
}

#[test]
fn the_guide_holds_the_measured_figures() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/handling.md");
    let guide = std::fs::read_to_string(&file).unwrap();
    let (before, rest) = guide.split_once(BEGIN).unwrap();
    let (table, after) = rest.split_once(END).unwrap();
    let measured = measured();
    if std::env::var_os("HOGS_BLESS").is_some() {
        std::fs::write(&file, format!("{before}{BEGIN}{measured}{END}{after}")).unwrap();
        return;
    }
    let differs = table.lines().zip(measured.lines()).find(|(old, new)| old != new);
    assert_eq!(
        differs, None,
        "docs/handling.md is out of date; HOGS_BLESS=1 writes the new table"
    );
    assert_eq!(table.lines().count(), measured.lines().count());
}

//! Mirrored arenas of which more than the west is written, or whose middle leans to one side.

use super::{Defect, instead, with};

/// A sound mirrored arena and a list more.
fn mirrored(list: &str) -> String {
    let whole = with(&format!("mirrored: true,\n    {list}"));
    whole.replace("spawns: [", "spawns: [(at: (-20.0, 0.0, 0.0), yaw_deg: -90.0), ")
}

/// What cannot be mirrored.
pub(super) fn wrong_mirrors() -> Vec<Defect> {
    vec![
        (
            "a pad in the unwritten half",
            mirrored("pads: [(kind: Boost(30.0), at: (9.0, 0.0, 0.0), size: (5.0, 5.0))],"),
            "pad 1 lies in the east; of a mirrored arena only the west is written",
        ),
        (
            "a pad in the middle that throws to one side",
            mirrored("pads: [(kind: Boost(30.0), at: (0.0, 0.0, 0.0), yaw_deg: 90.0, size: (5.0, 5.0))],"),
            "pad 1 stands at x = 0 of a mirrored arena and does not look the same from west and east",
        ),
        (
            "a ramp across the middle",
            instead(
                "solids: [",
                "mirrored: true,\n    solids: [(form: Ramp(6.0, 2.0, 6.0), at: (0.0, 1.0, 0.0), yaw_deg: 90.0), ",
            ),
            "solid 1 stands at x = 0",
        ),
        (
            "a base for both",
            mirrored("bases: [(side: 1, at: (0.0, 0.0, 0.0))],"),
            "base 1 stands at x = 0",
        ),
        (
            "both bases",
            mirrored("bases: [(side: 1, at: (-30.0, 0.0, 0.0)), (side: 2, at: (-20.0, 0.0, 9.0))],"),
            "is of the same side as another",
        ),
        (
            "a pig nearer to one side",
            mirrored("pig: (-3.0, 0.0, 0.0),"),
            "the pig of a mirrored arena is at home at x = 0",
        ),
        (
            "a gate in the middle to one side",
            mirrored(
                "gates: [(name: \"a\", at: (0.0, 0.0, 40.0), size: (6.0, 4.0), to: \"b\"), \
                 (name: \"b\", at: (-20.0, 0.0, -30.0), size: (6.0, 4.0))],",
            ),
            "gate 1 \"a\" stands at x = 0 of a mirrored arena and leads to one side of it",
        ),
        (
            "a lift that goes west from the middle",
            mirrored(
                "movers: [(name: \"lift\", form: Box(4.0, 1.0, 4.0), at: (0.0, 3.0, 9.0), \
                 path: [(0.0, 0.0, 0.0), (-4.0, 0.0, 0.0)], period_s: 8.0)],",
            ),
            "mover 1 \"lift\" stands at x = 0",
        ),
        (
            "hills beside the middle",
            mirrored(
                "heights: (at: (4.0, -9.0, 0.0), cell_m: 2.0, \
                 relief: Hills(seed: 1, wide: 20, long: 20, height_m: 2.0, wave_m: 20.0, layers: 1)),",
            ),
            "heights of a mirrored arena lie around x = 0",
        ),
        (
            "a place that is no number",
            mirrored("pickups: [(kind: Ammo, at: (NaN, 0.0, 0.0))],"),
            "pickup 1",
        ),
        (
            "a book of a name, mirrored",
            mirrored(&format!(
                "gates: [(name: \"{}\", at: (-20.0, 0.0, -30.0), size: (6.0, 4.0))],",
                "a".repeat(9000)
            )),
            "gate 1",
        ),
    ]
}

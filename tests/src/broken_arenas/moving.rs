//! Arenas with something wrong about gates and movers.

use super::{Defect, with};

fn mover(rest: &str) -> String {
    with(&format!(
        "movers: [(name: \"lift\", form: Box(4.0, 1.0, 4.0), at: (10.0, 0.0, 0.0), {rest})],"
    ))
}

/// Gates.
pub(super) fn wrong_gates() -> Vec<Defect> {
    let gate = |name: &str, x: f32, to: &str| {
        format!("(name: \"{name}\", at: ({x:.1}, 0.0, 0.0), size: (6.0, 4.0), to: \"{to}\"),")
    };
    let gates = |one: String, other: String| with(&format!("gates: [{one} {other}],"));
    vec![
        (
            "a gate that leads nowhere",
            gates(gate("a", -15.0, "b"), gate("c", 15.0, "a")),
            "gate 1 \"a\" leads to \"b\", and there is no such gate",
        ),
        (
            "a gate to itself",
            gates(gate("a", -15.0, "a"), gate("c", 15.0, "a")),
            "gate 1 \"a\" leads to itself",
        ),
        (
            "two gates in one place",
            gates(gate("a", 10.0, "b"), gate("b", 13.0, "a")),
            "gate 2 \"b\" overlaps gate 1 \"a\"",
        ),
        (
            "two gates of one name",
            gates(gate("a", -15.0, ""), gate("a", 15.0, "")),
            "gate 2 \"a\" has the name of another gate",
        ),
        (
            "a gate to a book",
            gates(gate("a", -15.0, &"b".repeat(9000)), gate("c", 15.0, "a")),
            "and there is no such gate",
        ),
        (
            "a gate for mice",
            gates(
                gate("a", -15.0, "b").replace("6.0, 4.0", "0.5, 0.5"),
                gate("b", 15.0, "a"),
            ),
            "width of gate 1 \"a\" is 0.5",
        ),
    ]
}

/// Movers.
pub(super) fn wrong_movers() -> Vec<Defect> {
    let path = "path: [(0.0, 0.0, 0.0), (0.0, 4.0, 0.0)], period_s: 8.0";
    let riding = |on_one: &str, on_other: &str| {
        let one = |name: &str, on: &str| {
            format!(
                "(name: \"{name}\", form: Box(2.0, 1.0, 2.0), at: (9.0, 1.0, 0.0), on: \"{on}\", {path}),"
            )
        };
        with(&format!(
            "movers: [{} {}],",
            one("cart", on_one),
            one("crane", on_other)
        ))
    };
    vec![
        (
            "movers that carry each other",
            riding("crane", "cart"),
            "mover 1 \"cart\" rides on \"crane\", and so in the end on itself",
        ),
        (
            "a mover that carries itself",
            riding("cart", ""),
            "rides on \"cart\", and so in the end on itself",
        ),
        (
            "a mover on nothing",
            riding("", "barge"),
            "mover 2 \"crane\" rides on \"barge\", and there is no such mover",
        ),
        (
            "a path without a way",
            mover("path: [(1.0, 0.0, 0.0), (1.0, 0.0, 0.0)], period_s: 8.0"),
            "the path of mover 1 \"lift\" leads nowhere",
        ),
        (
            "a path of one stop",
            mover("path: [(0.0, 0.0, 0.0)], period_s: 8.0"),
            "has 1 stops; it takes 2 to 16",
        ),
        (
            "a mover in no time",
            mover("path: [(0.0, 0.0, 0.0), (0.0, 4.0, 0.0)], period_s: 0.0"),
            "period_s of mover 1 \"lift\" is 0",
        ),
        (
            "a mover like a shot",
            mover("path: [(0.0, 0.0, 0.0), (30.0, 0.0, 0.0)], period_s: 1.0"),
            "moves at up to 90.0 m/s; 20 m/s is the most",
        ),
        (
            "riders that are slow each, and fast together",
            {
                let dash = "path: [(0.0, 0.0, 0.0), (0.0, 0.0, 9.0)], period_s: 2.0";
                with(&format!(
                    "movers: [(name: \"cart\", form: Box(2.0, 1.0, 2.0), at: (9.0, 1.0, 0.0), {dash}), \
                     (name: \"crane\", form: Box(2.0, 1.0, 2.0), at: (0.0, 2.0, 0.0), on: \"cart\", {dash})],"
                ))
            },
            "mover 2 \"crane\" and what carries it move at up to 27 m/s together; 20 are the most",
        ),
        (
            "a press that waits for a minute before it drives over a spawn",
            mover(
                "path: [(-8.0, 1.0, 16.0), (-12.0, 1.0, 24.0)], period_s: 62.0, wait_s: 29.0, crush_per_s: 5000.0",
            ),
            "spawn 1 is in the way of mover \"lift\"",
        ),
        (
            "a mover that only waits",
            mover("path: [(0.0, 0.0, 0.0), (0.0, 4.0, 0.0)], period_s: 8.0, wait_s: 5.0"),
            "waits longer at its stops",
        ),
        (
            "a mover through a spawn",
            mover("path: [(0.0, 0.5, 0.0), (-10.0, 0.5, 20.0)], period_s: 8.0"),
            "spawn 1 is in the way of mover \"lift\"",
        ),
        (
            "a name as long as a book",
            mover(path).replace("lift", &"lift ".repeat(9000)),
            "needs a name of 1 to 24 letters",
        ),
    ]
}

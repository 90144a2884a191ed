//! Arenas with one thing wrong in each, and what whoever wrote it, hosts it or is handed it must be told: one sentence
//! that names the thing.

use hogs_shared::level::Package;
use hogs_shared::tuning::MAX_DATA_BYTES;

mod mirrors;
mod moving;

/// An arena that cannot be played.
pub struct Broken {
    /// What is wrong with it.
    pub what: &'static str,
    /// Its files.
    pub files: Package,
    /// What the sentence about it must say.
    pub told: &'static str,
}

/// An arena with nothing wrong; each broken one is this with a part exchanged or added.
const SOUND: &str = r#"(
    title: "Field",
    half_size: (50.0, 50.0),
    ceiling: 40.0,
    floor: -10.0,
    solids: [(form: Box(100.0, 2.0, 100.0), at: (0.0, -1.0, 0.0))],
    spawns: [(at: (0.0, 0.0, 20.0)), (at: (0.0, 0.0, -20.0), yaw_deg: 180.0)],
)"#;

fn with(list: &str) -> String {
    SOUND.replace("    spawns:", &format!("    {list}\n    spawns:"))
}

fn instead(old: &str, new: &str) -> String {
    assert!(SOUND.contains(old), "{old}");
    SOUND.replacen(old, new, 1)
}

fn heights(relief: &str) -> String {
    with(&format!(
        "heights: (at: (0.0, -5.0, 0.0), cell_m: 2.0, relief: {relief}),"
    ))
}

/// What is wrong, the text, and what the sentence must say.
type Defect = (&'static str, String, &'static str);

/// What is no text of an arena.
fn wrong_text() -> Vec<Defect> {
    vec![
        ("nothing at all", String::new(), "line 1"),
        (
            "a bracket that never closes",
            instead("solids: [(", "solids: [(("),
            "line 6",
        ),
        (
            "a word that means nothing",
            instead("title:", "tittle:"),
            "tittle",
        ),
        (
            "a name that is none",
            instead("form: Box", "form: Sphere"),
            "Sphere",
        ),
        (
            "text for a number",
            instead("ceiling: 40.0", "ceiling: \"high\""),
            "line 4",
        ),
        ("half a height", heights("Rows([[0, 0.5], [0, 0]])"), "line 7"),
        (
            "a word as long as a book",
            instead("title:", &format!("{}:", "title".repeat(9000))),
            "line 2",
        ),
        (
            "a pickup of nothing known",
            with("pickups: [(kind: Truffle, at: (0.0, 0.0, 0.0))],"),
            "Truffle",
        ),
        ("brackets without end", "[".repeat(100_000), "line 1"),
        (
            "a file as long as a book",
            " ".repeat(MAX_DATA_BYTES + 1),
            "1048576",
        ),
    ]
}

/// Titles, bounds and solids.
fn wrong_frames() -> Vec<Defect> {
    vec![
        (
            "no title",
            instead("Field", ""),
            "title must have 1 to 40 letters",
        ),
        (
            "no number for a size",
            instead("Box(100.0, 2.0", "Box(NaN, 2.0"),
            "size of solid 1 is NaN",
        ),
        (
            "an endless solid",
            instead("Box(100.0, 2.0", "Box(inf, 2.0"),
            "size of solid 1 is inf",
        ),
        (
            "an absurd size",
            instead("Box(100.0, 2.0", "Box(1e9, 2.0"),
            "size of solid 1 is 1000000000; it must be from",
        ),
        (
            "a solid far away",
            instead("at: (0.0, -1.0, 0.0)", "at: (0.0, -1.0, 7000.0)"),
            "solid 1 lies more than 500 m",
        ),
        (
            "an arena of a country's size",
            instead("half_size: (50.0", "half_size: (50000.0"),
            "half_size (x) is 50000",
        ),
        (
            "a floor over the ceiling",
            instead("floor: -10.0", "floor: 90.0"),
            "floor is 90",
        ),
        (
            "nothing to stand on",
            instead("(form: Box(100.0, 2.0, 100.0), at: (0.0, -1.0, 0.0))", ""),
            "at least one solid",
        ),
        (
            "a ramp without a slope",
            instead(
                "solids: [",
                "solids: [(form: Ramp(4.0, 0.0, 4.0), at: (9.0, 0.0, 9.0)),",
            ),
            "size of solid 1 is 0",
        ),
        (
            "more solids than anyone builds",
            instead(
                "solids: [",
                &format!(
                    "solids: [{}",
                    "(form: Box(1.0, 1.0, 1.0), at: (9.0, 0.0, 9.0)),".repeat(2001)
                ),
            ),
            "2000 are the most",
        ),
        (
            "a title of two lines",
            instead("Field", "Field\\nof honour"),
            "title must be one line",
        ),
        (
            "a solid turned by nonsense",
            instead("at: (0.0, -1.0, 0.0))", "at: (0.0, -1.0, 0.0), pitch_deg: 1e30)"),
            "angle of solid 1 is",
        ),
    ]
}

/// Where nobody could stand.
fn wrong_footings() -> Vec<Defect> {
    vec![
        (
            "nowhere to come into play",
            instead(
                "[(at: (0.0, 0.0, 20.0)), (at: (0.0, 0.0, -20.0), yaw_deg: 180.0)]",
                "[]",
            ),
            "needs 1 to 256 spawns, and has 0",
        ),
        (
            "one spawn for everybody",
            instead("(at: (0.0, 0.0, 20.0)), ", ""),
            "no two spawns are 10 m apart",
        ),
        (
            "bases side by side",
            with("bases: [(side: 1, at: (-2.0, 0.0, 0.0)), (side: 2, at: (2.0, 0.0, 0.0))],"),
            "no two bases are 10 m apart",
        ),
        (
            "a spawn of a third side",
            instead("(at: (0.0, 0.0, 20.0))", "(at: (0.0, 0.0, 20.0), side: 3)"),
            "side of spawn 1 is 3; it must be 0 to 2",
        ),
        (
            "a spawn in the ground",
            instead("(0.0, 0.0, 20.0)", "(0.0, -1.8, 20.0)"),
            "spawn 1 is inside a solid",
        ),
        (
            "a spawn in a wall",
            instead(
                "solids: [",
                "solids: [(form: Box(4.0, 6.0, 4.0), at: (0.0, 3.0, 20.0)),",
            ),
            "spawn 1 is inside a solid",
        ),
        (
            "a spawn against a wall",
            instead(
                "solids: [",
                "solids: [(form: Box(4.0, 6.0, 4.0), at: (0.0, 3.0, 23.0)),",
            ),
            "spawn 1 has a wall within 1.5 m",
        ),
        (
            "a spawn in the air",
            instead("(0.0, 0.0, 20.0)", "(0.0, 9.0, 20.0)"),
            "spawn 1 has no ground within 2.5 m",
        ),
        (
            "a spawn outside",
            instead("(0.0, 0.0, 20.0)", "(0.0, 0.0, 60.0)"),
            "spawn 1 lies outside the arena",
        ),
        (
            "a spawn in lava",
            with("hazards: [(kind: Lava, at: (0.0, -1.0, 20.0), size: (9.0, 3.0, 9.0), harm_per_s: 50.0)],"),
            "spawn 1 lies in hazard 1",
        ),
        (
            "a spawn for a fifth side",
            instead("(at: (0.0, 0.0, 20.0))", "(at: (0.0, 0.0, 20.0), side: 5)"),
            "side of spawn 1 is 5",
        ),
        (
            "a base in a wall",
            with("bases: [(side: 1, at: (0.0, -1.8, 0.0))],"),
            "base 1 is inside a solid",
        ),
        (
            "two bases of one side",
            with("bases: [(side: 2, at: (0.0, 0.0, 0.0)), (side: 2, at: (9.0, 0.0, 0.0))],"),
            "base 2 is of the same side",
        ),
        (
            "a pig in the air",
            with("pig: (0.0, 30.0, 0.0),"),
            "the pig's home has no ground",
        ),
    ]
}

/// Hills.
fn wrong_heights() -> Vec<Defect> {
    vec![
        (
            "a hole in the heights",
            heights("Rows([[0, 0, 0], [0, 0], [0, 0, 0]])"),
            "row 2 of heights has 2 numbers, the first has 3",
        ),
        (
            "too few heights",
            heights("Rows([[0, 0, 0]])"),
            "there are 1 rows of heights; it takes 2 to 256",
        ),
        (
            "too many heights",
            heights("Hills(seed: 1, wide: 9000, long: 90, height_m: 3.0, wave_m: 40.0, layers: 2)"),
            "there are 9000 heights in a row",
        ),
        (
            "a cliff in the heights",
            heights("Rows([[0, 0, 0], [0, 90, 0], [0, 0, 0]])"),
            "the ground at height 2 of row 1 is steeper than a wall",
        ),
        (
            "heights of a file that did not come",
            heights("File(\"moon.txt\")"),
            "moon.txt",
        ),
        (
            "heights of mountains on mountains",
            heights("Hills(seed: 1, wide: 90, long: 90, height_m: 1e6, wave_m: 40.0, layers: 2)"),
            "height_m of hills is 1000000",
        ),
        (
            "heights from somebody's house",
            heights("File(\"../../secret.txt\")"),
            "secret.txt",
        ),
    ]
}

/// Places and pickups.
fn wrong_places() -> Vec<Defect> {
    vec![
        (
            "a pad without a number",
            with("pads: [(kind: Boost(NaN), at: (9.0, 0.0, 0.0), size: (4.0, 4.0))],"),
            "speed of pad 1 is NaN",
        ),
        (
            "a river of light",
            with("currents: [(at: (9.0, 0.0, 0.0), size: (9.0, 3.0, 9.0), speed_mps: 3e8, push_mps2: 9.0)],"),
            "speed_mps of current 1 is 300000000",
        ),
        (
            "a pickup outside",
            with("pickups: [(kind: Ammo, at: (0.0, 0.0, 80.0))],"),
            "pickup 1 lies outside the arena",
        ),
        (
            "more pickups than a word has bits",
            with(&format!(
                "pickups: [{}],",
                "(kind: Ammo, at: (5.0, 0.0, 5.0)),".repeat(65)
            )),
            "has 65 pickups; 64 are the most",
        ),
        (
            "a hint that costs no number",
            with("hints: [(kind: Costs(NaN), at: (0.0, 0.0, 0.0), size: (9.0, 3.0, 9.0))],"),
            "costs of hint 1 is NaN",
        ),
        (
            "lava that heals",
            with("hazards: [(kind: Lava, at: (9.0, 0.0, 0.0), size: (9.0, 3.0, 9.0), harm_per_s: -50.0)],"),
            "harm_per_s of hazard 1 is -50",
        ),
    ]
}

/// Files of heights.
fn reliefs() -> Vec<Defect> {
    vec![
        ("heights of ten megabytes", "0 ".repeat(5_000_000), "moon.txt"),
        (
            "rows without end",
            "0\n".repeat(200_000),
            "256 rows of heights are the most",
        ),
        (
            "a row without end",
            "0 ".repeat(200_000),
            "256 heights in a row are the most",
        ),
        (
            "a height in words",
            "0 1 2\n3 four 5\n".to_owned(),
            "\"four\" is no whole number",
        ),
        (
            "a height without end",
            format!("0 {}\n", "9".repeat(100_000)),
            "is no whole number",
        ),
        (
            "a hole in the file",
            "0 1 2\n3 4\n".to_owned(),
            "row 2 of heights has 2 numbers",
        ),
        ("no heights at all", "\n\n".to_owned(), "it takes 2 to 256"),
    ]
}

/// All of them.
#[must_use]
pub fn all() -> Vec<Broken> {
    let texts = [
        wrong_text(),
        wrong_frames(),
        wrong_footings(),
        moving::wrong_gates(),
        moving::wrong_movers(),
        mirrors::wrong_mirrors(),
        wrong_heights(),
        wrong_places(),
    ];
    let alone = texts.into_iter().flatten().map(|(what, text, told)| Broken {
        what,
        files: Package { text, heights: None },
        told,
    });
    let pairs = reliefs().into_iter().map(|(what, heights, told)| Broken {
        what,
        files: moon(&heights),
        told,
    });
    alone.chain(pairs).collect()
}

/// One with nothing wrong.
#[must_use]
pub fn sound() -> Package {
    Package {
        text: SOUND.to_owned(),
        heights: None,
    }
}

/// One with a file of heights; with a good one there is nothing wrong.
#[must_use]
pub fn moon(relief: &str) -> Package {
    Package {
        text: heights("File(\"moon.txt\")"),
        heights: Some(relief.to_owned()),
    }
}

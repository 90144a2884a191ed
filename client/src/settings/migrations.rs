//! How a file of an older form becomes one of the newest: step by step, each from one form to the next.

use toml::{Table, Value};

/// The steps: the first leads from form 1 to form 2.
pub(super) const STEPS: [fn(&mut Table); 1] = [into_sections];

/// Form 1 had everything in one flat list; form 2 has a table for each page of the menu.
fn into_sections(table: &mut Table) {
    for (old, section, new) in [
        ("preset", "video", "preset"),
        ("fov_deg", "video", "fov_deg"),
        ("volume_master", "audio", "master"),
        ("volume_effects", "audio", "effects"),
        ("volume_music", "audio", "music"),
        ("kill_cam", "gameplay", "kill_cam"),
        ("record_replays", "gameplay", "record_replays"),
        ("mouse_sensitivity", "controls", "mouse_sensitivity"),
        ("invert_y", "controls", "invert_mouse"),
    ] {
        if let Some(value) = table.remove(old) {
            insert(table, section, new, value);
        }
    }
    // One factor and one switch were for mouse and stick alike.
    for (mouse, stick) in [
        ("mouse_sensitivity", "stick_sensitivity"),
        ("invert_mouse", "invert_stick"),
    ] {
        let value = table
            .get("controls")
            .and_then(|controls| controls.get(mouse))
            .cloned();
        if let Some(value) = value {
            insert(table, "controls", stick, value);
        }
    }
}

fn insert(table: &mut Table, section: &str, name: &str, value: Value) {
    let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
    if let Some(section) = section.as_table_mut() {
        section.insert(name.to_owned(), value);
    }
}

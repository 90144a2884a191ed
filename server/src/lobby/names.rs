//! What bots are called, and how two players are kept from being called the same.

use hogs_shared::protocol::text::{MAX_NAME, clean_name};

/// Names for bots: of the sty, and of the workshop.
const BOT_NAMES: [&str; 40] = [
    "Gristle",
    "Mudlark",
    "Crackling",
    "Truffle",
    "Wallow",
    "Rasher",
    "Snout",
    "Brisket",
    "Hamhock",
    "Trotter",
    "Lardy",
    "Pigswill",
    "Bristle",
    "Tusker",
    "Gammon",
    "Squealer",
    "Chops",
    "Hogwash",
    "Swineherd",
    "Rootle",
    "Grunt",
    "Porker",
    "Saddleback",
    "Oinkwell",
    "Sowbelly",
    "Slopper",
    "Knuckle",
    "Sidemeat",
    "Runt",
    "Boarhide",
    "Skirtleak",
    "Fanbelt",
    "Gasket",
    "Sprocket",
    "Rivet",
    "Manifold",
    "Dipstick",
    "Piston",
    "Flywheel",
    "Bushing",
];

/// The name of the bot that comes as number `count`, before it is made unique.
#[must_use]
pub fn of_bot(count: usize) -> &'static str {
    BOT_NAMES.get(count % BOT_NAMES.len()).copied().unwrap_or("Bot")
}

/// `wanted` as a name that nobody else has. `taken` tells whether someone has one; it is asked in lower case.
#[must_use]
pub fn unique(wanted: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let name = clean_name(wanted);
    if !taken(&name.to_lowercase()) {
        return name;
    }
    for number in 2..1000 {
        let suffix = format!(" ({number})");
        let kept: String = name.chars().take(MAX_NAME - suffix.len()).collect();
        let other = format!("{}{suffix}", kept.trim_end());
        if !taken(&other.to_lowercase()) {
            return other;
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nobody_is_called_like_another() {
        let mut names = BTreeSet::new();
        for wanted in [
            "Ada",
            "ada",
            " ADA\u{202E}",
            "Ada (2)",
            "x".repeat(60).as_str(),
            &"x".repeat(60),
            "",
            "",
        ] {
            let name = unique(wanted, &|name| names.contains(name));
            assert!(name.chars().count() <= MAX_NAME && !name.is_empty());
            assert!(names.insert(name.to_lowercase()), "{name}");
        }
        assert!(names.contains("ada (3)"));
    }

    #[test]
    fn bots_have_names() {
        let names: BTreeSet<_> = (0..BOT_NAMES.len()).map(of_bot).collect();
        assert_eq!(names.len(), BOT_NAMES.len());
        assert!(names.iter().all(|name| clean_name(name) == **name));
        assert_eq!(of_bot(BOT_NAMES.len()), of_bot(0));
    }
}

//! Every page, by keyboard, by pad and by mouse alone, in every language: what has the focus is always to be seen, and no
//! text is cut off, missing, or on top of another.

use std::collections::BTreeSet;
use std::time::Duration;

use bevy::feathers::constants::fonts;
use bevy::prelude::*;
use bevy::text::TextLayoutInfo;
use bevy::ui::ComputedNode;
use bevy::ui_widgets::ScrollArea;
use hogs_client::lookout::{Look, Lookout};
use hogs_client::menu::style::UiFont;
use hogs_client::menu::widgets::{Cell, Row};
use hogs_client::menu::{Page, PageRoot, Remedy};
use hogs_client::server_book::ServerBook;
use hogs_client::settings::Section;
use hogs_client::settings::speech::Tongue;
use hogs_client::words::{Language, Telling, Words};
use hogs_shared::protocol::join::Sight;

use crate::game::Game;

/// Pages of the menu, and those that only stand in a match.
fn pages() -> Vec<Page> {
    let mut pages = vec![
        Page::Front,
        Page::Hosting,
        Page::Browse,
        Page::Address,
        Page::Garage,
        Page::Credits,
        Page::Replays,
        Page::Preferences,
    ];
    pages.extend(Section::ALL.map(Page::Options));
    pages.push(Page::Bindings);
    pages
}

const TONGUES: [Tongue; 6] = [
    Tongue::English,
    Tongue::German,
    Tongue::Spanish,
    Tongue::French,
    Tongue::Portuguese,
    Tongue::Polish,
];

/// Servers with the longest words there can be, so that their rows are looked at too.
fn keep_servers(game: &mut Game) {
    let world = game.app.world_mut();
    for number in 0..12_u16 {
        let address = format!("a.very.long.name.of.a.server.example.org:{}", 20_000 + number);
        let book = world.resource_mut::<ServerBook>().into_inner();
        book.toggle(&address, "").unwrap();
        let sight = Sight {
            server: format!("{number} Wwwwwwwwww Mmmmmmmmmm Qqqqqqqq"),
            map: "dust_bowl_of_old".to_owned(),
            mode: "capture_the_flag".to_owned(),
            players: 63,
            seats: 64,
            locked: number % 2 == 0,
        };
        let look = match number {
            0 => Look::Silent,
            1 => Look::OtherVersion,
            2 => Look::Closed,
            _ => Look::Seen(sight, Duration::from_millis(1999)),
        };
        world.resource_mut::<Lookout>().take_in(&address, look);
    }
}

/// What is wrong with how the page looks, each with where that is.
fn faults_at(game: &mut Game, place: &str) -> Vec<String> {
    let found = faults(game).into_iter();
    found.map(|fault| format!("{place}: {fault}")).collect()
}

fn assert_faultless(faulty: &[String]) {
    assert!(
        faulty.is_empty(),
        "{} faults:\n{}",
        faulty.len(),
        faulty.join("\n")
    );
}

/// What is wrong with how the page looks.
fn faults(game: &mut Game) -> Vec<String> {
    let world = game.app.world_mut();
    let screen = Rect::new(0.0, 0.0, 1280.0, 720.0);
    let root = world
        .query_filtered::<Entity, With<PageRoot>>()
        .single(world)
        .unwrap();
    let mut faults = Vec::new();
    let parts = game.below(root);
    let world = game.app.world();
    let inside = |inner: Rect, outer: Rect| {
        inner.min.x >= outer.min.x - 1.5
            && inner.max.x <= outer.max.x + 1.5
            && inner.min.y >= outer.min.y - 1.5
            && inner.max.y <= outer.max.y + 1.5
    };
    let list = parts
        .iter()
        .copied()
        .find(|part| world.get::<ScrollArea>(*part).is_some());
    let listed: Vec<Entity> = list.map(|list| game.below(list)).unwrap_or_default();
    for &part in &parts {
        let Some(text) = world.get::<Text>(part).filter(|text| !text.0.is_empty()) else {
            continue;
        };
        let shown = game.place(part);
        if text.0.contains("[[") || text.0.contains("{$") {
            faults.push(format!("missing: {}", text.0));
        }
        let wanted = world
            .get::<TextLayoutInfo>(part)
            .map(|info| info.size)
            .unwrap_or_default();
        let has = world
            .get::<ComputedNode>(part)
            .map(|node| node.size())
            .unwrap_or_default();
        // What letter-spacing adds at the end of a line is not measured, and falls into the gap beside the text.
        if wanted.x > has.x + 12.0 || wanted.y > has.y + 2.0 {
            faults.push(format!("cut off: \"{}\" needs {wanted}, has {has}", text.0));
        }
        let mut above = world.get::<ChildOf>(part).map(ChildOf::parent);
        while let Some(outer) = above {
            let bounds = world.get::<Row>(outer).is_some() || world.get::<Cell>(outer).is_some();
            if bounds && !inside(shown, game.place(outer)) {
                faults.push(format!(
                    "sticks out: \"{}\" {shown:?} of {:?}",
                    text.0,
                    game.place(outer)
                ));
            }
            above = world.get::<ChildOf>(outer).map(ChildOf::parent);
        }
        if !listed.contains(&part) && !inside(shown, screen) {
            faults.push(format!("off the screen: \"{}\" {shown:?}", text.0));
        }
    }
    // Nothing of the column lies under what stands at the foot of the page.
    let column = parts
        .iter()
        .copied()
        .filter(|part| world.get::<Row>(*part).is_some() && !listed.contains(part));
    let foot = world.get::<Children>(root).unwrap().iter().skip(1);
    let feet: Vec<Rect> = foot
        .map(|foot| game.place(foot))
        .filter(|foot| foot.height() > 0.0)
        .collect();
    for row in column {
        for foot in &feet {
            if !game.place(row).intersect(*foot).is_empty() {
                faults.push(format!("\"{}\" lies on the foot of the page", game.label(row)));
            }
        }
    }
    for (index, one) in feet.iter().enumerate() {
        if feet[index + 1..]
            .iter()
            .any(|other| !one.intersect(*other).is_empty())
        {
            faults.push("help and keys lie on each other".to_owned());
        }
    }
    faults
}

/// That what has the focus is on the screen, and not scrolled away.
fn assert_focus_is_seen(game: &Game, what: &str) {
    let focus = game
        .focus()
        .unwrap_or_else(|| panic!("{what}: nothing has the focus"));
    let row = game
        .row_of(focus)
        .unwrap_or_else(|| panic!("{what}: the focus is on no row"));
    let shown = game.place(row);
    assert!(shown.height() > 10.0, "{what}: {shown:?}");
    let world = game.app.world();
    let mut above = world.get::<ChildOf>(row).map(ChildOf::parent);
    let mut frame = Rect::new(0.0, 0.0, 1280.0, 720.0);
    while let Some(outer) = above {
        if world.get::<ScrollArea>(outer).is_some() {
            frame = game.place(outer);
        }
        above = world.get::<ChildOf>(outer).map(ChildOf::parent);
    }
    assert!(
        shown.min.y >= frame.min.y - 2.0 && shown.max.y <= frame.max.y + 2.0,
        "{what}: \"{}\" at {shown:?} is scrolled out of {frame:?}",
        game.label(row)
    );
    let ground = world.get::<BackgroundColor>(row).map(|ground| ground.0);
    assert_eq!(
        ground,
        Some(hogs_client::menu::style::AMBER),
        "{what}: the row with the focus is amber"
    );
}

#[test]
fn every_page_in_every_language_is_whole() {
    let mut game = Game::new("languages");
    let mut faulty = Vec::new();
    for tongue in TONGUES {
        for text_size in [1.0, 1.3] {
            game.settings(|settings| {
                settings.language.tongue = tongue;
                settings.accessibility.text_size = text_size;
            });
            game.frames(4);
            assert_eq!(game.app.world().resource::<Words>().language(), tongue.language());
            for page in pages().into_iter().chain([Page::LessonOffer]) {
                game.turn_to(page);
                assert_eq!(game.page(), page);
                faulty.extend(faults_at(&mut game, &format!("{tongue:?} ×{text_size} {page:?}")));
            }
        }
    }
    assert_faultless(&faulty);
}

#[test]
fn a_full_list_of_servers_is_whole_in_every_language() {
    let mut game = Game::new("servers");
    keep_servers(&mut game);
    let mut faulty = Vec::new();
    game.turn_to(Page::Browse);
    // Those that are kept: the cell beside the first.
    game.press(&[KeyCode::ArrowRight, KeyCode::Enter]);
    for tongue in TONGUES {
        for text_size in [1.0, 1.3] {
            game.settings(|settings| {
                settings.language.tongue = tongue;
                settings.accessibility.text_size = text_size;
            });
            game.frames(4);
            let what = format!("{tongue:?} ×{text_size}");
            assert!(all_rows(&mut game).len() > 12, "{what}");
            faulty.extend(faults_at(&mut game, &what));
            if (tongue, text_size) != (Tongue::German, 1.3) {
                continue;
            }
            let met = round(&mut game, &what, |game| game.press(&[KeyCode::ArrowDown]));
            assert_eq!(met, all_rows(&mut game), "{what}: every row is come by");
        }
    }
    assert_faultless(&faulty);
}

#[test]
fn the_page_on_the_way_into_a_match_is_whole_in_every_language() {
    use hogs_client::phase::Screen;
    let mut game = Game::new("connecting");
    let mut faulty = Vec::new();
    for tongue in TONGUES {
        for text_size in [1.0, 1.3] {
            game.settings(|settings| {
                settings.language.tongue = tongue;
                settings.accessibility.text_size = text_size;
            });
            // One hint after the other.
            for _ in 0..8 {
                for screen in [Screen::Menu, Screen::Connecting] {
                    game.app
                        .world_mut()
                        .resource_mut::<NextState<Screen>>()
                        .set(screen);
                    game.frames(4);
                }
                assert_eq!(game.page(), Page::Connecting);
                faulty.extend(faults_at(&mut game, &format!("{tongue:?} ×{text_size}")));
            }
        }
    }
    assert_faultless(&faulty);
}

#[test]
fn a_language_holds_at_once_on_the_page_it_is_chosen_on() {
    let mut game = Game::new("at-once");
    game.settings(|settings| settings.language.tongue = Tongue::English);
    game.turn_to(Page::Options(Section::Language));
    assert_eq!(game.focused(), "Language");
    // English to German.
    game.press(&[KeyCode::ArrowRight]);
    game.frames(4);
    assert_eq!(game.chosen().language.tongue, Tongue::German);
    assert_eq!(
        game.focused(),
        "Sprache",
        "the same row has the focus, in the other language"
    );
    game.press(&[KeyCode::Escape]);
    game.frames(2);
    assert_eq!(game.page(), Page::Preferences);
    game.go_to("Steuerung");
}

/// Goes once round a page with a step, and returns the labels met.
fn round(game: &mut Game, what: &str, mut step: impl FnMut(&mut Game)) -> BTreeSet<String> {
    let first = game.focus();
    let mut met = BTreeSet::new();
    for _ in 0..120 {
        assert_focus_is_seen(game, what);
        met.insert(game.focused());
        step(game);
        game.frames(1);
        if game.focus() == first {
            return met;
        }
    }
    panic!("{what}: one does not come round: {met:?}");
}

/// The labels of all rows of the page.
fn all_rows(game: &mut Game) -> BTreeSet<String> {
    let world = game.app.world_mut();
    let rows: Vec<Entity> = world.query_filtered::<Entity, With<Row>>().iter(world).collect();
    rows.into_iter().map(|row| game.label(row)).collect()
}

#[test]
fn every_page_is_walked_by_keys_alone_in_every_language() {
    let mut game = Game::new("keys");
    for tongue in TONGUES {
        game.settings(|settings| settings.language.tongue = tongue);
        game.frames(4);
        game.turn_to(Page::Front);
        for page in pages() {
            if tongue == Tongue::English {
                // The way there, by keys.
                reach(&mut game, page, |game, label| {
                    game.go_to(label);
                    game.press(&[KeyCode::Enter]);
                });
            } else {
                game.turn_to(page);
            }
            let what = format!("{tongue:?} {page:?}");
            let met = round(&mut game, &what, |game| game.press(&[KeyCode::ArrowDown]));
            assert_eq!(met, all_rows(&mut game), "{what}: every row is come by");
            while game.page() != Page::Front {
                let before = game.page();
                game.press(&[KeyCode::Escape]);
                assert_ne!(game.page(), before, "{what}: Escape leads out");
            }
        }
    }
}

/// The labels to choose from the first page to reach a page.
fn way(page: Page, words: &Words) -> Vec<String> {
    let say = |keys: &[&str]| keys.iter().map(|key| words.say(key)).collect::<Vec<_>>();
    match page {
        Page::Hosting => say(&["hosting-title"]),
        Page::Browse => say(&["browse-title"]),
        Page::Address => say(&["browse-title", "address-title"]),
        Page::Garage => say(&["garage-title"]),
        Page::Credits => say(&["credits-title"]),
        Page::Replays => say(&["replays-title"]),
        Page::Preferences => say(&["settings-title"]),
        Page::Options(section) => say(&["settings-title", &format!("section-{}", section.name())]),
        Page::Bindings => say(&["settings-title", "section-controls", "bindings-title"]),
        _ => Vec::new(),
    }
}

fn reach(game: &mut Game, page: Page, mut choose: impl FnMut(&mut Game, &str)) {
    let labels = way(page, game.app.world().resource::<Words>());
    for label in labels {
        choose(game, &label);
        game.frames(4);
    }
    assert_eq!(game.page(), page);
}

#[test]
fn every_page_is_walked_by_a_pad_alone() {
    let mut game = Game::new("pad");
    let pad = game.plug_in();
    game.turn_to(Page::Front);
    for page in pages() {
        reach(&mut game, page, |game, label| {
            for _ in 0..60 {
                if game.focused() == label {
                    break;
                }
                game.push(pad, GamepadButton::DPadDown);
            }
            assert_eq!(game.focused(), label);
            game.push(pad, GamepadButton::South);
        });
        let what = format!("{page:?}");
        let met = round(&mut game, &what, |game| game.push(pad, GamepadButton::DPadDown));
        assert_eq!(met, all_rows(&mut game), "{what}: every row is come by");
        while game.page() != Page::Front {
            let before = game.page();
            game.push(pad, GamepadButton::East);
            game.frames(2);
            assert_ne!(game.page(), before, "{what}: B leads out");
        }
    }
}

#[test]
fn every_page_is_reached_and_left_by_the_mouse_alone() {
    let mut game = Game::new("mouse");
    game.settings(|settings| settings.language.tongue = Tongue::English);
    game.turn_to(Page::Front);
    game.frames(4);
    let click_on = |game: &mut Game, label: &str| {
        let world = game.app.world_mut();
        let rows: Vec<Entity> = world.query_filtered::<Entity, With<Row>>().iter(world).collect();
        let row = rows.into_iter().find(|row| game.label(*row) == label);
        let row = row.unwrap_or_else(|| panic!("no row is called {label} on {:?}", game.page()));
        let at = game.place(row).center();
        game.click(at);
    };
    for page in pages() {
        reach(&mut game, page, click_on);
        while game.page() != Page::Front {
            let before = game.page();
            click_on(&mut game, "Back");
            assert_ne!(game.page(), before, "{page:?}: Back leads out");
        }
    }
}

#[test]
fn what_is_told_is_told_in_the_language() {
    let mut game = Game::new("told");
    game.settings(|settings| settings.language.tongue = Tongue::German);
    game.frames(4);
    game.app.world_mut().resource_mut::<hogs_client::menu::Notice>().0 =
        Some(hogs_client::menu::NoticeText {
            title: Telling::say("trouble-lost"),
            text: vec![Telling::say("trouble-lost-told")],
            remedy: Remedy::Retry,
        });
    game.turn_to(Page::Message);
    let world = game.app.world_mut();
    let texts: Vec<String> = world
        .query::<&Text>()
        .iter(world)
        .map(|text| text.0.clone())
        .collect();
    assert!(texts.contains(&"VERBINDUNG VERLOREN".to_owned()), "{texts:?}");
    assert!(faults(&mut game).is_empty());
}

/// The letters a font has, from its table of them.
fn letters(font: &[u8]) -> BTreeSet<u32> {
    let u16_at = |at: usize| u32::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let u32_at = |at: usize| u16_at(at) << 16 | u16_at(at + 2);
    let tables = (0..u16_at(4) as usize).map(|table| 12 + table * 16);
    let cmap = tables
        .into_iter()
        .find(|at| &font[*at..at + 4] == b"cmap")
        .unwrap();
    let cmap = u32_at(cmap + 8) as usize;
    let mut found = BTreeSet::new();
    for table in 0..u16_at(cmap + 2) as usize {
        let at = cmap + u32_at(cmap + 4 + table * 8 + 4) as usize;
        if u16_at(at) != 4 {
            continue;
        }
        let segments = u16_at(at + 6) as usize / 2;
        for segment in 0..segments {
            let (end, start) = (
                u16_at(at + 14 + segment * 2),
                u16_at(at + 16 + (segments + segment) * 2),
            );
            found.extend((start..=end).filter(|code| *code != 0xFFFF));
        }
    }
    found
}

#[test]
fn the_font_has_every_letter_of_every_language() {
    let mut game = Game::new("letters");
    game.frames(10);
    let world = game.app.world();
    let font = world.resource::<UiFont>();
    let all = world.resource::<Assets<Font>>();
    let assets = world.resource::<AssetServer>();
    for (handle, path) in [(&font.regular, fonts::REGULAR), (&font.bold, fonts::BOLD)] {
        assert_eq!(
            assets.get_path(handle).map(|path| path.to_string()).as_deref(),
            Some(path)
        );
        let has = letters(all.get(handle).unwrap().data.as_ref());
        assert!(has.len() > 400);
        for language in Language::ALL {
            for letter in language
                .sources()
                .concat()
                .chars()
                .filter(|letter| !letter.is_whitespace())
            {
                // What the sources say in comments is English or of the language too.
                assert!(
                    has.contains(&u32::from(letter)),
                    "{language:?}: {path} lacks {letter}"
                );
            }
        }
        for letter in "←↑→↓×–…‹›".chars() {
            assert!(has.contains(&u32::from(letter)), "{path} lacks {letter}");
        }
    }
}

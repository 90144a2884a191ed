//! Under the final scoreboard: who did something better than everyone else in the match that is over, a card each.

use bevy::prelude::*;

use hogs_shared::awards::{Award, Feat, MOST};
use hogs_shared::ids::HogId;
use hogs_shared::mode::Phase;

use super::style::{GOLD, HudStyle, MUTED, SELF, SHADE, Weight, cut, show, write};
use super::{HudInput, HudPhase, Kit, playing};
use crate::feed::MatchFeed;
use crate::palette::{color, side};
use crate::weapon::look;

/// Size of a card, units.
const CARD: Vec2 = Vec2::new(284.0, 44.0);

#[derive(Component)]
struct Strip;

#[derive(Component)]
struct Card(usize);

#[derive(Component)]
struct Title(usize);

#[derive(Component)]
struct Name(usize);

#[derive(Component)]
struct Figure(usize);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show).run_if(playing));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style: &HudStyle = kit.style;
    let strip = Node {
        position_type: PositionType::Absolute,
        left: style.px(52.0),
        right: style.px(52.0),
        bottom: style.px(56.0),
        flex_wrap: FlexWrap::Wrap,
        justify_content: JustifyContent::Center,
        column_gap: style.px(8.0),
        row_gap: style.px(5.0),
        ..default()
    };
    root.spawn((Strip, strip, Visibility::Hidden))
        .with_children(|strip| {
            for index in 0..MOST {
                spawn_card(strip, style, index);
            }
        });
}

fn spawn_card(strip: &mut ChildSpawnerCommands<'_>, style: &HudStyle, index: usize) {
    let card = Node {
        width: style.px(CARD.x),
        height: style.px(CARD.y),
        flex_direction: FlexDirection::Column,
        justify_content: JustifyContent::Center,
        padding: UiRect::horizontal(style.px(11.0)),
        border: UiRect::left(style.px(4.0)),
        border_radius: BorderRadius::all(style.px(6.0)),
        ..default()
    };
    let look = (
        BackgroundColor(SHADE.with_alpha(0.93)),
        BorderColor::all(GOLD),
        Visibility::Inherited,
    );
    let line = Node {
        justify_content: JustifyContent::SpaceBetween,
        align_items: AlignItems::Baseline,
        ..default()
    };
    strip.spawn((Card(index), card, look)).with_children(|card| {
        card.spawn((Title(index), style.text("", 14.0, Weight::Regular, GOLD)));
        card.spawn(line).with_children(|line| {
            line.spawn((Name(index), style.text("", 17.0, Weight::Bold, SELF)));
            line.spawn((Figure(index), style.text("", 15.0, Weight::Regular, MUTED)));
        });
    });
}

/// What people call a feat, and how much of it there was.
fn words(award: &Award) -> (String, String) {
    let figure = award.figure;
    let many = |one: &str, more: &str| format!("{figure} {}", if figure == 1 { one } else { more });
    let time = || format!("{}:{:02}", figure / 60, figure % 60);
    match award.feat {
        Feat::Wrecker => ("Wrecker".to_owned(), many("kill", "kills")),
        Feat::FlagRunner => ("Flag runner".to_owned(), many("flag", "flags")),
        Feat::PigKeeper => ("Pig keeper".to_owned(), format!("{} with the pig", time())),
        Feat::Marksman => ("Marksman".to_owned(), format!("{figure} % hit")),
        Feat::Specialist(weapon) => (
            format!("Master of the {}", look(weapon).title().to_lowercase()),
            format!("{figure} harm"),
        ),
        Feat::Rammer => ("Rammer of the day".to_owned(), format!("{figure} harm")),
        Feat::Untouched => (
            "Thick skin".to_owned(),
            match figure {
                0 => "never wrecked".to_owned(),
                1 => "wrecked once".to_owned(),
                _ => format!("wrecked {figure} times"),
            },
        ),
        Feat::Survivor => ("Survivor".to_owned(), format!("{} in one life", time())),
    }
}

/// A card's border and name have the colour of the side; one's own are gold.
fn colour(feed: &MatchFeed, hog: HogId) -> Color {
    let team = feed.players.get(&hog).and_then(|player| player.team);
    match team {
        _ if feed.is_own(hog) => GOLD,
        Some(team) => color(side(team)),
        None => SELF,
    }
}

fn display(
    feed: Res<MatchFeed>,
    input: Res<HudInput>,
    mut strips: Query<&mut Visibility, (With<Strip>, Without<Card>)>,
    mut cards: Query<(&Card, &mut Node, &mut BorderColor)>,
    mut titles: Query<(&Title, &mut Text), (Without<Name>, Without<Figure>)>,
    mut names: Query<(&Name, &mut Text, &mut TextColor), Without<Figure>>,
    mut figures: Query<(&Figure, &mut Text), Without<Name>>,
) {
    let awards = &feed.council.awards;
    let over = matches!(feed.scene.phase, Phase::Over { .. });
    for mut visibility in &mut strips {
        show(&mut visibility, over && !input.show_scores && !input.menu_open);
    }
    for (card, mut node, mut border) in &mut cards {
        let award = awards.get(card.0);
        // One that is not there takes no room.
        let display = if award.is_some() {
            Display::Flex
        } else {
            Display::None
        };
        if node.display != display {
            node.display = display;
        }
        if let Some((award, _)) = award {
            border.set_if_neq(BorderColor::all(colour(&feed, award.hog)));
        }
    }
    for (title, mut text) in &mut titles {
        if let Some((award, _)) = awards.get(title.0) {
            write(&mut text, &words(award).0);
        }
    }
    for (place, mut text, mut tint) in &mut names {
        if let Some((award, name)) = awards.get(place.0) {
            write(&mut text, &cut(name, 15));
            tint.set_if_neq(TextColor(colour(&feed, award.hog)));
        }
    }
    for (figure, mut text) in &mut figures {
        if let Some((award, _)) = awards.get(figure.0) {
            write(&mut text, &words(award).1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::weapon::Weapon;

    /// Cards beside each other.
    const IN_A_ROW: usize = 4;

    #[test]
    fn every_feat_reads_well_and_all_cards_fit() {
        let award = |feat, figure| Award {
            feat,
            hog: HogId(0),
            figure,
        };
        let said = |feat, figure| {
            let (title, figure) = words(&award(feat, figure));
            format!("{title}: {figure}")
        };
        assert_eq!(said(Feat::Wrecker, 1), "Wrecker: 1 kill");
        assert_eq!(said(Feat::PigKeeper, 65), "Pig keeper: 1:05 with the pig");
        assert_eq!(said(Feat::Untouched, 0), "Thick skin: never wrecked");
        for weapon in Weapon::ALL {
            let (title, figure) = words(&award(Feat::Specialist(weapon), u16::MAX));
            assert!(title.len() < 32 && figure.len() < 14, "{title} {figure}");
        }
        let width = (CARD.x + 8.0) * IN_A_ROW as f32 - 8.0;
        assert!(width <= 1280.0 - 104.0, "{width}");
        let rows = MOST.div_ceil(IN_A_ROW) as f32;
        assert!(rows * (CARD.y + 5.0) < 100.0);
    }
}

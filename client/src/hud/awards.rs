//! Under the final scoreboard: who did something better than everyone else in the match that is over, a card each.

use bevy::prelude::*;

use hogs_shared::awards::{Award, Feat, MOST};
use hogs_shared::ids::HogId;
use hogs_shared::mode::Phase;

use super::style::{GOLD, HudStyle, MUTED, SELF, SHADE, Weight, cut, show, write};
use super::{HudInput, HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::palette::{color, side};
use crate::weapon::look;
use crate::words::Words;

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
    app.add_systems(Update, display.in_set(HudPhase::Show));
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
fn said(award: &Award, words: &Words) -> (String, String) {
    let figure = award.figure;
    let count = |key: &str| words.tell(key, [("count", i64::from(figure).into())]);
    let time = |key: &str| {
        let time = format!("{}:{:02}", figure / 60, figure % 60);
        words.tell(key, [("time", time.into())])
    };
    let (title, figure) = match award.feat {
        Feat::Wrecker => ("feat-wrecker", count("figure-kills")),
        Feat::FlagRunner => ("feat-flag-runner", count("figure-flags")),
        Feat::PigKeeper => ("feat-pig-keeper", time("figure-pig")),
        Feat::Marksman => ("feat-marksman", count("figure-hit")),
        Feat::Specialist(weapon) => {
            let weapon = words.say(look(weapon).key());
            let title = words.tell("feat-specialist", [("weapon", weapon.into())]);
            return (title, count("figure-harm"));
        }
        Feat::Rammer => ("feat-rammer", count("figure-harm")),
        Feat::Untouched => ("feat-untouched", count("figure-wrecked")),
        Feat::Survivor => ("feat-survivor", time("figure-life")),
    };
    (words.say(title), figure)
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
    (input, words): (Res<HudInput>, Res<Words>),
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
            write(&mut text, &said(award, &words).0);
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
            write(&mut text, &said(award, &words).1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::weapon::Weapon;

    use crate::words::Language;

    /// Cards beside each other.
    const IN_A_ROW: usize = 4;

    #[test]
    fn every_feat_reads_well_and_all_cards_fit() {
        let award = |feat, figure| Award {
            feat,
            hog: HogId(0),
            figure,
        };
        let english = Words::default();
        let read = |feat, figure| {
            let (title, figure) = said(&award(feat, figure), &english);
            format!("{title}: {figure}")
        };
        assert_eq!(read(Feat::Wrecker, 1), "Wrecker: 1 kill");
        assert_eq!(read(Feat::PigKeeper, 65), "Pig keeper: 1:05 with the pig");
        assert_eq!(read(Feat::Untouched, 0), "Thick skin: never wrecked");
        for language in Language::ALL {
            let words = Words::of(language);
            for weapon in Weapon::ALL {
                let (title, figure) = said(&award(Feat::Specialist(weapon), 65_535), &words);
                let long = title.chars().count().max(figure.chars().count() + 15);
                assert!(long < 36, "{language:?}: {title} {figure}");
            }
            for feat in [Feat::Wrecker, Feat::Untouched, Feat::Survivor, Feat::PigKeeper] {
                let (title, figure) = said(&award(feat, 125), &words);
                assert!(figure.chars().count() < 24, "{language:?}: {title} {figure}");
            }
        }
        let width = (CARD.x + 8.0) * IN_A_ROW as f32 - 8.0;
        assert!(width <= 1280.0 - 104.0, "{width}");
        let rows = MOST.div_ceil(IN_A_ROW) as f32;
        assert!(rows * (CARD.y + 5.0) < 100.0);
    }
}

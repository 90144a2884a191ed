//! On the way into a match: the stages of it, what is being done, something worth knowing meanwhile, and a way out.

use std::time::{SystemTime, UNIX_EPOCH};

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::style;
use super::widgets::{COLUMN_PX, Progress};
use super::{Back, Page, Sheet};
use crate::link::{Link, LinkCommand, Stage};
use crate::words::Words;

/// What is worth knowing, one of them each time.
const HINTS: [&str; 8] = [
    "loading-brake-told",
    "loading-leap-told",
    "loading-shield-told",
    "loading-missile-told",
    "loading-bubble-told",
    "loading-ram-told",
    "loading-lance-told",
    "loading-pickup-told",
];

/// The line of what is being done.
#[derive(Component)]
struct Doing;

/// The line of a stage.
#[derive(Component)]
struct StageLine(Stage);

/// Which hint is the next.
#[derive(Resource, Default)]
pub(crate) struct NextHint(usize);

impl NextHint {
    /// Any of them, so that one does not always begin with the same.
    fn any() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(since.subsec_millis() as usize)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(NextHint::any())
        .add_systems(OnEnter(Page::Connecting), open)
        .add_systems(Update, (show, cancel).run_if(in_state(Page::Connecting)));
}

fn open(mut sheet: Sheet, link: Res<Link>, mut hint: ResMut<NextHint>) {
    hint.0 = hint.0.wrapping_add(1);
    let face = sheet.font.text(21.0);
    sheet.commands.spawn(ground());
    sheet.lay(Page::Connecting, |column| {
        let words = column.words;
        column.heading(&words.say("connecting-title"));
        for stage in Stage::ALL {
            let key = match stage {
                Stage::Contact => "stage-contact",
                Stage::Arena => "stage-arena",
                Stage::Seat => "stage-seat",
                Stage::World => "stage-world",
            };
            column
                .line(words.say(key))
                .insert((StageLine(stage), face.clone()));
        }
        column.progress();
        column.line(words.telling(&link.progress())).insert(Doing);
        // Fire and jump are held through a reconnect, and must not accept anything: keys give up with Escape alone.
        column.mouse_button(words.say("connecting-cancel")).observe(
            |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                link.write(LinkCommand::Leave);
            },
        );
        let key = HINTS[hint.0 % HINTS.len()];
        column
            .line(words.say(key))
            .insert((TextColor(style::HORIZON), face, beneath()));
    });
}

/// Stands apart from what is above it.
fn beneath() -> Node {
    Node {
        max_width: px(COLUMN_PX),
        margin: UiRect::top(px(22)),
        flex_shrink: 0.0,
        ..default()
    }
}

/// What hides the match until it can be shown.
fn ground() -> impl Bundle {
    let node = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: percent(100),
        ..default()
    };
    let dusk = vec![
        ColorStop::percent(style::ZENITH, 0.0),
        ColorStop::percent(style::ZENITH, 35.0),
        ColorStop::percent(style::DUSK, 82.0),
        ColorStop::percent(style::HORIZON, 100.0),
    ];
    (
        DespawnOnExit(Page::Connecting),
        node,
        BackgroundGradient::from(LinearGradient::to_bottom(dusk)),
        GlobalZIndex(49),
        Pickable::IGNORE,
    )
}

fn show(
    link: Res<Link>,
    words: Res<Words>,
    mut text: Single<&mut Text, With<Doing>>,
    mut stages: Query<(&StageLine, &mut TextColor)>,
    mut bars: Query<&mut Progress>,
) {
    let doing = words.telling(&link.progress());
    // Between the last step and the match there is nothing to tell.
    if !doing.is_empty() && text.0 != doing {
        text.0 = doing;
    }
    let step = link.step();
    for (line, mut colour) in &mut stages {
        let wanted = TextColor(match line.0.cmp(&step.stage) {
            std::cmp::Ordering::Less => style::HORIZON,
            std::cmp::Ordering::Equal => style::TEXT,
            std::cmp::Ordering::Greater => style::TEXT_DIM.with_alpha(0.35),
        });
        colour.set_if_neq(wanted);
    }
    for mut bar in &mut bars {
        bar.set_if_neq(Progress(step.progress()));
    }
}

fn cancel(mut backs: MessageReader<Back>, mut link: MessageWriter<LinkCommand>) {
    if backs.read().count() > 0 {
        link.write(LinkCommand::Leave);
    }
}

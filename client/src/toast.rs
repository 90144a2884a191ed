//! A line that is told wherever one is, in menus and matches alike, and goes by itself: what is to be known and nothing has
//! to be done about.

use bevy::prelude::*;

use crate::menu::style::{self, UiFont};
use crate::words::{Telling, Words};

/// How long it stands, seconds.
const STANDS_S: f32 = 7.0;
/// Size of its letters, pixels.
const LETTERS_PX: f32 = 18.0;

/// Something to be told.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct Toast(pub Telling);

/// The line that stands.
#[derive(Component)]
struct Standing {
    left_s: f32,
}

/// Puts it into the app.
pub fn plugin(app: &mut App) {
    app.add_message::<Toast>().add_systems(
        Update,
        (pass.run_if(any_with_component::<Standing>), show).chain(),
    );
}

/// The newest takes the place of any other.
fn show(
    mut toasts: MessageReader<Toast>,
    standing: Query<Entity, With<Standing>>,
    words: Res<Words>,
    font: Res<UiFont>,
    mut commands: Commands,
) {
    let Some(Toast(telling)) = toasts.read().last() else {
        return;
    };
    for line in &standing {
        commands.entity(line).despawn();
    }
    let across = Node {
        position_type: PositionType::Absolute,
        top: percent(12),
        width: percent(100),
        justify_content: JustifyContent::Center,
        ..default()
    };
    let panel = Node {
        max_width: percent(80),
        padding: UiRect::axes(px(18), px(8)),
        border_radius: BorderRadius::all(px(8)),
        ..default()
    };
    let letters = (
        Text::new(words.telling(telling)),
        font.text(LETTERS_PX),
        TextColor(style::TEXT),
        TextLayout::justify(Justify::Center),
        Pickable::IGNORE,
    );
    commands.spawn((
        Standing { left_s: STANDS_S },
        across,
        GlobalZIndex(1000),
        Pickable::IGNORE,
        children![(
            panel,
            BackgroundColor(style::ZENITH.with_alpha(0.94)),
            Pickable::IGNORE,
            children![letters]
        )],
    ));
}

fn pass(mut standing: Query<(Entity, &mut Standing)>, time: Res<Time<Real>>, mut commands: Commands) {
    for (line, mut standing) in &mut standing {
        standing.left_s -= time.delta_secs();
        if standing.left_s <= 0.0 {
            commands.entity(line).despawn();
        }
    }
}

//! The chat line: while it is open, keys are text. Enter sends, Escape gives up; both close it. What goes back or opens
//! the menu on a pad gives up, too.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;

use super::style::{ENERGY, SELF, SHADE, Weight, show, team_colour, write};
use super::{HudInput, HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::input::in_use::Pads;
use crate::standing::side_name;
use crate::words::Words;

/// Whom a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// All in the match.
    Everyone,
    /// One's own side alone.
    Side,
}

/// The player wrote something: for the link. Never empty, at most [`MAX_LETTERS`] letters, no control characters.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct ChatSubmitted {
    /// For whom.
    pub audience: Audience,
    /// What.
    pub line: String,
}

/// Most letters in a line.
pub const MAX_LETTERS: usize = 120;
/// What gives a line up on a pad.
const GIVES_UP: [GamepadButton; 2] = [GamepadButton::East, GamepadButton::Start];

/// What has been typed so far.
#[derive(Resource, Default)]
struct Draft {
    text: String,
    /// Whether it was open in the last frame: the key that opens it is no text.
    open: bool,
}

#[derive(Component)]
struct Line;

/// Says whom the line is for.
#[derive(Component)]
struct To;

#[derive(Component)]
struct Written;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Draft>()
        .add_message::<ChatSubmitted>()
        .add_systems(Update, (type_text, display).chain().in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let line = Node {
        position_type: PositionType::Absolute,
        left: style.px(20.0),
        bottom: style.px(190.0),
        width: style.px(430.0),
        min_height: style.px(28.0),
        padding: UiRect::axes(style.px(8.0), style.px(3.0)),
        column_gap: style.px(7.0),
        border: UiRect::all(style.px(1.5)),
        border_radius: BorderRadius::all(style.px(5.0)),
        overflow: Overflow::clip(),
        ..default()
    };
    let look = (
        BackgroundColor(SHADE.with_alpha(0.82)),
        BorderColor::all(ENERGY),
        Visibility::Hidden,
    );
    root.spawn((Line, line, look)).with_children(|line| {
        line.spawn((To, style.text("", 17.0, Weight::Bold, ENERGY)));
        line.spawn((Written, style.text("", 17.0, Weight::Regular, SELF)));
    });
}

/// What a key does to a draft: the line to send, if it is to be sent, and whether the chat stays open.
fn press(draft: &mut String, key: &Key, text: Option<&str>) -> (Option<String>, bool) {
    match key {
        Key::Enter => {
            let line = std::mem::take(draft).trim().to_owned();
            ((!line.is_empty()).then_some(line), false)
        }
        Key::Escape => {
            draft.clear();
            (None, false)
        }
        Key::Backspace => {
            draft.pop();
            (None, true)
        }
        _ => {
            let room = MAX_LETTERS.saturating_sub(draft.chars().count());
            draft.extend(
                text.unwrap_or_default()
                    .chars()
                    .filter(|letter| !letter.is_control())
                    .take(room),
            );
            (None, true)
        }
    }
}

fn type_text(
    mut draft: ResMut<Draft>,
    mut input: ResMut<HudInput>,
    mut keys: MessageReader<KeyboardInput>,
    pads: Pads,
    mut submitted: MessageWriter<ChatSubmitted>,
) {
    let Some(audience) = input.chat.filter(|_| draft.open) else {
        keys.clear();
        draft.open = input.chat.is_some();
        // Whoever closed it, the next line begins empty.
        draft.text.clear();
        return;
    };
    if pads.iter().any(|pad| pad.any_just_pressed(GIVES_UP)) {
        // The draft goes with the next frame, in which it is closed.
        (input.chat, draft.open) = (None, false);
        keys.clear();
        return;
    }
    for key in keys.read().filter(|key| key.state == ButtonState::Pressed) {
        let (line, open) = press(&mut draft.text, &key.logical_key, key.text.as_deref());
        if let Some(line) = line {
            submitted.write(ChatSubmitted { audience, line });
        }
        if !open {
            input.chat = None;
            draft.open = false;
            keys.clear();
            return;
        }
    }
}

fn display(
    feed: Res<MatchFeed>,
    draft: Res<Draft>,
    (input, words): (Res<HudInput>, Res<Words>),
    mut lines: Query<(&mut Visibility, &mut BorderColor), With<Line>>,
    mut tos: Query<(&mut Text, &mut TextColor), (With<To>, Without<Written>)>,
    mut texts: Query<&mut Text, With<Written>>,
) {
    let side = feed.side(feed.scene.own);
    let (to, colour) = match input.chat {
        Some(Audience::Side) => (
            side.map_or_else(
                || words.say("chat-side"),
                |side| words.tell("chat-to", [("side", side_name(side, &words).into())]),
            ),
            side.map_or(ENERGY, team_colour),
        ),
        _ => (words.say("chat-all"), ENERGY),
    };
    for (mut visibility, mut border) in &mut lines {
        show(&mut visibility, input.chat.is_some());
        border.set_if_neq(BorderColor::all(colour));
    }
    for (mut text, mut tint) in &mut tos {
        write(&mut text, &to);
        tint.set_if_neq(TextColor(colour));
    }
    for mut text in &mut texts {
        // The end is what one looks at while writing.
        let letters: Vec<char> = draft.text.chars().collect();
        let shown: String = letters.iter().skip(letters.len().saturating_sub(34)).collect();
        write(&mut text, &format!("{shown}|"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(draft: &mut String, text: &str) {
        let (line, open) = press(draft, &Key::Character(text.into()), Some(text));
        assert!(line.is_none() && open);
    }

    #[test]
    fn a_line_is_typed_corrected_and_sent() {
        let mut draft = String::new();
        for text in ["h", "i", "x"] {
            letter(&mut draft, text);
        }
        assert_eq!(press(&mut draft, &Key::Backspace, Some("\u{8}")), (None, true));
        assert_eq!(
            press(&mut draft, &Key::Enter, Some("\r")),
            (Some("hi".to_owned()), false)
        );
        assert!(draft.is_empty());
    }

    #[test]
    fn nothing_empty_is_sent_and_nothing_grows_without_bound() {
        let mut draft = "   ".to_owned();
        assert_eq!(press(&mut draft, &Key::Enter, None), (None, false));
        for _ in 0..500 {
            letter(&mut draft, "ä");
        }
        assert_eq!(draft.chars().count(), MAX_LETTERS);
        assert_eq!(press(&mut draft, &Key::Escape, None), (None, false));
        assert!(draft.is_empty());
    }

    #[test]
    fn a_pad_gives_a_line_up() {
        use bevy::input::InputPlugin;
        use bevy::input::gamepad::{
            GamepadConnection, GamepadConnectionEvent, RawGamepadButtonChangedEvent, RawGamepadEvent,
        };
        for button in GIVES_UP {
            let mut app = App::new();
            app.add_plugins((MinimalPlugins, InputPlugin))
                .init_resource::<Draft>()
                .init_resource::<HudInput>()
                .add_message::<ChatSubmitted>()
                .add_systems(Update, type_text);
            let gamepad = app.world_mut().spawn_empty().id();
            let connection = GamepadConnection::Connected {
                name: "pad".to_owned(),
                vendor_id: None,
                product_id: None,
            };
            app.world_mut()
                .write_message(GamepadConnectionEvent { gamepad, connection });
            app.world_mut().resource_mut::<HudInput>().chat = Some(Audience::Everyone);
            app.update();
            app.update();
            app.world_mut().resource_mut::<Draft>().text.push_str("oi");
            app.update();
            assert!(app.world().resource::<HudInput>().chat.is_some());
            let event = RawGamepadButtonChangedEvent {
                gamepad,
                button,
                value: 1.0,
            };
            app.world_mut().write_message(RawGamepadEvent::Button(event));
            app.update();
            assert_eq!(app.world().resource::<HudInput>().chat, None, "{button:?}");
            app.update();
            let sent = app.world().resource::<Messages<ChatSubmitted>>();
            assert!(sent.is_empty() && app.world().resource::<Draft>().text.is_empty());
        }
    }
}

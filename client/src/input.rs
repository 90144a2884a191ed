//! What the player does becomes what the hog is asked for: keys, mouse and pads, bound by [`Action`], turn into
//! [`Pilot`] once a frame. Nothing here knows the network; the link takes the pilot's wishes to the ticks.

use bevy::prelude::*;
use bevy::window::{CursorGrabMode, CursorOptions, PrimaryWindow};
use hogs_shared::arena::controls::{Angle, Buttons, Controls};
use hogs_shared::netplay::scene::SceneHog;
use hogs_shared::weapon::Weapon;
use leafwing_input_manager::plugin::InputManagerSystem;
use leafwing_input_manager::prelude::*;

use crate::feed::MatchFeed;
use crate::menu::Page;
use crate::phase::{FramePhase, Screen};
use crate::weapon::look;

pub mod aim;
mod bindings;
pub mod names;
pub mod phrases;

pub use bindings::bindings;

/// Everything a player can do in a match.
#[derive(Actionlike, Clone, Copy, Debug, PartialEq, Eq, Hash, Reflect)]
pub enum Action {
    /// Forward and reverse.
    #[actionlike(Axis)]
    Throttle,
    /// Right (+) and left (-), as sticks have it.
    #[actionlike(Axis)]
    Steer,
    /// Slide right (+) and left (-).
    #[actionlike(Axis)]
    Strafe,
    /// Turn the aim at a rate: right stick.
    #[actionlike(DualAxis)]
    Look,
    /// Turn the aim away from the nose: arrow keys.
    #[actionlike(DualAxis)]
    Nudge,
    /// Fire the weapon in hand.
    Fire,
    /// Burn energy for thrust.
    Boost,
    /// Leap.
    Jump,
    /// Open the air-brake.
    Brake,
    /// Do what only this chassis can.
    Ability,
    /// Take the first weapon.
    Weapon1,
    /// Take the second weapon.
    Weapon2,
    /// Take the third weapon.
    Weapon3,
    /// Take the fourth weapon.
    Weapon4,
    /// Take the fifth weapon.
    Weapon5,
    /// Take the sixth weapon.
    Weapon6,
    /// Take the seventh weapon.
    Weapon7,
    /// Take the eighth weapon.
    Weapon8,
    /// Take the next weapon.
    NextWeapon,
    /// Take the previous weapon.
    PreviousWeapon,
    /// Look over the shoulder.
    LookBack,
    /// Show the scoreboard.
    Scoreboard,
    /// Write to everyone.
    Chat,
    /// Write to one's own side.
    TeamChat,
    /// Open the list of phrases.
    Phrases,
    /// Show one's own side where one looks.
    Ping,
    /// Be ready, or for the first choice of a vote.
    Choice1,
    /// Be for the second choice of a vote.
    Choice2,
    /// Be for the third choice of a vote.
    Choice3,
    /// Show the net graph.
    NetGraph,
    /// Show where the server's newest word has the hogs.
    Ghosts,
    /// Open the menu of the match.
    Menu,
}

impl Action {
    /// All of them, what is needed first first.
    pub const ALL: [Self; 32] = [
        Self::Throttle,
        Self::Steer,
        Self::Strafe,
        Self::Look,
        Self::Nudge,
        Self::Fire,
        Self::Boost,
        Self::Jump,
        Self::Brake,
        Self::Ability,
        Self::Weapon1,
        Self::Weapon2,
        Self::Weapon3,
        Self::Weapon4,
        Self::Weapon5,
        Self::Weapon6,
        Self::Weapon7,
        Self::Weapon8,
        Self::NextWeapon,
        Self::PreviousWeapon,
        Self::LookBack,
        Self::Scoreboard,
        Self::Chat,
        Self::TeamChat,
        Self::Phrases,
        Self::Ping,
        Self::Choice1,
        Self::Choice2,
        Self::Choice3,
        Self::NetGraph,
        Self::Ghosts,
        Self::Menu,
    ];

    /// Those that take a weapon, in the weapons' order.
    pub const WEAPONS: [Self; 8] = [
        Self::Weapon1,
        Self::Weapon2,
        Self::Weapon3,
        Self::Weapon4,
        Self::Weapon5,
        Self::Weapon6,
        Self::Weapon7,
        Self::Weapon8,
    ];

    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        let weapon = Self::WEAPONS.iter().position(|action| *action == self);
        if let Some(weapon) = weapon.and_then(Weapon::from_index) {
            return look(weapon).title();
        }
        match self {
            Self::Throttle => "Forward / reverse",
            Self::Steer => "Turn left / right",
            Self::Strafe => "Slide left / right",
            Self::Look => "Aim",
            Self::Nudge => "Aim beside the nose",
            Self::Fire => "Fire",
            Self::Boost => "Boost",
            Self::Jump => "Jump",
            Self::Brake => "Brake",
            Self::Ability => "Dash / bubble / ram plate",
            Self::NextWeapon => "Next weapon",
            Self::PreviousWeapon => "Previous weapon",
            Self::LookBack => "Look back",
            Self::Scoreboard => "Scoreboard",
            Self::Chat => "Chat",
            Self::TeamChat => "Chat with your side",
            Self::Phrases => "Phrases",
            Self::Ping => "Mark a place",
            Self::Choice1 => "Ready / vote for the first",
            Self::Choice2 => "Vote for the second",
            Self::Choice3 => "Vote for the third",
            Self::NetGraph => "Net graph",
            Self::Ghosts => "Server's ghosts",
            Self::Menu => "Menu",
            Self::Weapon1
            | Self::Weapon2
            | Self::Weapon3
            | Self::Weapon4
            | Self::Weapon5
            | Self::Weapon6
            | Self::Weapon7
            | Self::Weapon8 => "Weapon",
        }
    }
}

/// Whether the player is typing a line: then letters are no controls. Whoever shows the line sets it.
#[derive(Resource, Default, Debug, PartialEq, Eq)]
pub struct Typing(pub bool);

/// What the player asks of the hog: what is held now, and what was pressed since a tick last took it.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct Pilot {
    /// What is held, with the aim in the world.
    pub controls: Controls,
    latched: Buttons,
}

impl Pilot {
    /// Holds `controls` from now on; `pressed` went down since, if only for a moment.
    pub fn hold(&mut self, controls: Controls, pressed: Buttons) {
        self.controls = controls;
        self.latched = Buttons(self.latched.0 | pressed.0);
    }

    /// What one tick gets: what is held, and every press no tick has had yet, once.
    pub fn take(&mut self) -> Controls {
        let pressed = std::mem::take(&mut self.latched);
        Controls {
            buttons: Buttons(self.controls.buttons.0 | pressed.0),
            ..self.controls
        }
    }

    /// The presses no tick has had yet, taken.
    pub fn take_presses(&mut self) -> Buttons {
        std::mem::take(&mut self.latched)
    }
}

/// Marks the entity that has the bindings and the state of every action.
#[derive(Component)]
pub struct LocalPlayer;

/// Wires input up. Needs `InputPlugin` and states.
pub fn plugin(app: &mut App) {
    app.add_plugins(InputManagerPlugin::<Action>::default())
        .init_resource::<Pilot>()
        .init_resource::<Typing>()
        .init_resource::<aim::Aim>()
        .init_resource::<phrases::PhraseList>()
        .add_message::<phrases::Gesture>()
        .add_systems(Startup, bind)
        .add_systems(
            PreUpdate,
            (catch_taps::<Action>, gate)
                .chain()
                .after(InputManagerSystem::Update),
        )
        .add_systems(OnEnter(Screen::Match), aim::start)
        .add_systems(
            Update,
            (phrases::follow, aim::turn, pilot, open_menu)
                .chain()
                .in_set(FramePhase::Input)
                .run_if(in_state(Screen::Match)),
        )
        .add_systems(Update, grab_cursor);
}

fn bind(mut commands: Commands) {
    commands.spawn((LocalPlayer, bindings()));
}

/// A key that went down and up again within one frame was pressed all the same: at a low frame rate that is how most
/// keys are pressed, and the state of the keys at the end of the frame does not show it.
pub(crate) fn catch_taps<A: Actionlike>(
    keys: Res<ButtonInput<KeyCode>>,
    mouse: Res<ButtonInput<MouseButton>>,
    mut players: Query<(&InputMap<A>, &mut ActionState<A>)>,
) {
    for (map, mut actions) in &mut players {
        for (action, inputs) in map.iter_buttonlike() {
            let tapped = inputs.iter().any(|input| {
                let input = Reflect::as_any(input.as_ref());
                let key = input.downcast_ref::<KeyCode>().copied();
                let button = input.downcast_ref::<MouseButton>().copied();
                key.is_some_and(|key| keys.just_pressed(key) && !keys.pressed(key))
                    || button.is_some_and(|button| mouse.just_pressed(button) && !mouse.pressed(button))
            });
            if tapped {
                actions.press(action);
            }
        }
    }
}

/// Actions count only while no menu is open and nothing is typed, and not in the frame that closed the menu: the key
/// that did it must not also do something in the match.
fn gate(page: Res<State<Page>>, typing: Res<Typing>, mut players: Query<&mut ActionState<Action>>) {
    let open = *page.get() == Page::Closed && !typing.0;
    for mut actions in &mut players {
        if open && actions.disabled() {
            actions.enable();
        } else if !open && !actions.disabled() {
            actions.disable();
        }
    }
}

/// The state of the actions as controls.
pub fn pilot(
    actions: Single<&ActionState<Action>>,
    aim: Res<aim::Aim>,
    feed: Option<Res<MatchFeed>>,
    mut pilot: ResMut<Pilot>,
) {
    let own = feed.as_ref().and_then(|feed| feed.scene.hog(feed.scene.own));
    let axis = |action: Action| Controls::axis(actions.clamped_value(&action));
    let bound = [
        (Action::Fire, Buttons::FIRE),
        (Action::Boost, Buttons::BOOST),
        (Action::Brake, Buttons::BRAKE),
        (Action::Jump, Buttons::JUMP),
        (Action::Ability, Buttons::ABILITY),
    ];
    let all = |test: &dyn Fn(&Action) -> bool| {
        bound
            .iter()
            .fold(Buttons::default(), |buttons, (action, button)| {
                buttons.with(*button, test(action))
            })
    };
    let controls = Controls {
        throttle: axis(Action::Throttle),
        // To the right is positive on a stick and negative as a turn.
        steer: -axis(Action::Steer),
        strafe: axis(Action::Strafe),
        aim_yaw: Angle::from_radians(aim.yaw),
        aim_pitch: Angle::from_radians(aim.pitch),
        weapon: chosen_weapon(&actions, pilot.controls.weapon, own),
        buttons: all(&|action| actions.pressed(action)),
    };
    pilot.hold(controls, all(&|action| actions.just_pressed(action)));
}

/// The weapon that is to be in hand: the one that was asked for, or the next of those there is anything left of.
fn chosen_weapon(actions: &ActionState<Action>, now: Weapon, own: Option<&SceneHog>) -> Weapon {
    let mut direct = Action::WEAPONS.iter();
    if let Some(index) = direct.position(|action| actions.just_pressed(action)) {
        return Weapon::from_index(index).unwrap_or(now);
    }
    let step = usize::from(actions.just_pressed(&Action::NextWeapon))
        + (Weapon::COUNT - 1) * usize::from(actions.just_pressed(&Action::PreviousWeapon));
    if step.is_multiple_of(Weapon::COUNT) {
        return now;
    }
    let along = (1..Weapon::COUNT).map(|steps| (now.index() + steps * step) % Weapon::COUNT);
    let carried = |index: &usize| own.is_none_or(|own| own.ammo[*index] > 0);
    let mut carried = along.filter(carried);
    carried.next().and_then(Weapon::from_index).unwrap_or(now)
}

fn open_menu(actions: Single<&ActionState<Action>>, mut next: ResMut<NextState<Page>>) {
    if actions.just_pressed(&Action::Menu) {
        next.set(Page::Pause);
    }
}

/// The mouse belongs to the match while it is played, and to the desktop otherwise.
fn grab_cursor(
    page: Res<State<Page>>,
    screen: Res<State<Screen>>,
    mouse: Res<ButtonInput<MouseButton>>,
    window: Option<Single<(&Window, &mut CursorOptions), With<PrimaryWindow>>>,
) {
    let Some(window) = window else { return };
    let (window, mut cursor) = window.into_inner();
    let wanted = match screen.get() {
        Screen::Match => true,
        // There it is for what is on the screen, and turns the eye with a button held.
        Screen::Replay => mouse.pressed(MouseButton::Right),
        Screen::Menu | Screen::Connecting => false,
    };
    let grabbed = wanted && *page.get() == Page::Closed && window.focused;
    if cursor.visible == grabbed {
        cursor.visible = !grabbed;
        cursor.grab_mode = if grabbed {
            CursorGrabMode::Locked
        } else {
            CursorGrabMode::None
        };
    }
}

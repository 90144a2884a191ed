//! What the player does becomes what the hog is asked for: keys, mouse and pads, bound by [`Action`], turn into
//! [`Pilot`] once a frame. Nothing here knows the network; the link takes the pilot's wishes to the ticks.

use bevy::input::InputSystems;
use bevy::prelude::*;
use bevy::window::{CursorGrabMode, CursorOptions, PrimaryWindow, WindowFocused};
use hogs_shared::arena::controls::{Angle, Buttons, Controls};
use hogs_shared::netplay::scene::SceneHog;
use hogs_shared::weapon::Weapon;
use leafwing_input_manager::plugin::InputManagerSystem;
use leafwing_input_manager::prelude::*;

use crate::bindings::Bindings;
use crate::feed::MatchFeed;
use crate::menu::Page;
use crate::phase::{FramePhase, Screen};
use crate::settings::Settings;

pub mod aim;
pub mod fixed;
mod hands;
mod help;
pub mod in_use;
pub mod labels;
mod map;
pub mod names;
pub mod phrases;

pub use crate::bindings::Action;
pub use hands::Hands;
use map::Bound;

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
        .init_resource::<in_use::InUse>()
        .init_resource::<in_use::PadInHand>()
        .add_message::<WindowFocused>()
        .insert_resource(labels::Labels::of_system())
        .init_resource::<aim::Aim>()
        .init_resource::<phrases::PhraseList>()
        .add_message::<phrases::Gesture>()
        .init_resource::<hands::Held>()
        .add_systems(Startup, bind)
        .add_systems(
            PreUpdate,
            (
                let_go,
                in_use::take_up,
                in_use::notice,
                labels::learn,
                labels::notice_pad,
                rebind,
            )
                .chain()
                .before(InputManagerSystem::Update)
                .after(InputSystems),
        )
        .add_systems(PreUpdate, map::read.in_set(InputManagerSystem::Update))
        .add_systems(
            PreUpdate,
            (
                catch_taps,
                gate,
                phrases::let_go,
                phrases::follow.run_if(in_state(Screen::Match)),
                hands::toggle,
            )
                .chain()
                .after(InputManagerSystem::Update),
        )
        .add_systems(OnEnter(Screen::Match), aim::start)
        .add_systems(
            Update,
            (aim::turn, pilot, open_menu)
                .chain()
                .in_set(FramePhase::Input)
                .run_if(in_state(Screen::Match)),
        )
        .add_systems(Update, grab_cursor);
}

fn bind(mut commands: Commands, settings: Res<Settings>) {
    let bound = Bound::of(&settings.bindings);
    commands.spawn((LocalPlayer, bound, ActionState::<Action>::default()));
}

/// A window that nobody is at any more is not told when keys and buttons come up again: they are let go of now.
fn let_go(
    mut told: MessageReader<WindowFocused>,
    mut keys: ResMut<ButtonInput<KeyCode>>,
    mut mouse: ResMut<ButtonInput<MouseButton>>,
    mut held: ResMut<hands::Held>,
) {
    if told.read().any(|told| !told.focused) {
        keys.release_all();
        mouse.release_all();
        *held = hands::Held::default();
    }
}

/// Takes over what the player bound otherwise.
fn rebind(settings: Res<Settings>, mut known: Local<Option<Bindings>>, mut players: Query<&mut Bound>) {
    if settings.is_changed() && known.as_ref() != Some(&settings.bindings) {
        for mut bound in &mut players {
            *bound = Bound::of(&settings.bindings);
        }
        *known = Some(settings.bindings.clone());
    }
}

/// A key that went down and up again within one frame was pressed all the same: at a low frame rate that is how most
/// keys are pressed, and the state of the keys at the end of the frame does not show it.
fn catch_taps(
    keys: Res<ButtonInput<KeyCode>>,
    mouse: Res<ButtonInput<MouseButton>>,
    mut players: Query<(&Bound, &mut ActionState<Action>)>,
) {
    for (bound, mut actions) in &mut players {
        for (action, inputs) in bound.iter_buttonlike() {
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
pub fn pilot(hands: Hands, aim: Res<aim::Aim>, feed: Option<Res<MatchFeed>>, mut pilot: ResMut<Pilot>) {
    let own = feed.as_ref().and_then(|feed| feed.scene.hog(feed.scene.own));
    let axis = |negative, positive| Controls::axis(hands.axis(negative, positive));
    let bound = [
        (Action::Fire, Buttons::FIRE),
        (Action::Boost, Buttons::BOOST),
        (Action::Brake, Buttons::BRAKE),
        (Action::Jump, Buttons::JUMP),
        (Action::Ability, Buttons::ABILITY),
    ];
    let all = |test: &dyn Fn(Action) -> bool| {
        bound
            .iter()
            .fold(Buttons::default(), |buttons, (action, button)| {
                buttons.with(*button, test(*action))
            })
    };
    let controls = Controls {
        throttle: axis(Action::Reverse, Action::Forward),
        // To the right is positive on a stick and negative as a turn.
        steer: axis(Action::TurnRight, Action::TurnLeft),
        strafe: axis(Action::SlideLeft, Action::SlideRight),
        aim_yaw: Angle::from_radians(aim.yaw),
        aim_pitch: Angle::from_radians(aim.pitch),
        weapon: chosen_weapon(&hands, pilot.controls.weapon, own),
        buttons: all(&|action| hands.down(action)),
    };
    pilot.hold(controls, all(&|action| hands.begun(action)));
}

/// The weapon that is to be in hand: the one that was asked for, or the next of those there is anything left of.
fn chosen_weapon(hands: &Hands, now: Weapon, own: Option<&SceneHog>) -> Weapon {
    let mut direct = Action::WEAPONS.into_iter();
    if let Some(index) = direct.position(|action| hands.begun(action)) {
        return Weapon::from_index(index).unwrap_or(now);
    }
    let step = usize::from(hands.begun(Action::NextWeapon))
        + (Weapon::COUNT - 1) * usize::from(hands.begun(Action::PreviousWeapon));
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

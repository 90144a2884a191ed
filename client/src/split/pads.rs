//! Whose pad is whose: the second player has one for as long as they play. In the first game it is no pad for that time;
//! what is pressed on it is passed on.

use bevy::input::gamepad::{GamepadConnection, GamepadConnectionEvent, RawGamepadEvent};
use bevy::prelude::*;

use crate::bindings::Device;
use crate::input::in_use::{InUse, PadInHand};
use crate::toast::Toast;
use crate::words::Telling;

/// The pad that is lent.
#[derive(Resource, Default)]
pub(super) struct Lent(Option<Pad>);

struct Pad {
    /// In the first game.
    here: Entity,
    /// In the second one, once there is one.
    there: Option<Entity>,
    connection: GamepadConnection,
    /// The first player's own, even if it is gone for now.
    kept: Option<Entity>,
    /// Whether it is plugged in.
    present: bool,
    /// What was done with it since it was passed on last.
    done: Vec<RawGamepadEvent>,
}

/// Lends a pad, if none is lent yet or the one that was has gone: first of all one that is not in the first player's hand.
/// False where none is lent.
pub(super) fn lend(world: &mut World) -> bool {
    let lent = &world.resource::<Lent>().0;
    if lent.as_ref().is_some_and(|pad| pad.present) {
        return true;
    }
    let gone = lent.is_some();
    let kept = lent.as_ref().and_then(|pad| pad.kept);
    let held = world.resource::<PadInHand>().pad;
    let mut pads = world.query::<(Entity, Ref<Gamepad>, Option<&Name>)>();
    let all: Vec<_> = pads.iter(world).collect();
    // Nobody loses their pad to somebody whose own has gone; but one that was just plugged in is free, unless the first
    // player misses one, too.
    let other = |pad: Entity, new: bool| held != Some(pad) || gone && new && kept.is_none();
    let free = all.iter().find(|(pad, state, _)| other(*pad, state.is_added()));
    let Some((here, pad, name)) = free.or(all.first().filter(|_| !gone)) else {
        return gone;
    };
    let here = *here;
    let connection = GamepadConnection::Connected {
        name: name.map(ToString::to_string).unwrap_or_default(),
        vendor_id: pad.vendor_id(),
        product_id: pad.product_id(),
    };
    let lent = &mut world.resource_mut::<Lent>().0;
    let there = lent.take().and_then(|before| before.there);
    let plugged_in = there.map(|_| GamepadConnectionEvent::new(here, connection.clone()).into());
    *lent = Some(Pad {
        here,
        there,
        done: plugged_in.into_iter().collect(),
        connection,
        kept,
        present: true,
    });
    world.entity_mut(here).remove::<Gamepad>();
    if held == Some(here) {
        // It is not lost: nobody is to be asked to plug it in again.
        world.insert_resource(PadInHand::default());
        world.insert_resource(InUse(Device::Keys));
        world.write_message(Toast(Telling::say("split-pad-lent")));
    }
    true
}

fn connect(world: &mut World, pad: Entity, connection: GamepadConnection) {
    let event = GamepadConnectionEvent::new(pad, connection);
    world.write_message(RawGamepadEvent::from(event.clone()));
    world.write_message(event);
}

/// Sees to it that the pad stays none in the first game, and keeps what is done with it.
pub(super) fn keep_away(
    mut done: MessageReader<RawGamepadEvent>,
    hand: Res<PadInHand>,
    mut lent: ResMut<Lent>,
    mut commands: Commands,
) {
    for event in done.read() {
        let Some(pad) = &mut lent.0 else { continue };
        let whose = match event {
            RawGamepadEvent::Connection(event) => event.gamepad,
            RawGamepadEvent::Button(event) => event.gamepad,
            RawGamepadEvent::Axis(event) => event.gamepad,
        };
        if whose != pad.here {
            continue;
        }
        if let RawGamepadEvent::Connection(event) = event {
            pad.present = event.connected();
            if !pad.present && pad.there.is_none() {
                // Nobody has it yet who could miss it.
                lent.0 = None;
                continue;
            }
            if pad.present {
                pad.connection = event.connection.clone();
                commands.entity(pad.here).remove::<Gamepad>();
            }
        }
        // As long as there is no second game, nothing is done in it.
        if pad.there.is_some() {
            pad.done.push(event.clone());
        }
    }
    if let Some(pad) = &mut lent.0 {
        pad.kept = hand.pad.or(hand.lost);
    }
}

/// Passes on what was done with it, where there is one.
pub(super) fn pass_on(first: &mut World, second: &mut World) {
    let Some(pad) = &mut first.resource_mut::<Lent>().0 else {
        return;
    };
    let there = pad.there.unwrap_or_else(|| {
        second.insert_resource(InUse(Device::Pad));
        let there = second.spawn_empty().id();
        connect(second, there, pad.connection.clone());
        there
    });
    pad.there = Some(there);
    for event in pad.done.drain(..) {
        match event {
            RawGamepadEvent::Connection(event) => connect(second, there, event.connection),
            RawGamepadEvent::Button(mut event) => {
                event.gamepad = there;
                second.write_message(RawGamepadEvent::Button(event));
            }
            RawGamepadEvent::Axis(mut event) => {
                event.gamepad = there;
                second.write_message(RawGamepadEvent::Axis(event));
            }
        }
    }
}

/// Makes it a pad of the first game again, if it is still plugged in.
pub(super) fn take_back(world: &mut World) {
    let Some(pad) = world.resource_mut::<Lent>().0.take() else {
        return;
    };
    if pad.present && world.get_entity(pad.here).is_ok() {
        world.write_message(GamepadConnectionEvent::new(pad.here, pad.connection));
    }
}

#[cfg(test)]
mod tests {
    use bevy::input::InputPlugin;
    use bevy::input::gamepad::{RawGamepadAxisChangedEvent, RawGamepadButtonChangedEvent};

    use super::*;

    fn game() -> App {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, InputPlugin))
            .init_resource::<Lent>()
            .init_resource::<PadInHand>()
            .init_resource::<InUse>()
            .add_message::<Toast>()
            .add_systems(PreUpdate, keep_away.after(bevy::input::InputSystems));
        app
    }

    fn connected() -> GamepadConnection {
        GamepadConnection::Connected {
            name: "Pad".to_owned(),
            vendor_id: Some(0x054C),
            product_id: None,
        }
    }

    fn plug_in(app: &mut App) -> Entity {
        let pad = app.world_mut().spawn_empty().id();
        connect(app.world_mut(), pad, connected());
        app.update();
        pad
    }

    fn press(app: &mut App, pad: Entity, value: f32) {
        let button = RawGamepadButtonChangedEvent::new(pad, GamepadButton::South, value);
        let stick = RawGamepadAxisChangedEvent::new(pad, GamepadAxis::LeftStickX, value);
        app.world_mut().write_message(RawGamepadEvent::from(button));
        app.world_mut().write_message(RawGamepadEvent::from(stick));
    }

    /// How a game's pads are pressed and pushed.
    fn pads(app: &mut App) -> Vec<(bool, f32)> {
        let mut pads = app.world_mut().query::<&Gamepad>();
        pads.iter(app.world())
            .map(|pad| (pad.pressed(GamepadButton::South), pad.left_stick().x))
            .collect()
    }

    /// A frame of both games.
    fn pass(first: &mut App, second: &mut App) {
        first.update();
        pass_on(first.world_mut(), second.world_mut());
        second.update();
    }

    /// Pulls out the first player's own and the other one's, and has the first player asked for theirs.
    fn pull_out_both(first: &mut App, second: &mut App, (mine, theirs): (Entity, Entity)) {
        connect(first.world_mut(), theirs, GamepadConnection::Disconnected);
        connect(first.world_mut(), mine, GamepadConnection::Disconnected);
        pass(first, second);
        first.insert_resource(PadInHand {
            lost: Some(mine),
            ..PadInHand::default()
        });
        pass(first, second);
    }

    #[test]
    fn the_pad_that_is_not_in_hand_is_the_other_players_until_it_is_taken_back() {
        let (mut first, mut second) = (game(), game());
        let (mine, theirs) = (plug_in(&mut first), plug_in(&mut first));
        first.world_mut().resource_mut::<PadInHand>().pad = Some(mine);
        first.insert_resource(InUse(Device::Pad));
        assert!(lend(first.world_mut()));
        pass(&mut first, &mut second);
        assert_eq!(first.world().resource::<PadInHand>().pad, Some(mine));
        press(&mut first, theirs, 1.0);
        pass(&mut first, &mut second);
        assert_eq!(
            pads(&mut first),
            [(false, 0.0)],
            "nothing is pressed on one's own"
        );
        assert_eq!(pads(&mut second), [(true, 1.0)]);
        // It is pulled out while it is pressed, and plugged in again.
        connect(first.world_mut(), theirs, GamepadConnection::Disconnected);
        pass(&mut first, &mut second);
        assert_eq!(pads(&mut second), []);
        assert!(lend(first.world_mut()), "it is lent still");
        connect(first.world_mut(), theirs, connected());
        pass(&mut first, &mut second);
        assert_eq!(
            (pads(&mut first).len(), pads(&mut second)),
            (1, vec![(false, 0.0)])
        );
        // It is pulled out, and the system takes it for another one when it is plugged in.
        connect(first.world_mut(), theirs, GamepadConnection::Disconnected);
        pass(&mut first, &mut second);
        let theirs = plug_in(&mut first);
        assert!(lend(first.world_mut()));
        press(&mut first, theirs, 1.0);
        pass(&mut first, &mut second);
        assert_eq!(
            (pads(&mut first).len(), pads(&mut second)),
            (1, vec![(true, 1.0)])
        );
        // The other one's has gone when one's own goes and comes back: it stays one's own.
        pull_out_both(&mut first, &mut second, (mine, theirs));
        connect(first.world_mut(), mine, connected());
        first.world_mut().resource_mut::<PadInHand>().pad = Some(mine);
        pass(&mut first, &mut second);
        assert!(lend(first.world_mut()));
        assert_eq!((pads(&mut first).len(), pads(&mut second).len()), (1, 0));
        connect(first.world_mut(), theirs, connected());
        pass(&mut first, &mut second);
        press(&mut first, theirs, 1.0);
        pass(&mut first, &mut second);
        assert_eq!(
            (pads(&mut first).len(), pads(&mut second)),
            (1, vec![(true, 1.0)])
        );
        // Both go at once, and the first one to come is another one for the system: it is the first player's.
        pull_out_both(&mut first, &mut second, (mine, theirs));
        let heir = first.world_mut().spawn_empty().id();
        connect(first.world_mut(), heir, connected());
        first.insert_resource(PadInHand {
            pad: Some(heir),
            ..PadInHand::default()
        });
        pass(&mut first, &mut second);
        assert!(lend(first.world_mut()));
        assert_eq!((pads(&mut first).len(), pads(&mut second).len()), (1, 0));
        connect(first.world_mut(), theirs, connected());
        pass(&mut first, &mut second);
        press(&mut first, theirs, 1.0);
        pass(&mut first, &mut second);
        take_back(first.world_mut());
        press(&mut first, theirs, 0.0);
        pass(&mut first, &mut second);
        first.update();
        assert_eq!(pads(&mut first).len(), 2);
        assert_eq!(pads(&mut second), [(true, 1.0)], "nothing is passed on any more");
    }

    #[test]
    fn what_is_pulled_out_before_anybody_has_it_is_lent_no_more() {
        let (mut first, mut second) = (game(), game());
        let pad = plug_in(&mut first);
        assert!(lend(first.world_mut()));
        connect(first.world_mut(), pad, GamepadConnection::Disconnected);
        first.update();
        assert!(!lend(first.world_mut()), "there is none any more");
        pass(&mut first, &mut second);
        assert_eq!(pads(&mut second), []);
    }

    #[test]
    fn the_only_pad_is_the_other_players_and_is_not_missed() {
        let mut first = game();
        assert!(!lend(first.world_mut()), "there is none");
        let pad = plug_in(&mut first);
        first.insert_resource(InUse(Device::Pad));
        first.world_mut().resource_mut::<PadInHand>().pad = Some(pad);
        assert!(lend(first.world_mut()));
        assert_eq!(*first.world().resource::<PadInHand>(), PadInHand::default());
        assert_eq!(*first.world().resource::<InUse>(), InUse(Device::Keys));
        assert!(pads(&mut first).is_empty());
    }
}

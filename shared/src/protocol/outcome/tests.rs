//! What no honest server tells: each is refused, and nothing is put in its place.

use super::super::coder::{Decoder, Encoder};
use super::*;
use crate::arena::shot::{Shot, Struck};
use crate::assets::AssetFolder;
use crate::ids::ShotId;

const NOW: Tick = Tick(1000);

fn with_context<T>(does: impl FnOnce(&Context<'_>) -> T) -> T {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    does(&Context {
        tick: NOW,
        hogs: &|_| None,
        tuning: &data.tuning,
    })
}

/// What a reader makes of what was written piece by piece, past every check.
fn read(write: impl FnOnce(&mut OutcomeModel, &mut Encoder)) -> Result<Told, Malformed> {
    let mut encoder = Encoder::new();
    write(&mut OutcomeModel::default(), &mut encoder);
    let payload = encoder.finish();
    let mut decoder = Decoder::new(&payload);
    with_context(|context| OutcomeModel::default().code(&mut decoder, context, &Told::default()))
}

/// A ram at that speed, in grid steps.
fn ram(age: i32, speed: i32) -> Result<Told, Malformed> {
    read(|model, encoder| {
        model.kind.code(encoder, RAMMED);
        model.age.code(encoder, age);
        model.hog(encoder, HogId(1));
        vector(
            encoder,
            &mut model.place,
            POSITION,
            LOOK_BITS,
            Vec3::ZERO,
            Vec3::ZERO,
        )
        .unwrap();
        model.maybe_hog(encoder, Some(HogId(2)));
        model.speed.code(encoder, speed);
    })
}

/// A launch by a hog that is not there, with an origin so many steps along x.
fn launch(steps: i32) -> Result<Told, Malformed> {
    read(|model, encoder| {
        model.kind.code(encoder, FIRED);
        model.age.code(encoder, 0);
        model.hog(encoder, HogId(1));
        model.weapon(encoder, Weapon::default()).unwrap();
        for steps in [steps, 0, 0] {
            model.origin.code(encoder, steps);
        }
        for _ in 0..3 {
            model.velocity.code(encoder, 0);
        }
    })
}

/// The end of a shot that was told of at [`NOW`] less `age` and flew since `flown` ticks.
fn end(age: i32, flown: i32) -> Result<Told, Malformed> {
    read(|model, encoder| {
        model.kind.code(encoder, SHOT_ENDED);
        model.age.code(encoder, age);
        model.hog(encoder, HogId(1));
        model.shot_age.code(encoder, flown);
        model.weapon(encoder, Weapon::default()).unwrap();
        model.struck(encoder, Struck::Withdrawn).unwrap();
        vector(
            encoder,
            &mut model.place,
            POSITION,
            LOOK_BITS,
            Vec3::ZERO,
            Vec3::ZERO,
        )
        .unwrap();
    })
}

#[test]
fn a_speed_that_no_impact_has_is_refused() {
    for speed in [0, 1, SPEED.max_index()] {
        let told = ram(3, speed).unwrap();
        assert_eq!(told.tick, NOW.before(3));
        let Outcome::Rammed { speed_mps, .. } = told.outcome else {
            panic!("{told:?}");
        };
        assert_eq!(speed_mps, SPEED.value(speed));
    }
    for speed in [-1, SPEED.max_index() + 1, 1 << 20, -(1 << 20)] {
        assert_eq!(ram(3, speed), Err(Malformed::Value), "{speed}");
    }
}

#[test]
fn what_is_yet_to_happen_is_refused() {
    assert!(ram(0, 0).is_ok());
    assert_eq!(ram(-1, 0), Err(Malformed::Value));
    // A shot that ended was fired, at the latest in the same tick.
    assert!(end(5, 5).is_ok() && end(5, 600).is_ok());
    assert_eq!(end(5, 4), Err(Malformed::Value));
    assert_eq!(end(5, -1), Err(Malformed::Value));
}

#[test]
fn a_place_beyond_the_world_is_refused() {
    let end = POSITION.max_index();
    for steps in [0, end, -end] {
        let Outcome::Fired(shot) = launch(steps).unwrap().outcome else {
            panic!("not fired");
        };
        assert_eq!(shot.origin.x, POSITION.value(steps));
    }
    for steps in [end + 1, -end - 1, (1 << 24) - 1] {
        assert_eq!(launch(steps), Err(Malformed::Value), "{steps}");
    }
}

/// What a reader makes of what a writer told.
fn told_and_read(told: &Told) -> Result<Told, Malformed> {
    let mut encoder = Encoder::new();
    with_context(|context| OutcomeModel::default().code(&mut encoder, context, told)).unwrap();
    let payload = encoder.finish();
    let mut decoder = Decoder::new(&payload);
    with_context(|context| OutcomeModel::default().code(&mut decoder, context, &Told::default()))
}

/// A shot that is on the grid, fired so many ticks before [`NOW`].
fn shot_of(weapon: Weapon, age: u32, target: Option<HogId>) -> Shot {
    let id = ShotId {
        fired: NOW.before(age),
        shooter: HogId(3),
    };
    let (origin, velocity) = (Vec3::new(12.5, 2.0, -80.25), Vec3::new(20.5, -3.25, 31.0));
    with_context(|context| Shot::from_launch(id, weapon, (origin, velocity), target, context.tuning))
}

#[test]
fn every_weapons_shot_is_told_whole_with_whom_it_follows() {
    for weapon in Weapon::ALL {
        let follows = with_context(|context| context.tuning.weapon(weapon).turn_rps > 0.0);
        for target in [None, Some(HogId(200))] {
            let told = Told {
                tick: NOW.before(4),
                outcome: Outcome::Fired(shot_of(weapon, 4, target.filter(|_| follows))),
            };
            assert_eq!(told_and_read(&told), Ok(told));
        }
    }
}

#[test]
fn a_turn_is_told_whole_and_none_before_the_shot_was_fired() {
    for target in [None, Some(HogId(7))] {
        let mut shot = shot_of(Weapon::Missile, 40, target);
        let (origin, velocity) = (Vec3::new(-3.5, 1.25, 60.0), Vec3::new(-30.0, 0.5, 33.25));
        shot.turn(NOW.before(2), origin, velocity);
        let told = Told {
            tick: NOW.before(2),
            outcome: Outcome::ShotTurned(shot),
        };
        assert_eq!(told_and_read(&told), Ok(told));
    }
    let early = read(|model, encoder| {
        model.kind.code(encoder, SHOT_TURNED);
        model.age.code(encoder, 0);
        model.hog(encoder, HogId(1));
        model.shot_age.code(encoder, -1);
    });
    assert_eq!(early, Err(Malformed::Value));
}

#[test]
fn where_a_guided_shot_ends_is_told_whatever_it_ended_on_and_a_flash_only_on_a_hog() {
    let end = |weapon, struck, guided| Outcome::ShotEnded {
        shot: shot_of(weapon, 30, None).id,
        weapon,
        at: Vec3::new(4.0, 8.0, -16.0),
        struck,
        guided,
    };
    for struck in [
        Struck::Hog(HogId(9)),
        Struck::Terrain,
        Struck::Nothing,
        Struck::Withdrawn,
    ] {
        for (weapon, guided) in [
            (Weapon::Missile, true),
            (Weapon::Missile, false),
            (Weapon::Lance, false),
            (Weapon::Arc, false),
            (Weapon::Tractor, false),
        ] {
            let outcome = end(weapon, struck, guided);
            let tells = guided || matches!(struck, Struck::Hog(_) | Struck::Withdrawn);
            assert_eq!(travels(&outcome), tells, "{outcome:?}");
            let told = Told {
                tick: NOW.before(1),
                outcome,
            }
            .rounded();
            assert_eq!(told_and_read(&told), Ok(told));
        }
    }
    // Who is told that it was fired, and no more, keeps nothing of it.
    for weapon in [Weapon::Lance, Weapon::Arc, Weapon::Tractor] {
        let flash = shot_of(weapon, 3, None);
        assert_eq!(flash.expires, flash.id.fired);
    }
}

#[test]
fn what_is_at_the_end_of_the_world_is_told() {
    let far = Vec3::new(5000.0, -5000.0, 5000.0);
    let told = Told {
        tick: NOW,
        outcome: Outcome::Spawned {
            hog: HogId(1),
            at: far,
        },
    }
    .rounded();
    assert_eq!(told_and_read(&told), Ok(told));
}

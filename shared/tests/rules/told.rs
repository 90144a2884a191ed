//! What a client makes of shots that it is only told of: those that turn, and those that are over as they are fired.

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Struck;
use hogs_shared::math::Vec3;
use hogs_shared::netplay::prediction::Prediction;
use hogs_shared::protocol::frame::seat_set;
use hogs_shared::protocol::outcome::travels;
use hogs_shared::protocol::snapshot::Snapshot;
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, id, rules, throttle, with_solids};

/// A match, and a client on the second seat that is told of it.
struct Told {
    stage: Stage,
    client: Prediction,
}

impl Told {
    fn new() -> Self {
        let mut stage = Stage::new(rules(&with_solids(""), |_| {}), &[Chassis::Boar; 3]);
        stage.put(0, Vec3::ZERO, 0.0);
        stage.put(1, Vec3::new(60.0, 0.0, 0.0), 0.0);
        stage.put(2, Vec3::new(0.0, 0.0, -15.0), 90.0);
        let client = Prediction::new(stage.arena.rules().clone(), id(1), true);
        Self { stage, client }
    }

    /// Two ticks, then what happened in them and a snapshot.
    fn beat(&mut self, controls: &[(usize, Controls)]) {
        for _ in 0..2 {
            let outcomes = self.stage.step(controls);
            let tick = self.stage.arena.tick();
            for outcome in outcomes.iter().filter(|outcome| travels(outcome)) {
                match outcome {
                    Outcome::Fired(shot) => self.client.learn_shot(*shot),
                    Outcome::ShotTurned(shot) => self.client.turn_shot(*shot),
                    Outcome::ShotEnded { shot, .. } => self.client.end_shot(*shot, tick),
                    _ => {}
                }
            }
        }
        let arena = &self.stage.arena;
        self.client.reconcile(&Snapshot {
            tick: arena.tick(),
            step: 2,
            input_used: None,
            seats: seat_set(arena.hogs().map(|hog| hog.id)),
            own: id(1),
            hogs: arena.hogs().cloned().collect(),
            pickups: arena.pickup_bits(),
            game: arena.game().clone(),
        });
    }
}

fn with(weapon: Weapon, buttons: Buttons) -> Controls {
    Controls {
        weapon,
        buttons,
        ..Controls::default()
    }
}

#[test]
fn a_missile_is_where_it_is_from_leg_to_leg_until_it_is_told_to_end() {
    let mut told = Told::new();
    told.stage.put(2, Vec3::new(0.0, 0.0, -70.0), 90.0);
    let seeks = with(Weapon::Missile, Buttons::default());
    for _ in 0..40 {
        told.beat(&[(0, seeks)]);
    }
    told.beat(&[(0, with(Weapon::Missile, Buttons::FIRE)), (2, throttle(1.0))]);
    let mut flown = 0;
    while let Some(shot) = told.stage.arena.shots().first().copied() {
        assert_eq!(shot.target, Some(id(2)));
        assert_eq!(told.client.arena().shots(), [shot]);
        told.beat(&[(0, seeks)]);
        flown += 1;
        assert!(flown < 200, "it never ends");
    }
    assert!(told.client.arena().shots().is_empty());
    let turns = told
        .stage
        .ticks_of(|outcome| matches!(outcome, Outcome::ShotTurned(_)));
    assert!(turns.len() >= 4, "turned at {turns:?}");
    assert_eq!(told.stage.last_end().unwrap().1, Struck::Hog(id(2)));
}

#[test]
fn nothing_stays_of_what_is_over_as_it_is_fired() {
    for weapon in [Weapon::Lance, Weapon::Arc, Weapon::Tractor] {
        // At somebody, and at nothing.
        for yaw_deg in [0.0, 90.0] {
            let mut told = Told::new();
            told.stage.put(0, Vec3::ZERO, yaw_deg);
            let aim = told.stage.hog(0).controls;
            let holds = Controls {
                aim_yaw: aim.aim_yaw,
                ..with(weapon, Buttons::FIRE)
            };
            for _ in 0..40 {
                told.beat(&[(0, holds)]);
                assert!(told.client.arena().shots().is_empty(), "{weapon:?}");
            }
            told.beat(&[(
                0,
                Controls {
                    buttons: Buttons::default(),
                    ..holds
                },
            )]);
            assert!(told.client.arena().shots().is_empty(), "{weapon:?}");
            let fired = told
                .stage
                .ticks_of(|outcome| matches!(outcome, Outcome::Fired(_)));
            let misses = yaw_deg > 0.0 && weapon == Weapon::Tractor;
            assert_eq!(fired.is_empty(), misses, "{weapon:?} at {yaw_deg} degrees");
            let now = told.stage.arena.tick();
            for (_, outcome) in told.client.advance(now.after(20), Controls::default()) {
                assert!(!matches!(outcome, Outcome::ShotEnded { .. }), "{outcome:?}");
            }
        }
    }
}

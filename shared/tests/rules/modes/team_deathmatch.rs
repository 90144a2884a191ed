//! Team deathmatch: whose points are whose.

use hogs_shared::mode::{Mode, Side};

use super::*;

#[test]
fn a_wreck_is_a_point_for_the_side_and_a_fall_or_a_friend_costs_one() {
    let mut stage = stage(Mode::TeamDeathmatch, &[Chassis::Boar; 4], |data| {
        data.tuning.rules.friendly_fire = 1.0;
    });
    let teams = |stage: &Stage| stage.arena.game().teams;
    wreck(&mut stage, 0, 1);
    assert_eq!((points(&stage, 0), teams(&stage)), (1, [1, 0]));
    wreck(&mut stage, 0, 2);
    assert_eq!((points(&stage, 0), teams(&stage)), (0, [0, 0]));
    fall(&mut stage, 3);
    assert_eq!((points(&stage, 3), teams(&stage)), (-1, [0, -1]));
}

#[test]
fn friends_do_not_hurt_each_other_as_it_ships() {
    let mut stage = stage(Mode::TeamDeathmatch, &[Chassis::Boar; 3], |_| {});
    stage.forget();
    let at = stage.hog(2).position;
    stage.shoot(0, Weapon::Rocket, at, 2.0);
    assert_eq!((stage.wounds(2), stage.harm(2)), (0, 0.0));
    let at = stage.hog(1).position;
    stage.shoot(0, Weapon::Rocket, at, 2.0);
    assert!(stage.harm(1) > 0.0);
}

#[test]
fn the_side_that_reaches_the_limit_wins() {
    let mut stage = stage(Mode::TeamDeathmatch, &[Chassis::Boar; 4], |data| {
        data.mode.score_limit = 2
    });
    wreck(&mut stage, 1, 0);
    wreck(&mut stage, 3, 2);
    let winner = Some(Side::Team(Team::Azure));
    assert!(
        stage
            .events()
            .any(|outcome| *outcome == Outcome::MatchEnded { winner })
    );
}

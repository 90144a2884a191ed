//! Awards are the truth: of a match in which it is known who did what, each goes to who was best, and to nobody where
//! nobody did anything.

use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::{Cause, Deed, Outcome};
use hogs_shared::arena::shot::Struck;
use hogs_shared::awards::{Award, Feat, Reckoning};
use hogs_shared::ids::{HogId, ShotId, Team};
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Mode, Phase, Score};
use hogs_shared::tick::Tick;
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, flat, id, rules_of};

/// A match that is on, and its reckoning; what happens in it is planted.
struct Planted {
    stage: Stage,
    reckoning: Reckoning,
}

impl Planted {
    fn new(mode: Mode) -> Self {
        let mut stage = Stage::new(rules_of(mode, &flat(), |_| {}), &[Chassis::Boar; 4]);
        for seat in 0..4 {
            stage.put(seat, Vec3::new(seat as f32 * 40.0, 0.0, 0.0), 0.0);
        }
        let mut planted = Self {
            stage,
            reckoning: Reckoning::default(),
        };
        planted.happens(&[]);
        planted
    }

    /// A tick in which this happens, on top of what the match itself does.
    fn happens(&mut self, outcomes: &[Outcome]) -> bool {
        self.stage.step(&[]);
        self.reckoning.note(&self.stage.arena, outcomes)
    }

    fn shots(&mut self, shooter: usize, weapon: Weapon, struck: &[Struck]) {
        let ended = |struck: &Struck| Outcome::ShotEnded {
            shot: ShotId {
                fired: Tick(1),
                shooter: id(shooter),
            },
            weapon,
            at: Vec3::ZERO,
            struck: *struck,
            guided: false,
        };
        let outcomes: Vec<Outcome> = struck.iter().map(ended).collect();
        self.happens(&outcomes);
    }

    fn harm(&mut self, attacker: usize, victim: usize, cause: Cause, points: f32) {
        self.happens(&[Outcome::Damaged {
            victim: id(victim),
            attacker: Some(id(attacker)),
            cause,
            amount: Points::from_points(points),
            shielded: false,
            from: Vec3::ZERO,
        }]);
    }

    /// Points, kills and deaths by seat.
    fn score(&mut self, scores: [(i16, u16, u16); 4]) {
        let mut state = self.stage.arena.capture();
        for (seat, (points, kills, deaths)) in scores.into_iter().enumerate() {
            state.game.scores[seat] = Some(Score {
                points,
                kills,
                deaths,
            });
        }
        self.stage.arena.restore(&state);
    }

    fn awards(&mut self) -> Vec<Award> {
        assert!(self.happens(&[Outcome::MatchEnded { winner: None }]));
        self.reckoning.awards().to_vec()
    }
}

fn of(awards: &[Award], feat: Feat) -> Option<(usize, u16)> {
    let award = awards.iter().find(|award| award.feat == feat)?;
    Some((award.hog.index(), award.figure))
}

#[test]
fn each_award_goes_to_who_was_best_at_it() {
    let mut planted = Planted::new(Mode::Deathmatch);
    let (hit, miss) = (Struck::Hog(id(3)), Struck::Terrain);
    // Twelve of sixteen against nine of ten; three of three are too few to judge by.
    planted.shots(
        0,
        Weapon::Autocannon,
        &[[hit; 12].as_slice(), &[miss; 4]].concat(),
    );
    planted.shots(1, Weapon::Rocket, &[[hit; 9].as_slice(), &[miss; 1]].concat());
    planted.shots(2, Weapon::Lance, &[hit; 3]);
    // Neither what lies and waits, nor what follows by itself, nor what was taken back is a shot that was aimed.
    planted.shots(1, Weapon::Mine, &[miss; 50]);
    planted.shots(1, Weapon::Missile, &[miss; 50]);
    planted.shots(1, Weapon::Rocket, &[Struck::Withdrawn; 50]);
    planted.harm(0, 3, Cause::Weapon(Weapon::Autocannon), 90.0);
    planted.harm(2, 3, Cause::Weapon(Weapon::Lance), 70.0);
    planted.harm(2, 1, Cause::Weapon(Weapon::Lance), 70.0);
    planted.harm(2, 1, Cause::Weapon(Weapon::Rocket), 50.0);
    planted.harm(1, 0, Cause::Ram, 80.0);
    planted.harm(3, 0, Cause::Ram, 59.0);
    planted.harm(3, 0, Cause::Ram, 59.0);
    planted.score([(4, 4, 3), (5, 5, 2), (3, 3, 1), (0, 0, 0)]);
    let awards = planted.awards();
    assert_eq!(of(&awards, Feat::Wrecker), Some((1, 5)));
    assert_eq!(of(&awards, Feat::Marksman), Some((1, 90)));
    assert_eq!(of(&awards, Feat::Specialist(Weapon::Lance)), Some((2, 140)));
    assert_eq!(of(&awards, Feat::Rammer), Some((3, 118)));
    // Whoever wrecked nobody was only out of the way.
    assert_eq!(of(&awards, Feat::Untouched), Some((2, 1)));
    assert_eq!(
        (of(&awards, Feat::FlagRunner), of(&awards, Feat::PigKeeper)),
        (None, None)
    );
    // They have not lived for a second yet.
    assert_eq!(awards.len(), 5, "{awards:?}");
}

#[test]
fn what_one_does_to_oneself_and_ones_own_is_no_feat() {
    let mut planted = Planted::new(Mode::TeamDeathmatch);
    for seat in 0..4 {
        planted
            .stage
            .change(seat, |hog| hog.team = Some(Team::ALL[seat % 2]));
    }
    planted.harm(0, 2, Cause::Weapon(Weapon::Rocket), 900.0);
    planted.harm(1, 1, Cause::Weapon(Weapon::Mortar), 900.0);
    planted.harm(3, 2, Cause::Weapon(Weapon::Lance), 100.0);
    planted.shots(0, Weapon::Rocket, &[Struck::Hog(id(2)); 20]);
    let awards = planted.awards();
    assert_eq!(of(&awards, Feat::Specialist(Weapon::Lance)), Some((3, 100)));
    assert_eq!(of(&awards, Feat::Marksman), None);
    assert_eq!(awards.len(), 1, "{awards:?}");
}

#[test]
fn flags_pigs_and_lives_are_counted() {
    let mut planted = Planted::new(Mode::Deathmatch);
    let captured = |hog: usize| Outcome::Objective {
        objective: 0,
        deed: Deed::Captured,
        hog: Some(id(hog)),
        at: Vec3::ZERO,
    };
    planted.happens(&[captured(1)]);
    planted.happens(&[captured(2), captured(2)]);
    // Everyone but seat 2 is a wreck for a moment, and lives less long than it.
    for seat in [0, 1, 3] {
        planted.stage.change(seat, |hog| {
            (hog.health, hog.respawn_ticks) = (Points::NONE, 60);
        });
    }
    for _ in 0..200 {
        planted.happens(&[]);
    }
    let awards = planted.awards();
    assert_eq!(of(&awards, Feat::FlagRunner), Some((2, 2)));
    let survivor = of(&awards, Feat::Survivor).unwrap();
    assert_eq!(survivor.0, 2);
    assert!(survivor.1 >= 3, "{survivor:?}");
}

#[test]
fn of_equals_the_one_that_stands_higher_has_it_and_a_new_match_knows_nothing_of_the_last() {
    let mut planted = Planted::new(Mode::Deathmatch);
    for seat in [3, 1] {
        planted.harm(seat, 0, Cause::Ram, 100.0);
    }
    planted.score([(0, 0, 0), (2, 1, 0), (0, 0, 0), (7, 1, 0)]);
    let awards = planted.awards();
    assert_eq!(of(&awards, Feat::Rammer), Some((3, 100)));
    assert_eq!(of(&awards, Feat::Wrecker), Some((3, 1)));
    planted.happens(&[Outcome::MatchStarted]);
    assert!(planted.reckoning.awards().is_empty());
    planted.score([(0, 0, 0); 4]);
    planted.harm(1, 0, Cause::Ram, 70.0);
    assert_eq!(of(&planted.awards(), Feat::Rammer), Some((1, 70)));
}

#[test]
fn nothing_of_a_warm_up_and_nothing_of_who_sat_there_before_counts() {
    let mut planted = Planted::new(Mode::Deathmatch);
    planted.harm(0, 1, Cause::Ram, 500.0);
    planted.happens(&[Outcome::PhaseBegan(Phase::Countdown)]);
    planted.happens(&[Outcome::PhaseBegan(Phase::Playing)]);
    planted.harm(1, 0, Cause::Ram, 300.0);
    planted.reckoning.forget(HogId(1));
    planted.harm(2, 0, Cause::Ram, 61.0);
    assert_eq!(of(&planted.awards(), Feat::Rammer), Some((2, 61)));
}

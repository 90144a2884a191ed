//! What the data may say: figures that the match could not hold are refused in words, and the largest that are allowed
//! play as they should.

use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::assets::AssetFolder;
use hogs_shared::math::Vec3;
use hogs_shared::tuning::{Chassis, DataError, MAX_POINTS, Tuning};

use crate::stage::{Stage, flat, rules};

/// The data that ships, with some figures of the Boar changed.
fn with_boar(changes: &[(&str, f32)]) -> Result<Tuning, DataError> {
    let assets = AssetFolder::find()?;
    Tuning::load(&|file| {
        let text = assets.read(file)?;
        let lines = text.lines().map(|line| {
            let name = line.trim().split(':').next().unwrap_or_default();
            let change = changes
                .iter()
                .find(|(key, _)| *key == name && file == "chassis/boar.ron");
            change.map_or_else(|| line.to_owned(), |(key, value)| format!("{key}: {value:?},"))
        });
        Ok(lines.collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn what_no_gauge_can_hold_is_refused_in_words() {
    for (changes, words) in [
        (
            &[("health", 1500.0)][..],
            "health is 1500; it must be from 1 to 1091",
        ),
        (&[("shield", 1500.0)], "shield is 1500; it must be from 0 to 1091"),
        (
            &[("health", 600.0), ("shield", 600.0)],
            "health and shield are 1200 together; 1091 is the most",
        ),
        (&[("energy", 1500.0)], "energy is 1500; it must be from 1 to 1091"),
        (
            &[("energy", 800.0)],
            "energy is 800; a boost pickup makes that 1200, and 1091 is the most",
        ),
        (
            &[("health", f32::NAN)],
            "health is NaN; it must be from 1 to 1091",
        ),
    ] {
        let refusal = with_boar(changes).unwrap_err().to_string();
        assert_eq!(refusal, format!("chassis/boar.ron: {words}"));
    }
    let most = with_boar(&[("health", 1000.0), ("shield", 91.0), ("energy", 727.0)]).unwrap();
    assert_eq!(most.chassis(Chassis::Boar).energy, 727.0);
}

#[test]
fn the_most_points_fit_the_gauges_of_a_snapshot() {
    let most = Points::from_points(MAX_POINTS);
    assert_eq!(most.points(), MAX_POINTS);
    // Ten bits of 64ths for others, rounded up.
    assert!(most.0.div_ceil(64) < 1 << 10);
}

#[test]
fn the_pit_takes_even_the_strongest_at_once() {
    let strongest = rules(&flat(), |data| {
        let boar = &mut data.tuning.chassis[Chassis::Boar.index()];
        (boar.health, boar.shield) = (1000.0, MAX_POINTS - 1000.0);
    });
    let mut stage = Stage::new(strongest, &[Chassis::Boar]);
    stage.put(0, Vec3::new(495.0, 0.0, 0.0), 0.0);
    assert_eq!(stage.missing(0), 0.0);
    let outcomes = stage.step(&[]);
    assert!(
        outcomes
            .iter()
            .any(|outcome| matches!(outcome, Outcome::Wrecked { .. }))
    );
    assert_eq!((stage.wounds(0), stage.harm(0)), (1, MAX_POINTS));
}

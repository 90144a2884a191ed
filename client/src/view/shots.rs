//! Shots in flight: a model for those that have one, and for all what their weapon's look adds.

use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use hogs_shared::ids::{HogId, ShotId, Weapon};

use super::MatchPart;
use super::convert::{match_vec3, vec3};
use super::craft::MatchAir;
use super::effects::Effects;
use super::material::{CraftMaterial, Paint};
use super::models::Models;
use super::sprite::Sprites;
use crate::feed::MatchFeed;
use crate::palette;
use crate::weapon::{Flight, ShotLook, look};

/// Most shots shown by a model of their own at once.
const MAX_MODELS: usize = 160;

/// The model of a shot.
#[derive(Component)]
pub(super) struct ShotModel(ShotId);

/// Materials of shots by weapon and colour, kept for the match.
#[derive(Resource, Default)]
pub(super) struct ShotPaints(HashMap<(Weapon, u8), (Vec3, Handle<CraftMaterial>)>);

impl ShotPaints {
    /// A material that shines in the weapon's colour and is marked in that of whoever fired.
    fn material(
        &mut self,
        (weapon, shown): (Weapon, ShotLook),
        shooter: HogId,
        colour: Vec3,
        air: &MatchAir,
        materials: &mut Assets<CraftMaterial>,
    ) -> Handle<CraftMaterial> {
        let mut make = || {
            let shine = palette::linear(shown.shine);
            let paint = Paint::new(palette::linear(palette::OWN), colour, shine, 2.0);
            (
                colour,
                materials.add(CraftMaterial::new(air.air, air.depth, paint)),
            )
        };
        let made = self.0.entry((weapon, shooter.0)).or_insert_with(&mut make);
        if made.0 != colour {
            // The seat has another on it, or is on another side.
            *made = make();
        }
        made.1.clone()
    }
}

/// Shows the shots of the frame.
pub(super) fn show(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    air: Res<MatchAir>,
    models: Res<Models>,
    time: Res<Time>,
    mut there: Query<(Entity, &ShotModel, &mut Transform)>,
    mut paints: ResMut<ShotPaints>,
    mut materials: ResMut<Assets<CraftMaterial>>,
    mut effects: ResMut<Effects>,
    mut sprites: ResMut<Sprites>,
) {
    let dt = time.delta_secs().min(0.1);
    let mut old: HashMap<ShotId, (Entity, Mut<Transform>)> = there
        .iter_mut()
        .map(|(entity, shot, transform)| (shot.0, (entity, transform)))
        .collect();
    let mut shown = 0;
    for shot in &feed.scene.shots {
        let colour = feed.glow(shot.id.shooter);
        let weapon = look(shot.weapon);
        let shown_as = weapon.model();
        let mut at = vec3(shot.position);
        if shown_as.is_some_and(|shown| shown.rests) {
            at.y -= resting(&feed, at);
        }
        let velocity = vec3(shot.velocity);
        let arm_s = feed.rules.tuning.weapon(shot.weapon).arm_s;
        weapon.fly(
            &Flight {
                shot,
                at,
                velocity,
                colour,
                dt,
                arm_s,
            },
            &mut sprites,
            &mut effects,
        );
        let Some((shown_as, model)) = shown_as.and_then(|shown| Some((shown, models.get(shown.model)?)))
        else {
            continue;
        };
        let pose = pose(at, velocity, shot.age_s * shown_as.spin_rps);
        if let Some((_, mut transform)) = old.remove(&shot.id) {
            *transform = pose;
            shown += 1;
        } else if let Some(mesh) = model.only_mesh().filter(|_| shown < MAX_MODELS) {
            shown += 1;
            let kind = (shot.weapon, shown_as);
            let material = paints.material(kind, shot.id.shooter, colour, &air, &mut materials);
            commands.spawn((
                MatchPart,
                ShotModel(shot.id),
                Mesh3d(mesh),
                MeshMaterial3d(material),
                pose,
            ));
        }
    }
    for (entity, _) in old.into_values() {
        commands.entity(entity).despawn();
    }
}

fn pose(at: Vec3, velocity: Vec3, spin: f32) -> Transform {
    let place = Transform::from_translation(at);
    match Dir3::new(velocity) {
        Ok(along) if velocity.length_squared() > 1.0 => {
            let up = if along.y.abs() > 0.95 { Vec3::X } else { Vec3::Y };
            let mut pose = place.looking_to(along, up);
            pose.rotate_local_z(spin);
            pose
        }
        _ => place,
    }
}

/// How far what lies on the ground hangs over it, metres.
fn resting(feed: &MatchFeed, at: Vec3) -> f32 {
    let hit = feed
        .rules
        .terrain
        .cast(match_vec3(at), match_vec3(Vec3::NEG_Y), 3.0);
    hit.map_or(0.0, |hit| hit.distance_m)
}

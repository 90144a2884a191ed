//! The hogs as seen: put together from their model, painted for their player, posed every frame. The mesh leans into
//! turns, squats under thrust and crouches before a leap; the collision box, which nobody sees, does not.

use bevy::camera::visibility::NoAutoAabb;
use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use hogs_shared::ids::{Chassis, Coat, HogId, Team, Weapon};
use hogs_shared::netplay::scene::SceneHog;

use super::MatchPart;
use super::camera::Vantage;
use super::convert::{quat, vec3};
use super::material::{Air, CraftMaterial, Depth, Paint};
use super::models::{Model, Models};
use crate::feed::MatchFeed;
use crate::palette;

mod exhaust;
mod head;
mod motion;
mod outline;
mod powers;
mod wounds;

pub(super) use exhaust::show as show_exhaust;
pub(super) use head::{change as change_heads, show as show_heads};
use motion::Motion;
pub(super) use outline::show as show_outline;
pub(super) use powers::{Powers, show as show_powers};
pub(super) use wounds::show as show_wounds;

/// How far around the middle of one's own hog it is kept clear, in halves of its length.
const CLEAR: f32 = 1.25;
/// How brightly the lights of a hog shine.
pub(super) const SHINE: f32 = 2.2;

/// A hog in the world.
#[derive(Component)]
pub(super) struct Craft {
    /// Whose.
    pub id: HogId,
    /// What.
    pub chassis: Chassis,
    /// On whose side.
    side: Option<Team>,
    /// How it is painted.
    coat: Coat,
    /// The weapon whose head it shows.
    in_hand: Option<Weapon>,
    /// Whether it is shown now.
    pub shown: bool,
    /// Where its muzzle is, metres.
    pub muzzle: Vec3,
    /// Where its nozzles are and which way they blow.
    pub nozzles: [Vec3; 2],
    /// Pose of the mesh, lean included.
    pub pose: Transform,
    /// Direction of the barrel.
    pub barrel: Vec3,
    /// Seconds since it last fired.
    pub since_shot_s: f32,
    /// Flash of a hit, flash of the shield: 1 falling to 0.
    pub flash: Vec2,
    /// What its chassis can do, as it shows.
    pub powers: Powers,
    /// How many wounds its shape shows; none before it was looked at.
    wounds: Option<usize>,
    /// Where it was a frame ago, metres.
    pub before: Vec3,
    /// How it leans and bobs.
    motion: Motion,
    material: Handle<CraftMaterial>,
    body: Entity,
    parts: Vec<(String, Entity)>,
    places: Places,
    /// The barrel that it has by itself, and how long that is, metres.
    barrel_mesh: Option<Handle<Mesh>>,
    reach_m: f32,
}

/// Points of a model in its own frame.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    turret: Vec3,
    barrel: Vec3,
    muzzle: Vec3,
    nozzles: [Vec3; 2],
}

impl Places {
    fn of(model: &Model) -> Self {
        let at = |name: &str| model.place(name).unwrap_or_default();
        Self {
            turret: at("turret"),
            barrel: at("barrel"),
            muzzle: at("muzzle"),
            nozzles: [at("engine_l"), at("engine_r")],
        }
    }
}

impl Craft {
    fn part(&self, name: &str) -> Option<Entity> {
        self.parts
            .iter()
            .find(|(known, _)| known == name)
            .map(|&(_, entity)| entity)
    }
}

/// The player's own craft, while it is to be seen.
pub(super) fn own_in_sight<'a>(
    feed: &MatchFeed,
    vantage: &Vantage,
    craft: &'a Query<&Craft>,
) -> Option<&'a Craft> {
    craft
        .iter()
        .find(|craft| feed.is_own(craft.id) && craft.shown && !vantage.is_in(craft.id))
}

/// Around which place what flies and smokes is not to hide the player's own hog, and how far around it, metres.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(super) struct KeptClear(pub(super) Option<(Vec3, f32)>);

/// Sees what is to be kept clear in this frame.
pub(super) fn keep_clear(
    feed: Res<MatchFeed>,
    vantage: Res<Vantage>,
    craft: Query<&Craft>,
    mut clear: ResMut<KeptClear>,
) {
    clear.0 = own_in_sight(&feed, &vantage, &craft).map(|own| {
        let [_, _, half_length_m] = feed.rules.tuning.chassis(own.chassis).half_extents_m;
        (own.pose.translation, half_length_m * CLEAR)
    });
}

/// The light of the match, for materials made in it.
#[derive(Resource, Clone, Copy)]
pub(super) struct MatchAir {
    /// Light and haze.
    pub(super) air: Air,
    /// What is compiled.
    pub(super) depth: Depth,
}

/// Makes and removes craft so that every hog of the scene has one.
pub(super) fn muster(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    air: Res<MatchAir>,
    models: Res<Models>,
    tint: Res<palette::Tint>,
    craft: Query<(Entity, &Craft)>,
    mut materials: ResMut<Assets<CraftMaterial>>,
) {
    let mut there: HashMap<HogId, (Entity, (Chassis, Option<Team>, Coat))> = craft
        .iter()
        .map(|(entity, craft)| (craft.id, (entity, (craft.chassis, craft.side, craft.coat))))
        .collect();
    for hog in &feed.scene.hogs {
        let coat = feed.coat(hog.id);
        if let Some((entity, known)) = there.remove(&hog.id) {
            // At another time nothing that a craft remembers is true any more; in other colours it is painted anew.
            let lasts = !feed.cut && !tint.is_changed();
            if known == (hog.chassis, hog.team, coat) && lasts {
                continue;
            }
            commands.entity(entity).despawn();
        }
        let Some(model) = models.get(hog.chassis.name()) else {
            continue;
        };
        let glow = feed.glow(hog.id);
        let lacquer = palette::lacquer(hog.chassis, coat);
        let paint = Paint::new(lacquer, feed.livery(hog.id), glow, SHINE);
        let material = materials.add(CraftMaterial::new(air.air, air.depth, paint));
        spawn(&mut commands, (hog, coat), model, material);
    }
    for (entity, ..) in there.into_values() {
        commands.entity(entity).despawn();
    }
}

fn spawn(
    commands: &mut Commands,
    (hog, coat): (&SceneHog, Coat),
    model: &Model,
    material: Handle<CraftMaterial>,
) {
    let pose = Transform::from_translation(vec3(hog.position)).with_rotation(quat(hog.rotation));
    let body = commands.spawn((Transform::IDENTITY, Visibility::Inherited)).id();
    let parts = assemble(commands, model, body, &material);
    let places = Places::of(model);
    let barrel = model.parts.iter().find(|part| part.name == "barrel");
    let craft = Craft {
        id: hog.id,
        chassis: hog.chassis,
        side: hog.team,
        coat,
        in_hand: None,
        shown: hog.alive,
        muzzle: pose.translation,
        nozzles: [pose.translation; 2],
        pose,
        barrel: *pose.forward(),
        since_shot_s: 10.0,
        flash: Vec2::ZERO,
        powers: Powers::default(),
        wounds: None,
        before: pose.translation,
        motion: Motion::default(),
        material,
        body,
        parts,
        places,
        barrel_mesh: barrel.and_then(|part| part.mesh.clone()),
        reach_m: places.muzzle.distance(places.barrel),
    };
    commands
        .spawn((MatchPart, craft, pose, Visibility::Inherited))
        .add_child(body);
}

/// Hangs the parts of a model on an entity, all of one material. Returns them by name.
pub(super) fn assemble<M: Material>(
    commands: &mut Commands,
    model: &Model,
    body: Entity,
    material: &Handle<M>,
) -> Vec<(String, Entity)> {
    let mut parts: Vec<(String, Entity)> = Vec::with_capacity(model.parts.len());
    for part in &model.parts {
        let mut entity = commands.spawn((Transform::from_translation(part.at), Visibility::Inherited));
        if let Some(mesh) = &part.mesh {
            entity.insert((Mesh3d(mesh.clone()), MeshMaterial3d(material.clone())));
        }
        if let Some(bounds) = part.bounds {
            entity.insert((bounds, NoAutoAabb));
        }
        let parent = part.parent.and_then(|parent| parts.get(parent));
        entity.insert(ChildOf(parent.map_or(body, |(_, parent)| *parent)));
        let entity = entity.id();
        parts.push((part.name.clone(), entity));
    }
    parts
}

/// Poses every craft as the scene has it.
pub(super) fn pose(
    feed: Res<MatchFeed>,
    vantage: Res<Vantage>,
    time: Res<Time>,
    mut craft: Query<(&mut Craft, &mut Transform, &mut Visibility)>,
    mut parts: Query<&mut Transform, Without<Craft>>,
    mut materials: ResMut<Assets<CraftMaterial>>,
) {
    let dt = time.delta_secs().min(0.1);
    for (mut craft, mut transform, mut visibility) in &mut craft {
        let Some(hog) = feed.scene.hog(craft.id) else {
            continue;
        };
        let seen = feed.sees(hog);
        // Whoever looks out of it would only see parts of it, from within.
        let drawn = seen && !vantage.is_in(craft.id);
        let visible = if drawn {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        };
        visibility.set_if_neq(visible);
        if drawn && !craft.shown {
            // Nothing leads from where it was seen last to where it is now.
            craft.motion = Motion::default();
            craft.pose.translation = vec3(hog.position);
        }
        craft.shown = drawn;
        craft.before = craft.pose.translation;
        craft.since_shot_s += dt;
        craft.flash = (craft.flash - Vec2::new(5.0, 2.6) * dt).max(Vec2::ZERO);
        if !seen {
            continue;
        }
        transform.translation = vec3(hog.position);
        transform.rotation = quat(hog.rotation);
        let chassis = feed.rules.tuning.chassis(hog.chassis);
        let lean = craft.motion.step(hog, chassis, dt, time.elapsed_secs());
        if let Ok(mut body) = parts.get_mut(craft.body) {
            *body = lean;
        }
        craft.pose = *transform * lean;
        aim(&mut craft, hog, &lean, &mut parts);
        dress(&craft, hog, &mut materials);
    }
}

/// Turns turret and barrel to where the hog aims, whatever the mesh leans, and notes where muzzle and nozzles are.
fn aim(
    craft: &mut Craft,
    hog: &SceneHog,
    lean: &Transform,
    parts: &mut Query<&mut Transform, Without<Craft>>,
) {
    let straight = Quat::from_euler(EulerRot::YXZ, hog.turret_yaw, hog.turret_pitch, 0.0) * Vec3::NEG_Z;
    let direction = lean.rotation.inverse() * straight;
    let yaw = (-direction.x).atan2(-direction.z);
    let pitch = direction.y.clamp(-1.0, 1.0).asin();
    let recoil = 0.16 * (1.0 - craft.since_shot_s / 0.12).max(0.0);
    let (turn, tilt) = (Quat::from_rotation_y(yaw), Quat::from_rotation_x(pitch));
    let places = craft.places;
    if let Some(mut turret) = craft.part("turret").and_then(|part| parts.get_mut(part).ok()) {
        turret.rotation = turn;
    }
    if let Some(mut barrel) = craft.part("barrel").and_then(|part| parts.get_mut(part).ok()) {
        barrel.rotation = tilt;
        barrel.translation = places.barrel - places.turret + tilt * Vec3::Z * recoil;
    }
    let muzzle =
        places.turret + turn * (places.barrel - places.turret + tilt * (places.muzzle - places.barrel));
    craft.muzzle = craft.pose.transform_point(muzzle);
    craft.barrel = craft.pose.rotation * turn * tilt * Vec3::NEG_Z;
    craft.nozzles = places.nozzles.map(|nozzle| craft.pose.transform_point(nozzle));
}

/// Shows hits, damage and protection on the hull; touches the material only when something changed.
fn dress(craft: &Craft, hog: &SceneHog, materials: &mut Assets<CraftMaterial>) {
    let scorch = ((0.75 - hog.health.share) / 0.6).clamp(0.0, 1.0);
    // In steps: with each, all that is drawn of the hull is got ready anew.
    let steps = |value: f32| (value * 8.0).round() / 8.0;
    let protection = f32::from(u8::from(hog.protected));
    let state = Vec4::new(
        steps(craft.flash.x),
        steps(craft.flash.y),
        steps(scorch),
        protection,
    );
    let driven = f32::from(u8::from(hog.overdriven));
    if materials
        .get(&craft.material)
        .is_some_and(|material| material.look.state != state || material.look.shield.w != driven)
        && let Some(mut material) = materials.get_mut(&craft.material)
    {
        material.look.state = state;
        material.look.shield.w = driven;
    }
}

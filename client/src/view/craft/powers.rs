//! What a chassis can do and what pickups do to it, as it shows: the bubble around a Boar, the plate before a
//! Razorback's snout, the heat of an overdrive, the veil of a cloak, and the mark of its side.

use bevy::light::{NotShadowCaster, NotShadowReceiver};
use bevy::prelude::*;
use hogs_shared::ids::Team;
use hogs_shared::netplay::scene::SceneHog;
use hogs_shared::tuning::Ability;

use super::{Craft, MatchAir};
use crate::feed::MatchFeed;
use crate::palette::{self, linear};
use crate::view::effects::{Effects, Particle};
use crate::view::material::{Bubble, BubbleMaterial, CraftMaterial, GhostMaterial, Shroud};
use crate::view::models::Models;
use crate::view::sprite::{Shape, Sprites, light};

/// How fast bubble and plate come and go: their distance to what they shall be falls to a third in 1 / this, 1/s.
const FOLLOW_PER_S: f32 = 16.0;
/// How much larger than the hull a bubble is.
const BUBBLE_SIZE: Vec3 = Vec3::new(1.75, 2.6, 1.5);

/// How much of the bubble around one's own hog is drawn.
const OWN_BUBBLE: f32 = 0.55;

/// What its chassis can do, as it shows.
#[derive(Clone, Debug, Default)]
pub(in crate::view) struct Powers {
    /// How far bubble or plate are out, 0 to 1.
    out: f32,
    /// The bubble, or the plate.
    shown: Option<Entity>,
    bubble: Option<Handle<BubbleMaterial>>,
    /// Where the bubble was struck last, as a direction; w is 1 and falls to 0.
    pub(in crate::view) hit: Vec4,
    veiled: bool,
}

/// Meshes and materials that powers need.
#[derive(bevy::ecs::system::SystemParam)]
pub(in crate::view) struct Stock<'w> {
    models: Res<'w, Models>,
    air: Res<'w, MatchAir>,
    meshes: ResMut<'w, Assets<Mesh>>,
    bubbles: ResMut<'w, Assets<BubbleMaterial>>,
    ghosts: ResMut<'w, Assets<GhostMaterial>>,
}

/// Shows all of it.
pub(in crate::view) fn show(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    time: Res<Time>,
    mut stock: Stock<'_>,
    mut craft: Query<(Entity, &mut Craft)>,
    mut shown: Query<(&mut Transform, &mut Visibility), Without<Craft>>,
    dressed: Query<(), With<Mesh3d>>,
    mut effects: ResMut<Effects>,
    mut sprites: ResMut<Sprites>,
) {
    let dt = time.delta_secs().min(0.1);
    for (entity, mut craft) in &mut craft {
        let Some(hog) = feed.scene.hog(craft.id).filter(|_| craft.shown) else {
            continue;
        };
        let tuning = feed.rules.tuning.chassis(hog.chassis);
        let half = Vec3::from_array(tuning.half_extents_m);
        if craft.powers.shown.is_none() && hog.ability > 0.0 {
            craft.powers.shown = match tuning.ability.kind {
                Ability::Dash { .. } => None,
                Ability::Bubble { .. } => Some(blow(&mut commands, entity, &mut craft, &mut stock)),
                Ability::Plate { .. } => hang(&mut commands, &craft, &stock),
            };
        }
        let bubble = matches!(tuning.ability.kind, Ability::Bubble { .. });
        let whole = if bubble { half * BUBBLE_SIZE } else { Vec3::ONE };
        unfold(&mut craft, hog, dt);
        let powers = &craft.powers;
        if let Some((mut transform, mut visibility)) =
            powers.shown.and_then(|shown_as| shown.get_mut(shown_as).ok())
        {
            let out = powers.out > 0.02;
            visibility.set_if_neq(if out {
                Visibility::Inherited
            } else {
                Visibility::Hidden
            });
            transform.scale = whole * powers.out.max(0.02);
        }
        if let Some(mut material) = powers
            .bubble
            .as_ref()
            .and_then(|handle| stock.bubbles.get_mut(handle))
        {
            // One looks out of one's own, and wants to see one's hog in it.
            let share = if feed.is_own(craft.id) { OWN_BUBBLE } else { 1.0 };
            material.look.colour.w = powers.out * share;
            material.look.hit = powers.hit;
        }
        if craft.powers.veiled != hog.cloaked {
            craft.powers.veiled = hog.cloaked;
            veil(&mut commands, &craft, &dressed, &mut stock, feed.glow(craft.id));
        }
        if let Some(side) = hog.team.filter(|_| !hog.cloaked) {
            mark(&craft, side, half, &mut sprites);
        }
        if hog.overdriven && !hog.cloaked {
            overdrive(&craft, half, dt, &mut effects, &mut sprites);
        }
    }
}

/// Lets bubble or plate come or go.
fn unfold(craft: &mut Craft, hog: &SceneHog, dt: f32) {
    let wanted = if hog.ability > 0.0 { 1.0 } else { 0.0 };
    let powers = &mut craft.powers;
    powers.out += (wanted - powers.out) * (1.0 - (-FOLLOW_PER_S * dt).exp());
    powers.hit.w = (powers.hit.w - 3.0 * dt).max(0.0);
}

/// A bubble around a craft.
fn blow(commands: &mut Commands, entity: Entity, craft: &mut Craft, stock: &mut Stock<'_>) -> Entity {
    let look = Bubble {
        colour: linear(palette::ENERGY).extend(0.0),
        hit: Vec4::ZERO,
    };
    let air = *stock.air;
    let material = stock.bubbles.add(BubbleMaterial::new(air.air, air.depth, look));
    craft.powers.bubble = Some(material.clone());
    let part = (
        Mesh3d(stock.meshes.add(hexes())),
        MeshMaterial3d(material),
        NotShadowCaster,
        NotShadowReceiver,
        Transform::default(),
        Visibility::Hidden,
        ChildOf(entity),
    );
    commands.spawn(part).id()
}

/// A ball of triangles, each with where in it a point lies as texture coordinates.
fn hexes() -> Mesh {
    let ball = Sphere::new(1.0).mesh().ico(4);
    let mut mesh = ball.unwrap_or_else(|_| Sphere::new(1.0).mesh().uv(24, 16));
    mesh.duplicate_vertices();
    let corners = [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]];
    let places: Vec<[f32; 2]> = corners.into_iter().cycle().take(mesh.count_vertices()).collect();
    mesh.insert_attribute(Mesh::ATTRIBUTE_UV_0, places);
    mesh
}

/// A plate before a craft's snout, once its model is there.
fn hang(commands: &mut Commands, craft: &Craft, stock: &Stock<'_>) -> Option<Entity> {
    let mesh = stock.models.get("ram_plate")?.only_mesh()?;
    let snout = craft.part("snout")?;
    let part = (
        Mesh3d(mesh),
        MeshMaterial3d(craft.material.clone()),
        Transform::default(),
        Visibility::Hidden,
        ChildOf(snout),
    );
    Some(commands.spawn(part).id())
}

/// Puts a cloak over all parts of a craft, or takes it off.
fn veil(
    commands: &mut Commands,
    craft: &Craft,
    dressed: &Query<(), With<Mesh3d>>,
    stock: &mut Stock<'_>,
    colour: Vec3,
) {
    let air = *stock.air;
    let shroud = Shroud::cloak(colour.lerp(linear(palette::ENERGY), 0.3));
    let cloak = craft
        .powers
        .veiled
        .then(|| stock.ghosts.add(GhostMaterial::new(air.air, air.depth, shroud)));
    let parts = craft.parts.iter().map(|(_, part)| *part);
    for part in parts.filter(|part| dressed.contains(*part)) {
        let mut part = commands.entity(part);
        match &cloak {
            Some(cloak) => part
                .remove::<MeshMaterial3d<CraftMaterial>>()
                .insert(MeshMaterial3d(cloak.clone())),
            None => part
                .remove::<MeshMaterial3d<GhostMaterial>>()
                .insert(MeshMaterial3d(craft.material.clone())),
        };
    }
}

/// The mark of its side, over the rear deck: by shape, for those who do not see its colour.
fn mark(craft: &Craft, side: Team, half: Vec3, sprites: &mut Sprites) {
    let shape = match side {
        Team::Amber => Shape::Bars,
        Team::Azure => Shape::Chevron,
    };
    let at = craft
        .pose
        .transform_point(Vec3::new(0.0, half.y + 0.55, half.z * 0.72));
    let (right, up) = (craft.pose.rotation * Vec3::X, craft.pose.rotation * Vec3::NEG_Z);
    let colour = linear(palette::side(side));
    sprites.flat(
        at,
        right * half.x * 0.42,
        up * half.x * 0.42,
        light(colour, 1.5),
        shape,
    );
}

/// Heat that rises from a hull, and a glow below it.
fn overdrive(craft: &Craft, half: Vec3, dt: f32, effects: &mut Effects, sprites: &mut Sprites) {
    let colour = linear(palette::DANGER);
    sprites.dot(craft.pose.translation, half.z * 1.3, light(colour, 0.22));
    sprites.dot(craft.muzzle, 0.5, light(colour, 0.9));
    for _ in 0..effects.trickle(26.0, dt) {
        let aside = effects.any_direction() * half;
        let (rise, life) = (effects.rng.range(2.0, 4.5), effects.rng.range(0.25, 0.5));
        effects.emit(Particle {
            at: craft.pose.transform_point(aside),
            velocity: craft.pose.rotation * Vec3::Z * 2.0 + Vec3::Y * rise,
            life_s: life,
            size: [0.06, 0.02],
            colour: [light(colour, 2.6), light(colour, 0.3)],
            shape: Shape::Streak,
            stretch_s: 0.08,
            ..default()
        });
    }
}

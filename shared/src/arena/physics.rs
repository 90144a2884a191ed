//! The rapier world: hull against hull, arena and movers, nothing else. Hover, thrust and gravity are ours
//! (`hover.rs`); rapier integrates and keeps solid things apart. Hogs are the truth: bodies are written from them
//! before a step and read back after it.

use rapier3d::prelude::{
    BroadPhaseBvh, CCDSolver, ColliderBuilder, ColliderHandle, ColliderSet, ImpulseJointSet,
    IntegrationParameters, IslandManager, MultibodyJointSet, NarrowPhase, PhysicsPipeline, RigidBodyBuilder,
    RigidBodyHandle, RigidBodySet, SoftBodySet,
};

use super::hog::Hog;
use crate::ids::MAX_HOGS;
use crate::level::{Placed, Terrain};
use crate::math::{Pose, Vec3};
use crate::tick::TICK_SECONDS;
use crate::tuning::{Chassis, ChassisTuning};

/// Share of the closing speed that walls and hulls give back.
const RESTITUTION: f32 = 0.35;

/// A hog's body.
#[derive(Clone, Copy, Debug)]
struct Body {
    chassis: Chassis,
    body: RigidBodyHandle,
    collider: ColliderHandle,
}

/// Bodies for hulls, arena and movers.
pub(super) struct Physics {
    islands: IslandManager,
    broad_phase: BroadPhaseBvh,
    narrow_phase: NarrowPhase,
    bodies: RigidBodySet,
    colliders: ColliderSet,
    impulse_joints: ImpulseJointSet,
    multibody_joints: MultibodyJointSet,
    soft_bodies: SoftBodySet,
    ccd: CCDSolver,
    /// Workspace of rapier's, no state of the match.
    pipeline: PhysicsPipeline,
    parameters: IntegrationParameters,
    hogs: Vec<Option<Body>>,
    /// By their order in the level.
    movers: Vec<RigidBodyHandle>,
}

impl Physics {
    pub(super) fn new(terrain: &Terrain) -> Self {
        let (mut bodies, mut colliders) = (RigidBodySet::new(), ColliderSet::new());
        let solid = |shape| ColliderBuilder::new(shape).friction(0.0).restitution(RESTITUTION);
        for (shape, at) in terrain.shapes() {
            colliders.insert(solid(shape).translation(at));
        }
        let mut movers = Vec::new();
        for shape in terrain.mover_shapes() {
            let body = bodies.insert(RigidBodyBuilder::kinematic_velocity_based());
            colliders.insert_with_parent(solid(shape.clone()), body, &mut bodies);
            movers.push(body);
        }
        Self {
            islands: IslandManager::new(),
            broad_phase: BroadPhaseBvh::new(),
            narrow_phase: NarrowPhase::new(),
            bodies,
            colliders,
            impulse_joints: ImpulseJointSet::new(),
            multibody_joints: MultibodyJointSet::new(),
            soft_bodies: SoftBodySet::new(),
            ccd: CCDSolver::new(),
            pipeline: PhysicsPipeline::new(),
            parameters: IntegrationParameters {
                dt: TICK_SECONDS,
                ..IntegrationParameters::default()
            },
            hogs: vec![None; MAX_HOGS],
            movers,
        }
    }

    /// Puts every mover where it is and has it move on as it does; both follow from the tick, so that nothing of it needs
    /// to be restored.
    pub(super) fn place_movers(&mut self, placed: &[Placed]) {
        for (&body, placed) in self.movers.iter().zip(placed) {
            if let Some(rigid) = self.bodies.get_mut(body) {
                rigid.set_position(placed.pose, true);
                rigid.set_linvel(placed.velocity, true);
            }
        }
    }

    /// Makes the body of every seat match its hog: there or not, in play or not, where it is, how it moves.
    pub(super) fn write(&mut self, hogs: &[Option<Hog>], tuning: &[ChassisTuning]) {
        for (index, hog) in hogs.iter().enumerate() {
            match (hog, self.hogs[index]) {
                (None, None) => {}
                (None, Some(_)) => self.remove(index),
                (Some(hog), body) => {
                    if body.is_some_and(|body| body.chassis != hog.chassis) {
                        self.remove(index);
                    }
                    let body = self.hogs[index]
                        .unwrap_or_else(|| self.insert(index, hog, &tuning[hog.chassis.index()]));
                    self.place(body, hog);
                }
            }
        }
    }

    fn place(&mut self, body: Body, hog: &Hog) {
        let Some(rigid) = self.bodies.get_mut(body.body) else {
            return;
        };
        if rigid.is_enabled() != hog.alive() {
            rigid.set_enabled(hog.alive());
        }
        if !hog.alive() {
            return;
        }
        let pose = Pose::from_parts(hog.position, hog.rotation);
        if *rigid.position() != pose {
            rigid.set_position(pose, true);
        }
        rigid.set_linvel(hog.velocity, true);
        rigid.set_angvel(hog.spin, true);
    }

    fn insert(&mut self, index: usize, hog: &Hog, tuning: &ChassisTuning) -> Body {
        let body = RigidBodyBuilder::dynamic()
            .gravity_scale(0.0)
            .can_sleep(false)
            .build();
        let body = self.bodies.insert(body);
        let [x, y, z] = tuning.half_extents_m;
        let collider = ColliderBuilder::cuboid(x, y, z)
            .mass(tuning.mass_kg)
            .friction(0.0)
            .restitution(RESTITUTION);
        let collider = self
            .colliders
            .insert_with_parent(collider, body, &mut self.bodies);
        let body = Body {
            chassis: hog.chassis,
            body,
            collider,
        };
        self.hogs[index] = Some(body);
        body
    }

    fn remove(&mut self, index: usize) {
        if let Some(body) = self.hogs[index].take() {
            self.bodies.remove(
                body.body,
                &mut self.islands,
                &mut self.colliders,
                &mut self.impulse_joints,
                &mut self.multibody_joints,
                &mut self.soft_bodies,
                true,
            );
        }
    }

    /// Throws a body away that has become nonsense; it is made anew from its hog.
    pub(super) fn forget(&mut self, index: usize) {
        self.remove(index);
    }

    /// Moves everything by a tick.
    pub(super) fn step(&mut self) {
        self.pipeline.step(
            Vec3::ZERO,
            &self.parameters,
            &mut self.islands,
            &mut self.broad_phase,
            &mut self.narrow_phase,
            &mut self.bodies,
            &mut self.colliders,
            &mut self.impulse_joints,
            &mut self.multibody_joints,
            &mut self.soft_bodies,
            &mut self.ccd,
            &(),
            &(),
        );
    }

    /// Reads back where every hog in play is now.
    pub(super) fn read(&self, hogs: &mut [Option<Hog>]) {
        for (hog, body) in hogs.iter_mut().zip(&self.hogs) {
            let (Some(hog), Some(body)) = (hog, body) else {
                continue;
            };
            if !hog.alive() {
                continue;
            }
            if let Some(rigid) = self.bodies.get(body.body) {
                hog.position = rigid.translation();
                hog.rotation = *rigid.rotation();
                hog.velocity = rigid.linvel();
                hog.spin = rigid.angvel();
            }
        }
    }

    /// Whether the hulls of two seats touch.
    pub(super) fn touch(&self, first: usize, second: usize) -> bool {
        let (Some(first), Some(second)) = (self.hogs[first], self.hogs[second]) else {
            return false;
        };
        self.narrow_phase
            .contact_pair(first.collider, second.collider)
            .is_some_and(|pair| pair.has_any_active_contact())
    }
}

impl Clone for Physics {
    fn clone(&self) -> Self {
        Self {
            islands: self.islands.clone(),
            broad_phase: self.broad_phase.clone(),
            narrow_phase: self.narrow_phase.clone(),
            bodies: self.bodies.clone(),
            colliders: self.colliders.clone(),
            impulse_joints: self.impulse_joints.clone(),
            multibody_joints: self.multibody_joints.clone(),
            soft_bodies: self.soft_bodies.clone(),
            ccd: self.ccd.clone(),
            pipeline: PhysicsPipeline::new(),
            parameters: self.parameters,
            hogs: self.hogs.clone(),
            movers: self.movers.clone(),
        }
    }
}

//! What the player takes along into every match: who they are, whom they trust, what they drive.

use bevy::prelude::*;

use super::join::JoinPlan;
use super::{Handicap, Place};
use crate::autopilot::Autopilot;
use crate::data::Data;
use crate::home::Home;
use crate::host::Running;
use crate::identity::Identity;
use crate::known_hosts::KnownHosts;
use crate::server_book::ServerBook;
use crate::settings::Settings;

/// Everything a way in is made of.
#[derive(bevy::ecs::system::SystemParam)]
pub(super) struct Luggage<'w> {
    settings: Res<'w, Settings>,
    identity: Res<'w, Identity>,
    pub(super) known: ResMut<'w, KnownHosts>,
    pub(super) book: ResMut<'w, ServerBook>,
    autopilot: Option<Res<'w, Autopilot>>,
    data: Res<'w, Data>,
    home: Res<'w, Home>,
    handicap: Res<'w, Handicap>,
}

impl Luggage<'_> {
    /// The plan of a way to a place; none if there is no identity to go by.
    pub(super) fn plan(&self, place: &Place, own: Option<&Running>) -> Option<JoinPlan> {
        Some(JoinPlan {
            place: place.clone(),
            own: own.map(|own| (own.address, own.fingerprint)),
            known: self.known.all(),
            name: self.settings.name.clone(),
            chassis: self.settings.chassis,
            coat: self.settings.coat,
            identity: self.identity.duplicate()?,
            autopilot: self.autopilot.as_deref().copied(),
            assets: self.data.0.clone(),
            home: self.home.clone(),
            records: self.settings.gameplay.record_replays,
            conditions: self.handicap.conditions(),
        })
    }
}

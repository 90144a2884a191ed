//! lightyear over its own netcode and UDP, set up as its guide says: 60 ticks and 30 replications a second, others
//! interpolated, controls by its native inputs.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use bevy::ecs::entity::MapEntities;
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use hogs_shared::math::Vec3 as Place;
use hogs_shared::tick::TICKS_PER_SECOND;
use hogs_tests::client::Problem;
use lightyear::prelude::client::{NetcodeClient, NetcodeConfig as ClientNetcodeConfig};
use lightyear::prelude::input::client::InputSystems;
use lightyear::prelude::input::native::{ActionState, InputMarker, InputPlugin};
use lightyear::prelude::server::{NetcodeConfig as ServerNetcodeConfig, NetcodeServer, ServerUdpIo, Start};
use lightyear::prelude::*;
use serde::{Deserialize, Serialize};

use crate::clients::{Client as PeerClient, Sight};
use crate::clock::MatchClock;
use crate::record::Record;
use crate::stack::Part;
use crate::stacks::components::{
    Driving, HogNumber, PackedMotion, PackedVitals, Position, Replay, Rotation, Spin, Standing, Turret,
    Velocity, Vitals, between_packed, between_positions, between_rotations, float_hog, packed_hog,
    replay_floats, replay_packed,
};
use crate::stacks::hogs::SNAPSHOTS_PER_S;
use crate::stacks::replicon::on_one_thread;
use crate::told::{Asked, Told, ask, unpack};

const TICK: Duration = Duration::from_nanos(1_000_000_000 / TICKS_PER_SECOND as u64);

/// One tick's controls.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default, Reflect)]
struct Asking(Asked);

impl MapEntities for Asking {
    fn map_entities<M: EntityMapper>(&mut self, _: &mut M) {}
}

/// Which hog this client drives, and what it asks of it.
#[derive(Resource)]
struct Own {
    number: u8,
    asking: Asking,
}

/// What both sides must agree on.
fn protocol(app: &mut App, quantised: bool) {
    app.component::<HogNumber>().replicate_once();
    if quantised {
        app.component::<PackedMotion>().replicate();
        app.component::<PackedVitals>().replicate();
        app.interpolate_with::<PackedMotion>(InterpolationFns::interpolate(between_packed));
    } else {
        app.component::<Position>().replicate();
        app.component::<Rotation>().replicate();
        app.component::<Velocity>().replicate();
        app.component::<Spin>().replicate();
        app.component::<Turret>().replicate();
        app.component::<Driving>().replicate();
        app.component::<Vitals>().replicate();
        app.component::<Standing>().replicate();
        app.interpolate_with::<Position>(InterpolationFns::interpolate(between_positions));
        app.interpolate_with::<Rotation>(InterpolationFns::interpolate(between_rotations));
    }
    app.add_plugins(InputPlugin::<Asking>::default());
}

/// The server: replays the record.
///
/// # Errors
/// If it fails.
pub fn serve(part: &Part, record: Record) -> Result<(), Problem> {
    let local = |port: u16| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let quantised = part.stack.quantised();
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, StatesPlugin));
    app.add_plugins(lightyear::prelude::server::ServerPlugins { tick_duration: TICK });
    protocol(&mut app, quantised);
    let replication = Duration::from_secs(1) / SNAPSHOTS_PER_S;
    app.insert_resource(ReplicationMetadata::new(replication));
    app.add_observer(|link: On<Add, LinkOf>, mut commands: Commands| {
        commands.entity(link.entity).insert(ReplicationSender);
    });
    let hogs: Vec<Told> = (0..record.hogs).map(|hog| record.at(0, hog).told).collect();
    app.insert_resource(Replay { record, tick: 0 });
    let hear = |asked: Query<&ActionState<Asking>>| {
        for asked in &asked {
            std::hint::black_box(&asked.0);
        }
    };
    if quantised {
        app.add_systems(FixedUpdate, (hear, replay_packed));
    } else {
        app.add_systems(FixedUpdate, (hear, replay_floats));
    }
    app.finish();
    app.cleanup();
    for (number, told) in hogs.iter().enumerate() {
        let hog = (
            Replicate::to_clients(NetworkTarget::All),
            InterpolationTarget::to_clients(NetworkTarget::All),
            HogNumber(number as u8),
        );
        if quantised {
            app.world_mut().spawn((hog, packed_hog(told)));
        } else {
            app.world_mut().spawn((hog, float_hog(told)));
        }
    }
    let server = app.world_mut().spawn((
        NetcodeServer::new(ServerNetcodeConfig {
            additional_expected_addresses: vec![local(part.proxy_port)],
            ..Default::default()
        }),
        LocalAddr(local(part.server_port)),
        ServerUdpIo::default(),
    ));
    let server = server.id();
    app.world_mut().trigger(Start { entity: server });
    app.world_mut().flush();
    on_one_thread(&mut app);
    let clock = part.clock();
    println!("up");
    for tick in 0..part.lifetime_ticks() {
        std::thread::sleep(clock.due(tick).saturating_duration_since(Instant::now()));
        app.world_mut().resource_mut::<Replay>().tick = tick;
        app.update();
    }
    Ok(())
}

/// All clients of a run.
///
/// # Errors
/// If they fail.
pub fn attend(part: &Part, record: &Record) -> Result<(), Problem> {
    crate::clients::run(part, record, &|seat| Listener::new(part, record, seat))
}

/// The entity of one's own hog takes one's controls.
fn take_over(
    hogs: Query<(Entity, &HogNumber), (With<Interpolated>, Without<InputMarker<Asking>>)>,
    own: Res<Own>,
    mut commands: Commands,
) {
    for (entity, number) in &hogs {
        if number.0 == own.number {
            commands.entity(entity).insert(InputMarker::<Asking>::default());
        }
    }
}

fn press(mut hogs: Query<&mut ActionState<Asking>, With<InputMarker<Asking>>>, own: Res<Own>) {
    for mut state in &mut hogs {
        state.0 = own.asking.clone();
    }
}

/// One client.
struct Listener<'a> {
    app: App,
    clock: MatchClock,
    record: &'a Record,
    seat: usize,
}

impl<'a> Listener<'a> {
    fn new(part: &Part, record: &'a Record, seat: usize) -> Result<Self, Problem> {
        let server: SocketAddr = (Ipv4Addr::LOCALHOST, part.proxy_port).into();
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, StatesPlugin));
        app.add_plugins(lightyear::prelude::client::ClientPlugins { tick_duration: TICK });
        protocol(&mut app, part.stack.quantised());
        app.insert_resource(Own {
            number: seat as u8,
            asking: Asking::default(),
        });
        app.add_systems(Update, take_over);
        app.add_systems(FixedPreUpdate, press.in_set(InputSystems::WriteClientInputs));
        app.finish();
        app.cleanup();
        let authentication = Authentication::Manual {
            server_addr: server,
            client_id: seat as u64 + 1,
            private_key: Default::default(),
            protocol_id: 0,
        };
        let client = app.world_mut().spawn((
            Client,
            LocalAddr((Ipv4Addr::LOCALHOST, 0).into()),
            PeerAddr(server),
            Link::default(),
            ReplicationReceiver,
            NetcodeClient::new(authentication, ClientNetcodeConfig::default())
                .map_err(|error| format!("{error:?}"))?,
            UdpIo::default(),
        ));
        let client = client.id();
        on_one_thread(&mut app);
        app.world_mut().trigger(Connect { entity: client });
        app.world_mut().flush();
        Ok(Self {
            app,
            clock: part.clock(),
            record,
            seat,
        })
    }
}

impl PeerClient for Listener<'_> {
    fn frame(&mut self) -> Result<(), Problem> {
        let controls = self.record.at(self.clock.ticks() as u64, self.seat).controls;
        self.app.world_mut().resource_mut::<Own>().asking = Asking(ask(&controls));
        self.app.update();
        Ok(())
    }

    fn knows_all(&mut self) -> bool {
        let mut sights = Vec::new();
        self.sights(&mut sights);
        let mut hogs = self.app.world_mut().query::<&HogNumber>();
        !sights.is_empty() && hogs.iter(self.app.world()).count() == self.record.hogs
    }

    fn sights(&mut self, into: &mut Vec<Sight>) {
        let world = self.app.world_mut();
        // The history holds what came; the component is what lightyear makes of it for the eye.
        let mut floats = world.query::<(
            &HogNumber,
            &ConfirmedHistory<Position>,
            Option<&Position>,
            &Standing,
        )>();
        let mut packed =
            world.query::<(&HogNumber, &ConfirmedHistory<PackedMotion>, Option<&PackedMotion>)>();
        for (number, history, shown, standing) in floats.iter(world) {
            let newest = history.newest_present().map(|(_, newest)| newest.0);
            let told = Told {
                standing: standing.0,
                ..Told::default()
            };
            into.extend(sight(number, newest, shown.map(|shown| shown.0), told.in_play()));
        }
        for (number, history, shown) in packed.iter(world) {
            let place = |motion: &PackedMotion| unpack(&motion.0, &[0; 4]);
            let newest = history.newest_present().map(|(_, newest)| place(newest));
            let in_play = newest.is_some_and(|newest| newest.in_play());
            into.extend(sight(
                number,
                newest.map(|newest| newest.position),
                shown.map(|shown| place(shown).position),
                in_play,
            ));
        }
    }
}

fn sight(
    number: &HogNumber,
    newest: Option<[f32; 3]>,
    shown: Option<[f32; 3]>,
    in_play: bool,
) -> Option<Sight> {
    Some(Sight {
        hog: usize::from(number.0),
        newest: Place::from_array(newest.filter(|_| in_play)?),
        interpolated: shown.map(Place::from_array),
    })
}

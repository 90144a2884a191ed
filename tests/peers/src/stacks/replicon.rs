//! bevy_replicon over renet, set up as its guide says, at 60 ticks and 30 replications a second.

use std::time::Instant;

use bevy::ecs::schedule::{Schedules, SingleThreadedExecutor};
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy_replicon::prelude::*;
use bevy_replicon::server::server_tick::ServerTick;
use bevy_replicon_renet::netcode::{NetcodeClientTransport, NetcodeServerTransport};
use bevy_replicon_renet::renet::ConnectionConfig;
use bevy_replicon_renet::{RenetChannelsExt, RenetClient, RenetServer, RepliconRenetPlugins};
use hogs_shared::math::Vec3;
use hogs_tests::client::Problem;
use serde::{Deserialize, Serialize};

use crate::clients::{Client, Sight};
use crate::clock::MatchClock;
use crate::record::Record;
use crate::stack::Part;
use crate::stacks::components::{
    Driving, HogNumber, PackedMotion, PackedVitals, Position, Replay, Rotation, Spin, Standing, Turret,
    Velocity, Vitals, float_hog, packed_hog, replay_floats, replay_packed,
};
use crate::stacks::naive::{SNAPSHOT_TICKS, client_transport, server_transport};
use crate::told::{Asked, ask, unpack};

/// One tick's controls.
#[derive(Message, Serialize, Deserialize, Clone, Copy)]
struct Asking(Asked);

/// What both sides must agree on.
fn protocol(app: &mut App, quantised: bool) {
    app.add_plugins((
        MinimalPlugins,
        StatesPlugin,
        // Whoever advances the tick says when to replicate.
        RepliconPlugins.build().set(ServerPlugin {
            tick_schedule: None,
            ..Default::default()
        }),
        RepliconRenetPlugins,
    ));
    app.replicate_once::<HogNumber>();
    if quantised {
        app.replicate::<PackedMotion>().replicate::<PackedVitals>();
    } else {
        app.replicate::<Position>()
            .replicate::<Rotation>()
            .replicate::<Velocity>()
            .replicate::<Spin>()
            .replicate::<Turret>()
            .replicate::<Driving>()
            .replicate::<Vitals>()
            .replicate::<Standing>();
    }
    app.add_client_message::<Asking>(Channel::Unreliable);
}

fn channels(app: &App) -> ConnectionConfig {
    let channels = app.world().resource::<RepliconChannels>();
    ConnectionConfig {
        server_channels_config: channels.server_configs(),
        client_channels_config: channels.client_configs(),
        ..Default::default()
    }
}

/// Has all systems run on the thread of the app: cheaper for both stacks than spreading so little work, as measured.
pub fn on_one_thread(app: &mut App) {
    for (_, schedule) in app.world_mut().resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
}

/// The server: replays the record.
///
/// # Errors
/// If it fails.
pub fn serve(part: &Part, record: Record) -> Result<(), Problem> {
    let mut app = App::new();
    protocol(&mut app, part.stack.quantised());
    let hogs: Vec<_> = (0..record.hogs).map(|hog| record.at(0, hog).told).collect();
    app.insert_resource(Replay { record, tick: 0 });
    let replicate = |replay: Res<Replay>, mut tick: ResMut<ServerTick>| {
        if replay.tick.is_multiple_of(SNAPSHOT_TICKS) {
            tick.increment();
        }
    };
    let hear = |mut asked: MessageReader<FromClient<Asking>>| {
        for asked in asked.read() {
            std::hint::black_box(asked.message.0);
        }
    };
    if part.stack.quantised() {
        app.add_systems(Update, (hear, replay_packed, replicate).chain());
    } else {
        app.add_systems(Update, (hear, replay_floats, replicate).chain());
    }
    app.finish();
    app.cleanup();
    let channels = channels(&app);
    app.insert_resource(RenetServer::new(channels))
        .insert_resource(NetcodeServerTransport(server_transport(part)?));
    for (number, told) in hogs.iter().enumerate() {
        let number = HogNumber(number as u8);
        if part.stack.quantised() {
            app.world_mut().spawn((Replicated, number, packed_hog(told)));
        } else {
            app.world_mut().spawn((Replicated, number, float_hog(told)));
        }
    }
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

/// One client.
struct Listener<'a> {
    app: App,
    clock: MatchClock,
    record: &'a Record,
    seat: usize,
}

impl<'a> Listener<'a> {
    fn new(part: &Part, record: &'a Record, seat: usize) -> Result<Self, Problem> {
        let mut app = App::new();
        protocol(&mut app, part.stack.quantised());
        app.finish();
        app.cleanup();
        let channels = channels(&app);
        app.insert_resource(RenetClient::new(channels))
            .insert_resource(NetcodeClientTransport(client_transport(part, seat)?));
        on_one_thread(&mut app);
        Ok(Self {
            app,
            clock: part.clock(),
            record,
            seat,
        })
    }
}

impl Client for Listener<'_> {
    fn frame(&mut self) -> Result<(), Problem> {
        let connected = *self.app.world().resource::<State<ClientState>>().get() == ClientState::Connected;
        if connected {
            let controls = self.record.at(self.clock.ticks() as u64, self.seat).controls;
            self.app.world_mut().write_message(Asking(ask(&controls)));
        }
        self.app.update();
        Ok(())
    }

    fn knows_all(&mut self) -> bool {
        let mut hogs = self.app.world_mut().query::<&HogNumber>();
        hogs.iter(self.app.world()).count() == self.record.hogs
    }

    fn sights(&mut self, into: &mut Vec<Sight>) {
        let world = self.app.world_mut();
        let mut floats = world.query::<(&HogNumber, &Position, &Standing)>();
        let mut packed = world.query::<(&HogNumber, &PackedMotion, &PackedVitals)>();
        let floats = floats.iter(world).map(|(number, position, standing)| {
            let told = crate::told::Told {
                position: position.0,
                standing: standing.0,
                ..Default::default()
            };
            (number.0, told)
        });
        let packed = packed
            .iter(world)
            .map(|(number, motion, vitals)| (number.0, unpack(&motion.0, &vitals.0)));
        let in_play = floats.chain(packed).filter(|(_, told)| told.in_play());
        into.extend(in_play.map(|(number, told)| Sight {
            hog: usize::from(number),
            newest: Vec3::from_array(told.position),
            interpolated: None,
        }));
    }
}

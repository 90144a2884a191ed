//! Temporary: renders the HUD offscreen to PNG for looking at.
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bevy::app::ScheduleRunnerPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::render_resource::TextureFormat;
use bevy::render::view::screenshot::{Screenshot, save_to_disk};
use bevy::time::TimeUpdateStrategy;
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;
use hogs_client::feed::MatchFeed;
use hogs_client::hud::{self, HudInput};
use hogs_client::{phase, sound, view};
use hogs_shared::arena::controls::{Angle, Buttons, Controls};
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::{Chassis, HogId, Weapon};
use hogs_shared::level::Level;
use hogs_shared::mode::{Mode, Phase, Score};
use hogs_shared::netplay::scene::{Player, Scene, SceneEvent};
use hogs_shared::netplay::stats::NetStats;
use hogs_shared::tuning::{ModeTuning, Tuning};

#[derive(Resource)]
struct Shot { image: Handle<Image>, path: String, frame: u32 }

#[derive(Resource)]
struct Match { arena: Arena, kind: String, seats: u8, frame: u32 }

const LEVEL: &str = r#"(title: "Look", half_size: (90.0, 90.0), ceiling: 80.0, floor: -20.0,
 solids: [(form: Box(180.0, 2.0, 180.0), at: (0.0, -1.0, 0.0)), (form: Box(10.0, 8.0, 10.0), at: (14.0, 4.0, -22.0), surface: Rock),
 (form: Cylinder(5.0, 12.0), at: (-25.0, 6.0, -40.0), surface: Metal)],
 pads: [], spawns: [(at: (0.0, 0.0, 40.0))], pickups: [(kind: Repair, at: (10.0, 0.0, 10.0)), (kind: Ammo, at: (-14.0, 0.0, 20.0)), (kind: Boost, at: (0.0, 0.0, -5.0))])"#;

fn rules() -> Arc<Rules> {
    let assets = AssetFolder::find().unwrap();
    let tuning = Tuning::load(&|file| assets.read(file)).unwrap();
    let level = match assets.maps().first() { Some(map) if std::env::var("PLAIN").is_err() => { let file = format!("arenas/{map}.ron"); Level::parse(&file, &assets.read(&file).unwrap()).unwrap() } _ => Level::parse("look", LEVEL).unwrap() };
    let mode = ModeTuning::parse("m", &assets.read("modes/deathmatch.ron").unwrap()).unwrap();
    let data = MatchData { map: "look".into(), tuning, level, mode, hash: 0 };
    Arc::new(Rules::new(Mode::Deathmatch, data).unwrap())
}

fn controls(seat: u8, tick: u32) -> Controls {
    let swing = (tick as f32 * 0.02 + f32::from(seat)).sin();
    let buttons = Buttons::default().with(Buttons::FIRE, tick % 90 < 40).with(Buttons::BOOST, seat == 0 && tick > 280);
    Controls {
        throttle: 100,
        steer: if seat == 0 { 0 } else { (swing * 90.0) as i8 },
        aim_yaw: Angle::from_radians(if seat == 0 { 0.03 } else { swing }),
        aim_pitch: Angle::from_radians(-0.01),
        weapon: Weapon::ALL[(seat as usize + tick as usize / 200) % 2],
        buttons,
        ..Controls::default()
    }
}

fn start(kind: &str, seats: u8) -> Match {
    let mut arena = Arena::new(rules(), 7);
    let joins = (0..seats).map(|seat| Join { hog: HogId(seat), chassis: Chassis::ALL[seat as usize % 3], score: Score::default() }).collect();
    arena.step(&Inputs { joins, ..Inputs::default() });
    Match { arena, kind: kind.into(), seats, frame: 0 }
}

const NAMES: [&str; 8] = ["Brannigan", "Ann", "Wild Boar of Westmorland", "Żółw ąęść", "zed", "Truffle Hunter", "HAMMERHEAD", "Ms Piggott"];

fn feed(mut commands: Commands, mut game: ResMut<Match>, mut last: Local<Option<Scene>>) {
    let frame = game.frame;
    game.frame += 1;
    let seats = game.seats;
    let mut events = Vec::new();
    let tick = game.arena.tick().0;
    let inputs = Inputs { controls: (0..seats).map(|seat| (HogId(seat), controls(seat, tick))).collect(), ..Inputs::default() };
    for outcome in game.arena.step(&inputs) { events.push(SceneEvent::Outcome(outcome)); }
    let mut scene = Scene::of(&game.arena, HogId(0));
    // Staged: own hog at a place, others around.
    let v = |x: f32, y: f32, z: f32| hogs_shared::math::Vec3::new(x, y, z);
    for (index, hog) in scene.hogs.iter_mut().enumerate() {
        hog.alive = true;
        hog.protected = false;
        if index > 0 {
            let angle = index as f32 * 2.4;
            let far = 18.0 + (index as f32 * 9.0) % 55.0;
            hog.position = v(angle.sin() * far * 0.7, 1.0, 20.0 - angle.cos().abs() * far);
            hog.rotation = hogs_shared::math::yaw_pitch(angle, 0.0);
            hog.velocity = hog.rotation * v(0.0, 0.0, -15.0);
            hog.health.share = (index as f32 * 0.37) % 1.0;
            hog.shield.share = (index as f32 * 0.61) % 1.0;
        } else {
            hog.position = v(0.0, 1.0, 30.0);
            hog.rotation = hogs_shared::math::yaw_pitch(0.1, 0.0);
            hog.turret_yaw = -0.04;
            hog.turret_pitch = -0.005;
            hog.velocity = v(-2.0, 0.0, -26.0);
            hog.health.points = 74.0; hog.health.share = 0.74;
            hog.shield.points = 22.0; hog.shield.share = 0.36;
            hog.energy.points = 61.0; hog.energy.share = 0.61;
            hog.ammo = [127, 6, 0];
            hog.reload = 0.35;
            match game.kind.as_str() {
                "low" => { hog.health.points = 17.0; hog.health.share = 0.17; hog.shield.points = 0.0; hog.shield.share = 0.0; hog.weapon = Weapon::Mine; }
                "wrecked" => { hog.alive = false; hog.health.points = 0.0; hog.health.share = 0.0; hog.respawn_s = 2.1; }
                "protected" => { hog.protected = true; hog.energy.share = 1.4; hog.energy.points = 140.0; hog.weapon = Weapon::Rocket }
                _ => {}
            }
        }
    }
    if game.kind == "over" { scene.phase = Phase::Over { winner: Some(HogId(2)) }; scene.time_left_s = 7.2; }
    let at = v(0.0, 1.0, 10.0);
    let wreck = |victim: u8, killer: Option<u8>, cause| SceneEvent::Outcome(Outcome::Wrecked { victim: HogId(victim), killer: killer.map(HogId), cause, at });
    events.retain(|e| !matches!(e, SceneEvent::Outcome(Outcome::Wrecked { .. } | Outcome::Damaged { .. } | Outcome::Spawned { .. })));
    match frame {
        3 => events.push(SceneEvent::Chat { from: None, text: "Welcome to the dust bowl. First to 20.".into() }),
        4 => events.push(wreck(1, Some(2), Cause::Weapon(Weapon::Rocket))),
        5 => events.push(wreck(3, None, Cause::Fall)),
        6 => events.push(SceneEvent::Joined(HogId(3))),
        7 => events.push(wreck(2, Some(0), Cause::Weapon(Weapon::Autocannon))),
        8 => events.push(SceneEvent::Chat { from: Some(HogId(1)), text: "who is camping the repair? come out and fight, all of you, right now please".into() }),
        9 => events.push(wreck(0, Some(3), Cause::Ram)),
        10 => events.push(wreck(1, Some(2), Cause::Weapon(Weapon::Mine))),
        11 => events.push(SceneEvent::Left("Gone Girl".into())),
        27 => {
            for (from, amount) in [(v(30.0, 1.0, 30.0), 12.0), (v(-10.0, 1.0, 60.0), 30.0)] {
                events.push(SceneEvent::Outcome(Outcome::Damaged { victim: HogId(0), attacker: Some(HogId(1)), cause: Cause::Ram, amount: hogs_shared::arena::hog::Points::from_points(amount), shielded: false, from }));
            }
            events.push(SceneEvent::Outcome(Outcome::Damaged { victim: HogId(1), attacker: Some(HogId(0)), cause: Cause::Ram, amount: hogs_shared::arena::hog::Points::from_points(5.0), shielded: false, from: at }));
        }
        _ => {}
    }
    let players: BTreeMap<_, _> = (0..seats).map(|seat| {
        let n = i16::from(seat);
        (HogId(seat), Player { name: if seat < 8 { NAMES[seat as usize].into() } else { format!("Bot number {seat}") }, chassis: Chassis::ALL[seat as usize % 3], bot: seat > 3 && seat % 2 == 0,
            score: Score { points: (n * 7) % 19, kills: ((n * 7) % 19) as u16, deaths: ((n * 5) % 13) as u16 }, ping_ms: 23 + 9 * seat as u16 % 180 })
    }).collect();
    let wave = (frame as f32 * 0.2).sin();
    let net = NetStats { rtt_ms: 62.0 + 40.0 * wave, jitter_ms: 3.1, loss: 0.012, lead_ticks: 5.2, margin_ticks: 1.4, correction_m: if frame % 17 == 0 { 0.7 } else { 0.05 + 0.03 * wave },
        down_bytes_per_s: 18_400.0, up_bytes_per_s: 3_120.0, snapshot_bytes: 612, replayed_ticks: 6 };
    *last = Some(scene.clone());
    commands.insert_resource(MatchFeed { rules: game.arena.rules().clone(), scene, events, players, net, backdrop: false });
}

fn setup(mut images: ResMut<Assets<Image>>, mut shot: ResMut<Shot>, size: Res<Size>, mut target: ResMut<hogs_client::view::ViewTarget>, mut aim: ResMut<hogs_client::view::camera::AimView>, mut ui: ResMut<UiScale>) {
    let image = images.add(Image::new_target_texture(size.0, size.1, TextureFormat::Rgba8UnormSrgb, None));
    shot.image = image.clone();
    *target = hogs_client::view::ViewTarget::Image(image);
    aim.yaw = 0.03;
    aim.pitch = -0.03;
    ui.0 = size.1 as f32 / 720.0;
}

#[derive(Resource)]
struct Size(u32, u32);

fn shoot(mut commands: Commands, mut shot: ResMut<Shot>, mut exit: MessageWriter<AppExit>) {
    shot.frame += 1;
    if shot.frame == 30 { commands.spawn(Screenshot::image(shot.image.clone())).observe(save_to_disk(shot.path.clone())); }
    if shot.frame == 35 { exit.write(AppExit::Success); }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (w, h): (u32, u32) = (args[1].parse().unwrap(), args[2].parse().unwrap());
    let kind = args[3].clone();
    let seats: u8 = args[4].parse().unwrap();
    let mut app = App::new();
    app.add_plugins((
        DefaultPlugins.set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
            .set(RenderPlugin { synchronous_pipeline_compilation: true, ..default() })
            .set(AssetPlugin { file_path: "/work/main/assets".into(), ..default() })
            .disable::<WinitPlugin>(),
        ScheduleRunnerPlugin::run_loop(Duration::ZERO),
        bevy::feathers::FeathersPlugins,
        phase::plugin,
        view::plugin,
        hud::plugin,
        sound::plugin,
    ));
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(33)))
        .insert_resource(Shot { image: Handle::default(), path: args[5].clone(), frame: 0 })
        .insert_resource(Size(w, h))
        .insert_resource(view::quality::Quality::Low)
        .insert_resource(HudInput { show_scores: kind == "scores", net_graph: kind == "net", chat_open: kind == "chat", hidden: false })
        .insert_resource(start(&kind, seats))
        .add_systems(Startup, setup)
        .add_systems(Update, (feed.in_set(phase::FramePhase::Link), shoot));
    app.run();
}

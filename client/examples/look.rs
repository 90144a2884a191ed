//! Renders staged views to pictures, to judge the graphics by. Temporary.
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bevy::app::ScheduleRunnerPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::render_resource::TextureFormat;
use bevy::render::view::screenshot::{Screenshot, save_to_disk};
use bevy::time::TimeUpdateStrategy;
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;
use hogs_client::feed::MatchFeed;
use hogs_client::phase::{self, FramePhase, Screen};
use hogs_client::view::camera::AimView;
use hogs_client::view::quality::Quality;
use hogs_client::{attract, view};
use hogs_shared::arena::controls::{Angle, Buttons, Controls};
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId, Weapon};
use hogs_shared::mode::{Mode, Score};
use hogs_shared::netplay::scene::{Scene, SceneEvent};
use hogs_shared::netplay::stats::NetStats;

/// look <out dir> <quality> <script: attract|own|free|parade> <frames> <first shot> <every> [chassis] [seed]
#[derive(Resource)]
struct Plan {
    out: String,
    script: String,
    frames: u32,
    first: u32,
    every: u32,
    frame: u32,
    image: Handle<Image>,
    started: Option<Instant>,
    skip: u32,
}

#[derive(Resource)]
struct Local {
    arena: Arena,
    nav: NavMap,
    bots: Vec<(HogId, Bot)>,
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let quality = Quality::from_name(&args[2]).unwrap();
    let (w, h) = std::env::var("LOOK_SIZE").map_or((1280, 720), |s| {
        let (a, b) = s.split_once('x').unwrap();
        (a.parse().unwrap(), b.parse().unwrap())
    });
    let assets = AssetFolder::find().unwrap();
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(AssetPlugin { file_path: assets.path().canonicalize().unwrap().display().to_string(), ..default() })
            .set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
            .set(RenderPlugin { synchronous_pipeline_compilation: true, ..default() })
            .disable::<WinitPlugin>(),
    )
    .add_plugins(ScheduleRunnerPlugin::run_loop(Duration::ZERO))
    .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_micros(16_667)))
    .init_state::<Screen>()
    .add_plugins((phase::plugin, view::plugin))
    .insert_resource(quality);
    let image = Image::new_target_texture(w, h, TextureFormat::Rgba8UnormSrgb, None);
    let image = app.world_mut().resource_mut::<Assets<Image>>().add(image);
    app.insert_resource(view::ViewTarget::Image(image.clone()));
    let num = |i: usize, d: u32| args.get(i).and_then(|a| a.parse().ok()).unwrap_or(d);
    let plan = Plan {
        out: args[1].clone(),
        script: args[3].clone(),
        frames: num(4, 200),
        first: num(5, 100),
        every: num(6, 30),
        frame: 0,
        image,
        started: None,
        skip: num(9, 0),
    };
    if plan.script == "attract" {
        app.add_plugins(attract::plugin);
    } else {
        let map = std::env::var("LOOK_MAP").unwrap_or("sty".into());
        let rules = Arc::new(Rules::new(Mode::Deathmatch, assets.load(&map, "deathmatch").unwrap()).unwrap());
        let nav = NavMap::build(&rules);
        let mut arena = Arena::new(rules, u64::from(num(8, 3)));
        let own = Chassis::from_index(num(7, 1) as usize).unwrap();
        let joins: Vec<Join> = (0..10u8)
            .map(|i| Join {
                hog: HogId(i),
                chassis: if i == 0 { own } else { Chassis::ALL[usize::from(i) % 3] },
                score: Score::default(),
            })
            .collect();
        let mut bots: Vec<_> = (0..10u8).map(|i| (HogId(i), Bot::new(HogId(i), Skill::Hard, u64::from(i)))).collect();
        arena.step(&Inputs { joins, ..default() });
        for _ in 0..plan.skip {
            let controls = bots.iter_mut().map(|(id, b)| (*id, b.think(&arena, &nav))).collect();
            arena.step(&Inputs { controls, ..default() });
        }
        app.insert_resource(Local { arena, nav, bots });
        app.add_systems(Update, play.in_set(FramePhase::Link));
    }
    app.insert_resource(plan).add_systems(Last, shoot).run();
}

fn play(mut commands: Commands, mut local: ResMut<Local>, mut aim: ResMut<AimView>, plan: Res<Plan>) {
    let Local { arena, nav, bots } = &mut *local;
    let mut controls: Vec<(HogId, Controls)> = bots.iter_mut().map(|(id, b)| (*id, b.think(arena, nav))).collect();
    if plan.script == "parade" || plan.script == "hit" {
        let time = plan.frame as f32 / 60.0;
        for (id, c) in &mut controls {
            let boost = Buttons::default().with(Buttons::BOOST, id.0 == 0 && time > 2.0);
            let hit = plan.script == "hit" && id.0 == 0;
            *c = Controls {
                throttle: if id.0 == 0 { 127 } else { 0 },
                steer: if id.0 == 0 && (time * 0.8).sin() > 0.0 { 60 } else if id.0 == 0 { -60 } else { 0 },
                aim_yaw: Angle::from_radians(0.0),
                weapon: if hit { Weapon::ALL[(plan.frame as usize / 80) % 3] } else { Weapon::Autocannon },
                buttons: boost.with(Buttons::FIRE, hit),
                ..default()
            };
        }
    }
    let outcomes = arena.step(&Inputs { controls, ..default() });
    let scene = Scene::of(arena, HogId(0));
    if let Some(hog) = scene.hog(HogId(0)).filter(|h| h.alive) {
        let r = view::convert::quat(hog.rotation);
        let (yaw, _, _) = r.to_euler(EulerRot::YXZ);
        let want = yaw + hog.turret_yaw;
        let delta = (want - aim.yaw + std::f32::consts::PI).rem_euclid(std::f32::consts::TAU) - std::f32::consts::PI;
        aim.yaw += delta * 0.15;
        aim.pitch += (hog.turret_pitch * 0.6 - aim.pitch) * 0.1;
    }
    commands.insert_resource(MatchFeed {
        rules: arena.rules().clone(),
        scene,
        events: outcomes.into_iter().map(SceneEvent::Outcome).collect(),
        players: BTreeMap::new(),
        net: NetStats::default(),
        backdrop: plan.script == "free",
    });
}

fn shoot(mut commands: Commands, mut plan: ResMut<Plan>, mut exit: MessageWriter<AppExit>) {
    plan.frame += 1;
    if plan.frame == plan.first {
        plan.started = Some(Instant::now());
    }
    if plan.frame >= plan.first && (plan.frame - plan.first) % plan.every == 0 && plan.frame <= plan.frames {
        let path = format!("{}/{}_{:04}.png", plan.out, plan.script, plan.frame);
        commands.spawn(Screenshot::image(plan.image.clone())).observe(save_to_disk(path));
    }
    if plan.frame == plan.frames
        && let Some(started) = plan.started
    {
        let ms = started.elapsed().as_secs_f64() * 1000.0 / f64::from(plan.frames - plan.first);
        println!("{} ms a frame", ms);
    }
    if plan.frame > plan.frames + 6 {
        exit.write(AppExit::Success);
    }
}

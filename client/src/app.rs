//! Puts the game together: Bevy's plugins in a window or without one, and ours in the order they depend on each other.

use std::time::Duration;

use bevy::app::{PanicHandlerPlugin, PluginGroupBuilder, ScheduleRunnerPlugin};
use bevy::asset::AssetMetaCheck;
use bevy::feathers::FeathersCorePlugin;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::renderer::RenderAdapterInfo;
use bevy::render::settings::{RenderCreation, WgpuSettings};
use bevy::render::sync_world::SyncWorldPlugin;
use bevy::window::{ExitCondition, PresentMode, PrimaryWindow, WindowResolution};
use bevy::winit::WinitPlugin;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::Skill;
use hogs_shared::mode::Mode;

use crate::autopilot::Autopilot;
use crate::crash::Broken;
use crate::data::Data;
use crate::home::Home;
use crate::host::HostPlan;
use crate::identity::{Identity, IdentityError};
use crate::known_hosts::KnownHosts;
use crate::lesson::LessonCommand;
use crate::link::{Handicap, LinkCommand, Place, USUAL_PORT};
use crate::menu::{Landing, Notice, NoticeText, Page, Remedy};
use crate::options::{Address, Options};
use crate::replay::Showing;
use crate::server_book::ServerBook;
use crate::settings::video::Preset;
use crate::settings::{Settings, SettingsFile};
use crate::words::Telling;
use crate::{
    attract, autopilot, benchmark, bridge, cores, crash, data, discovery, frame_log, gallery, graphics, hud,
    input, kill_cam, lean, lesson, link, lookout, menu, offscreen, phase, replay, report, settings, sound,
    split, toast, trace, view, watch, window,
};

mod second;

/// Size of window and pictures unless another is asked for.
const USUAL_SIZE: UVec2 = UVec2::new(1280, 720);
/// Size the UI is laid out for, logical pixels: there is room for it in anything that is wider.
const UI_PX: Vec2 = Vec2::new(1200.0, 720.0);
/// What the log says unless `RUST_LOG` says otherwise: trouble, and none of that which is none.
const LOG_FILTER: &str = "warn,hogs_server::reload=info,wgpu=error,bevy_render::renderer=error,naga=error,bevy_input_focus=error,bevy_winit=error,\
                          bevy_gilrs=error,gilrs=error,mdns_sd=off,renetcode=off,alsa=off,calloop=error,winit=error";

/// What it leaves out besides where nothing is drawn: that there is nothing to draw with.
const BLIND_FILTER: &str = "bevy_render=off,bevy_gltf=error";

/// Plays until the player has enough.
///
/// # Errors
/// A sentence that says why the game could not start, or why the match asked for did not come about.
pub fn run(options: Options) -> Result<(), String> {
    let mut app = build(options)?;
    let exit = app.run();
    match (exit, report::take_failure()) {
        (AppExit::Success, _) => Ok(()),
        // Ctrl+C is a way to leave, too.
        (AppExit::Error(code), None) if code.get() == 130 => Ok(()),
        (AppExit::Error(_), Some(sentence)) => Err(sentence),
        (AppExit::Error(code), None) => Err(format!("The game ended with trouble ({code}).")),
    }
}

fn build(options: Options) -> Result<App, String> {
    let folder = data::find().map_err(|error| format!("The game's data is not in order: {error}."))?;
    check(&options)?;
    // Said before a window opens.
    let player = options
        .replay()
        .map(|replay| replay::open(&replay.file))
        .transpose()?;
    let film = options.flies().then(|| benchmark::film(&options)).transpose()?;
    let mut app = App::new();
    engine(&mut app, &options, folder.path().to_string_lossy().into_owned())?;
    assemble(&mut app, options.clone(), folder, Home::find())?;
    app.add_plugins((crash::plugin, graphics::plugin));
    if let Some(breakage) = options.break_on_purpose {
        crash::rehearse(&mut app, breakage);
    }
    // What is measured is one game.
    if !windowless(&options) && !options.benchmark {
        app.add_plugins(split::plugin)
            .insert_resource(split::Maker(second::make));
    }
    if options.benchmark {
        let size = options.size.unwrap_or(USUAL_SIZE);
        benchmark::begin(&mut app, film, windowless(&options).then_some(size));
    }
    if let Some(player) = player {
        show(&mut app, Showing::new(player), &options)?;
    }
    cores::suit(&mut app);
    Ok(app)
}

/// Puts the game into an app that has the engine's plugins, a player's own files being in `home`.
///
/// # Errors
/// A sentence that says what is not in order.
pub fn assemble(app: &mut App, options: Options, folder: AssetFolder, home: Home) -> Result<(), String> {
    let (identity, identity_note) = identify(&home)?;
    let (file, settings) = SettingsFile::load(&home, &options);
    let book = ServerBook::load(&home);
    // Told once, so only where somebody sees it.
    let seen = options.pictures().is_none() && !options.benchmark;
    let broke = seen.then(|| crash::news(&home)).flatten().map(|file| {
        let file = file.display().to_string();
        Telling::tell("trouble-broke-last", [("file", file.into())])
    });
    let notes = file
        .notes
        .iter()
        .chain(&identity_note)
        .chain(&book.notes)
        .chain(&broke);
    let notes: Vec<Telling> = notes.cloned().collect();
    if !settings.lesson_offered
        && !options.starts_a_match()
        && options.replay().is_none()
        && !options.benchmark
    {
        app.insert_resource(Landing(Page::LessonOffer));
    }
    // For its fonts alone; its widgets are for tools.
    app.add_plugins((FeathersCorePlugin, lean::plugin));
    app.insert_resource(ClearColor(menu::style::ZENITH));
    app.insert_resource(Data(folder))
        .insert_resource(KnownHosts::load(&home))
        .insert_resource(book)
        .insert_resource(home)
        .insert_resource(identity)
        .insert_resource(Handicap::of(&options))
        .insert_resource(file)
        .insert_resource(settings)
        .init_state::<phase::Screen>();
    if options.autopilot || (options.offscreen.is_some() && !options.pages) || options.benchmark {
        app.insert_resource(Autopilot {
            skill: Skill::Hard,
            rams: options.ram,
        });
    }
    app.add_plugins((
        phase::plugin,
        settings::plugin,
        input::plugin,
        link::plugin,
        lesson::plugin,
        autopilot::plugin,
        (discovery::plugin, lookout::plugin, toast::plugin),
        menu::plugin,
        report::plugin,
        window::plugin,
    ));
    app.add_plugins((
        view::plugin,
        attract::plugin,
        hud::plugin,
        sound::plugin,
        bridge::plugin,
    ));
    app.add_plugins((watch::plugin, kill_cam::plugin, replay::screening::plugin));
    if options.pages {
        // Pictures of pages are to be alike on every machine.
        app.add_plugins(gallery::plugin)
            .insert_resource(discovery::Discovery::deaf())
            .insert_resource(input::labels::Labels::default())
            .insert_resource(sound::outlet::Outlet::closed());
    } else if options.offscreen.is_some() {
        app.add_plugins(offscreen::plugin);
    }
    if options.verbose {
        app.add_plugins(trace::plugin);
    }
    if let Some(path) = &options.log_frames {
        frame_log::begin(app, path)?;
    }
    app.add_systems(Update, scale_ui)
        .add_systems(Startup, (suit_machine, begin));
    for note in &notes {
        eprintln!("hogs: {note}");
    }
    if !notes.is_empty() {
        let note = NoticeText {
            title: Telling::say("trouble-note"),
            text: notes,
            remedy: Remedy::None,
        };
        app.insert_resource(Notice(Some(note)));
    }
    app.insert_resource(options);
    Ok(())
}

/// Who the player is; where nothing can be kept, somebody for this run, as a note says.
fn identify(home: &Home) -> Result<(Identity, Option<Telling>), String> {
    match Identity::load_or_create(home) {
        Err(problem @ IdentityError::File { .. }) => {
            let identity = Identity::fleeting().map_err(|error| error.to_string())?;
            let problem = problem.to_string();
            let note = Telling::tell("trouble-folder", [("problem", problem.into())]);
            Ok((identity, Some(note)))
        }
        other => other.map_err(|error| error.to_string()),
    }
}

/// Puts the replay that the game was started for on the screen, or into pictures.
fn show(app: &mut App, showing: Showing, options: &Options) -> Result<(), String> {
    let export = options.replay().zip(options.pictures());
    if let Some((replay, folder)) = export {
        let size = options.size.unwrap_or(USUAL_SIZE);
        return replay::export::begin(app, showing, &replay.reel, folder, size);
    }
    app.insert_resource(showing)
        .add_systems(Startup, |mut screen: ResMut<NextState<phase::Screen>>| {
            screen.set(phase::Screen::Replay);
        });
    Ok(())
}

/// What can be said to be wrong before anything is opened.
fn check(options: &Options) -> Result<(), String> {
    if let Some(preset) = &options.preset
        && Preset::from_name(preset).is_none()
    {
        let shown = preset.escape_debug();
        let known = Preset::ALL.iter().filter(|preset| **preset != Preset::Custom);
        let known: Vec<&str> = known.map(|preset| preset.name()).collect();
        return Err(format!(
            "There is no preset \"{shown}\"; there is: {}.",
            known.join(", ")
        ));
    }
    if let Some(address) = &options.connect {
        Address::parse(address, USUAL_PORT).map_err(|problem| problem.to_string())?;
    }
    if let Some(mode) = &options.mode
        && Mode::from_name(mode).is_none()
    {
        let shown = mode.escape_debug();
        let modes = Mode::ALL.map(Mode::name).join(", ");
        return Err(format!("There is no mode \"{shown}\"; there is: {modes}."));
    }
    if let Some(map) = &options.map {
        let maps = crate::host::maps();
        if !maps.contains(map) {
            let shown = map.escape_debug();
            return Err(format!(
                "There is no arena \"{shown}\"; there is: {}.",
                maps.join(", ")
            ));
        }
    }
    if let Some(folder) = options.pictures() {
        let shown = folder.display();
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("The folder {shown} cannot be made: {error}."))?;
    } else if !windowless(options) && !has_display() {
        return Err(
            "There is no display to open a window on. With --offscreen DIR the game plays without one \
                    and writes pictures."
                .to_owned(),
        );
    }
    Ok(())
}

/// Whether there is something to open a window on, as far as one can tell before trying.
fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")
}

/// Whether the game is to be drawn into an image rather than into a window. Frames can be measured either way.
fn windowless(options: &Options) -> bool {
    options.pictures().is_some() || options.benchmark && !has_display()
}

/// Why the game cannot start, as a sentence: where the display that the environment names is not there or does not let us in,
/// and where there is nothing to draw with, the engine knows nothing better than to panic.
fn refusal(broken: &Broken) -> String {
    if let Some(sentence) = graphics::refusal(broken) {
        return sentence;
    }
    let said = &broken.message;
    if !said.contains("event loop") {
        return format!("The game could not be started ({said}).");
    }
    let named = ["WAYLAND_SOCKET", "WAYLAND_DISPLAY", "DISPLAY"]
        .into_iter()
        .find_map(|name| {
            let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
            Some(format!(" that {name} names ({})", value.escape_debug()))
        })
        .unwrap_or_default();
    format!(
        "No window can be opened on the display{named}: it is not there, or does not let Hogs in. With --offscreen DIR \
         the game plays without one and writes pictures."
    )
}

/// Bevy's own plugins, with the game's data at `assets`.
fn plugins(assets: String) -> PluginGroupBuilder {
    lean::plugins(DefaultPlugins.build())
        .set(AssetPlugin {
            file_path: assets,
            meta_check: AssetMetaCheck::Never,
            ..default()
        })
        // What it does is ours to do.
        .disable::<PanicHandlerPlugin>()
}

/// Sets them up as the command line wants it.
fn engine(app: &mut App, options: &Options, assets: String) -> Result<(), String> {
    let size = options.size.unwrap_or(USUAL_SIZE);
    let offscreen = windowless(options);
    let window = Window {
        title: "Hogs".to_owned(),
        name: Some("hogs".to_owned()),
        resolution: WindowResolution::new(size.x, size.y),
        resize_constraints: window::SMALLEST,
        present_mode: if options.benchmark {
            PresentMode::AutoNoVsync
        } else {
            PresentMode::AutoVsync
        },
        ..default()
    };
    let plugins = plugins(assets)
        .set(LogPlugin {
            filter: if options.is_only_heard() {
                format!("{LOG_FILTER},{BLIND_FILTER}")
            } else {
                LOG_FILTER.to_owned()
            },
            custom_layer: crash::layer,
            ..default()
        })
        .set(WindowPlugin {
            primary_window: (!offscreen).then_some(window),
            exit_condition: if offscreen {
                ExitCondition::DontExit
            } else {
                ExitCondition::OnPrimaryClosed
            },
            ..default()
        });
    let begun = if offscreen {
        // Frames take what they take: the match they show runs in real time, and a replay waits for nothing.
        let frame = if options.replay().is_some() || options.benchmark {
            Duration::ZERO
        } else {
            Duration::from_secs_f64(1.0 / 60.0)
        };
        let pace = ScheduleRunnerPlugin::run_loop(frame);
        let mut render = RenderPlugin {
            synchronous_pipeline_compilation: true,
            ..default()
        };
        let blind = options.is_only_heard();
        if blind {
            render.render_creation = RenderCreation::Automatic(Box::new(WgpuSettings {
                backends: None,
                ..default()
            }));
        }
        let plugins = plugins.set(render).disable::<WinitPlugin>();
        let begun = crash::attempt(|| {
            app.add_plugins(plugins).add_plugins(pace);
            if blind {
                // Without a renderer its plugin adds nothing of this, and components that it knows want it.
                app.add_plugins(SyncWorldPlugin);
            }
        });
        app.insert_resource(offscreen::Canvas { size });
        begun
    } else {
        crash::attempt(|| _ = app.add_plugins(plugins))
    };
    begun.map_err(|broken| refusal(&broken))
}

/// Lays the UI out for one size, whatever the window has.
fn scale_ui(
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    canvas: Option<Res<offscreen::Canvas>>,
    pane: Res<view::Pane>,
    mut scale: ResMut<UiScale>,
) {
    let size = match (window, canvas) {
        (Some(window), _) => pane.0.map_or_else(
            || window.size(),
            |pane| pane.size().as_vec2() / window.scale_factor(),
        ),
        (None, Some(canvas)) => canvas.size.as_vec2(),
        (None, None) => return,
    };
    let wanted = (size / UI_PX).min_element().clamp(0.4, 4.0);
    if (scale.0 - wanted).abs() > 1e-3 {
        scale.0 = wanted;
    }
}

/// At the very first start on a machine without a graphics card, the picture is the one it can bear.
fn suit_machine(
    adapter: Option<Res<RenderAdapterInfo>>,
    file: Res<SettingsFile>,
    options: Res<Options>,
    mut settings: ResMut<Settings>,
) {
    // Bevy does not re-export the type of this field, only its words.
    let software = adapter.is_some_and(|adapter| format!("{:?}", adapter.device_type) == "Cpu");
    if software && file.is_first_start() && options.preset.is_none() {
        settings.video.take_preset(Preset::Low);
    }
}

/// Goes where the command line says.
fn begin(
    options: Res<Options>,
    mut link: MessageWriter<LinkCommand>,
    mut lesson: MessageWriter<LessonCommand>,
) {
    if options.lesson {
        lesson.write(LessonCommand::Begin);
        return;
    }
    let place = if let Some(address) = &options.connect {
        Place::Address {
            address: address.clone(),
            password: options.password.clone().unwrap_or_default(),
        }
    } else if options.host {
        Place::Own(HostPlan::for_lan().with(&options))
    } else if options.starts_a_match() {
        Place::Own(HostPlan::quick_match().with(&options))
    } else {
        return;
    };
    link.write(LinkCommand::Join(place));
}

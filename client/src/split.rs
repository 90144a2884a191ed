//! Two on one screen. While a match is played, the second player's game runs beside the first one's, in half of the window:
//! a whole game of its own, with its own settings, session and menus, that has a pad for its hands and a picture for its
//! window. What the rest of the game knows of it is in ARCHITECTURE.md; the server takes it for anybody.

use bevy::input::InputSystems;
use bevy::prelude::*;
use bevy::render::renderer::{RenderAdapter, RenderAdapterInfo, RenderDevice, RenderQueue};
use bevy::render::settings::RenderResources;
use bevy::window::{ExitSystems, PrimaryWindow};
use hogs_shared::assets::AssetFolder;

use crate::autopilot::Autopilot;
use crate::data::Data;
use crate::graphics;
use crate::home::Home;
use crate::input::in_use;
use crate::known_hosts::KnownHosts;
use crate::link::{Invitation, Link};
use crate::menu::Notice;
use crate::offscreen::Canvas;
use crate::options::Options;
use crate::phase::Screen;
use crate::settings::gameplay::Split;
use crate::settings::{Borrowed, Settings, SettingsFile};
use crate::toast::Toast;
use crate::window::Hidden;
use crate::words::{Telling, Words};

mod pads;
mod picture;
mod trouble;

use pads::Lent;
use picture::Easel;
use trouble::Troubles;

/// The second player's folder, in the first one's.
const FOLDER: &str = "second-player";
/// Within this after the start, the system tells of the pads that have been there before, seconds.
const STARTING_S: f32 = 5.0;

/// What the second player's game is made of.
pub struct Seat {
    /// As if from a command line.
    pub options: Options,
    /// Where the game's data is.
    pub assets: AssetFolder,
    /// Where the second player's own files live.
    pub home: Home,
    /// The servers that the first player trusts.
    pub known: KnownHosts,
    /// The device it draws with, which is the first one's.
    pub device: RenderResources,
    /// Pixels there are to draw into.
    pub size: UVec2,
}

/// Makes the second player's game. The app that puts games together brings it along.
#[derive(Resource, Clone, Copy)]
pub struct Maker(pub fn(Seat) -> Result<App, String>);

/// The second player's game, while there is one.
struct Second {
    app: App,
    /// Whether it has set out for the match.
    under_way: bool,
}

/// What is there of the second player.
#[derive(Default)]
struct Guest {
    second: Option<Second>,
    /// How the device is, since two have drawn with it.
    troubles: Option<Troubles>,
    /// Whether it was told that there is no pad.
    waits_for_pad: bool,
    /// Whether this match was left, or could not be joined: then the next one is waited for.
    gone: bool,
}

/// Wires it up, where there is a window and somebody to make the second game.
pub fn plugin(app: &mut App) {
    app.add_plugins(picture::plugin)
        .init_resource::<Lent>()
        .insert_non_send(Guest::default())
        .add_systems(
            PreUpdate,
            pads::keep_away.after(InputSystems).before(in_use::take_up),
        )
        .add_systems(Update, offer)
        .add_systems(Last, run.run_if(resource_exists::<Maker>).after(ExitSystems));
}

/// Tells those who plug in a second pad, once, that two can play.
fn offer(
    plugged_in: Query<(), Added<Gamepad>>,
    pads: Query<(), With<Gamepad>>,
    settings: Res<Settings>,
    time: Res<Time<Real>>,
    mut toasts: MessageWriter<Toast>,
    mut known: Local<bool>,
) {
    *known |= settings.gameplay.split_screen != Split::Off;
    // Those that are there from the start lie there every day.
    let joins = !plugged_in.is_empty() && time.elapsed_secs() > STARTING_S;
    if joins && pads.iter().len() > 1 && !std::mem::replace(&mut known, true) {
        toasts.write(Toast(Telling::say("split-offer")));
    }
}

/// A frame of the second player's game, and what begins and ends it.
fn run(world: &mut World) {
    let Some(mut guest) = world.remove_non_send::<Guest>() else {
        return;
    };
    let wanted = wanted(world, guest.second.is_some());
    guest.gone &= wanted.is_some();
    if let Some(split) = wanted.filter(|_| !guest.gone) {
        play(world, &mut guest, split);
    } else {
        end(world, &mut guest);
    }
    if let Some((kind, why)) = guest.troubles.as_ref().and_then(Troubles::take) {
        part(world, &mut guest, Telling::say("split-refused"));
        graphics::hear(world, kind, &why);
    }
    world.insert_non_send(guest);
}

/// A frame for two.
fn play(world: &mut World, guest: &mut Guest, split: Split) {
    // A bot needs no pad.
    let driven = world.contains_resource::<Autopilot>();
    if !pads::lend(world) && guest.second.is_none() && !driven {
        if !std::mem::replace(&mut guest.waits_for_pad, true) {
            world.write_message(Toast(Telling::say("split-no-pad")));
        }
        return;
    }
    guest.waits_for_pad = false;
    picture::lay_out(world, split);
    if guest.second.is_none() {
        begin(world, guest);
    }
    let Some(second) = &mut guest.second else { return };
    match pass_frame(world, second) {
        Parted::Not => {}
        Parted::Left => {
            world.resource_mut::<Settings>().gameplay.split_screen = Split::Off;
        }
        Parted::Failed(why) => part(
            world,
            guest,
            Telling::tell("split-out", [("problem", why.into())]),
        ),
    }
}

/// Ends the second game for this match, and says why.
fn part(world: &mut World, guest: &mut Guest, why: Telling) {
    if guest.second.is_some() {
        world.write_message(Toast(why));
        guest.gone = true;
        end(world, guest);
    }
}

/// How the screen is to be split, where a match is played in which a second player can be.
fn wanted(world: &World, plays: bool) -> Option<Split> {
    let ends = world.get_resource::<Messages<AppExit>>();
    if ends.is_some_and(|exits| !exits.is_empty()) {
        return None;
    }
    let settings = world.get_resource::<Settings>()?;
    let split = Some(settings.gameplay.split_screen).filter(|split| *split != Split::Off)?;
    let possible = match world.get_resource::<State<Screen>>()?.get() {
        // A driving lesson, which is a match without a link, is for one.
        Screen::Match => plays || world.get_resource::<Link>()?.plays(),
        // The second player is on the way to the next match, too.
        Screen::Connecting => plays,
        Screen::Menu | Screen::Replay => false,
    };
    possible.then_some(split)
}

/// Makes the second game as soon as there is something for it to draw into.
fn begin(world: &mut World, guest: &mut Guest) {
    let Some((seat, maker)) = seat(world) else { return };
    let device = seat.device.0.clone();
    match (maker.0)(seat) {
        Ok(mut app) => {
            guest.troubles = Some(Troubles::watch(&device));
            // What is to be known of their files is told in their half.
            if let Some(told) = said(app.world_mut()) {
                app.world_mut().write_message(Toast(Telling::plain(told)));
            }
            guest.second = Some(Second {
                app,
                under_way: false,
            });
        }
        Err(problem) => {
            let problem = [("problem", problem.into())];
            world.write_message(Toast(Telling::tell("split-out", problem)));
            guest.gone = true;
        }
    }
}

/// What it is made of; none as long as something of it is not there.
fn seat(world: &World) -> Option<(Seat, Maker)> {
    let easel = world.get_resource::<Easel>()?;
    let (view, instance) = easel.lent()?;
    let known = world.get_resource::<KnownHosts>()?;
    let Invitation {
        address,
        password,
        trusted,
    } = world.get_resource::<Link>()?.invitation(known)?;
    let own = world.get_resource::<Options>()?;
    let home = world.get_resource::<Home>()?.within(FOLDER);
    let device = RenderResources(
        world.get_resource::<RenderDevice>()?.clone(),
        world.get_resource::<RenderQueue>()?.clone(),
        world.get_resource::<RenderAdapterInfo>()?.clone(),
        world.get_resource::<RenderAdapter>()?.clone(),
        instance,
    );
    let seat = Seat {
        options: Options {
            connect: Some(address),
            password: Some(password),
            autopilot: own.autopilot,
            ram: own.ram,
            verbose: own.verbose,
            link_delay_ms: own.link_delay_ms,
            link_jitter_ms: own.link_jitter_ms,
            link_loss: own.link_loss,
            ..Options::default()
        },
        assets: world.get_resource::<Data>()?.0.clone(),
        known: KnownHosts::lent(trusted),
        home,
        device,
        size: view.size,
    };
    Some((seat, *world.get_resource::<Maker>()?))
}

/// Whether the second player is still there.
enum Parted {
    Not,
    /// They left.
    Left,
    /// Something kept them out of the match, in words.
    Failed(String),
}

/// Lets a frame pass in the second game.
fn pass_frame(world: &mut World, second: &mut Second) -> Parted {
    share_settings(world, second.app.world_mut());
    share_picture(world, second.app.world_mut());
    pads::pass_on(world, second.app.world_mut());
    second.app.update();
    let theirs = second.app.world_mut();
    let in_menu = *theirs.resource::<State<Screen>>().get() == Screen::Menu;
    second.under_way |= !in_menu;
    if let Some(why) = in_menu.then(|| said(theirs)).flatten() {
        return Parted::Failed(why);
    }
    match second.app.should_exit() {
        Some(AppExit::Error(_)) => {
            Parted::Failed(second.app.world().resource::<Words>().say("split-refused"))
        }
        None if !in_menu || !second.under_way => Parted::Not,
        None | Some(AppExit::Success) => Parted::Left,
    }
}

/// What a game has to say on its own page, taken from it.
fn said(theirs: &mut World) -> Option<String> {
    let told = theirs.resource_mut::<Notice>().0.take()?;
    let words = theirs.resource::<Words>();
    let lines = [&told.title].into_iter().chain(&told.text);
    Some(
        lines
            .map(|line| words.telling(line))
            .collect::<Vec<_>>()
            .join(". "),
    )
}

/// What both see and hear alike is as the first player wants it; music and announcer are heard once.
fn share_settings(first: &mut World, second: &mut World) {
    let mut windows = first.query_filtered::<&Window, With<PrimaryWindow>>();
    let away = windows.single(first).is_ok_and(|window| !window.focused);
    second.insert_resource(Borrowed { away });
    second.insert_resource(*first.resource::<Hidden>());
    let settings = first.resource::<Settings>();
    let (mut video, mut audio) = (settings.video.clone(), settings.audio.clone());
    // Frames are held back once.
    video.frame_cap = 0.0;
    (audio.music, audio.voice) = (0.0, 0.0);
    let (language, split) = (settings.language.clone(), settings.gameplay.split_screen);
    let theirs = second.resource::<Settings>();
    let now = (
        &theirs.video,
        &theirs.audio,
        &theirs.language,
        theirs.gameplay.split_screen,
    );
    if now != (&video, &audio, &language, split) {
        let mut theirs = second.resource_mut::<Settings>();
        (theirs.video, theirs.audio, theirs.language) = (video, audio, language);
        theirs.gameplay.split_screen = split;
    }
}

/// Has it draw into what the first game shows.
fn share_picture(first: &World, second: &mut World) {
    let Some((view, _)) = first.get_resource::<Easel>().and_then(Easel::lent) else {
        return;
    };
    let mut canvas = second.resource_mut::<Canvas>();
    if canvas.size != view.size {
        canvas.size = view.size;
    }
    picture::set_up(second, view);
}

/// Ends the second game, if there is one, and gives back what was lent to it.
fn end(world: &mut World, guest: &mut Guest) {
    guest.waits_for_pad = false;
    if let Some(mut second) = guest.second.take() {
        let theirs = second.app.world_mut();
        let settings = theirs.resource::<Settings>().clone();
        if let Err(problem) = theirs.resource_mut::<SettingsFile>().save(&settings) {
            warn!("{problem}");
        }
        // Says goodbye to the server.
        theirs.remove_resource::<Link>();
    }
    pads::take_back(world);
    picture::clear(world);
}

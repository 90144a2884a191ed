//! Where input, link and settings meet view and HUD: each side has its own words for what it wants, and this is the one
//! place that carries them over.

use bevy::prelude::*;
use leafwing_input_manager::prelude::{ActionState, InputMap};

use crate::hud::chat::ChatSubmitted;
use crate::hud::{HudInput, LinkMark, LinkSilence, PowerKey};
use crate::input::aim::Aim;
use crate::input::{Action, Typing, names};
use crate::link::{Handicap, Link, LinkCommand};
use crate::menu::{Page, UiCue};
use crate::phase::{FramePhase, Screen};
use crate::settings::Settings;
use crate::sound::{UiSound, Volumes};
use crate::view::camera::{AimView, Lens};
use crate::view::ghost::ShowGhosts;
use crate::view::quality::Quality;

/// Wires the sides together.
pub fn plugin(app: &mut App) {
    app.add_systems(PreStartup, choose_quality)
        .add_systems(
            Update,
            (
                (choose_quality, choose_volumes, choose_lens).run_if(resource_changed::<Settings>),
                ask_hud,
                choose,
                ask_ghosts,
                name_key,
                pass_chat,
                pass_cues,
            )
                .chain()
                .in_set(FramePhase::Input)
                .after(crate::input::pilot),
        )
        .add_systems(OnExit(Screen::Match), close_hud)
        .add_systems(OnExit(Screen::Replay), close_hud)
        .add_systems(
            Update,
            (tell_silence, mark_link.run_if(resource_changed::<Handicap>)).in_set(FramePhase::Link),
        )
        .add_systems(Update, look.after(FramePhase::Link).before(FramePhase::View));
}

fn choose_volumes(settings: Res<Settings>, mut volumes: ResMut<Volumes>) {
    volumes.set_if_neq(Volumes {
        master: settings.volume_master,
        effects: settings.volume_effects,
    });
}

fn choose_lens(settings: Res<Settings>, mut lens: ResMut<Lens>) {
    lens.set_if_neq(Lens(settings.fov_deg));
}

fn pass_cues(mut cues: MessageReader<UiCue>, mut sounds: MessageWriter<UiSound>) {
    for cue in cues.read() {
        sounds.write(match cue {
            UiCue::Move => UiSound::Move,
            UiCue::Accept => UiSound::Accept,
            UiCue::Back => UiSound::Back,
            UiCue::Error => UiSound::Error,
        });
    }
}

fn choose_quality(settings: Res<Settings>, mut quality: ResMut<Quality>) {
    if let Some(wanted) = Quality::from_name(&settings.preset) {
        quality.set_if_neq(wanted);
    }
}

/// Keys that ask something of the HUD.
fn ask_hud(
    actions: Single<&ActionState<Action>>,
    page: Res<State<Page>>,
    screen: Res<State<Screen>>,
    mut input: ResMut<HudInput>,
    mut typing: ResMut<Typing>,
) {
    let wanted = HudInput {
        show_scores: actions.pressed(&Action::Scoreboard),
        net_graph: input.net_graph != actions.just_pressed(&Action::NetGraph),
        chat_open: input.chat_open || *screen == Screen::Match && actions.just_pressed(&Action::Chat),
        menu_open: *page != Page::Closed,
    };
    input.set_if_neq(wanted);
    typing.set_if_neq(Typing(wanted.chat_open));
}

/// Votes, and whether one is ready.
fn choose(actions: Single<&ActionState<Action>>, mut link: MessageWriter<LinkCommand>) {
    let choices = [Action::Choice1, Action::Choice2, Action::Choice3];
    for (choice, action) in choices.iter().enumerate() {
        if actions.just_pressed(action) {
            link.write(LinkCommand::Choose(choice as u8));
        }
    }
}

fn ask_ghosts(actions: Single<&ActionState<Action>>, mut shown: ResMut<ShowGhosts>) {
    if actions.just_pressed(&Action::Ghosts) {
        shown.0 = !shown.0;
    }
}

fn name_key(maps: Query<&InputMap<Action>, Changed<InputMap<Action>>>, mut key: ResMut<PowerKey>) {
    if let Ok(map) = maps.single() {
        let keys = names::inputs(map, Action::Ability).keys;
        key.set_if_neq(PowerKey(keys.into_iter().next().unwrap_or_default()));
    }
}

fn close_hud(mut input: ResMut<HudInput>, mut typing: ResMut<Typing>) {
    input.set_if_neq(HudInput {
        show_scores: false,
        chat_open: false,
        ..*input
    });
    typing.set_if_neq(Typing(false));
}

fn pass_chat(mut lines: MessageReader<ChatSubmitted>, mut link: MessageWriter<LinkCommand>) {
    for ChatSubmitted(line) in lines.read() {
        link.write(LinkCommand::Say(line.clone()));
    }
}

fn tell_silence(link: Res<Link>, mut silence: ResMut<LinkSilence>) {
    silence.set_if_neq(LinkSilence(link.silence_s()));
}

/// What the player added to the link is told as long as it lasts.
fn mark_link(handicap: Res<Handicap>, mut mark: ResMut<LinkMark>) {
    mark.set_if_neq(LinkMark(handicap.described().unwrap_or_default()));
}

/// The camera looks where the player, or the bot, aims.
fn look(aim: Res<Aim>, mut view: ResMut<AimView>) {
    *view = AimView {
        yaw: aim.yaw,
        pitch: aim.pitch,
        look_back: aim.look_back,
    };
}

//! Where input, link and settings meet view and HUD: each side has its own words for what it wants, and this is the one
//! place that carries them over.

use bevy::prelude::*;
use hogs_shared::protocol::messages::{ClientRequest, PingKind, Spot};
use leafwing_input_manager::prelude::{ActionState, InputMap};

use crate::feed::MatchFeed;
use crate::hud::chat::{Audience, ChatSubmitted};
use crate::hud::{HudInput, LinkMark, LinkSilence, PowerKey};
use crate::input::aim::Aim;
use crate::input::phrases::{Gesture, PhraseList};
use crate::input::{Action, Typing, names};
use crate::link::{Handicap, Link, LinkCommand};
use crate::menu::{Page, UiCue};
use crate::phase::{FramePhase, Screen};
use crate::phrases::HELP;
use crate::settings::Settings;
use crate::sound::{UiSound, Volumes};
use crate::view::camera::{AimView, CameraView, Lens};
use crate::view::convert::match_vec3;
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
                pass_gestures,
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
        music: settings.volume_music,
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
    phrases: Res<PhraseList>,
    mut input: ResMut<HudInput>,
    mut typing: ResMut<Typing>,
) {
    let writes = [
        (Action::Chat, Audience::Everyone),
        (Action::TeamChat, Audience::Side),
    ];
    let plays = *screen == Screen::Match;
    let opened = writes
        .iter()
        .find(|(action, _)| plays && actions.just_pressed(action));
    let wanted = HudInput {
        show_scores: actions.pressed(&Action::Scoreboard),
        net_graph: input.net_graph != actions.just_pressed(&Action::NetGraph),
        chat: input.chat.or(opened.map(|(_, audience)| *audience)),
        phrases: phrases.marked,
        menu_open: *page != Page::Closed,
    };
    input.set_if_neq(wanted);
    typing.set_if_neq(Typing(wanted.chat.is_some()));
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
        chat: None,
        phrases: None,
        ..*input
    });
    typing.set_if_neq(Typing(false));
}

fn pass_chat(mut lines: MessageReader<ChatSubmitted>, mut link: MessageWriter<LinkCommand>) {
    for ChatSubmitted { audience, line } in lines.read() {
        link.write(LinkCommand::Ask(match audience {
            Audience::Everyone => ClientRequest::Chat(line.clone()),
            Audience::Side => ClientRequest::TeamChat(line.clone()),
        }));
    }
}

/// Phrases, and places that are marked. Whoever calls for help marks where they are.
fn pass_gestures(
    mut gestures: MessageReader<Gesture>,
    feed: Option<Res<MatchFeed>>,
    view: Res<CameraView>,
    mut link: MessageWriter<LinkCommand>,
) {
    for gesture in gestures.read() {
        let Some(feed) = feed.as_ref() else { continue };
        let own = feed.scene.hog(feed.scene.own);
        let place = match gesture {
            Gesture::Say(phrase) => {
                link.write(LinkCommand::Ask(ClientRequest::Phrase(*phrase)));
                let calls = *phrase == HELP && own.is_some_and(|own| own.alive && own.team.is_some());
                own.filter(|_| calls).map(|own| (own.position, PingKind::Help))
            }
            Gesture::Mark => crate::hud::aim::pointed(feed, &view.transform).map(|(at, enemy)| {
                let kind = if enemy { PingKind::Enemy } else { PingKind::Go };
                (match_vec3(at), kind)
            }),
        };
        if let Some((at, kind)) = place {
            let at = Spot::of(at);
            link.write(LinkCommand::Ask(ClientRequest::Ping { at, kind }));
        }
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

//! Where input, link and settings meet view and HUD: each side has its own words for what it wants, and this is the one
//! place that carries them over.

use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use hogs_shared::protocol::messages::{ClientRequest, PingKind, Spot};
use leafwing_input_manager::prelude::ActionState;

use crate::feed::MatchFeed;
use crate::hud::chat::{Audience, ChatSubmitted};
use crate::hud::{HudInput, HudWishes, KeyNames, LinkMark, LinkSilence};
use crate::input::aim::Aim;
use crate::input::in_use::InUse;
use crate::input::labels::Labels;
use crate::input::phrases::{Gesture, PhraseList};
use crate::input::{Action, Hands, Typing, names};
use crate::lesson::Lesson;
use crate::link::{Handicap, Link, LinkCommand};
use crate::menu::style::UiFont;
use crate::menu::{Page, UiCue};
use crate::palette;
use crate::phase::{FramePhase, Screen};
use crate::phrases::HELP;
use crate::settings::accessibility::Palette;
use crate::settings::device::Device;
use crate::settings::gameplay::{Camera, Hud};
use crate::settings::{Borrowed, Section, Settings};
use crate::sound::outlet::{Attendant, Supply, Wish};
use crate::sound::{UiSound, Volumes};
use crate::view::camera::{AimView, CameraView, Lens};
use crate::view::convert::match_vec3;
use crate::view::effects::Effects;
use crate::view::ghost::ShowGhosts;
use crate::view::quality::Quality;
use crate::words::Words;

/// Wires the sides together.
pub fn plugin(app: &mut App) {
    app.init_resource::<palette::Tint>()
        .add_systems(First, wear_palette)
        .add_systems(PreStartup, (choose_quality, choose_words, choose_palette))
        .add_systems(
            Update,
            (
                (
                    choose_quality,
                    choose_lens,
                    choose_words,
                    choose_letters,
                    choose_palette,
                    choose_hud,
                    temper_effects,
                    choose_device,
                )
                    .run_if(resource_changed::<Settings>),
                choose_volumes,
                name_devices.run_if(resource_changed::<Supply>),
                ask_hud,
                choose,
                ask_ghosts,
                name_keys,
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
        .add_systems(OnEnter(Screen::Match), open_graph)
        .add_systems(OnEnter(Page::Options(Section::Audio)), look_for_devices)
        .add_systems(
            Update,
            (
                tell_silence,
                mark_link.run_if(resource_changed::<Handicap>.or_else(resource_changed::<Words>)),
            )
                .in_set(FramePhase::Link),
        )
        .add_systems(Update, look.after(FramePhase::Link).before(FramePhase::View));
}

/// Loudness: none in the background, for those who want that.
fn choose_volumes(
    settings: Res<Settings>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    borrowed: Option<Res<Borrowed>>,
    mut volumes: ResMut<Volumes>,
) {
    let away = window.is_some_and(|window| !window.focused) || borrowed.is_some_and(|theirs| theirs.away);
    let silent = away && !settings.audio.in_background;
    volumes.set_if_neq(Volumes {
        master: if silent { 0.0 } else { settings.audio.master },
        effects: settings.audio.effects,
        music: settings.audio.music,
        voice: settings.audio.voice,
        interface: settings.audio.interface,
    });
}

fn choose_device(settings: Res<Settings>, mut wish: ResMut<Wish>) {
    wish.set_if_neq(Wish(settings.audio.device.name()));
}

/// Which sound devices there are, for whoever is about to choose one.
fn look_for_devices(attendant: Option<Res<Attendant>>) {
    if let Some(attendant) = attendant {
        attendant.ask_names();
    }
}

/// The names of sound devices, for the menu, which shows them anew when settings change.
fn name_devices(supply: Res<Supply>, mut settings: ResMut<Settings>) {
    Device::note(&supply.names);
    settings.set_changed();
}

fn choose_lens(settings: Res<Settings>, mut lens: ResMut<Lens>) {
    lens.set_if_neq(Lens {
        fov_deg: settings.video.fov_deg,
        distance: match settings.gameplay.camera {
            Camera::Near => 0.72,
            Camera::Usual => 1.0,
            Camera::Far => 1.4,
        },
        calm: settings.accessibility.less_motion,
    });
}

/// The texts of the language that was chosen.
fn choose_words(settings: Res<Settings>, mut words: ResMut<Words>) {
    let wanted = settings.language.tongue.language();
    if words.language() != wanted {
        *words = Words::of(wanted);
    }
}

/// The letters of menus.
fn choose_letters(settings: Res<Settings>, mut font: ResMut<UiFont>) {
    let chosen = &settings.accessibility;
    if (font.scale - chosen.text_size).abs() > 1e-3 || font.solid != chosen.high_contrast {
        font.scale = chosen.text_size;
        font.solid = chosen.high_contrast;
    }
}

fn choose_palette(settings: Res<Settings>, mut tint: ResMut<palette::Tint>) {
    let wanted = match settings.accessibility.palette {
        Palette::Usual => palette::Tint::Usual,
        Palette::Protanopia => palette::Tint::Protanopia,
        Palette::Deuteranopia => palette::Tint::Deuteranopia,
        Palette::Tritanopia => palette::Tint::Tritanopia,
    };
    if *tint != wanted {
        wanted.wear();
        *tint = wanted;
    }
}

/// Colours are asked for where there is no world at hand, so who passes a frame wears their own.
fn wear_palette(tint: Res<palette::Tint>) {
    tint.wear();
}

fn choose_hud(settings: Res<Settings>, mut wishes: ResMut<HudWishes>) {
    wishes.set_if_neq(HudWishes {
        scale: settings.gameplay.hud_scale,
        text: settings.accessibility.text_size,
        safe_area: settings.gameplay.safe_area,
        solid: settings.accessibility.high_contrast,
        reduced: settings.gameplay.hud == Hud::Reduced,
        flashes: settings.accessibility.flashes,
        rates: settings.network.show_rates,
        captions: settings.accessibility.captions,
    });
}

fn temper_effects(settings: Res<Settings>, mut effects: ResMut<Effects>) {
    effects.temper(settings.accessibility.shake, settings.accessibility.flashes);
}

fn pass_cues(mut cues: MessageReader<UiCue>, mut sounds: MessageWriter<UiSound>) {
    // Ten rows at once are one move to be heard.
    let mut last = None;
    for cue in cues.read().filter(|cue| last.replace(**cue) != Some(**cue)) {
        sounds.write(match cue {
            UiCue::Move => UiSound::Move,
            UiCue::Accept => UiSound::Accept,
            UiCue::Back => UiSound::Back,
            UiCue::Error => UiSound::Error,
        });
    }
}

fn choose_quality(settings: Res<Settings>, mut quality: ResMut<Quality>) {
    let parts = settings.video.parts();
    quality.set_if_neq(Quality {
        scale: parts.render_scale,
        shadows: parts.shadows as u8,
        glow: parts.glow,
        smooth: parts.smooth_edges,
        effects: parts.effects as u8,
    });
}

/// Keys that ask something of the HUD.
fn ask_hud(
    hands: Hands,
    page: Res<State<Page>>,
    screen: Res<State<Screen>>,
    lesson: Option<Res<Lesson>>,
    mut phrases: ResMut<PhraseList>,
    mut input: ResMut<HudInput>,
    mut typing: ResMut<Typing>,
) {
    let writes = [
        (Action::Chat, Audience::Everyone),
        (Action::TeamChat, Audience::Side),
    ];
    let plays = *screen == Screen::Match && lesson.is_none();
    let opened = writes.iter().find(|(action, _)| plays && hands.begun(*action));
    // Whoever learns is alone, and not to stop for what nobody hears.
    if phrases.mute != lesson.is_some() {
        phrases.mute = lesson.is_some();
    }
    let wanted = HudInput {
        show_scores: hands.down(Action::Scoreboard),
        net_graph: input.net_graph != hands.begun(Action::NetGraph),
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

fn name_keys(
    settings: Res<Settings>,
    words: Res<Words>,
    in_use: Res<InUse>,
    labels: Res<Labels>,
    mut keys: ResMut<KeyNames>,
) {
    if settings.is_changed() || words.is_changed() || in_use.is_changed() || labels.is_changed() {
        let bindings = &settings.bindings;
        keys.set_if_neq(KeyNames {
            names: Action::ALL.map(|action| names::bound(bindings, action, in_use.0, &labels, &words)),
            aim: names::aim(bindings, in_use.0, &labels, &words),
            device: in_use.0,
        });
    }
}

/// A match begins with the net graph open, for those who want that.
fn open_graph(settings: Res<Settings>, mut input: ResMut<HudInput>) {
    if settings.network.show_graph && !input.net_graph {
        input.net_graph = true;
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
            Gesture::Mark => crate::hud::aim::pointed(feed, &view).map(|(at, enemy)| {
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
fn mark_link(handicap: Res<Handicap>, words: Res<Words>, mut mark: ResMut<LinkMark>) {
    mark.set_if_neq(LinkMark(handicap.described(&words).unwrap_or_default()));
}

/// The camera looks where the player, or the bot, aims.
fn look(aim: Res<Aim>, mut view: ResMut<AimView>) {
    *view = AimView {
        yaw: aim.yaw,
        pitch: aim.pitch,
        look_back: aim.look_back,
    };
}

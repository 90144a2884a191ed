//! The way into a match and back: joins a server without holding up a frame, keeps the session going on a thread of its
//! own, fills the feed, and comes back when the connection is lost.

use bevy::prelude::*;
use bevy::window::ExitSystems;

use crate::crash;
use crate::feed::{MatchFeed, Source};
use crate::host::{Running, own_addresses};
use crate::input::Pilot;
use crate::menu::{Notice, NoticeText, Remedy};
use crate::muted::Muted;
use crate::phase::{FramePhase, Screen};
use crate::words::Telling;

mod attempt;
mod command;
mod failure;
mod handicap;
mod invitation;
mod join;
mod luggage;
mod step;
mod warming;
mod wire;

use attempt::{Attempt, Patience};
pub use command::{LinkCommand, Place};
pub use failure::{Failure, FailureKind};
pub use handicap::Handicap;
pub use invitation::Invitation;
use join::{Job, JoinPlan, Report};
use luggage::Luggage;
pub use step::{Stage, Step};
use wire::Wire;

/// Port of a server unless another is named, UDP and TCP.
pub const USUAL_PORT: u16 = 27500;
#[derive(Default)]
enum State {
    #[default]
    Idle,
    /// On the way in.
    Joining { job: Job, attempt: Attempt },
    /// Waiting before the next try.
    Waiting { left_s: f32, attempt: Attempt },
    /// In.
    Playing(Wire),
}

/// The link to a server.
#[derive(Resource, Default)]
pub struct Link {
    state: State,
    patience: Patience,
    place: Option<Place>,
    /// The match of one's own, while it is played in.
    own: Option<Running>,
    /// What the way in is at.
    doing: Step,
    /// How long the match has been made ready to be shown; none once it is, and before there is one.
    warming_s: Option<f32>,
    /// What the last server was called by.
    host: String,
    /// Why the last match ended, for scripts.
    last_failure: Option<Failure>,
}

impl Link {
    /// One that is on the way in, and stays at this step of it: for pictures of what is seen meanwhile.
    pub(crate) fn held_at(place: Place, step: Step) -> Self {
        Self {
            state: State::Waiting {
                left_s: f32::INFINITY,
                attempt: Attempt::default(),
            },
            place: Some(place),
            doing: step,
            ..Self::default()
        }
    }

    /// What is being done to get in.
    #[must_use]
    pub fn progress(&self) -> Telling {
        match &self.state {
            State::Joining { attempt, .. } | State::Waiting { attempt, .. } => {
                attempt.words().unwrap_or_else(|| self.doing.told.clone())
            }
            State::Playing(_) if self.warming_s.is_some() => self.doing.told.clone(),
            State::Playing(_) | State::Idle => Telling::default(),
        }
    }

    /// The step that is.
    #[must_use]
    pub const fn step(&self) -> &Step {
        &self.doing
    }

    /// The tick at which the server in this process is, where there is one.
    #[must_use]
    pub fn own_tick(&self) -> Option<u32> {
        self.own.as_ref().map(Running::tick)
    }

    /// What says where one plays: names and addresses, which are nobody else's business.
    pub fn whereabouts(&self) -> impl Iterator<Item = &str> {
        let (place, password) = match &self.place {
            Some(Place::Address { address, password }) => (Some(address), Some(password)),
            Some(Place::Found(found)) => (Some(&found.name), None),
            Some(Place::Own(_)) | None => (None, None),
        };
        let words = place.into_iter().chain(password).map(String::as_str);
        words.chain([self.host.as_str()]).filter(|word| !word.is_empty())
    }

    /// Whether others play along, for whom a menu of one's own is no reason to wait.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        let alone = matches!(&self.place, Some(Place::Own(plan)) if !plan.lan);
        self.plays() && !alone
    }

    /// Breaks the server in this process, where there is one.
    pub(crate) fn break_own(&self) {
        if let Some(own) = &self.own {
            own.break_on_purpose();
        }
    }

    /// Where one plays, for people.
    #[must_use]
    pub fn described(&self) -> Option<Telling> {
        match (&self.place, &self.own) {
            (Some(Place::Own(plan)), Some(own)) if plan.lan => {
                let addresses = own_addresses(own.address.port());
                Some(Telling::tell(
                    "pause-others-join",
                    [("addresses", addresses.into())],
                ))
            }
            (Some(Place::Address { address, .. }), _) => Some(on(address)),
            (Some(Place::Found(found)), _) => Some(on(&found.name)),
            _ => None,
        }
    }

    /// The address of the server that one wanted to get to last.
    #[must_use]
    pub fn last_address(&self) -> Option<&str> {
        match &self.place {
            Some(Place::Address { address, .. }) => Some(address),
            _ => None,
        }
    }

    /// Whether a match is being played.
    #[must_use]
    pub const fn plays(&self) -> bool {
        matches!(self.state, State::Playing(_))
    }

    /// Why the last way into a match, or the match itself, came to an end.
    #[must_use]
    pub const fn last_failure(&self) -> Option<&Failure> {
        self.last_failure.as_ref()
    }

    /// Seconds since the server was heard last; 0 outside of a match.
    #[must_use]
    pub fn silence_s(&self) -> f32 {
        if let State::Playing(wire) = &self.state {
            wire.silence_s()
        } else {
            0.0
        }
    }

    fn set_out(&mut self, plan: JoinPlan, attempt: Attempt) {
        if attempt == Attempt::default() {
            self.doing = Step::new(Stage::Contact, Telling::say("step-setting-out"));
        }
        self.state = State::Joining {
            job: Job::start(plan),
            attempt,
        };
    }

    fn leave(&mut self) {
        // Dropping a session says goodbye; a match of one's own ends after it.
        self.state = State::Idle;
        self.warming_s = None;
        if let Some(own) = self.own.take() {
            own.end();
        }
    }
}

/// Where somebody else's match is.
fn on(place: &str) -> Telling {
    Telling::tell("pause-on", [("place", place.into())])
}

/// Wires the link up.
pub fn plugin(app: &mut App) {
    app.init_resource::<Link>()
        .init_resource::<Handicap>()
        .init_resource::<Muted>()
        .add_message::<LinkCommand>()
        .add_systems(
            Update,
            (command::obey, advance, watch_own, run, warming::warm_up)
                .chain()
                .in_set(FramePhase::Link),
        )
        .add_systems(Last, leave_at_exit.after(ExitSystems));
}

/// Follows the way in, and tries again when it is time.
fn advance(
    mut link: ResMut<Link>,
    mut luggage: Luggage,
    time: Res<Time<Real>>,
    mut notice: ResMut<Notice>,
    mut screen: ResMut<NextState<Screen>>,
) {
    let link = &mut *link;
    match &mut link.state {
        State::Waiting { left_s, attempt } => {
            *left_s -= time.delta_secs();
            if *left_s <= 0.0 {
                let attempt = *attempt;
                let plan = link
                    .place
                    .as_ref()
                    .and_then(|place| luggage.plan(place, link.own.as_ref()));
                match plan {
                    Some(plan) => link.set_out(plan, attempt),
                    None => link.leave(),
                }
            }
        }
        State::Joining { job, attempt } => {
            let attempt = *attempt;
            for report in job.reports() {
                match report {
                    Report::Doing(what) => link.doing = what,
                    Report::Host(host) => link.host = host,
                    Report::Hosted(own) => link.own = Some(own),
                    Report::Joined(joined) => {
                        if let Some((host, fingerprint)) = joined.pin
                            && let Err(problem) = luggage.known.pin(&host, fingerprint)
                        {
                            warn!("{problem}");
                        }
                        if let Some((host, name)) = joined.visited
                            && let Err(problem) = luggage.book.visited(&host, &name)
                        {
                            warn!("{problem}");
                        }
                        link.state = State::Playing(joined.wire);
                        link.warming_s = Some(0.0);
                        link.doing = Step::new(Stage::World, Telling::say("step-first"));
                        return;
                    }
                    Report::Failed(failure) => {
                        link.fail(failure, attempt, &mut notice, &mut screen);
                        return;
                    }
                }
            }
        }
        State::Idle | State::Playing(_) => {}
    }
}

impl Link {
    /// A way in, or a match, came to an end: tries again where that may help, else tells the player.
    fn fail(
        &mut self,
        failure: Failure,
        attempt: Attempt,
        notice: &mut Notice,
        screen: &mut NextState<Screen>,
    ) {
        self.warming_s = None;
        if failure.kind == FailureKind::Next && !attempt.next {
            self.doing = Step::new(Stage::Contact, failure.text.clone());
        }
        if let Some((left_s, attempt)) = self.patience.after(failure.kind, attempt) {
            self.state = State::Waiting { left_s, attempt };
            screen.set(Screen::Connecting);
            return;
        }
        notice.0 = Some(NoticeText {
            title: failure.title.clone(),
            text: vec![failure.text.clone()],
            remedy: match failure.kind {
                FailureKind::Certificate { .. } => Remedy::Trust,
                FailureKind::Password => Remedy::Password {
                    address: self.host.clone(),
                },
                _ => Remedy::Retry,
            },
        });
        self.leave();
        self.last_failure = Some(failure);
        screen.set(Screen::Menu);
    }
}

/// A match of one's own that came to an end by itself takes the player along: nobody else can tell them.
fn watch_own(
    mut link: ResMut<Link>,
    mut notice: ResMut<Notice>,
    mut screen: ResMut<NextState<Screen>>,
    mut world: Commands,
) {
    if link.own.as_ref().is_some_and(Running::is_over) {
        world.remove_resource::<MatchFeed>();
        link.fail(
            crash::take_match().map_or_else(Failure::broken_down, |file| Failure::broke(&file)),
            Attempt::default(),
            &mut notice,
            &mut screen,
        );
    }
}

/// A frame of the match: the player's wishes go to the session, what it has to show goes into the feed.
fn run(
    mut link: ResMut<Link>,
    mut pilot: ResMut<Pilot>,
    (handicap, muted): (Res<Handicap>, Res<Muted>),
    feed: Option<ResMut<MatchFeed>>,
    mut notice: ResMut<Notice>,
    mut screen: ResMut<NextState<Screen>>,
    mut world: Commands,
) {
    let State::Playing(wire) = &link.state else { return };
    let presses = pilot.take_presses();
    wire.steer(pilot.controls, presses);
    wire.worsen(handicap.conditions());
    let mut frame = wire.frame();
    frame.events.retain(|event| !muted.hides(event, &frame.players));
    if let Some(failure) = frame.ended {
        world.remove_resource::<MatchFeed>();
        link.fail(failure, Attempt::default(), &mut notice, &mut screen);
        return;
    }
    let Some(scene) = frame.scene else { return };
    let myself = frame.players.get(&scene.own);
    let watch = myself.is_some_and(|me| me.looks_on).then_some(Source::Live);
    match feed {
        Some(mut feed) if !feed.backdrop => {
            feed.scene = scene;
            feed.events = frame.events;
            feed.players = frame.players;
            feed.net = frame.net;
            feed.pulse = frame.pulse;
            feed.council = frame.council;
            (feed.watch, feed.cut, feed.recall) = (watch, false, None);
        }
        _ => world.insert_resource(MatchFeed {
            rules: wire.rules().clone(),
            scene,
            events: frame.events,
            players: frame.players,
            net: frame.net,
            pulse: frame.pulse,
            council: frame.council,
            backdrop: false,
            watch,
            cut: false,
            recall: None,
        }),
    }
}

fn leave_at_exit(mut exits: MessageReader<AppExit>, mut link: ResMut<Link>) {
    if exits.read().next().is_some() {
        link.state = State::Idle;
        // Here it is waited for: after this, the process ends.
        link.own = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::state::app::StatesPlugin;

    use crate::data::Data;
    use crate::home::Home;
    use crate::host::HostPlan;
    use crate::identity::Identity;
    use crate::known_hosts::{Fingerprint, KnownHosts};
    use crate::server_book::ServerBook;
    use crate::settings::Settings;

    /// The link alone, with a home in a folder of the test's own.
    fn game(name: &str) -> App {
        let folder = std::env::temp_dir().join(format!("hogs-link-{}-{name}", std::process::id()));
        let home = Home::at(&folder);
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, StatesPlugin))
            .init_state::<Screen>()
            .init_resource::<Notice>()
            .init_resource::<Pilot>()
            .insert_resource(Settings::default())
            .insert_resource(Identity::fleeting().unwrap())
            .insert_resource(KnownHosts::load(&home))
            .insert_resource(ServerBook::load(&home))
            .insert_resource(Data(crate::data::find().unwrap()))
            .insert_resource(home)
            .add_plugins((crate::phase::plugin, plugin));
        app.update();
        app
    }

    #[test]
    fn exactly_the_certificate_that_was_shown_is_trusted() {
        let mut app = game("trust");
        let host = "127.0.0.1:9";
        let shown = Fingerprint([0xAB; 32]);
        let mut link = app.world_mut().resource_mut::<Link>();
        link.host = host.to_owned();
        link.place = Some(Place::Address {
            address: host.to_owned(),
            password: String::new(),
        });
        app.world_mut().write_message(LinkCommand::TrustAnew);
        app.update();
        let pinned = |app: &App| app.world().resource::<KnownHosts>().get(host);
        assert_eq!(pinned(&app), None, "nothing was shown yet");
        let mut link = app.world_mut().resource_mut::<Link>();
        assert!(matches!(link.state, State::Idle));
        link.last_failure = Some(Failure::certificate(host, shown));
        app.world_mut().write_message(LinkCommand::TrustAnew);
        app.update();
        assert_eq!(pinned(&app), Some(shown));
        // Nobody answers there, which may be known before the frame is over.
        let link = app.world().resource::<Link>();
        let certificate = Failure::certificate(host, shown).kind;
        let refused = link
            .last_failure
            .as_ref()
            .is_some_and(|last| last.kind != certificate);
        assert!(
            refused || !matches!(link.state, State::Idle),
            "and one goes there"
        );
        let home = app.world().resource::<Home>().file("");
        drop(app);
        drop(std::fs::remove_dir_all(home));
    }

    /// A game on a way in that goes nowhere until something is sent.
    fn stuck(name: &str) -> (App, std::sync::mpsc::Sender<()>) {
        let mut app = game(name);
        let (job, release) = Job::stuck();
        app.world_mut().resource_mut::<Link>().state = State::Joining {
            job,
            attempt: Attempt::default(),
        };
        app.world_mut()
            .resource_mut::<NextState<Screen>>()
            .set(Screen::Connecting);
        app.update();
        assert_eq!(
            *app.world().resource::<bevy::prelude::State<Screen>>().get(),
            Screen::Connecting
        );
        (app, release)
    }

    #[test]
    fn giving_up_a_way_in_waits_for_nothing() {
        let (mut app, release) = stuck("given-up");
        app.world_mut().write_message(LinkCommand::Leave);
        // Here it would stand for good, did it wait for the thread: nobody lets that go on yet.
        app.update();
        app.update();
        assert!(matches!(app.world().resource::<Link>().state, State::Idle));
        assert_eq!(
            *app.world().resource::<bevy::prelude::State<Screen>>().get(),
            Screen::Menu
        );
        release.send(()).expect("the thread is still at it");
    }

    #[test]
    fn quitting_on_the_way_in_waits_for_nothing() {
        let (mut app, release) = stuck("quitting");
        app.world_mut().write_message(AppExit::Success);
        app.update();
        drop(app);
        release.send(()).expect("the thread is still at it");
    }

    #[test]
    fn a_match_of_ones_own_that_breaks_down_is_told() {
        let mut app = game("own");
        let home = app.world().resource::<Home>().clone();
        let running = Running::start(&HostPlan::quick_match(), &home, false).unwrap();
        let mut link = app.world_mut().resource_mut::<Link>();
        link.own = Some(running);
        link.state = State::Waiting {
            left_s: f32::MAX,
            attempt: Attempt {
                again: 1,
                next: false,
            },
        };
        app.update();
        let link = app.world().resource::<Link>();
        let own = link.own.as_ref().expect("it runs, so nothing happens");
        own.break_down();
        while !own.is_over() {
            std::thread::yield_now();
        }
        app.update();
        let link = app.world().resource::<Link>();
        assert!(link.own.is_none() && matches!(link.state, State::Idle));
        let told = app.world().resource::<Notice>().0.clone().unwrap();
        assert_eq!(
            (told.text, told.remedy),
            (vec![Failure::broken_down().text], Remedy::Retry)
        );
        drop(std::fs::remove_dir_all(home.file("")));
    }

    /// Plays on until the round trip is as expected.
    fn until_round_trip(app: &mut App, expected: impl Fn(f32) -> bool) {
        let mut seen = f32::NAN;
        for _ in 0..6000 {
            app.update();
            if let Some(feed) = app.world().get_resource::<MatchFeed>() {
                seen = feed.net.rtt_ms;
                if seen > 0.0 && expected(seen) {
                    return;
                }
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("the round trip stays at {seen} ms");
    }

    #[test]
    fn what_is_added_to_the_link_reaches_it_at_once_and_can_be_taken_off() {
        let mut app = game("handicap");
        let plan = HostPlan {
            fill: 2,
            ..HostPlan::quick_match()
        };
        app.world_mut().write_message(LinkCommand::Join(Place::Own(plan)));
        // The thread looks at the clock every 2 ms: less than this on the slowest machine, at one moment or other.
        until_round_trip(&mut app, |ms| ms < 150.0);
        app.world_mut().resource_mut::<Handicap>().latency_ms = 400.0;
        until_round_trip(&mut app, |ms| ms > 395.0);
        *app.world_mut().resource_mut::<Handicap>() = Handicap::default();
        until_round_trip(&mut app, |ms| ms < 150.0);
        let home = app.world().resource::<Home>().file("");
        app.world_mut().write_message(LinkCommand::Leave);
        app.update();
        drop(std::fs::remove_dir_all(home));
    }

    #[test]
    fn a_match_has_the_screen_only_once_there_is_something_of_it_to_show() {
        let mut app = game("warm");
        app.world_mut()
            .write_message(LinkCommand::Join(Place::Own(HostPlan::quick_match())));
        let mut stages = Vec::new();
        for _ in 0..6000 {
            app.update();
            let world = app.world();
            let feed = world.get_resource::<MatchFeed>();
            if *world.resource::<bevy::prelude::State<Screen>>() == Screen::Match {
                assert!(feed.is_some_and(|feed| !feed.backdrop));
                break;
            }
            let link = world.resource::<Link>();
            if !link.plays() || link.warming_s.is_some() {
                assert_ne!(link.progress(), Telling::default(), "there is something to tell");
            }
            if stages.last() != Some(&link.step().stage) {
                stages.push(link.step().stage);
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let link = app.world().resource::<Link>();
        assert!(link.plays() && link.progress() == Telling::default());
        // One that is over within a frame is not seen.
        assert!(stages.is_sorted(), "{stages:?}");
        assert_eq!(
            (stages.first(), stages.last()),
            (Some(&Stage::Contact), Some(&Stage::World))
        );
        let home = app.world().resource::<Home>().file("");
        app.world_mut().write_message(LinkCommand::Leave);
        app.update();
        drop(std::fs::remove_dir_all(home));
    }

    #[test]
    fn a_door_that_is_not_open_yet_is_knocked_at_again_and_one_that_never_opens_is_told() {
        let mut app = game("next");
        // Nobody listens there.
        let place = Place::Address {
            address: "127.0.0.1:9".to_owned(),
            password: String::new(),
        };
        let next = Attempt { again: 0, next: true };
        let mut link = app.world_mut().resource_mut::<Link>();
        (link.place, link.state) = (
            Some(place),
            State::Waiting {
                left_s: 0.0,
                attempt: next,
            },
        );
        let mut tries = 0;
        let mut seen = next;
        for _ in 0..4000 {
            app.update();
            match &mut app.world_mut().resource_mut::<Link>().state {
                State::Waiting { left_s, attempt } => {
                    // Time is cut short, the order is not.
                    *left_s = 0.0;
                    if *attempt != seen {
                        (seen, tries) = (*attempt, tries + 1);
                    }
                }
                State::Idle => break,
                _ => std::thread::sleep(std::time::Duration::from_millis(2)),
            }
        }
        assert_eq!(tries, attempt::NEXT_TRIES - 1);
        let told = app.world().resource::<Notice>().0.clone().unwrap();
        assert_eq!(told.remedy, Remedy::Retry);
        let home = app.world().resource::<Home>().file("");
        drop(app);
        drop(std::fs::remove_dir_all(home));
    }

    #[test]
    fn a_server_that_wants_a_password_is_named() {
        use hogs_shared::netplay::join::JoinError;
        use hogs_shared::protocol::join::Denial;
        let mut app = game("password");
        let failure = Failure::at_door("10.0.0.7:9", &JoinError::Denied(Denial::Password));
        let mut link = std::mem::take(&mut *app.world_mut().resource_mut::<Link>());
        link.host = "10.0.0.7:9".to_owned();
        let (mut notice, mut screen) = (Notice::default(), NextState::default());
        link.fail(failure, Attempt::default(), &mut notice, &mut screen);
        let address = "10.0.0.7:9".to_owned();
        assert_eq!(notice.0.unwrap().remedy, Remedy::Password { address });
    }
}

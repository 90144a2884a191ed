//! The first five minutes: a yard of one's own in which a teacher asks for one thing after the other and sees by itself
//! that it was done. Nothing can be lost there, everything can be passed over, and it can be had again at any time.

use bevy::prelude::*;
use hogs_shared::protocol::messages::ClientRequest;
use leafwing_input_manager::prelude::ActionState;

use crate::autopilot::Autopilot;
use crate::data::Data;
use crate::feed::MatchFeed;
use crate::input::{Action, Pilot};
use crate::link::LinkCommand;
use crate::menu::{Notice, NoticeText, Page, Remedy};
use crate::phase::{FramePhase, Screen};
use crate::settings::Settings;
use crate::sound::UiSound;
use crate::words::{Telling, Words};

mod course;
mod pupil;
mod teacher;
mod yard;

pub use course::{Means, STEPS, Step};
use pupil::Pupil;
pub use teacher::Board;
use teacher::{Remark, Teacher};
use yard::Yard;

/// What menus ask of the lesson.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonCommand {
    /// Begin it, or begin it again.
    Begin,
    /// Go on to the next thing.
    Skip,
}

/// The lesson that goes on.
#[derive(Resource)]
pub struct Lesson {
    yard: Yard,
    teacher: Teacher,
    /// Whoever drives where nobody does.
    pupil: Pupil,
}

/// Wires the lesson up.
pub fn plugin(app: &mut App) {
    app.add_message::<LessonCommand>()
        .add_message::<UiSound>()
        .add_systems(
            Update,
            (begin, run.run_if(resource_exists::<Lesson>))
                .chain()
                .in_set(FramePhase::Link),
        )
        .add_systems(OnExit(Screen::Match), end);
}

/// Begins a lesson when one is asked for. Reading what it needs takes less than a frame.
fn begin(
    mut commands: Commands,
    mut asked: MessageReader<LessonCommand>,
    data: Res<Data>,
    mut settings: ResMut<Settings>,
    screen: Res<State<Screen>>,
    mut next_screen: ResMut<NextState<Screen>>,
    mut next_page: ResMut<NextState<Page>>,
    mut notice: ResMut<Notice>,
) {
    if !asked.read().any(|command| *command == LessonCommand::Begin) {
        return;
    }
    settings.lesson_offered = true;
    match Yard::open(&data.0, settings.chassis) {
        Ok(yard) => {
            commands.insert_resource(Lesson {
                yard,
                teacher: Teacher::default(),
                pupil: Pupil::default(),
            });
            if *screen.get() == Screen::Match {
                next_page.set(Page::Closed);
            } else {
                next_screen.set(Screen::Match);
            }
        }
        Err(problem) => {
            notice.0 = Some(NoticeText {
                title: Telling::say("trouble-not-possible"),
                text: vec![Telling::plain(problem)],
                remedy: Remedy::None,
            });
            next_page.set(Page::Message);
        }
    }
}

/// What the player, or whoever drives for them, wants of the lesson in a frame.
#[derive(bevy::ecs::system::SystemParam)]
struct Wishes<'w, 's> {
    asked: MessageReader<'w, 's, LessonCommand>,
    links: MessageReader<'w, 's, LinkCommand>,
    actions: Query<'w, 's, &'static ActionState<Action>>,
    pilot: ResMut<'w, Pilot>,
    autopilot: Option<Res<'w, Autopilot>>,
}

impl Wishes<'_, '_> {
    /// Whether the step is to be passed over.
    fn skips(&mut self) -> bool {
        let pressed = self
            .actions
            .iter()
            .any(|actions| actions.just_pressed(&Action::Choice1));
        let asked = self
            .asked
            .read()
            .filter(|command| **command == LessonCommand::Skip);
        asked.count() > 0 || pressed
    }
}

/// A frame of the lesson. While a page is open it stands still.
fn run(
    mut commands: Commands,
    mut lesson: ResMut<Lesson>,
    mut wishes: Wishes,
    (settings, words, time): (Res<Settings>, Res<Words>, Res<Time>),
    page: Res<State<Page>>,
    feed: Option<ResMut<MatchFeed>>,
    board: Option<Res<Board>>,
    mut next: ResMut<NextState<Page>>,
    mut sounds: MessageWriter<UiSound>,
) {
    let Lesson { yard, teacher, pupil } = &mut *lesson;
    for command in wishes.links.read() {
        if let LinkCommand::Ask(ClientRequest::Chassis(chassis)) = command {
            yard.change_to(*chassis);
        }
    }
    let skipped = wishes.skips().then(|| teacher.skip()).flatten();
    let seconds = if *page.get() == Page::Closed {
        time.delta_secs()
    } else {
        0.0
    };
    let taught = board.as_deref().filter(|_| wishes.autopilot.is_some());
    yard.run(seconds, |arena| match taught {
        Some(board) => pupil.obey(board, arena),
        None => wishes.pilot.take(),
    });
    let shown = yard.feed(&settings.name, &words.say("lesson-target"));
    let seen = teacher.watch(&shown, seconds);
    match skipped.or(seen) {
        Some(Remark::Done) => {
            sounds.write(UiSound::Done);
        }
        Some(Remark::Over) => next.set(Page::Lesson),
        None => {}
    }
    match teacher.board(&shown) {
        Some(now) if board.as_deref() != Some(&now) => commands.insert_resource(now),
        Some(_) => {}
        None => commands.remove_resource::<Board>(),
    }
    shown.take_place_of(feed, &mut commands);
}

/// Whoever leaves takes the yard away with them.
fn end(mut commands: Commands, lesson: Option<Res<Lesson>>) {
    if lesson.is_some() {
        commands.remove_resource::<Lesson>();
        commands.remove_resource::<Board>();
        commands.remove_resource::<MatchFeed>();
    }
}

#[cfg(test)]
mod tests {
    use hogs_shared::ids::Chassis;
    use hogs_shared::tick::TICK_SECONDS;

    use super::*;

    /// Longest that a step may take whoever does what the board says, ticks.
    const PATIENCE_TICKS: u32 = 60 * 25;

    fn yard(chassis: Chassis) -> Yard {
        Yard::open(&crate::data::find().unwrap(), chassis).unwrap()
    }

    #[test]
    fn whoever_does_what_the_board_says_learns_everything_in_every_hog() {
        // At a frame for each tick, and at a frame for two or three.
        let runs = Chassis::ALL
            .into_iter()
            .flat_map(|chassis| [(chassis, 1.001), (chassis, 2.6)]);
        for (chassis, ticks) in runs {
            let (mut yard, mut teacher) = (yard(chassis), Teacher::default());
            let mut pupil = Pupil::default();
            let mut board = Board::default();
            let (mut done, mut since) = (0, 0);
            loop {
                yard.run(TICK_SECONDS * ticks, |arena| pupil.obey(&board, arena));
                let feed = yard.feed("Ann", "Target");
                since += 1;
                match teacher.watch(&feed, TICK_SECONDS * ticks) {
                    Some(Remark::Done) => (done, since) = (done + 1, 0),
                    Some(Remark::Over) => break,
                    None => {}
                }
                board = teacher.board(&feed).unwrap();
                let own = feed.scene.hog(feed.scene.own).unwrap();
                assert!(
                    since < PATIENCE_TICKS,
                    "{chassis:?} is stuck at step {} at {:?}",
                    board.step,
                    own.position
                );
            }
            assert_eq!(done, STEPS.len(), "{chassis:?}");
        }
    }

    #[test]
    fn whoever_does_nothing_learns_nothing_and_whoever_passes_over_comes_to_the_end() {
        let (mut yard, mut teacher) = (yard(Chassis::Boar), Teacher::default());
        for step in 0..STEPS.len() {
            for _ in 0..60 * 6 {
                yard.run(TICK_SECONDS * 1.001, |_| {
                    hogs_shared::arena::controls::Controls::default()
                });
                let feed = yard.feed("Ann", "Target");
                assert_eq!(teacher.watch(&feed, TICK_SECONDS), None, "step {step}");
                assert_eq!(teacher.board(&feed).map(|board| board.step), Some(step));
            }
            let last = step + 1 == STEPS.len();
            assert_eq!(teacher.skip(), last.then_some(Remark::Over));
        }
        assert_eq!(teacher.skip(), None);
    }

    #[test]
    fn keys_alone_prove_nothing() {
        use hogs_shared::arena::controls::{Buttons, Controls};
        let (mut yard, mut teacher) = (yard(Chassis::Boar), Teacher::default());
        // The air-brake on the ground, and boosting against a wall, or rather not at all.
        while teacher.board(&yard.feed("", "")).unwrap().step < 5 {
            teacher.skip();
        }
        for _ in 0..60 * 5 {
            yard.run(TICK_SECONDS * 1.001, |_| Controls {
                buttons: Buttons::BRAKE,
                ..Controls::default()
            });
            let feed = yard.feed("Ann", "Target");
            assert_eq!(teacher.watch(&feed, TICK_SECONDS), None);
        }
    }

    #[test]
    fn another_hog_can_be_had_at_any_time() {
        let mut yard = yard(Chassis::Boar);
        yard.change_to(Chassis::Shoat);
        yard.run(TICK_SECONDS * 2.001, |_| Default::default());
        let feed = yard.feed("Ann", "Target");
        let own = feed.scene.hog(feed.scene.own).unwrap();
        assert!(own.chassis == Chassis::Shoat && own.alive);
    }

    #[test]
    fn a_crate_with_a_weapon_is_one_and_the_board_leads_to_one_there_is_room_for() {
        use hogs_shared::arena::outcome::Outcome;
        use hogs_shared::netplay::scene::SceneEvent;
        use hogs_shared::tuning::PickupKind;
        use hogs_shared::weapon::Weapon;
        let mut yard = yard(Chassis::Shoat);
        let mut teacher = Teacher::default();
        yard.run(TICK_SECONDS * 2.001, |_| Default::default());
        let mut feed = yard.feed("Ann", "Target");
        while teacher.board(&feed).unwrap().step < 7 {
            teacher.skip();
        }
        let own = feed.scene.own;
        let picked_up = |kind| {
            SceneEvent::Outcome(Outcome::PickedUp {
                hog: own,
                spot: 0,
                kind,
            })
        };
        feed.events = vec![picked_up(PickupKind::Repair)];
        assert_eq!(teacher.watch(&feed, TICK_SECONDS), None, "a repair is no weapon");
        // Full of what lies nearest, one is led to the other; full of both, there is nothing to learn here.
        let first = teacher.board(&feed).unwrap().place;
        let fill = |feed: &mut MatchFeed, weapon: Weapon| {
            let most = feed.rules.tuning.weapon(weapon).ammo_max;
            let hog = feed.scene.hogs.iter_mut().find(|hog| hog.id == own).unwrap();
            hog.ammo[weapon.index()] = most;
        };
        let kinds = feed.rules.level.pickups.iter().map(|spot| spot.kind);
        let mut weapons: Vec<Weapon> = kinds
            .filter_map(|kind| match kind {
                PickupKind::Weapon(weapon) => Some(weapon),
                _ => None,
            })
            .collect();
        weapons.sort_by_key(|weapon| weapon.index());
        weapons.dedup();
        assert_eq!(weapons.len(), 2, "crates of two kinds");
        fill(&mut feed, weapons[0]);
        let second = teacher.board(&feed).unwrap().place;
        assert!(first.is_some() && second.is_some());
        fill(&mut feed, weapons[1]);
        assert_eq!(teacher.board(&feed).unwrap().place, None);
        let mut patient = Teacher::default();
        while patient.board(&feed).unwrap().step < 7 {
            patient.skip();
        }
        assert_eq!(patient.watch(&feed, TICK_SECONDS), Some(Remark::Done));
        feed = yard.feed("Ann", "Target");
        feed.events = vec![picked_up(PickupKind::Weapon(weapons[0]))];
        assert_eq!(teacher.watch(&feed, TICK_SECONDS), Some(Remark::Done));
    }
}

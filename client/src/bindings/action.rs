//! Everything a player can do in a match, or looking on. Each is something that is pressed, by more or less: a way to drive is two of
//! them, so that every key and every direction of a stick can be bound by itself.

use bevy::prelude::*;
use leafwing_input_manager::prelude::*;

/// Something a player can do in a match, driving or looking on, or before a replay.
#[derive(Actionlike, Clone, Copy, Debug, PartialEq, Eq, Hash, Reflect)]
pub enum Action {
    /// Thrust ahead.
    Forward,
    /// Thrust back.
    Reverse,
    /// Turn to the left.
    TurnLeft,
    /// Turn to the right.
    TurnRight,
    /// Slide to the left.
    SlideLeft,
    /// Slide to the right.
    SlideRight,
    /// Turn the aim up at a rate: it stays there.
    AimUp,
    /// Turn the aim down.
    AimDown,
    /// Turn the aim to the left.
    AimLeft,
    /// Turn the aim to the right.
    AimRight,
    /// Turn the aim up from the nose: it comes back.
    NudgeUp,
    /// Turn the aim down from the nose.
    NudgeDown,
    /// Turn the aim left of the nose.
    NudgeLeft,
    /// Turn the aim right of the nose.
    NudgeRight,
    /// Fire the weapon in hand.
    Fire,
    /// Burn energy for thrust.
    Boost,
    /// Leap.
    Jump,
    /// Open the air-brake.
    Brake,
    /// Do what only this chassis can.
    Ability,
    /// Take the first weapon.
    Weapon1,
    /// Take the second weapon.
    Weapon2,
    /// Take the third weapon.
    Weapon3,
    /// Take the fourth weapon.
    Weapon4,
    /// Take the fifth weapon.
    Weapon5,
    /// Take the sixth weapon.
    Weapon6,
    /// Take the seventh weapon.
    Weapon7,
    /// Take the eighth weapon.
    Weapon8,
    /// Take the next weapon.
    NextWeapon,
    /// Take the previous weapon.
    PreviousWeapon,
    /// Look over the shoulder.
    LookBack,
    /// Show the scoreboard.
    Scoreboard,
    /// Write to everyone.
    Chat,
    /// Write to one's own side.
    TeamChat,
    /// Open the list of phrases.
    Phrases,
    /// Show one's own side where one looks.
    Ping,
    /// Be ready, or for the first choice of a vote.
    Choice1,
    /// Be for the second choice of a vote.
    Choice2,
    /// Be for the third choice of a vote.
    Choice3,
    /// Show the net graph.
    NetGraph,
    /// Show where the server's newest word has the hogs.
    Ghosts,
    /// Open the menu of the match.
    Menu,
    /// Looking on: fly forward.
    WatchForward,
    /// Fly back.
    WatchBack,
    /// Fly to the left.
    WatchLeft,
    /// Fly to the right.
    WatchRight,
    /// Fly up.
    WatchUp,
    /// Fly down.
    WatchDown,
    /// Turn the eye up.
    LookUp,
    /// Turn the eye down.
    LookDown,
    /// Turn the eye to the left.
    LookLeft,
    /// Turn the eye to the right.
    LookRight,
    /// Fly faster.
    WatchHurry,
    /// Follow the next hog.
    NextHog,
    /// Follow the one before.
    PreviousHog,
    /// Take the next camera.
    NextCamera,
    /// Look on from behind the hog.
    ChaseCamera,
    /// Look on through its eyes.
    EyesCamera,
    /// Look on from anywhere.
    FreeCamera,
    /// Looking on: HUD on or off.
    HideHud,
    /// A replay plays, or stands still.
    ReplayPause,
    /// Half as fast.
    ReplaySlower,
    /// Twice as fast.
    ReplayFaster,
    /// Five seconds back.
    ReplayBack,
    /// Five seconds on.
    ReplayOnward,
    /// A tick back.
    ReplayTickBack,
    /// A tick on.
    ReplayTick,
    /// To the beginning.
    ReplayStart,
    /// To the end.
    ReplayEnd,
}

/// When something can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// While one drives.
    Driving,
    /// While one looks on, at a match or at a replay.
    Watching,
    /// At any time.
    Both,
}

impl Action {
    /// All of them, what is needed first first.
    pub const ALL: [Self; 68] = [
        Self::Forward,
        Self::Reverse,
        Self::TurnLeft,
        Self::TurnRight,
        Self::SlideLeft,
        Self::SlideRight,
        Self::AimUp,
        Self::AimDown,
        Self::AimLeft,
        Self::AimRight,
        Self::NudgeUp,
        Self::NudgeDown,
        Self::NudgeLeft,
        Self::NudgeRight,
        Self::Fire,
        Self::Boost,
        Self::Jump,
        Self::Brake,
        Self::Ability,
        Self::Weapon1,
        Self::Weapon2,
        Self::Weapon3,
        Self::Weapon4,
        Self::Weapon5,
        Self::Weapon6,
        Self::Weapon7,
        Self::Weapon8,
        Self::NextWeapon,
        Self::PreviousWeapon,
        Self::LookBack,
        Self::Scoreboard,
        Self::Chat,
        Self::TeamChat,
        Self::Phrases,
        Self::Ping,
        Self::Choice1,
        Self::Choice2,
        Self::Choice3,
        Self::NetGraph,
        Self::Ghosts,
        Self::Menu,
        Self::WatchForward,
        Self::WatchBack,
        Self::WatchLeft,
        Self::WatchRight,
        Self::WatchUp,
        Self::WatchDown,
        Self::LookUp,
        Self::LookDown,
        Self::LookLeft,
        Self::LookRight,
        Self::WatchHurry,
        Self::NextHog,
        Self::PreviousHog,
        Self::NextCamera,
        Self::ChaseCamera,
        Self::EyesCamera,
        Self::FreeCamera,
        Self::HideHud,
        Self::ReplayPause,
        Self::ReplaySlower,
        Self::ReplayFaster,
        Self::ReplayBack,
        Self::ReplayOnward,
        Self::ReplayTickBack,
        Self::ReplayTick,
        Self::ReplayStart,
        Self::ReplayEnd,
    ];

    /// Those that take a weapon, in the weapons' order.
    pub const WEAPONS: [Self; 8] = [
        Self::Weapon1,
        Self::Weapon2,
        Self::Weapon3,
        Self::Weapon4,
        Self::Weapon5,
        Self::Weapon6,
        Self::Weapon7,
        Self::Weapon8,
    ];

    /// Where it stands among [`Self::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// What it is called in files, and in the keys of texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Reverse => "reverse",
            Self::TurnLeft => "turn-left",
            Self::TurnRight => "turn-right",
            Self::SlideLeft => "slide-left",
            Self::SlideRight => "slide-right",
            Self::AimUp => "aim-up",
            Self::AimDown => "aim-down",
            Self::AimLeft => "aim-left",
            Self::AimRight => "aim-right",
            Self::NudgeUp => "nudge-up",
            Self::NudgeDown => "nudge-down",
            Self::NudgeLeft => "nudge-left",
            Self::NudgeRight => "nudge-right",
            Self::Fire => "fire",
            Self::Boost => "boost",
            Self::Jump => "jump",
            Self::Brake => "brake",
            Self::Ability => "ability",
            Self::Weapon1 => "weapon-1",
            Self::Weapon2 => "weapon-2",
            Self::Weapon3 => "weapon-3",
            Self::Weapon4 => "weapon-4",
            Self::Weapon5 => "weapon-5",
            Self::Weapon6 => "weapon-6",
            Self::Weapon7 => "weapon-7",
            Self::Weapon8 => "weapon-8",
            Self::NextWeapon => "next-weapon",
            Self::PreviousWeapon => "previous-weapon",
            Self::LookBack => "look-back",
            Self::Scoreboard => "scoreboard",
            Self::Chat => "chat",
            Self::TeamChat => "team-chat",
            Self::Phrases => "phrases",
            Self::Ping => "ping",
            Self::Choice1 => "choice-1",
            Self::Choice2 => "choice-2",
            Self::Choice3 => "choice-3",
            Self::NetGraph => "net-graph",
            Self::Ghosts => "ghosts",
            Self::Menu => "menu",
            Self::WatchForward => "watch-forward",
            Self::WatchBack => "watch-back",
            Self::WatchLeft => "watch-left",
            Self::WatchRight => "watch-right",
            Self::WatchUp => "watch-up",
            Self::WatchDown => "watch-down",
            Self::LookUp => "look-up",
            Self::LookDown => "look-down",
            Self::LookLeft => "look-left",
            Self::LookRight => "look-right",
            Self::WatchHurry => "watch-hurry",
            Self::NextHog => "next-hog",
            Self::PreviousHog => "previous-hog",
            Self::NextCamera => "next-camera",
            Self::ChaseCamera => "chase-camera",
            Self::EyesCamera => "eyes-camera",
            Self::FreeCamera => "free-camera",
            Self::HideHud => "hide-hud",
            Self::ReplayPause => "replay-pause",
            Self::ReplaySlower => "replay-slower",
            Self::ReplayFaster => "replay-faster",
            Self::ReplayBack => "replay-back",
            Self::ReplayOnward => "replay-onward",
            Self::ReplayTickBack => "replay-tick-back",
            Self::ReplayTick => "replay-tick",
            Self::ReplayStart => "replay-start",
            Self::ReplayEnd => "replay-end",
        }
    }

    /// The action of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }

    /// Whether more or less of it makes a difference, so that a stick is read for how far it is pushed.
    #[must_use]
    pub const fn is_gradual(self) -> bool {
        let flies = Self::WatchForward.index() <= self.index() && self.index() <= Self::LookRight.index();
        self.index() <= Self::NudgeRight.index() || flies
    }

    /// When it can be done.
    #[must_use]
    pub const fn scene(self) -> Scene {
        match self {
            Self::Scoreboard
            | Self::Chat
            | Self::TeamChat
            | Self::Choice1
            | Self::Choice2
            | Self::Choice3
            | Self::NetGraph
            | Self::Ghosts
            | Self::Menu => Scene::Both,
            _ if self.index() > Self::Menu.index() => Scene::Watching,
            _ => Scene::Driving,
        }
    }

    /// Whether it can be done at a time when the other can: then they cannot have one trigger.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let (one, other) = (self.scene(), other.scene());
        one == other || one == Scene::Both || other == Scene::Both
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_places_lead_back() {
        for (index, action) in Action::ALL.into_iter().enumerate() {
            assert_eq!(action.index(), index);
            assert_eq!(Action::from_name(action.name()), Some(action));
        }
        assert!(Action::AimUp.is_gradual() && !Action::Fire.is_gradual());
        assert!(Action::LookRight.is_gradual() && !Action::WatchHurry.is_gradual());
        assert!(!Action::Fire.meets(Action::NextHog) && Action::Chat.meets(Action::NextHog));
    }
}

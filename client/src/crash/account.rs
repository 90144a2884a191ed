//! What the game is doing, told while it does it: once it broke there is nobody left to ask.

use std::sync::{Mutex, TryLockError};

use bevy::prelude::*;
use bevy::render::renderer::RenderAdapterInfo;
use hogs_shared::protocol::PROTOCOL_VERSION;

use crate::feed::MatchFeed;
use crate::link::Link;
use crate::menu::Page;
use crate::options::Options;
use crate::phase::Screen;
use crate::settings::Settings;

/// The newest account.
pub(super) static ACCOUNT: Mutex<Account> = Mutex::new(Account::new());

/// What the game is doing, and what is nobody's business.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    /// What draws.
    pub(super) graphics: String,
    /// Whether the match is being recorded on this machine.
    pub(super) records: bool,
    /// Words that must not be in any file about it.
    pub(super) private: Vec<String>,
    place: Option<(Screen, Page)>,
    arena: String,
    mode: &'static str,
    tick: Option<f64>,
}

impl Account {
    const fn new() -> Self {
        Self {
            graphics: String::new(),
            records: false,
            private: Vec::new(),
            place: None,
            arena: String::new(),
            mode: "",
            tick: None,
        }
    }

    /// What it is doing, in words.
    pub(super) fn doing(&self) -> String {
        let Some((screen, page)) = self.place else {
            return "starting".to_owned();
        };
        let shown = self.tick.map(|tick| {
            let (arena, mode) = (&self.arena, self.mode);
            format!(", arena {arena}, mode {mode}, tick {tick:.0}")
        });
        format!("screen {screen:?}, page {page:?}{}", shown.unwrap_or_default())
    }
}

/// What the game is.
pub(super) fn version() -> String {
    let build = if cfg!(debug_assertions) {
        "for development"
    } else {
        "as shipped"
    };
    format!(
        "{}, protocol {PROTOCOL_VERSION}, built {build}",
        env!("CARGO_PKG_VERSION")
    )
}

/// What it runs on.
pub(super) fn system() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let named = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    let named = named.map_or(std::env::consts::OS, |name| name.trim_matches('"'));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("{named} ({system}, {processor}), {cores} cores")
}

/// What never changes.
pub(super) fn look_around(adapter: Option<Res<RenderAdapterInfo>>, options: Option<Res<Options>>) {
    let Ok(mut account) = ACCOUNT.lock() else { return };
    if let Some(adapter) = adapter {
        let kind = format!("{:?}", adapter.device_type);
        account.graphics = format!(
            "{} ({kind}) by {:?}, driver {} {}",
            adapter.name, adapter.backend, adapter.driver, adapter.driver_info
        );
    }
    if let Some(options) = options {
        let address = options.connect.iter().chain(&options.password);
        account.private.extend(address.cloned());
    }
}

/// What changes, once a frame.
pub(super) fn keep(
    screen: Res<State<Screen>>,
    page: Res<State<Page>>,
    feed: Option<Res<MatchFeed>>,
    link: Res<Link>,
    settings: Res<Settings>,
) {
    let mut account = match ACCOUNT.try_lock() {
        Ok(account) => account,
        Err(TryLockError::Poisoned(account)) => account.into_inner(),
        Err(TryLockError::WouldBlock) => return,
    };
    account.place = Some((*screen.get(), *page.get()));
    account.records = link.own_tick().is_some() && settings.gameplay.record_replays;
    account.tick = feed.as_ref().map(|feed| feed.scene.at_tick);
    if let Some(feed) = &feed {
        if account.arena != feed.rules.map {
            account.arena.clone_from(&feed.rules.map);
        }
        account.mode = feed.rules.mode.mode.name();
    }
    let others = feed.iter().flat_map(|feed| feed.players.values());
    let names = others.map(|player| player.name.as_str());
    let names = names.chain([settings.name.as_str()]).chain(link.whereabouts());
    for name in names {
        if !account.private.iter().any(|known| known == name) {
            account.private.push(name.to_owned());
        }
    }
}

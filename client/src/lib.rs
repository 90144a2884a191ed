//! The desktop game: input, view, sound, menus. It predicts and draws; the server decides. Everything here is a
//! consumer of [`feed::MatchFeed`], which the link to the server fills once a frame.

pub mod app;
pub mod attract;
pub mod autopilot;
pub mod benchmark;
pub mod bridge;
pub mod data;
pub mod discovery;
pub mod feed;
mod field;
pub mod frame_log;
pub mod home;
pub mod host;
pub mod hud;
pub mod identity;
pub mod input;
pub mod kill_cam;
pub mod known_hosts;
pub mod link;
pub mod menu;
pub mod muted;
pub mod offscreen;
pub mod options;
pub mod palette;
pub mod phase;
pub mod phrases;
pub mod replay;
pub mod report;
pub mod settings;
pub mod sound;
pub mod standing;
mod threat;
pub mod trace;
mod tween;
pub mod view;
pub mod watch;
mod weapon;

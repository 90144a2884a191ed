//! The desktop game: input, view, sound, menus. It predicts and draws; the server decides. Everything here is a
//! consumer of [`feed::MatchFeed`], which the link to the server fills once a frame.

pub mod feed;
pub mod phase;

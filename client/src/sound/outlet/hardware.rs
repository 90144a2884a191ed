//! What sound can come out of, as far as the game needs to know.

use super::Feed;

/// The sound devices of a machine.
pub trait Hardware: Send + Sync + 'static {
    /// The names of those that are there, the system's own not among them.
    fn names(&self) -> Vec<String>;

    /// Has a device play what a feed gives: one by its name, or the system's own.
    ///
    /// # Errors
    /// A sentence that says why it does not.
    fn open(&self, name: Option<&str>, feed: Feed) -> Result<Box<dyn Line>, String>;
}

/// A device that plays; it ends when this goes.
pub trait Line {
    /// Whether it still does, as far as it knows.
    fn is_up(&self) -> bool;
}

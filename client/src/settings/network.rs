//! What is told of the link.

use super::entry::{Kind, section};

section! {
    /// What is told of the link.
    Network at network {
        /// Whether frames a second, round trip and loss stand in a line at the top.
        show_rates: bool = false, Kind::Switch;
        /// Whether a match begins with the net graph open.
        show_graph: bool = false, Kind::Switch;
    }
}

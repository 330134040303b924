//! What keeps the tool from doing its work, said in one line.

use std::fmt;

/// Why something could not be done, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// File or folder as shown to people; empty where it is about none.
    place: String,
    message: String,
}

impl Problem {
    /// About a file or folder.
    pub(super) fn at(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }

    /// About no file: arguments, standard output ...
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self::at("", message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)
    }
}

//! What keeps the tool from doing its work, said in one line.

use std::fmt;

/// Why something could not be done, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// File or folder as shown to people; empty where it is about none.
    place: String,
    message: String,
    /// Told after it, each on a line of its own.
    more: Vec<Problem>,
}

impl Problem {
    /// About a file or folder.
    pub(super) fn at(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into(), more: Vec::new() }
    }

    /// Several at once.
    pub(super) fn all(messages: impl Iterator<Item = String>) -> Self {
        let mut problems = messages.map(Problem::new);
        let first = problems.next().unwrap_or_else(|| Problem::new(""));
        Self { more: problems.collect(), ..first }
    }

    /// Those that are told after it.
    pub(super) fn more(&self) -> &[Problem] {
        &self.more
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

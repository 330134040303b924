//! What is wrong with a configuration, in words for people.

use std::fmt;

use super::shape::Fault;
use super::value::{Origin, Place};

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigError {
    /// Where: a place in a file, the editor, or an argument.
    pub origin: Origin,
    /// What is wrong, and what to write.
    pub message: String,
}

impl ConfigError {
    /// The place in a file, where it is in one.
    pub fn place(&self) -> Option<&Place> {
        match &self.origin {
            Origin::File(place) => Some(place),
            _ => None,
        }
    }
}

impl From<Fault> for ConfigError {
    fn from(Fault { origin, message }: Fault) -> Self {
        ConfigError { origin, message }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Origin::File(place) => write!(f, "{}:{}:{}: ", place.file, place.at.line, place.at.column)?,
            Origin::Editor => f.write_str("settings of the editor: ")?,
            Origin::Flag(flag) => write!(f, "{flag}: ")?,
            Origin::Preset(name) => write!(f, "preset {name}: ")?,
            Origin::Default => {}
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

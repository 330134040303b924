//! `rolelint.toml`: which rules speak and how loud, the numbers they compare with, and the words of an organisation.
//!
//! Pure: it is handed the texts of files ([`Files`]) and the rules that may be named ([`KnownRule`]). What may be written stands
//! in one table (`options`), from which reading, JSON Schema, `config show` and `config explain` come. Settings are laid over each
//! other in one order, which [`Configuration`] tells.

mod condition;
mod configuration;
mod error;
mod explain;
mod glob;
mod limits;
mod load;
mod merge;
mod options;
mod own_framework;
mod own_rule;
mod preset;
mod schema;
mod settings;
mod shape;
mod show;
#[cfg(test)]
mod tests;
mod value;
mod version;

pub use condition::{Bounds, Condition, Part};
pub use configuration::{Configuration, Flag, Parts};
pub use error::ConfigError;
pub use explain::{explain, key_names, reference};
pub use limits::{Limits, PerKind, TeamsPerOwner};
pub use load::{FILE_NAME, Files, LONGEST_CONFIGURATION};
pub use options::keys;
pub use own_rule::{OwnRule, OwnTest};
pub use preset::all as presets;
pub use schema::schema;
pub use settings::{ConfiguredWaiver, Settings, SeverityChange, Vocabulary};
pub use shape::{Key, Shape};
pub use show::{show, show_json};
pub use value::{Node, Origin, Place, Table, Value};

use settings::{NOTHING, specificity};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a thought.
    Info,
    /// Worth mending.
    Warning,
    /// Mend it.
    Error,
}

impl Severity {
    /// One step down; info is the floor.
    pub fn lower(self) -> Severity {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Info => Severity::Info,
        }
    }

    /// One step up; error is the ceiling.
    pub fn raise(self) -> Severity {
        match self {
            Severity::Info => Severity::Warning,
            Severity::Warning | Severity::Error => Severity::Error,
        }
    }

    /// `info`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A rule that a configuration may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownRule {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// It compares roles of an organisation.
    pub across: bool,
}

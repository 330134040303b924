//! One editor feature a file; plain data in and out, no protocol types. Places are byte offsets of a document in a
//! [`crate::workspace::Snapshot`].

pub mod completion;
pub mod diagnostics;
pub mod hover;
#[cfg(test)]
mod marks;
pub mod names;
mod place;
pub mod words;

pub use completion::{Completion, CompletionKind, Completions, Topic, completions, explain};
pub use diagnostics::{Diagnostic, RelatedPlace, diagnostics, rule_page};
pub use hover::{Hover, hover};

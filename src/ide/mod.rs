//! One editor feature a file; plain data in and out, no protocol types. Places are byte offsets of a document in a
//! [`crate::workspace::Snapshot`].

pub mod code_action;
pub mod diagnostics;
pub mod hover;
pub mod words;

pub use code_action::{Action, ActionKind, Offer, accept, action_edits, code_actions};
pub use diagnostics::{Diagnostic, RelatedPlace, diagnostics, rule_page};
pub use hover::{Hover, hover};

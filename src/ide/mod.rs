//! One editor feature a file; plain data in and out, no protocol types. Places are byte offsets of a document in a
//! [`crate::workspace::Snapshot`].

pub mod calls;
pub mod code_action;
pub mod completion;
pub mod configuration;
pub mod definition;
pub mod diagnostics;
pub mod file_rename;
pub mod folding;
pub mod format;
#[cfg(test)]
mod half_typed;
pub mod hover;
pub mod inlay;
pub mod lens;
pub mod links;
#[cfg(test)]
mod marks;
pub mod names;
mod place;
pub mod rename;
pub mod selection;
pub mod semantic;
pub mod symbols;
pub mod words;
pub mod workspace_symbols;

pub use code_action::{
    Action, ActionKind, NewDocument, Offer, accept, action_edits, code_actions, new_document, waiver,
};
pub use completion::{Completion, CompletionKind, Completions, Topic, completions, explain};
pub use definition::{Definitions, Location, definition, highlights, references};
pub use diagnostics::{Diagnostic, RelatedPlace, diagnostics};
pub use file_rename::{Move, file_renames};
pub use folding::{Fold, FoldKind, folds};
pub use format::{continue_list, format, standard_form};
pub use hover::{Hover, hover};
pub use inlay::{Hint, hints};
pub use lens::{Lens, lenses};
pub use links::{Link, Target, links};
pub use rename::{RenameError, prepare_rename, rename};
pub use selection::selection;
pub use semantic::{Token, TokenKind, tokens};
pub use symbols::{Symbol, SymbolKind, document_symbols};
pub use workspace_symbols::{Hit, workspace_symbols};

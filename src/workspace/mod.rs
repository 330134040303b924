//! All documents of a workspace: [`Host`] is where they change, [`Snapshot`] is what they are at one moment.
//!
//! Invariants:
//! * a [`Snapshot`] never changes and is cheap to take and to keep; whoever holds one sees one state of all documents;
//! * an open document's text is the editor's; what stands on disk counts again when it is closed;
//! * a document is read once per revision, by whoever asks first;
//! * an edit costs what it touches: its own document, and findings of those whose summaries refer to it.

mod analysis;
mod context;
mod file;
mod fix;
mod host;
mod mend;
mod open_text;
mod settled;
mod snapshot;

pub use analysis::{Analysis, format_of};
pub use context::context_of;
pub use file::{File, FolderId};
pub use fix::{Documents, Opened, can_be_made, edits_of};
pub use host::{Folder, FromDisk, Host, ToRead};
pub use mend::{Mended, Mending};
pub use open_text::OpenText;
pub use settled::Findings;
pub use snapshot::Snapshot;

#[cfg(test)]
mod tests;

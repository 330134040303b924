//! What stands under the cursor, explained.

use crate::model::FileId;
use crate::text::TextRange;
use crate::workspace::Snapshot;

/// An explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it explains, in the source.
    pub range: TextRange,
    /// The explanation, as Markdown.
    pub markdown: String,
}

/// Explains what stands at a byte offset of a document.
pub fn hover(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Hover> {
    let _ = (snapshot, file, offset);
    None
}

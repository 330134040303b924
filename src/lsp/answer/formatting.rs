//! The standard form, and what Enter continues.

use tower_lsp::ls_types::*;

use super::Question;
use crate::ide;

/// Edits that bring a document, or a part of it, into the standard form.
pub(in super::super) fn format(question: &Question, range: Option<Range>) -> Vec<TextEdit> {
    let range = range.map(|range| question.bytes(range));
    let edits = ide::format(&question.snapshot, question.file.id, range);
    edits.into_iter().map(|edit| question.edit(edit)).collect()
}

/// Edits after Enter was pressed.
pub(in super::super) fn on_enter(question: &Question, position: Position) -> Vec<TextEdit> {
    let edits = ide::continue_list(&question.snapshot, question.file.id, question.offset(position));
    edits.into_iter().map(|edit| question.edit(edit)).collect()
}

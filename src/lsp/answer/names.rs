//! Names: where they lead, where they are written, and other ones.

use std::collections::HashMap;

use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::*;

use super::{Elsewhere, Question};
use crate::ide;
use crate::model::FileId;
use crate::text::TextEdit as Edit;

/// The protocol's code for a request that is understood and cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// Where the name at a position leads.
pub(in super::super) fn definition(question: &Question, position: Position) -> Option<GotoDefinitionResponse> {
    let found = ide::definition(&question.snapshot, question.file.id, question.offset(position))?;
    let elsewhere = question.elsewhere();
    if !question.session.definition_links {
        let places = found.targets.iter().filter_map(|t| elsewhere.location(t.file, t.focus)).collect();
        return Some(GotoDefinitionResponse::Array(places));
    }
    let origin = question.range(found.origin);
    let link = |target: &ide::Location| {
        let whole = elsewhere.location(target.file, target.range)?;
        Some(LocationLink {
            origin_selection_range: Some(origin),
            target_uri: whole.uri,
            target_range: whole.range,
            target_selection_range: elsewhere.location(target.file, target.focus)?.range,
        })
    };
    Some(GotoDefinitionResponse::Link(found.targets.iter().filter_map(link).collect()))
}

/// Everywhere the name at a position is written.
pub(in super::super) fn references(
    question: &Question,
    position: Position,
    declaration: bool,
) -> Option<Vec<Location>> {
    let offset = question.offset(position);
    let found = ide::references(&question.snapshot, question.file.id, offset, declaration)?;
    let elsewhere = question.elsewhere();
    Some(found.into_iter().filter_map(|(file, range)| elsewhere.location(file, range)).collect())
}

/// The same within the document.
pub(in super::super) fn highlights(question: &Question, position: Position) -> Option<Vec<DocumentHighlight>> {
    let found = ide::highlights(&question.snapshot, question.file.id, question.offset(position))?;
    let highlight = |(range, defines)| DocumentHighlight {
        range: question.range(range),
        kind: Some(if defines { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    };
    Some(found.into_iter().map(highlight).collect())
}

/// The words that would be renamed.
pub(in super::super) fn prepare_rename(question: &Question, position: Position) -> Option<PrepareRenameResponse> {
    let range = ide::prepare_rename(&question.snapshot, question.file.id, question.offset(position))?;
    let placeholder = range.of(&question.analysis.text).to_owned();
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: question.range(range), placeholder })
}

/// Another name.
pub(in super::super) fn rename(question: &Question, position: Position, new: &str) -> Result<WorkspaceEdit, Error> {
    let offset = question.offset(position);
    let edits = ide::rename(&question.snapshot, question.file.id, offset, new).map_err(|error| Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: error.to_string().into(),
        data: None,
    })?;
    Ok(workspace_edit(&question.elsewhere(), question.session.document_changes, edits))
}

/// Edits of several documents, in order within each.
pub(in super::super) fn workspace_edit(
    elsewhere: &Elsewhere<'_>,
    versioned: bool,
    edits: Vec<(FileId, Edit)>,
) -> WorkspaceEdit {
    let mut documents: Vec<(FileId, Uri, Vec<TextEdit>)> = Vec::new();
    for (file, edit) in edits {
        let Some(Location { uri, range }) = elsewhere.location(file, edit.range) else { continue };
        let made = TextEdit { range, new_text: edit.text };
        match documents.last_mut() {
            Some((last, _, list)) if *last == file => list.push(made),
            _ => documents.push((file, uri, vec![made])),
        }
    }
    if !versioned {
        let changes: HashMap<Uri, Vec<TextEdit>> = documents.into_iter().map(|(_, uri, list)| (uri, list)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let document = |(file, uri, list): (FileId, Uri, Vec<TextEdit>)| {
        let version = elsewhere.snapshot.file(file).and_then(|f| f.version);
        TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: list.into_iter().map(OneOf::Left).collect(),
        }
    };
    let changes = DocumentChanges::Edits(documents.into_iter().map(document).collect());
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

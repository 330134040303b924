//! Code actions as the protocol has them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::*;

use super::session::{Session, fix_all};
use super::shared::Shared;
use super::{configuration, convert};
use crate::ide::{self, Action, ActionKind};
use crate::model::FileId;
use crate::text::{LineIndex, TextEdit as Edit, TextRange};
use crate::workspace::{File, Snapshot};

/// What comes back with an action whose edits are asked for.
#[derive(Serialize, Deserialize)]
pub(super) struct ActionData {
    pub uri: Uri,
    version: Option<i32>,
    action: Action,
}

/// Whether a client that asks for these kinds wants this one.
fn wants(only: Option<&[CodeActionKind]>, kind: ActionKind) -> bool {
    let kind = kind_of(kind);
    let is_asked_for = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        asked.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(is_asked_for))
}

fn kind_of(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::FixAll => fix_all(),
    }
}

/// What can be done in a range of a document.
pub(super) fn offered(
    shared: &Shared,
    session: &Session,
    snapshot: &Snapshot,
    file: &File,
    range: TextRange,
    only: Option<&[CodeActionKind]>,
) -> Option<Vec<CodeActionOrCommand>> {
    let offers = ide::code_actions(snapshot, file.id, range, |kind| wants(only, kind))?;
    let uri = shared.uri(file)?;
    let diagnostics = convert::diagnostics(snapshot, file, session, &|f| shared.uri(f));
    let action = |offer: ide::Offer| {
        if !is_possible(shared, session, file, &offer.action) {
            return None;
        }
        let edit = match session.resolve_actions {
            true => None,
            false => Some(edit_of(shared, session, snapshot, file.id, &offer.action)?),
        };
        let data = ActionData { uri: uri.clone(), version: file.version, action: offer.action };
        Some(CodeAction {
            title: offer.title,
            kind: Some(kind_of(offer.kind)),
            diagnostics: offer.finding.and_then(|n| diagnostics.get(n)).map(|d| vec![d.clone()]),
            is_preferred: offer.preferred.then_some(true),
            edit,
            data: session.resolve_actions.then(|| serde_json::to_value(&data).unwrap_or_default()),
            ..CodeAction::default()
        })
    };
    Some(offers.into_iter().filter_map(action).map(CodeActionOrCommand::CodeAction).collect())
}

/// The same action with its edits; `None` where the document is no longer the one it was offered for.
pub(super) fn resolved(
    shared: &Shared,
    session: &Session,
    snapshot: &Snapshot,
    file: &File,
    data: &ActionData,
    action: CodeAction,
) -> Option<CodeAction> {
    if data.version != file.version {
        return None;
    }
    let edit = edit_of(shared, session, snapshot, file.id, &data.action)?;
    Some(CodeAction { edit: Some(edit), ..action })
}

/// Whether the client can do what an action needs.
fn is_possible(shared: &Shared, session: &Session, file: &File, action: &Action) -> bool {
    match action {
        Action::ExtractRole(_) => session.creates_files,
        Action::SuppressInConfiguration(_) => {
            configuration::file_for(shared, file).is_some_and(|place| place.text.is_some() || session.creates_files)
        }
        _ => true,
    }
}

/// Text at the end of a file that may have to be made first.
fn written_to(session: &Session, uri: Uri, before: Option<&str>, text: String) -> WorkspaceEdit {
    let old = before.unwrap_or("");
    let end = u32::try_from(old.len()).unwrap_or(u32::MAX);
    let range = convert::range(&LineIndex::new(old), old, TextRange::new(end, end), session.encoding);
    let edit = TextEdit { range, new_text: text };
    if before.is_some() && !session.versioned_edits {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri, vec![edit])])), ..WorkspaceEdit::default() };
    }
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: None },
        edits: vec![OneOf::Left(edit)],
    };
    let create = CreateFile { uri, options: None, annotation_id: None };
    let create = before.is_none().then_some(DocumentChangeOperation::Op(ResourceOp::Create(create)));
    let operations = create.into_iter().chain([DocumentChangeOperation::Edit(edit)]).collect();
    WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() }
}

fn edit_of(
    shared: &Shared,
    session: &Session,
    snapshot: &Snapshot,
    file: FileId,
    action: &Action,
) -> Option<WorkspaceEdit> {
    if let Some(new) = ide::new_document(snapshot, file, action) {
        return Some(written_to(session, convert::uri_of(&new.name)?, None, new.text));
    }
    if let Action::SuppressInConfiguration(code) = action {
        let place = configuration::file_for(shared, snapshot.file(file)?)?;
        let text = ide::waiver(place.text.as_deref().unwrap_or(""), code, &place.document);
        let uri = convert::uri_of(&place.path.to_string_lossy())?;
        return Some(written_to(session, uri, place.text.as_deref(), text));
    }
    let mut by_file: Vec<(FileId, Vec<Edit>)> = Vec::new();
    for (at, edit) in ide::action_edits(snapshot, file, action)? {
        match by_file.iter_mut().find(|(other, _)| *other == at) {
            Some((_, edits)) => edits.push(edit),
            None => by_file.push((at, vec![edit])),
        }
    }
    let mut documents = Vec::new();
    for (at, edits) in by_file {
        let file = snapshot.file(at)?;
        let text = file.text();
        let lines = LineIndex::new(&text);
        let convert = |edit: Edit| TextEdit {
            range: convert::range(&lines, &text, edit.range, session.encoding),
            new_text: edit.text,
        };
        documents.push((shared.uri(file)?, file.version, edits.into_iter().map(convert).collect::<Vec<_>>()));
    }
    if !session.versioned_edits {
        let changes: HashMap<Uri, Vec<TextEdit>> = documents.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let versioned = documents.into_iter().map(|(uri, version, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    let changes = DocumentChanges::Edits(versioned.collect());
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_asked_for_by_their_beginnings() {
        let only = |kinds: &[&str]| kinds.iter().map(|k| CodeActionKind::from(k.to_string())).collect::<Vec<_>>();
        let both = |kinds: &[&str]| {
            let only = only(kinds);
            (wants(Some(&only), ActionKind::QuickFix), wants(Some(&only), ActionKind::FixAll))
        };
        assert_eq!(both(&["quickfix"]), (true, false));
        assert_eq!(both(&["source.fixAll"]), (false, true));
        assert_eq!(both(&["source"]), (false, true));
        assert_eq!(both(&["source.fixAll.rolelint", "quickfix"]), (true, true));
        assert_eq!(both(&["source.fixAll.other", "refactor", "sour"]), (false, false));
        assert_eq!(both(&[""]), (true, true));
        assert_eq!((wants(None, ActionKind::QuickFix), wants(None, ActionKind::FixAll)), (true, true));
    }
}

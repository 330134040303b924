//! What is shown between the lines and words of a document.

use serde_json::json;
use tower_lsp::ls_types::*;

use super::{Elsewhere, Question};
use crate::ide;
use crate::model::FileId;

/// The command that shows places. It is the client's: sent only to one that says it knows it.
pub(in super::super) const SHOW_PLACES: &str = "rolelint.showReferences";

/// Hints of a part of a document.
pub(in super::super) fn inlay(question: &Question, range: Range) -> Vec<InlayHint> {
    let elsewhere = question.elsewhere();
    let found = ide::hints(&question.snapshot, question.file.id, question.bytes(range));
    let place = |offset| question.range(crate::text::TextRange::new(offset, offset)).start;
    found
        .into_iter()
        .map(|hint| {
            let target = hint.target.and_then(|(file, range)| elsewhere.location(file, range));
            let label = match target {
                Some(location) => vec![InlayHintLabelPart {
                    value: hint.text,
                    location: Some(location),
                    ..InlayHintLabelPart::default()
                }]
                .into(),
                None => hint.text.into(),
            };
            InlayHint {
                position: place(hint.offset),
                label,
                kind: Some(InlayHintKind::TYPE),
                text_edits: hint.edit.map(|edit| vec![question.edit(edit)]),
                tooltip: None,
                padding_left: Some(hint.blank_before),
                padding_right: Some(hint.blank_behind),
                data: question
                    .session
                    .resolve_hints
                    .then(|| json!([question.file.id.0, question.file.revision, hint.about])),
            }
        })
        .collect()
}

/// The same hint with its explanation, where its document is still the one it was made for.
pub(in super::super) fn resolve(elsewhere: &Elsewhere<'_>, markdown: bool, mut hint: InlayHint) -> InlayHint {
    let data = hint.data.clone().and_then(|data| serde_json::from_value::<(u32, u64, u32)>(data).ok());
    if let Some((file, revision, about)) = data
        && let Some(file) = elsewhere.snapshot.file(FileId(file)).filter(|f| f.revision == revision)
        && let Some(told) = ide::hover(elsewhere.snapshot, file.id, about)
    {
        let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        hint.tooltip = Some(MarkupContent { kind, value: told.markdown }.into());
    }
    hint
}

/// Lines above the roles of a document.
pub(in super::super) fn lenses(question: &Question) -> Vec<CodeLens> {
    let elsewhere = question.elsewhere();
    let uri = question.shared.uri(&question.file);
    let found = ide::lenses(&question.snapshot, question.file.id);
    found
        .into_iter()
        .map(|lens| {
            let range = question.range(lens.range);
            let places: Vec<Location> =
                lens.places.iter().filter_map(|(file, range)| elsewhere.location(*file, *range)).collect();
            let shows = question.session.shows_places && !places.is_empty();
            let command = Command {
                title: lens.title,
                command: if shows { SHOW_PLACES.to_owned() } else { String::new() },
                arguments: shows.then(|| vec![json!(uri), json!(range.start), json!(places)]),
            };
            CodeLens { range, command: Some(command), data: None }
        })
        .collect()
}

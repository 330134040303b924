//! Completion, and what is told of an entry that somebody looks at.

use serde_json::json;
use tower_lsp::ls_types::*;

use super::{Draft, Question};
use crate::ide::{self, Completion, CompletionKind, Topic};
use crate::lsp::session::Session;
use crate::model::FileId;
use crate::text::TextRange;
use crate::workspace::Snapshot;

/// What may be written at a position.
pub(in super::super) fn complete(question: &Question, position: Position) -> CompletionResponse {
    let found = ide::completions(&question.snapshot, question.file.id, question.offset(position));
    let form = Form { snapshot: &question.snapshot, file: question.file.id, session: &question.session };
    let items = found.list.into_iter().map(|entry| form.item(entry, |range| question.range(range))).collect();
    CompletionResponse::List(CompletionList { is_incomplete: found.incomplete, items })
}

/// What may be written at a position of a `rolelint.toml`.
pub(in super::super) fn in_configuration(
    draft: &Draft<'_>,
    snapshot: &Snapshot,
    position: Position,
) -> CompletionResponse {
    let found = ide::configuration::complete(&draft.text, draft.offset(position));
    let form = Form { snapshot, file: FileId(0), session: draft.session };
    CompletionResponse::Array(found.into_iter().map(|entry| form.item(entry, |range| draft.range(range))).collect())
}

/// What entries of one answer have in common.
struct Form<'a> {
    snapshot: &'a Snapshot,
    file: FileId,
    session: &'a Session,
}

impl Form<'_> {
    fn item(&self, entry: Completion, place: impl Fn(TextRange) -> Range) -> CompletionItem {
        let Form { snapshot, file, session } = *self;
        let snippet = entry.snippet.filter(|_| session.snippets);
        let format = if snippet.is_some() { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT };
        let edit = TextEdit { range: place(entry.range), new_text: snippet.unwrap_or(entry.text) };
        let told = entry.topic.as_ref().filter(|_| !session.resolve_documentation);
        CompletionItem {
            documentation: told
                .and_then(|topic| ide::explain(snapshot, file, topic))
                .map(|text| documentation(text, session.markdown_documentation)),
            data: entry
                .topic
                .filter(|_| session.resolve_documentation)
                .map(|topic| json!({"file": file.0, "topic": topic})),
            label: entry.label,
            kind: Some(kind(entry.kind)),
            detail: (!entry.detail.is_empty()).then_some(entry.detail),
            sort_text: Some(format!("{:05}", entry.rank)),
            filter_text: entry.filter,
            insert_text_format: session.snippets.then_some(format),
            text_edit: Some(edit.into()),
            ..CompletionItem::default()
        }
    }
}

/// The same entry with its explanation.
pub(in super::super) fn resolve(snapshot: &Snapshot, markdown: bool, mut item: CompletionItem) -> CompletionItem {
    if let Some(data) = &item.data
        && let Some(file) = data["file"].as_u64().and_then(|id| u32::try_from(id).ok())
        && let Ok(topic) = serde_json::from_value::<Topic>(data["topic"].clone())
    {
        let text = ide::explain(snapshot, FileId(file), &topic);
        item.documentation = text.map(|text| documentation(text, markdown));
    }
    item
}

fn documentation(value: String, markdown: bool) -> Documentation {
    let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Documentation::MarkupContent(MarkupContent { kind, value })
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Field => CompletionItemKind::FIELD,
        CompletionKind::Section => CompletionItemKind::MODULE,
        CompletionKind::LeadWord => CompletionItemKind::KEYWORD,
        CompletionKind::Value => CompletionItemKind::VALUE,
        CompletionKind::Role => CompletionItemKind::CLASS,
        CompletionKind::Unit => CompletionItemKind::INTERFACE,
        CompletionKind::Rule => CompletionItemKind::CONSTANT,
        CompletionKind::Text => CompletionItemKind::SNIPPET,
    }
}

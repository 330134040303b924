//! Completion, and what is told of an entry that somebody looks at.

use serde_json::json;
use tower_lsp::ls_types::*;

use super::Question;
use crate::ide::{self, Completion, CompletionKind, Topic};
use crate::model::FileId;
use crate::workspace::Snapshot;

/// What may be written at a position.
pub(in super::super) fn complete(question: &Question, position: Position) -> CompletionResponse {
    let found = ide::completions(&question.snapshot, question.file.id, question.offset(position));
    let items = found.list.into_iter().map(|entry| item(question, entry)).collect();
    CompletionResponse::List(CompletionList { is_incomplete: found.incomplete, items, ..CompletionList::default() })
}

fn item(question: &Question, entry: Completion) -> CompletionItem {
    let session = &question.session;
    let snippet = entry.snippet.filter(|_| session.snippets);
    let format = if snippet.is_some() { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT };
    let edit = TextEdit { range: question.range(entry.range), new_text: snippet.unwrap_or(entry.text) };
    let told = entry.topic.as_ref().filter(|_| !session.resolve_documentation);
    CompletionItem {
        documentation: told
            .and_then(|topic| ide::explain(&question.snapshot, question.file.id, topic))
            .map(|text| documentation(text, session.markdown_documentation)),
        data: entry
            .topic
            .filter(|_| session.resolve_documentation)
            .map(|topic| json!({"file": question.file.id.0, "topic": topic})),
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

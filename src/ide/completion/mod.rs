//! What may be written where the cursor stands.
//!
//! Everything here is offered, nothing is filtered by what was typed: clients match by their own taste, over the range
//! that each entry replaces. The one exception are names of a large workspace, of which only those that match are told.

mod field;
mod item;
mod label;
mod markdown;
mod reference;
#[cfg(test)]
mod tests;
mod topic;
mod usual;

use crate::model::FileId;
use crate::rules;
use crate::syntax::Format;
use crate::text::TextRange;
use crate::workspace::Snapshot;

use super::place::Place;

pub use topic::{Topic, explain};

/// What kind of thing is offered; clients show it as an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A label of a field.
    Field,
    /// A section or heading.
    Section,
    /// A lead word: category, right, type.
    LeadWord,
    /// A value of a field.
    Value,
    /// A role.
    Role,
    /// A team, product, train or area.
    Unit,
    /// A code of a rule.
    Rule,
    /// A whole line or several.
    Text,
}

/// One thing that may be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// What people see.
    pub label: String,
    /// Which kind.
    pub kind: CompletionKind,
    /// A few words beside the label.
    pub detail: String,
    /// The bytes of the document that it replaces.
    pub range: TextRange,
    /// What is written.
    pub text: String,
    /// The same with places to fill in (`${1:...}`), where there are any.
    pub snippet: Option<String>,
    /// What typed text is compared with, where that is not the label.
    pub filter: Option<String>,
    /// What is told about it when somebody asks.
    pub topic: Option<Topic>,
    /// Place among the others: smaller comes first.
    pub rank: u32,
}

impl Completion {
    pub(super) fn new(kind: CompletionKind, label: impl Into<String>, range: TextRange) -> Completion {
        let label = label.into();
        Completion {
            text: label.clone(),
            label,
            kind,
            detail: String::new(),
            range,
            snippet: None,
            filter: None,
            topic: None,
            rank: 0,
        }
    }

    pub(super) fn text(self, text: impl Into<String>) -> Self {
        Completion { text: text.into(), ..self }
    }

    /// A snippet, whose places to fill in are written out for clients without snippets.
    pub(super) fn snippet(self, snippet: impl Into<String>) -> Self {
        let snippet = snippet.into();
        Completion { text: without_places(&snippet), snippet: Some(snippet), ..self }
    }

    pub(super) fn detail(self, detail: impl Into<String>) -> Self {
        Completion { detail: detail.into(), ..self }
    }

    pub(super) fn filter(self, filter: impl Into<String>) -> Self {
        Completion { filter: Some(filter.into()), ..self }
    }

    pub(super) fn topic(self, topic: Topic) -> Self {
        Completion { topic: Some(topic), ..self }
    }

    pub(super) fn rank(self, rank: usize) -> Self {
        Completion { rank: rank as u32, ..self }
    }
}

/// The text of a snippet with its places filled by their names.
fn without_places(snippet: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    let mut chars = snippet.chars().peekable();
    let mut inside = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next()),
            '$' => {
                inside = chars.next_if_eq(&'{').is_some();
                while chars.next_if(char::is_ascii_digit).is_some() {}
                chars.next_if(|c| inside && *c == ':');
            }
            '}' if inside => inside = false,
            c => text.push(c),
        }
    }
    text
}

/// Text as part of a snippet.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '$' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Everything that may be written at a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completions {
    /// What.
    pub list: Vec<Completion>,
    /// There is more; ask again after the next letter.
    pub incomplete: bool,
}

/// What may be written at a byte offset of a document.
pub fn completions(snapshot: &Snapshot, file: FileId, offset: u32) -> Completions {
    let Some(file) = snapshot.file(file) else { return Completions::default() };
    let analysis = file.analysis();
    let place = Place::at(snapshot, file, &analysis, offset);
    let mut found = Completions::default();
    if let Some(list) = suppression(&place) {
        found.list = list;
        return found;
    }
    match analysis.document.format {
        Format::Role => role(&place, &mut found),
        Format::Markdown => markdown::complete(&place, &mut found),
    }
    found
}

fn role(place: &Place<'_>, found: &mut Completions) {
    let before = place.before.trim_start();
    if before.starts_with("# ") || before == "#" {
        return;
    }
    if reference::complete(place, reference::Wanted::Any, found) {
        return;
    }
    if let Some(text) = item_text(place.before) {
        item::complete(place, text, found);
    } else if let Some((label, value)) = before.split_once(':') {
        field::complete(place, label, value, field::Hand::Role, found);
    } else {
        label::complete(place, found);
    }
}

/// What stands behind the mark of an item, in a line up to the cursor.
fn item_text(before: &str) -> Option<&str> {
    let text = before.trim_start();
    let rest = text.strip_prefix(['-', '*', '•']).or_else(|| {
        let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0)?;
        text[digits..].strip_prefix('.')
    })?;
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}

/// Codes behind `rolelint: ignore` in a comment.
fn suppression(place: &Place<'_>) -> Option<Vec<Completion>> {
    let at = place.before.rfind("rolelint: ignore")?;
    let opened = &place.before[..at];
    if !(opened.trim_end().ends_with('#') || opened.trim_end().ends_with("<!--")) {
        return None;
    }
    let rest = &place.before[at + "rolelint: ignore".len()..];
    // Behind the codes stands the reason, in free words.
    let typed = rest.rsplit([' ', ',']).next().unwrap_or("");
    let codes = rest.strip_suffix(typed).unwrap_or("");
    let only_codes =
        codes.split([' ', ',']).all(|word| word.is_empty() || rules::find_of(&place.file.settings, word).is_some());
    if !rest.starts_with(' ') || !only_codes {
        return Some(Vec::new());
    }
    Some(codes_of_rules(place, typed.len()))
}

/// All rules by code; those that speak about this document come first.
fn codes_of_rules(place: &Place<'_>, typed: usize) -> Vec<Completion> {
    let findings = place.snapshot.findings(place.file.id).unwrap_or_default();
    let mut list: Vec<Completion> = rules::all_of(&place.file.settings)
        .enumerate()
        .map(|(index, rule)| {
            let speaks = findings.iter().any(|f| f.rule.code == rule.code);
            let detail = if speaks { format!("{} (speaks here)", rule.name) } else { rule.name.to_owned() };
            Completion::new(CompletionKind::Rule, rule.code, place.back(typed))
                .detail(detail)
                .filter(format!("{} {}", rule.code, rule.name))
                .topic(Topic::Rule(rule.code.to_owned()))
                .rank(index + if speaks { 0 } else { 1000 })
        })
        .collect();
    list.sort_by_key(|c| c.rank);
    list
}

//! What stands under the cursor, explained.

mod item;
mod label;
mod reference;
mod role;
mod rule;
mod term;

pub(super) use reference::describe_name;
pub(super) use rule::explain_rule;
pub(super) use term::explain_term;

use crate::config::Settings;
use crate::knowledge::Framework;
use crate::model::{FileId, Role};
use crate::text::TextRange;
use crate::workspace::{Analysis, File, Snapshot};

/// An explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it explains, in the source.
    pub range: TextRange,
    /// The explanation, as Markdown.
    pub markdown: String,
}

/// A place in a document, with what is known around it.
struct Cursor<'a> {
    snapshot: &'a Snapshot,
    file: FileId,
    document: &'a File,
    analysis: &'a Analysis,
    offset: u32,
    /// The role it stands in.
    role: Option<&'a Role>,
}

/// Explains what stands at a byte offset of a document: a rule's code, a reference, a label, a title or kind, a term of the
/// glossary, or what an item was read as; the first of these that fits.
pub fn hover(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Hover> {
    let document = snapshot.file(file)?;
    let analysis = document.analysis();
    let roles = &analysis.document.roles;
    // Of roles that share a head, the last that begins before the cursor is the nearest.
    let role = roles.iter().rfind(|r| touches(r.range, offset)).or(if roles.len() == 1 { roles.first() } else { None });
    let cursor = Cursor { snapshot, file, document, analysis: &analysis, offset, role };
    rule::hover(&cursor)
        .or_else(|| reference::hover(&cursor))
        .or_else(|| label::hover(&cursor))
        .or_else(|| item::hover_lead(&cursor))
        .or_else(|| role::hover(&cursor))
        .or_else(|| term::hover(&cursor))
        .or_else(|| item::hover(&cursor))
}

impl Cursor<'_> {
    fn is_on(&self, range: TextRange) -> bool {
        touches(range, self.offset)
    }

    fn text(&self, range: TextRange) -> &str {
        range.of(&self.analysis.text)
    }

    /// Settings in force where the cursor stands.
    fn settings(&self) -> &Settings {
        &self.document.settings
    }

    /// Frameworks in force where the cursor stands.
    fn frameworks(&self) -> Vec<&Framework> {
        let stated: Vec<&Framework> =
            self.role.into_iter().flat_map(|r| &r.framework).map(|fact| &fact.value).collect();
        if stated.is_empty() { self.settings().framework.iter().collect() } else { stated }
    }
}

/// Inside, or right behind the last character, where a cursor still points at the word.
fn touches(range: TextRange, offset: u32) -> bool {
    range.start <= offset && offset <= range.end && !range.is_empty()
}

/// `0.834` as `83%`.
fn percent(share: f32) -> String {
    format!("{:.0}%", share * 100.0)
}

#[cfg(test)]
mod tests;

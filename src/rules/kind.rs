//! What the rules about a job under another name share: calling it what it is.

use super::{Fix, RoleContext};
use crate::knowledge::{Kind, kind_of_title};
use crate::text::TextRange;

impl RoleContext<'_> {
    /// The kind, and the words of the title that name one, say `kind` instead. `None` where the words of the title stand
    /// nowhere in the document, or where others refer to the role by them.
    pub fn kind_fix(&self, kind: Kind) -> Option<Fix> {
        let role = self.role;
        let mut fix = Fix::new(format!("Call it a {}", kind.label()));
        if role.fields.iter().any(|(label, _)| label == "Kind") {
            fix = fix.set(self.index, "Kind", kind.label());
        }
        let title = &role.title;
        let Some(named) = kind_of_title(title).filter(|m| m.kind != kind) else {
            return (!fix.changes.is_empty()).then_some(fix);
        };
        let as_written = title.range.len() as usize == title.value.len();
        let is_referred_to = role.id.is_none() && self.organisation.is_mentioned(&role.slug);
        if !as_written || is_referred_to {
            return None;
        }
        let words =
            TextRange::from_usize(title.range.start as usize + named.start, title.range.start as usize + named.end);
        Some(fix.replace(words, in_title_case(kind.label())))
    }
}

/// Each word with its first letter in upper case.
pub(super) fn in_title_case(label: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    label.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

//! What the rules about wording share: where a word speaks to candidates, and how words are listed.

use crate::model::{SectionKind, WordingUse};

impl WordingUse {
    /// In the title or in the title of the advert.
    pub(super) fn is_in_title(&self) -> bool {
        self.section.is_none()
    }

    /// In one of these parts.
    pub(super) fn is_in(&self, sections: &[SectionKind]) -> bool {
        self.section.is_some_and(|s| sections.contains(&s))
    }

    /// Says something of whoever gets the job: in the title, among the requirements, or in a sentence to the reader.
    pub(super) fn is_of_candidates(&self) -> bool {
        self.is_in_title() || self.addressed || self.is_in(&[SectionKind::Requirements])
    }

    /// Readers of the post see it.
    pub(super) fn is_published(&self) -> bool {
        !self.is_in(&[SectionKind::Sources, SectionKind::Waivers, SectionKind::OutOfScope])
    }
}

/// `‘a’`, `‘a’ and ‘b’`, `‘a’, ‘b’ and ‘c’`: each once, in order.
pub(super) fn quoted<'a>(words: impl Iterator<Item = &'a WordingUse>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for word in words {
        if !seen.iter().any(|s| s.eq_ignore_ascii_case(&word.written)) {
            seen.push(word.written.clone());
        }
    }
    let quoted: Vec<String> = seen.iter().map(|w| format!("‘{w}’")).collect();
    match quoted.split_last() {
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

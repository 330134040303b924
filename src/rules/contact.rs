//! What the rules about contacts share: how a list without the wanted people is reported, and what to write.

use super::{Report, RoleContext};
use crate::model::{Reach, SectionKind, Users};
use crate::text::TextRange;

/// A Contacts section that names people, none of them those whom a rule asks for.
pub struct UnmetList {
    place: TextRange,
    confidence: f32,
    entries: Vec<TextRange>,
}

impl UnmetList {
    /// A report on the section; as sure as its least sure entry.
    pub fn report(self, message: String) -> Report {
        Report::new(self.place, message).confidence(self.confidence).evidence(self.entries)
    }
}

impl RoleContext<'_> {
    /// The entries of the Contacts section where none of them is direct contact; `None` without such entries.
    pub fn unmet_list(&self, reach: &Reach<'_>) -> Option<UnmetList> {
        let first = reach.listed.first()?;
        if !reach.direct.is_empty() || self.role.keeps_elsewhere(&[SectionKind::Contacts]) {
            return None;
        }
        Some(UnmetList {
            place: self.role.section(SectionKind::Contacts).map_or(first.range, |s| s.heading),
            confidence: reach.listed.iter().map(|c| c.confidence).fold(1.0, f32::min),
            entries: reach.listed.iter().map(|c| c.range).collect(),
        })
    }

    /// What to write so that a role meets its users, in the format of the document.
    pub fn contact_help(&self) -> String {
        let (who, class) = match self.role.users.as_ref().map(|u| &u.value) {
            Some(Users::Words(words)) if !words.is_empty() => (words[0].clone(), "user"),
            Some(Users::Internal) => ("colleagues who use it".to_owned(), "internal user"),
            _ => ("users of the product".to_owned(), "customer"),
        };
        if self.document.is_in_role_language() {
            format!("Say under Contacts whom it meets: `- {who} ({class}): every week, directly`.")
        } else {
            format!("Say whom it meets and how often, such as: `Meet {who} every week`.")
        }
    }
}

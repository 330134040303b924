//! What fixes of several rules share: calling a role by another kind, saying what it is for.

use super::document::Part;
use super::{Fix, RoleContext};
use crate::knowledge::{Kind, kind_of_title};
use crate::model::writing::Item;

impl RoleContext<'_> {
    /// With a measure and a decision where the role says nothing yet on what it is for: a fix that says a first word of it
    /// would only make way for the next finding.
    pub fn grounded(&self, fix: Fix) -> Fix {
        if self.missing_parts().contains(&Part::Grounds) { self.add_grounds(fix) } else { fix }
    }

    /// With a measure of outcome; see [`Self::grounded`].
    pub fn add_outcome(&self, fix: Fix) -> Fix {
        if self.missing_parts().contains(&Part::Grounds) {
            self.add_grounds(fix)
        } else {
            fix.add(self.index, Item::outcome())
        }
    }

    /// With a measure and, for those whose say is known, a decision: one alone would ask for the other.
    pub(super) fn add_grounds(&self, fix: Fix) -> Fix {
        let subject = match self.role.kind() {
            Some(kind) if kind.is_owner() => Some("order of the product backlog"),
            Some(kind) if kind.is_manager() => Some("goals of the product and order of its roadmap"),
            _ => None,
        };
        let fix = fix.add(self.index, Item::outcome());
        subject.into_iter().fold(fix, |fix, subject| fix.add(self.index, Item::decision("alone", subject)))
    }

    /// The fix that lets kind and title name this kind; `None` where the title stands nowhere in the text.
    pub fn name_it(&self, fix: Fix, kind: Kind) -> Option<Fix> {
        let stated = self.role.fields.iter().any(|(label, _)| label == "Kind");
        let named = self.role.title_kind.is_some();
        let fix = if named { self.title_it(fix, kind)? } else { fix };
        Some(if stated || !named { fix.set(self.index, "Kind", kind.label()) } else { fix })
    }

    /// The fix that lets the title name this kind, with all its other words; `None` where others refer to the role by its title.
    pub fn title_it(&self, fix: Fix, kind: Kind) -> Option<Fix> {
        let title = &self.role.title;
        if self.role.id.is_none() && self.organisation.is_mentioned(&self.role.slug) {
            return None;
        }
        let found = kind_of_title(title).filter(|_| !title.range.is_empty())?;
        let (before, after) = (title.get(..found.start)?, title.get(found.end..)?);
        Some(fix.replace(title.range, format!("{before}{}{after}", in_title_case(kind.label()))))
    }
}

/// `product owner` as titles are written.
pub(super) fn in_title_case(label: &str) -> String {
    let words = label.split(' ').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        if matches!(word, "of" | "and") { word.to_owned() } else { first.chain(letters).collect() }
    });
    words.collect::<Vec<_>>().join(" ")
}

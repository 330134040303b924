//! What a new item says, in the words of its format.

use super::{Page, in_brackets};
use crate::model::{Role, SectionKind};
use crate::prose::{Category, ContactClass, MeasureType};
use crate::syntax::Format;

/// An item of a section. Words that the author must fill in stand in `<...>`, whatever the format.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Something this person does.
    Duty {
        /// Per cent of the time, written where the other duties have theirs; they give it up. 0: none is written.
        share: u32,
        /// What it is about.
        category: Category,
        /// Starts with a verb in upper case, ends without a full stop.
        text: String,
    },
    /// Somebody whom this person meets.
    Contact {
        /// Who.
        who: String,
        /// Class of these people.
        class: ContactClass,
        /// How often: `every week`.
        cadence: String,
        /// Beside whom (`@pm`); `None`: directly.
        with: Option<String>,
    },
    /// A right to decide.
    Decision {
        /// `alone`, `with @pm`, `advises`, `never`.
        right: String,
        /// What: `order of the backlog`.
        subject: String,
    },
    /// How success shows.
    Measure {
        /// What it measures.
        class: MeasureType,
        /// Without the type.
        text: String,
    },
    /// Something asked of candidates.
    Requirement {
        /// A must, or nice to have.
        must: bool,
        /// What.
        text: String,
    },
    /// A line of any other section, or of any section as it stands.
    Line(SectionKind, String),
}

impl Item {
    /// A duty without a share of its own.
    pub fn duty(category: Category, text: impl Into<String>) -> Item {
        Item::Duty { share: 0, category, text: text.into() }
    }

    /// A duty that takes this many per cent from others, where shares are written.
    pub fn duty_with_share(share: u32, category: Category, text: impl Into<String>) -> Item {
        Item::Duty { share, category, text: text.into() }
    }

    /// Somebody who is met directly.
    pub fn contact(who: impl Into<String>, class: ContactClass, cadence: impl Into<String>) -> Item {
        Item::Contact { who: who.into(), class, cadence: cadence.into(), with: None }
    }

    /// A right to decide.
    pub fn decision(right: impl Into<String>, subject: impl Into<String>) -> Item {
        Item::Decision { right: right.into(), subject: subject.into() }
    }

    /// How success shows.
    pub fn measure(class: MeasureType, text: impl Into<String>) -> Item {
        Item::Measure { class, text: text.into() }
    }

    /// An outcome for the author to fill in.
    pub fn outcome() -> Item {
        Item::measure(MeasureType::Outcome, "<who> does <what> more or less, from <now> to <then> by <date>")
    }

    /// Whether the author must fill something in.
    pub fn has_placeholder(&self) -> bool {
        match self {
            Item::Duty { text, .. }
            | Item::Measure { text, .. }
            | Item::Requirement { text, .. }
            | Item::Line(_, text) => has_placeholder(text),
            Item::Contact { who, cadence, with, .. } => {
                has_placeholder(who) || has_placeholder(cadence) || with.as_deref().is_some_and(has_placeholder)
            }
            Item::Decision { right, subject } => has_placeholder(right) || has_placeholder(subject),
        }
    }

    /// The section it stands in.
    pub(super) fn section(&self) -> SectionKind {
        match self {
            Item::Duty { .. } => SectionKind::Duties,
            Item::Contact { .. } => SectionKind::Contacts,
            Item::Decision { .. } => SectionKind::Decisions,
            Item::Measure { .. } => SectionKind::Measures,
            Item::Requirement { .. } => SectionKind::Requirements,
            Item::Line(section, _) => *section,
        }
    }

    /// The words of the item, without its marker. `share`: per cent to be written with a duty.
    pub(super) fn text(&self, page: Page<'_>, role: &Role, share: Option<u32>) -> String {
        match page.document.format {
            Format::Role => self.in_role(share),
            Format::Markdown => in_brackets(&self.in_markdown(role, share)),
        }
    }

    fn in_role(&self, share: Option<u32>) -> String {
        match self {
            Item::Duty { category, text, .. } => {
                let share = share.map(|s| format!("{s}% ")).unwrap_or_default();
                format!("{share}{}: {text}", category.name())
            }
            Item::Contact { who, class, cadence, with } => {
                let mode = with.as_ref().map_or_else(|| "directly".to_owned(), |w| format!("together with {w}"));
                format!("{who} ({}): {cadence}, {mode}", class.name())
            }
            Item::Decision { right, subject } => format!("{right}: {subject}"),
            Item::Measure { class, text } => format!("{}: {text}", class.name()),
            Item::Requirement { must, text } => format!("{}: {text}", if *must { "must" } else { "nice" }),
            Item::Line(_, text) => text.clone(),
        }
    }

    fn in_markdown(&self, role: &Role, share: Option<u32>) -> String {
        match self {
            Item::Duty { category, text, .. } => {
                let named = role.duties.iter().any(|d| is_lead_word(d.category.confidence));
                let text = if named { format!("{}: {text}", category.name()) } else { text.clone() };
                let leads = role
                    .duties
                    .iter()
                    .any(|d| d.share_given.as_ref().is_some_and(|s| s.range.end <= d.text_range.start));
                match share {
                    Some(share) if leads => format!("{share}% {text}"),
                    Some(share) => format!("{text} ({share}%)"),
                    None => text,
                }
            }
            Item::Contact { who, class, cadence, with } => {
                // Between brackets nothing is read: the words of a placeholder stand before them.
                let who = match who.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
                    Some(words) => format!("{words} <which ones>"),
                    None => who.clone(),
                };
                let said = Item::Contact { who, class: *class, cadence: cadence.clone(), with: with.clone() };
                capitalised(&said.in_role(None))
            }
            Item::Requirement { must: false, text } => format!("{text} (nice to have)"),
            Item::Requirement { text, .. } => text.clone(),
            Item::Decision { .. } | Item::Measure { .. } => capitalised(&self.in_role(None)),
            Item::Line(..) => self.in_role(None),
        }
    }

    /// Whether its first words are a sentence of its own, which may follow its neighbours' habit of upper or lower case.
    pub(super) fn is_sentence(&self, format: Format) -> bool {
        matches!(self, Item::Line(..)) || format == Format::Markdown && matches!(self, Item::Duty { .. })
    }
}

/// A category that was written as such.
fn is_lead_word(confidence: f32) -> bool {
    confidence >= 1.0
}

/// Whether words are left to the author: `<who>`.
pub fn has_placeholder(text: &str) -> bool {
    text.find('<').is_some_and(|at| text[at..].contains('>'))
}

/// With its first letter in upper case.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

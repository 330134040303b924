//! The parts of a role: what each of its statements says.

use super::sentence;
use super::{Fact, Reference};
use crate::knowledge::Technology;
use crate::prose::{Cadence, Category, ContactClass, Hold, MeasureType, Mode, Reading, Right, Subject};
use crate::text::TextRange;

/// The part of a document a statement stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the .role language")]
pub enum SectionKind {
    Purpose,
    Duties,
    Contacts,
    Decisions,
    Measures,
    WorksWith,
    Requirements,
    OutOfScope,
    Benefits,
    Sources,
    Waivers,
    /// About the employer.
    Company,
    /// How to apply, hiring process.
    Process,
    /// A heading that says nothing known.
    Unknown,
}

/// One section as found.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// Label or heading as written, without marks.
    pub label: String,
    /// Place of the label or heading line in the source.
    pub heading: TextRange,
    /// Everything up to the next section, heading included.
    pub range: TextRange,
    /// Its content is elsewhere (nothing but a template directive): nothing in it may be called missing.
    pub kept_elsewhere: bool,
}

/// One thing this person does.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty {
    /// As read, without lead words, share and marks.
    pub text: String,
    /// The whole item in the source.
    pub range: TextRange,
    /// Only the words of `text` in the source.
    pub text_range: TextRange,
    /// The category: an explicit lead word (confidence 1), else the reading's.
    pub category: Fact<Category>,
    /// A second category that is also present.
    pub second: Option<Category>,
    /// Share of time as given in the text, 0 to 1.
    pub share_given: Option<Fact<f32>>,
    /// Share of time with the rest split evenly over duties without one; 0 to 1. Filled for every duty.
    pub share: f32,
    /// How far the role holds it.
    pub hold: Hold,
    /// How sure it is that this line is a duty at all.
    pub confidence: f32,
    /// An entry of a list that tells of work; no sentence of running text, no heading, no trait or skill.
    pub listed: bool,
    /// Everything else the sentence says; its ranges are already bytes of the source.
    pub reading: Reading,
}

impl Duty {
    /// The sentences of its text.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        sentence::sentences(&self.text).into_iter().filter_map(|range| self.text.get(range))
    }

    /// Whether the category is sure enough to be counted by rules (0.5 and above).
    pub fn is_known(&self) -> bool {
        self.category.confidence >= 0.5
    }
}

/// Somebody this person meets, or is said not to meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Who, as written.
    pub who: String,
    /// References among `who` or the mode.
    pub references: Vec<Fact<Reference>>,
    /// Class of these people.
    pub class: ContactClass,
    /// How often, where said.
    pub cadence: Option<Cadence>,
    /// The words that say how often, in the source.
    pub cadence_range: Option<TextRange>,
    /// How.
    pub mode: Mode,
    /// Denied in words.
    pub denied: bool,
    /// Whole statement in the source.
    pub range: TextRange,
    /// 1 for an entry of a Contacts section with a class; less in prose.
    pub confidence: f32,
    /// The words that decided.
    pub evidence: Vec<TextRange>,
    /// From an entry of a Contacts section (not from prose).
    pub listed: bool,
}

impl Contact {
    /// Of this role, at first hand and not denied.
    pub fn is_direct(&self) -> bool {
        !self.denied && self.mode != Mode::Through && self.class != ContactClass::Proxy
    }
}

/// What this person may decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// As written.
    pub text: String,
    /// What it is about.
    pub subject: Subject,
    /// The right.
    pub right: Right,
    /// With whom, for [`Right::With`].
    pub with: Vec<Fact<Reference>>,
    /// Whole entry in the source.
    pub range: TextRange,
    /// 1 for an entry with a lead word; less in prose.
    pub confidence: f32,
}

/// How success shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// As written, without its lead word.
    pub text: String,
    /// What it measures.
    pub class: MeasureType,
    /// Whether the type was written as a lead word.
    pub class_given: bool,
    /// Whole entry in the source.
    pub range: TextRange,
    /// How sure the type is.
    pub confidence: f32,
}

/// What is asked of candidates.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// As written, without its lead word.
    pub text: String,
    /// `true` for a must (where nothing is said, too).
    pub must: bool,
    /// A lead word, the wording or the heading says how strong it is; otherwise it is taken for a must.
    pub strength_given: bool,
    /// An entry of a list under a heading of requirements, not a sentence of running text.
    pub listed: bool,
    /// No demand of its own: a detail of the one above, or a further way to meet it ("one of the following: ...", "... or").
    pub alternative: bool,
    /// One of several ways to meet a demand, the first of them included.
    pub choice: bool,
    /// Whole entry in the source.
    pub range: TextRange,
    /// Only the words of `text` in the source.
    pub text_range: TextRange,
    /// Years that it asks for.
    pub experience: Vec<Experience>,
    /// Where parts between semicolons differ in strength ("fluent Czech; Polish is a plus"), those that are nice to have.
    pub lighter: Vec<TextRange>,
}

/// Years of experience that are asked for; ranges are bytes of the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Experience {
    /// At least so many years.
    pub least: Option<u32>,
    /// At most so many.
    pub most: Option<u32>,
    /// Written as a ceiling ("no more than").
    pub ceiling: bool,
    /// It is said to be experience or work.
    pub of_experience: bool,
    /// The figures.
    pub figures: TextRange,
    /// From "at least" to "years".
    pub range: TextRange,
    /// What they are asked in, where its age is known.
    pub technology: Option<(&'static Technology, TextRange)>,
}

/// A statement that is kept as read: a purpose sentence, an item out of scope, a benefit ...
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// As read.
    pub text: String,
    /// In the source.
    pub range: TextRange,
    /// What it says; ranges are bytes of the source.
    pub reading: Reading,
}

/// A waiver of this role.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    /// Codes or names as written, with their places.
    pub codes: Vec<Fact<String>>,
    /// Last day on which it holds, as `YYYY-MM-DD`; a month or year alone means its last day.
    pub until: Option<Fact<String>>,
    /// Why; empty where nothing is said.
    pub reason: String,
    /// Whole entry in the source.
    pub range: TextRange,
}

/// An inline suppression (`<!-- rolelint: ignore PO101 reason -->`, `# rolelint: ignore PO101 reason`).
#[derive(Clone, Debug, PartialEq)]
pub struct Suppression {
    /// Codes or names; empty means all.
    pub codes: Vec<Fact<String>>,
    /// Why.
    pub reason: String,
    /// The comment in the source.
    pub range: TextRange,
    /// Findings that start on this line or range are silenced: the next line with content, the role that opens there, or (in the head
    /// of a document, before any role) the whole document.
    pub target: TextRange,
}

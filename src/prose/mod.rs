//! What a sentence says: text in, [`Reading`] with evidence out.
//!
//! This layer knows no rules, no files and no document structure. It is deterministic and allocates little: a duty of
//! thirteen words is read in microseconds. Words, phrases and patterns are data (`src/prose/vocabulary/<language>/*.toml`), with their sources.
//! All ranges are bytes of the text that was handed in.

mod affixes;
mod cadence;
mod category;
mod clause;
mod contact;
mod decision;
mod duty;
mod english;
mod experience;
mod features;
mod framework;
mod language;
mod lexicon;
#[cfg(test)]
mod loading;
mod measure;
mod meeting;
mod memory;
mod opinion;
mod others;
mod own;
mod pay;
mod reader;
mod reading;
mod rows;
mod share;
mod signal;
mod tables;
mod terms;
mod tie;
#[doc(hidden)]
pub mod training;
mod who;
mod wording;
mod words;

use crate::text::{TextRange, WordStarts};

pub use category::Chances;
pub use experience::{ExperienceReading, read_experience};
pub use memory::{Memory, recall};
pub use pay::{PayReading, names_pay_grade, read_pay};
pub use reading::{ContactReading, DecisionReading, Reading, ShareReading, Signal, SignalReading};
pub use terms::{Cadence, Category, ContactClass, Hold, MeasureType, Mode, Right, Subject};
pub use wording::{Theme, Wording, WordingReading, read_wordings};

/// What an organisation says of all roles with one of its titles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnKind {
    /// Titles, as written.
    pub titles: Vec<String>,
    /// What they decide.
    pub decides: Vec<Subject>,
    /// Whom they meet.
    pub meets: Vec<ContactClass>,
    /// Teams that one of them works with at most.
    pub teams: Option<usize>,
}

impl OwnKind {
    /// The one with the longest title that a title (or the value of a `Kind` field) holds.
    pub fn of_title<'a>(kinds: &'a [OwnKind], title: &str) -> Option<&'a OwnKind> {
        let held = kinds.iter().filter_map(|k| Some((crate::knowledge::words_of_title_in(title, &k.titles)?, k)));
        // Of two that are equally long the one that was written last.
        held.max_by_key(|(words, _)| *words).map(|(_, kind)| kind)
    }
}

/// What the surrounding document tells about its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Words, in lower case, that name users in this document (`Users: nurses, ward clerks`, or configuration).
    pub user_words: Vec<String>,
    /// Class that `user_words` get; `None` means user.
    pub user_class: Option<ContactClass>,
    /// The product's users are the organisation's own people (`Users: internal`): customer and user words then mean internal users.
    pub internal_users: bool,
    /// Wording of the organisation's own, in lower case, with the category that it means.
    pub phrases: std::sync::Arc<[(String, Category)]>,
    /// What the organisation says of roles with these titles.
    pub kinds: std::sync::Arc<[OwnKind]>,
    /// Titles of the organisation's own.
    pub titles: crate::knowledge::OwnTitles,
    /// Expressions of the organisation's own whose places in a document are told ([`crate::model::Document::matches`]).
    pub patterns: std::sync::Arc<[crate::text::Pattern]>,
}

/// What one statement says. `text` is one duty, purpose sentence or other statement in plain text.
pub fn read(text: &str, context: &Context) -> Reading {
    let mut reading = memory::recall_in(context, "statement", text, || reader::read(text, context));
    own::categorise(text, context, &mut reading);
    reading
}

/// Class of the people that a Contacts entry names without a class ("policyholders", "legal and fraud"), and how sure that is.
pub fn read_people(who: &str, context: &Context) -> (ContactClass, f32) {
    reader::people(who, context)
}

/// The cadence that a text names, and where.
pub fn read_cadence(text: &str) -> Option<(Cadence, TextRange)> {
    reader::parsed(text, |view, clause| cadence::read(view, clause, text))
}

/// The share of time that a text names ("30%", "half of your time", "two days a week").
pub fn read_share(text: &str) -> Option<ShareReading> {
    reader::parsed(text, |view, clause| share::read(view, clause, text))
}

/// What a Decisions entry is about, and how sure that is.
pub fn read_subject(text: &str) -> (Subject, f32) {
    reader::parsed(text, |view, clause| decision::subject(view, clause, 0, view.words.len()))
}

/// Decision rights that a sentence of prose tells of ("you decide the order of the backlog", "final say on scope").
pub fn read_decisions(text: &str) -> Vec<DecisionReading> {
    reader::parsed(text, decision::read)
}

/// What a measure measures, and how sure that is.
pub fn read_measure(text: &str, context: &Context) -> (MeasureType, f32) {
    reader::parsed_with(text, context, measure::read)
}

/// How much a line reads like a duty (a verb first, or "you will ..."), from 0 to 1: for documents without sections.
pub fn duty_likeness(text: &str) -> f32 {
    reader::parsed(text, duty::likeness)
}

/// The frameworks a text names, with care for words that only look like them ("state-of-the-art", "less", "safe", "scale").
pub fn read_frameworks(text: &str) -> Vec<(crate::knowledge::FrameworkName, TextRange)> {
    if !framework::BEGINNINGS.occur_in(text) {
        return Vec::new();
    }
    reader::parsed(text, |view, _| framework::read(view.words, text))
}

/// The manager that a sentence names ("reports to the Head of Product"): the words of the title.
pub fn read_reporting_line(text: &str) -> Option<TextRange> {
    static BEGINNINGS: WordStarts<2> = WordStarts::new(["report", "manager"]);
    if !BEGINNINGS.occur_in(text) {
        return None;
    }
    reader::parsed(text, |view, clause| duty::reporting_line(view, clause, text))
}

/// Category, second category and confidence of statements of one document, each judged in the company of all: what most of
/// them are about tips the balance where the words of one leave doubt.
pub fn judge_together(all: &[Chances]) -> Vec<(Category, Option<Category>, f32)> {
    category::together(all)
}

/// Language of a text as BCP 47, of those that can be told apart by their commonest words; `en` in doubt.
pub fn language(text: &str) -> &'static str {
    language::read(text)
}

//! Words that were found in a role, with their places: for rules that look at words and names.

use super::{Fact, Reference, SectionKind};
use crate::knowledge::FrameworkWord;
use crate::prose::Wording;
use crate::text::TextRange;

/// A wording that a rule has something to say about.
#[derive(Clone, Debug)]
pub struct WordingUse {
    /// Which.
    pub wording: &'static Wording,
    /// As written.
    pub written: Box<str>,
    /// Where, in the source.
    pub range: TextRange,
    /// The statement it stands in, in the source.
    pub line: TextRange,
    /// The part it stands in; `None` for the title and for the title of the advert.
    pub section: Option<SectionKind>,
    /// The number right before it.
    pub count: Option<u32>,
    /// The word right before it, and the one right behind it, with their places.
    pub beside: [Option<Beside>; 2],
    /// Its sentence speaks to candidates or of them.
    pub addressed: bool,
}

/// A word next to a wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// As written.
    pub word: Box<str>,
    /// Where, in the source.
    pub range: TextRange,
}

/// A word of a framework in the text of a role.
#[derive(Clone, Debug)]
pub struct WordUse {
    /// What it is; its range is not the source's.
    pub word: FrameworkWord,
    /// As written.
    pub written: String,
    /// In the source.
    pub range: TextRange,
}

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceRole {
    /// Must name a role, team, product, train or area.
    Any,
    /// Names people and declares them (`Played by`).
    Person,
}

/// One `@name` in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceUse {
    /// The name and its place (with the `@`).
    pub name: Fact<Reference>,
    /// What it stands for.
    pub role: ReferenceRole,
}

//! One document with its roles and units.

use super::{Fact, Format, Reference, ReferenceUse, Role, Stage, Suppression, Users};
use crate::knowledge::Framework;
use crate::syntax::Problem;
use crate::text::{Pattern, TextRange};

/// A team, product, train or area of a `.role` file.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Which.
    pub kind: UnitKind,
    /// Explicit id, else the slug of the title.
    pub slug: String,
    /// Explicit id.
    pub id: Option<Fact<String>>,
    /// Title.
    pub title: Fact<String>,
    /// Whole block.
    pub range: TextRange,
    /// `Users` of a product.
    pub users: Option<Fact<Users>>,
    /// `Stage` of a product.
    pub stage: Option<Fact<Stage>>,
    /// `Size`: people.
    pub size: Option<Fact<u32>>,
    /// `Complete: yes`: all its roles are written down.
    pub complete: bool,
    /// Product a team works on.
    pub product: Option<Fact<Reference>>,
    /// Framework of the unit.
    pub framework: Vec<Fact<Framework>>,
    /// Every reference in the block.
    pub references: Vec<ReferenceUse>,
}

/// What a [`Unit`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum UnitKind {
    Team,
    Product,
    Art,
    Area,
}

/// Something about the document as such that the reader wants to be known; not a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Where.
    pub range: TextRange,
    /// What, in words for people.
    pub message: String,
}

/// A label that is no known one, with the nearest known.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownLabel {
    /// As written.
    pub label: Fact<String>,
    /// The nearest known label; it was read as this one where it is near enough.
    pub nearest: Option<&'static str>,
    /// Whether it was read as `nearest`.
    pub read_as_nearest: bool,
    /// Index into [`Document::roles`] of the role it stands in.
    pub role: Option<usize>,
}

/// A place that an expression of the organisation's own matches ([`crate::prose::Context::patterns`]).
#[derive(Clone, Debug, PartialEq)]
pub struct PatternUse {
    /// Which.
    pub pattern: Pattern,
    /// What is written there.
    pub written: String,
    /// Where, in the source.
    pub range: TextRange,
}

/// One document, understood.
#[derive(Clone, Debug)]
pub struct Document {
    /// Format.
    pub format: Format,
    /// Whether this is a role document at all; if not there are no roles and one note says why.
    pub role_document: bool,
    /// Roles in order.
    pub roles: Vec<Role>,
    /// Teams, products, trains, areas.
    pub units: Vec<Unit>,
    /// Names declared to live elsewhere (`Extern`).
    pub externs: Vec<Fact<Reference>>,
    /// Inline suppressions.
    pub suppressions: Vec<Suppression>,
    /// Notes (no role document, another language, bytes that were no UTF-8 ...).
    pub notes: Vec<Note>,
    /// Labels that are no known ones.
    pub unknown_labels: Vec<UnknownLabel>,
    /// Lines that could not be read as written.
    pub problems: Vec<Problem>,
    /// Places that expressions of the organisation's own match, comments and waivers left out.
    pub matches: Vec<PatternUse>,
    /// Language as BCP 47 (`en`, `de` ...); duties in a language without a vocabulary are kept but not judged.
    pub language: &'static str,
}

impl Document {
    /// Whether it is written in the `.role` language, so that what to write instead can be told in it.
    pub fn is_in_role_language(&self) -> bool {
        self.format == Format::Role
    }
}

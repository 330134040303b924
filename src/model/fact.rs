//! Single facts: a value with its place, and the values that a role's fields have.

use std::ops::Deref;

use crate::text::TextRange;

/// A value with its place and how it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<T> {
    /// What is said.
    pub value: T,
    /// Where (bytes of the source).
    pub range: TextRange,
    /// 1 where it was written as such, less where it was read out of prose.
    pub confidence: f32,
    /// The words that decided, where that is not `range` itself.
    pub evidence: Vec<TextRange>,
}

impl<T> Fact<T> {
    /// A fact that was written as such.
    pub fn stated(value: T, range: TextRange) -> Self {
        Self { value, range, confidence: 1.0, evidence: Vec::new() }
    }

    /// A fact that was read out of prose.
    pub fn guessed(value: T, range: TextRange, confidence: f32, evidence: Vec<TextRange>) -> Self {
        Self { value, range, confidence, evidence }
    }
}

impl<T> Deref for Fact<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// `@name` as written, without the `@`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference(pub String);

/// Level of seniority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the .role language")]
pub enum Level {
    Associate,
    Junior,
    Mid,
    Senior,
    Lead,
    Principal,
    Group,
    Head,
    Director,
    Vp,
    Cpo,
}

/// Individual contributor or lead of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Track {
    Individual,
    PeopleLead,
}

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Internal role description.
    Spec,
    /// Job advert.
    Post,
}

/// Whose product it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Users {
    /// Outside the organisation.
    External,
    /// The organisation's own people.
    Internal,
    /// Both.
    Both,
    /// Named in words, in lower case.
    Words(Vec<String>),
}

/// Stage of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Stage {
    Discovery,
    Introduction,
    Growth,
    Maturity,
    Decline,
}

//! What each framework says of product work (`frameworks.toml`): seats, decision rights, spans, with sources.

use std::sync::LazyLock;

use super::{FrameworkName, Kind};

/// How a product is owned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// One owner for the whole product.
    One,
    /// One for the whole, and one for each area.
    ByArea,
    /// One for each team or two.
    OneByTeam,
    /// Several, led by a chief product owner.
    Chief,
    /// Not said.
    Unnamed,
}

/// An accountability.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Seat {
    /// Who holds it.
    pub kind: Kind,
    /// What it answers for.
    pub answers: String,
    /// Key of the source.
    pub source: String,
}

/// Who decides on a subject.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct DecisionRight {
    /// The subject as the reading of decisions names it (`team-backlog-order`).
    pub subject: String,
    /// Kinds that hold it, the usual one first; empty where it is none of the known kinds.
    pub holders: Vec<Kind>,
    /// Who holds it in words, where that is not the first of `holders`.
    #[serde(default)]
    pub by: String,
    /// Key of the source.
    pub source: String,
}

/// What a [`Span`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum SpanOf {
    TeamsPerOwner,
    TeamsPerProduct,
    TeamsPerArea,
    PeoplePerTrain,
    OwnersPerManager,
}

/// How many a framework works with.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Span {
    /// Of what.
    pub of: SpanOf,
    /// At least.
    #[serde(default)]
    pub min: usize,
    /// At most.
    pub max: usize,
    /// How well founded it is.
    pub standing: String,
    /// Key of the source.
    pub source: String,
}

/// One framework.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Facts {
    /// Which.
    pub name: FrameworkName,
    /// The framework that it builds on.
    #[serde(default)]
    pub extends: Option<FrameworkName>,
    /// Version that is meant where none is named; empty where there are none.
    #[serde(default)]
    pub current: String,
    /// How a product is owned.
    pub owners: Ownership,
    /// In one or two sentences.
    pub summary: String,
    /// Keys of sources.
    pub source: Vec<String>,
    #[serde(default, rename = "seat")]
    seats: Vec<Seat>,
    #[serde(default, rename = "right")]
    rights: Vec<DecisionRight>,
    #[serde(default, rename = "span")]
    spans: Vec<Span>,
}

#[derive(serde::Deserialize)]
struct File {
    framework: Vec<Facts>,
}

// The file is part of the binary and read by a test; a broken one leaves nothing to say rather than no program.
static FACTS: LazyLock<Vec<Facts>> =
    LazyLock::new(|| data!("knowledge/frameworks").map(|file: File| file.framework).unwrap_or_default());

impl FrameworkName {
    /// What is known of it.
    pub fn facts(self) -> Option<&'static Facts> {
        FACTS.iter().find(|f| f.name == self)
    }

    /// Itself, then what it builds on.
    pub fn line(self) -> impl Iterator<Item = FrameworkName> {
        std::iter::successors(Some(self), |name| name.facts()?.extends)
    }

    /// How a product is owned.
    pub fn ownership(self) -> Ownership {
        self.facts().map_or(Ownership::Unnamed, |f| f.owners)
    }

    /// Its own seats, then those of what it builds on that it does not name anew.
    pub fn seats(self) -> Vec<&'static Seat> {
        let mut seats: Vec<&Seat> = Vec::new();
        for seat in self.line().filter_map(FrameworkName::facts).flat_map(|f| &f.seats) {
            if !seats.iter().any(|s| s.kind == seat.kind) {
                seats.push(seat);
            }
        }
        seats
    }

    /// Who decides on a subject (`backlog-order`).
    pub fn right(self, subject: &str) -> Option<&'static DecisionRight> {
        self.line().filter_map(FrameworkName::facts).flat_map(|f| &f.rights).find(|r| r.subject == subject)
    }

    /// All decision rights of its own.
    pub fn rights(self) -> &'static [DecisionRight] {
        self.facts().map_or(&[], |f| &f.rights)
    }

    /// How many it works with.
    pub fn span(self, of: SpanOf) -> Option<&'static Span> {
        self.line().filter_map(FrameworkName::facts).flat_map(|f| &f.spans).find(|s| s.of == of)
    }
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn every_framework_has_facts_with_sources() {
        for name in FrameworkName::ALL {
            let facts = name.facts().unwrap_or_else(|| panic!("{} is missing", name.slug()));
            assert!(!facts.summary.is_empty());
            let sources = facts
                .source
                .iter()
                .chain(facts.seats.iter().map(|s| &s.source))
                .chain(facts.rights.iter().map(|r| &r.source))
                .chain(facts.spans.iter().map(|s| &s.source));
            for key in sources {
                assert!(source(key).is_some(), "{}: no source {key}", name.slug());
            }
            assert!(!facts.source.is_empty(), "{}", name.slug());
        }
        assert_eq!(FACTS.len(), FrameworkName::ALL.len(), "each once");
    }

    #[test]
    fn what_a_framework_builds_on_holds_for_it() {
        let line: Vec<FrameworkName> = FrameworkName::LessHuge.line().collect();
        assert_eq!(line, [FrameworkName::LessHuge, FrameworkName::Less, FrameworkName::Scrum]);
        let holders = |name: FrameworkName, subject| name.right(subject).map(|r| r.holders.clone());
        assert_eq!(holders(FrameworkName::Nexus, "backlog-order"), Some(vec![Kind::ProductOwner]));
        assert_eq!(holders(FrameworkName::Kanban, "backlog-order"), None);
        assert!(FrameworkName::Nexus.seats().iter().any(|s| s.kind == Kind::ScrumMaster));
        assert_eq!(FrameworkName::Safe.ownership(), Ownership::OneByTeam);
    }
}

//! Where a document writes the names of roles, teams and products.

use super::{Document, Fact, Reference, slug};
use crate::text::TextRange;

/// How a name is written at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Written {
    /// `@name` (the range leaves the `@` out).
    Reference,
    /// The value of `Id`.
    Id,
    /// The title of a role, team or product that has no `Id`.
    Title,
    /// A field that names it in words ("Reports to: Head of Product").
    Words,
    /// `Extern: @name`.
    Declared,
}

impl Written {
    /// Whether it says what the name stands for.
    pub fn defines(self) -> bool {
        matches!(self, Written::Id | Written::Title | Written::Declared)
    }
}

/// One place where a name is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The name, as a slug.
    pub name: String,
    /// Bytes of the document.
    pub range: TextRange,
    /// How.
    pub written: Written,
}

/// Every place of a document where a role, team, product, train or area is named, in order.
pub fn namings(document: &Document, source: &str) -> Vec<Naming> {
    let mut found = Vec::new();
    let mut push = |name: &str, range: TextRange, written| {
        let sign = u32::from(range.of(source).starts_with('@'));
        let range = TextRange::new(range.start + sign, range.end);
        if !name.is_empty() && !range.is_empty() {
            found.push(Naming { name: name.to_owned(), range, written });
        }
    };
    let in_words = |fact: &Fact<Reference>| !fact.range.of(source).starts_with('@');
    for role in &document.roles {
        match &role.id {
            Some(id) => push(id, id.range, Written::Id),
            None => push(&role.slug, role.title.range, Written::Title),
        }
        for used in &role.references {
            push(&used.name.0, used.name.range, Written::Reference);
        }
        let one = [&role.product, &role.area, &role.reports_to];
        let many = [&role.teams, &role.trains, &role.leads, &role.played_by];
        for fact in one.into_iter().flatten().chain(many.into_iter().flatten()).filter(|f| in_words(f)) {
            push(&fact.0, fact.range, Written::Words);
        }
        for played in role.plays.iter().filter(|p| !p.contains('@')) {
            push(&slug(played), played.range, Written::Words);
        }
    }
    for unit in &document.units {
        match &unit.id {
            Some(id) => push(id, id.range, Written::Id),
            None => push(&unit.slug, unit.title.range, Written::Title),
        }
        for used in &unit.references {
            push(&used.name.0, used.name.range, Written::Reference);
        }
        for fact in unit.product.iter().filter(|f| in_words(f)) {
            push(&fact.0, fact.range, Written::Words);
        }
    }
    for declared in &document.externs {
        push(&declared.0, declared.range, Written::Declared);
    }
    found.sort_by_key(|n| n.range);
    found.dedup_by(|a, b| a.range == b.range);
    found
}

//! Roles as facts: what a document says, whichever format said it. Every fact carries its byte range in the source,
//! how sure the reading is, and the words that decided.

mod asked;
mod document;
mod fact;
mod field;
mod finish;
mod found;
mod given;
mod item;
mod ladder;
pub mod markdown;
mod markdown_file;
mod mix;
mod names;
mod naming;
mod organisation;
mod part;
mod piece;
mod reach;
mod role;
mod role_file;
pub mod sections;
mod sentence;
mod statement;
mod summary;
mod suppression;
#[cfg(test)]
pub(crate) mod testing;
mod wording;
mod words;
pub mod writing;

pub use asked::Asked;
pub use document::{Document, Note, PatternUse, Unit, UnitKind, UnknownLabel};
pub use fact::{Fact, Level, Profile, Reference, Stage, Track, Users};
pub use found::{Beside, ReferenceRole, ReferenceUse, WordUse, WordingUse};
pub use organisation::{Definition, Organisation, RoleKey};
pub use part::{
    Contact, Decision, Duty, Experience, Measure, Requirement, Section, SectionKind, Statement, Suppression, Waiver,
};
pub use role::Role;
pub use summary::{DecisionSummary, DutySummary, FileId, FileSummary, Place, RoleSummary, SetAside, UnitSummary};

pub use crate::syntax::Format;
pub use markdown::looks_like_role_document;
pub use names::ListedName;
pub use naming::{Naming, Written, namings};
pub use piece::{last_day, slug};
pub use reach::{Audience, Reach};
pub use wording::Told;

use crate::prose::Context;
pub use crate::prose::{Category, ContactClass, MeasureType, Mode, OwnKind, Right, Subject};
use crate::syntax::Tree;
use crate::text::TextRange;

/// Understands a tree: what the document at `path` says. `context` tells of words that the configuration adds.
pub fn read(path: &str, source: &str, tree: &Tree, context: &Context) -> Document {
    let mut document = Document {
        format: tree.format,
        role_document: false,
        roles: Vec::new(),
        units: Vec::new(),
        externs: Vec::new(),
        suppressions: Vec::new(),
        notes: Vec::new(),
        unknown_labels: Vec::new(),
        problems: tree.problems.clone(),
        matches: Vec::new(),
        language: "en",
    };
    context.titles.in_force(|| match tree.format {
        Format::Role => role_file::read(source, tree, context, &mut document),
        Format::Markdown => markdown_file::read(path, source, tree, context, &mut document),
    });
    given::complete(&mut document, context);
    document.matches = matches(source, tree, &document, context);
    if document.language != "en" && document.role_document {
        document.notes.push(Note { range: TextRange::default(), message: other_language(document.language) });
    }
    document
}

fn matches(source: &str, tree: &Tree, document: &Document, context: &Context) -> Vec<PatternUse> {
    if !document.role_document {
        return Vec::new();
    }
    // What is said of a rule is not what the rule looks for.
    let comments = tree.nodes.iter().filter(|n| n.kind == crate::syntax::NodeKind::Comment).map(|n| n.range);
    let waivers = document.roles.iter().flat_map(|r| &r.waivers).map(|w| w.range);
    let aside: Vec<TextRange> = comments.chain(waivers).collect();
    let places = context.patterns.iter().flat_map(|pattern| pattern.places(source).map(move |range| (pattern, range)));
    places
        .filter(|(_, range)| !aside.iter().any(|a| a.contains_range(*range)))
        .map(|(pattern, range)| PatternUse { pattern: pattern.clone(), written: range.of(source).to_owned(), range })
        .collect()
}

fn other_language(language: &str) -> String {
    let name = match language {
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "it" => "Italian",
        "nl" => "Dutch",
        "pt" => "Portuguese",
        _ => "another language than English",
    };
    format!("written in {name}: rolelint understands English duties so far, and judges only references and sums here")
}

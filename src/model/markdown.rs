//! Markdown documents by their outline: which nodes are duties, requirements, benefits and so on, which roles a document
//! holds, and whether it is a role document at all.

mod group;
mod recognise;
mod title;

use super::{Section, SectionKind};
use crate::knowledge::Kind;
use crate::syntax::Tree;
use crate::text::TextRange;

pub use recognise::looks_like_role_document;

/// Where a title or kind was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleSource {
    /// An entry of front matter.
    FrontMatter,
    /// A heading, or a line like "Job title: ...".
    Heading,
    /// The name of the file, or of its folder.
    FileName,
}

/// One title that a document gives its role.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// As a person reads it.
    pub text: String,
    /// Its words in the source; empty at the start of the document for a file name.
    pub range: TextRange,
    /// Where it was found.
    pub source: TitleSource,
    /// The kind that it names.
    pub kind: Option<Kind>,
}

/// What a line is to the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A statement of its own.
    Statement,
    /// It only introduces the lines below it.
    LeadIn,
    /// It belongs to the statement above it (`parent`).
    Detail,
}

/// One line: an item, a sentence of a paragraph, a table cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Index into [`Tree::nodes`].
    pub node: usize,
    /// Bytes within the node's text; `None` for all of it.
    pub local: Option<TextRange>,
    /// The part of the document it belongs to.
    pub section: SectionKind,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
    /// A heading or key of a known part stands above it.
    pub under_heading: bool,
    /// What it is to the lines around it.
    pub part: Part,
    /// Index of the line above that introduces it or that it details.
    pub parent: Option<usize>,
}

/// An entry of front matter, or a line like "Reports to: Head of Product".
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineField {
    /// Key in lower case, words apart (`reports to`).
    pub key: String,
    /// Index into [`Tree::nodes`].
    pub node: usize,
    /// The value as bytes within the node's text; `None` for all of it.
    pub value: Option<TextRange>,
}

/// One role of a document.
#[derive(Clone, Debug)]
pub struct RoleOutline {
    /// Its title.
    pub title: Title,
    /// Every title that the document gives it, `title` included, in the order front matter, heading, file name.
    pub titles: Vec<Title>,
    /// Kind: an explicit `kind:` of front matter, else what the titles name, in their order.
    pub kind: Option<(Kind, TextRange)>,
    /// Line or entry to which a finding about the whole role points.
    pub head: TextRange,
    /// Everything that belongs to it.
    pub range: TextRange,
    /// Sections as found, in order.
    pub sections: Vec<Section>,
    /// Lines in order; indices in [`Line::parent`] point into this list.
    pub lines: Vec<Line>,
    /// Front matter and label lines.
    pub fields: Vec<OutlineField>,
}

/// A document by its outline.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Whether it is a role document; else why not, in words for people.
    pub role_document: Result<(), String>,
    /// Its roles, read in any case.
    pub roles: Vec<RoleOutline>,
    /// Language that front matter names (`lang: de`).
    pub language: Option<String>,
}

/// Reads the outline of a Markdown tree. `path` gives the last title where the document has none.
pub fn outline(path: &str, tree: &Tree) -> Outline {
    let groups = group::read(tree);
    let titles = title::find(path, tree);
    let roles = title::roles(tree, &groups, &titles);
    let language = roles.first().and_then(|role| {
        let field = role.fields.iter().find(|f| matches!(f.key.as_str(), "lang" | "language" | "locale"))?;
        let text = tree.text(tree.nodes.get(field.node)?).trim().to_lowercase();
        (text.len() >= 2 && text.len() <= 8).then(|| text.split(['-', '_']).next().unwrap_or("").to_owned())
    });
    let role_document = recognise::decide(path, tree, &groups, &titles, &roles);
    Outline { role_document, roles, language }
}

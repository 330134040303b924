//! One document with everything read out of it.

use std::sync::Arc;

use crate::model::{self, Document};
use crate::prose::Context;
use crate::syntax::{Format, Tree, markdown, role};
use crate::text::LineIndex;

/// One document with everything read out of it.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Path as shown to people, with `/`.
    pub path: String,
    /// The text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: LineIndex,
    /// Its tree.
    pub tree: Tree,
    /// What it says.
    pub document: Document,
}

/// The format of a path: `.role` by its ending, anything else Markdown.
pub fn format_of(path: &str) -> Format {
    if path.rsplit('.').next().is_some_and(|e| e.eq_ignore_ascii_case("role")) {
        Format::Role
    } else {
        Format::Markdown
    }
}

impl Analysis {
    /// Reads `text` as the format of `path`.
    pub fn of(path: &str, text: impl Into<Arc<str>>, context: &Context) -> Analysis {
        Analysis::in_format(format_of(path), path, text, context)
    }

    /// Reads `text` as `format`, whatever the path ends in.
    pub fn in_format(format: Format, path: &str, text: impl Into<Arc<str>>, context: &Context) -> Analysis {
        let text: Arc<str> = text.into();
        let tree = match format {
            Format::Role => role::read(&text),
            Format::Markdown => markdown::read(&text),
        };
        let document = model::read(path, &text, &tree, context);
        let lines = LineIndex::new(&text);
        Analysis { path: path.to_owned(), text, lines, tree, document }
    }
}

//! The `.role` language of role documents, as a tree-sitter grammar.
//!
//! ```
//! let mut parser = tree_sitter::Parser::new();
//! parser.set_language(&tree_sitter_role::LANGUAGE.into())?;
//! let tree = parser.parse("Role: Product Owner\n\nDuties:\n- Order the backlog\n", None);
//! assert!(tree.is_some_and(|tree| !tree.root_node().has_error()));
//! # Ok::<(), tree_sitter::LanguageError>(())
//! ```

use tree_sitter_language::LanguageFn;

// The generated parser is C: this is the one place where the workspace calls into it.
#[allow(unsafe_code)]
mod parser {
    use super::LanguageFn;

    unsafe extern "C" {
        fn tree_sitter_role() -> *const ();
    }

    // SAFETY: `tree_sitter_role` is the language function that tree-sitter generated from grammar.js.
    pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_role) };
}

/// The language, for `tree_sitter::Parser::set_language`.
pub const LANGUAGE: LanguageFn = parser::LANGUAGE;

/// Every kind of node with its fields and children, as JSON.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// What colours what.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
/// What folds.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");
/// How far a new line is indented.
pub const INDENTS_QUERY: &str = include_str!("../../queries/indents.scm");
/// Languages inside the language.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");
/// Names and where they are used.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");
/// Definitions and references, for an index of names.
pub const TAGS_QUERY: &str = include_str!("../../queries/tags.scm");
/// What "an item", "a section" and so on mean to an editor's selections.
pub const TEXTOBJECTS_QUERY: &str = include_str!("../../queries/textobjects.scm");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_query_fits_the_grammar() {
        let language = tree_sitter::Language::new(LANGUAGE);
        for (name, query) in [
            ("highlights", HIGHLIGHTS_QUERY),
            ("folds", FOLDS_QUERY),
            ("indents", INDENTS_QUERY),
            ("injections", INJECTIONS_QUERY),
            ("locals", LOCALS_QUERY),
            ("tags", TAGS_QUERY),
            ("textobjects", TEXTOBJECTS_QUERY),
        ] {
            let query = tree_sitter::Query::new(&language, query);
            assert!(query.is_ok_and(|query| query.pattern_count() > 0), "{name}.scm does not fit the grammar");
        }
    }
}

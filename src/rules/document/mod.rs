//! DOC5xx: Document structure and sense.

use super::Rule;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[];

//! REF7xx: References.

use super::Rule;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[];

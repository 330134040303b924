//! PM1xx: Product manager role.

use super::Rule;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[];

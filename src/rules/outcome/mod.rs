//! OUT4xx: Outcomes over outputs.

use super::Rule;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[];

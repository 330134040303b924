//! FW3xx: Framework conformity.

use super::Rule;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[];

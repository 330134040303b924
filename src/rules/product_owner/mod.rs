//! PO1xx: Product owner role.

use super::Rule;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[];

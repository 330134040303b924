//! DOC5xx: Document structure and sense.

use super::Rule;

mod missing_part;
mod shares_off;
mod title_kind_mismatch;

pub use missing_part::{Part, missing_parts};

/// Rules of this family, by code.
pub static RULES: &[&Rule] =
    &[&missing_part::MISSING_PART, &title_kind_mismatch::TITLE_KIND_MISMATCH, &shares_off::SHARES_OFF];

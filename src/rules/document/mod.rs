//! DOC5xx: Document structure and sense.

use super::Rule;

mod ambiguous_pm;
mod contradiction;
mod missing_part;
mod no_decision_rights;
mod shares_off;
mod title_kind_mismatch;
mod unclear_duty;

pub use missing_part::{Part, missing_parts};

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &missing_part::MISSING_PART,
    &title_kind_mismatch::TITLE_KIND_MISMATCH,
    &shares_off::SHARES_OFF,
    &unclear_duty::UNCLEAR_DUTY,
    &ambiguous_pm::AMBIGUOUS_PM,
    &contradiction::CONTRADICTION,
    &no_decision_rights::NO_DECISION_RIGHTS,
];

//! REF7xx: References.

use super::Rule;

mod near_name;
mod reporting_cycle;
mod unknown_reference;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[&unknown_reference::UNKNOWN_REFERENCE, &reporting_cycle::REPORTING_CYCLE];

//! REF7xx: References.

use super::Rule;

mod bare_waiver;
mod near_name;
mod one_sided_relation;
mod reporting_cycle;
mod unknown_reference;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &unknown_reference::UNKNOWN_REFERENCE,
    &reporting_cycle::REPORTING_CYCLE,
    &one_sided_relation::ONE_SIDED_RELATION,
    &bare_waiver::BARE_WAIVER,
];

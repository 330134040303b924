//! FW3xx: Framework conformity. What a framework says stands in `src/knowledge/frameworks.toml`, with sources.

use super::Rule;

mod foreign_element;
mod framework_undeclared;
mod less_go_between;
mod more_than_one_owner;
mod outdated_term;
mod safe_authority_swapped;
mod safe_owner_unlinked;
mod scrum_accountability_missing;
mod span_out_of_range;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &scrum_accountability_missing::SCRUM_ACCOUNTABILITY_MISSING,
    &more_than_one_owner::MORE_THAN_ONE_OWNER,
    &foreign_element::FOREIGN_ELEMENT,
    &span_out_of_range::SPAN_OUT_OF_RANGE,
    &safe_owner_unlinked::SAFE_OWNER_UNLINKED,
    &safe_authority_swapped::SAFE_AUTHORITY_SWAPPED,
    &outdated_term::OUTDATED_TERM,
    &less_go_between::LESS_GO_BETWEEN,
    &framework_undeclared::FRAMEWORK_UNDECLARED,
];

//! FW3xx: Framework conformity.

use super::Rule;

mod scrum_accountability_missing;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[&scrum_accountability_missing::SCRUM_ACCOUNTABILITY_MISSING];

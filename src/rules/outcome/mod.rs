//! OUT4xx: Outcomes over outputs.

use super::Rule;

mod no_measures;
mod output_only;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[&output_only::OUTPUT_ONLY, &no_measures::NO_MEASURES];

//! OUT4xx: Outcomes over outputs.

use super::Rule;

mod dated_feature_promise;
mod keep_the_queue_full;
mod no_learning_loop;
mod no_measures;
mod outcome_without_authority;
mod output_only;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &output_only::OUTPUT_ONLY,
    &no_measures::NO_MEASURES,
    &dated_feature_promise::DATED_FEATURE_PROMISE,
    &no_learning_loop::NO_LEARNING_LOOP,
    &keep_the_queue_full::KEEP_THE_QUEUE_FULL,
    &outcome_without_authority::OUTCOME_WITHOUT_AUTHORITY,
];

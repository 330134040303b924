//! JOB6xx: Job post quality. These rules speak on job posts only.

use super::Rule;

mod age_coded_wording;
mod gatekeeping_demands;
mod gendered_wording;
mod impossible_demand;
mod pay_missing;
mod posted_title_differs;
mod words;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &gendered_wording::GENDERED_WORDING,
    &age_coded_wording::AGE_CODED_WORDING,
    &gatekeeping_demands::GATEKEEPING_DEMANDS,
    &impossible_demand::IMPOSSIBLE_DEMAND,
    &pay_missing::PAY_MISSING,
    &posted_title_differs::POSTED_TITLE_DIFFERS,
];

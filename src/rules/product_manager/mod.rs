//! PM1xx: Product manager role.

use super::Rule;

mod backlog_only;
mod coordinator_only;
mod everything_at_once;
mod lead_without_coaching;
mod no_direction;
mod no_discovery;
mod no_market_contact;
mod requirements_relay;
mod stage_mismatch;

pub use everything_at_once::EVERYTHING_AT_ONCE;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &backlog_only::BACKLOG_ONLY,
    &no_discovery::NO_DISCOVERY,
    &no_direction::NO_DIRECTION,
    &no_market_contact::NO_MARKET_CONTACT,
    &requirements_relay::REQUIREMENTS_RELAY,
    &coordinator_only::COORDINATOR_ONLY,
    &stage_mismatch::STAGE_MISMATCH,
    &everything_at_once::EVERYTHING_AT_ONCE,
    &lead_without_coaching::LEAD_WITHOUT_COACHING,
];

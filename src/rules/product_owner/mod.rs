//! PO1xx: Product owner role.

use super::Rule;

mod analyst_drift;
mod distant_from_team;
mod no_customer_contact;
mod no_say_over_order;
mod no_value_accountability;
mod owner_by_committee;
mod owner_commands_team;
mod partial_owner;
mod project_manager_drift;
mod rare_customer_contact;
mod second_hand_contact;
mod story_clerk;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &no_customer_contact::NO_CUSTOMER_CONTACT,
    &second_hand_contact::SECOND_HAND_CONTACT,
    &rare_customer_contact::RARE_CUSTOMER_CONTACT,
    &no_value_accountability::NO_VALUE_ACCOUNTABILITY,
    &no_say_over_order::NO_SAY_OVER_ORDER,
    &owner_by_committee::OWNER_BY_COMMITTEE,
    &partial_owner::PARTIAL_OWNER,
    &story_clerk::STORY_CLERK,
    &project_manager_drift::PROJECT_MANAGER_DRIFT,
    &analyst_drift::ANALYST_DRIFT,
    &distant_from_team::DISTANT_FROM_TEAM,
    &owner_commands_team::OWNER_COMMANDS_TEAM,
];

//! PO1xx: Product owner role.

use super::Rule;

mod no_customer_contact;
mod no_say_over_order;
mod no_value_accountability;
mod second_hand_contact;
mod story_clerk;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &no_customer_contact::NO_CUSTOMER_CONTACT,
    &second_hand_contact::SECOND_HAND_CONTACT,
    &no_value_accountability::NO_VALUE_ACCOUNTABILITY,
    &no_say_over_order::NO_SAY_OVER_ORDER,
    &story_clerk::STORY_CLERK,
];

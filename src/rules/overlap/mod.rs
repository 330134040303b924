//! OV2xx: Overlap and gaps across a workspace.

use super::Rule;

mod same_work_two_roles;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[&same_work_two_roles::SAME_WORK_TWO_ROLES];

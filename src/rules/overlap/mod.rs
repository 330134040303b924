//! OV2xx: Overlap and gaps across a workspace.

use super::Rule;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[];

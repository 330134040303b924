//! Roles as others want to see them. Plain data out; how it is written is up to `report`.

mod comparison;

pub use comparison::{Compared, Comparison, Contacts, Decisions, Expected, Standing, Works};

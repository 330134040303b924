//! OV2xx: Overlap and gaps across a workspace.

use super::{RoleContext, Rule};
use crate::knowledge::Kind;
use crate::model::{Profile, RoleKey, RoleSummary};

mod conflict_of_interest;
mod hand_down_chain;
mod nobody_decides;
mod nobody_meets_customers;
mod nobody_validates;
mod same_work_two_roles;
mod two_deciders;

/// Rules of this family, by code.
pub static RULES: &[&Rule] = &[
    &two_deciders::TWO_DECIDERS,
    &nobody_decides::NOBODY_DECIDES,
    &nobody_meets_customers::NOBODY_MEETS_CUSTOMERS,
    &nobody_validates::NOBODY_VALIDATES,
    &same_work_two_roles::SAME_WORK_TWO_ROLES,
    &hand_down_chain::HAND_DOWN_CHAIN,
    &conflict_of_interest::CONFLICT_OF_INTEREST,
];

/// All roles of one product, in the order of their files.
struct ProductRoles<'a> {
    /// The product's slug.
    name: &'a str,
    roles: Vec<(RoleKey, &'a RoleSummary)>,
}

impl<'a> ProductRoles<'a> {
    /// The roles of the product that this role names; `None` where there is no workspace, no product, or no other role.
    fn of(context: &RoleContext<'a>) -> Option<ProductRoles<'a>> {
        let name = context.summary()?.product.as_deref()?;
        let roles = context.organisation.in_order(context.organisation.roles_of_product(name));
        (roles.len() >= 2).then_some(ProductRoles { name, roles })
    }

    fn iter(&self) -> impl Iterator<Item = &'a RoleSummary> {
        self.roles.iter().map(|(_, role)| *role)
    }

    /// Nothing that these roles do not say was left unread: each is whole, so that silence counts.
    fn are_whole(&self) -> bool {
        self.iter().all(|role| role.is_whole)
    }

    /// What these roles do not say counts in full: their duties are listed, and none is an advert, which leaves out what a
    /// description would say.
    fn silence_is_sure(&self) -> bool {
        self.iter().all(|role| role.structured && role.profile == Profile::Spec)
    }

    /// The first role of such a kind.
    fn first(&self, is: impl Fn(Kind) -> bool) -> Option<(RoleKey, &'a RoleSummary)> {
        self.roles.iter().copied().find(|(_, role)| role.kind.is_some_and(&is))
    }

    /// The others, beside this one.
    fn others(&self, key: RoleKey) -> impl Iterator<Item = &'a RoleSummary> {
        self.roles.iter().filter(move |(other, _)| *other != key).map(|(_, role)| *role)
    }

    /// Whether one of these rules is set aside in any of these roles: they all speak of one fact.
    fn set_aside(&self, context: &RoleContext<'_>, rules: &[&str]) -> bool {
        self.iter().any(|role| role.sets_aside(rules, context.settings.today.as_deref()))
    }
}

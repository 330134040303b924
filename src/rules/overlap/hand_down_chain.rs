//! OV206: the manager sees users, the owner sees the team, and requirements run down between them.

use super::ProductRoles;
use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::{DutySummary, RoleSummary};
use crate::prose::Signal;
use crate::rules::{Check, Report, RoleContext};

declare_rule! {
    HAND_DOWN_CHAIN, "OV206", "hand-down-chain", Warning, "hand_down_chain.md", Check::Workspace(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(product) = ProductRoles::of(context) else { return };
    let Some(owner) = context.summary().filter(|r| r.kind.is_some_and(Kind::is_owner)) else { return };
    let is_inward = owner.is_whole && !owner.meets_users && !owner.meets_market && owner.meets_team && !owner.researches;
    // A researcher or designer of the product brings users to the team by another way.
    let is_neighbour = |role: &RoleSummary| !role.kind.is_some_and(Kind::is_product);
    if !is_inward || product.iter().any(|role| is_neighbour(role) && role.meets_users) {
        return;
    }
    let chain = product.iter().find_map(|manager| {
        let outward = manager.kind.is_some_and(Kind::is_manager)
            && (manager.meets_users || manager.meets_market)
            && !manager.meets_team
            && !manager.is_one_person_with(owner);
        Some((manager, outward.then(|| handed_down(owner, manager))??))
    });
    let Some((manager, (duty, is_owners))) = chain else { return };
    let message = format!(
        "Product management looks outward, product owners look inward, and requirements only flow down between them: {} meets users, \
         {} meets the team, and “{}”.",
        manager.title, owner.title, duty.text
    );
    let place = if is_owners { duty.place.range } else { context.role.head };
    let mut report = Report::new(place, message).help(format!(
        "Let {} meet users together with @{}, and give both a duty in which they find out together what is worth building.",
        owner.title, manager.slug
    ));
    if is_owners {
        report = report.evidence([duty.place.range]).related(manager.head, format!("{} meets the users", manager.title));
    } else {
        report = report.related(duty.place, format!("{} hands on: “{}”", manager.title, duty.text));
    }
    reports.push(report);
}

/// The duty that hands requirements from one to the other, and whether it is the owner's.
fn handed_down<'a>(owner: &'a RoleSummary, manager: &'a RoleSummary) -> Option<(&'a DutySummary, bool)> {
    let shows = |duty: &&DutySummary, wanted: &[Signal]| {
        wanted.iter().any(|s| duty.signals.contains(s)) && !duty.signals.contains(&Signal::Researches)
    };
    let down = manager.duties.iter().find(|d| shows(d, &[Signal::HandsRequirements]));
    let taken = || owner.duties.iter().find(|d| shows(d, &[Signal::CollectsRequirements, Signal::HandsRequirements]));
    down.map(|duty| (duty, false)).or_else(|| taken().map(|duty| (duty, true)))
}

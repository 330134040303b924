//! OV206: the manager sees users, the owner sees the team, and requirements run down between them.

use super::ProductRoles;
use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::writing::Item;
use crate::model::{DutySummary, RoleKey, RoleSummary};
use crate::prose::{Category, Signal};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    HAND_DOWN_CHAIN, "OV206", "hand-down-chain", Warning, "hand_down_chain.md", Check::Workspace(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(product) = ProductRoles::of(context) else { return };
    let Some(owner) = context.summary().filter(|r| r.kind.is_some_and(Kind::is_owner)) else { return };
    let is_inward =
        owner.is_whole && !owner.meets_users && !owner.meets_market && owner.meets_team && !owner.researches;
    // A researcher or designer of the product brings users to the team by another way.
    let is_neighbour = |role: &RoleSummary| !role.kind.is_some_and(Kind::is_product);
    if !is_inward || product.iter().any(|role| is_neighbour(role) && role.meets_users) {
        return;
    }
    let chain = product.roles.iter().find_map(|(key, manager)| {
        let outward = manager.kind.is_some_and(Kind::is_manager)
            && (manager.meets_users || manager.meets_market)
            && !manager.meets_team
            && !manager.is_one_person_with(owner);
        Some((*key, *manager, outward.then(|| handed_down(owner, manager))??))
    });
    let Some((key, manager, (duty, is_owners))) = chain else { return };
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
        report =
            report.evidence([duty.place.range]).related(manager.head, format!("{} meets the users", manager.title));
    } else {
        report = report.related(duty.place, format!("{} hands on: “{}”", manager.title, duty.text));
    }
    reports.push(report.fixes(meet_halfway(context, owner, manager, key)));
}

/// Per cent of an owner's time that is worth the name: with less, the split between users and team is PO103's next question.
const OWNERS_SHARE: u32 = 30;

/// The owner comes along to users, and both have a duty in it. What is denied in words is mended by its author alone.
fn meet_halfway(context: &RoleContext<'_>, owner: &RoleSummary, manager: &RoleSummary, key: RoleKey) -> Option<Fix> {
    if owner.denies_users {
        return None;
    }
    let (_, class) = context.users_to_meet();
    let beside = format!("@{}", manager.slug);
    let contact = Item::Contact {
        who: "customers".to_owned(),
        class,
        cadence: "every week".to_owned(),
        with: Some(beside.clone()),
    };
    let hears = format!("Find out with customers and {beside} which problem is worth solving next");
    let shares = format!("Take @{} along to customers and compare what both of you heard", owner.slug);
    Some(
        Fix::new(format!("Let both meet customers: {} comes along", owner.title))
            .add(context.index, contact)
            .add(context.index, Item::duty_with_share(OWNERS_SHARE, Category::Discovery, hears))
            .in_file(key.file)
            .add(key.index as usize, Item::duty_with_share(10, Category::Discovery, shares)),
    )
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

//! OV203: among all roles of a product none meets a customer or user.

use super::ProductRoles;
use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::RoleKey;
use crate::model::writing::Item;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    NOBODY_MEETS_CUSTOMERS, "OV203", "nobody-meets-customers", Error, "nobody_meets_customers.md", Check::Workspace(check),
    silences: ["PO101", "PO102", "PM104"]
}

/// The rules that speak of the same fact in one role.
const ONE_FACT: [&str; 8] = [
    "OV203",
    "nobody-meets-customers",
    "PO101",
    "no-customer-contact",
    "PO102",
    "second-hand-contact",
    "PM104",
    "no-market-contact",
];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(product) = ProductRoles::of(context) else { return };
    // The manager's to mend, else the owner's.
    let Some((speaker, _)) = product.first(Kind::is_manager).or_else(|| product.first(Kind::is_owner)) else { return };
    let meets = product.iter().any(|role| {
        // Who looks for new customers meets them before they are any.
        role.meets_users || role.meets_market && role.kind.is_some_and(Kind::is_manager)
    });
    if meets || !product.are_whole() || product.set_aside(context, &ONE_FACT) {
        return;
    }
    if speaker != context.key() {
        reports.push(Report::elsewhere(context.role));
        return;
    }
    let report =
        Report::new(context.role.head, "Among all roles of this product, none meets a customer or user directly.")
            .help(context.contact_help())
            .fixes(meet_together(context, &product, speaker));
    // Lists of contacts that name none of them say so; otherwise it is silence that speaks.
    let report = match product.iter().all(|role| role.lists_contacts) {
        true => report,
        false if product.silence_is_sure() => report.absence(),
        false => report.severity(Severity::Warning),
    };
    reports.push(
        product
            .others(speaker)
            .fold(report, |report, role| report.related(role.head, format!("{} meets none, either", role.title))),
    );
}

/// The speaker meets them, and other product people come along. What is denied in words is mended by its author alone.
fn meet_together(context: &RoleContext<'_>, product: &ProductRoles<'_>, speaker: RoleKey) -> Option<Fix> {
    if product.iter().any(|role| role.denies_users) {
        return None;
    }
    let own = context.summary()?;
    let with_them =
        product.roles.iter().filter(|(key, role)| *key != speaker && role.kind.is_some_and(Kind::is_product));
    let (_, class) = context.users_to_meet();
    Some(with_them.fold(context.contact_fix(), |fix, (key, _)| {
        let item = Item::Contact {
            who: "customers".to_owned(),
            class,
            cadence: "every two weeks".to_owned(),
            with: Some(format!("@{}", own.slug)),
        };
        fix.in_file(key.file).add(key.index as usize, item)
    }))
}

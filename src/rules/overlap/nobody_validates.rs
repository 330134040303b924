//! OV204: several roles build a product, and none looks whether it was worth building.

use super::ProductRoles;
use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::writing::Item;
use crate::prose::Category;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    NOBODY_VALIDATES, "OV204", "nobody-validates", Warning, "nobody_validates.md", Check::Workspace(check),
    silences: ["OUT404"]
}

const ONE_FACT: [&str; 4] = ["OV204", "nobody-validates", "OUT404", "no-learning-loop"];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(product) = ProductRoles::of(context) else { return };
    // The owner's to mend, else the manager's.
    let Some((speaker, _)) = product.first(Kind::is_owner).or_else(|| product.first(Kind::is_manager)) else { return };
    if product.iter().any(|role| role.validates) || !product.are_whole() || product.set_aside(context, &ONE_FACT) {
        return;
    }
    if speaker != context.key() {
        reports.push(Report::elsewhere(context.role));
        return;
    }
    let help = if context.document.is_in_role_language() {
        "Give one of them the look back: `- 10% analytics: Check after each release whether behaviour changed`."
    } else {
        "Give one of them the look back, such as: `Check after each release whether behaviour changed`."
    };
    let report = Report::new(
        context.role.head,
        "Several roles build this product; none checks whether it was the right thing to build.",
    )
    .help(help)
    .fix(Fix::new("Add a duty that looks back").add(
        context.index,
        Item::duty_with_share(10, Category::Analytics, "Check after each release whether behaviour changed"),
    ));
    let report = match product.silence_is_sure() {
        true => report.absence(),
        false => report.severity(Severity::Info),
    };
    reports.push(
        product.others(speaker).fold(report, |report, role| {
            report.related(role.head, format!("{} does not check it, either", role.title))
        }),
    );
}

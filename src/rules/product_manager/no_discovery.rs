//! PM102: nothing finds out whether a problem is real.

use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::writing::Item;
use crate::model::{Audience, SectionKind, Stage, Told};
use crate::prose::{Cadence, Category, Theme};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    NO_DISCOVERY, "PM102", "no-discovery", Warning, "no_discovery.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_manager()) else { return };
    if !role.mix_is_known() || role.researches() || role.keeps_elsewhere(&[SectionKind::Duties]) {
        return;
    }
    // "Regularly" is a promise without a figure; it is not called too rare.
    let often = |cadence: Cadence| cadence.per_month().is_none_or(|n| n >= 1.0);
    if role.reach(Audience::Users).direct.iter().any(|c| c.cadence.is_some_and(often)) {
        return;
    }
    let near = role.tells_of(Theme::NearDiscovery);
    if near == Some(Told::OfTheWork) {
        return;
    }
    let mut report = Report::new(role.head, "No duty here finds out whether a problem is real or a solution wanted.")
        .confidence(kind.confidence)
        .absence()
        .help(if context.document.is_in_role_language() {
            "Add a duty such as `- 20% discovery: Meet users and test ideas before they are built`."
        } else {
            "Add a duty such as `Meet users and test ideas before they are built`."
        })
        .fix(Fix::new("Add a duty of discovery").add(
            context.index,
            Item::duty_with_share(20, Category::Discovery, "Meet users and test ideas before they are built"),
        ));
    // A head finds out through those who report to them.
    let leads = role.kind() == Some(Kind::HeadOfProduct);
    if leads || near.is_some() || role.stage.as_ref().is_some_and(|s| s.value == Stage::Decline) {
        report = report.severity(Severity::Info);
    }
    reports.push(report);
}

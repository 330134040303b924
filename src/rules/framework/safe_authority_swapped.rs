//! FW306: in SAFe another seat decides on this backlog.

use crate::declare_rule;
use crate::knowledge::{FrameworkName, Kind};
use crate::model::writing::Item;
use crate::model::{Decision, RoleSummary};
use crate::prose::{Right, Subject};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    SAFE_AUTHORITY_SWAPPED, "FW306", "safe-authority-swapped", Warning, "safe_authority_swapped.md", Check::Workspace(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    if !context.uses(&[FrameworkName::Safe]) || fills_both_seats(context) {
        return;
    }
    let mut told: Vec<Subject> = Vec::new();
    for decision in role.decisions.iter().filter(|d| d.right == Right::Alone && role.decides_plainly(d)) {
        let Some(expected) = holder(decision.subject, kind.value).filter(|_| !told.contains(&decision.subject)) else {
            continue;
        };
        // Where the organisation says itself who decides, SAFe's own word does not count.
        let slug = decision.subject.slug();
        if context.frameworks().iter().any(|f| f.own_holders(slug).is_some_and(|kinds| kinds.contains(&kind.value))) {
            continue;
        }
        told.push(decision.subject);
        let named = role.framework.iter().find(|f| f.value.name == FrameworkName::Safe);
        reports.push(
            Report::new(
                decision.range,
                format!(
                    "In SAFe {} is decided by {expected}, not by the {}.",
                    decision.subject.label(),
                    kind.value.label()
                ),
            )
            .help(format!("Decide it together, `with @...`, or move the entry to {expected}."))
            .confidence(decision.confidence.min(kind.confidence).min(named.map_or(1.0, |f| f.confidence)))
            .evidence([decision.range])
            .fixes(decide_together(context, decision, expected)),
        );
    }
}

/// Together with who holds it: somebody of the same product, else for the author to name. A right that is read out of a duty is
/// for its author to put into other words.
fn decide_together(context: &RoleContext<'_>, decision: &Decision, expected: &str) -> Option<Fix> {
    if !context.role.lists(decision) {
        return None;
    }
    let right = FrameworkName::Safe.right(decision.subject.slug())?;
    let product = context.summary().and_then(|own| own.product.as_deref());
    let roles = product.map_or(&[][..], |product| context.organisation.roles_of_product(product));
    let holds = |role: &&RoleSummary| role.kind.is_some_and(|kind| right.holders.iter().any(|h| is_seat(kind, *h)));
    let others = roles.iter().filter(|key| **key != context.key()).filter_map(|key| context.organisation.role(*key));
    let with = others.into_iter().find(holds).map_or_else(|| format!("<{expected}>"), |role| format!("@{}", role.slug));
    let label = decision.subject.label();
    let written = decision.confidence >= 1.0;
    let subject = if written { &decision.text } else { label.strip_prefix("the ").unwrap_or(label) };
    let fix = Fix::new(format!("Decide it together with {expected}"));
    Some(fix.rewrite(decision.range, Item::decision(format!("with {with}"), subject)))
}

/// Who decides on a backlog of SAFe's, where that is not somebody of this kind.
fn holder(subject: Subject, kind: Kind) -> Option<&'static str> {
    if !subject.is_backlog_order() || subject == Subject::BacklogOrder {
        return None;
    }
    let right = FrameworkName::Safe.right(subject.slug())?;
    if right.holders.iter().any(|holder| is_seat(kind, *holder)) {
        return None;
    }
    Some(match right.holders.first() {
        None => &right.by,
        Some(Kind::ProductManager) => "product management",
        Some(Kind::SolutionManager) => "solution management",
        Some(_) => "the team's product owner",
    })
}

/// Managers of every title hold the seat of product management; only solution management is a seat of its own.
fn is_seat(kind: Kind, seat: Kind) -> bool {
    match seat {
        Kind::ProductManager => kind.is_manager(),
        Kind::ProductOwner => kind.is_owner(),
        seat => kind == seat,
    }
}

/// One person in two seats decides as either.
fn fills_both_seats(context: &RoleContext<'_>) -> bool {
    let role = context.role;
    let names_product_seat = |name: &str| crate::knowledge::kind_from_name(name).is_some_and(Kind::is_product);
    let plays = role.plays.iter().any(|p| {
        let resolved = context.organisation.role_named(&crate::model::slug(&p.value));
        let kind = resolved.and_then(|key| context.organisation.role(key)).and_then(|r| r.kind);
        kind.is_some_and(Kind::is_product) || names_product_seat(&p.value)
    });
    let shares = |own: &RoleSummary| {
        let product = own.product.as_deref().map_or(&[][..], |p| context.organisation.roles_of_product(p));
        let others =
            product.iter().filter(|key| **key != context.key()).filter_map(|key| context.organisation.role(*key));
        others.filter(|r| r.kind.is_some_and(Kind::is_product)).any(|other| own.is_one_person_with(other))
    };
    plays || context.summary().is_some_and(shares)
}

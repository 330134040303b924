//! PO102: the owner knows users only through others.

use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Audience, SectionKind};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    SECOND_HAND_CONTACT, "PO102", "second-hand-contact", Warning, "second_hand_contact.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    let reach = role.reach(Audience::Users);
    let Some(first) = reach.second_hand.first() else { return };
    if !reach.direct.is_empty() || !reach.denials.is_empty() {
        return;
    }
    let sections = [SectionKind::Contacts, SectionKind::Duties, SectionKind::Purpose];
    if !first.listed && role.keeps_elsewhere(&sections) {
        return;
    }
    let confidence = reach.second_hand.iter().map(|c| c.confidence).fold(kind.confidence, f32::min);
    let mut report = Report::new(
        first.range,
        "All contact with users runs through someone else; nothing reaches this product owner at first hand.",
    )
    .confidence(confidence)
    .evidence(reach.second_hand.iter().flat_map(|c| &c.evidence).copied())
    .help(format!("Keep this and add a meeting of its own. {}", context.contact_help()));
    report = report.fix(match first.class {
        class if class.is_customer_or_user() => {
            let who = Item::contact(first.who.clone(), class, "every week");
            Fix::new("Meet them directly, too").add(context.index, who)
        }
        // Reports and colleagues speak for users; who these are is the author's to say.
        _ => context.contact_fix(),
    });
    if reach.listed.is_empty() {
        report = report.absence();
    }
    for contact in &reach.second_hand[1..] {
        report = report.related_here(contact.range, "at second hand, too");
    }
    reports.push(report);
}

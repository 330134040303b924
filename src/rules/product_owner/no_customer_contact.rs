//! PO101: the owner meets no customer or user.

use crate::declare_rule;
use crate::knowledge::FrameworkName;
use crate::model::{Audience, SectionKind};
use crate::prose::Signal;
use crate::rules::{Check, Report, RoleContext};

declare_rule! {
    NO_CUSTOMER_CONTACT, "PO101", "no-customer-contact", Error, "no_customer_contact.md", Check::Role(check)
}

const LISTED: &str =
    "This product owner never meets a customer or user, so every order of the backlog is a guess at second hand.";
const SILENT: &str = "Nothing here says that this product owner meets a customer or user; then every order of the backlog is a guess at second hand.";

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    let reach = role.reach(Audience::Users);
    if !reach.direct.is_empty() {
        return;
    }
    let report = if let Some(&(range, confidence)) = reach.denials.first() {
        Report::new(range, message(LISTED, context)).confidence(confidence).evidence([range])
    } else if !reach.second_hand.is_empty() {
        return; // PO102 speaks.
    } else if let Some(unmet) = context.unmet_list(&reach) {
        unmet.report(message(LISTED, context))
    } else if !role.keeps_elsewhere(&[SectionKind::Contacts, SectionKind::Duties, SectionKind::Purpose]) {
        Report::new(role.head, message(SILENT, context)).severity(crate::config::Severity::Warning).absence()
    } else {
        return;
    };
    let mut report = report.confidence(kind.confidence).help(context.contact_help());
    for duty in role.duties_showing(&[Signal::SpeaksForCustomers]) {
        report = report.related_here(duty.text_range, "speaks for customers, which is not yet meeting them");
    }
    reports.push(report);
}

fn message(text: &str, context: &RoleContext<'_>) -> String {
    if context.uses(&[FrameworkName::Safe]) {
        format!("{text} SAFe 6 asks for it, too: connecting with customers comes first in its list for this role.")
    } else {
        text.to_owned()
    }
}

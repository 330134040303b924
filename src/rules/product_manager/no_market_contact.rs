//! PM104: the manager meets nobody of the market.

use crate::declare_rule;
use crate::model::{Audience, SectionKind};
use crate::prose::Signal;
use crate::rules::{Check, Report, RoleContext};

declare_rule! {
    NO_MARKET_CONTACT, "PM104", "no-market-contact", Error, "no_market_contact.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_manager()) else { return };
    let reach = role.reach(Audience::Market);
    if !reach.direct.is_empty() {
        return;
    }
    let stated = format!("This {} has no direct contact with customers, users or the market.", kind.label());
    let report = if let Some(&(range, confidence)) = reach.denials.first() {
        Report::new(range, stated).confidence(confidence).evidence([range])
    } else if let Some(unmet) = context.unmet_list(&reach) {
        unmet.report(stated)
    } else if !role.keeps_elsewhere(&[SectionKind::Contacts, SectionKind::Duties, SectionKind::Purpose]) {
        let Some(severity) = context.severity_of_silence() else { return };
        let silent =
            format!("No duty here says that this {} meets customers, users or others in the market.", kind.label());
        Report::new(role.head, silent).severity(severity).absence()
    } else {
        return;
    };
    let mut report = report.confidence(kind.confidence).help(context.contact_help());
    if reach.denials.is_empty() {
        report = report.fix(context.contact_fix());
    }
    for contact in &reach.second_hand {
        report = report.related_here(contact.range, "heard of at second hand only");
    }
    for duty in role.duties_showing(&[Signal::SpeaksForCustomers]) {
        report = report.related_here(duty.text_range, "speaks for customers, which is not yet meeting them");
    }
    reports.push(report);
}

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
        let Some(severity) = context.severity_of_silence() else { return };
        Report::new(role.head, message(SILENT, context)).severity(severity).absence()
    } else {
        return;
    };
    let mut report = report.confidence(kind.confidence).help(context.contact_help());
    // What is denied in words is mended by its author alone: beside the denial an entry would contradict it.
    if reach.denials.is_empty() {
        report = report.fix(context.contact_fix()).fixes(context.shared_contact_fix());
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, Severity};
    use crate::knowledge::{Framework, Kind};
    use crate::model::testing::{contact, role};
    use crate::model::{Contact, Fact, Role};
    use crate::prose::{ContactClass, Mode};
    use crate::text::TextRange;

    fn found(owner: Role) -> Vec<(Severity, bool)> {
        let reports = crate::rules::testing::reports(&NO_CUSTOMER_CONTACT, owner, &Settings::default());
        reports.iter().map(|r| (r.severity.unwrap_or(NO_CUSTOMER_CONTACT.severity), r.absence)).collect()
    }

    #[test]
    fn a_list_without_users_weighs_more_than_silence() {
        let mut owner = role(Kind::ProductOwner);
        assert_eq!(found(owner.clone()), [(Severity::Warning, true)]);
        owner.contacts = vec![contact("developers", ContactClass::Team, Mode::Directly)];
        assert_eq!(found(owner), [(Severity::Error, false)]);
        assert_eq!(found(role(Kind::ProductManager)), []);
        assert_eq!(found(role(Kind::BusinessOwner)), []);
    }

    #[test]
    fn a_denial_speaks_over_second_hand_contact_and_gives_way_to_direct_contact() {
        let mut owner = role(Kind::AreaProductOwner);
        let denied = Contact { denied: true, ..contact("patients", ContactClass::User, Mode::Directly) };
        owner.contacts = vec![denied, contact("nurses", ContactClass::User, Mode::Through)];
        assert_eq!(found(owner.clone()), [(Severity::Error, false)]);
        owner.contacts.push(contact("nurses", ContactClass::User, Mode::Together));
        assert_eq!(found(owner), []);
    }

    #[test]
    fn in_safe_the_message_says_that_safe_asks_for_it() {
        let mut owner = role(Kind::ProductOwner);
        let safe = Framework::parse("SAFe 6").map(|f| Fact::stated(f, TextRange::default()));
        owner.framework.extend(safe);
        let reports = crate::rules::testing::reports(&NO_CUSTOMER_CONTACT, owner, &Settings::default());
        assert!(reports[0].message.contains("SAFe 6 asks"), "{}", reports[0].message);
    }
}

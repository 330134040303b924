//! PO111: the team does not regularly see its owner.

use crate::declare_rule;
use crate::knowledge::{FrameworkName, Kind};
use crate::model::writing::Item;
use crate::model::{Contact, Fact, Reference, Role, SectionKind, UnitKind};
use crate::prose::{Cadence, Category, ContactClass};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    DISTANT_FROM_TEAM, "PO111", "distant-from-team", Warning, "distant_from_team.md", Check::Role(check)
}

const MESSAGE: &str = "The team that builds the product does not regularly see this owner.";
/// Cadences are rounded numbers; equal to the limit counts as reached.
const TINY: f32 = 0.001;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    // A chief product owner works with owners, who work with the teams. Work that flows needs no fixed team.
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner() && k.value != Kind::ChiefProductOwner) else { return };
    if context.uses(&[FrameworkName::Kanban]) {
        return;
    }
    let team = team(context);
    // What is out of scope with the team (managing it, coaching it) says nothing of meeting it.
    let counts = |c: &&Contact| is_with_team(c, role) && (c.listed || !c.denied);
    let with_team: Vec<&Contact> = role.contacts.iter().filter(counts).collect();
    let report = if with_team.iter().any(|c| c.is_direct()) {
        seldom(context, &with_team)
    } else if let Some(other) = with_team.first() {
        // Denied, or only through somebody else.
        Some(Report::new(other.range, MESSAGE).confidence(sure_of_team(other, role)).evidence([other.range]))
    } else {
        team.and_then(|team| nowhere(context, team))
    };
    // In Markdown without a list of contacts a sentence is added, in which only words tell that these people are a team.
    let in_a_list = context.document.is_in_role_language() || role.section(SectionKind::Contacts).is_some();
    let name = team.filter(|_| in_a_list).map_or_else(|| "the developers".to_owned(), |t| format!("@{}", t.value.0));
    let help = if context.document.is_in_role_language() {
        format!("Say under Contacts when they meet: `- {name} (team): every day, directly`.")
    } else {
        "Say when they meet, such as `Answers the developers' questions every day`.".to_owned()
    };
    let fix = if with_team.iter().any(|c| c.denied) {
        None // Beside the denial an entry would contradict it.
    } else {
        Some(match with_team.iter().find_map(|c| c.cadence_range.filter(|_| c.is_direct())) {
            Some(range) => Fix::new("Meet the team every day").replace(range, "every day"),
            None => Fix::new("Meet the team every day")
                .add(context.index, Item::contact(name, ContactClass::Team, "every day")),
        })
    };
    reports.extend(report.map(|r| r.confidence(kind.confidence).help(help).fixes(fix)));
}

/// A team that the role names. What an advert calls a department is a team only where the workspace knows it as one.
fn team<'a>(context: &RoleContext<'a>) -> Option<&'a Fact<Reference>> {
    let known = |team: &Fact<Reference>| context.organisation.unit_named(&team.value.0, UnitKind::Team).is_some();
    context.role.teams.iter().find(|team| context.document.is_in_role_language() || known(team))
}

fn is_with_team(contact: &Contact, role: &Role) -> bool {
    contact.class == ContactClass::Team || names_team(contact, role)
}

fn names_team(contact: &Contact, role: &Role) -> bool {
    contact.references.iter().any(|named| role.teams.iter().any(|team| team.value == named.value))
}

/// How sure it is that these people are the team: a reference to it leaves no doubt.
fn sure_of_team(contact: &Contact, role: &Role) -> f32 {
    if names_team(contact, role) { 1.0 } else { contact.confidence }
}

/// The Contacts section plans less than the limit, and no sentence tells of more.
fn seldom(context: &RoleContext<'_>, with_team: &[&Contact]) -> Option<Report> {
    use FrameworkName::{Less, LessHuge};
    let limits = context.limits();
    let many_teams = context.uses(&[Less, LessHuge]) || context.role.kind() == Some(Kind::AreaProductOwner);
    let limit = if many_teams { limits.min_team_contacts_less } else { limits.min_team_contacts };
    let planned: Vec<&Contact> = with_team.iter().copied().filter(|c| c.listed && c.is_direct()).collect();
    let often = |c: &Contact| c.cadence.and_then(Cadence::per_month);
    let enough = with_team.iter().any(|c| c.is_direct() && often(c).is_some_and(|n| n + TINY >= limit));
    let is_open = planned.iter().any(|c| often(c).is_none());
    let first = planned.first()?;
    (!enough && !is_open).then(|| {
        let report = Report::new(first.range, MESSAGE).evidence(planned.iter().map(|c| c.range));
        report.confidence(planned.iter().map(|c| sure_of_team(c, context.role)).fold(1.0, f32::min))
    })
}

/// A team is named, and nothing says that it is met or worked with from day to day.
fn nowhere(context: &RoleContext<'_>, team: &Fact<Reference>) -> Option<Report> {
    let role = context.role;
    let works_together = role.duties_in(&[Category::Delivery]).next().is_some()
        || role.duties.iter().any(|d| d.second == Some(Category::Delivery))
        || role.works_with.iter().any(|s| s.reading.contacts.iter().any(|c| c.class == ContactClass::Team));
    let sections = [SectionKind::Contacts, SectionKind::Duties, SectionKind::WorksWith];
    if works_together || !role.mix_is_known() || !context.silence_counts(&sections) {
        return None;
    }
    let listed: Vec<&Contact> = role.contacts.iter().filter(|c| c.listed).collect();
    let report = match role.section(SectionKind::Contacts) {
        Some(section) if !listed.is_empty() => Report::new(section.heading, MESSAGE)
            .confidence(listed.iter().map(|c| c.confidence).fold(1.0, f32::min))
            .evidence(listed.iter().map(|c| c.range)),
        _ => Report::new(role.head, MESSAGE).absence(),
    };
    Some(report.related_here(team.range, "the team"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::Framework;
    use crate::model::testing::{contact, duty, role};
    use crate::prose::Mode;
    use crate::text::TextRange;

    fn count(owner: &Role) -> usize {
        crate::rules::testing::reports(&DISTANT_FROM_TEAM, owner.clone(), &Settings::default()).len()
    }

    fn owner() -> Role {
        let mut owner = role(Kind::ProductOwner);
        owner.teams = vec![Fact::stated(Reference("harbour".to_owned()), TextRange::default())];
        owner.duties = vec![duty(Category::Backlog, 0.9, 1.0)];
        owner
    }

    fn meeting(times: f32) -> Contact {
        let cadence = Some(Cadence::PerMonth(times));
        Contact { cadence, ..contact("developers", ContactClass::Team, Mode::Directly) }
    }

    #[test]
    fn a_named_team_is_met_somewhere() {
        let mut owner = owner();
        assert_eq!(count(&owner), 1);
        owner.duties.push(duty(Category::Delivery, 0.9, 0.5));
        assert_eq!(count(&owner), 0, "delivery is work with the team");
        owner.duties.pop();
        owner.contacts = vec![Contact { listed: false, ..contact("team", ContactClass::Team, Mode::Directly) }];
        assert_eq!(count(&owner), 0);
        owner.contacts.clear();
        owner.teams.clear();
        assert_eq!(count(&owner), 0, "no team is named");
    }

    #[test]
    fn once_a_week_at_least_and_once_a_sprint_in_less() {
        let mut owner = owner();
        owner.contacts = vec![meeting(4.0)];
        assert_eq!(count(&owner), 0);
        owner.contacts = vec![meeting(2.0)];
        assert_eq!(count(&owner), 1);
        owner.framework.extend(Framework::parse("LeSS").map(|f| Fact::stated(f, TextRange::default())));
        assert_eq!(count(&owner), 0);
        owner.contacts = vec![meeting(1.0)];
        assert_eq!(count(&owner), 1);
    }

    #[test]
    fn through_somebody_else_is_not_seen() {
        let mut owner = owner();
        owner.contacts = vec![contact("developers", ContactClass::Team, Mode::Through)];
        assert_eq!(count(&owner), 1);
        owner.kind = Some(Fact::stated(Kind::ChiefProductOwner, TextRange::default()));
        assert_eq!(count(&owner), 0);
    }
}

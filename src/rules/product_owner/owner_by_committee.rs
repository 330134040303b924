//! PO106: several people or a board own the product.

use crate::declare_rule;
use crate::knowledge::kind_of_title;
use crate::model::writing::Item;
use crate::model::{Fact, Reference, ReferenceRole, Role, SectionKind};
use crate::prose::{self, Signal};
use crate::rules::naming::in_title_case;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! { OWNER_BY_COMMITTEE, "PO106", "owner-by-committee", Error, "owner_by_committee.md", Check::Role(check) }

const MESSAGE: &str = "Ownership is shared by several people or a board; name one person.";

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    let report = several_people(context).or_else(|| told(role));
    reports.extend(report.map(|r| r.confidence(kind.confidence)));
}

/// `Played by: @a, @b`, unless they take turns in one post or each has a team of its own.
fn several_people(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let people = people(role);
    let written = role.fields.iter().find(|(label, _)| label == "Played by").map(|(_, value)| value)?;
    let one_post = prose::read(&written.value, &prose::Context::default()).has(Signal::OnePost);
    // A description that several owners share, each with a team.
    let each_a_team = role.product.is_none() && role.teams.len() >= people.len();
    if people.len() < 2 || one_post || each_a_team {
        return None;
    }
    let names: Vec<&str> = people.iter().map(|p| p.value.0.as_str()).collect();
    Some(
        Report::new(written.range, MESSAGE)
            .evidence(people.iter().map(|p| p.range))
            .help(format!(
                "Keep one of {} under Played by and the others under Works with; a job share can be said in brackets: `(job share)`.",
                names.join(", ")
            ))
            .fixes(single_owners(context, &people)),
    )
}

/// Of two people each may be the one; the other stays beside them.
fn single_owners(context: &RoleContext<'_>, people: &[&Fact<Reference>]) -> Vec<Fix> {
    let [first, second] = people else { return Vec::new() };
    let is_reference = |p: &Fact<Reference>| context.role.references.iter().any(|r| r.name.range == p.range);
    if !is_reference(first) || !is_reference(second) || context.role.fields.iter().any(|(l, _)| l == "Works with") {
        return Vec::new();
    }
    [(first, second), (second, first)]
        .into_iter()
        .map(|(owner, other)| {
            let name = &other.value.0;
            // A person whom only this field declared is nobody to refer to any more.
            let other = match context.organisation.role_named(name) {
                Some(_) => format!("@{name}"),
                None => in_title_case(&name.replace(['-', '_'], " ")),
            };
            Fix::new(format!("Let @{} be the owner", owner.value.0))
                .set(context.index, "Played by", format!("@{}", owner.value.0))
                .add(context.index, Item::Line(SectionKind::WorksWith, format!("{other}: <what they bring>")))
        })
        .collect()
}

/// Different people under `Played by`; a job title beside a name ("Anna, Head of Claims") is nobody further.
fn people(role: &Role) -> Vec<&Fact<Reference>> {
    let referred: Vec<_> =
        role.references.iter().filter(|r| r.role == ReferenceRole::Person).map(|r| r.name.range).collect();
    let mut people: Vec<&Fact<Reference>> = Vec::new();
    for person in &role.played_by {
        let is_name = if referred.is_empty() {
            kind_of_title(&person.value.0.replace('-', " ")).is_none()
        } else {
            referred.contains(&person.range)
        };
        if is_name && !people.iter().any(|p| p.value == person.value) {
            people.push(person);
        }
    }
    people
}

/// "The board acts as product owner", "joint product owners".
fn told(role: &Role) -> Option<Report> {
    let in_duties = role.duties.iter().map(|d| (&d.reading, d.confidence));
    let in_purpose = role.purpose.iter().map(|s| (&s.reading, 0.9));
    in_duties.chain(in_purpose).find_map(|(reading, confidence)| {
        let found = reading.signals.iter().find(|s| s.signal == Signal::Committee)?;
        Some(
            Report::new(found.range, MESSAGE)
                .confidence(confidence)
                .evidence([found.range])
                .help("Say which one person decides; a group can advise, and its voice belongs under Works with."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::Kind;
    use crate::model::testing::{duty, role, showing};
    use crate::prose::Category;
    use crate::text::TextRange;

    fn count(owner: &Role) -> usize {
        crate::rules::testing::reports(&OWNER_BY_COMMITTEE, owner.clone(), &Settings::default()).len()
    }

    fn played_by(value: &str, names: &[&str]) -> Role {
        let mut owner = role(Kind::ProductOwner);
        owner.fields.push(("Played by".to_owned(), Fact::stated(value.to_owned(), TextRange::default())));
        owner.played_by =
            names.iter().map(|n| Fact::stated(Reference((*n).to_owned()), TextRange::default())).collect();
        owner
    }

    #[test]
    fn two_people_are_a_committee_unless_they_take_turns() {
        assert_eq!(count(&played_by("Anna, Bilal", &["anna", "bilal"])), 1);
        assert_eq!(count(&played_by("Anna", &["anna"])), 0);
        assert_eq!(count(&played_by("Anna, Anna", &["anna", "anna"])), 0);
        assert_eq!(count(&played_by("Anna, Bilal (job share)", &["anna", "bilal-job-share"])), 0);
        assert_eq!(count(&played_by("Anna, Head of Product", &["anna", "head-of-product"])), 0);
    }

    #[test]
    fn owners_with_a_team_each_share_a_description() {
        let mut owner = played_by("Anna, Bilal", &["anna", "bilal"]);
        let team = |name: &str| Fact::stated(Reference(name.to_owned()), TextRange::default());
        owner.teams = vec![team("harbour"), team("quay")];
        assert_eq!(count(&owner), 0);
        owner.product = Some(team("portal"));
        assert_eq!(count(&owner), 1);
    }

    #[test]
    fn a_board_that_acts_as_owner_is_told_in_a_sentence() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![showing(duty(Category::Backlog, 0.9, 1.0), Signal::Committee)];
        assert_eq!(count(&owner), 1);
        let mut manager = role(Kind::ProductManager);
        manager.duties = owner.duties;
        assert_eq!(count(&manager), 0);
    }
}

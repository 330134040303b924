//! OV201: two roles of one product decide the same thing alone.

use super::ProductRoles;
use crate::declare_rule;
use crate::knowledge::{FrameworkName, Kind};
use crate::model::writing::Item;
use crate::model::{DecisionSummary, RoleSummary};
use crate::prose::{Right, Subject};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    TWO_DECIDERS, "OV201", "two-deciders", Error, "two_deciders.md", Check::Workspace(check)
}

/// One finding for each subject, in the last of those who decide it.
fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(product) = ProductRoles::of(context) else { return };
    let here = context.key();
    let Some(at) = product.roles.iter().position(|(key, _)| *key == here) else { return };
    let role = product.roles[at].1;
    let mut told: Vec<Subject> = Vec::new();
    for mine in held(role) {
        let subject = subject(role, mine);
        if told.contains(&subject) || !is_divided(subject) {
            continue;
        }
        let later = product.roles[at + 1..].iter().any(|(_, other)| clash(role, mine, other, subject).is_some());
        let before: Vec<_> =
            product.roles[..at].iter().filter_map(|(_, o)| Some((*o, clash(role, mine, o, subject)?))).collect();
        // A later role that decides it as well tells of all.
        if before.is_empty() || later {
            continue;
        }
        told.push(subject);
        let (other, theirs) = before[0];
        let others = before.iter().map(|(o, _)| o.title.as_str()).collect::<Vec<_>>().join(", ");
        let report = Report::new(
            mine.place.range,
            format!(
                "Two roles decide the same thing for the same product: {} and {others} each decide {} alone.",
                role.title,
                subject.label()
            ),
        )
        .help(format!(
            "Let one of them decide, and the other decide with them or advise: `- with @{}: {}`.",
            other.slug, mine.text
        ))
        .confidence(mine.confidence.min(theirs.confidence))
        .evidence([mine.place.range]);
        let mut deciders: Vec<(&RoleSummary, &DecisionSummary)> = vec![(role, mine)];
        deciders.extend(before.iter().copied());
        // The document at hand gives way, or all others do.
        let ways = [deciders.get(1), deciders.first()].into_iter().flatten();
        let report = report.fixes(ways.filter_map(|(decider, _)| leave_to(decider, &deciders)));
        reports.push(before.iter().fold(report, |report, (other, theirs)| {
            report.related(theirs.place, format!("{}: “{}”", other.title, theirs.text))
        }));
    }
}

/// The others decide together with this one. A right that is read out of a duty is for its author to put into other words.
fn leave_to(decider: &RoleSummary, all: &[(&RoleSummary, &DecisionSummary)]) -> Option<Fix> {
    let mut fix = Fix::new(format!("Let @{} decide, and the other decide together with them", decider.slug));
    for (_, decision) in all.iter().filter(|(role, _)| role.head != decider.head) {
        if !decision.listed {
            return None;
        }
        let label = decision.subject.label();
        let subject =
            if decision.has_lead_word() { &decision.text } else { label.strip_prefix("the ").unwrap_or(label) };
        let item = Item::decision(format!("with @{}", decider.slug), subject);
        fix = fix.in_file(decision.place.file).rewrite(decision.place.range, item);
    }
    Some(fix)
}

fn held(role: &RoleSummary) -> impl Iterator<Item = &DecisionSummary> {
    role.decisions.iter().filter(|d| d.right == Right::Alone && d.is_plain())
}

/// What can be decided by one person only.
fn is_divided(subject: Subject) -> bool {
    matches!(
        subject,
        Subject::Vision
            | Subject::Goal
            | Subject::Roadmap
            | Subject::Scope
            | Subject::Release
            | Subject::Acceptance
            | Subject::Price
    ) || subject.is_backlog_order()
}

/// What the decision is about. A SAFe owner's backlog is the team's.
fn subject(role: &RoleSummary, decision: &DecisionSummary) -> Subject {
    let safe = role.framework.iter().any(|f| f.name == FrameworkName::Safe);
    match decision.subject {
        Subject::BacklogOrder if safe && role.kind == Some(Kind::ProductOwner) => Subject::TeamBacklogOrder,
        subject => subject,
    }
}

/// The other's decision on the same thing, where both speak of the same part of the product.
fn clash<'a>(
    role: &RoleSummary,
    mine: &DecisionSummary,
    other: &'a RoleSummary,
    about: Subject,
) -> Option<&'a DecisionSummary> {
    if role.is_one_person_with(other) || role.area != other.area || is_areas(role) != is_areas(other) {
        return None;
    }
    let theirs = held(other).find(|theirs| subject(other, theirs) == about)?;
    // Each of another team, product or part by name.
    let other_names = !mine.names.is_empty() && !theirs.names.is_empty() && apart(&mine.names, &theirs.names);
    let by_team = about.is_backlog_order() || matches!(about, Subject::Acceptance | Subject::Scope);
    let other_teams = by_team && !role.teams.is_empty() && !other.teams.is_empty() && apart(&role.teams, &other.teams);
    let unknown_team = about == Subject::TeamBacklogOrder && (role.teams.is_empty() || other.teams.is_empty());
    let other_object = about == Subject::Price && !share(&mine.content, &theirs.content);
    (!other_names && !other_teams && !unknown_team && !other_object).then_some(theirs)
}

fn is_areas(role: &RoleSummary) -> bool {
    role.kind == Some(Kind::AreaProductOwner) && role.area.is_none()
}

fn apart(a: &[String], b: &[String]) -> bool {
    !a.iter().any(|name| b.contains(name))
}

/// Whether all words of one are among those of the other: "price of the planner" and "price" are one thing, "price of spare parts"
/// and "price of the planner" are two.
fn share(a: &[u32], b: &[u32]) -> bool {
    let within = |a: &[u32], b: &[u32]| a.iter().all(|word| b.binary_search(word).is_ok());
    within(a, b) || within(b, a)
}

//! FW301: in Scrum the owner answers for product backlog management, and a part of it is nowhere.

use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::FrameworkName;
use crate::model::writing::Item;
use crate::model::{Decision, Duty, Role, SectionKind};
use crate::prose::{Category, Hold, Right, Signal, Subject};
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

declare_rule! {
    SCRUM_ACCOUNTABILITY_MISSING, "FW301", "scrum-accountability-missing", Warning, "scrum_accountability_missing.md",
    Check::Role(check)
}

/// What Scrum counts among effective product backlog management.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    ProductGoal,
    Items,
    Order,
    Openness,
}

impl Part {
    const ALL: [Part; 4] = [Part::ProductGoal, Part::Items, Part::Order, Part::Openness];

    fn says(self) -> &'static str {
        match self {
            Part::ProductGoal => "developing and explaining the Product Goal",
            Part::Items => "creating and explaining backlog items",
            Part::Order => "ordering the backlog",
            Part::Openness => "keeping the backlog open and understood",
        }
    }

    fn template(self) -> &'static str {
        match self {
            Part::ProductGoal => "“Set and explain the Product Goal”",
            Part::Items => "“Create backlog items and explain them to the developers”",
            Part::Order => "“Order the product backlog”",
            Part::Openness => "“Keep the product backlog open to everyone and understood”",
        }
    }

    fn duty(self) -> Item {
        match self {
            Part::ProductGoal => Item::duty(Category::Strategy, "Set and explain the Product Goal"),
            Part::Items => Item::duty(Category::Backlog, "Create backlog items and explain them to the developers"),
            Part::Order => Item::duty(Category::Backlog, "Order the product backlog"),
            Part::Openness => Item::duty(Category::Backlog, "Keep the product backlog open to everyone and understood"),
        }
    }

    fn is_covered_by(self, role: &Role) -> bool {
        role.duties.iter().any(|d| self.is_covered_by_duty(d)) || role.decisions.iter().any(|d| self.is_decided_in(d))
    }

    fn is_covered_by_duty(self, duty: &Duty) -> bool {
        let has = |signals: &[Signal]| signals.iter().any(|s| duty.reading.has(*s));
        // Who may order at all is another rule's question (PO105); here it is enough that ordering is spoken of.
        if self == Part::Order && has(&[Signal::OrdersBacklog, Signal::OrdersAsTold, Signal::SupportsOrdering]) {
            return true;
        }
        if duty.hold != Hold::Owns && !has(&[Signal::Delegated]) {
            return false;
        }
        match self {
            Part::ProductGoal => {
                has(&[Signal::ProductGoal]) || (*duty.category == Category::Strategy && has(&[Signal::SetsDirection]))
            }
            Part::Items => has(&[Signal::ExplainsItems, Signal::WritesItems]),
            Part::Order => false,
            Part::Openness => has(&[Signal::KeepsBacklogOpen, Signal::ItemsUnderstood]),
        }
    }

    fn is_decided_in(self, decision: &Decision) -> bool {
        let decides = matches!(decision.right, Right::Alone | Right::With);
        match self {
            Part::ProductGoal => decides && matches!(decision.subject, Subject::Goal | Subject::Vision),
            Part::Order => decision.subject.is_backlog_order(),
            Part::Items | Part::Openness => false,
        }
    }
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    use FrameworkName::{Nexus, Safe, Scrum};
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    // Under SAFe an owner holds a team's backlog; goals and features belong to product management.
    if !context.uses(&[Scrum, Nexus]) || context.uses(&[Safe]) {
        return;
    }
    if !context.silence_counts(&[SectionKind::Duties, SectionKind::Decisions]) {
        return;
    }
    let missing: Vec<Part> = Part::ALL.into_iter().filter(|part| !part.is_covered_by(role)).collect();
    // Whoever orders and explains the items to a goal rarely hides the list; few say that it is open.
    let severity = if missing == [Part::Openness] { Severity::Info } else { Severity::Warning };
    let names: Vec<&str> = missing.iter().map(|p| p.says()).collect();
    let Some((last, rest)) = names.split_last() else { return };
    let (listed, verb) = match rest {
        [] => ((*last).to_owned(), "is"),
        _ => (format!("{} and {last}", rest.join(", ")), "are"),
    };
    let templates: Vec<&str> = missing.iter().map(|p| p.template()).collect();
    let named = role.framework.iter().find(|f| matches!(f.value.name, Scrum | Nexus));
    let place: Option<TextRange> = named.map(|f| f.range);
    let mut report = Report::new(
        role.head,
        format!("In Scrum the product owner answers for product backlog management; {listed} {verb} not covered."),
    )
    .fix(
        missing
            .iter()
            .fold(context.grounded(Fix::new("Add what is missing")), |fix, part| fix.add(context.index, part.duty())),
    )
    .severity(severity)
    .help(format!("Add {}, or say to whom it is delegated.", templates.join(", ")))
    .confidence(kind.confidence)
    .absence();
    if let (Some(framework), Some(place)) = (named, place) {
        report = report
            .confidence(framework.confidence)
            .evidence([place])
            .related_here(place, format!("{} is named here", framework.value));
    }
    reports.push(report);
}

//! OUT406: answers for an outcome and decides nothing that moves it.

use crate::declare_rule;
use crate::model::writing::{Item, has_placeholder};
use crate::model::{Decision, DecisionSummary, Measure, Role};
use crate::prose::{MeasureType, Right, Signal, Subject};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    OUTCOME_WITHOUT_AUTHORITY, "OUT406", "outcome-without-authority", Warning, "outcome_without_authority.md",
    Check::Role(check)
}

/// A right on something that was not understood may be the one that matters.
const UNSURE: f32 = 0.6;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    // Where nothing is said of decisions at all, DOC507 speaks.
    let Some(first) = role.decisions.first() else { return };
    let end = |m: &&Measure| m.confidence >= 0.5 && is_end(m.class) && !is_template(m);
    let Some(measure) = role.measures.iter().find(end) else { return };
    if role.decisions.iter().any(moves_it) || orders_by_duty(role) {
        return;
    }
    let unclear: Vec<&Decision> = role.decisions.iter().filter(|d| holds(d) && d.subject == Subject::Other).collect();
    // "Decide which problem comes next" in a duty has no name for what it decides, and is a say all the same.
    if unclear.iter().any(|d| d.confidence < 1.0) {
        return;
    }
    let unclear = !unclear.is_empty();
    let confidence = kind.confidence.min(measure.confidence).min(if unclear { UNSURE } else { 1.0 });
    reports.push(
        Report::new(
            first.range,
            format!("This role answers for “{}” but decides nothing that moves it.", short(measure)),
        )
        .help("Give it a say in what is done: `alone: order of the backlog`, or `with @<who>: goals and scope`.")
        .fix(give_it_a_say(context))
        .confidence(confidence)
        .evidence(role.decisions.iter().map(|d| d.range))
        .related_here(measure.range, "it is measured by this"),
    );
}

fn is_end(class: MeasureType) -> bool {
    matches!(class, MeasureType::Outcome | MeasureType::Impact)
}

/// A measure that is still to be filled in is none yet.
fn is_template(measure: &Measure) -> bool {
    has_placeholder(&measure.text) || measure.text.trim_start().starts_with('[')
}

fn holds(decision: &Decision) -> bool {
    matches!(decision.right, Right::Alone | Right::With)
}

fn moves_it(decision: &Decision) -> bool {
    let subject = matches!(
        decision.subject,
        Subject::Vision
            | Subject::Goal
            | Subject::Strategy
            | Subject::Roadmap
            | Subject::Scope
            | Subject::Release
            | Subject::Price
    ) || decision.subject.is_backlog_order();
    holds(decision) && subject
}

/// A duty that orders the work is a say in it, where no decision speaks of the order and it does not order as told.
fn orders_by_duty(role: &Role) -> bool {
    let taken = role.decisions.iter().any(|d| d.subject.is_backlog_order());
    !taken
        && role.duties_showing(&[Signal::OrdersBacklog]).any(|d| {
            d.hold == crate::prose::Hold::Owns
                && !d.reading.has(Signal::OrdersAsTold)
                && !d.reading.has(Signal::SupportsOrdering)
        })
}

/// The measure in a few words: up to the first comma.
fn short(measure: &Measure) -> &str {
    measure.text.split([',', ';']).next().unwrap_or(&measure.text).trim()
}

/// The order of the backlog becomes its own, or its own together with the role of the product that has it: the decision that
/// takes it away is turned round, or one is added.
fn give_it_a_say(context: &RoleContext<'_>) -> Fix {
    let right = match somebody_who_decides(context) {
        Some(other) => format!("with @{other}"),
        None => "alone".to_owned(),
    };
    let fix = Fix::new("Let it decide the order of the backlog");
    let taken = context.role.decisions.iter().find(|d| d.subject.is_backlog_order());
    match taken {
        Some(decision) => fix.rewrite(decision.range, Item::decision(right, decision.text.trim())),
        None => fix.add(context.index, Item::decision(right, "order of the backlog")),
    }
}

/// Another role of the product that decides the order of a backlog alone.
fn somebody_who_decides<'a>(context: &RoleContext<'a>) -> Option<&'a str> {
    let product = context.organisation.role(context.key())?.product.as_deref()?;
    let others = context.organisation.roles_of_product(product).iter().filter(|key| **key != context.key());
    let decides = |d: &DecisionSummary| d.right == Right::Alone && d.subject.is_backlog_order();
    let mut roles = others.filter_map(|key| context.organisation.role(*key));
    roles.find(|role| role.decisions.iter().any(decides)).map(|role| role.slug.as_str())
}

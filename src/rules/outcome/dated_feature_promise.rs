//! OUT403: things promised by a date, and nothing says what they are for.

use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Role, SectionKind, WordingUse};
use crate::prose::{MeasureType, Signal, Theme};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    DATED_FEATURE_PROMISE, "OUT403", "dated-feature-promise", Info, "dated_feature_promise.md", Check::Role(check)
}

/// Where a promise binds this role.
const BINDING: [SectionKind; 3] = [SectionKind::Duties, SectionKind::Measures, SectionKind::Purpose];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    if role.measures.iter().any(|m| m.confidence >= 0.5 && tells_an_end(m.class)) {
        return;
    }
    let promises: Vec<&WordingUse> = role
        .wordings_of(&[Theme::DatedPromise])
        .filter(|w| w.section.is_some_and(|s| BINDING.contains(&s)) && !has_target(role, w))
        .collect();
    let Some(first) = promises.first() else { return };
    reports.push(
        Report::new(
            first.line,
            "This binds the role to deliver listed things by a date, which leaves nothing to discover.",
        )
        .help("Name the problem that is solved by then: `outcome: <who> does <what> more or less by <date>`.")
        .fix(name_the_problem(context, first))
        .confidence(kind.confidence)
        .evidence(promises.iter().map(|w| w.range)),
    );
}

fn tells_an_end(class: MeasureType) -> bool {
    matches!(class, MeasureType::Outcome | MeasureType::Impact)
}

/// "Launch the portal by June so that twice as many apply" says what for; "and measure uptake" looks at it.
fn has_target(role: &Role, promise: &WordingUse) -> bool {
    if role.shows_at(promise.line, &[Theme::Learning]) {
        return true;
    }
    let duties = role.duties.iter().map(|d| (d.range, &d.reading));
    let purpose = role.purpose.iter().map(|s| (s.range, &s.reading));
    let mut readings = duties.chain(purpose).filter(|(range, _)| range.contains_range(promise.range));
    readings.any(|(_, reading)| reading.has(Signal::Target) || reading.has(Signal::UserBenefit))
}

/// A measure that promises a thing says what it is for instead; beside a duty or purpose a measure is added.
fn name_the_problem(context: &RoleContext<'_>, promise: &WordingUse) -> Fix {
    let measure = context.role.measures.iter().find(|m| m.range.contains_range(promise.range));
    let fix = Fix::new("Name the problem that is solved by then");
    match measure {
        Some(measure) => {
            let text = "<who> does <what> more or less, from <now> to <then> by <date>";
            fix.rewrite(measure.range, Item::measure(MeasureType::Outcome, text))
        }
        None => fix.add(context.index, Item::outcome()),
    }
}

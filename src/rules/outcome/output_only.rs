//! OUT401: all measures count what was made.

use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Measure, SectionKind};
use crate::prose::MeasureType;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! { OUTPUT_ONLY, "OUT401", "output-only", Warning, "output_only.md", Check::Role(check) }

/// More unclear measures than this share of all, and the rule says nothing.
const UNCLEAR: f32 = 1.0 / 3.0;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    let measures = &role.measures;
    let (clear, unclear): (Vec<&Measure>, Vec<&Measure>) = measures.iter().partition(|m| m.confidence >= 0.5);
    let counts_work = |m: &&Measure| matches!(m.class, MeasureType::Output | MeasureType::Activity);
    if clear.is_empty() || !clear.iter().all(counts_work) || unclear.len() as f32 > UNCLEAR * measures.len() as f32 {
        return;
    }
    let heading = role.section(SectionKind::Measures).map(|s| s.heading);
    let confidence = measures.iter().map(|m| m.confidence).fold(kind.confidence, f32::min);
    reports.push(
        Report::new(
            heading.unwrap_or(clear[0].range),
            "Success is counted in work done (items, tickets, hours); none of the measures says what changed for users or the business.",
        )
        .help("Keep what you count and add `outcome: <who> does <what> more or less, from .. to .. by ..`.")
        .fix(Fix::new("Add a measure of outcome").add(context.index, Item::outcome()))
        .confidence(confidence)
        .evidence(measures.iter().map(|m| m.range)),
    );
}

//! OUT402: nothing says how success would show.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Measure, Profile, Role, SectionKind};
use crate::prose::{self, Context, Signal};
use crate::rules::document::Part;
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

declare_rule! { NO_MEASURES, "OUT402", "no-measures", Warning, "no_measures.md", Check::Role(check) }

/// Where success may be said; kept elsewhere, it is not missing.
const MAY_HOLD: [SectionKind; 3] = [SectionKind::Measures, SectionKind::Purpose, SectionKind::Unknown];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    if !role.measures.iter().all(is_bare_value) || has_target(role) || !context.silence_counts(&MAY_HOLD) {
        return;
    }
    if context.missing_parts().contains(&Part::Grounds) {
        return;
    }
    let bare = role.measures.first().map(|m| m.range).or_else(|| bare_value_in_text(role));
    let message = match bare {
        Some(_) => "“Value” is the only promise here; nothing says for whom, or how anyone would notice.",
        None => "Nothing says how anyone would notice that this role succeeds.",
    };
    let report = Report::new(bare.unwrap_or(role.head), message)
        .severity(severity(context))
        .help("Add `Measures` with one line such as `outcome: <who> does <what> more or less, from .. to .. by ..`.")
        .fix(Fix::new("Add a measure of outcome").add(context.index, Item::outcome()))
        .confidence(kind.confidence)
        .absence();
    reports.push(report);
}

/// Managers set measures, owners often work with given ones; posts often leave them out.
fn severity(context: &RoleContext<'_>) -> Severity {
    let usual = if context.role.is_manager() && !context.is_associate() { Severity::Warning } else { Severity::Info };
    match context.profile() {
        Profile::Spec => usual,
        Profile::Post => usual.lower(),
    }
}

/// "Deliver value" as a measure measures nothing.
fn is_bare_value(measure: &Measure) -> bool {
    !measure.class_given && prose::read(&measure.text, &Context::default()).has(Signal::BareValue)
}

/// "Maximise value" in purpose or duties, where nothing there says for whom.
fn bare_value_in_text(role: &Role) -> Option<TextRange> {
    let purpose = role.purpose.iter().map(|s| (&s.reading, s.range));
    let duties = role.duties.iter().map(|d| (&d.reading, d.text_range));
    let mut said = purpose.chain(duties);
    if said.clone().any(|(reading, _)| reading.has(Signal::UserBenefit)) {
        return None;
    }
    said.find(|(reading, _)| reading.has(Signal::BareValue)).map(|(_, range)| range)
}

/// A purpose or a duty with a target, or with figures of use to watch, tells how success shows, wherever it stands.
fn has_target(role: &Role) -> bool {
    let mut readings = role.purpose.iter().map(|s| &s.reading).chain(role.duties.iter().map(|d| &d.reading));
    readings.any(|r| r.has(Signal::Target) || r.has(Signal::WatchesSuccess))
}

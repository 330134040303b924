//! OUT402: nothing says how success would show.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Audience, Measure, Profile, Role, SectionKind, Told};
use crate::prose::{self, Category, Context, Signal, Theme};
use crate::rules::document::Part;
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

declare_rule! { NO_MEASURES, "OUT402", "no-measures", Warning, "no_measures.md", Check::Role(check) }

/// Where success may be said; kept elsewhere, it is not missing.
const MAY_HOLD: [SectionKind; 3] = [SectionKind::Measures, SectionKind::Purpose, SectionKind::Unknown];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    if !role.measures.iter().all(is_bare_value) || says_how(role) || !context.silence_counts(&MAY_HOLD) {
        return;
    }
    // The steps of a ladder say themselves by what people are judged.
    if context.document.is_on_a_ladder(context.index) || context.missing_parts().contains(&Part::Grounds) {
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

/// Managers set measures, owners often work with given ones; adverts often leave them out, and whoever looks at figures has some.
fn severity(context: &RoleContext<'_>) -> Severity {
    let role = context.role;
    let sets_them = role.is_manager() && !context.is_associate();
    let looks_at_figures = role.duties_in(&[Category::Analytics]).next().is_some();
    match context.profile() {
        Profile::Spec if sets_them && !looks_at_figures && role.tells_of(Theme::Success).is_none() => Severity::Warning,
        Profile::Spec | Profile::Post => Severity::Info,
    }
}

/// "Deliver value" as a measure measures nothing.
fn is_bare_value(measure: &Measure) -> bool {
    !measure.class_given && prose::read(&measure.text, &Context::default()).has(Signal::BareValue)
}

/// "Maximise value" in purpose or duties, where nothing in the document says for whom.
fn bare_value_in_text(role: &Role) -> Option<TextRange> {
    if role.tells_of(Theme::PeopleServed).is_some() || !role.reach(Audience::Market).direct.is_empty() {
        return None;
    }
    let purpose = role.purpose.iter().map(|s| (&s.reading, s.range));
    let duties = role.duties.iter().map(|d| (&d.reading, d.text_range));
    let mut said = purpose.chain(duties);
    if said.clone().any(|(reading, _)| reading.has(Signal::UserBenefit)) {
        return None;
    }
    said.find(|(reading, _)| reading.has(Signal::BareValue)).map(|(_, range)| range)
}

/// A purpose or a duty with a target tells how success shows, wherever it stands; so do measurable goals, key results and impact
/// that is measured.
fn says_how(role: &Role) -> bool {
    if role.tells_of(Theme::Success) == Some(Told::OfTheWork) {
        return true;
    }
    let mut readings = role.purpose.iter().map(|s| &s.reading).chain(role.duties.iter().map(|d| &d.reading));
    readings.any(|r| r.has(Signal::Target) || r.has(Signal::WatchesSuccess))
}

//! DOC505: an abbreviation that names several jobs, and nothing says which.

use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::{SectionKind, WordingUse};
use crate::prose::Theme;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! { AMBIGUOUS_PM, "DOC505", "ambiguous-pm", Warning, "ambiguous_pm.md", Check::Workspace(check) }

/// `product manager (PM)` and `PM (product manager)`: so many bytes stand between the two.
const BRACKET: u32 = 2;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    if !context.is_ours() {
        return;
    }
    let mut judged: Vec<&'static [&'static str]> = Vec::new();
    for used in role.wordings_of(&[Theme::Abbreviation]).filter(|w| is_of_the_job(w)) {
        let means = used.wording.means.as_slice();
        if judged.contains(&means) {
            continue;
        }
        judged.push(means);
        reports.extend(judge(context, used, means));
    }
}

/// What is told of the employer or of hiring may use the house's own short forms.
fn is_of_the_job(used: &WordingUse) -> bool {
    !matches!(
        used.section,
        Some(
            SectionKind::Company
                | SectionKind::Benefits
                | SectionKind::Process
                | SectionKind::Sources
                | SectionKind::Waivers
        )
    )
}

fn judge(context: &RoleContext<'_>, used: &WordingUse, means: &'static [&'static str]) -> Option<Report> {
    let role = context.role;
    let written_out: Vec<&WordingUse> = role
        .wordings_of(&[Theme::Expansion])
        .filter(|w| w.wording.instead.is_some_and(|sense| means.contains(&sense)))
        .collect();
    let beside = |w: &&WordingUse| {
        let gap = |a: u32, b: u32| b.checked_sub(a) == Some(BRACKET);
        gap(w.range.end, used.range.start) || gap(used.range.end, w.range.start)
    };
    if written_out.iter().any(beside) {
        return None;
    }
    let own = role.kind().map(Kind::label);
    let neighbours = roles_of_the_product(context);
    let mut senses: Vec<&str> =
        written_out.iter().filter_map(|w| w.wording.instead).chain(own).chain(neighbours).collect();
    senses.retain(|sense| means.contains(sense));
    senses.sort_unstable();
    senses.dedup();
    // One sense is named, here or by the roles around: it is the one that is meant.
    if senses.len() == 1 {
        return None;
    }
    let listed = list(means);
    let likely = senses.first().copied().or(means.first().copied()).unwrap_or("");
    Some(
        Report::new(used.range, format!("‘{}’ can mean {listed}; write it out once.", used.written))
            .help(format!("Such as `{likely} ({})`.", used.written.trim_end_matches('s')))
            .fixes(written_out_fixes(used, likely, means))
            .evidence([used.range]),
    )
}

/// The first use written out, in the likely sense first. A title stays as it is.
fn written_out_fixes(used: &WordingUse, likely: &str, means: &[&str]) -> Vec<Fix> {
    if used.section.is_none() {
        return Vec::new();
    }
    let plural = if used.written.ends_with('s') { "s" } else { "" };
    let others = means.iter().copied().filter(|sense| *sense != likely);
    let senses = std::iter::once(likely).chain(others);
    senses
        .map(|sense| {
            Fix::new(format!("Write {sense}{plural}"))
                .replace(used.range, format!("{sense}{plural} ({})", used.written))
        })
        .collect()
}

/// Kinds of the other roles of the product.
fn roles_of_the_product<'a>(context: &RoleContext<'a>) -> Vec<&'a str> {
    let Some(product) = &context.role.product else { return Vec::new() };
    let others = context.organisation.roles_of_product(&product.value.0).iter().filter(|key| **key != context.key());
    others.filter_map(|key| context.organisation.role(*key)?.kind).map(Kind::label).collect()
}

/// `a, b or c`.
fn list(items: &[&str]) -> String {
    match items.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

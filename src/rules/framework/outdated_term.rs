//! FW307: a word that the framework has given up.

use crate::declare_rule;
use crate::knowledge::{FormerWord, Framework, Sense};
use crate::model::WordUse;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    OUTDATED_TERM, "FW307", "outdated-term", Info, "outdated_term.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let frameworks = context.frameworks();
    let mut told: Vec<&FormerWord> = Vec::new();
    for (at, found) in context.role.framework_words.iter().enumerate() {
        let Sense::Former(former, new) = found.word.sense else { continue };
        let Some(framework) = frameworks.iter().find(|f| former.holds_in(f)) else { continue };
        if told.iter().any(|t| std::ptr::eq(*t, former)) {
            continue;
        }
        told.push(former);
        let later = &context.role.framework_words[at + 1..];
        let again = later.iter().filter(|o| matches!(o.word.sense, Sense::Former(f, _) if std::ptr::eq(f, former)));
        reports.push(outdated(context, found, new, framework, again));
    }
}

fn outdated<'a>(
    context: &RoleContext<'_>,
    found: &WordUse,
    new: &str,
    framework: &Framework,
    again: impl Iterator<Item = &'a WordUse>,
) -> Report {
    let named = context.role.framework.iter().find(|f| f.value == *framework);
    let message = format!("‘{}’ is now called ‘{new}’ in {}.", found.written, framework.name.label());
    let report = Report::new(found.range, message)
        .help(format!("Write ‘{}’.", as_written(&found.written, new)))
        .confidence(named.map_or(1.0, |f| f.confidence))
        .evidence([found.range]);
    let again: Vec<&WordUse> = again.collect();
    let all = std::iter::once(&found).chain(&again);
    let fix = all.fold(Fix::new(format!("Write ‘{new}’")).safe(), |fix, found| match found.word.sense {
        Sense::Former(_, new) => fix.replace(found.range, as_written(&found.written, new)),
        _ => fix,
    });
    again
        .iter()
        .fold(report.fix(fix), |report, other| report.related_here(other.range, format!("‘{}’, again", other.written)))
}

/// The new word with a capital where the old one had one.
fn as_written(old: &str, new: &str) -> String {
    let mut letters = new.chars();
    match (old.chars().next(), letters.next()) {
        (Some(first), Some(letter)) if first.is_uppercase() => letter.to_uppercase().chain(letters).collect(),
        _ => new.to_owned(),
    }
}

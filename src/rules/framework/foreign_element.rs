//! FW303: a word of another framework than the one in which the role works.

use crate::declare_rule;
use crate::knowledge::{FrameworkName, OwnWord, Sense};
use crate::model::WordUse;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    FOREIGN_ELEMENT, "FW303", "foreign-element", Info, "foreign_element.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let declared: Vec<FrameworkName> = context.stated_frameworks().iter().map(|f| f.name).collect();
    let mut told: Vec<&OwnWord> = Vec::new();
    for (at, found) in context.role.framework_words.iter().enumerate() {
        match found.word.sense {
            Sense::Own(word) if is_foreign(word, &declared) && !told.iter().any(|t| std::ptr::eq(*t, word)) => {
                told.push(word);
                let later = &context.role.framework_words[at + 1..];
                let again =
                    later.iter().filter(|other| matches!(other.word.sense, Sense::Own(o) if std::ptr::eq(o, word)));
                reports.push(foreign(context, found, word, &declared, again));
            }
            Sense::Claim(claim) => {
                let name = claim.framework.label();
                let message = format!("‘product owner’ belongs to Scrum, not to {name}: {name} names no such role.");
                reports.push(
                    Report::new(found.range, message)
                        .help("Say that the house wants one, or name Scrum beside it: both may well be so.")
                        .evidence([found.range]),
                );
            }
            _ => {}
        }
    }
}

/// Houses of their own, and those without a framework, take their words from where they like.
fn is_foreign(word: &OwnWord, declared: &[FrameworkName]) -> bool {
    use FrameworkName::{Custom, None, SpotifyLike};
    !declared.is_empty()
        && !declared.iter().any(|name| matches!(name, None | Custom | SpotifyLike) || word.is_at_home_in(*name))
}

fn foreign<'a>(
    context: &RoleContext<'_>,
    found: &WordUse,
    word: &OwnWord,
    declared: &[FrameworkName],
    again: impl Iterator<Item = &'a WordUse>,
) -> Report {
    let written = &found.written;
    let message = format!("‘{written}’ belongs to {}, not to {}.", listed(&word.homes, "and"), listed(declared, "or"));
    let own = declared.iter().find_map(|name| found.word.instead(*name));
    let mixed: Vec<&str> = declared.iter().chain(word.homes.first()).map(|name| name.label()).collect();
    let help = match own {
        Some(own) => format!("Write ‘{own}’, or state both where the mix is meant: `Framework: {}`.", mixed.join(", ")),
        None => format!("Where the mix is meant, state both: `Framework: {}`.", mixed.join(", ")),
    };
    let again: Vec<&WordUse> = again.collect();
    let own_words = own.and_then(|own| say_it_here(found, own, &again, declared));
    let report = Report::new(found.range, message)
        .help(help)
        .evidence([found.range])
        .fixes(own_words)
        .fixes(state_both(context, word));
    again
        .into_iter()
        .fold(report, |report, other| report.related_here(other.range, format!("‘{}’, again", other.written)))
}

/// The framework's own word in every place; where it has none for one of them, the author must find it.
fn say_it_here(found: &WordUse, own: &str, again: &[&WordUse], declared: &[FrameworkName]) -> Option<Fix> {
    again.iter().try_fold(Fix::new(format!("Write ‘{own}’")).replace(found.range, own), |fix, other| {
        let own = declared.iter().find_map(|name| other.word.instead(*name))?;
        Some(fix.replace(other.range, own))
    })
}

/// The mix is meant: the role states both frameworks.
fn state_both(context: &RoleContext<'_>, word: &OwnWord) -> Option<Fix> {
    let mut names: Vec<String> = context.role.stated_frameworks().map(ToString::to_string).collect();
    let home = word.homes.first().filter(|_| !names.is_empty())?;
    names.push(home.label().to_owned());
    let both = names.join(", ");
    Some(Fix::new(format!("State the mix: {both}")).only_offered().set(context.index, "Framework", both))
}

fn listed(names: &[FrameworkName], joint: &str) -> String {
    let labels: Vec<&str> = names.iter().map(|name| name.label()).collect();
    match labels.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {joint} {last}", rest.join(", ")),
        _ => labels.concat(),
    }
}

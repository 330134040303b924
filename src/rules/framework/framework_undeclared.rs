//! FW309: an owner whose framework is not said.

use crate::declare_rule;
use crate::knowledge::{FrameworkName, Sense};
use crate::model::Role;
use crate::prose::read_frameworks;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    FRAMEWORK_UNDECLARED, "FW309", "framework-undeclared", Info, "framework_undeclared.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    if !context.stated_frameworks().is_empty() {
        return;
    }
    let in_role_language = context.document.is_in_role_language();
    // A sentence that names the framework says it; the language has a field for it.
    if !in_role_language && !role.framework.is_empty() {
        return;
    }
    let guess = guess(role);
    // Prose that works in the words of one framework has said it.
    if !in_role_language && guess.is_some() {
        return;
    }
    let says = "the same title means different jobs in Scrum, SAFe and LeSS";
    let message = match guess {
        Some(name) => {
            format!("Say which framework this owner works in: {says}. The words here are those of {}.", name.label())
        }
        None => format!("Say which framework this owner works in: {says}."),
    };
    let written = guess.map_or("Scrum 2020", |name| name.label());
    let help = match (in_role_language, guess) {
        (true, Some(_)) => format!("Write `Framework: {written}`, or the one that it is."),
        (true, None) => {
            format!("Write `Framework: {written}`, or whichever it is; `Framework: none` is an answer, too.")
        }
        (false, _) => {
            "Name it in a sentence or in the front matter (`framework: Scrum 2020`); `none` is an answer, too."
                .to_owned()
        }
    };
    let fix = match guess {
        // Other rules come to judge by the framework.
        Some(name) => Fix::new(format!("State that it is {}", name.label())).only_offered().set(
            context.index,
            "Framework",
            name.label(),
        ),
        None => Fix::new("State the framework").set(context.index, "Framework", "<name and version of the framework>"),
    };
    reports.push(Report::new(role.head, message).help(help).confidence(kind.confidence).absence().fix(fix));
}

/// The framework whose name or words the role uses, where they are those of one.
fn guess(role: &Role) -> Option<FrameworkName> {
    let mut names: Vec<FrameworkName> = role.framework.iter().map(|f| f.value.name).collect();
    let texts = role.purpose.iter().map(|s| &s.text).chain(role.duties.iter().map(|d| &d.text));
    names.extend(texts.flat_map(|text| read_frameworks(text)).map(|(name, _)| name));
    let own = role.framework_words.iter().filter_map(|found| match found.word.sense {
        Sense::Own(word) => word.homes.first().copied(),
        _ => None,
    });
    names.extend(own);
    // What Scrum and another say, the other says.
    names.sort_unstable();
    names.dedup();
    if names.len() > 1 {
        names.retain(|name| *name != FrameworkName::Scrum);
    }
    match names.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

//! DOC501: a part that a reader needs is not there, or a label that nothing reads.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Format, Profile, Role, SectionKind, UnknownLabel, last_day};
use crate::rules::{Check, DocumentContext, Fix, Report, RoleContext};

declare_rule! { MISSING_PART, "DOC501", "missing-part", Warning, "missing_part.md", Check::Document(check) }

/// A part that documents of a profile must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What the role is called.
    Title,
    /// What this person does.
    Duties,
    /// One of purpose, decisions, measures.
    Grounds,
    /// What candidates need.
    Requirements,
    /// Location or employer.
    Place,
}

impl Part {
    /// One word or two for the title of a fix.
    fn name(self) -> &'static str {
        match self {
            Part::Title => "a title",
            Part::Duties => "duties",
            Part::Grounds => "measures and decisions",
            Part::Requirements => "requirements",
            Part::Place => "a place of work",
        }
    }

    fn says(self) -> &'static str {
        match self {
            Part::Title => "what the role is called",
            Part::Duties => "what this person does",
            Part::Grounds => "what it is for, what it may decide or how success shows",
            Part::Requirements => "what candidates need to bring",
            Part::Place => "who the employer is or where the work is done",
        }
    }

    /// What to write, ready to stand after "Add ".
    fn template(self, format: Format) -> &'static str {
        match (self, format) {
            (Part::Title, Format::Role) => "a title after `Role:`",
            (Part::Title, Format::Markdown) => "a first heading with the title",
            (Part::Duties, Format::Role) => "`Duties:` with a line for each thing this person does",
            (Part::Duties, Format::Markdown) => {
                "a section `## Responsibilities` with a bullet for each thing this person does"
            }
            (Part::Grounds, Format::Role) => "one of `Purpose:`, `Decisions:` or `Measures:`",
            (Part::Grounds, Format::Markdown) => "a section on the purpose, on decisions or on measures of success",
            (Part::Requirements, Format::Role) => "`Requirements:` with what is a must",
            (Part::Requirements, Format::Markdown) => "a section `## Requirements` with what is a must",
            (Part::Place, Format::Role) => "`Location:` or `Employer:`",
            (Part::Place, Format::Markdown) => "`location` or `employer` to the front matter, or a line that says it",
        }
    }
}

fn check(context: &DocumentContext<'_>, reports: &mut Vec<Report>) {
    reports.extend(context.roles().filter_map(|role| missing(&role)));
    reports.extend(context.roles().filter_map(|role| reviewed_long_ago(&role)));
    reports.extend(context.document.unknown_labels.iter().map(unknown_label));
    // Lines that nothing reads as meant are said here, too: what they hold is missing from the role.
    let unread = context.document.problems.iter();
    reports.extend(unread.map(|p| Report::new(p.range, p.message.clone()).severity(Severity::Info)));
}

fn missing(context: &RoleContext<'_>) -> Option<Report> {
    let parts = if context.is_ours() { missing_parts(context) } else { Vec::new() };
    if parts.is_empty() {
        return None;
    }
    let role = context.role;
    let document = match context.profile() {
        Profile::Spec => "role description",
        Profile::Post => "job post",
    };
    let said = list(parts.iter().map(|p| p.says()), "and");
    let add = list(parts.iter().map(|p| p.template(context.document.format)), "and");
    let severity = match (role.draft, parts.contains(&Part::Title)) {
        (true, _) => Severity::Info,
        (false, true) => Severity::Error,
        (false, false) => Severity::Warning,
    };
    let report = Report::new(role.head, format!("A {document} should say {said}; this one does not."))
        .severity(severity)
        .help(format!("Add {add}."))
        .fix(add_parts(context, &parts));
    // The `.role` language has a label for each part, so what is not there is not there; prose may say it unread.
    Some(if context.document.format == Format::Role { report } else { report.absence() })
}

/// Each missing part with a line to fill in.
fn add_parts(context: &RoleContext<'_>, parts: &[Part]) -> Fix {
    let index = context.index;
    let title = match parts {
        [Part::Place] => "Say where the work is done".to_owned(),
        _ => format!("Add {}", list(parts.iter().map(|p| p.name()), "and")),
    };
    parts.iter().fold(Fix::new(title), |fix, part| match part {
        Part::Title => fix.set(index, "Role", "<title>"),
        Part::Duties => fix.add(index, Item::Line(SectionKind::Duties, "<what this person does>".into())),
        Part::Grounds => context.add_grounds(fix),
        Part::Requirements => {
            fix.add(index, Item::Requirement { must: true, text: "<what candidates need to bring>".into() })
        }
        Part::Place => fix.set(index, "Location", "<place>"),
    })
}

/// What a document of this profile must have and has not.
pub fn missing_parts(context: &RoleContext<'_>) -> Vec<Part> {
    let role = context.role;
    let needed: &[Part] = match context.profile() {
        Profile::Spec => &[Part::Title, Part::Duties, Part::Grounds],
        Profile::Post => &[Part::Title, Part::Duties, Part::Requirements, Part::Place],
    };
    needed.iter().copied().filter(|part| !has(role, *part)).collect()
}

const GROUNDS: [SectionKind; 3] = [SectionKind::Purpose, SectionKind::Decisions, SectionKind::Measures];

fn has(role: &Role, part: Part) -> bool {
    // A template under a heading that says nothing may hold any part.
    let elsewhere = |kind| role.keeps_elsewhere(&[SectionKind::Unknown, kind]);
    match part {
        Part::Title => !role.title.trim().is_empty(),
        Part::Duties => !role.duties.is_empty() || elsewhere(SectionKind::Duties),
        Part::Grounds => {
            !(role.purpose.is_empty() && role.decisions.is_empty() && role.measures.is_empty())
                || GROUNDS.into_iter().any(elsewhere)
        }
        Part::Requirements => !role.requirements.is_empty() || elsewhere(SectionKind::Requirements),
        Part::Place => {
            role.fields.iter().any(|(label, _)| matches!(label.as_str(), "Location" | "Employer"))
                || role.has_section(SectionKind::Company)
        }
    }
}

fn unknown_label(unknown: &UnknownLabel) -> Report {
    let label = &unknown.label.value;
    let report = match unknown.nearest {
        Some(nearest) if unknown.read_as_nearest => {
            Report::new(unknown.label.range, format!("“{label}” is read as “{nearest}”."))
                .help(format!("Write `{nearest}:`."))
                .fix(Fix::new(format!("Write {nearest}")).safe().replace(unknown.label.range, nearest))
        }
        Some(nearest) => Report::new(
            unknown.label.range,
            format!("“{label}” is not a label that rolelint reads; did you mean “{nearest}”?"),
        )
        .help(format!("Write `{nearest}:`, or make it a comment with `# ` in front."))
        .fix(Fix::new(format!("Write {nearest}")).replace(unknown.label.range, nearest)),
        // Somebody else's label, perhaps on purpose.
        None => Report::new(
            unknown.label.range,
            format!("“{label}” is not a label that rolelint reads; what it says is kept but not judged."),
        )
        .severity(Severity::Info)
        .help("If it is a note, make it a comment with `# ` in front."),
    };
    report.evidence([unknown.label.range])
}

/// `Reviewed` names a day more than the limit ago. Without a clock nothing is old.
fn reviewed_long_ago(context: &RoleContext<'_>) -> Option<Report> {
    let (_, reviewed) = context.role.fields.iter().find(|(label, _)| label == "Reviewed")?;
    let limit = context.limits().review_age;
    let due = months_later(&last_day(&reviewed.value)?, limit)?;
    (due.as_str() < context.settings.today.as_deref()?).then(|| {
        Report::new(
            reviewed.range,
            format!("This was last reviewed on {}, more than {limit} months ago.", reviewed.value),
        )
        .severity(Severity::Info)
        .help("Read it with the person who plays the role, and set `Reviewed` to today.")
        .fixes(
            context
                .settings
                .today
                .as_ref()
                .map(|today| Fix::new("It was reviewed today").set(context.index, "Reviewed", today.clone())),
        )
        .evidence([reviewed.range])
    })
}

/// The same day so many months on, as text that compares rightly with other days (`2026-02-31` included).
fn months_later(day: &str, months: u32) -> Option<String> {
    let mut parts = day.split('-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let months = year.checked_mul(12)?.checked_add(month.checked_sub(1)?)?.checked_add(months)?;
    Some(format!("{:04}-{:02}-{day:02}", months / 12, months % 12 + 1))
}

/// `a`, `a and b`, `a, b and c`.
fn list<'a>(items: impl Iterator<Item = &'a str>, last: &str) -> String {
    let items: Vec<&str> = items.collect();
    match items.split_last() {
        Some((only, [])) => (*only).to_owned(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_run_over_the_end_of_a_year() {
        assert_eq!(months_later("2025-11-30", 12).as_deref(), Some("2026-11-30"));
        assert_eq!(months_later("2025-12-31", 2).as_deref(), Some("2026-02-31"));
        assert_eq!(months_later("soon", 2), None);
    }

    #[test]
    fn parts_are_listed_as_people_list_them() {
        assert_eq!(list(["a"].into_iter(), "and"), "a");
        assert_eq!(list(["a", "b", "c"].into_iter(), "and"), "a, b and c");
        assert_eq!(list([].into_iter(), "and"), "");
    }
}

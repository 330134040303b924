//! JOB601: words that tell some readers that they are not meant.

use super::words::{quoted, replaced, they};
use crate::config::Severity;
use crate::declare_rule;
use crate::model::{Role, SectionKind, WordingUse};
use crate::prose::Theme;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    GENDERED_WORDING, "JOB601", "gendered-wording", Warning, "gendered_wording.md", Check::Role(check),
    profiles: [Post]
}

/// One side of the balance weighs more than this many times the other.
const OUT_OF_BALANCE: usize = 3;

/// A games table among what is offered says nothing; so many different perks of the kind may.
const A_CLUBHOUSE: usize = 3;

/// Words that go together in one finding.
struct Subject {
    themes: &'static [Theme],
    severity: Severity,
    /// Number of different words from which on they speak.
    least: usize,
    counts: fn(&WordingUse) -> bool,
    help: fn(&[&WordingUse]) -> String,
}

const SUBJECTS: [Subject; 6] = [
    Subject {
        themes: &[Theme::Pronoun],
        severity: Severity::Warning,
        least: 1,
        // Of the people who already work there "he" may be said.
        counts: |w| !w.is_in(&[SectionKind::Company, SectionKind::Benefits]),
        help: |_| "Write `they`, or speak to the reader: `you`.".to_owned(),
    },
    Subject {
        themes: &[Theme::GenderedTitle, Theme::GenderedAddress],
        severity: Severity::Warning,
        least: 1,
        counts: |_| true,
        help: instead,
    },
    Subject {
        themes: &[Theme::Sexualised],
        severity: Severity::Warning,
        least: 1,
        counts: |_| true,
        help: |_| "Say what is meant without it.".to_owned(),
    },
    Subject {
        themes: &[Theme::HypeTitle],
        severity: Severity::Info,
        least: 1,
        counts: WordingUse::is_of_candidates,
        help: |_| "Write the job's own name, and what it asks for in plain words.".to_owned(),
    },
    Subject {
        themes: &[Theme::BroCulture, Theme::RecruiterTalk],
        severity: Severity::Info,
        least: 1,
        counts: |_| true,
        help: |_| "Say what working here is like: hours, how decisions are made, what help there is.".to_owned(),
    },
    Subject {
        themes: &[Theme::HollowPerk],
        severity: Severity::Info,
        least: A_CLUBHOUSE,
        counts: |w| w.is_in(&[SectionKind::Benefits, SectionKind::Company, SectionKind::Unknown, SectionKind::Process]),
        help: |_| "Put first what everybody can use: pay, hours, leave, pension, time to learn.".to_owned(),
    },
];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    if !context.is_ours() {
        return;
    }
    let role = context.role;
    reports.extend(SUBJECTS.iter().filter_map(|subject| judge(role, subject)));
    reports.extend(balance(context));
}

fn judge(role: &Role, subject: &Subject) -> Option<Report> {
    let found: Vec<&WordingUse> =
        role.wordings_of(subject.themes).filter(|w| w.is_published() && (subject.counts)(w)).collect();
    let mut different: Vec<String> = found.iter().map(|w| w.written.to_lowercase()).collect();
    different.sort_unstable();
    different.dedup();
    let first = found.first().filter(|_| different.len() >= subject.least)?;
    let message = format!("{} may tell some readers that the post is not for them.", quoted(found.iter().copied()));
    Some(
        Report::new(first.range, message)
            .severity(subject.severity)
            .help((subject.help)(&found))
            .fixes(neutral(&found))
            .evidence(found.iter().map(|w| w.range)),
    )
}

/// "`salespeople` instead of ‘salesmen’".
fn instead(found: &[&WordingUse]) -> String {
    let mut pairs: Vec<String> = found
        .iter()
        .filter_map(|w| Some(format!("`{}` instead of ‘{}’", w.wording.instead?, w.written.to_lowercase())))
        .collect();
    pairs.dedup();
    format!("Write {}.", pairs.join(", "))
}

/// All these words in neutral form, where each of them has one.
fn neutral(found: &[&WordingUse]) -> Option<Fix> {
    let first = found.first()?;
    let pronouns = first.wording.theme == Theme::Pronoun;
    if pronouns {
        return Some(found.iter().fold(Fix::new("Write they"), |fix, word| they(fix, word)));
    }
    let neutral: Vec<(&WordingUse, &str)> =
        found.iter().map(|w| Some((*w, w.wording.instead?))).collect::<Option<_>>()?;
    let fix = Fix::new(format!("Write {}", neutral.first()?.1));
    let fix = neutral.into_iter().fold(fix, |fix, (word, instead)| replaced(fix, word, instead));
    // "Person-days" are "man-days"; a title is the author's.
    let same = found.iter().all(|w| w.wording.theme == Theme::GenderedTitle && w.section.is_some());
    Some(if same { fix.safe() } else { fix })
}

/// Many words of one side, few of the other. None of them says anything by itself.
fn balance(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let of = |theme: Theme| -> Vec<&WordingUse> {
        let mut found: Vec<&WordingUse> =
            role.wordings.iter().filter(|w| w.wording.theme == theme && w.is_published()).collect();
        found.sort_by_key(|w| w.written.to_lowercase());
        found.dedup_by_key(|w| w.written.to_lowercase());
        found.sort_by_key(|w| w.range);
        found
    };
    let (masculine, feminine) = (of(Theme::CodedMasculine), of(Theme::CodedFeminine));
    let least = context.limits().coded_words;
    let heavier = |a: &[_], b: &[_]| a.len() >= least && a.len() > OUT_OF_BALANCE * b.len();
    let (words, side) = if heavier(&masculine, &feminine) {
        (masculine, "masculine")
    } else if heavier(&feminine, &masculine) {
        (feminine, "feminine")
    } else {
        return None;
    };
    let first = words.first()?;
    Some(
        Report::new(
            first.range,
            format!(
                "{} words that readers take as {side} stand here, and hardly one of the other side: {}.",
                words.len(),
                quoted(words.iter().copied())
            ),
        )
        .severity(Severity::Info)
        .help("None of them is wrong by itself; put some in plain words.")
        .evidence(words.iter().map(|w| w.range)),
    )
}

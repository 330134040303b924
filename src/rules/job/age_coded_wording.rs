//! JOB602: words that hint at an age.

use super::words::replaced;
use crate::declare_rule;
use crate::model::{Experience, WordingUse};
use crate::prose::Theme;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    AGE_CODED_WORDING, "JOB602", "age-coded-wording", Warning, "age_coded_wording.md", Check::Role(check),
    profiles: [Post]
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    if !context.is_ours() {
        return;
    }
    let role = context.role;
    let themes = [Theme::Age, Theme::AgeOfTeam, Theme::Graduates];
    let hints = role.wordings_of(&themes).filter(|w| w.is_published() && counts(context, w));
    reports.extend(hints.map(|w| {
        let help = match &w.wording.instead {
            Some(instead) => format!("Write `{instead}`, or what the job really asks for."),
            None => "Leave it out, or say what the job really asks for.".to_owned(),
        };
        Report::new(w.range, message(&w.written)).help(help).fixes(without_age(w)).evidence([w.range])
    }));
    let asked = role.requirements.iter().flat_map(|r| &r.experience);
    reports.extend(asked.filter(|e| e.ceiling && e.of_experience).map(too_much_experience));
}

fn message(written: &str) -> String {
    format!("‘{written}’ hints at an age group.")
}

fn counts(context: &RoleContext<'_>, word: &WordingUse) -> bool {
    match word.wording.theme {
        // A scheme for beginners is for beginners.
        Theme::Graduates => word.is_of_candidates() && !context.is_associate(),
        Theme::AgeOfTeam => true,
        // "Young people" may be who the product is for.
        _ => word.is_of_candidates(),
    }
}

/// A ceiling on experience keeps out those who have worked long.
fn too_much_experience(asked: &Experience) -> Report {
    let years = asked.most.unwrap_or(0);
    Report::new(asked.range, format!("At most {years} years of experience hints at an age group."))
        .help("Say at which level the job is, and leave the ceiling out.")
        .fix(Fix::new("Leave the ceiling out").replace(asked.range, "some years"))
        .evidence([asked.range])
}

/// What the entry gives instead. "A digital native" goes with its article.
fn without_age(word: &WordingUse) -> Option<Fix> {
    let instead = word.wording.instead?;
    let fix = Fix::new(format!("Write {instead}"));
    let article = word.beside[0].as_ref().filter(|b| matches!(&*b.word, "a" | "an"));
    Some(match article.filter(|_| instead.starts_with("at ease")) {
        Some(article) => fix.replace(article.range.cover(word.range), instead),
        None => replaced(fix, word, instead),
    })
}

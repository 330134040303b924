//! JOB603: more demands than a job has, or demands that few jobs have.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Requirement, SectionKind, WordingUse};
use crate::prose::Theme;
use crate::rules::job::words::quoted;
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::WordStarts;

declare_rule! {
    GATEKEEPING_DEMANDS, "JOB603", "gatekeeping-demands", Warning, "gatekeeping_demands.md", Check::Role(check),
    profiles: [Post]
}

/// Demands that hold people off who could do the work.
const GATES: [Theme; 4] = [Theme::Degree, Theme::Certificate, Theme::NativeSpeaker, Theme::DrivingLicence];
/// A demand is taken for a must where nothing says how strong it is.
const TAKEN_FOR_MUST: f32 = 0.6;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    if !context.is_ours() {
        return;
    }
    reports.extend(too_many(context));
    reports.extend(context.role.requirements.iter().filter(|r| r.must).filter_map(|r| gate(context, r)));
    reports.extend(too_many_tools(context));
    reports.extend(notes(context));
}

/// How sure it is that these are musts.
fn confidence(musts: &[&Requirement]) -> f32 {
    let told = musts.iter().filter(|r| r.strength_given).count();
    if told * 2 > musts.len() { 1.0 } else { TAKEN_FOR_MUST }
}

/// The longest list of musts. A document may hold several: what is asked of everybody, and what only of one level.
fn too_many(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let lists = role.sections.iter().filter(|s| s.kind == SectionKind::Requirements).map(|section| {
        let musts: Vec<&Requirement> = role
            .requirements
            .iter()
            .filter(|r| r.must && r.listed && !r.alternative && section.range.contains_range(r.range))
            .collect();
        (section.heading, musts)
    });
    let (place, musts) = lists.max_by_key(|(_, musts)| musts.len())?;
    let limit = context.limits().must_haves;
    // Where nothing says how strong they are, one of them is likely to be meant lightly.
    let sure = confidence(&musts);
    let margin = usize::from(sure < 1.0);
    (musts.len() > limit + margin).then(|| {
        Report::new(place, format!("{} must-haves: mark what can be learned on the job as nice to have.", musts.len()))
            .help(format!("Keep the {limit} without which nobody could start, or fewer."))
            .confidence(sure)
            .evidence(musts.iter().map(|r| r.range))
    })
}

/// A degree, a certificate, a mother tongue, a licence: without another way in and without a reason.
fn gate(context: &RoleContext<'_>, requirement: &Requirement) -> Option<Report> {
    let role = context.role;
    if requirement.choice || role.shows_at(requirement.range, &[Theme::Alternative, Theme::Reason]) {
        return None;
    }
    let is_asked = |w: &&WordingUse| {
        requirement.range.contains_range(w.range) && !requirement.lighter.iter().any(|l| l.contains_range(w.range))
    };
    let found: Vec<&WordingUse> = role.wordings_of(&GATES).filter(is_asked).collect();
    let first = found.first()?;
    let help = match first.wording.theme {
        Theme::Degree => "Write `or like experience`, mark it as nice to have, or say why the job needs it.",
        Theme::Certificate => "A course of two days can be taken after the first day: mark it as nice to have.",
        Theme::NativeSpeaker => {
            "Say what the language is for and how well it must be spoken, such as `fluent German for work with farmers`."
        }
        _ => "Say what it is for, or mark it as nice to have.",
    };
    let one = found.iter().all(|w| w.written.eq_ignore_ascii_case(&first.written));
    let keeps = if one { "keeps" } else { "keep" };
    Some(
        Report::new(
            first.range,
            format!("{} as a must {keeps} out people who could do this job.", quoted(found.iter().copied())),
        )
        .help(help)
        .fixes(let_in(requirement, &found))
        .evidence(found.iter().map(|w| w.range)),
    )
}

/// Another way in for a degree; anything may become nice to have. Only where the line reads on afterwards as a person would write it.
fn let_in(requirement: &Requirement, gates: &[&WordingUse]) -> Vec<Fix> {
    let degree = gates.first().filter(|w| w.wording.theme == Theme::Degree);
    let degree = degree.and_then(|word| like_experience(requirement, word));
    let written: Vec<&str> = gates.iter().map(|w| &*w.written).collect();
    let nice = if holds_more(&requirement.text, &written) { None } else { nice_to_have(requirement) };
    degree.into_iter().chain(nice).collect()
}

/// Whether a line asks for something besides these demands ("native German, fluent English"): it must not become nice to have with them.
fn holds_more(text: &str, demands: &[&str]) -> bool {
    let parts = text.split([',', ';', '&', '+']).flat_map(|part| part.split(" and "));
    parts.filter(|p| p.contains(char::is_alphanumeric)).any(|part| !demands.iter().any(|d| part.contains(d)))
}

/// "University degree or like experience"; behind a subject that follows only where the line ends with it.
fn like_experience(requirement: &Requirement, word: &WordingUse) -> Option<Fix> {
    let fix = Fix::new("Let like experience count");
    let [_, next] = &word.beside;
    if next.is_none() {
        return Some(fix.replace(word.range, format!("{} or like experience", word.written)));
    }
    let text = requirement.text.trim_end_matches(['.', ' ']);
    let goes_on = [",", ";", ".", ":", "(", " and ", " with ", " or ", " plus ", " + ", " & "];
    let plain = !goes_on.iter().any(|mark| text.contains(mark)) && !says_must(text);
    let of_subject = next.as_ref().is_some_and(|n| matches!(&*n.word, "in" | "of"));
    (plain && of_subject).then(|| {
        let text = format!("{text} or like experience");
        fix.rewrite(requirement.range, Item::Requirement { must: true, text })
    })
}

/// Endings that say that something is a must.
const MUST_ENDINGS: [&str; 14] = [
    " is a must",
    " are a must",
    " is a must-have",
    " a must",
    " is mandatory",
    " are mandatory",
    " mandatory",
    " is required",
    " are required",
    " required",
    " is essential",
    " essential",
    " is needed",
    " is necessary",
];

/// What says in words that it is a must does not become nice to have by a remark behind it: the words go.
fn nice_to_have(requirement: &Requirement) -> Option<Fix> {
    let text = requirement.text.trim_end_matches(['.', '!', ' ']);
    let lower = text.to_ascii_lowercase();
    let ending = MUST_ENDINGS.iter().find(|ending| lower.ends_with(*ending));
    let text = ending.map_or(requirement.text.as_str(), |ending| &text[..text.len() - ending.len()]);
    if says_must(text) || text.contains(';') {
        return None;
    }
    let item = Item::Requirement { must: false, text: text.to_owned() };
    Some(Fix::new("Mark it as nice to have").rewrite(requirement.range, item))
}

fn says_must(text: &str) -> bool {
    static MUST: WordStarts<7> =
        WordStarts::new(["must", "mandatory", "required", "essential", "necessary", "indispensable", "needed"]);
    MUST.occur_in(text)
}

fn too_many_tools(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let musts: Vec<&Requirement> = role
        .requirements
        .iter()
        .filter(|r| r.must && !role.shows_at(r.range, &[Theme::Example, Theme::Alternative]))
        .collect();
    let mut tools: Vec<&WordingUse> =
        role.wordings_of(&[Theme::Tool]).filter(|w| musts.iter().any(|r| r.range.contains_range(w.range))).collect();
    tools.sort_by_key(|w| w.written.to_lowercase());
    tools.dedup_by_key(|w| w.written.to_lowercase());
    tools.sort_by_key(|w| w.range);
    let first = tools.first().filter(|_| tools.len() > context.limits().named_tools)?;
    let asked: Vec<&Requirement> =
        musts.iter().copied().filter(|r| tools.iter().any(|w| r.range.contains_range(w.range))).collect();
    Some(
        Report::new(first.range, format!("{} tools by name as musts: {}.", tools.len(), quoted(tools.iter().copied())))
            .help("Say what is done with them; one who knows one such tool learns the next.")
            .confidence(confidence(&asked))
            .evidence(tools.iter().map(|w| w.range)),
    )
}

/// Worth a thought: what no job should need, and names that nobody who knows the thing would write.
fn notes(context: &RoleContext<'_>) -> Vec<Report> {
    let role = context.role;
    let note = |w: &WordingUse, message: String, help: String| {
        Report::new(w.range, message).severity(Severity::Info).help(help).evidence([w.range])
    };
    let demands = role
        .wordings_of(&[Theme::UnrealisticDemand])
        .filter(|w| w.is_of_candidates() || w.is_in(&[SectionKind::Duties]))
        .map(|w| {
            note(
                w,
                format!("‘{}’ is a demand that few jobs really have.", w.written),
                "Say what happens, how often, and what is given for it.".to_owned(),
            )
        });
    let gone = role.wordings_of(&[Theme::GoneTechnology]).filter(|w| w.is_in(&[SectionKind::Requirements])).map(|w| {
        note(
            w,
            format!("‘{}’ has been ended by its maker; few people have reason to know it today.", w.written),
            "Name what is used now, or say that it is to be replaced.".to_owned(),
        )
    });
    let misnamed =
        role.wordings_of(&[Theme::MisnamedTechnology]).filter(|w| w.is_in(&[SectionKind::Requirements])).map(|w| {
            let name = w.wording.instead.unwrap_or("");
            note(w, format!("‘{}’ is called {name}.", w.written), format!("Write `{name}`."))
                .fix(Fix::new(format!("Write {name}")).safe().replace(w.range, name))
        });
    demands.chain(gone).chain(misnamed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_asks_for_more_is_not_marked_as_a_whole() {
        for (text, demands) in [
            ("Native German", &["Native German"][..]),
            ("CSPO and PSM I", &["CSPO", "PSM I"]),
            ("University degree in biology", &["University degree"]),
        ] {
            assert!(!holds_more(text, demands), "{text}");
        }
        for (text, demands) in [
            ("Native German, fluent English", &["Native German"][..]),
            ("University degree and five years of practice", &["University degree"]),
            ("CSPO; has led a product", &["CSPO"]),
        ] {
            assert!(holds_more(text, demands), "{text}");
        }
    }
}

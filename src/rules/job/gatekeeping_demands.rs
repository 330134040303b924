//! JOB603: more demands than a job has, or demands that few jobs have.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Requirement, SectionKind, WordingUse};
use crate::prose::Theme;
use crate::rules::job::words::quoted;
use crate::rules::{Check, Fix, Report, RoleContext};

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
    let found: Vec<&WordingUse> =
        role.wordings_of(&GATES).filter(|w| requirement.range.contains_range(w.range)).collect();
    let first = found.first()?;
    let help = match first.wording.theme {
        Theme::Degree => "Write `or like experience`, mark it as nice to have, or say why the job needs it.",
        Theme::Certificate => "A course of two days can be taken after the first day: mark it as nice to have.",
        Theme::NativeSpeaker => {
            "Say what the language is for and how well it must be spoken, such as `fluent German for work with farmers`."
        }
        _ => "Say what it is for, or mark it as nice to have.",
    };
    Some(
        Report::new(
            first.range,
            format!("{} as a must keeps out people who could do this job.", quoted(found.iter().copied())),
        )
        .help(help)
        .fixes(let_in(requirement, first))
        .evidence(found.iter().map(|w| w.range)),
    )
}

/// Another way in for a degree; anything may become nice to have.
fn let_in(requirement: &Requirement, word: &WordingUse) -> Vec<Fix> {
    let degree = (word.wording.theme == Theme::Degree).then(|| {
        Fix::new("Let like experience count").replace(word.range, format!("{} or like experience", word.written))
    });
    let nice = Fix::new("Mark it as nice to have")
        .rewrite(requirement.range, Item::Requirement { must: false, text: requirement.text.clone() });
    degree.into_iter().chain([nice]).collect()
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

//! Rules of an organisation's own: what their conditions come to for a role.
//!
//! A condition holds, does not hold, or cannot be told: where too little of the work is understood, or a document is written in a
//! language without a vocabulary. What cannot be told makes no finding, however it is combined.

use std::fmt::Write;
use std::sync::{LazyLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::{Check, Report, RoleContext, Rule};
use crate::config::{Bounds, Condition, OwnRule, Part, Severity};
use crate::knowledge::{Framework, FrameworkName};
use crate::model::{Category, Contact, ContactClass, Decision, Mode, PatternUse, Right, SectionKind, Subject};
use crate::text::{Pattern, TextRange};

/// The rule as all others are. Made once.
pub(super) fn rule(own: &'static OwnRule) -> &'static Rule {
    static MADE: LazyLock<RwLock<FxHashMap<usize, &'static Rule>>> = LazyLock::new(RwLock::default);
    // An organisation's rule is never moved or freed, so its address is a name.
    let key = std::ptr::from_ref(own) as usize;
    if let Some(rule) = MADE.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return rule;
    }
    MADE.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert_with(|| {
        Box::leak(Box::new(Rule {
            code: &own.code,
            name: &own.name,
            severity: own.severity,
            profiles: &[],
            since: env!("CARGO_PKG_VERSION"),
            preview: own.preview,
            document: Box::leak(document(own).into_boxed_str()),
            silences: &[],
            check: Check::Own(own),
        }))
    })
}

/// What people read about it.
fn document(own: &OwnRule) -> String {
    let mut page = format!("# {} {}\n\n{}\n\n", own.code, own.name, own.message);
    let _ = writeln!(page, "A rule of your own, in `{}`; it weighs {}.", own.file, weight(own.severity));
    if !own.fix.is_empty() {
        let _ = write!(page, "\n## How to mend it\n\n{}\n", own.fix);
    }
    if !own.help.is_empty() {
        let _ = write!(page, "\n## More\n\n<{}>\n", own.help);
    }
    for test in &own.tests {
        let about = if test.fails { "It speaks here" } else { "It is silent here" };
        let name = if test.name.is_empty() { String::new() } else { format!(" ({})", test.name) };
        let language = if test.markdown { "markdown" } else { "role" };
        let fence = "`".repeat(longest_run_of_ticks(&test.document).max(2) + 1);
        let _ = write!(page, "\n{about}{name}:\n\n{fence}{language}\n{}\n{fence}\n", test.document.trim_end());
    }
    page
}

fn longest_run_of_ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "as an info",
        Severity::Warning => "as a warning",
        Severity::Error => "as an error",
    }
}

/// Whether a rule speaks of a role.
pub(super) fn check(own: &OwnRule, context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Answer::Holds(ground) = answer(&own.when, context) else { return };
    let fill = |text: &str| {
        let written = ground.matched.as_deref().unwrap_or_default();
        // In one go: what a document says is no template.
        let parts: Vec<String> = text.split("{title}").map(|part| part.replace("{match}", written)).collect();
        parts.join(&context.role.title.value)
    };
    let mut report = Report::new(ground.place.unwrap_or(context.role.head), fill(&own.message))
        .help(fill(&own.fix))
        .confidence(ground.confidence)
        .evidence(ground.evidence);
    report.absence = ground.absence;
    reports.push(report);
}

/// What an answer rests on.
struct Ground {
    /// Where the finding stands, if not at the role as such.
    place: Option<TextRange>,
    evidence: Vec<TextRange>,
    confidence: f32,
    /// It rests on something that the document does not say.
    absence: bool,
    /// The text that matched.
    matched: Option<String>,
}

impl Ground {
    /// Something that is known for certain.
    fn certain() -> Ground {
        Ground { place: None, evidence: Vec::new(), confidence: 1.0, absence: false, matched: None }
    }

    /// Something that is not there.
    fn absent() -> Ground {
        Ground { absence: true, ..Ground::certain() }
    }

    /// Something that these places show.
    fn shown(places: impl IntoIterator<Item = (TextRange, f32)>) -> Ground {
        places.into_iter().fold(Ground::certain(), |mut ground, (range, confidence)| {
            ground.place.get_or_insert(range);
            ground.evidence.push(range);
            ground.confidence = ground.confidence.min(confidence);
            ground
        })
    }

    fn and(mut self, other: Ground) -> Ground {
        self.place = self.place.or(other.place);
        self.matched = self.matched.or(other.matched);
        self.evidence.extend(other.evidence);
        self.confidence = self.confidence.min(other.confidence);
        self.absence |= other.absence;
        self
    }
}

enum Answer {
    Holds(Ground),
    Fails(Ground),
    Unknown,
}

impl Answer {
    fn of(holds: bool, ground: Ground) -> Answer {
        if holds { Answer::Holds(ground) } else { Answer::Fails(ground) }
    }

    /// Something holds if it is shown somewhere.
    fn if_shown(places: Vec<(TextRange, f32)>) -> Answer {
        if places.is_empty() { Answer::Fails(Ground::absent()) } else { Answer::Holds(Ground::shown(places)) }
    }
}

fn answer(condition: &Condition, context: &RoleContext<'_>) -> Answer {
    let role = context.role;
    match condition {
        Condition::All(all) => all_of(all.iter().map(|c| answer(c, context))),
        // Not all of the opposites hold.
        Condition::Any(any) => opposite(all_of(any.iter().map(|c| opposite(answer(c, context))))),
        Condition::Not(condition) => opposite(answer(condition, context)),
        Condition::Kind(kinds) => match &role.kind {
            Some(kind) => {
                let ground = Ground { confidence: kind.confidence, ..Ground::certain() };
                Answer::of(kinds.contains(&kind.value), ground)
            }
            None => Answer::Fails(Ground::certain()),
        },
        Condition::Level(levels) => match &role.level {
            Some(level) => {
                Answer::of(levels.contains(&level.value), Ground { confidence: level.confidence, ..Ground::certain() })
            }
            None => Answer::Fails(Ground::absent()),
        },
        Condition::Profile(profile) => Answer::of(context.profile() == *profile, Ground::certain()),
        Condition::Framework(names) => Answer::of(names.iter().any(|name| works_by(context, name)), Ground::certain()),
        Condition::Title(patterns) => {
            let found = patterns.iter().any(|p| p.is_in(&role.title));
            Answer::of(found, Ground { place: Some(role.title.range), ..Ground::certain() })
        }
        Condition::Share(categories, bounds) => share(context, categories, *bounds),
        Condition::Contact(classes, modes, often) => contact(context, classes, modes, *often),
        Condition::Missing(parts) => match parts.iter().find(|part| is_missing(context, **part)) {
            Some(_) => Answer::Holds(Ground::absent()),
            None => Answer::Fails(Ground::certain()),
        },
        Condition::Text(patterns, sections) => text(context, patterns, sections),
        Condition::Decision(subjects, rights) => decision(context, subjects, rights),
        Condition::Measure(types) => {
            if !is_understood(context) {
                return Answer::Unknown;
            }
            let found = role.measures.iter().filter(|m| types.contains(&m.class));
            Answer::if_shown(found.map(|m| (m.range, m.confidence)).collect())
        }
        Condition::Count(section, bounds) => {
            let n = entries(context, *section);
            let heading = role.section(*section).map(|s| s.heading);
            Answer::of(bounds.hold(n as f64), Ground { place: heading, ..Ground::certain() })
        }
    }
}

/// All hold: what fails first decides, whatever is unknown beside it.
fn all_of(answers: impl Iterator<Item = Answer>) -> Answer {
    let mut ground = Some(Ground::certain());
    for answer in answers {
        match answer {
            Answer::Fails(why) => return Answer::Fails(why),
            Answer::Unknown => ground = None,
            Answer::Holds(more) => ground = ground.map(|ground| ground.and(more)),
        }
    }
    ground.map_or(Answer::Unknown, Answer::Holds)
}

fn opposite(answer: Answer) -> Answer {
    match answer {
        Answer::Holds(ground) => Answer::Fails(ground),
        Answer::Fails(ground) => Answer::Holds(ground),
        Answer::Unknown => Answer::Unknown,
    }
}

/// Whether a framework is in force, by its own name or that of a known one, whatever its version.
fn works_by(context: &RoleContext<'_>, name: &str) -> bool {
    let known = Framework::parse(name.trim()).map(|f| f.name).filter(|name| *name != FrameworkName::Custom);
    context.frameworks().iter().any(|f| Some(f.name) == known || f.label().eq_ignore_ascii_case(name.trim()))
}

/// Sentences could be read.
fn is_understood(context: &RoleContext<'_>) -> bool {
    context.document.language == "en"
}

fn share(context: &RoleContext<'_>, categories: &[Category], bounds: Bounds) -> Answer {
    let role = context.role;
    if !is_understood(context) || !role.mix_is_known() {
        return Answer::Unknown;
    }
    let sum: f32 = categories.iter().map(|c| role.share(*c)).sum();
    let evidence = role.duties_in(categories).map(|d| d.text_range).collect();
    let ground = Ground { evidence, confidence: role.mix_confidence(categories), ..Ground::certain() };
    Answer::of(bounds.hold(f64::from(sum)), ground)
}

fn contact(context: &RoleContext<'_>, classes: &[ContactClass], modes: &[Mode], often: Bounds) -> Answer {
    if !is_understood(context) {
        return Answer::Unknown;
    }
    let is_meant = |contact: &&Contact| {
        let way = if modes.is_empty() { contact.is_direct() } else { !contact.denied && modes.contains(&contact.mode) };
        let often_enough = || match contact.cadence.and_then(|c| c.per_month()) {
            Some(n) => often.hold(f64::from(n)),
            None => often.is_open(),
        };
        way && (classes.is_empty() || classes.contains(&contact.class)) && often_enough()
    };
    Answer::if_shown(context.role.contacts.iter().filter(is_meant).map(|c| (c.range, c.confidence)).collect())
}

fn decision(context: &RoleContext<'_>, subjects: &[Subject], rights: &[Right]) -> Answer {
    if !is_understood(context) {
        return Answer::Unknown;
    }
    let rights = if rights.is_empty() { &[Right::Alone, Right::With] } else { rights };
    let is_meant = |d: &&Decision| rights.contains(&d.right) && (subjects.is_empty() || subjects.contains(&d.subject));
    Answer::if_shown(context.role.decisions.iter().filter(is_meant).map(|d| (d.range, d.confidence)).collect())
}

fn text(context: &RoleContext<'_>, patterns: &[Pattern], sections: &[SectionKind]) -> Answer {
    let (document, role) = (context.document, context.role);
    // What stands before the first role, front matter included, is told of all roles; it is judged with the first one.
    let begins = if context.index == 0 { 0 } else { role.range.start };
    let whole = TextRange::new(begins, role.range.end.max(role.head.end));
    let mut places: Vec<TextRange> =
        role.sections.iter().filter(|s| sections.contains(&s.kind)).map(|s| s.range).collect();
    if sections.is_empty() {
        places.push(whole);
    }
    let is_meant =
        |found: &&PatternUse| patterns.contains(&found.pattern) && places.iter().any(|p| p.contains_range(found.range));
    let mut found: Vec<&PatternUse> = document.matches.iter().filter(is_meant).collect();
    found.sort_by_key(|f| f.range);
    let Some(first) = found.first() else { return Answer::Fails(Ground::absent()) };
    let shown = Ground::shown(found.iter().map(|f| (f.range, 1.0)));
    Answer::Holds(Ground { matched: Some(first.written.clone()), ..shown })
}

/// How many entries a section has; a sentence elsewhere that would stand in it counts.
fn entries(context: &RoleContext<'_>, section: SectionKind) -> usize {
    let role = context.role;
    match section {
        SectionKind::Purpose => role.purpose.len(),
        SectionKind::Duties => role.duties.len(),
        SectionKind::Contacts => role.contacts.iter().filter(|c| !c.denied).count(),
        SectionKind::Decisions => role.decisions.len(),
        SectionKind::Measures => role.measures.len(),
        SectionKind::WorksWith => role.works_with.len(),
        SectionKind::Requirements => role.requirements.len(),
        SectionKind::OutOfScope => role.out_of_scope.len(),
        _ => usize::from(role.has_section(section)),
    }
}

fn is_missing(context: &RoleContext<'_>, part: Part) -> bool {
    let role = context.role;
    match part {
        Part::Section(section) => {
            !role.has_section(section) && entries(context, section) == 0 && !role.keeps_elsewhere(&[section])
        }
        Part::Field(label) => {
            let read = match label {
                "Salary" => role.pay_in_text.is_some(),
                "Level" => role.level.is_some(),
                "Framework" => !context.stated_frameworks().is_empty(),
                "Reports to" => role.reports_to.is_some(),
                "Product" => role.product.is_some(),
                "Teams" => !role.teams.is_empty(),
                "Users" => role.users.is_some(),
                "Stage" => context.stage().is_some(),
                "Allocation" => role.allocation.is_some(),
                "Id" => role.id.is_some(),
                _ => false,
            };
            !read && !role.fields.iter().any(|(known, _)| known == label)
        }
    }
}

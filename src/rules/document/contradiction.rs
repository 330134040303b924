//! DOC506: two statements of one document that cannot both hold.

use crate::declare_rule;
use crate::knowledge::FrameworkName;
use crate::model::{Contact, Decision, Duty, Role, Stage, Statement, Track, slug};
use crate::prose::{self, ContactClass, Context, Right, Subject, Theme};
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

declare_rule! { CONTRADICTION, "DOC506", "contradiction", Warning, "contradiction.md", Check::Role(check) }

/// Both sides must be read at least so surely.
const SURE: f32 = 0.7;
/// Shared content words, of all that either has, from which on two statements are about the same.
const SAME: f32 = 0.8;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    if !context.is_ours() {
        return;
    }
    let role = context.role;
    reports.extend(met_and_not_met(role));
    reports.extend(decided_and_never(role));
    reports.extend(done_and_out_of_scope(role));
    reports.extend(two_managers(context));
    reports.extend(two_frameworks(role));
    reports.extend(stage_and_text(role));
    reports.extend(leads_and_leads_nobody(role));
}

/// Both places, each told by the other.
fn report(at: TextRange, message: String, other: TextRange, what: &str) -> Report {
    Report::new(at, message)
        .help("Keep the one that holds, and take the other out.")
        .evidence([at, other])
        .related_here(other, what)
}

/// Either of them goes. Without what is planned, decided or done the role is another one: that is for people to choose.
fn take_out(against: Option<TextRange>, planned: Option<TextRange>) -> Vec<Fix> {
    let against = against.map(|range| Fix::new("Take out what speaks against it").remove(range));
    let planned = planned.map(|range| Fix::new("Take out what is planned").remove(range).only_offered());
    against.into_iter().chain(planned).collect()
}

fn met_and_not_met(role: &Role) -> Option<Report> {
    let sure = |c: &&Contact| c.confidence >= SURE;
    let mut denied = role.contacts.iter().filter(sure).filter(|c| c.denied && !role.is_bound_on_other_work(c));
    denied.find_map(|no| {
        let meets = |yes: &&Contact| yes.is_direct() && yes.range != no.range && same_people(yes, no);
        let planned: Vec<&Contact> = role.contacts.iter().filter(sure).filter(meets).collect();
        let yes = *planned.first()?;
        // Where it is planned twice, to take out one of them settles nothing.
        let taken = (yes.listed && planned.len() == 1).then_some(yes.range);
        Some(
            report(
                no.range,
                format!("Two statements disagree: contact with {} is planned, and ruled out.", yes.who.trim()),
                yes.range,
                "here it is planned",
            )
            .fixes(take_out(no.listed.then_some(no.range), taken))
            .confidence(yes.confidence.min(no.confidence)),
        )
    })
}

/// The same class, and the same words or one of them all of that class.
fn same_people(a: &Contact, b: &Contact) -> bool {
    if a.class != b.class || matches!(a.class, ContactClass::Proxy) {
        return false;
    }
    let (whose_a, whose_b, all) = (content(&a.who), content(&b.who), content(a.class.name()));
    whose_a == whose_b || whose_a == all || whose_b == all
}

fn decided_and_never(role: &Role) -> Option<Report> {
    let of = |right: Right| role.decisions.iter().filter(move |d| d.right == right && d.confidence >= SURE);
    of(Right::Never).find_map(|no| {
        let yes = of(Right::Alone).find(|yes| yes.range != no.range && same_decision(yes, no))?;
        Some(
            report(
                no.range,
                format!("Two statements disagree: “{}” is decided alone, and never.", yes.text.trim()),
                yes.range,
                "here it is decided alone",
            )
            .fixes(take_out(Some(no.range), Some(yes.range))),
        )
    })
}

fn same_decision(a: &Decision, b: &Decision) -> bool {
    let (of_a, of_b) = (content(&a.text), content(&b.text));
    let within = |x: &[u32], y: &[u32]| !x.is_empty() && x.iter().all(|w| y.contains(w));
    of_a == of_b && !of_a.is_empty()
        || a.subject == b.subject && a.subject != Subject::Other && (within(&of_a, &of_b) || within(&of_b, &of_a))
}

fn done_and_out_of_scope(role: &Role) -> Option<Report> {
    role.out_of_scope.iter().find_map(|bound| {
        let duty = role.duties.iter().find(|d| d.confidence >= SURE && same_work(d, bound))?;
        Some(
            report(
                bound.range,
                format!("Two statements disagree: “{}” is a duty, and out of scope.", duty.text.trim()),
                duty.range,
                "here it is a duty",
            )
            .fixes(take_out(Some(bound.range), Some(duty.range))),
        )
    })
}

fn same_work(duty: &Duty, bound: &Statement) -> bool {
    let (a, b) = (sorted(duty.reading.content.clone()), sorted(bound.reading.content.clone()));
    let shared = a.iter().filter(|w| b.contains(w)).count();
    let all = a.len() + b.len() - shared;
    shared >= 2 && shared as f32 >= SAME * all as f32
}

/// A line manager in a field, another in a sentence.
fn two_managers(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let stated = role.reports_to.as_ref()?;
    let title = context
        .organisation
        .role_named(&stated.value.0)
        .and_then(|k| context.organisation.role(k))
        .map(|r| r.title.as_str());
    let words = |name: &str| -> Vec<String> {
        let parts = slug(name);
        parts
            .split('-')
            .filter(|w| !matches!(*w, "of" | "the" | "a" | "our" | "and" | "for" | "to" | ""))
            .map(str::to_owned)
            .collect()
    };
    let mut own = words(&stated.value.0);
    own.extend(title.map(words).unwrap_or_default());
    let said = role.purpose.iter().chain(&role.works_with).chain(&role.asides).map(|s| (s.text.as_str(), s.range));
    let said = said.chain(role.duties.iter().map(|d| (d.text.as_str(), d.text_range)));
    said.filter(|(_, range)| !range.contains_range(stated.range)).find_map(|(text, range)| {
        let named = prose::read_reporting_line(text)?.of(text);
        let other = words(named);
        let different = !other.is_empty() && !other.iter().any(|w| own.contains(w));
        different.then(|| {
            report(
                range,
                format!(
                    "Two statements disagree: this role reports to {}, and to {}.",
                    title.unwrap_or(&stated.value.0),
                    named.trim()
                ),
                stated.range,
                "here the line manager is given",
            )
        })
    })
}

/// A framework in a field, and another in a sentence on how the team works.
fn two_frameworks(role: &Role) -> Option<Report> {
    if role.framework.is_empty()
        || role.framework.iter().any(|f| f.confidence < 1.0 || f.value.name == FrameworkName::Custom)
    {
        return None;
    }
    let stated = role.framework.first()?;
    let said = role.purpose.iter().chain(&role.asides).map(|s| (s.text.as_str(), s.range));
    let said = said.chain(role.duties.iter().map(|d| (d.text.as_str(), d.text_range)));
    said.filter(|(_, range)| role.shows_at(*range, &[Theme::WayOfWorking])).find_map(|(text, range)| {
        let named = prose::read_frameworks(text);
        let fits = named.iter().any(|(name, _)| role.framework.iter().any(|f| is_part_of(*name, f.value.name)));
        let (other, _) = named.first().filter(|_| !fits)?;
        Some(report(
            range,
            format!(
                "Two statements disagree: the framework is {}, and the team works in {}.",
                stated.value,
                other.label()
            ),
            stated.range,
            "here the framework is given",
        ))
    })
}

/// Whether teams that work by `whole` also work by `part`: the scaled frameworks are built on Scrum, and Kanban goes with all.
fn is_part_of(part: FrameworkName, whole: FrameworkName) -> bool {
    part == whole
        || matches!(part, FrameworkName::Kanban | FrameworkName::Xp) && whole != FrameworkName::None
        || part == FrameworkName::Scrum
            && !matches!(whole, FrameworkName::None | FrameworkName::Kanban | FrameworkName::Xp)
        || part == FrameworkName::Less && whole == FrameworkName::LessHuge
}

fn stage_and_text(role: &Role) -> Option<Report> {
    let stated = role.stage.as_ref()?;
    let against = match stated.value {
        Stage::Discovery | Stage::Introduction => &[Theme::StageMaturity, Theme::StageDecline][..],
        Stage::Growth => &[Theme::StageDiscovery, Theme::StageDecline],
        Stage::Maturity | Stage::Decline => &[Theme::StageDiscovery],
    };
    let said = role.wordings_of(against).find(|w| !w.range.is_empty())?;
    Some(report(
        said.line,
        format!("Two statements disagree: the stage says one thing, “{}” another.", said.written),
        stated.range,
        "here the stage is given",
    ))
}

fn leads_and_leads_nobody(role: &Role) -> Option<Report> {
    let leads = role.leads.first().map(|l| l.range);
    let track = role.track.as_ref().filter(|t| t.value == Track::PeopleLead).map(|t| t.range);
    let leads = leads.or(track)?;
    let none = role.wordings_of(&[Theme::NoReports]).next()?;
    Some(report(
        none.line,
        format!("Two statements disagree: this role leads people, and has “{}”.", none.written),
        leads,
        "here it leads people",
    ))
}

fn content(text: &str) -> Vec<u32> {
    sorted(prose::read(text, &Context::default()).content)
}

fn sorted(mut words: Vec<u32>) -> Vec<u32> {
    words.sort_unstable();
    words.dedup();
    words
}

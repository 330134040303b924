//! DOC502: title or kind say one job, the duties another.

use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::{FrameworkName, Kind, kind_from_name};
use crate::model::{Duty, Fact, Role};
use crate::prose::{Category, Signal};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    TITLE_KIND_MISMATCH, "DOC502", "title-kind-mismatch", Warning, "title_kind_mismatch.md", Check::Role(check),
    silences: ["PO110"]
}

/// Mean confidence of the duties that decide, from which on they may speak against a title.
const SURE: f32 = 0.7;
/// Counting bullets says something from this many on; written shares always do.
const ENOUGH_DUTIES: usize = 3;
/// So much of direction and market speaks against an owner's title, where discovery makes up the rest.
const DIRECTION: f32 = 0.25;
/// Shares are sums of fractions; equal to a limit counts as reached.
const TINY: f32 = 0.001;

/// The work that a mix of duties reads like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Management,
    Ownership,
    Project,
    Analysis,
}

impl Work {
    fn label(self) -> &'static str {
        match self {
            Work::Management => "a product manager's work",
            Work::Ownership => "a product owner's work for one team",
            Work::Project => "a project manager's work",
            Work::Analysis => "a business analyst's work",
        }
    }

    /// The kind of role that this is the work of.
    fn kind(self) -> Option<Kind> {
        kind_from_name(match self {
            Work::Management => "product manager",
            Work::Ownership => "product owner",
            Work::Project => "project manager",
            Work::Analysis => "business analyst",
        })
    }

    /// Whether a duty is one of those that make a role read like this.
    fn shows_in(self, duty: &Duty) -> bool {
        match self {
            Work::Management => {
                matches!(*duty.category, Category::Strategy | Category::Discovery | Category::GoToMarket)
            }
            Work::Ownership => matches!(*duty.category, Category::Backlog | Category::Delivery),
            Work::Project => *duty.category == Category::Project,
            Work::Analysis => duty.reading.has(Signal::AnalystObject),
        }
    }

    fn categories(self) -> &'static str {
        match self {
            Work::Management => "strategy, discovery and go-to-market",
            Work::Ownership => "backlog and delivery",
            Work::Project => "project work",
            Work::Analysis => "requirements, processes and reports",
        }
    }

    fn share(self, role: &Role) -> f32 {
        role.duties.iter().filter(|d| d.is_known() && self.shows_in(d)).map(|d| d.share).sum()
    }

    fn is_shown_by(self, role: &Role) -> bool {
        let share = self.share(role) + TINY;
        match self {
            Work::Management => share >= 0.5 && role.share(Category::Backlog) < 0.25,
            Work::Ownership => share >= 0.6,
            Work::Project | Work::Analysis => share >= 0.5,
        }
    }
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = &role.kind else { return };
    let report = words_disagree(context, kind).or_else(|| duties_disagree(context, kind));
    reports.extend(report);
}

/// `Kind` and `Role` name different jobs.
fn words_disagree(context: &RoleContext<'_>, kind: &Fact<Kind>) -> Option<Report> {
    let role = context.role;
    let title = role.title_kind?;
    let either_is_product = title.is_product() || kind.is_product();
    if !either_is_product || family(title) == family(kind.value) {
        return None;
    }
    Some(
        Report::new(role.title.range, format!("The title says {}, the kind says {}.", title.label(), kind.label()))
            .help("Let both name the job that is meant; `Posted as` can keep the title of the advert.")
            .confidence(kind.confidence)
            .related_here(kind.range, format!("here it is a {}", kind.label()))
            .evidence([role.title.range, kind.range])
            .fixes(name_alike(context, kind, title)),
    )
}

/// The title as the kind has it, or the kind as the title has it; none that the duties would speak against.
fn name_alike(context: &RoleContext<'_>, kind: &Fact<Kind>, title: Kind) -> Vec<Fix> {
    let fits = |kind: Kind| duties_disagree(context, &Fact::stated(kind, context.role.head)).is_none();
    let by_title = fits(kind.value).then(|| Fix::new(format!("Let the title say {}", kind.label())));
    let by_kind = fits(title).then(|| Fix::new(format!("Let the kind be {}", title.label())).only_offered());
    let by_title = by_title.and_then(|fix| context.title_it(fix, kind.value));
    by_title.into_iter().chain(by_kind.map(|fix| fix.set(context.index, "Kind", title.label()))).collect()
}

/// Owners among themselves and managers among themselves differ in rank or area, not in the job.
fn family(kind: Kind) -> Kind {
    if kind.is_owner() {
        Kind::ProductOwner
    } else if kind.is_manager() {
        Kind::ProductManager
    } else {
        kind
    }
}

fn duties_disagree(context: &RoleContext<'_>, kind: &Fact<Kind>) -> Option<Report> {
    let role = context.role;
    let known = role.duties.iter().filter(|d| d.is_known()).count();
    if !kind.is_product() || !role.mix_is_known() || (!role.shares_given() && known < ENOUGH_DUTIES) {
        return None;
    }
    let shown: Vec<Work> = [Work::Project, Work::Management, Work::Ownership, Work::Analysis]
        .into_iter()
        .filter(|w| w.is_shown_by(role))
        .collect();
    // Where the mix also fits the title, the title holds.
    if shown.iter().any(|w| fits(*w, context, kind.value)) {
        return None;
    }
    let work = shown.first().copied()?;
    // To find out what users need is asked of owners, too: only direction and market speak against their title.
    if work == Work::Management && direction_and_market(role) + TINY < DIRECTION {
        return None;
    }
    let deciding: Vec<&Duty> = role.duties.iter().filter(|d| d.is_known() && work.shows_in(d)).collect();
    let confidence = deciding.iter().map(|d| d.category.confidence).sum::<f32>() / deciding.len().max(1) as f32;
    if confidence < SURE {
        return None;
    }
    let said = match role.title_kind {
        Some(_) => format!("The title says {}", kind.label()),
        None => format!("The kind says {}", kind.label()),
    };
    let message = format!(
        "{said}, the duties read like {} ({} {:.0}%).",
        work.label(),
        work.categories(),
        work.share(role) * 100.0
    );
    let report = Report::new(role.title.range, message)
        .help(
            "If the duties are right, let `Kind` or the title say so; if the title is, add the duties that go with it.",
        )
        .confidence(kind.confidence.min(confidence))
        .evidence(deciding.iter().map(|d| d.text_range))
        .fixes(work.kind().and_then(|kind| {
            context.name_it(Fix::new(format!("Say that this is the role of a {}", kind.label())).only_offered(), kind)
        }));
    // Learning the job on the backlog is how associates begin.
    Some(if context.is_associate() { report.severity(Severity::Info) } else { report })
}

/// The share of what no owner is asked for: setting direction, short of a product goal, and going to market.
fn direction_and_market(role: &Role) -> f32 {
    let is = |d: &&Duty| {
        d.is_known()
            && match *d.category {
                Category::Strategy => !d.reading.has(Signal::ProductGoal),
                category => category == Category::GoToMarket,
            }
    };
    role.duties.iter().filter(is).map(|d| d.share).sum()
}

/// Whether a role of this kind is meant to look like this.
fn fits(work: Work, context: &RoleContext<'_>, kind: Kind) -> bool {
    let role = context.role;
    match work {
        Work::Management => kind.is_manager() || kind == Kind::ChiefProductOwner || owner_is_whole(context),
        Work::Ownership => {
            let also_finds_and_chooses = role.share(Category::Discovery) + role.share(Category::Strategy) > TINY;
            kind.is_owner() || (work.share(role) < 0.7 - TINY && also_finds_and_chooses)
        }
        Work::Project | Work::Analysis => false,
    }
}

/// Scrum and its larger forms give the owner the whole of the product; SAFe shares it with product management.
fn owner_is_whole(context: &RoleContext<'_>) -> bool {
    use FrameworkName::{Less, LessHuge, Nexus, Safe, Scrum, ScrumAtScale};
    context.uses(&[Scrum, Nexus, Less, LessHuge, ScrumAtScale]) && !context.uses(&[Safe])
}

//! JOB606: the advert calls the job by another name, or its title holds what is no title.

use crate::declare_rule;
use crate::knowledge::{Kind, is_place, kind_of_title};
use crate::model::Fact;
use crate::model::SectionKind;
use crate::model::writing::Item;
use crate::prose::{self, Theme};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    POSTED_TITLE_DIFFERS, "JOB606", "posted-title-differs", Info, "posted_title_differs.md", Check::Role(check),
    profiles: [Post]
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    if !context.is_ours() {
        return;
    }
    let role = context.role;
    reports.extend(role.posted_as.as_ref().and_then(|posted| another_job(context, posted)));
    reports.extend(no_title(role.posted_as.as_ref().unwrap_or(&role.title)));
}

fn another_job(context: &RoleContext<'_>, posted: &Fact<String>) -> Option<Report> {
    let role = context.role;
    let outside = kind_of_title(posted)?.kind;
    let inside = role.title_kind.or(role.kind())?;
    let differs = trade(outside) != trade(inside) || leads(outside) != leads(inside);
    let told = role.titles_in_text.iter().any(|named| trade(named.value) == trade(inside) && named.value != outside);
    if !differs || told {
        return None;
    }
    Some(
        Report::new(
            posted.range,
            format!("The post is called {}, the job inside is {}: say so in the text.", posted.value, role.title.value),
        )
        .help(format!("Add a line such as `Inside the company this job is called {}.`", role.title.value))
        .fix(Fix::new("Say how the job is called inside").add(
            context.index,
            Item::Line(SectionKind::Purpose, format!("Inside the company this job is called {}.", inside.label())),
        ))
        .evidence([posted.range])
        .related_here(role.title.range, "the title inside"),
    )
}

/// Owners among themselves and managers among themselves are one trade; seniority may differ.
fn trade(kind: Kind) -> Kind {
    if kind.is_owner() {
        Kind::ProductOwner
    } else if kind.is_manager() {
        Kind::ProductManager
    } else {
        kind
    }
}

/// A head or director is another job, not another seniority.
fn leads(kind: Kind) -> bool {
    kind == Kind::HeadOfProduct
}

/// A place, pay, an emoji or a shout in the title.
fn no_title(title: &Fact<String>) -> Option<Report> {
    let text = title.value.as_str();
    let all = [
        (!prose::read_wordings(text, |theme| theme == Theme::TitleNoise).is_empty(), "a call"),
        (prose::read_pay(text).currency, "pay"),
        (text.chars().any(is_pictograph), "an emoji"),
        (parts(text).skip(1).any(is_place_of_work), "the place"),
    ];
    let held: Vec<&str> = all.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect();
    if held.is_empty() {
        return None;
    }
    let what = held.join(" and ");
    Some(
        Report::new(
            title.range,
            format!("The title holds {what}; people and search engines look for the job's name there."),
        )
        .help("Keep the title to the name of the job, and put the rest where it belongs: `Location`, `Pay`, the text.")
        .evidence([title.range]),
    )
}

/// What stands between dashes, bars, brackets and commas.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    title
        .split(['|', '(', ')', ',', '–', '—', '/', '·', '[', ']'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
}

fn is_place_of_work(part: &str) -> bool {
    let lower = part.to_lowercase();
    matches!(
        lower.as_str(),
        "remote" | "hybrid" | "on-site" | "onsite" | "fully remote" | "remote first" | "100% remote" | "home office"
    ) || is_place(part)
}

/// Emoji and dingbats; typographic marks and letters of any script are none.
fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0x2600..=0x27BF | 0x1F300..=0x1FAFF | 0x2B50 | 0x2B55)
}

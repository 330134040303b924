//! Items of sections: what they were read as, and why.

use std::fmt::Write;

use super::{Cursor, Hover, percent, term};
use crate::ide::words;
use crate::knowledge::find_term;
use crate::model::{Contact, Decision, Duty, Measure};
use crate::prose::{Cadence, Mode, Right, Subject};
use crate::text::TextRange;

/// A share under the cursor: what it is in hours, and what all shares add up to.
pub(super) fn hover_share(cursor: &Cursor<'_>) -> Option<Hover> {
    const WEEK: f32 = 40.0;
    let role = cursor.role?;
    let given = || role.duties.iter().filter_map(|d| d.share_given.as_ref());
    let share = given().find(|s| cursor.is_on(s.range))?;
    let sum: f32 = given().map(|s| s.value).sum();
    let hours = share.value * WEEK;
    let mut markdown =
        format!("**{} of the time**: about {hours:.0} hours of a week of {WEEK:.0}", percent(share.value));
    let open = role.duties.iter().filter(|d| d.share_given.is_none()).count();
    let _ = write!(markdown, "\n\nThe shares of this role add up to {}", percent(sum));
    if open > 0 {
        let rest = (1.0 - sum).max(0.0);
        let _ = write!(
            markdown,
            "; {} without one {} the other {}",
            open,
            if open == 1 { "has" } else { "share" },
            percent(rest)
        );
    }
    markdown.push('.');
    Some(Hover { range: share.range, markdown })
}

/// A lead word that somebody wrote, under the cursor: the category of a duty.
pub(super) fn hover_lead(cursor: &Cursor<'_>) -> Option<Hover> {
    let duty = duty_at(cursor)?;
    let lead = duty.category.range;
    // Only a written category stands outside the words of the duty.
    let written = duty.category.confidence >= 1.0 && !duty.text_range.contains_range(lead);
    (written && cursor.is_on(lead)).then(|| Hover { range: lead, markdown: describe_duty(cursor, duty) })
}

/// The item under the cursor.
pub(super) fn hover(cursor: &Cursor<'_>) -> Option<Hover> {
    let role = cursor.role?;
    let listed = role.contacts.iter().find(|c| c.listed && cursor.is_on(c.range));
    if let Some(duty) = duty_at(cursor) {
        return Some(Hover { range: duty.text_range, markdown: describe_duty(cursor, duty) });
    }
    if let Some(contact) = listed {
        return Some(Hover { range: contact.range, markdown: describe_contact(contact) });
    }
    if let Some(decision) = role.decisions.iter().find(|d| cursor.is_on(d.range)) {
        return Some(Hover { range: decision.range, markdown: describe_decision(cursor, decision) });
    }
    let measure = role.measures.iter().find(|m| cursor.is_on(m.range))?;
    Some(Hover { range: measure.range, markdown: describe_measure(measure) })
}

fn duty_at<'a>(cursor: &Cursor<'a>) -> Option<&'a Duty> {
    cursor.role?.duties.iter().filter(|d| cursor.is_on(d.range)).min_by_key(|d| d.range.len())
}

fn describe_duty(cursor: &Cursor<'_>, duty: &Duty) -> String {
    let category = duty.category.value.name();
    let mut out = if duty.is_known() { format!("**{category}**") } else { "**Category not known**".to_owned() };
    if duty.category.confidence >= 1.0 {
        out.push_str(", as written");
    } else {
        let nearest = if duty.is_known() { "" } else { &format!("; nearest is {category}") };
        let _ = write!(out, "{nearest} ({} sure)", percent(duty.category.confidence));
    }
    if duty.is_known() {
        if let Some(word) = words::category(category) {
            let _ = write!(out, "\n\n{}", word.text);
        }
        if let Some(second) = duty.second {
            let _ = write!(out, " Also present: {}.", second.name());
        }
    }
    let evidence = quoted(cursor, &duty.category.evidence);
    if !evidence.is_empty() {
        let _ = write!(out, "\n\nBecause of {evidence}");
    }
    if duty.category.confidence < 1.0 {
        let _ = write!(out, "\n\nIf that is not what is meant, write the category before the duty: `{category}: ...`");
    }
    out
}

/// The words themselves, each once.
fn quoted(cursor: &Cursor<'_>, ranges: &[TextRange]) -> String {
    let mut words: Vec<String> = Vec::new();
    for range in ranges {
        let text = cursor.text(*range).split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = format!("“{text}”");
        if !text.is_empty() && !words.contains(&quoted) {
            words.push(quoted);
        }
    }
    words.join(", ")
}

fn describe_contact(contact: &Contact) -> String {
    let mut out = format!("**{}**", contact.class.name());
    if contact.confidence < 1.0 {
        let _ = write!(out, " ({} sure)", percent(contact.confidence));
    }
    if contact.denied {
        out.push_str(", denied");
        return out;
    }
    match contact.cadence {
        Some(Cadence::PerMonth(times)) => {
            let _ = write!(out, ", {} a month", times_in_words(times));
        }
        Some(Cadence::Open) => out.push_str(", as it comes"),
        None => {}
    }
    out.push_str(match contact.mode {
        Mode::Through => ", through somebody else",
        _ if contact.is_direct() => ", at first hand",
        _ => "",
    });
    out
}

fn times_in_words(times: f32) -> String {
    if (times - 1.0).abs() < 0.05 {
        "once".to_owned()
    } else if times >= 1.0 {
        format!("{times:.0} times")
    } else {
        format!("{times:.2} times")
    }
}

fn describe_decision(cursor: &Cursor<'_>, decision: &Decision) -> String {
    let right = match decision.right {
        Right::Alone => "decides alone",
        Right::With => "decides together with others",
        Right::Advises => "advises; somebody else decides",
        Right::Never => "does not decide",
    };
    let mut out = format!("**{right}**");
    if decision.confidence < 1.0 {
        let _ = write!(out, " ({} sure)", percent(decision.confidence));
    }
    // Whose right it is differs between frameworks; the term says how.
    if let Some(term) = term_of(decision.subject).and_then(find_term) {
        let _ = write!(out, "\n\n---\n\n{}", term::explanation(cursor, term));
    }
    out
}

/// The term of the glossary that a decision is about.
fn term_of(subject: Subject) -> Option<&'static str> {
    Some(match subject {
        Subject::Vision => "product vision",
        Subject::Goal => "product goal",
        Subject::Strategy => "product strategy",
        Subject::Roadmap => "roadmap",
        Subject::BacklogOrder => "product backlog",
        Subject::TeamBacklogOrder => "team backlog",
        Subject::ArtBacklogOrder => "ART backlog",
        Subject::SolutionBacklogOrder => "solution backlog",
        Subject::Release => "release plan",
        Subject::Acceptance => "acceptance criteria",
        Subject::CancelSprint => "sprint",
        Subject::Scope
        | Subject::PortfolioOrder
        | Subject::Price
        | Subject::Budget
        | Subject::Hiring
        | Subject::Other => return None,
    })
}

fn describe_measure(measure: &Measure) -> String {
    let name = measure.class.name();
    let mut out = format!("**{name}**");
    if measure.class_given {
        out.push_str(", as written");
    } else {
        let _ = write!(out, " ({} sure)", percent(measure.confidence));
    }
    if let Some(word) = words::measure(name) {
        let _ = write!(out, "\n\n{}", word.text);
    }
    out
}

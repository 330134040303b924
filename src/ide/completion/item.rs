//! Items of sections: lead words, whole duties, classes, cadences, modes.

use super::{Completion, CompletionKind, Completions, Topic, codes_of_rules, escaped, field, usual};
use crate::ide::place::Place;
use crate::ide::words;
use crate::model::SectionKind;
use crate::prose::{Category, ContactClass};
use crate::text::TextRange;

/// What may stand in an item of the section at hand; `text` is the item up to the cursor, without its mark.
pub(super) fn complete(place: &Place<'_>, text: &str, found: &mut Completions) {
    match place.section {
        Some(SectionKind::Duties) => duty(place, text, found),
        Some(SectionKind::Contacts) => contact(place, text, found),
        Some(SectionKind::Decisions) => decision(place, text, found),
        Some(SectionKind::Measures) => measure(place, text, found),
        Some(SectionKind::Requirements) => lead_words(place, text, &["must", "nice"], found),
        Some(SectionKind::Waivers) => waiver(place, text, found),
        Some(SectionKind::WorksWith) if !text.contains(' ') => field::neighbours(place, text, found),
        _ => {}
    }
}

fn duty(place: &Place<'_>, text: &str, found: &mut Completions) {
    let (share, rest) = split_share(text);
    let (category, words) = match rest.split_once(':') {
        Some((lead, words)) if Category::from_name(lead).is_some() => (Category::from_name(lead), words.trim_start()),
        Some(_) => return,
        None => (None, rest),
    };
    let range = place.back(words.len());
    if category.is_none() {
        if share.is_none() {
            remaining_share(place, range, found);
        }
        for (index, category) in Category::ALL.into_iter().enumerate() {
            let name = category.name();
            found.list.push(
                Completion::new(CompletionKind::LeadWord, name, range)
                    .text(format!("{name}: "))
                    .detail("category")
                    .topic(Topic::Category(name.to_owned()))
                    .rank(10 + index),
            );
        }
    }
    usual_duties(place, category, range, found);
}

/// Whole duties that are usual and missing. Their category is written where none stands there yet.
fn usual_duties(place: &Place<'_>, category: Option<Category>, range: TextRange, found: &mut Completions) {
    let Some(role) = place.role else { return };
    for (index, duty) in usual::missing(role).into_iter().enumerate() {
        if category.is_some_and(|c| c != duty.category) {
            continue;
        }
        let name = duty.category.name();
        let lead = if category.is_none() { format!("{name}: ") } else { String::new() };
        found.list.push(
            Completion::new(CompletionKind::Text, duty.text, range)
                .text(format!("{lead}{}", duty.text))
                .filter(format!("{lead}{}", duty.text))
                .detail(format!("usual {name}"))
                .topic(Topic::Usual(duty.source.to_owned()))
                .rank(100 + index),
        );
    }
}

/// The share that the other duties leave.
fn remaining_share(place: &Place<'_>, range: TextRange, found: &mut Completions) {
    let Some(role) = place.role.filter(|r| r.shares_given()) else { return };
    let others = role.duties.iter().filter(|d| !(d.range.start <= place.offset && place.offset <= d.range.end));
    let given: f32 = others.filter_map(|d| d.share_given.as_ref()).map(|s| s.value).sum();
    let left = ((1.0 - given) * 100.0).round() as i32;
    if left > 0 {
        let made = Completion::new(CompletionKind::Value, format!("{left}%"), range);
        found.list.push(made.text(format!("{left}% ")).detail("what is left of the time"));
    }
}

/// `25%` at the start and what follows it.
fn split_share(text: &str) -> (Option<&str>, &str) {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    match text[digits..].trim_start().strip_prefix('%') {
        Some(rest) if digits > 0 => (text.get(..digits), rest.trim_start()),
        _ => (None, text),
    }
}

const CADENCES: [&str; 8] = [
    "every day",
    "every week",
    "every two weeks",
    "every sprint",
    "every month",
    "every quarter",
    "every year",
    "as needed",
];

fn contact(place: &Place<'_>, text: &str, found: &mut Completions) {
    let opened = text.rfind('(').filter(|at| !text[*at..].contains(')'));
    if let Some(open) = opened {
        let range = place.back(text.len() - open - 1);
        let closed = place.after.starts_with(')');
        for (index, class) in ContactClass::ALL.into_iter().filter(|c| *c != ContactClass::Proxy).enumerate() {
            let text = format!("{}{}", class.name(), if closed { "" } else { "): " });
            let made = Completion::new(CompletionKind::LeadWord, class.name(), range).text(text);
            found.list.push(made.detail("class of contact").rank(index));
        }
        return;
    }
    let Some((_, tail)) = text.rsplit_once(':') else {
        if !text.trim_end().ends_with(')') {
            people(place, text, found);
        }
        return;
    };
    let typed = tail.rsplit(',').next().unwrap_or("").trim_start();
    let range = place.back(typed.len());
    let mut rank = 0;
    let mut offer = |text: &str, detail: &str| {
        let made = Completion::new(CompletionKind::LeadWord, text.trim_end_matches(['@', ',', ' ']), range);
        found.list.push(made.text(text).detail(detail).rank(rank));
        rank += 1;
    };
    if !tail.contains(',') {
        CADENCES.iter().for_each(|c| offer(&format!("{c}, "), "how often"));
    }
    offer("directly", "at first hand");
    offer("together with @", "beside somebody else");
    offer("through @", "only by way of somebody else");
}

/// Whole contacts: the teams of the role that are not listed yet, then anybody.
fn people(place: &Place<'_>, typed: &str, found: &mut Completions) {
    let range = place.back(typed.len());
    let Some(role) = place.role else { return };
    for team in &role.teams {
        let name = &team.value.0;
        let listed = role.contacts.iter().any(|c| c.listed && c.references.iter().any(|r| r.value.0 == *name));
        if !listed {
            let text = format!("@{name} (team): every day, directly");
            found.list.push(Completion::new(CompletionKind::Text, text, range).detail("a team of this role"));
        }
    }
    let anybody = [("users", "user"), ("customers", "customer"), ("stakeholders", "stakeholder")];
    for (index, (who, class)) in anybody.into_iter().enumerate() {
        let snippet = format!("${{1:{who}}} ({class}): ${{2:every week}}, ${{3:directly}}");
        let made = Completion::new(CompletionKind::Text, format!("{who} ({class}): ..."), range).snippet(snippet);
        found.list.push(made.detail("contact").rank(10 + index));
    }
}

fn decision(place: &Place<'_>, text: &str, found: &mut Completions) {
    let Some((_, subject)) = text.split_once(':') else {
        let range = place.back(text.len());
        for (index, (right, means)) in words::RIGHTS.iter().enumerate() {
            let made = Completion::new(CompletionKind::LeadWord, *right, range).detail(*means).rank(index);
            found.list.push(if *right == "with" { made.text("with @") } else { made.text(format!("{right}: ")) });
        }
        return;
    };
    let subject = subject.trim_start();
    let range = place.back(subject.len());
    let taken = |s: &str| {
        let own = |d: &crate::model::Decision| d.text.eq_ignore_ascii_case(s);
        place.role.is_some_and(|r| r.decisions.iter().any(own))
    };
    let open = words::SUBJECTS.iter().filter(|s| !taken(s));
    found.list.extend(open.enumerate().map(|(i, s)| Completion::new(CompletionKind::Value, *s, range).rank(i)));
}

fn measure(place: &Place<'_>, text: &str, found: &mut Completions) {
    let Some((lead, rest)) = text.split_once(':') else {
        let range = place.back(text.len());
        for (index, word) in words::measures().enumerate() {
            found.list.push(
                Completion::new(CompletionKind::LeadWord, &word.name, range)
                    .text(format!("{}: ", word.name))
                    .detail("type of measure")
                    .topic(Topic::Measure(word.name.clone()))
                    .rank(index),
            );
        }
        return;
    };
    if lead.trim().eq_ignore_ascii_case("outcome") && rest.trim().is_empty() {
        let snippet = "${1:what people do more or less}, from ${2:40}% to ${3:60}% by ${4:2027-12}";
        let made = Completion::new(CompletionKind::Text, "what people do, from ... to ... by ...", place.back(0));
        found.list.push(made.snippet(snippet).detail("a target with a date"));
    }
}

fn lead_words(place: &Place<'_>, text: &str, leads: &[&str], found: &mut Completions) {
    if text.contains(':') {
        return;
    }
    for (index, lead) in leads.iter().enumerate() {
        let made = Completion::new(CompletionKind::LeadWord, *lead, place.back(text.len()));
        found.list.push(made.text(format!("{lead}: ")).rank(index));
    }
}

fn waiver(place: &Place<'_>, text: &str, found: &mut Completions) {
    if text.contains(':') {
        return;
    }
    let typed = text.rsplit(',').next().unwrap_or("").trim_start();
    if typed.contains(' ') {
        let word = typed.rsplit(' ').next().unwrap_or("");
        let made = Completion::new(CompletionKind::LeadWord, "until", place.back(word.len()));
        found.list.push(made.snippet("until ${1:2027-12-31}: ${2:why}").detail("last day on which it holds"));
        return;
    }
    let whole = text.trim_end() == typed && place.after.trim().is_empty();
    for mut entry in codes_of_rules(place, typed.len()) {
        if whole {
            entry = Completion { snippet: Some(format!("{}: ${{1:why}}", escaped(&entry.text))), ..entry };
        }
        found.list.push(entry);
    }
}

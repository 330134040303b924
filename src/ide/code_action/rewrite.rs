//! Ways to write a role differently that no finding asks for: a section that is not there yet, a guessed category written down,
//! a duty that holds two made into two.

use super::{Action, ActionKind, Offer};
use crate::model::writing::{self, Change, Item};
use crate::model::{Duty, Role, SectionKind};
use crate::prose::{self, Category, ContactClass, Context};
use crate::syntax::Format;
use crate::text::{TextEdit, TextRange};
use crate::workspace::Opened;

/// Sections that may be added, in their order, with what a new one begins with.
fn sections() -> [(SectionKind, &'static str, Item); 6] {
    let line = |kind, text: &str| Item::Line(kind, text.to_owned());
    [
        (SectionKind::Purpose, "purpose", line(SectionKind::Purpose, "<what this role is for>")),
        (SectionKind::Duties, "duties", line(SectionKind::Duties, "<what this person does>")),
        (
            SectionKind::Contacts,
            "contacts",
            Item::contact("<users of the product>", ContactClass::Customer, "every week"),
        ),
        (SectionKind::Decisions, "decisions", Item::decision("alone", "<what this role decides>")),
        (SectionKind::Measures, "measures", Item::outcome()),
        (SectionKind::OutOfScope, "out of scope", line(SectionKind::OutOfScope, "<what somebody else does>")),
    ]
}

pub(super) fn offers(opened: &Opened, context: &Context, range: TextRange) -> Vec<Offer> {
    let document = opened.page().document;
    let touches = |r: TextRange| r.start <= range.end && range.start <= r.end;
    let offer = |title: String, action: Action| Offer {
        title,
        kind: ActionKind::Rewrite,
        finding: None,
        preferred: false,
        action,
    };
    let mut offers = Vec::new();
    for role in document.roles.iter().filter(|_| document.role_document) {
        if touches(role.head) || touches(role.title.range) {
            let missing = sections().into_iter().filter(|(kind, ..)| role.sections.iter().all(|s| s.kind != *kind));
            offers.extend(
                missing
                    .map(|(_, name, _)| {
                        offer(format!("Add {name}"), Action::AddSection(name.to_owned(), role.head.start))
                    })
                    .filter(|o| edits(opened, context, &o.action).is_some()),
            );
        }
        for duty in role.duties.iter().filter(|d| touches(d.range)) {
            let at = duty.range.start;
            if written_category(opened, duty).is_some() {
                let title = format!("Write the category: {}", duty.category.name());
                offers.push(offer(title, Action::SetCategory(at)));
            }
            if split(opened, context, duty).is_some()
                && let Some([(first, _), (second, _)]) = halves(duty, context)
            {
                let title = format!("Split this duty in two: {}, {}", first.name(), second.name());
                offers.push(offer(title, Action::SplitDuty(at)));
            }
        }
    }
    offers
}

/// The edits of an action of this kind; `None` for others, and where the document is no longer what it was.
pub(super) fn edits(opened: &Opened, context: &Context, action: &Action) -> Option<Vec<TextEdit>> {
    let page = opened.page();
    let roles = &page.document.roles;
    let duty = |at: u32| roles.iter().flat_map(|r: &Role| &r.duties).find(|d| d.range.start == at);
    match action {
        Action::AddSection(name, at) => {
            let role = roles.iter().position(|r| r.head.start == *at)?;
            let (_, _, item) = sections().into_iter().find(|(_, n, _)| n == name)?;
            writing::edits(page, &[Change::Add { role, item, from: Vec::new() }])
        }
        Action::SetCategory(at) => written_category(opened, duty(*at)?).map(|edit| vec![edit]),
        Action::SplitDuty(at) => split(opened, context, duty(*at)?).map(|edit| vec![edit]),
        _ => None,
    }
}

/// The guess as a lead word. In Markdown a category has no place of its own.
fn written_category(opened: &Opened, duty: &Duty) -> Option<TextEdit> {
    let guessed = duty.category.confidence < 1.0 && duty.is_known() && !duty.text_range.is_empty();
    let at = TextRange::new(duty.text_range.start, duty.text_range.start);
    let is_role = opened.page().document.format == Format::Role;
    (guessed && is_role).then(|| TextEdit { range: at, text: format!("{}: ", duty.category.name()) })
}

/// No duty is looked at in more places than this.
const JOINTS: usize = 12;

/// The two things that a duty asks for, where each begins with a verb and is work of another category.
fn halves(duty: &Duty, context: &Context) -> Option<[(Category, String); 2]> {
    let text = duty.text.trim();
    let ends = ["; and ", ", and ", "; ", " as well as ", ", then ", " and ", ", "];
    let mut joints: Vec<(usize, usize)> =
        ends.iter().flat_map(|joint| text.match_indices(joint).map(|(at, found)| (at, at + found.len()))).collect();
    joints.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    joints.dedup_by_key(|(start, _)| *start);
    let read = |half: &str| prose::read(half, context);
    let sure = joints.into_iter().take(JOINTS).filter_map(|(end, start)| {
        let (left, right) = (text[..end].trim(), text[start..].trim());
        if left.split_whitespace().count() < 2 || right.split_whitespace().count() < 2 {
            return None;
        }
        let (first, second) = (read(left), read(right));
        let begins_with_a_verb = first.verb.is_some() && second.verb.is_some_and(|verb| verb.start == 0);
        let apart = first.category != second.category && first.confidence.min(second.confidence) >= 0.5;
        let sure = first.confidence.min(second.confidence);
        (begins_with_a_verb && apart)
            .then(|| (sure, [(first.category, left.to_owned()), (second.category, capitalised(right))]))
    });
    sure.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, halves)| halves)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Two items in the place of one, in its own hand. A share is divided; in Markdown, where it may stand anywhere, a duty with
/// one stays whole.
fn split(opened: &Opened, context: &Context, duty: &Duty) -> Option<TextEdit> {
    let page = opened.page();
    let role_language = page.document.format == Format::Role;
    if duty.share_given.is_some() && !role_language {
        return None;
    }
    let [(first, left), (second, right)] = halves(duty, context)?;
    // From the share or the category on, all is written anew.
    let lead = duty.category.range;
    let written = duty.category.confidence >= 1.0 && lead.end <= duty.text_range.start;
    let starts = [Some(duty.text_range), duty.share_given.as_ref().map(|s| s.range), written.then_some(lead)];
    let start = starts.into_iter().flatten().map(|r| r.start).min()?;
    let range = TextRange::new(start, duty.text_range.end);
    let line = page.source.get(..start as usize)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let marker = page.source.get(line..start as usize)?;
    // What stands before the words is the item's mark and nothing else.
    let is_mark =
        marker.trim().trim_end_matches('.').chars().all(|c| matches!(c, '-' | '*' | '+' | '•') || c.is_ascii_digit());
    if !is_mark || marker.trim().is_empty() {
        return None;
    }
    let percent = duty.share_given.as_ref().map(|share| (share.value * 100.0).round() as u32);
    let shares = percent.map(|whole| (format!("{}% ", whole - whole / 2), format!("{}% ", whole / 2)));
    let (share_left, share_right) = shares.unwrap_or_default();
    let name = |category: Category| if role_language { format!("{}: ", category.name()) } else { String::new() };
    let end = if page.source.contains("\r\n") { "\r\n" } else { "\n" };
    let left = left.trim_end_matches([',', ';']);
    let text = format!("{share_left}{}{left}{end}{marker}{share_right}{}{right}", name(first), name(second));
    Some(TextEdit { range, text })
}

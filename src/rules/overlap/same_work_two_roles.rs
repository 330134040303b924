//! OV205: two roles of one product describe the same work under two titles.

use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{DutySummary, FileId, Organisation, RoleKey, RoleSummary};
use crate::prose::{Category, Hold};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    SAME_WORK_TWO_ROLES, "OV205", "same-work-two-roles", Warning, "same_work_two_roles.md", Check::Workspace(check)
}

/// A line that stands in the documents of this many different kinds of role is the house's text, not one role's work.
const BOILERPLATE_KINDS: usize = 4;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let organisation = context.organisation;
    let here = context.key();
    let Some(role) = organisation.role(here).filter(|_| organisation.rooted) else { return };
    let Some(product) = &role.product else { return };
    let place = |key: RoleKey| (organisation.file(key.file).map(|f| f.path.as_str()), key.index);
    let mut others: Vec<RoleKey> = organisation.roles_of_product(product).to_vec();
    // One pair, one finding: in the later of the two by path and place.
    others.retain(|other| place(*other) < place(here));
    others.sort_by_key(|other| place(*other));
    for other in others.into_iter().filter_map(|key| organisation.role(key)) {
        if is_compared(role, other) {
            reports.extend(same_work(context, role, other));
        }
    }
}

/// Two jobs, at least one of them with a product. Owners share wording with owners by design, and a person who plays a role does its work.
fn is_compared(a: &RoleSummary, b: &RoleSummary) -> bool {
    let (Some(kind_a), Some(kind_b)) = (a.kind, b.kind) else { return false };
    kind_a != kind_b
        && (kind_a.is_product() || kind_b.is_product())
        && !(kind_a.is_owner() && kind_b.is_owner())
        && !plays(a, b)
        && !plays(b, a)
}

fn plays(person: &RoleSummary, role: &RoleSummary) -> bool {
    person.plays.contains(&role.slug) || role.played_by.contains(&person.slug)
}

fn same_work(context: &RoleContext<'_>, role: &RoleSummary, other: &RoleSummary) -> Option<Report> {
    let floor = context.limits().same_work_similarity;
    let pairs: Vec<(&DutySummary, &DutySummary)> = role
        .duties
        .iter()
        .filter_map(|mine| {
            let theirs = other.duties.iter().find(|theirs| is_same_work(mine, theirs, floor))?;
            Some((mine, theirs))
        })
        .filter(|(mine, _)| !is_boilerplate(context.organisation, mine))
        .collect();
    let (first, _) = pairs.first()?;
    let message = format!(
        "{} and {} describe the same work under two titles: “{}”.",
        other.title,
        role.title,
        shortened(&first.text)
    );
    let confidence = pairs.iter().map(|(mine, theirs)| mine.confidence.min(theirs.confidence)).fold(0.0, f32::max);
    let report = Report::new(first.place.range, message)
        .help("Let one of them own it and the other support or advise; or make one role of the two.")
        .confidence(confidence)
        .evidence(pairs.iter().map(|(mine, _)| mine.place.range));
    let report = report.fixes(hand_over(&pairs, other, |(mine, _)| (None, mine)));
    let report = report.fixes(hand_over(&pairs, role, |(_, theirs)| (Some(theirs.place.file), theirs)));
    Some(pairs.iter().fold(report, |report, (_, theirs)| {
        report.related(theirs.place, format!("{}: “{}”", other.title, shortened(&theirs.text)))
    }))
}

/// One of the two supports the other, who owns the work from now on.
fn hand_over<'a>(
    pairs: &[(&'a DutySummary, &'a DutySummary)],
    owner: &RoleSummary,
    side: impl Fn((&'a DutySummary, &'a DutySummary)) -> (Option<FileId>, &'a DutySummary),
) -> Option<Fix> {
    let title = if owner.explicit_id { format!("@{}", owner.slug) } else { format!("the {}", owner.title) };
    let mut fix = Fix::new(format!("Let {title} own it and the other support"));
    for pair in pairs {
        let (file, duty) = side(*pair);
        let mut letters = duty.text.chars();
        let text: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        let item = Item::duty(duty.category, format!("Support {title}: {}", text.trim_end_matches('.')));
        fix = match file {
            Some(file) => fix.in_file(file).rewrite(duty.place.range, item),
            None => fix.rewrite(duty.place.range, item),
        };
    }
    Some(fix)
}

/// Both own it, it is the same kind of work on the same object, and the words agree but for a few.
fn is_same_work(a: &DutySummary, b: &DutySummary, floor: f32) -> bool {
    let is_judged = |d: &DutySummary| d.confidence >= 0.5 && d.hold == Hold::Owns && d.category != Category::Other;
    is_judged(a)
        && is_judged(b)
        && a.category == b.category
        && a.object.is_some()
        && a.object == b.object
        && similarity(&a.content, &b.content) >= floor
}

/// Twice the common words over all words of both (Dice), 0 to 1. Both lists are sorted and without repetition.
fn similarity(a: &[u32], b: &[u32]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    2.0 * common as f32 / (a.len() + b.len()) as f32
}

fn is_boilerplate(organisation: &Organisation, duty: &DutySummary) -> bool {
    organisation.kinds_with(duty) >= BOILERPLATE_KINDS
}

/// At most sixty characters, cut between words.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + 1;
        if length + more > LONGEST {
            break;
        }
        if length > 0 {
            short.push(' ');
        }
        short.push_str(word);
        length += more;
    }
    short.push_str(" …");
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similarity_counts_common_words() {
        assert_eq!(similarity(&[1, 2], &[1, 2]), 1.0);
        assert_eq!(similarity(&[1, 2, 3], &[2, 3, 4]), 2.0 / 3.0);
        assert_eq!(similarity(&[], &[]), 0.0);
    }

    #[test]
    fn long_duties_are_cut_between_words() {
        assert_eq!(shortened("Order the backlog"), "Order the backlog");
        let long = "Order the product backlog so that crews see their own shifts before anything else happens";
        assert_eq!(shortened(long), "Order the product backlog so that crews see their own …");
    }
}

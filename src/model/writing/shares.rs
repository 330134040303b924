//! Shares of time stay a whole when duties come and go.

use super::{Change, Draft, Item, Page};
use crate::model::Role;
use crate::text::TextRange;

/// From this sum on, time that a new duty takes is time that others give.
const WHOLE: u32 = 90;

/// The digits of a share like `30%`, and their value; `None` for shares in words ("half the week", "10-20%").
pub(super) fn written(source: &str, range: TextRange) -> Option<(TextRange, u32)> {
    let text = range.of(source);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let length = text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
    let (digits, rest) = text[start..].split_at(length);
    let alone = !text[..start].contains(char::is_alphanumeric) && !rest.contains(|c: char| c.is_ascii_digit());
    // The sign may stand outside the range.
    let after = source.get(range.start as usize + start + length..)?.trim_start();
    let at = TextRange::from_usize(range.start as usize + start, range.start as usize + start + length);
    (alone && after.starts_with('%')).then(|| Some((at, digits.parse().ok()?))).flatten()
}

/// The shares that new duties are written with.
pub(super) struct NewShares(Vec<(*const Item, u32)>);

impl NewShares {
    /// The share of this item, if it gets one.
    pub(super) fn of(&self, item: &Item) -> Option<u32> {
        self.0.iter().find(|(of, _)| std::ptr::eq(*of, item)).map(|(_, share)| *share)
    }
}

/// What is written beside the remaining duties so that all make up what they did before.
pub(super) fn balance(
    page: Page<'_>,
    changes: &[Change],
    removed: &[TextRange],
    draft: &mut Draft,
) -> Option<NewShares> {
    let mut new = NewShares(Vec::new());
    for (index, role) in page.document.roles.iter().enumerate() {
        balance_role(page, index, role, changes, removed, draft, &mut new)?;
    }
    Some(new)
}

fn balance_role(
    page: Page<'_>,
    index: usize,
    role: &Role,
    changes: &[Change],
    removed: &[TextRange],
    draft: &mut Draft,
    new: &mut NewShares,
) -> Option<()> {
    let wanted: Vec<(&Item, u32, &[TextRange])> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Add { role, item: item @ Item::Duty { share, .. }, from } if *role == index && *share > 0 => {
                Some((item, *share, from.as_slice()))
            }
            _ => None,
        })
        .collect();
    let goes = |range: TextRange| removed.contains(&range);
    let given = |d: &crate::model::Duty| d.share_given.as_ref().map(|s| (d.range, s.range, s.value));
    let all: Vec<_> = role.duties.iter().filter_map(given).collect();
    let takes_share = all.iter().any(|(duty, ..)| goes(*duty));
    if all.is_empty() || (wanted.is_empty() && !takes_share) {
        return Some(());
    }
    let percent = |share: f32| (share * 100.0).round() as u32;
    let before: u32 = all.iter().map(|(.., share)| percent(*share)).sum();
    let complete = all.len() == role.duties.len();
    if !complete && before < WHOLE {
        // Duties without a share have what is left in equal parts; a new one is another of them.
        return Some(());
    }
    let added: u32 = wanted.iter().map(|(_, share, _)| share).sum();
    let left: Vec<_> = all.iter().filter(|(duty, ..)| !goes(*duty)).collect();
    let remaining: u32 = left.iter().map(|(.., share)| percent(*share)).sum();
    let target = if before < WHOLE { (before + added).min(100) } else { before };
    new.0.extend(wanted.iter().map(|(item, share, _)| (std::ptr::from_ref(*item), *share)));

    let donors: Vec<TextRange> = wanted.iter().flat_map(|(.., from)| from.iter().copied()).collect();
    let mut parts: Vec<Part> = Vec::new();
    for (duty, share, _) in left {
        let may = donors.is_empty() || donors.contains(duty) || added == 0;
        if let (Some((digits, value)), true) = (written(page.source, *share), may) {
            parts.push(Part { digits, was: value, now: value });
        }
    }
    let whole = [added, (remaining + added).abs_diff(target)].into_iter().chain(parts.iter().map(|p| p.was));
    let step = if whole.into_iter().all(|n| n.is_multiple_of(5)) { 5 } else { 1 };
    let mut total = remaining + added;
    while total != target {
        let step = step.min(total.abs_diff(target));
        if total > target {
            // Whoever has most gives, and keeps something.
            let giver =
                parts.iter_mut().max_by_key(|p| (p.now, std::cmp::Reverse(p.digits))).filter(|p| p.now > step)?;
            giver.now -= step;
            total -= step;
        } else {
            let Some(taker) =
                parts.iter_mut().max_by_key(|p| (p.was * 1000 / p.now.max(1), std::cmp::Reverse(p.digits)))
            else {
                break;
            };
            taker.now += step;
            total += step;
        }
    }
    for part in parts.iter().filter(|p| p.now != p.was) {
        draft.replace(part.digits, part.now.to_string());
    }
    Some(())
}

struct Part {
    digits: TextRange,
    was: u32,
    now: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_figures_are_found_in_their_words() {
        let at = |text: &str, of: &str| {
            let start = text.find(of).expect("in the text");
            written(text, TextRange::from_usize(start, start + of.len())).map(|(r, n)| (r.of(text).to_owned(), n))
        };
        assert_eq!(at("- 30% backlog", "30%"), Some(("30".into(), 30)));
        assert_eq!(at("- Own it (25 %)", "(25 %)"), Some(("25".into(), 25)));
        assert_eq!(at("- Own it (25 %)", "25"), Some(("25".into(), 25)));
        assert_eq!(at("- 10-20% of it", "10-20%"), None);
        assert_eq!(at("- half the week", "half"), None);
        assert_eq!(at("- 2 days a week", "2 days a week"), None);
    }
}

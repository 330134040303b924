//! How often something happens, in words.

use super::Cadence;
use super::clause::{Clause, View};
use super::words::{flag, hash};
use crate::text::TextRange;

/// A number in figures or words.
pub(super) fn number(view: &View<'_>, clause: &Clause, i: usize, text: &str) -> Option<f32> {
    let word = view.words.get(i)?;
    let k = &view.lexicon.known;
    if word.is(flag::NUMBER) {
        let written = TextRange::new(word.start, word.end).of(text);
        let end = written.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(written.len());
        return written[..end].trim_end_matches('.').parse().ok();
    }
    if clause.sets[i].has(k.number_word) {
        let written = TextRange::new(word.start, word.end).of(text).to_ascii_lowercase();
        let names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        return names.iter().position(|n| *n == written).map(|n| n as f32 + 1.0);
    }
    None
}

/// Whether the number at word `i` counts meetings or people, and not how long a meeting takes ("four hours every week").
fn counts_meetings(view: &View<'_>, i: usize) -> bool {
    view.words.get(i + 1).is_none_or(|unit| !matches!(unit.lemma, HOUR | MINUTE))
}

const HOUR: u32 = hash(b"hour");
const MINUTE: u32 = hash(b"minute");

/// Times a month of a period that ends at word `i` ("week", "sprint").
fn period(view: &View<'_>, clause: &Clause, i: usize) -> Option<f32> {
    let k = &view.lexicon.known;
    let sets = clause.sets.get(i)?;
    if !view.is_word(i) {
        return None;
    }
    Some(if sets.has(k.day) {
        20.0
    } else if sets.has(k.week) {
        4.0
    } else if sets.has(k.fortnight) || sets.has(k.sprint) {
        2.0
    } else if sets.has(k.month) {
        1.0
    } else if sets.has(k.quarter) {
        0.33
    } else if sets.has(k.year) {
        0.08
    } else {
        return None;
    })
}

/// The first cadence that the words name. A definite one goes before an open one.
pub(super) fn read(view: &View<'_>, clause: &Clause, text: &str) -> Option<(Cadence, TextRange)> {
    let k = &view.lexicon.known;
    let n = view.words.len();
    let mut open = None;
    let cover = |from: usize, to: usize| TextRange::new(view.words[from].start, view.words[to].end);
    for i in 0..n {
        if !view.is_word(i) {
            continue;
        }
        let sets = &clause.sets[i];
        let simple = if sets.has(k.twice_yearly) {
            Some(0.17)
        } else if sets.has(k.daily) {
            Some(20.0)
        } else if sets.has(k.weekly) {
            Some(4.0)
        } else if sets.has(k.fortnightly) {
            Some(2.0)
        } else if sets.has(k.monthly) {
            Some(1.0)
        } else if sets.has(k.quarterly) {
            Some(0.33)
        } else if sets.has(k.yearly) {
            Some(0.08)
        } else {
            None
        };
        if let Some(times) = simple {
            // "twice yearly", "three times weekly", "twice-weekly".
            let before = if i > 0 && clause.sets[i - 1].has(k.twice) {
                Some((2.0, i - 1))
            } else if i > 1 && clause.sets[i - 1].has(k.times) {
                number(view, clause, i - 2, text).map(|n| (n, i - 2))
            } else {
                None
            };
            let (count, from) = before.unwrap_or((1.0, i));
            return Some((Cadence::PerMonth(times * count), cover(from, i)));
        }
        // "once a week", "twice a month", "three times per quarter".
        let count = if sets.has(k.once) {
            Some((1.0, i + 1))
        } else if sets.has(k.twice) {
            Some((2.0, i + 1))
        } else if clause.sets.get(i + 1).is_some_and(|s| s.has(k.times)) {
            number(view, clause, i, text).map(|n| (n, i + 2))
        } else {
            None
        };
        if let Some((count, next)) = count
            && clause.sets.get(next).is_some_and(|s| s.has(k.each))
        {
            // "once every two weeks"
            if let Some(each) = number(view, clause, next + 1, text).filter(|n| *n > 0.0)
                && let Some(times) = period(view, clause, next + 2)
            {
                return Some((Cadence::PerMonth(count * times / each), cover(i, next + 2)));
            }
            if let Some(times) = period(view, clause, next + 1) {
                return Some((Cadence::PerMonth(count * times), cover(i, next + 1)));
            }
        }
        if sets.has(k.each) {
            let strict = matches!(
                TextRange::new(view.words[i].start, view.words[i].end).of(text).to_ascii_lowercase().as_str(),
                "every" | "each" | "per"
            );
            if strict {
                if let Some(each) = number(view, clause, i + 1, text).filter(|n| *n > 0.0)
                    && let Some(times) = period(view, clause, i + 2)
                {
                    return Some((Cadence::PerMonth(times / each), cover(i, i + 2)));
                }
                if clause.sets.get(i + 1).is_some_and(|s| s.has(k.second))
                    && let Some(times) = period(view, clause, i + 2)
                {
                    return Some((Cadence::PerMonth(times / 2.0), cover(i, i + 2)));
                }
                if let Some(times) = period(view, clause, i + 1) {
                    // "four visits per month", "at least two customers a week".
                    let before = (i.saturating_sub(3)..i).rev().find_map(|j| {
                        number(view, clause, j, text).filter(|_| counts_meetings(view, j)).map(|n| (n, j))
                    });
                    let (count, from) = before.filter(|(n, _)| *n <= 60.0).unwrap_or((1.0, i));
                    return Some((Cadence::PerMonth(times * count), cover(from, i + 1)));
                }
            } else if let Some(times) = period(view, clause, i + 1)
                && let Some((count, from)) =
                    (i.saturating_sub(4)..i).rev().find_map(|j| number(view, clause, j, text).map(|n| (n, j)))
                && count <= 60.0
                && !clause.sets[i - 1].has(k.day)
            {
                // "five interviews a week"
                return Some((Cadence::PerMonth(times * count), cover(from, i + 1)));
            }
        }
        if open.is_none() && sets.has(k.open) {
            open = Some((Cadence::Open, cover(i, i)));
        }
    }
    open
}

//! Shares of working time in words and figures.

use super::ShareReading;
use super::cadence::number;
use super::clause::{Clause, View};
use super::words::{Word, flag};
use crate::text::TextRange;

/// Working hours of a week, where hours are given.
const WEEK_HOURS: f32 = 40.0;
/// Working days of a week.
const WEEK_DAYS: f32 = 5.0;

/// The first share of time that the words name. A little more than all of it is a slip that is told; far more is no share of time.
pub(super) fn read(view: &View<'_>, clause: &Clause, text: &str) -> Option<ShareReading> {
    find(view, clause, text).filter(|found| (0.0..=2.0).contains(&found.share))
}

fn find(view: &View<'_>, clause: &Clause, text: &str) -> Option<ShareReading> {
    let k = &view.lexicon.known;
    let parts = [k.number_word, k.half, k.third, k.fifth, k.quarter_share, k.most];
    if !parts.iter().any(|set| clause.present.has(*set)) && !view.words.iter().any(|w| w.is(flag::NUMBER)) {
        return None;
    }
    // Nor is there one without a word for time, or a sign.
    let of_what = |w: &Word| w.mark == b'%' || matches!(w.lemma, PERCENT | CENT | HOUR);
    if ![k.working_time, k.day].iter().any(|set| clause.present.has(*set)) && !view.words.iter().any(of_what) {
        return None;
    }
    let n = view.words.len();
    let cover = |from: usize, to: usize| TextRange::new(view.words[from].start, view.words[to].end);
    let time_within = |from: usize, upto: usize| (from..n.min(upto)).any(|j| clause.sets[j].has(k.working_time));
    for i in 0..n {
        let sets = &clause.sets[i];
        if view.words[i].is(flag::NUMBER) && !view.words[i].is(flag::NEGATED) {
            let Some(value) = number(view, clause, i, text) else { continue };
            let percent = |j: usize| {
                view.mark(j) == b'%'
                    || view.words.get(j).is_some_and(|w| w.lemma == PERCENT)
                    || (view.words.get(j).is_some_and(|w| w.lemma == PER)
                        && view.words.get(j + 1).is_some_and(|w| w.lemma == CENT))
            };
            // "10-20%": the middle.
            let (value, sign) = if (view.mark(i + 1) == 0x96
                || view.words.get(i + 1).is_some_and(|w| w.is(flag::HYPHEN | flag::NUMBER)))
                && !percent(i + 1)
            {
                let at = if view.mark(i + 1) == 0x96 { i + 2 } else { i + 1 };
                match number(view, clause, at, text) {
                    Some(upper) if percent(at + 1) => ((value + upper) / 2.0, at + 1),
                    _ => (value, i + 1),
                }
            } else {
                (value, i + 1)
            };
            if percent(sign) {
                let not_time = (i.saturating_sub(2)..i).any(|j| clause.sets[j].has(k.not_share))
                    || (sign + 1..n.min(sign + 3)).any(|j| clause.sets[j].has(k.not_share));
                let at_start = i <= 1
                    || view.mark(i - 1) == b'(' && view.mark(sign + 1) == b')'
                    || (i > 0 && matches!(view.mark(i - 1), b':' | b',' | 0x96) && sign + 1 == n);
                let of_time = time_within(sign + 1, sign + 6);
                let spent = (i.saturating_sub(4)..i).any(|j| clause.sets[j].has(k.working_time));
                if (at_start && !not_time) || of_time || (spent && !not_time) {
                    return Some(ShareReading { share: value / 100.0, exact: true, range: cover(i, sign.min(n - 1)) });
                }
                continue;
            }
        }
        // "two days a week", "10 hours a week", "16 of 40 hours"
        if let Some(value) = number(view, clause, i, text)
            && let Some(unit) = view.words.get(i + 1)
        {
            let week_after = (i + 2..n.min(i + 5)).find(|j| clause.sets[*j].has(k.week));
            if clause.sets[i + 1].has(k.day) && value <= 5.0 {
                if let Some(j) = week_after {
                    return Some(ShareReading { share: value * 0.2, exact: false, range: cover(i, j) });
                }
            } else if unit.lemma == HOUR {
                if let Some(j) = week_after {
                    return Some(ShareReading { share: value / WEEK_HOURS, exact: false, range: cover(i, j) });
                }
                if view.words.get(i + 2).is_some_and(|w| w.lemma == super::clause::word::OF)
                    && let Some(whole) = number(view, clause, i + 3, text).filter(|w| *w > 0.0)
                {
                    return Some(ShareReading { share: value / whole, exact: false, range: cover(i, i + 3) });
                }
            } else if view.words.get(i + 1).is_some_and(|w| w.lemma == super::clause::word::OF)
                && let Some(whole) = number(view, clause, i + 2, text).filter(|w| *w > 0.0)
                && view.words.get(i + 3).is_some_and(|w| w.lemma == HOUR)
            {
                return Some(ShareReading { share: value / whole, exact: false, range: cover(i, i + 3) });
            }
        }
        let part = if sets.has(k.half) {
            0.5
        } else if sets.has(k.third) {
            1.0 / 3.0
        } else if sets.has(k.fifth) {
            0.2
        } else if sets.has(k.quarter_share) {
            0.25
        } else if sets.has(k.most) {
            0.6
        } else {
            continue;
        };
        // "half of your time", "a third of the week", "most of the time".
        let of = view.words.get(i + 1).is_some_and(|w| w.lemma == super::clause::word::OF);
        let from = i + 1 + usize::from(of);
        let time = (from..n.min(from + 4)).find(|j| clause.sets[*j].has(k.working_time));
        if let Some(j) = time
            && (from..j).all(|x| view.is_word(x))
        {
            // "Half a day" is an amount: a share only of the week that it is said to recur in.
            if from + 1 == j
                && matches!(view.words[from].lemma, A | AN)
                && (clause.sets[j].has(k.day) || view.words[j].lemma == HOUR)
            {
                let whole = if view.words[j].lemma == HOUR { WEEK_HOURS } else { WEEK_DAYS };
                let week = (j + 1..n.min(j + 3)).find(|x| clause.sets[*x].has(k.week));
                if let Some(week) = week.filter(|week| (j + 1..*week).all(|x| clause.sets[x].has(k.each))) {
                    return Some(ShareReading { share: part / whole, exact: false, range: cover(i, week) });
                }
                continue;
            }
            let two_thirds = sets.has(k.third) && i > 0 && number(view, clause, i - 1, text) == Some(2.0);
            let three_quarters = sets.has(k.quarter_share) && i > 0 && number(view, clause, i - 1, text) == Some(3.0);
            let (share, start) = if two_thirds {
                (2.0 / 3.0, i - 1)
            } else if three_quarters {
                (0.75, i - 1)
            } else {
                (part, i)
            };
            return Some(ShareReading { share, exact: false, range: cover(start, j) });
        }
    }
    None
}

const PERCENT: u32 = super::words::hash(b"percent");
const PER: u32 = super::words::hash(b"per");
const CENT: u32 = super::words::hash(b"cent");
const HOUR: u32 = super::words::hash(b"hour");
const A: u32 = super::words::hash(b"a");
const AN: u32 = super::words::hash(b"an");

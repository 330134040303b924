//! Whether a line is a duty at all, and to whom a role reports.

use super::clause::{Clause, Role, View, word};
use super::lexicon::{NONE, pos};
use super::words::{flag, hash};
use crate::text::TextRange;

const EXPERIENCE: u32 = hash(b"experience");
const YOU: u32 = hash(b"you");
const WILL: u32 = hash(b"will");
const BE: u32 = hash(b"be");
const HAVE: u32 = hash(b"have");
const WE: u32 = hash(b"we");
const REPORT: u32 = hash(b"report");
const REPORTING: u32 = hash(b"reporting");
const MANAGER: u32 = hash(b"manager");
const YEAR: u32 = hash(b"year");
const ABLE: u32 = hash(b"able");

/// How much a line reads like a duty, from 0 to 1.
pub(super) fn likeness(view: &View<'_>, clause: &Clause) -> f32 {
    let k = &view.lexicon.known;
    let n = view.words.iter().filter(|w| w.is_word()).count();
    if n < 2 {
        return 0.05;
    }
    if view.words.last().is_some_and(|w| matches!(w.mark, b'?' | b':')) {
        return 0.1;
    }
    // What one brings or gets: experience, years, degrees, holidays.
    let wanted = (0..view.words.len().min(9))
        .any(|i| clause.sets[i].has(k.not_duty) && !matches!(clause.roles[i], Role::Verb | Role::Aside | Role::End))
        || (0..view.words.len()).any(|i| {
            view.words[i].lemma == YEAR && (i + 1..view.words.len()).any(|j| view.words[j].lemma == EXPERIENCE)
        });
    if wanted {
        return 0.1;
    }
    let first = view.words.iter().position(|w| w.is_word()).unwrap_or(0);
    let lead: Vec<u32> = view.words[first..].iter().take(3).map(|w| w.lemma).collect();
    if lead.first() == Some(&WE) {
        return 0.15;
    }
    if lead.first() == Some(&YOU) {
        return match (lead.get(1), clause.verb) {
            (Some(&HAVE), _) => 0.15,
            (Some(&BE), None) => 0.25,
            (Some(&WILL), Some(_)) => 0.95,
            (_, Some(_)) => 0.85,
            _ => 0.4,
        };
    }
    if clause.sets[first].has(k.answerable) {
        return 0.95;
    }
    if view.words[first].lemma == ABLE {
        return 0.4;
    }
    match clause.verb {
        Some(v) => {
            let word = &view.words[v];
            let verb = view.pos(v) & pos::VERB != 0 || word.entry == NONE;
            let leading = (first..v).all(|j| view.pos(j) & (pos::ADVERB | pos::ADJECTIVE | pos::AND) != 0);
            match (verb, leading) {
                (true, true) if word.lemma == HAVE || word.lemma == BE => 0.3,
                (true, true) if view.pos(v) & pos::NOUN != 0 && n < 4 && !word.is(flag::ING | flag::S) => 0.6,
                (true, true) => 0.9,
                (true, false) => 0.65,
                (false, _) if view.words.get(v + 1).is_some_and(|w| w.lemma == word::OF) => 0.8,
                (false, _) => 0.55,
            }
        }
        None => 0.25,
    }
}

/// The words of the title in "reports to the Head of Product".
pub(super) fn reporting_line(view: &View<'_>, clause: &Clause, text: &str) -> Option<TextRange> {
    let n = view.words.len();
    for i in 0..n {
        let reports =
            matches!(view.words[i].lemma, REPORT | REPORTING) && !view.words[i].is(flag::NEGATED) && view.is_word(i);
        let manager = view.words[i].lemma == MANAGER
            && i > 0
            && matches!(
                TextRange::new(view.words[i - 1].start, view.words[i - 1].end).of(text).to_ascii_lowercase().as_str(),
                "your" | "line" | "direct"
            );
        let to = if reports {
            // "report directly to", "you will be reporting to", "report into"
            (i + 1..n.min(i + 4)).find(|j| matches!(view.words[*j].lemma, word::TO | INTO))
        } else if manager {
            (i + 1..n.min(i + 3)).find(|j| view.words[*j].lemma == BE || view.mark(*j) == b':')
        } else {
            None
        };
        let Some(to) = to else { continue };
        if reports && (is_a_thing(view, i) || is_of_others(view, clause, i)) {
            continue;
        }
        // A report on something is a document.
        if reports && (i + 1..to).any(|j| view.pos(j) & (pos::NOUN | pos::PREPOSITION) != 0) {
            continue;
        }
        let mut from = to + 1;
        while from < n && (view.pos(from) & pos::DETERMINER != 0 || view.words[from].lemma == BE) {
            from += 1;
        }
        let mut last = None;
        for j in from..n {
            let w = &view.words[j];
            let name = w.is(flag::CAPITAL)
                || (view.is_word(j)
                    && view.pos(j) & (pos::NOUN | pos::ADJECTIVE) != 0
                    && view.pos(j) & pos::FUNCTION == 0)
                || (view.is_word(j) && w.entry == NONE && j == from);
            let inner = matches!(w.lemma, word::OF | word::FOR)
                || view.pos(j) & pos::AND != 0 && w.end - w.start == 1
                || w.mark == b'/'
                || w.mark == b','
                    && view.words.get(j + 1).is_some_and(|x| x.is(flag::CAPITAL))
                    && view.words[j - 1].is(flag::CAPITAL);
            let and = view.pos(j) & pos::AND != 0 && view.words.get(j + 1).is_some_and(|x| x.is(flag::CAPITAL));
            if name {
                last = Some(j);
            } else if !(inner || and) || last.is_none() {
                break;
            }
        }
        if let Some(last) = last {
            return Some(TextRange::new(view.words[from].start, view.words[last].end));
        }
    }
    None
}

/// "The time from report to payment", "from the first report to the last".
fn is_a_thing(view: &View<'_>, i: usize) -> bool {
    (i.saturating_sub(3)..i).any(|j| matches!(view.words[j].lemma, FROM | BETWEEN))
}

/// "Teams report to their area manager", "they report to him": it is not this person who does.
fn is_of_others(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    i.checked_sub(1).is_some_and(|before| {
        let sets = &clause.sets[before];
        let many = view.words[before].is(flag::S) && !sets.has(k.subject_title);
        view.words[before].lemma == word::THEY || many && (sets.has(k.team) || sets.has(k.house))
    })
}

const FROM: u32 = hash(b"from");
const BETWEEN: u32 = hash(b"between");
const INTO: u32 = hash(b"into");

//! Who else is in it: meetings that somebody else has or that are had through or beside others; and meetings that are only counted.

use super::Hold;
use super::clause::{Clause, Role, View, word};
use super::lexicon::pos;
use super::words::flag;

/// How many words behind a meeting the one who holds it may be named.
const BEHIND: usize = 9;

/// Whether the meeting that word `tie` tells of is somebody else's.
pub(super) fn done_by_others(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    let theirs = taught(view, clause, tie)
        || subject_is_another(view, clause, tie)
        || in_anothers_clause(view, clause, tie)
        || held_by_another(view, clause, tie);
    theirs && !joined(view, clause, tie)
}

/// "... and join those conversations": this person is there, too.
fn joined(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    let k = &view.lexicon.known;
    (tie + 1..view.words.len()).any(|j| {
        matches!(view.words[j].lemma, word::JOIN | word::ATTEND)
            && view.pos(j + 1) & (pos::DETERMINER | pos::PRONOUN) != 0
            && clause.sets.get(j + 2).is_some_and(|s| s.has(k.meeting_noun) || s.has(k.strong_noun))
    })
}

/// Somebody of the house, or hired by it.
fn is_of_the_house(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    let sets = &clause.sets[i];
    sets.has(k.house) || sets.has(k.some_role) || sets.has(k.team) || sets.has(k.sales) || sets.has(k.support)
}

/// "Teach teams to talk to users": the meeting is theirs.
fn taught(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    let k = &view.lexicon.known;
    clause.verb.is_some_and(|v| {
        clause.sets[v].has(k.others_verb)
            && tie > v + 1
            && (v + 1..tie)
                .any(|j| clause.sets[j].has(k.house) || clause.is_person(j, view) || view.words[j].lemma == word::OTHER)
    })
}

/// "Slides that account managers show to clients", "our researchers meet patients": the verb has a subject of its own.
fn subject_is_another(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    if view.pos(tie) & pos::VERB == 0 || view.words[tie].is(flag::ING) {
        return false;
    }
    // "The field team visits growers" tells of no holder of this role.
    if matches!(clause.roles[tie], Role::Verb | Role::Also) {
        let k = &view.lexicon.known;
        return view.words[tie].is(flag::S)
            && tie
                .checked_sub(1)
                .is_some_and(|b| is_of_the_house(view, clause, b) && !clause.sets[b].has(k.subject_title));
    }
    let mut subject = tie;
    while subject > 0 && view.pos(subject - 1) & (pos::ADVERB | pos::AUXILIARY) != 0 {
        subject -= 1;
    }
    // A verb behind "to" has this person as its subject.
    let Some(before) = subject.checked_sub(1).filter(|b| view.is_word(*b)) else { return false };
    let word = &view.words[before];
    view.pos(subject) & pos::TO == 0
        && !matches!(clause.roles[before], Role::Verb | Role::Also)
        && (is_of_the_house(view, clause, before)
            || matches!(word.lemma, word::THEY | word::THAT | word::WHICH)
            || word.is(flag::S)
                && !word.is(flag::POSSESSIVE)
                && view.pos(before) & (pos::NOUN | pos::VERB) == pos::NOUN)
}

/// "Consultants who train customers", "prototypes that the guild puts in front of users", "how the team performs at clients".
fn in_anothers_clause(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    let k = &view.lexicon.known;
    let from = clause.verb.unwrap_or(0);
    (from + 1..tie).rev().take_while(|j| !view.is_stop(*j)).any(|j| {
        let sets = &clause.sets[j];
        if sets.has(k.relative) && view.is_word(j) {
            let before = j - 1 - usize::from(view.mark(j - 1) == b',' && j > 1);
            let theirs = is_of_the_house(view, clause, before) || view.pos(before) & pos::DETERMINER != 0;
            let subject = view.pos(j + 1) & pos::DETERMINER != 0 || is_of_the_house(view, clause, j + 1);
            return view.words[j].lemma == word::WHO && theirs || subject && ends_in_verb(view, clause, j + 1, tie);
        }
        sets.has(k.wh_word) && view.is_word(j) && (j + 1..tie).take(4).any(|x| is_of_the_house(view, clause, x))
    })
}

/// Whether somebody of the house and then a verb stand from `from` to `to`.
fn ends_in_verb(view: &View<'_>, clause: &Clause, from: usize, to: usize) -> bool {
    (from..to).any(|x| is_of_the_house(view, clause, x))
        && (from + 1..=to).any(|x| view.pos(x) & pos::VERB != 0 && !view.words[x].is(flag::ING))
}

/// "Interviews held by an agency", "calls which the desk takes", "conversations with users are led by the researchers".
fn held_by_another(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    let end = view.words.len().min(tie + BEHIND);
    for j in tie + 1..end {
        if view.is_stop(j) {
            return false;
        }
        if view.words[j].lemma == word::BY
            && j > tie + 1
            && view.pos(j - 1) & pos::VERB != 0
            && !view.words[j - 1].is(flag::ING)
        {
            return (j + 1..end).any(|x| is_of_the_house(view, clause, x));
        }
        if matches!(view.words[j].lemma, word::THAT | word::WHICH) {
            let named = view.pos(j + 1) & pos::DETERMINER != 0 || j + 1 < end && is_of_the_house(view, clause, j + 1);
            return named
                && (j + 1..end.min(j + 4))
                    .take_while(|x| view.pos(*x) & (pos::VERB | pos::NOUN) != pos::VERB)
                    .any(|x| is_of_the_house(view, clause, x));
        }
    }
    false
}

/// "Halve the time between a call and the repair", "reduce the number of visits": told of only to be counted, cut or raised.
pub(super) fn is_counted(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    let k = &view.lexicon.known;
    let changed =
        clause.verb.is_some_and(|v| clause.sets[v].has(k.changing) && tie > v && clause.end.is_none_or(|e| tie < e));
    let counted = (tie.saturating_sub(4)..tie)
        .any(|j| view.is_word(j) && (clause.sets[j].has(k.counted) && view.words[j + 1].lemma == word::OF));
    changed || counted
}

/// "through the sales team", "via account managers", behind the people or between them and the verb.
pub(super) fn by_way_of(view: &View<'_>, clause: &Clause, i: usize, tie: usize) -> bool {
    let k = &view.lexicon.known;
    let from = i.min(tie);
    (from..view.words.len()).any(|j| {
        // "All contact with clients goes through sales".
        let goes_through = view.words[j].lemma == word::GO_THROUGH && j > i;
        (clause.sets[j].has(k.by_way) || goes_through)
            && view.is_word(j)
            && (j + 1..view.words.len().min(j + 5)).take_while(|x| view.pos(*x) & pos::PREPOSITION == 0).any(|x| {
                let sets = &clause.sets[x];
                sets.has(k.sales)
                    || sets.has(k.support)
                    || sets.has(k.proxy)
                    || sets.has(k.some_role)
                    || sets.has(k.stakeholder)
                    || sets.has(k.house)
            })
    })
}

/// Beside somebody who is named: "with the researcher", "supports the product manager in ...".
pub(super) fn together(view: &View<'_>, clause: &Clause, i: usize, hold: Hold) -> bool {
    let k = &view.lexicon.known;
    let n = view.words.len();
    let role_after = |from: usize| {
        (from..n.min(from + 5)).any(|x| x != i && clause.sets[x].has(k.some_role) && !clause.sets[x].has(k.customer))
    };
    let joined = (0..n).any(|j| view.is_word(j) && clause.sets[j].has(k.together) && role_after(j + 1));
    let supports = hold == Hold::Supports && clause.verb.is_some_and(|v| role_after(v + 1) && i > v + 1);
    joined || supports
}

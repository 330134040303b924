//! Decision rights: about what, and how far.

use super::clause::{Clause, Role, View, word};
use super::lexicon::{SetId, pos};
use super::words::flag;
use super::{DecisionReading, Right, Subject};
use crate::text::TextRange;

/// What the words from `from` to `to` are about, and how sure that is.
pub(super) fn subject(view: &View<'_>, clause: &Clause, from: usize, to: usize) -> (Subject, f32) {
    let k = &view.lexicon.known;
    let find = |id: SetId| (from..to).find(|i| clause.sets[*i].has(id) && view.is_word(*i));
    let has = |id: SetId| find(id).is_some();
    if has(k.subject_cancel) && has(k.subject_sprint) {
        return (Subject::CancelSprint, 0.95);
    }
    let backlog = find(k.subject_backlog);
    let order = has(k.subject_order);
    // "The order of the roadmap", "the order of goals": what is put in order counts, and it is no list of work.
    let names_list = (from..to)
        .any(|i| clause.sets[i].has(k.subject_backlog) && !clause.sets[i].has(k.subject_order) && view.is_word(i));
    let orders_direction = !names_list && (has(k.subject_roadmap) || has(k.subject_goal) || has(k.subject_strategy));
    if let Some(at) = backlog.filter(|_| !orders_direction) {
        let roadmap_first = find(k.subject_roadmap).is_some_and(|r| r < at) && !order;
        if (order || is_list(view, at)) && !roadmap_first {
            let scope_first = find(k.subject_scope).is_some_and(|s| s < at) && !order && !is_list(view, at);
            if !scope_first {
                let stories = (from..to).any(|i| matches!(view.words[i].lemma, STORY | USER_STORY));
                let level = if has(k.subject_portfolio) {
                    Subject::PortfolioOrder
                } else if has(k.subject_solution_level) {
                    Subject::SolutionBacklogOrder
                } else if has(k.subject_art_level) {
                    Subject::ArtBacklogOrder
                } else if has(k.subject_team_level)
                    && (stories || (from..to).any(|i| matches!(view.words[i].lemma, TEAM | TEAM_BACKLOG)))
                {
                    Subject::TeamBacklogOrder
                } else {
                    Subject::BacklogOrder
                };
                return (level, if order { 0.95 } else { 0.8 });
            }
        }
    }
    // The first named counts; "acceptance" and "release" before the thing they are about.
    let table = [
        (k.subject_roadmap, Subject::Roadmap),
        (k.subject_vision, Subject::Vision),
        (k.subject_hiring, Subject::Hiring),
        (k.subject_acceptance, Subject::Acceptance),
        (k.subject_price, Subject::Price),
        (k.subject_budget, Subject::Budget),
        (k.subject_release, Subject::Release),
        (k.subject_goal, Subject::Goal),
        (k.subject_scope, Subject::Scope),
        (k.subject_strategy, Subject::Strategy),
    ];
    let best = table.iter().filter_map(|(id, subject)| find(*id).map(|at| (at, *subject))).min_by_key(|(at, _)| *at);
    match best {
        Some((_, subject)) => (subject, 0.85),
        None if backlog.is_some() => (Subject::BacklogOrder, 0.6),
        None => (Subject::Other, 0.4),
    }
}

fn is_list(view: &View<'_>, i: usize) -> bool {
    matches!(view.words[i].lemma, BACKLOG | PRODUCT_BACKLOG)
}

const BACKLOG: u32 = super::words::hash(b"backlog");
const PRODUCT_BACKLOG: u32 = super::words::hash(b"product_backlog");
const TEAM: u32 = super::words::hash(b"team");
const STORY: u32 = super::words::hash(b"story");
const USER_STORY: u32 = super::words::hash(b"user_story");
const TEAM_BACKLOG: u32 = super::words::hash(b"team_backlog");
const YOU: u32 = super::words::hash(b"you");
const PRODUCT_OWNER: u32 = super::words::hash(b"product_owner");
const PRODUCT_MANAGER: u32 = super::words::hash(b"product_manager");
const DECIDE: u32 = super::words::hash(b"decide");
const DETERMINE: u32 = super::words::hash(b"determine");
const CHOOSE: u32 = super::words::hash(b"choose");
const APPROVE: u32 = super::words::hash(b"approve");
const OWN: u32 = super::words::hash(b"own");
const SET: u32 = super::words::hash(b"set");
const SAY: u32 = super::words::hash(b"say");
const CANCEL: u32 = super::words::hash(b"cancel");
const ACCEPT: u32 = super::words::hash(b"accept");
const CALL: u32 = super::words::hash(b"call");

/// Who decides, in "is decided by ...".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agent {
    /// A product person, or "you": taken as this role.
    Own,
    Another,
}

fn passive_agent(view: &View<'_>, clause: &Clause, i: usize) -> Option<Agent> {
    let k = &view.lexicon.known;
    let passive = view.words[i].is(flag::ED) && i > 0 && view.pos(i - 1) & pos::AUXILIARY != 0;
    if !passive || view.words.get(i + 1).is_none_or(|w| w.lemma != word::BY) {
        return None;
    }
    let agent = i + 2..view.words.len().min(i + 7);
    let own = agent.clone().any(|j| matches!(view.words[j].lemma, YOU | PRODUCT_OWNER | PRODUCT_MANAGER));
    if own {
        return Some(Agent::Own);
    }
    agent
        .clone()
        .any(|j| clause.is_person(j, view) || clause.sets[j].has(k.some_role) || clause.sets[j].has(k.house))
        .then_some(Agent::Another)
}

/// The decisions of a sentence.
pub(super) fn read(view: &View<'_>, clause: &Clause) -> Vec<DecisionReading> {
    let k = &view.lexicon.known;
    let n = view.words.len();
    let mut found = Vec::new();
    for i in 0..n {
        let sets = &clause.sets[i];
        if !view.is_word(i) || clause.is_others(i) {
            continue;
        }
        let advising = sets.has(k.advising) && matches!(clause.roles[i], Role::Verb | Role::Also);
        if !(sets.has(k.decision_verb) || advising) {
            continue;
        }
        let lemma = view.words[i].lemma;
        let main = matches!(clause.roles[i], Role::Verb | Role::Also);
        let noun_use = view.pos(i) & pos::VERB == 0 || view.words[i].is(flag::COMPOUND);
        // Weak deciding words count as the main verb alone; "set" and "own" with a subject that is decided.
        let strong = matches!(lemma, DECIDE | DETERMINE | CHOOSE | APPROVE) || noun_use;
        if !strong && !main && !advising {
            continue;
        }
        if lemma == SAY && !view.words.get(i + 1).is_some_and(|w| matches!(w.lemma, word::OVER | word::ON | word::IN)) {
            continue;
        }
        if lemma == CALL && view.words.get(i + 1).is_none_or(|w| w.lemma != word::ON) {
            continue;
        }
        // "Budgets are decided by the head of logistics": what is decided stands before, who decides behind.
        let agent = passive_agent(view, clause, i);
        let to = (i + 1..n).find(|j| matches!(view.mark(*j), b'.' | b';' | b'!' | b'?' | 0x96)).unwrap_or(n);
        let (what, sure) = match agent {
            Some(_) => subject(view, clause, (0..i).rev().find(|j| view.is_stop(*j)).map_or(0, |j| j + 1), i),
            None if matches!(lemma, CANCEL | ACCEPT) => subject(view, clause, i, to),
            None => subject(view, clause, i + 1, to),
        };
        if what == Subject::Other && !matches!(lemma, DECIDE | DETERMINE | APPROVE) {
            continue;
        }
        if advising && what == Subject::Other {
            continue;
        }
        let with = (0..n).any(|j| clause.sets[j].has(k.with_others) && view.is_word(j))
            || (i + 1..to).any(|j| {
                view.words[j].lemma == word::WITH && (j + 1..to.min(j + 6)).any(|x| clause.is_person(x, view))
            });
        let right = if view.words[i].is(flag::NEGATED) || agent == Some(Agent::Another) {
            Right::Never
        } else if advising {
            Right::Advises
        } else if with {
            Right::With
        } else {
            Right::Alone
        };
        let confidence = match lemma {
            DECIDE | DETERMINE | APPROVE => sure,
            OWN | SET => sure * 0.75,
            _ => sure * 0.9,
        };
        if !found.iter().any(|d: &DecisionReading| d.subject == what) {
            found.push(DecisionReading {
                subject: what,
                right,
                range: TextRange::new(view.words[i].start, view.words[to.max(i + 1) - 1].end),
                confidence,
            });
        }
    }
    found
}

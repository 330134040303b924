//! What makes a meeting: the verb, noun or preposition that ties this person to people.

use super::clause::{Clause, Role, View, word};
use super::contact::facing_fits;
use super::lexicon::pos;
use super::words::flag;
use super::{ContactClass, Hold};

/// How many words back a verb may stand from the preposition that ties it to the people.
const REACH: usize = 9;

/// Whether the people of word `i` are met: how sure, and the word that says so.
pub(super) fn meeting(view: &View<'_>, clause: &Clause, i: usize, class: ContactClass) -> Option<(f32, usize)> {
    let k = &view.lexicon.known;
    let words = view.words;
    // What follows: "customer interviews", "clients' sites", "customer needs".
    let mut end = i;
    let mut meeting_noun = None;
    let mut j = i + 1;
    // "customer and user interviews"
    if !words[i].is(flag::POSSESSIVE)
        && view.pos(j) & pos::AND != 0
        && clause.sets.get(j + 1).is_some_and(|s| {
            s.has(k.customer) || s.has(k.user) || s.has(k.stakeholder) || s.has(k.partner) || s.has(k.prospect)
        })
        && !words[j + 1].is(flag::S)
    {
        j += 2;
    }
    let plural = words[i].is(flag::S) && !words[i].is(flag::POSSESSIVE);
    // "client-oriented", "user-friendly": no people.
    if words.get(i + 1).is_some_and(|w| w.is(flag::HYPHEN))
        && !clause.sets[i + 1].has(k.facing)
        && !clause.sets[i + 1].has(k.meeting_noun)
    {
        return None;
    }
    if !plural {
        while j < words.len() && view.is_word(j) && !words[j].is(flag::NUMBER) {
            let p = view.pos(j);
            if p & pos::FUNCTION != 0 && p & (pos::NOUN | pos::ADJECTIVE) == 0 {
                break;
            }
            if clause.sets[j].has(k.meeting_noun) && !words[j].is(flag::ED) {
                meeting_noun = Some(j);
            }
            end = j;
            j += 1;
            if j - i > 4 {
                break;
            }
        }
    } else if clause.sets.get(i + 1).is_some_and(|s| s.has(k.meeting_noun)) && view.words[i + 1].is(flag::HYPHEN) {
        meeting_noun = Some(i + 1);
        end = i + 1;
    }
    let market = class.is_market();
    if end > i {
        let possessive_team =
            class == ContactClass::Team || class == ContactClass::Stakeholder || class == ContactClass::Executive;
        if clause.sets[end].has(k.facing)
            || words.get(i + 1).is_some_and(|w| clause.sets[i + 1].has(k.facing) && w.is(flag::HYPHEN))
        {
            return facing_fits(view, clause, i + 1).then_some((0.8, i + 1));
        }
        let person_head = clause.sets[end].has(k.customer_body);
        if meeting_noun.is_none() && market && person_head && class != ContactClass::Partner && end <= i + 3 {
            return before_people(view, clause, i, class);
        }
        // "answer customers' questions"
        if market && clause.sets[end].has(k.input) && !clause.sets[end].has(k.meeting_noun) {
            return governor(view, clause, i)
                .filter(|g| matches!(words[*g].lemma, word::ANSWER | word::RESPOND))
                .map(|g| (0.65, g));
        }
        let noun = meeting_noun?;
        // The meeting must be the head of the phrase, or nearly: "interview notes" are paper.
        if end > noun && !clause.sets[end].has(k.meeting_noun) {
            return None;
        }
        if possessive_team && !market {
            return (!is_read(view, clause, noun)).then_some((0.6, noun));
        }
        // A relationship or contact of somebody else's is told otherwise; what is only read is no meeting.
        if is_read(view, clause, noun) {
            return None;
        }
        return Some((0.85, noun));
    }
    if words[i].is(flag::POSSESSIVE) {
        return None;
    }
    before_people(view, clause, i, class)
}

/// What stands before the people of word `i`: skip their phrase and a list of them, then look for the verb or the preposition.
fn before_people(view: &View<'_>, clause: &Clause, i: usize, class: ContactClass) -> Option<(f32, usize)> {
    let k = &view.lexicon.known;
    let words = view.words;
    let mut j = i;
    let mut steps = 0;
    while j > 0 && steps < 12 {
        let before = j - 1;
        steps += 1;
        let p = view.pos(before);
        if view.mark(before) == b',' || view.mark(before) == b'/' || p & pos::AND != 0 {
            // Part of a list only where people stand before it, too, or the list goes on.
            let mut b = before;
            while b > 0 && (view.mark(b) == b',' || p & pos::AND != 0 && view.pos(b) & pos::AND != 0) {
                b -= 1;
                if !(view.mark(b) == b',' || view.pos(b) & pos::AND != 0) {
                    break;
                }
            }
            let people = clause.is_person(b, view)
                || view.words[b].entry == super::lexicon::NONE
                || view.pos(b) == pos::NOUN
                || view.pos(b) == 0
                || view.pos(b) & pos::ADJECTIVE != 0;
            let verb = matches!(clause.roles[b], Role::Verb | Role::Also) && clause.sets[b].has(k.meet_verb);
            if verb {
                return Some((0.85, b));
            }
            if !people {
                return None;
            }
            j = b + 1;
            if j > before {
                j = before;
            }
            continue;
        }
        if !view.is_word(before) {
            return None;
        }
        // A verb that takes the people as its object: "interview nurses".
        let verb_here = clause.sets[before].has(k.meet_verb) && p & pos::VERB != 0 && !words[before].is(flag::ED);
        if verb_here
            && (p & pos::NOUN == 0
                || matches!(clause.roles[before], Role::Verb | Role::Also)
                || words[before].is(flag::ING))
        {
            return Some((0.9, before));
        }
        if p & pos::PREPOSITION != 0 || p & pos::TO != 0 {
            return tied(view, clause, before, class);
        }
        let passes = p & (pos::DETERMINER | pos::ADJECTIVE | pos::ADVERB | pos::PRONOUN) != 0
            || words[before].is(flag::NUMBER)
            || p & pos::NOUN != 0 && !matches!(clause.roles[before], Role::Verb | Role::Also)
            || view.words[before].entry == super::lexicon::NONE
            || words[before].is(flag::ED)
            || p == 0;
        if !passes {
            return None;
        }
        j = before;
    }
    None
}

/// Whether the preposition at `at` ties a verb or noun of meeting to the people behind it.
fn tied(view: &View<'_>, clause: &Clause, at: usize, class: ContactClass) -> Option<(f32, usize)> {
    let k = &view.lexicon.known;
    let words = view.words;
    let preposition = words[at].lemma;
    let back =
        || (at.saturating_sub(REACH)..at).rev().take_while(|j| !view.is_stop(*j) && !clause.sets[*j].has(k.relative));
    // "together with our client, you are responsible for ..."
    if preposition == word::WITH && at > 0 && clause.sets[at - 1].has(k.together) && class.is_market() {
        return Some((0.7, at - 1));
    }
    let verb = |j: &usize| view.pos(*j) & pos::VERB != 0;
    match preposition {
        word::WITH => {
            let mut passed_noun = false;
            for j in back() {
                let sets = &clause.sets[j];
                if sets.has(k.dealing_noun) {
                    // Reading about a relationship is not having it.
                    return (!is_read(view, clause, j)).then_some((0.85, j));
                }
                if sets.has(k.with_verb) && verb(&j) {
                    return Some((if passed_noun { 0.75 } else { 0.9 }, j));
                }
                let p = view.pos(j);
                if p & pos::PREPOSITION != 0
                    && passed_noun
                    && words[j].lemma != word::OF
                    && words[j].lemma != word::IN
                    && words[j].lemma != word::ON
                    && words[j].lemma != word::ABOUT
                    && words[j].lemma != word::FOR
                {
                    break;
                }
                passed_noun |= p & pos::FUNCTION == 0;
            }
            // "draw up a plan with the client": whatever is done, it is done with them.
            let done = clause.verb.filter(|v| {
                *v < at
                    && at - *v <= REACH
                    && matches!(class, ContactClass::Customer | ContactClass::Prospect)
                    && view.pos(*v) & pos::VERB != 0
                    && !clause.sets[*v].has(k.reading)
                    && !(at..words.len()).any(|j| words[j].lemma == word::MIND)
            });
            done.map(|v| (0.6, v))
        }
        word::TO => {
            for j in back() {
                let sets = &clause.sets[j];
                if sets.has(k.to_verb) && verb(&j) && !words[j].is(flag::ED) {
                    return Some((0.8, j));
                }
                if sets.has(k.dealing_noun) && j + 1 == at || sets.has(k.contact_person) && j + 2 >= at {
                    return Some((0.7, j));
                }
                if matches!(view.mark(j), b',') && j + 4 < at {
                    break;
                }
            }
            None
        }
        word::FROM => {
            // Customers tell; what comes from other people is no matter of the market.
            if at > 0 && clause.sets[at - 1].has(k.directly) && class.is_market() {
                return Some((0.7, at - 1));
            }
            let verb = back().find(|j| clause.sets[*j].has(k.from_verb) && verb(j));
            let direct = back().any(|j| clause.sets[j].has(k.directly));
            let input = back().any(|j| clause.sets[j].has(k.input));
            let learns = verb.is_some_and(|v| {
                // "what sales hears from clients" is what others hear.
                let others = v > 0 && (clause.is_person(v - 1, view) || words[v - 1].lemma == word::THEY);
                matches!(words[v].lemma, word::HEAR | word::LEARN) && !others
            });
            verb.filter(|_| direct || input || learns).map(|v| (if direct || learns { 0.8 } else { 0.65 }, v))
        }
        word::AMONG => back().find(|j| clause.sets[*j].has(k.among_verb)).map(|j| (0.75, j)),
        word::OF => {
            let before = at.checked_sub(1)?;
            let sets = &clause.sets[before];
            // "a wide range of people", "representatives of patient groups"
            if sets.has(k.bundle)
                || matches!(words[before].lemma, word::HANDFUL | word::REPRESENTATIVE | word::DELEGATION | word::MEMBER)
            {
                return before_people(view, clause, before, class);
            }
            let noun = sets.has(k.meeting_noun) && sets.has(k.action_noun)
                || matches!(
                    words[before].lemma,
                    word::TRAINING
                        | word::ONBOARDING
                        | word::SHADOWING
                        | word::OBSERVATION
                        | word::INTERVIEW
                        | word::SURVEY
                )
                || (sets.has(k.meet_verb) && words[before].is(flag::ING) && view.pos(before) & pos::NOUN != 0);
            if words[before].lemma == word::FRONT
                || (sets.has(k.panel) && class.is_market() && !is_read(view, clause, before))
            {
                return Some((0.7, before));
            }
            let list = (at.saturating_sub(4)..at)
                .any(|j| matches!(words[j].lemma, word::ONBOARDING | word::TRAINING) && class.is_market());
            (noun || list).then_some((0.75, before))
        }
        word::FOR => {
            for j in back().take(5) {
                let sets = &clause.sets[j];
                if sets.has(k.contact_person) && class.is_market() {
                    return Some((0.75, j));
                }
                if matches!(
                    words[j].lemma,
                    word::TRAINING | word::WORKSHOP | word::WEBINAR | word::SEMINAR | word::CONSULTING
                ) && class.is_market()
                    && j + 1 == at
                {
                    return Some((0.65, j));
                }
            }
            None
        }
        word::AT => back()
            .find(|j| (clause.sets[*j].has(k.among_verb) || clause.sets[*j].has(k.meet_verb)) && verb(j))
            .map(|j| (0.7, j)),
        word::AFTER | word::BESIDE | word::ALONGSIDE | word::BETWEEN | word::BY => {
            let sits = back().take(3).find(|j| matches!(words[*j].lemma, word::SIT | word::WORK | word::RIDE));
            sits.filter(|_| preposition == word::BESIDE || preposition == word::ALONGSIDE).map(|j| (0.8, j))
        }
        _ => None,
    }
}

/// The nearest verb before word `i` that governs it.
pub(super) fn governor(view: &View<'_>, clause: &Clause, i: usize) -> Option<usize> {
    (0..i).rev().take_while(|j| !matches!(view.mark(*j), b'.' | b';' | b'!' | b'?')).find(|j| {
        view.pos(*j) & pos::VERB != 0
            && (matches!(clause.roles[*j], Role::Verb | Role::Also)
                || view.words[*j].is(flag::ING)
                || (*j > 0 && (view.pos(*j - 1) & (pos::TO | pos::AUXILIARY) != 0)))
    })
}

/// Whether the thing at `i` is only read, reviewed, analysed.
pub(super) fn is_read(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    governor(view, clause, i).is_some_and(|g| clause.sets[g].has(k.reading) && !clause.sets[g].has(k.doing))
}

/// "through the sales team", "via account managers", behind the people or between them and the verb.
pub(super) fn by_way_of(view: &View<'_>, clause: &Clause, i: usize, tie: usize) -> bool {
    let k = &view.lexicon.known;
    let from = i.min(tie);
    (from..view.words.len()).any(|j| {
        clause.sets[j].has(k.by_way)
            && view.is_word(j)
            && (j + 1..view.words.len().min(j + 5)).any(|x| {
                let sets = &clause.sets[x];
                sets.has(k.sales)
                    || sets.has(k.support)
                    || sets.has(k.proxy)
                    || sets.has(k.some_role)
                    || sets.has(k.stakeholder)
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

//! Prepositions that tie a verb or noun of meeting to people: "talk with users", "sessions for customers", "hear from tenants".

use super::ContactClass;
use super::clause::{Clause, Role, View, word};
use super::lexicon::pos;
use super::meeting::{before_people, does, governor, is_paper, is_read, is_source};
use super::who::{Standing, Who};
use super::words::flag;

/// How many words back a verb may stand from the preposition that ties it to the people.
const REACH: usize = 9;

/// Whether the preposition at `at` ties a verb or noun of meeting to the people behind it.
pub(super) fn tied(view: &View<'_>, clause: &Clause, at: usize, who: Who) -> Option<(f32, usize)> {
    let k = &view.lexicon.known;
    let class = who.class;
    let words = view.words;
    let preposition = words[at].lemma;
    let back =
        || (at.saturating_sub(REACH)..at).rev().take_while(|j| !view.is_stop(*j) && !clause.sets[*j].has(k.relative));
    let verb = |j: &usize| view.pos(*j) & pos::VERB != 0;
    match preposition {
        word::WITH => {
            let mut passed_noun = false;
            for j in back() {
                let sets = &clause.sets[j];
                if sets.has(k.dealing_noun) {
                    // Reading about a relationship is not having it.
                    return (!is_read(view, clause, j) && !is_paper(view, clause, j) && !is_source(view, clause, j))
                        .then_some((0.85, j));
                }
                // "Review contracts with customers"
                if sets.has(k.reading) && clause.sets[at - 1].has(k.paper) {
                    return None;
                }
                let passive = words[j].is(flag::ED) && !matches!(clause.roles[j], Role::Verb | Role::Also);
                if sets.has(k.with_verb) && does(view, clause, j) && !passive {
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
            // "together with our client, you are responsible for ..."
            if at > 0 && clause.sets[at - 1].has(k.together) && class.is_market() {
                return Some((0.7, at - 1));
            }
            // "draw up a plan with the client": whatever is done, it is done with them.
            let done = clause.verb.filter(|v| {
                *v < at
                    && at - *v <= REACH
                    && (matches!(class, ContactClass::Customer | ContactClass::Prospect)
                        || class == ContactClass::User
                            && who.standing == Standing::Known
                            && clause.sets[*v].has(k.jointly))
                    && view.pos(*v) & pos::VERB != 0
                    && !clause.sets[*v].has(k.reading)
                    && !(at..words.len()).any(|j| words[j].lemma == word::MIND)
            });
            done.map(|v| (0.6, v))
        }
        word::TO => {
            for j in back() {
                let sets = &clause.sets[j];
                // "what it is worth to hotels"
                if sets.has(k.wh_word) {
                    break;
                }
                if sets.has(k.to_verb) && verb(&j) && !words[j].is(flag::ED) {
                    return Some((0.8, j));
                }
                if sets.has(k.dealing_noun) && j + 1 == at || sets.has(k.contact_person) && j + 2 >= at {
                    return Some((0.7, j));
                }
                // "Provide training to users"
                if sets.has(k.given) && j + 1 == at && class.is_market() && is_given(view, clause, j) {
                    return Some((0.65, j));
                }
                // "Act as the interface to our customers"
                if j + 1 == at && class.is_market() && is_bridge(view, clause, j) {
                    return Some((0.65, j));
                }
                // "Stay close to riders"
                if words[j].lemma == word::CLOSE && j + 1 == at && class.is_market() {
                    return Some((0.6, j));
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
            // "Handle complaints from members"
            if at > 0
                && clause.sets[at - 1].has(k.asking)
                && let Some(g) = governor(view, clause, at - 1).filter(|g| clause.sets[*g].has(k.answering))
            {
                return Some((0.65, g));
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
        word::AMONG => {
            let told = back().find(|j| {
                clause.sets[*j].has(k.among_verb) && (does(view, clause, *j) || view.words[*j].lemma != word::PILOT)
            });
            told.filter(|j| !is_read(view, clause, *j)).map(|j| (0.75, j))
        }
        word::OF => {
            let before = at.checked_sub(1)?;
            let sets = &clause.sets[before];
            // "a wide range of people", "representatives of patient groups"
            if sets.has(k.bundle)
                || matches!(words[before].lemma, word::HANDFUL | word::REPRESENTATIVE | word::DELEGATION | word::MEMBER)
            {
                return before_people(view, clause, before, who);
            }
            if (sets.has(k.panel) || (sets.has(k.office) || sets.has(k.team)) && words[before].is(flag::S))
                && let Some(tie) = before_people(view, clause, before, who)
            {
                return Some(tie);
            }
            if matches!(words[before].lemma, word::FRONT | word::SHOULDER)
                || sets.has(k.panel) && class.is_market() && !is_read(view, clause, before)
            {
                return Some((0.7, before));
            }
            if sets.has(k.contact_person) && sets.has(k.dealing_noun) && class.is_market() {
                return Some((0.7, before));
            }
            // "Define requirements for the onboarding of customers"
            if let Some(g) = governor(view, clause, before)
                && g != before
                && !(clause.sets[g].has(k.doing) || clause.sets[g].has(k.meet_verb) || clause.sets[g].has(k.with_verb))
            {
                return None;
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
            let list = (at.saturating_sub(4)..at)
                .any(|j| matches!(words[j].lemma, word::ONBOARDING | word::TRAINING) && class.is_market());
            (noun || list).then_some((0.75, before))
        }
        word::FOR => {
            for j in back().take(5) {
                let sets = &clause.sets[j];
                if sets.has(k.contact_person) && class.is_market() && !is_paper(view, clause, j) {
                    return Some((0.75, j));
                }
                if sets.has(k.given) && j + 1 == at && class.is_market() && is_given(view, clause, j) {
                    return Some((0.6, j));
                }
                if sets.has(k.lesson) && class.is_market() && j + 1 == at && !is_paper(view, clause, j) {
                    return Some((0.65, j));
                }
            }
            None
        }
        word::AT => back()
            .find(|j| (clause.sets[*j].has(k.among_verb) || clause.sets[*j].has(k.meet_verb)) && does(view, clause, *j))
            .map(|j| (0.7, j)),
        // "Mediate between clients and developers"
        word::BETWEEN => {
            // "Discussion between clients and designers", "the bridge between customers and teams"
            let stands = |j: &usize| {
                clause.sets[*j].has(k.go_between)
                    || clause.sets[*j].has(k.dealing_noun) && *j + 1 == at && !is_read(view, clause, *j)
                    || is_bridge(view, clause, *j)
            };
            back().take(2).find(stands).filter(|_| class.is_market()).map(|j| (0.65, j))
        }
        // "Face of the product towards key accounts"
        _ if clause.sets[at].has(k.towards) => {
            back().take(5).find(|j| clause.sets[*j].has(k.contact_person)).map(|j| (0.65, j))
        }
        word::AFTER | word::BESIDE | word::ALONGSIDE | word::BY => {
            let sits = back().take(3).find(|j| matches!(words[*j].lemma, word::SIT | word::WORK | word::RIDE));
            // "Work a shift beside sorters", but "work alongside colleagues".
            let by = |j: usize| if words[j].lemma == word::WORK && j + 1 == at { j } else { at };
            sits.filter(|_| preposition == word::BESIDE || preposition == word::ALONGSIDE).map(|j| (0.8, by(j)))
        }
        _ => None,
    }
}

/// "Act as the bridge", "the link" by itself, which is no thing that is built.
fn is_bridge(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    clause.sets[i].has(k.bridge)
        && (clause.verb.is_none_or(|v| v == i || clause.sets[v].has(k.acting))
            || governor(view, clause, i).is_some_and(|g| clause.sets[g].has(k.acting)))
}

/// "Provide support", "support" by itself: what stands at `i` is given by this person, not made better.
fn is_given(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    clause.verb.is_none_or(|v| v == i)
        || governor(view, clause, i).is_some_and(|g| clause.sets[g].has(k.giving) || clause.sets[g].has(k.doing))
}

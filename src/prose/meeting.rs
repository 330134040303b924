//! What makes a meeting: the verb, noun or preposition that ties this person to people.

use super::ContactClass;
use super::clause::{Clause, Role, View, word};
use super::contact::facing_fits;
use super::lexicon::pos;
use super::tie::tied;
use super::who::{Standing, Who};
use super::words::flag;

/// Whether the people of word `i` are met: how sure, and the word that says so.
pub(super) fn meeting(view: &View<'_>, clause: &Clause, i: usize, who: Who) -> Option<(f32, usize)> {
    let k = &view.lexicon.known;
    let words = view.words;
    let class = who.class;
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
            if p & pos::FUNCTION != 0 && p & (pos::NOUN | pos::ADJECTIVE) == 0 || ends_phrase(view, clause, j) {
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
        // "Client managers" are of the house, "the client's managers" are not.
        let ours = clause.sets[end].has(k.inside_title) && !words[i].is(flag::POSSESSIVE) && end == i + 1;
        let their_team = words[i].lemma == word::CLIENT || words[i].is(flag::POSSESSIVE);
        let person_head = clause.sets[end].has(k.customer_body) && !ours
            || their_team && (clause.sets[end].has(k.team) || clause.sets[end].has(k.stakeholder));
        if meeting_noun.is_none() && market && person_head && class != ContactClass::Partner && end <= i + 3 {
            return before_people(view, clause, i, who);
        }
        // "at customers' plants"
        if market && clause.sets[end].has(k.their_place) && stands_at(view, i) {
            return Some((0.7, end));
        }
        // "answer customers' questions"
        if market && clause.sets[end].has(k.asking) && !clause.sets[end].has(k.meeting_noun) {
            return governor(view, clause, i).filter(|g| clause.sets[*g].has(k.answering)).map(|g| (0.65, g));
        }
        // "Point of contact for client concerns"
        if let Some(contact) = contact_person_for(view, clause, i).filter(|_| market) {
            return Some((0.65, contact));
        }
        // "Client management"
        if meeting_noun.is_none() && words[i].lemma == word::CLIENT && end == i + 1 && clause.sets[end].has(k.tending) {
            return (!is_paper(view, clause, i) && stands_first(view, clause, i)).then_some((0.55, end));
        }
        let noun = meeting_noun?;
        // The meeting must be the head of the phrase, or nearly: "interview notes" are paper.
        let tended = clause.sets[end].has(k.tending) && end == noun + 1 && words[noun].lemma == word::RELATIONSHIP;
        if end > noun && !clause.sets[end].has(k.meeting_noun) && !tended {
            return None;
        }
        if possessive_team && !market {
            return (!is_read(view, clause, noun)).then_some((0.6, noun));
        }
        // A relationship or contact of somebody else's is told otherwise; what is only read is no meeting.
        if is_read(view, clause, noun) || is_paper(view, clause, i) || is_source(view, clause, i) {
            return None;
        }
        // "Prepare client presentations": somebody may hold them.
        if governor(view, clause, i).is_some_and(|g| clause.sets[g].has(k.preparing)) {
            return None;
        }
        // "A tenant's call" is the tenant's doing, "the tenants' meeting" may be attended.
        if words[i].is(flag::POSSESSIVE)
            && clause.sets[noun].has(k.their_doing)
            && !governor(view, clause, i)
                .is_some_and(|g| clause.sets[g].has(k.answering) || clause.sets[g].has(k.doing))
        {
            return None;
        }
        return Some((0.85, noun));
    }
    if words[i].is(flag::POSSESSIVE) {
        return None;
    }
    before_people(view, clause, i, who).or_else(|| in_person(view, clause, i, who))
}

/// Words that stand in no phrase of people: "using", "twice a week", "in order to".
pub(super) fn ends_phrase(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    let sets = &clause.sets[i];
    view.words[i].is(flag::ING) && view.pos(i) & (pos::VERB | pos::NOUN | pos::ADJECTIVE) == pos::VERB
        || [k.once, k.twice, k.weekly, k.monthly, k.quarterly, k.yearly, k.daily, k.open, k.start_end, k.in_person]
            .into_iter()
            .any(|set| sets.has(set))
}

/// Whether the phrase of word `i` stands behind "at", "in", "on", "to".
fn stands_at(view: &View<'_>, i: usize) -> bool {
    let start = (0..i).rev().find(|j| view.pos(*j) & (pos::DETERMINER | pos::ADJECTIVE) == 0 || !view.is_word(*j));
    start.is_some_and(|p| matches!(view.words[p].lemma, word::AT | word::IN | word::ON | word::TO | word::INTO))
}

/// "Slides for customer presentations", "questions for talks with users": what is made is paper. `at` lies in the phrase of the meeting.
pub(super) fn is_paper(view: &View<'_>, clause: &Clause, at: usize) -> bool {
    let k = &view.lexicon.known;
    let preposition = (1..=at).rev().take(6).find(|j| {
        view.pos(*j) & pos::PREPOSITION != 0 || view.pos(*j) & pos::VERB == pos::VERB && view.pos(*j) & pos::NOUN == 0
    });
    preposition.is_some_and(|p| {
        matches!(view.words[p].lemma, word::FOR | word::IN | word::FROM | word::OF) && clause.sets[p - 1].has(k.paper)
    })
}

/// "Wishes heard in citizen workshops": where something came from.
pub(super) fn is_source(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    (1..i).rev().take(4).any(|j| {
        let said = &view.words[j - 1];
        view.pos(j) & pos::PREPOSITION != 0
            && said.is(flag::ED)
            && view.pos(j - 1) & pos::VERB != 0
            && !matches!(clause.roles[j - 1], Role::Verb | Role::Also)
    })
}

/// "Help citizens by phone", "explain the bill to members at the counter": the statement says that it is done in person.
fn in_person(view: &View<'_>, clause: &Clause, i: usize, who: Who) -> Option<(f32, usize)> {
    let k = &view.lexicon.known;
    let served = who.class.is_customer_or_user() || who.class == ContactClass::Prospect;
    let verb = clause.verb.filter(|v| *v < i && view.pos(*v) & pos::VERB != 0)?;
    if !clause.present.has(k.in_person)
        || !served
        || who.standing == Standing::Unlisted
        || !(clause.sets[verb].has(k.meet_verb)
            || clause.sets[verb].has(k.to_verb)
            || clause.sets[verb].has(k.with_verb) && who.standing == Standing::Known
            || clause.sets[verb].has(k.helping_hand)
            || clause.sets[verb].has(k.answering))
    {
        return None;
    }
    (verb + 1..view.words.len()).find(|j| clause.sets[*j].has(k.in_person) && view.is_word(*j)).map(|j| (0.6, j))
}

/// "Field questions from callers", "customer complaints": the verb that answers what word `i` says people ask.
pub(super) fn answered(view: &View<'_>, clause: &Clause, i: usize) -> Option<usize> {
    let k = &view.lexicon.known;
    if !clause.sets[i].has(k.customer_asking) {
        return None;
    }
    // "First point of contact for customer issues"
    let first_contact = contact_person_for(view, clause, i);
    let hands_on = |g: &usize| {
        clause.sets[*g].has(k.answering) && (!clause.sets[i].has(k.second_hand) || !clause.sets[*g].has(k.reading))
    };
    first_contact.or_else(|| governor(view, clause, i).filter(hands_on))
}

/// "Point of contact for ..." before word `i`.
fn contact_person_for(view: &View<'_>, clause: &Clause, i: usize) -> Option<usize> {
    let k = &view.lexicon.known;
    (i.saturating_sub(4)..i)
        .find(|j| clause.sets[*j].has(k.contact_person) && view.words.get(j + 1).is_some_and(|w| w.lemma == word::FOR))
}

/// Whether word `i` begins the statement or is what the main verb is about.
fn stands_first(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let before = (0..i).rev().find(|j| view.pos(*j) & (pos::DETERMINER | pos::ADJECTIVE) == 0);
    before.is_none_or(|b| matches!(clause.roles[b], Role::Verb | Role::Also | Role::Lead))
}

/// What stands before the people of word `i`: skip their phrase and a list of them, then look for the verb or the preposition.
pub(super) fn before_people(view: &View<'_>, clause: &Clause, i: usize, who: Who) -> Option<(f32, usize)> {
    let k = &view.lexicon.known;
    let class = who.class;
    let words = view.words;
    let mut j = i;
    let mut steps = 0;
    let mut passed_determiner = false;
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
                || view.pos(b) & pos::ADJECTIVE != 0
                || words[b].is(flag::ED)
                || clause.sets[b].has(k.participle);
            let verb = matches!(clause.roles[b], Role::Verb | Role::Also) && clause.sets[b].has(k.meet_verb);
            if verb {
                return Some((0.85, b));
            }
            if !people {
                return None;
            }
            j = (b + 1).min(before);
            passed_determiner = false;
            continue;
        }
        let sets = &clause.sets[before];
        if !view.is_word(before) || sets.has(k.start_end) || sets.has(k.relative) && !sets.has(k.wh_word) {
            return None;
        }
        // A verb that takes the people as its object: "interview nurses".
        let verb_here = clause.sets[before].has(k.meet_verb) && p & pos::VERB != 0 && !words[before].is(flag::ED);
        if verb_here && does(view, clause, before) {
            return Some((0.9, before));
        }
        // "Moderate user groups"
        if clause.sets[i].has(k.panel)
            && class.is_market()
            && clause.sets[before].has(k.doing)
            && does(view, clause, before)
        {
            return Some((0.75, before));
        }
        // "Keep clients informed"
        if words[before].lemma == word::KEEP && does(view, clause, before) {
            let posted = (i + 1..words.len().min(i + 4)).any(|j| clause.sets[j].has(k.posted));
            return (posted && class == ContactClass::Customer).then_some((0.6, before));
        }
        if clause.sets[before].has(k.helping_hand) && does(view, clause, before) {
            return helped(view, clause, before, i, who).then_some((0.6, before));
        }
        // "Watch how nurses chart", "listen to what passengers say".
        if clause.sets[before].has(k.wh_word) {
            // "Watch how long families wait" is told by figures.
            if clause.sets[before + 1].has(k.amount) {
                return None;
            }
            let at = (before.saturating_sub(2)..before).rev().find(|j| clause.sets[*j].has(k.perception));
            return at.map(|j| (0.8, j));
        }
        // "with at least six drivers"
        if words[before].lemma == word::AT && words[before + 1].lemma == word::LEAST {
            j = before;
            continue;
        }
        if p & pos::PREPOSITION != 0 || p & pos::TO != 0 {
            return tied(view, clause, before, who);
        }
        let passes = p & (pos::DETERMINER | pos::ADJECTIVE | pos::ADVERB | pos::PRONOUN) != 0
            || words[before].is(flag::NUMBER)
            || p & pos::NOUN != 0 && !matches!(clause.roles[before], Role::Verb | Role::Also)
            || view.words[before].entry == super::lexicon::NONE
            || words[before].is(flag::ED)
            // "with refuse collectors"
            || before > 0 && view.pos(before - 1) & (pos::PREPOSITION | pos::DETERMINER) != 0
            || clause.sets[before].has(k.participle)
            || p == 0;
        // Behind a determiner the phrase of the people is over.
        let noun = p & pos::NOUN != 0 && p & (pos::DETERMINER | pos::ADJECTIVE | pos::ADVERB | pos::PRONOUN) == 0;
        if !passes || passed_determiner && noun {
            return None;
        }
        passed_determiner |= p & pos::DETERMINER != 0;
        j = before;
    }
    None
}

/// Whether the word at `at`, which may be a noun as well, is a verb here.
pub(super) fn does(view: &View<'_>, clause: &Clause, at: usize) -> bool {
    let p = view.pos(at);
    p & pos::VERB != 0
        && (p & pos::NOUN == 0
            || matches!(clause.roles[at], Role::Verb | Role::Also)
            || view.words[at].is(flag::ING)
            || at == 0
            || at > 0
                && (view.pos(at - 1) & (pos::TO | pos::AUXILIARY | pos::PRONOUN | pos::AND | pos::ADVERB) != 0
                    || view.mark(at - 1) == b','))
}

/// "Support merchants during onboarding" is done with them, "help customers grow" is an end; `i` are the people.
fn helped(view: &View<'_>, clause: &Clause, verb: usize, i: usize, who: Who) -> bool {
    let k = &view.lexicon.known;
    if who.standing == Standing::Unlisted || !matches!(clause.roles[verb], Role::Verb | Role::Also | Role::Lead) {
        return false;
    }
    let next = view.words.get(i + 1);
    let means = next.is_some_and(|w| {
        matches!(w.lemma, word::WITH | word::DURING | word::THROUGH | word::BY | word::AT)
            || w.lemma == word::IN && !view.words.get(i + 2).is_some_and(|w| w.is(flag::ING))
    });
    let ends = next.is_none() || view.is_stop(i + 1);
    let told = clause.sets.get(i + 1).is_some_and(|s| s.has(k.wh_word));
    match view.words[verb].lemma {
        word::HELP | word::SERVE => means || clause.present.has(k.in_person),
        word::SHOW => told || clause.present.has(k.in_person),
        _ => means || ends || clause.present.has(k.in_person),
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

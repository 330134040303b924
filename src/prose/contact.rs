//! Who is met: people words, and the verb or noun that makes it a meeting of this person.

use super::cadence;
use super::clause::{Clause, Role, View, word};
use super::lexicon::pos;
use super::words::flag;
use super::{ContactClass, ContactReading, Context, Hold, Mode};
use crate::text::TextRange;

/// How many words back a verb may stand from the preposition that ties it to the people.
const REACH: usize = 9;

/// All contacts a statement tells of.
pub(super) fn read(view: &View<'_>, clause: &Clause, hold: Hold, text: &str, context: &Context) -> Vec<ContactReading> {
    let k = &view.lexicon.known;
    let mut found: Vec<ContactReading> = Vec::new();
    for i in 0..view.words.len() {
        if !view.is_word(i) || clause.is_others(i) {
            continue;
        }
        let sets = &clause.sets[i];
        if sets.has(k.facing_adjective) {
            if let Some(contact) = facing(view, clause, i) {
                push(&mut found, contact);
            }
            continue;
        }
        if sets.has(k.research_act) && !sets.has(k.second_hand) {
            if let Some(contact) = research(view, clause, i, hold, context) {
                push(&mut found, contact);
            }
            continue;
        }
        let (class, open) = match class_of(view, clause, i, context) {
            Some(class) => (class, class == ContactClass::InternalUser && !context.internal_users),
            None if could_be_people(view, clause, i, text) => (ContactClass::User, true),
            None if sets.has(k.strong_noun) && plain_interview(view, clause, i) => {
                push(
                    &mut found,
                    ContactReading {
                        who: range(view, i, i),
                        class: ContactClass::User,
                        cadence: None,
                        mode: Mode::Directly,
                        denied: view.words[i].is(flag::NEGATED),
                        confidence: 0.55,
                        evidence: vec![range(view, i, i)],
                    },
                );
                continue;
            }
            None => continue,
        };
        let mut met = meeting(view, clause, i, class);
        // Whoever is not known as a customer or user becomes one by being interviewed, observed, tested with.
        if open
            && met.is_some_and(|(_, tie)| !clause.sets[tie].has(k.strong_verb) && !clause.sets[tie].has(k.strong_noun))
        {
            met = None;
        }
        if class_of(view, clause, i, context).is_none() {
            met = met.map(|(_, tie)| (0.6, tie)).filter(|(_, tie)| *tie < i);
        }
        if met.is_some_and(|(_, tie)| done_by_others(view, clause, tie)) {
            met = None;
        }
        if let Some((confidence, tie)) = met {
            let through = by_way_of(view, clause, i, tie);
            let mode = if through {
                Mode::Through
            } else if together(view, clause, i, hold) {
                Mode::Together
            } else {
                Mode::Directly
            };
            let mut evidence = vec![range(view, i, i)];
            if tie != i {
                evidence.push(range(view, tie, tie));
            }
            let denied = view.words[i].is(flag::NEGATED);
            push(
                &mut found,
                ContactReading { who: range(view, i, i), class, cadence: None, mode, denied, confidence, evidence },
            );
        } else if sets.has(k.proxy) || (sets.has(k.second_hand) && is_read(view, clause, i)) {
            push(
                &mut found,
                ContactReading {
                    who: range(view, i, i),
                    class: ContactClass::Proxy,
                    cadence: None,
                    mode: Mode::Through,
                    denied: false,
                    confidence: 0.5,
                    evidence: vec![range(view, i, i)],
                },
            );
        }
    }
    // "Visit warehouses at night": whoever is there is met.
    if !found.iter().any(|c| c.class.is_market())
        && let Some(v) = clause.verb
        && view.words[v].lemma == VISIT
        && let Some(h) = clause.head
        && h > v
        && !clause.sets[h].has(k.house)
        && !clause.is_person(h, view)
    {
        push(
            &mut found,
            ContactReading {
                who: range(view, h, h),
                class: if context.internal_users { ContactClass::InternalUser } else { ContactClass::User },
                cadence: None,
                mode: Mode::Directly,
                denied: view.words[h].is(flag::NEGATED),
                confidence: 0.55,
                evidence: vec![range(view, v, v), range(view, h, h)],
            },
        );
    }
    // Feedback of customers out of tickets: second hand, whatever the verb.
    for i in 0..view.words.len() {
        if clause.sets[i].has(k.second_hand)
            && view.is_word(i)
            && view.words[i].is(flag::COMPOUND)
            && !clause.is_others(i)
        {
            push(
                &mut found,
                ContactReading {
                    who: range(view, i, i),
                    class: ContactClass::Proxy,
                    cadence: None,
                    mode: Mode::Through,
                    denied: view.words[i].is(flag::NEGATED),
                    confidence: 0.5,
                    evidence: vec![range(view, i, i)],
                },
            );
        }
    }
    if !found.is_empty()
        && let Some((how_often, _)) = cadence::read(view, clause, text)
    {
        for contact in &mut found {
            contact.cadence = Some(how_often);
        }
    }
    found
}

/// Keep one contact of a class: the surer one, a direct one before one through others.
fn push(found: &mut Vec<ContactReading>, contact: ContactReading) {
    match found.iter_mut().find(|c| c.class == contact.class && c.denied == contact.denied) {
        Some(old) => {
            if (contact.mode != Mode::Through, contact.confidence) > (old.mode != Mode::Through, old.confidence) {
                *old = contact;
            }
        }
        None => found.push(contact),
    }
}

fn range(view: &View<'_>, from: usize, to: usize) -> TextRange {
    TextRange::new(view.words[from].start, view.words[to].end)
}

/// The class of the people that word `i` names.
pub(super) fn class_of(view: &View<'_>, clause: &Clause, i: usize, context: &Context) -> Option<ContactClass> {
    let k = &view.lexicon.known;
    let sets = &clause.sets[i];
    let class = if is_context_word(view, clause, i) {
        context.user_class.unwrap_or(ContactClass::User)
    } else if sets.has(k.support) {
        ContactClass::Support
    } else if sets.has(k.prospect) {
        // "lead" is people only in the plural and not as a title.
        if view.words[i].lemma == LEAD && (!view.words[i].is(flag::S) || view.pos(i + 1) & pos::NOUN != 0) {
            return None;
        }
        ContactClass::Prospect
    } else if sets.has(k.customer) {
        ContactClass::Customer
    } else if sets.has(k.internal_user) {
        ContactClass::InternalUser
    } else if sets.has(k.user) {
        ContactClass::User
    } else if sets.has(k.partner) {
        // A verb ("partner with sales") is nobody.
        if matches!(clause.roles[i], Role::Verb | Role::Also) && view.words[i].lemma == PARTNER {
            return None;
        }
        ContactClass::Partner
    } else if sets.has(k.sales) {
        ContactClass::Sales
    } else if sets.has(k.executive) {
        ContactClass::Executive
    } else if sets.has(k.team) {
        ContactClass::Team
    } else if sets.has(k.stakeholder) {
        ContactClass::Stakeholder
    } else {
        return None;
    };
    // "prospective customers"
    let class =
        if class == ContactClass::Customer && i > 0 && matches!(view.words[i - 1].lemma, PROSPECTIVE | POTENTIAL) {
            ContactClass::Prospect
        } else {
            class
        };
    let own = matches!(class, ContactClass::Customer | ContactClass::User);
    Some(if context.internal_users && own { ContactClass::InternalUser } else { class })
}

const VISIT: u32 = super::words::hash(b"visit");
const LEAD: u32 = super::words::hash(b"lead");
const PARTNER: u32 = super::words::hash(b"partner");
const PROSPECTIVE: u32 = super::words::hash(b"prospective");
const POTENTIAL: u32 = super::words::hash(b"potential");

/// "Teach teams to talk to users": the meeting is theirs.
fn done_by_others(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    let k = &view.lexicon.known;
    clause.verb.is_some_and(|v| {
        clause.sets[v].has(k.others_verb)
            && tie > v + 1
            && (v + 1..tie)
                .any(|j| clause.sets[j].has(k.house) || clause.is_person(j, view) || view.words[j].lemma == OTHER)
    })
}

const WHO: u32 = super::words::hash(b"who");
const THAT: u32 = super::words::hash(b"that");
const USE: u32 = super::words::hash(b"use");
const DEPEND: u32 = super::words::hash(b"depend");
const RELY: u32 = super::words::hash(b"rely");
const BUILD: u32 = super::words::hash(b"build");
const INTEGRATE: u32 = super::words::hash(b"integrate");
const LEAVE: u32 = super::words::hash(b"leave");
const PEOPLE: u32 = super::words::hash(b"people");
const OTHER: u32 = super::words::hash(b"other");

/// "Conduct interviews", "through interviews and observation", where the statement shows that it is research and no hiring.
fn plain_interview(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    if !matches!(view.words[i].lemma, INTERVIEW | OBSERVATION | CONVERSATION) || clause.present.has(k.hiring_word) {
        return false;
    }
    let research = (0..view.words.len()).any(|j| j != i && clause.sets[j].has(k.research_word));
    let next_is_noun = view.pos(i + 1) & pos::NOUN != 0 && view.is_word(i + 1);
    let means =
        (i.saturating_sub(3)..i).any(|j| matches!(view.words[j].lemma, THROUGH | IN | BY | VIA) && view.is_word(j));
    let done = governor(view, clause, i).is_some_and(|g| clause.sets[g].has(k.doing));
    research && !next_is_noun && (means || done) && !done_by_others(view, clause, i)
}

const THROUGH: u32 = super::words::hash(b"through");
const IN: u32 = super::words::hash(b"in");
const BY: u32 = super::words::hash(b"by");
const VIA: u32 = super::words::hash(b"via");

/// A plural that no list knows, with the ending of people who do something ("commuters", "radiologists").
fn could_be_people(view: &View<'_>, clause: &Clause, i: usize, text: &str) -> bool {
    let k = &view.lexicon.known;
    let word = &view.words[i];
    let uses = view.words.get(i + 1).is_some_and(|w| matches!(w.lemma, WHO | THAT))
        && view.words.get(i + 2).is_some_and(|w| matches!(w.lemma, USE | DEPEND | RELY | BUILD | INTEGRATE | LEAVE));
    if uses || word.lemma == PEOPLE && !(i > 0 && view.words[i - 1].is(flag::HYPHEN)) {
        return true;
    }
    if !word.is(flag::S) || word.is(flag::POSSESSIVE) || clause.sets[i].has(k.house) || view.pos(i) & pos::FUNCTION != 0
    {
        return false;
    }
    if view.pos(i) & pos::VERB != 0
        || word.entry != super::lexicon::NONE && view.lexicon.entry(word.entry).classes[0] != 0
    {
        return false;
    }
    let written = TextRange::new(word.start, word.end).of(text);
    ["ers", "ors", "ists", "ians", "ees"].iter().any(|end| written.ends_with(end)) && written.len() > 5
}

/// A word of the document's own user words: the reader gave it the set of users although the lexicon does not.
fn is_context_word(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    clause.sets[i].has(k.user) && !view.lexicon.sets(&view.words[i]).has(k.user)
}

/// Whether the people of word `i` are met: how sure, and the word that says so.
fn meeting(view: &View<'_>, clause: &Clause, i: usize, class: ContactClass) -> Option<(f32, usize)> {
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
            return before(view, clause, i, class);
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
    before(view, clause, i, class)
}

/// What stands before the people of word `i`: skip their phrase and a list of them, then look for the verb or the preposition.
fn before(view: &View<'_>, clause: &Clause, i: usize, class: ContactClass) -> Option<(f32, usize)> {
    let k = &view.lexicon.known;
    let words = view.words;
    let mut j = i;
    let mut steps = 0;
    let mut listed = false;
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
            let people =
                clause.is_person(b, view) || view.words[b].entry == super::lexicon::NONE || view.pos(b) == pos::NOUN;
            let verb = matches!(clause.roles[b], Role::Verb | Role::Also) && clause.sets[b].has(k.meet_verb);
            if verb {
                return Some((0.85, b));
            }
            if !people {
                return None;
            }
            listed = true;
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
            return market_fits(class, view, clause, before).then_some((0.9, before));
        }
        if p & pos::PREPOSITION != 0 || p & pos::TO != 0 {
            return tied(view, clause, before, class, listed);
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

/// Verbs like "train" and "coach" make a contact with customers, not with one's own team.
fn market_fits(class: ContactClass, _view: &View<'_>, _clause: &Clause, _verb: usize) -> bool {
    class.is_market()
        || matches!(
            class,
            ContactClass::Stakeholder
                | ContactClass::Executive
                | ContactClass::Team
                | ContactClass::Sales
                | ContactClass::Support
        )
}

/// Whether the preposition at `at` ties a verb or noun of meeting to the people behind it.
fn tied(view: &View<'_>, clause: &Clause, at: usize, class: ContactClass, _listed: bool) -> Option<(f32, usize)> {
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
            None
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
            let verb = back().find(|j| clause.sets[*j].has(k.from_verb) && verb(j));
            let direct = back().any(|j| clause.sets[j].has(k.directly));
            let input = back().any(|j| clause.sets[j].has(k.input));
            let learns = verb.is_some_and(|v| matches!(words[v].lemma, HEAR | LEARN));
            verb.filter(|_| direct || input || learns).map(|v| (if direct || learns { 0.8 } else { 0.65 }, v))
        }
        word::AMONG => back().find(|j| clause.sets[*j].has(k.among_verb)).map(|j| (0.75, j)),
        word::OF => {
            let before = at.checked_sub(1)?;
            let sets = &clause.sets[before];
            let noun = sets.has(k.meeting_noun) && sets.has(k.action_noun)
                || matches!(words[before].lemma, TRAINING | ONBOARDING | SHADOWING | OBSERVATION | INTERVIEW | SURVEY)
                || (sets.has(k.meet_verb) && words[before].is(flag::ING) && view.pos(before) & pos::NOUN != 0);
            if words[before].lemma == FRONT
                || (sets.has(k.panel) && class.is_market() && !is_read(view, clause, before))
            {
                return Some((0.7, before));
            }
            let list = (at.saturating_sub(4)..at)
                .any(|j| matches!(words[j].lemma, ONBOARDING | TRAINING) && class.is_market());
            (noun || list).then_some((0.75, before))
        }
        word::FOR => {
            for j in back().take(5) {
                let sets = &clause.sets[j];
                if sets.has(k.contact_person) && class.is_market() {
                    return Some((0.75, j));
                }
                if matches!(words[j].lemma, TRAINING | WORKSHOP | WEBINAR | SEMINAR | CONSULTING)
                    && class.is_market()
                    && j + 1 == at
                {
                    return Some((0.65, j));
                }
            }
            None
        }
        word::AT => back().find(|j| clause.sets[*j].has(k.among_verb) && verb(j)).map(|j| (0.7, j)),
        word::AFTER | word::BESIDE | word::ALONGSIDE | word::BETWEEN | word::BY => {
            let sits = back().take(3).find(|j| matches!(words[*j].lemma, SIT | WORK | RIDE));
            sits.filter(|_| preposition == word::BESIDE || preposition == word::ALONGSIDE).map(|j| (0.8, j))
        }
        _ => None,
    }
}

const HEAR: u32 = super::words::hash(b"hear");
const LEARN: u32 = super::words::hash(b"learn");
const FRONT: u32 = super::words::hash(b"front");
const CONSULTING: u32 = super::words::hash(b"consulting");
const TRAINING: u32 = super::words::hash(b"training");
const ONBOARDING: u32 = super::words::hash(b"onboarding");
const SHADOWING: u32 = super::words::hash(b"shadowing");
const OBSERVATION: u32 = super::words::hash(b"observation");
const INTERVIEW: u32 = super::words::hash(b"interview");
const SURVEY: u32 = super::words::hash(b"survey");
const WORKSHOP: u32 = super::words::hash(b"workshop");
const WEBINAR: u32 = super::words::hash(b"webinar");
const SEMINAR: u32 = super::words::hash(b"seminar");
const SIT: u32 = super::words::hash(b"sit");
const WORK: u32 = super::words::hash(b"work");
const RIDE: u32 = super::words::hash(b"ride");

/// The nearest verb before word `i` that governs it.
fn governor(view: &View<'_>, clause: &Clause, i: usize) -> Option<usize> {
    (0..i).rev().take_while(|j| !matches!(view.mark(*j), b'.' | b';' | b'!' | b'?')).find(|j| {
        view.pos(*j) & pos::VERB != 0
            && (matches!(clause.roles[*j], Role::Verb | Role::Also)
                || view.words[*j].is(flag::ING)
                || (*j > 0 && (view.pos(*j - 1) & (pos::TO | pos::AUXILIARY) != 0)))
    })
}

/// Whether the thing at `i` is only read, reviewed, analysed.
fn is_read(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    governor(view, clause, i).is_some_and(|g| clause.sets[g].has(k.reading) && !clause.sets[g].has(k.doing))
}

/// Research that needs people, done by this person: a contact with users.
fn research(view: &View<'_>, clause: &Clause, i: usize, hold: Hold, context: &Context) -> Option<ContactReading> {
    let k = &view.lexicon.known;
    // "user research requirements", "usability test results" are paper.
    let next = i + 1;
    if view.is_word(next) && view.pos(next) & pos::NOUN != 0 && view.pos(next) & pos::FUNCTION == 0 {
        let meeting = clause.sets[next].has(k.meeting_noun) || matches!(view.words[next].lemma, ACTIVITY | METHOD);
        if !meeting {
            return None;
        }
    }
    let confidence = match governor(view, clause, i) {
        Some(g) if g == i => 0.75,
        Some(g) if clause.sets[g].has(k.reading) && !clause.sets[g].has(k.doing) => return None,
        Some(g) if clause.sets[g].has(k.doing) || clause.sets[g].has(k.meet_verb) => 0.85,
        // "based on customer interviews", "findings from usability tests" tell of somebody's.
        Some(_) => return None,
        None if view.words[i].is(flag::NEGATED) => 0.7,
        // "customer interviews, usability testing, ..." without a verb, at the front.
        None if i <= 3 && view.words.len() > 2 => 0.7,
        None => return None,
    };
    // In a phrase of means or source, not the thing done.
    let from = (i.saturating_sub(3)..i)
        .any(|j| matches!(view.words[j].lemma, word::FROM | ON | ABOUT | INTO | OUT) && view.is_word(j));
    if from {
        return None;
    }
    if done_by_others(view, clause, i) {
        return None;
    }
    let class = match clause.sets[i].has(k.customer_act) {
        _ if context.internal_users => ContactClass::InternalUser,
        true => ContactClass::Customer,
        false => ContactClass::User,
    };
    Some(ContactReading {
        who: range(view, i, i),
        class,
        cadence: None,
        mode: if together(view, clause, i, hold) { Mode::Together } else { Mode::Directly },
        denied: view.words[i].is(flag::NEGATED),
        confidence,
        evidence: vec![range(view, i, i)],
    })
}

const ACTIVITY: u32 = super::words::hash(b"activity");
const METHOD: u32 = super::words::hash(b"method");
const ON: u32 = super::words::hash(b"on");
const ABOUT: u32 = super::words::hash(b"about");
const INTO: u32 = super::words::hash(b"into");
const OUT: u32 = super::words::hash(b"out");

/// "customer-facing role": what faces customers is this person.
fn facing_fits(view: &View<'_>, _clause: &Clause, i: usize) -> bool {
    let next = i + 1;
    if !view.is_word(next) || view.pos(next) & (pos::AND | pos::PREPOSITION) != 0 {
        return true;
    }
    matches!(
        view.words[next].lemma,
        ROLE | POSITION | JOB | WORK | ACTIVITY | MEETING | WORKSHOP | ENGAGEMENT | CONVERSATION
    )
}

const ROLE: u32 = super::words::hash(b"role");
const POSITION: u32 = super::words::hash(b"position");
const JOB: u32 = super::words::hash(b"job");
const MEETING: u32 = super::words::hash(b"meeting");
const ENGAGEMENT: u32 = super::words::hash(b"engagement");
const CONVERSATION: u32 = super::words::hash(b"conversation");

fn facing(view: &View<'_>, clause: &Clause, i: usize) -> Option<ContactReading> {
    facing_fits(view, clause, i).then(|| ContactReading {
        who: range(view, i, i),
        class: if view.words[i].lemma == super::words::hash(b"user-facing") {
            ContactClass::User
        } else {
            ContactClass::Customer
        },
        cadence: Some(super::Cadence::Open),
        mode: Mode::Directly,
        denied: view.words[i].is(flag::NEGATED) || (i > 0 && view.words[i - 1].surface == word::NON),
        confidence: 0.75,
        evidence: vec![range(view, i, i)],
    })
}

/// "through the sales team", "via account managers", behind the people or between them and the verb.
fn by_way_of(view: &View<'_>, clause: &Clause, i: usize, tie: usize) -> bool {
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
fn together(view: &View<'_>, clause: &Clause, i: usize, hold: Hold) -> bool {
    let k = &view.lexicon.known;
    let n = view.words.len();
    let role_after = |from: usize| {
        (from..n.min(from + 5)).any(|x| x != i && clause.sets[x].has(k.some_role) && !clause.sets[x].has(k.customer))
    };
    let joined = (0..n).any(|j| view.is_word(j) && clause.sets[j].has(k.together) && role_after(j + 1));
    let supports = hold == Hold::Supports && clause.verb.is_some_and(|v| role_after(v + 1) && i > v + 1);
    joined || supports
}

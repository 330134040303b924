//! Who is met: people words, and the verb or noun that makes it a meeting of this person.

use super::cadence;
use super::clause::{Clause, Role, View, word};
use super::lexicon::pos;
use super::meeting::{by_way_of, governor, is_read, meeting, together};
use super::words::flag;
use super::{ContactClass, ContactReading, Context, Hold, Mode};
use crate::text::TextRange;

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
            // "developers who build on our interfaces": somebody else's, so users.
            Some(ContactClass::Team | ContactClass::Stakeholder) if uses_ours(view, i) => (ContactClass::User, true),
            Some(class) => (class, class == ContactClass::InternalUser && !context.internal_users),
            None if could_be_people(view, clause, i, text) => (ContactClass::User, true),
            None if sets.has(k.strong_noun) && plain_interview(view, clause, i) => {
                push(
                    &mut found,
                    ContactReading {
                        who: range(view, i, i),
                        class: ContactClass::User,
                        cadence: None,
                        cadence_range: None,
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
                ContactReading {
                    who: range(view, i, i),
                    class,
                    cadence: None,
                    cadence_range: None,
                    mode,
                    denied,
                    confidence,
                    evidence,
                },
            );
        } else if sets.has(k.proxy) || (sets.has(k.second_hand) && is_read(view, clause, i)) {
            push(
                &mut found,
                ContactReading {
                    who: range(view, i, i),
                    class: ContactClass::Proxy,
                    cadence: None,
                    cadence_range: None,
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
        && view.words[v].lemma == word::VISIT
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
                cadence_range: None,
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
                    cadence_range: None,
                    mode: Mode::Through,
                    denied: view.words[i].is(flag::NEGATED),
                    confidence: 0.5,
                    evidence: vec![range(view, i, i)],
                },
            );
        }
    }
    if !found.is_empty()
        && let Some((how_often, at)) = cadence::read(view, clause, text)
    {
        for contact in &mut found {
            contact.cadence = Some(how_often);
            contact.cadence_range = Some(at);
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
        if view.words[i].lemma == word::LEAD && (!view.words[i].is(flag::S) || view.pos(i + 1) & pos::NOUN != 0) {
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
        if matches!(clause.roles[i], Role::Verb | Role::Also) && view.words[i].lemma == word::PARTNER {
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
    let class = if class == ContactClass::Customer
        && i > 0
        && matches!(view.words[i - 1].lemma, word::PROSPECTIVE | word::POTENTIAL)
    {
        ContactClass::Prospect
    } else {
        class
    };
    let own = matches!(class, ContactClass::Customer | ContactClass::User);
    Some(if context.internal_users && own { ContactClass::InternalUser } else { class })
}

/// "Teach teams to talk to users": the meeting is theirs.
fn done_by_others(view: &View<'_>, clause: &Clause, tie: usize) -> bool {
    let k = &view.lexicon.known;
    clause.verb.is_some_and(|v| {
        clause.sets[v].has(k.others_verb)
            && tie > v + 1
            && (v + 1..tie)
                .any(|j| clause.sets[j].has(k.house) || clause.is_person(j, view) || view.words[j].lemma == word::OTHER)
    })
}

/// "Conduct interviews", "through interviews and observation", where the statement shows that it is research and no hiring.
fn plain_interview(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    if !matches!(view.words[i].lemma, word::INTERVIEW | word::OBSERVATION | word::CONVERSATION)
        || clause.present.has(k.hiring_word)
    {
        return false;
    }
    let research = (0..view.words.len()).any(|j| j != i && clause.sets[j].has(k.research_word));
    let next_is_noun = view.pos(i + 1) & pos::NOUN != 0 && view.is_word(i + 1);
    let means = (i.saturating_sub(3)..i)
        .any(|j| matches!(view.words[j].lemma, word::THROUGH | word::IN | word::BY | word::VIA) && view.is_word(j));
    let done = governor(view, clause, i).is_some_and(|g| clause.sets[g].has(k.doing));
    research && !next_is_noun && (means || done) && !done_by_others(view, clause, i)
}

/// "... who use our tool", "... using the service", "... outside the company".
fn uses_ours(view: &View<'_>, i: usize) -> bool {
    let lemma = |at: usize| view.words.get(at).map_or(0, |w| w.lemma);
    matches!(lemma(i + 1), word::WHO | word::THAT)
        && matches!(lemma(i + 2), word::USE | word::DEPEND | word::RELY | word::BUILD | word::INTEGRATE | word::LEAVE)
        || lemma(i + 1) == word::USE && view.words[i + 1].is(flag::ING)
        || lemma(i + 1) == word::OUTSIDE
}

/// A plural that no list knows, with the ending of people who do something ("commuters", "radiologists").
fn could_be_people(view: &View<'_>, clause: &Clause, i: usize, text: &str) -> bool {
    let k = &view.lexicon.known;
    let word = &view.words[i];
    // "Salon owners", "boat owners": who owns a thing of the world outside. "Process owners" belong to the house.
    if word.lemma == word::OWNER && word.is(flag::S) && !word.is(flag::POSSESSIVE) && i > 0 {
        let owned = i - 1;
        let is_thing = view.is_word(owned)
            && view.pos(owned) & (pos::FUNCTION | pos::ADJECTIVE | pos::ADVERB) == 0
            && !matches!(clause.roles[owned], Role::Verb | Role::Also)
            && !view.words[owned].is(flag::NUMBER | flag::HYPHEN);
        return is_thing && !clause.sets[owned].has(k.owned_in_house);
    }
    if uses_ours(view, i) || word.lemma == word::PEOPLE && !(i > 0 && view.words[i - 1].is(flag::HYPHEN)) {
        return true;
    }
    if !word.is(flag::S) || word.is(flag::POSSESSIVE) || clause.sets[i].has(k.house) || view.pos(i) & pos::FUNCTION != 0
    {
        return false;
    }
    if view.pos(i) & pos::VERB != 0 {
        return false;
    }
    // A trade that the vocabulary knows ("glaziers"), or a word that stands in no class.
    if word.entry != super::lexicon::NONE {
        let classes = view.lexicon.entry(word.entry).classes;
        if classes[0] != 0 {
            return classes.contains(&view.lexicon.users);
        }
    }
    let written = TextRange::new(word.start, word.end).of(text);
    ["ers", "ors", "ists", "ians", "ees"].iter().any(|end| written.ends_with(end)) && written.len() > 5
}

/// A word of the document's own user words: the reader gave it the set of users although the lexicon does not.
fn is_context_word(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    clause.sets[i].has(k.user) && !view.lexicon.sets(&view.words[i]).has(k.user)
}

/// Research that needs people, done by this person: a contact with users.
fn research(view: &View<'_>, clause: &Clause, i: usize, hold: Hold, context: &Context) -> Option<ContactReading> {
    let k = &view.lexicon.known;
    // "user research requirements", "usability test results" are paper.
    let next = i + 1;
    if view.is_word(next) && view.pos(next) & pos::NOUN != 0 && view.pos(next) & pos::FUNCTION == 0 {
        let meeting =
            clause.sets[next].has(k.meeting_noun) || matches!(view.words[next].lemma, word::ACTIVITY | word::METHOD);
        if !meeting {
            return None;
        }
    }
    let confidence = match governor(view, clause, i) {
        Some(g) if g == i => 0.75,
        Some(g) if clause.sets[g].has(k.reading) && !clause.sets[g].has(k.doing) => return None,
        Some(g) if clause.sets[g].has(k.doing) || clause.sets[g].has(k.meet_verb) => 0.85,
        // "discover needs through contextual inquiry"
        Some(g) if (g..i).any(|j| matches!(view.words[j].lemma, word::THROUGH | word::VIA)) => 0.65,
        // "based on customer interviews", "findings from usability tests" tell of somebody's.
        Some(_) => return None,
        None if view.words[i].is(flag::NEGATED) => 0.7,
        // "customer interviews, usability testing, ..." without a verb, at the front.
        None if i <= 3 && view.words.len() > 2 => 0.7,
        None => return None,
    };
    // In a phrase of means or source, not the thing done.
    let from = (i.saturating_sub(3)..i).any(|j| {
        matches!(view.words[j].lemma, word::FROM | word::ON | word::ABOUT | word::INTO | word::OUT) && view.is_word(j)
    });
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
        cadence_range: None,
        mode: if together(view, clause, i, hold) { Mode::Together } else { Mode::Directly },
        denied: view.words[i].is(flag::NEGATED),
        confidence,
        evidence: vec![range(view, i, i)],
    })
}

/// "customer-facing role": what faces customers is this person.
pub(super) fn facing_fits(view: &View<'_>, _clause: &Clause, i: usize) -> bool {
    let next = i + 1;
    if !view.is_word(next) || view.pos(next) & (pos::AND | pos::PREPOSITION) != 0 {
        return true;
    }
    matches!(
        view.words[next].lemma,
        word::ROLE
            | word::POSITION
            | word::JOB
            | word::WORK
            | word::ACTIVITY
            | word::MEETING
            | word::WORKSHOP
            | word::ENGAGEMENT
            | word::CONVERSATION
    )
}

fn facing(view: &View<'_>, clause: &Clause, i: usize) -> Option<ContactReading> {
    facing_fits(view, clause, i).then(|| ContactReading {
        who: range(view, i, i),
        class: if view.words[i].lemma == super::words::hash(b"user-facing") {
            ContactClass::User
        } else {
            ContactClass::Customer
        },
        cadence: Some(super::Cadence::Open),
        cadence_range: None,
        mode: Mode::Directly,
        denied: view.words[i].is(flag::NEGATED) || (i > 0 && view.words[i - 1].surface == word::NON),
        confidence: 0.75,
        evidence: vec![range(view, i, i)],
    })
}

//! Who is met: people words, and the verb or noun that makes it a meeting of this person.

use super::cadence;
use super::clause::{Clause, View, word};
use super::lexicon::pos;
use super::meeting::{answered, ends_phrase, governor, is_read, meeting};
use super::others::{by_way_of, done_by_others, is_counted, together};
use super::who::{self, Standing, Who};
use super::words::flag;
use super::{ContactClass, ContactReading, Context, Hold, Mode};
use crate::text::TextRange;

/// People whom a statement names, and what the grammar says of a meeting with them.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub at: usize,
    pub who: Who,
    pub verdict: Verdict,
}

/// What the grammar says of a meeting with named people.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Met,
    /// Nothing that it knows ties them to this person.
    NoTie,
    /// A meeting, but somebody else's, or only counted.
    Others,
    /// A tie that is too weak for people of whom nothing says that they are of the outside.
    TooWeak,
}

/// All contacts a statement tells of; who is named goes into `people` (cleared first).
pub(super) fn read(
    view: &View<'_>,
    clause: &Clause,
    hold: Hold,
    text: &str,
    context: &Context,
    people: &mut Vec<Named>,
) -> Vec<ContactReading> {
    people.clear();
    let k = &view.lexicon.known;
    let mut found: Vec<ContactReading> = Vec::new();
    // An act of research, and where it stands: "usability tests with nurses" are one contact, with the nurses.
    let mut acts: Vec<(ContactReading, usize)> = Vec::new();
    for i in 0..view.words.len() {
        if !view.is_word(i) || clause.is_others(i) {
            continue;
        }
        let sets = &clause.sets[i];
        let word = &view.words[i];
        // A word of no set that is no plural names nobody.
        if sets.is_empty() && !word.is(flag::S) && word.surface != word::THEM && word.surface != word::ANYONE {
            continue;
        }
        if sets.has(k.facing_adjective) {
            if let Some(contact) = facing(view, clause, i) {
                push(&mut found, contact);
            }
            continue;
        }
        if sets.has(k.research_act) && !sets.has(k.second_hand) {
            if let Some(contact) = research(view, clause, i, hold, context) {
                acts.push((contact, i));
            }
            continue;
        }
        if let Some(tie) = answered(view, clause, i) {
            let class = if context.internal_users { ContactClass::InternalUser } else { ContactClass::Customer };
            push(&mut found, at_first_hand(view, i, tie, class, 0.6));
            continue;
        }
        let Some(who) = who::named(view, clause, i, context, text) else {
            if sets.has(k.strong_noun) && plain_interview(view, clause, i) {
                push(&mut found, at_first_hand(view, i, i, ContactClass::User, 0.55));
            }
            continue;
        };
        let met = met(view, clause, i, who);
        let verdict = met.err().unwrap_or(Verdict::Met);
        people.push(Named { at: i, who, verdict });
        match met {
            Ok((confidence, tie)) => {
                let mut contact = at_first_hand(view, i, tie, who.class, confidence);
                if by_way_of(view, clause, i, tie) {
                    contact.mode = Mode::Through;
                } else if together(view, clause, i, hold) {
                    contact.mode = Mode::Together;
                }
                acts.retain(|(_, at)| *at != tie);
                push(&mut found, contact);
            }
            Err(_) if sets.has(k.proxy) || (sets.has(k.second_hand) && is_read(view, clause, i)) => {
                push(&mut found, second_hand(view, i, false));
            }
            Err(_) => {}
        }
    }
    for (contact, _) in acts {
        push(&mut found, contact);
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
        let class = if context.internal_users { ContactClass::InternalUser } else { ContactClass::User };
        push(
            &mut found,
            ContactReading {
                evidence: vec![range(view, v, v), range(view, h, h)],
                ..at_first_hand(view, h, h, class, 0.55)
            },
        );
    }
    // Feedback of customers out of tickets: second hand, whatever the verb.
    for i in 0..view.words.len() {
        if clause.sets[i].has(k.second_hand)
            && view.is_word(i)
            && view.words[i].is(flag::COMPOUND)
            && !clause.is_others(i)
            && answered(view, clause, i).is_none()
        {
            push(&mut found, second_hand(view, i, view.words[i].is(flag::NEGATED)));
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

/// What ties this person to the people of word `i`: how sure, and the word that says so; or why nothing does.
fn met(view: &View<'_>, clause: &Clause, i: usize, who: Who) -> Result<(f32, usize), Verdict> {
    let k = &view.lexicon.known;
    let (confidence, tie) = meeting(view, clause, i, who).ok_or(Verdict::NoTie)?;
    let sets = &clause.sets[tie];
    let strong = sets.has(k.strong_verb) || sets.has(k.strong_noun) || sets.has(k.in_person) || sets.has(k.directly);
    let taught = sets.has(k.teaching);
    if done_by_others(view, clause, tie) || is_counted(view, clause, tie) {
        return Err(Verdict::Others);
    }
    // Whoever is not known as a customer or user becomes one by being interviewed, observed, tested with.
    let sure = match who.standing {
        Standing::Known => Some(confidence),
        Standing::Either => (strong || taught).then_some(confidence),
        Standing::Pronoun => sets.has(k.of_people).then_some(confidence.min(0.6)),
        Standing::Guessed => (sets.has(k.only_people) && tie < i).then_some(confidence.min(0.55)),
        Standing::Unlisted => (strong && tie < i).then_some(confidence.min(0.6)),
    };
    sure.map(|confidence| (confidence, tie)).ok_or(Verdict::TooWeak)
}

/// A direct contact with whom word `i` names, told by the word `tie`.
pub(super) fn at_first_hand(
    view: &View<'_>,
    i: usize,
    tie: usize,
    class: ContactClass,
    confidence: f32,
) -> ContactReading {
    let mut evidence = vec![range(view, i, i)];
    if tie != i {
        evidence.push(range(view, tie, tie));
    }
    ContactReading {
        who: range(view, i, i),
        class,
        cadence: None,
        cadence_range: None,
        mode: Mode::Directly,
        denied: view.words[i].is(flag::NEGATED),
        confidence,
        evidence,
    }
}

/// Customers or users known from paper.
fn second_hand(view: &View<'_>, i: usize, denied: bool) -> ContactReading {
    ContactReading { mode: Mode::Through, denied, ..at_first_hand(view, i, i, ContactClass::Proxy, 0.5) }
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

/// Research that needs people, done by this person: a contact with users.
fn research(view: &View<'_>, clause: &Clause, i: usize, hold: Hold, context: &Context) -> Option<ContactReading> {
    let k = &view.lexicon.known;
    // "user research requirements", "usability test results" are paper.
    let next = i + 1;
    let noun_follows = view.is_word(next)
        && view.pos(next) & pos::NOUN != 0
        && view.pos(next) & pos::FUNCTION == 0
        && !ends_phrase(view, clause, next);
    if noun_follows {
        let meeting =
            clause.sets[next].has(k.meeting_noun) || matches!(view.words[next].lemma, word::ACTIVITY | word::METHOD);
        if !meeting {
            return None;
        }
    }
    let confidence = match governor(view, clause, i) {
        Some(g) if g == i => 0.75,
        // "present the roadmap at customer events"
        Some(g) if attended(view, clause, i, g) => 0.7,
        Some(g) if clause.sets[g].has(k.reading) && !clause.sets[g].has(k.doing) => return None,
        Some(g) if clause.sets[g].has(k.doing) || clause.sets[g].has(k.meet_verb) => 0.85,
        // "discover needs through contextual inquiry"
        Some(g) if (g..i).any(|j| matches!(view.words[j].lemma, word::THROUGH | word::VIA)) => 0.65,
        // "based on customer interviews", "findings from usability tests" tell of somebody's.
        Some(_) => return None,
        None if view.words[i].is(flag::NEGATED) => 0.7,
        // "customer interviews, usability testing, ..." without a verb, at the front.
        None if i <= 3 => 0.7,
        None => return None,
    };
    // In a phrase of means or source, not the thing done.
    let from = (i.saturating_sub(3)..i).any(|j| {
        matches!(view.words[j].lemma, word::FROM | word::ON | word::ABOUT | word::INTO | word::OUT | word::TO)
            && view.is_word(j)
    });
    if from && !governor(view, clause, i).is_some_and(|g| attended(view, clause, i, g)) {
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
    let mode = if together(view, clause, i, hold) { Mode::Together } else { Mode::Directly };
    Some(ContactReading { mode, ..at_first_hand(view, i, i, class, confidence) })
}

/// "At customer events", "on customer visits": this person is there, unless only reading or advising about them.
fn attended(view: &View<'_>, clause: &Clause, i: usize, governor: usize) -> bool {
    let k = &view.lexicon.known;
    let start = (0..i).rev().find(|j| view.pos(*j) & (pos::DETERMINER | pos::ADJECTIVE) == 0);
    let Some(preposition) = start else { return false };
    match view.words[preposition].lemma {
        word::AT | word::DURING => true,
        word::ON | word::IN => {
            clause.sets[governor].has(k.doing)
                && preposition > governor + 1
                && !view.words[preposition - 1].is(flag::ED)
        }
        _ => false,
    }
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

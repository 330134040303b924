//! One statement from words to a [`Reading`].

use std::cell::RefCell;

use super::clause::{Clause, Role, View};
use super::features::{self, Feature};
use super::lexicon::{Bits, Lexicon, NONE, pos};
use super::signal::Present;
use super::words::{self, Word, flag, hash};
use super::{
    Category, ContactClass, ContactReading, Context, Hold, Reading, category, contact, english, language, opinion,
    share, signal, who,
};

/// Memory that is used again for every statement.
#[derive(Default)]
struct Scratch {
    words: Vec<Word>,
    clause: Clause,
    features: Vec<Feature>,
    of_words: Vec<category::OfWord>,
    people: Vec<contact::Named>,
    signs: Vec<Feature>,
    groups: Vec<u32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::default());
}

/// Longest text that is read as one statement, in bytes; what follows is left out.
const LONGEST: usize = 4000;

fn cut(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = (0..=LONGEST).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    &text[..end]
}

/// Split and place the words of `text`, then ask `question`.
pub(super) fn parsed<T>(text: &str, question: impl FnOnce(&View<'_>, &Clause) -> T) -> T {
    parsed_with(text, &Context::default(), question)
}

/// The same with what the document says about its words.
pub(super) fn parsed_with<T>(text: &str, context: &Context, question: impl FnOnce(&View<'_>, &Clause) -> T) -> T {
    with_scratch(|scratch| {
        parse(text, context, scratch);
        question(&View { words: &scratch.words, lexicon: english::lexicon() }, &scratch.clause)
    })
}

/// The scratch memory is taken out while it is in use, so that a question that reads again gets its own.
fn with_scratch<T>(work: impl FnOnce(&mut Scratch) -> T) -> T {
    let mut scratch = SCRATCH.with(|s| s.try_borrow_mut().map(|mut s| std::mem::take(&mut *s)).unwrap_or_default());
    let result = work(&mut scratch);
    SCRATCH.with(|s| {
        if let Ok(mut s) = s.try_borrow_mut() {
            *s = scratch;
        }
    });
    result
}

fn parse(text: &str, context: &Context, scratch: &mut Scratch) {
    let lexicon = english::lexicon();
    words::split(cut(text), lexicon, &mut scratch.words);
    let clause = &mut scratch.clause;
    clause.sets.clear();
    clause.present = Bits::default();
    for word in &scratch.words {
        let sets = lexicon.sets(word);
        clause.present.join(sets);
        clause.sets.push(sets);
    }
    if !context.user_words.is_empty() {
        mark_user_words(context, lexicon, &scratch.words, clause);
    }
    clause.read(&mut scratch.words, lexicon);
}

/// Give the words that name users in this document the set of users.
fn mark_user_words(context: &Context, lexicon: &Lexicon, words: &[Word], clause: &mut Clause) {
    let mut name = Vec::new();
    for user_word in &context.user_words {
        words::split(user_word, lexicon, &mut name);
        if name.is_empty() {
            continue;
        }
        for at in 0..words.len().saturating_sub(name.len() - 1) {
            let same = name.iter().zip(&words[at..]).all(|(a, b)| a.lemma == b.lemma && b.is_word());
            if same {
                let last = at + name.len() - 1;
                for sets in &mut clause.sets[at..=last] {
                    *sets = Bits::default();
                }
                clause.sets[last].add(lexicon.known.user);
                clause.sets[last].add(lexicon.known.people_served);
                clause.present.add(lexicon.known.people_served);
            }
        }
    }
}

/// How far the role holds the work.
fn hold_of(view: &View<'_>, clause: &Clause) -> Hold {
    let k = &view.lexicon.known;
    let Some(v) = clause.verb else { return Hold::Owns };
    let sets = &clause.sets[v];
    if sets.has(k.hold_support) {
        // "support" as the work itself (the customers' support) is no weaker hold: only with another's work or person as object.
        Hold::Supports
    } else if sets.has(k.hold_advise) {
        Hold::Advises
    } else if sets.has(k.hold_learn) && (view.pos(v) & pos::VERB != 0) {
        Hold::Learns
    } else {
        Hold::Owns
    }
}

/// Share of unknown words from which the language is looked at.
const MOSTLY_UNKNOWN: f32 = 0.4;

/// See [`super::read`].
pub(super) fn read(text: &str, context: &Context) -> Reading {
    with_scratch(|scratch| {
        parse(text, context, scratch);
        let Scratch { words, clause, features, of_words, people, signs, groups } = scratch;
        let view = View { words, lexicon: english::lexicon() };
        let hold = hold_of(&view, clause);
        let mut contacts = contact::read(&view, clause, hold, text, context, people);
        let present = Present::of(&view, clause);
        let signals = signal::read(&view, clause, &present);
        features::extract(&view, clause, hold, &contacts, &signals, text, features);
        // The category is judged by what the grammar says; what a second opinion adds comes after it.
        if !is_settled(&contacts) {
            contacts.extend(opinion::ask(&view, clause, text, context, people, signs));
        }
        let count = words.iter().filter(|w| w.is_word()).count();
        let unknown = words.iter().filter(|w| w.is_word() && w.entry == NONE && !w.is(flag::NUMBER)).count();
        let foreign = unknown as f32 >= count as f32 * MOSTLY_UNKNOWN && language::read(text) != "en";
        let (content, object) = content(&view, clause, groups);
        // Of words that all are strange only their shape could be judged.
        let known = (0..words.len()).any(|i| words[i].entry != NONE && view.is_content(i));
        let mut reading = Reading {
            category: Category::Other,
            second: None,
            confidence: 0.0,
            evidence: Vec::new(),
            chances: category::Chances::default(),
            hold,
            negated: clause.negated,
            verb: clause.verb.map(|v| crate::text::TextRange::new(words[v].start, words[v].end)),
            verbs: main_verbs(&view, clause),
            weak_verb: clause.verb.is_some_and(|v| is_weak(words[v].lemma)),
            contacts,
            share: share::read(&view, clause, text),
            signals,
            content,
            object,
            words: count.min(usize::from(u16::MAX)) as u16,
        };
        if known && !foreign {
            let settled = signal::settled(&view, clause, &present).map(|(category, _)| category);
            let judgement = category::judge(features, words, settled, of_words);
            reading.category = judgement.category;
            reading.second = judgement.second;
            reading.confidence = judgement.confidence;
            reading.evidence = judgement.evidence;
            reading.chances = judgement.chances;
        }
        reading
    })
}

/// Verbs, not nouns for a doing, of the same subject.
fn main_verbs(view: &View<'_>, clause: &Clause) -> u8 {
    let verbs = (0..view.words.len())
        .filter(|i| matches!(clause.roles[*i], Role::Verb | Role::Also) && view.pos(*i) & pos::VERB != 0);
    verbs.count().min(usize::from(u8::MAX)) as u8
}

/// Verbs that say little of what is done.
fn is_weak(lemma: u32) -> bool {
    const WEAK: [u32; 10] = [
        hash(b"support"),
        hash(b"help"),
        hash(b"assist"),
        hash(b"liaise"),
        hash(b"ensure"),
        hash(b"involve"),
        hash(b"be_involved"),
        hash(b"participate"),
        hash(b"contribute"),
        hash(b"aid"),
    ];
    WEAK.contains(&lemma)
}

/// The features of a statement, for training.
pub(super) fn features_of(text: &str) -> Vec<u32> {
    let context = Context::default();
    with_scratch(|scratch| {
        parse(text, &context, scratch);
        let Scratch { words, clause, features, people, .. } = scratch;
        let view = View { words, lexicon: english::lexicon() };
        let hold = hold_of(&view, clause);
        let contacts = contact::read(&view, clause, hold, text, &context, people);
        let present = Present::of(&view, clause);
        let signals = signal::read(&view, clause, &present);
        features::extract(&view, clause, hold, &contacts, &signals, text, features);
        features.iter().map(|f| f.0).collect()
    })
}

/// Whether the grammar says how customers or users are met, if only through others, or that they are not.
fn is_settled(contacts: &[ContactReading]) -> bool {
    contacts.iter().any(|c| c.class.is_customer_or_user() || c.class == ContactClass::Prospect)
}

/// The signs by which a second opinion on contacts is formed, for training; `None` where the grammar sees a contact, or nobody
/// is asked about.
pub(super) fn signs_of(text: &str) -> Option<Vec<u32>> {
    let context = Context::default();
    with_scratch(|scratch| {
        parse(text, &context, scratch);
        let Scratch { words, clause, people, signs, .. } = scratch;
        let view = View { words, lexicon: english::lexicon() };
        let contacts = contact::read(&view, clause, hold_of(&view, clause), text, &context, people);
        if is_settled(&contacts) || !opinion::is_asked(&view, clause, people) {
            return None;
        }
        opinion::signs(&view, clause, text, people, signs);
        Some(signs.iter().map(|s| s.0).collect())
    })
}

/// Normalised content words in order, and which of them is the object of the main verb.
fn content(view: &View<'_>, clause: &Clause, content: &mut Vec<u32>) -> (Vec<u32>, Option<u32>) {
    content.clear();
    let mut object = None;
    for (i, word) in view.words.iter().enumerate() {
        // A capital inside the sentence on a word nobody knows: a name.
        let name = i > 0 && word.entry == NONE && word.is(flag::CAPITAL);
        if name || !view.is_content(i) {
            continue;
        }
        let group = if word.entry == NONE { word.lemma } else { view.lexicon.entry(word.entry).group };
        content.push(group);
        if clause.head == Some(i) && clause.verb.is_some() {
            object = Some(group);
        }
    }
    (content.clone(), object)
}

/// See [`super::read_people`].
pub(super) fn people(who: &str, context: &Context) -> (ContactClass, f32) {
    parsed_with(who, context, |view, clause| {
        let k = &view.lexicon.known;
        let mut weak = None;
        // "the sales team": the last word that names people alone decides, unless a word before it says more.
        let mut found: Option<(ContactClass, f32)> = None;
        for i in 0..view.words.len() {
            if !view.is_word(i) {
                continue;
            }
            if clause.sets[i].has(k.proxy) && weak.is_none() {
                weak = Some((ContactClass::Proxy, 0.7));
            }
            let Some(class) = who::class_of(view, clause, i, context) else { continue };
            let sure = if class == ContactClass::Stakeholder { 0.75 } else { 0.9 };
            found = match found {
                None => Some((class, sure)),
                // "developers of other teams", "sales team", "head of support": the more telling one stays.
                Some((ContactClass::Team | ContactClass::Stakeholder, _))
                    if class.is_market() || matches!(class, ContactClass::Sales | ContactClass::Support) =>
                {
                    Some((class, 0.75))
                }
                Some(old) => Some(old),
            };
        }
        found.or(weak).unwrap_or((ContactClass::Stakeholder, 0.3))
    })
}

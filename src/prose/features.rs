//! What the category is judged by: words, their classes, and their places, as hashed features.

use super::clause::{Clause, Role, View};
use super::lexicon::{NONE, pos};
use super::words::{combine, flag, mix};
use super::{ContactReading, Hold, Signal, SignalReading};

/// Kinds of features; part of each hash.
mod kind {
    pub const LEMMA: u32 = 0x1001;
    pub const LEMMA_AT: u32 = 0x2003;
    pub const CLASS: u32 = 0x3005;
    pub const CLASS_AT: u32 = 0x4007;
    pub const PAIR: u32 = 0x5009;
    pub const VERB_HEAD: u32 = 0x600b;
    pub const VERB_CLASS_HEAD_CLASS: u32 = 0x700d;
    pub const VERB_CLASS_HEAD: u32 = 0x800f;
    pub const VERB_HEAD_CLASS: u32 = 0x9011;
    pub const BEGINNING: u32 = 0xa013;
    pub const SHAPE: u32 = 0xb015;
    pub const SIGNAL: u32 = 0xc017;
    pub const CONTACT: u32 = 0xd019;
    pub const VERB_PREPOSITION: u32 = 0xe01b;
    pub const CLASS_PAIR: u32 = 0xf01d;
    pub const VERB_CLASS_AND_CLASS: u32 = 0xf01e;
}

/// The signals up to this one tell what work is done; those after it answer single rules and are no feature of the model.
const LAST_SIGNAL: Signal = Signal::Founding;

/// A feature and the word it comes from (`u16::MAX` for the statement as a whole).
pub(super) type Feature = (u32, u16);

/// The places as the model sees them.
fn place(role: Role) -> u32 {
    match role {
        Role::Lead => 1,
        Role::Verb => 2,
        Role::Also => 3,
        Role::Object | Role::Head => 4,
        Role::AlsoObject => 5,
        Role::Aside => 6,
        Role::End => 7,
    }
}

/// All features of a statement into `out` (cleared first).
pub(super) fn extract(
    view: &View<'_>,
    clause: &Clause,
    hold: Hold,
    contacts: &[ContactReading],
    signals: &[SignalReading],
    text: &str,
    out: &mut Vec<Feature>,
) {
    out.clear();
    let mut content = 0u32;
    let mut before: Option<usize> = None;
    let of_words: Vec<[u8; 6]> = view.words.iter().map(|word| view.lexicon.classes(word, text)).collect();
    let classes = |i: usize| of_words[i];
    for (i, word) in view.words.iter().enumerate() {
        if !word.is_word() {
            continue;
        }
        let p = view.pos(i);
        let plain = p & pos::FUNCTION != 0 && p & (pos::VERB | pos::NOUN | pos::ADJECTIVE) == 0;
        let at = i as u16;
        if plain || word.is(flag::NUMBER) {
            continue;
        }
        content += 1;
        let here = place(clause.roles[i]);
        out.push((combine(word.lemma, kind::LEMMA), at));
        out.push((combine(word.lemma, kind::LEMMA_AT + (here << 16)), at));
        if clause.roles[i] == Role::Head {
            out.push((combine(word.lemma, kind::LEMMA_AT + (9 << 16)), at));
        }
        for class in classes(i).into_iter().take_while(|c| *c != 0) {
            let class = u32::from(class);
            out.push((combine(class, kind::CLASS), at));
            out.push((combine(class, kind::CLASS_AT + (here << 16)), at));
            if clause.roles[i] == Role::Head {
                out.push((combine(class, kind::CLASS_AT + (9 << 16)), at));
            }
        }
        if word.entry == NONE {
            let mut beginning = 0u32;
            for b in text.as_bytes()[word.start as usize..word.end as usize].iter().take(5) {
                beginning = beginning.wrapping_mul(131) ^ u32::from(b | 32);
            }
            out.push((combine(mix(beginning), kind::BEGINNING), at));
        }
        if let Some(b) = before {
            out.push((combine(combine(view.words[b].lemma, word.lemma), kind::PAIR), at));
            let (left, right) = (classes(b)[0], classes(i)[0]);
            if left != 0 && right != 0 {
                out.push((combine(u32::from(left) << 8 | u32::from(right), kind::CLASS_PAIR), at));
            }
        }
        before = Some(i);
    }
    // What is done with what, wherever it stands.
    if let Some(v) = clause.verb {
        let verb = classes(v)[0];
        for (i, word) in view.words.iter().enumerate() {
            let class = classes(i)[0];
            if word.is_word() && i != v && class != 0 && verb != 0 {
                let pair = u32::from(verb) << 8 | u32::from(class) | place(clause.roles[i]) << 16;
                out.push((combine(pair, kind::VERB_CLASS_AND_CLASS), i as u16));
            }
        }
    }
    let whole = u16::MAX;
    if let Some(v) = clause.verb {
        let verb = view.words[v].lemma;
        let verb_classes = classes(v);
        if let Some(h) = clause.head {
            let head = view.words[h].lemma;
            let at = h as u16;
            out.push((combine(combine(verb, head), kind::VERB_HEAD), at));
            for hc in classes(h).into_iter().take_while(|c| *c != 0) {
                out.push((combine(verb ^ u32::from(hc).wrapping_mul(0x9e37), kind::VERB_HEAD_CLASS), at));
                for vc in verb_classes.into_iter().take_while(|c| *c != 0) {
                    out.push((combine(u32::from(vc) << 8 | u32::from(hc), kind::VERB_CLASS_HEAD_CLASS), at));
                }
            }
            for vc in verb_classes.into_iter().take_while(|c| *c != 0) {
                out.push((combine(head ^ u32::from(vc).wrapping_mul(0x9e37), kind::VERB_CLASS_HEAD), at));
            }
        }
        let next = v + 1;
        if view.pos(next) & (pos::PREPOSITION | pos::TO) != 0 {
            out.push((combine(combine(verb, view.words[next].lemma), kind::VERB_PREPOSITION), v as u16));
        }
    }
    let mut shape = |n: u32| out.push((combine(n, kind::SHAPE), whole));
    shape(content.min(12) / 3);
    shape(0x100 + u32::from(clause.verb.is_some()));
    shape(0x200 + hold as u32);
    shape(0x300 + u32::from(clause.end.is_some()));
    shape(0x400 + u32::from(view.words.first().is_some_and(|w| w.is(flag::ING))));
    for contact in contacts {
        out.push((combine(contact.class as u32 * 4 + contact.mode as u32, kind::CONTACT), whole));
    }
    for signal in signals.iter().filter(|s| s.signal <= LAST_SIGNAL) {
        out.push((combine(signal.signal as u32, kind::SIGNAL), whole));
    }
}

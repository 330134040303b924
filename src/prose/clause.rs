//! How a statement is built: main verb, object, end, negation, and whose doing it is.

mod negation;
pub(super) mod word;

use super::lexicon::{Bits, Lexicon, NONE, pos};
use super::words::{Word, flag};

/// The place of a word in the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Role {
    /// Before the main verb ("you will", "responsible for").
    Lead,
    /// The main verb, or the noun for a doing.
    Verb,
    /// A further verb of the same subject.
    Also,
    /// Object of the main verb.
    Object,
    /// Head word of the object.
    Head,
    /// Object of a further verb.
    AlsoObject,
    /// In a phrase after the object ("with designers").
    Aside,
    /// In the clause that tells the end ("so that ...").
    End,
}

/// A statement, read.
#[derive(Default)]
pub(super) struct Clause {
    pub roles: Vec<Role>,
    /// Sets of each word, with the document's own user words.
    pub sets: Vec<Bits>,
    /// All sets that occur.
    pub present: Bits,
    pub verb: Option<usize>,
    pub head: Option<usize>,
    /// First word of the end clause.
    pub end: Option<usize>,
    pub negated: bool,
    /// First words of relative clauses about somebody else, with their ends.
    pub others: Vec<(usize, usize)>,
}

/// Words of one statement with the lexicon, for asking.
pub(super) struct View<'a> {
    pub words: &'a [Word],
    pub lexicon: &'a Lexicon,
}

impl View<'_> {
    #[inline]
    pub(super) fn pos(&self, i: usize) -> u16 {
        self.words.get(i).map_or(0, |w| self.lexicon.pos(w))
    }

    pub(super) fn mark(&self, i: usize) -> u8 {
        self.words.get(i).map_or(b'.', |w| w.mark)
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(Word::is_word)
    }

    /// A word that says something by itself: neither a function word nor a figure.
    pub(super) fn is_content(&self, i: usize) -> bool {
        let p = self.pos(i);
        let function = p & pos::FUNCTION != 0 && p & (pos::VERB | pos::NOUN) == 0;
        self.words.get(i).is_some_and(|w| w.is_word() && !w.is(flag::NUMBER)) && !function
    }

    /// A word that can be a verb here: listed as one, or unknown with a verb's ending at the start.
    fn can_be_verb(&self, i: usize) -> bool {
        self.pos(i) & pos::VERB != 0
    }

    /// Whether a clause ends before `i`.
    pub(super) fn is_stop(&self, i: usize) -> bool {
        matches!(self.mark(i), b'.' | b';' | b':' | b'!' | b'?' | 0x96 | b'(' | b')') || i >= self.words.len()
    }
}

impl Clause {
    /// Read `words`. `sets` of the words must be filled already.
    pub(super) fn read(&mut self, words: &mut [Word], lexicon: &Lexicon) {
        self.roles.clear();
        self.roles.resize(words.len(), Role::Lead);
        self.others.clear();
        self.verb = None;
        self.head = None;
        self.end = None;
        self.negate(words, lexicon);
        let view = View { words, lexicon };
        self.find_verb(&view);
        self.place(&view);
        self.find_others(&view);
        let said = self.verb.or(self.head);
        self.negated = said.is_some_and(|v| self.denies(&view, v));
    }

    /// Skip what only announces the duty and find the main verb.
    fn find_verb(&mut self, view: &View<'_>) {
        let k = &view.lexicon.known;
        let n = view.words.len();
        let mut i = 0;
        // A label before a colon ("People: Coordinates: ...").
        for at in 0..n.min(8) {
            if view.mark(at) == b':'
                && at + 1 < n
                && (0..at).all(|j| view.is_word(j) || view.mark(j) == b':' || view.mark(j) == b'#')
            {
                i = at + 1;
            }
        }
        let start = i;
        let mut after_of = false;
        while i < n {
            let word = &view.words[i];
            let p = view.pos(i);
            let sets = &self.sets[i];
            let passes = p & (pos::ADVERB | pos::PRONOUN | pos::AUXILIARY | pos::TO | pos::NEGATION | pos::AND) != 0
                && p & pos::VERB == 0;
            if !word.is_word() || word.is(flag::NUMBER) || passes {
                i += 1;
            } else if sets.has(k.answerable) {
                i += 1;
                after_of = true;
            } else if after_of && p & pos::PREPOSITION != 0 {
                i += 1;
            } else if p & pos::DETERMINER != 0 {
                // "your role is to ...", "the product owner orders ...", or an object without a verb.
                match self.skip_subject(view, i) {
                    Some(next) => i = next,
                    None => {
                        self.noun_phrase(view, i);
                        return;
                    }
                }
            } else if p & (pos::PREPOSITION | pos::SUBORDINATE | pos::BUT) != 0 {
                // "As a product manager, you will ...", "Together with our client, you ...": go on behind the comma.
                match (i..n.min(i + 16)).find(|j| view.mark(*j) == b',') {
                    Some(comma) if comma + 1 < n => i = comma + 1,
                    _ => {
                        self.noun_phrase(view, i + 1);
                        return;
                    }
                }
            } else if sets.has(k.announce)
                && (i + 1..n.min(i + 4)).any(|j| self.sets[j].has(k.include) || view.pos(j) & pos::AUXILIARY != 0)
            {
                i = self.skip_subject(view, i).unwrap_or(i + 1);
            } else if sets.has(k.include) && i > start {
                i += 1;
            } else if p & pos::VERB != 0 && !word.is(flag::POSSESSIVE) {
                let next_is_noun = view.pos(i + 1) & pos::NOUN != 0;
                let adjective = word.is(flag::ED) && next_is_noun && i == start;
                // "design systems" is a doing, "sprint reviews" and "test management" are things.
                let compound = p & pos::NOUN != 0
                    && !word.is(flag::ING | flag::S)
                    && self.sets.get(i + 1).is_some_and(|s| s.has(k.action_noun));
                let action = p & pos::NOUN != 0
                    && !word.is(flag::ING)
                    && view.words.get(i + 1).is_some_and(|w| w.lemma == word::OF);
                if adjective {
                    i += 1;
                } else if compound || (action && !word.is(flag::S)) {
                    self.noun_phrase(view, i);
                    return;
                } else {
                    self.verb = Some(i);
                    return;
                }
            } else if let Some(next) = self.title_subject(view, i) {
                i = next;
            } else if p & pos::ADJECTIVE != 0 && i + 1 < n {
                // "active management of ...", "able to ...".
                i += 1;
                if !view.is_word(i) {
                    break;
                }
            } else if view.words[i].entry == NONE && looks_like_verb(view, i) {
                self.verb = Some(i);
                return;
            } else {
                self.noun_phrase(view, i);
                return;
            }
        }
    }

    /// From a determiner or noun at `i`: behind "... is to", "... include", or behind a title that is the subject.
    fn skip_subject(&self, view: &View<'_>, i: usize) -> Option<usize> {
        let k = &view.lexicon.known;
        let n = view.words.len();
        for j in i..n.min(i + 9) {
            if view.is_stop(j) || view.mark(j) == b',' {
                return None;
            }
            let p = view.pos(j);
            if j > i && (p & pos::AUXILIARY != 0 || self.sets[j].has(k.include)) {
                return Some(j + 1);
            }
            if self.sets[j].has(k.subject_title)
                && view.can_be_verb(j + 1)
                && view.words.get(j + 1).is_some_and(|w| w.is(flag::S))
            {
                return Some(j + 1);
            }
        }
        None
    }

    /// "Product owner manages ...": a title as the subject without an article.
    fn title_subject(&self, view: &View<'_>, i: usize) -> Option<usize> {
        let k = &view.lexicon.known;
        for j in i..view.words.len().min(i + 4) {
            if !view.is_word(j) {
                return None;
            }
            if self.sets[j].has(k.subject_title) {
                let next = j + 1;
                let p = view.pos(next);
                if p & pos::AUXILIARY != 0
                    || (p & pos::VERB != 0 && view.words.get(next).is_some_and(|w| w.is(flag::S)))
                {
                    return Some(next);
                }
            }
        }
        None
    }

    /// A statement without a verb: the noun for a doing stands for it ("maintenance of the backlog", "backlog maintenance").
    fn noun_phrase(&mut self, view: &View<'_>, i: usize) {
        let k = &view.lexicon.known;
        for j in i..view.words.len() {
            if view.is_stop(j) || view.mark(j) == b',' {
                break;
            }
            if self.sets[j].has(k.action_noun) {
                self.verb = Some(j);
                return;
            }
            if view.pos(j) & (pos::PREPOSITION | pos::SUBORDINATE) != 0 {
                break;
            }
        }
        // No noun for a doing: a verb later on, in third person ("the squad lead decides ...").
        for j in i..view.words.len().min(i + 6) {
            if !view.is_word(j) || view.pos(j) & (pos::PREPOSITION | pos::SUBORDINATE) != 0 {
                break;
            }
            let p = view.pos(j);
            if j > i && p & pos::VERB != 0 && p & pos::NOUN == 0 && view.words[j].is(flag::S) {
                self.verb = Some(j);
                return;
            }
        }
    }

    /// Give every word its place.
    fn place(&mut self, view: &View<'_>) {
        let k = &view.lexicon.known;
        let n = view.words.len();
        let Some(verb) = self.verb else {
            // Nothing is done: the noun phrase is the object.
            let mut head = None;
            let mut aside = false;
            for i in 0..n {
                let p = view.pos(i);
                if view.is_word(i) && p & (pos::PREPOSITION | pos::SUBORDINATE) != 0 && head.is_some() {
                    aside = true;
                }
                self.roles[i] = if aside { Role::Aside } else { Role::Object };
                if !aside && view.is_word(i) && p & pos::FUNCTION == 0 {
                    head = Some(i);
                }
            }
            if let Some(h) = head {
                self.roles[h] = Role::Head;
            }
            self.head = head;
            return;
        };
        self.roles[verb] = Role::Verb;
        let form = view.words[verb].flags & (flag::ING | flag::S | flag::ED);
        let noun_for_doing = view.pos(verb) & pos::VERB == 0 || (self.sets[verb].has(k.action_noun) && form == 0);
        let mut i = verb + 1;
        let mut state = Role::Object;
        let mut head: Option<usize> = None;
        let mut last_noun: Option<usize> = None;
        let mut gathered = false;
        if noun_for_doing {
            // "backlog maintenance": what stands before is the object unless "of" follows.
            let of_follows = view.words.get(i).is_some_and(|w| w.lemma == word::OF || view.pos(i) & pos::AND != 0);
            if !of_follows {
                for j in (0..verb).rev() {
                    if !view.is_word(j) || view.pos(j) & pos::FUNCTION != 0 {
                        break;
                    }
                    self.roles[j] = Role::Object;
                    if head.is_none() {
                        head = Some(j);
                        self.roles[j] = Role::Head;
                    }
                }
                if head.is_some() {
                    state = Role::Aside;
                }
            }
        }
        let mut open = state == Role::Object;
        while i < n {
            let word = &view.words[i];
            let p = view.pos(i);
            let previous_is_and = i > 0 && (view.pos(i - 1) & pos::AND != 0 || matches!(view.mark(i - 1), b',' | b'/'));
            let same_form = word.flags & (flag::ING | flag::S | flag::ED) == form;
            let starts_end = self.sets[i].has(k.start_end)
                || (p & pos::TO != 0 && view.pos(i + 1) & pos::VERB != 0 && (gathered || !open))
                || (p & pos::TO != 0
                    && view.pos(i + 1) & pos::ADVERB != 0
                    && view.pos(i + 2) & pos::VERB != 0
                    && gathered)
                || (p & pos::SUBORDINATE != 0 && gathered)
                || (matches!(view.mark(i), b',' | 0x96)
                    && view.words.get(i + 1).is_some_and(|w| w.is(flag::ING))
                    && view.pos(i + 1) & pos::VERB != 0
                    && gathered
                    && form != flag::ING)
                || (previous_is_and && self.sets[i].has(k.purpose_verb) && gathered && word.is(flag::ING));
            if state != Role::End && starts_end {
                self.end = Some(i);
                state = Role::End;
                open = false;
            }
            if state == Role::End {
                self.roles[i] = Role::End;
                i += 1;
                continue;
            }
            if !word.is_word() {
                if view.is_stop(i) && gathered {
                    open = false;
                    state = Role::Aside;
                }
                self.roles[i] = state;
                i += 1;
                continue;
            }
            // A further verb: "order and explain", "writes stories and answers questions".
            let pure = p & pos::NOUN == 0 || (form == flag::ING && word.is(flag::ING)) || !gathered;
            if previous_is_and && p & pos::VERB != 0 && same_form && pure && !(noun_for_doing && form == 0) {
                self.roles[i] = Role::Also;
                if gathered {
                    state = Role::AlsoObject;
                    open = false;
                }
                i += 1;
                continue;
            }
            if previous_is_and && noun_for_doing && !gathered && self.sets[i].has(k.action_noun) {
                self.roles[i] = Role::Also;
                i += 1;
                continue;
            }
            if open && p & pos::PREPOSITION != 0 {
                let of = word.lemma == word::OF;
                if gathered && !(of && last_noun.is_some_and(|h| self.sets[h].has(k.bundle))) {
                    if !of {
                        open = false;
                        state = Role::Aside;
                        head = head.or(last_noun);
                    } else {
                        head = head.or(last_noun);
                    }
                } else if gathered {
                    last_noun = None;
                }
                self.roles[i] = state;
                i += 1;
                continue;
            }
            self.roles[i] = state;
            if open && p & pos::FUNCTION == 0 {
                gathered = true;
                let listed =
                    matches!(view.mark(i - 1), b',') || (last_noun.is_some() && view.pos(i - 1) & pos::AND != 0);
                if !listed && head.is_none() {
                    last_noun = Some(i);
                } else if head.is_none() {
                    head = last_noun;
                }
            } else if p & pos::FUNCTION == 0 {
                gathered = true;
            }
            i += 1;
        }
        let head = head.or(last_noun);
        if let Some(h) = head {
            self.roles[h] = Role::Head;
        }
        self.head = head;
    }

    /// Relative clauses about somebody else: "the manager who talks to customers".
    fn find_others(&mut self, view: &View<'_>) {
        let k = &view.lexicon.known;
        for i in 1..view.words.len() {
            if !self.sets[i].has(k.relative) || !view.is_word(i) {
                continue;
            }
            let before = (0..i).rev().find(|j| view.is_word(*j));
            let somebody = before.is_some_and(|b| self.sets[b].has(k.some_role) || self.is_person(b, view));
            let verb_follows =
                (i + 1..view.words.len().min(i + 4)).any(|j| view.pos(j) & (pos::VERB | pos::AUXILIARY) != 0);
            if somebody && verb_follows {
                let end = (i + 1..view.words.len())
                    .find(|j| matches!(view.mark(*j), b'.' | b';' | b',' | 0x96 | b')'))
                    .unwrap_or(view.words.len());
                self.others.push((i, end));
            }
        }
    }

    /// Whether the word names people.
    pub(super) fn is_person(&self, i: usize, view: &View<'_>) -> bool {
        self.sets[i].has_any(view.lexicon.people)
    }

    /// Whether word `i` belongs to a clause about somebody else.
    pub(super) fn is_others(&self, i: usize) -> bool {
        self.others.iter().any(|(from, to)| (*from..*to).contains(&i))
    }
}

/// An unknown first word with the ending of a verb, before something that can be its object.
fn looks_like_verb(view: &View<'_>, i: usize) -> bool {
    let next = view.pos(i + 1);
    let object = next & (pos::DETERMINER | pos::PRONOUN | pos::NOUN | pos::ADJECTIVE) != 0;
    view.words[i].is(flag::ING) && (object || next & pos::PREPOSITION != 0)
        || view.words[i].is(flag::S) && next & (pos::DETERMINER | pos::PRONOUN | pos::PREPOSITION) != 0
        || next & pos::DETERMINER != 0
}

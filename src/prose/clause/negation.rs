//! What is denied: how far "not", "never" or "without" reaches, and whether the statement itself is meant.

use super::{Clause, View, word};
use crate::prose::lexicon::{Lexicon, pos};
use crate::prose::words::{Word, flag};

impl Clause {
    /// Mark the words that are denied.
    pub(super) fn negate(&self, words: &mut [Word], lexicon: &Lexicon) {
        let mut i = 0;
        while i < words.len() {
            if !self.begins_denial(words, i, lexicon) {
                i += 1;
                continue;
            }
            let end = end_of_denial(words, i, lexicon);
            let without = words[i].surface == word::WITHOUT;
            // "cannot do this without talking to customers": the second takes the first away.
            if without && words[..i].iter().any(|w| w.is(flag::NEGATED)) {
                words[..end].iter_mut().for_each(|w| w.flags &= !flag::NEGATED);
            } else {
                words[i..end].iter_mut().for_each(|w| w.flags |= flag::NEGATED);
            }
            i = end;
        }
    }

    /// Whether what follows word `i` is denied by it.
    fn begins_denial(&self, words: &[Word], i: usize, lexicon: &Lexicon) -> bool {
        let k = &lexicon.known;
        let word = &words[i];
        let p = lexicon.pos(word);
        let follows = |surface: u32| words.get(i + 1).is_some_and(|w| w.surface == surface);
        let denies = p & pos::NEGATION != 0
            || self.sets[i].has(k.denying)
                && match word.lemma {
                    word::RATHER => follows(word::THAN),
                    word::FREE => follows(word::OF) && i > 0 && lexicon.pos(&words[i - 1]) & pos::DETERMINER == 0,
                    word::INSTEAD => follows(word::OF),
                    _ => true,
                };
        // "not only ... but also", "no later than", "not just".
        let more = || {
            self.sets.get(i + 1).is_some_and(|s| s.has(k.denying_more))
                || [word::ONLY, word::LATER, word::LEAST].into_iter().any(follows)
                || (follows(word::MATTER) && p & pos::NEGATION != 0)
        };
        denies && word.is_word() && !more()
    }

    /// Whether what the main verb says is denied, not only a part behind it.
    pub(super) fn denies(&self, view: &View<'_>, verb: usize) -> bool {
        if !view.words[verb].is(flag::NEGATED) {
            return false;
        }
        // "without", "rather than", "instead of" at the front deny a circumstance.
        let first = view.words.iter().position(|w| w.is(flag::NEGATED)).unwrap_or(verb);
        let word = &view.words[first];
        let p = view.pos(first);
        p & pos::NEGATION != 0 && word.surface != word::WITHOUT && word.surface != word::NON && first <= verb
    }
}

/// The first word behind `i` that the denial of word `i` does not reach.
fn end_of_denial(words: &[Word], i: usize, lexicon: &Lexicon) -> usize {
    let pos_of = |at: usize| words.get(at).map_or(0, |w| lexicon.pos(w));
    let is = |at: usize, flags| words.get(at).is_some_and(|w| w.is(flags));
    let stops = |j: usize| {
        let word = &words[j];
        let p = lexicon.pos(word);
        let stop = matches!(word.mark, b'.' | b';' | b':' | b'!' | b'?' | 0x96 | b')');
        let but = p & pos::BUT != 0 || word.surface == word::BECAUSE;
        let next = pos_of(j + 1);
        let comma_verb = word.mark == b','
            && (next & pos::VERB != 0
                && (next & pos::NOUN == 0 || is(j + 1, flag::S | flag::ING) && !is(i + 1, flag::ING))
                || next & (pos::PRONOUN | pos::BUT | pos::SUBORDINATE | pos::PREPOSITION) != 0);
        let second = p & pos::NEGATION != 0 && word.surface == word::WITHOUT;
        // "without fuss and talks to users": a new verb of the same subject.
        let new_verb = p & pos::AND != 0
            && next & pos::VERB != 0
            && is(j + 1, flag::S)
            && (next & pos::NOUN == 0 || pos_of(j + 2) & (pos::PREPOSITION | pos::TO | pos::DETERMINER) != 0)
            && !(pos_of(i + 1) & pos::VERB != 0 && is(i + 1, flag::S));
        let behind_non = words[i].surface == word::NON && !word.is(flag::HYPHEN);
        stop || but || comma_verb || second || new_verb || behind_non
    };
    (i + 1..words.len()).find(|j| stops(*j)).unwrap_or(words.len())
}

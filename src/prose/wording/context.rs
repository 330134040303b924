//! The words around a place in a text, and what may be asked of them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::text::{TextRange, WordSet, word_hash};

/// Words of which one is asked for.
#[derive(Debug, Default)]
pub(super) struct Choice {
    words: WordSet,
    year: bool,
    number: bool,
    end: bool,
}

impl Choice {
    pub(super) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Choice {
        let mut choice = Choice::default();
        for word in words {
            match word {
                "#year" => choice.year = true,
                "#number" => choice.number = true,
                "#end" => choice.end = true,
                _ => choice.words.insert(word),
            }
        }
        choice
    }

    fn has(&self, word: &str, hash: u64) -> bool {
        let digits = || word.bytes().all(|b| b.is_ascii_digit());
        self.number && word.starts_with(|c: char| c.is_ascii_digit())
            || self.year && word.len() == 4 && word.starts_with("20") && digits()
            || self.words.has(hash)
    }
}

/// Choices by the names that conditions give them, each read when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Sets(FxHashMap<&'static str, (&'static str, OnceLock<Arc<Choice>>)>);

impl Sets {
    /// Sets by their names, with their words.
    pub(super) fn of(written: FxHashMap<&'static str, &'static str>) -> Sets {
        Sets(written.into_iter().map(|(name, words)| (name, (words, OnceLock::new()))).collect())
    }

    fn get(&self, name: &str) -> Option<Arc<Choice>> {
        let (words, choice) = self.0.get(name)?;
        Some(choice.get_or_init(|| Arc::new(Choice::of(words.split_whitespace()))).clone())
    }
}

/// One condition: a word of one of these, with at most so many words in between. It is read when it is first asked for: few are.
#[derive(Debug, Deserialize)]
#[serde(from = "&'static str")]
pub(super) struct Step {
    written: &'static str,
    read: OnceLock<Condition>,
}

#[derive(Debug)]
struct Condition {
    choices: Vec<Arc<Choice>>,
    gap: usize,
    end: bool,
}

impl From<&'static str> for Step {
    fn from(written: &'static str) -> Self {
        Step { written, read: OnceLock::new() }
    }
}

impl Condition {
    /// `@set ..2`, `a|b`, `#year|#end ..1`.
    fn parse(written: &str, sets: &Sets) -> Condition {
        let (words, gap) = match written.split_once(" ..") {
            Some((words, gap)) => (words, gap.trim().parse().unwrap_or(0)),
            None => (written, 0),
        };
        let words = || words.split('|').map(str::trim);
        let named = words().filter_map(|word| sets.get(word.strip_prefix('@')?));
        let mut own = words().filter(|word| !word.starts_with('@')).peekable();
        let own = own.peek().is_some().then(|| Arc::new(Choice::of(own)));
        let choices: Vec<_> = named.chain(own).collect();
        Condition { end: choices.iter().any(|choice| choice.end), choices, gap }
    }

    fn is(&self, word: &str) -> bool {
        let hash = word_hash(word);
        self.choices.iter().any(|choice| choice.has(word, hash))
    }
}

impl Step {
    #[cfg(test)]
    pub(super) fn is_written_well(&self, sets: &FxHashMap<&str, &str>) -> bool {
        let words = self.written.split(" ..").next().unwrap_or("");
        let gap = self.written.split_once(" ..").is_none_or(|(_, gap)| gap.trim().parse::<usize>().is_ok());
        gap && words.split('|').all(|w| w.strip_prefix('@').is_none_or(|set| sets.contains_key(set)))
            && words.split('|').all(|w| w == w.to_lowercase() && !w.trim().is_empty())
    }

    fn read(&self, sets: &Sets) -> &Condition {
        self.read.get_or_init(|| Condition::parse(self.written, sets))
    }

    /// Whether one of the next words is the one; the walk stands behind it then.
    pub(super) fn is_met(&self, sets: &Sets, words: &mut Words<'_>) -> bool {
        let condition = self.read(sets);
        for _ in 0..=condition.gap {
            match words.next() {
                Some(word) if condition.is(word) => return true,
                Some(_) if condition.end && words.crossed => return true,
                Some(_) => {}
                None => return condition.end,
            }
        }
        false
    }

    pub(super) fn is_anywhere(&self, sets: &Sets, sentence: &str) -> bool {
        let condition = self.read(sets);
        sentence.split(|c| !in_word(c)).any(|w| !w.is_empty() && condition.is(w))
    }

    /// Whether all steps are met, one after the other.
    pub(super) fn follow(steps: &[Step], sets: &Sets, mut words: Words<'_>) -> bool {
        steps.iter().all(|s| s.is_met(sets, &mut words))
    }
}

/// Words of one sentence, walking away from a place. A hyphen parts words; a full stop, colon, semicolon or bracket ends the walk.
pub(super) struct Words<'a> {
    rest: &'a str,
    backwards: bool,
    /// A comma was passed on the way to the last word.
    crossed: bool,
}

impl<'a> Words<'a> {
    pub(super) fn after(text: &'a str, at: usize) -> Words<'a> {
        Words { rest: text.get(at..).unwrap_or(""), backwards: false, crossed: false }
    }

    pub(super) fn before(text: &'a str, at: usize) -> Words<'a> {
        Words { rest: text.get(..at).unwrap_or(""), backwards: true, crossed: false }
    }

    /// The word right before or behind a place, with nothing but blanks in between.
    pub(super) fn beside(text: &'a str, at: usize, before: bool) -> Option<TextRange> {
        let mut words = if before { Words::before(text, at) } else { Words::after(text, at) };
        let length = words.next()?.len();
        let (start, end) = if before {
            (words.rest.len(), words.rest.len() + length)
        } else {
            let end = text.len() - words.rest.len();
            (end - length, end)
        };
        let between = if before { text.get(end..at)? } else { text.get(at..start)? };
        (!between.is_empty() && between.trim().is_empty()).then(|| TextRange::from_usize(start, end))
    }

    /// What is still to be walked over.
    pub(super) fn left(&self) -> &'a str {
        self.rest
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

/// The same of a byte; `None` where a character has several.
fn byte_in_word(byte: u8) -> Option<bool> {
    byte.is_ascii().then(|| byte.is_ascii_alphanumeric() || byte == b'\'')
}

/// Where the word begins that ends with `text`.
fn before_word(text: &str) -> usize {
    match text.bytes().enumerate().rev().find(|(_, byte)| byte_in_word(*byte) != Some(true)) {
        Some((at, byte)) if byte.is_ascii() => at + 1,
        Some(_) => text.trim_end_matches(in_word).len(),
        None => 0,
    }
}

/// Where the word ends that begins with `text`.
fn behind_word(text: &str) -> usize {
    match text.bytes().enumerate().find(|(_, byte)| byte_in_word(*byte) != Some(true)) {
        Some((at, byte)) if byte.is_ascii() => at,
        Some(_) => text.len() - text.trim_start_matches(in_word).len(),
        None => text.len(),
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.crossed = false;
        let next =
            |rest: &'a str, backwards: bool| if backwards { rest.chars().next_back() } else { rest.chars().next() };
        while let Some(c) = next(self.rest, self.backwards) {
            if in_word(c) {
                let word = if self.backwards {
                    let start = before_word(self.rest);
                    let (rest, word) = self.rest.split_at(start);
                    self.rest = rest;
                    word
                } else {
                    let end = behind_word(self.rest);
                    let (word, rest) = self.rest.split_at(end);
                    self.rest = rest;
                    word
                };
                // The apostrophe behind "users'" is no word.
                if word.contains(char::is_alphanumeric) {
                    return Some(word);
                }
                continue;
            }
            if matches!(c, '.' | ';' | ':' | '!' | '?' | '(' | ')' | '|' | '\n') {
                self.rest = "";
                return None;
            }
            self.crossed |= c == ',';
            let width = c.len_utf8();
            self.rest = if self.backwards { &self.rest[..self.rest.len() - width] } else { &self.rest[width..] };
        }
        None
    }
}

/// The sentence around a place.
pub(super) fn sentence_at(text: &str, at: usize) -> Range<usize> {
    let ends = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'\n');
    let (before, behind) = text.as_bytes().split_at(at.min(text.len()));
    let start = before.iter().rposition(ends).map_or(0, |i| i + 1);
    let end = behind.iter().position(ends).map_or(text.len(), |i| at + i);
    start..end
}

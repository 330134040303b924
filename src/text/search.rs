//! Quick looks at a text before it is read with care.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Phrases (ASCII) that are looked for at the start of words: in any case of their letters where they are written in lower
/// case, else just as they are written. A phrase may end inside a word ("report" is found in "Reporting").
pub struct WordStarts<const N: usize> {
    phrases: [&'static str; N],
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl<const N: usize> WordStarts<N> {
    /// Looks for `phrases`.
    pub const fn new(phrases: [&'static str; N]) -> Self {
        Self { phrases, automaton: OnceLock::new() }
    }

    /// Whether one of them stands in `text`.
    pub fn occur_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }

    /// How often one of them stands in `text` and ends where a word ends.
    pub fn count_whole_in(&self, text: &str) -> usize {
        self.places(text).filter(|end| text.as_bytes().get(*end).is_none_or(|byte| !is_word(*byte))).count()
    }

    /// Where each of them ends that stands in `text`.
    fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let bytes = text.as_bytes();
        // Most texts hold none of them, which is found out in half the time.
        let automaton = self.automaton().filter(|automaton| automaton.is_match(bytes));
        let found = automaton.map(|automaton| automaton.find_overlapping_iter(bytes));
        found.into_iter().flatten().filter_map(move |found| {
            let starts = found.start() == 0 || !is_word(bytes[found.start() - 1]);
            let phrase = self.phrases[found.pattern()].as_bytes();
            let as_written = !phrase.iter().any(u8::is_ascii_uppercase) || bytes.get(found.range()) == Some(phrase);
            (starts && as_written).then_some(found.end())
        })
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        let build = || {
            let mut builder = AhoCorasick::builder();
            // It fails only for millions of phrases.
            builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(self.phrases).ok()
        };
        self.automaton.get_or_init(build).as_ref()
    }
}

/// Letters, digits and all bytes beyond ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_start() {
        assert!(WordStarts::new(["report"]).occur_in("You will be REPORTING to her"));
        assert!(WordStarts::new(["nice", "a plus"]).occur_in("is (a plus)"));
        assert!(!WordStarts::new(["report", "erred"]).occur_in("unreported, preferred"));
        assert!(!WordStarts::new(["ep"]).occur_in("größep e p"));
        assert!(!WordStarts::new(["xp"]).occur_in(""));
        assert!(WordStarts::new(["xp"]).occur_in("XP"));
        assert_eq!(
            WordStarts::new(["your response", "llm"]).count_whole_in("Your responses, your response, LLMs, LLM"),
            2
        );
        assert!(WordStarts::new(["XP"]).occur_in("of XP") && !WordStarts::new(["XP"]).occur_in("of xp"));
    }
}

//! Quick looks at a text before it is read with care.

use std::ops::Range;

use super::phrases::{Pairs, with_line};

/// Phrases (ASCII) that are looked for at the start of words: in any case of their letters where they are written in lower
/// case, else just as they are written. A phrase may end inside a word ("report" is found in "Reporting").
pub struct WordStarts<const N: usize> {
    phrases: [&'static str; N],
    heads: Heads,
    beginnings: Pairs,
}

impl<const N: usize> WordStarts<N> {
    /// Looks for `phrases`, 64 at most.
    pub const fn new(phrases: [&'static str; N]) -> Self {
        assert!(N <= 64, "a bit for each phrase");
        let mut heads = Heads::NONE;
        let mut beginnings = Pairs::NONE;
        let mut at = 0;
        while at < N {
            let phrase = phrases[at].as_bytes();
            assert!(phrase.len() > 1 && phrase[0].is_ascii_alphanumeric(), "a word begins with a letter or digit");
            beginnings.add(phrase[0], phrase[1]);
            heads = heads.with(phrase, at);
            at += 1;
        }
        Self { phrases, heads, beginnings }
    }

    /// Whether one of them stands in `text`.
    pub fn occur_in(&self, text: &str) -> bool {
        self.find_in(text, |_, _| true)
    }

    /// Hands each phrase that stands in `text` to `enough`, by its number and where it ends, until that is enough; whether it was.
    pub fn find_in(&self, text: &str, mut enough: impl FnMut(usize, usize) -> bool) -> bool {
        let bytes = text.as_bytes();
        with_line(text, |line| {
            line.beginnings.may_have_any(&self.beginnings)
                && line.words.iter().any(|word| {
                    let at = word.start;
                    starts_at(bytes, at) && self.heads.stand_at(&self.phrases, bytes, at, &mut enough)
                })
        })
    }
}

/// The same for phrases that are read from a file.
pub struct Beginnings {
    phrases: Vec<String>,
    heads: Heads,
}

impl Beginnings {
    /// Looks for `phrases` of two letters and more; others, and those past the 64th, are left out.
    pub fn new(mut phrases: Vec<String>) -> Self {
        phrases.retain(|phrase| phrase.len() > 1 && phrase.starts_with(|c: char| c.is_ascii_alphanumeric()));
        phrases.truncate(64);
        let numbered = phrases.iter().enumerate();
        let heads = numbered.fold(Heads::NONE, |heads, (number, phrase)| heads.with(phrase.as_bytes(), number));
        Self { phrases, heads }
    }

    /// Whether one of them stands in a part of `text` that begins where no word goes on.
    pub fn occur_in_part(&self, text: &str, part: Range<usize>) -> bool {
        let bytes = &text.as_bytes()[..part.end.min(text.len())];
        with_line(text, |line| {
            let mut inside = line.words.iter().filter(|word| word.start >= part.start && starts_at(bytes, word.start));
            inside.any(|word| self.heads.stand_at(&self.phrases, bytes, word.start, |_, _| true))
        })
    }
}

/// Whether a word starts at this byte for those who look here: behind a byte beyond ASCII none does.
fn starts_at(bytes: &[u8], at: usize) -> bool {
    at == 0 || bytes.get(at - 1).is_some_and(u8::is_ascii)
}

/// By the first and by the second byte of a word, a bit for each phrase that may begin so.
struct Heads {
    firsts: [u64; 256],
    seconds: [u64; 256],
    /// Phrases that count only as they are written.
    exact: u64,
}

impl Heads {
    const NONE: Heads = Heads { firsts: [0; 256], seconds: [0; 256], exact: 0 };

    const fn with(mut self, phrase: &[u8], number: usize) -> Heads {
        self.firsts[phrase[0].to_ascii_lowercase() as usize] |= 1 << number;
        self.firsts[phrase[0].to_ascii_uppercase() as usize] |= 1 << number;
        let mut byte = 0;
        while byte < 256 {
            if phrase.len() < 2 || phrase[1].eq_ignore_ascii_case(&(byte as u8)) {
                self.seconds[byte] |= 1 << number;
            }
            byte += 1;
        }
        let mut at = 0;
        while at < phrase.len() {
            if phrase[at].is_ascii_uppercase() {
                self.exact |= 1 << number;
            }
            at += 1;
        }
        self
    }

    /// Hands each phrase that stands at byte `at` to `enough`, see [`WordStarts::find_in`].
    #[inline]
    fn stand_at<P: AsRef<str>>(
        &self,
        phrases: &[P],
        bytes: &[u8],
        at: usize,
        mut enough: impl FnMut(usize, usize) -> bool,
    ) -> bool {
        let mut may_begin = bytes.get(at).map_or(0, |byte| self.firsts[usize::from(*byte)]);
        if may_begin == 0 {
            return false;
        }
        // Behind the end any byte will do: a phrase of one byte fits there, longer ones are too long.
        may_begin &= bytes.get(at + 1).map_or(u64::MAX, |next| self.seconds[usize::from(*next)]);
        while may_begin != 0 {
            let number = may_begin.trailing_zeros() as usize;
            may_begin &= may_begin - 1;
            let Some(phrase) = phrases.get(number).map(|phrase| phrase.as_ref().as_bytes()) else { continue };
            let Some(here) = bytes.get(at..at + phrase.len()) else { continue };
            // "The road" is like "the user" up to its end.
            let end = |bytes: &[u8]| bytes.last().map(|byte| byte | 32);
            if end(here) != end(phrase) {
                continue;
            }
            let exact = self.exact >> number & 1 == 1;
            let same = if exact { here == phrase } else { here.eq_ignore_ascii_case(phrase) };
            if same && enough(number, at + phrase.len()) {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn phrases_are_found_where_words_start() {
        assert!(WordStarts::new(["report"]).occur_in("You will be REPORTING to her"));
        assert!(WordStarts::new(["nice", "a plus"]).occur_in("is (a plus)"));
        assert!(!WordStarts::new(["report", "erred"]).occur_in("unreported, preferred"));
        assert!(!WordStarts::new(["ep"]).occur_in("größep e p"));
        assert!(!WordStarts::new(["xp"]).occur_in(""));
        assert!(WordStarts::new(["xp"]).occur_in("XP"));
        let mut found = Vec::new();
        let phrases = WordStarts::new(["your response", "llm"]);
        let text = "Your responses, LLM";
        phrases.find_in(text, |number, end| {
            found.push((number, end));
            false
        });
        assert_eq!(found, [(0, 13), (1, 19)]);
        let cues = Beginnings::new(vec!["as a ".to_owned(), "be our ".to_owned()]);
        let occur_in = |text: &str| cues.occur_in_part(text, 0..text.len());
        assert!(occur_in("Work As a pilot") && !occur_in("has a boat") && !occur_in("as a"));
        assert!(!cues.occur_in_part("As a pilot. As a crew", 11..14));
        assert!(WordStarts::new(["XP"]).occur_in("of XP") && !WordStarts::new(["XP"]).occur_in("of xp"));
    }
    proptest! {
        #[test]
        fn phrases_are_found_where_a_look_at_each_byte_finds_them(text in "([aA]b?|[ .'’é“-]|XP|to do){0,12}") {
            const PHRASES: [&str; 4] = ["ab", "a a", "to d", "XP"];
            static STARTS: WordStarts<4> = WordStarts::new(PHRASES);
            let mut found = Vec::new();
            STARTS.find_in(&text, |number, end| {
                found.push((number, end));
                false
            });
            let bytes = text.as_bytes();
            let is_word = |at: usize| bytes[at].is_ascii_alphanumeric() || !bytes[at].is_ascii();
            let begins = (0..bytes.len()).filter(|&at| is_word(at) && (at == 0 || !is_word(at - 1)));
            let expected = begins.flat_map(|at| {
                PHRASES.iter().enumerate().filter_map(move |(number, phrase)| {
                    let here = bytes.get(at..at + phrase.len())?;
                    let same = if number == 3 { here == phrase.as_bytes() } else { here.eq_ignore_ascii_case(phrase.as_bytes()) };
                    same.then_some((number, at + phrase.len()))
                })
            });
            prop_assert_eq!(found, expected.collect::<Vec<_>>());
        }
    }
}

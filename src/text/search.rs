//! Quick looks at a text before it is read with care.

/// Phrases (ASCII) that are looked for at the start of words: in any case of their letters where they are written in lower
/// case, else just as they are written. A phrase may end inside a word ("report" is found in "Reporting").
pub struct WordStarts<const N: usize> {
    phrases: [&'static str; N],
    /// By the first byte of a word, a bit for each phrase that may begin there.
    heads: [u32; 256],
}

impl<const N: usize> WordStarts<N> {
    /// Looks for `phrases`, 32 at most.
    pub const fn new(phrases: [&'static str; N]) -> Self {
        assert!(N <= 32, "a bit for each phrase");
        let mut heads = [0; 256];
        let mut at = 0;
        while at < N {
            let first = phrases[at].as_bytes()[0];
            heads[first.to_ascii_lowercase() as usize] |= 1 << at;
            heads[first.to_ascii_uppercase() as usize] |= 1 << at;
            at += 1;
        }
        Self { phrases, heads }
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
        let mut inside = false;
        let starts = bytes.iter().enumerate().filter_map(move |(at, byte)| {
            let begins = !inside;
            inside = is_word(*byte);
            let may_begin = self.heads[usize::from(*byte)];
            (begins && may_begin != 0).then_some((at, may_begin))
        });
        starts.flat_map(move |(at, may_begin)| {
            let here = self.phrases.iter().enumerate().filter(move |(number, _)| may_begin >> number & 1 == 1);
            here.filter_map(move |(_, phrase)| {
                let end = at + phrase.len();
                let found = bytes.get(at..end)?;
                let as_written = phrase.bytes().any(|byte| byte.is_ascii_uppercase());
                let same =
                    if as_written { found == phrase.as_bytes() } else { found.eq_ignore_ascii_case(phrase.as_bytes()) };
                same.then_some(end)
            })
        })
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

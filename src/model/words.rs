//! Words of headings and statements as the vocabularies have them.

/// The words of a text in lower case: apostrophes gone, everything else that is no letter or digit parts words; `&` is
/// "and"; what stands in brackets is left out where words stand before it.
pub(super) struct Words {
    text: String,
    ends: Vec<(u32, u32)>,
}

impl Words {
    /// Words of `text`.
    pub(super) fn of(text: &str) -> Self {
        Words::read(text, false)
    }

    /// Words of `text` with contractions written out: "How we'll know it's over" has the words of "How we will know it is over".
    pub(super) fn written_out(text: &str) -> Self {
        Words::read(text, true)
    }

    fn read(text: &str, write_out: bool) -> Self {
        let mut words =
            Words { text: String::with_capacity(text.len() + 8), ends: Vec::with_capacity(text.len() / 5 + 1) };
        let mut start = 0;
        let mut bracket = 0u32;
        // Where the last apostrophe stood.
        let mut apostrophe = 0;
        for c in text.chars() {
            match c {
                'a'..='z' | '0'..='9' if bracket == 0 => {
                    words.text.push(c);
                    continue;
                }
                'A'..='Z' if bracket == 0 => {
                    words.text.push(c.to_ascii_lowercase());
                    continue;
                }
                '(' | '[' if !words.text.is_empty() => bracket += 1,
                ')' | ']' => bracket = bracket.saturating_sub(1),
                _ if bracket > 0 => {}
                '\'' | '’' | '‘' | '`' | '´' => {
                    apostrophe = words.text.len();
                    continue;
                }
                c if c.is_alphanumeric() => {
                    words.text.extend(c.to_lowercase());
                    continue;
                }
                _ => {}
            }
            start = words.end_word(start, write_out.then_some(apostrophe));
            if c == '&' && bracket == 0 {
                words.text.push_str("and");
                start = words.close(start);
            }
        }
        words.end_word(start, write_out.then_some(apostrophe));
        words
    }

    /// Ends the word that started at `start`, written out if it is a contraction; `apostrophe`: where the last one stood, if that is to
    /// be done. Where the next word starts.
    fn end_word(&mut self, start: usize, apostrophe: Option<usize>) -> usize {
        let word = self.text.get(start..).unwrap_or("");
        let ending = apostrophe.and_then(|at| word.get(at.checked_sub(start).filter(|&kept| kept > 0)?..));
        let Some((kept, second)) = apostrophe.and_then(|_| written_out(word, ending)) else { return self.close(start) };
        self.text.truncate(start + kept);
        if second == "not" && self.text.ends_with("wo") {
            self.text.truncate(start);
            self.text.push_str("will");
        }
        let start = self.close(start);
        self.text.push_str(second);
        self.close(start)
    }

    /// Ends the word that started at `start`; where the next one starts.
    fn close(&mut self, start: usize) -> usize {
        if self.text.len() > start {
            self.ends.push((start as u32, self.text.len() as u32));
        }
        self.text.len()
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All words in order.
    pub(super) fn list(&self) -> Vec<&str> {
        self.ends.iter().map(|&(start, end)| self.text.get(start as usize..end as usize).unwrap_or("")).collect()
    }
}

/// For a contraction the length of its first word and its second word; `ending`: what stands behind an apostrophe in it. Where people leave
/// the apostrophe out only what cannot be another word counts ("youll", not "well").
fn written_out(word: &str, ending: Option<&str>) -> Option<(usize, &'static str)> {
    let all = word.len();
    match ending {
        Some("ll") => return Some((all - 2, "will")),
        Some("re") => return Some((all - 2, "are")),
        Some("ve") => return Some((all - 2, "have")),
        Some("d") => return Some((all - 1, "would")),
        Some("t") if word == "cant" => return Some((all - 1, "not")),
        Some("t") if word.ends_with("nt") => return Some((all - 2, "not")),
        Some("s") if matches!(word, "its" | "thats" | "whats" | "whos" | "hows" | "heres" | "theres" | "wheres") => {
            return Some((all - 1, "is"));
        }
        _ => {}
    }
    match word {
        "youll" | "theyll" => Some((all - 2, "will")),
        "youre" | "theyre" => Some((all - 2, "are")),
        "youve" | "weve" => Some((all - 2, "have")),
        "youd" => Some((all - 1, "would")),
        "wont" | "wouldnt" | "dont" | "doesnt" | "isnt" | "arent" => Some((all - 2, "not")),
        "thats" | "whats" => Some((all - 1, "is")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_their_dress() {
        assert_eq!(Words::of("🚀 What You’ll Do:").list(), ["what", "youll", "do"]);
        assert_eq!(Words::of("Skills & tools (80%, more) now").list(), ["skills", "and", "tools", "now"]);
        assert_eq!(Words::of("(Senior) Öl-Träger").list(), ["senior", "öl", "träger"]);
        assert_eq!(Words::of("").len(), 0);
    }

    #[test]
    fn contractions_are_written_out() {
        for (text, words) in [
            ("How we'll know it’s over", "how we will know it is over"),
            ("What you won't do", "what you will not do"),
            ("You wouldn’t be doing", "you would not be doing"),
            ("What you can't do", "what you can not do"),
            ("What we're after", "what we are after"),
            ("What youd do, and youll like", "what you would do and you will like"),
            // Other words, and owners.
            ("Well done, were its owners there", "well done were its owners there"),
            ("The owner's desk and the owners' desks", "the owners desk and the owners desks"),
            ("L'équipe", "léquipe"),
            ("'Quoted' words", "quoted words"),
        ] {
            assert_eq!(Words::written_out(text).list().join(" "), words, "{text}");
        }
        assert_eq!(Words::of("What you'll do").list(), ["what", "youll", "do"]);
    }
}

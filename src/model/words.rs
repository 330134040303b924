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
        let mut words =
            Words { text: String::with_capacity(text.len() + 8), ends: Vec::with_capacity(text.len() / 5 + 1) };
        let mut start = 0;
        let mut bracket = 0u32;
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
                '\'' | '’' | '‘' | '`' | '´' => continue,
                c if c.is_alphanumeric() => {
                    words.text.extend(c.to_lowercase());
                    continue;
                }
                _ => {}
            }
            start = words.close(start);
            if c == '&' && bracket == 0 {
                words.text.push_str("and");
                start = words.close(start);
            }
        }
        words.close(start);
        words
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
}

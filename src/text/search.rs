//! Quick looks at a text before it is read with care.

/// Whether one of `phrases` (lower case, ASCII) stands in `text` at the start of a word, in any case of its letters.
/// The phrase may end inside a word ("report" is found in "Reporting").
pub fn starts_a_word(text: &str, phrases: &[&str]) -> bool {
    let bytes = text.as_bytes();
    // Most words begin like none of the phrases: one bit a letter tells.
    let letter = |byte: u8| 1u32 << (byte.to_ascii_lowercase().wrapping_sub(b'a') & 31);
    let firsts = phrases.iter().filter_map(|p| p.as_bytes().first()).fold(0, |set, byte| set | letter(*byte));
    let mut inside = false;
    for (at, byte) in bytes.iter().enumerate() {
        let word = byte.is_ascii_alphanumeric() || !byte.is_ascii();
        if word && !inside && firsts & letter(*byte) != 0 {
            let rest = &bytes[at..];
            let here = |p: &&str| rest.get(..p.len()).is_some_and(|start| start.eq_ignore_ascii_case(p.as_bytes()));
            if phrases.iter().any(here) {
                return true;
            }
        }
        inside = word;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_start() {
        assert!(starts_a_word("You will be REPORTING to her", &["report"]));
        assert!(starts_a_word("is (a plus)", &["nice", "a plus"]));
        assert!(!starts_a_word("unreported, preferred", &["report", "erred"]));
        assert!(!starts_a_word("größe", &["e"]));
        assert!(!starts_a_word("", &["a"]));
    }
}

//! Sentences of a paragraph.

use std::ops::Range;

/// Words before a full stop that end no sentence.
const ABBREVIATIONS: [&str; 26] = [
    "e.g", "i.e", "etc", "vs", "mr", "mrs", "ms", "dr", "st", "no", "inc", "ltd", "co", "approx", "incl", "min", "max",
    "bzw", "z.b", "ca", "ggf", "u.a", "d.h", "inkl", "mind", "resp",
];

/// Byte ranges of the sentences of `text`, blanks around them left out. Every word of the text is in one of them.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let line_end = c == '\n';
        if !line_end && !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(i, d)) = chars.peek() {
            if !matches!(d, '.' | '!' | '?' | '"' | '”' | '’' | '\'' | ')' | ']' | '…') {
                break;
            }
            end = i + d.len_utf8();
            chars.next();
        }
        let rest = text.get(end..).unwrap_or("");
        let next = rest.trim_start();
        let parted = line_end || next.len() < rest.len() || next.is_empty();
        let opens = next.chars().next().is_none_or(|n| !n.is_lowercase());
        if line_end || parted && opens && !(c == '.' && is_abbreviation(&text[start..at])) {
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let mut letters = word.chars();
    let single = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic());
    // "U.S." ends sentences too, but hardly ever in front of a capital that opens one.
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    single || dotted || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let piece = text.get(range.clone()).unwrap_or("");
    let start = range.start + (piece.len() - piece.trim_start().len());
    let trimmed = piece.trim();
    if trimmed.chars().any(char::is_alphanumeric) {
        found.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            split("We run trams. You plan them! Do you? Yes."),
            ["We run trams.", "You plan them!", "Do you?", "Yes."]
        );
        assert_eq!(
            split("Tools, e.g. Maps, in the U.S. Office of Dr. Who."),
            ["Tools, e.g. Maps, in the U.S. Office of Dr. Who."]
        );
        assert_eq!(split("Keep v2.0 alive (all of it.) Then rest"), ["Keep v2.0 alive (all of it.)", "Then rest"]);
        assert_eq!(split("one\ntwo"), ["one", "two"]);
        assert!(split(" . ").is_empty());
    }
}

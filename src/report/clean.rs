//! Text of others, made safe for a terminal.

use std::borrow::Cow;

/// The text with every character made visible that a terminal would obey instead of show: control characters become their
/// pictures (`␛`), those without one and the marks that change the direction of writing become `\u{...}`.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !may_hold_obeyed(text) {
        return Cow::Borrowed(text);
    }
    let Some((first, _)) = text.char_indices().find(|&(_, c)| is_obeyed(c)) else { return Cow::Borrowed(text) };
    let (safe, rest) = text.split_at(first);
    let mut cleaned = safe.to_owned();
    for c in rest.chars() {
        push(&mut cleaned, c);
    }
    Cow::Owned(cleaned)
}

/// A quick look: `false` where no byte can belong to a character that a terminal obeys.
pub(super) fn may_hold_obeyed(text: &str) -> bool {
    text.bytes().any(|b| b < 0x20 || matches!(b, 0x7F | 0xC2 | 0xE2 | 0xD8 | 0xF3))
}

/// Whether a terminal obeys this character.
pub(super) fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}')
}

/// Appends one character, visible.
pub(super) fn push(out: &mut String, c: char) {
    match c {
        '\0'..='\u{1F}' => out.extend(char::from_u32(0x2400 + c as u32)),
        '\u{7F}' => out.push('␡'),
        c if is_obeyed(c) => out.extend(c.escape_unicode()),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_comes_through() {
        assert_eq!(clean("Röle 😀 — “a”"), "Röle 😀 — “a”");
        assert!(matches!(clean("Röle 😀 — “a”"), Cow::Borrowed(_)));
        assert_eq!(clean("a\x1b[31mb\x07\n"), "a␛[31mb␇␊");
        assert_eq!(clean("\u{9b}1m \u{202e}x"), "\\u{9b}1m \\u{202e}x");
        for c in (0..0x11_0000).filter_map(char::from_u32).filter(|&c| is_obeyed(c)) {
            let text = c.to_string();
            assert!(!clean(&text).chars().any(is_obeyed), "{c:?}");
        }
    }
}

//! Text in XML: nothing leaves its attribute or element.

use super::clean;

/// Text for an attribute between double quotes, or for an element. Characters that XML 1.0 does not know, and those that a terminal
/// would obey, become visible.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push_str("&#10;"),
            '\u{FFFE}' | '\u{FFFF}' => out.extend(c.escape_unicode()),
            c => clean::push(&mut out, c),
        }
    }
    out
}

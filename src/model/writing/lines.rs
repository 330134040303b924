//! Lines of a text, by byte offset.

use memchr::{memchr2, memrchr2};

/// The line end that the document uses; its first one counts.
pub(super) fn ending(source: &str) -> &'static str {
    match memchr2(b'\n', b'\r', source.as_bytes()).and_then(|at| source.as_bytes().get(at..)) {
        Some([b'\r', b'\n', ..]) => "\r\n",
        Some([b'\r', ..]) => "\r",
        _ => "\n",
    }
}

/// Where the line that holds `at` starts.
pub(super) fn start(source: &str, at: usize) -> usize {
    let before = source.as_bytes().get(..at).unwrap_or_default();
    memrchr2(b'\n', b'\r', before).map_or(0, |i| i + 1)
}

/// Where the line that holds `at` ends, without its line end.
pub(super) fn end(source: &str, at: usize) -> usize {
    let after = source.as_bytes().get(at..).unwrap_or_default();
    memchr2(b'\n', b'\r', after).map_or(source.len(), |i| at + i)
}

/// Where the line after the one that holds `at` starts; the end of the text for the last one.
pub(super) fn next(source: &str, at: usize) -> usize {
    let end = end(source, at);
    match source.as_bytes().get(end..) {
        Some([b'\r', b'\n', ..]) => end + 2,
        Some([_, ..]) => end + 1,
        _ => end,
    }
}

/// The line that holds `at`, without its line end.
pub(super) fn line(source: &str, at: usize) -> &str {
    source.get(start(source, at)..end(source, at)).unwrap_or("")
}

/// Whether the line above the one that holds `at` is blank; so is what stands above the first.
pub(super) fn blank_above(source: &str, at: usize) -> bool {
    match start(source, at) {
        0 => true,
        first => {
            let above = first - 1 - usize::from(source.get(..first).is_some_and(|s| s.ends_with("\r\n")));
            line(source, above).trim().is_empty()
        }
    }
}

/// Whether the line below the one that holds `at` is blank; so is what stands below the last.
pub(super) fn blank_below(source: &str, at: usize) -> bool {
    match next(source, at) {
        below if below == end(source, at) => true,
        below => line(source, below).trim().is_empty(),
    }
}

/// Past the tags after `at` that close what stands before it.
pub(super) fn after_closing_tags(source: &str, at: usize) -> usize {
    const CLOSING: [&str; 14] = [
        "</li>",
        "</ul>",
        "</ol>",
        "</p>",
        "</strong>",
        "</b>",
        "</td>",
        "</th>",
        "</tr>",
        "</tbody>",
        "</table>",
        "</div>",
        "</span>",
        "</dl>",
    ];
    let mut at = at;
    while let Some(rest) = source.get(at..) {
        let tag = rest.trim_start();
        let found = CLOSING.iter().find(|c| tag.get(..c.len()).is_some_and(|t| t.eq_ignore_ascii_case(c)));
        let Some(found) = found else { break };
        at += rest.len() - tag.len() + found.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_every_ending() {
        for eol in ["\n", "\r\n", "\r"] {
            let text = ["one", "", "three"].join(eol);
            assert_eq!(ending(&text), eol);
            assert_eq!(line(&text, 1), "one");
            let third = text.find("three").unwrap_or(0);
            assert_eq!((start(&text, third + 2), end(&text, third)), (third, text.len()));
            assert!(blank_above(&text, third) && blank_below(&text, 0) && blank_below(&text, third));
            assert!(!blank_above(&text, next(&text, 0)));
        }
        assert_eq!((ending(""), start("", 0), end("", 0), next("", 0)), ("\n", 0, 0, 0));
    }
}

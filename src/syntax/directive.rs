//! Template directives inside Markdown: Liquid and Jinja tags, shortcodes, attribute lists. They are no text.

use std::ops::Range;

/// Ranges of template directives in `text`, in order and apart from each other. What stands between `{% comment %}` and
/// `{% endcomment %}` is part of the directive. A directive that is never closed is text.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    // A closer that was not found once is not looked for again: time stays linear in the text.
    let mut exhausted = [false; 5];
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'{', bytes.get(from..).unwrap_or_default()).map(|i| i + from) {
        from = at + 1;
        let (slot, closer) = match bytes.get(at + 1) {
            Some(b'%') => (0, "%}"),
            Some(b'{') => (1, "}}"),
            Some(b'!') => (2, "!}"),
            Some(b'/') if bytes.get(at + 2) == Some(&b'*') => (3, "*/}"),
            // Attribute lists stay on their line.
            Some(b':') => (4, "}"),
            _ => continue,
        };
        if exhausted[slot] {
            continue;
        }
        let inside = &bytes[at + 2..];
        let inside = if slot == 4 { &inside[..memchr::memchr(b'\n', inside).unwrap_or(inside.len())] } else { inside };
        let Some(length) = memchr::memmem::find(inside, closer.as_bytes()) else {
            exhausted[slot] = slot != 4;
            continue;
        };
        let mut end = at + 2 + length + closer.len();
        if slot == 0 && is_tag(&text[at + 2..at + 2 + length], "comment") {
            end = end_of_comment(text, end).unwrap_or(end);
        }
        from = end;
        match found.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

fn is_tag(inside: &str, name: &str) -> bool {
    let inside = inside.trim_start_matches(['-', '~']).trim_start();
    inside.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn end_of_comment(text: &str, from: usize) -> Option<usize> {
    let at = from + memchr::memmem::find(text.as_bytes().get(from..)?, b"endcomment")?;
    let close = memchr::memmem::find(text.as_bytes().get(at..)?, b"%}")?;
    Some(at + close + 2)
}

/// Whether a line consists of one include of another kind: `--8<-- "file"`, `!include file`, a self-closing component.
pub(super) fn is_include_line(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with("--8<--")
        || line.starts_with("!include")
        || line.starts_with("@include")
        || line.starts_with("@import")
    {
        return true;
    }
    line.strip_prefix('<').and_then(|l| l.strip_suffix("/>")).is_some_and(|inside| {
        inside.starts_with(|c: char| c.is_ascii_alphabetic())
            && !inside.contains(['<', '>'])
            && !is_void_element(inside)
    })
}

fn is_void_element(inside: &str) -> bool {
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | ':')).next().unwrap_or("");
    ["br", "hr", "img", "input", "a", "p", "meta", "link", "div", "span"].iter().any(|v| v.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn directives_of_every_engine_are_found() {
        assert_eq!(
            words("a {% include x %} b {{ y }} {{< z >}} {!w!} {: .c }"),
            ["{% include x %}", "{{ y }}", "{{< z >}}", "{!w!}", "{: .c }"]
        );
        assert_eq!(
            words("{% comment %} hidden\n\n{% if x %} text {% endcomment %} seen"),
            ["{% comment %} hidden\n\n{% if x %} text {% endcomment %}"]
        );
        assert_eq!(words("{% open {{ also {"), Vec::<&str>::new());
    }

    #[test]
    fn self_closing_components_are_includes() {
        assert!(is_include_line("<benefits.snippet/>"));
        assert!(is_include_line("  <Duties role=\"po\" />"));
        assert!(!is_include_line("<br/>"));
        assert!(!is_include_line("<https://example.org/>"[..5].trim()));
    }
}

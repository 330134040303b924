//! HTML as it stands in Markdown, and HTML documents as such: tags in, the same blocks out.

use std::ops::Range;

use super::block::{Block, Builder};
use super::{HeadingStyle, ItemStyle};

/// What stays open from one HTML block to the next: Markdown may stand between them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Open lists.
    lists: u8,
    /// Cells of the open row so far; `None` outside rows.
    cells: Option<u32>,
    header: bool,
    /// Name of the element whose content is no text.
    skip: Option<&'static str>,
}

impl State {
    /// Whether nothing is open.
    pub(super) fn is_closed(&self) -> bool {
        *self == State::default()
    }
}

/// Whether `text` is an HTML document rather than Markdown with HTML in it.
pub(super) fn is_document(text: &str) -> bool {
    let start = text.trim_start();
    let start = start.get(..10).unwrap_or(start).to_ascii_lowercase();
    ["<!doctype", "<html", "<head>", "<head\n", "<body>", "<body "].iter().any(|s| start.starts_with(s))
}

/// Elements whose content nobody reads as text of the document.
const SKIPPED: [&str; 10] =
    ["script", "style", "svg", "nav", "select", "textarea", "noscript", "template", "iframe", "pre"];

/// One step of a walk through HTML.
enum Token<'t> {
    Text(&'t str),
    Open(&'t str),
    Close(&'t str),
    Comment,
}

/// Next token of `text` from `at` on, and where it ends.
fn token(text: &str, at: usize) -> (Token<'_>, usize) {
    let rest = &text[at..];
    if let Some(inside) = rest.strip_prefix("<!--") {
        let end = memchr::memmem::find(inside.as_bytes(), b"-->").map_or(text.len(), |i| at + 4 + i + 3);
        return (Token::Comment, end);
    }
    let bytes = rest.as_bytes();
    if bytes.first() == Some(&b'<') {
        let closing = bytes.get(1) == Some(&b'/');
        let name_start = 1 + usize::from(closing);
        let declared = matches!(bytes.get(1), Some(b'!' | b'?'));
        if declared || bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            let end = tag_end(bytes);
            if let Some(end) = end {
                let name_len = bytes[name_start..end]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'_'))
                    .count();
                let name = rest.get(name_start..name_start + name_len).unwrap_or("");
                return (if closing { Token::Close(name) } else { Token::Open(name) }, at + end);
            }
        }
        // A lone `<` is text.
        let next = memchr::memchr(b'<', &bytes[1..]).map_or(text.len(), |i| at + 1 + i);
        return (Token::Text(&text[at..next]), next);
    }
    let next = memchr::memchr(b'<', bytes).map_or(text.len(), |i| at + i);
    (Token::Text(&text[at..next]), next)
}

/// End of the tag that starts `bytes`; quotes may hold `>`. A tag longer than 4 kB is none: that keeps time linear.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (i, &b) in bytes.iter().take(4096).enumerate().skip(1) {
        match (quote, b) {
            (None, b'>') => return Some(i + 1),
            (None, b'"' | b'\'') if bytes.get(i - 1) == Some(&b'=') => quote = Some(b),
            (None, b'<') => return None,
            (Some(q), b) if q == b => quote = None,
            _ => {}
        }
    }
    None
}

/// Reads `text`, which starts at `offset` of the text being read, inside `lists` Markdown lists.
pub(super) fn read(b: &mut Builder<'_>, state: &mut State, text: &str, offset: usize, lists: u8) {
    let mut at = 0;
    while at < text.len() {
        let (token, end) = token(text, at);
        let here = offset + at..offset + end;
        if let Some(skip) = state.skip {
            if matches!(token, Token::Close(name) if name.eq_ignore_ascii_case(skip)) {
                state.skip = None;
            }
            at = end;
            continue;
        }
        match token {
            Token::Comment => b.comment(here),
            Token::Text(text) => read_text(b, text, offset + at),
            Token::Open(name) => {
                let void = text[at..end].ends_with("/>");
                open(b, state, name, void, here, lists);
            }
            Token::Close(name) => close(b, state, name, here),
        }
        at = end;
    }
    // A Markdown item that holds HTML goes on; everything else ends with its HTML block.
    if state.cells.is_none() {
        b.finish_unless_item();
    }
}

fn open(b: &mut Builder<'_>, state: &mut State, name: &str, void: bool, here: Range<usize>, lists: u8) {
    // A self-closing component brings what stands elsewhere.
    if void
        && name.contains(|c: char| c.is_ascii_uppercase() || matches!(c, '.' | '-'))
        && !matches!(b.block(), Block::Row { .. })
    {
        b.template(here);
        return;
    }
    let mut buffer = [0u8; 12];
    let name = lower(name, &mut buffer);
    if let Some(skipped) = SKIPPED.iter().find(|s| **s == name) {
        if !void {
            state.skip = Some(skipped);
        }
        return;
    }
    let depth = lists + state.lists;
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.as_bytes()[1] - b'0';
            b.begin(Block::Heading { level, style: HeadingStyle::Html }, here.start);
        }
        "title" => b.begin(Block::Heading { level: 1, style: HeadingStyle::Html }, here.start),
        "ul" | "ol" | "menu" => {
            b.finish();
            state.lists = state.lists.saturating_add(1);
        }
        "li" => {
            let style = match state.cells {
                Some(cells @ 1..) => ItemStyle::Cell { column: u8::try_from(cells - 1).unwrap_or(u8::MAX) },
                _ => ItemStyle::Html,
            };
            b.begin(Block::Item { style, depth: depth.saturating_sub(1) }, here.start);
        }
        "dd" => b.begin(Block::Item { style: ItemStyle::Html, depth }, here.start),
        "table" => {
            b.finish();
            state.cells = None;
        }
        "tr" => {
            state.cells = Some(0);
            state.header = false;
            b.begin(Block::Row { header: false }, here.start);
        }
        "td" | "th" => {
            let cells = state.cells.unwrap_or(0);
            state.header |= name == "th" && cells == 0;
            match b.block() {
                Block::Row { .. } if cells > 0 => b.next_cell(here.start),
                Block::Row { .. } => {}
                _ => b.begin(Block::Row { header: false }, here.start),
            }
            state.cells = Some(cells + 1);
        }
        "br" => b.line_break(true, here),
        "strong" | "b" => {
            b.reach_start(here.start);
            b.strong = b.strong.saturating_add(1);
        }
        "hr" => b.finish(),
        _ if is_block(name) => {
            // A paragraph inside a cell or an item goes on with it.
            let inside =
                matches!(b.block(), Block::Row { .. }) || matches!(b.block(), Block::Item { .. }) && !b.has_text();
            if inside {
                b.line_break(true, here);
            } else {
                let depth = if lists + state.lists > 0 { depth } else { 0 };
                b.begin(Block::Paragraph { depth, html: true }, here.start);
            }
        }
        _ => {}
    }
}

fn close(b: &mut Builder<'_>, state: &mut State, name: &str, here: Range<usize>) {
    let mut buffer = [0u8; 12];
    match lower(name, &mut buffer) {
        "ul" | "ol" | "menu" => {
            b.finish();
            state.lists = state.lists.saturating_sub(1);
        }
        "tr" => {
            b.reach(here.end);
            if state.header
                && let Block::Row { .. } = b.block()
            {
                b.make_header();
            }
            b.finish();
            state.cells = None;
        }
        "table" => {
            b.finish();
            state.cells = None;
        }
        "td" | "th" => {}
        "strong" | "b" => {
            b.strong = b.strong.saturating_sub(1);
            b.reach(here.end);
        }
        name @ ("li" | "dd" | "title" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
            b.reach(here.end);
            b.finish();
            let _ = name;
        }
        name if is_block(name) => match b.block() {
            Block::Row { .. } => b.line_break(true, here),
            Block::Item { .. } => b.line_break(true, here),
            _ => {
                b.reach(here.end);
                b.finish();
            }
        },
        _ => b.reach(here.end),
    }
}

/// `name` in lower case where it fits; longer names are no element that matters here.
fn lower<'b>(name: &str, buffer: &'b mut [u8; 12]) -> &'b str {
    let Some(target) = buffer.get_mut(..name.len()) else { return "" };
    target.copy_from_slice(name.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).unwrap_or("")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "body"
            | "html"
            | "head"
            | "blockquote"
            | "details"
            | "summary"
            | "dl"
            | "dt"
            | "form"
            | "button"
            | "center"
            | "figure"
            | "figcaption"
            | "address"
            | "fieldset"
            | "tbody"
            | "thead"
            | "tfoot"
            | "caption"
            | "option"
            | "label"
    )
}

/// Tags inside a Markdown paragraph: line breaks, bold, comments. All others are marks without text.
pub(super) fn read_inline(b: &mut Builder<'_>, text: &str, range: Range<usize>) {
    let tag = text.get(range.clone()).unwrap_or("");
    match token(tag, 0).0 {
        Token::Comment => b.comment(range),
        Token::Open(name) | Token::Close(name) if name.eq_ignore_ascii_case("br") => b.line_break(true, range),
        Token::Open(name) if is_strong(name) => {
            b.reach_start(range.start);
            b.strong = b.strong.saturating_add(1);
        }
        Token::Close(name) if is_strong(name) => {
            b.strong = b.strong.saturating_sub(1);
            b.reach(range.end);
        }
        Token::Open(name) if ["li", "p", "div"].iter().any(|n| name.eq_ignore_ascii_case(n)) => {
            b.line_break(true, range)
        }
        Token::Open(name) if name.contains(|c: char| c.is_ascii_uppercase()) && tag.ends_with("/>") => b.directive(),
        _ => b.reach(range.end),
    }
}

fn is_strong(name: &str) -> bool {
    name.eq_ignore_ascii_case("strong") || name.eq_ignore_ascii_case("b")
}

/// Text between tags: every run of blanks is one blank, entities become their characters, lines that begin with a list
/// mark stay lines.
fn read_text(b: &mut Builder<'_>, text: &str, offset: usize) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            let gap = &text[at..end];
            let range = offset + at..offset + end;
            if gap.contains('\n') {
                let hard = starts_marked(&text[end..]) || gap.matches('\n').count() > 1 && end < bytes.len();
                b.line_break(hard, range);
            } else if gap == " " {
                b.verbatim(gap, offset + at);
            } else {
                b.replaced(" ", range);
            }
            at = end;
        } else if bytes[at] == b'&'
            && let Some((decoded, length)) = entity(&text[at..])
        {
            let mut buffer = [0; 4];
            b.replaced(decoded.encode_utf8(&mut buffer), offset + at..offset + at + length);
            at += length;
        } else {
            let skip = usize::from(bytes[at] == b'&');
            let end = bytes[at + skip..]
                .iter()
                .position(|b| b.is_ascii_whitespace() && *b != b' ' || *b == b'&')
                .map_or(bytes.len(), |i| at + skip + i);
            // Single blanks inside a run of words are words' own; doubled ones end the run.
            let end = text[at..end].find("  ").map_or(end, |i| at + i.max(1));
            b.verbatim(&text[at..end], offset + at);
            at = end;
        }
    }
}

fn starts_marked(text: &str) -> bool {
    ["- ", "* ", "• ", "# ", "## ", "### ", "#### ", "+ "].iter().any(|m| text.starts_with(m))
}

/// Named and numeric entities that occur in prose: the character and the length in the source.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{FFFD}'), end + 1));
    }
    let c = ENTITIES.iter().find(|(n, _)| *n == name)?.1;
    Some((c, end + 1))
}

const ENTITIES: [(&str, char); 62] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("hellip", '…'),
    ("trade", '™'),
    ("reg", '®'),
    ("copy", '©'),
    ("deg", '°'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("sect", '§'),
    ("times", '×'),
    ("rarr", '→'),
    ("frac12", '½'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("agrave", 'à'),
    ("egrave", 'è'),
    ("ograve", 'ò'),
    ("ugrave", 'ù'),
    ("acirc", 'â'),
    ("ecirc", 'ê'),
    ("icirc", 'î'),
    ("ocirc", 'ô'),
    ("ucirc", 'û'),
    ("euml", 'ë'),
    ("iuml", 'ï'),
    ("ccedil", 'ç'),
    ("ntilde", 'ñ'),
    ("atilde", 'ã'),
    ("otilde", 'õ'),
    ("aring", 'å'),
    ("oslash", 'ø'),
];

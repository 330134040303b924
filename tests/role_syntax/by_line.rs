//! The format's rules once more, line by line and without the grammar: what the reader is compared with.

use rolelint::syntax::labels::{self, LabelKind};

/// What each construct is, with its label and its text.
pub fn read(source: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // Whether a head may stand here, and whether an indented line goes on with an item.
    let (mut head_may_stand, mut in_item) = (true, false);
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let source = source.replace("\r\n", "\n");
    let mut lines = source.split(['\n', '\r']).peekable();
    while let Some(line) = lines.next() {
        let indented = line.starts_with(blank);
        let content = line.trim_matches(blank);
        let after_break = std::mem::take(&mut head_may_stand);
        let under_item = std::mem::take(&mut in_item);
        // Below an item, an indented mark that ends the text is text: only a line end tells that nothing follows it.
        let unfinished = under_item && indented && lines.peek().is_none() && !line.ends_with(blank);
        if content.is_empty() {
            head_may_stand = true;
        } else if content == "#" && !unfinished || content.strip_prefix('#').is_some_and(|rest| rest.starts_with(blank))
        {
            out.push(format!("Comment||{}", content[1..].trim()));
            head_may_stand = true;
        } else if let Some((style, text)) = item(content).filter(|(_, text)| !(unfinished && text.is_empty())) {
            out.push(format!("Item({style})||{}", text.trim()));
            in_item = true;
        } else if let Some((label, value)) = label(content, under_item && indented) {
            construct(&mut out, label, value, after_break);
        } else if under_item && indented {
            if let Some(item) = out.last_mut().filter(|_| !content.trim().is_empty()) {
                let joined = format!("{item}{}{}", if item.ends_with("||") { "" } else { " " }, content.trim());
                *item = joined;
            }
            in_item = true;
        } else if !content.trim().is_empty() {
            out.push(format!("Loose||{}", content.trim()));
        }
    }
    out
}

fn blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}')
}

fn item(content: &str) -> Option<(&'static str, &str)> {
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (style, mark) = match content.chars().next()? {
        '-' | '*' => ("Bullet", 1),
        '•' => ("Loose", '•'.len_utf8()),
        '0'..='9' if digits <= 9 && content[digits..].starts_with('.') => ("Ordered", digits + 1),
        _ => return None,
    };
    let rest = &content[mark..];
    (rest.is_empty() || rest.starts_with(blank)).then_some((style, rest))
}

fn label(content: &str, known_only: bool) -> Option<(&str, &str)> {
    let name = content.strip_prefix("**").unwrap_or(content).trim_start_matches(blank);
    let (name, value) = name.split_once(':')?;
    name.chars().next().filter(|c| letter(*c))?;
    if known_only && !(plain(name) && exact(name)) {
        return None;
    }
    let unmarked = value.strip_prefix("**").unwrap_or(value).trim_matches(blank);
    (!value.trim_start_matches(blank).starts_with("//")).then_some((name, unmarked))
}

fn letter(c: char) -> bool {
    c.is_alphabetic()
}

/// Below an item a label is only believed without marks of any kind around or inside its words.
fn plain(name: &str) -> bool {
    let name = name.trim_end_matches(blank);
    let name = name.strip_suffix("**").unwrap_or(name).trim_end_matches(blank);
    name.ends_with(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || blank(c) || matches!(c, '-' | '_'))
}

fn exact(name: &str) -> bool {
    labels::standard_label(name).is_some_and(|known| known.exact)
}

fn construct(out: &mut Vec<String>, label: &str, value: &str, after_break: bool) {
    let name = label.trim_matches(|c: char| c.is_whitespace() || c == '*');
    let text = value.trim();
    let known = labels::standard_label(name);
    let block = labels::head(name);
    let named = after_break && !value.is_empty() && !value.starts_with('@');
    let kind = match (block, known.map(|known| known.kind)) {
        (Some(rolelint::syntax::Head::Role), _) => "Head(Role)".to_owned(),
        (Some(head), _) if named => format!("Head({head:?})"),
        (_, Some(LabelKind::Section)) => {
            out.push(format!("Section|{name}|"));
            if !value.is_empty() {
                out.push(format!("Item(Loose)||{text}"));
            }
            return;
        }
        (_, Some(LabelKind::Field)) => "Field".to_owned(),
        _ if value.is_empty() => "Section".to_owned(),
        _ => "Field".to_owned(),
    };
    out.push(format!("{kind}|{name}|{text}"));
}

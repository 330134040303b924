//! Inline suppressions: `# rolelint: ignore PO101 reason` and `<!-- rolelint: ignore PO101 reason -->`.

use super::{Fact, Role, Suppression};
use crate::syntax::{Node, NodeKind, Tree};
use crate::text::TextRange;

/// All suppressions of a document. A comment beside text silences what stands on that line; else the next line with
/// content; where a role opens there, the whole role; before everything but front matter, the whole document.
pub(super) fn suppressions(source: &str, tree: &Tree, roles: &[Role]) -> Vec<Suppression> {
    let mut found = Vec::new();
    for (index, node) in tree.nodes.iter().enumerate() {
        if node.kind != NodeKind::Comment {
            continue;
        }
        let Some((codes, reason)) = directive(tree, node) else { continue };
        found.push(Suppression { codes, reason, range: node.range, target: target(source, tree, index, node, roles) });
    }
    found
}

fn target(source: &str, tree: &Tree, index: usize, comment: &Node, roles: &[Role]) -> TextRange {
    let is_content = |n: &&Node| n.kind != NodeKind::Comment;
    let ends_before = |n: &Node| {
        n.range.end <= comment.range.start
            && TextRange::new(n.range.end, comment.range.start).of(source).trim_start_matches([' ', '\t']).is_empty()
    };
    let on_its_line = |n: &&Node| n.range.contains_range(comment.range) || ends_before(n);
    let beside = tree.nodes.iter().filter(is_content).find(on_its_line);
    if let Some(node) = beside {
        return node.range;
    }
    let opens = |node: &Node| roles.iter().find(|r| r.head == node.range);
    let before_all = tree.nodes[..index].iter().filter(is_content).all(|n| n.front_matter);
    match tree.nodes[index + 1..].iter().find(is_content) {
        Some(next) => match opens(next) {
            Some(role) => role.range,
            None if before_all && tree.format == crate::syntax::Format::Markdown => TextRange::new(0, u32::MAX),
            None => next.range,
        },
        None => comment.range,
    }
}

/// The codes and the reason of a comment that is a suppression.
fn directive(tree: &Tree, node: &Node) -> Option<(Vec<Fact<String>>, String)> {
    let text = tree.text(node);
    let after = text.trim_start().strip_prefix("rolelint:")?;
    let rest = after.trim_start().strip_prefix("ignore")?;
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let mut at = text.len() - rest.len();
    let mut codes = Vec::new();
    loop {
        let rest = &text[at..];
        let skipped = rest.len() - rest.trim_start_matches([' ', '\t', ',']).len();
        let word_end = rest[skipped..].find([' ', '\t', ',', '\n']).map_or(rest.len(), |e| skipped + e);
        let word = &rest[skipped..word_end];
        if !is_code(word.trim_end_matches(':')) {
            break;
        }
        let length = word.trim_end_matches(':').len();
        let local = TextRange::from_usize(at + skipped, at + skipped + length);
        codes.push(Fact::stated(word[..length].to_owned(), tree.local_range(node, local)));
        at += word_end;
    }
    Some((codes, text[at..].trim_matches([' ', ':', '-', '\t', ',']).to_owned()))
}

/// `PO101` or a rule's name, which always has a hyphen between lower-case words.
fn is_code(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_uppercase).count();
    let code = letters >= 2 && word.len() >= letters + 3 && word[letters..].chars().all(|c| c.is_ascii_digit());
    code || rule_name(word)
}

fn rule_name(word: &str) -> bool {
    word.contains('-') && !word.starts_with('-') && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

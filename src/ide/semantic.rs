//! Which words of a document are what: labels, categories, shares, names, terms, vague words.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::config::Settings;
use crate::ide::names::{self, Written};
use crate::knowledge::{find_term, terms};
use crate::model::{FileId, Role, SectionKind};
use crate::prose::Signal;
use crate::syntax::{Format, NodeKind};
use crate::text::TextRange;
use crate::workspace::{Analysis, Snapshot};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// A label of a field or section.
    Label,
    /// The title of a role, team or product.
    Title,
    /// A name: `@po-claims`, or the value of `Id`.
    Name,
    /// A share of time.
    Share,
    /// A lead word: category, right, type, class.
    LeadWord,
    /// A code of a rule.
    Code,
    /// A comment.
    Comment,
    /// Words that say little.
    Vague,
    /// A term of the glossary.
    Term,
}

impl TokenKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [TokenKind; 9] = [
        TokenKind::Label,
        TokenKind::Title,
        TokenKind::Name,
        TokenKind::Share,
        TokenKind::LeadWord,
        TokenKind::Code,
        TokenKind::Comment,
        TokenKind::Vague,
        TokenKind::Term,
    ];
}

/// A word with what it is. Never longer than its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the document.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
    /// It says what a name stands for.
    pub defines: bool,
}

/// The tokens of a document that touch `range`, in order and apart from each other. Nothing in a document that is no role
/// document.
pub fn tokens(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Token> {
    let Some(file) = snapshot.file(file) else { return Vec::new() };
    let analysis = file.analysis();
    if !analysis.document.role_document && analysis.document.format == Format::Markdown {
        return Vec::new();
    }
    let mut found = Vec::new();
    written_in_the_language(&analysis, &mut found);
    for role in &analysis.document.roles {
        lead_words(&analysis, role, &mut found);
        vague_words(role, &mut found);
    }
    codes(&analysis, &file.settings, &mut found);
    names_and_titles(&analysis, &mut found);
    running_text(&analysis, range, &mut found);
    found.retain(|t| t.range.start < range.end && t.range.end > range.start && !t.range.is_empty());
    apart(&analysis.text, found)
}

/// In order, one line each, and of two that overlap the one whose kind comes first.
fn apart(text: &str, found: Vec<Token>) -> Vec<Token> {
    let mut found: Vec<Token> = found.into_iter().flat_map(|t| lines_of(text, t)).collect();
    found.sort_by_key(|t| (t.range.start, t.kind, std::cmp::Reverse(t.range.end)));
    let mut tokens: Vec<Token> = Vec::with_capacity(found.len());
    for token in found {
        match tokens.last_mut() {
            Some(last) if token.range.start < last.range.end => {
                if token.kind < last.kind {
                    *last = token;
                }
            }
            _ => tokens.push(token),
        }
    }
    tokens
}

fn lines_of(text: &str, token: Token) -> impl Iterator<Item = Token> {
    let mut at = token.range.start;
    token
        .range
        .of(text)
        .split(['\n', '\r'])
        .filter_map(move |line| {
            let start = at + (line.len() - line.trim_start().len()) as u32;
            at += line.len() as u32 + 1;
            let range = TextRange::new(start, start + line.trim().len() as u32);
            (!range.is_empty()).then_some(Token { range, ..token })
        })
        .collect::<Vec<_>>()
        .into_iter()
}

fn token(range: TextRange, kind: TokenKind) -> Token {
    Token { range, kind, defines: false }
}

/// Labels and comments of `.role`; keys of front matter that are ours.
fn written_in_the_language(analysis: &Analysis, found: &mut Vec<Token>) {
    let tree = &analysis.tree;
    for node in &tree.nodes {
        match node.kind {
            NodeKind::Head(_) | NodeKind::Field | NodeKind::Section => {
                let ours = tree.format == Format::Role
                    || node.front_matter
                        && crate::syntax::labels::standard_label(tree.label(node)).is_some_and(|l| l.exact);
                if ours {
                    found.push(token(tree.source_range(node.label), TokenKind::Label));
                }
            }
            NodeKind::Comment if tree.format == Format::Role => found.push(token(node.range, TokenKind::Comment)),
            _ => {}
        }
    }
}

fn lead_words(analysis: &Analysis, role: &Role, found: &mut Vec<Token>) {
    let text: &str = &analysis.text;
    for duty in &role.duties {
        if let Some(share) = &duty.share_given {
            found.push(token(share.range, TokenKind::Share));
        }
        if duty.category.confidence >= 1.0 && !duty.text_range.contains_range(duty.category.range) {
            found.push(token(duty.category.range, TokenKind::LeadWord));
        }
    }
    if analysis.document.format != Format::Role {
        return;
    }
    for contact in role.contacts.iter().filter(|c| c.listed && c.confidence >= 1.0) {
        let item = contact.range.of(text);
        let class = item.rfind(')').and_then(|close| Some((item[..close].rfind('(')? + 1, close)));
        if let Some((open, close)) = class {
            found.push(token(local(contact.range, open, close), TokenKind::LeadWord));
        }
    }
    let lead = |range: TextRange, found: &mut Vec<Token>| {
        let item = range.of(text);
        let Some(colon) = item.find(':') else { return };
        let start = item.find(char::is_alphabetic).unwrap_or(colon).min(colon);
        // A name in a lead word ("with @pm") keeps its own colour.
        let end = item[start..colon].find('@').map_or(colon, |at| start + at);
        found.push(token(local(range, start, end), TokenKind::LeadWord));
    };
    role.decisions.iter().filter(|d| d.confidence >= 1.0).for_each(|d| lead(d.range, found));
    role.measures.iter().filter(|m| m.class_given).for_each(|m| lead(m.range, found));
    for requirement in &role.requirements {
        let item = requirement.range.of(text).trim_start_matches(['-', '*', '•', ' ']).to_ascii_lowercase();
        if item.starts_with("must:") || item.starts_with("nice:") {
            lead(requirement.range, found);
        }
    }
}

fn local(range: TextRange, start: usize, end: usize) -> TextRange {
    TextRange::new(range.start + start as u32, range.start + end as u32)
}

/// Patterns that rules call empty where nothing else is said.
fn vague_words(role: &Role, found: &mut Vec<Token>) {
    let statements = role.purpose.iter().chain(&role.out_of_scope).map(|s| &s.reading);
    for reading in role.duties.iter().map(|d| &d.reading).chain(statements) {
        let vague = reading.signals.iter().filter(|s| {
            matches!(s.signal, Signal::Boundless | Signal::ManyHats | Signal::BareValue | Signal::SpeaksForCustomers)
        });
        found.extend(vague.map(|s| token(s.range, TokenKind::Vague)));
    }
}

fn codes(analysis: &Analysis, settings: &Settings, found: &mut Vec<Token>) {
    let document = &analysis.document;
    let waived = document.roles.iter().flat_map(|r| &r.waivers).flat_map(|w| &w.codes);
    let all = waived.chain(document.suppressions.iter().flat_map(|s| &s.codes));
    // A comment goes on on both sides of a code; Markdown comments are coloured by the editor.
    let shown = all.filter(|c| crate::rules::find_of(settings, &c.value).is_some());
    found.extend(shown.map(|c| token(c.range, TokenKind::Code)));
}

fn names_and_titles(analysis: &Analysis, found: &mut Vec<Token>) {
    for naming in names::namings(&analysis.document, &analysis.text) {
        let sign = u32::from(matches!(naming.written, Written::Reference | Written::Declared));
        let range = TextRange::new(naming.range.start.saturating_sub(sign), naming.range.end);
        if matches!(naming.written, Written::Reference | Written::Declared | Written::Id) {
            let defines = naming.written.defines();
            found.push(Token { range, kind: TokenKind::Name, defines });
        }
    }
    if analysis.document.format == Format::Role {
        let roles = analysis.document.roles.iter().map(|r| r.title.range);
        let titles = roles.chain(analysis.document.units.iter().map(|u| u.title.range));
        found.extend(titles.map(|range| Token { range, kind: TokenKind::Title, defines: true }));
    }
}

/// Terms that stand out in running text: of several words, or acronyms. Single words (user, product, value) are everywhere in a
/// job spec and would drown the rest.
static TERMS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let names = terms().iter().flat_map(|t| std::iter::once(&t.term).chain(&t.aliases));
    let stands_out = |name: &&String| name.contains([' ', '-']) || name.chars().all(|c| !c.is_lowercase());
    let several = |name: &String| Some(format!("{}ies", name.strip_suffix('y')?));
    let patterns = names.filter(stands_out).flat_map(|name| several(name).into_iter().chain([name.clone()]));
    AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(patterns).ok()
});

/// Acronyms are terms in capitals alone.
fn is_term(words: &str) -> bool {
    find_term(words).is_some() || words.strip_suffix("ies").is_some_and(|stem| find_term(&format!("{stem}y")).is_some())
}

/// Terms of the glossary in items and paragraphs that are about the role.
fn running_text(analysis: &Analysis, range: TextRange, found: &mut Vec<Token>) {
    let Some(automaton) = TERMS.as_ref() else { return };
    let text: &str = &analysis.text;
    let about_others = |at: TextRange| {
        let sections = analysis.document.roles.iter().flat_map(|r| &r.sections);
        sections
            .filter(|s| matches!(s.kind, SectionKind::Company | SectionKind::Benefits | SectionKind::Process))
            .any(|s| s.range.contains_range(at))
    };
    for node in &analysis.tree.nodes {
        let is_text = matches!(node.kind, NodeKind::Item(_) | NodeKind::Paragraph | NodeKind::Row { .. });
        let near = node.range.start < range.end && node.range.end > range.start;
        if !is_text || node.front_matter || !near || about_others(node.range) {
            continue;
        }
        let body = node.range.of(text);
        for hit in automaton.find_iter(body) {
            let plural = usize::from(body[hit.end()..].starts_with('s'));
            let (start, end) = (hit.start(), hit.end() + plural);
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '_'));
            let whole = !inside(body[..start].chars().next_back()) && !inside(body[end..].chars().next());
            if whole && body.get(start..end).is_some_and(is_term) {
                found.push(token(local(node.range, start, end), TokenKind::Term));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    fn of(marked: &str) -> Vec<String> {
        let mut made = Marked::new(marked);
        let (_, file, text) = made.files[0].clone();
        let all = tokens(&made.snapshot(), file, TextRange::from_usize(0, text.len()));
        assert!(all.windows(2).all(|w| w[0].range.end <= w[1].range.start), "{all:?}");
        all.iter().map(|t| format!("{:?} {}", t.kind, t.range.of(&text))).collect()
    }

    #[test]
    fn every_word_of_the_language_has_its_kind() {
        let text = "# note\nRole: Owner\nId: po\n\nDuties:\n- 60% backlog: Order the product backlogs with @pm\n- Wear many hats\n\nContacts:\n- nurses (user): every week\n\nDecisions:\n- with @pm: scope\n\nMeasures:\n- outcome: calls\n\nRequirements:\n- must: x\n\nWaivers:\n- PO101: y\n";
        assert_eq!(
            of(text),
            [
                "Comment # note",
                "Label Role",
                "Title Owner",
                "Label Id",
                "Name po",
                "Label Duties",
                "Share 60%",
                "LeadWord backlog",
                "Term product backlogs",
                "Name @pm",
                "Vague Wear many hats",
                "Label Contacts",
                "LeadWord user",
                "Label Decisions",
                "LeadWord with",
                "Name @pm",
                "Label Measures",
                "LeadWord outcome",
                "Label Requirements",
                "LeadWord must",
                "Label Waivers",
                "Code PO101"
            ]
        );
    }

    #[test]
    fn markdown_shows_keys_shares_terms_and_vague_words() {
        let text = "=== a.md\n---\nid: po\ntags: x\n---\n\n# Product Owner\n\n## Responsibilities\n\n- Order the product\n  backlog (30%)\n- Refine user stories\n\n## About us\n\nWe like user stories.\n";
        assert_eq!(of(text), ["Label id", "Name po", "Share 30%", "Term user stories"]);
        assert!(of("=== a.md\n# Shopping\n\n- user stories\n").is_empty());
    }
}

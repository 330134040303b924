//! A document in groups: a heading and what stands below it, up to the next heading; and the lines of every group.

mod lines;
mod naming;

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::{Line, OutlineField};
use crate::knowledge::Kind;
use crate::model::sections::kind_of_heading;
use crate::model::sentence::sentences;
use crate::model::statement::{self, Statement};
use crate::model::{Section, SectionKind};
use crate::syntax::{HeadingStyle, ItemStyle, Node, NodeKind, Tree};
use crate::text::TextRange;

/// A heading (or key of front matter) with what stands below it.
#[derive(Debug)]
pub(super) struct Group {
    /// Node of the heading; `None` for what stands before the first.
    pub heading: Option<usize>,
    /// 0 for keys of front matter and for what has no heading.
    pub level: u8,
    /// What it was found to be.
    pub kind: SectionKind,
    /// Its own words or those of a heading above said so.
    pub stated: bool,
    /// Its heading promises what the role is for, and duties have a list elsewhere: nothing here is a duty.
    pub aim: bool,
    /// First node below the heading, and one past the last.
    pub first: usize,
    pub end: usize,
    /// Lines; parents are indices into this list.
    pub lines: Vec<Line>,
    pub fields: Vec<OutlineField>,
    pub section: Option<Section>,
    /// Lines in a column that a head gives to one of several jobs ("PM", "EM"), with that job.
    pub whose: Vec<(usize, Kind)>,
}

/// Reads the groups of a tree with their lines.
pub(super) fn read(tree: &Tree) -> Vec<Group> {
    let mut groups = split(tree);
    let statements: Vec<Vec<Unit<'_>>> = groups.iter().map(|g| units(tree, g)).collect();
    naming::name(tree, &mut groups, &statements);
    for (group, units) in groups.iter_mut().zip(&statements) {
        lines::write_lines(tree, group, units);
    }
    drop_teasers(tree, &mut groups);
    groups
}

/// Front matter often repeats the first sentences of the body as a teaser: what the body says is not said twice.
fn drop_teasers(tree: &Tree, groups: &mut [Group]) {
    let is_field = |l: &Line| tree.nodes.get(l.node).is_some_and(|n| n.kind == NodeKind::Field);
    if !groups.iter().flat_map(|g| &g.lines).any(is_field) {
        return;
    }
    let text = |l: &Line| {
        let node = tree.nodes.get(l.node)?;
        Some((node, l.local.map_or(tree.text(node), |local| local.of(tree.text(node)))))
    };
    let said: FxHashSet<&str> = groups
        .iter()
        .flat_map(|g| &g.lines)
        .filter_map(text)
        .filter(|(n, _)| !n.front_matter)
        .map(|(_, t)| t)
        .collect();
    for group in groups {
        group.lines.retain(|l| text(l).is_none_or(|(n, t)| n.kind != NodeKind::Field || !said.contains(t)));
    }
}

fn level_of(tree: &Tree, index: usize, node: &Node) -> Option<u8> {
    match node.kind {
        NodeKind::Heading { level, .. } => Some(level),
        NodeKind::Section => Some(0),
        // The last bullet of a list may introduce the text that follows it.
        NodeKind::Item(_) if node.depth == 0 && !node.front_matter && tree.text(node).ends_with(':') => {
            tree.nodes.get(index + 1).is_some_and(|n| n.kind == NodeKind::Paragraph && n.depth == 0).then_some(LEAD_IN)
        }
        // "2. Key duties" is an item for CommonMark; where clauses stand right below it, it was meant as their heading.
        NodeKind::Item(ItemStyle::Ordered) if node.depth == 0 && !node.front_matter => {
            let next = tree.nodes.get(index + 1);
            let clauses = next.is_some_and(|n| n.kind == NodeKind::Item(ItemStyle::Loose) && n.depth == 0);
            let text = tree.text(node);
            let short = text.split_whitespace().nth(4).is_none() && !text.ends_with('.');
            let named = || kind_of_heading(text).is_some_and(|k| k.main && k.kind != SectionKind::Unknown);
            (clauses && short && named()).then_some(LEAD_IN)
        }
        _ => None,
    }
}

/// Level of a line that leads in, as the reader gives it to bold and colon headings.
const LEAD_IN: u8 = 7;

/// Whether a heading is a sentence that introduces the list below it, and nothing after that list.
fn leads_one_list(tree: &Tree, heading: usize) -> bool {
    tree.nodes.get(heading).is_some_and(|n| {
        !matches!(n.kind, NodeKind::Heading { style, .. } if style != HeadingStyle::Colon)
            && n.kind != NodeKind::Section
            && tree.text(n).split_whitespace().nth(4).is_some()
    })
}

fn split(tree: &Tree) -> Vec<Group> {
    let group = |heading: Option<usize>, level, first| Group {
        heading,
        level,
        kind: SectionKind::Unknown,
        stated: false,
        aim: false,
        first,
        end: first,
        lines: Vec::new(),
        fields: Vec::new(),
        section: None,
        whose: Vec::new(),
    };
    let mut groups = vec![group(None, 0, 0)];
    let mut in_front_matter = false;
    for (i, node) in tree.nodes.iter().enumerate() {
        // The body starts a group of its own, and so does a plain entry after a list in front matter.
        let leaves = in_front_matter && !node.front_matter
            || node.front_matter && node.kind == NodeKind::Field && groups.last().is_some_and(|g| g.heading.is_some());
        in_front_matter = node.front_matter;
        // The list that a sentence introduced is over.
        let after_list = node.kind == NodeKind::Paragraph
            && node.depth == 0
            && i > 0
            && matches!(tree.nodes[i - 1].kind, NodeKind::Item(_))
            && groups.last().is_some_and(|g| g.heading.is_some_and(|h| h + 1 < i && leads_one_list(tree, h)));
        let leaves = leaves || after_list;
        if let Some(level) = level_of(tree, i, node) {
            groups.push(group(Some(i), level, i + 1));
        } else if leaves {
            groups.push(group(None, 0, i));
        }
        if let Some(last) = groups.last_mut() {
            last.end = i + 1;
        }
    }
    groups
}

/// One statement with its place.
pub(super) struct Unit<'a> {
    node: usize,
    local: Option<TextRange>,
    text: &'a str,
    /// What it reads like; see [`Unit::statement`].
    statement: OnceCell<Statement>,
    /// Column of a table, from 0.
    column: Option<usize>,
    /// A sentence of running text.
    prose: bool,
}

impl<'a> Unit<'a> {
    fn new(node: usize, text: &'a str, local: Option<std::ops::Range<usize>>, prose: bool) -> Self {
        let text = local.clone().map_or(text, |range| text.get(range).unwrap_or(""));
        let local = local.map(|range| TextRange::from_usize(range.start, range.end));
        Unit { node, local, text, statement: OnceCell::new(), column: None, prose }
    }

    /// What it reads like. Found out when first asked for: below a heading that says what stands there, hardly anybody asks.
    fn statement(&self) -> &Statement {
        self.statement
            .get_or_init(|| if self.prose { statement::read_sentence(self.text) } else { statement::read(self.text) })
    }
}

fn units<'a>(tree: &'a Tree, group: &Group) -> Vec<Unit<'a>> {
    let mut units = Vec::with_capacity(group.end - group.first);
    for index in group.first..group.end {
        let Some(node) = tree.nodes.get(index) else { break };
        let text = tree.text(node);
        match node.kind {
            NodeKind::Item(_) => units.push(Unit::new(index, text, None, false)),
            NodeKind::Paragraph | NodeKind::Field => {
                units.extend(sentences(text).into_iter().map(|range| Unit::new(index, text, Some(range), true)));
            }
            NodeKind::Row { header: false } => cells(text, |column, range| {
                units.push(Unit { column: Some(column), ..Unit::new(index, text, Some(range), false) });
            }),
            _ => {}
        }
    }
    units
}

/// Cells of a row and lines within them, without list marks.
fn cells(text: &str, mut each: impl FnMut(usize, std::ops::Range<usize>)) {
    let mut at = 0;
    for (column, cell) in text.split(" | ").enumerate() {
        let mut line_at = at;
        for line in cell.split('\n') {
            let skip = line.len() - line.trim_start_matches(['•', '-', '*', '–', ' ', '▪', '●', '|']).len();
            let body = line.get(skip..).unwrap_or("").trim_end_matches([' ', '|']);
            if body.chars().any(char::is_alphanumeric) {
                each(column, line_at + skip..line_at + skip + body.len());
            }
            line_at += line.len() + 1;
        }
        at += cell.len() + 3;
    }
}

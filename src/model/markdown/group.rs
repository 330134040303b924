//! A document in groups: a heading and what stands below it, up to the next heading; and the lines of every group.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Line, OutlineField, Part};
use crate::model::sections::{HeadingKind, heading_words, kind_of_heading, kind_of_words};
use crate::model::sentence::sentences;
use crate::model::statement::{self, Opener, Statement};
use crate::model::{Section, SectionKind};
use crate::syntax::{HeadingStyle, Node, NodeKind, Tree};
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
    /// First node below the heading, and one past the last.
    pub first: usize,
    pub end: usize,
    /// Lines; parents are indices into this list.
    pub lines: Vec<Line>,
    pub fields: Vec<OutlineField>,
    pub section: Option<Section>,
}

/// What is open above a group.
struct Open {
    level: u8,
    kind: SectionKind,
    stated: bool,
    /// It is the title of a role at the same time ("Product owner responsibilities").
    titled: bool,
}

/// Reads the groups of a tree with their lines.
pub(super) fn read(tree: &Tree) -> Vec<Group> {
    let mut groups = split(tree);
    let statements: Vec<Vec<Unit>> = groups.iter().map(|g| units(tree, g)).collect();
    name(tree, &mut groups, &statements);
    for (group, units) in groups.iter_mut().zip(&statements) {
        write_lines(tree, group, units);
    }
    drop_teasers(tree, &mut groups);
    groups
}

/// Front matter often repeats the first sentences of the body as a teaser: what the body says is not said twice.
fn drop_teasers(tree: &Tree, groups: &mut [Group]) {
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
        first,
        end: first,
        lines: Vec::new(),
        fields: Vec::new(),
        section: None,
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
pub(super) struct Unit {
    node: usize,
    local: Option<TextRange>,
    statement: Statement,
    /// Column of a table, from 0.
    column: Option<usize>,
    prose: bool,
}

fn units(tree: &Tree, group: &Group) -> Vec<Unit> {
    let mut units = Vec::new();
    for index in group.first..group.end {
        let Some(node) = tree.nodes.get(index) else { break };
        let text = tree.text(node);
        match node.kind {
            NodeKind::Item(_) => {
                units.push(Unit {
                    node: index,
                    local: None,
                    statement: statement::read(text),
                    column: None,
                    prose: false,
                });
            }
            NodeKind::Paragraph => {
                for range in sentences(text) {
                    let local = Some(TextRange::from_usize(range.start, range.end));
                    let statement = statement::read_sentence(text.get(range).unwrap_or(""));
                    units.push(Unit { node: index, local, statement, column: None, prose: true });
                }
            }
            NodeKind::Field => {
                for range in sentences(text) {
                    let local = Some(TextRange::from_usize(range.start, range.end));
                    let statement = statement::read_sentence(text.get(range).unwrap_or(""));
                    units.push(Unit { node: index, local, statement, column: None, prose: true });
                }
            }
            NodeKind::Row { header: false } => cells(text, |column, range| {
                let local = Some(TextRange::from_usize(range.start, range.end));
                let statement = statement::read(text.get(range).unwrap_or(""));
                units.push(Unit { node: index, local, statement, column: Some(column), prose: false });
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

/// Decides what every group is: by its words, by what stands above, by its content.
fn name(tree: &Tree, groups: &mut [Group], units: &[Vec<Unit>]) {
    let mut open: Vec<Open> = Vec::new();
    let mut body = false;
    let pool = pool(tree, groups, units);
    let duties_stated = groups.iter().zip(units).any(|(g, u)| {
        let known = g.heading.and_then(|h| tree.nodes.get(h)).and_then(|n| heading_kind(tree, n));
        known.is_some_and(|k| k.kind == SectionKind::Duties) && u.iter().filter(|u| !u.prose).count() >= 3
    });
    for (group, units) in groups.iter_mut().zip(units) {
        let node = group.heading.and_then(|h| tree.nodes.get(h));
        let front_matter = tree.nodes.get(group.heading.unwrap_or(group.first)).is_some_and(|n| n.front_matter);
        if !front_matter && !body {
            body = true;
            open.clear();
        }
        let Some(node) = node else {
            if front_matter {
                open.clear();
            }
            open.retain(|o| o.level < LEAD_IN);
            if let Some(above) = open.last() {
                group.kind = above.kind;
                group.stated = above.stated;
                group.level = LEAD_IN;
            }
            continue;
        };
        while open.last().is_some_and(|o| o.level >= group.level) {
            open.pop();
        }
        let above = open.last().filter(|o| o.stated && !matches!(o.kind, SectionKind::Unknown | SectionKind::Purpose));
        let title = title_kind(tree, node);
        let words = if title { None } else { heading_kind(tree, node) };
        let own = words.filter(|w| {
            w.kind != SectionKind::Unknown
                && (above.is_none() || w.main || above.is_some_and(|a| a.kind == w.kind) || lead_in(tree, node))
        });
        // Key lists of the same name in front matter (one for every level) are one list.
        let pooled = pool.get(tree.label(node)).filter(|_| front_matter);
        let shares = Shares::of(units);
        let below_duties = above.is_some_and(|a| a.kind == SectionKind::Duties && !a.titled);
        if let Some(own) = own {
            group.kind = own.kind;
            group.stated = true;
            let content = match own.kind {
                SectionKind::Company
                | SectionKind::Purpose
                | SectionKind::WorksWith
                | SectionKind::Contacts
                | SectionKind::Sources => shares.done >= 0.6,
                SectionKind::Requirements | SectionKind::Measures => below_duties && shares.plain >= 0.75,
                SectionKind::Benefits => below_duties && shares.plain >= 0.9,
                _ => false,
            };
            if own.kind == SectionKind::Duties && shares.asked >= 0.5 && shares.listed >= 3 {
                group.kind = SectionKind::Requirements;
            }
            if content && shares.listed >= 3 {
                group.kind = SectionKind::Duties;
                group.stated = below_duties;
            }
        } else if let Some(above) = above {
            group.kind = above.kind;
            group.stated = true;
            if above.kind == SectionKind::Company && shares.done >= 0.6 && shares.listed >= 3 {
                group.kind = SectionKind::Duties;
                group.stated = false;
            }
        } else {
            group.kind = match pooled {
                Some(kind) => *kind,
                None => vote(&units.iter().collect::<Vec<_>>(), words.is_some(), duties_stated, front_matter),
            };
        }
        let titled = crate::knowledge::kind_of_title(tree.text(node)).is_some();
        open.push(Open { level: group.level, kind: group.kind, stated: group.stated, titled });
    }
    // What stands before the first heading, and what follows front matter.
    for (group, units) in groups.iter_mut().zip(units) {
        if group.heading.is_none() && group.level == 0 {
            let listed = units.iter().filter(|u| !u.prose).count();
            if listed >= 3 {
                group.kind = vote(
                    &units.iter().collect::<Vec<_>>(),
                    false,
                    duties_stated,
                    tree.nodes.get(group.first).is_some_and(|n| n.front_matter),
                );
            }
        }
    }
}

/// Shares of the listed lines of a group that read as duties.
struct Shares {
    listed: usize,
    /// All of them.
    done: f32,
    /// In the imperative or the third person: what candidates are asked for hardly ever stands so.
    plain: f32,
    /// What candidates are asked for.
    asked: f32,
}

impl Shares {
    fn of(units: &[Unit]) -> Shares {
        let listed: Vec<&Statement> =
            units.iter().filter(|u| !u.prose && u.statement.words >= 3).map(|u| &u.statement).collect();
        let count = listed.len().max(1) as f32;
        let share = |test: &dyn Fn(&Statement) -> bool| {
            listed.iter().filter(|s| s.duty >= 0.6 && s.duty > s.against() && test(s)).count() as f32 / count
        };
        Shares {
            listed: listed.len(),
            done: share(&|s| s.verb_first),
            asked: listed.iter().filter(|s| s.requirement >= 0.85 && s.duty <= 0.3).count() as f32 / count,
            plain: share(&|s| matches!(s.opener, Opener::Base | Opener::Third)),
        }
    }
}

/// What lists of the same key are together, for keys that stand in front matter more than once.
fn pool(tree: &Tree, groups: &[Group], units: &[Vec<Unit>]) -> FxHashMap<String, SectionKind> {
    let mut lists: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, group) in groups.iter().enumerate() {
        if let Some(node) = group.heading.and_then(|h| tree.nodes.get(h)).filter(|n| n.kind == NodeKind::Section) {
            lists.entry(tree.label(node)).or_default().push(i);
        }
    }
    let together = |own: &[usize]| own.iter().filter_map(|&i| units.get(i)).flatten().collect::<Vec<_>>();
    lists
        .into_iter()
        .filter(|(_, own)| own.len() > 1)
        .map(|(label, own)| (label.to_owned(), vote(&together(&own), true, false, true)))
        .collect()
}

/// Whether a heading is the title of a role and nothing else: its words name no section then.
fn title_kind(tree: &Tree, node: &Node) -> bool {
    matches!(node.kind, NodeKind::Heading { .. }) && super::title::is_role_title(tree.text(node)).is_some()
}

fn lead_in(tree: &Tree, node: &Node) -> bool {
    matches!(node.kind, NodeKind::Heading { style: HeadingStyle::Colon, .. }) && tree.text(node).ends_with(':')
}

/// What a heading or a key says by its words.
fn heading_kind(tree: &Tree, node: &Node) -> Option<HeadingKind> {
    if node.kind == NodeKind::Section {
        return key_kind(tree.label(node));
    }
    let text = tree.text(node);
    let mut kind = kind_of_heading(text)?;
    // A whole sentence is no heading; its first words may be.
    if lead_in(tree, node) && !kind.main {
        let read = statement::read(text.trim_end_matches(':'));
        kind.main = kind.words >= 2 || read.duty < 0.5;
    }
    Some(kind)
}

/// What a dotted key of front matter says: the last part that is known.
pub(super) fn key_kind(label: &str) -> Option<HeadingKind> {
    label.rsplit('.').find_map(|part| kind_of_words(&heading_words(&part.replace(['_', '-'], " "))).filter(|k| k.main))
}

/// What lines without a telling heading are, by majority.
fn vote(units: &[&Unit], promised: bool, duties_stated: bool, front_matter: bool) -> SectionKind {
    let listed: Vec<&Statement> =
        units.iter().filter(|u| !u.prose && u.statement.words >= 3).map(|u| &u.statement).collect();
    if listed.len() < if front_matter { 3 } else { 2 } {
        return SectionKind::Unknown;
    }
    let count = listed.len() as f32;
    let mean = |figure: fn(&Statement) -> f32| listed.iter().map(|s| figure(s)).sum::<f32>() / count;
    let share = listed.iter().filter(|s| s.duty >= 0.6 && s.duty > s.against()).count() as f32 / count;
    let needed = match (promised, duties_stated || front_matter) {
        (true, _) => 0.34,
        (false, true) => 0.7,
        (false, false) => 0.5,
    };
    if share >= needed && mean(|s| s.duty) > mean(|s| s.against()) {
        return SectionKind::Duties;
    }
    let figures: [(fn(&Statement) -> f32, SectionKind); 4] = [
        (|s| s.requirement, SectionKind::Requirements),
        (|s| s.benefit, SectionKind::Benefits),
        (|s| s.company, SectionKind::Company),
        (|s| s.process, SectionKind::Process),
    ];
    let best = figures.into_iter().map(|(f, kind)| (mean(f), kind)).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((figure, kind)) if figure >= 0.35 => kind,
        _ => SectionKind::Unknown,
    }
}

fn write_lines(tree: &Tree, group: &mut Group, units: &[Unit]) {
    let heading = group.heading.and_then(|h| tree.nodes.get(h).map(|n| (h, n)));
    if let Some((index, node)) = heading {
        let end = group.end.checked_sub(1).and_then(|i| tree.nodes.get(i)).map_or(node.range.end, |n| n.range.end);
        let content: Vec<NodeKind> =
            tree.nodes[group.first..group.end].iter().map(|n| n.kind).filter(|k| *k != NodeKind::Comment).collect();
        let label = if node.kind == NodeKind::Section { tree.label(node) } else { tree.text(node) };
        group.section = Some(Section {
            kind: group.kind,
            label: label.trim_end_matches(':').trim().to_owned(),
            heading: node.range,
            range: TextRange::new(node.range.start, end),
            kept_elsewhere: !content.is_empty() && content.iter().all(|k| *k == NodeKind::Template),
        });
        heading_duty(tree, group, index);
    }
    let headers = header_kinds(tree, group);
    let listed = units.iter().any(|u| !u.prose && u.column.is_none());
    // Lines by depth that nested ones belong to.
    let mut parents: Vec<(u8, usize)> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        let Some(node) = tree.nodes.get(unit.node) else { continue };
        let line = match node.kind {
            NodeKind::Item(_) => {
                while parents.last().is_some_and(|p| p.0 >= node.depth) {
                    parents.pop();
                }
                let nested = tree.nodes.get(unit.node + 1).is_some_and(|n| {
                    matches!(n.kind, NodeKind::Item(_)) && n.depth > node.depth && unit.node + 1 < group.end
                });
                let parent = parents.last().map(|p| p.1);
                if group.kind != SectionKind::Duties
                    && let Some((words, at)) = label_line(tree.text(node)).filter(|_| !node.front_matter)
                {
                    let value = Some(TextRange::new(at, node.text.end - node.text.start));
                    group.fields.push(OutlineField { key: words.join(" "), node: unit.node, value });
                }
                let line = item_line(tree, group, unit, nested, parent);
                parents.push((node.depth, group.lines.len()));
                Some(line)
            }
            NodeKind::Field => field_line(tree, group, unit),
            NodeKind::Row { .. } => cell_line(group, unit, unit.column.and_then(|c| headers.get(c).copied().flatten())),
            NodeKind::Paragraph if node.depth > 0 && !parents.is_empty() => {
                let parent = parents.iter().rev().find(|p| p.0 < node.depth).map(|p| p.1);
                let section = parent.and_then(|p| group.lines.get(p)).map_or(group.kind, |l| l.section);
                Some(Line {
                    node: unit.node,
                    local: unit.local,
                    section,
                    confidence: 0.6,
                    under_heading: group.stated,
                    part: Part::Detail,
                    parent,
                })
            }
            _ => {
                let first = i == 0 || units[i - 1].node != unit.node;
                sentence_line(tree, group, unit, listed, first)
            }
        };
        if let Some(line) = line {
            group.lines.push(line);
        }
    }
}

/// A heading below a duty heading may be a duty itself ("Objective 2: You coach the crews").
fn heading_duty(tree: &Tree, group: &mut Group, index: usize) {
    let Some(node) = tree.nodes.get(index) else { return };
    let text = tree.text(node);
    if group.kind != SectionKind::Duties
        || !group.stated
        || node.kind == NodeKind::Section
        || text.trim_end().ends_with(':')
    {
        return;
    }
    let read = statement::read(text);
    if read.verb_first && read.words >= 5 && read.duty > read.against() && !text.trim_end().ends_with('?') {
        let own = kind_of_heading(text).is_some_and(|k| k.main && k.kind != SectionKind::Unknown);
        if !own {
            group.lines.push(Line {
                node: index,
                local: None,
                section: SectionKind::Duties,
                confidence: 0.7,
                under_heading: true,
                part: Part::Statement,
                parent: None,
            });
        }
    }
}

fn item_line(tree: &Tree, group: &Group, unit: &Unit, nested: bool, parent: Option<usize>) -> Line {
    let s = &unit.statement;
    let text = tree.nodes.get(unit.node).map_or("", |n| tree.text(n));
    let above = parent.and_then(|p| group.lines.get(p));
    let mut line = Line {
        node: unit.node,
        local: None,
        section: group.kind,
        confidence: if group.stated { 0.95 } else { 0.7 },
        under_heading: group.stated,
        part: Part::Statement,
        parent,
    };
    if let Some(above) = above {
        line.section = above.section;
    }
    let leads = text.trim_end().ends_with(':') || nested && !(s.verb_first && s.words >= 4) && s.words <= 8;
    if leads && (nested || text.trim_end().ends_with(':')) {
        line.part = Part::LeadIn;
        // The lead may name a part of its own ("You bring:").
        if let Some(kind) = kind_of_heading(text)
            .filter(|k| k.main && k.kind != SectionKind::Unknown && group.kind != SectionKind::Duties)
        {
            line.section = kind.kind;
        }
        return line;
    }
    if above.is_some_and(|a| a.part != Part::LeadIn) && !(s.verb_first && s.words >= 4) {
        line.part = Part::Detail;
        return line;
    }
    if line.section == SectionKind::Duties {
        // Even below a duty heading, "5 years of experience" is asked, not done.
        if s.duty <= 0.3 && s.requirement >= if group.stated { 0.95 } else { 0.7 } {
            line.section = SectionKind::Requirements;
            line.confidence = 0.6;
        } else if !group.stated {
            line.confidence = (0.4 + s.duty * 0.4).clamp(0.4, 0.8);
        }
    } else if line.section == SectionKind::Unknown
        && s.duty >= 0.75
        && s.verb_first
        && s.duty > s.against() + 0.3
        && s.words >= 4
    {
        line.confidence = 0.4;
    }
    line
}

fn sentence_line(tree: &Tree, group: &mut Group, unit: &Unit, listed: bool, first: bool) -> Option<Line> {
    let s = &unit.statement;
    let node = tree.nodes.get(unit.node)?;
    let local = unit.local?;
    let text = tree.text(node).get(local.start as usize..local.end as usize)?;
    let mut line = Line {
        node: unit.node,
        local: unit.local,
        section: group.kind,
        confidence: if group.stated { 0.8 } else { 0.5 },
        under_heading: group.stated,
        part: Part::Statement,
        parent: None,
    };
    // "Requirements: ..." on one line, and lines that are fields.
    if first && let Some((words, at)) = label_line(text) {
        let at = local.start + at;
        let value = Some(TextRange::new(at, node.text.end - node.text.start));
        group.fields.push(OutlineField { key: words.join(" "), node: unit.node, value });
        if let Some(kind) = kind_of_words(&words).filter(|k| k.main && k.kind != SectionKind::Unknown) {
            line.section = kind.kind;
            line.local = Some(TextRange::new(at, local.end));
            return Some(line);
        }
    }
    if text.trim_end().ends_with(':') {
        line.part = Part::LeadIn;
        return Some(line);
    }
    let duty = s.duty > s.against();
    match group.kind {
        SectionKind::Duties => {
            let enough = if listed || !group.stated { 0.6 } else { 0.45 };
            if !(duty && s.duty >= enough) {
                line.section = SectionKind::Unknown;
                line.confidence = 0.5;
            } else {
                line.confidence = s.duty.min(0.9);
            }
        }
        // An imperative or a gerund in running text speaks to the reader or is a subject.
        SectionKind::Purpose | SectionKind::Unknown
            if duty && s.duty >= 0.7 && !matches!(s.opener, Opener::Base | Opener::Gerund) =>
        {
            line.section = SectionKind::Duties;
            line.confidence = s.duty * 0.85;
            line.under_heading = false;
        }
        SectionKind::Company | SectionKind::Requirements
            if duty && s.duty >= 0.8 && s.verb_first && s.opener == Opener::Subject =>
        {
            line.section = SectionKind::Duties;
            line.confidence = 0.55;
            line.under_heading = false;
        }
        _ => {}
    }
    Some(line)
}

/// Words of the label and the place of the value, for a line like "Reports to: Head of Product".
fn label_line(text: &str) -> Option<(Vec<String>, u32)> {
    let (label, value) = text.split_once(':')?;
    let value = value.trim_start();
    let short = !value.is_empty() && label.split_whitespace().nth(5).is_none();
    short.then(|| (heading_words(label), (text.len() - value.len()) as u32))
}

/// Entries of front matter are fields; a long value under a telling key is a statement too.
fn field_line(tree: &Tree, group: &mut Group, unit: &Unit) -> Option<Line> {
    let node = tree.nodes.get(unit.node)?;
    let label = tree.label(node);
    if unit.local.is_none_or(|l| l.start == 0) {
        group.fields.push(OutlineField {
            key: label.replace(['_', '-'], " ").to_lowercase(),
            node: unit.node,
            value: None,
        });
    }
    let kind = key_kind(label)?;
    if unit.statement.words < 4 || kind.kind == SectionKind::Unknown {
        return None;
    }
    let s = &unit.statement;
    let section = match kind.kind {
        SectionKind::Duties if s.duty > s.against() || label.contains('.') => SectionKind::Duties,
        SectionKind::Duties => SectionKind::Unknown,
        SectionKind::Purpose if s.duty >= 0.75 && s.duty > s.against() => SectionKind::Duties,
        other => other,
    };
    Some(Line {
        node: unit.node,
        local: unit.local,
        section,
        confidence: 0.7,
        under_heading: kind.kind == SectionKind::Duties,
        part: Part::Statement,
        parent: None,
    })
}

fn cell_line(group: &Group, unit: &Unit, column: Option<SectionKind>) -> Option<Line> {
    let s = &unit.statement;
    let kind = match column {
        Some(kind) => kind,
        None => group.kind,
    };
    let duty = s.duty > s.against() && s.words >= 3;
    let section = match kind {
        // Below a duty heading the first column may only name topics; what the others say is done.
        SectionKind::Duties
            if duty && s.duty >= 0.45
                || s.words >= if unit.column == Some(0) { 6 } else { 4 } && s.duty >= s.against() =>
        {
            SectionKind::Duties
        }
        SectionKind::Duties | SectionKind::Unknown if duty && s.verb_first && s.words >= 4 => SectionKind::Duties,
        SectionKind::Duties => SectionKind::Unknown,
        // A ladder in columns tells what people do, whatever the row is called.
        SectionKind::Requirements if duty && s.opener == Opener::Third && s.requirement <= 0.35 && s.words >= 4 => {
            SectionKind::Duties
        }
        other => other,
    };
    Some(Line {
        node: unit.node,
        local: unit.local,
        section,
        confidence: if group.stated || column.is_some() { 0.8 } else { 0.6 },
        under_heading: group.stated || column.is_some(),
        part: if s.words < 3 { Part::LeadIn } else { Part::Statement },
        parent: None,
    })
}

/// What the columns of a table are, by the words of its head.
fn header_kinds(tree: &Tree, group: &Group) -> Vec<Option<SectionKind>> {
    let header = tree.nodes[group.first..group.end].iter().find(|n| n.kind == NodeKind::Row { header: true });
    let Some(header) = header else { return Vec::new() };
    tree.text(header)
        .split(" | ")
        .map(|cell| kind_of_heading(cell).filter(|k| k.main && k.kind != SectionKind::Unknown).map(|k| k.kind))
        .collect()
}

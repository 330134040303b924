//! The lines of a group: statements, lead-ins, details.

use super::naming::key_kind;
use super::{Group, Unit};
use crate::knowledge::{Kind, kind_of_title};
use crate::model::item::is_nice_to_have;
use crate::model::markdown::title::is_role_title;
use crate::model::markdown::{Line, OutlineField, Part};
use crate::model::sections::kind_of_heading;
use crate::model::statement::{self, Opener};
use crate::model::words::Words;
use crate::model::{Section, SectionKind};
use crate::syntax::{ItemStyle, NodeKind, Tree};
use crate::text::TextRange;

pub(super) fn write_lines(tree: &Tree, group: &mut Group, units: &[Unit<'_>]) {
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
    let jobs = header_jobs(tree, group);
    // "Calls answered the same day | 9 in 10": a row of measures is one, its figure in another cell.
    let whole_rows = group.kind == SectionKind::Measures && headers.iter().flatten().all(|k| *k == group.kind);
    let listed = units.iter().any(|u| !u.prose && u.column.is_none());
    if matches!(group.kind, SectionKind::Unknown | SectionKind::Purpose) {
        let rows = (group.first..group.end)
            .filter(|&n| tree.nodes.get(n).is_some_and(|n| matches!(n.kind, NodeKind::Row { .. })));
        let fields: Vec<OutlineField> = rows.filter_map(|n| field_of_row(tree, n)).collect();
        group.fields.extend(fields);
    }
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
                if matches!(group.kind, SectionKind::Unknown | SectionKind::Purpose)
                    && let Some((label, at)) = label_line(tree.text(node)).filter(|_| !node.front_matter)
                {
                    let value = TextRange::new(at, node.text.end - node.text.start);
                    if is_field_value(value.of(tree.text(node))) {
                        group.fields.push(OutlineField {
                            key: Words::of(label).list().join(" "),
                            node: unit.node,
                            value: Some(value),
                        });
                    }
                }
                let line = item_line(tree, group, unit, nested, parent);
                parents.push((node.depth, group.lines.len()));
                Some(line)
            }
            NodeKind::Field => field_line(tree, group, unit),
            NodeKind::Row { .. } if whole_rows => {
                let first = i == 0 || units[i - 1].node != unit.node;
                let last = units[i..].iter().take_while(|u| u.node == unit.node).last();
                first.then(|| measure_row(group, unit, last.unwrap_or(unit)))
            }
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
            let column = match node.kind {
                NodeKind::Item(ItemStyle::Cell { column }) => Some(usize::from(column)),
                _ => unit.column,
            };
            if let Some(job) = column.and_then(|c| jobs.get(c).copied().flatten()) {
                group.whose.push((group.lines.len(), job));
            }
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

fn item_line(tree: &Tree, group: &Group, unit: &Unit<'_>, nested: bool, parent: Option<usize>) -> Line {
    let s = || unit.statement();
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
    let leads = text.trim_end().ends_with(':') || nested && !(s().verb_first && s().words >= 4) && s().words <= 8;
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
    if above.is_some_and(|a| a.part != Part::LeadIn) && !(s().verb_first && s().words >= 4) {
        line.part = Part::Detail;
        return line;
    }
    if line.section == SectionKind::Duties {
        // Even below a duty heading, "5 years of experience" is asked, not done.
        let asked = if group.stated { 0.95 } else { 0.7 };
        if (!group.stated || statement::opens_as_requirement(text)) && s().duty <= 0.3 && s().requirement >= asked {
            line.section = SectionKind::Requirements;
            line.confidence = 0.6;
        } else if !group.stated {
            line.confidence = (0.4 + s().duty * 0.4).clamp(0.4, 0.8);
        }
    } else if line.section == SectionKind::Unknown
        && s().duty >= 0.75
        && s().verb_first
        && s().duty > s().against() + 0.3
        && s().words >= 4
    {
        line.confidence = 0.4;
    }
    line
}

fn sentence_line(tree: &Tree, group: &mut Group, unit: &Unit<'_>, listed: bool, first: bool) -> Option<Line> {
    let s = unit.statement();
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
    // "Requirements: ..." on one line, and lines that are fields, also one below the other.
    let whole = tree.text(node);
    let opens_line = first || whole.as_bytes().get((local.start as usize).wrapping_sub(1)) == Some(&b'\n');
    if opens_line && let Some((label, at)) = label_line(text) {
        let at = local.start + at;
        let line_end = whole.get(at as usize..).and_then(|rest| rest.find('\n')).map(|length| at + length as u32);
        let value = TextRange::new(at, line_end.unwrap_or(node.text.end - node.text.start));
        if is_field_value(value.of(tree.text(node))) {
            group.fields.push(OutlineField {
                key: Words::of(label).list().join(" "),
                node: unit.node,
                value: Some(value),
            });
        }
        if let Some(kind) = kind_of_heading(label).filter(|k| k.main && k.kind != SectionKind::Unknown) {
            line.section = kind.kind;
            // "Nice to have: ..." says how much it is wanted.
            let start = if is_nice_to_have(label) { local.start } else { at };
            line.local = Some(TextRange::new(start, local.end));
            return Some(line);
        }
    }
    if text.trim_end().ends_with(':') {
        line.part = Part::LeadIn;
        return Some(line);
    }
    // "Nordlys · Trondheim · full-time" right below the title.
    let below_title = group.kind == SectionKind::Unknown
        && group.heading.and_then(|h| tree.nodes.get(h)).is_some_and(|h| is_role_title(tree.text(h)).is_some());
    if below_title && group.lines.is_empty() && s.duty < 0.5 && statement::says_where_the_work_is(text) {
        group.fields.push(OutlineField { key: "location".to_owned(), node: unit.node, value: Some(local) });
    }
    if statement::tells_success(text)
        && matches!(group.kind, SectionKind::Purpose | SectionKind::Unknown | SectionKind::Duties)
    {
        line.section = SectionKind::Measures;
        line.confidence = 0.7;
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
        SectionKind::Purpose if group.aim => {}
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

/// The label and the place of the value, for a line like "Reports to: Head of Product".
fn label_line(text: &str) -> Option<(&str, u32)> {
    let (label, value) = text.split_once(':')?;
    let value = value.trim_start();
    let short =
        !value.is_empty() && label.split_whitespace().nth(5).is_none() && value.split_whitespace().nth(60).is_none();
    short.then_some((label, (text.len() - value.len()) as u32))
}

/// The value of a label line is a name or a figure, not a text.
fn is_field_value(value: &str) -> bool {
    value.split_whitespace().nth(12).is_none()
}

/// Entries of front matter are fields; a long value under a telling key is a statement too.
fn field_line(tree: &Tree, group: &mut Group, unit: &Unit<'_>) -> Option<Line> {
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
    if unit.statement().words < 4 || kind.kind == SectionKind::Unknown {
        return None;
    }
    let s = unit.statement();
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

fn cell_line(group: &Group, unit: &Unit<'_>, column: Option<SectionKind>) -> Option<Line> {
    let s = unit.statement();
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

/// A row of a table of measures, from its first cell to its last.
fn measure_row(group: &Group, first: &Unit<'_>, last: &Unit<'_>) -> Line {
    let span = |from: TextRange, to: TextRange| TextRange::new(from.start, to.end);
    Line {
        node: first.node,
        local: first.local.zip(last.local).map(|(from, to)| span(from, to)),
        section: group.kind,
        confidence: 0.8,
        under_heading: group.stated,
        part: Part::Statement,
        parent: None,
    }
}

/// A row of two cells that says something of the job ("Reports to | Head of Permits"), above all sections.
fn field_of_row(tree: &Tree, node: usize) -> Option<OutlineField> {
    let text = tree.nodes.get(node).map(|n| tree.text(n))?;
    let (label, value) = text.split_once(" | ")?;
    let named = !value.trim().is_empty() && !value.contains(" | ") && label.split_whitespace().nth(4).is_none();
    (named && is_field_value(value)).then(|| OutlineField {
        key: Words::of(label).list().join(" "),
        node,
        value: Some(TextRange::from_usize(label.len() + 3, text.len())),
    })
}

/// The cells of the head of a group's table.
fn head_cells<'a>(tree: &'a Tree, group: &Group) -> impl Iterator<Item = &'a str> + use<'a> {
    let header = tree.nodes[group.first..group.end].iter().find(|n| n.kind == NodeKind::Row { header: true });
    header.into_iter().flat_map(|h| tree.text(h).split(" | "))
}

/// The jobs between which a table divides the work, by the words of its head; nothing where it names fewer than two.
fn header_jobs(tree: &Tree, group: &Group) -> Vec<Option<Kind>> {
    let jobs: Vec<Option<Kind>> = head_cells(tree, group).map(job_of).collect();
    let mut named = jobs.iter().flatten();
    let first = named.next();
    if named.any(|job| Some(job) != first) { jobs } else { Vec::new() }
}

/// The job a head names, in words or by its usual letters; beside another job these are plain.
fn job_of(cell: &str) -> Option<Kind> {
    let first = cell.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty())?;
    match first.trim_end_matches('s') {
        "PM" => Some(Kind::ProductManager),
        "PO" => Some(Kind::ProductOwner),
        "EM" => Some(Kind::EngineeringManager),
        "SM" => Some(Kind::ScrumMaster),
        "BA" => Some(Kind::BusinessAnalyst),
        _ => kind_of_title(cell).map(|found| found.kind),
    }
}

/// What the columns of a table are, by the words of its head.
fn header_kinds(tree: &Tree, group: &Group) -> Vec<Option<SectionKind>> {
    head_cells(tree, group)
        .map(|cell| kind_of_heading(cell).filter(|k| k.main && k.kind != SectionKind::Unknown).map(|k| k.kind))
        .collect()
}

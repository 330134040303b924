//! What every group is: by its words, by what stands above, by its content.

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use super::super::title::is_role_title;
use super::{Group, LEAD_IN, Unit};
use crate::model::SectionKind;
use crate::model::sections::{HeadingKind, kind_of_heading};
use crate::model::statement::{self, Opener, Statement};
use crate::syntax::{HeadingStyle, Node, NodeKind, Tree};

/// What is open above a group.
struct Open {
    level: u8,
    kind: SectionKind,
    stated: bool,
    /// It is the title of a role at the same time ("Product owner responsibilities").
    titled: bool,
}

/// Decides what every group is: by its words, by what stands above, by its content.
pub(super) fn name(tree: &Tree, groups: &mut [Group], units: &[Vec<Unit<'_>>]) {
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
        // Reading every line costs: only where the heading leaves room for doubt.
        let shares = LazyCell::new(|| Shares::of(units));
        let below_duties = above.is_some_and(|a| a.kind == SectionKind::Duties && !a.titled);
        if let Some(own) = own {
            group.kind = own.kind;
            group.stated = true;
            group.aim = own.aim && duties_stated;
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
            // "Goals of the first year": what is done till then, or what is reached.
            if own.goals && shares.done >= 0.5 {
                group.kind = SectionKind::Duties;
            }
            if own.kind == SectionKind::Duties && asks(units) {
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
            // "## Lanternhouse": the employer's name stands over a text about it.
            if group.kind == SectionKind::Unknown && !title && words.is_none() && tells_of_the_employer(units) {
                group.kind = SectionKind::Company;
            }
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
}

impl Shares {
    fn of(units: &[Unit<'_>]) -> Shares {
        let listed: Vec<&Statement> =
            units.iter().filter(|u| !u.prose && u.statement().words >= 3).map(|u| u.statement()).collect();
        let count = listed.len().max(1) as f32;
        let share = |test: &dyn Fn(&Statement) -> bool| {
            listed.iter().filter(|s| s.duty >= 0.6 && s.duty > s.against() && test(s)).count() as f32 / count
        };
        Shares {
            listed: listed.len(),
            done: share(&|s| s.verb_first),
            plain: share(&|s| matches!(s.opener, Opener::Base | Opener::Third)),
        }
    }
}

/// Whether running text is about the employer: half of its sentences or more speak as "we".
fn tells_of_the_employer(units: &[Unit<'_>]) -> bool {
    if units.iter().any(|u| !u.prose) {
        return false;
    }
    let told = units.iter().map(Unit::statement).filter(|s| s.words >= 3);
    let (ours, all) = told.fold((0, 0), |(ours, all), s| (ours + usize::from(s.company > 0.6), all + 1));
    all > 0 && ours * 2 >= all
}

/// Whether at least three lines are listed, and half of them are what candidates are asked for.
fn asks(units: &[Unit<'_>]) -> bool {
    let listed = || units.iter().filter(|u| !u.prose);
    let opening = listed().filter(|u| statement::opens_as_requirement(u.text));
    let asked = opening.map(Unit::statement).filter(|s| s.words >= 3 && s.requirement >= 0.85 && s.duty <= 0.3).count();
    if asked < 2 {
        return false;
    }
    let told = listed().filter(|u| u.statement().words >= 3).count();
    told >= 3 && asked * 2 >= told
}

/// What lists of the same key are together, for keys that stand in front matter more than once.
fn pool(tree: &Tree, groups: &[Group], units: &[Vec<Unit<'_>>]) -> FxHashMap<String, SectionKind> {
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
    matches!(node.kind, NodeKind::Heading { .. }) && is_role_title(tree.text(node)).is_some()
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
    label.rsplit('.').find_map(|part| kind_of_heading(part).filter(|k| k.main))
}

/// Whether a line is an entry of a form ("Grade: 7", "Responsible to: Head of Ferries"), no statement: a few words, a colon, a name.
fn is_entry(text: &str) -> bool {
    const LONGEST_NAME: usize = 6;
    let Some((label, value)) = text.split_once(": ") else { return false };
    let short = label.split_whitespace().nth(3).is_none() && value.split_whitespace().nth(LONGEST_NAME).is_none();
    short && !value.ends_with('.') && !statement::read(value).verb_first
}

/// What lines without a telling heading are, by majority.
fn vote(units: &[&Unit<'_>], promised: bool, duties_stated: bool, front_matter: bool) -> SectionKind {
    let told = units.iter().filter(|u| !u.prose && !is_entry(u.text) && u.statement().words >= 3);
    let listed: Vec<&Statement> = told.map(|u| u.statement()).collect();
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
    let best = [
        (mean(|s| s.requirement), SectionKind::Requirements),
        (mean(|s| s.benefit), SectionKind::Benefits),
        (mean(|s| s.company), SectionKind::Company),
        (mean(|s| s.process), SectionKind::Process),
    ]
    .into_iter()
    .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((figure, kind)) if figure >= 0.35 => kind,
        _ => SectionKind::Unknown,
    }
}

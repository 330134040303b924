//! Two roles side by side, as text for people and as JSON for programs.

use serde::Serialize;

use super::json::{line, rounded};
use super::table::{layout, percent};
use super::{Palette, Source, clean};
use crate::model::Role;
use crate::prose::{ContactClass, Right};
use crate::render::{Comparison, Expected, Standing};

const VERSION: u8 = 1;

/// One of the two: the role and the document it stands in.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The role.
    pub role: &'a Role,
    /// Its document.
    pub source: Source<'a>,
}

impl Side<'_> {
    fn line(&self, offset: u32) -> u32 {
        self.source.lines.line_of(offset) + 1
    }

    fn lines(&self, offsets: &[u32]) -> Vec<u32> {
        offsets.iter().map(|o| self.line(*o)).collect()
    }
}

/// What tells the two apart in few words: the kind where that does, else the title.
fn names(sides: [Side<'_>; 2]) -> [String; 2] {
    let kinds = sides.map(|s| s.role.kind());
    let by_kind = kinds[0] != kinds[1];
    [0, 1].map(|i: usize| match kinds[i] {
        Some(kind) if by_kind => kind.label().to_owned(),
        _ => clean(&sides[i].role.title.value).into_owned(),
    })
}

fn right(right: Right) -> &'static str {
    match right {
        Right::Alone => "alone",
        Right::With => "with others",
        Right::Advises => "advises",
        Right::Never => "never",
    }
}

/// The comparison for people.
pub fn text(comparison: &Comparison, sides: [Side<'_>; 2], palette: &Palette) -> String {
    let Palette { strong, dim, .. } = palette;
    let names = names(sides);
    let held = |standing: Standing| match standing {
        Standing::Shared => "both".to_owned(),
        Standing::Split(side) => names[side].clone(),
        Standing::Unowned => "nobody".to_owned(),
    };
    let said = |expected: &[Expected]| {
        expected.iter().map(|e| format!("{}: {}", clean(&e.framework), e.says)).collect::<Vec<_>>().join(" ")
    };
    let with_frameworks = !comparison.frameworks.is_empty();
    let head = |first: &str, last: &str| {
        let mut row = vec![first.to_owned(), names[0].clone(), names[1].clone(), last.to_owned()];
        row.extend(with_frameworks.then(|| "the framework".to_owned()));
        row
    };
    let mut out = String::new();
    for (side, answers) in sides.iter().zip(&comparison.seats) {
        out += &format!(
            "{strong}{}{strong:#} {dim}@{}  {}:{}{dim:#}\n",
            clean(&side.role.title.value),
            clean(&side.role.slug),
            clean(side.source.path),
            side.line(side.role.head.start)
        );
        for seat in answers {
            out += &format!("  {}: {}\n", clean(&seat.framework), seat.says);
        }
    }
    let mut work = vec![head("Work", "held by")];
    work.extend(comparison.work.iter().map(|row| {
        let share = |i: usize| if row.sides[i].1.is_empty() { "-".to_owned() } else { percent(row.sides[i].0) };
        vec![row.key.name().to_owned(), share(0), share(1), held(row.standing), said(&row.expected)]
    }));
    let mut decisions = vec![head("Decisions", "held by")];
    decisions.extend(comparison.decisions.iter().map(|row| {
        let of = |i: usize| row.sides[i].0.map_or("-", right).to_owned();
        vec![row.key.label().to_owned(), of(0), of(1), held(row.standing), said(&row.expected)]
    }));
    let mut contacts = vec![vec!["Contacts a month".to_owned(), names[0].clone(), names[1].clone(), String::new()]];
    contacts.extend(comparison.contacts.iter().map(|row| {
        let of = |i: usize| match row.sides[i] {
            None => "-".to_owned(),
            Some((often, direct)) => {
                let often = often.map_or("open".to_owned(), |n| ((f64::from(n) * 100.0).round() / 100.0).to_string());
                if direct { often } else { format!("{often}, through others") }
            }
        };
        let nobody = if row.sides.iter().all(Option::is_none) { "nobody" } else { "" };
        vec![row.key.name().to_owned(), of(0), of(1), nobody.to_owned()]
    }));
    for rows in [work, decisions, contacts] {
        if rows.len() > 1 {
            out.push('\n');
            layout(&mut out, &rows, palette);
        }
    }
    let [shared, split, unowned] = comparison.counts();
    out + &format!("\n{shared} shared, {split} split, {unowned} unowned\n")
}

#[derive(Serialize)]
struct Shape<'a> {
    version: u8,
    framework: Vec<&'a str>,
    roles: [RoleShape<'a>; 2],
    work: Vec<WorkShape<'a>>,
    decisions: Vec<DecisionShape<'a>>,
    contacts: Vec<ContactShape>,
    summary: SummaryShape,
}

#[derive(Serialize)]
struct RoleShape<'a> {
    file: &'a str,
    id: &'a str,
    title: &'a str,
    line: u32,
    kind: Option<&'static str>,
    expected: Vec<ExpectedShape<'a>>,
}

#[derive(Serialize)]
struct ExpectedShape<'a> {
    framework: &'a str,
    says: &'a str,
}

#[derive(Serialize)]
struct WorkShape<'a> {
    area: &'static str,
    standing: &'static str,
    owner: Option<usize>,
    shares: [f64; 2],
    lines: [Vec<u32>; 2],
    expected: Vec<ExpectedShape<'a>>,
}

#[derive(Serialize)]
struct DecisionShape<'a> {
    subject: &'static str,
    standing: &'static str,
    owner: Option<usize>,
    rights: [Option<Right>; 2],
    lines: [Vec<u32>; 2],
    expected: Vec<ExpectedShape<'a>>,
}

#[derive(Serialize)]
struct ContactShape {
    class: ContactClass,
    per_month: [Option<f64>; 2],
    direct: [Option<bool>; 2],
}

#[derive(Serialize)]
struct SummaryShape {
    shared: usize,
    split: usize,
    unowned: usize,
}

/// The comparison as one JSON object on one line, with its line end. The shape is a contract.
pub fn json(comparison: &Comparison, sides: [Side<'_>; 2]) -> String {
    let [shared, split, unowned] = comparison.counts();
    let shape = Shape {
        version: VERSION,
        framework: comparison
            .frameworks
            .iter()
            .map(|f| f.own.as_ref().map_or(f.name.slug(), |own| &own.name))
            .collect(),
        roles: [0, 1].map(|i: usize| RoleShape {
            file: sides[i].source.path,
            id: &sides[i].role.slug,
            title: &sides[i].role.title.value,
            line: sides[i].line(sides[i].role.head.start),
            kind: sides[i].role.kind().map(|k| k.slug()),
            expected: expected(&comparison.seats[i]),
        }),
        work: comparison
            .work
            .iter()
            .map(|row| WorkShape {
                area: row.key.name(),
                standing: row.standing.name(),
                owner: row.standing.owner(),
                shares: [0, 1].map(|i: usize| rounded(row.sides[i].0)),
                lines: [0, 1].map(|i: usize| sides[i].lines(&row.sides[i].1)),
                expected: expected(&row.expected),
            })
            .collect(),
        decisions: comparison
            .decisions
            .iter()
            .map(|row| DecisionShape {
                subject: row.key.label(),
                standing: row.standing.name(),
                owner: row.standing.owner(),
                rights: [0, 1].map(|i: usize| row.sides[i].0),
                lines: [0, 1].map(|i: usize| sides[i].lines(&row.sides[i].1)),
                expected: expected(&row.expected),
            })
            .collect(),
        contacts: comparison
            .contacts
            .iter()
            .map(|row| ContactShape {
                class: row.key,
                per_month: row.sides.map(|side| side.and_then(|(often, _)| often).map(rounded)),
                direct: row.sides.map(|side| side.map(|(_, direct)| direct)),
            })
            .collect(),
        summary: SummaryShape { shared, split, unowned },
    };
    line(&shape) + "\n"
}

fn expected(list: &[Expected]) -> Vec<ExpectedShape<'_>> {
    list.iter().map(|e| ExpectedShape { framework: &e.framework, says: &e.says }).collect()
}

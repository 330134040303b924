//! What was understood of a document, for people: a block for each role, with aligned tables.

use unicode_width::UnicodeWidthStr;

use super::inspect::{evidence, level};
use super::{Palette, Source, clean, words};
use crate::model::{Contact, Document, Role, UnitKind};
use crate::prose::{Mode, Right};
use crate::text::TextRange;

/// Texts in tables are cut after so many characters.
const TEXT: usize = 72;
/// Words of evidence are cut after so many characters.
const EVIDENCE: usize = 24;

/// The document as text; nothing for one that tells of no role, team, product, train or area.
pub fn text(document: &Document, source: Source<'_>, palette: &Palette) -> String {
    let mut out = String::new();
    for role in &document.roles {
        head(&mut out, role, source, palette);
        for (title, table) in tables(role, source) {
            if !table.is_empty() {
                let strong = palette.strong;
                out += &format!("\n  {strong}{title}{strong:#}\n");
                layout(&mut out, &table, palette);
            }
        }
        out.push('\n');
    }
    for unit in &document.units {
        let Palette { strong, dim, .. } = palette;
        let kind = match unit.kind {
            UnitKind::Team => "Team",
            UnitKind::Product => "Product",
            UnitKind::Art => "ART",
            UnitKind::Area => "Area",
        };
        let line = source.lines.line_of(unit.range.start) + 1;
        out += &format!(
            "{kind}: {strong}{}{strong:#} {dim}@{}{dim:#}\n  {}:{line}\n\n",
            clean(&unit.title.value),
            clean(&unit.slug),
            clean(source.path)
        );
    }
    out
}

fn head(out: &mut String, role: &Role, source: Source<'_>, palette: &Palette) {
    let Palette { strong, dim, code, .. } = palette;
    let line = source.lines.line_of(role.head.start) + 1;
    *out += &format!(
        "{strong}{}{strong:#} {dim}@{}{dim:#}\n  {}:{line}\n",
        clean(&role.title.value),
        clean(&role.slug),
        clean(source.path)
    );
    let kind = role.kind.as_ref().map(|k| match percent(k.confidence).as_str() {
        "100%" => k.value.label().to_owned(),
        sure => format!("{} (confidence {sure})", k.value.label()),
    });
    let frameworks: Vec<String> = role.framework.iter().map(|f| f.value.to_string()).collect();
    let fields = [
        ("kind", kind),
        ("framework", (!frameworks.is_empty()).then(|| frameworks.join(", "))),
        ("level", role.level.as_ref().map(|l| level(l.value).to_owned())),
        ("reports to", role.reports_to.as_ref().map(|r| r.value.0.clone())),
        ("product", role.product.as_ref().map(|p| p.value.0.clone())),
    ];
    for (label, value) in fields {
        if let Some(value) = value {
            *out += &format!("  {code}{label:<10}{code:#}  {}\n", clean(&value));
        }
    }
}

/// The tables of a role with their titles; the first row of each names the columns.
fn tables(role: &Role, source: Source<'_>) -> [(&'static str, Vec<Vec<String>>); 5] {
    let line = |range: TextRange| (source.lines.line_of(range.start) + 1).to_string();
    let cut = |text: &str| words(text, TextRange::from_usize(0, text.len()), TEXT);
    let with_head = |head: &[&str], rows: Vec<Vec<String>>| {
        if rows.is_empty() { rows } else { [vec![head.iter().map(|h| h.to_string()).collect()], rows].concat() }
    };
    let duties = role.duties.iter().map(|duty| {
        let share = format!("{}{}", if duty.share_given.is_some() { "" } else { "~" }, percent(duty.share));
        let category = match duty.second {
            Some(second) => format!("{}, {}", duty.category.name(), second.name()),
            None => duty.category.name().to_owned(),
        };
        let evidence: Vec<String> = evidence(&duty.category, source.text)
            .iter()
            .map(|words_| words(words_, TextRange::from_usize(0, words_.len()), EVIDENCE))
            .collect();
        vec![line(duty.range), share, category, percent(duty.category.confidence), cut(&duty.text), evidence.join(", ")]
    });
    let contacts = role.contacts.iter().map(|contact| {
        let often = contact.cadence.map_or(String::new(), |c| match c.per_month() {
            Some(n) => format!("{} a month", (f64::from(n) * 100.0).round() / 100.0),
            None => "open".to_owned(),
        });
        let how = how(contact).to_owned();
        vec![
            line(contact.range),
            contact.class.name().to_owned(),
            often,
            how,
            percent(contact.confidence),
            cut(&contact.who),
        ]
    });
    let decisions = role.decisions.iter().map(|decision| {
        let right = match decision.right {
            Right::Alone => "alone",
            Right::With => "with",
            Right::Advises => "advises",
            Right::Never => "never",
        };
        vec![line(decision.range), right.to_owned(), percent(decision.confidence), cut(&decision.text)]
    });
    let measures = role.measures.iter().map(|measure| {
        vec![line(measure.range), measure.class.name().to_owned(), percent(measure.confidence), cut(&measure.text)]
    });
    let requirements = role.requirements.iter().map(|requirement| {
        let strength = if requirement.must { "must" } else { "nice" };
        vec![line(requirement.range), strength.to_owned(), cut(&requirement.text)]
    });
    [
        ("Duties", with_head(&["line", "share", "category", "sure", "text", "read from"], duties.collect())),
        ("Contacts", with_head(&["line", "class", "how often", "how", "sure", "who"], contacts.collect())),
        ("Decisions", with_head(&["line", "right", "sure", "about"], decisions.collect())),
        ("Measures", with_head(&["line", "type", "sure", "text"], measures.collect())),
        ("Requirements", with_head(&["line", "strength", "text"], requirements.collect())),
    ]
}

fn how(contact: &Contact) -> &'static str {
    match contact.mode {
        _ if contact.denied => "denied",
        Mode::Directly => "directly",
        Mode::Together => "together",
        Mode::Through => "through others",
    }
}

pub(super) fn percent(part: f32) -> String {
    format!("{:.0}%", part * 100.0)
}

/// Appends rows with aligned columns, numbers to the right; the first row is the head.
pub(super) fn layout(out: &mut String, rows: &[Vec<String>], palette: &Palette) {
    let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let width = |c: usize| rows.iter().filter_map(|r| r.get(c)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let is_number = |cell: &str| cell.ends_with('%') || cell.parse::<u32>().is_ok();
    let to_the_right: Vec<bool> =
        (0..columns).map(|c| rows.iter().skip(1).filter_map(|r| r.get(c)).all(|cell| is_number(cell))).collect();
    for (index, row) in rows.iter().enumerate() {
        let mut line = String::from("  ");
        for ((cell, &width), &right) in row.iter().zip(&widths).zip(&to_the_right) {
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            let (before, after) = if right { (pad.as_str(), "") } else { ("", pad.as_str()) };
            line.push_str("  ");
            line.push_str(before);
            line.push_str(cell);
            line.push_str(after);
        }
        let line = line.trim_end();
        let dim = palette.dim;
        if index == 0 {
            *out += &format!("{dim}{line}{dim:#}\n");
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_a_terminal_shows() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [row(["line", "who", "sure"]), row(["9", "日本の顧客", "93%"]), row(["12", "nurses", "100%"])];
        let mut out = String::new();
        layout(&mut out, &rows, &Palette::plain());
        assert_eq!(out, "    line  who         sure\n       9  日本の顧客   93%\n      12  nurses      100%\n");
    }
}

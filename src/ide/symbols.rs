//! What a document holds, as a tree: roles with their sections and items, teams, products.

use crate::knowledge::Kind;
use crate::model::{Document, FileId, Role, Section, SectionKind, UnitKind};
use crate::prose::Right;
use crate::rules::percent;
use crate::text::TextRange;
use crate::workspace::Snapshot;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A role.
    Role,
    /// A team, product, train or area.
    Unit(UnitKind),
    /// A part of a role.
    Section,
    /// A duty.
    Duty,
    /// Any other item.
    Item,
}

/// One entry of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// What people see; never empty.
    pub name: String,
    /// A few words beside it.
    pub detail: String,
    /// Which kind.
    pub kind: SymbolKind,
    /// All of it, in bytes of the document.
    pub range: TextRange,
    /// What is shown when somebody goes there; lies inside `range`.
    pub focus: TextRange,
    /// What it holds; each lies inside `range`.
    pub children: Vec<Symbol>,
}

/// The symbols of a document, in order.
pub fn document_symbols(snapshot: &Snapshot, file: FileId) -> Vec<Symbol> {
    let Some(file) = snapshot.file(file) else { return Vec::new() };
    let analysis = file.analysis();
    symbols(&analysis.document)
}

fn symbols(document: &Document) -> Vec<Symbol> {
    let roles = document.roles.iter().map(role);
    let units = document.units.iter().map(|unit| {
        let name = if unit.title.value.is_empty() { &unit.slug } else { &unit.title.value };
        symbol(name, unit_kind_name(unit.kind), SymbolKind::Unit(unit.kind), unit.range, unit.title.range)
    });
    let mut all: Vec<Symbol> = roles.chain(units).collect();
    all.sort_by_key(|s| s.range);
    all
}

/// What people call such a unit.
pub fn unit_kind_name(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Team => "team",
        UnitKind::Product => "product",
        UnitKind::Art => "release train",
        UnitKind::Area => "requirement area",
    }
}

fn symbol(name: &str, detail: impl Into<String>, kind: SymbolKind, range: TextRange, focus: TextRange) -> Symbol {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { "(no title)".to_owned() } else { name };
    let focus = if range.contains_range(focus) { focus } else { TextRange::new(range.start, range.start) };
    Symbol { name, detail: detail.into(), kind, range, focus, children: Vec::new() }
}

fn role(role: &Role) -> Symbol {
    // Roles of one document may share what stands before them; the title of such a role lies outside its text.
    let range = if role.range.is_empty() { role.head } else { role.range };
    let detail = role.kind().filter(|k| *k != Kind::Other).map_or("", Kind::label);
    let mut made = symbol(&role.title, detail, SymbolKind::Role, range, role.title.range);
    let mut items = items(role);
    for section in &role.sections {
        // The title of a Markdown document is a heading, too.
        let is_title = section.heading.contains_range(role.title.range) && !role.title.range.is_empty();
        if !range.contains_range(section.range) || section.heading.is_empty() || is_title {
            continue;
        }
        let detail = if section_name(section.kind).eq_ignore_ascii_case(&section.label) {
            ""
        } else {
            section_name(section.kind)
        };
        let mut part = symbol(&section.label, detail, SymbolKind::Section, section.range, section.heading);
        let inside = |s: &Symbol| section.range.contains_range(s.range) && s.range.start >= section.heading.start;
        part.children = items.extract_if(.., |s| inside(s)).collect();
        made.children.push(part);
    }
    made.children.extend(items.into_iter().filter(|s| range.contains_range(s.range)));
    made.children.sort_by_key(|s| s.range);
    made
}

fn section_name(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Purpose => "purpose",
        SectionKind::Duties => "duties",
        SectionKind::Contacts => "contacts",
        SectionKind::Decisions => "decisions",
        SectionKind::Measures => "measures",
        SectionKind::WorksWith => "works with",
        SectionKind::Requirements => "requirements",
        SectionKind::OutOfScope => "out of scope",
        SectionKind::Benefits => "benefits",
        SectionKind::Sources => "sources",
        SectionKind::Waivers => "waivers",
        SectionKind::Company => "about the employer",
        SectionKind::Process => "how to apply",
        SectionKind::Unknown => "",
    }
}

/// Every item of a role, in order, each place once.
fn items(role: &Role) -> Vec<Symbol> {
    let mut all = Vec::new();
    for duty in &role.duties {
        let category = if duty.is_known() { duty.category.name() } else { "" };
        let share = duty.share_given.as_ref().map(|s| percent(s.value)).unwrap_or_default();
        let detail = [category, &share].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
        all.push(symbol(&duty.text, detail, SymbolKind::Duty, duty.range, duty.text_range));
    }
    let mut item = |name: &str, detail: &str, range| all.push(symbol(name, detail, SymbolKind::Item, range, range));
    let in_section = |range: TextRange, kind: SectionKind| {
        role.sections.iter().any(|s: &Section| s.kind == kind && s.range.contains_range(range))
    };
    for contact in role.contacts.iter().filter(|c| c.listed) {
        item(&contact.who, contact.class.name(), contact.range);
    }
    for decision in role.decisions.iter().filter(|d| in_section(d.range, SectionKind::Decisions)) {
        let right = match decision.right {
            Right::Alone => "alone",
            Right::With => "with others",
            Right::Advises => "advises",
            Right::Never => "never",
        };
        item(&decision.text, right, decision.range);
    }
    for measure in &role.measures {
        item(&measure.text, measure.class.name(), measure.range);
    }
    for requirement in &role.requirements {
        item(&requirement.text, if requirement.must { "must" } else { "nice to have" }, requirement.range);
    }
    for statement in role.purpose.iter().chain(&role.works_with).chain(&role.out_of_scope) {
        item(&statement.text, "", statement.range);
    }
    for waiver in &role.waivers {
        let codes: Vec<&str> = waiver.codes.iter().map(|c| c.value.as_str()).collect();
        item(&codes.join(", "), waiver.until.as_ref().map_or("", |u| u.value.as_str()), waiver.range);
    }
    all.sort_by_key(|s| (s.range, s.kind != SymbolKind::Duty));
    all.dedup_by_key(|s| s.range);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    fn outline(marked: &str) -> String {
        fn write(symbols: &[Symbol], text: &str, depth: usize, out: &mut String) {
            for s in symbols {
                let focus = s.focus.of(text).lines().next().unwrap_or("");
                *out += &format!("{}{} | {} | {focus}\n", "  ".repeat(depth), s.name, s.detail);
                for child in &s.children {
                    assert!(s.range.contains_range(child.range), "{child:?} leaves {s:?}");
                }
                assert!(s.range.contains_range(s.focus));
                write(&s.children, text, depth + 1, out);
            }
        }
        let mut made = Marked::new(marked);
        let (_, file, text) = made.files[0].clone();
        let mut out = String::new();
        write(&document_symbols(&made.snapshot(), file), &text, 0, &mut out);
        out
    }

    #[test]
    fn roles_hold_sections_and_sections_hold_items() {
        let text = "Role: Product Owner, Claims\nKind: product owner\n\nDuties:\n- 60% backlog: Order the items\n- Sing\n\nContacts:\n- nurses (user): every week\n\nTeam: Harbour\nSize: 7\n";
        insta::assert_snapshot!(outline(text), @r"
        Product Owner, Claims | product owner | Product Owner, Claims
          Duties |  | Duties:
            Order the items | backlog 60% | Order the items
            Sing |  | Sing
          Contacts |  | Contacts:
            nurses | user | - nurses (user): every week
        Harbour | team | Harbour
        ");
    }

    #[test]
    fn markdown_says_what_its_headings_mean() {
        let text = "=== a.md\n# Product Owner\n\n## What you will do\n\n- Order the product backlog\n- Interview users\n\n## What we offer\n\n- Tea\n";
        insta::assert_snapshot!(outline(text), @r"
        Product Owner | product owner | Product Owner
          What you will do | duties | ## What you will do
            Order the product backlog | backlog | Order the product backlog
            Interview users | discovery | Interview users
          What we offer | benefits | ## What we offer
        ");
    }

    #[test]
    fn a_document_of_another_kind_has_none() {
        assert_eq!(outline("=== a.md\n# Shopping\n\n- milk\n"), "");
    }
}

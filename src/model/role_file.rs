//! A `.role` tree as facts.

use super::piece::{Piece, slug};
use super::suppression::suppressions;
use super::{
    Document, Fact, ReferenceRole, ReferenceUse, Role, Section, SectionKind, Unit, UnitKind, UnknownLabel, field,
    finish, item, wording,
};
use crate::prose::{self, Context};
use crate::syntax::labels::{self, LabelKind};
use crate::syntax::{Format, Head, Node, NodeKind, Tree};
use crate::text::TextRange;

/// Reads every block of the file.
pub(super) fn read(source: &str, tree: &Tree, base: &Context, document: &mut Document) {
    let starts: Vec<usize> =
        tree.nodes.iter().enumerate().filter(|(_, n)| matches!(n.kind, NodeKind::Head(_))).map(|(i, _)| i).collect();
    let first = starts.first().copied().unwrap_or(tree.nodes.len());
    let orphans = &tree.nodes[..first];
    if orphans.iter().any(|n| belongs_to_a_role(tree, n)) {
        // A file that begins without `Role:` is read as a role without a title, so that nothing is lost.
        let start = orphans.first().map_or(0, |n| n.range.start);
        let role =
            super::role::empty(Fact::stated(String::new(), TextRange::new(start, start)), TextRange::new(start, start));
        read_role(source, tree, orphans, role, base, &[], document);
    } else {
        read_orphans(tree, orphans, document);
    }
    let ends = starts.iter().skip(1).copied().chain([tree.nodes.len()]);
    let blocks: Vec<(&Node, &[Node])> =
        starts.iter().zip(ends).map(|(&start, end)| (&tree.nodes[start], &tree.nodes[start + 1..end])).collect();
    // Units first: a product of the file tells whose product its roles have.
    for (head, body) in &blocks {
        if let NodeKind::Head(kind) = head.kind
            && let Some(kind) = unit_kind(kind)
        {
            read_unit(tree, head, body, kind, document);
        }
    }
    let units = document.units.clone();
    for (head, body) in blocks {
        if head.kind == NodeKind::Head(Head::Role) {
            let title = Piece::of(tree, head).stated();
            let role = super::role::empty(title, head.range);
            read_role(source, tree, body, role, base, &units, document);
        }
    }
    document.role_document = !document.roles.is_empty() || !document.units.is_empty() || !document.externs.is_empty();
    document.suppressions = suppressions(source, tree, &document.roles);
    let duties: Vec<&str> = document.roles.iter().flat_map(|r| &r.duties).map(|d| d.text.as_str()).collect();
    document.language = prose::language(&duties.join("\n"));
}

fn unit_kind(head: Head) -> Option<UnitKind> {
    match head {
        Head::Role => None,
        Head::Team => Some(UnitKind::Team),
        Head::Product => Some(UnitKind::Product),
        Head::Art => Some(UnitKind::Art),
        Head::Area => Some(UnitKind::Area),
    }
}

fn belongs_to_a_role(tree: &Tree, node: &Node) -> bool {
    match node.kind {
        NodeKind::Field | NodeKind::Section => {
            labels::standard_label(tree.label(node)).is_some_and(|l| l.standard != "Extern")
        }
        _ => false,
    }
}

fn read_orphans(tree: &Tree, nodes: &[Node], document: &mut Document) {
    let mut in_extern = false;
    for node in nodes {
        match node.kind {
            NodeKind::Field | NodeKind::Section => {
                in_extern = is_extern(tree, node);
                if in_extern {
                    document.externs.extend(Piece::of(tree, node).names());
                }
            }
            NodeKind::Item(_) if in_extern => document.externs.extend(Piece::of(tree, node).names()),
            _ => {}
        }
    }
}

fn is_extern(tree: &Tree, node: &Node) -> bool {
    labels::standard_label(tree.label(node)).is_some_and(|l| l.standard == "Extern")
}

fn block_range(head: TextRange, body: &[Node]) -> TextRange {
    body.iter().filter(|n| n.kind != NodeKind::Comment).fold(head, |range, node| range.cover(node.range))
}

fn read_unit(tree: &Tree, head: &Node, body: &[Node], kind: UnitKind, document: &mut Document) {
    let title = Piece::of(tree, head).stated();
    let mut unit = Unit {
        kind,
        slug: slug(&title),
        id: None,
        title,
        range: block_range(head.range, body),
        users: None,
        stage: None,
        size: None,
        complete: false,
        product: None,
        framework: Vec::new(),
        references: Vec::new(),
    };
    let mut in_extern = false;
    for node in body {
        match node.kind {
            NodeKind::Field | NodeKind::Section => {
                in_extern = is_extern(tree, node);
                if in_extern {
                    document.externs.extend(Piece::of(tree, node).names());
                } else if let Some(label) = known_label(tree, node, None, document) {
                    field::apply_to_unit(&mut unit, label.standard, Piece::of(tree, node));
                }
            }
            NodeKind::Item(_) if in_extern => document.externs.extend(Piece::of(tree, node).names()),
            _ => {}
        }
    }
    document.units.push(unit);
}

fn known_label(tree: &Tree, node: &Node, role: Option<usize>, document: &mut Document) -> Option<labels::LabelMatch> {
    let written = tree.label(node);
    let found = labels::standard_label(written);
    if found.as_ref().is_none_or(|l| !l.exact) {
        document.unknown_labels.push(UnknownLabel {
            label: Fact::stated(written.to_owned(), tree.source_range(node.label)),
            nearest: found.as_ref().map(|l| l.standard).or_else(|| labels::nearest(written)),
            read_as_nearest: found.is_some(),
            role,
        });
    }
    found
}

fn read_role(
    source: &str,
    tree: &Tree,
    body: &[Node],
    mut role: Role,
    base: &Context,
    units: &[Unit],
    document: &mut Document,
) {
    let index = document.roles.len();
    role.range = block_range(role.head, body);
    if let Some(head) = tree.nodes.iter().find(|n| n.range == role.head && matches!(n.kind, NodeKind::Head(_))) {
        wording::take(&mut role, Piece::of(tree, head), None);
    }
    let mut items: Vec<(SectionKind, &Node)> = Vec::new();
    let mut section = SectionKind::Unknown;
    let mut in_extern = false;
    for node in body {
        match node.kind {
            NodeKind::Field => {
                // A field may stand between items; the section goes on after it.
                if is_extern(tree, node) {
                    document.externs.extend(Piece::of(tree, node).names());
                } else if let Some(label) = known_label(tree, node, Some(index), document) {
                    let section = (label.standard != "Posted as").then_some(SectionKind::Unknown);
                    wording::take(&mut role, Piece::of(tree, node), section);
                    field::apply(&mut role, label.standard, Piece::of(tree, node));
                }
            }
            NodeKind::Section => {
                in_extern = is_extern(tree, node);
                let label = known_label(tree, node, Some(index), document);
                section = label
                    .filter(|l| matches!(l.kind, LabelKind::Section | LabelKind::Both))
                    .map_or(SectionKind::Unknown, |l| section_kind(l.standard));
                close_section(&mut role.sections, node.range.start);
                if !in_extern {
                    role.sections.push(Section {
                        kind: section,
                        label: tree.label(node).to_owned(),
                        heading: node.range,
                        range: TextRange::new(node.range.start, role.range.end),
                        kept_elsewhere: false,
                    });
                }
            }
            NodeKind::Item(_) if in_extern => document.externs.extend(Piece::of(tree, node).names()),
            NodeKind::Item(_) => items.push((section, node)),
            _ => {}
        }
    }
    let product_users = role.product.as_ref().and_then(|p| {
        units.iter().find(|u| u.kind == UnitKind::Product && u.slug == p.value.0)?.users.as_ref().map(|u| &u.value)
    });
    let context = finish::context_for(base, role.users.as_ref().map(|u| &u.value).or(product_users));
    for (section, node) in items {
        wording::take(&mut role, Piece::of(tree, node), Some(section));
        take_item(&mut role, section, Piece::of(tree, node), &context);
    }
    item::join_alternatives(&mut role.requirements);
    finish::finish(&mut role, source);
    document.roles.push(role);
}

fn close_section(sections: &mut [Section], at: u32) {
    if let Some(last) = sections.last_mut() {
        last.range.end = at.max(last.range.start);
    }
}

/// One item of a `.role` section.
fn take_item(role: &mut Role, section: SectionKind, piece: Piece<'_>, context: &Context) {
    if piece.is_empty() {
        return;
    }
    role.references.extend(piece.references().into_iter().map(|name| ReferenceUse { name, role: ReferenceRole::Any }));
    if section != SectionKind::Duties {
        role.framework_words.extend(item::words_of_frameworks(section, piece));
    }
    match section {
        SectionKind::Duties => match item::duty(piece, Format::Role, context, 1.0) {
            Ok(duty) => {
                role.framework_words.extend(item::words_of_frameworks(section, piece));
                role.duties.push(duty);
            }
            Err(bound) => role.out_of_scope.push(*bound),
        },
        SectionKind::Contacts => role.contacts.push(item::contact(piece, context)),
        SectionKind::Decisions => role.decisions.push(item::decision(piece)),
        SectionKind::Measures => role.measures.push(item::measure(piece, context)),
        SectionKind::Purpose => role.purpose.push(item::statement(piece, context)),
        SectionKind::WorksWith => role.works_with.push(item::statement(piece, context)),
        SectionKind::Requirements => role.requirements.push(item::requirement(piece, Format::Role, None, true)),
        SectionKind::OutOfScope => role.out_of_scope.push(item::statement(piece, context)),
        SectionKind::Waivers => role.waivers.push(item::waiver(piece)),
        SectionKind::Benefits
        | SectionKind::Sources
        | SectionKind::Company
        | SectionKind::Process
        | SectionKind::Unknown => {}
    }
}

fn section_kind(standard: &str) -> SectionKind {
    match standard {
        "Purpose" => SectionKind::Purpose,
        "Duties" => SectionKind::Duties,
        "Contacts" => SectionKind::Contacts,
        "Decisions" => SectionKind::Decisions,
        "Measures" => SectionKind::Measures,
        "Works with" => SectionKind::WorksWith,
        "Requirements" => SectionKind::Requirements,
        "Out of scope" => SectionKind::OutOfScope,
        "Benefits" => SectionKind::Benefits,
        "Sources" => SectionKind::Sources,
        "Waivers" => SectionKind::Waivers,
        _ => SectionKind::Unknown,
    }
}

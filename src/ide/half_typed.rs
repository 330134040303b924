//! Every feature on documents that are being typed: cut behind every byte, and typed character by character.

use crate::ide::{self, calls, marks::Marked};
use crate::model::FileId;
use crate::text::{TextRange, apply};
use crate::workspace::{Host, Snapshot};

const ROLE: &str = "# é 😀\nRole: Product Owner, Größe\nId: po\nKind: product owner\nFramework: Scrum 2020\nTeams: @harbour, @x\nReports to: Head of Product\n\nPurpose:\n- Let nurses sleep\n\nDuties:\n- 25 % backlog: Order 😀 with @pm and\n  others\r\n- Sing\n\nContacts:\n- nurses (user): every week, through @pm\n\nDecisions:\n- with @pm: scope\n\nMeasures:\n- outcome: x from 4% to 5%\n\nWaivers:\n- PO101 until 2027-03: why\n\nTeam: Harbour\nSize: 7\n";

const PAGE: &str = "---\nid: po\nreports_to: head\nteams: [harbour]\n---\n\n# Product Owner 😀\n\n<!-- rolelint: ignore PO101 why -->\n\n## What you’ll do\n\n- Order the product backlog (30%)\n  - with @harbour\n1. Interview users\n\n| a | b |\n|---|---|\n| c | d |\n\n**Who you’ll meet**\n\n* Nurses, every week\n\n<ul><li>x</li></ul>\n";

/// Asks everything at a place, and holds the answers to what is true of all of them.
fn ask(snapshot: &Snapshot, file: FileId, text: &str, offset: u32) {
    let whole = TextRange::from_usize(0, text.len());
    let fits = |range: TextRange| {
        let (start, end) = (range.start as usize, range.end as usize);
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end) && start <= end, "{range:?} in {text:?}");
    };
    for entry in ide::completions(snapshot, file, offset).list {
        fits(entry.range);
        assert!(!entry.label.is_empty());
        let covers = entry.range.start <= offset && offset <= entry.range.end;
        assert!(covers, "{entry:?} is not at {offset} of {text:?}");
    }
    if let Some(hover) = ide::hover(snapshot, file, offset) {
        fits(hover.range);
    }
    fn walk(symbols: &[ide::Symbol], inside: TextRange) {
        for s in symbols {
            assert!(inside.contains_range(s.range) && s.range.contains_range(s.focus) && !s.name.is_empty(), "{s:?}");
            walk(&s.children, s.range);
        }
    }
    walk(&ide::document_symbols(snapshot, file), whole);
    assert!(ide::folds(snapshot, file).iter().all(|f| f.start < f.end));
    let grown = ide::selection(snapshot, file, offset);
    assert!(grown.windows(2).all(|w| w[1].contains_range(w[0]) && w[0] != w[1]), "{grown:?}");
    ide::links(snapshot, file).iter().for_each(|l| fits(l.range));
    let definition = ide::definition(snapshot, file, offset);
    let references = ide::references(snapshot, file, offset, true).unwrap_or_default();
    let highlights = ide::highlights(snapshot, file, offset).unwrap_or_default();
    assert_eq!(references.iter().filter(|(f, _)| *f == file).count(), highlights.len());
    if let Some(found) = definition {
        fits(found.origin);
        assert!(!references.is_empty());
    }
    if let Some(range) = ide::prepare_rename(snapshot, file, offset) {
        fits(range);
        if let Ok(edits) = ide::rename(snapshot, file, offset, "another-name") {
            let own: Vec<_> = edits.into_iter().filter(|(f, _)| *f == file).map(|(_, e)| e).collect();
            assert!(apply(text, &own).is_some(), "{own:?} in {text:?}");
        }
    }
    if let Some(node) = calls::role_at(snapshot, file, offset) {
        calls::above(snapshot, node.key);
        calls::below(snapshot, node.key);
    }
    for hint in ide::hints(snapshot, file, whole) {
        fits(TextRange::new(hint.offset, hint.offset));
        assert!(!hint.text.is_empty());
    }
    ide::lenses(snapshot, file).iter().for_each(|l| fits(l.range));
    let tokens = ide::tokens(snapshot, file, whole);
    assert!(tokens.windows(2).all(|w| w[0].range.end <= w[1].range.start), "{tokens:?}");
    tokens.iter().for_each(|t| {
        fits(t.range);
        assert!(!t.range.of(text).contains(['\n', '\r']) && !t.range.is_empty());
    });
    let place = TextRange::new(offset, offset);
    for offer in ide::code_actions(snapshot, file, place, |_| true).unwrap_or_default() {
        let edits = ide::action_edits(snapshot, file, &offer.action).unwrap_or_default();
        let own: Vec<_> = edits.into_iter().filter(|(f, _)| *f == file).map(|(_, e)| e).collect();
        assert!(apply(text, &own).is_some(), "{offer:?} in {text:?}");
    }
    assert!(apply(text, &ide::format(snapshot, file, None)).is_some());
    assert!(apply(text, &ide::continue_list(snapshot, file, offset)).is_some());
}

fn workspace(name: &str) -> (Host, String) {
    let mut made = Marked::new("=== org.role\nRole: Head of Product\nId: head\n\nRole: Product Manager\nId: pm\n");
    made.host.open(&format!("/w/{name}"), None, 0, "");
    (made.host, format!("/w/{name}"))
}

#[test]
fn documents_that_end_anywhere_are_answered() {
    for (name, whole) in [("a.role", ROLE), ("a.md", PAGE)] {
        let (mut host, path) = workspace(name);
        for (end, _) in whole.char_indices() {
            let text = &whole[..end];
            let file = host.open(&path, None, 1, text);
            ask(&host.snapshot(), file, text, end as u32);
            // Somewhere in the middle, too, with what is typed further on cut away.
            let mut middle = end / 2;
            while !text.is_char_boundary(middle) {
                middle -= 1;
            }
            ask(&host.snapshot(), file, text, middle as u32);
        }
    }
}

/// The documents of `examples/`, cut behind every byte where the tests are built with `HALF_TYPED=1`, else behind some of them.
#[test]
fn examples_that_end_anywhere_are_answered() {
    const EXAMPLES: [(&str, &str); 10] = [
        ("dealer-tools.md", include_str!("../../examples/confused/dealer-tools.md")),
        ("employer-portal.md", include_str!("../../examples/confused/employer-portal.md")),
        ("head-of-product.role", include_str!("../../examples/confused/head-of-product.role")),
        ("org.role", include_str!("../../examples/confused/org.role")),
        ("product-manager.role", include_str!("../../examples/confused/product-manager.role")),
        ("product-owner.role", include_str!("../../examples/confused/product-owner.role")),
        ("org.role", include_str!("../../examples/healthy/org.role")),
        ("product-manager.role", include_str!("../../examples/healthy/product-manager.role")),
        ("product-owner.role", include_str!("../../examples/healthy/product-owner.role")),
        ("senior-product-manager.md", include_str!("../../examples/healthy/senior-product-manager.md")),
    ];
    let step = if option_env!("HALF_TYPED").is_some() { 1 } else { 29 };
    let mut count = 0;
    for (name, whole) in EXAMPLES {
        let (mut host, path) = workspace(name);
        for (end, _) in whole.char_indices().step_by(step) {
            let file = host.open(&path, None, 1, &whole[..end]);
            ask(&host.snapshot(), file, &whole[..end], end as u32);
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn what_is_typed_leads_where_one_reading_leads() {
    let shown = |snapshot: &Snapshot, file: FileId| {
        let whole = TextRange::new(0, u32::MAX);
        format!(
            "{:?} {:?} {:?} {:?}",
            ide::document_symbols(snapshot, file),
            ide::tokens(snapshot, file, whole),
            ide::hints(snapshot, file, whole),
            ide::folds(snapshot, file)
        )
    };
    for (name, whole) in [("a.role", ROLE), ("a.md", PAGE)] {
        let (mut host, path) = workspace(name);
        let (mut fresh, _) = workspace(name);
        for (count, c) in whole.chars().enumerate() {
            let file = host.edit(&path, |text| {
                text.replace(text.len()..text.len(), &c.to_string());
                count as i32 + 1
            });
            let file = file.expect("an open document");
            let typed = shown(&host.snapshot(), file);
            if count % 16 == 0 || count + 1 == whole.chars().count() {
                let text: String = whole.chars().take(count + 1).collect();
                let id = fresh.open(&path, None, 1, &text);
                assert_eq!(typed, shown(&fresh.snapshot(), id), "{text:?}");
            }
        }
    }
}

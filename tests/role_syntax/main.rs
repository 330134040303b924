//! What holds for any `.role` text, however broken: no line is lost, a line half typed at the end changes nothing above it, and
//! an editor's incremental reading is the reading of the whole.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

mod by_line;

use proptest::prelude::*;
use rolelint::syntax::{NodeKind, Tree, role};
use rolelint::text::{LineIndex, TextEdit, TextRange};

const EXAMPLES: [&str; 4] = [
    include_str!("product-owner.role"),
    include_str!("organisation.role"),
    include_str!("post.role"),
    include_str!("half-written.role"),
];

/// Each node on a line: what it is, where it stands, its label and its text.
fn outline(tree: &Tree) -> Vec<String> {
    let node = |node| {
        let rolelint::syntax::Node { kind, range, .. } = node;
        format!("{kind:?} {}..{} {:?} {:?}", range.start, range.end, tree.label(&node), tree.text(&node))
    };
    tree.nodes.iter().copied().map(node).collect()
}

/// Every line with something to see on it lies in a node, all of it.
fn lost_line(source: &str) -> Option<String> {
    let tree = role::read(source);
    let index = LineIndex::new(source);
    (0..index.line_count()).map(|line| index.line_range(line)).find_map(|line| {
        let text = line.of(source).trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let start = line.start + line.of(source).find(text).unwrap_or(0) as u32;
        let seen = TextRange::new(start, start + text.len() as u32);
        let covered: u32 = tree.nodes.iter().map(|node| overlap(node.range, seen)).sum();
        // Between a label and the item on its line lie blanks that belong to neither.
        let blanks = text.chars().filter(|c| c.is_whitespace()).map(|c| c.len_utf8() as u32).sum::<u32>();
        (covered + blanks < seen.len()).then(|| format!("{text:?} in {source:?}: {:#?}", outline(&tree)))
    })
}

fn overlap(a: TextRange, b: TextRange) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Nodes come in order, do not overlap, and what they say is what stands there.
fn assert_sound(source: &str) {
    let tree = role::read(source);
    let mut last = 0;
    for node in &tree.nodes {
        assert!(node.range.start >= last, "{source:?}: {:#?}", outline(&tree));
        assert!(source.get(node.range.start as usize..node.range.end as usize).is_some(), "{node:?} in {source:?}");
        last = node.range.end;
        for part in [node.label, node.text] {
            if !part.is_empty() {
                let written = tree.source_range(part);
                assert!(node.range.contains_range(written), "{node:?} {written:?} in {source:?}");
                let said = tree.plain(part);
                assert!(
                    said == written.of(source) || written.of(source).contains(['\n', '\r']),
                    "{said:?} in {source:?}"
                );
            }
        }
    }
    for problem in &tree.problems {
        assert!(source.get(problem.range.start as usize..problem.range.end as usize).is_some(), "{problem:?}");
    }
}

#[test]
fn examples() {
    for (name, source) in ["product-owner", "organisation", "post", "half-written"].iter().zip(EXAMPLES) {
        let tree = role::read(source);
        let problems = tree.problems.iter().map(|p| format!("! {:?} {}", p.range.of(source), p.message));
        let lines: Vec<String> = outline(&tree).into_iter().chain(problems).collect();
        insta::assert_snapshot!(*name, lines.join("\n"));
    }
}

/// Wherever typing stops, what stands on the lines above is read as it was.
#[test]
fn a_cut_changes_no_line_above_it() {
    for source in EXAMPLES {
        let whole = outline(&role::read(source));
        for cut in (0..=source.len()).filter(|&at| source.is_char_boundary(at)) {
            let before = &source[..cut];
            let complete = before.rfind('\n').map_or(0, |at| at + 1) as u32;
            let part = role::read(before);
            for (node, line) in part.nodes.iter().zip(outline(&part)) {
                if node.range.end < complete {
                    // An item whose next line is a wrap is only known to be whole behind it.
                    let wraps = matches!(node.kind, NodeKind::Item(_)) && !whole.contains(&line);
                    let next = source[node.range.end as usize..].trim_start_matches(['\r', '\n']);
                    assert!(
                        whole.contains(&line) || wraps && next.starts_with([' ', '\t']),
                        "cut at {cut}: {line} is not in {whole:#?}"
                    );
                }
            }
            assert_eq!(lost_line(before), None);
        }
    }
}

#[test]
fn examples_lose_nothing() {
    for source in EXAMPLES {
        for ends in ["\n", "\r\n", "\r"] {
            let source = source.replace("\r\n", "\n").replace('\n', ends);
            assert_sound(&source);
            assert_eq!(lost_line(&source), None);
        }
    }
}

/// Line ends make no difference.
#[test]
fn any_line_end_reads_the_same() {
    for source in EXAMPLES {
        let unix = source.replace("\r\n", "\n");
        assert_eq!(says(&unix), says(&unix.replace('\n', "\r\n")));
        assert_eq!(says(&unix), says(&unix.replace('\n', "\r")));
    }
}

/// What each construct is, with its label and its text.
fn says(source: &str) -> Vec<String> {
    let tree = role::read(source);
    tree.nodes.iter().map(|node| format!("{:?}|{}|{}", node.kind, tree.label(node), tree.text(node))).collect()
}

#[test]
fn examples_read_as_the_rules_say() {
    for source in EXAMPLES {
        assert_eq!(says(source), by_line::read(source));
    }
}

#[test]
fn white_space_of_any_kind_says_nothing() {
    let source = "Duties:\n- one\n \u{2028}\n  two\n\u{c}\n- \u{2003}\n";
    assert_eq!(says(source), ["Section|Duties|", "Item(Bullet)||one two", "Item(Bullet)||"]);
    assert_sound(source);
}

/// What means something to the language, or has broken a reader before.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\n", "\n", "\r\n", "\r", " ", "  ", "\t", "\u{a0}", "- ", "-", "* ", "• ", "1. ", "12.", "#", "# ", "##", ":",
    ": ", "::", "//", "https://", "@", "@a", "@@", "a@b", "**", "*", "Role", "Role:", "role : ", "Team:", "Team: ",
    "Product: ", "ART:", "Train: ", "Area: ", "Duties:", "Duites:", "Works with:", "Id:", "Teams: ", "  Duties:",
    " Apply://", "word", "a: b", "é", "日本", "ü: ", "\u{0}", "\u{1}", "\u{feff}", "\u{2028}", "\u{200b}", "😀",
    "e\u{301}", "\u{c}", "\u{b}", "10:30 ", "(x): ",
];

/// Pieces in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_loses_a_line(source in text()) {
        assert_sound(&source);
        prop_assert_eq!(lost_line(&source), None);
    }

    #[test]
    fn any_text_reads_as_the_rules_say(source in prop::collection::vec(prop::sample::select(PIECES), 0..30)) {
        let source = source.concat();
        prop_assert_eq!(says(&source), by_line::read(&source), "{:?}", source);
    }

    #[test]
    fn any_characters_can_be_read(source in ".*") {
        assert_sound(&source);
        prop_assert_eq!(lost_line(&source), None);
    }

    /// The reader never meets an error of the grammar: every text is one of the language.
    #[test]
    fn the_grammar_is_total(source in text()) {
        let tree = role::parse(&source, None).unwrap();
        prop_assert!(!tree.root_node().has_error(), "{}", tree.root_node().to_sexp());
    }

    #[test]
    fn incremental_reading_is_whole_reading(
        example in prop_oneof![prop::sample::select(&EXAMPLES[..]).prop_map(str::to_owned), text()],
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..12usize, text()), 1..6),
    ) {
        let mut source = example;
        let mut tree = role::parse(&source, None).unwrap();
        for (at, length, text) in edits {
            let boundary = |mut at: usize| {
                while !source.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = boundary(at.index(source.len() + 1));
            let end = boundary((start + length).min(source.len()));
            let change = TextEdit { range: TextRange::from_usize(start, end), text };
            role::edit(&mut tree, &source, &change);
            source.replace_range(start..end, &change.text);
            tree = role::parse(&source, Some(&tree)).unwrap();
            let whole = role::parse(&source, None).unwrap();
            prop_assert_eq!(tree.root_node().to_sexp(), whole.root_node().to_sexp(), "{:?}", &source);
            prop_assert_eq!(outline(&role::read_tree(&source, &tree)), outline(&role::read(&source)));
        }
    }

    /// A tree of another text is wrong, but harmless.
    #[test]
    fn a_tree_of_another_text_is_harmless(source in text(), other in text()) {
        let tree = role::parse(&other, None).unwrap();
        let _ = role::read_tree(&source, &tree);
    }
}

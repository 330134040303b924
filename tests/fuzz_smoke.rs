//! The targets of `fuzz/` on mutated documents, on any compiler. `FUZZ_ROUNDS` says how many inputs each target gets.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "../fuzz/src/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// Documents of this repository with these endings.
fn seeds(endings: &[&str]) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["examples/healthy", "examples/confused", "tests/recall", "tests/ordinary", "tests/role_syntax"];
    let files = folders.iter().flat_map(|f| fs::read_dir(root.join(f)).expect("there").flatten());
    let mut paths: Vec<_> =
        files.map(|e| e.path()).filter(|p| endings.iter().any(|e| p.to_string_lossy().ends_with(e))).collect();
    paths.sort();
    paths.iter().map(|p| fs::read(p).expect("readable")).collect()
}

const PIECES: [&[u8]; 24] = [
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"- ",
    b"* ",
    b"1. ",
    b"#",
    b"# ",
    b": ",
    b"@",
    b"@a-b",
    b"\xff",
    b"\xf0\x9f\x98\x80",
    b"\xc2\xa0",
    b"\xef\xbb\xbf",
    b"Role:",
    b"\n\nTeam: X\n",
    b"Duties:\n",
    b"30% ",
    b"---\n",
    b"<li>",
    b"```",
    b"|a|b|\n|-|-|\n",
];

fn mutated(dice: &mut Dice, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut made = seeds[dice.below(seeds.len())].clone();
    // A short stretch is read faster and is as odd as a long one.
    let start = dice.below(made.len());
    let end = (start + 1 + dice.below(600)).min(made.len());
    made = made[start..end].to_vec();
    for _ in 0..dice.below(12) {
        let at = dice.below(made.len() + 1);
        match dice.below(5) {
            0 if !made.is_empty() => {
                let at = at.min(made.len() - 1);
                made[at] = dice.below(256) as u8;
            }
            1 => {
                let end = (at + dice.below(30)).min(made.len());
                made.drain(at..end);
            }
            2 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len());
                let part = &other[from..(from + dice.below(80)).min(other.len())];
                made.splice(at..at, part.iter().copied());
            }
            _ => {
                let piece = PIECES[dice.below(PIECES.len())];
                made.splice(at..at, piece.iter().copied());
            }
        }
    }
    made
}

fn rounds(usual: usize) -> usize {
    std::env::var("FUZZ_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

fn run(target: impl Fn(&[u8]), endings: &[&str], usual: usize) {
    let seeds = seeds(endings);
    seeds.iter().for_each(|seed| target(seed));
    let mut dice = Dice(usual as u64);
    for _ in 0..rounds(usual) {
        target(&mutated(&mut dice, &seeds));
    }
}

#[test]
fn grammar() {
    run(targets::grammar, &[".role"], 3000);
}

#[test]
fn role() {
    run(targets::role, &[".role"], 3000);
}

#[test]
fn markdown() {
    run(targets::markdown, &[".md"], 2000);
}

#[test]
fn prose() {
    run(targets::prose, &[".md", ".role"], 1000);
}

#[test]
fn edits() {
    run(targets::edits, &[".role"], 1000);
}

#[test]
fn document() {
    run(targets::document, &[".role", ".md"], 300);
}

#[test]
fn messages() {
    let open = |text: &str| {
        serde_json::json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument":
            {"uri": "file:///nowhere-at-all/a.role", "languageId": "role", "version": 1, "text": text}}})
        .to_string()
    };
    let ask = |method: &str| {
        let at = serde_json::json!({"textDocument": {"uri": "file:///nowhere-at-all/a.role"}, "position": {"line": 1, "character": 3},
            "newName": "x", "context": {"includeDeclaration": true, "diagnostics": []}, "query": "a",
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 9}}});
        serde_json::json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": at}).to_string()
    };
    let methods = [
        "hover",
        "completion",
        "rename",
        "references",
        "codeAction",
        "documentSymbol",
        "inlayHint",
        "semanticTokens/full",
    ];
    let mut seed = open("Role: Product Owner\nId: po\n\nDuties:\n- Order the backlog\n");
    for method in methods {
        seed += "\n";
        seed += &ask(&format!("textDocument/{method}"));
    }
    seed += "\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}\n!Content-Length: 9\r\n\r\n{\"a\":1}\n";
    let seeds = vec![seed.into_bytes()];
    targets::messages(&seeds[0]);
    let mut dice = Dice(7);
    for _ in 0..rounds(150) {
        targets::messages(&mutated(&mut dice, &seeds));
    }
}

//! Every signal with sentences that show it and near misses (`tests/prose/signals.tsv`).

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::collections::BTreeMap;

use rolelint::prose::{self, Context, Signal};

const SENTENCES: &str = include_str!("prose/signals.tsv");

#[test]
fn signals_are_found_where_they_are_said_and_nowhere_else() {
    let mut counts: BTreeMap<Signal, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in SENTENCES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, said, text] = fields.as_slice() else { panic!("three fields are needed: {line}") };
        let signal: Signal = serde_json::from_str(&format!("\"{name}\"")).unwrap();
        let expected = *said == "yes";
        let entry = counts.entry(signal).or_default();
        if expected {
            entry.0 += 1;
        } else {
            entry.1 += 1;
        }
        let reading = prose::read(text, &Context::default());
        if reading.has(signal) != expected {
            wrong.push(format!("{name} expected {said}: {text} (found {:?})", reading.signals));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    // Each variant with three of both kinds.
    assert_eq!(counts.len(), 35, "a signal without sentences");
    assert!(counts.values().all(|(yes, no)| *yes >= 3 && *no >= 3), "{counts:?}");
}

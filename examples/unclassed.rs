//! Words of our own sentences that the vocabulary puts in no class, commonest first.

use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for path in std::env::args().skip(1) {
        for line in std::fs::read_to_string(path)?.lines() {
            if let Some(text) = line.split('\t').nth(3) {
                for word in rolelint::prose::training::words_without_class(text) {
                    *counts.entry(word).or_default() += 1;
                }
            }
        }
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    for (word, count) in sorted {
        println!("{count}\t{word}");
    }
    Ok(())
}

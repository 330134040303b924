//! Words that the vocabulary puts in no class, commonest first, in labelled sentences or lines:
//! `cargo run --release --example unclassed -- FILE.tsv...`. With `--share`, only how many of all content words they are, by file.

use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let share = paths.first().is_some_and(|p| p == "--share");
    if share {
        paths.remove(0);
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let (mut all, mut unknown) = (0usize, 0usize);
        let text = std::fs::read_to_string(&path)?;
        // Lines of documents have a header and their text in the third column, our own sentences in the fourth.
        let documents = text.starts_with("doc\t");
        for line in text.lines().skip(usize::from(documents)) {
            let fields: Vec<&str> = line.split('\t').collect();
            if documents && fields.get(3) != Some(&"duty") {
                continue;
            }
            let Some(statement) = fields.get(if documents { 2 } else { 3 }) else { continue };
            for (word, known) in rolelint::prose::training::content_words(statement) {
                all += 1;
                if !known {
                    unknown += 1;
                    *counts.entry(word).or_default() += 1;
                }
            }
        }
        if share {
            println!("{:.3}  {unknown} of {all}  {path}", unknown as f64 / all.max(1) as f64);
        }
    }
    if share {
        return Ok(());
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    for (word, count) in sorted {
        println!("{count}\t{word}");
    }
    Ok(())
}

//! Categories of our own measuring sentences, which nothing was trained on: floors that only rise.

use rolelint::prose::{self, Context};

const SENTENCES: &str = include_str!("labelled/sentences.tsv");

/// Category, second category or nothing, text, hard or plain.
fn sentences() -> Vec<[&'static str; 4]> {
    SENTENCES
        .lines()
        .filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [label, second, _, text, hardness] => Some([label, second, text, hardness]),
            _ => None,
        })
        .collect()
}

fn share(right: impl Iterator<Item = bool>) -> f64 {
    let (mut hit, mut all) = (0u32, 0u32);
    for right in right {
        all += 1;
        hit += u32::from(right);
    }
    f64::from(hit) / f64::from(all.max(1))
}

#[test]
fn sentences_never_trained_on_get_their_category() {
    let sentences = sentences();
    assert!(sentences.len() >= 795, "{}", sentences.len());
    let read: Vec<_> = sentences.iter().map(|s| (s, prose::read(s[2], &Context::default()))).collect();
    let first = share(read.iter().map(|(s, r)| r.category.name() == s[0]));
    let either = share(read.iter().map(|(s, r)| [s[0], s[1]].contains(&r.category.name())));
    let hard = share(read.iter().filter(|(s, _)| s[3] == "hard").map(|(s, r)| r.category.name() == s[0]));
    assert!(first >= 0.80 && either >= 0.885 && hard >= 0.72, "first {first:.3}, either {either:.3}, hard {hard:.3}");
}

#[test]
fn high_confidence_is_mostly_right_and_not_rare() {
    let read: Vec<_> = sentences().into_iter().map(|s| (s, prose::read(s[2], &Context::default()))).collect();
    let sure: Vec<_> = read.iter().filter(|(_, r)| r.confidence >= 0.9).collect();
    let right = share(sure.iter().map(|(s, r)| r.category.name() == s[0]));
    let rate = sure.len() as f64 / read.len() as f64;
    assert!(right >= 0.95 && rate >= 0.40, "right {right:.3}, sure of {rate:.3}");
}

#[test]
fn no_measuring_sentence_is_trained_on() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/prose/training");
    let plain = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    let contacts = [include_str!("labelled/contacts_unseen.tsv"), include_str!("labelled/contacts_held.tsv")];
    let of_contacts = contacts.iter().flat_map(|table| table.lines()).filter_map(|line| line.split('\t').nth(1));
    let measured: std::collections::HashSet<String> =
        sentences().iter().map(|s| s[2]).chain(of_contacts).map(plain).collect();
    assert!(measured.len() > 1_500, "{}", measured.len());
    for entry in std::fs::read_dir(folder).expect("the folder of the training sentences") {
        let path = entry.expect("an entry of the folder").path();
        if path.extension().is_none_or(|e| e != "tsv") {
            continue;
        }
        for line in std::fs::read_to_string(&path).expect("training sentences").lines() {
            let text = line.split('\t').nth(3).unwrap_or_default();
            assert!(!measured.contains(&plain(text)), "{}: {text}", path.display());
        }
    }
}

//! From text to findings, inside one process: what a document costs, part by part.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rolelint::config::Settings;
use rolelint::lint::lint;
use rolelint::model::{self, Organisation};
use rolelint::prose::Context;
use rolelint::syntax::markdown;
use rolelint::workspace::Analysis;

#[path = "support/documents.rs"]
mod documents;

fn check(c: &mut Criterion) {
    let texts: Vec<String> = (0..200).map(|seed| documents::job_spec(seed, 5_000)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let context = Context::default();
    let mut group = c.benchmark_group("200 job specs of 5 kB");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("syntax", |b| {
        b.iter(|| texts.iter().map(|t| black_box(markdown::read(t)).nodes.len()).sum::<usize>());
    });
    let trees: Vec<_> = texts.iter().map(|t| markdown::read(t)).collect();
    group.bench_function("model and prose", |b| {
        b.iter(|| {
            let read = texts.iter().zip(&trees).map(|(t, tree)| model::read("spec.md", t, tree, &context));
            read.map(|d| black_box(d).roles.len()).sum::<usize>()
        });
    });
    let analyses: Vec<Analysis> =
        texts.iter().enumerate().map(|(i, t)| Analysis::of(&format!("{i}.md"), t.as_str(), &context)).collect();
    let mut organisation = Organisation::new(true);
    let ids: Vec<_> = analyses.iter().map(|a| organisation.insert(&a.path, &a.document, &a.lines, &a.text)).collect();
    let settings = Settings::default();
    group.bench_function("rules", |b| {
        b.iter(|| {
            let linted = analyses.iter().zip(&ids).map(|(a, id)| lint(&a.document, *id, &organisation, &settings));
            linted.map(|f| f.len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);

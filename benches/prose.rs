//! Time to read one duty, over distinct duties, nothing cached.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rolelint::prose::{self, Context};

fn duties() -> Vec<&'static str> {
    include_str!("../tests/labelled/sentences.tsv").lines().filter_map(|l| l.split('\t').nth(3)).collect()
}

fn read(c: &mut Criterion) {
    let duties = duties();
    let context = Context::default();
    // The vocabulary is read at first use; that is start-up, not reading.
    prose::read("Order the backlog", &context);
    let words: usize = duties.iter().map(|d| d.split_whitespace().count()).sum();
    println!("{} duties, {:.1} words each", duties.len(), words as f64 / duties.len() as f64);
    let mut group = c.benchmark_group("prose");
    group.throughput(Throughput::Elements(duties.len() as u64));
    group.bench_function("read distinct duties", |b| {
        b.iter(|| {
            let mut sum = 0usize;
            for duty in &duties {
                sum += prose::read(duty, &context).evidence.len();
            }
            sum
        });
    });
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);

//! How long reading a `.role` text takes: whole, and after one edit.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use rolelint::syntax::role;
use rolelint::text::{TextEdit, TextRange};

const EXAMPLE: &str = include_str!("../tests/role_syntax/product-owner.role");

fn of_about(bytes: usize) -> String {
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(EXAMPLE);
        text.push('\n');
    }
    text
}

fn read(criterion: &mut Criterion) {
    for (name, bytes) in [("5 kB", 4_500), ("200 kB", 200_000)] {
        let source = of_about(bytes);
        criterion.bench_function(&format!("read/{name} ({} bytes)", source.len()), |b| {
            b.iter(|| role::read(black_box(&source)))
        });
        criterion.bench_function(&format!("parse/{name}"), |b| b.iter(|| role::parse(black_box(&source), None)));
        let Some(tree) = role::parse(&source, None) else { return };
        criterion.bench_function(&format!("lower/{name}"), |b| b.iter(|| role::read_tree(black_box(&source), &tree)));
        for (place, at) in [("start", 100), ("middle", source.len() / 2), ("end", source.len() - 100)] {
            let at = (at..).find(|&at| source.is_char_boundary(at)).unwrap_or(0);
            let change = TextEdit { range: TextRange::from_usize(at, at), text: "x".to_owned() };
            let mut after = source.clone();
            after.insert(at, 'x');
            criterion.bench_function(&format!("reparse/{name}, {place}"), |b| {
                b.iter_batched(
                    || tree.clone(),
                    |mut tree| {
                        role::edit(&mut tree, &source, &change);
                        role::parse(black_box(&after), Some(&tree))
                    },
                    BatchSize::SmallInput,
                );
            });
        }
    }
}

criterion_group!(benches, read);
criterion_main!(benches);

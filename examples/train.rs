//! Makes `src/prose/model/en.bin` from the sentences and features in `src/prose/training/`, the same bytes each time.
//!
//! `cargo run --release --example train`: train and write the model.
//! `... -- --take LINES.tsv INDEX.tsv`: read labelled lines of documents that may not be held here and keep their hashed
//!   features in `src/prose/training/documents.features`, then train.
//! `... -- --folds LINES.tsv INDEX.tsv [TWO-READERS.tsv]`: leave one employer out at a time and print how often the label is right;
//!   writes nothing.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;

use rolelint::prose::{Category, training};

const CLASSES: usize = 11;
const ROOM: &str = "src/prose/training";

/// Settings of the fit, chosen by leaving one employer out.
struct Settings {
    rounds: usize,
    /// Pull of every weight towards nothing.
    decay: f64,
    /// How much of the target the second label gets.
    second: f64,
    /// Weight of a line of a real document against a sentence of ours.
    documents: f64,
    /// Weight of a duty out of a whole made-up list. There are as many of them as of all other sentences, and they stand further
    /// from real lines: at 1, employers left out are read 1.6 points worse, and writers left out 2.4 points better.
    lists: f64,
    rate: f64,
    /// Features seen in fewer statements are left out.
    rare: usize,
}

fn settings() -> Settings {
    let ask = |name: &str, default: f64| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
    Settings {
        rounds: ask("ROUNDS", 30.0) as usize,
        decay: ask("DECAY", 2e-4),
        second: ask("SECOND", 0.15),
        documents: ask("DOCUMENTS", 2.5),
        lists: ask("LISTS", 0.3),
        rate: ask("RATE", 0.02),
        rare: ask("RARE", 1.0) as usize,
    }
}

#[derive(Clone)]
struct Example {
    features: Vec<u32>,
    label: usize,
    second: Option<usize>,
    /// 0 for our own sentences, else a number for the employer.
    group: usize,
    weight: f64,
}

fn category(name: &str) -> Option<usize> {
    Category::ALL.iter().position(|c| c.name() == name)
}

/// Our sentences: label, second label, contact, text.
fn own_sentences(settings: &Settings) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(ROOM)?.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "tsv"));
    paths.sort();
    let mut examples = Vec::new();
    for path in paths {
        let of_lists = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("roles_"));
        for (number, line) in fs::read_to_string(&path)?.lines().enumerate() {
            let mut fields = line.split('\t');
            let (Some(label), Some(second), Some(_), Some(text)) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                return Err(format!("{}, line {}: four fields are needed", path.display(), number + 1).into());
            };
            let label = category(label)
                .ok_or_else(|| format!("{}, line {}: no category '{label}'", path.display(), number + 1))?;
            examples.push(Example {
                features: training::features(text),
                label,
                second: category(second),
                group: 0,
                weight: if of_lists { settings.lists } else { 1.0 },
            });
        }
    }
    Ok(examples)
}

/// A line of a document: what is kept of it, its place, its text.
type Taken = (Example, String, String);

/// Duty lines of real documents: only while taking their features.
fn document_lines(lines: &str, index: &str) -> Result<Vec<Taken>, Box<dyn Error>> {
    let mut employers: HashMap<String, usize> = HashMap::new();
    let mut employer_of = HashMap::new();
    for row in fs::read_to_string(index)?.lines().skip(1) {
        let mut fields = row.split('\t');
        if let (Some(path), Some(repository)) = (fields.next(), fields.next()) {
            // Repositories of one owner share sentences: the owner is the employer.
            let employer = repository.split('/').next().unwrap_or(repository);
            let next = employers.len() + 1;
            employer_of.insert(path.to_owned(), *employers.entry(employer.to_owned()).or_insert(next));
        }
    }
    let mut examples = Vec::new();
    for row in fs::read_to_string(lines)?.lines().skip(1) {
        let f: Vec<&str> = row.split('\t').collect();
        if f.len() < 7 || f[3] != "duty" {
            continue;
        }
        let Some(label) = category(f[4]) else { continue };
        let group = employer_of.get(f[0]).copied().unwrap_or(usize::MAX);
        let example = Example { features: training::features(f[2]), label, second: category(f[5]), group, weight: 1.0 };
        examples.push((example, format!("{}\t{}", f[0], f[1]), f[2].to_owned()));
    }
    Ok(examples)
}

fn write_features(path: &str, examples: &[Example]) -> Result<(), Box<dyn Error>> {
    let mut bytes = Vec::new();
    for e in examples {
        bytes.push(e.label as u8);
        bytes.push(e.second.map_or(u8::MAX, |s| s as u8));
        bytes.push(e.group as u8);
        bytes.extend((e.features.len() as u16).to_le_bytes());
        for f in &e.features {
            bytes.extend(f.to_le_bytes());
        }
    }
    Ok(fs::write(path, bytes)?)
}

fn read_features(path: &str) -> Vec<Example> {
    let Ok(bytes) = fs::read(path) else { return Vec::new() };
    let mut examples = Vec::new();
    let mut at = 0;
    while at + 5 <= bytes.len() {
        let count = usize::from(u16::from_le_bytes([bytes[at + 3], bytes[at + 4]]));
        let end = at + 5 + count * 4;
        let features = bytes[at + 5..end.min(bytes.len())]
            .chunks_exact(4)
            .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
            .collect();
        let second = usize::from(bytes[at + 1]);
        examples.push(Example {
            features,
            label: usize::from(bytes[at]),
            second: (second < CLASSES).then_some(second),
            group: usize::from(bytes[at + 2]),
            weight: 1.0,
        });
        at = end;
    }
    examples
}

/// e to the power of x without the platform's library, so that every machine gets the same bytes.
fn exp(x: f64) -> f64 {
    let x = x.clamp(-60.0, 60.0);
    let n = (x * std::f64::consts::LOG2_E).floor();
    let r = x - n * std::f64::consts::LN_2;
    let mut term = 1.0;
    let mut sum = 1.0;
    for i in 1..16 {
        term *= r / f64::from(i);
        sum += term;
    }
    sum * f64::from_bits(((n as i64 + 1023) as u64) << 52)
}

/// Weights by feature.
struct Model {
    ids: HashMap<u32, usize>,
    weights: Vec<[f64; CLASSES]>,
    bias: [f64; CLASSES],
}

impl Model {
    fn probabilities(&self, features: &[u32]) -> [f64; CLASSES] {
        let mut scores = self.bias;
        let strength = training::strength(features.len());
        for f in features {
            if let Some(id) = self.ids.get(f) {
                for (s, w) in scores.iter_mut().zip(&self.weights[*id]) {
                    *s += w * strength;
                }
            }
        }
        softmax(scores)
    }
}

fn softmax(mut scores: [f64; CLASSES]) -> [f64; CLASSES] {
    let top = scores.iter().fold(f64::MIN, |m, s| m.max(*s));
    let mut total = 0.0;
    for s in &mut scores {
        *s = exp(*s - top);
        total += *s;
    }
    scores.map(|s| s / total)
}

/// Multinomial logistic regression by adaptive steps in a fixed order.
///
/// First with all features; then again with those that the model file has room for, the weightiest.
fn fit(examples: &[&Example], settings: &Settings) -> Model {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for e in examples {
        for f in &e.features {
            *counts.entry(*f).or_default() += 1;
        }
    }
    let mut kept: Vec<u32> = counts.iter().filter(|(_, n)| **n >= settings.rare).map(|(f, _)| *f).collect();
    kept.sort_unstable();
    let most = std::env::var("MOST").ok().and_then(|v| v.parse().ok()).unwrap_or(training::MOST_FEATURES);
    if kept.len() > most {
        let first = descend(examples, &kept, settings);
        let size = |f: &u32| centred(&first.weights[first.ids[f]]).iter().map(|x| x * x).sum::<f64>();
        let mut sized: Vec<(f64, u32)> = kept.iter().map(|f| (size(f), *f)).collect();
        sized.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        sized.truncate(most);
        kept = sized.into_iter().map(|s| s.1).collect();
        kept.sort_unstable();
    }
    descend(examples, &kept, settings)
}

/// Stochastic gradient descent with a falling rate and a pull to nothing; the mean of the later rounds is kept.
fn descend(examples: &[&Example], kept: &[u32], settings: &Settings) -> Model {
    let ids: HashMap<u32, usize> = kept.iter().enumerate().map(|(i, f)| (*f, i)).collect();
    let rows: Vec<Vec<u32>> =
        examples.iter().map(|e| e.features.iter().filter_map(|f| ids.get(f).map(|i| *i as u32)).collect()).collect();
    let mut weights = vec![[0f64; CLASSES]; kept.len()];
    // All weights are held divided by this, so that the pull costs nothing.
    let mut size = 1.0;
    let mut bias = [0f64; CLASSES];
    let mut mean = vec![[0f64; CLASSES]; kept.len()];
    let mut bias_mean = [0f64; CLASSES];
    let mut means = 0.0;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    let mut steps = 0.0;
    for round in 0..settings.rounds {
        for i in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        for &at in &order {
            let e = examples[at];
            let strength = training::strength(e.features.len());
            let mut scores = bias;
            for id in &rows[at] {
                for (s, w) in scores.iter_mut().zip(&weights[*id as usize]) {
                    *s += w * strength * size;
                }
            }
            let p = softmax(scores);
            let rate = settings.rate / (1.0 + settings.rate * settings.decay * 10.0 * steps);
            steps += 1.0;
            size *= 1.0 - rate * settings.decay;
            let mut gradient = [0f64; CLASSES];
            for c in 0..CLASSES {
                let target = match e.second {
                    Some(s) if s == c => settings.second,
                    Some(_) if e.label == c => 1.0 - settings.second,
                    None if e.label == c => 1.0,
                    _ => 0.0,
                };
                gradient[c] = (p[c] - target) * e.weight * rate;
                bias[c] -= gradient[c];
            }
            let step = strength / size;
            for id in &rows[at] {
                let w = &mut weights[*id as usize];
                for c in 0..CLASSES {
                    w[c] -= gradient[c] * step;
                }
            }
        }
        if round * 2 >= settings.rounds {
            means += 1.0;
            for (m, w) in mean.iter_mut().zip(&weights) {
                for c in 0..CLASSES {
                    m[c] += w[c] * size;
                }
            }
            for c in 0..CLASSES {
                bias_mean[c] += bias[c];
            }
        }
    }
    let weights = mean.iter().map(|m| m.map(|x| x / means)).collect();
    Model { ids, weights, bias: bias_mean.map(|x| x / means) }
}

fn best(p: &[f64; CLASSES]) -> usize {
    (0..CLASSES).fold(0, |b, c| if p[c] > p[b] { c } else { b })
}

fn second_of(p: &[f64; CLASSES], first: usize) -> usize {
    (0..CLASSES).filter(|c| *c != first).fold(usize::from(first == 0), |b, c| if p[c] > p[b] { c } else { b })
}

/// Rate of right answers at evenly spaced probabilities, never falling, from judgements on what was not trained on.
fn curve(judged: &[(f64, f64)]) -> [f64; 17] {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Pool neighbours until the rates rise.
    let mut pools: Vec<(f64, f64, f64)> = Vec::new();
    for (p, right) in sorted {
        pools.push((p, right, 1.0));
        while pools.len() > 1 {
            let (a, b) = (pools[pools.len() - 2], pools[pools.len() - 1]);
            if a.1 / a.2 < b.1 / b.2 {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push(((a.0 * a.2 + b.0 * b.2) / (a.2 + b.2), a.1 + b.1, a.2 + b.2));
        }
    }
    let mut points = [0f64; 17];
    for (i, point) in points.iter_mut().enumerate() {
        let at = i as f64 / 16.0;
        let low = pools.iter().rev().find(|p| p.0 <= at);
        let high = pools.iter().find(|p| p.0 > at);
        *point = match (low, high) {
            (Some(l), Some(h)) => {
                let share = (at - l.0) / (h.0 - l.0);
                (l.1 + 1.0) / (l.2 + 2.0) * (1.0 - share) + (h.1 + 1.0) / (h.2 + 2.0) * share
            }
            (Some(l), None) => (l.1 + 1.0) / (l.2 + 2.0),
            (None, Some(h)) => (h.1 + 1.0) / (h.2 + 2.0) * at / h.0.max(1e-6),
            (None, None) => at,
        };
    }
    for i in 1..17 {
        points[i] = points[i].max(points[i - 1]);
    }
    points
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let settings = settings();
    let own = own_sentences(&settings)?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--folds", lines, index, rest @ ..] => {
            folds(&own, lines, index, rest.first().copied(), &settings)?;
        }
        ["--take", lines, index] => {
            let taken: Vec<Example> = document_lines(lines, index)?.into_iter().map(|(e, _, _)| e).collect();
            write_features(&format!("{ROOM}/documents.features"), &taken)?;
            train(own, &settings)?;
        }
        [] => train(own, &settings)?,
        _ => {
            return Err(
                "usage: train [--take LINES.tsv INDEX.tsv | --folds LINES.tsv INDEX.tsv [TWO-READERS.tsv]]".into()
            );
        }
    }
    Ok(())
}

fn train(own: Vec<Example>, settings: &Settings) -> Result<(), Box<dyn Error>> {
    let mut documents = read_features(&format!("{ROOM}/documents.features"));
    for e in &mut documents {
        e.weight = settings.documents;
    }
    // The curve comes from employers left out.
    let mut judged = Vec::new();
    let groups: std::collections::BTreeSet<usize> = documents.iter().map(|e| e.group).collect();
    for group in groups {
        let model = fit(&own.iter().chain(documents.iter().filter(|e| e.group != group)).collect::<Vec<_>>(), settings);
        judged.extend(documents.iter().filter(|e| e.group == group).map(|e| judge(&model, e)));
    }
    let points = curve(&judged);
    let all: Vec<&Example> = own.iter().chain(&documents).collect();
    let model = fit(&all, settings);
    let mut ids: Vec<(u32, usize)> = model.ids.iter().map(|(f, i)| (*f, *i)).collect();
    ids.sort_unstable();
    let mut rows: Vec<(u32, [f64; CLASSES])> = ids.into_iter().map(|(f, i)| (f, centred(&model.weights[i]))).collect();
    let size = |w: &[f64; CLASSES]| w.iter().map(|x| x * x).sum::<f64>();
    rows.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)).then(a.0.cmp(&b.0)));
    let features = rows.len();
    rows.truncate(training::MOST_FEATURES);
    let file = training::model_file(&rows, &model.bias, &points);
    fs::create_dir_all("src/prose/model")?;
    fs::write("src/prose/model/en.bin", &file)?;
    println!("{} statements, {features} features, {} kept, {} bytes", all.len(), rows.len(), file.len());
    println!("curve {points:.2?}");
    Ok(())
}

/// The same weights with a mean of nothing: what is added to all categories decides nothing.
fn centred(weights: &[f64; CLASSES]) -> [f64; CLASSES] {
    let mean = weights.iter().sum::<f64>() / CLASSES as f64;
    weights.map(|w| w - mean)
}

/// How right it is to name the second of two labels, for the curve: with 1 less than 95% of the surest sentences would be right.
const SECOND_RIGHT: f64 = 0.9;

/// The likeliest category's probability, and how right it is.
fn judge(model: &Model, e: &Example) -> (f64, f64) {
    let p = model.probabilities(&e.features);
    let b = best(&p);
    let right = match (b == e.label, Some(b) == e.second) {
        (true, _) => 1.0,
        (_, true) => SECOND_RIGHT,
        _ => 0.0,
    };
    (p[b], right)
}

fn folds(
    own: &[Example],
    lines: &str,
    index: &str,
    readers: Option<&str>,
    settings: &Settings,
) -> Result<(), Box<dyn Error>> {
    let mut all = document_lines(lines, index)?;
    for (e, _, _) in &mut all {
        e.weight = settings.documents;
    }
    let mut second_reader: BTreeMap<String, (String, String, String, String)> = BTreeMap::new();
    if let Some(path) = readers {
        for row in fs::read_to_string(path)?.lines().skip(1) {
            let f: Vec<&str> = row.split('\t').collect();
            if f.len() >= 6 {
                second_reader
                    .insert(format!("{}\t{}", f[0], f[1]), (f[2].into(), f[3].into(), f[4].into(), f[5].into()));
            }
        }
    }
    let groups: std::collections::BTreeSet<usize> = all.iter().map(|(e, _, _)| e.group).collect();
    let groups: Vec<usize> = groups.into_iter().collect();
    let shared: Vec<Vec<(usize, [f64; CLASSES])>> = std::thread::scope(|scope| {
        let handles: Vec<_> = groups
            .chunks(groups.len().div_ceil(2))
            .map(|chunk| {
                let all = &all;
                scope.spawn(move || {
                    let mut result = Vec::new();
                    for group in chunk {
                        let training: Vec<&Example> =
                            own.iter().chain(all.iter().map(|(e, _, _)| e).filter(|e| e.group != *group)).collect();
                        let model = fit(&training, settings);
                        for (i, (e, _, _)) in all.iter().enumerate() {
                            if e.group == *group {
                                result.push((i, model.probabilities(&e.features)));
                            }
                        }
                    }
                    result
                })
            })
            .collect();
        handles.into_iter().map(|h| h.join().unwrap_or_default()).collect()
    });
    let mut judged: Vec<(usize, [f64; CLASSES])> = shared.into_iter().flatten().collect();
    judged.sort_by_key(|j| j.0);
    let mut confusion = [[0usize; CLASSES]; CLASSES];
    let (mut same, mut either) = (0, 0);
    let (mut agree, mut agree_same, mut readers_either, mut readers_all) = (0, 0, 0, 0);
    let mut agree_confusion = [[0usize; CLASSES]; CLASSES];
    for (i, p) in &judged {
        let (e, key, text) = &all[*i];
        let b = best(p);
        confusion[e.label][b] += 1;
        same += usize::from(b == e.label);
        either += usize::from(b == e.label || Some(b) == e.second);
        if let Some((a, a2, b1, b2)) = second_reader.get(key) {
            let name = Category::ALL[b].name();
            readers_all += 1;
            readers_either += usize::from([a, a2, b1, b2].iter().any(|l| l.as_str() == name));
            if a == b1 {
                agree += 1;
                agree_same += usize::from(a == name);
                if let Some(t) = category(a) {
                    agree_confusion[t][b] += 1;
                }
            }
        }
        if std::env::var("ERRORS").is_ok() && b != e.label {
            let s = second_of(p, b);
            println!(
                "{:>12} /{:<12} got {:>12} {:.2} then {:<12} {}",
                Category::ALL[e.label].name(),
                e.second.map_or("", |s| Category::ALL[s].name()),
                Category::ALL[b].name(),
                p[b],
                Category::ALL[s].name(),
                text
            );
        }
    }
    let n = judged.len();
    println!("{n} lines of {} employers, each judged without its employer", groups.len());
    println!("same category {:.3}, among either label {:.3}", same as f64 / n as f64, either as f64 / n as f64);
    if readers_all > 0 {
        println!(
            "two readers: {readers_all} lines, in any label {:.3}; both agree on {agree}: {:.3}, macro-F1 {:.3}",
            readers_either as f64 / readers_all as f64,
            agree_same as f64 / agree as f64,
            macro_f1(&agree_confusion)
        );
    }
    println!("macro-F1 {:.3}", macro_f1(&confusion));
    if std::env::var("TABLE").is_ok() {
        for (i, row) in confusion.iter().enumerate() {
            println!("{:>13} {}", Category::ALL[i].name(), row.iter().map(|n| format!("{n:4}")).collect::<String>());
        }
    }
    let mut sure: Vec<(f64, bool, bool)> = judged
        .iter()
        .map(|(i, p)| {
            let e = &all[*i].0;
            let b = best(p);
            (p[b], b == e.label, b == e.label || Some(b) == e.second)
        })
        .collect();
    sure.sort_by(|a, b| b.0.total_cmp(&a.0));
    for share in [0.2, 0.4, 0.6, 0.8] {
        let top = &sure[..(n as f64 * share) as usize];
        println!(
            "surest {:.0}%: right {:.3}, either {:.3}, from probability {:.2}",
            share * 100.0,
            top.iter().filter(|s| s.1).count() as f64 / top.len() as f64,
            top.iter().filter(|s| s.2).count() as f64 / top.len() as f64,
            top.last().map_or(0.0, |s| s.0)
        );
    }
    Ok(())
}

fn macro_f1(confusion: &[[usize; CLASSES]; CLASSES]) -> f64 {
    let mut sum = 0.0;
    let mut classes = 0.0;
    for c in 0..CLASSES {
        let hit = confusion[c][c] as f64;
        let truth = confusion[c].iter().sum::<usize>() as f64;
        let said = confusion.iter().map(|r| r[c]).sum::<usize>() as f64;
        if truth + said > 0.0 {
            classes += 1.0;
            sum += 2.0 * hit / (truth + said);
        }
    }
    sum / f64::max(classes, 1.0)
}

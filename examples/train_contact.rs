//! Makes `src/prose/model/contact.bin`, the second opinion on contacts, from our sentences in `src/prose/training/`, the same bytes
//! each time.
//!
//! `cargo run --example train_contact`: train and write the model.
//! `... -- --take LINES.tsv INDEX.tsv`: read labelled lines of documents that may not be held here and keep their hashed signs in
//!   `src/prose/training/documents.signs`, then train.
//! `... -- --folds`: leave one employer of those documents out at a time and print what the model adds on its lines.
//! `... -- --held LABELS.tsv ...`: train, write nothing, and print for some thresholds what the model adds on sentences (label,
//!   second label, contact, text) or labelled lines of documents (doc, line, text, section, label, label2, contact) that it does not know.

use std::error::Error;
use std::fs;

use rolelint::prose::training;
use rustc_hash::FxHashMap;

const ROOM: &str = "src/prose/training";
const SIGNS: &str = "src/prose/training/documents.signs";
const MODEL: &str = "src/prose/model/contact.bin";

/// Pull of every weight towards nothing; chosen, as the rounds are, by leaving one employer out.
const DECAY: f64 = 1.2e-3;
const RATE: f64 = 0.02;
const ROUNDS: usize = 40;

#[derive(Default)]
struct Example {
    signs: Vec<u32>,
    met: bool,
    /// 0 for our own sentences, else a number for the employer.
    employer: u8,
    /// Not kept with the signs, as the text is not.
    document: String,
    text: String,
}

/// Statements about which a second opinion is asked.
fn examples(path: &str) -> Result<Vec<Example>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let documents = text.starts_with("doc\t");
    let mut examples = Vec::new();
    for (number, line) in text.lines().enumerate().skip(usize::from(documents)) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (contact, statement) = match fields.as_slice() {
            [_, _, statement, "duty", label, _, contact, ..] if documents && !label.is_empty() => (contact, statement),
            _ if documents => continue,
            [_, _, contact, statement, ..] => (contact, statement),
            _ => return Err(format!("{path}, line {}: four fields are needed", number + 1).into()),
        };
        if let Some(signs) = training::contact_signs(statement) {
            let document = if documents { fields[0].to_owned() } else { String::new() };
            let text = (*statement).to_owned();
            examples.push(Example { signs, met: *contact == "yes", employer: 0, document, text });
        }
    }
    Ok(examples)
}

/// Lines of documents, with the employer (the owner of the repository) by the index.
fn of_documents(lines: &str, index: &str) -> Result<Vec<Example>, Box<dyn Error>> {
    let index = fs::read_to_string(index)?;
    let mut employers: Vec<&str> = Vec::new();
    let mut numbers: FxHashMap<&str, u8> = FxHashMap::default();
    for row in index.lines().skip(1) {
        let mut fields = row.split('\t');
        let (Some(path), Some(repository)) = (fields.next(), fields.next()) else { continue };
        let employer = repository.split('/').next().unwrap_or(repository);
        let known = employers.iter().position(|e| *e == employer);
        let number = known.unwrap_or_else(|| {
            employers.push(employer);
            employers.len() - 1
        });
        numbers.insert(path, u8::try_from(number + 1)?);
    }
    let mut taken = examples(lines)?;
    for example in &mut taken {
        example.employer = numbers.get(example.document.as_str()).copied().unwrap_or(u8::MAX);
    }
    Ok(taken)
}

fn write_signs(taken: &[Example]) -> Result<(), Box<dyn Error>> {
    let mut bytes = Vec::new();
    for example in taken {
        bytes.extend([u8::from(example.met), example.employer]);
        bytes.extend(u16::try_from(example.signs.len())?.to_le_bytes());
        example.signs.iter().for_each(|s| bytes.extend(s.to_le_bytes()));
    }
    Ok(fs::write(SIGNS, bytes)?)
}

fn read_signs() -> Result<Vec<Example>, Box<dyn Error>> {
    let bytes = fs::read(SIGNS)?;
    let mut rest = bytes.as_slice();
    let mut taken = Vec::new();
    while let [met, employer, low, high, more @ ..] = rest {
        let length = usize::from(u16::from_le_bytes([*low, *high])) * 4;
        let (signs, after) = more.split_at_checked(length).ok_or(format!("{SIGNS} is cut off"))?;
        let signs = signs.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect();
        taken.push(Example { signs, met: *met == 1, employer: *employer, ..Example::default() });
        rest = after;
    }
    Ok(taken)
}

/// Logistic regression by stochastic descent; the weights are the mean over the second half of the rounds.
fn fit(examples: &[&Example], kept: Option<&FxHashMap<u32, f64>>) -> (FxHashMap<u32, f64>, f64) {
    let mut numbers: FxHashMap<u32, usize> = FxHashMap::default();
    let mut seen: Vec<usize> = Vec::new();
    let mut names = Vec::new();
    for example in examples {
        for sign in example.signs.iter().filter(|s| kept.is_none_or(|k| k.contains_key(s))) {
            let number = *numbers.entry(*sign).or_insert(names.len());
            if number == names.len() {
                names.push(*sign);
                seen.push(0);
            }
            seen[number] += 1;
        }
    }
    // A sign of a single statement tells nothing of others.
    let rows: Vec<(Vec<usize>, f64)> = examples
        .iter()
        .map(|e| {
            let known = e.signs.iter().filter_map(|s| numbers.get(s).copied()).filter(|n| seen[*n] > 1).collect();
            (known, f64::from(u8::from(e.met)))
        })
        .collect();
    let mut weights = vec![0f64; names.len()];
    let mut mean = vec![0f64; names.len()];
    let (mut bias, mut mean_bias, mut scale) = (0f64, 0f64, 1f64);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let (mut step, mut taken) = (0f64, 0f64);
    for round in 0..ROUNDS {
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (state >> 33) as usize % (i + 1));
        }
        for &at in &order {
            let (signs, truth) = &rows[at];
            let rate = RATE / (1.0 + RATE * DECAY * step);
            step += 1.0;
            let score = bias + scale * signs.iter().map(|s| weights[*s]).sum::<f64>();
            let error = truth - 1.0 / (1.0 + (-score).exp());
            scale *= 1.0 - rate * DECAY;
            for sign in signs {
                weights[*sign] += rate * error / scale;
            }
            bias += rate * error;
        }
        if round * 2 >= ROUNDS {
            taken += 1.0;
            mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += w * scale);
            mean_bias += bias;
        }
    }
    let all = names.iter().zip(&mean).filter(|(_, w)| **w != 0.0).map(|(s, w)| (*s, w / taken)).collect();
    (all, mean_bias / taken)
}

/// Fits, keeps as many signs as the file holds, and fits those again.
fn train(examples: &[&Example]) -> (Vec<(u32, f64)>, f64) {
    let weightiest = |weights: FxHashMap<u32, f64>| {
        let mut sorted: Vec<(u32, f64)> = weights.into_iter().collect();
        sorted.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        sorted.truncate(training::MOST_SIGNS);
        sorted
    };
    let (weights, _) = fit(examples, None);
    let kept = weightiest(weights).into_iter().collect();
    let (weights, bias) = fit(examples, Some(&kept));
    (weightiest(weights), bias)
}

/// For some thresholds: how many of those asked about the model sees rightly and wrongly.
fn show(held: &[(&Example, f64)]) {
    let shown: Option<f64> = std::env::var("SHOW").ok().and_then(|v| v.parse().ok());
    println!("{} asked about, {} with a meeting", held.len(), held.iter().filter(|(e, _)| e.met).count());
    for enough in [0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6] {
        let said = held.iter().filter(|(_, p)| *p >= enough);
        let (right, wrong): (Vec<&Example>, Vec<&Example>) = said.map(|(e, _)| *e).partition(|e| e.met);
        println!("  from {enough}: {} right, {} wrong", right.len(), wrong.len());
        if shown == Some(enough) {
            wrong.iter().for_each(|e| println!("    wrong: {}", e.text));
            held.iter().filter(|(e, p)| e.met && *p < enough).for_each(|(e, _)| println!("    missed: {}", e.text));
        }
    }
}

/// The probability that the weights give a statement.
fn judge(example: &Example, (weights, bias): &(FxHashMap<u32, f64>, f64)) -> f64 {
    let score = bias + example.signs.iter().filter_map(|s| weights.get(s)).sum::<f64>();
    1.0 / (1.0 + (-score).exp())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut paths: Vec<_> = fs::read_dir(ROOM)?.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "tsv"));
    paths.sort();
    let mut known = Vec::new();
    for path in paths {
        known.extend(examples(&path.to_string_lossy())?);
    }
    if let ["--take", lines, index] = arguments.as_slice() {
        write_signs(&of_documents(lines, index)?)?;
    }
    known.extend(read_signs()?);
    let as_map = |(weights, bias): (Vec<(u32, f64)>, f64)| (weights.into_iter().collect(), bias);
    match arguments.as_slice() {
        ["--folds"] => {
            let mut judged = Vec::new();
            for out in 1..=u8::MAX {
                let held: Vec<&Example> = known.iter().filter(|e| e.employer == out).collect();
                if !held.is_empty() {
                    let others: Vec<&Example> = known.iter().filter(|e| e.employer != out).collect();
                    let model = as_map(train(&others));
                    judged.extend(held.into_iter().map(|e| (e, judge(e, &model))));
                }
            }
            show(&judged);
        }
        ["--held", held @ ..] => {
            let model = as_map(train(&known.iter().collect::<Vec<_>>()));
            for path in held {
                println!("{path}");
                let held = examples(path)?;
                show(&held.iter().map(|e| (e, judge(e, &model))).collect::<Vec<_>>());
            }
        }
        _ => {
            let (weights, bias) = train(&known.iter().collect::<Vec<_>>());
            let met = known.iter().filter(|e| e.met).count();
            println!("{} statements, {met} with a meeting; {} signs, bias {bias:.3}", known.len(), weights.len());
            let file = training::contact_model_file(&weights, bias);
            println!("{MODEL}: {} bytes", file.len());
            fs::write(MODEL, file)?;
        }
    }
    Ok(())
}

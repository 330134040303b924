//! How well statements are read, on labelled lines: `cargo run --release --example accuracy -- LABELS.tsv [TWO-READERS.tsv]`.
//!
//! LABELS.tsv is either a table with a header (doc, line, text, section, label, label2, contact) or our own sentences
//! (label, label2, contact, text[, plain or hard]) without one. TWO-READERS.tsv (doc, line, a, a2, b, b2, contact) adds the figures on the
//! lines where both readers agree. Lines of one document are judged together, as the duties of a role are (of other trades than
//! owner and manager, whose duties are judged one by one).

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;

use rolelint::prose::{self, Category, Context, Reading};

struct Line {
    key: String,
    text: String,
    label: String,
    second: String,
    contact: bool,
    hard: bool,
}

fn read_lines(path: &str) -> Result<Vec<Line>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let documents = text.starts_with("doc\t");
    let mut lines = Vec::new();
    for row in text.lines().skip(usize::from(documents)) {
        let f: Vec<&str> = row.split('\t').collect();
        if documents && f.len() >= 7 && f[3] == "duty" && !f[4].is_empty() {
            lines.push(Line {
                key: format!("{}\t{}", f[0], f[1]),
                text: f[2].into(),
                label: f[4].into(),
                second: f[5].into(),
                contact: f[6] == "yes",
                hard: false,
            });
        } else if !documents && f.len() >= 4 {
            lines.push(Line {
                key: String::new(),
                text: f[3].into(),
                label: f[0].into(),
                second: f[1].into(),
                contact: f[2] == "yes",
                hard: f.get(4) == Some(&"hard"),
            });
        }
    }
    Ok(lines)
}

/// Hits, said, true: for precision, recall and their mean.
#[derive(Clone, Copy, Default)]
struct Counts {
    hit: f64,
    said: f64,
    truth: f64,
}

impl Counts {
    fn add(&mut self, said: bool, truth: bool) {
        self.hit += f64::from(u8::from(said && truth));
        self.said += f64::from(u8::from(said));
        self.truth += f64::from(u8::from(truth));
    }
    fn precision(self) -> f64 {
        self.hit / self.said.max(1.0)
    }
    fn recall(self) -> f64 {
        self.hit / self.truth.max(1.0)
    }
    fn f1(self) -> f64 {
        2.0 * self.hit / (self.said + self.truth).max(1.0)
    }
}

fn macro_f1(table: &[Counts]) -> f64 {
    let used: Vec<f64> = table.iter().filter(|c| c.said + c.truth > 0.0).map(|c| c.f1()).collect();
    used.iter().sum::<f64>() / (used.len() as f64).max(1.0)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.first() else { return Err("usage: accuracy LABELS.tsv [TWO-READERS.tsv]".into()) };
    let lines = read_lines(path)?;
    let context = Context::default();
    let mut table = [Counts::default(); 11];
    let mut confusion = [[0usize; 11]; 11];
    let (mut same, mut either, mut hard, mut hard_same) = (0, 0, 0, 0);
    let mut contact = Counts::default();
    let mut bins = [(0usize, 0usize, 0usize, 0f64); 10];
    let mut errors: Vec<(f32, String)> = Vec::new();
    let mut contact_errors = Vec::new();
    let mut said_of: HashMap<&str, &str> = HashMap::new();
    let index = |name: &str| Category::ALL.iter().position(|c| c.name() == name);
    let mut readings: Vec<Reading> = lines.iter().map(|line| prose::read(&line.text, &context)).collect();
    let mut documents: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some((document, _)) = line.key.split_once('\t') {
            documents.entry(document).or_default().push(at);
        }
    }
    for own in documents.values() {
        let chances: Vec<_> = own.iter().map(|&at| readings[at].chances).collect();
        for (&at, (category, second, confidence)) in own.iter().zip(prose::judge_together(&chances)) {
            readings[at] = Reading { category, second, confidence, ..readings[at].clone() };
        }
    }
    for (line, reading) in lines.iter().zip(&readings) {
        let said = reading.category.name();
        said_of.insert(&line.key, said);
        let right = said == line.label;
        let near = right || said == line.second;
        same += usize::from(right);
        either += usize::from(near);
        hard += usize::from(line.hard);
        hard_same += usize::from(line.hard && right);
        if let (Some(truth), Some(got)) = (index(&line.label), index(said)) {
            confusion[truth][got] += 1;
            for (c, counts) in table.iter_mut().enumerate() {
                counts.add(c == got, c == truth);
            }
        }
        let bin = &mut bins[((reading.confidence * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += usize::from(right);
        bin.2 += usize::from(near);
        bin.3 += f64::from(reading.confidence);
        if !right {
            errors.push((
                reading.confidence,
                format!("{} (or {}), read as {said}: {}", line.label, line.second, line.text),
            ));
        }
        let met = reading
            .contacts
            .iter()
            .any(|c| c.is_direct() && (c.class.is_customer_or_user() || c.class == prose::ContactClass::Prospect));
        contact.add(met, line.contact);
        if met != line.contact {
            contact_errors.push(format!("{} {}", if met { "too much" } else { "missed  " }, line.text));
        }
    }
    let n = lines.len().max(1) as f64;
    println!("{} lines", lines.len());
    println!(
        "same category {:.3}, among either label {:.3}, macro-F1 {:.3}",
        same as f64 / n,
        either as f64 / n,
        macro_f1(&table)
    );
    if hard > 0 {
        println!(
            "plain {:.3}, hard {:.3} ({hard})",
            (same - hard_same) as f64 / (n - hard as f64),
            hard_same as f64 / hard as f64
        );
    }
    println!(
        "contact with customers or users: precision {:.3}, recall {:.3} ({} lines)",
        contact.precision(),
        contact.recall(),
        contact.truth
    );
    if let Some(path) = arguments.get(1) {
        let (mut all, mut any, mut agreed, mut agreed_same) = (0, 0, 0, 0);
        let mut agreed_table = [Counts::default(); 11];
        for row in fs::read_to_string(path)?.lines().skip(1) {
            let f: Vec<&str> = row.split('\t').collect();
            let Some(said) = f.get(1).and_then(|l| said_of.get(format!("{}\t{l}", f[0]).as_str())) else { continue };
            if f.len() < 6 {
                continue;
            }
            all += 1;
            any += usize::from(f[2..6].contains(said));
            if f[2] == f[4] {
                agreed += 1;
                agreed_same += usize::from(f[2] == *said);
                for (c, counts) in Category::ALL.iter().zip(agreed_table.iter_mut()) {
                    counts.add(c.name() == *said, c.name() == f[2]);
                }
            }
        }
        println!(
            "two readers: {all} lines, in any label {:.3}; both agree on {agreed}: {:.3}, macro-F1 {:.3}",
            any as f64 / f64::from(all.max(1)),
            agreed_same as f64 / f64::from(agreed.max(1)),
            macro_f1(&agreed_table)
        );
    }
    println!("\n{:>14} precision recall    F1  lines", "");
    for (category, counts) in Category::ALL.iter().zip(&table) {
        println!(
            "{:>14}     {:.3}  {:.3} {:.3}  {:5}",
            category.name(),
            counts.precision(),
            counts.recall(),
            counts.f1(),
            counts.truth
        );
    }
    println!("\nrows: label, columns: read as");
    for (category, row) in Category::ALL.iter().zip(&confusion) {
        println!("{:>14} {}", category.name(), row.iter().map(|c| format!("{c:5}")).collect::<String>());
    }
    println!("\nconfidence  lines  said  right  either");
    for (i, (count, right, near, sum)) in bins.iter().enumerate().filter(|(_, b)| b.0 > 0) {
        let c = *count as f64;
        println!(
            "{:.1}-{:.1}     {count:6}  {:.3} {:.3}  {:.3}",
            i as f64 / 10.0,
            (i + 1) as f64 / 10.0,
            sum / c,
            *right as f64 / c,
            *near as f64 / c
        );
    }
    let shown = std::env::var("SHOW").ok().and_then(|v| v.parse().ok()).unwrap_or(20);
    errors.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("\nworst errors");
    for (confidence, error) in errors.iter().take(shown) {
        println!("{confidence:.2} {error}");
    }
    println!("\ncontact errors");
    for error in contact_errors.iter().take(shown) {
        println!("{error}");
    }
    Ok(())
}

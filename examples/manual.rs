//! Makes the sources of the manual: `cargo run --example manual -- FOLDER DATE`. What stands in `docs/` is taken over; pages of rules,
//! glossary and accuracy are made from what the program itself is made of. DATE is told with the accuracy.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use rolelint::knowledge::{self, Term};
use rolelint::prose::{self, Category, ContactClass, Context};
use rolelint::rules::{self, Rule};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, date] = arguments.as_slice() else { return Err("usage: manual FOLDER DATE".into()) };
    make(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new(folder), date)
}

/// Writes `book.toml` and `src` into a folder.
pub fn make(root: &Path, folder: &Path, date: &str) -> Result<(), Box<dyn Error>> {
    let (from, to) = (root.join("docs"), folder.join("src"));
    for path in pages(&from.join("src"), Path::new(""))? {
        let text = fs::read_to_string(from.join("src").join(&path))?;
        let text = match path.to_str() {
            Some("SUMMARY.md") => with_rules(&text),
            Some("prose.md") => text.replace("<!-- accuracy -->", &accuracy(root, date)?),
            _ => text,
        };
        write(&to.join(path), &text)?;
    }
    write(&folder.join("book.toml"), &fs::read_to_string(from.join("book.toml"))?)?;
    write(&to.join("glossary.md"), &glossary())?;
    write(&to.join("rules/index.md"), &index())?;
    for rule in rules::all() {
        write(&to.join(page_of(rule)), &page(rule.document))?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, text)?)
}

/// Files below a folder, as paths from it.
fn pages(folder: &Path, below: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() { found.extend(pages(folder, &path)?) } else { found.push(path) }
    }
    Ok(found)
}

fn page_of(rule: &Rule) -> String {
    format!("rules/{}.md", rule.code.to_lowercase())
}

/// The families of rules, by the letters of their codes, in the order of the catalogue.
const FAMILIES: [(&str, &str); 8] = [
    ("PO", "Product owners"),
    ("PM", "Product managers"),
    ("OV", "Roles side by side"),
    ("FW", "Frameworks"),
    ("OUT", "Outcomes"),
    ("DOC", "The document"),
    ("JOB", "Job posts"),
    ("REF", "References and waivers"),
];

fn family<'a>(letters: &'a str) -> impl Iterator<Item = &'static Rule> + 'a {
    rules::all().filter(move |rule| rule.code.trim_end_matches(|c: char| c.is_ascii_digit()) == letters)
}

/// The contents with a line for every rule, below that of all rules.
fn with_rules(summary: &str) -> String {
    let mut out = String::new();
    for line in summary.lines() {
        out += &format!("{line}\n");
        if line.contains("(rules/index.md)") {
            for rule in FAMILIES.iter().flat_map(|(letters, _)| family(letters)) {
                let _ = writeln!(out, "  - [{} {}]({})", rule.code, rule.name, page_of(rule));
            }
        }
    }
    out
}

fn index() -> String {
    let mut out = String::from(
        "# All rules\n\nEach rule has a code and a name, a page with its reasons and examples, and a severity that is lowered where it is not sure. \
         Examples on the pages are tests: they are run with every change.\n",
    );
    for (letters, name) in FAMILIES {
        let _ = write!(out, "\n## {name}\n\n| code | name | severity | what it finds |\n|---|---|---|---|\n");
        for rule in family(letters) {
            let link = format!("[{}]({}.md)", rule.code, rule.code.to_lowercase());
            let _ = writeln!(out, "| {link} | {} | {} | {} |", rule.name, rule.severity.name(), cell(rule.summary()));
        }
    }
    out
}

/// The document of a rule; what an example shows stands above it, not behind its language.
fn page(document: &str) -> String {
    let mut out = String::new();
    let mut fence: Option<String> = None;
    for line in document.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            None if ticks.len() >= 3 => {
                let mut words = line[ticks.len()..].split_whitespace();
                let language = words.next().unwrap_or_default();
                let about: Vec<&str> = words.collect();
                let told = match about.first().copied() {
                    Some("fails") => "It speaks here:",
                    Some("passes") => "It is silent here:",
                    Some("fixed") => "After the fix:",
                    _ => "",
                };
                if !told.is_empty() {
                    let _ = write!(out, "{told}\n\n");
                }
                let _ = writeln!(out, "{ticks}{language}");
                fence = Some(ticks);
            }
            Some(open) if line.trim_end() == open => {
                fence = None;
                let _ = writeln!(out, "{line}");
            }
            _ => {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    out
}

fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|").replace('<', "&lt;")
}

fn glossary() -> String {
    let mut out = String::from(
        "# Glossary, frameworks side by side\n\nThe words of the field, in this tool's own words, with what four frameworks say of each. Editors show the same \
         when you point at a word, and `rolelint explain` in a terminal. Terms of your own come from `[[terms]]` in `rolelint.toml`.\n",
    );
    let mut terms: Vec<&Term> = knowledge::terms().iter().collect();
    terms.sort_by_key(|term| term.term.to_lowercase());
    for term in terms {
        let _ = write!(out, "\n## {}\n\n", cell(&term.term));
        if !term.aliases.is_empty() {
            let _ = write!(out, "*Also: {}.*\n\n", cell(&term.aliases.join(", ")));
        }
        let _ = write!(out, "{}\n\n", cell(&term.definition));
        let said = [("Scrum", &term.scrum), ("SAFe", &term.safe), ("LeSS", &term.less), ("Kanban", &term.kanban)];
        let said: Vec<_> = said.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        if !said.is_empty() {
            let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
            out += &row(said.iter().map(|(name, _)| (*name).to_owned()).collect());
            out += &row(said.iter().map(|_| "---".to_owned()).collect());
            out += &row(said.iter().map(|(_, text)| cell(text)).collect());
            out.push('\n');
        }
        let _ = writeln!(out, "<small>Source: {}</small>", cell(&term.source));
    }
    out += "\n## Sources\n\n";
    for source in knowledge::sources() {
        let _ = writeln!(out, "- [{}]({}): {}", cell(&source.title), source.url, cell(&source.checked));
    }
    out
}

/// How well our own measuring sentences are read.
fn accuracy(root: &Path, date: &str) -> Result<String, Box<dyn Error>> {
    let table = fs::read_to_string(root.join("tests/labelled/sentences.tsv"))?;
    let rows: Vec<Vec<&str>> =
        table.lines().map(|l| l.split('\t').collect()).filter(|f: &Vec<&str>| f.len() >= 4).collect();
    let read: Vec<prose::Reading> = rows.iter().map(|row| prose::read(row[3], &Context::default())).collect();
    let hard = |row: &[&str]| row.get(4) == Some(&"hard");
    let share = |wanted: &dyn Fn(&[&str]) -> bool, right: &dyn Fn(&[&str], &str) -> bool| {
        let judged: Vec<bool> = rows
            .iter()
            .zip(&read)
            .filter(|(row, _)| wanted(row))
            .map(|(row, reading)| right(row, reading.category.name()))
            .collect();
        judged.iter().filter(|right| **right).count() as f64 / judged.len().max(1) as f64
    };
    let first = |row: &[&str], category: &str| row[0] == category;
    let either = |row: &[&str], category: &str| row[0] == category || row[1] == category;
    let mut out = format!("| measured {date}, {} sentences | right |\n|---|---|\n", rows.len());
    let figures = [
        ("category, all sentences", share(&|_| true, &first)),
        ("category, or the second one where a sentence has two", share(&|_| true, &either)),
        ("category, plain sentences", share(&|row| !hard(row), &first)),
        ("category, hard sentences", share(&hard, &first)),
    ];
    for (what, figure) in figures {
        let _ = writeln!(out, "| {what} | {:.0}% |", figure * 100.0);
    }
    out += "\nBy category:\n\n| category | of what is read as it, right | of what is it, found | sentences |\n|---|---|---|---|\n";
    for category in Category::ALL {
        let name = category.name();
        let truth = rows.iter().filter(|row| row[0] == name).count();
        let said = read.iter().filter(|r| r.category == category).count();
        let hit = rows.iter().zip(&read).filter(|(row, r)| row[0] == name && r.category == category).count();
        let percent = |of: usize| format!("{:.0}%", 100.0 * hit as f64 / of.max(1) as f64);
        let _ = writeln!(out, "| {name} | {} | {} | {truth} |", percent(said), percent(truth));
    }
    let meets = |r: &prose::Reading| {
        let of_market = |class: ContactClass| class.is_customer_or_user() || class == ContactClass::Prospect;
        r.contacts.iter().any(|c| c.is_direct() && of_market(c.class))
    };
    let said = read.iter().filter(|r| meets(r)).count();
    let truth = rows.iter().filter(|row| row[2] == "yes").count();
    let hit = rows.iter().zip(&read).filter(|(row, r)| row[2] == "yes" && meets(r)).count();
    let _ = write!(
        out,
        "\nThat somebody meets customers or users: of {said} sentences read so {hit} are right; of {truth} that say so {hit} are found."
    );
    Ok(out)
}

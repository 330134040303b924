//! The effective configuration, with the origin of every value.

use std::fmt::Write;
use std::path::Path;

use super::configuration::Configuration;
use super::options;
use super::shape::{Key, Shape};
use super::value::{Origin, Table, bare_or_quoted};

/// A line: table, key, value as TOML, origin.
struct Line {
    table: &'static str,
    key: String,
    value: String,
    json: serde_json::Value,
    origin: String,
}

/// What holds for a file (its path below the folder of the configuration; `""` where no override fits), as TOML with origins in
/// comments.
pub fn show(configuration: &Configuration, path: &str, shown: &dyn Fn(&Path) -> String) -> String {
    let lines = lines(configuration, path);
    let mut out = String::new();
    for file in configuration.files() {
        let _ = writeln!(out, "# reads {}", shown(file));
    }
    let mut table = "";
    let texts: Vec<String> = lines.iter().map(|l| format!("{} = {}", bare_or_quoted(&l.key), l.value)).collect();
    let width = texts.iter().map(|t| t.chars().count()).filter(|n| *n <= 60).max().unwrap_or(0);
    for (line, text) in lines.iter().zip(&texts) {
        if line.table != table {
            let _ = write!(out, "\n[{}]\n", line.table);
            table = line.table;
        }
        let _ = writeln!(out, "{text:width$}  # {}", line.origin);
    }
    out
}

/// The same as JSON.
pub fn show_json(configuration: &Configuration, path: &str, shown: &dyn Fn(&Path) -> String) -> String {
    let settings: Vec<serde_json::Value> = lines(configuration, path)
        .into_iter()
        .map(|line| {
            let key = if line.table.is_empty() { line.key } else { format!("{}.{}", line.table, line.key) };
            serde_json::json!({"key": key, "value": line.json, "origin": line.origin})
        })
        .collect();
    let files: Vec<String> = configuration.files().iter().map(|f| shown(f)).collect();
    format!("{:#}\n", serde_json::json!({"files": files, "settings": settings}))
}

fn lines(configuration: &Configuration, path: &str) -> Vec<Line> {
    let (whole, _) = configuration.effective(path);
    let mut lines = Vec::new();
    // Tables come last, as TOML wants it.
    let is_table = |key: &&Key| matches!(key.shape, Shape::Table(_) | Shape::Map(..));
    let keys = options::keys();
    for key in keys.iter().filter(|k| !is_table(k)) {
        lines.extend(line("", key, &whole));
    }
    for key in keys.iter().filter(is_table) {
        let empty = Table::default();
        let table = whole.get(key.name).and_then(super::value::Value::table).unwrap_or(&empty);
        match key.shape {
            Shape::Table(below) => lines.extend(below().iter().filter_map(|k| line(key.name, k, table))),
            _ => lines.extend(table.0.iter().map(|entry| Line {
                table: key.name,
                key: entry.key.clone(),
                value: entry.value.to_string(),
                json: (&entry.value).into(),
                origin: entry.value.origin.to_string(),
            })),
        }
    }
    lines
}

/// Keys that have no default and are not set are left out.
fn line(table: &'static str, key: &Key, set: &Table) -> Option<Line> {
    let (value, json, origin) = match set.get(key.name) {
        Some(value) => (value.to_string(), value.into(), origins(value)),
        None if key.default.is_empty() => return None,
        None => {
            let text = format!("{} = {}", bare_or_quoted(key.name), key.default);
            let read = super::value::from_toml(&text, &|_| Origin::Default).ok()?;
            (key.default.clone(), read.get(key.name)?.into(), Origin::Default.to_string())
        }
    };
    Some(Line { table, key: key.name.to_owned(), value, json, origin })
}

/// Where a value comes from: of a list that added up, all places.
fn origins(value: &super::value::Value) -> String {
    let mut origins: Vec<String> = value.items().iter().map(|item| item.origin.to_string()).collect();
    origins.dedup();
    if origins.is_empty() { value.origin.to_string() } else { origins.join(", ") }
}

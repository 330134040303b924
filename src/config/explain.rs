//! What a key does, as a page of Markdown.

use std::fmt::Write;

use super::shape::{Key, join};
use super::{options, preset};

/// The page of a key (`limits.must_haves`, `ignore`); the table before a key may be left out where only one table has it. `None`
/// for what is no key.
pub fn explain(name: &str) -> Option<String> {
    let wanted = spelled(name);
    let all = every_key();
    let whole = all.iter().find(|(path, _)| spelled(path) == wanted);
    let last = || all.iter().find(|(path, _)| path.rsplit('.').next().is_some_and(|l| spelled(l) == wanted));
    let (path, key) = whole.or_else(last)?;
    Some(page(path, key))
}

/// All keys with their tables before them, in the order of the table.
pub fn key_names() -> Vec<String> {
    every_key().into_iter().map(|(path, _)| path).collect()
}

/// All pages, for the manual.
pub fn reference() -> String {
    every_key().iter().map(|(path, key)| page(path, key)).collect::<Vec<_>>().join("\n")
}

fn spelled(name: &str) -> String {
    name.trim().trim_matches(['[', ']']).to_lowercase().replace('_', "-")
}

/// Keys of the whole file, those of tables after them. The keys of `[[overrides]]` that stand at the top, too, are left out.
fn every_key() -> Vec<(String, &'static Key)> {
    let mut found = Vec::new();
    for key in options::keys() {
        with_all_below(key.name.to_owned(), key, &mut found);
    }
    found
}

fn with_all_below(path: String, key: &'static Key, found: &mut Vec<(String, &'static Key)>) {
    found.push((path.clone(), key));
    // Conditions inside conditions are told once.
    let inner = path.starts_with("rules.when.") && matches!(key.name, "all" | "any" | "not");
    for below in key.shape.keys().filter(|_| !inner).unwrap_or_default() {
        if path != "overrides" || below.name == "files" {
            with_all_below(join(&path, below.name), below, found);
        }
    }
}

fn page(path: &str, key: &Key) -> String {
    let mut out = format!("# {path}\n\n{}\n\n", key.about);
    let _ = writeln!(out, "- **Type:** {}", key.shape.in_words());
    if key.required {
        out.push_str("- **Required** in its table.\n");
    } else if !key.default.is_empty() {
        let _ = writeln!(out, "- **Default:** `{}`", key.default);
    }
    out.push_str(if key.adds_up {
        "- **Set at several places:** adds up.\n"
    } else {
        "- **Set at several places:** the last place counts.\n"
    });
    if path == "presets" {
        out.push('\n');
        for (name, about) in preset::all() {
            let _ = writeln!(out, "- `{name}`: {about}");
        }
    }
    if let Some(below) = key.shape.keys() {
        out.push_str("\nKeys:\n\n");
        for key in below {
            let default = if key.default.is_empty() { String::new() } else { format!(" (default `{}`)", key.default) };
            let _ = writeln!(out, "- `{}`{default}: {}", key.name, key.about);
        }
    }
    let example = if key.example.is_empty() && path.starts_with("limits.") {
        format!("[limits]\n{} = {}", key.name, key.default)
    } else {
        key.example.to_owned()
    };
    if !example.is_empty() {
        let _ = write!(out, "\n```toml\n{example}\n```\n");
    }
    out
}

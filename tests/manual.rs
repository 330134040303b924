//! The manual: generated pages are current, configurations in it are read, commands in it exist, links lead somewhere.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::Folder;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src")
}

/// All pages, those in folders too.
fn pages() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match fs::read_to_string(&path) {
                Ok(page) => found.push((path, page)),
                Err(_) => folders.push(path),
            }
        }
    }
    found
}

/// Fenced blocks of this language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let opening = format!("```{language}\n");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

#[test]
fn the_reference_of_keys_is_current() {
    let head = "# Every key\n\nThis page is made from the table behind `rolelint config explain`.\n\n";
    let written = head.to_owned()
        + &rolelint::config::reference().replace("\n# ", "\n## ").replacen("# extends", "## extends", 1);
    let path = folder().join("configuration-reference.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let current = fs::read_to_string(&path).unwrap_or_default();
    assert!(current == written, "docs/src/configuration-reference.md is old: run this test with UPDATE=1");
}

#[test]
fn configurations_are_read() {
    let mut found = 0;
    // The examples of the reference are read where they are made, some of them inside a table.
    for (path, page) in pages().into_iter().filter(|(path, _)| !path.ends_with("configuration-reference.md")) {
        for block in blocks(&page, "toml") {
            let run = Folder::new().with("rolelint.toml", block).run(&["config", "show"]);
            assert_eq!(run.code, 0, "{}: {}\n{block}", path.display(), run.err);
            found += 1;
        }
    }
    assert!(found > 0, "{found}");
}

#[test]
fn commands_exist() {
    let mut found = 0;
    for (path, page) in pages() {
        let lines =
            blocks(&page, "console").into_iter().flat_map(str::lines).filter_map(|l| l.strip_prefix("$ rolelint "));
        for line in lines {
            let words = line.split(['|', '>']).next().unwrap().replace("\"The ward is closed to visitors.\"", "why");
            let arguments: Vec<&str> = words.split_whitespace().chain(["--help"]).collect();
            let run = Folder::new().run(&arguments);
            assert_eq!(run.code, 0, "{}: {line}: {}", path.display(), run.err);
            found += 1;
        }
    }
    assert!(found >= 7, "{found}");
}

#[test]
fn links_lead_somewhere() {
    for (path, page) in pages() {
        for target in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap();
            assert!(file.contains("://") || path.with_file_name(file).exists(), "{}: {target}", path.display());
        }
    }
}

#[test]
fn shells_and_manual_readers_are_served() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = folder.run(&["completions", shell]);
        assert!(run.code == 0 && run.out.contains("changed-since"), "{shell}: {}", run.err);
    }
    assert!(folder.run(&["man"]).out.starts_with(".ie"), "{}", folder.run(&["man"]).out);
    assert_eq!(folder.run(&["man", "--dir", "pages"]).code, 0);
    assert!(folder.path().join("pages/rolelint-check.1").exists());
}

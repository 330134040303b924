//! The manual: generated pages are current, configurations in it are read, commands in it exist, links lead somewhere.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "../examples/manual.rs"]
#[allow(dead_code, reason = "its main is not needed here")]
mod book;
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::Folder;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src")
}

/// All files below a folder that end in `.md`.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

fn pages() -> Vec<(PathBuf, String)> {
    below(&folder()).into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
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
fn rules_of_ones_own_pass_their_tests() {
    let page = fs::read_to_string(folder().join("own-rules.md")).unwrap();
    let all = blocks(&page, "toml").join("\n");
    let run = Folder::new().with("rolelint.toml", all).run(&["rules", "test"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.err.starts_with("10 rules, 20 tests"), "{}", run.err);
}

/// A small organisation under version control, as the pages speak of it.
fn organisation() -> Folder {
    let folder = Folder::new();
    for path in below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/confused")).iter().chain(&role_files()) {
        folder.write(&format!("roles/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(path).unwrap());
    }
    folder.write(
        "legacy/po.md",
        "# Product Owner, Ferries\n\n## Responsibilities\n\n- Order the backlog\n- Write stories\n- Accept work\n",
    );
    for arguments in [
        &["init", "-q", "-b", "main"][..],
        &["add", "-A"],
        &["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x"],
    ] {
        let done = std::process::Command::new("git").args(arguments).current_dir(folder.path()).status();
        assert!(done.expect("git runs").success());
    }
    folder
}

fn role_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/confused");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|e| e == "role")).collect()
}

/// The words of a command as a shell makes them of a line, up to a pipe or a redirection.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '|' | '>' if !quoted => break,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn commands_do_what_the_pages_show() {
    let mut found = 0;
    // Pages about editors tell how those are set up; `.ci/editors.sh` does so and tries them.
    let of_editors = folder().join("editors");
    for (path, page) in pages().into_iter().filter(|(path, _)| !path.starts_with(&of_editors)) {
        // A page is one story.
        let folder = organisation();
        for (at, _) in page.match_indices("```console\n") {
            let block = page[at..].strip_prefix("```console\n").unwrap().split("\n```").next().unwrap();
            // The configuration that stands above it on the page is in force.
            if let Some(toml) = blocks(&page[..at], "toml").last() {
                folder.write("rolelint.toml", toml);
            }
            let (mut out, mut rest) = (String::new(), block);
            while let Some((line, shown)) = rest.strip_prefix("$ ").map(|r| r.split_once('\n').unwrap_or((r, ""))) {
                let words = words(line);
                assert_eq!(words[0], "rolelint", "{}: {line}", path.display());
                let arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
                let run = folder.run(&arguments);
                assert!(run.code < 2, "{}: {line}: {}", path.display(), run.err);
                out = run.out + &run.err;
                let end = shown.find("\n$ ").map_or(shown.len(), |at| at + 1);
                let expected = if shown.starts_with("$ ") { "" } else { &shown[..end] };
                for line in expected.lines().filter(|l| !l.is_empty() && *l != "...") {
                    assert!(out.contains(line), "{}: not printed: {line}\n{out}", path.display());
                }
                rest = if shown.starts_with("$ ") { shown } else { &shown[end..] };
                found += 1;
            }
            assert!(rest.trim().is_empty(), "{}: left over: {rest}\n{out}", path.display());
        }
    }
    assert!(found >= 25, "{found}");
}

#[test]
fn the_book_holds_a_page_for_every_rule_and_no_link_leads_astray() {
    let book = Folder::new();
    book::make(Path::new(env!("CARGO_MANIFEST_DIR")), book.path(), "2027-01-31").unwrap();
    let src = book.path().join("src");
    let summary = fs::read_to_string(src.join("SUMMARY.md")).unwrap();
    for rule in rolelint::rules::all() {
        let page = format!("rules/{}.md", rule.code.to_lowercase());
        assert!(src.join(&page).is_file() && summary.contains(&format!("({page})")), "{page}");
        let address = rule.page();
        assert_eq!(address.strip_prefix(rolelint::rules::MANUAL), Some(page.replace(".md", ".html").as_str()));
    }
    for path in below(&src) {
        let page = fs::read_to_string(&path).unwrap();
        let named = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let times = summary.matches(&format!("({named})")).count();
        assert!(named == "SUMMARY.md" || times == 1, "{named} is {times} times in the contents");
        for target in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            if file.contains("://") {
                continue;
            }
            let to = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            let text = fs::read_to_string(&to).unwrap_or_else(|_| panic!("{named}: {target}"));
            let heading = |line: &str| line.trim_start_matches('#').trim().to_lowercase().replace([' ', '.'], "-");
            let known = text.lines().filter(|l| l.starts_with('#')).any(|l| heading(l) == anchor);
            assert!(anchor.is_empty() || known, "{named}: {target}");
        }
    }
    let accuracy = fs::read_to_string(src.join("prose.md")).unwrap();
    assert!(accuracy.contains("measured 2027-01-31, 795 sentences"), "{accuracy}");
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

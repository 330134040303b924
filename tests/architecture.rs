//! The house stands as `src/lib.rs` says: imports run one way, files are touched at the edges only, one room knows the protocol.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What each room may import.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("text", &[][..]),
        ("syntax", &["text"][..]),
        ("knowledge", &["text"][..]),
        ("prose", &["text", "knowledge"][..]),
        ("model", &["text", "syntax", "knowledge", "prose"][..]),
        ("config", &["text", "knowledge", "model"][..]),
        ("rules", &["text", "knowledge", "prose", "model", "config"][..]),
        ("lint", &["text", "knowledge", "prose", "model", "config", "rules"][..]),
        ("workspace", &["text", "syntax", "knowledge", "prose", "model", "config", "rules", "lint"][..]),
        ("ide", &["text", "syntax", "knowledge", "prose", "model", "config", "rules", "lint", "workspace"][..]),
        ("render", &["text", "knowledge", "prose", "model"][..]),
        ("report", &["text", "knowledge", "prose", "model", "config", "rules", "lint", "workspace", "render"][..]),
        ("lsp", &["text", "syntax", "knowledge", "prose", "model", "config", "rules", "lint", "workspace", "ide"][..]),
        (
            "cli",
            &[
                "text",
                "syntax",
                "knowledge",
                "prose",
                "model",
                "config",
                "rules",
                "lint",
                "workspace",
                "ide",
                "render",
                "report",
                "lsp",
            ][..],
        ),
    ])
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every source file below `src` with its room and its text without comments and without its tests.
fn rooms() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&root).expect("below src").to_path_buf();
            let room = inside.components().next()?.as_os_str().to_str()?.to_owned();
            let text = std::fs::read_to_string(&path).expect("source is readable");
            let text = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
            let code: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
            (!room.ends_with(".rs")).then(|| (room, inside, code.join("\n")))
        })
        .collect()
}

/// Rooms of this crate that a text names: `crate::room` and `crate::{room, other::thing}`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(['$', '_']) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            let mut at_name = true;
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.push(std::mem::take(&mut name));
                        at_name = true;
                    }
                    ':' if depth == 0 => at_name = false,
                    c if at_name && depth == 0 && !c.is_whitespace() => name.push(c),
                    _ => {}
                }
            }
            found.push(name);
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|n| !n.is_empty());
    found
}

#[test]
fn imports_run_one_way() {
    let allowed = allowed();
    let mut wrong = Vec::new();
    for (room, path, code) in rooms() {
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!("{}: `{room}` is no room of src/lib.rs", path.display()));
            continue;
        };
        for import in imports(&code) {
            if import != room && allowed.contains_key(import.as_str()) && !may.contains(&import.as_str()) {
                wrong.push(format!("{}: {room} imports {import}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_edges_touch_files_and_only_lsp_knows_the_protocol() {
    let mut wrong = Vec::new();
    for (room, path, code) in rooms() {
        let edge = matches!(room.as_str(), "cli" | "lsp");
        for effect in ["std::fs", "std::env", "std::process", "std::net", "SystemTime::now", "println!", "eprintln!"] {
            if !edge && code.contains(effect) {
                wrong.push(format!("{}: {effect} outside the edges", path.display()));
            }
        }
        if room != "lsp" && code.contains("tower_lsp") {
            wrong.push(format!("{}: the protocol outside lsp", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reading_of_imports_sees_both_forms() {
    let code = "use crate::rules::Rule;\nuse crate::{text::{A, B}, model};\n$crate::lint::x;";
    assert_eq!(imports(code), ["rules", "text", "model"]);
}

#[test]
fn there_is_no_way_to_the_network() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (_, path, code) in rooms() {
        for name in ["std::net", "tokio::net", "TcpStream", "UdpSocket"] {
            assert!(!code.contains(name), "{}: {name}", path.display());
        }
    }
    let locked = std::fs::read_to_string(root.join("Cargo.lock")).expect("Cargo.lock is readable");
    for name in ["hyper", "reqwest", "ureq", "curl", "isahc", "rustls", "openssl", "native-tls"] {
        assert!(!locked.contains(&format!("name = \"{name}\"\n")), "{name}");
    }
}

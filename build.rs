//! Makes what the program holds of its data files: tables of the English vocabulary, and JSON of the rest. Reading the files themselves
//! at its start would take it longer than a document.

use std::error::Error;
use std::path::Path;

#[path = "src/prose"]
#[allow(dead_code, reason = "the rest is for the program")]
mod prose {
    mod affixes;
    mod lexicon;
    mod loading;
    mod words;

    pub fn english() -> Vec<u8> {
        loading::write(&loading::load())
    }
}

/// Data files in TOML, by their path below `src`.
const DATA: [&str; 11] = [
    "ide/completion/usual",
    "ide/words",
    "knowledge/frameworks",
    "knowledge/glossary",
    "knowledge/kinds",
    "knowledge/places",
    "knowledge/sources",
    "knowledge/technologies",
    "model/sections",
    "model/statements",
    "prose/vocabulary/en/wording",
];

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["vocabulary/en", "affixes.rs", "lexicon.rs", "loading", "loading.rs", "words.rs"] {
        println!("cargo::rerun-if-changed=src/prose/{path}");
    }
    let folder = std::env::var_os("OUT_DIR").ok_or("cargo names no folder for what is made")?;
    let folder = Path::new(&folder);
    std::fs::write(folder.join("english.bin"), prose::english())?;
    for path in DATA {
        let file = format!("src/{path}.toml");
        println!("cargo::rerun-if-changed={file}");
        let data: serde_json::Value = toml::from_str(&std::fs::read_to_string(&file)?)?;
        let json = folder.join(path).with_extension("json");
        json.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(json, serde_json::to_vec(&data)?)?;
    }
    Ok(())
}

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

#[path = "src/prose/wording/spelling.rs"]
mod spelling;

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
    WORDINGS,
];

/// The file of wordings.
const WORDINGS: &str = "prose/vocabulary/en/wording";

/// Puts the spellings of each phrase in the place of its `words`.
fn write_spellings(data: &mut serde_json::Value) -> Result<(), Box<dyn Error>> {
    let lists = data.as_object_mut().and_then(|file| file.remove("lists")).unwrap_or_default();
    let phrases = data["phrase"].as_array_mut().ok_or("wording.toml has no phrases")?;
    let words = phrases.iter().map(|phrase| {
        let words = phrase["words"].as_str().unwrap_or_default();
        words.strip_prefix('@').and_then(|name| lists[name].as_str()).unwrap_or(words).to_owned()
    });
    let words: Vec<String> = words.collect();
    let written = spelling::write(words.iter().map(String::as_str));
    for (phrase, spellings) in phrases.iter_mut().zip(written) {
        phrase.as_object_mut().and_then(|phrase| phrase.remove("words"));
        phrase["spellings"] = spellings.into();
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["vocabulary/en", "affixes.rs", "lexicon.rs", "loading", "loading.rs", "words.rs"] {
        println!("cargo::rerun-if-changed=src/prose/{path}");
    }
    println!("cargo::rerun-if-changed=src/prose/wording/spelling.rs");
    let folder = std::env::var_os("OUT_DIR").ok_or("cargo names no folder for what is made")?;
    let folder = Path::new(&folder);
    std::fs::write(folder.join("english.bin"), prose::english())?;
    for path in DATA {
        let file = format!("src/{path}.toml");
        println!("cargo::rerun-if-changed={file}");
        let mut data: serde_json::Value = toml::from_str(&std::fs::read_to_string(&file)?)?;
        if path == WORDINGS {
            write_spellings(&mut data)?;
        }
        let json = folder.join(path).with_extension("json");
        json.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(json, serde_json::to_vec(&data)?)?;
    }
    Ok(())
}

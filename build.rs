//! Reads the English vocabulary into tables, which the program holds: reading the files at its start would take it longer than a
//! document.

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

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["vocabulary/en", "affixes.rs", "lexicon.rs", "loading", "loading.rs", "words.rs"] {
        println!("cargo::rerun-if-changed=src/prose/{path}");
    }
    let folder = std::env::var_os("OUT_DIR").ok_or("cargo names no folder for what is made")?;
    std::fs::write(Path::new(&folder).join("english.bin"), prose::english())?;
    Ok(())
}

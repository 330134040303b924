//! The program in a folder of its own, outside any repository.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of its own.
pub struct Folder(TempDir);

/// What came of a run.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolelint"));
        command.args(arguments).current_dir(self.path()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        Run::of(command.stdin(Stdio::null()).output().unwrap())
    }
}

impl Run {
    fn of(output: Output) -> Self {
        Run {
            code: output.status.code().expect("no signal ends the program"),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in\n{}\n{}", self.out, self.err))
    }

    /// `file code`, in the order of the output of `--output-format json`.
    pub fn findings(&self) -> Vec<String> {
        let json = self.json();
        let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
        json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| format!("{} {}", text(&f["file"]), text(&f["code"])))
            .collect()
    }
}

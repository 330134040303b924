//! `rolelint check --watch`: what changes is checked again.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/program.rs"]
mod program;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use program::Folder;

const OWNER: &str = "Role: Product Owner, Parcel Lockers\n\nDuties:\n- 80% backlog: Order the backlog\n- 60% delivery: Answer questions\n";

/// A running check; it ends with its test.
struct Watch {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(pipe: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    receive
}

impl Watch {
    fn start(folder: &Folder, arguments: &[&str]) -> Watch {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolelint"));
        command.args(["check", "--watch", "--output-format", "jsonl"]).args(arguments).current_dir(folder.path());
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let (out, err) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
        Watch { child, out, err }
    }

    /// Everything that is printed up to the next wait for changes: findings, remarks.
    fn round(&self) -> (String, String) {
        let mut remarks = String::new();
        loop {
            let line = self.err.recv_timeout(Duration::from_secs(60)).expect("it goes on");
            if line.starts_with("watching for changes") {
                break;
            }
            remarks += &(line + "\n");
        }
        // Standard output was written before the last remark, and is on its way.
        let mut findings = String::new();
        while let Ok(line) = self.out.recv_timeout(Duration::from_millis(500)) {
            findings += &(line + "\n");
        }
        (findings, remarks)
    }
}

#[test]
fn documents_and_configurations_are_checked_again_when_they_change() {
    let folder =
        Folder::new().with("rolelint.toml", "extends = \"base.toml\"\n").with("base.toml", "").with("po.role", OWNER);
    let watch = Watch::start(&folder, &["--select", "DOC503,REF701"]);
    assert!(watch.round().0.contains("DOC503"));
    folder.write("po.role", OWNER.replace("80%", "40%"));
    assert!(!watch.round().0.contains("DOC503"));
    folder.write("pm.role", OWNER.replace("Owner", "Manager"));
    assert!(watch.round().0.contains("pm.role"), "a new document");
    folder.write("base.toml", "ignroe = []\n");
    assert!(watch.round().1.contains("base.toml:1:1: there is no key `ignroe`"), "a mistake ends nothing");
    folder.write("base.toml", "exclude = [\"pm.role\"]\n");
    assert!(!watch.round().0.contains("pm.role"), "a configuration that others build on");
    folder.write("base.toml", "");
    assert!(watch.round().0.contains("pm.role"));
    std::fs::remove_file(folder.path().join("pm.role")).unwrap();
    assert!(!watch.round().0.contains("pm.role"), "a document that is gone");
}

#[test]
fn standard_input_cannot_be_watched() {
    let run = Folder::new().run(&["check", "--watch", "-"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--watch: standard input does not change"), "{}", run.err);
}

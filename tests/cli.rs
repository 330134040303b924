//! The program as others see it: a real process, its exit codes, what it prints where, and every kind of bad input.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// An owner with 140% of a week: DOC503 speaks.
const SHARES_OFF: &str = "Role: Product Owner, Parcel Lockers
Id: po-lockers

Duties:
- 80% backlog: Order the backlog with the developers
- 60% discovery: Interview couriers about full lockers

Contacts:
- couriers (user): every week, directly
";

/// The same with a whole week.
const SHARES_RIGHT: &str = "Role: Product Owner, Parcel Lockers
Id: po-lockers
Reports to: @head-of-lockers

Duties:
- 40% backlog: Order the backlog with the developers
- 60% discovery: Interview couriers about full lockers
";

const HEAD: &str = "Role: Head of Product
Id: head-of-lockers

Duties:
- 50% strategy: Choose which cities get lockers next
- 50% people: Coach the product owners
";

/// A folder of its own, outside any repository.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolelint"));
        command.args(arguments).current_dir(self.path()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).stdin(Stdio::null()).output().unwrap())
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::of(child.wait_with_output().unwrap())
    }
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Run {
            code: output.status.code().expect("no signal ends the program"),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in\n{}", self.out))
    }

    fn errors(&self) -> Vec<&str> {
        self.err.lines().filter(|l| l.starts_with("error: ")).collect()
    }
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn the_exit_code_says_how_it_went() {
    let folder = Folder::new().with("off.role", SHARES_OFF).with("right.role", SHARES_RIGHT);
    let code = |arguments: &[&str]| folder.run(arguments).code;
    assert_eq!(code(&["check", "right.role", "--select", "DOC503"]), 0);
    assert_eq!(code(&["check", "off.role", "--select", "DOC503"]), 1);
    assert_eq!(code(&["check", "off.role", "--select", "DOC503", "--exit-zero"]), 0);
    assert_eq!(
        code(&["check", "off.role", "--select", "DOC503", "--severity", "DOC503=warning", "--fail-on", "error"]),
        0
    );
    assert_eq!(code(&["check", "off.role", "--select", "DOC503", "--severity", "DOC503=info"]), 0);
    assert_eq!(code(&["check", "off.role", "--select", "DOC503", "--severity", "DOC503=info", "--fail-on", "info"]), 1);
    assert_eq!(code(&["check", "off.role", "--ignore", "DOC503", "--select", "DOC503"]), 0);
    assert_eq!(code(&["check", "missing.role"]), 2);
    assert_eq!(code(&["check", "missing.role", "--exit-zero"]), 2);
}

#[test]
fn findings_go_to_standard_output_and_nothing_else_does() {
    let folder = Folder::new().with("off.role", SHARES_OFF).with("notes.md", "# Minutes\n\nWe met.\n");
    let run = folder.run(&["check", "off.role", "notes.md", "--select", "DOC503"]);
    assert!(run.out.starts_with("error[DOC503]: ") && run.out.contains(" --> off.role:4:1"), "{}", run.out);
    assert!(!run.out.contains("notes.md"), "{}", run.out);
    assert!(run.err.contains("note: notes.md:1: "), "{}", run.err);
    assert!(run.err.ends_with("2 files, 1 role: 1 error\n"), "{}", run.err);

    let quiet = folder.run(&["check", "off.role", "notes.md", "--select", "DOC503", "--quiet"]);
    assert_eq!((quiet.out, quiet.err.as_str()), (run.out, ""));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_linted() {
    let folder = Folder::new().with("off.role", SHARES_OFF);
    let run = folder.run(&["check", "gone.role", "off.role", "gone", "--select", "DOC503"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("DOC503"), "{}", run.out);
    let wanted = ["error: gone.role: there is no such file or folder", "error: gone: there is no such file or folder"];
    assert_eq!(run.errors(), wanted);
}

#[cfg(unix)]
#[test]
fn links_lead_to_files_and_never_in_circles() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new().with("roles/off.role", SHARES_OFF);
    let at = |path: &str| folder.path().join(path);
    symlink(at("roles"), at("roles/again")).unwrap();
    symlink(at("circle.role"), at("circle.role")).unwrap();
    symlink(at("roles/off.role"), at("link.role")).unwrap();

    let walked = folder.run(&["check", "roles", "--output-format", "json", "--select", "DOC503"]).json();
    assert_eq!(walked["summary"]["files"], 1, "{walked}");
    let circle = folder.run(&["check", "circle.role"]);
    assert_eq!((circle.code, circle.errors().len()), (2, 1), "{}", circle.err);
    let twice = folder.run(&["check", "roles/off.role", "link.role", "--output-format", "json"]).json();
    assert_eq!(twice["summary"]["files"], 1, "one file under two names: {twice}");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named_and_the_rest_is_linted() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new().with("locked.role", SHARES_OFF).with("off.role", SHARES_OFF);
    let locked = folder.path().join("locked.role");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        return; // the superuser reads everything
    }
    let run = folder.run(&["check", ".", "--select", "DOC503"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.errors(), ["error: locked.role: cannot be read: permission denied"]);
    assert!(run.out.contains("off.role:4:1"), "{}", run.out);
}

#[test]
fn a_file_named_in_many_ways_is_linted_once() {
    let folder = Folder::new().with("roles/off.role", SHARES_OFF);
    let absolute = folder.path().join("roles/off.role").canonicalize().unwrap();
    let paths = [
        "check",
        "roles/off.role",
        "./roles/off.role",
        "roles/../roles/off.role",
        "roles",
        ".",
        absolute.to_str().unwrap(),
    ];
    let run = folder.run(&[&paths[..], &["--output-format", "json", "--select", "DOC503"]].concat()).json();
    assert_eq!((&run["summary"]["files"], &run["summary"]["errors"]), (&1.into(), &1.into()), "{run}");
    assert_eq!(run["findings"][0]["file"], "roles/off.role");
}

#[test]
fn a_folder_without_role_documents_is_told_of_and_is_no_failure() {
    let folder = Folder::new().with("docs/README.txt", "hello").with("empty/.keep", "");
    for path in ["docs", "empty"] {
        let run = folder.run(&["check", path]);
        assert_eq!((run.code, run.out.as_str()), (0, ""));
        assert!(run.err.starts_with(&format!("note: {path}:1: no role documents here")), "{}", run.err);
    }
}

#[test]
fn walking_takes_role_files_and_leaves_out_hidden_and_ignored_ones() {
    let folder = Folder::new()
        .with("a.role", SHARES_OFF)
        .with("deep/down/b.ROLE", SHARES_OFF)
        .with(".hidden/c.role", SHARES_OFF)
        .with("ignored/d.role", SHARES_OFF)
        .with("node_modules/e/e.role", SHARES_OFF)
        .with(".gitignore", "ignored/\n")
        .with("f.txt", SHARES_OFF);
    let files = |arguments: &[&str]| {
        let run = folder.run(&[arguments, &["--output-format", "json", "--select", "DOC503"]].concat()).json();
        let files: Vec<String> =
            run["findings"].as_array().unwrap().iter().map(|f| f["file"].as_str().unwrap().to_owned()).collect();
        (files, run["summary"]["passed_over"].as_u64().unwrap())
    };
    assert_eq!(files(&["check"]), (vec!["a.role".to_owned(), "deep/down/b.ROLE".to_owned()], 0));
    assert_eq!(files(&["check", "ignored/d.role"]), (vec!["ignored/d.role".to_owned()], 0));
    assert_eq!(files(&["check", "ignored/d.role", "--force-exclude"]), (vec![], 1));
    assert_eq!(files(&["check", "a.role", "--force-exclude"]), (vec!["a.role".to_owned()], 0));
}

#[test]
fn bytes_that_are_no_utf_8_are_read_with_a_note() {
    let latin = [SHARES_OFF.as_bytes(), b"\nMeasures:\n- outcome: caf\xE9s served\n"].concat();
    let folder = Folder::new().with("latin.role", &latin);
    let run = folder.run(&["check", "latin.role", "--select", "DOC503"]);
    assert_eq!(run.code, 1);
    let bad = latin.iter().position(|&b| b == 0xE9).unwrap() + 1;
    assert!(run.err.contains(&format!("note: latin.role:12: byte {bad} is not UTF-8")), "{}", run.err);
    assert!(run.out.contains("DOC503"));
}

#[test]
fn odd_bytes_have_defined_results() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(SHARES_OFF.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let folder = Folder::new()
        .with("bom.role", format!("\u{FEFF}{SHARES_OFF}"))
        .with("crlf.role", SHARES_OFF.replace('\n', "\r\n"))
        .with("utf16.role", utf16)
        .with("nul.role", SHARES_OFF.replace("couriers", "cou\0riers"));
    let run = folder.run(&["check", ".", "--select", "DOC503", "--output-format", "json"]).json();
    let places: Vec<_> = run["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            (f["file"].as_str().unwrap(), f["range"]["start"]["line"].as_u64(), f["range"]["start"]["column"].as_u64())
        })
        .collect();
    let at = |file| (file, Some(4), Some(1));
    assert_eq!(places, [at("bom.role"), at("crlf.role"), at("nul.role"), at("utf16.role")]);
}

#[test]
fn empty_files_and_binary_ones_are_no_failure() {
    let folder = Folder::new()
        .with("empty.role", "")
        .with("empty.md", "")
        .with("blank.md", " \n\n\t\n")
        .with("image.png", [0x89, b'P', b'N', b'G', 0, 1, 2, 255, 0, 13]);
    for file in ["empty.role", "empty.md", "blank.md", "image.png"] {
        for command in ["check", "inspect"] {
            let run = folder.run(&[command, file]);
            assert_eq!((run.code, run.errors().len()), (0, 0), "{command} {file}: {}{}", run.out, run.err);
        }
    }
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let text = SHARES_OFF.replace("Duties:", "Duties\u{1b}[2J\u{7}\u{202e}:\nDuties:");
    let folder = Folder::new().with("odd\u{1b}[31m.role", text);
    for arguments in
        [&["check", "."][..], &["inspect", "."], &["check", "no\u{1b}[31m.role"], &["explain", "\u{1b}[2J"]]
    {
        let run = folder.run(arguments);
        let raw = |text: &str| text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
        assert!(!raw(&run.out) && !raw(&run.err), "{arguments:?}: {:?}{:?}", run.out, run.err);
        assert!(!run.err.is_empty() || !run.out.is_empty());
    }
}

#[test]
fn one_line_of_ten_megabytes_is_a_line() {
    let line = "couriers and lockers and ".repeat(10 * 1024 * 1024 / 25);
    let folder = Folder::new().with("line.md", &line).with("line.role", format!("{SHARES_OFF}\nPurpose:\n- {line}\n"));
    let run = folder.run(&["check", "line.md", "line.role", "--select", "DOC503"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.len() < 10_000 && run.out.contains("DOC503"), "{} bytes", run.out.len());
}

#[test]
fn a_file_over_the_limit_is_refused_in_words() {
    let folder = Folder::new().with("off.role", SHARES_OFF);
    for name in ["huge.role", "huge.md"] {
        fs::File::create(folder.path().join(name)).unwrap().set_len(65 * 1024 * 1024).unwrap();
    }
    let run = folder.run(&["check", ".", "--select", "DOC503"]);
    assert_eq!(run.code, 2);
    // Nobody named the Markdown file, and nobody knows whether it is a role document.
    assert_eq!(run.errors(), ["error: huge.role: has 65.0 MB; a document may have 64 MB at most"]);
    assert!(run.err.contains("1 file passed over") && run.out.contains("off.role"), "{}", run.err);
    assert_eq!(folder.run(&["check", "huge.md"]).errors().len(), 1);
}

#[test]
fn standard_input_is_read_under_the_name_it_is_given() {
    let folder = Folder::new();
    let run = folder
        .run_with_input(&["check", "-", "--stdin-filename", "new.role", "--select", "DOC503"], SHARES_OFF.as_bytes());
    assert_eq!(run.code, 1);
    assert!(run.out.contains(" --> new.role:4:1"), "{}", run.out);
    let unnamed = folder.run_with_input(&["check", "-"], b"# Lunch\n\nSoup.\n");
    assert_eq!(unnamed.code, 0);
    assert!(unnamed.err.contains("note: -:1: "), "{}", unnamed.err);
    let mixed = folder.run_with_input(&["check", "-", "a.role"], b"");
    assert_eq!((mixed.code, mixed.errors().len()), (2, 1));
}

#[test]
fn the_rest_of_the_workspace_is_read_as_context() {
    let lonely = Folder::new().with("po.role", SHARES_RIGHT);
    let run = lonely.run(&["check", "po.role", "--select", "REF701"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "without a root nobody knows who else there is");

    let dangling = Folder::new().with(".git/HEAD", "").with("roles/po.role", SHARES_RIGHT);
    let run = dangling.run(&["check", "roles/po.role", "--select", "REF701"]);
    assert_eq!(run.code, 1, "{}", run.err);

    let whole = dangling.with("roles/head.role", HEAD).with("broken.role", SHARES_OFF.replace("po-lockers", "po-bags"));
    let run = whole.run(&["check", "roles/po.role", "--select", "REF701,DOC503"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(!run.out.contains("--> broken.role"), "only the named file is judged: {}", run.out);
    assert!(run.err.ends_with("; 2 files read as context\n"), "{}", run.err);

    let from_inside = whole.command(&["check", "head.role"]).current_dir(whole.path().join("roles")).output().unwrap();
    let run = Run::of(from_inside);
    assert!(run.err.ends_with("; 2 files read as context\n"), "{}", run.err);
}

#[test]
fn standard_input_takes_the_place_of_its_file_in_the_workspace() {
    let folder = Folder::new().with(".git/HEAD", "").with("po.role", SHARES_OFF).with("head.role", HEAD);
    let arguments = ["check", "-", "--stdin-filename", "po.role", "--select", "REF701,DOC503"];
    let run = folder.run_with_input(&arguments, SHARES_RIGHT.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains("1 file read as context"), "{}", run.err);
}

#[test]
fn the_nearest_configuration_bounds_the_workspace() {
    let folder = Folder::new()
        .with(".git/HEAD", "")
        .with("head.role", HEAD)
        .with("lockers/rolelint.toml", "")
        .with("lockers/po.role", SHARES_RIGHT);
    let select = ["--select", "REF701"];
    assert_eq!(folder.run(&[&["check", "lockers/po.role"][..], &select].concat()).code, 1);
    assert_eq!(folder.run(&[&["check", "lockers/po.role", "--isolated"][..], &select].concat()).code, 0);
    assert_eq!(folder.run(&[&["check", "."][..], &select].concat()).code, 1, "each file by its own workspace");
}

#[test]
fn order_does_not_depend_on_threads() {
    let mut folder = Folder::new();
    for n in 0..60 {
        folder = folder.with(&format!("{}/role-{n}.role", n % 7), SHARES_OFF.replace("po-lockers", &format!("po-{n}")));
    }
    for format in ["text", "json", "jsonl"] {
        let one = folder.run(&["check", ".", "--jobs", "1", "--output-format", format]);
        let many = folder.run(&["check", ".", "--jobs", "8", "--output-format", format]);
        assert_eq!(one.out, many.out);
        assert_eq!(one.err, many.err);
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let mut folder = Folder::new();
    for n in 0..400 {
        folder = folder.with(&format!("role-{n}.role"), SHARES_OFF);
    }
    let mut child = folder.command(&["check", "."]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let run = child.wait_with_output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let err = String::from_utf8(run.stderr).unwrap();
    assert!(!err.contains("error:") && !err.contains("panic"), "{err}");
}

#[test]
fn the_json_of_check_has_the_agreed_shape() {
    let folder = Folder::new().with("off.role", SHARES_OFF).with("notes.md", "# Minutes\n\nWe met.\n");
    let run = folder.run(&["check", "off.role", "notes.md", "--output-format", "json"]);
    let value = run.json();
    assert_eq!(run.err, "", "notes and summary are in the object");
    assert_eq!(keys(&value), ["findings", "notes", "summary", "version"]);
    assert_eq!(value["version"], 1);
    let summary = ["context_files", "errors", "files", "infos", "passed_over", "roles", "warnings"];
    assert_eq!(keys(&value["summary"]), summary);
    assert_eq!(keys(&value["notes"][0]), ["file", "line", "message"]);
    let findings = value["findings"].as_array().unwrap();
    let shares = findings.iter().find(|f| f["code"] == "DOC503").expect("the shares are off");
    let wanted = [
        "code",
        "confidence",
        "evidence",
        "file",
        "fixes",
        "help",
        "message",
        "name",
        "range",
        "related",
        "role",
        "severity",
    ];
    assert_eq!(keys(shares), wanted);
    assert_eq!(
        (&shares["name"], &shares["severity"], &shares["role"]),
        (&"shares-off".into(), &"error".into(), &"po-lockers".into())
    );
    assert_eq!(shares["range"]["start"], serde_json::json!({"line": 4, "column": 1}));
    assert_eq!(shares["range"]["end"]["line"], 4);
    let counted = |severity: &str| findings.iter().filter(|f| f["severity"] == severity).count();
    assert_eq!(value["summary"]["errors"], counted("error"));
    assert_eq!(value["summary"]["warnings"], counted("warning"));
    assert_eq!(value["summary"]["infos"], counted("info"));

    let lines = folder.run(&["check", "off.role", "--output-format", "jsonl"]);
    let lines: Vec<Value> = lines.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(&lines, findings);
}

#[test]
fn results_go_to_the_file_that_is_named() {
    let folder = Folder::new().with("off.role", SHARES_OFF);
    let direct = folder.run(&["check", "off.role", "--output-format", "jsonl"]);
    let run = folder.run(&["check", "off.role", "--output-format", "jsonl", "--output-file", "out.jsonl"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).unwrap(), direct.out);
    let nowhere = folder.run(&["check", "off.role", "--output-file", "no/such/folder"]);
    assert_eq!(nowhere.code, 2);
    assert_eq!(nowhere.errors(), ["error: no/such/folder: cannot be written: there is no such file or folder"]);
}

#[test]
fn statistics_count_rules() {
    let folder = Folder::new()
        .with("a.role", SHARES_OFF)
        .with("b.role", SHARES_OFF.replace("Lockers", "Bags").replace("po-lockers", "b"));
    let run = folder.run(&["check", ".", "--statistics", "--select", "DOC503"]);
    assert_eq!((run.code, run.out.as_str()), (1, "2  DOC503  error    shares-off\n"));
    let json = folder.run(&["check", ".", "--statistics", "--select", "DOC503", "--output-format", "json"]).json();
    assert_eq!(json, serde_json::json!([{"code": "DOC503", "name": "shares-off", "severity": "error", "count": 2}]));
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let folder = Folder::new().with("off.role", SHARES_OFF);
    let escapes = |arguments: &[&str]| {
        let run = folder.run(arguments);
        (run.out.contains('\u{1b}'), run.err.contains('\u{1b}'))
    };
    assert_eq!(escapes(&["check", "off.role"]), (false, false));
    assert_eq!(escapes(&["check", "off.role", "--color", "never"]), (false, false));
    assert!(escapes(&["check", "off.role", "--color", "always"]).0);
    assert_eq!(escapes(&["check", "gone.role", "--color", "always"]), (false, true));
    assert_eq!(escapes(&["explain", "DOC503"]), (false, false));
    assert!(escapes(&["explain", "DOC503", "--color", "always"]).0);
    assert_eq!(escapes(&["check", "off.role", "--output-format", "json", "--color", "always"]), (false, false));
}

#[test]
fn the_json_of_inspect_has_the_agreed_shape() {
    let text = "Role: Product Owner, Parcel Lockers
Framework: Scrum 2020
Level: mid
Reports to: @head-of-lockers

Duties:
- 80% backlog: Order the backlog with the developers
- Interview couriers about full lockers

Contacts:
- couriers (internal user): every week, directly
- senders (customer): as needed, through support

Decisions:
- alone: order of the backlog

Measures:
- outcome: fewer full lockers

Requirements:
- nice: knows parcel logistics
";
    let folder = Folder::new().with("po.role", text).with("other.md", "# Lunch\n\nSoup.\n");
    let run = folder.run(&["inspect", "po.role", "other.md", "--output-format", "json"]);
    assert_eq!(run.code, 0);
    let lines: Vec<Value> = run.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let [other, document] = lines.as_slice() else { panic!("one document a line: {}", run.out) };
    assert_eq!(
        other,
        &serde_json::json!({"file": "other.md", "format": "markdown", "role_document": false, "roles": []})
    );
    assert_eq!(keys(document), ["file", "format", "role_document", "roles"]);
    assert_eq!((&document["format"], &document["role_document"]), (&"role".into(), &true.into()));
    let role = &document["roles"][0];
    let wanted = [
        "contacts",
        "decisions",
        "duties",
        "framework",
        "id",
        "kind",
        "kind_confidence",
        "level",
        "line",
        "measures",
        "reports_to",
        "requirements",
        "title",
    ];
    assert_eq!(keys(role), wanted);
    assert_eq!((&role["id"], &role["line"]), (&"product-owner-parcel-lockers".into(), &1.into()));
    assert_eq!((&role["kind"], &role["level"]), (&"product-owner".into(), &"mid".into()));
    assert_eq!(role["framework"], serde_json::json!(["scrum"]));
    assert_eq!(role["reports_to"], "head-of-lockers");
    let duty = &role["duties"][0];
    assert_eq!(keys(duty), ["category", "confidence", "evidence", "line", "second", "share", "share_given", "text"]);
    assert_eq!((&duty["line"], &duty["category"], &duty["share"]), (&7.into(), &"backlog".into(), &0.8.into()));
    assert_eq!((&duty["share_given"], &duty["confidence"]), (&true.into(), &1.0.into()));
    assert_eq!(duty["evidence"], serde_json::json!(["backlog"]));
    assert_eq!((&role["duties"][1]["share"], &role["duties"][1]["share_given"]), (&0.2.into(), &false.into()));
    let contacts: Vec<&Value> =
        role["contacts"].as_array().unwrap().iter().filter(|c| c["line"].as_u64() > Some(10)).collect();
    assert_eq!(
        contacts[0],
        &serde_json::json!({"line": 11, "who": "couriers", "class": "internal-user", "per_month": 4.0, "mode": "directly",
            "direct": true, "confidence": 1.0})
    );
    assert_eq!(
        (&contacts[1]["per_month"], &contacts[1]["mode"], &contacts[1]["direct"]),
        (&Value::Null, &"through".into(), &false.into())
    );
    assert_eq!(
        role["decisions"],
        serde_json::json!([{"line": 15, "subject": "order of the backlog", "right": "alone"}])
    );
    assert_eq!(role["measures"], serde_json::json!([{"line": 18, "text": "fewer full lockers", "type": "outcome"}]));
    assert_eq!(
        role["requirements"],
        serde_json::json!([{"line": 21, "text": "knows parcel logistics", "strength": "nice"}])
    );
}

#[test]
fn every_rule_and_term_is_explained() {
    let folder = Folder::new();
    let list = folder.run(&["rules", "--output-format", "json"]).json();
    let rules = list.as_array().unwrap();
    assert!(!rules.is_empty());
    for rule in rules {
        assert_eq!(keys(rule), ["code", "fix", "name", "own", "profiles", "severity", "since", "summary"]);
        assert!(!rule["summary"].as_str().unwrap().is_empty(), "{rule}");
    }
    assert_eq!(folder.run(&["rules"]).out.lines().count(), rules.len() + 1);
    let by_code = folder.run(&["explain", "DOC503"]);
    assert!(by_code.code == 0 && by_code.out.starts_with("# ") && by_code.out.contains("DOC503"), "{}", by_code.out);
    assert_eq!(folder.run(&["rule", "shares-off"]).out, by_code.out);
    let term = folder.run(&["explain", "product", "owner"]);
    assert!(term.code == 0 && term.out.contains("- **Scrum:** ") && term.out.contains("- **LeSS:** "), "{}", term.out);
    assert_eq!(folder.run(&["explain", "po"]).out, term.out);
    let unknown = folder.run(&["explain", "DOC5O3"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("did you mean") && unknown.err.contains("DOC503"), "{}", unknown.err);
}

#[test]
fn what_is_typed_stands_as_in_tests_cli() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}

#[test]
fn two_roles_are_compared_as_json() {
    let ladder = format!("{SHARES_RIGHT}\n{HEAD}");
    let folder = Folder::new().with("roles.role", ladder);
    let run = folder.run(&["compare", "roles.role", "roles.role#head-of-lockers", "--output-format", "json"]);
    let json = run.json();
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(keys(&json), ["contacts", "decisions", "framework", "roles", "summary", "version", "work"]);
    let ids: Vec<&str> = (0..2).filter_map(|i| json["roles"][i]["id"].as_str()).collect();
    assert_eq!(ids, ["po-lockers", "head-of-lockers"]);
    let area = |name: &str| json["work"].as_array().unwrap().iter().find(|w| w["area"] == name).unwrap().clone();
    let keys_of_work = ["area", "expected", "lines", "owner", "shares", "standing"];
    assert_eq!(keys(&area("backlog")), keys_of_work);
    assert_eq!((area("backlog")["standing"].as_str(), area("backlog")["owner"].as_u64()), (Some("split"), Some(0)));
    assert_eq!((area("people")["owner"].as_u64(), area("people")["shares"][1].as_f64()), (Some(1), Some(0.5)));
    assert_eq!(area("go-to-market")["standing"], "unowned");
    assert_eq!(area("backlog")["lines"], serde_json::json!([[6], []]));
}

/// Two roles that name no framework, and a configuration with one of its own.
fn with_own_framework(setting: &str) -> Folder {
    let roles = "Role: Product Owner, Lockers\nId: po\nKind: product owner\n\nDecisions:\n- alone: release\n\n\
                 Role: Product Manager\nId: pm\nKind: product manager\n\nDecisions:\n- alone: budget\n";
    let toml =
        "[[frameworks]]\nname = \"Acme Flow\"\nbased-on = \"scrum\"\ndecides = { release = [\"product manager\"] }\n";
    Folder::new().with("roles.role", roles).with("rolelint.toml", format!("{setting}{toml}"))
}

#[test]
fn roles_are_compared_by_a_framework_of_ones_own() {
    let silent = with_own_framework("");
    let run = |folder: &Folder, more: &[&str]| {
        folder.run(&[&["compare", "roles.role#po", "roles.role#pm", "--output-format", "json"], more].concat())
    };
    let compare = |more: &[&str]| run(&silent, more);
    let said = |json: &serde_json::Value, subject: &str| {
        let rows = json["decisions"].as_array().unwrap();
        let row = rows.iter().find(|row| row["subject"] == subject).unwrap();
        row["expected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| format!("{}: {}", e["framework"], e["says"]))
            .collect::<String>()
    };
    let asked = compare(&["--framework", "acme flow"]).json();
    assert_eq!(asked["framework"], serde_json::json!(["Acme Flow"]));
    assert_eq!(asked["work"][0]["shares"].to_string(), "[0.0,0.0]");
    assert_eq!(said(&asked, "the release"), "\"Acme Flow\": \"the product manager decides.\"");
    assert_eq!(said(&asked, "the order of the backlog"), "\"Acme Flow\": \"the product owner decides.\"");
    assert_eq!(compare(&[]).json()["framework"], serde_json::json!([]), "nothing names one");
    let stated = with_own_framework("framework = \"Acme Flow\"\n");
    assert_eq!(run(&stated, &[]).json(), asked, "the configuration names it");
    let by_setting = compare(&["--config", "framework = 'Acme Flow'"]);
    assert_eq!(by_setting.json(), asked, "{}", by_setting.err);
    let unknown = compare(&["--framework", "Acme Flaw"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("did you mean Acme Flow? The known ones are none, scrum,"), "{}", unknown.err);
    let isolated = compare(&["--framework", "Acme Flow", "--isolated"]);
    assert_eq!(isolated.code, 2, "{}", isolated.out);
}

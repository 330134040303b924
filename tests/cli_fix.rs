//! `check --fix`, `--unsafe-fixes` and `--diff` as others see them: what happens to files, what is printed, how it ends.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A slip in a label, which is safe to mend, and nobody to meet, which is not.
const OWNER: &str = "Role: Product Owner, Parcel Lockers
Id: po-lockers

Purpose:
- Let people collect a parcel on their way home.

Duites:
- 40% strategy: Set and explain the Product Goal
- 40% backlog: Order the backlog with the developers
- 20% delivery: Review finished work every day

Decisions:
- alone: order of the backlog

Measures:
- outcome: parcels collected on the first day, from 55% to 70% by 2027-06
";

const FIXED: &str = "- <users of the product> (customer): every week, directly";

struct Folder(TempDir);

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn with(path: &str, content: impl AsRef<[u8]>) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.write(path, content);
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(path), content).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs `check` with PO101 and DOC501 alone, so that these tests stay about fixing.
    fn check(&self, arguments: &[&str]) -> Run {
        self.check_with_input(arguments, "")
    }

    fn check_with_input(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rolelint"))
            .args(["check", "--select", "PO101,DOC501", "--color", "never"])
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().expect("no signal ends the program"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn without_a_flag_nothing_changes_and_what_could_is_said() {
    let folder = Folder::with("po.role", OWNER);
    let run = folder.check(&["po.role"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("[DOC501] [*]: “Duites” is read as “Duties”."), "{}", run.out);
    assert!(run.out.contains("= fix: Say whom this role meets (to be completed by hand)"), "{}", run.out);
    assert!(
        run.err.starts_with("1 fixable with `--fix`, 1 more with `--unsafe-fixes`\n1 file, 1 role: "),
        "{}",
        run.err
    );
    assert_eq!(folder.text("po.role"), OWNER);
}

#[test]
fn fix_makes_the_safe_ones_and_shows_what_is_left() {
    let folder = Folder::with("po.role", OWNER);
    let run = folder.check(&["po.role", "--fix"]);
    assert_eq!(run.code, 1, "PO101 is left");
    assert!(run.out.contains("PO101") && !run.out.contains("DOC501"), "{}", run.out);
    assert!(run.err.ends_with("1 fixed; 1 file, 1 role: 1 warning\n"), "{}", run.err);
    assert_eq!(folder.text("po.role"), OWNER.replace("Duites", "Duties"));
    assert_eq!(files_in(folder.0.path()), ["po.role"], "nothing is left beside it");
}

#[test]
fn unsafe_fixes_makes_all_and_a_second_run_changes_nothing() {
    let folder = Folder::with("po.role", OWNER);
    let run = folder.check(&["po.role", "--fix", "--unsafe-fixes"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, "2 fixed; 1 file, 1 role: no findings\n");
    let text = folder.text("po.role");
    assert!(text.contains(&format!("Contacts:\n{FIXED}\n")), "{text}");
    let modified = fs::metadata(folder.path("po.role")).unwrap().modified().unwrap();
    let again = folder.check(&["po.role", "--unsafe-fixes"]);
    assert_eq!(again.err, "0 fixed; 1 file, 1 role: no findings\n");
    assert_eq!(folder.text("po.role"), text);
    assert_eq!(fs::metadata(folder.path("po.role")).unwrap().modified().unwrap(), modified, "it was not even written");
}

#[test]
fn diff_shows_a_patch_and_changes_nothing() {
    let folder = Folder::with("po.role", OWNER);
    let run = folder.check(&["po.role", "--diff"]);
    assert_eq!(
        run.out,
        "--- po.role\n+++ po.role\n@@ -4,7 +4,7 @@\n Purpose:\n - Let people collect a parcel on their way home.\n \n-Duites:\n+Duties:\n - 40% \
         strategy: Set and explain the Product Goal\n - 40% backlog: Order the backlog with the developers\n - 20% delivery: Review finished work every day\n"
    );
    assert_eq!((run.code, run.err.as_str()), (1, "would fix 1 finding in 1 file\n"));
    let all = folder.check(&["po.role", "--diff", "--fix", "--unsafe-fixes"]);
    assert!(all.out.contains(&format!("+Contacts:\n+{FIXED}\n")), "{}", all.out);
    assert_eq!(folder.text("po.role"), OWNER);
    assert_eq!(folder.check(&["po.role", "--diff", "--exit-zero"]).code, 0);
    folder.write("po.role", OWNER.replace("Duites", "Duties"));
    let nothing = folder.check(&["po.role", "--diff"]);
    assert_eq!(
        (nothing.code, nothing.out.as_str(), nothing.err.as_str()),
        (0, "", "would fix 0 findings in 0 files\n")
    );
}

#[test]
fn standard_input_comes_out_fixed() {
    let folder = Folder::with("other.txt", "");
    let run = folder.check_with_input(&["-", "--stdin-filename", "po.role", "--fix"], OWNER);
    assert_eq!(run.out, OWNER.replace("Duites", "Duties"));
    assert!(run.err.contains("PO101") && run.err.contains("1 fixed; "), "{}", run.err);
    assert_eq!(run.code, 1);
    let clean = OWNER.replace("Duites", "Duties");
    let run = folder.check_with_input(&["-", "--stdin-filename", "po.role", "--fix"], &clean);
    assert_eq!(run.out, clean, "a filter gives on what needs no change, too");
}

#[test]
fn bytes_around_the_words_are_kept() {
    let windows = format!("\u{feff}{}", OWNER.replace('\n', "\r\n"));
    let folder = Folder::with("windows.role", &windows);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(OWNER.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    folder.write("wide.role", &utf16);
    let run = folder.check(&[".", "--unsafe-fixes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let made = folder.text("windows.role");
    assert!(made.starts_with('\u{feff}') && made.contains(&format!("Contacts:\r\n{FIXED}\r\n")), "{made:?}");
    assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
    let wide = fs::read(folder.path("wide.role")).unwrap();
    assert_eq!(&wide[..2], [0xFF, 0xFE]);
    let units: Vec<u16> = wide[2..].chunks(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
    assert!(String::from_utf16(&units).unwrap().contains(FIXED));
}

#[test]
fn bytes_that_are_only_guessed_at_are_never_written() {
    let mut latin = OWNER.as_bytes().to_vec();
    latin.extend(b"\nSources:\n- caf\xE9\n");
    let folder = Folder::with("latin.role", &latin);
    let run = folder.check(&["latin.role", "--unsafe-fixes"]);
    assert_eq!(fs::read(folder.path("latin.role")).unwrap(), latin);
    assert!(run.err.contains("0 fixed; ") && !run.out.contains("= fix"), "{}{}", run.out, run.err);
    assert_eq!(run.code, 1);
}

#[test]
fn only_named_files_are_changed() {
    let folder = Folder::with("rolelint.toml", "");
    folder.write("a.role", OWNER);
    folder.write("b.role", OWNER.replace("po-lockers", "po-other"));
    folder.check(&["a.role", "--fix"]);
    assert!(folder.text("a.role").contains("Duties:"));
    assert!(folder.text("b.role").contains("Duites:"));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_and_locked_files_are_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::with("po.role", OWNER);
    let mode = |path: &str| fs::metadata(folder.path(path)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(folder.path("po.role"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("po.role", folder.path("link.role")).unwrap();
    folder.check(&["link.role", "--fix"]);
    assert!(fs::symlink_metadata(folder.path("link.role")).unwrap().is_symlink(), "the link is still one");
    assert_eq!((folder.text("po.role").contains("Duties:"), mode("po.role")), (true, 0o640));

    folder.write("locked.role", OWNER);
    fs::set_permissions(folder.path("locked.role"), fs::Permissions::from_mode(0o440)).unwrap();
    let run = folder.check(&["locked.role", "--fix"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error: locked.role: is read-only, and was not changed"), "{}", run.err);
    assert!(run.out.contains("DOC501"), "it is shown as it still is: {}", run.out);
    assert_eq!(folder.text("locked.role"), OWNER);
}

#[test]
fn markdown_is_fixed_in_its_own_style() {
    let spec = "Product Owner, Parcel Lockers\n=============================\n\nWhat you will do\n----------------\n\n* Set the Product Goal and explain it.\n* Order the \
                backlog with the developers.\n* Keep the backlog open to everyone.\n\nWhat you bring\n--------------\n\n* Two years in logistics.\n";
    let folder = Folder::with("po.md", spec);
    let run = folder.check(&["po.md", "--unsafe-fixes"]);
    let made = folder.text("po.md");
    let section =
        "Who you’ll meet\n---------------\n\n* Users of the product [which ones] (customer): every week, directly";
    assert!(made.contains(section), "{made}\n{}", run.err);
    let shown = folder.check(&["po.md", "--diff", "--unsafe-fixes"]);
    assert_eq!(shown.out, "", "a second run changes nothing");
}

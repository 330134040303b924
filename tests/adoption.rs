//! Bringing rolelint to a folder that was there before it: init, baselines, waivers in bulk, branches.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/program.rs"]
mod program;

use std::process::Command;

use program::Folder;

const OWNER: &str = "Role: Product Owner, Parcel Lockers
Id: po-lockers

Duties:
- 80% backlog: Order the backlog with the developers
- 60% delivery: Answer the questions of the developers
";

const MANAGER: &str = "# Product Manager, Billing\n\n## Responsibilities\n\n- Maintain the backlog and write user stories\n- Write acceptance criteria\n- Attend the daily stand-up\n";

fn findings(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let run = folder.run(&[&["check", "--output-format", "json", "--today", "2026-11-01"], arguments].concat());
    assert!(run.code <= 1, "{}", run.err);
    run.findings()
}

#[test]
fn a_new_folder_begins_with_a_role_on_which_nothing_is_found() {
    let folder = Folder::new();
    let run = folder.run(&["init", "--framework", "safe 6", "--preset", "startup,agency"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        run.err,
        "wrote rolelint.toml\nwrote roles/product-owner.role: make it yours, then run `rolelint check`\n"
    );
    assert_eq!(folder.run(&["config", "show"]).code, 0);
    let again = folder.run(&["init"]);
    assert_eq!((again.code, again.err.as_str()), (2, "error: rolelint.toml: is there already, and is left as it is\n"));
    for framework in ["scrum", "less", "none"] {
        let folder = Folder::new();
        assert_eq!(folder.run(&["init", "--framework", framework]).code, 0);
        assert_eq!(findings(&folder, &["."]), Vec::<String>::new(), "{framework}");
    }
    let old = Folder::new().with("old.role", OWNER);
    assert_eq!(old.run(&["init", "-y", "sub"]).code, 0);
    old.run(&["init"]);
    assert!(!old.path().join("roles").exists(), "where there are roles no first one is written");
}

#[test]
fn a_folder_below_a_configuration_builds_on_it() {
    let toml = "framework = \"Acme \\\"Flow\\\"\"\nuser-words = [\"skippers\"]\n[[frameworks]]\nname = \"Acme \\\"Flow\\\"\"\nbased-on = \"scrum\"\n";
    let folder = Folder::new().with("rolelint.toml", toml);
    let run = folder.run(&["init", "--yes", "teams/a"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let written = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    assert!(written("teams/a/rolelint.toml").contains("extends = \"../../rolelint.toml\""));
    assert!(written("teams/a/roles/product-owner.role").contains("Framework: Acme \"Flow\"\n"));
    assert_eq!(findings(&folder, &["teams/a"]), Vec::<String>::new());
    let run = folder.run(&["init", "--framework", "acme \"flow\"", "teams/b"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let shown = folder.run(&["config", "show", "--config", "teams/b/rolelint.toml"]);
    assert!(shown.code == 0 && shown.out.contains("skippers"), "{} {}", shown.out, shown.err);
    let unknown = folder.run(&["init", "--framework", "acme flaw", "teams/c"]);
    assert!(unknown.code == 2 && unknown.err.contains("is no framework that is known"), "{}", unknown.err);
    assert!(!folder.path().join("teams/c").exists());
}

#[test]
fn an_old_folder_gets_no_first_role_and_no_framework() {
    let old = Folder::new().with("specs/pm.md", MANAGER).with("README.md", "# Handbook\n\nRead me.\n");
    let run = old.run(&["init", "--yes"]);
    assert_eq!(
        run.err,
        "wrote rolelint.toml\n1 role document is here already: look at `rolelint check --statistics`, or accept what is found with \
         `rolelint check --write-baseline`\n"
    );
    assert!(!old.path().join("roles").exists());
    assert!(!old.run(&["config", "show"]).out.contains("framework = [\"scrum\"]"), "nobody said so");
}

#[test]
fn what_a_baseline_knows_is_silent_wherever_it_moves() {
    let folder = Folder::new().with("rolelint.toml", "").with("roles/po.role", OWNER).with("pm.md", MANAGER);
    let before = findings(&folder, &["."]);
    assert!(before.len() > 3, "{before:?}");
    let written = folder.run(&["check", "--write-baseline"]);
    assert_eq!((written.code, written.out.as_str()), (0, ""), "{}", written.err);
    assert!(
        written.err.contains(&format!("wrote {} findings to rolelint-baseline.json", before.len())),
        "{}",
        written.err
    );
    let with = ["--baseline", "rolelint-baseline.json", "."];
    assert_eq!(findings(&folder, &with), Vec::<String>::new());
    // Lines move, a file is renamed.
    folder.write("roles/po.role", format!("# A comment\n\n\n{OWNER}"));
    std::fs::rename(folder.path().join("pm.md"), folder.path().join("manager.md")).unwrap();
    assert_eq!(findings(&folder, &with), Vec::<String>::new());
    // A second role with the same text is not known.
    folder.write("copy.role", OWNER.replace("po-lockers", "po-lockers-2"));
    assert!(
        findings(&folder, &with).iter().all(|f| f.starts_with("copy.role ")) && !findings(&folder, &with).is_empty()
    );
    std::fs::remove_file(folder.path().join("copy.role")).unwrap();
    // What is mended is told.
    folder.write("roles/po.role", OWNER.replace("60%", "20%"));
    let run = folder.run(&["check", "--baseline", "rolelint-baseline.json", "roles"]);
    assert!(
        run.err.contains("rolelint-baseline.json:1: DOC503 of po-lockers in roles/po.role is mended"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("pm.md"), "nothing is said of what was not looked at: {}", run.err);
    assert!(run.err.contains("known by the baseline"), "{}", run.err);
}

#[test]
fn a_broken_baseline_is_told() {
    let folder = Folder::new().with("po.role", OWNER);
    for (text, told) in [("{", "is no baseline"), ("{\"version\":7,\"findings\":[]}", "has version 7")] {
        folder.write("b.json", text);
        let run = folder.run(&["check", "--baseline", "b.json"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.starts_with("error: b.json: ") && run.err.contains(told), "{}", run.err);
    }
    assert!(
        folder.run(&["check", "--baseline", "c.json"]).err.contains("c.json: cannot be read: there is no such file")
    );
    let huge = std::fs::File::create(folder.path().join("huge.json")).unwrap();
    huge.set_len(100 << 20).unwrap();
    assert!(
        folder.run(&["check", "--baseline", "huge.json"]).err.contains("has 100 MB; a baseline may have 64 MB at most")
    );
}

#[test]
fn waivers_are_added_in_the_documents_own_way() {
    let folder = Folder::new().with("rolelint.toml", "").with("po.role", OWNER).with("pm.md", MANAGER);
    let before = findings(&folder, &["."]);
    let codes: Vec<String> = before.iter().map(|f| f.split(' ').nth(1).unwrap().to_owned()).collect();
    let list = codes.join(",");
    let run =
        folder.run(&["check", "--add-waivers", &list, "--reason", "Known since 2019.", "--until", "2099-12-31", "."]);
    assert!(run.err.contains(&format!("{} findings accepted in 2 files", before.len())), "{}", run.err);
    assert_eq!(run.code, 0, "{}\n{}", run.out, run.err);
    let role = std::fs::read_to_string(folder.path().join("po.role")).unwrap();
    assert!(
        role.starts_with(OWNER)
            && role.contains("Waivers:\n- ")
            && role.contains(" until 2099-12-31: Known since 2019."),
        "{role}"
    );
    let markdown = std::fs::read_to_string(folder.path().join("pm.md")).unwrap();
    assert!(markdown.contains("Known since 2019. (until 2099-12-31) -->"), "{markdown}");
    assert_eq!(findings(&folder, &["."]), Vec::<String>::new());
    for (arguments, told) in [
        (&["--add-waivers", "PO101"][..], "--reason"),
        (&["--add-waivers", "PO999", "--reason", "x"], "'PO999' is no code"),
        (&["--add-waivers", "PO101", "--reason", "a --> b"], "--reason: say in one line"),
    ] {
        let run = folder.run(&[&["check"], arguments].concat());
        assert!(run.code == 2 && run.err.contains(told), "{}", run.err);
    }
}

fn git(folder: &Folder, arguments: &[&str]) {
    let fixed = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    ];
    let run = Command::new("git").args(fixed).args(arguments).current_dir(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn a_branch_is_told_of_what_it_touched_and_judged_beside_all() {
    let folder = Folder::new().with("roles/po.role", OWNER).with("pm.md", MANAGER);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "one"]);
    git(&folder, &["checkout", "-qb", "branch"]);
    folder.write("roles/po.role", OWNER.replace("Id:", "Reports to: @head\nId:"));
    git(&folder, &["commit", "-qam", "two"]);
    git(&folder, &["checkout", "-q", "main"]);
    folder.write("pm.md", MANAGER.replace("Billing", "Invoices"));
    git(&folder, &["commit", "-qam", "three"]);
    git(&folder, &["checkout", "-q", "branch"]);
    folder.write("roles/new ü.role", OWNER.replace("po-lockers", "new"));
    let found = findings(&folder, &["--changed-since", "main", "."]);
    let mut files: Vec<&str> = found.iter().filter_map(|f| f.rsplit_once(' ')).map(|(file, _)| file).collect();
    files.dedup();
    assert_eq!(files, ["roles/new ü.role", "roles/po.role"], "the change on main is not this branch's");
    assert!(found.contains(&"roles/po.role REF701".to_owned()), "{found:?}");
    folder.write("head.role", "Role: Head of Product\nId: head\n");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "four"]);
    folder.write("roles/po.role", OWNER.replace("Id:", "Reports to: @head\n\nId:"));
    let found = findings(&folder, &["--changed-since", "HEAD", "roles"]);
    assert!(
        !found.is_empty() && found.iter().all(|f| f.starts_with("roles/po.role ") && !f.ends_with("REF701")),
        "{found:?}"
    );
    let run = folder.run(&["check", "--changed-since", "nowhere"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: --changed-since: git knows no revision 'nowhere'\n"));
    let outside = Folder::new().with("po.role", OWNER).run(&["check", "--changed-since", "main"]);
    assert!(outside.code == 2 && outside.err.contains("git cannot be asked"), "{}", outside.err);
}

/// From an old folder to findings beside a pull request, as a platform engineer goes.
#[test]
fn an_old_repository_is_brought_under_ci() {
    let folder = Folder::new().with("README.md", "# Handbook\n\nRead me.\n");
    for (name, title) in [
        ("billing", "Product Manager, Billing"),
        ("tolls", "Product Owner, Tolls"),
        ("ferries", "Product Owner, Ferries"),
    ] {
        folder.write(&format!("specs/{name}.md"), MANAGER.replace("Product Manager, Billing", title));
    }
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "as it was"]);
    assert!(folder.run(&["init", "--yes"]).err.contains("3 role documents are here already"));
    let rule = "\n[[rules]]\ncode = \"ACME001\"\nname = \"names-its-place\"\nmessage = \"Say where {title} works.\"\nwhen.missing = \"location\"\n\
                [[rules.tests]]\nfails = \"Role: Product Owner\"\n[[rules.tests]]\npasses = \"Role: Product Owner\\nLocation: Oslo\"\n";
    let toml = std::fs::read_to_string(folder.path().join("rolelint.toml")).unwrap();
    folder.write("rolelint.toml", toml + rule);
    assert_eq!(folder.run(&["rules", "test"]).code, 0);
    assert_eq!(findings(&folder, &["--select", "ACME001"]).len(), 3);
    assert_eq!(folder.run(&["check", "--write-baseline"]).code, 0);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "rolelint"]);
    let ci = ["check", "--baseline", "rolelint-baseline.json", "--changed-since", "main", "--output-format", "github"];
    let quiet = folder.run(&ci);
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""), "{}", quiet.err);
    // A branch renames one, changes the words of another, and brings a third.
    git(&folder, &["checkout", "-qb", "branch"]);
    git(&folder, &["mv", "specs/tolls.md", "specs/toll-roads.md"]);
    let billing = std::fs::read_to_string(folder.path().join("specs/billing.md")).unwrap();
    folder.write("specs/billing.md", billing.replace("## Resp", "We print invoices.\n\n## Resp"));
    folder.write("specs/ports.md", MANAGER.replace("Product Manager, Billing", "Product Owner, Ports"));
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "work"]);
    let run = folder.run(&ci);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("::warning file=specs/ports.md,line=1,endLine=1,col=1,endColumn=23,title=ACME001 names-its-place::Say where Product Owner, Ports works."), "{}", run.out);
    assert!(run.out.lines().all(|l| l.contains("file=specs/ports.md,")), "only what is new: {}", run.out);
}

//! Configurations and folders that want to stop the tool: each ends in a clear error, or quickly in a result.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/program.rs"]
mod program;

use std::fs;

use program::Folder;

const OWNER: &str = "Role: Product Owner, Parcel Lockers
Id: po-lockers

Duties:
- 80% backlog: Order the backlog with the developers
- 60% delivery: Answer the questions of the developers
";

/// What is said of a configuration, which must end the run.
fn told(folder: &Folder, toml: impl AsRef<[u8]>) -> String {
    folder.write("rolelint.toml", toml);
    let run = folder.run(&["check"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    run.err
}

#[test]
fn extends_that_go_round_or_lead_nowhere() {
    let folder = Folder::new().with("po.role", OWNER).with("a.toml", "extends = \"b.toml\"\n");
    folder.write("b.toml", "extends = [\"./sub/../a.toml\"]\n");
    let circle = told(&folder, "extends = \"a.toml\"\n");
    assert!(circle.contains("b.toml:1:12: `extends` goes round in a circle: a.toml -> b.toml -> a.toml"), "{circle}");
    for (base, expected) in
        [("/dev/zero", "no regular file"), (".", "no regular file"), ("nowhere.toml", "no such file")]
    {
        let told = told(&folder, format!("extends = \"{base}\"\n"));
        assert!(told.starts_with("error: rolelint.toml:1:11:") && told.contains(expected), "{told}");
    }
    for n in 0..100 {
        folder.write(&format!("chain{n}.toml"), format!("extends = \"chain{}.toml\"\n", n + 1));
    }
    assert!(told(&folder, "extends = \"chain0.toml\"\n").contains("`extends` leads to more than 64 files"));
    folder.write("large.toml", vec![b'#'; 9 << 20]);
    assert!(told(&folder, "extends = \"large.toml\"\n").contains("longer than 8 MB"));
}

#[test]
fn many_of_everything() {
    let mut toml = String::new();
    for n in 0..10_000 {
        toml += &format!("[[overrides]]\nfiles = [\"teams/{n}/**\", \"*-{n}.role\"]\nignore = [\"PO101\"]\n");
    }
    let folder = Folder::new().with("rolelint.toml", toml).with("teams/9999/po.role", OWNER).with("po.role", OWNER);
    let found = folder.run(&["check", "--output-format", "json"]).findings();
    assert!(found.contains(&"po.role PO101".to_owned()), "{found:?}");
    assert!(!found.contains(&"teams/9999/po.role PO101".to_owned()), "{found:?}");
    let rules: String = (0..1000)
        .map(|n| {
            format!("[[rules]]\ncode = \"ACME{n}\"\nname = \"rule-{n}\"\nmessage = \"{n}\"\nwhen.text.matches = 'lockers.*{n}'\n")
        })
        .collect();
    folder.write("rolelint.toml", rules);
    folder.write("po.role", OWNER.replace("Lockers", "Lockers of 999"));
    let found = folder.run(&["check", "po.role", "--select", "ACME", "--output-format", "json"]).findings();
    assert_eq!(found, ["po.role ACME9", "po.role ACME99", "po.role ACME999"]);
}

#[test]
fn expressions_that_explode_elsewhere() {
    let folder = Folder::new().with("po.role", OWNER.to_owned() + "- " + &"a".repeat(50_000) + "\n");
    let rule = |pattern: &str| {
        format!("[[rules]]\ncode = \"ACME1\"\nname = \"rule\"\nmessage = \"x\"\nwhen.text.matches = '{pattern}'\n")
    };
    folder.write("rolelint.toml", rule("(a+)+b"));
    assert_eq!(folder.run(&["check", "--select", "ACME1"]).code, 0);
    for (pattern, expected) in [
        ("((a{1000}){1000}){1000}", "grows too large"),
        (r"(a)\1", "backreferences are not supported"),
        ("(?<=a)b", "look-around"),
        (&"(".repeat(900), "regular expression"),
    ] {
        let told = told(&folder, rule(pattern));
        assert!(told.contains("rolelint.toml:5:") && told.contains(expected), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
    let globs = format!("exclude = [\"{}\"]\n", "{a,b}*/".repeat(120));
    folder.write("rolelint.toml", globs);
    assert!(folder.run(&["check"]).code <= 2);
}

#[test]
fn conditions_inside_conditions() {
    let folder = Folder::new().with("po.role", OWNER);
    let nested = |depth: usize| {
        let (open, close) = ("not = { ".repeat(depth), " }".repeat(depth));
        format!(
            "[[rules]]\ncode = \"ACME1\"\nname = \"rule\"\nmessage = \"x\"\nwhen = {{ {open}kind = \"owners\"{close} }}\n"
        )
    };
    folder.write("rolelint.toml", nested(20));
    assert_eq!(folder.run(&["check", "--select", "ACME1"]).code, 1, "an even number of them");
    assert!(told(&folder, nested(20_000)).contains("rolelint.toml:5:"));
    // The same depth by keys with dots.
    let dotted = format!(
        "[[rules]]\ncode = \"ACME1\"\nname = \"rule\"\nmessage = \"x\"\nwhen.{}kind = \"owners\"\n",
        "not.".repeat(20_000)
    );
    assert!(told(&folder, dotted).contains("rolelint.toml:"));
}

#[test]
fn other_encodings() {
    let folder = Folder::new().with("po.role", OWNER);
    let utf_16: Vec<u8> = "\u{feff}ignore = [\"PO101\"]\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("rolelint.toml", utf_16);
    assert!(!folder.run(&["check"]).out.contains("PO101"), "UTF-16 says which it is");
    folder.write("rolelint.toml", "\u{feff}ignore = [\"PO101\"]\r\n");
    assert!(!folder.run(&["check"]).out.contains("PO101"), "a mark at the beginning, and CRLF");
    assert!(told(&folder, b"# \xe9\n").contains("rolelint.toml:1:3: byte 3 is not UTF-8; save the file as UTF-8"));
    assert!(told(&folder, b"ignore = [\"PO101\"]\0\n").contains("this is no TOML"));
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_or_round() {
    use std::os::unix::fs::symlink;
    let outside = Folder::new().with("po.role", OWNER).with("deep/po.role", OWNER);
    let folder = Folder::new().with("rolelint.toml", "").with("po.role", OWNER);
    symlink(outside.path(), folder.path().join("out")).unwrap();
    symlink(outside.path().join("po.role"), folder.path().join("linked.role")).unwrap();
    symlink(folder.path(), folder.path().join("round")).unwrap();
    symlink("nowhere", folder.path().join("dead.role")).unwrap();
    let run = folder.run(&["check", "--output-format", "json"]);
    assert_eq!(run.json()["summary"]["files"], 1, "{}", run.out);
    // Through such a link nothing is written, either.
    let before = fs::read_to_string(outside.path().join("po.role")).unwrap();
    folder.run(&["check", "--fix", "--unsafe-fixes"]);
    folder.run(&["format"]);
    folder.run(&["check", "--add-waivers", "PO101", "--reason", "x"]);
    assert_eq!(fs::read_to_string(outside.path().join("po.role")).unwrap(), before);
}

#[test]
fn baselines_that_are_none() {
    let folder = Folder::new().with("po.role", OWNER).with("large.json", vec![b' '; 100 << 20]).with("folder/x", "");
    for (content, expected) in [
        (&b""[..], "is no baseline"),
        (b"[]", "is no baseline"),
        (b"{\"version\":1,\"findings\":[{}]}", "is no baseline"),
        (b"\xff\xfe", "not UTF-8"),
        (&b"[".repeat(100_000), "is no baseline"),
    ] {
        folder.write("b.json", content);
        let run = folder.run(&["check", "--baseline", "b.json"]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.starts_with("error: b.json") && run.err.contains(expected), "{}", run.err);
    }
    let run = folder.run(&["check", "--baseline", "large.json"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("large.json"), "{}", run.err);
    let run = folder.run(&["check", "--baseline", "folder"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: folder: is no regular file\n"));
}

#[test]
fn a_baseline_of_a_hundred_megabytes() {
    let folder = Folder::new().with("rolelint.toml", "").with("po.role", OWNER);
    assert_eq!(folder.run(&["check", "--write-baseline"]).code, 0);
    let written = fs::read_to_string(folder.path().join("rolelint-baseline.json")).unwrap();
    let entry =
        written.lines().find(|l| l.contains("PO101")).unwrap().trim_end_matches([',', ']', '}']).to_owned() + "}";
    let entry = if serde_json::from_str::<serde_json::Value>(&entry).is_ok() {
        entry
    } else {
        entry.trim_end_matches('}').to_owned() + "}"
    };
    let other = entry.replace("po.role", "gone/po.role");
    let count = (100 << 20) / (other.len() + 2);
    let mut large = String::from("{\"version\":1,\"findings\":[\n");
    for _ in 0..count {
        large += &other;
        large += ",\n";
    }
    large += &entry;
    large += "\n]}\n";
    folder.write("rolelint-baseline.json", &large);
    let run = folder.run(&["check", "--baseline", "rolelint-baseline.json", "--output-format", "json"]);
    match run.code {
        2 => assert!(run.err.contains("rolelint-baseline.json"), "{}", run.err),
        _ => assert!(!run.findings().contains(&"po.role PO101".to_owned()), "what it knows is silent"),
    }
}

//! Rules of one's own, as the command line knows them.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/program.rs"]
mod program;

use program::Folder;

const RULE: &str = "[[rules]]
code = \"ACME001\"
name = \"owners-release\"
message = \"{title} does not decide on releases.\"
fix = \"Write `- alone: release`.\"
help = \"https://handbook.example/release\"
when = { kind = \"product-owner\", not = { decision = { subject = \"release\" } } }
";

const OWNER: &str = "Role: Product Owner, Parcel Lockers

Duties:
- backlog: Order the backlog with the developers
- delivery: Answer the questions of the developers
";

fn lines(folder: &Folder, toml: &str) -> String {
    folder.write("rolelint.toml", toml);
    let run = folder.run(&["check"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{toml}\n{}", run.err);
    run.err
}

fn weight(folder: &Folder, arguments: &[&str]) -> Option<String> {
    let run = folder.run(&[&["check", "--output-format", "json"], arguments].concat());
    assert!(run.code <= 1, "{}", run.err);
    let json = run.json();
    let found = json["findings"].as_array().unwrap().iter().find(|f| f["code"] == "ACME001").cloned();
    found.map(|f| f["severity"].as_str().unwrap().to_owned())
}

#[test]
fn a_rule_speaks_like_any_other() {
    let folder = Folder::new().with("rolelint.toml", RULE).with("po.role", OWNER);
    let run = folder.run(&["check", "--output-format", "json"]);
    let json = run.json();
    let finding = json["findings"].as_array().unwrap().iter().find(|f| f["code"] == "ACME001").unwrap();
    assert_eq!(finding["name"], "owners-release");
    assert_eq!(finding["message"], "Product Owner, Parcel Lockers does not decide on releases.");
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["help"], "https://handbook.example/release");
    assert_eq!(
        (&finding["range"]["start"]["line"], &finding["role"]),
        (&1.into(), &"product-owner-parcel-lockers".into())
    );
    folder.write("po.role", OWNER.to_owned() + "\nDecisions:\n- with @manager: release date\n\nExtern: @manager\n");
    assert_eq!(weight(&folder, &[]), None);
}

#[test]
fn selection_severity_overrides_and_waivers_apply() {
    let folder = Folder::new().with("rolelint.toml", RULE).with("po.role", OWNER).with("old/po.role", OWNER);
    assert_eq!(weight(&folder, &["--severity", "ACME001=error", "po.role"]).as_deref(), Some("error"));
    assert_eq!(weight(&folder, &["--ignore", "owners-release", "po.role"]), None);
    assert_eq!(weight(&folder, &["--select", "ACME", "po.role"]).as_deref(), Some("warning"));
    assert_eq!(weight(&folder, &["--select", "PO1", "po.role"]), None);
    let other = RULE.to_owned()
        + "\n[[overrides]]\nfiles = [\"old\"]\nignore = [\"ACME001\"]\n[severity]\nACME001 = \"info\"\n";
    folder.write("rolelint.toml", other);
    assert_eq!(weight(&folder, &["old/po.role"]), None);
    assert_eq!(weight(&folder, &["po.role"]).as_deref(), Some("info"));
    folder.write("rolelint.toml", RULE.to_owned() + "[[waivers]]\nrules = [\"ACME001\"]\nreason = \"Not yet.\"\n");
    assert_eq!(weight(&folder, &["po.role"]), None);
    folder.write("rolelint.toml", RULE);
    folder.write("po.role", OWNER.to_owned() + "\nWaivers:\n- ACME001: the platform team releases\n");
    let run = folder.run(&["check", "--output-format", "json", "po.role"]);
    assert!(!run.out.contains("\"REF704\"") && weight(&folder, &["po.role"]).is_none(), "{}", run.out);
    let run = folder.run(&["check", "--isolated", "--output-format", "json", "po.role"]);
    assert!(run.out.contains("‘ACME001’ is no rule"), "{}", run.out);
}

#[test]
fn it_can_be_waived_in_bulk_and_known_by_a_baseline() {
    let folder = Folder::new().with("rolelint.toml", RULE).with("po.role", OWNER);
    assert_eq!(folder.run(&["check", "--write-baseline"]).code, 0);
    assert_eq!(folder.run(&["check", "--baseline", "rolelint-baseline.json"]).code, 0);
    let run = folder.run(&["check", "--add-waivers", "ACME001", "--reason", "Not yet"]);
    assert!(run.err.contains("1 finding accepted in 1 file"), "{}", run.err);
    assert_eq!(weight(&folder, &[]), None);
}

#[test]
fn it_is_listed_and_explained() {
    let folder = Folder::new().with("rolelint.toml", RULE);
    let list = folder.run(&["rules"]).out;
    assert!(list.lines().any(|l| l.starts_with("ACME001") && l.contains("owners-release")), "{list}");
    let page = folder.run(&["explain", "acme001"]).out;
    for part in [
        "# ACME001 owners-release",
        "in `rolelint.toml`",
        "Write `- alone: release`",
        "https://handbook.example/release",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    folder.write("po.role", OWNER);
    let sarif = folder.run(&["check", "--output-format", "sarif"]).json();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().clone();
    let own = rules.iter().find(|r| r["id"] == "ACME001").unwrap();
    assert_eq!(own["helpUri"], "https://handbook.example/release");
}

#[test]
fn tests_beside_rules_are_run() {
    let tests = "[[rules.tests]]\nfails = \"Role: Product Owner\"\n[[rules.tests]]\nname = \"decided\"\n\
                 passes = \"\"\"\nRole: Product Owner\n\nDecisions:\n- alone: release of the product\n\"\"\"\n";
    let folder = Folder::new().with("rolelint.toml", RULE.to_owned() + tests);
    let run = folder.run(&["rules", "test"]);
    assert_eq!((run.code, run.out.as_str()), (0, "ACME001 owners-release: ok\n"), "{}", run.err);
    assert_eq!(run.err, "1 rule, 2 tests: all pass\n");
    folder.write(
        "rolelint.toml",
        RULE.to_owned() + &tests.replace("fails =", "x =").replace("passes =", "fails =").replace("x =", "passes ="),
    );
    let run = folder.run(&["rules", "test", "ACME"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.out.contains("test 1: the rule speaks, and should be silent: line 1: Product Owner does not"),
        "{}",
        run.out
    );
    assert!(run.out.contains("test 2 (decided): the rule is silent, and should speak"), "{}", run.out);
    folder.write("rolelint.toml", RULE.to_owned() + "[[rules.tests]]\nformat = \"markdown\"\nfails = \"# Recipes\"\n");
    assert!(folder.run(&["rules", "test"]).out.contains("tells of no role"));
    folder.write("rolelint.toml", RULE);
    assert!(folder.run(&["rules", "test"]).out.contains("no tests"));
    assert!(
        folder
            .run(&["rules", "test", "ACMF1"])
            .err
            .contains("there is no rule 'ACMF1' in rolelint.toml; did you mean ACME001")
    );
    folder.write("rolelint.toml", "");
    assert_eq!(folder.run(&["rules", "test"]).code, 2);
}

#[test]
fn a_mistake_is_told_with_its_line_and_the_nearest_key() {
    let folder = Folder::new().with("po.role", OWNER);
    let with = |from: &str, to: &str| {
        assert!(RULE.contains(from), "{from}");
        RULE.replace(from, to)
    };
    for (toml, expected) in [
        (with("message", "mesage"), "rolelint.toml:4:1: there is no key `mesage` in `rules`; did you mean message?"),
        (with("kind =", "kinds ="), "rolelint.toml:7:10:"),
        (with("decision = {", "decisions = {"), "in `rules.when.not`; did you mean decision?"),
        (
            with("\"release\" } } }", "\"relaese\" } } }"),
            "`rules.when.not.decision.subject` cannot be \"relaese\"; did you mean release?",
        ),
        (with("\"product-owner\"", "\"produkt-owner\""), "did you mean product-owner"),
        (
            with("ACME001", "Acme-1"),
            "rolelint.toml:2:8: `rules.code` cannot be \"Acme-1\"; write capital letters, then digits",
        ),
        (with("ACME001", "PO901"), "codes that begin with PO are those of built-in rules"),
        (
            with("\"owners-release\"", "\"story-clerk\""),
            "rolelint.toml:3:8: \"story-clerk\" is the name of a built-in rule",
        ),
        (
            with("https://handbook.example/release", "handbook"),
            "`rules.help` cannot be \"handbook\"; write the address of a page",
        ),
        (with("decision = { subject = \"release\" }", "text = { matches = '(?=a)' }"), "look-around"),
        (
            with("decision = { subject = \"release\" }", "share = { category = \"discovery\" }"),
            "`share` says no number",
        ),
        (
            with("decision = { subject = \"release\" }", "share = { category = \"discovery\", below = 20 }"),
            "is a share from 0 to 1",
        ),
        (
            with("not = { decision = { subject = \"release\" } }", "any = []"),
            "`any` is empty; list at least one condition",
        ),
        (with("not = { decision = { subject = \"release\" } }", "not = {}"), "this condition is empty"),
        (with("when = {", "when = \"always\" # {"), "`rules.when` is a table of conditions, but stands here as text"),
        (RULE.replace("code = \"ACME001\"\n", ""), "`code` is missing here: its code"),
        (
            RULE.to_owned() + RULE,
            "a rule with the code ACME001 or the name owners-release stands at rolelint.toml:1 already",
        ),
        (
            RULE.to_owned() + "[[rules.tests]]\nname = \"x\"\n",
            "rolelint.toml:8:1: a test has one document: under `fails` or under `passes`",
        ),
        ("ignore = [\"ACME002\"]\n".to_owned() + RULE, "there is no rule 'ACME002'; did you mean ACME001"),
    ] {
        let told = lines(&folder, &toml);
        assert!(told.contains(expected), "{expected}\n-> {told}");
        assert_eq!(told.lines().count(), 1, "one mistake, one line: {told}");
    }
}

#[test]
fn the_nearer_configuration_takes_the_place_of_a_rule() {
    let folder = Folder::new()
        .with("base.toml", RULE)
        .with(
            "rolelint.toml",
            "extends = \"base.toml\"\n".to_owned() + &RULE.replace("\"product-owner\"", "\"tester\""),
        )
        .with("po.role", OWNER);
    assert_eq!(weight(&folder, &[]), None);
    folder.write("rolelint.toml", "extends = \"base.toml\"\n");
    assert_eq!(weight(&folder, &[]).as_deref(), Some("warning"));
}

#[test]
fn what_cannot_be_told_makes_no_finding() {
    let rule = |when: &str| {
        RULE.replace("when = { kind = \"product-owner\", not = { decision = { subject = \"release\" } } }", when)
    };
    let unclear = "Role: Product Owner\n\nDuties:\n- Xyzzy frobnicates quuxes\n- Plugh the zork\n- Grue\n";
    let folder = Folder::new().with("po.role", unclear);
    for when in ["below", "at-least"] {
        folder.write("rolelint.toml", rule(&format!("when.share = {{ category = \"discovery\", {when} = \"20%\" }}")));
        assert_eq!(weight(&folder, &[]), None, "{when}");
        folder.write(
            "rolelint.toml",
            rule(&format!("when.not.share = {{ category = \"discovery\", {when} = \"20%\" }}")),
        );
        assert_eq!(weight(&folder, &[]), None, "not {when}");
    }
    folder.write("rolelint.toml", rule("when = { kind = \"product-owner\", any = [{ share = { category = \"discovery\", below = \"20%\" } }, { missing = \"measures\" }] }"));
    assert_eq!(weight(&folder, &[]).as_deref(), Some("warning"), "what is known beside it decides");
}

#[test]
fn text_is_found_where_it_stands_and_nothing_in_it_is_a_template() {
    let folder = Folder::new().with("po.role", OWNER.to_owned() + "\nBenefits:\n- A {title} NINJA badge\n").with(
        "rolelint.toml",
        "[[rules]]\ncode = \"ACME001\"\nname = \"no-ninjas\"\nmessage = \"{title}: ‘{match}’.\"\nwhen.text = { matches = '\\S+ ninja\\b', in = \"benefits\" }\n",
    );
    let run = folder.run(&["check", "--select", "ACME001", "--output-format", "json"]);
    let finding = run.json()["findings"][0].clone();
    assert_eq!(finding["message"], "Product Owner, Parcel Lockers: ‘{title} NINJA’.");
    assert_eq!((&finding["range"]["start"]["line"], &finding["range"]["start"]["column"]), (&8.into(), &5.into()));
    folder.write("po.role", OWNER.to_owned() + "\n# a ninja badge\nPurpose:\n- a ninja badge\n");
    assert_eq!(folder.run(&["check", "--select", "ACME001"]).code, 0, "another section, and a comment");
}

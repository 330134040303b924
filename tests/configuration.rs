//! `rolelint.toml` as the command line reads it.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/program.rs"]
mod program;

use program::{Folder, Run};

/// An owner with 140% of a week (DOC503), who meets nobody (PO101).
const OWNER: &str = "Role: Product Owner, Parcel Lockers
Id: po-lockers

Duties:
- 80% backlog: Order the backlog with the developers
- 60% delivery: Answer the questions of the developers
";

fn codes(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let run = folder.run(&[&["check", "--output-format", "json"], arguments].concat());
    assert!(run.code <= 1, "{}", run.err);
    run.findings()
}

fn has(found: &[String], wanted: &str) -> bool {
    found.iter().any(|f| f == wanted)
}

fn trouble(run: &Run) -> Vec<&str> {
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    run.err.lines().collect()
}

#[test]
fn a_mistake_ends_the_run_and_is_told_with_its_place() {
    let folder =
        Folder::new().with("rolelint.toml", "ignroe = []\n[limits]\nreview_age = \"old\"\n").with("po.role", OWNER);
    let run = folder.run(&["check"]);
    assert_eq!(
        trouble(&run),
        [
            "error: rolelint.toml:1:1: there is no key `ignroe`; did you mean ignore?",
            "error: rolelint.toml:3:14: `limits.review_age` is a whole number from 0, but stands here as text",
        ]
    );
    assert_eq!(folder.run(&["check", "--isolated"]).code, 1);
    let above = Folder::new().with("rolelint.toml", "x = 1\n").with("teams/a/po.role", OWNER);
    let run = Run { ..above.run(&["check", "teams/a/po.role", "--config", "limits.duties_max = 'x'"]) };
    assert!(trouble(&run)[1].starts_with("error: --config: `limits.duties_max` is"), "{}", run.err);
    assert!(trouble(&folder.run(&["check", "--config", "nowhere.toml"]))[0].contains("nowhere.toml is no file"));
    assert!(
        trouble(&folder.run(&["check", "--isolated", "--select", "PO999"]))[0]
            .starts_with("error: --select: there is no rule 'PO999'")
    );
}

#[test]
fn the_nearest_file_counts_and_each_root_has_its_own() {
    let folder = Folder::new()
        .with("rolelint.toml", "ignore = [\"DOC503\"]\n[[overrides]]\nfiles = [\"adverts/**\"]\nignore = [\"PO101\"]\n")
        .with("po.role", OWNER)
        .with("adverts/po.role", OWNER)
        .with("teams/rolelint.toml", "extends = \"../base/rolelint-base.toml\"\n")
        .with("base/rolelint-base.toml", "ignore = [\"PO1\"]\n")
        .with("teams/deep/po.role", OWNER);
    let found = codes(&folder, &["."]);
    assert!(has(&found, "po.role PO101") && !has(&found, "po.role DOC503"), "{found:?}");
    assert!(!has(&found, "adverts/po.role PO101") && !has(&found, "adverts/po.role DOC503"), "{found:?}");
    assert!(has(&found, "teams/deep/po.role DOC503") && !has(&found, "teams/deep/po.role PO101"), "{found:?}");
    let isolated = codes(&folder, &["--isolated", "."]);
    assert!(has(&isolated, "adverts/po.role PO101") && has(&isolated, "po.role DOC503"));
    let named = codes(&folder, &["--config", "base/rolelint-base.toml", "."]);
    assert!(named.iter().all(|f| !f.ends_with("PO101")) && has(&named, "po.role DOC503"));
}

#[test]
fn flags_count_before_files() {
    let folder = Folder::new()
        .with("rolelint.toml", "ignore = [\"PO101\"]\n[severity]\nDOC503 = \"info\"\n")
        .with("po.role", OWNER);
    assert!(has(&codes(&folder, &["--select", "PO101"]), "po.role PO101"));
    assert!(has(&codes(&folder, &["--extend-select", "no-customer-contact"]), "po.role PO101"));
    assert!(!has(&codes(&folder, &["--ignore", "DOC503"]), "po.role DOC503"));
    let severity = |arguments: &[&str]| {
        let run = folder.run(&[&["check", "--output-format", "json", "--select", "DOC503"], arguments].concat());
        run.json()["findings"][0]["severity"].as_str().unwrap().to_owned()
    };
    assert_eq!(severity(&[]), "info");
    assert_eq!(severity(&["--severity", "DOC503=error"]), "error");
    assert_eq!(severity(&["--config", "severity.DOC503 = 'warning'"]), "warning");
}

#[test]
fn what_is_read_in_folders_is_bounded() {
    let folder = Folder::new()
        .with("rolelint.toml", "include = [\"roles\"]\nexclude = [\"*.draft.role\"]\n")
        .with("roles/po.role", OWNER)
        .with("roles/new.draft.role", OWNER)
        .with("elsewhere/po.role", OWNER);
    let files = |arguments: &[&str]| {
        let mut files: Vec<String> =
            codes(&folder, arguments).iter().map(|f| f.split(' ').next().unwrap().to_owned()).collect();
        files.dedup();
        files
    };
    assert_eq!(files(&["."]), ["roles/po.role"]);
    assert_eq!(files(&["roles/new.draft.role"]), ["roles/new.draft.role"], "named files are read");
    assert_eq!(files(&["--force-exclude", "roles/new.draft.role"]), Vec::<String>::new());
}

#[test]
fn words_of_the_organisation_are_understood() {
    let folder = Folder::new()
        .with(
            "rolelint.toml",
            "user-words = [\"Wardens\"]\n[phrases]\ndiscovery = [\"gemba walk\"]\n[[kinds]]\ntitles = [\"Value Lead\"]\nkind = \"product-owner\"\n\
             [[terms]]\nterm = \"gemba\"\naliases = [\"the floor\"]\ndefinition = \"Where the work is done.\"\n",
        )
        .with(
            "lead.md",
            "# Value Lead, Lockers\n\n## Responsibilities\n\n- Join the gemba walk with the line\n- Meet wardens every week\n- Order the backlog\n",
        );
    let inspected = |arguments: &[&str]| {
        folder.run(&[&["inspect", "--output-format", "json", "lead.md"], arguments].concat()).json()
    };
    let role = &inspected(&[])["roles"][0];
    assert_eq!((role["kind"].as_str(), role["title"].as_str()), (Some("product-owner"), Some("Value Lead, Lockers")));
    assert_eq!(role["duties"][0]["category"], "discovery");
    assert_eq!(role["duties"][0]["evidence"][0], "gemba walk");
    assert_eq!(role["contacts"][0]["class"], "user", "{role}");
    let plain = inspected(&["--isolated"]);
    assert!(plain["roles"][0]["kind"] != "product-owner", "{plain}");
    assert!(folder.run(&["explain", "the", "floor"]).out.contains("Where the work is done."));
    assert!(!has(&codes(&folder, &["."]), "lead.md PO101"));
}

#[test]
fn what_a_title_decides_and_whom_it_meets_need_not_be_written_again() {
    let kinds = "[[kinds]]\ntitles = [\"Value Lead\"]\nkind = \"product-owner\"\n";
    let more = "decides = [\"backlog-order\", \"release\"]\nmeets = \"user\"\nteams = 5\n";
    let text = "Role: Value Lead, Lockers\nTeams: @a, @b, @c, @d\nExtern: @a, @b, @c, @d\n\nDuties:\n\
                - 60% backlog: Prepare the backlog with the developers\n- 40% delivery: Answer the questions of the developers\n\n\
                Measures:\n- outcome: parcels fetched within a day, from 60% to 80% by 2027-06\n";
    let folder = Folder::new().with("rolelint.toml", kinds).with("lead.role", text);
    let plain = codes(&folder, &["."]);
    for code in ["PO101", "FW304"] {
        assert!(has(&plain, &format!("lead.role {code}")), "{code}: {plain:?}");
    }
    folder.write("rolelint.toml", kinds.to_owned() + more);
    let given = codes(&folder, &["."]);
    for code in ["PO101", "FW304", "DOC507"] {
        assert!(!has(&given, &format!("lead.role {code}")), "{code}: {given:?}");
    }
    let inspected = folder.run(&["inspect", "--output-format", "json", "lead.role"]).json();
    assert_eq!(inspected["roles"][0]["decisions"][0]["subject"], "the order of the backlog", "{inspected}");
    // What a document says itself stands.
    folder.write(
        "lead.role",
        text.to_owned() + "\nContacts:\n- users: never\n\nDecisions:\n- never: order of the backlog\n",
    );
    let said = codes(&folder, &["."]);
    assert!(has(&said, "lead.role PO105"), "{said:?}");
    folder.write("lead.role", text.replace("@c, @d", "@c, @d, @e, @f"));
    let run = folder.run(&["check", "--select", "FW304"]);
    assert!(run.out.contains("covers 6 teams; your organisation works with up to 5."), "{}", run.out);
}

#[test]
fn frameworks_of_ones_own_are_known_and_change_what_holds() {
    let owner = |framework: &str, id: &str| {
        format!(
            "Role: Product Owner, {id}\nId: {id}\nFramework: {framework}\nProduct: @lockers\nTeams: @a, @b, @c\nExtern: @lockers, @a, @b, @c\n\n\
             Duties:\n- backlog: Order the team backlog\n- delivery: Answer questions\n\nDecisions:\n- alone: order of the ART backlog\n"
        )
    };
    let own = "[[frameworks]]\nname = \"Acme Flow\"\nbased-on = \"safe\"\nteams-per-owner = 3\ndecides = { art-backlog-order = \"product-owner\" }\n";
    let folder = Folder::new().with("rolelint.toml", own).with("po.role", owner("SAFe 6", "po"));
    let of_safe = codes(&folder, &["."]);
    for code in ["FW304", "FW306"] {
        assert!(has(&of_safe, &format!("po.role {code}")), "{code}: {of_safe:?}");
    }
    folder.write("po.role", owner("Acme Flow", "po"));
    let of_own = codes(&folder, &["."]);
    for code in ["FW304", "FW306", "FW301"] {
        assert!(!has(&of_own, &format!("po.role {code}")), "{code}: {of_own:?}");
    }
    // The same as a change to SAFe itself, and where documents name none.
    folder.write("rolelint.toml", own.replace("Acme Flow", "SAFe").replace("based-on = \"safe\"\n", ""));
    folder.write("po.role", owner("SAFe 6", "po"));
    assert!(!has(&codes(&folder, &["."]), "po.role FW306"));
    folder.write("rolelint.toml", "framework = \"acme flow\"\n".to_owned() + own);
    folder.write("po.role", owner("x", "po").replace("Framework: x\n", ""));
    assert!(!has(&codes(&folder, &["."]), "po.role FW306"));
    folder.write("rolelint.toml", own);
    assert!(!has(&codes(&folder, &["--framework", "acme flow", "."]), "po.role FW306"));
    assert!(has(&codes(&folder, &["--framework", "safe", "."]), "po.role FW306"));
    // How a product is owned.
    let scrum = "[[frameworks]]\nname = \"scrum\"\nowners = \"one-by-team\"\n";
    folder.write("po.role", owner("Scrum", "po"));
    folder.write("po2.role", owner("Scrum", "po2"));
    folder.write("rolelint.toml", "");
    assert!(codes(&folder, &["."]).iter().any(|f| f.ends_with("FW302")));
    folder.write("rolelint.toml", scrum);
    assert!(!codes(&folder, &["."]).iter().any(|f| f.ends_with("FW302")));
    folder.write("rolelint.toml", "framework = \"acme flwo\"\n".to_owned() + own);
    let told = folder.run(&["check"]).err;
    assert!(
        told.contains("rolelint.toml:1:13: \"acme flwo\" is no framework that is known; did you mean Acme Flow"),
        "{told}"
    );
}

/// Documents on which rules of every family speak.
fn busy_folder() -> Folder {
    let folder = Folder::new();
    let confused = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/confused");
    for entry in std::fs::read_dir(confused).unwrap() {
        let path = entry.unwrap().path();
        folder.write(path.file_name().unwrap().to_str().unwrap(), std::fs::read(&path).unwrap());
    }
    let owner = |id: &str, more: &str| format!("{}{more}", OWNER.replace("po-lockers", id));
    folder.write(
        "teams.role",
        owner("po-a", "").replace("Duties:", "Teams: @a, @b, @c, @d\nExtern: @a, @b, @c, @d\n\nDuties:"),
    );
    folder.write("public.role", owner("po-b", "\nContacts:\n- members of the public: every week, directly\n"));
    // The example of the rule's own page.
    let page = rolelint::rules::find("OV207").unwrap().document;
    let example = page.split("```role fails warning\n").nth(1).unwrap().split("\n```").next().unwrap();
    for part in example.split("=== ").skip(1) {
        let (name, text) = part.split_once(" ===\n").unwrap();
        folder.write(&format!("sold-{name}"), text);
    }
    folder.write(
        "all.role",
        "Role: Product Manager, Studio\nId: pm-studio\n\nDuties:\n- discovery: Interview people\n- strategy: Set the goals\n\
         - roadmap: Lay out the roadmap\n- backlog: Order the backlog\n- delivery: Sit with the developers\n\
         - go-to-market: Launch each release\n- analytics: Read the figures\n- stakeholder: Inform the board\n\
         - people: Coach the designers\n- project: Keep the budget\n",
    );
    folder
}

#[test]
fn every_key_has_an_effect() {
    let folder = busy_folder().with("base.toml", "ignore = [\"PO101\"]\n");
    let printed = |toml: &str| {
        folder.write("rolelint.toml", toml);
        let run = folder.run(&["check", "--output-format", "json", "--today", "2026-11-01"]);
        let told = folder.run(&["explain", "stream"]);
        (run.code, run.out, if run.code == 2 { run.err } else { String::new() }, told.out)
    };
    let plain = printed("");
    assert_eq!(plain.0, 1);
    let own = "[[rules]]\ncode = \"ACME1\"\nname = \"own\"\nmessage = \"x\"\npreview = true\nwhen.kind = \"owners\"\n";
    let effects = [
        ("extends", "extends = \"base.toml\"", ""),
        ("required-version", "required-version = \">9\"", ""),
        ("presets", "presets = [\"unified\"]", ""),
        ("preview", "preview = true", own),
        ("include", "include = [\"all.role\"]", ""),
        ("exclude", "exclude = [\"all.role\"]", ""),
        ("select", "select = [\"PO101\"]", ""),
        ("extend-select", "extend-select = [\"PO101\"]", "ignore = [\"PO1\"]"),
        ("ignore", "ignore = [\"PO101\"]", ""),
        ("severity", "[severity]\nPO101 = \"info\"", ""),
        ("profile", "profile = \"post\"", ""),
        ("framework", "framework = \"safe\"", ""),
        ("limits", "[limits]\nteams_per_owner = 9", ""),
        ("user-words", "user-words = [\"members of the public\"]", ""),
        ("phrases", "[phrases]\ndiscovery = [\"gather requirements\"]", ""),
        ("kinds", "[[kinds]]\ntitles = [\"Sales Director\"]\nkind = \"product-owner\"", ""),
        ("frameworks", "[[frameworks]]\nname = \"none\"\nteams-per-owner = 9", "framework = \"none\""),
        ("terms", "[[terms]]\nterm = \"stream\"\ndefinition = \"A line of business.\"", ""),
        ("waivers", "[[waivers]]\nrules = [\"PO101\"]\nreason = \"x\"", ""),
        ("rules", own, "preview = true"),
        ("overrides", "[[overrides]]\nfiles = [\"all.role\"]\nignore = [\"ALL\"]", ""),
    ];
    let known: Vec<String> = rolelint::config::key_names().into_iter().filter(|key| !key.contains('.')).collect();
    let tried: Vec<&str> = effects.iter().map(|(key, ..)| *key).collect();
    assert!(known.iter().all(|key| tried.contains(&key.as_str())), "{known:?}");
    for (key, toml, beside) in effects {
        let without = if beside.is_empty() { plain.clone() } else { printed(&format!("{beside}\n")) };
        // Tables come last.
        let with = if beside.starts_with("[[") { format!("{toml}\n{beside}\n") } else { format!("{beside}\n{toml}\n") };
        assert!(printed(&with) != without, "{key}");
    }
}

#[test]
fn every_preset_has_an_effect() {
    let folder = busy_folder();
    let printed = |toml: &str| {
        folder.write("rolelint.toml", toml);
        let run = folder.run(&["check", "--output-format", "json", "--today", "2026-11-01"]);
        assert_eq!(run.code, 1, "{}", run.err);
        run.out
    };
    let plain = printed("");
    for code in ["OV207", "PM108", "OV205"] {
        assert!(plain.contains(code), "{code}");
    }
    for (name, _) in rolelint::config::presets() {
        assert!(printed(&format!("presets = [\"{name}\"]\n")) != plain, "{name}");
    }
}

#[test]
fn rules_on_trial_wait_until_they_are_asked_for() {
    let rule = "[[rules]]\ncode = \"ACME001\"\nname = \"on-trial\"\nmessage = \"x\"\npreview = true\nwhen.kind = \"product-owner\"\n";
    let folder = Folder::new().with("rolelint.toml", rule).with("po.role", OWNER);
    assert!(!has(&codes(&folder, &["."]), "po.role ACME001"));
    assert!(has(&codes(&folder, &["--config", "preview = true", "."]), "po.role ACME001"));
    assert!(has(&codes(&folder, &["--select", "on-trial", "."]), "po.role ACME001"));
}

#[test]
fn another_version_refuses_a_configuration() {
    let folder = Folder::new().with("rolelint.toml", "required-version = \">=99\"\n").with("po.role", OWNER);
    assert!(trouble(&folder.run(&["check"]))[0].contains("this configuration is for rolelint >=99"));
}

#[test]
fn waivers_silence_until_their_day_and_are_told_of_after_it() {
    let folder = Folder::new()
        .with(
            "rolelint.toml",
            "[[waivers]]\nrules = [\"PO101\"]\nfiles = [\"old\"]\nuntil = \"2026-10\"\nreason = \"Replaced.\"\n",
        )
        .with("old/po.role", OWNER)
        .with("new/po.role", OWNER);
    let before = codes(&folder, &["--today", "2026-10-31", "."]);
    assert!(!has(&before, "old/po.role PO101") && has(&before, "new/po.role PO101"), "{before:?}");
    let run = folder.run(&["check", "--today", "2026-11-01", "--output-format", "json", "."]);
    assert!(has(&run.findings(), "old/po.role PO101"));
    let notes = run.json()["notes"].to_string();
    assert!(notes.contains("this waiver of PO101 ended on 2026-10-31") && notes.contains("\"line\":4"), "{notes}");
}

#[test]
fn limits_presets_and_profile_reach_the_rules() {
    let folder = Folder::new().with("po.role", OWNER);
    let shares = |toml: &str| {
        folder.write("rolelint.toml", toml);
        codes(&folder, &["."])
    };
    assert!(has(&shares(""), "po.role PO101"));
    assert!(!has(&shares("profile = \"org\"\n"), "po.role PO101"));
    folder.write("rolelint.toml", "presets = [\"agency\"]\n");
    folder.write("po.role", OWNER.to_owned() + "\nContacts:\n- clients: every week, directly\n");
    assert!(!has(&codes(&folder, &["."]), "po.role PO101"));
}

#[test]
fn config_show_tells_what_holds_and_why() {
    let folder = Folder::new()
        .with("base.toml", "presets = [\"startup\"]\n[limits]\nduties_max = 9\n")
        .with(
            "rolelint.toml",
            "extends = \"base.toml\"\nuser-words = [\"nurses\"]\n[[overrides]]\nfiles = \"a\"\nprofile = \"post\"\n",
        )
        .with("a/po.role", OWNER);
    let run = folder.run(&["config", "show", "a/po.role"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for (key, origin) in [
        ("profile = \"post\"", "rolelint.toml:5"),
        ("ignore = [\"OV205\"]", "preset startup"),
        ("user-words = [\"nurses\"]", "rolelint.toml:2"),
        ("duties_max = 9", "base.toml:3"),
        ("review_age = 12", "default"),
    ] {
        let line = run.out.lines().find(|l| l.starts_with(key)).unwrap_or_else(|| panic!("{key} in\n{}", run.out));
        assert!(line.ends_with(&format!("# {origin}")), "{line}");
    }
    assert!(run.out.starts_with("# reads rolelint.toml\n# reads base.toml\n"), "{}", run.out);
    let json = folder.run(&["config", "show", "--output-format", "json"]).json();
    let of = |key: &str| json["settings"].as_array().unwrap().iter().find(|s| s["key"] == key).cloned().unwrap();
    assert_eq!(
        (of("profile")["value"].clone(), of("limits.duties_max")["origin"].clone()),
        ("auto".into(), "base.toml:3".into())
    );
    let explained = folder.run(&["config", "explain", "limits.duties_max"]);
    assert!(
        explained.out.contains("duties a role should list at most") && explained.out.contains("`12`"),
        "{}",
        explained.out
    );
    assert_eq!(folder.run(&["explain", "user-words"]).code, 0);
    assert!(folder.run(&["config", "explain", "duties-mx"]).err.contains("did you mean duties_max"));
}

#[test]
fn the_committed_schema_is_the_one_that_is_printed() {
    let printed = Folder::new().run(&["config", "schema"]).out;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/rolelint.schema.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == printed, "schema/rolelint.schema.json is old: run this test with UPDATE=1");
}

#[test]
fn hostile_configurations_end_quickly() {
    let folder = Folder::new().with("po.role", OWNER);
    let told = |toml: &[u8]| {
        folder.write("rolelint.toml", toml);
        let run = folder.run(&["check"]);
        assert_eq!(run.code, 2, "{}", run.err);
        run.err
    };
    assert!(told(b"extends = \"rolelint.toml\"\n").contains("goes round in a circle"));
    assert!(told(b"ignore = [\xff]\n").contains("is not UTF-8"));
    assert!(told(&[b"exclude = [\"".as_slice(), &b"{a,".repeat(200), b"\"]\n"].concat()).contains("cannot be read"));
    assert!(told("a.".repeat(50_000).as_bytes()).contains("rolelint.toml:1:"));
    assert!(told(&[b"x = ".as_slice(), &b"[".repeat(100_000)].concat()).contains("no TOML"));
    let evil = format!("exclude = [\"{}b\"]\n", "*a".repeat(200));
    folder.write("rolelint.toml", evil);
    folder.write(&format!("{}.role", "a".repeat(200)), OWNER);
    assert_eq!(folder.run(&["check"]).code, 1);
}

//! Configurations as people write them: what they come to, and what is said when something is wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::*;

const RULES: &[KnownRule] = &[
    KnownRule { code: "PO101", name: "no-customer-contact", across: false },
    KnownRule { code: "PO108", name: "story-clerk", across: false },
    KnownRule { code: "PM101", name: "backlog-only", across: false },
    KnownRule { code: "OV205", name: "same-work-two-roles", across: true },
];

/// Files in memory.
struct InMemory(BTreeMap<PathBuf, Vec<u8>>);

impl InMemory {
    fn new(files: &[(&str, &str)]) -> Self {
        InMemory(files.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())).collect())
    }
}

impl Files for InMemory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file or folder".to_owned())
    }

    fn shown(&self, path: &Path) -> String {
        path.strip_prefix("/w").unwrap_or(path).to_string_lossy().into_owned()
    }
}

fn build(
    files: &InMemory,
    editor: Option<serde_json::Value>,
    flags: Vec<Flag>,
    inline: &[&str],
) -> Result<Configuration, Vec<String>> {
    let inline: Vec<String> = inline.iter().map(|t| (*t).to_owned()).collect();
    let parts = Parts {
        file: Some(Path::new("/w/rolelint.toml")),
        files,
        editor: editor.as_ref(),
        flags,
        inline: &inline,
        rules: RULES,
        today: Some("2026-11-01".to_owned()),
    };
    Configuration::build(parts).map_err(|errors| errors.iter().map(ConfigError::to_string).collect())
}

fn read(text: &str) -> Configuration {
    build(&InMemory::new(&[("/w/rolelint.toml", text)]), None, Vec::new(), &[]).expect("a configuration")
}

fn errors(text: &str) -> Vec<String> {
    build(&InMemory::new(&[("/w/rolelint.toml", text)]), None, Vec::new(), &[]).map(|_| ()).expect_err("mistakes")
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_what_to_write() {
    let cases = [
        ("ignroe = []\n", "rolelint.toml:1:1: there is no key `ignroe`; did you mean ignore?"),
        (
            "\n[limits]\nbacklog-only-shar = 0.5\n",
            "rolelint.toml:3:1: there is no key `backlog-only-shar` in `limits`; did you mean backlog_only_share",
        ),
        ("review_age = 6\n", "rolelint.toml:1:1: there is no key `review_age`; `review_age` belongs in `[limits]`"),
        ("[limits]\nignore = []\n", "`ignore` belongs at the top of the file"),
        ("ignore = \"PO101\"\n", "rolelint.toml:1:10: `ignore` is a list; each item is a rule"),
        (
            "[limits]\ncategories_at_once = 0.5\n",
            "rolelint.toml:2:22: `limits.categories_at_once` is a whole number from 0, but stands here as a number",
        ),
        ("[limits]\nbacklog_only_share = 70\n", "is a share from 0 to 1; write it as 0.7 or \"70%\""),
        ("ignore = [\"PO199\"]\n", "rolelint.toml:1:11: there is no rule 'PO199'; did you mean PO1"),
        ("[severity]\nPO101 = \"loud\"\n", "`severity.PO101` cannot be \"loud\""),
        ("profile = \"posts\"\n", "`profile` cannot be \"posts\"; did you mean post?"),
        ("framework = \"scrumm\"\n", "\"scrumm\" is no framework that is known; did you mean scrum"),
        ("presets = [\"start-up\"]\n", "did you mean startup?"),
        ("[[waivers]]\nrules = [\"PO101\"]\n", "rolelint.toml:1:1: `reason` is missing here"),
        ("[[waivers]]\nrules = [\"PO101\"]\nreason = \"x\"\nuntil = 2027-02-30\n", "rolelint.toml:4"),
        ("[[overrides]]\nfiles = [\"a[\"]\n", "the pattern \"a[\" cannot be read"),
        ("[phrases]\ndiscovry = [\"x\"]\n", "`phrases` cannot be \"discovry\"; did you mean discovery"),
        ("select = [\"PO101\"\n", "this is no TOML"),
        ("user-words = [\"\"]\n", "`user-words` is empty"),
        (
            "required-version = \">=7\"\nwhatever = 1\n",
            "rolelint.toml:1:20: this configuration is for rolelint >=7, and this is ",
        ),
        ("extends = \"https://example.org/rolelint.toml\"\n", "nothing is fetched"),
        ("extends = \"base.toml\"\n", "rolelint.toml:1:11: base.toml cannot be read: there is no such file or folder"),
        ("extends = \"rolelint.toml\"\n", "`extends` goes round in a circle: rolelint.toml -> rolelint.toml"),
    ];
    for (text, expected) in cases {
        let told = errors(text).join("\n");
        assert!(told.contains(expected), "{text}\n-> {told}");
        assert_eq!(told.lines().count(), 1, "one mistake, one line: {told}");
    }
    assert_eq!(errors("a = 1\nb = 2\n[limits]\nc = 3\n").len(), 3, "all mistakes are told at once");
}

#[test]
fn bytes_that_are_no_utf_8_are_told_with_their_place() {
    let mut files = InMemory::new(&[]);
    files.0.insert("/w/rolelint.toml".into(), b"# caf\xC3\xA9\nignore = [] # caf\xE9\n".to_vec());
    let told = build(&files, None, Vec::new(), &[]).map(|_| ()).expect_err("mistake");
    assert_eq!(told, ["rolelint.toml:2:18: byte 26 is not UTF-8; save the file as UTF-8"]);
}

#[test]
fn one_order_of_precedence() {
    let files = InMemory::new(&[
        ("/w/base.toml", "[limits]\nreview_age = 1\ngoals_per_role = 1\nduties_max = 1\nproject_share = 0.1\n"),
        (
            "/w/rolelint.toml",
            "extends = \"base.toml\"\npresets = [\"startup\"]\n[limits]\ngoals_per_role = 2\nduties_max = 2\nproject_share = 0.2\n\
             [severity]\nOV205 = \"error\"\n[[overrides]]\nfiles = [\"a/**\"]\nlimits = { duties_max = 3, project_share = 0.3 }\n",
        ),
    ]);
    let editor =
        serde_json::json!({"limits": {"project_share": 0.4, "categories_at_once": 4}, "trace": "off", "profile": ""});
    let flag = Flag { name: "--profile", key: "profile", node: Node::Text("post".into()) };
    let configuration =
        build(&files, Some(editor), vec![flag], &["limits.categories_at_once = 5"]).expect("a configuration");
    let (inside, outside) = (configuration.settings_for("a/po.role"), configuration.settings_for("b/po.role"));
    let limits = |s: &Settings| {
        (
            s.limits.review_age,
            s.limits.goals_per_role,
            s.limits.duties_max,
            s.limits.project_share,
            s.limits.categories_at_once,
        )
    };
    assert_eq!(limits(&inside), (1, 2, 3, 0.4, 5));
    assert_eq!(limits(&outside), (1, 2, 2, 0.4, 5));
    assert_eq!(inside.profile, Some(crate::model::Profile::Post));
    assert!(!inside.selects("OV205", "same-work-two-roles"), "the preset's word holds until something else is said");
    let shown = show(&configuration, "a/po.role", &|p| p.display().to_string());
    for (key, origin) in [
        ("review_age", "base.toml:2"),
        ("goals_per_role", "rolelint.toml:4"),
        ("duties_max", "rolelint.toml:11"),
        ("project_share", "editor"),
        ("categories_at_once", "--config"),
        ("story_writing_share", "default"),
        ("profile", "--profile"),
        ("ignore", "preset startup"),
    ] {
        let line = shown.lines().find(|l| l.starts_with(&format!("{key} "))).expect(key);
        assert!(line.ends_with(&format!("# {origin}")), "{line}");
    }
}

#[test]
fn a_later_word_on_a_rule_counts() {
    let files = InMemory::new(&[
        ("/w/base.toml", "select = [\"PO\"]\nignore = [\"PO101\"]\n"),
        (
            "/w/rolelint.toml",
            "extends = \"base.toml\"\nextend-select = [\"no-customer-contact\"]\n[[overrides]]\nfiles = \"adverts\"\nignore = [\"PO1\"]\n",
        ),
    ]);
    let configuration = build(&files, None, Vec::new(), &[]).expect("a configuration");
    assert!(configuration.settings().selects("PO101", "no-customer-contact"));
    assert!(!configuration.settings().selects("PM101", "backlog-only"));
    assert!(!configuration.settings_for("adverts/x.md").selects("PO101", "no-customer-contact"));
    let select = Flag::list("--select", "select", &["PO101".to_owned()]);
    let afresh = build(&InMemory::new(&[("/w/rolelint.toml", "ignore = [\"PO101\"]\n")]), None, vec![select], &[]);
    assert!(afresh.expect("a configuration").settings().selects("PO101", "no-customer-contact"));
}

#[test]
fn nothing_is_selected_where_the_last_of_a_selection_is_ignored() {
    let files = InMemory::new(&[
        ("/w/base.toml", "select = [\"PO101\"]\n"),
        ("/w/rolelint.toml", "extends = \"base.toml\"\nignore = [\"PO1\"]\n"),
    ]);
    let settings = build(&files, None, Vec::new(), &[]).expect("a configuration").settings();
    assert!(RULES.iter().all(|r| !settings.selects(r.code, r.name)));
}

#[test]
fn lists_of_words_add_up() {
    let files = InMemory::new(&[
        (
            "/w/base.toml",
            "user-words = [\"nurses\"]\n[phrases]\ndiscovery = [\"ride along\"]\n[[terms]]\nterm = \"ward\"\ndefinition = \"Old.\"\n",
        ),
        (
            "/w/rolelint.toml",
            "extends = [\"base.toml\"]\nuser-words = [\"Clerks\"]\n[phrases]\ndiscovery = [\"Gemba Walk\"]\n[[terms]]\nterm = \"ward\"\ndefinition = \"New.\"\n",
        ),
    ]);
    let settings = build(&files, None, Vec::new(), &[]).expect("a configuration").settings();
    assert_eq!(settings.vocabulary.user_words, ["nurses", "clerks"]);
    let phrases: Vec<&str> = settings.vocabulary.phrases.iter().map(|(p, _)| p.as_str()).collect();
    assert_eq!(phrases, ["ride along", "gemba walk"]);
    assert_eq!(settings.vocabulary.terms.first().map(|t| t.definition.as_str()), Some("New."));
}

#[test]
fn waivers_hold_for_their_files_and_roles_until_their_day() {
    let configuration = read(
        "[[waivers]]\nrules = [\"PO1\"]\nfiles = [\"legacy\"]\nreason = \"Old.\"\n\n\
         [[waivers]]\nrules = [\"backlog-only\"]\nroles = [\"pm\"]\nuntil = \"2026-10\"\nreason = \"Over.\"\n\n\
         [[waivers]]\nrules = [\"OV205\"]\nroles = [\"pm\"]\nuntil = \"2026-11\"\nreason = \"Not yet.\"\n",
    );
    let waives = |path: &str, code: &str, role| {
        let rule = RULES.iter().find(|r| r.code == code).expect("rule");
        configuration.settings_for(path).waives(rule.code, rule.name, role)
    };
    assert!(waives("legacy/po.role", "PO101", Some("po")));
    assert!(!waives("po.role", "PO101", Some("po")));
    assert!(!waives("po.role", "PM101", Some("pm")), "it is over");
    assert!(waives("po.role", "OV205", Some("pm")) && !waives("po.role", "OV205", Some("po")));
}

#[test]
fn what_is_read_in_folders_can_be_bounded() {
    let configuration = read("include = [\"roles\"]\nexclude = [\"*.draft.md\", \"/roles/old\"]\n");
    for (path, taken) in [
        ("roles/po.role", true),
        ("README.md", false),
        ("roles/x.draft.md", false),
        ("roles/old/po.role", false),
        ("roles/new/old/po.role", true),
    ] {
        assert_eq!(configuration.takes(path), taken, "{path}");
    }
    assert!(read("").takes("anything.md"));
}

#[test]
fn many_overrides_are_no_trouble() {
    let mut text = String::new();
    for n in 0..10_000 {
        text += &format!("[[overrides]]\nfiles = [\"teams/{n}/**\"]\nlimits = {{ duties_max = {n} }}\n");
    }
    let configuration = read(&text);
    assert_eq!(configuration.settings_for("teams/9999/po.role").limits.duties_max, 9999);
    assert_eq!(configuration.settings_for("other/po.role").limits.duties_max, Limits::default().duties_max);
}

#[test]
fn the_profile_org_leaves_the_rules_across_roles() {
    let settings = read("profile = \"org\"\n").settings();
    assert!(settings.selects("OV205", "same-work-two-roles") && !settings.selects("PO101", "no-customer-contact"));
}

#[test]
fn an_editor_that_sends_odd_things_is_told_only_what_matters() {
    let files = InMemory::new(&[("/w/rolelint.toml", "")]);
    let told = build(&files, Some(serde_json::json!({"userWords": "x", "unknown": 1})), Vec::new(), &[])
        .map(|_| ())
        .expect_err("mistake");
    assert!(told.len() == 1 && told[0].starts_with("settings of the editor: `user-words` is a list"), "{told:?}");
    let fine = build(&files, Some(serde_json::json!({"userWords": ["x"], "extendSelect": null})), Vec::new(), &[]);
    assert_eq!(fine.expect("settings").settings().vocabulary.user_words, ["x"]);
}

#[test]
fn every_key_has_a_page_and_stands_in_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(&schema(RULES)).expect("JSON");
    for name in key_names() {
        let page = explain(&name).expect("a page");
        assert!(page.starts_with(&format!("# {name}\n")), "{page}");
        let mut at = &schema;
        for part in name.split('.') {
            // Conditions stand beside the tables that hold them.
            let refers = at["allOf"][0]["$ref"] == "#/definitions/condition";
            let at_once = if refers { &schema["definitions"]["condition"] } else { at };
            let below = at_once.get("items").filter(|i| i.get("properties").is_some()).unwrap_or(at_once);
            at = &below["properties"][part];
        }
        assert!(at["description"].is_string(), "{name} in the schema");
    }
    assert!(explain("review_age").is_some() && explain("user_words").is_some());
    assert!(explain("nonsense").is_none());
    assert!(schema["definitions"]["rule"]["anyOf"][0]["enum"].to_string().contains("story-clerk"));
}

#[test]
fn a_shown_configuration_is_one_that_can_be_read() {
    let configuration = read(
        "ignore = [\"PO101\"]\n[severity]\nPM101 = \"info\"\n[limits]\nreview_age = 6\n[[terms]]\nterm = \"a \\\"b\\\"\"\ndefinition = \"c\"\n",
    );
    let again = read(&show(&configuration, "", &|p| p.display().to_string()));
    assert_eq!(again.settings(), configuration.settings());
}

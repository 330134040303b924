//! Keys and values of `rolelint.toml`: explained and offered, in texts that are whole and in such that are not.

use super::{complete, hover};

/// The text and the place of `$0` in it.
fn marked(text: &str) -> (String, u32) {
    let at = text.find("$0").expect("a cursor");
    (text.replace("$0", ""), at as u32)
}

fn told(text: &str) -> Option<String> {
    let (text, at) = marked(text);
    hover(&text, at).map(|h| format!("{}: {}", h.range.of(&text), h.markdown))
}

fn offered(text: &str) -> Vec<String> {
    let (text, at) = marked(text);
    complete(&text, at).into_iter().map(|entry| entry.label).collect()
}

/// The text after the entry was taken.
fn taken(text: &str, label: &str) -> String {
    let (mut text, at) = marked(text);
    let entry = complete(&text, at).into_iter().find(|entry| entry.label == label).expect(label);
    text.replace_range(entry.range.start as usize..entry.range.end as usize, &entry.text);
    text
}

#[test]
fn keys_and_tables_are_explained() {
    assert!(told("ig$0nore = []").expect("told").starts_with("ignore: **ignore**\n\nNot these rules"));
    assert!(told("[lim$0its]\n").expect("told").starts_with("limits: **limits**\n\nNumbers"));
    let limit = told("[limits]\nduties_m$0ax = 10\n").expect("told");
    assert!(limit.starts_with("duties_max: **limits.duties_max**") && limit.contains("**Default:**"), "{limit}");
    assert!(told("limits = { duties_m$0ax = 3 }").is_some());
    assert!(told("[[waivers]]\nun$0til = 2027").expect("told").contains("last day"));
    assert!(told("[[overrides]]\nfiles = [\"a\"]\n[overrides.limits]\nduties_max = 1$00").is_some());
    assert_eq!(told("# ign$0ore"), None);
    assert_eq!(told("nonsense$0 = 1"), None);
    assert_eq!(told("$0"), None);
}

#[test]
fn values_are_explained() {
    for text in ["ignore = [\"PO1$001\"]", "[severity]\nPO1$001 = \"info\"", "[[waivers]]\nrules = \"PO1$001\""] {
        assert!(told(text).expect("told").contains("PO101"), "{text}");
    }
    assert!(told("presets = [\"age$0ncy\"]").expect("told").starts_with("agency: **agency**"));
    assert!(told("[phrases]\ndisc$0overy = [\"x\"]").expect("told").starts_with("discovery: **discovery**"));
    assert!(told("[[kinds]]\nkind = \"product-o$0wner\"").expect("told").contains("Source"));
    assert!(told("profile = \"po$0st\"").expect("told").contains("**profile**"));
}

#[test]
fn keys_are_offered_that_are_not_there_yet() {
    let top = offered("profile = \"auto\"\n$0\n[limits]\nduties_max = 3\n");
    assert!(top.contains(&"ignore".to_owned()) && top.contains(&"waivers".to_owned()), "{top:?}");
    assert!(!top.contains(&"profile".to_owned()) && !top.contains(&"limits".to_owned()), "{top:?}");
    let limits = offered("[limits]\nduties_max = 3\ndut$0");
    assert!(limits.contains(&"must_haves".to_owned()), "{limits:?}");
    assert!(!limits.contains(&"duties_max".to_owned()) && !limits.contains(&"ignore".to_owned()), "{limits:?}");
    assert!(offered("[severity]\n$0").contains(&"PO101".to_owned()));
    assert!(offered("[phrases]\nd$0").contains(&"discovery".to_owned()));
    assert!(offered("[limits]\nteams_per_owner = { $0 }").contains(&"safe".to_owned()));
    assert_eq!(offered("[[waivers]]\nrules = [\"PO101\"]\n$0"), ["files", "roles", "until", "reason"]);
    assert!(offered("# $0").is_empty() && offered("[nonsense]\n$0").is_empty());
    assert!(offered("[[$0").contains(&"[[waivers]]".to_owned()));
}

#[test]
fn values_are_offered_for_their_key() {
    assert_eq!(offered("preview = $0"), ["true", "false"]);
    assert_eq!(offered("profile = \"$0\""), ["auto", "spec", "post", "org"]);
    assert!(offered("ignore = [\"PO101\", $0]").contains(&"PO102".to_owned()));
    assert!(offered("ignore = [\n  \"$0\n]\nprofile = \"auto\"\n").contains(&"PO102".to_owned()));
    assert!(offered("framework = $0").contains(&"scrum".to_owned()));
    assert_eq!(offered("ignore = [\"PO101\",\nprofile = \"$0"), ["auto", "spec", "post", "org"], "a list left open");
    assert!(offered("[[kinds]]\nkind = \"$0").contains(&"product-owner".to_owned()));
    assert!(offered("user-words = [\"$0\"]").is_empty());
}

#[test]
fn what_is_taken_is_toml() {
    assert_eq!(taken("pro$0", "profile"), "profile = \"\"");
    assert_eq!(taken("profile = $0", "auto"), "profile = \"auto\"");
    assert_eq!(taken("profile = \"s$0\"", "spec"), "profile = \"spec\"");
    assert_eq!(taken("ignore = $0", "PO101"), "ignore = [\"PO101\"]");
    assert_eq!(taken("ignore = [$0]", "PO101"), "ignore = [\"PO101\"]");
    assert_eq!(taken("preview = t$0", "true"), "preview = true");
    assert_eq!(taken("[li$0]", "[limits]"), "[limits]");
    assert_eq!(taken("wai$0", "waivers"), "[[waivers]]\nrules = [\"\"]\nreason = \"\"\n");
    assert_eq!(taken("lim$0", "limits"), "[limits]\n");
    assert_eq!(taken("limits = { $0 }", "duties_max"), "limits = { duties_max =  }");
}

#[test]
fn texts_that_end_anywhere_are_answered() {
    let whole = "# é\npresets = [\"agency\", 'startup']\r\nframework = \"scrum\"\n[limits]\nteams_per_owner = { safe = 3, scrum = 1 }\n\"must_haves\" = 4 # x\n[[waivers]]\nrules = [\n  \"PO101\", # why\n  'PO102' ]\nreason = \"\"\"a\nb \\\" c\"\"\"\nuntil = 2027-03-31\n\"a\\\n[[overrides]]\nlimits.duties_max = 3\n😀 = \"😀\\";
    for end in whole.char_indices().map(|(at, _)| at).chain([whole.len()]) {
        let text = &whole[..end];
        for at in text.char_indices().map(|(at, _)| at).chain([end]) {
            let fits =
                |range: crate::text::TextRange| assert!(text.get(range.start as usize..range.end as usize).is_some());
            hover(text, at as u32).into_iter().for_each(|h| fits(h.range));
            for entry in complete(text, at as u32) {
                fits(entry.range);
                assert!(entry.range.start as usize <= at && at <= entry.range.end as usize, "{entry:?} {text:?}");
            }
        }
    }
}

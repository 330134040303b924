//! Hostile text in every format: nothing breaks out of its field.

use super::examples::Example;
use super::{Format, Note, Palette, Summary};
use crate::lint::Finding;
use crate::model::FileId;
use crate::rules::Fix;

/// The same for a fix, whose words in `<...>` would be left to people.
const EVIL_FIX: &str = "a \"b\" \\ ::error:: \r\n %0A 😀 \u{1b} ]]> &";

/// What tries to break out.
const EVIL: &str = "a \"b\" 'c' <d attr=\"e\"> &amp; ]]> ::error file=x::f %0A g | h ` i * [j](k) @l \\ \u{1b}[31m \u{202e}m \r\n::set-output name=n::o 日本 עברית 😀 \u{0} </failure>, {\"p\": 1}";

fn example() -> (Example, Vec<Finding>) {
    let example = Example::new("Role: Product Owner\nDuties:\n- Write tickets\n");
    let mut evil = example.finding("tickets");
    evil.message = EVIL.to_owned();
    evil.help = EVIL.to_owned();
    evil.fixes = vec![Fix::new(EVIL).safe().replace(example.range("tickets"), EVIL_FIX)];
    let plain = example.finding("Product Owner");
    (example, vec![evil, plain])
}

fn written(format: Format, findings: &[Finding], example: &Example) -> String {
    let summary = Summary { files: 1, roles: 1, warnings: findings.len(), ..Summary::default() };
    let notes = [Note { file: EVIL.to_owned(), line: 1, message: EVIL.to_owned() }];
    let piece = format.piece(FileId(0), findings, example, &Palette::new(false));
    let piece = if findings.is_empty() && !format.tells_of_clean_files() { Vec::new() } else { piece };
    format.opening(&summary, &[]) + &String::from_utf8(piece).expect("UTF-8") + &format.closing(&notes, &summary)
}

fn json(format: Format) -> serde_json::Value {
    let (example, findings) = example();
    let text = written(format, &findings, &example);
    assert!(!text.chars().any(|c| super::clean::is_obeyed(c) && c != '\n'), "{text:?}");
    serde_json::from_str::<serde_json::Value>(&written(format, &[], &example)).expect("JSON without findings");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn sarif_has_its_structure() {
    let log = json(Format::Sarif);
    assert_eq!((log["version"].as_str(), log["runs"].as_array().map(Vec::len)), (Some("2.1.0"), Some(1)));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(
        rules
            .iter()
            .all(|r| r["id"].is_string() && r["shortDescription"]["text"].is_string() && r["help"]["text"].is_string())
    );
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    assert!(results[0]["message"]["text"].as_str().expect("text").contains("日本 עברית 😀"));
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"]["region"],
        serde_json::json!({"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 16})
    );
    assert_eq!(rules[results[0]["ruleIndex"].as_u64().expect("index") as usize]["id"], "PO101");
    assert_eq!(results[0]["level"], "warning");
    assert_eq!(results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], EVIL_FIX);
    assert_ne!(results[0]["partialFingerprints"], results[1]["partialFingerprints"]);
}

#[test]
fn gitlab_has_its_structure() {
    let issues = json(Format::Gitlab);
    let issues = issues.as_array().expect("a list");
    for issue in issues {
        let known = ["description", "check_name", "fingerprint", "severity", "location"];
        assert!(issue.as_object().expect("an object").keys().all(|k| known.contains(&k.as_str())));
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().expect("text")));
        assert!(issue["location"]["lines"]["begin"].is_u64() && issue["location"]["path"] == "roles/po.role");
    }
    let (example, findings) = example();
    let twice: Vec<Finding> = vec![findings[1].clone(), findings[1].clone()];
    let issues: serde_json::Value = serde_json::from_str(&written(Format::Gitlab, &twice, &example)).expect("JSON");
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
}

#[test]
fn rdjson_has_its_structure() {
    let result = json(Format::Rdjson);
    assert_eq!(result["source"]["name"], "rolelint");
    let diagnostic = &result["diagnostics"][0];
    assert_eq!(diagnostic["location"]["range"]["start"], serde_json::json!({"line": 3, "column": 9}));
    assert_eq!(
        (diagnostic["severity"].as_str(), diagnostic["code"]["value"].as_str()),
        (Some("WARNING"), Some("PO101"))
    );
    assert_eq!(diagnostic["suggestions"][0]["text"], EVIL_FIX);
}

#[test]
fn a_github_command_is_one_line_and_has_one_message() {
    let (example, findings) = example();
    let text = written(Format::Github, &findings, &example);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    for line in lines {
        let rest = line.strip_prefix("::warning ").expect("a command");
        let (properties, message) = rest.split_once("::").expect("a message");
        assert_eq!(properties.split(',').count(), 6, "{properties}");
        assert!(!message.contains(['\r', '\u{1b}', '\u{202e}', '\u{0}']), "{message:?}");
    }
    assert!(text.contains("%250A") && text.contains("%0D%0A"), "{text}");
}

/// Elements with their attributes, and texts, of XML that is well formed; panics where it is not. Small, but strict: what XML
/// forbids inside attributes and texts it does not let pass.
fn parse_xml(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let unescape = |text: &str| {
        assert!(!text.contains('<'), "a bare < in {text}");
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('&') {
            out += before;
            let (name, after) = after.split_once(';').expect("an entity ends");
            out.push(match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "#10" => '\n',
                other => panic!("&{other};"),
            });
            rest = after;
        }
        assert!(!rest.contains("]]>"));
        out + rest
    };
    assert!(
        xml.chars().all(|c| matches!(c, '\n' | ' '..='\u{FFFD}' | '\u{10000}'..)),
        "characters that XML does not know"
    );
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").expect("a declaration");
    let (mut found, mut open) = (Vec::new(), Vec::new());
    while let Some((text, after)) = rest.split_once('<') {
        let _ = unescape(text);
        if let Some(after) = after.strip_prefix('/') {
            let (name, after) = after.split_once('>').expect("a tag ends");
            assert_eq!(open.pop().as_deref(), Some(name));
            rest = after;
            continue;
        }
        let end = after.find([' ', '>', '/']).expect("a name");
        let name = after[..end].to_owned();
        let mut after = &after[end..];
        let mut attributes = Vec::new();
        while let Some(inner) = after.strip_prefix(' ') {
            let (key, value) = inner.split_once("=\"").expect("an attribute");
            let (value, left) = value.split_once('"').expect("a value ends");
            attributes.push((key.to_owned(), unescape(value)));
            after = left;
        }
        match after.strip_prefix("/>") {
            Some(left) => rest = left,
            None => {
                rest = after.strip_prefix('>').expect("a tag ends");
                open.push(name.clone());
            }
        }
        found.push((name, attributes));
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
    found
}

#[test]
fn xml_is_well_formed_and_holds_what_was_said() {
    let (example, findings) = example();
    for (format, element, per_finding) in [(Format::Junit, "failure", 2), (Format::Checkstyle, "error", 2)] {
        let elements = parse_xml(&written(format, &findings, &example));
        let told: Vec<_> = elements.iter().filter(|(name, _)| name == element).collect();
        assert_eq!(told.len(), per_finding);
        let message = &told[0].1.iter().find(|(key, _)| key == "message").expect("a message").1;
        assert!(
            message.starts_with("a \"b\" 'c' <d attr=\"e\"> &amp; ]]>") && message.contains("日本 עברית 😀"),
            "{message}"
        );
        parse_xml(&written(format, &[], &example));
    }
}

#[test]
fn a_row_of_the_table_stays_a_row() {
    let (example, findings) = example();
    let text = written(Format::Summary, &findings, &example);
    let rows: Vec<&str> = text.lines().filter(|l| l.starts_with("| warning")).collect();
    assert_eq!(rows.len(), 2);
    for row in rows {
        let bars = row.char_indices().filter(|(at, c)| *c == '|' && !row[..*at].ends_with('\\')).count();
        assert_eq!(bars, 5, "{row}");
        let html = row.replace("<!-- -->", "");
        assert!(!html.contains(['<', '>']), "{row}");
    }
    let parsed: Vec<_> = pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES).collect();
    let is_link = |event: &pulldown_cmark::Event<'_>| {
        matches!(
            event,
            pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { .. } | pulldown_cmark::Tag::Emphasis)
                | pulldown_cmark::Event::Code(_)
        )
    };
    assert!(!parsed.iter().any(is_link), "{text}");
}

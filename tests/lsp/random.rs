//! Random sessions: whatever was edited and asked in between, the answers are those of a session that opened the documents
//! as they are now.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, PATIENCE, edit};
use crate::code_actions::edited;
use crate::features::{able, at, document};

pub const NAMES: [&str; 3] =
    ["file:///nowhere-at-all/a.role", "file:///nowhere-at-all/b.role", "file:///nowhere-at-all/c.md"];

pub const TEXTS: [&str; 3] = [
    "Role: Product Owner, Claims\nId: po\nTeams: @harbour\nReports to: @pm\n\nDuties:\n- 60% backlog: Order it with @pm\n- Interview users every week\n",
    "Role: Product Manager\nId: pm\nLeads: @po\n\nTeam: Harbour\nId: harbour\n",
    "# Product Owner\n\n## What you will do\n\n- Order the product backlog\n- Interview users (30%)\n- Plan with @harbour\n",
];

pub const PIECES: [&str; 14] = [
    "\n",
    "- ",
    "Duties:\n",
    "@",
    "@po",
    ": ",
    "Id: po\n",
    "\nRole: Head\n",
    "Reports to: @pm\n",
    "## Contacts\n",
    "25% ",
    "é😀",
    "# rolelint: ignore PO101\n",
    "",
];

pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// Every request that is about a document, with its parameters there.
pub fn requests(uri: &str, line: u32, character: u32) -> Vec<(&'static str, Value)> {
    let here = at(uri, line, character);
    let with = |base: &Value, key: &str, value: Value| {
        let mut made = base.clone();
        made[key] = value;
        made
    };
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}});
    let options = json!({"tabSize": 2, "insertSpaces": true});
    vec![
        ("textDocument/completion", here.clone()),
        ("textDocument/hover", here.clone()),
        ("textDocument/definition", here.clone()),
        ("textDocument/declaration", here.clone()),
        ("textDocument/references", with(&here, "context", json!({"includeDeclaration": true}))),
        ("textDocument/documentHighlight", here.clone()),
        ("textDocument/prepareRename", here.clone()),
        ("textDocument/rename", with(&here, "newName", json!("new-name"))),
        ("textDocument/prepareCallHierarchy", here.clone()),
        ("textDocument/documentSymbol", document(uri)),
        ("textDocument/foldingRange", document(uri)),
        ("textDocument/selectionRange", with(&document(uri), "positions", json!([here["position"]]))),
        ("textDocument/documentLink", document(uri)),
        ("textDocument/inlayHint", with(&document(uri), "range", whole.clone())),
        ("textDocument/codeLens", document(uri)),
        ("textDocument/semanticTokens/range", with(&document(uri), "range", whole.clone())),
        ("textDocument/formatting", with(&document(uri), "options", options.clone())),
        ("textDocument/rangeFormatting", with(&with(&document(uri), "options", options.clone()), "range", whole)),
        ("textDocument/onTypeFormatting", with(&with(&here, "options", options), "ch", json!("\n"))),
        ("workspace/symbol", json!({"query": "p"})),
        ("textDocument/diagnostic", document(uri)),
        ("textDocument/semanticTokens/full", document(uri)),
        (
            "textDocument/codeAction",
            with(
                &with(&document(uri), "context", json!({"diagnostics": []})),
                "range",
                json!({"start": here["position"], "end": here["position"]}),
            ),
        ),
    ]
}

fn pick(dice: &mut Dice, uri: &str, (line, character): (u32, u32)) -> (&'static str, Value) {
    let mut all = requests(uri, line, character);
    all.swap_remove(dice.below(all.len()))
}

/// What a client may set.
fn settings(dice: &mut Dice) -> Value {
    let all = [
        json!({}),
        json!({"ignore": ["PO", "DOC503"]}),
        json!({"userWords": ["users"], "framework": "safe"}),
        json!({"markdown": {"off": ["foldingRange", "diagnostics"]}}),
        json!({"phrases": {"discovery": ["order it"]}, "severity": {"PO101": "error"}}),
    ];
    all[dice.below(all.len())].clone()
}

fn configure(client: &mut Client, settings: &Value) {
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"rolelint": settings}}));
}

/// Takes the edits of a rename into the documents, as an editor would.
fn take_rename(client: &mut Client, texts: &mut [String], version: i32, answer: &Value) {
    for change in answer["result"]["documentChanges"].as_array().into_iter().flatten() {
        let at = NAMES.iter().position(|name| change["textDocument"]["uri"] == *name).expect("one of ours");
        texts[at] = edited(&texts[at], &change["edits"]);
        client.change(NAMES[at], version, json!([{"text": texts[at]}]));
    }
}

fn check(method: &str, answer: &Value) {
    let code = answer["error"]["code"].as_i64();
    let refused = method == "textDocument/rename" && code == Some(-32803);
    assert!(matches!(code, None | Some(-32800 | -32801)) || refused, "{method}: {answer}");
}

/// Answers without what numbers of a session are in: ids of documents, revisions, results.
pub fn comparable(mut answer: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for key in ["data", "version", "resultId"] {
                    if fields.get(key).is_some_and(|v| !(key == "data" && v.as_array().is_some_and(|a| a.len() > 3))) {
                        fields.remove(key);
                    }
                }
                fields.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut answer);
    answer.get("result").cloned().unwrap_or_else(|| answer["error"]["code"].clone())
}

pub fn open() -> Client {
    Client::session(able(), json!({"workspaceFolders": [{"uri": "file:///nowhere-at-all", "name": "work"}]}))
}

#[test]
fn answers_are_those_of_a_fresh_session() {
    for seed in 1..=4 {
        let mut dice = Dice(seed * 77);
        let mut client = open();
        let mut texts: Vec<String> = TEXTS.map(str::to_owned).to_vec();
        let mut set = json!({});
        for (uri, text) in NAMES.iter().zip(&texts) {
            client.open(uri, 1, text);
        }
        for round in 0..120 {
            let n = dice.below(NAMES.len());
            // In lines and UTF-16 units, as the client counts.
            let lines: Vec<&str> = texts[n].split('\n').collect();
            let line = dice.below(lines.len());
            let column = dice.below(lines[line].chars().count() + 1);
            let units: usize = lines[line].chars().take(column).map(char::len_utf16).sum();
            let place = (line as u32, units as u32);
            match dice.below(12) {
                10 => {
                    set = settings(&mut dice);
                    configure(&mut client, &set);
                }
                11 => {
                    let mut params = at(NAMES[n], place.0, place.1);
                    params["newName"] = json!(["po-claims", "pm", "harbour-team"][dice.below(3)]);
                    let answer = client.request("textDocument/rename", params);
                    check("textDocument/rename", &answer);
                    take_rename(&mut client, &mut texts, round + 2, &answer);
                }
                0..5 => {
                    let piece = PIECES[dice.below(PIECES.len())];
                    let bytes: usize = lines[line].chars().take(column).map(char::len_utf8).sum();
                    let start = lines[..line].iter().map(|l| l.len() + 1).sum::<usize>() + bytes;
                    texts[n].insert_str(start, piece);
                    client.change(NAMES[n], round + 2, json!([edit(place, place, piece)]));
                }
                5 => {
                    client.close(NAMES[n]);
                    client.open(NAMES[n], round + 2, &texts[n]);
                }
                6 => {
                    let (method, params) = pick(&mut dice, NAMES[n], place);
                    let id = client.ask(method, params);
                    client.notify("$/cancelRequest", json!({"id": id}));
                    check(method, &client.answer(id));
                }
                _ => {
                    let (method, params) = pick(&mut dice, NAMES[n], place);
                    check(method, &client.request(method, params));
                }
            }
        }
        let mut fresh = open();
        configure(&mut fresh, &set);
        for (uri, text) in NAMES.iter().zip(&texts) {
            fresh.open(uri, 1, text);
        }
        for (uri, text) in NAMES.iter().zip(&texts) {
            for line in 0..text.split('\n').count() as u32 {
                for (method, params) in requests(uri, line, 6) {
                    // Settings of folders are taken in after a moment, by both.
                    let end = Instant::now() + PATIENCE;
                    loop {
                        let old = client.request(method, params.clone());
                        let new = fresh.request(method, params.clone());
                        check(method, &old);
                        let (old, new) = (comparable(old), comparable(new));
                        if old == new && old != json!(-32801) {
                            break;
                        }
                        if Instant::now() > end {
                            assert_eq!(old, new, "{method} in line {line} of {uri}: {text:?} under {set}");
                        }
                        std::thread::sleep(Duration::from_millis(20));
                    }
                }
            }
        }
        client.finish();
        fresh.finish();
    }
}

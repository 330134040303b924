//! Diagnostics, pushed and asked for.

use serde_json::{Value, json};

use crate::client::{Client, edit, pull_capabilities, push_capabilities};

const URI: &str = "file:///nowhere/po.role";

/// Shares that add up to 140%, which is an error at any time.
const SHARES: &str =
    "Role: Product Owner\n\nDuties:\n- 80% backlog: Order the backlog\n- 60% delivery: Answer questions\n";

pub fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().into_iter().flatten().filter_map(|d| d["code"].as_str()).collect()
}

pub fn with_code<'a>(diagnostics: &'a Value, code: &str) -> &'a Value {
    let found = diagnostics.as_array().into_iter().flatten().find(|d| d["code"] == code);
    found.unwrap_or_else(|| panic!("no {code} in {diagnostics:#}"))
}

#[test]
fn a_document_that_is_opened_gets_its_diagnostics() {
    let mut client = Client::pushed();
    client.open(URI, 7, SHARES);
    let diagnostics = client.published(URI, 7);
    let shares = with_code(&diagnostics, "DOC503");
    assert_eq!(shares["severity"], 1);
    assert_eq!(shares["source"], "rolelint");
    assert!(shares["message"].as_str().is_some_and(|m| m.contains("140%")), "{shares}");
    assert!(
        shares["codeDescription"]["href"].as_str().is_some_and(|url| url.ends_with("/rules/doc503.html")),
        "{shares}"
    );
    client.finish();
}

#[test]
fn links_and_further_places_are_left_out_where_the_client_does_not_know_them() {
    let mut client = Client::session(json!({}), json!({}));
    client.open(URI, 1, SHARES);
    for diagnostic in client.published(URI, 1).as_array().into_iter().flatten() {
        assert!(diagnostic.get("codeDescription").is_none() && diagnostic.get("relatedInformation").is_none());
    }
    client.finish();
}

#[test]
fn closing_clears_and_a_document_that_is_opened_again_is_told_again() {
    let mut client = Client::pushed();
    client.open(URI, 3, SHARES);
    client.published(URI, 3);
    client.close(URI);
    let cleared = client
        .wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["diagnostics"] == json!([]))
        .expect("cleared");
    assert_eq!(cleared["params"]["uri"], URI);
    client.open(URI, 1, SHARES);
    assert!(!codes(&client.published(URI, 1)).is_empty());
    client.finish();
}

#[test]
fn other_markdown_is_left_alone() {
    let mut client = Client::pushed();
    let uri = "file:///nowhere/README.md";
    client.open(uri, 1, "# How to build\n\n- Run the build\n- 80% of it is cached\n");
    assert_eq!(client.published(uri, 1), json!([]));
    client.finish();
}

#[test]
fn a_document_that_lies_nowhere_is_read_by_its_language() {
    let mut client = Client::pushed();
    let document = json!({"uri": "untitled:Untitled-1", "languageId": "role", "version": 1, "text": SHARES});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    with_code(&client.published("untitled:Untitled-1", 1), "DOC503");
    client.finish();
}

#[test]
fn unchanged_diagnostics_are_not_sent_twice_when_asked_for() {
    let mut client = Client::pulling();
    client.open(URI, 1, SHARES);
    let ask = |known: Option<&str>| json!({"textDocument": {"uri": URI}, "previousResultId": known});
    let first = client.request("textDocument/diagnostic", ask(None))["result"].clone();
    with_code(&first["items"], "DOC503");
    let id = first["resultId"].as_str().expect("an id");
    let again = client.request("textDocument/diagnostic", ask(Some(id)))["result"].clone();
    assert_eq!((again["kind"].as_str(), again["resultId"].as_str()), (Some("unchanged"), Some(id)));
    client.change(URI, 2, json!([edit((3, 2), (3, 4), "40")]));
    let after = client.request("textDocument/diagnostic", ask(Some(id)))["result"].clone();
    assert_eq!(after["kind"], "full");
    assert!(!codes(&after["items"]).contains(&"DOC503"), "{after}");
    client.finish();
}

#[test]
fn the_whole_workspace_can_be_asked_about() {
    let mut client = Client::pulling();
    client.open(URI, 1, SHARES);
    let all = client.request("workspace/diagnostic", json!({"previousResultIds": []}))["result"]["items"].clone();
    let report = all.as_array().and_then(|a| a.iter().find(|r| r["uri"] == URI)).expect("a report").clone();
    assert_eq!(report["version"], 1);
    with_code(&report["items"], "DOC503");
    let known = json!([{"uri": URI, "value": report["resultId"]}, {"uri": "file:///nowhere/gone.role", "value": "1"}]);
    let again = client.request("workspace/diagnostic", json!({"previousResultIds": known}))["result"]["items"].clone();
    let kind = |uri: &str| again.as_array().and_then(|a| a.iter().find(|r| r["uri"] == uri)).map(|r| r["kind"].clone());
    assert_eq!(kind(URI), Some(json!("unchanged")));
    assert_eq!(kind("file:///nowhere/gone.role"), Some(json!("full")), "what is gone is cleared");
    client.finish();
}

#[test]
fn places_are_counted_in_the_unit_that_was_agreed() {
    // Every character before the reference has another length in each unit.
    let units = [("utf-8", 19), ("utf-16", 15), ("utf-32", 14)];
    let heads = [("Role: Product Owner\n", 1), ("# e\u{301} 😀\rRole: Product Owner\r\n", 2)];
    for ((encoding, start), (head, line)) in units.into_iter().flat_map(|unit| heads.map(|head| (unit, head))) {
        let text = &format!("{head}Teams: 😀 é e\u{301} @nobody\n");
        let folder = tempfile::tempdir().expect("a folder");
        let root = format!("file://{}", folder.path().display());
        let mut capabilities = push_capabilities();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::session(capabilities, json!({"rootUri": root}));
        let uri = format!("{root}/po.role");
        client.open(&uri, 1, text);
        let diagnostics = client.published_with(&uri, 1, "REF701");
        let range = &with_code(&diagnostics, "REF701")["range"];
        assert_eq!(range["start"], json!({"line": line, "character": start}), "{encoding}");
        assert_eq!(range["end"], json!({"line": line, "character": start + 7}), "{encoding}");
        // The same unit for what comes in: exactly the name is replaced.
        client.change(&uri, 2, json!([{"range": range, "text": "@somebody"}]));
        let diagnostics = client.published_with(&uri, 2, "REF701");
        let message = with_code(&diagnostics, "REF701")["message"].to_string();
        assert!(message.contains("@somebody’"), "{message}");
        client.finish();
    }
}

#[test]
fn asking_again_is_asked_for_only_where_another_document_is_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = format!("file://{}", folder.path().display());
    let (po, head) = (format!("{root}/po.role"), format!("{root}/head.role"));
    let mut client = Client::session(pull_capabilities(), json!({"rootUri": root}));
    client.open(&po, 1, "Role: Product Owner\nReports to: @head\n");
    client.open(&head, 1, "Role: Head of Product\nId: head\n");
    // The folder may still be read; what is asked last stands.
    let settled = |client: &mut Client| {
        client.request("workspace/diagnostic", json!({"previousResultIds": []}));
        client.pull(&po);
        client.pull(&head)
    };
    settled(&mut client);
    client.wait_for_complete_folder(&po);
    settled(&mut client);
    let refreshes = |client: &Client| client.asked.iter().filter(|m| *m == "workspace/diagnostic/refresh").count();
    // What the reading of the folder asked for may still be on its way.
    let mut before = usize::MAX;
    while before != refreshes(&client) {
        before = refreshes(&client);
        settled(&mut client);
        std::thread::sleep(std::time::Duration::from_millis(100));
        client.kept();
    }
    client.change(&head, 2, json!([edit((1, 4), (1, 8), "boss")]));
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").expect("the owner's line leads nowhere now");
    with_code(&client.pull(&po), "REF701");
    assert_eq!(refreshes(&client), before + 1);
    client.finish();
}

#[test]
fn settings_that_change_meanwhile_take_no_answer_away() {
    let mut client = Client::pulling();
    let text = format!("{SHARES}{}", "- Interview nurses on the night ward every week\n".repeat(300));
    client.open(URI, 1, &text);
    for round in 0..20usize {
        let ignored = ["PM108", "JOB605"][round % 2];
        let settings = json!({"settings": {"rolelint": {"ignore": [ignored]}}});
        let about = json!({"textDocument": {"uri": URI}});
        let asked = client.ask("textDocument/diagnostic", about.clone());
        let lenses = client.ask("textDocument/codeLens", about);
        client.notify("workspace/didChangeConfiguration", settings);
        let answer = client.answer(asked);
        // The text is the one that the client asked about, and nothing would make it ask once more.
        with_code(&answer["result"]["items"], "DOC503");
        let answer = client.answer(lenses);
        assert!(answer["result"].as_array().is_some_and(|lenses| !lenses.is_empty()), "{answer}");
    }
    client.finish();
}

#[test]
fn an_answer_about_all_documents_comes_in_parts_and_tells_how_far_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    for n in 0..150 {
        let text = format!("Role: Product Owner {n}\n\nDuties:\n- 80% backlog: Order it\n- 60% delivery: Answer {n}\n");
        std::fs::write(root.join(format!("{n}.role")), text).expect("writable");
    }
    let mut capabilities = pull_capabilities();
    capabilities["window"] = json!({"workDoneProgress": true});
    let mut client = Client::session(capabilities, json!({"rootUri": format!("file://{}", root.display())}));
    let is_end = |m: &Value| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end";
    let read = client.wait(is_end).expect("reading ends");
    assert!(client.asked.contains(&"window/workDoneProgress/create".to_owned()), "{:?}", client.asked);
    assert_eq!(read["params"]["token"], "rolelint/reading/1");
    client.kept();
    let params = json!({"previousResultIds": [], "partialResultToken": "parts", "workDoneToken": 7});
    let id = client.ask("workspace/diagnostic", params);
    assert_eq!(client.answer(id)["result"]["items"], json!([]), "all of it was told in parts");
    let told = client.kept();
    let of = |token: Value| told.iter().filter(move |m| m["params"]["token"] == token).map(|m| &m["params"]["value"]);
    let parts: Vec<usize> = of(json!("parts")).map(|v| v["items"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(parts, [64, 64, 22]);
    let kinds: Vec<&str> = of(json!(7)).filter_map(|v| v["kind"].as_str()).collect();
    assert_eq!(kinds, ["begin", "report", "report", "report", "end"]);
    client.finish();
}

#[test]
fn a_waiver_that_hides_nothing_is_faded() {
    let mut capabilities = push_capabilities();
    capabilities["textDocument"]["publishDiagnostics"]["tagSupport"] = json!({"valueSet": [1, 2]});
    let mut client = Client::session(capabilities, json!({}));
    let text = "Role: Product Owner\n\nDuties:\n- 80% backlog: Order the backlog\n- 20% delivery: Answer questions\n\nWaivers:\n- DOC503: once was true\n- PO101\n";
    client.open(URI, 1, text);
    let diagnostics = client.published_with(URI, 1, "REF704");
    let tags = |message: &str| {
        let found = diagnostics.as_array().and_then(|a| a.iter().find(|d| d["message"].to_string().contains(message)));
        found.unwrap_or_else(|| panic!("{message}: {diagnostics}"))["tags"].clone()
    };
    assert_eq!(tags("hides nothing any more"), json!([1]));
    assert_eq!(tags("has no reason"), Value::Null);
    client.finish();
}

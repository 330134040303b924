//! What is shown beside the text follows when something else changes it.

use serde_json::{Value, json};

use crate::client::{Client, edit, pull_capabilities};

const LENSES: &str = "workspace/codeLens/refresh";
const HINTS: &str = "workspace/inlayHint/refresh";
const TOKENS: &str = "workspace/semanticTokens/refresh";

fn capabilities() -> Value {
    let mut capabilities = pull_capabilities();
    capabilities["textDocument"]["inlayHint"] = json!({});
    for feature in ["codeLens", "inlayHint", "semanticTokens"] {
        capabilities["workspace"][feature] = json!({"refreshSupport": true});
    }
    capabilities
}

fn told(client: &Client, method: &str) -> usize {
    client.asked.iter().filter(|asked| *asked == method).count()
}

/// Waits until nothing comes any more that was asked for before.
fn settle(client: &mut Client) {
    let mut before = usize::MAX;
    while before != client.asked.len() {
        before = client.asked.len();
        std::thread::sleep(std::time::Duration::from_millis(150));
        client.kept();
    }
}

fn hints(client: &mut Client, uri: &str) -> String {
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    client.request("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": range}))["result"]
        .to_string()
}

#[test]
fn another_role_that_is_called_otherwise_is_asked_about_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = format!("file://{}", folder.path().display());
    let (po, head) = (format!("{root}/po.role"), format!("{root}/head.role"));
    let mut client = Client::session(capabilities(), json!({"rootUri": root}));
    client.open(&po, 1, "Role: Product Owner\nReports to: @head\n");
    client.open(&head, 1, "Role: Head of Product\nId: head\n");
    client.wait_for_complete_folder(&po);
    settle(&mut client);
    assert!(hints(&mut client, &po).contains("Head of Product"));
    let before = [LENSES, HINTS, TOKENS].map(|method| told(&client, method));
    client.change(&head, 2, json!([edit((0, 14), (0, 21), "Software")]));
    for method in [LENSES, HINTS, TOKENS] {
        client.wait(|m| m["method"] == method).expect("the owner's page is asked about again");
    }
    assert!(hints(&mut client, &po).contains("Head of Software"));
    settle(&mut client);
    assert_eq!([LENSES, HINTS, TOKENS].map(|method| told(&client, method)), before.map(|n| n + 1));
    client.finish();
}

#[test]
fn typing_in_a_document_asks_for_nothing_again() {
    let mut client = Client::session(capabilities(), json!({}));
    let uri = "file:///alone/po.role";
    client.open(uri, 1, "Role: Product Owner\n\nDuties:\n- \n");
    settle(&mut client);
    let before = client.asked.len();
    for (index, letter) in "Talk to customers".chars().enumerate() {
        let column = index as u32 + 2;
        client.change(uri, index as i32 + 2, json!([edit((3, column), (3, column), &letter.to_string())]));
    }
    client.pull(uri);
    settle(&mut client);
    assert_eq!(client.asked[before..], [] as [String; 0]);
    client.finish();
}

#[test]
fn settings_of_the_editor_show_at_once() {
    let mut client = Client::session(capabilities(), json!({}));
    let uri = "file:///alone/po.md";
    client.open(uri, 1, "# Product Owner\n\n## Responsibilities\n\n- Talk to three customers a week\n");
    settle(&mut client);
    let lenses = |client: &mut Client| {
        let answer = client.request("textDocument/codeLens", json!({"textDocument": {"uri": uri}}));
        answer["result"].as_array().map_or(0, Vec::len)
    };
    assert!(lenses(&mut client) > 0);
    let settings = json!({"settings": {"rolelint": {"markdown": {"off": ["codeLens"]}}}});
    client.notify("workspace/didChangeConfiguration", settings);
    client.wait(|m| m["method"] == LENSES).expect("the lines above the role are asked about again");
    assert_eq!(lenses(&mut client), 0);
    client.finish();
}

#[test]
fn a_client_that_cannot_be_told_is_not_told() {
    let mut client = Client::session(pull_capabilities(), json!({}));
    client.open("file:///alone/po.role", 1, "Role: Product Owner\n");
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"rolelint": {"ignore": ["DOC"]}}}));
    settle(&mut client);
    assert_eq!([LENSES, HINTS, TOKENS].map(|method| told(&client, method)), [0, 0, 0]);
    client.finish();
}

//! The client's configuration.

use serde_json::{Value, json};

use crate::client::{Client, push_capabilities};
use crate::diagnostics::{codes, with_code};

const URI: &str = "file:///nowhere/po.role";
const SHARES: &str =
    "Role: Product Owner\n\nDuties:\n- 80% backlog: Order the backlog\n- 60% delivery: Answer questions\n";

fn has_shares(message: &Value) -> bool {
    message["method"] == "textDocument/publishDiagnostics"
        && codes(&message["params"]["diagnostics"]).contains(&"DOC503")
}

fn lacks_shares(message: &Value) -> bool {
    message["method"] == "textDocument/publishDiagnostics" && !has_shares(message)
}

#[test]
fn options_of_initialize_count_at_once() {
    let options = json!({"initializationOptions": {"rolelint": {"severity": {"DOC503": "info"}}}});
    let mut client = Client::session(push_capabilities(), options);
    client.open(URI, 1, SHARES);
    assert_eq!(with_code(&client.published(URI, 1), "DOC503")["severity"], 3);
    client.finish();
}

#[test]
fn a_client_that_answers_questions_is_asked() {
    let mut capabilities = push_capabilities();
    capabilities["workspace"] = json!({"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true}});
    let mut client = Client::session(capabilities, json!({}));
    client.wait(|m| m["method"] == "workspace/configuration").expect("asked");
    client.open(URI, 1, SHARES);
    client.wait(has_shares).expect("told");
    client.configuration = json!({"ignore": ["DOC"]});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    client.wait(lacks_shares).expect("no longer told");
    client.finish();
}

#[test]
fn a_client_that_sends_its_configuration_is_heard_and_mistakes_are_told() {
    let mut client = Client::pushed();
    client.open(URI, 1, SHARES);
    client.wait(has_shares).expect("told");
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"rolelint": {"ignore": ["shares-off"]}}}));
    client.wait(lacks_shares).expect("no longer told");
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"rolelint": {"profile": "poem"}}}));
    let warning = client.wait(|m| m["method"] == "window/showMessage").expect("a word about it");
    assert!(warning["params"]["message"].to_string().contains("poem"), "{warning}");
    client.finish();
}

//! Beginning and end of a session, and messages that are none.

use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, PATIENCE, frame};

#[test]
fn a_session_begins_and_ends_with_the_input_left_open() {
    let client = Client::pushed();
    assert_eq!(client.capabilities["positionEncoding"], "utf-8");
    assert_eq!(client.capabilities["textDocumentSync"]["change"], 2);
    assert!(client.capabilities.get("diagnosticProvider").is_none(), "never both push and pull");
    client.finish();
}

#[test]
fn utf_16_is_used_where_utf_8_is_not_offered() {
    for capabilities in [json!({}), json!({"general": {"positionEncodings": ["utf-16", "utf-32"]}})] {
        let client = Client::session(capabilities, json!({}));
        assert_eq!(client.capabilities["positionEncoding"], "utf-16");
        client.finish();
    }
}

#[test]
fn a_client_that_can_pull_is_not_pushed_to() {
    let mut client = Client::pulling();
    assert_eq!(client.capabilities["diagnosticProvider"]["interFileDependencies"], true);
    assert_eq!(client.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.open("file:///nowhere/a.role", 1, "Role: Product Owner\n");
    client.pull("file:///nowhere/a.role");
    assert!(client.kept().iter().all(|m| m["method"] != "textDocument/publishDiagnostics"));
    client.finish();
}

#[test]
fn exit_without_shutdown_is_an_error() {
    let mut client = Client::pushed();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_status().code(), Some(1));
}

#[test]
fn exit_before_initialize_is_an_error() {
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_status().code(), Some(1));
}

#[test]
fn the_end_of_the_input_ends_the_process() {
    let mut client = Client::pushed();
    client.close_input();
    assert_eq!(client.exit_status().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn the_end_of_the_parent_ends_the_process_though_the_input_stays_open() {
    let mut parent = Command::new("sleep").arg("600").stdin(Stdio::null()).spawn().expect("a process to be the parent");
    let mut client = Client::session(json!({}), json!({"processId": parent.id()}));
    client.request("textDocument/hover", hover("file:///nowhere/a.role"));
    parent.kill().expect("it runs");
    parent.wait().expect("it ends");
    assert_eq!(client.exit_status().code(), Some(1));
}

#[test]
fn requests_before_initialize_and_after_shutdown_are_refused() {
    let mut client = Client::start();
    let early = client.request("textDocument/hover", hover("file:///nowhere/a.role"));
    assert_eq!(early["error"]["code"], -32002, "{early}");
    client.request("initialize", json!({"capabilities": {}}));
    client.request("shutdown", Value::Null);
    let late = client.request("textDocument/hover", hover("file:///nowhere/a.role"));
    assert_eq!(late["error"]["code"], -32600, "{late}");
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_status().code(), Some(0));
}

#[test]
fn unknown_methods_are_refused_and_unknown_notifications_passed_over() {
    let mut client = Client::pushed();
    client.notify("rolelint/unknown", json!({}));
    client.notify("$/unknown", json!({}));
    let answer = client.request("rolelint/unknown", json!({}));
    assert_eq!(answer["error"]["code"], -32601, "{answer}");
    client.finish();
}

#[test]
fn malformed_messages_are_answered_and_the_session_goes_on() {
    let mut client = Client::pushed();
    for (bad, code) in [
        (frame("{\"jsonrpc\": "), -32700),
        (frame("[]"), -32600),
        (b"Content-Length: 1\r\n\r\n\xFF".to_vec(), -32700),
        (b"Content-Length: minus\r\n\r\n".to_vec(), -32700),
    ] {
        client.send_raw(&bad);
        let answer = client.wait(|m| m["id"].is_null() && m.get("error").is_some()).expect("an answer");
        assert_eq!(answer["error"]["code"], code, "{answer}");
    }
    let params = client.request("textDocument/hover", json!({"textDocument": 5}));
    assert_eq!(params["error"]["code"], -32602, "{params}");
    client.notify("textDocument/didChange", json!({"textDocument": "no"}));
    client.finish();
}

#[test]
fn changes_and_questions_about_documents_that_are_not_open_do_no_harm() {
    let mut client = Client::pushed();
    client.change("file:///nowhere/a.role", 2, json!([{"text": "x"}]));
    client.close("file:///nowhere/a.role");
    let answer = client.request("textDocument/hover", hover("file:///nowhere/a.role"));
    assert_eq!(answer["result"], Value::Null);
    client.finish();
}

#[test]
fn a_client_that_never_answers_does_not_stop_the_server() {
    let mut client = Client::start();
    let capabilities =
        json!({"workspace": {"configuration": true, "didChangeWatchedFiles": {"dynamicRegistration": true}}});
    client.request("initialize", json!({"capabilities": capabilities}));
    client.notify("initialized", json!({}));
    for _ in 0..200 {
        client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    }
    // The answers are sent by `wait`, which is not called for them before the question is answered.
    let id = client.ask("textDocument/hover", hover("file:///nowhere/a.role"));
    assert!(client.answer(id).get("result").is_some());
    assert!(PATIENCE > Duration::ZERO);
    client.finish();
}

fn hover(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}})
}

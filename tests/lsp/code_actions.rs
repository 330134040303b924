//! Code actions: what is offered where, and what the documents are after an action was taken.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::client::{Client, pull_capabilities};

const ROLE: &str = "file:///nowhere/po.role";
const PAGE: &str = "file:///nowhere/po.md";

const OWNER: &str = "Role: Product Owner, Parcel Lockers 📦\r\nId: po-lockers\r\n\r\nPurpose:\r\n- Let people collect a parcel on their way home.\r\n\r\nDuites:\r\n- 40% strategy: Set and explain the Product Goal 🎯\r\n- 40% backlog: Order the backlog with the developers\r\n- 20% delivery: Review finished work every day\r\n\r\nDecisions:\r\n- alone: order of the backlog\r\n\r\nMeasures:\r\n- outcome: parcels collected on the first day, from 55% to 70% by 2027-06\r\n";

const SPEC: &str = "Product Owner, Lockers 📦\n========================\n\nWhat you will do\n----------------\n\n* Set the Product Goal 🎯 and explain it\n* Prioritise the backlog as instructed by the steering group\n* Keep the backlog open to everyone\n\nHow success is measured\n-----------------------\n\n* Parcels collected on the first day rise from 55% to 70% in a year\n";

/// What the client can do: `resolve` and versions, or neither.
fn capabilities(full: bool, encoding: &str) -> Value {
    let mut capabilities = pull_capabilities();
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    let mut action =
        json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}}});
    if full {
        action["dataSupport"] = json!(true);
        action["resolveSupport"] = json!({"properties": ["edit"]});
        capabilities["workspace"]["workspaceEdit"] = json!({"documentChanges": true, "resourceOperations": ["create"]});
    }
    capabilities["textDocument"]["codeAction"] = action;
    capabilities
}

fn session(full: bool) -> Client {
    Client::session(capabilities(full, "utf-16"), json!({}))
}

fn actions(client: &mut Client, uri: &str, range: Value, only: Option<&[&str]>) -> Vec<Value> {
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = json!(only);
    }
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    let answer = client.request("textDocument/codeAction", params);
    answer["result"].as_array().cloned().unwrap_or_default()
}

/// The fourth character of a line.
fn at(line: u32) -> Value {
    json!({"start": {"line": line, "character": 3}, "end": {"line": line, "character": 3}})
}

fn line(line: u32) -> Value {
    json!({"start": {"line": line, "character": 0}, "end": {"line": line, "character": 99}})
}

fn everywhere() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}})
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().filter_map(|a| a["title"].as_str()).collect()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    actions.iter().find(|a| a["title"] == title).unwrap_or_else(|| panic!("no ‘{title}’ in {:?}", titles(actions)))
}

/// The text after edits with positions in UTF-16 units, lines by any line end.
pub fn edited(text: &str, edits: &Value) -> String {
    let offset = |position: &Value| {
        let (line, character) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let mut units = 0;
        let inside = text[start..].char_indices().find(|(_, c)| {
            let here = units;
            units += c.len_utf16() as u64;
            here >= character
        });
        inside.map_or(text.len(), |(i, _)| start + i)
    };
    let mut edits: Vec<(usize, usize, String)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            let range = &e["range"];
            (offset(&range["start"]), offset(&range["end"]), e["newText"].as_str().unwrap().to_owned())
        })
        .collect();
    edits.sort();
    let mut made = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        made.replace_range(start..end, &new);
    }
    made
}

/// Takes an action whose edits come with it or are asked for; the new text of the one document.
fn take(client: &mut Client, uri: &str, text: &str, action: &Value) -> String {
    let action = match action.get("edit") {
        Some(_) => action.clone(),
        None => client.request("codeAction/resolve", action.clone())["result"].clone(),
    };
    let edit = &action["edit"];
    if let Some(changes) = edit.get("changes") {
        return edited(text, &changes[uri]);
    }
    let document = &edit["documentChanges"][0];
    assert_eq!(document["textDocument"], json!({"uri": uri, "version": 1}), "{edit}");
    edited(text, &document["edits"])
}

fn codes(client: &mut Client, uri: &str, text: &str) -> Vec<String> {
    let probe = uri.replace("/po.", "/probe.");
    client.open(&probe, 1, text);
    let codes =
        client.pull(&probe).as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect();
    client.close(&probe);
    codes
}

#[test]
fn each_diagnostic_has_its_fixes_where_it_stands() {
    let mut client = session(true);
    assert_eq!(
        client.capabilities["codeActionProvider"],
        json!({"codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.rolelint"], "resolveProvider": true})
    );
    client.open(ROLE, 1, OWNER);
    let diagnostics = client.pull(ROLE);
    let here = actions(&mut client, ROLE, at(6), Some(&["quickfix"]));
    assert_eq!(
        titles(&here),
        ["Write Duties", "Say that DOC501 is known here", "Say that DOC501 is known for this role"]
    );
    let fix = titled(&here, "Write Duties");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert!(diagnostics.as_array().unwrap().contains(&fix["diagnostics"][0]), "{fix}");
    assert!(fix.get("edit").is_none(), "edits come when they are asked for");
    let made = take(&mut client, ROLE, OWNER, fix);
    assert_eq!(made, OWNER.replace("Duites", "Duties"));

    let head = actions(&mut client, ROLE, at(0), Some(&["quickfix"]));
    let meet = titled(&head, "Say whom this role meets");
    assert!(meet.get("isPreferred").is_none(), "what must be completed by hand is not done in passing");
    let made = take(&mut client, ROLE, OWNER, meet);
    assert!(made.contains("\r\nContacts:\r\n- <users of the product> (customer): every week, directly\r\n"), "{made}");
    assert!(!codes(&mut client, ROLE, &made).contains(&"PO101".to_owned()));
    assert!(actions(&mut client, ROLE, at(3), Some(&["quickfix"])).is_empty(), "nothing is found there");
    client.finish();
}

#[test]
fn only_what_is_asked_for_is_offered() {
    let mut client = session(true);
    client.open(ROLE, 1, OWNER);
    let all = "Make all safe fixes of this document";
    let offered = actions(&mut client, ROLE, everywhere(), Some(&["source.fixAll"]));
    assert_eq!(titles(&offered), [all]);
    assert_eq!(offered[0]["kind"], "source.fixAll.rolelint");
    assert_eq!(take(&mut client, ROLE, OWNER, &offered[0]), OWNER.replace("Duites", "Duties"));
    assert!(!titles(&actions(&mut client, ROLE, everywhere(), Some(&["quickfix"]))).contains(&all));
    assert!(actions(&mut client, ROLE, everywhere(), Some(&["refactor.inline"])).is_empty());
    let head = actions(&mut client, ROLE, at(0), Some(&["refactor"]));
    assert_eq!(titles(&head), ["Add contacts", "Add out of scope"], "what is not there yet");
    let made = take(&mut client, ROLE, OWNER, &head[0]);
    assert!(made.contains("\r\nContacts:\r\n- <users of the product> (customer): every week, directly\r\n"), "{made}");
    assert!(titles(&actions(&mut client, ROLE, everywhere(), None)).contains(&all));
    client.finish();
}

#[test]
fn clients_that_can_do_less_get_edits_at_once_and_without_versions() {
    let mut client = session(false);
    assert_eq!(client.capabilities["codeActionProvider"]["resolveProvider"], json!(false));
    client.open(ROLE, 1, OWNER);
    let here = actions(&mut client, ROLE, at(6), None);
    let fix = titled(&here, "Write Duties");
    let changes: HashMap<String, Value> = serde_json::from_value(fix["edit"]["changes"].clone()).unwrap();
    assert_eq!(edited(OWNER, &changes[ROLE]), OWNER.replace("Duites", "Duties"));
    client.finish();

    let mut old = Client::pulling();
    assert!(old.capabilities.get("codeActionProvider").is_none(), "commands are not offered");
    old.open(ROLE, 1, OWNER);
    old.finish();
}

#[test]
fn an_action_of_a_document_that_changed_is_refused() {
    let mut client = session(true);
    client.open(ROLE, 1, OWNER);
    let here = actions(&mut client, ROLE, at(6), None);
    let fix = titled(&here, "Write Duties").clone();
    client.change(ROLE, 2, json!([{"text": "Role: Product Owner\n"}]));
    let answer = client.request("codeAction/resolve", fix);
    assert_eq!(answer["error"]["code"], -32801, "{answer}");
    client.finish();
}

#[test]
fn markdown_is_edited_in_its_own_style() {
    let mut client = session(true);
    client.open(PAGE, 1, SPEC);
    let head = actions(&mut client, PAGE, at(0), None);
    let made = take(&mut client, PAGE, SPEC, titled(&head, "Say whom this role meets"));
    let section = "Who you’ll meet\n---------------\n\n* Users of the product [which ones] (customer): every week, directly\n\nHow success";
    assert!(made.contains(section), "{made}");
    assert!(!codes(&mut client, PAGE, &made).contains(&"PO101".to_owned()));
    let duty = actions(&mut client, PAGE, at(7), None);
    let made = take(&mut client, PAGE, SPEC, titled(&duty, "Let this owner decide the order"));
    assert!(made.contains("* Decide on the order of the backlog\n* Keep"), "{made}");
    client.finish();
}

#[test]
fn a_finding_that_is_known_can_be_said_to_be() {
    let mut client = session(true);
    client.open(ROLE, 1, OWNER);
    let head = actions(&mut client, ROLE, at(0), None);
    let here = take(&mut client, ROLE, OWNER, titled(&head, "Say that PO101 is known here"));
    assert!(here.starts_with("# rolelint: ignore PO101 <why>\r\nRole: "), "{here}");
    assert!(!codes(&mut client, ROLE, &here).contains(&"PO101".to_owned()));
    let all = take(&mut client, ROLE, OWNER, titled(&head, "Say that PO101 is known for this role"));
    assert!(all.ends_with("\r\n\r\nWaivers:\r\n- PO101: <why>\r\n"), "{all}");
    assert!(!codes(&mut client, ROLE, &all).contains(&"PO101".to_owned()));

    client.open(PAGE, 1, SPEC);
    let duty = actions(&mut client, PAGE, at(7), None);
    let here = take(&mut client, PAGE, SPEC, titled(&duty, "Say that PO105 is known here"));
    assert!(here.contains("instructed by the steering group <!-- rolelint: ignore PO105 <why> -->\n"), "{here}");
    assert!(!codes(&mut client, PAGE, &here).contains(&"PO105".to_owned()));
    let all = take(&mut client, PAGE, SPEC, titled(&duty, "Say that PO105 is known in this document"));
    assert!(all.starts_with("<!-- rolelint: ignore PO105 <why> -->\nProduct Owner"), "{all}");
    assert!(!codes(&mut client, PAGE, &all).contains(&"PO105".to_owned()));
    client.finish();
}

#[test]
fn documents_and_waivers_are_written_where_they_belong() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    let uri = |name: &str| format!("file://{}/{name}", root.display());
    let session = |full| {
        let mut client = Client::session(
            capabilities(full, "utf-16"),
            json!({"workspaceFolders": [{"uri": format!("file://{}", root.display()), "name": "folder"}]}),
        );
        client.open(
            &uri("po.role"),
            1,
            "Role: Product Owner\nReports to: @head\n\nDuties:\n- Sing\n- Order the backlog\n",
        );
        client.wait_for_complete_folder(&uri("po.role"));
        client
    };
    let mut client = session(true);
    let here = actions(&mut client, &uri("po.role"), line(1), Some(&["quickfix"]));
    let stub = titled(&here, "Write a role for @head in head.role").clone();
    let operations = client.request("codeAction/resolve", stub)["result"]["edit"]["documentChanges"].clone();
    assert_eq!(operations[0], json!({"kind": "create", "uri": uri("head.role")}));
    assert_eq!(operations[1]["textDocument"], json!({"uri": uri("head.role"), "version": null}));
    assert!(operations[1]["edits"][0]["newText"].as_str().is_some_and(|t| t.starts_with("Role: Head\nId: head\n")));
    let known = titled(&here, "Say in rolelint.toml that REF701 is known in this document").clone();
    let operations = client.request("codeAction/resolve", known.clone())["result"]["edit"]["documentChanges"].clone();
    assert_eq!(operations[0], json!({"kind": "create", "uri": uri("rolelint.toml")}));
    // Once there is a file the waiver goes to its end, as the editor has it.
    client.notify(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": uri("rolelint.toml"), "languageId": "toml", "version": 1, "text": "# 😀\nignore = []"}}),
    );
    // While the new settings are taken in, an answer may be called back: clients ask again.
    let mut response = client.request("codeAction/resolve", known.clone());
    for _ in 0..100 {
        if response["error"]["code"] != -32801 {
            break;
        }
        response = client.request("codeAction/resolve", known.clone());
    }
    let operations = response["result"]["edit"]["documentChanges"].clone();
    let edit = &operations[0]["edits"][0];
    assert_eq!(edit["range"]["start"], json!({"line": 1, "character": 11}));
    let waiver = "\n\n[[waivers]]\nrules = [\"REF701\"]\nfiles = [\"/po.role\"]\nreason = \"<why>\"\n";
    assert_eq!(edit["newText"], waiver);
    client.change(&uri("rolelint.toml"), 2, json!([{"text": format!("ignore = []{waiver}")}]));
    let mut silent = false;
    for _ in 0..200 {
        let params = json!({"textDocument": {"uri": uri("po.role")}});
        let answer = client.request("textDocument/diagnostic", params);
        silent = answer.get("result").is_some() && !answer.to_string().contains("REF701");
        if silent {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(silent, "the waiver counts");
    client.finish();
    // A client that makes no files is not offered any.
    let mut client = session(false);
    let here = actions(&mut client, &uri("po.role"), line(1), Some(&["quickfix"]));
    assert!(
        !titles(&here).iter().any(|t| t.contains("head.role") || t.contains("rolelint.toml")),
        "{:?}",
        titles(&here)
    );
    client.finish();
}

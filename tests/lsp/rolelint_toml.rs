//! `rolelint.toml` in folders of the client.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, edit, push_capabilities};
use crate::diagnostics::codes;
use crate::features::{able, at, result};

const OWNER: &str =
    "Role: Product Owner\n\nDuties:\n- 80% backlog: Order the backlog\n- 60% delivery: Answer questions\n";

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn session(folders: &[&Path]) -> Client {
    let folders: Vec<Value> = folders.iter().map(|f| json!({"uri": uri(f), "name": "folder"})).collect();
    let mut capabilities = push_capabilities();
    capabilities["workspace"] =
        json!({"workspaceFolders": true, "didChangeWatchedFiles": {"dynamicRegistration": true}});
    Client::session(capabilities, json!({"workspaceFolders": folders}))
}

fn until(client: &mut Client, uri: &str, wanted: impl Fn(&[&str]) -> bool) {
    assert!(client.shown_until(uri, |diagnostics| wanted(&codes(diagnostics))).is_some(), "{uri}");
}

fn told(client: &mut Client, path: &Path, kind: u32) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(path), "type": kind}]}));
}

#[test]
fn each_root_has_its_own_and_changes_count_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    let (file, nested) = (root.join("rolelint.toml"), root.join("team/rolelint.toml"));
    fs::create_dir_all(root.join("team")).expect("writable");
    fs::write(&file, "ignore = [\"DOC503\"]\n").expect("writable");
    fs::write(&nested, "ignore = [\"PO101\"]\n").expect("writable");
    let mut client = session(&[&root]);
    let (outer, inner) = (uri(&root.join("po.role")), uri(&root.join("team/po.role")));
    client.open(&outer, 1, OWNER);
    client.open(&inner, 1, OWNER);
    until(&mut client, &outer, |c| c.contains(&"PO101") && !c.contains(&"DOC503"));
    until(&mut client, &inner, |c| c.contains(&"DOC503") && !c.contains(&"PO101"));
    fs::write(&nested, "ignore = [\"DOC503\"]\nuser-words = [\"developers\"]\n").expect("writable");
    told(&mut client, &nested, 2);
    until(&mut client, &inner, |c| !c.contains(&"DOC503"));
    fs::remove_file(&nested).expect("writable");
    told(&mut client, &nested, 3);
    until(&mut client, &inner, |c| c.contains(&"PO101") && !c.contains(&"DOC503"));
    fs::write(&file, "exclude = [\"team\"]\n").expect("writable");
    told(&mut client, &file, 2);
    until(&mut client, &inner, |c| c.is_empty());
    until(&mut client, &outer, |c| c.contains(&"DOC503"));
    client.finish();
}

#[test]
fn mistakes_are_shown_where_they_stand_and_go_when_they_are_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    let file = root.join("rolelint.toml");
    fs::write(&file, "ignore = [\"DOC503\"]\n").expect("writable");
    let mut client = session(&[&root]);
    let (owner, toml) = (uri(&root.join("po.role")), uri(&file));
    client.open(&owner, 1, OWNER);
    until(&mut client, &owner, |c| c.contains(&"PO101") && !c.contains(&"DOC503"));
    // As the editor has it, before it is saved.
    client.notify(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": toml, "languageId": "toml", "version": 1, "text": "ignore = [\"DOC503\"]\n"}}),
    );
    client.change(&toml, 2, json!([edit((0, 0), (0, 6), "\"é\" = 1\nignroe")]));
    let shown = client.shown_until(&toml, |d| d.as_array().is_some_and(|all| all.len() == 2)).expect("told");
    assert_eq!(shown[1]["message"], "there is no key `ignroe`; did you mean ignore?");
    assert_eq!(shown[1]["range"], json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 6}}));
    client.change(&toml, 3, json!([{"text": "ignore = [\"PO101\"]\n"}]));
    client.shown_until(&toml, |d| d.as_array().is_some_and(Vec::is_empty)).expect("mended");
    until(&mut client, &owner, |c| c.contains(&"DOC503") && !c.contains(&"PO101"));
    client.close(&toml);
    until(&mut client, &owner, |c| c.contains(&"PO101") && !c.contains(&"DOC503"));
    client.finish();
}

#[test]
fn the_editor_counts_before_the_file_and_own_terms_are_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    let toml = "ignore = [\"DOC503\"]\n[severity]\nPO101 = \"info\"\n[[terms]]\nterm = \"backlog\"\ndefinition = \"Our list of wishes.\"\n";
    fs::write(root.join("rolelint.toml"), toml).expect("writable");
    let folders = json!([{"uri": uri(&root), "name": "folder"}]);
    let options =
        json!({"workspaceFolders": folders, "initializationOptions": {"rolelint": {"severity": {"PO101": "error"}}}});
    let mut client = Client::session(push_capabilities(), options);
    let owner = uri(&root.join("po.role"));
    client.open(&owner, 1, OWNER);
    let contact = |d: &Value| d.as_array().and_then(|all| all.iter().find(|d| d["code"] == "PO101").cloned());
    let shown =
        client.shown_until(&owner, |d| !codes(d).contains(&"DOC503") && contact(d).is_some_and(|d| d["severity"] == 1));
    assert!(shown.is_some());
    let hover = client.request(
        "textDocument/hover",
        json!({"textDocument": {"uri": owner}, "position": {"line": 3, "character": 26}}),
    );
    assert!(hover.to_string().contains("Our list of wishes."), "{hover}");
    client.finish();
}

#[test]
fn rules_of_ones_own_are_shown_explained_and_completed() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    let toml = "[[rules]]\ncode = \"ACME001\"\nname = \"no-list\"\nmessage = \"Say ‘queue’, not ‘{match}’.\"\n\
                help = \"https://handbook.example/words\"\nwhen.text.matches = 'backlog'\n";
    let file = root.join("rolelint.toml");
    fs::write(&file, toml).expect("writable");
    let mut capabilities = push_capabilities();
    capabilities["textDocument"]["publishDiagnostics"]["codeDescriptionSupport"] = json!(true);
    let folders = json!([{"uri": uri(&root), "name": "folder"}]);
    let mut client = Client::session(capabilities, json!({"workspaceFolders": folders}));
    let owner = uri(&root.join("po.role"));
    client.open(&owner, 1, &(OWNER.to_owned() + "\nWaivers:\n- ACME001: our word\n"));
    until(&mut client, &owner, |c| c.contains(&"DOC503") && !c.contains(&"ACME001") && !c.contains(&"REF704"));
    let at = |line: u32, character: u32| json!({"textDocument": {"uri": owner}, "position": {"line": line, "character": character}});
    let hover = client.request("textDocument/hover", at(7, 4));
    assert!(
        hover.to_string().contains("A rule of your own") && hover.to_string().contains("handbook.example"),
        "{hover}"
    );
    let completion = client.request("textDocument/completion", at(7, 2));
    assert!(completion.to_string().contains("ACME001"), "{completion}");
    client.change(&owner, 2, json!([{"text": OWNER}]));
    let shown = client.shown_until(&owner, |d| codes(d).contains(&"ACME001")).expect("it speaks");
    let own = shown.as_array().and_then(|all| all.iter().find(|d| d["code"] == "ACME001")).expect("one").clone();
    assert_eq!(own["message"], "Say ‘queue’, not ‘backlog’.");
    assert_eq!(own["codeDescription"]["href"], "https://handbook.example/words");
    assert_eq!(own["range"]["start"], json!({"line": 3, "character": 6}));
    fs::write(&file, "").expect("writable");
    told(&mut client, &file, 2);
    until(&mut client, &owner, |c| !c.contains(&"ACME001"));
    client.finish();
}

#[test]
fn keys_and_values_are_explained_and_offered_as_they_are_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let toml = uri(&folder.path().join("rolelint.toml"));
    let mut client = Client::session(able(), json!({}));
    let text = "# 😀\nignore = [\"PO101\"]\npro";
    client.notify(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": toml, "languageId": "toml", "version": 1, "text": text}}),
    );
    let hover = result(&mut client, "textDocument/hover", at(&toml, 1, 13));
    assert!(hover["contents"]["value"].to_string().contains("PO101"), "{hover}");
    assert_eq!(hover["range"], json!({"start": {"line": 1, "character": 11}, "end": {"line": 1, "character": 16}}));
    let items = result(&mut client, "textDocument/completion", at(&toml, 2, 3));
    let profile = items.as_array().expect("items").iter().find(|i| i["label"] == "profile").expect("a key").clone();
    assert_eq!(profile["textEdit"]["newText"], "profile = \"$1\"");
    let explained = result(&mut client, "completionItem/resolve", profile);
    assert!(explained["documentation"]["value"].to_string().contains("job posts"), "{explained}");
    client.change(&toml, 2, json!([edit((2, 0), (2, 3), "profile = ")]));
    let items = result(&mut client, "textDocument/completion", at(&toml, 2, 10));
    let texts: Vec<&str> =
        items.as_array().expect("items").iter().filter_map(|i| i["textEdit"]["newText"].as_str()).collect();
    assert_eq!(texts, ["\"auto\"", "\"spec\"", "\"post\"", "\"org\""]);
    client.finish();
}

//! Documents on disk: folders that come and go, files that change.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, push_capabilities};
use crate::diagnostics::{codes, with_code};

const OWNER: &str = "Role: Product Owner\nReports to: @head\n";
const HEAD: &str = "Role: Head of Product\nId: head\n";

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

fn told(client: &mut Client, path: &Path, kind: u32) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(path), "type": kind}]}));
}

/// Waits until the open document is told that it has this code, or has it no more.
fn until(client: &mut Client, uri: &str, code: &str, there: bool) -> Value {
    let shown = client.shown_until(uri, |diagnostics| codes(diagnostics).contains(&code) == there);
    shown.unwrap_or_else(|| panic!("{uri}: {code} {there}"))
}

#[test]
fn files_on_disk_are_known_and_their_changes_are_heard() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    let head = root.join("deep/head.role");
    fs::create_dir_all(root.join("deep")).expect("writable");
    let mut client = session(&[&root]);
    let owner = uri(&root.join("po.role"));
    client.open(&owner, 1, OWNER);
    until(&mut client, &owner, "REF701", true);
    fs::write(&head, HEAD).expect("writable");
    told(&mut client, &head, 1);
    until(&mut client, &owner, "REF701", false);
    fs::write(&head, HEAD.replace("head\n", "boss\n")).expect("writable");
    told(&mut client, &head, 2);
    until(&mut client, &owner, "REF701", true);
    fs::write(&head, HEAD).expect("writable");
    told(&mut client, &head, 2);
    until(&mut client, &owner, "REF701", false);
    fs::remove_dir_all(root.join("deep")).expect("writable");
    told(&mut client, &root.join("deep"), 3);
    until(&mut client, &owner, "REF701", true);
    assert!(client.asked.contains(&"client/registerCapability".to_owned()), "{:?}", client.asked);
    client.finish();
}

#[test]
fn a_folder_is_read_and_what_an_editor_holds_counts_before_the_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    let head = root.join("head.role");
    fs::write(&head, HEAD).expect("writable");
    fs::write(root.join("other.role"), "Role: Product Manager\nProduct: @nowhere\n").expect("writable");
    let mut client = session(&[&root]);
    let (owner, open_head) = (uri(&root.join("po.role")), uri(&head));
    client.open(&open_head, 1, "Role: Head of Product\nId: boss\n");
    client.open(&owner, 1, OWNER);
    let diagnostics = until(&mut client, &owner, "REF701", true);
    assert_eq!(codes(&diagnostics).iter().filter(|c| **c == "REF701").count(), 1);
    // The disk has the name, and counts again when the editor lets go.
    client.close(&open_head);
    until(&mut client, &owner, "REF701", false);
    client.finish();
}

#[test]
fn folders_are_worlds_of_their_own_and_come_and_go() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (one, two) = (one.path().canonicalize().expect("there"), two.path().canonicalize().expect("there"));
    fs::write(one.join("head.role"), HEAD).expect("writable");
    fs::write(two.join("boss.role"), HEAD).expect("writable");
    let mut client = session(&[&one]);
    let (first, second) = (uri(&one.join("po.role")), uri(&two.join("po.role")));
    client.open(&second, 1, &format!("{OWNER}Teams: @nobody\n"));
    let lone = client.published(&second, 1);
    assert!(!codes(&lone).contains(&"REF701"), "nobody knows what else there is: {lone}");
    client.open(&first, 1, &format!("{OWNER}Teams: @nobody\n"));
    let diagnostics = until(&mut client, &first, "REF701", true);
    assert!(with_code(&diagnostics, "REF701")["message"].to_string().contains("@nobody"));
    assert!(!diagnostics.to_string().contains("defined twice"), "ids of two folders do not clash");
    let change = |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
    let folder = |path: &Path| json!([{"uri": uri(path), "name": "folder"}]);
    client.notify("workspace/didChangeWorkspaceFolders", change(folder(&two), json!([])));
    until(&mut client, &second, "REF701", true);
    client.notify("workspace/didChangeWorkspaceFolders", change(json!([]), folder(&two)));
    until(&mut client, &second, "REF701", false);
    client.finish();
}

#[test]
fn a_finding_that_rests_on_another_file_points_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    fs::write(root.join("a.role"), "# 😀\nRole: Product Owner\nId: po\n").expect("writable");
    let mut client = session(&[&root]);
    let other = uri(&root.join("b.role"));
    client.open(&other, 1, "Role: Product Owner\nId: po\n");
    let diagnostics = until(&mut client, &other, "REF701", true);
    let related = &with_code(&diagnostics, "REF701")["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], uri(&root.join("a.role")), "{diagnostics:#}");
    assert_eq!(related["range"]["start"], json!({"line": 1, "character": 0}));
    client.finish();
}

#[test]
fn folders_that_are_not_there_and_files_that_cannot_be_read_do_no_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    fs::write(root.join("bytes.role"), [0xFF, 0x00, 0xC3, 0x28]).expect("writable");
    fs::create_dir(root.join("folder.role")).expect("writable");
    let mut client = session(&[&root, &root.join("missing")]);
    let owner = uri(&root.join("po.role"));
    client.open(&owner, 1, OWNER);
    until(&mut client, &owner, "REF701", true);
    client.finish();
}

#[test]
fn files_and_folders_that_the_editor_moves_are_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    fs::create_dir_all(root.join("old/deep")).expect("writable");
    fs::write(root.join("old/deep/head.role"), HEAD).expect("writable");
    let mut capabilities = push_capabilities();
    capabilities["workspace"] = json!({"fileOperations": {"didCreate": true, "didRename": true, "didDelete": true}});
    let mut client =
        Client::session(capabilities, json!({"workspaceFolders": [{"uri": uri(&root), "name": "folder"}]}));
    let registered = &client.capabilities["workspace"]["fileOperations"];
    assert_eq!(registered["didRename"]["filters"][0]["pattern"]["glob"], "**", "{registered}");
    let owner = uri(&root.join("po.role"));
    client.open(&owner, 1, &format!("{OWNER}Works with: @nobody\n"));
    // The name that leads nowhere is told once the folder is complete; the other one is known by then.
    let shown = until(&mut client, &owner, "REF701", true);
    assert!(!shown.to_string().contains("@head"), "{shown}");
    fs::rename(root.join("old"), root.join("new")).expect("writable");
    let moved = json!({"files": [{"oldUri": uri(&root.join("old")), "newUri": uri(&root.join("new"))}]});
    client.notify("workspace/didRenameFiles", moved);
    let now = client.shown_until(&owner, |d| d.to_string().contains("@nobody") && !d.to_string().contains("@head"));
    assert!(now.is_some());
    fs::remove_file(root.join("new/deep/head.role")).expect("writable");
    let gone = json!({"files": [{"uri": uri(&root.join("new/deep/head.role"))}]});
    client.notify("workspace/didDeleteFiles", gone);
    assert!(client.shown_until(&owner, |d| d.to_string().contains("@head")).is_some());
    fs::write(root.join("head.role"), HEAD).expect("writable");
    client.notify("workspace/didCreateFiles", json!({"files": [{"uri": uri(&root.join("head.role"))}]}));
    assert!(client.shown_until(&owner, |d| !d.to_string().contains("@head")).is_some());
    client.finish();
}

#[test]
fn files_that_define_teams_and_products_alone_are_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    fs::write(root.join("org.role"), "Product: Tram Times\nId: tram-times\n\nExtern: @head\n").expect("writable");
    let mut client = session(&[&root]);
    let owner = uri(&root.join("po.role"));
    client.open(&owner, 1, "Role: Product Owner\nProduct: @tram-times\nReports to: @head\nTeams: @nowhere\n");
    let diagnostics = until(&mut client, &owner, "REF701", true);
    assert_eq!(codes(&diagnostics).iter().filter(|c| **c == "REF701").count(), 1, "{diagnostics}");
    client.finish();
}

#[test]
fn paths_follow_files_that_the_editor_is_about_to_move() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it exists");
    fs::write(root.join("head.role"), HEAD).expect("writable");
    fs::write(root.join("pm.md"), "# Product Manager\n\nSee 😀 [head](head.role).\n\n## Duties\n\n- Plan\n- Sing\n")
        .expect("writable");
    let mut capabilities = push_capabilities();
    capabilities["workspace"] = json!({"fileOperations": {"willRename": true}});
    let mut client =
        Client::session(capabilities, json!({"workspaceFolders": [{"uri": uri(&root), "name": "folder"}]}));
    assert!(client.capabilities["workspace"]["fileOperations"]["willRename"].is_object());
    let owner = uri(&root.join("po.role"));
    client.open(&owner, 1, &format!("{OWNER}Works with: @nobody\n"));
    until(&mut client, &owner, "REF701", true);
    let moved =
        json!({"files": [{"oldUri": uri(&root.join("head.role")), "newUri": uri(&root.join("org/head.role"))}]});
    let changes = client.request("workspace/willRenameFiles", moved)["result"]["changes"].clone();
    let edit = json!([{
        "range": {"start": {"line": 2, "character": 16}, "end": {"line": 2, "character": 25}},
        "newText": "org/head.role",
    }]);
    assert_eq!(changes, json!({uri(&root.join("pm.md")): edit}));
    client.finish();
}

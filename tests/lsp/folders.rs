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

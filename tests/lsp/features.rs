//! What an editor offers on a document: each feature once through the pipe, in both formats where it makes sense.

use serde_json::{Value, json};

use crate::client::{Client, edit};

/// A client that can do everything.
pub fn able() -> Value {
    let yes = json!({"dynamicRegistration": false});
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "diagnostic": {},
            "completion": {"completionItem": {
                "snippetSupport": true,
                "documentationFormat": ["markdown", "plaintext"],
                "resolveSupport": {"properties": ["documentation", "detail"]},
            }},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "foldingRange": {"lineFoldingOnly": true},
            "selectionRange": yes,
            "documentLink": {"tooltipSupport": true},
            "definition": {"linkSupport": true},
            "declaration": yes,
            "references": yes,
            "documentHighlight": yes,
            "rename": {"prepareSupport": true},
            "callHierarchy": yes,
            "inlayHint": {"resolveSupport": {"properties": ["tooltip"]}},
            "codeLens": yes,
            "formatting": yes,
            "rangeFormatting": yes,
            "onTypeFormatting": yes,
            "semanticTokens": {
                "requests": {"range": true, "full": {"delta": true}},
                "tokenTypes": ["keyword", "class", "enumMember", "number", "property", "variable", "type", "comment", "string"],
                "tokenModifiers": ["declaration", "deprecated"],
                "formats": ["relative"],
            },
        },
        "workspace": {"symbol": {}, "workspaceEdit": {"documentChanges": true}},
    })
}

const OWNER: &str = "file:///nowhere-at-all/owner.role";
const ORG: &str = "file:///nowhere-at-all/org.role";
const PAGE: &str = "file:///nowhere-at-all/page.md";

const OWNER_TEXT: &str = "Role: Product Owner, 😀 Claims\nId: po\nProduct: @claims\nReports to: @head\n\nDuties:\n- 60% backlog: Order 😀 the items with @head\n- Interview users every week\n\nContacts:\n- \n";
const ORG_TEXT: &str = "Product: Claims\nId: claims\n\nRole: Head of Product\nId: head\nLeads: @po\n";
const PAGE_TEXT: &str = "# Product Owner\n\n## What you will do\n\n- Order the product backlog\n- Interview users every week\n- Plan each sprint with the developers\n";

pub fn session() -> Client {
    let parameters = json!({"workspaceFolders": [{"uri": "file:///nowhere-at-all", "name": "work"}]});
    let mut client = Client::session(able(), parameters);
    client.open(ORG, 1, ORG_TEXT);
    client.open(OWNER, 1, OWNER_TEXT);
    client.open(PAGE, 1, PAGE_TEXT);
    client
}

pub fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

pub fn document(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

pub fn result(client: &mut Client, method: &str, params: Value) -> Value {
    let answer = client.request(method, params);
    assert!(answer.get("error").is_none(), "{method}: {answer}");
    answer["result"].clone()
}

fn texts(list: &Value, key: &str) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|v| v[key].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_takes_a_skill_is_offered_to_clients_that_say_they_have_it() {
    let client = Client::pulling();
    for provider in ["completionProvider", "renameProvider", "callHierarchyProvider", "semanticTokensProvider"] {
        assert!(client.capabilities.get(provider).is_none(), "{provider}");
    }
    for provider in ["definitionProvider", "referencesProvider", "documentSymbolProvider", "documentFormattingProvider"]
    {
        assert_eq!(client.capabilities[provider], true, "{provider}");
    }
    client.finish();
    let client = session();
    assert_eq!(client.capabilities["completionProvider"]["resolveProvider"], true);
    assert_eq!(client.capabilities["renameProvider"]["prepareProvider"], true);
    client.finish();
}

#[test]
fn completion_is_offered_and_explained() {
    let mut client = session();
    let list = result(&mut client, "textDocument/completion", at(OWNER, 10, 2));
    let items = list["items"].as_array().expect("items").clone();
    let users = items.iter().find(|i| i["label"] == "users (user): ...").expect("a contact");
    assert_eq!(users["insertTextFormat"], 2);
    assert_eq!(users["textEdit"]["range"]["start"], json!({"line": 10, "character": 2}));
    // Behind a character of two UTF-16 units.
    let list = result(&mut client, "textDocument/completion", at(OWNER, 6, 41));
    let items = list["items"].as_array().expect("items").clone();
    let head = items.iter().find(|i| i["label"] == "@head").expect("a name");
    assert_eq!(head["detail"], "Head of Product");
    assert!(head.get("documentation").is_none());
    let whole = &head["textEdit"]["range"];
    assert_eq!((&whole["start"]["character"], &whole["end"]["character"]), (&json!(39), &json!(44)), "{head}");
    let told = result(&mut client, "completionItem/resolve", head.clone());
    assert!(told["documentation"]["value"].as_str().is_some_and(|v| v.contains("org.role")), "{told}");
    client.change(PAGE, 2, json!([edit((7, 0), (7, 0), "\n## ")]));
    let list = result(&mut client, "textDocument/completion", at(PAGE, 8, 3));
    assert!(texts(&list["items"], "label").contains(&"How success is measured".to_owned()), "{list}");
    client.finish();
}

#[test]
fn the_shape_of_a_document() {
    let mut client = session();
    let symbols = result(&mut client, "textDocument/documentSymbol", document(OWNER));
    assert_eq!(texts(&symbols, "name"), ["Product Owner, 😀 Claims"]);
    assert_eq!(texts(&symbols[0]["children"], "name"), ["Duties", "Contacts"]);
    assert_eq!(symbols[0]["children"][0]["children"][1]["detail"], "discovery");
    let found = result(&mut client, "workspace/symbol", json!({"query": "hop"}));
    assert_eq!(texts(&found, "name"), ["Head of Product"]);
    assert_eq!(found[0]["location"]["uri"], ORG);
    let folds = result(&mut client, "textDocument/foldingRange", document(PAGE));
    assert_eq!((&folds[0]["startLine"], &folds[0]["endLine"]), (&json!(0), &json!(6)));
    let params = json!({"textDocument": {"uri": OWNER}, "positions": [{"line": 6, "character": 15}, {"line": 0, "character": 0}]});
    let grown = result(&mut client, "textDocument/selectionRange", params);
    assert_eq!(grown[0]["range"]["start"], json!({"line": 6, "character": 15}));
    assert!(grown[1]["parent"].is_object());
    let links = result(&mut client, "textDocument/documentLink", document(OWNER));
    assert_eq!(texts(&links, "target"), [format!("{ORG}#L1"), format!("{ORG}#L4"), format!("{ORG}#L4")]);
    client.finish();
}

#[test]
fn names_lead_somewhere_and_change_together() {
    let mut client = session();
    let found = result(&mut client, "textDocument/definition", at(OWNER, 6, 40));
    assert_eq!(found[0]["targetUri"], ORG);
    assert_eq!(found[0]["targetSelectionRange"]["start"]["line"], 3);
    assert_eq!(found[0]["originSelectionRange"]["start"]["character"], 40);
    let mut params = at(ORG, 4, 5);
    params["context"] = json!({"includeDeclaration": false});
    let found = result(&mut client, "textDocument/references", params);
    assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    let found = result(&mut client, "textDocument/documentHighlight", at(OWNER, 3, 14));
    assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    let prepared = result(&mut client, "textDocument/prepareRename", at(OWNER, 3, 14));
    assert_eq!(prepared["placeholder"], "head");
    let mut params = at(OWNER, 3, 14);
    params["newName"] = json!("chief");
    let edit = result(&mut client, "textDocument/rename", params.clone());
    let documents = edit["documentChanges"].as_array().expect("documents").clone();
    assert_eq!(documents.iter().map(|d| d["edits"].as_array().map_or(0, Vec::len)).sum::<usize>(), 3, "{edit}");
    assert_eq!(documents[0]["textDocument"]["version"], 1);
    params["newName"] = json!("po");
    let refused = client.request("textDocument/rename", params);
    assert_eq!(refused["error"]["code"], -32803, "{refused}");
    assert!(refused["error"]["message"].as_str().is_some_and(|m| m.contains("taken")), "{refused}");
    client.finish();
}

#[test]
fn the_reporting_line_is_a_call_hierarchy() {
    let mut client = session();
    let items = result(&mut client, "textDocument/prepareCallHierarchy", at(OWNER, 3, 14));
    assert_eq!(items[0]["name"], "Head of Product");
    let below = result(&mut client, "callHierarchy/incomingCalls", json!({"item": items[0]}));
    assert_eq!(below[0]["from"]["name"], "Product Owner, 😀 Claims");
    assert_eq!(below[0]["fromRanges"][0]["start"]["line"], 3);
    let above = result(&mut client, "callHierarchy/outgoingCalls", json!({"item": below[0]["from"]}));
    assert_eq!(above[0]["to"]["uri"], ORG);
    client.finish();
}

#[test]
fn hints_stand_between_the_words() {
    let mut client = session();
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let mut params = document(OWNER);
    params["range"] = whole;
    let hints = result(&mut client, "textDocument/inlayHint", params);
    let guess = hints.as_array().into_iter().flatten().find(|h| h["label"] == "~40% discovery:").expect("a guess");
    assert_eq!(guess["position"], json!({"line": 7, "character": 2}));
    assert_eq!(guess["textEdits"][0]["newText"], "discovery: ");
    let named = hints.as_array().into_iter().flatten().find(|h| h["label"][0]["value"] == "Head of Product");
    assert_eq!(named.expect("a title")["label"][0]["location"]["uri"], ORG);
    let told = result(&mut client, "inlayHint/resolve", guess.clone());
    assert!(told["tooltip"]["value"].as_str().is_some_and(|v| v.contains("discovery")), "{told}");
    client.change(OWNER, 2, json!([edit((0, 0), (0, 0), "\n")]));
    let late = result(&mut client, "inlayHint/resolve", guess.clone());
    assert!(late.get("tooltip").is_none(), "{late}");
    let lenses = result(&mut client, "textDocument/codeLens", document(ORG));
    assert_eq!(lenses[0]["command"]["title"], "1 direct report");
    let lenses = result(&mut client, "textDocument/codeLens", document(OWNER));
    assert_eq!(lenses[0]["command"]["title"], "backlog 60 · discovery 40");
    client.finish();
}

#[test]
fn documents_get_their_standard_form_and_lists_go_on() {
    let mut client = session();
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let mut params = document(OWNER);
    params["options"] = options.clone();
    assert_eq!(
        result(&mut client, "textDocument/formatting", params.clone()),
        json!([{
            "range": {"start": {"line": 10, "character": 0}, "end": {"line": 11, "character": 0}},
            "newText": "-\n",
        }])
    );
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}});
    assert_eq!(result(&mut client, "textDocument/rangeFormatting", params), json!([]));
    client.change(OWNER, 2, json!([edit((7, 28), (7, 28), "\n")]));
    let mut params = at(OWNER, 8, 0);
    params["ch"] = json!("\n");
    params["options"] = options;
    let edits = result(&mut client, "textDocument/onTypeFormatting", params);
    assert_eq!(edits[0]["newText"], "- ");
    client.finish();
}

#[test]
fn tokens_come_whole_in_part_and_as_changes() {
    let mut client = session();
    let legend = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let full = result(&mut client, "textDocument/semanticTokens/full", document(OWNER));
    let first: Vec<i64> = full["data"].as_array().expect("data")[..10].iter().filter_map(Value::as_i64).collect();
    assert_eq!((first[..3].to_vec(), &legend[first[3] as usize]), (vec![0, 0, 4], &json!("keyword")));
    // The title holds a character of two units.
    assert_eq!((first[5..8].to_vec(), &legend[first[8] as usize]), (vec![0, 6, 24], &json!("class")));
    client.change(OWNER, 2, json!([edit((7, 2), (7, 2), "20% ")]));
    let mut params = document(OWNER);
    params["previousResultId"] = full["resultId"].clone();
    let delta = result(&mut client, "textDocument/semanticTokens/full/delta", params);
    let mut data: Vec<Value> = full["data"].as_array().expect("data").clone();
    for edit in delta["edits"].as_array().expect("edits") {
        let start = edit["start"].as_u64().expect("start") as usize;
        let gone = edit["deleteCount"].as_u64().expect("count") as usize;
        data.splice(start..start + gone, edit["data"].as_array().cloned().unwrap_or_default());
    }
    let now = result(&mut client, "textDocument/semanticTokens/full", document(OWNER));
    assert_eq!(now["data"], json!(data));
    let mut params = document(OWNER);
    params["range"] = json!({"start": {"line": 6, "character": 0}, "end": {"line": 7, "character": 0}});
    let part = result(&mut client, "textDocument/semanticTokens/range", params);
    assert_eq!(part["data"][0], 6);
    client.finish();
}

#[test]
fn features_can_be_switched_off_in_markdown() {
    let off = json!({"markdown": {"off": ["documentSymbol", "hover"]}});
    let mut client = Client::session(able(), json!({"initializationOptions": off}));
    client.open(PAGE, 1, PAGE_TEXT);
    client.open(OWNER, 1, OWNER_TEXT);
    assert_eq!(result(&mut client, "textDocument/documentSymbol", document(PAGE)), Value::Null);
    assert_eq!(result(&mut client, "textDocument/hover", at(PAGE, 0, 4)), Value::Null);
    assert!(result(&mut client, "textDocument/foldingRange", document(PAGE)).is_array());
    assert!(result(&mut client, "textDocument/documentSymbol", document(OWNER)).is_array());
    client.finish();
}

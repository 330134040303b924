//! A long session in which much goes wrong: the server stays, and is right about the documents in the end.
//!
//! `ROBUST_MESSAGES` says how many messages are sent (100,000 in the long run).

use serde_json::{Value, json};

use crate::client::{Client, edit, frame};
use crate::features::able;
use crate::random::{Dice, NAMES, PIECES, TEXTS, comparable, open, requests};

/// A message with one thing wrong, and whether its document may have changed all the same.
fn faulty(dice: &mut Dice, uri: &str, version: i32) -> Vec<u8> {
    let number = dice.below(1000) as i64;
    let (method, params) = {
        let mut all = requests(uri, dice.below(12) as u32, dice.below(40) as u32);
        all.swap_remove(dice.below(all.len()))
    };
    let request = json!({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).to_string();
    let said = |value: Value| frame(&value.to_string());
    let unknown = "file:///nowhere-at-all/never-opened.role";
    match dice.below(18) {
        // Whole messages behind what is cut off: what the frames of these swallow is not our document.
        0 => [b"Content-Length: 55".to_vec(), frame(&request)].concat(),
        1 => b"Content-Le\r\n".to_vec(),
        2 => b"Content-Length: -1\r\n\r\n".to_vec(),
        3 => b"\r\n\r\n\r\n".to_vec(),
        4 => frame(&request[..dice.below(request.len())]),
        5 => [format!("Content-Length: {}\r\n\r\n{request}", request.len() / 2).into_bytes(), frame(&request)].concat(),
        6 => [format!("Content-Length: {}\r\n\r\n", request.len()).as_bytes(), vec![0xFF; request.len()].as_slice()]
            .concat(),
        7 => said(
            json!({"jsonrpc": "2.0", "id": number, "method": method, "params": {"textDocument": 7, "position": []}}),
        ),
        8 => said(json!({"jsonrpc": "2.0", "id": {"no": "id"}, "method": method, "params": null})),
        9 => [frame(&request), frame(&request)].concat(),
        10 => said(json!({"jsonrpc": "2.0", "id": number, "result": null})),
        11 => said(json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": number}})),
        12 => {
            said(json!({"jsonrpc": "2.0", "id": number, "method": "rolelint/nothing", "params": "x".repeat(1 << 16)}))
        }
        13 => said(json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params":
            {"textDocument": {"uri": unknown, "version": version}, "contentChanges": [{"text": "x"}]}})),
        14 => said(
            json!({"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": unknown}}}),
        ),
        15 => said(
            json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": uri}}}),
        ),
        16 => said(json!([1, "2", {}])),
        _ => said(json!({"jsonrpc": "2.0", "id": number, "method": method, "params": requests(unknown, 1, 1)[0].1})),
    }
}

#[test]
fn faults_leave_the_server_alive_and_right() {
    let messages: usize = std::env::var("ROBUST_MESSAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(3000);
    let mut dice = Dice(4711);
    let mut client =
        Client::session(able(), json!({"workspaceFolders": [{"uri": "file:///nowhere-at-all", "name": "work"}]}));
    let mut texts: Vec<String> = TEXTS.map(str::to_owned).to_vec();
    for (uri, text) in NAMES.iter().zip(&texts) {
        client.open(uri, 1, text);
    }
    for sent in 0..messages {
        let n = dice.below(NAMES.len());
        let version = sent as i32 + 2;
        match dice.below(5) {
            0 => {
                // Past all lines and columns: the end of the text.
                let piece = PIECES[dice.below(PIECES.len())];
                texts[n].push_str(piece);
                client.change(NAMES[n], version, json!([edit((99_999, 7), (99_999, 99_999), piece)]));
            }
            1 if texts[n].len() > 2000 => {
                texts[n] = TEXTS[n].to_owned();
                client.change(NAMES[n], version, json!([{"text": texts[n]}]));
            }
            1 => {
                let text = "A line that is long enough to count.\n";
                texts[n].insert_str(0, text);
                client.change(NAMES[n], version, json!([edit((0, 0), (0, 0), text)]));
            }
            _ => client.send_raw(&faulty(&mut dice, NAMES[n], version)),
        }
        if sent % 100 == 99 {
            let id = client.ask("textDocument/hover", crate::features::at(NAMES[n], 0, 8));
            // The ids of the faults are smaller ones.
            assert!(client.answer(id).get("id").is_some());
            client.kept();
        }
    }
    let mut fresh = open();
    for (uri, text) in NAMES.iter().zip(&texts) {
        fresh.open(uri, 1, text);
    }
    for (uri, text) in NAMES.iter().zip(&texts) {
        let line = text.split('\n').count() as u32 / 2;
        for (method, params) in requests(uri, line, 4) {
            let (old, new) = (client.request(method, params.clone()), fresh.request(method, params));
            assert_eq!(comparable(old), comparable(new), "{method} in {uri}");
        }
        assert_eq!(codes(&client.pull(uri)), codes(&fresh.pull(uri)), "{uri}");
    }
    client.finish();
    fresh.finish();
}

fn codes(diagnostics: &Value) -> Vec<String> {
    diagnostics.as_array().into_iter().flatten().map(|d| format!("{} {}", d["code"], d["range"])).collect()
}

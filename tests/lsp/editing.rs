//! Edits: in bursts, while a question is being answered, with any line end and any character.

use serde_json::{Value, json};

use crate::client::{Client, edit};

const ROLE: &str = "file:///nowhere/po.role";
const PAGE: &str = "file:///nowhere/po.md";

const TEXT: &str = "Role: Product Owner\r\nFramework: Scrum 2020\r\n\r\nDuties:\r\n- 80% backlog: Order 😀 the backlog\r\n- 60% delivery: Answer ‘questions’\r\n\r\nContacts:\r\n- @harbour (team): every day, directly\r\n";

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// A text as the client holds it, with positions in UTF-16 or UTF-8 units.
struct Mirror {
    text: String,
    utf16: bool,
}

impl Mirror {
    fn position(&self, offset: usize) -> (u32, u32) {
        let before = &self.text[..offset];
        let bytes = before.as_bytes();
        let ends =
            |i: usize| bytes[i] == b'\n' || (bytes[i] == b'\r' && self.text.as_bytes().get(i + 1) != Some(&b'\n'));
        let line = (0..bytes.len()).filter(|i| ends(*i)).count();
        let start = (0..bytes.len()).rev().find(|i| ends(*i)).map_or(0, |i| i + 1);
        let column = &before[start..];
        let units = if self.utf16 { column.encode_utf16().count() } else { column.len() };
        (line as u32, units as u32)
    }

    /// An offset that a position can name: between characters, not inside a line end.
    fn place(&self, dice: &mut Dice) -> usize {
        let mut at = dice.below(self.text.len() + 1);
        while !self.text.is_char_boundary(at) || (self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n'))
        {
            at -= 1;
        }
        at
    }

    /// Replaces something by `new` and says so as the protocol does.
    fn edit(&mut self, dice: &mut Dice, new: &str) -> Value {
        let (a, b) = (self.place(dice), self.place(dice));
        let (start, far) = (a.min(b), a.max(b));
        let mut end = far.min(start + 12);
        while !self.text.is_char_boundary(end)
            || (self.text[..end].ends_with('\r') && self.text[end..].starts_with('\n'))
        {
            end += 1;
        }
        let change = edit(self.position(start), self.position(end), new);
        self.text.replace_range(start..end, new);
        change
    }
}

const PIECES: [&str; 10] =
    ["x", "😀", "é", "\r\n", "\n", "\r", "- 30% discovery: Talk\r\n", "Id: a\n", "", "\r\nRole: Product Manager\r\n"];

fn fresh(uri: &str, text: &str) -> Value {
    let mut client = Client::pulling();
    client.open(uri, 1, text);
    let diagnostics = client.pull(uri);
    client.finish();
    diagnostics
}

#[test]
fn two_hundred_edits_in_a_burst_lead_where_one_reading_leads() {
    for (uri, utf16) in [(ROLE, false), (ROLE, true), (PAGE, false), (PAGE, true)] {
        let encodings = if utf16 { json!(["utf-16"]) } else { json!(["utf-8"]) };
        let capabilities = json!({"general": {"positionEncodings": encodings},
            "textDocument": {"publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true}}});
        let mut client = Client::session(capabilities, json!({}));
        let mut mirror = Mirror { text: TEXT.to_owned(), utf16 };
        let mut dice = Dice(u64::from(utf16) + 11);
        client.open(uri, 0, TEXT);
        for version in 1..=200 {
            let mut piece = || PIECES[dice.below(PIECES.len())];
            let (first, second) = (piece(), piece());
            let changes = json!([mirror.edit(&mut dice, first), mirror.edit(&mut dice, second)]);
            client.change(uri, version, changes);
        }
        // What the server holds is what the client holds: the last edit replaces a part that both must find.
        let end = mirror.position(mirror.text.len());
        client.change(uri, 201, json!([edit(end, end, TEXT)]));
        mirror.text.push_str(TEXT);
        let pushed = client.published(uri, 201);
        let mut utf8 = Client::session(
            json!({"general": {"positionEncodings": encodings}, "textDocument": {"diagnostic": {"relatedInformation": true, "codeDescriptionSupport": true}}}),
            json!({}),
        );
        utf8.open(uri, 1, &mirror.text);
        assert_eq!(pushed, utf8.pull(uri), "{uri} utf16: {utf16}");
        utf8.finish();
        client.finish();
    }
}

#[test]
fn versions_are_pushed_in_order_and_the_last_is_among_them() {
    let mut client = Client::pushed();
    client.open(ROLE, 0, TEXT);
    for version in 1..=200 {
        client.change(ROLE, version, json!([edit((0, 0), (0, 0), if version % 2 == 0 { "# a\n" } else { "\n" })]));
    }
    client.published(ROLE, 200);
    client
        .request("textDocument/hover", json!({"textDocument": {"uri": ROLE}, "position": {"line": 0, "character": 0}}));
    let versions: Vec<i64> = client.kept().iter().filter_map(|m| m["params"]["version"].as_i64()).collect();
    assert!(versions.is_sorted(), "{versions:?}");
    client.finish();
}

/// Puts neighbours in any order, as a client does that sends each change from a task of its own.
fn shuffled<T>(mut changes: Vec<T>, dice: &mut Dice, reach: usize) -> Vec<T> {
    for window in changes.chunks_mut(reach) {
        for at in (1..window.len()).rev() {
            window.swap(at, dice.below(at + 1));
        }
    }
    changes
}

#[test]
fn changes_that_overtake_each_other_lead_where_the_client_is() {
    for (uri, seed) in [(ROLE, 1), (ROLE, 2), (PAGE, 3), (PAGE, 4)] {
        let mut mirror = Mirror { text: TEXT.to_owned(), utf16: false };
        let mut dice = Dice(seed);
        let mut changes = Vec::new();
        for version in 1..=300 {
            let piece = PIECES[dice.below(PIECES.len())];
            let mut change = mirror.edit(&mut dice, piece);
            if version % 50 == 0 {
                mirror.text = TEXT.to_owned();
                change = json!({"text": TEXT});
            }
            changes.push((version, json!([change])));
        }
        let mut client = Client::pulling();
        client.open(uri, 0, TEXT);
        let reach = if seed % 2 == 0 { 60 } else { 4 };
        for (version, change) in shuffled(changes, &mut dice, reach) {
            client.change(uri, version, change);
        }
        assert_eq!(client.pull(uri), fresh(uri, &mirror.text), "{uri} {seed}");
        client.finish();
    }
}

#[test]
fn after_changes_that_overtook_each_other_the_last_version_is_pushed() {
    let typed = "- pilots (user): every week, directly";
    let empty = "directly\n\n";
    let text = include_str!("../../editors/test/documents/owner.role").replacen("directly\n", empty, 1);
    let line = text[..text.find(empty).expect("contacts")].lines().count() as u32;
    let mut client = Client::pushed();
    client.open(ROLE, 0, &text);
    client.published_with(ROLE, 0, "PO101");
    let letters = typed.chars().zip(0..).map(|(c, at)| (at, json!([edit((line, at), (line, at), &c.to_string())])));
    for (at, change) in shuffled(letters.collect(), &mut Dice(5), 7) {
        client.change(ROLE, at as i32 + 1, change);
    }
    let wanted = fresh(ROLE, &text.replacen(empty, &format!("directly\n{typed}\n"), 1));
    let is_last = |m: &Value| m["params"]["version"] == json!(typed.len()) && m["params"]["diagnostics"] == wanted;
    assert!(!wanted.to_string().contains("PO101"), "{wanted}");
    client.wait(is_last).expect("the finding goes with the last version");
    let versions: Vec<i64> = client.kept().iter().filter_map(|m| m["params"]["version"].as_i64()).collect();
    assert!(versions.is_sorted(), "{versions:?}");
    client.finish();
}

#[test]
fn versions_that_start_again_do_not_stop_the_text() {
    let mut client = Client::pulling();
    client.open(ROLE, 7, "Role: A");
    for version in [8, 9, 3, 3, 4, 5, 5, 5, 1] {
        client.change(ROLE, version, json!([edit((0, 99), (0, 99), "x")]));
    }
    assert_eq!(client.pull(ROLE), fresh(ROLE, "Role: Axxxxxxxxx"));
    client.finish();
}

#[test]
fn a_change_without_a_range_is_the_whole_text() {
    let mut client = Client::pulling();
    client.open(ROLE, 1, "nonsense");
    client.change(ROLE, 2, json!([{"text": "more nonsense"}, {"text": TEXT}]));
    assert_eq!(client.pull(ROLE), fresh(ROLE, TEXT));
    client.finish();
}

#[test]
fn positions_beyond_the_text_do_no_harm() {
    let mut client = Client::pulling();
    client.open(ROLE, 1, TEXT);
    client.change(
        ROLE,
        2,
        json!([edit((900, 9), (999, 9), "# end"), edit((0, 900), (0, 999), "!"), edit((3, 2), (0, 0), "")]),
    );
    client.pull(ROLE);
    client.change(ROLE, 3, json!([{"text": TEXT}]));
    assert_eq!(client.pull(ROLE), fresh(ROLE, TEXT));
    client.finish();
}

#[test]
fn a_question_sees_all_edits_that_were_sent_before_it() {
    let mut client = Client::pulling();
    client.open(ROLE, 1, "Role: A\n");
    for round in 0..50 {
        let share = 50 + round;
        let text = format!("Role: Product Owner\n\nDuties:\n- {share}% backlog: Order it\n- 80% delivery: Answer\n");
        client.change(ROLE, round + 2, json!([{"text": text}]));
        let diagnostics = client.pull(ROLE).to_string();
        assert!(diagnostics.contains(&format!("{}%", share + 80)), "{round}: {diagnostics}");
    }
    client.finish();
}

#[test]
fn an_edit_during_a_question_makes_its_answer_void_or_leaves_it_right() {
    let mut client = Client::pulling();
    client.open(ROLE, 1, &TEXT.repeat(200));
    for round in 0..20 {
        let id = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": ROLE}}));
        client.change(ROLE, round + 2, json!([edit((0, 0), (0, 0), "\n")]));
        let answer = client.answer(id);
        let void = answer["error"]["code"] == -32801;
        assert!(void || answer["result"]["kind"] == "full", "{answer}");
    }
    client.change(ROLE, 90, json!([{"text": TEXT}]));
    assert_eq!(client.pull(ROLE), fresh(ROLE, TEXT));
    client.finish();
}

#[test]
fn a_cancelled_question_is_answered_once() {
    let mut client = Client::pulling();
    client.open(ROLE, 1, &TEXT.repeat(400));
    for round in 0..10 {
        client.change(ROLE, round + 2, json!([edit((0, 0), (0, 0), "\n")]));
        let id = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": ROLE}}));
        client.notify("$/cancelRequest", json!({"id": id}));
        let answer = client.answer(id);
        assert!(answer["error"]["code"] == -32800 || answer.get("result").is_some(), "{answer}");
    }
    client.notify("$/cancelRequest", json!({"id": 999}));
    client.notify("$/cancelRequest", json!({"id": "unknown"}));
    client
        .request("textDocument/hover", json!({"textDocument": {"uri": ROLE}, "position": {"line": 0, "character": 0}}));
    assert!(client.kept().iter().all(|m| m.get("id").is_none() || m.get("method").is_some()), "no second answer");
    client.finish();
}

#[test]
fn hovers_work_in_both_formats() {
    let mut client = Client::pulling();
    client.open(ROLE, 1, TEXT);
    let ask = |uri: &str, line: u32, character: u32| json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
    let label = client.request("textDocument/hover", ask(ROLE, 3, 2))["result"].clone();
    assert_eq!(label["contents"]["kind"], "markdown");
    assert!(label["contents"]["value"].as_str().is_some_and(|v| v.contains("**Duties**")), "{label}");
    assert_eq!(label["range"]["start"], json!({"line": 3, "character": 0}));
    client.open(PAGE, 1, "# Product Owner\n\nYou tend the product backlog.\n");
    let term = client.request("textDocument/hover", ask(PAGE, 2, 18))["result"].clone();
    assert!(term["contents"]["value"].as_str().is_some_and(|v| v.contains("product backlog")), "{term}");
    client.finish();
}

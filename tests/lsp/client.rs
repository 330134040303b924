//! A small client that speaks to the real process.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Long enough for a loaded machine; nothing waits this long when all is well.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One session with a server process.
pub struct Client {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    kept: VecDeque<Value>,
    /// The diagnostics last pushed, by document.
    shown: HashMap<String, Value>,
    next_id: i64,
    /// What `workspace/configuration` is answered with.
    pub configuration: Value,
    /// Methods of requests that the server made, in order.
    pub asked: Vec<String>,
    /// What the server said of itself.
    pub capabilities: Value,
}

impl Client {
    /// Starts the process; nothing is said yet.
    pub fn start() -> Client {
        let mut process = Command::new(env!("CARGO_BIN_EXE_rolelint"))
            .arg("server")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = process.stdin.take();
        let output = process.stdout.take().expect("piped");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Client {
            process,
            input,
            messages,
            kept: VecDeque::new(),
            shown: HashMap::new(),
            // Tests that send requests by hand have the smaller ones.
            next_id: 100_000,
            configuration: Value::Null,
            asked: Vec::new(),
            capabilities: Value::Null,
        }
    }

    /// A session with these client capabilities and further `initialize` parameters.
    pub fn session(capabilities: Value, parameters: Value) -> Client {
        let mut client = Client::start();
        let mut all = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        for (key, value) in parameters.as_object().into_iter().flatten() {
            all[key] = value.clone();
        }
        let answer = client.request("initialize", all);
        client.capabilities = answer["result"]["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    /// A session in which diagnostics are pushed.
    pub fn pushed() -> Client {
        Client::session(push_capabilities(), json!({}))
    }

    /// A session in which diagnostics are asked for.
    pub fn pulling() -> Client {
        Client::session(pull_capabilities(), json!({}))
    }

    pub fn send(&mut self, message: &Value) {
        self.send_raw(&frame(&message.to_string()));
    }

    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("input is open");
        // The server may be gone already, which the test then sees by itself.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and returns its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        self.wait(|m| m["id"] == json!(id) && m.get("method").is_none())
            .unwrap_or_else(|| panic!("no answer to request {id}"))
    }

    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let language = if uri.ends_with(".role") { "role" } else { "markdown" };
        let document = json!({"uri": uri, "languageId": language, "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// The diagnostics pushed for this version of a document.
    pub fn published(&mut self, uri: &str, version: i32) -> Value {
        let wanted = |m: &Value| {
            m["method"] == "textDocument/publishDiagnostics"
                && m["params"]["uri"] == uri
                && m["params"]["version"] == json!(version)
        };
        let message = self.wait(wanted).unwrap_or_else(|| panic!("nothing pushed for {uri} {version}"));
        message["params"]["diagnostics"].clone()
    }

    /// The diagnostics pushed for this version of a document once they hold this code.
    pub fn published_with(&mut self, uri: &str, version: i32, code: &str) -> Value {
        let wanted = |m: &Value| {
            m["method"] == "textDocument/publishDiagnostics"
                && m["params"]["uri"] == uri
                && m["params"]["version"] == json!(version)
                && m["params"]["diagnostics"].as_array().is_some_and(|all| all.iter().any(|d| d["code"] == code))
        };
        let message = self.wait(wanted).unwrap_or_else(|| panic!("no {code} pushed for {uri} {version}"));
        message["params"]["diagnostics"].clone()
    }

    /// Waits until the diagnostics that a document was pushed last are as wanted. One that came earlier and was overtaken
    /// does not count.
    pub fn shown_until(&mut self, uri: &str, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(diagnostics) = self.shown.get(uri).filter(|d| wanted(d)) {
                return Some(diagnostics.clone());
            }
            let message = self.receive(end)?;
            self.kept.push_back(message);
        }
    }

    /// Waits until all documents of the folder that `uri` lies in are known: a name that leads nowhere is told only then.
    pub fn wait_for_complete_folder(&mut self, uri: &str) {
        let probe = format!("{uri}.probe.role");
        self.open(&probe, 1, "Role: Probe\nReports to: @nobody-at-all\n");
        let end = Instant::now() + PATIENCE;
        while !self.pull(&probe).to_string().contains("REF701") {
            assert!(Instant::now() < end, "the folder is never complete");
            std::thread::sleep(Duration::from_millis(5));
        }
        self.close(&probe);
    }

    /// The diagnostics of a document, asked for.
    pub fn pull(&mut self, uri: &str) -> Value {
        let answer = self.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        assert_eq!(answer["result"]["kind"], "full", "{answer}");
        answer["result"]["items"].clone()
    }

    /// The first message that is wanted, kept or still to come; requests of the server are answered on the way.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        self.wait_for(wanted, PATIENCE)
    }

    pub fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool, patience: Duration) -> Option<Value> {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at);
        }
        let end = Instant::now() + patience;
        loop {
            let message = self.receive(end)?;
            if wanted(&message) {
                return Some(message);
            }
            self.kept.push_back(message);
        }
    }

    /// The next message; requests of the server are answered.
    fn receive(&mut self, end: Instant) -> Option<Value> {
        let message = self.messages.recv_timeout(end.saturating_duration_since(Instant::now())).ok()?;
        self.take_note(&message);
        Some(message)
    }

    fn take_note(&mut self, message: &Value) {
        self.reply(message);
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().unwrap_or_default();
            self.shown.insert(uri.to_owned(), message["params"]["diagnostics"].clone());
        }
    }

    /// Everything that came and was not asked about.
    pub fn kept(&mut self) -> Vec<Value> {
        while let Ok(message) = self.messages.try_recv() {
            self.take_note(&message);
            self.kept.push_back(message);
        }
        self.kept.drain(..).collect()
    }

    fn reply(&mut self, message: &Value) {
        let (Some(id), Some(method)) = (message.get("id"), message.get("method").and_then(Value::as_str)) else {
            return;
        };
        self.asked.push(method.to_owned());
        let result = match method {
            "workspace/configuration" => json!([self.configuration]),
            _ => Value::Null,
        };
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
    }

    /// Ends the session as the protocol has it; the process must end with 0.
    pub fn finish(mut self) {
        let answer = self.request("shutdown", Value::Null);
        assert_eq!(answer["result"], Value::Null, "{answer}");
        assert!(answer.get("error").is_none(), "{answer}");
        self.notify("exit", Value::Null);
        // The input stays open on purpose.
        assert_eq!(self.exit_status().code(), Some(0));
    }

    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits for the end of the process.
    pub fn exit_status(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.process.try_wait().expect("the process can be asked") {
                return status;
            }
            assert!(Instant::now() < end, "the process does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn push_capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "textDocument": {"publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true}},
    })
}

pub fn pull_capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true},
            "diagnostic": {},
        },
        "workspace": {"diagnostics": {"refreshSupport": true}},
    })
}

/// A change of one range.
pub fn edit(start: (u32, u32), end: (u32, u32), text: &str) -> Value {
    json!({"range": {"start": {"line": start.0, "character": start.1}, "end": {"line": end.0, "character": end.1}}, "text": text})
}

pub fn frame(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn read_message(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    let mut line = String::new();
    loop {
        line.clear();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let header = line.trim();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("Content-Length: ") {
            length = value.parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

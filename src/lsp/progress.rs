//! How far long work has come, as the client shows it.

use serde::Serialize;
use serde_json::json;
use tower_lsp::ls_types::ProgressToken;

use super::transport::Output;

/// Long work that is shown; it ends when this goes.
pub(super) struct Progress {
    output: Output,
    token: ProgressToken,
}

impl Progress {
    /// Begins under a token that the client gave.
    pub fn begin(output: &Output, token: ProgressToken, title: &str) -> Progress {
        send(output, &token, json!({"kind": "begin", "title": title, "percentage": 0}));
        Progress { output: output.clone(), token }
    }

    /// Begins under a token of our own, of which the client is told first. Nobody waits for its answer.
    pub fn create(output: &Output, token: String, title: &str) -> Progress {
        let params = json!({"token": token});
        output.send(
            &json!({"jsonrpc": "2.0", "id": token, "method": "window/workDoneProgress/create", "params": params}),
        );
        send(output, &token, json!({"kind": "begin", "title": title}));
        Progress { output: output.clone(), token: ProgressToken::String(token) }
    }

    /// So many of so many are done.
    pub fn report(&self, done: usize, of: usize) {
        let percentage = done * 100 / of.max(1);
        send(
            &self.output,
            &self.token,
            json!({"kind": "report", "message": format!("{done}/{of}"), "percentage": percentage}),
        );
    }

    /// What was done so far, where nobody knows how much there is.
    pub fn tell(&self, message: String) {
        send(&self.output, &self.token, json!({"kind": "report", "message": message}));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        send(&self.output, &self.token, json!({"kind": "end"}));
    }
}

/// Sends something under a token.
pub(super) fn send(output: &Output, token: &impl Serialize, value: impl Serialize) {
    #[derive(Serialize)]
    struct Params<'a, T, V> {
        token: &'a T,
        value: V,
    }
    output.notify("$/progress", Params { token, value });
}

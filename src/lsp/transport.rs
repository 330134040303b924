//! Messages in, messages out.
//!
//! The protocol crate's own loop ends at the first message it cannot read, and starts handlers on a task of its own, some time
//! later. Here one thread reads, calls the handler and polls it once before it reads on: what a handler does before
//! its first `await` happens in the order of the messages. What is not ready then goes on by itself on the runtime.

use std::future::Future;
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::{Sink, StreamExt};
use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, ExitedError};
use tower_service::Service;

/// No message is longer; a greater length is a damaged header.
const LONGEST_MESSAGE: usize = 1 << 30;

/// Why reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The client said so.
    Exit,
    /// There is no more input.
    InputClosed,
}

/// Where messages to the client go. Never waits: a client that does not read must not hold up what reads from it.
#[derive(Clone)]
pub(super) struct Output(mpsc::Sender<Option<Vec<u8>>>);

/// The thread that writes.
pub(super) struct Writer {
    messages: mpsc::Sender<Option<Vec<u8>>>,
    done: mpsc::Receiver<()>,
}

impl Output {
    /// Starts to write to `to`.
    pub fn start(mut to: impl Write + Send + 'static) -> (Output, Writer) {
        let (messages, queue) = mpsc::channel::<Option<Vec<u8>>>();
        let (ended, done) = mpsc::channel();
        std::thread::spawn(move || {
            while let Ok(Some(message)) = queue.recv() {
                let written = write!(to, "Content-Length: {}\r\n\r\n", message.len())
                    .and_then(|()| to.write_all(&message))
                    .and_then(|()| to.flush());
                if written.is_err() {
                    break;
                }
            }
            let _ = ended.send(());
        });
        (Output(messages.clone()), Writer { messages, done })
    }

    /// Sends one message. A client that is gone is no error: the end of its input is seen elsewhere.
    pub fn send(&self, message: &impl Serialize) {
        if let Ok(bytes) = serde_json::to_vec(message) {
            let _ = self.0.send(Some(bytes));
        }
    }

    /// Sends a notification.
    pub fn notify(&self, method: &'static str, params: impl Serialize) {
        #[derive(Serialize)]
        struct Notification<P> {
            jsonrpc: &'static str,
            method: &'static str,
            params: P,
        }
        self.send(&Notification { jsonrpc: "2.0", method, params });
    }
}

impl Writer {
    /// Waits until all that was sent is written, but no longer than `limit`.
    pub fn finish(self, limit: Duration) {
        let _ = self.messages.send(None);
        let _ = self.done.recv_timeout(limit);
    }
}

/// Reads messages and has them handled until the client says `exit` or its messages end.
pub(super) fn run<S>(
    mut input: impl BufRead,
    output: &Output,
    service: &mut S,
    socket: ClientSocket,
    runtime: &Handle,
) -> End
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Unpin + Send + 'static,
{
    let (mut to_client, mut answers) = socket.split();
    let requests = output.clone();
    runtime.spawn(async move {
        while let Some(request) = to_client.next().await {
            requests.send(&request);
        }
    });
    let mut ahead = None;
    loop {
        match read_message(&mut input, &mut ahead) {
            Ok(Incoming::Request(request)) => {
                let last = request.method() == "exit";
                handle(request, output, service, runtime);
                if last {
                    return End::Exit;
                }
            }
            Ok(Incoming::Response(response)) => {
                let _ = Pin::new(&mut answers).start_send(response);
            }
            Ok(Incoming::Malformed(id, error)) => output.send(&Response::from_error(id, error)),
            Ok(Incoming::End) | Err(_) => return End::InputClosed,
        }
    }
}

fn handle<S>(request: Request, output: &Output, service: &mut S, runtime: &Handle)
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Unpin + Send + 'static,
{
    let id = request.id().cloned();
    let Ok(future) = catch_unwind(AssertUnwindSafe(|| service.call(request))) else {
        return id.into_iter().for_each(|id| output.send(&Response::from_error(id, Error::internal_error())));
    };
    let mut guarded = Guarded { id, future };
    match Pin::new(&mut guarded).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Some(response)) => output.send(&response),
        Poll::Ready(None) => {}
        Poll::Pending => {
            let output = output.clone();
            runtime.spawn(async move {
                if let Some(response) = guarded.await {
                    output.send(&response);
                }
            });
        }
    }
}

/// A handler whose panic is an answer, not a mute process.
struct Guarded<F> {
    id: Option<Id>,
    future: F,
}

impl<F> Future for Guarded<F>
where
    F: Future<Output = Result<Option<Response>, ExitedError>> + Unpin,
{
    type Output = Option<Response>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Response>> {
        let future = &mut self.future;
        match catch_unwind(AssertUnwindSafe(|| Pin::new(future).poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(result)) => Poll::Ready(result.ok().flatten()),
            Err(_) => Poll::Ready(self.id.take().map(|id| Response::from_error(id, Error::internal_error()))),
        }
    }
}

enum Incoming {
    Request(Request),
    Response(Response),
    Malformed(Id, Error),
    End,
}

/// Reads one message. `ahead` is the length of the next one, where its header was found behind something damaged.
fn read_message(input: &mut impl BufRead, ahead: &mut Option<usize>) -> io::Result<Incoming> {
    let mut length = ahead.take();
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(Incoming::End);
        }
        let header = String::from_utf8_lossy(&line);
        let header = header.trim();
        if header.is_empty() {
            match length {
                Some(_) => break,
                // Blank lines between messages do no harm.
                None => continue,
            }
        }
        match header.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = length_of(value);
                if length.is_none() {
                    *ahead = header_within(header);
                    return Ok(Incoming::Malformed(Id::Null, Error::parse_error()));
                }
            }
            Some((name, _)) if name.eq_ignore_ascii_case("content-type") => {}
            _ => {
                *ahead = header_within(header);
                return Ok(Incoming::Malformed(Id::Null, Error::parse_error()));
            }
        }
    }
    let mut body = vec![0; length.unwrap_or(0)];
    match input.read_exact(&mut body) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(Incoming::End),
        result => result?,
    }
    Ok(parse(&body))
}

fn length_of(value: &str) -> Option<usize> {
    value.trim().parse::<usize>().ok().filter(|n| *n <= LONGEST_MESSAGE)
}

/// The length in a header that follows the rest of a damaged message on its line: bodies end without a line end, so without
/// this the reader would never find its way back.
fn header_within(line: &str) -> Option<usize> {
    let at = line.to_ascii_lowercase().rfind("content-length:")?;
    length_of(&line[at + "content-length:".len()..])
}

fn parse(body: &[u8]) -> Incoming {
    /// What tells the kinds of messages apart.
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        method: Option<serde::de::IgnoredAny>,
        #[serde(default)]
        id: Option<serde_json::Value>,
    }
    let Ok(head) = serde_json::from_slice::<Head>(body) else {
        let error = match serde_json::from_slice::<serde::de::IgnoredAny>(body) {
            Ok(_) => Error::invalid_request(),
            Err(_) => Error::parse_error(),
        };
        return Incoming::Malformed(Id::Null, error);
    };
    let parsed = match head.method {
        Some(_) => serde_json::from_slice(body).map(Incoming::Request),
        None => serde_json::from_slice(body).map(Incoming::Response),
    };
    parsed.unwrap_or_else(|_| {
        let id = head.id.and_then(|id| serde_json::from_value(id).ok()).unwrap_or(Id::Null);
        Incoming::Malformed(id, Error::invalid_request())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use futures_util::future::BoxFuture;
    use serde_json::json;
    use tower_lsp::{LanguageServer, LspService, jsonrpc, ls_types};

    use super::*;

    struct Silent;
    impl LanguageServer for Silent {
        async fn initialize(&self, _: ls_types::InitializeParams) -> jsonrpc::Result<ls_types::InitializeResult> {
            Ok(ls_types::InitializeResult::default())
        }
        async fn shutdown(&self) -> jsonrpc::Result<()> {
            Ok(())
        }
    }

    /// Answers "later" after a while, panics at "call" and at "poll", and keeps the order of the others.
    struct Fake(Arc<Mutex<Vec<String>>>);
    impl Service<Request> for Fake {
        type Response = Option<Response>;
        type Error = ExitedError;
        type Future = BoxFuture<'static, Result<Option<Response>, ExitedError>>;
        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
            Poll::Ready(Ok(()))
        }
        fn call(&mut self, request: Request) -> Self::Future {
            assert_ne!(request.method(), "call", "asked for");
            let (method, id, _) = request.into_parts();
            let seen = self.0.clone();
            Box::pin(async move {
                assert_ne!(method, "poll", "asked for");
                seen.lock().unwrap().push(method.to_string());
                if method == "later" {
                    tokio::task::yield_now().await;
                    assert!(id.is_some());
                }
                Ok(id.map(|id| Response::from_ok(id, json!(method))))
            })
        }
    }

    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<Vec<u8>>>);
    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn talk(input: &str) -> (End, Vec<String>, String) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        let (sink, seen) = (Sink::default(), Arc::default());
        let (output, writer) = Output::start(sink.clone());
        let (_, socket) = LspService::new(|_| Silent);
        let end = run(input.as_bytes(), &output, &mut Fake(Arc::clone(&seen)), socket, runtime.handle());
        runtime.block_on(async { tokio::task::yield_now().await });
        drop(runtime);
        writer.finish(Duration::from_secs(5));
        let written = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
        let seen = seen.lock().unwrap().clone();
        (end, seen, written)
    }

    #[test]
    fn after_a_damaged_message_the_next_one_is_found() {
        let (one, two) = (frame(r#"{"jsonrpc":"2.0","method":"one"}"#), frame(r#"{"jsonrpc":"2.0","method":"two"}"#));
        for damaged in [
            "Content-Length: 55".to_owned(),
            "Content-Le".to_owned(),
            frame(r#"{"jsonrpc":"2.0","method":"damaged"}"#).replace("Content-Length: 3", "Content-Length: "),
            "Content-Length: 3\r\n\r\n{\"a\": 1}".to_owned(),
        ] {
            let (end, seen, written) = talk(&[&one, &damaged, &one, &two].map(String::as_str).concat());
            assert_eq!((end, seen), (End::InputClosed, vec!["one".into(), "one".into(), "two".into()]), "{damaged}");
            assert!(written.contains("-32700"), "{damaged}: {written}");
        }
    }

    #[test]
    fn messages_start_in_order_and_exit_ends_the_loop() {
        let input = ["a", "later", "b", "exit", "never"]
            .map(|m| frame(&json!({"jsonrpc": "2.0", "id": 1, "method": m}).to_string()))
            .concat();
        let (end, seen, _) = talk(&input);
        assert_eq!((end, seen), (End::Exit, vec!["a".into(), "later".into(), "b".into(), "exit".into()]));
    }

    #[test]
    fn a_panic_is_an_answer_and_the_loop_goes_on() {
        let input = ["call", "poll", "after"]
            .map(|m| frame(&json!({"jsonrpc": "2.0", "id": m, "method": m}).to_string()))
            .concat();
        let (end, seen, written) = talk(&input);
        assert_eq!((end, seen), (End::InputClosed, vec!["after".to_owned()]));
        assert_eq!(written.matches("-32603").count(), 2, "{written}");
        assert!(written.contains(r#""result":"after""#));
    }

    #[test]
    fn what_cannot_be_read_is_answered_and_the_next_message_is_read() {
        for (bad, code) in [
            (frame("{"), -32700),
            (frame("[1]"), -32600),
            (frame("\"text\""), -32600),
            (frame(r#"{"id":7,"method":5}"#), -32600),
            (frame(""), -32700),
            ("Content-Length: many\r\n\r\n".to_owned(), -32700),
            ("Content-Length: 99999999999999999999\r\n\r\n".to_owned(), -32700),
            ("garbage\r\n".to_owned(), -32700),
        ] {
            let (_, seen, written) = talk(&(bad.clone() + &frame(r#"{"jsonrpc":"2.0","method":"after"}"#)));
            assert!(written.contains(&code.to_string()), "{bad}: {written}");
            assert_eq!(seen, ["after"], "{bad}");
        }
    }
}

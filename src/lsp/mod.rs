//! The language server: the only user of the protocol crate.
//!
//! Three threads work: one reads messages and changes the state (`transport`, `server`), one looks at every change and
//! pushes diagnostics (`worker`), one reads files (`disk`). Requests work on threads of the runtime. What they share
//! is `shared`; what they judge is a snapshot.

mod actions;
mod answer;
mod changes;
mod clock;
mod configuration;
mod convert;
mod disk;
mod parent;
mod progress;
mod refresh;
mod server;
mod session;
mod settings;
mod shared;
mod transport;
mod worker;

use std::io::{self, BufRead, Write};
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tower_lsp::LspService;

use crate::workspace::Host;
use server::Server;
use shared::Shared;
use transport::{End, Output};

/// The section of a client's configuration that is ours.
const SECTION: &str = "rolelint";

/// A client that does not read any more must not keep the process.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Serves one client on standard input and output until it says `exit` or its messages end. Exit code 0 after an
/// orderly `shutdown` and `exit`, else 1.
pub fn serve() -> ExitCode {
    converse(io::stdin().lock(), io::stdout())
}

/// The same on any input and output. Its threads end with it, but for a request that is still being worked on.
pub fn converse(input: impl BufRead, output: impl Write + Send + 'static) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("rolelint: the language server could not start: {error}");
            return ExitCode::from(2);
        }
    };
    let (output, writer) = Output::start(output);
    let (jobs, queue) = mpsc::channel();
    let (mut service, socket) = LspService::new(|client| Server {
        shared: Arc::new(Shared::new(client, output.clone(), jobs)),
        runtime: runtime.handle().clone(),
    });
    let shared = service.inner().shared.clone();
    start("disk", shared.clone(), move |shared| disk::run(shared, &queue));
    start("warm-up", shared.clone(), |_| warm_up());
    let handle = runtime.handle().clone();
    start("diagnostics", shared.clone(), move |shared| worker::run(shared, &handle));
    let end = transport::run(input, &output, &mut service, socket, runtime.handle());
    let orderly = end == End::Exit && shared.shut_down.load(Ordering::Relaxed);
    shared.end();
    runtime.shutdown_background();
    writer.finish(LAST_WORDS);
    if orderly { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads one document of each format, so that what is made on first use is there when the first one is opened.
fn warm_up() {
    let mut host = Host::default();
    for (name, text) in [("warm.role", "Role: A\n\nDuties:\n- Plan\n"), ("warm.md", "# A\n\n## Duties\n\n- Plan\n")] {
        let file = host.open(name, None, 0, text);
        host.snapshot().findings(file);
    }
}

/// A thread that ends with the session.
fn start(name: &str, shared: Arc<Shared>, work: impl FnOnce(&Arc<Shared>) + Send + 'static) {
    let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || work(&shared));
    if let Err(error) = started {
        eprintln!("rolelint: the thread \"{name}\" could not start: {error}");
    }
}

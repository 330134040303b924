//! How far a long run has come, on a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What takes less is not told of.
const LONG: Duration = Duration::from_millis(400);
/// Between two lines.
const PAUSE: Duration = Duration::from_millis(100);
/// Columns of the bar.
const WIDTH: usize = 30;
/// Goes to the first column and clears the line.
const CLEAR: &str = "\r\x1b[2K";

static WANTED: AtomicBool = AtomicBool::new(false);

/// From here on long work is told of, if somebody sits in front of standard error.
pub(super) fn allow(quiet: bool) {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    WANTED.store(!quiet && !dumb && io::stderr().is_terminal(), Ordering::Relaxed);
}

/// Work of so many steps. Its line goes when it is dropped.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    line: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins; `what` is told, such as `reading`.
    pub(super) fn start(what: &'static str, all: usize) -> Progress {
        let done = Arc::new(AtomicUsize::new(0));
        let line = WANTED.load(Ordering::Relaxed).then(|| {
            let (end, ended) = channel::<()>();
            let done = done.clone();
            let thread = thread::spawn(move || {
                let mut pause = LONG;
                let mut told = false;
                // The end is told by the other side going away.
                while ended.recv_timeout(pause).is_err_and(|e| e == std::sync::mpsc::RecvTimeoutError::Timeout) {
                    pause = PAUSE;
                    told = true;
                    tell(&format!("{CLEAR}{}", line(what, done.load(Ordering::Relaxed), all)));
                }
                if told {
                    tell(CLEAR);
                }
            });
            (end, thread)
        });
        Progress { done, line }
    }

    /// One step more is done.
    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.line.take() {
            drop(end);
            let _ = thread.join();
        }
    }
}

/// Nobody is left to be told of a standard error that cannot be written.
fn tell(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes());
    let _ = err.flush();
}

/// `reading [=====>    ] 512/1000`
fn line(what: &str, done: usize, all: usize) -> String {
    let done = done.min(all);
    let filled = (done * WIDTH).checked_div(all).unwrap_or(WIDTH);
    let bar: String = (0..WIDTH)
        .map(|at| match at {
            at if at < filled => '=',
            at if at == filled => '>',
            _ => ' ',
        })
        .collect();
    format!("{what} [{bar}] {done}/{all}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_grows_to_its_end() {
        assert_eq!(line("reading", 0, 60), format!("reading [>{}] 0/60", " ".repeat(29)));
        assert_eq!(line("reading", 30, 60), format!("reading [{}>{}] 30/60", "=".repeat(15), " ".repeat(14)));
        assert_eq!(line("reading", 60, 60), format!("reading [{}] 60/60", "=".repeat(30)));
        assert_eq!(line("reading", 0, 0), format!("reading [{}] 0/0", "=".repeat(30)));
        assert_eq!(line("reading", 70, 60), line("reading", 60, 60));
    }

    #[test]
    fn work_that_nobody_watches_is_not_told_of() {
        let progress = Progress::start("reading", 3);
        progress.step();
        assert!(progress.line.is_none() && progress.done.load(Ordering::Relaxed) == 1);
    }
}

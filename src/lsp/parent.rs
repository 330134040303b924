//! The end of the process that started the server. Its end of the input may live on in another process.

use std::time::Duration;

use tokio::runtime::Handle;

const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Ends this process soon after the process `parent` has ended. The thread that reads input cannot be woken, so the
/// process is ended as a whole; there is nothing to save.
pub(super) fn watch(parent: u32, runtime: &Handle) {
    runtime.spawn(async move {
        while is_alive(parent) {
            tokio::time::sleep(LOOK_EVERY).await;
        }
        std::process::exit(1);
    });
}

#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    let id = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    // Any answer but "no such process" means that there is one; it may belong to somebody else.
    id.is_none_or(|id| rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH))
}

/// Where there is no such question to ask, the end of the input has to tell.
#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    true
}

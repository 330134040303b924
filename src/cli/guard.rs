//! A mistake of the program itself costs one document, not the run.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From here on a panic is kept for [`guarded`] to tell of instead of being printed.
pub(super) fn keep_panics_quiet() {
    panic::set_hook(Box::new(|info| {
        let text = info.payload_as_str().unwrap_or("no message").replace('\n', " ");
        let place = info.location().map_or(String::new(), |l| format!(" ({}:{})", l.file(), l.line()));
        LAST.with(|last| *last.borrow_mut() = format!("{text}{place}"));
    }));
}

/// What `work` gives, or one line about the panic that ended it.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // What `work` shares with the rest is not used again after a panic, or was not changed by it.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let what = LAST.with(|last| last.take());
        format!("rolelint itself made a mistake here; please report it with these words: {what}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_one_line() {
        assert_eq!(guarded(|| 7), Ok(7));
        let told = guarded(|| panic!("two\nlines")).map(|(): ()| 0).unwrap_err();
        assert!(told.starts_with("rolelint itself made a mistake here") && !told.contains('\n'), "{told}");
    }
}

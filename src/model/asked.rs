//! What was asked of an organisation that knows one document alone: whether others, once they are known, would answer otherwise.

use std::sync::atomic::{AtomicU8, Ordering};

/// What names lead to in an [`Organisation`](super::Organisation).
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names are those of the organisation's lists")]
#[repr(u8)]
pub(super) enum List {
    Names = 1,
    Products = 2,
    Areas = 4,
    Reports = 8,
    Parts = 16,
    Mentions = 32,
}

impl List {
    pub(super) const ALL: [List; 6] =
        [List::Names, List::Products, List::Areas, List::Reports, List::Parts, List::Mentions];
}

/// What was asked of one document alone: which lists, by names of its own, and whether for anything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked(u8);

impl Asked {
    const OTHERS: u8 = 64;

    /// Whether something was asked that only others can tell: of a name that is not the document's own.
    pub fn of_others(self) -> bool {
        self.0 & Self::OTHERS != 0
    }

    /// Whether a list was asked for a name of the document's own.
    pub(super) fn in_list(self, list: List) -> bool {
        self.0 & list as u8 != 0
    }
}

/// Notes what is asked.
#[derive(Debug, Default)]
pub(super) struct Asking(AtomicU8);

impl Asking {
    pub(super) fn own(&self, list: List) {
        self.0.fetch_or(list as u8, Ordering::Relaxed);
    }

    pub(super) fn others(&self) {
        self.0.fetch_or(Asked::OTHERS, Ordering::Relaxed);
    }

    pub(super) fn asked(&self) -> Asked {
        Asked(self.0.load(Ordering::Relaxed))
    }
}

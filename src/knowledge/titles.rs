//! Titles of an organisation's own, beside those of `kinds.toml`.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::kind::title_key;
use super::{Kind, OwnFramework};

/// Titles with the kind of work that each stands for, and frameworks. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnTitles(Option<Arc<Own>>);

/// What an organisation calls by names of its own.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Own {
    /// Titles.
    pub titles: Titles,
    /// Frameworks.
    pub frameworks: Vec<Arc<OwnFramework>>,
}

/// Titles, by the words of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Titles {
    /// Lower-case words of a title, joined by one blank -> kind.
    pub titles: FxHashMap<String, Kind>,
    /// Words of the longest.
    pub longest: usize,
    /// First words of titles: no other word needs to be looked at.
    pub starts: FxHashSet<String>,
}

impl Titles {
    /// Titles in lower case, one blank between words.
    pub fn new(titles: FxHashMap<String, Kind>) -> Titles {
        let longest = titles.keys().map(|title| title.split(' ').count()).max().unwrap_or(0);
        let starts = titles.keys().filter_map(|title| title.split(' ').next()).map(str::to_owned).collect();
        Titles { titles, longest, starts }
    }
}

thread_local! {
    static IN_FORCE: RefCell<OwnTitles> = const { RefCell::new(OwnTitles(None)) };
}

impl OwnTitles {
    /// Titles as written; of one that comes twice the last counts.
    pub fn new(titles: impl Iterator<Item = (String, Kind)>) -> OwnTitles {
        let titles: FxHashMap<String, Kind> =
            titles.map(|(title, kind)| (title_key(&title), kind)).filter(|(key, _)| !key.is_empty()).collect();
        OwnTitles((!titles.is_empty()).then(|| Arc::new(Own { titles: Titles::new(titles), frameworks: Vec::new() })))
    }

    /// With frameworks; of two with one name the last counts.
    pub fn with_frameworks(self, frameworks: impl Iterator<Item = OwnFramework>) -> OwnTitles {
        let mut frameworks: Vec<Arc<OwnFramework>> = frameworks.map(Arc::new).collect();
        frameworks.reverse();
        if frameworks.is_empty() {
            return self;
        }
        let titles = self.0.map(|own| own.titles.clone()).unwrap_or_default();
        OwnTitles(Some(Arc::new(Own { titles, frameworks })))
    }

    /// Names of the frameworks, as they are written.
    pub fn framework_names(&self) -> Vec<String> {
        let frameworks = self.0.iter().flat_map(|own| own.frameworks.iter().rev());
        frameworks.map(|framework| framework.name.clone()).collect()
    }

    /// Does work in which [`super::kind_of_title`] and [`super::kind_from_name`] know these titles, too. A document is read on one
    /// thread, and its titles are asked about in many places of that reading.
    pub fn in_force<T>(&self, work: impl FnOnce() -> T) -> T {
        struct Before(OwnTitles);
        impl Drop for Before {
            fn drop(&mut self) {
                IN_FORCE.with(|titles| std::mem::swap(&mut *titles.borrow_mut(), &mut self.0));
            }
        }
        let _before = Before(IN_FORCE.with(|titles| titles.replace(self.clone())));
        work()
    }
}

/// What is in force on this thread.
pub(super) fn in_force() -> Option<Arc<Own>> {
    IN_FORCE.with(|titles| titles.borrow().0.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{kind_from_name, kind_of_title};

    #[test]
    fn own_titles_are_known_where_they_are_in_force() {
        let own = [("Value Lead", Kind::ProductOwner), ("Senior Product Owner", Kind::ProductManager)];
        let own = OwnTitles::new(own.into_iter().map(|(title, kind)| (title.to_owned(), kind)));
        let kind = |title: &str| kind_of_title(title).map(|m| m.kind);
        own.in_force(|| {
            assert_eq!(kind("Value Lead, Claims"), Some(Kind::ProductOwner));
            assert_eq!(kind("Senior Product Owner"), Some(Kind::ProductManager), "the longer title wins");
            assert_eq!(kind("Product Owner"), Some(Kind::ProductOwner));
            assert_eq!(kind_from_name("value-lead"), Some(Kind::ProductOwner));
        });
        assert_ne!(kind("Value Lead"), Some(Kind::ProductOwner));
        assert_eq!(kind("Senior Product Owner"), Some(Kind::ProductOwner));
    }
}

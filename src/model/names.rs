//! All names of an organisation in a row, so that one is looked for in one pass and not through a tree.

use std::sync::{Arc, OnceLock};

use super::organisation::Definition;

/// Made when first asked for, and again when names lead elsewhere or to another title.
#[derive(Clone, Default)]
pub(super) struct NameList(Arc<OnceLock<Vec<ListedName>>>);

/// A name, and what it leads to.
#[derive(Clone, Debug)]
pub struct ListedName {
    /// The first thing that it leads to; what is only declared comes last.
    pub definition: Definition,
    /// Bytes of the name in `words`.
    length: usize,
    letters: u64,
    /// The name and, behind a blank, its title in lower case.
    words: Box<str>,
}

impl ListedName {
    pub(super) fn new(name: &str, title: &str, definition: Definition) -> ListedName {
        let mut words = format!("{name} ");
        words.extend(title.chars().flat_map(char::to_lowercase));
        ListedName { definition, length: name.len(), letters: letters_of(name), words: words.into() }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.words[..self.length]
    }

    /// The name and, behind a blank, its title in lower case.
    pub fn words(&self) -> &str {
        &self.words
    }
}

impl NameList {
    /// All names in order. `names` are they in any order, for the first time.
    pub fn all<I: Iterator<Item = ListedName>>(&self, names: impl FnOnce() -> I) -> &[ListedName] {
        self.0.get_or_init(|| {
            let mut list: Vec<ListedName> = names().collect();
            list.sort_unstable_by(|a, b| a.name().cmp(b.name()));
            list
        })
    }
}

/// Names of a list that may be `written` with at most `slips` letters put in, left out, exchanged or swapped: none that is so near
/// is left out, nearly all others are.
pub(super) fn near<'a>(list: &'a [ListedName], written: &str, slips: usize) -> Vec<&'a str> {
    let letters = letters_of(written);
    // A slip changes at most two of the letters that a name has.
    let is_near = |other: u64| (letters ^ other).count_ones() as usize <= 2 * slips;
    list.iter().filter(|listed| is_near(listed.letters)).map(ListedName::name).collect()
}

/// Which letters a name has, in lower case; several may share a place.
fn letters_of(name: &str) -> u64 {
    name.chars().flat_map(char::to_lowercase).fold(0, |set, c| set | 1 << (c as u32 % 64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::FileId;

    proptest! {
        #[test]
        fn a_name_that_is_near_is_never_left_out(written in "[a-eA-E-]{0,9}", name in "[a-eA-E-]{0,9}") {
            let distance = strsim::osa_distance(&written.to_lowercase(), &name.to_lowercase());
            let list = [ListedName::new(&name, "Title", Definition::Declared(FileId(0)))];
            prop_assert!(distance > 3 || near(&list, &written, 3) == [name.as_str()]);
        }
    }
}

//! All names of an organisation in a row, so that a slip of the pen is looked for in one pass and not through a tree.

use std::sync::{Arc, OnceLock};

/// Made when first asked for, and again when there are other names.
#[derive(Clone, Default)]
pub(super) struct NameList(Arc<OnceLock<Vec<Entry>>>);

/// A name and its letters.
type Entry = (u64, Box<str>);

impl NameList {
    /// Names that may be `written` with at most `slips` letters put in, left out, exchanged or swapped: none that is so near is
    /// left out, nearly all others are.
    pub fn near<'a>(&self, written: &str, slips: usize, names: impl Iterator<Item = &'a str>) -> Vec<&str> {
        let list = self.0.get_or_init(|| names.map(|name| (letters_of(name), name.into())).collect());
        let letters = letters_of(written);
        // A slip changes at most two of the letters that a name has.
        let is_near = |other: u64| (letters ^ other).count_ones() as usize <= 2 * slips;
        list.iter().filter(|(other, _)| is_near(*other)).map(|(_, name)| &**name).collect()
    }
}

/// Which letters a name has, in lower case; several may share a place.
fn letters_of(name: &str) -> u64 {
    name.chars().flat_map(char::to_lowercase).fold(0, |set, c| set | 1 << (c as u32 % 64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_name_that_is_near_is_never_left_out(written in "[a-eA-E-]{0,9}", name in "[a-eA-E-]{0,9}") {
            let distance = strsim::osa_distance(&written.to_lowercase(), &name.to_lowercase());
            let near = NameList::default();
            prop_assert!(distance > 3 || near.near(&written, 3, [name.as_str()].into_iter()) == [name.as_str()]);
        }
    }
}

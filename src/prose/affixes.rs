//! What beginnings and endings tell of words that stand in no list.

/// Fewest letters before an ending or behind a beginning.
const REST: usize = 3;

/// The number of a letter in lower case; none of the alphabet has that of another byte.
fn letter(byte: Option<&u8>) -> usize {
    byte.map_or(usize::MAX, |byte| usize::from(byte.wrapping_sub(b'a')))
}

/// What beginnings and endings tell of words that stand in no list.
#[derive(Default)]
pub(super) struct Affixes {
    /// Beginnings by their first letter.
    pub(super) beginnings: [Vec<&'static [u8]>; 26],
    /// Endings with their class, by their last letter, the longest first.
    pub(super) endings: [Vec<(&'static [u8], u8)>; 26],
}

impl Affixes {
    pub(super) fn add_beginning(&mut self, beginning: &'static [u8]) {
        if let Some(list) = self.beginnings.get_mut(letter(beginning.first())) {
            list.push(beginning);
        }
    }

    pub(super) fn add_ending(&mut self, ending: &'static [u8], class: u8) {
        if let Some(list) = self.endings.get_mut(letter(ending.last())) {
            let at = list.partition_point(|(other, _)| other.len() >= ending.len());
            list.insert(at, (ending, class));
        }
    }

    /// What is left of `word` (lower case) behind each of its known beginnings.
    pub(super) fn rests<'a>(&'a self, word: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        let alike = self.beginnings.get(letter(word.first())).into_iter().flatten();
        alike.filter_map(|b| word.strip_prefix(*b)).filter(|rest| rest.len() > REST)
    }

    /// The class that the ending of `word` (lower case) speaks for, 0 for none. A plural counts as its singular.
    pub(super) fn ending(&self, word: &[u8]) -> u8 {
        let find = |word: &[u8]| {
            let list = self.endings.get(letter(word.last()))?;
            list.iter().find(|(e, _)| word.len() >= e.len() + REST && word.ends_with(e)).map(|(_, class)| *class)
        };
        let singular = || word.strip_suffix(b"s").and_then(find);
        find(word).or_else(singular).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_speaks_and_a_plural_counts_as_its_singular() {
        let mut affixes = Affixes::default();
        affixes.add_ending(b"er", 1);
        affixes.add_ending(b"ation", 2);
        affixes.add_ending(b"ion", 3);
        assert_eq!(affixes.ending(b"glazier"), 1);
        assert_eq!(affixes.ending(b"glaziers"), 1);
        assert_eq!(affixes.ending(b"recalibration"), 2);
        assert_eq!(affixes.ending(b"her"), 0);
        assert_eq!(affixes.ending("caf\u{e9}".as_bytes()), 0);
        assert_eq!(affixes.ending(b""), 0);
    }

    #[test]
    fn a_beginning_is_cut_only_from_a_word_that_goes_on() {
        let mut affixes = Affixes::default();
        affixes.add_beginning(b"re");
        affixes.add_beginning(b"over");
        assert_eq!(affixes.rests(b"reprice").collect::<Vec<_>>(), [b"price"]);
        assert_eq!(affixes.rests(b"red").count(), 0);
    }
}

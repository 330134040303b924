//! Regular forms of English words, in British and American spelling, and what beginnings and endings tell of unlisted ones.

use super::lexicon::pos;
use super::words::flag;

/// Regular forms of `base`, in British and American spelling.
pub(super) fn inflect(base: &str, pos: u16, buffer: &mut String, add: &mut impl FnMut(&str, u16)) {
    let bytes = base.as_bytes();
    let last = bytes.last().copied().unwrap_or(b' ');
    let before = bytes.len().checked_sub(2).map_or(b' ', |i| bytes[i]);
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let ise = base.ends_with("ise") || base.ends_with("isation");
    let our = base.len() > 5 && base.ends_with("our");
    let mut spelled = |form: &str, bits: u16| {
        add(form, bits);
        if let Some(at) = ise.then(|| form.rfind("is")).flatten() {
            let mut other = [0u8; 48];
            if form.len() <= 48 {
                other[..form.len()].copy_from_slice(form.as_bytes());
                other[at + 1] = b'z';
                if let Ok(text) = std::str::from_utf8(&other[..form.len()]) {
                    add(text, bits);
                }
            }
        } else if let Some(at) = our.then(|| form.find("our")).flatten() {
            let mut other = String::with_capacity(form.len());
            other.push_str(&form[..at + 1]);
            other.push_str(&form[at + 2..]);
            add(&other, bits);
        }
    };
    let mut with = |stem: &str, ending: &str, bits: u16| {
        buffer.clear();
        buffer.push_str(stem);
        buffer.push_str(ending);
        spelled(buffer, bits);
    };
    with(base, "", 0);
    // Third person and plural.
    if last == b'y' && !vowel(before) {
        with(&base[..base.len() - 1], "ies", flag::S);
    } else if matches!(last, b's' | b'x' | b'z') || base.ends_with("ch") || base.ends_with("sh") {
        with(base, "es", flag::S);
    } else {
        with(base, "s", flag::S);
    }
    if pos & pos::VERB == 0 && pos != 0 {
        return;
    }
    let third = bytes.len().checked_sub(3).map_or(b' ', |i| bytes[i]);
    let syllables = bytes.iter().zip(bytes.iter().skip(1)).filter(|(a, b)| vowel(**a) && !vowel(**b)).count();
    let doubles = !vowel(last) && !matches!(last, b'w' | b'x' | b'y') && vowel(before) && !vowel(third);
    let long = matches!(
        base,
        "commit" | "submit" | "transfer" | "refer" | "control" | "admit" | "occur" | "defer" | "debug" | "embed"
    );
    if last == b'e' {
        let cut = &base[..base.len() - 1];
        with(cut, "ed", flag::ED);
        with(cut, "ing", flag::ING);
    } else if last == b'y' && !vowel(before) {
        with(&base[..base.len() - 1], "ied", flag::ED);
        with(base, "ing", flag::ING);
    } else if doubles && (syllables <= 1 || long) {
        let mut double = String::from(base);
        double.push(char::from(last));
        with(&double, "ed", flag::ED);
        with(&double, "ing", flag::ING);
    } else {
        with(base, "ed", flag::ED);
        with(base, "ing", flag::ING);
        if base.ends_with("el") {
            let mut double = String::from(base);
            double.push('l');
            with(&double, "ed", flag::ED);
            with(&double, "ing", flag::ING);
        }
    }
}

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
    beginnings: [Vec<&'static [u8]>; 26],
    /// Endings with their class, by their last letter, the longest first.
    endings: [Vec<(&'static [u8], u8)>; 26],
}

impl Affixes {
    pub(super) fn add_beginning(&mut self, beginning: &'static str) {
        if let Some(list) = self.beginnings.get_mut(letter(beginning.as_bytes().first())) {
            list.push(beginning.as_bytes());
        }
    }

    pub(super) fn add_ending(&mut self, ending: &'static str, class: u8) {
        let bytes = ending.as_bytes();
        if let Some(list) = self.endings.get_mut(letter(bytes.last())) {
            list.push((bytes, class));
        }
    }

    /// To be called when all are in.
    pub(super) fn sort(&mut self) {
        for list in &mut self.endings {
            list.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
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
        affixes.add_ending("er", 1);
        affixes.add_ending("ation", 2);
        affixes.add_ending("ion", 3);
        affixes.sort();
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
        affixes.add_beginning("re");
        affixes.add_beginning("over");
        assert_eq!(affixes.rests(b"reprice").collect::<Vec<_>>(), [b"price"]);
        assert_eq!(affixes.rests(b"red").count(), 0);
    }
}

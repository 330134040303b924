//! How a phrase of `wording.toml` may stand in a text. `build.rs` writes it out, so that the program need not.

/// What stands between two spellings.
const BETWEEN: char = '|';
/// What stands before the spellings of others. Of text without escapes no copy need be made.
const OTHERS: char = '=';

/// The spellings of a wording that no wording before it has, and the numbers of those that one has, out of what [`write`] made.
#[allow(dead_code, reason = "for the program, not for its build")]
pub(super) fn read(written: &'static str) -> (impl Iterator<Item = &'static str>, impl Iterator<Item = u32>) {
    let (own, others) = written.split_once(OTHERS).unwrap_or((written, ""));
    let own = own.split(BETWEEN).filter(|spelling| !spelling.is_empty());
    (own, others.split(BETWEEN).filter_map(|number| number.parse().ok()))
}

/// The spellings of all phrases, in order; `words` of each as the file has them, with its lists put in.
#[allow(dead_code, reason = "for the build of the program")]
pub fn write<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    let write_one = |words: &str| {
        let before = known.len();
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for spelling in words.split(BETWEEN).flat_map(of_phrase) {
            let lower = spelling.to_ascii_lowercase();
            match known.iter().position(|other| *other == lower) {
                None => {
                    known.push(lower);
                    own.push(spelling);
                }
                Some(number) if number < before && !others.contains(&number.to_string()) => {
                    others.push(number.to_string());
                }
                Some(_) => {}
            }
        }
        let [own, others] = [own, others].map(|parts| parts.join("|"));
        if others.is_empty() { own } else { format!("{own}{OTHERS}{others}") }
    };
    phrases.into_iter().map(write_one).collect()
}

fn of_phrase(phrase: &str) -> Vec<String> {
    let phrase = phrase.trim();
    let mut found = match phrase.strip_suffix("(s)") {
        Some(stem) => vec![stem.to_owned(), format!("{stem}s")],
        None => vec![phrase.to_owned()],
    };
    for (from, to) in [('\'', "’"), (' ', "-")] {
        if phrase.contains(from) {
            let more: Vec<String> = found.iter().map(|s| s.replace(from, to)).collect();
            found.extend(more);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_is_written_once() {
        let written = write(["guy(s) | tech bro", "Tech-bro | bro's", "tech bro"]);
        assert_eq!(written, ["guy|guys|tech bro|tech-bro", "bro's|bro’s=3", "=2|3"]);
        let (own, others) = read("bro's|bro’s=3");
        assert_eq!((own.collect::<Vec<_>>(), others.collect::<Vec<_>>()), (vec!["bro's", "bro’s"], vec![3]));
        let (own, others) = read("=2|3");
        assert_eq!((own.count(), others.collect::<Vec<_>>()), (0, vec![2, 3]));
    }
}

//! Roles, teams and products of the whole workspace, found by a few letters.

use crate::model::{FileId, Organisation};
use crate::text::TextRange;
use crate::workspace::Snapshot;

use super::symbols::SymbolKind;

/// More than this nobody reads; the next letter brings others.
const MOST: usize = 200;

/// A role, team or product somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its title, or its name where it has none.
    pub name: String,
    /// The path of its document.
    pub path: String,
    /// What it is.
    pub kind: SymbolKind,
    /// Its document.
    pub file: FileId,
    /// Bytes of that document.
    pub range: TextRange,
}

/// Roles and units whose title or name holds the letters of `query` in this order, the best first. Every one of them fits an
/// empty query.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<Hit> {
    let query: Vec<char> =
        query.chars().filter(|c| !c.is_whitespace() && *c != '@').flat_map(char::to_lowercase).collect();
    let mut matcher = Matcher::new(query);
    let mut found: Vec<Candidate<'_>> = Vec::new();
    for organisation in snapshot.organisations() {
        collect(organisation, &mut matcher, &mut found);
    }
    found.sort_unstable_by(|a, b| b.score.cmp(&a.score).then_with(|| a.place().cmp(&b.place())));
    found.truncate(MOST);
    found.into_iter().map(Candidate::hit).collect()
}

/// A hit before anything of it is written out: many are found, few are shown.
struct Candidate<'a> {
    score: i32,
    name: &'a str,
    path: &'a str,
    kind: SymbolKind,
    file: FileId,
    range: TextRange,
}

impl<'a> Candidate<'a> {
    fn place(&self) -> (&'a str, &'a str, TextRange) {
        (self.name, self.path, self.range)
    }

    fn hit(self) -> Hit {
        let Candidate { name, path, kind, file, range, .. } = self;
        Hit { name: name.to_owned(), path: path.to_owned(), kind, file, range }
    }
}

fn collect<'a>(organisation: &'a Organisation, matcher: &mut Matcher, found: &mut Vec<Candidate<'a>>) {
    for (file, summary) in organisation.files() {
        let roles = summary.roles.iter().map(|r| (&r.title, &r.slug, SymbolKind::Role, r.head.range));
        let units = summary.units.iter().map(|u| (&u.title, &u.slug, SymbolKind::Unit(u.kind), u.place.range));
        for (title, slug, kind, range) in roles.chain(units) {
            let Some(score) = matcher.score(title).max(matcher.score(slug)) else { continue };
            let name = if title.is_empty() { slug } else { title };
            if !name.is_empty() {
                found.push(Candidate { score, name, path: &summary.path, kind, file, range });
            }
        }
    }
}

/// Letters that are looked for, in lower case, with room to count in.
struct Matcher {
    query: Vec<char>,
    /// For each number of letters: the best score with the last of them anywhere.
    anywhere: Vec<Option<i32>>,
    /// The same with the last of them right here.
    here: Vec<Option<i32>>,
}

impl Matcher {
    fn new(query: Vec<char>) -> Matcher {
        let room = vec![None; query.len() + 1];
        Matcher { query, anywhere: room.clone(), here: room }
    }

    /// How well the letters stand in `text`: letters at the beginning of words and letters side by side count more, a long text
    /// counts less. `None` where they do not stand there in this order.
    fn score(&mut self, text: &str) -> Option<i32> {
        let Matcher { query, anywhere, here } = self;
        let mut wanted = query.iter().copied().peekable();
        for c in text.chars() {
            wanted.next_if(|letter| same(c, *letter));
        }
        if wanted.peek().is_some() {
            return None;
        }
        anywhere.fill(None);
        anywhere[0] = Some(0);
        here.fill(None);
        let mut at_start = true;
        for c in text.chars() {
            for n in (1..=query.len()).rev() {
                let start = if at_start { 6 } else { 0 };
                let follows = here[n - 1].map(|s| s + 4).max(anywhere[n - 1]);
                here[n] = follows.filter(|_| same(c, query[n - 1])).map(|s| s + 1 + start);
                anywhere[n] = anywhere[n].max(here[n]);
            }
            at_start = !c.is_alphanumeric();
        }
        anywhere[query.len()].map(|score| score * 8 - text.len().min(64) as i32 / 4)
    }
}

/// Whether a letter of a text is this letter in lower case.
fn same(c: char, letter: char) -> bool {
    if c.is_ascii() { c.to_ascii_lowercase() == letter } else { c.to_lowercase().eq(std::iter::once(letter)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    fn find(query: &str) -> Vec<String> {
        let mut made = Marked::new(
            "=== a.role\nRole: Product Owner, Claims\nId: po\n\nRole: Head of Product\n=== b.role\nTeam: Harbour\n\nProduct: Claims Portal\nId: claims\n",
        );
        workspace_symbols(&made.snapshot(), query).into_iter().map(|h| format!("{} {}", h.name, h.path)).collect()
    }

    #[test]
    fn letters_are_found_in_their_order() {
        assert_eq!(find("claims")[0], "Claims Portal b.role");
        assert_eq!(find("hop"), ["Head of Product a.role"]);
        assert_eq!(find("POC")[0], "Product Owner, Claims a.role");
        assert_eq!(find("@harb"), ["Harbour b.role"]);
        assert!(find("zzz").is_empty());
        assert_eq!(find("").len(), 4);
    }

    #[test]
    fn beginnings_of_words_count_more() {
        let of = |text| Matcher::new(vec!['p', 'o']).score(text);
        assert!(of("Product Owner") > of("Support Office helper"));
        assert_eq!(of("owner p"), None);
    }
}

//! Where in a TOML text a place is, however little of the text is TOML yet.

use crate::text::TextRange;

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A key, or where one may be written.
    Key {
        /// Keys that lead to its table.
        table: Vec<String>,
        /// What is written of it, without quotes.
        word: TextRange,
        /// It stands in `{ ... }`.
        inline: bool,
    },
    /// A name in `[...]` or `[[...]]`.
    Header {
        /// Names before it.
        before: Vec<String>,
        /// What is written of it.
        word: TextRange,
        /// The header with its brackets.
        whole: TextRange,
    },
    /// A value, or where one may be written.
    Value {
        /// Keys that lead to it.
        path: Vec<String>,
        /// What is written of it, without quotes.
        word: TextRange,
        /// It stands between quotes.
        quoted: bool,
        /// It stands in `[...]`.
        listed: bool,
    },
}

/// A text with one place in it.
pub(super) struct Read {
    /// What stands there; nothing in comments and behind values.
    pub spot: Option<Spot>,
    /// Keys that are written in the same table, with all that lead to them, and tables of the file.
    pub written: Vec<Vec<String>>,
}

pub(super) fn read(text: &str, offset: u32) -> Read {
    let mut reader =
        Reader { text, at: 0, offset: offset as usize, table: Vec::new(), part: 0, found: None, written: Vec::new() };
    reader.whole();
    let Reader { found, written, .. } = reader;
    let (spot, part) = found.map_or((None, 0), |(spot, part)| (Some(spot), part));
    let written =
        written.into_iter().filter(|(p, path)| *p == part || *p == 0 && path.len() == 1).map(|(_, path)| path);
    Read { spot, written: written.collect() }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    offset: usize,
    /// Names of the last header.
    table: Vec<String>,
    /// Headers so far: keys below another one are another table's.
    part: usize,
    found: Option<(Spot, usize)>,
    written: Vec<(usize, Vec<String>)>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, wanted: impl Fn(u8) -> bool) -> usize {
        let start = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        start
    }

    fn skip_blanks(&mut self) -> usize {
        self.skip(|b| b == b' ' || b == b'\t')
    }

    fn skip_line(&mut self) {
        self.skip(|b| b != b'\n' && b != b'\r');
    }

    fn is_in(&self, start: usize, end: usize) -> bool {
        start <= self.offset && self.offset <= end
    }

    fn note(&mut self, spot: Spot) {
        if self.found.is_none() {
            self.found = Some((spot, self.part));
        }
    }

    fn here(&self) -> TextRange {
        TextRange::from_usize(self.offset, self.offset)
    }

    fn whole(&mut self) {
        loop {
            let start = self.skip_blanks();
            match self.peek() {
                None | Some(b'\n' | b'\r') => {
                    let line_begins = start == 0 || matches!(self.text.as_bytes()[start - 1], b'\n' | b'\r');
                    if line_begins && self.is_in(start, self.at) {
                        self.note(Spot::Key { table: self.table.clone(), word: self.here(), inline: false });
                    }
                    if self.peek().is_none() {
                        return;
                    }
                    self.at += 1;
                }
                Some(b'#') => self.skip_line(),
                Some(b'[') => self.header(),
                Some(_) => {
                    let table = self.table.clone();
                    self.pair(&table, false);
                    self.skip_line();
                }
            }
        }
    }

    fn header(&mut self) {
        let start = self.skip(|b| b == b'[');
        let mut names: Vec<(String, TextRange)> = Vec::new();
        loop {
            self.skip_blanks();
            let (name, range) = self.name();
            let named = !name.is_empty();
            names.push((name, range));
            self.skip_blanks();
            if self.peek() != Some(b'.') || !named {
                break;
            }
            self.at += 1;
        }
        self.skip(|b| b == b']');
        let whole = TextRange::from_usize(start, self.at);
        let at = names.iter().position(|(_, range)| self.is_in(range.start as usize, range.end as usize));
        let path: Vec<String> = names.iter().map(|(name, _)| name.clone()).filter(|n| !n.is_empty()).collect();
        if let Some((_, word)) = at.and_then(|at| names.get(at)) {
            let before = path.iter().take(at.unwrap_or(0)).cloned().collect();
            self.note(Spot::Header { before, word: *word, whole });
        }
        self.part += 1;
        self.written.push((0, path.clone()));
        self.table = path;
        self.skip_line();
    }

    /// One name of a key, without quotes. Empty where there is none.
    fn name(&mut self) -> (String, TextRange) {
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                let range = self.string(quote);
                (range.of(self.text).to_owned(), range)
            }
            _ => {
                let start = self.skip(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_' || b >= 0x80);
                let range = TextRange::from_usize(start, self.at);
                (range.of(self.text).to_owned(), range)
            }
        }
    }

    /// What stands between quotes; up to the line's end where they are not closed.
    fn string(&mut self, quote: u8) -> TextRange {
        let long = [quote; 3];
        if self.text.as_bytes()[self.at..].starts_with(&long) {
            let start = self.at + 3;
            let rest = self.text.as_bytes().get(start..).unwrap_or(&[]);
            let length = rest.windows(3).position(|w| w == long).unwrap_or(rest.len());
            self.at = (start + length + 3).min(self.text.len());
            return TextRange::from_usize(start, start + length);
        }
        self.at += 1;
        let start = self.at;
        while let Some(b) = self.peek().filter(|b| *b != quote && *b != b'\n' && *b != b'\r') {
            let escapes =
                b == b'\\' && quote == b'"' && !matches!(self.text.as_bytes().get(self.at + 1), Some(b'\n' | b'\r'));
            self.at = (self.at + if escapes { 2 } else { 1 }).min(self.text.len());
        }
        let mut end = self.at;
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        self.at = end + usize::from(self.text.as_bytes().get(end) == Some(&quote));
        TextRange::from_usize(start, end)
    }

    /// `key = value`, or what there is of it.
    fn pair(&mut self, table: &[String], inline: bool) {
        let mut path = table.to_vec();
        loop {
            self.skip_blanks();
            let (name, word) = self.name();
            if self.is_in(word.start as usize, word.end as usize) {
                self.note(Spot::Key { table: path.clone(), word, inline });
            }
            if name.is_empty() {
                return;
            }
            path.push(name);
            self.skip_blanks();
            if self.peek() != Some(b'.') {
                break;
            }
            self.at += 1;
        }
        // The key that is being written is not yet there.
        if self.peek() == Some(b'=') {
            self.written.push((self.part, path.clone()));
            self.at += 1;
            self.value(&path, false);
        }
    }

    fn value(&mut self, path: &[String], listed: bool) {
        let start = self.skip_blanks();
        let note = |reader: &mut Self, word: TextRange, quoted| {
            reader.note(Spot::Value { path: path.to_vec(), word, quoted, listed });
        };
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                let word = self.string(quote);
                if self.is_in(word.start as usize, word.end as usize) {
                    note(self, word, true);
                }
            }
            Some(b'[') => self.list(path),
            Some(b'{') => self.table(path),
            _ => {
                let from = self.skip(|b| !matches!(b, b',' | b']' | b'}' | b'#' | b'\n' | b'\r'));
                let word = TextRange::from_usize(from, from + self.text[from..self.at].trim_end().len());
                let empty = word.is_empty() && self.is_in(start, self.at);
                if empty || self.is_in(word.start as usize, word.end as usize) {
                    let word = if empty { self.here() } else { word };
                    note(self, word, false);
                }
            }
        }
    }

    fn list(&mut self, path: &[String]) {
        self.at += 1;
        loop {
            let start = self.skip(|b| b.is_ascii_whitespace());
            match self.peek() {
                Some(b'#') => self.skip_line(),
                Some(b',') => {
                    self.place_for_an_item(path, start);
                    self.at += 1;
                }
                Some(b']') => {
                    self.place_for_an_item(path, start);
                    self.at += 1;
                    return;
                }
                None => return self.place_for_an_item(path, start),
                // A list that was not closed ends where the next key begins.
                Some(_) if self.text[start..self.at].contains(['\n', '\r']) && self.begins_a_line() => {
                    self.at = start;
                    return;
                }
                Some(_) => {
                    let before = self.at;
                    self.value(path, true);
                    if self.at == before {
                        self.at = start;
                        return;
                    }
                }
            }
        }
    }

    fn place_for_an_item(&mut self, path: &[String], start: usize) {
        if self.is_in(start, self.at) {
            self.note(Spot::Value { path: path.to_vec(), word: self.here(), quoted: false, listed: true });
        }
    }

    /// Whether a header or a key with its `=` stands here.
    fn begins_a_line(&self) -> bool {
        let line = self.text[self.at..].split(['\n', '\r']).next().unwrap_or("");
        let key = line.split_once('=').map(|(key, _)| key.trim());
        line.starts_with('[') || key.is_some_and(|k| !k.is_empty() && !k.contains(['"', '\'', ',', ']', '{', ' ']))
    }

    fn table(&mut self, path: &[String]) {
        self.at += 1;
        loop {
            let start = self.skip_blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') | None | Some(b'\n' | b'\r') => {
                    if self.is_in(start, self.at) {
                        self.note(Spot::Key { table: path.to_vec(), word: self.here(), inline: true });
                    }
                    self.at += usize::from(self.peek() == Some(b'}'));
                    return;
                }
                Some(_) => {
                    let before = self.at;
                    self.pair(path, true);
                    if self.at == before {
                        return;
                    }
                }
            }
        }
    }
}

//! The vocabulary from its files into memory, when the program is built (`build.rs`).

mod bytes;
mod inflection;

use super::affixes::Affixes;
use super::lexicon::{Bits, Entry, Lexicon, NONE, PREFIX, SIGNALS, SetId, Table, lines, names_set, pos};
use super::words::{combine, flag, hash, stem};
use inflection::inflect;

pub(super) use bytes::write;

/// Words in classes. The first class of a word is the first that a file names: general words come first.
const WORDS: [&str; 8] = [
    include_str!("vocabulary/en/words.txt"),
    include_str!("vocabulary/en/doing.txt"),
    include_str!("vocabulary/en/work.txt"),
    include_str!("vocabulary/en/market.txt"),
    include_str!("vocabulary/en/people.txt"),
    include_str!("vocabulary/en/technology.txt"),
    include_str!("vocabulary/en/trades.txt"),
    include_str!("vocabulary/en/describing.txt"),
];
/// Files that hold sets (`@name = words`) and patterns.
const PATTERN_FILES: [&str; 7] = [
    SIGNALS,
    include_str!("vocabulary/en/contacts.txt"),
    include_str!("vocabulary/en/cadence.txt"),
    include_str!("vocabulary/en/clause.txt"),
    include_str!("vocabulary/en/decisions.txt"),
    include_str!("vocabulary/en/measures.txt"),
    include_str!("vocabulary/en/share.txt"),
];
const AFFIXES: &str = include_str!("vocabulary/en/affixes.txt");
const FUNCTION: &str = include_str!("vocabulary/en/function.txt");
const FORMS: &str = include_str!("vocabulary/en/forms.txt");
const SYNONYMS: &str = include_str!("vocabulary/en/synonyms.txt");

/// Sizes of the tables of forms and of compounds, as powers of two: a third of the slots is in use.
const FORM_BITS: u32 = 15;
const COMPOUND_BITS: u32 = 14;

/// Read all files of the English vocabulary.
pub(super) fn load() -> Lexicon {
    let mut builder = Builder::default();
    builder.names.reserve(16384);
    builder.words.reserve(12288);
    builder.read_forms(FORMS);
    builder.read_classes(FUNCTION);
    for file in WORDS {
        builder.read_classes(file);
    }
    builder.read_affixes(AFFIXES);
    for file in PATTERN_FILES {
        builder.read_sets(file);
    }
    builder.read_synonyms(SYNONYMS);
    builder.finish()
}

/// A word on its way into the lexicon.
struct Draft {
    pos: u16,
    classes: [u8; 6],
    sets: Bits,
}

/// Adds a class (0 is none) where it is not among them yet and there is room.
fn add_class(classes: &mut [u8; 6], class: u8) {
    if !classes.contains(&class)
        && let Some(slot) = classes.iter_mut().find(|c| **c == 0)
    {
        *slot = class;
    }
}

/// Whether a name of the files is one of several words ("end_user").
fn is_compound(name: &str) -> bool {
    name.bytes().any(|byte| matches!(byte, b'_' | b'-' | b'/'))
}

#[derive(Default)]
struct Builder {
    names: rustc_hash::FxHashMap<&'static str, usize>,
    words: Vec<(&'static str, Draft, u32)>,
    irregular: rustc_hash::FxHashMap<&'static str, &'static str>,
    classes: Vec<&'static str>,
    sets: rustc_hash::FxHashMap<&'static str, u16>,
    affixes: Affixes,
}

impl Builder {
    /// The number of a class, which several files may name.
    fn class(&mut self, name: &'static str) -> u8 {
        if self.classes.is_empty() {
            self.classes.push("");
        }
        let at = self.classes.iter().position(|c| *c == name).unwrap_or_else(|| {
            self.classes.push(name);
            self.classes.len() - 1
        });
        debug_assert!(at <= usize::from(u8::MAX), "more classes than fit");
        at as u8
    }

    fn read_affixes(&mut self, file: &'static str) {
        let mut class = None;
        for line in lines(file) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                class = (name != "beginning").then(|| self.class(name));
                continue;
            }
            for affix in line.split_ascii_whitespace() {
                match class {
                    Some(class) => self.affixes.add_ending(affix.as_bytes(), class),
                    None => self.affixes.add_beginning(affix.as_bytes()),
                }
            }
        }
    }

    fn word(&mut self, name: &'static str) -> &mut Draft {
        let next = self.words.len();
        let at = *self.names.entry(name).or_insert(next);
        if at == next {
            self.words.push((name, Draft { pos: 0, classes: [0; 6], sets: Bits::default() }, 0));
        }
        &mut self.words[at].1
    }

    fn read_forms(&mut self, file: &'static str) {
        for line in lines(file) {
            let mut forms = line.split_ascii_whitespace();
            if let Some(base) = forms.next() {
                self.irregular.insert(base, line);
            }
        }
    }

    fn read_classes(&mut self, file: &'static str) {
        let (mut class, mut bits) = (0u8, 0u16);
        for line in lines(file) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                bits = match name {
                    "det" => pos::DETERMINER,
                    "prep" => pos::PREPOSITION,
                    "to" => pos::TO,
                    "conj" => pos::AND,
                    "but" => pos::BUT,
                    "sub" => pos::SUBORDINATE,
                    "pron" => pos::PRONOUN,
                    "aux" => pos::AUXILIARY,
                    "neg" => pos::NEGATION,
                    "adv" => pos::ADVERB,
                    _ if name.starts_with("v.") => pos::VERB,
                    _ if name.starts_with("n.") => pos::NOUN,
                    _ => pos::ADJECTIVE,
                };
                class = if bits & pos::FUNCTION != 0 { 0 } else { self.class(name) };
                continue;
            }
            for name in line.split_ascii_whitespace() {
                let draft = self.word(name);
                draft.pos |= bits;
                add_class(&mut draft.classes, class);
            }
        }
    }

    fn read_sets(&mut self, file: &'static str) {
        for line in lines(file) {
            if let Some((name, words)) = line.strip_prefix('@').and_then(|l| l.split_once('=')) {
                self.add_set(name.trim(), words.split_ascii_whitespace());
            } else if let Some((_, steps)) = line.split_once(": ") {
                for step in steps.split_ascii_whitespace() {
                    let step = step.trim_start_matches(['^', '#']);
                    if step.starts_with(['@', '.']) || step == "unless" {
                        continue;
                    }
                    if names_set(step) {
                        self.add_set(step, step.split('|'));
                    } else {
                        self.word(step);
                    }
                }
            }
        }
    }

    fn add_set(&mut self, name: &'static str, words: impl Iterator<Item = &'static str>) {
        let at = match self.sets.get(name) {
            Some(at) => *at,
            None => {
                let at = self.sets.len() as u16;
                self.sets.insert(name, at);
                at
            }
        };
        debug_assert!(at < SetId::NOBODY.0, "more sets than fit");
        for word in words {
            let draft = self.word(word);
            draft.sets.add(SetId(at));
            if (name.ends_with("-verb") || matches!(name, "reading" | "doing")) && draft.pos & pos::FUNCTION == 0 {
                draft.pos |= pos::VERB;
            }
        }
    }

    fn read_synonyms(&mut self, file: &'static str) {
        for line in lines(file) {
            let mut words = line.split_ascii_whitespace();
            let Some(first) = words.next() else { continue };
            let group = hash(first.as_bytes());
            for word in std::iter::once(first).chain(words) {
                self.word(word);
                if let Some(at) = self.names.get(word) {
                    self.words[*at].2 = group;
                }
            }
        }
    }

    fn finish(self) -> Lexicon {
        let Builder { mut words, irregular, sets, classes, affixes, .. } = self;
        let class = |name: &str| classes.iter().position(|c| *c == name).unwrap_or_default() as u8;
        let (users, trades) = (class("n.user"), class("n.trade"));
        for (_, draft, _) in &mut words {
            if draft.pos == 0 {
                draft.pos = pos::NOUN;
            }
        }
        let mut entries: Vec<Entry> = Vec::with_capacity(words.len() + 256);
        let mut forms = Table::new(FORM_BITS);
        let mut compounds = Table::new(COMPOUND_BITS);
        // Single words first, as they are written.
        let entry_of = |lemma: u32, draft: &Draft, group: u32| {
            let group = if group == 0 { lemma } else { group };
            Entry { lemma, group, pos: draft.pos, classes: draft.classes, sets: draft.sets, starts_compound: false }
        };
        for (name, draft, group) in &words {
            if !is_compound(name) {
                let lemma = hash(name.as_bytes());
                forms.put(lemma, (entries.len() as u16, 0), false);
                entries.push(entry_of(lemma, draft, *group));
            }
        }
        // Then their forms. A form that is itself listed ("hiring") takes over what its base means.
        let mut buffer = String::with_capacity(48);
        let mut at = 0u16;
        for (name, _, _) in &words {
            if is_compound(name) {
                continue;
            }
            let base = entries[usize::from(at)];
            let mut add = |form: &str, bits: u16| {
                if form == *name {
                    return;
                }
                let key = hash(form.as_bytes());
                match forms.get(key) {
                    Some((other, old)) if other != at => {
                        let entry = &mut entries[usize::from(other)];
                        if old == 0 && entry.pos & pos::FUNCTION == 0 && base.pos & pos::FUNCTION == 0 {
                            entry.pos |= base.pos;
                            entry.sets.join(base.sets);
                            base.classes.iter().for_each(|class| add_class(&mut entry.classes, *class));
                            forms.put(key, (other, bits), false);
                        }
                    }
                    Some(_) => {}
                    None => forms.put(key, (at, bits), true),
                }
            };
            if let Some(line) = irregular.get(name) {
                for form in line.split_ascii_whitespace().skip(1) {
                    let bits = if form.ends_with("ing") {
                        flag::ING
                    } else if form.ends_with('s') {
                        flag::S
                    } else if base.pos & pos::VERB != 0 {
                        flag::ED
                    } else {
                        flag::S
                    };
                    add(form, bits);
                }
            } else if base.pos & (pos::FUNCTION | pos::ADJECTIVE) == 0 || base.pos & (pos::VERB | pos::NOUN) != 0 {
                inflect(name, base.pos, &mut buffer, &mut add);
            }
            at += 1;
        }
        // Last the compounds, by the base forms of their parts.
        let mut parts: Vec<u16> = Vec::with_capacity(6);
        for (name, draft, group) in &words {
            if !is_compound(name) {
                continue;
            }
            parts.clear();
            for part in name.split(['_', '-', '/']) {
                let key = hash(part.as_bytes());
                let index = match forms.get(key) {
                    Some((index, _)) => index,
                    None => {
                        let index = entries.len() as u16;
                        let lemma = hash(stem(part.as_bytes()).0);
                        entries.push(Entry {
                            lemma,
                            group: lemma,
                            pos: 0,
                            classes: [0; 6],
                            sets: Bits::default(),
                            starts_compound: false,
                        });
                        forms.put(key, (index, 0), true);
                        index
                    }
                };
                parts.push(index);
            }
            let (Some(first), Some(head)) = (parts.first(), parts.last()) else { continue };
            // A compound means what its head means, where the files of sets do not say otherwise.
            let mut compound = entry_of(hash(name.as_bytes()), draft, *group);
            if compound.sets == Bits::default() && compound.pos & pos::VERB == 0 {
                compound.sets = entries[usize::from(*head)].sets;
            }
            entries[usize::from(*first)].starts_compound = true;
            let mut key = entries[usize::from(*first)].lemma;
            for (n, part) in parts.iter().enumerate().skip(1) {
                key = combine(key, entries[usize::from(*part)].lemma);
                if n + 1 < parts.len() {
                    match compounds.get(key) {
                        Some((entry, _)) if entry != NONE => compounds.put(key, (entry, 1), false),
                        _ => compounds.put(key, PREFIX, false),
                    }
                } else {
                    let more = u16::from(compounds.get(key).is_some());
                    let index = entries.len() as u16;
                    match compounds.get(key) {
                        // The same compound in another spelling ("end-user", "end user").
                        Some((old, _)) if old != NONE => {
                            let entry = compound;
                            let known = &mut entries[usize::from(old)];
                            known.pos |= entry.pos;
                            known.sets.join(entry.sets);
                            entry.classes.iter().for_each(|class| add_class(&mut known.classes, *class));
                        }
                        _ => {
                            entries.push(compound);
                            compounds.put(key, (index, more), false);
                        }
                    }
                }
            }
        }
        Lexicon::of([forms.leak(), compounds.leak()], entries, sets, affixes, [users, trades])
    }
}

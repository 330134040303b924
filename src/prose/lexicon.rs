//! The vocabulary in memory: forms to entries, compounds, classes, sets. Read from `vocabulary/en/*.txt` at first use.

use std::sync::OnceLock;

use super::words::{Word, combine, flag, hash, stem};

/// No entry.
pub(super) const NONE: u16 = u16::MAX;

/// Parts of speech, as bits; a word may have several.
pub(super) mod pos {
    pub const VERB: u16 = 1;
    pub const NOUN: u16 = 1 << 1;
    pub const ADJECTIVE: u16 = 1 << 2;
    pub const ADVERB: u16 = 1 << 3;
    pub const DETERMINER: u16 = 1 << 4;
    pub const PREPOSITION: u16 = 1 << 5;
    pub const TO: u16 = 1 << 6;
    pub const AND: u16 = 1 << 7;
    pub const BUT: u16 = 1 << 8;
    pub const SUBORDINATE: u16 = 1 << 9;
    pub const PRONOUN: u16 = 1 << 10;
    pub const AUXILIARY: u16 = 1 << 11;
    pub const NEGATION: u16 = 1 << 12;
    /// Any word that builds the sentence and carries no content.
    pub const FUNCTION: u16 =
        ADVERB | DETERMINER | PREPOSITION | TO | AND | BUT | SUBORDINATE | PRONOUN | AUXILIARY | NEGATION;
}

/// Number of a set of the pattern files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SetId(pub u8);

/// Which sets a word belongs to. The sets of the signal patterns come first and lie in `low`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    pub low: u128,
    pub high: u128,
}

impl Bits {
    pub(super) fn add(&mut self, id: SetId) {
        if id.0 < 128 {
            self.low |= 1 << id.0;
        } else {
            self.high |= 1 << (id.0 - 128);
        }
    }

    pub(super) fn join(&mut self, other: Bits) {
        self.low |= other.low;
        self.high |= other.high;
    }

    #[inline]
    pub(super) fn has(&self, id: SetId) -> bool {
        if id.0 < 128 { self.low >> id.0 & 1 == 1 } else { self.high >> (id.0 - 128) & 1 == 1 }
    }
}

/// Sets that the code asks for by name.
macro_rules! known_sets {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// Sets that the code asks for by name; each stands in a file of the vocabulary (tested).
        pub(super) struct Known { $(pub $field: SetId),* }

        impl Known {
            fn find(names: &[String]) -> Known {
                let id = |name: &str| SetId(names.iter().position(|n| n == name).map_or(u8::MAX, |i| i as u8));
                Known { $($field: id($name)),* }
            }

            /// All of them with their names.
            #[cfg(test)]
            pub(super) fn all(&self) -> Vec<(&'static str, SetId)> {
                vec![$(($name, self.$field)),*]
            }
        }
    };
}

known_sets! {
    announce = "announce", include = "include", answerable = "answerable", action_noun = "action-noun", bundle = "bundle",
    hold_support = "hold-support", hold_advise = "hold-advise", hold_learn = "hold-learn",
    denying = "denying", denying_more = "denying-more", start_end = "start-end", purpose_verb = "purpose-verb",
    some_role = "some-role", relative = "relative", not_duty = "not-duty", subject_title = "subject-title",
    customer = "customer", user = "user", internal_user = "internal-user", prospect = "prospect", partner = "partner",
    team = "team", stakeholder = "stakeholder", executive = "executive", sales = "sales", support = "support", proxy = "proxy",
    second_hand = "second-hand", meet_verb = "meet-verb", with_verb = "with-verb", to_verb = "to-verb", from_verb = "from-verb",
    among_verb = "among-verb", meeting_noun = "meeting-noun", dealing_noun = "dealing-noun", research_act = "research-act",
    doing = "doing", reading = "reading", facing = "facing", facing_adjective = "facing-adjective",
    together = "together", by_way = "by-way", directly = "directly", contact_person = "contact-person", input = "input",
    strong_verb = "strong-verb", house = "house", customer_body = "customer-body", strong_noun = "strong-noun", panel = "panel",
    others_verb = "others-verb", customer_act = "customer-act", hiring_word = "hiring-word", research_word = "research-word",
    daily = "daily", weekly = "weekly", fortnightly = "fortnightly", monthly = "monthly", quarterly = "quarterly",
    yearly = "yearly", twice_yearly = "twice-yearly", day = "day", week = "week", fortnight = "fortnight", month = "month",
    sprint = "sprint", quarter = "quarter", year = "year", each = "each", once = "once", twice = "twice", times = "times",
    second = "second", open = "open", number_word = "number-word",
    half = "half", third = "third", quarter_share = "quarter-share", fifth = "fifth", most = "most",
    working_time = "working-time", not_share = "not-share",
    decision_verb = "decision-verb", subject_cancel = "subject-cancel",
    subject_sprint = "subject-sprint", subject_acceptance = "subject-acceptance", subject_hiring = "subject-hiring",
    subject_price = "subject-price", subject_budget = "subject-budget", subject_release = "subject-release",
    subject_roadmap = "subject-roadmap", subject_vision = "subject-vision", subject_goal = "subject-goal",
    subject_strategy = "subject-strategy", subject_backlog = "subject-backlog", subject_order = "subject-order",
    subject_team_level = "subject-team-level", subject_art_level = "subject-art-level",
    subject_solution_level = "subject-solution-level", subject_scope = "subject-scope", with_others = "with-others",
    advising = "advising",
    m_output = "m-output", m_activity = "m-activity", m_quality = "m-quality", m_learning = "m-learning",
    m_learning_verb = "m-learning-verb", m_impact = "m-impact", m_behaviour = "m-behaviour", m_outcome_noun = "m-outcome-noun",
    m_direction = "m-direction", m_on_time = "m-on-time", m_thing_done = "m-thing-done", people_served = "people-served",
}

/// What the lexicon knows of one base form or compound.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Hash of the base form.
    pub lemma: u32,
    /// Hash of the group of synonyms, or the lemma.
    pub group: u32,
    /// Bits of [`pos`].
    pub pos: u16,
    /// Classes, 0 for none.
    pub classes: [u8; 6],
    /// Sets of the pattern files.
    pub sets: Bits,
    /// Whether some compound begins with this word.
    starts_compound: bool,
}

/// See the module.
pub(super) struct Lexicon {
    forms: Table,
    compounds: Table,
    entries: Vec<Entry>,
    sets: Vec<String>,
    pub known: Known,
    pub not: u32,
    pub will: u32,
    pub be: u32,
    pub have: u32,
    pub number: u32,
    /// Sets of every figure: those that list `0`.
    figures: Bits,
    pub and: u16,
    short_is: [u32; 8],
}

/// Open addressing from a hash to an entry and the bits of a form.
struct Table {
    slots: Vec<(u32, u16, u16)>,
    mask: usize,
}

impl Table {
    fn new(bits: u32) -> Table {
        Table { slots: vec![(0, NONE, 0); 1 << bits], mask: (1 << bits) - 1 }
    }

    #[inline]
    fn get(&self, key: u32) -> Option<(u16, u16)> {
        let mut at = key as usize & self.mask;
        loop {
            let (k, entry, form) = self.slots[at];
            if k == key && (entry, form) != (NONE, 0) {
                return Some((entry, form));
            }
            if (entry, form) == (NONE, 0) {
                return None;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// Put `value` in, keeping what is there where `keep`.
    fn put(&mut self, key: u32, value: (u16, u16), keep: bool) {
        let mut at = key as usize & self.mask;
        loop {
            let (k, entry, form) = self.slots[at];
            if (entry, form) == (NONE, 0) || k == key {
                if (entry, form) == (NONE, 0) || !keep {
                    self.slots[at] = (key, value.0, value.1);
                }
                return;
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// Marks a hash in the table of compounds that only begins one.
const PREFIX: (u16, u16) = (NONE, 1);

const WORDS: &str = include_str!("vocabulary/en/words.txt");
const FUNCTION: &str = include_str!("vocabulary/en/function.txt");
const FORMS: &str = include_str!("vocabulary/en/forms.txt");
const SYNONYMS: &str = include_str!("vocabulary/en/synonyms.txt");

/// Patterns of the signals, with their sets.
pub(super) const SIGNALS: &str = include_str!("vocabulary/en/signals.txt");

/// Files that hold sets (`@name = words`) and patterns.
pub(super) const PATTERN_FILES: [&str; 7] = [
    SIGNALS,
    include_str!("vocabulary/en/contacts.txt"),
    include_str!("vocabulary/en/cadence.txt"),
    include_str!("vocabulary/en/clause.txt"),
    include_str!("vocabulary/en/decisions.txt"),
    include_str!("vocabulary/en/measures.txt"),
    include_str!("vocabulary/en/share.txt"),
];

/// The English lexicon.
pub(super) fn english() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::load)
}

/// A word on its way into the lexicon.
struct Draft {
    pos: u16,
    classes: Vec<u8>,
    sets: Bits,
}

impl Lexicon {
    #[inline]
    pub(super) fn word(&self, surface: u32) -> (u16, u16) {
        self.forms.get(surface).unwrap_or((NONE, 0))
    }

    #[inline]
    pub(super) fn entry(&self, index: u16) -> &Entry {
        &self.entries[usize::from(index)]
    }

    /// The lemma of an entry, 0 for none.
    pub(super) fn lemma_of(&self, index: u16) -> u32 {
        self.entries.get(usize::from(index)).map_or(0, |e| e.lemma)
    }

    /// Parts of speech of a word; none for an unknown one.
    #[inline]
    pub(super) fn pos(&self, word: &Word) -> u16 {
        if word.entry == NONE { 0 } else { self.entries[usize::from(word.entry)].pos }
    }

    /// Sets of a word.
    #[inline]
    pub(super) fn sets(&self, word: &Word) -> Bits {
        match word.entry {
            _ if word.is(flag::NUMBER) => self.figures,
            NONE => Bits::default(),
            entry => self.entries[usize::from(entry)].sets,
        }
    }

    /// The number of a set.
    pub(super) fn set(&self, name: &str) -> Option<SetId> {
        self.sets.iter().position(|s| s == name).map(|i| SetId(i as u8))
    }

    /// Whether `'s` after this word is "is" and no possessive ("it's", "that's").
    pub(super) fn takes_short_is(&self, lower: &[u8]) -> bool {
        lower.len() < 6 && self.short_is.contains(&hash(lower))
    }

    /// Join the words of compounds, longest first.
    pub(super) fn join_compounds(&self, words: &mut Vec<Word>) {
        let mut write = 0;
        let mut read = 0;
        while read < words.len() {
            let first = words[read];
            let mut joined = None;
            if first.entry != NONE
                && self.entries[usize::from(first.entry)].starts_compound
                && !first.is(flag::POSSESSIVE)
            {
                let mut key = first.lemma;
                for (next, word) in words.iter().enumerate().skip(read + 1) {
                    if word.mark != 0 && word.mark != b'/' {
                        break;
                    }
                    if word.mark == b'/' {
                        continue;
                    }
                    key = combine(key, word.lemma);
                    match self.compounds.get(key) {
                        Some(PREFIX) => {}
                        Some((entry, form)) => {
                            joined = Some((next, entry));
                            if form & 1 == 0 {
                                break;
                            }
                        }
                        None => break,
                    }
                    if word.is(flag::POSSESSIVE) {
                        break;
                    }
                }
            }
            if let Some((last, entry)) = joined {
                let tail = words[last];
                let lemma = self.entries[usize::from(entry)].lemma;
                let form = if self.entries[usize::from(entry)].pos & pos::VERB != 0 {
                    first.flags & (flag::ING | flag::ED | flag::S)
                } else {
                    tail.flags & flag::S
                };
                words[write] = Word {
                    start: first.start,
                    end: tail.end,
                    lemma,
                    surface: lemma,
                    entry,
                    flags: (first.flags & (flag::CAPITAL | flag::ALL_CAPITALS | flag::HYPHEN))
                        | (tail.flags & flag::POSSESSIVE)
                        | form
                        | flag::COMPOUND,
                    mark: 0,
                };
                read = last + 1;
            } else {
                words[write] = first;
                read += 1;
            }
            write += 1;
        }
        words.truncate(write);
    }

    fn load() -> Lexicon {
        let mut builder = Builder::default();
        builder.read_forms(FORMS);
        builder.read_classes(FUNCTION);
        builder.read_classes(WORDS);
        for file in PATTERN_FILES {
            builder.read_sets(file);
        }
        builder.read_synonyms(SYNONYMS);
        builder.finish()
    }
}

#[derive(Default)]
struct Builder {
    names: rustc_hash::FxHashMap<&'static str, usize>,
    words: Vec<(&'static str, Draft, u32)>,
    irregular: rustc_hash::FxHashMap<&'static str, &'static str>,
    classes: Vec<&'static str>,
    sets: Vec<String>,
}

impl Builder {
    fn word(&mut self, name: &'static str) -> &mut Draft {
        let next = self.words.len();
        let at = *self.names.entry(name).or_insert(next);
        if at == next {
            self.words.push((name, Draft { pos: 0, classes: Vec::new(), sets: Bits::default() }, 0));
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
        if self.classes.is_empty() {
            self.classes.push("");
        }
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
                class = if bits & pos::FUNCTION != 0 {
                    0
                } else {
                    self.classes.push(name);
                    (self.classes.len() - 1) as u8
                };
                continue;
            }
            for name in line.split_ascii_whitespace() {
                let draft = self.word(name);
                draft.pos |= bits;
                if class != 0 && !draft.classes.contains(&class) {
                    draft.classes.push(class);
                }
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
                    if !step.starts_with(['@', '.']) && step != "unless" {
                        self.add_set(step, step.split('|'));
                    }
                }
            }
        }
    }

    fn add_set(&mut self, name: &str, words: impl Iterator<Item = &'static str>) {
        let at = self.sets.iter().position(|s| s == name).unwrap_or_else(|| {
            self.sets.push(name.to_owned());
            self.sets.len() - 1
        });
        debug_assert!(at < 255, "more sets than fit");
        for word in words {
            let draft = self.word(word);
            draft.sets.add(SetId(at as u8));
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
        let Builder { mut words, irregular, sets, .. } = self;
        for (_, draft, _) in &mut words {
            if draft.pos == 0 {
                draft.pos = pos::NOUN;
            }
        }
        let mut entries: Vec<Entry> = Vec::with_capacity(words.len() + 256);
        let mut forms = Table::new(15);
        let mut compounds = Table::new(13);
        // Single words first, as they are written.
        let entry_of = |name: &str, draft: &Draft, group: u32| {
            let lemma = hash(name.as_bytes());
            let mut list = [0u8; 6];
            for (slot, class) in list.iter_mut().zip(&draft.classes) {
                *slot = *class;
            }
            let group = if group == 0 { lemma } else { group };
            Entry { lemma, group, pos: draft.pos, classes: list, sets: draft.sets, starts_compound: false }
        };
        for (name, draft, group) in &words {
            if !name.contains(['_', '-', '/']) {
                forms.put(hash(name.as_bytes()), (entries.len() as u16, 0), false);
                entries.push(entry_of(name, draft, *group));
            }
        }
        // Then their forms. A form that is itself listed ("hiring") takes over what its base means.
        let mut buffer = String::with_capacity(48);
        let mut at = 0u16;
        for (name, _, _) in &words {
            if name.contains(['_', '-', '/']) {
                continue;
            }
            let base = entries[usize::from(at)];
            let mut add = |form: &str, bits: u16| {
                let key = hash(form.as_bytes());
                match forms.get(key) {
                    Some((other, old)) if other != at => {
                        let entry = &mut entries[usize::from(other)];
                        if old == 0 && entry.pos & pos::FUNCTION == 0 && base.pos & pos::FUNCTION == 0 {
                            entry.pos |= base.pos;
                            entry.sets.join(base.sets);
                            for class in base.classes.iter().filter(|c| **c != 0) {
                                if !entry.classes.contains(class)
                                    && let Some(slot) = entry.classes.iter_mut().find(|c| **c == 0)
                                {
                                    *slot = *class;
                                }
                            }
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
            if !name.contains(['_', '-', '/']) {
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
            let Some(first) = parts.first() else { continue };
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
                            let entry = entry_of(name, draft, *group);
                            let known = &mut entries[usize::from(old)];
                            known.pos |= entry.pos;
                            known.sets.join(entry.sets);
                            for class in entry.classes.iter().filter(|c| **c != 0) {
                                if !known.classes.contains(class)
                                    && let Some(slot) = known.classes.iter_mut().find(|c| **c == 0)
                                {
                                    *slot = *class;
                                }
                            }
                        }
                        _ => {
                            entries.push(entry_of(name, draft, *group));
                            compounds.put(key, (index, more), false);
                        }
                    }
                }
            }
        }
        let and = forms.get(hash(b"and")).map_or(NONE, |f| f.0);
        let short_is = [&b"it"[..], b"that", b"he", b"she", b"there", b"here", b"what", b"let"].map(hash);
        let figure = forms.get(hash(b"0")).and_then(|(entry, _)| entries.get(usize::from(entry)));
        Lexicon {
            figures: figure.map(|e| e.sets).unwrap_or_default(),
            forms,
            compounds,
            entries,
            known: Known::find(&sets),
            sets,
            not: hash(b"not"),
            will: hash(b"will"),
            be: hash(b"be"),
            have: hash(b"have"),
            number: hash(b"0"),
            and,
            short_is,
        }
    }
}

/// Lines of a vocabulary file without comments and blank ones.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// Regular forms of `base`, in British and American spelling.
fn inflect(base: &str, pos: u16, buffer: &mut String, add: &mut impl FnMut(&str, u16)) {
    let bytes = base.as_bytes();
    let last = bytes.last().copied().unwrap_or(b' ');
    let before = bytes.len().checked_sub(2).map_or(b' ', |i| bytes[i]);
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let mut spelled = |form: &str, bits: u16| {
        add(form, bits);
        if form.contains("is") && (base.ends_with("ise") || base.ends_with("isation")) {
            let at = form.rfind("is").unwrap_or(0);
            let mut other = [0u8; 48];
            if form.len() <= 48 {
                other[..form.len()].copy_from_slice(form.as_bytes());
                other[at + 1] = b'z';
                if let Ok(text) = std::str::from_utf8(&other[..form.len()]) {
                    add(text, bits);
                }
            }
        } else if let Some(at) =
            form.find("our").filter(|_| base.len() > 5 && (base.ends_with("our") || base.ends_with("iour")))
        {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_the_code_asks_for_stands_in_a_file() {
        let lexicon = english();
        assert!(lexicon.sets.len() < 255, "{} sets", lexicon.sets.len());
        for (name, id) in lexicon.known.all() {
            assert_eq!(lexicon.set(name), Some(id), "no set named {name}");
        }
    }

    #[test]
    fn forms_lead_to_their_base() {
        let lexicon = english();
        for (form, base) in [
            ("prioritizing", "prioritise"),
            ("prioritised", "prioritise"),
            ("stories", "story"),
            ("planned", "plan"),
            ("wrote", "write"),
            ("analyzes", "analyse"),
            ("criteria", "criterion"),
            ("travelling", "travel"),
        ] {
            let (entry, _) = lexicon.word(hash(form.as_bytes()));
            assert!(entry != NONE, "{form} is unknown");
            assert_eq!(lexicon.entry(entry).lemma, hash(base.as_bytes()), "{form}");
        }
    }
}

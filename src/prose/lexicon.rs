//! The vocabulary in memory: forms to entries, compounds, classes, sets.

use rustc_hash::FxHashMap;

use super::affixes::Affixes;
use super::words::{Word, combine, flag, hash};

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
pub(super) struct SetId(pub u16);

impl SetId {
    /// A set that no word belongs to. Those of the files have smaller numbers.
    pub(super) const NOBODY: SetId = SetId(319);
}

/// Which sets a word belongs to, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(pub(super) [u64; 5]);

impl Bits {
    pub(super) fn of(sets: impl IntoIterator<Item = SetId>) -> Bits {
        let mut bits = Bits::default();
        sets.into_iter().for_each(|set| bits.add(set));
        bits
    }

    pub(super) fn add(&mut self, id: SetId) {
        if let Some(part) = self.0.get_mut(usize::from(id.0 >> 6)) {
            *part |= 1 << (id.0 & 63);
        }
    }

    pub(super) fn join(&mut self, other: Bits) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, others)| *mine |= others);
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |any, part| any | part) == 0
    }

    /// Whether every set of `others` is among these.
    #[inline]
    pub(super) fn has_all(&self, others: Bits) -> bool {
        self.0.iter().zip(others.0).all(|(mine, others)| mine & others == others)
    }

    /// Whether any set of `others` is among these.
    #[inline]
    pub(super) fn has_any(&self, others: Bits) -> bool {
        self.0.iter().zip(others.0).fold(0, |common, (mine, others)| common | mine & others) != 0
    }

    #[inline]
    pub(super) fn has(&self, id: SetId) -> bool {
        self.0.get(usize::from(id.0 >> 6)).is_some_and(|part| part >> (id.0 & 63) & 1 == 1)
    }

    /// Those that are among `others`, too.
    pub(super) fn common(&self, others: Bits) -> Bits {
        Bits(std::array::from_fn(|at| self.0[at] & others.0[at]))
    }

    /// Hands each set to `look`, in order.
    #[inline]
    pub(super) fn each(&self, mut look: impl FnMut(SetId)) {
        for (part, mut left) in (0u16..).zip(self.0) {
            while left != 0 {
                look(SetId(part << 6 | left.trailing_zeros() as u16));
                left &= left - 1;
            }
        }
    }
}

/// Sets that the code asks for by name.
macro_rules! known_sets {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// Sets that the code asks for by name; each stands in a file of the vocabulary (tested).
        pub(super) struct Known { $(pub $field: SetId),* }

        impl Known {
            fn find(names: &FxHashMap<&'static str, u16>) -> Known {
                let id = |name: &str| names.get(name).copied().map_or(SetId::NOBODY, SetId);
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
    strong_verb = "strong-verb", house = "house", customer_body = "customer-body", strong_noun = "strong-noun", owned_in_house = "owned-in-house", panel = "panel",
    others_verb = "others-verb", customer_act = "customer-act", hiring_word = "hiring-word", research_word = "research-word",
    office = "office", staff = "staff", outside_body = "outside-body", outside_place = "outside-place",
    in_person = "in-person", their_place = "their-place",
    asking = "asking", customer_asking = "customer-asking", answering = "answering", their_doing = "their-doing", paper = "paper",
    helping_hand = "helping-hand", wh_word = "wh-word", perception = "perception", jointly = "jointly", lesson = "lesson",
    bridge = "bridge", acting = "acting", tending = "tending",
    go_between = "go-between", towards = "towards", changing = "changing", teaching = "teaching", inside_title = "inside-title", amount = "amount", participle = "participle", counted = "counted", masked = "masked", masked_customer = "masked-customer", preparing = "preparing", posted = "posted", given = "given",
    giving = "giving", of_people = "of-people", only_people = "only-people",
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
    subject_solution_level = "subject-solution-level", subject_portfolio = "subject-portfolio", subject_scope = "subject-scope", with_others = "with-others",
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
    pub starts_compound: bool,
}

/// See the module.
pub(super) struct Lexicon {
    pub forms: Table,
    pub compounds: Table,
    pub entries: Vec<Entry>,
    /// Numbers of the sets.
    pub sets: FxHashMap<&'static str, u16>,
    pub affixes: Affixes,
    /// The class of people who use what others make.
    pub users: u8,
    /// The class of what trades are about.
    pub trades: u8,
    pub known: Known,
    /// The sets that name a class of people.
    pub people: Bits,
    pub not: u32,
    pub will: u32,
    pub be: u32,
    pub have: u32,
    pub number: u32,
    /// Sets of every figure: those that list `0`.
    pub figures: Bits,
    pub and: u16,
    pub short_is: [u32; 8],
}

impl Known {
    /// The sets that name a class of people: customers, users, the board.
    fn people(&self) -> Bits {
        Bits::of([
            self.customer,
            self.user,
            self.internal_user,
            self.prospect,
            self.partner,
            self.team,
            self.stakeholder,
            self.executive,
            self.sales,
            self.support,
        ])
    }
}

/// Open addressing from a hash to an entry and the bits of a form. The slots stand in the binary as they are.
pub(super) struct Table<S = &'static [Slot]> {
    pub(super) slots: S,
}

/// A hash, an entry and the bits of a form, two bytes each of the last two; [`FREE`] where nothing stands.
pub(super) type Slot = [u8; 8];

/// A slot that holds nothing.
const FREE: (u16, u16) = (NONE, 0);

fn slot(key: u32, (entry, form): (u16, u16)) -> Slot {
    let ([a, b, c, d], [e, f], [g, h]) = (key.to_le_bytes(), entry.to_le_bytes(), form.to_le_bytes());
    [a, b, c, d, e, f, g, h]
}

fn parts([a, b, c, d, e, f, g, h]: Slot) -> (u32, (u16, u16)) {
    (u32::from_le_bytes([a, b, c, d]), (u16::from_le_bytes([e, f]), u16::from_le_bytes([g, h])))
}

impl<S: AsRef<[Slot]>> Table<S> {
    #[inline]
    pub(super) fn get(&self, key: u32) -> Option<(u16, u16)> {
        let slots = self.slots.as_ref();
        let mask = slots.len().wrapping_sub(1);
        let mut at = key as usize & mask;
        loop {
            let (other, value) = parts(*slots.get(at)?);
            if value == FREE {
                return None;
            }
            if other == key {
                return Some(value);
            }
            at = (at + 1) & mask;
        }
    }
}

#[allow(dead_code, reason = "for the build of the program")]
impl Table<Vec<Slot>> {
    /// An empty table of two to the power of `bits` slots.
    pub(super) fn new(bits: u32) -> Self {
        Table { slots: vec![slot(0, FREE); 1 << bits] }
    }

    /// Put `value` in, keeping what is there where `keep`.
    pub(super) fn put(&mut self, key: u32, value: (u16, u16), keep: bool) {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let (other, old) = parts(self.slots[at]);
            if old == FREE || other == key {
                if old == FREE || !keep {
                    self.slots[at] = slot(key, value);
                }
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// The same for as long as the program runs.
    pub(super) fn leak(self) -> Table {
        Table { slots: self.slots.leak() }
    }
}

/// Marks a hash in the table of compounds that only begins one.
pub(super) const PREFIX: (u16, u16) = (NONE, 1);

/// Patterns of the signals, with their sets.
pub(super) const SIGNALS: &str = include_str!("vocabulary/en/signals.txt");

impl Lexicon {
    /// A lexicon of what the files tell; the rest follows from it.
    pub(super) fn of(
        [forms, compounds]: [Table; 2],
        entries: Vec<Entry>,
        sets: FxHashMap<&'static str, u16>,
        affixes: Affixes,
        [users, trades]: [u8; 2],
    ) -> Lexicon {
        let known = Known::find(&sets);
        let figure = forms.get(hash(b"0")).and_then(|(entry, _)| entries.get(usize::from(entry)));
        Lexicon {
            figures: figure.map(|e| e.sets).unwrap_or_default(),
            and: forms.get(hash(b"and")).map_or(NONE, |f| f.0),
            people: known.people(),
            known,
            forms,
            compounds,
            entries,
            sets,
            affixes,
            users,
            trades,
            not: hash(b"not"),
            will: hash(b"will"),
            be: hash(b"be"),
            have: hash(b"have"),
            number: hash(b"0"),
            short_is: [&b"it"[..], b"that", b"he", b"she", b"there", b"here", b"what", b"let"].map(hash),
        }
    }

    #[inline]
    pub(super) fn word(&self, surface: u32) -> (u16, u16) {
        self.forms.get(surface).unwrap_or((NONE, 0))
    }

    #[inline]
    pub(super) fn entry(&self, index: u16) -> &Entry {
        &self.entries[usize::from(index)]
    }

    /// Classes of a word; of one that stands in no list, what its beginning and its ending tell.
    #[inline]
    pub(super) fn classes(&self, word: &Word, text: &str) -> [u8; 6] {
        if word.entry != NONE {
            return self.entries[usize::from(word.entry)].classes;
        }
        if word.mark != 0 || word.is(flag::NUMBER) {
            return [0; 6];
        }
        self.guess(text.as_bytes().get(word.start as usize..word.end as usize).unwrap_or_default())
    }

    /// Classes of a word that stands in no list: those of the rest behind a known beginning, or what its ending speaks for.
    fn guess(&self, written: &[u8]) -> [u8; 6] {
        let mut lower = [0u8; 32];
        let Some(word) = lower.get_mut(..written.len()) else { return [0; 6] };
        word.copy_from_slice(written);
        word.make_ascii_lowercase();
        for rest in self.affixes.rests(word) {
            if let Some((entry, _)) = self.forms.get(hash(rest)) {
                let entry = &self.entries[usize::from(entry)];
                if entry.classes[0] != 0 && entry.pos & pos::FUNCTION == 0 {
                    return entry.classes;
                }
            }
        }
        [self.affixes.ending(word), 0, 0, 0, 0, 0]
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

    /// How many words each set has, by its number.
    pub(super) fn words_of_sets(&self) -> Vec<u16> {
        let mut counts = vec![0; usize::from(SetId::NOBODY.0) + 1];
        for entry in &self.entries {
            entry.sets.each(|set| {
                if let Some(count) = counts.get_mut(usize::from(set.0)) {
                    *count += 1;
                }
            });
        }
        counts
    }

    /// The number of a set.
    pub(super) fn set(&self, name: &str) -> Option<SetId> {
        self.sets.get(name).copied().map(SetId)
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
                if write < read {
                    words[write] = first;
                }
                read += 1;
            }
            write += 1;
        }
        words.truncate(write);
    }
}

/// Whether a step of a pattern names a set; one that is a single word needs none of its own: there is room for few.
pub(super) fn names_set(step: &str) -> bool {
    step.contains(['@', '|'])
}

/// Lines of a vocabulary file without comments and blank ones.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

//! A second opinion on contacts: where the grammar sees no meeting, a small linear model over words, their sets and how they
//! stand to the people named.
//!
//! The weights stand in `model/contact.bin`, made by `cargo run --release --example train_contact`: magic, scale, bias, then rows of
//! a hash table: a check of two bytes and a weight.

use std::sync::OnceLock;

use super::clause::{Clause, Role, View};
use super::contact::{Named, Verdict, at_first_hand};
use super::features::Feature;
use super::lexicon::{Bits, Lexicon, SetId, pos};
use super::rows::Rows;
use super::who::Standing;
use super::words::{combine, flag, hash};
use super::{ContactClass, ContactReading, Context};

/// Bytes before the rows.
pub(super) const HEADER: usize = 16;
/// First bytes of the file.
pub(super) const MAGIC: &[u8; 8] = b"RLCON\0\0\x01";
/// The rows, each with one weight.
pub(super) const ROWS: Rows = Rows { start: HEADER, count: 4096, bytes: 3, probes: 6 };

const MODEL: &[u8] = include_bytes!("model/contact.bin");

/// From this probability on a meeting is seen. Chosen by leaving one employer out and on sentences not trained on.
const ENOUGH: f32 = 0.4;

/// How sure a contact can be that the grammar does not see.
const SUREST: f32 = 0.6;

/// How many words back the verb may stand that governs the people.
const REACH: usize = 9;

/// Kinds of signs; part of each hash.
mod kind {
    pub const WORD: u32 = 0x1101;
    pub const SET: u32 = 0x2103;
    pub const PAIR: u32 = 0x3105;
    pub const NEXT: u32 = 0x4107;
    pub const NEXT_SET: u32 = 0x5109;
    pub const NEXT_NOUN: u32 = 0x610b;
    pub const PREPOSITION: u32 = 0x710d;
    pub const VERB: u32 = 0x810f;
    pub const VERB_PREPOSITION: u32 = 0x9111;
    pub const VERB_SET: u32 = 0xa113;
    pub const VERB_CLASS: u32 = 0xb115;
    pub const VERB_DIRECT: u32 = 0xc117;
    pub const NOUN: u32 = 0xd119;
    pub const NOUN_SET: u32 = 0xe11b;
    pub const VERB_NOUN: u32 = 0xf11d;
    pub const ROLE: u32 = 0x1_011f;
    pub const VERDICT: u32 = 0x1_1121;
    pub const MAIN_VERB: u32 = 0x1_2123;
    pub const MAIN_VERB_SET: u32 = 0x1_3125;
    pub const MAIN_PAIR: u32 = 0x1_4127;
    pub const SHAPE: u32 = 0x1_5129;
}

/// The sets that tell of meetings, or of what is none, with the numbers that the model file gives them.
struct Telling {
    sets: Bits,
    /// By the number of the set in the lexicon.
    numbers: Vec<u8>,
}

impl Telling {
    fn of(lexicon: &Lexicon) -> &'static Telling {
        static TELLING: OnceLock<Telling> = OnceLock::new();
        TELLING.get_or_init(|| {
            let mut telling = Telling { sets: Bits::default(), numbers: vec![0; usize::from(SetId::NOBODY.0) + 1] };
            for (number, set) in (0..).zip(sets(lexicon)) {
                telling.sets.add(set);
                telling.numbers[usize::from(set.0)] = number;
            }
            telling
        })
    }

    /// The numbers of those among `sets`, in order.
    fn among(&self, sets: &Bits) -> impl Iterator<Item = u32> + use<> {
        let mut left = 0u64;
        sets.common(self.sets).each(|set| left |= 1 << self.numbers[usize::from(set.0)]);
        std::iter::from_fn(move || {
            let number = left.trailing_zeros();
            left &= left.checked_sub(1)?;
            Some(number)
        })
    }
}

/// The sets of [`Telling`]. Their order is part of the model file.
fn sets(lexicon: &Lexicon) -> [SetId; 46] {
    let k = &lexicon.known;
    [
        k.meet_verb,
        k.with_verb,
        k.to_verb,
        k.from_verb,
        k.among_verb,
        k.dealing_noun,
        k.meeting_noun,
        k.research_act,
        k.doing,
        k.reading,
        k.facing,
        k.together,
        k.by_way,
        k.directly,
        k.contact_person,
        k.input,
        k.strong_verb,
        k.strong_noun,
        k.panel,
        k.others_verb,
        k.hiring_word,
        k.research_word,
        k.in_person,
        k.their_place,
        k.asking,
        k.answering,
        k.paper,
        k.helping_hand,
        k.perception,
        k.jointly,
        k.lesson,
        k.go_between,
        k.teaching,
        k.given,
        k.giving,
        k.preparing,
        k.masked,
        k.masked_customer,
        k.second_hand,
        k.proxy,
        k.house,
        k.some_role,
        k.support,
        k.sales,
        k.changing,
        k.customer_asking,
    ]
}

/// Whether there is something to ask about: people of the outside, or an act that cannot be done without them.
pub(super) fn is_asked(view: &View<'_>, clause: &Clause, people: &[Named]) -> bool {
    let k = &view.lexicon.known;
    people.iter().any(is_asked_about)
        || [
            k.research_act,
            k.contact_person,
            k.in_person,
            k.facing_adjective,
            k.customer_asking,
            k.masked,
            k.masked_customer,
            k.second_hand,
            k.strong_noun,
        ]
        .into_iter()
        .any(|set| clause.present.has(set))
}

/// People who may be customers or users.
fn is_asked_about(named: &Named) -> bool {
    named.who.standing != Standing::Known || named.who.class.is_market()
}

/// A contact that the grammar does not see, if the model does.
pub(super) fn ask(
    view: &View<'_>,
    clause: &Clause,
    text: &str,
    context: &Context,
    people: &[Named],
    out: &mut Vec<Feature>,
) -> Option<ContactReading> {
    if !is_asked(view, clause, people) {
        return None;
    }
    signs(view, clause, text, people, out);
    let sum: i32 = out.iter().map(|(sign, _)| i32::from(weight(*sign))).sum();
    let probability = 1.0 / (1.0 + (-(sum as f32 * float(8) + float(12))).exp());
    if probability < ENOUGH {
        return None;
    }
    let mut of_word = vec![0i32; view.words.len()];
    for (sign, at) in out.iter() {
        if let Some(sum) = of_word.get_mut(usize::from(*at)) {
            *sum += i32::from(weight(*sign));
        }
    }
    let strongest = |but: usize| (0..of_word.len()).filter(|i| *i != but).max_by_key(|i| (of_word[*i], usize::MAX - i));
    let asked = people.iter().filter(|n| is_asked_about(n) && n.who.class != ContactClass::Partner);
    let named = asked.max_by_key(|n| (n.who.standing == Standing::Known, of_word[n.at]));
    let own = |class: ContactClass| match class {
        _ if context.internal_users => ContactClass::InternalUser,
        ContactClass::Customer | ContactClass::InternalUser | ContactClass::Prospect => class,
        _ => ContactClass::User,
    };
    // "Drivers know within a day": what they do of themselves.
    if named.is_some_and(|n| is_subject(view, n.at)) {
        return None;
    }
    let at = named.map(|n| n.at).or_else(|| strongest(usize::MAX))?;
    if view.words[at].is(flag::NEGATED) || clause.is_others(at) {
        return None;
    }
    let class = named.map_or(ContactClass::User, |n| n.who.class);
    let tie = strongest(at).filter(|i| of_word[*i] > 0).unwrap_or(at);
    Some(at_first_hand(view, at, tie, own(class), probability.min(SUREST)))
}

/// Whether word `at` begins the statement and a verb follows it.
fn is_subject(view: &View<'_>, at: usize) -> bool {
    let next = view.pos(at + 1);
    (0..at).all(|j| view.pos(j) & (pos::DETERMINER | pos::ADJECTIVE) != 0)
        && (next & pos::AUXILIARY != 0 || next & (pos::VERB | pos::NOUN) == pos::VERB)
}

/// A word as the model sees it: who is named is all one.
fn token(view: &View<'_>, people: &[Named], i: usize) -> u32 {
    const MARKET: u32 = hash(b"<people of the market>");
    const PARTNER: u32 = hash(b"<partners>");
    const HOUSE: u32 = hash(b"<people of the house>");
    match people.iter().find(|n| n.at == i) {
        Some(n) if n.who.class == ContactClass::Partner => PARTNER,
        Some(n) if n.who.standing == Standing::Known && n.who.class.is_market() => MARKET,
        Some(n) if n.who.standing == Standing::Known => HOUSE,
        _ if !view.is_word(i) => u32::from(view.words[i].mark),
        _ => view.words[i].lemma,
    }
}

/// The signs of a statement into `out` (cleared first).
pub(super) fn signs(view: &View<'_>, clause: &Clause, text: &str, people: &[Named], out: &mut Vec<Feature>) {
    out.clear();
    let telling = Telling::of(view.lexicon);
    let n = view.words.len();
    let of = |i: usize| telling.among(&clause.sets[i]);
    let mut tokens = [0u32; 64];
    for (i, token_of) in tokens.iter_mut().enumerate().take(n) {
        *token_of = token(view, people, i);
    }
    let tok = |i: usize| tokens.get(i).copied().unwrap_or(0);
    for i in (0..n).filter(|i| view.is_word(*i)) {
        let p = view.pos(i);
        let at = i as u16;
        if p & pos::FUNCTION == 0 || p & (pos::VERB | pos::NOUN | pos::ADJECTIVE) != 0 {
            out.push((combine(tok(i), kind::WORD), at));
        }
        out.extend(of(i).map(|s| (combine(s, kind::SET), at)));
        if i + 1 < n {
            out.push((combine(combine(tok(i), tok(i + 1)), kind::PAIR), at));
        }
    }
    let whole = u16::MAX;
    let mut kinds = 0u32;
    let mut count = 0u32;
    for named in people.iter().filter(|n| is_asked_about(n)) {
        count += 1;
        let of_kind = match named.who.standing {
            Standing::Known if named.who.class == ContactClass::Partner => 0,
            Standing::Known => 1,
            Standing::Either => 2,
            Standing::Pronoun => 3,
            Standing::Unlisted => 4,
            Standing::Guessed => 5,
        };
        kinds |= 1 << of_kind;
        around(view, clause, text, named, (of_kind, &tok, &of), out);
    }
    if let Some(v) = clause.verb {
        out.push((combine(view.words[v].lemma, kind::MAIN_VERB), v as u16));
        out.extend(of(v).map(|s| (combine(s, kind::MAIN_VERB_SET), v as u16)));
        if let Some(h) = clause.head {
            out.push((combine(combine(view.words[v].lemma, view.words[h].lemma), kind::MAIN_PAIR), h as u16));
        }
    }
    let negated = view.words.iter().any(|w| w.is(flag::NEGATED));
    for shape in [kinds, 0x100 + count.min(3), 0x200 + (n as u32 / 6).min(5), 0x300 + u32::from(negated)] {
        out.push((combine(shape, kind::SHAPE), whole));
    }
}

/// The signs around named people: the preposition before them, the verb and the noun that govern them, what follows.
fn around<I: Iterator<Item = u32>>(
    view: &View<'_>,
    clause: &Clause,
    text: &str,
    named: &Named,
    (of_kind, tok, of): (u32, &impl Fn(usize) -> u32, &impl Fn(usize) -> I),
    out: &mut Vec<Feature>,
) {
    let i = named.at;
    let at = i as u16;
    let next = i + 1;
    let next_token = if next < view.words.len() { tok(next) } else { 1 };
    out.push((combine(next_token, kind::NEXT), at));
    if view.is_word(next) {
        out.extend(of(next).map(|s| (combine(s, kind::NEXT_SET), at)));
        let noun = view.pos(next) & pos::NOUN != 0 && view.pos(next) & pos::FUNCTION == 0;
        out.push((combine(u32::from(noun), kind::NEXT_NOUN), at));
    }
    let (mut preposition, mut noun, mut verb) = (0u32, None, None);
    for j in (i.saturating_sub(REACH)..i).rev() {
        if view.is_stop(j) {
            break;
        }
        if !view.is_word(j) {
            continue;
        }
        let p = view.pos(j);
        if preposition == 0 && p & (pos::PREPOSITION | pos::TO) != 0 {
            preposition = view.words[j].lemma;
        } else if p & pos::VERB != 0
            && (matches!(clause.roles[j], Role::Verb | Role::Also)
                || p & pos::NOUN == 0
                || j > 0 && view.pos(j - 1) & (pos::TO | pos::AUXILIARY) != 0)
        {
            verb = Some(j);
            break;
        } else if preposition != 0 && noun.is_none() && p & pos::NOUN != 0 && p & pos::FUNCTION == 0 {
            noun = Some(j);
        }
    }
    let mut tied =
        |value: u32, kind: u32, word: usize| out.push((combine(combine(value, preposition), kind), word as u16));
    tied(0, kind::PREPOSITION, i);
    if let Some(v) = verb {
        tied(tok(v), kind::VERB_PREPOSITION, v);
        of(v).for_each(|s| tied(s, kind::VERB_SET, v));
        let classes = view.lexicon.classes(&view.words[v], text);
        classes.into_iter().take_while(|c| *c != 0).for_each(|c| tied(u32::from(c), kind::VERB_CLASS, v));
        if noun.is_none() {
            tied(combine(tok(v), of_kind), kind::VERB_DIRECT, v);
        }
    }
    if let Some(m) = noun {
        tied(tok(m), kind::NOUN, m);
        of(m).for_each(|s| tied(s, kind::NOUN_SET, m));
        if let Some(v) = verb {
            for s in of(v) {
                of(m).for_each(|t| tied(s << 8 | t, kind::VERB_NOUN, m));
            }
        }
    }
    if let Some(v) = verb {
        out.push((combine(tok(v), kind::VERB), v as u16));
    }
    out.push((combine(clause.roles[i] as u32, kind::ROLE), at));
    let verdict = match named.verdict {
        Verdict::Met => 0,
        Verdict::NoTie => 1,
        Verdict::Others => 2,
        Verdict::TooWeak => 3,
    };
    out.push((combine(verdict << 8 | of_kind << 4 | u32::from(clause.is_others(i)), kind::VERDICT), at));
}

fn float(at: usize) -> f32 {
    MODEL.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0.0, f32::from_le_bytes)
}

/// The weight of a sign, 0 where it has none.
#[inline]
fn weight(sign: u32) -> i8 {
    ROWS.find(MODEL, sign).and_then(|at| MODEL.get(at + 2)).map_or(0, |weight| *weight as i8)
}

/// Put a model file together, the weightiest signs first: a full neighbourhood leaves a sign out.
pub(super) fn model_file(weights: &[(u32, f64)], bias: f64) -> Vec<u8> {
    let largest = weights.iter().fold(1e-9f64, |m, (_, w)| m.max(w.abs()));
    let scale = largest / 127.0;
    let mut file = vec![0u8; HEADER + ROWS.count * ROWS.bytes];
    file[..8].copy_from_slice(MAGIC);
    file[8..12].copy_from_slice(&(scale as f32).to_le_bytes());
    file[12..16].copy_from_slice(&(bias as f32).to_le_bytes());
    for (sign, value) in weights {
        if let Some(at) = ROWS.make(&mut file, *sign) {
            file[at + 2] = (value / scale).round().clamp(-127.0, 127.0) as i8 as u8;
        }
    }
    file
}

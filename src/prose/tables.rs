//! The lexicon out of the bytes that were made of the vocabulary's files when the program was built (`build.rs`).

use super::affixes::Affixes;
use super::lexicon::{Bits, COMPOUND_BITS, Entry, FORM_BITS, Lexicon, SetId, Table};

/// The lexicon that `loading::write` wrote. What is missing at the end counts as empty.
pub(super) fn read(bytes: &'static [u8]) -> Lexicon {
    let mut rest = Rest(bytes);
    let classes = rest.take();
    let sets = (0..rest.count()).map(|number| (rest.text(), number as u16));
    let sets = sets.filter_map(|(name, number)| Some((std::str::from_utf8(name).ok()?, number))).collect();
    let mut affixes = Affixes::default();
    (0..rest.count()).for_each(|_| affixes.add_beginning(rest.text()));
    for _ in 0..rest.count() {
        let [class] = rest.take();
        affixes.add_ending(rest.text(), class);
    }
    let entry = |rest: &mut Rest| Entry {
        lemma: u32::from_le_bytes(rest.take()),
        group: u32::from_le_bytes(rest.take()),
        pos: u16::from_le_bytes(rest.take()),
        classes: rest.take(),
        sets: Bits::of((0..rest.take::<1>()[0]).map(|_| SetId(u16::from_le_bytes(rest.take())))),
        starts_compound: rest.take() == [1],
    };
    let entries = (0..rest.count()).map(|_| entry(&mut rest)).collect();
    let tables = [FORM_BITS, COMPOUND_BITS].map(|bits| {
        let mut table = Table::new(bits);
        for _ in 0..rest.count() {
            let key = u32::from_le_bytes(rest.take());
            table.put(key, (u16::from_le_bytes(rest.take()), u16::from_le_bytes(rest.take())), true);
        }
        table
    });
    Lexicon::of(tables, entries, sets, affixes, classes)
}

/// What is still to be read.
struct Rest(&'static [u8]);

impl Rest {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let Some((taken, rest)) = self.0.split_first_chunk() else {
            self.0 = &[];
            return [0; N];
        };
        self.0 = rest;
        *taken
    }

    fn count(&mut self) -> usize {
        u32::from_le_bytes(self.take()) as usize
    }

    fn text(&mut self) -> &'static [u8] {
        let length = self.count();
        let (text, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        text
    }
}

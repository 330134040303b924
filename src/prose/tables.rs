//! The lexicon out of the bytes that were made of the vocabulary's files when the program was built (`build.rs`).

use super::affixes::Affixes;
use super::lexicon::{Bits, Entry, Lexicon, SetId, Slot, Table};

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
    let entries = (0..rest.count()).map(|_| entry(&mut rest)).collect();
    let tables = [rest.slots(), rest.slots()].map(|slots| Table { slots });
    Lexicon::of(tables, entries, sets, affixes, classes)
}

fn entry(rest: &mut Rest) -> Entry {
    let [a, b, c, d, e, f, g, h, i, j, classes @ .., starts_compound, sets] = rest.take::<18>();
    Entry {
        lemma: u32::from_le_bytes([a, b, c, d]),
        group: u32::from_le_bytes([e, f, g, h]),
        pos: u16::from_le_bytes([i, j]),
        classes,
        sets: Bits::of((0..sets).map(|_| SetId(u16::from_le_bytes(rest.take())))),
        starts_compound: starts_compound == 1,
    }
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

    /// A whole table, or an empty one.
    fn slots(&mut self) -> &'static [Slot] {
        let bytes = self.count() * size_of::<Slot>();
        let Some((slots, rest)) = self.0.split_at_checked(bytes) else { return &[] };
        self.0 = rest;
        slots.as_chunks().0
    }

    fn text(&mut self) -> &'static [u8] {
        let length = self.count();
        let (text, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        text
    }
}

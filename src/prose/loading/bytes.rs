//! A lexicon as bytes, which `tables.rs` reads.

use crate::prose::lexicon::Lexicon;

/// See the module.
pub fn write(lexicon: &Lexicon) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend([lexicon.users, lexicon.trades]);
    let mut sets: Vec<_> = lexicon.sets.iter().collect();
    sets.sort_unstable_by_key(|(_, number)| **number);
    write_count(&mut out, sets.len());
    for (name, _) in sets {
        write_text(&mut out, name.as_bytes());
    }
    let (beginnings, endings) = (lexicon.affixes.beginnings.iter().flatten(), lexicon.affixes.endings.iter().flatten());
    let beginnings: Vec<_> = beginnings.collect();
    write_count(&mut out, beginnings.len());
    beginnings.into_iter().for_each(|beginning| write_text(&mut out, beginning));
    let endings: Vec<_> = endings.collect();
    write_count(&mut out, endings.len());
    for (ending, class) in endings {
        out.push(*class);
        write_text(&mut out, ending);
    }
    write_count(&mut out, lexicon.entries.len());
    for entry in &lexicon.entries {
        out.extend(entry.lemma.to_le_bytes());
        out.extend(entry.group.to_le_bytes());
        out.extend(entry.pos.to_le_bytes());
        out.extend(entry.classes);
        out.push(u8::from(entry.starts_compound));
        let mut sets = Vec::new();
        entry.sets.each(|set| sets.push(set.0));
        out.push(sets.len() as u8);
        sets.into_iter().for_each(|set| out.extend(set.to_le_bytes()));
    }
    for table in [&lexicon.forms, &lexicon.compounds] {
        write_count(&mut out, table.slots.len());
        out.extend(table.slots.as_flattened());
    }
    out
}

fn write_count(out: &mut Vec<u8>, count: usize) {
    out.extend((count as u32).to_le_bytes());
}

fn write_text(out: &mut Vec<u8>, text: &[u8]) {
    write_count(out, text.len());
    out.extend(text);
}

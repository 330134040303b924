//! The English lexicon, as the vocabulary's files (`vocabulary/en/*.txt`) had it when the program was built.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::tables;

const TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.bin"));

/// The English lexicon.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| tables::read(TABLES));
    &LEXICON
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::lexicon::{NONE, SetId};
    use crate::prose::loading;
    use crate::prose::words::hash;

    #[test]
    fn the_tables_are_those_of_the_files() {
        assert!(loading::write(&loading::load()) == TABLES);
        assert!(loading::write(lexicon()) == TABLES);
        assert!(tables::read(&TABLES[..TABLES.len() / 2]).entries.len() > 1, "half a file is no reason to stop");
    }

    #[test]
    fn every_set_the_code_asks_for_stands_in_a_file() {
        let lexicon = lexicon();
        assert!(lexicon.sets.len() < usize::from(SetId::NOBODY.0), "{} sets", lexicon.sets.len());
        for (name, id) in lexicon.known.all() {
            assert_eq!(lexicon.set(name), Some(id), "no set named {name}");
        }
    }

    #[test]
    fn forms_lead_to_their_base() {
        let lexicon = lexicon();
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

//! What the settings of a document tell the reading of its sentences.

use crate::config::Settings;
use crate::prose::Context;

/// Words of the organisation, as the reading of sentences wants them.
pub fn context_of(settings: &Settings) -> Context {
    let vocabulary = &settings.vocabulary;
    Context {
        user_words: vocabulary.user_words.clone(),
        phrases: vocabulary.phrases.as_slice().into(),
        kinds: vocabulary.kinds.clone(),
        titles: vocabulary.titles.clone(),
        patterns: vocabulary.patterns.clone(),
        ..Context::default()
    }
}

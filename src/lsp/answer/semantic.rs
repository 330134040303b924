//! Semantic tokens: whole, of a part, and as what changed since the last time.

use tower_lsp::ls_types::*;

use super::Question;
use crate::ide::{self, Token, TokenKind};
use crate::text::{PositionEncoding, TextRange};

/// Names of the kinds of tokens, in the order of [`TokenKind::ALL`]. Two are our own: clients that do not know them leave
/// such words as they are.
pub(in super::super) fn legend() -> SemanticTokensLegend {
    let name = |kind: TokenKind| match kind {
        TokenKind::Label => SemanticTokenType::KEYWORD,
        TokenKind::Title => SemanticTokenType::CLASS,
        TokenKind::Name => SemanticTokenType::VARIABLE,
        TokenKind::Share => SemanticTokenType::NUMBER,
        TokenKind::LeadWord => SemanticTokenType::ENUM_MEMBER,
        TokenKind::Code => SemanticTokenType::MACRO,
        TokenKind::Comment => SemanticTokenType::COMMENT,
        TokenKind::Vague => SemanticTokenType::new("vague"),
        TokenKind::Term => SemanticTokenType::new("term"),
    };
    SemanticTokensLegend {
        token_types: TokenKind::ALL.map(name).to_vec(),
        token_modifiers: vec![SemanticTokenModifier::DECLARATION],
    }
}

/// All tokens of a document; they are kept so that the next answer can tell what changed.
pub(in super::super) fn full(question: &Question) -> SemanticTokens {
    let data = encoded(question, whole(question));
    let id = question.shared.keep_tokens(question.file.id, data.clone());
    SemanticTokens { result_id: Some(id), data }
}

/// What changed since the answer `previous`; all tokens where that one is not at hand any more.
pub(in super::super) fn delta(question: &Question, previous: &str) -> SemanticTokensFullDeltaResult {
    let data = encoded(question, whole(question));
    let Some(before) = question.shared.kept_tokens(question.file.id, previous) else {
        let id = question.shared.keep_tokens(question.file.id, data.clone());
        return SemanticTokens { result_id: Some(id), data }.into();
    };
    let edits = difference(&before, &data).into_iter().collect();
    let id = question.shared.keep_tokens(question.file.id, data);
    SemanticTokensDelta { result_id: Some(id), edits }.into()
}

/// Tokens of a part of a document.
pub(in super::super) fn part(question: &Question, range: Range) -> SemanticTokens {
    SemanticTokens { result_id: None, data: encoded(question, question.bytes(range)) }
}

fn whole(question: &Question) -> TextRange {
    TextRange::from_usize(0, question.analysis.text.len())
}

fn encoded(question: &Question, range: TextRange) -> Vec<SemanticToken> {
    let found = ide::tokens(&question.snapshot, question.file.id, range);
    let (mut line, mut start) = (0, 0);
    found
        .into_iter()
        .map(|Token { range, kind, defines }| {
            let at = question.range(range).start;
            let words = range.of(&question.analysis.text);
            let delta_line = at.line - line;
            let delta_start = if delta_line == 0 { at.character - start } else { at.character };
            (line, start) = (at.line, at.character);
            SemanticToken {
                delta_line,
                delta_start,
                length: length(words, question.session.encoding),
                token_type: TokenKind::ALL.iter().position(|k| *k == kind).unwrap_or(0) as u32,
                token_modifiers_bitset: u32::from(defines),
            }
        })
        .collect()
}

fn length(words: &str, encoding: PositionEncoding) -> u32 {
    let units = match encoding {
        PositionEncoding::Utf8 => words.len(),
        PositionEncoding::Utf16 => words.encode_utf16().count(),
        PositionEncoding::Utf32 => words.chars().count(),
    };
    units as u32
}

/// The one edit between two lists: all between what they have in common at the beginning and at the end. The protocol counts
/// numbers, five to a token.
fn difference(before: &[SemanticToken], after: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[head..], &after[head..]);
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (before.len() - tail, &after[..after.len() - tail]);
    (gone > 0 || !come.is_empty()).then(|| SemanticTokensEdit {
        start: head as u32 * 5,
        delete_count: gone as u32 * 5,
        data: Some(come.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(types: &[u32]) -> Vec<SemanticToken> {
        let token = |t: &u32| SemanticToken {
            delta_line: 0,
            delta_start: 1,
            length: 1,
            token_type: *t,
            token_modifiers_bitset: 0,
        };
        types.iter().map(token).collect()
    }

    proptest! {
        #[test]
        fn the_difference_makes_one_list_of_the_other(
            before in prop::collection::vec(0..3_u32, 0..8),
            after in prop::collection::vec(0..3_u32, 0..8),
        ) {
            let mut made = tokens(&before);
            if let Some(edit) = difference(&made, &tokens(&after)) {
                let start = edit.start as usize / 5;
                made.splice(start..start + edit.delete_count as usize / 5, edit.data.unwrap_or_default());
            }
            prop_assert_eq!(made, tokens(&after));
        }
    }
}

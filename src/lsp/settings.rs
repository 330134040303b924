//! What a client may switch off. All else that it sets is configuration.

use serde::Deserialize;

/// What can be switched off in Markdown, where another server may do the same. The names are those of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Feature {
    CallHierarchy,
    CodeAction,
    CodeLens,
    Completion,
    Declaration,
    Definition,
    Diagnostics,
    DocumentHighlight,
    DocumentLink,
    DocumentSymbol,
    FoldingRange,
    Formatting,
    Hover,
    InlayHint,
    References,
    Rename,
    SelectionRange,
    SemanticTokens,
}

/// Features that the client wants no answers from in Markdown. Names that are none are passed over.
pub(super) fn off_in_markdown(section: &serde_json::Value) -> Vec<Feature> {
    let off = section["markdown"]["off"].as_array().cloned().unwrap_or_default();
    off.into_iter().filter_map(|name| serde_json::from_value(name).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_switched_off_by_name() {
        let off = off_in_markdown(&serde_json::json!({"markdown": {"off": ["foldingRange", "dance"]}}));
        assert_eq!(off, [Feature::FoldingRange]);
        assert!(off_in_markdown(&serde_json::Value::Null).is_empty());
    }
}

//! The shape of a document: symbols, folds, selections, links.

use std::str::FromStr;

use tower_lsp::ls_types::*;

use super::{Elsewhere, Question};
use crate::ide::{self, FoldKind, Target};
use crate::model::UnitKind;

/// Symbols of a document, as a tree where the client shows one.
pub(in super::super) fn symbols(question: &Question) -> DocumentSymbolResponse {
    let found = ide::document_symbols(&question.snapshot, question.file.id);
    if question.session.symbol_tree {
        return DocumentSymbolResponse::Nested(found.into_iter().map(|s| nested(question, s)).collect());
    }
    let mut flat = Vec::new();
    if let Some(uri) = question.shared.uri(&question.file) {
        found.into_iter().for_each(|s| flatten(question, &uri, s, None, &mut flat));
    }
    DocumentSymbolResponse::Flat(flat)
}

#[expect(deprecated, reason = "the field has no default")]
fn nested(question: &Question, symbol: ide::Symbol) -> DocumentSymbol {
    DocumentSymbol {
        name: symbol.name,
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: question.range(symbol.range),
        selection_range: question.range(symbol.focus),
        children: Some(symbol.children.into_iter().map(|s| nested(question, s)).collect()),
    }
}

#[expect(deprecated, reason = "the field has no default")]
fn flatten(
    question: &Question,
    uri: &Uri,
    symbol: ide::Symbol,
    container_name: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    flat.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: question.range(symbol.range) },
        container_name: container_name.map(str::to_owned),
    });
    symbol.children.into_iter().for_each(|s| flatten(question, uri, s, Some(&symbol.name), flat));
}

fn symbol_kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Role => SymbolKind::CLASS,
        ide::SymbolKind::Unit(UnitKind::Team) => SymbolKind::NAMESPACE,
        ide::SymbolKind::Unit(UnitKind::Product) => SymbolKind::PACKAGE,
        ide::SymbolKind::Unit(UnitKind::Art | UnitKind::Area) => SymbolKind::MODULE,
        ide::SymbolKind::Section => SymbolKind::FIELD,
        ide::SymbolKind::Duty => SymbolKind::METHOD,
        ide::SymbolKind::Item => SymbolKind::PROPERTY,
    }
}

/// Roles and units of the workspace.
pub(in super::super) fn workspace_symbols(elsewhere: &Elsewhere<'_>, query: &str) -> WorkspaceSymbolResponse {
    let found = ide::workspace_symbols(elsewhere.snapshot, query);
    let symbol = |hit: ide::Hit| {
        Some(WorkspaceSymbol {
            location: OneOf::Left(elsewhere.location(hit.file, hit.range)?),
            name: hit.name,
            kind: symbol_kind(hit.kind),
            tags: None,
            container_name: Some(hit.path),
            data: None,
        })
    };
    WorkspaceSymbolResponse::Nested(found.into_iter().filter_map(symbol).collect())
}

/// What can be folded.
pub(in super::super) fn folds(question: &Question) -> Vec<FoldingRange> {
    let found = ide::folds(&question.snapshot, question.file.id).into_iter();
    let limit = question.session.fold_limit.unwrap_or(usize::MAX);
    found
        .take(limit)
        .map(|fold| FoldingRange {
            start_line: fold.start,
            start_character: None,
            end_line: fold.end,
            end_character: None,
            kind: Some(match fold.kind {
                FoldKind::Region => FoldingRangeKind::Region,
                FoldKind::Comment => FoldingRangeKind::Comment,
            }),
            collapsed_text: None,
        })
        .collect()
}

/// What selections grow to, one chain for each position.
pub(in super::super) fn selections(question: &Question, positions: &[Position]) -> Vec<SelectionRange> {
    let chain = |position: &Position| {
        let offset = question.offset(*position);
        let ranges = ide::selection(&question.snapshot, question.file.id, offset);
        let grown = ranges.into_iter().rev().fold(None, |parent, range| {
            Some(SelectionRange { range: question.range(range), parent: parent.map(Box::new) })
        });
        // Each position is answered, even in an empty document.
        grown.unwrap_or(SelectionRange { range: Range::new(*position, *position), parent: None })
    };
    positions.iter().map(chain).collect()
}

/// Links of a document.
pub(in super::super) fn links(question: &Question) -> Vec<DocumentLink> {
    let found = ide::links(&question.snapshot, question.file.id);
    let target = |target: &Target| match target {
        Target::Address(address) => Uri::from_str(address).ok(),
        Target::Document(file, line) => {
            let uri = question.shared.uri(question.snapshot.file(*file)?)?;
            Uri::from_str(&format!("{}#L{line}", uri.as_str())).ok()
        }
    };
    found
        .into_iter()
        .filter_map(|link| {
            Some(DocumentLink {
                range: question.range(link.range),
                target: Some(target(&link.target)?),
                tooltip: Some(link.tooltip).filter(|t| question.session.link_tooltips && !t.is_empty()),
                data: None,
            })
        })
        .collect()
}

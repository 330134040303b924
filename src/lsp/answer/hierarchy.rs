//! The reporting line as a call hierarchy: who reports to a role calls it, whom it reports to is called by it.

use serde_json::json;
use tower_lsp::ls_types::*;

use super::{Elsewhere, Question};
use crate::ide::calls::{self, Node, Step};
use crate::model::{FileId, RoleKey};

/// The role at a position.
pub(in super::super) fn prepare(question: &Question, position: Position) -> Option<Vec<CallHierarchyItem>> {
    let node = calls::role_at(&question.snapshot, question.file.id, question.offset(position))?;
    Some(vec![item(&question.elsewhere(), node)?])
}

fn item(elsewhere: &Elsewhere<'_>, node: Node) -> Option<CallHierarchyItem> {
    let Location { uri, range } = elsewhere.location(node.key.file, node.head)?;
    Some(CallHierarchyItem {
        name: node.name,
        kind: SymbolKind::CLASS,
        tags: None,
        detail: Some(node.detail),
        uri,
        range,
        selection_range: range,
        data: Some(json!([node.key.file.0, node.key.index])),
    })
}

/// Which role an item is about.
fn key(item: &CallHierarchyItem) -> Option<RoleKey> {
    let (file, index): (u32, u32) = serde_json::from_value(item.data.clone()?).ok()?;
    Some(RoleKey { file: FileId(file), index })
}

/// Places of a document among those where something is said.
fn ranges(elsewhere: &Elsewhere<'_>, step: &Step, file: FileId) -> Vec<Range> {
    let here = step.said.iter().filter(|(f, _)| *f == file);
    here.filter_map(|(f, range)| Some(elsewhere.location(*f, *range)?.range)).collect()
}

/// Who reports to a role.
pub(in super::super) fn incoming(
    elsewhere: &Elsewhere<'_>,
    of: &CallHierarchyItem,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let steps = calls::below(elsewhere.snapshot, key(of)?);
    let call = |step: Step| {
        // Ranges of an incoming call are places in the caller.
        let from_ranges = ranges(elsewhere, &step, step.node.key.file);
        Some(CallHierarchyIncomingCall { from: item(elsewhere, step.node)?, from_ranges })
    };
    Some(steps.into_iter().filter_map(call).collect())
}

/// Whom a role reports to.
pub(in super::super) fn outgoing(
    elsewhere: &Elsewhere<'_>,
    of: &CallHierarchyItem,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let key = key(of)?;
    let call = |step: Step| {
        let from_ranges = ranges(elsewhere, &step, key.file);
        Some(CallHierarchyOutgoingCall { to: item(elsewhere, step.node)?, from_ranges })
    };
    Some(calls::above(elsewhere.snapshot, key).into_iter().filter_map(call).collect())
}

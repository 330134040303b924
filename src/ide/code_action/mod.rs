//! What can be done about findings: fixes, all safe fixes at once, saying that one is known; and ways to write a role differently.

mod rewrite;
mod stub;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use similar::{DiffOp, TextDiff};

use crate::lint::Finding;
use crate::model::writing::{self, Change, Item};
use crate::model::{FileId, SectionKind};
use crate::rules::Fix;
use crate::syntax::{Format, ItemStyle, Node, NodeKind};
use crate::text::{TextEdit, TextRange};
use crate::workspace::{Documents, Mending, Opened, Snapshot, context_of, edits_of};

pub use stub::NewDocument;

/// What kind of thing an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It does away with one finding.
    QuickFix,
    /// It writes the same differently, or more of it; nothing was found.
    Rewrite,
    /// It makes all safe fixes of the document.
    FixAll,
}

/// Names an action, so that its edits can be asked for later, while the document stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// A fix of the finding with this code at this offset, by its number among the fixes.
    Fix(String, u32, usize),
    /// The finding is known, in this place.
    SuppressHere(String, u32),
    /// The finding is known, for the whole role or document.
    SuppressAll(String, u32),
    /// The finding is known, in this document, as its configuration says. [`waiver`] tells the words.
    SuppressInConfiguration(String),
    /// A section of this name in the role whose head stands at this offset.
    AddSection(String, u32),
    /// The guessed category of the duty at this offset is written down.
    SetCategory(u32),
    /// The duty at this offset becomes two.
    SplitDuty(u32),
    /// A document for a role of this name. [`new_document`] tells which.
    ExtractRole(String),
    /// All safe fixes of the document.
    FixAll,
}

/// An action that is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What it does.
    pub title: String,
    /// What kind of thing it is.
    pub kind: ActionKind,
    /// The finding it is about, by its number among the findings of the document.
    pub finding: Option<usize>,
    /// The one that most authors want.
    pub preferred: bool,
    /// Its name.
    pub action: Action,
}

/// What can be done in a range of a document. `wanted` tells which kinds are asked for.
pub fn code_actions(
    snapshot: &Snapshot,
    file: FileId,
    range: TextRange,
    wanted: impl Fn(ActionKind) -> bool,
) -> Option<Vec<Offer>> {
    let findings = snapshot.findings(file)?;
    let mut offers = Vec::new();
    if wanted(ActionKind::QuickFix) {
        let touched = |f: &&Finding| f.range.start <= range.end && range.start <= f.range.end;
        let here: Vec<(usize, &Finding)> = findings.iter().enumerate().filter(|(_, f)| touched(f)).collect();
        offers.extend(here.iter().flat_map(|(index, finding)| fixes(snapshot, *index, finding)));
        if let Some(known) = snapshot.file(file) {
            offers.extend(here.iter().filter_map(|(index, finding)| stub::offer(snapshot, known, *index, finding)));
        }
        if let Some(opened) = snapshot.open(file) {
            offers.extend(here.iter().flat_map(|(index, finding)| suppressions(&opened, *index, finding)));
        }
    }
    if wanted(ActionKind::Rewrite)
        && let (Some(known), Some(opened)) = (snapshot.file(file), snapshot.open(file))
    {
        offers.extend(rewrite::offers(&opened, &context_of(&known.settings), range));
    }
    if wanted(ActionKind::FixAll) && findings.iter().any(|f| f.fixes.iter().any(Fix::is_safe)) {
        let title = "Make all safe fixes of this document".to_owned();
        let (kind, action) = (ActionKind::FixAll, Action::FixAll);
        offers.push(Offer { title, kind, finding: None, preferred: false, action });
    }
    Some(offers)
}

fn fixes(snapshot: &Snapshot, index: usize, finding: &Finding) -> Vec<Offer> {
    let mut preferred = true;
    let makes = |(_, fix): &(usize, &Fix)| edits_of(fix, finding.file, snapshot).is_some();
    let offer = |(number, fix): (usize, &Fix)| Offer {
        title: fix.title.clone(),
        kind: ActionKind::QuickFix,
        finding: Some(index),
        // The first safe one.
        preferred: fix.is_safe() && std::mem::take(&mut preferred),
        action: Action::Fix(finding.rule.code.to_owned(), finding.range.start, number),
    };
    finding.fixes.iter().enumerate().filter(makes).map(offer).collect()
}

fn suppressions(opened: &Opened, index: usize, finding: &Finding) -> Vec<Offer> {
    let code = finding.rule.code;
    let offer = |title: String, action: Action| Offer {
        title,
        kind: ActionKind::QuickFix,
        finding: Some(index),
        preferred: false,
        action,
    };
    let whole = match opened.page().document.format {
        Format::Role => "for this role",
        Format::Markdown => "in this document",
    };
    let at = finding.range.start;
    let configured = offer(
        format!("Say in rolelint.toml that {code} is known in this document"),
        Action::SuppressInConfiguration(code.to_owned()),
    );
    [("here", Action::SuppressHere(code.to_owned(), at)), (whole, Action::SuppressAll(code.to_owned(), at))]
        .into_iter()
        .filter(|(_, action)| suppress(opened, finding, action).is_some())
        .map(|(place, action)| offer(format!("Say that {code} is known {place}"), action))
        .chain([configured])
        .collect()
}

/// What to add at the end of a `rolelint.toml` with this text, so that a finding is known in the document at `path` (from the
/// folder of that file). The reason is left to the author.
pub fn waiver(configuration: &str, code: &str, path: &str) -> String {
    let end = if configuration.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = match configuration {
        "" => String::new(),
        text if text.ends_with(['\n', '\r']) => end.to_owned(),
        _ => end.repeat(2),
    };
    // A path is a pattern there: what would be one in it stands for itself.
    let literal: String =
        path.chars().flat_map(|c| "*?[]{}!\\".contains(c).then_some('\\').into_iter().chain([c])).collect();
    let files = serde_json::Value::from(format!("/{literal}"));
    let lines = [
        "[[waivers]]".to_owned(),
        format!("rules = [\"{code}\"]"),
        format!("files = [{files}]"),
        "reason = \"<why>\"".to_owned(),
    ];
    gap + &lines.map(|line| line + end).concat()
}

/// The document that an action makes; `None` for actions that edit.
pub fn new_document(snapshot: &Snapshot, file: FileId, action: &Action) -> Option<NewDocument> {
    match action {
        Action::ExtractRole(name) => stub::document(snapshot, file, name),
        _ => None,
    }
}

/// The edits of an action, file by file, in order and apart from each other. `None` where the document has changed so that
/// it is no longer what was offered.
pub fn action_edits(snapshot: &Snapshot, file: FileId, action: &Action) -> Option<Vec<(FileId, TextEdit)>> {
    let find =
        |code: &str, at: u32| snapshot.findings(file)?.iter().find(|f| f.rule.code == code && f.range.start == at);
    match action {
        Action::Fix(code, at, number) => {
            let found = snapshot.findings(file)?.iter().filter(|f| f.rule.code == code && f.range.start == *at);
            found.filter_map(|f| f.fixes.get(*number)).find_map(|fix| edits_of(fix, file, snapshot))
        }
        Action::SuppressHere(code, at) | Action::SuppressAll(code, at) => {
            let edits = suppress(&snapshot.open(file)?, find(code, *at)?, action)?;
            Some(edits.into_iter().map(|edit| (file, edit)).collect())
        }
        Action::AddSection(..) | Action::SetCategory(_) | Action::SplitDuty(_) => {
            let context = context_of(&snapshot.file(file)?.settings);
            let edits = rewrite::edits(&snapshot.open(file)?, &context, action)?;
            Some(edits.into_iter().map(|edit| (file, edit)).collect())
        }
        Action::SuppressInConfiguration(_) | Action::ExtractRole(_) => None,
        Action::FixAll => fix_all(snapshot, file),
    }
}

/// Edits that say in the document that a finding is accepted: a waiver of the role (`.role`), a comment (Markdown). `until` is the
/// last day, `YYYY-MM-DD`; comments know none, and tell it with the reason.
pub fn accept(opened: &Opened, finding: &Finding, reason: &str, until: Option<&str>) -> Option<Vec<TextEdit>> {
    let page = opened.page();
    let code = finding.rule.code;
    let at = finding.range.start;
    let role = page.document.roles.iter().position(|r| r.range.contains(at) || r.head.contains(at));
    if let (Format::Role, Some(role)) = (page.document.format, role) {
        let until = until.map(|day| format!(" until {day}")).unwrap_or_default();
        let waiver = Item::Line(SectionKind::Waivers, format!("{code}{until}: {reason}"));
        return writing::edits(page, &[Change::Add { role, item: waiver, from: Vec::new() }]);
    }
    let until = until.map(|day| format!(" (until {day})")).unwrap_or_default();
    let comment = |action| write_suppression(opened, finding, &action, &format!("{reason}{until}"));
    comment(Action::SuppressHere(code.to_owned(), at)).or_else(|| comment(Action::SuppressAll(code.to_owned(), at)))
}

/// The comment or waiver that says that a finding is known; its reason is left to the author.
fn suppress(opened: &Opened, finding: &Finding, action: &Action) -> Option<Vec<TextEdit>> {
    write_suppression(opened, finding, action, "<why>")
}

fn write_suppression(opened: &Opened, finding: &Finding, action: &Action, reason: &str) -> Option<Vec<TextEdit>> {
    let page = opened.page();
    let code = finding.rule.code;
    let comment = format!("rolelint: ignore {code} {reason}");
    let at = finding.range.start;
    let node = page.tree.nodes.iter().filter(|n| n.kind != NodeKind::Comment).find(|n| holds(n, at));
    let change = match (action, page.document.format) {
        (Action::SuppressAll(..), Format::Role) => {
            let role = page.document.roles.iter().position(|r| r.range.contains(at) || r.head.contains(at))?;
            Change::Add { role, item: Item::Line(SectionKind::Waivers, format!("{code}: {reason}")), from: Vec::new() }
        }
        (Action::SuppressAll(..), Format::Markdown) => {
            let first = page.tree.nodes.iter().find(|n| !n.front_matter && n.kind != NodeKind::Comment)?;
            Change::CommentAbove(first.range.start, comment)
        }
        (_, Format::Role) => Change::CommentAbove(node.map_or(at, |n| n.range.start), comment),
        (_, Format::Markdown) => match node?.kind {
            // There are no comments in front matter that would reach anything.
            _ if node?.front_matter => return None,
            // Above the title it would be about the whole document.
            NodeKind::Heading { .. } if opens(page.document, node?) => return None,
            NodeKind::Heading { .. } | NodeKind::Item(ItemStyle::Html | ItemStyle::Cell { .. }) => {
                Change::CommentAbove(node?.range.start, comment)
            }
            _ => Change::CommentBeside(page.tree.source_range(node?.text).end, comment),
        },
    };
    writing::edits(page, &[change])
}

fn holds(node: &Node, at: u32) -> bool {
    node.range.contains(at) || node.range.start == at
}

fn opens(document: &crate::model::Document, node: &Node) -> bool {
    document.roles.iter().any(|r| r.head == node.range)
}

/// Line by line what changes when all safe fixes of the document are made.
fn fix_all(snapshot: &Snapshot, file: FileId) -> Option<Vec<(FileId, TextEdit)>> {
    let known = snapshot.file(file)?;
    let analysis = known.analysis();
    let organisation = snapshot.organisation(known)?.clone();
    let settings = |id: FileId| snapshot.file(id).map(|f| f.settings.clone()).unwrap_or_default();
    let analyses = BTreeMap::from([(file, analysis.clone())]);
    let mended = Mending::new(organisation, analyses, &settings).mend(Fix::is_safe);
    let now = mended.changed.get(&file)?;
    Some(line_edits(&analysis.text, &now.text).into_iter().map(|edit| (file, edit)).collect())
}

/// Edits of whole lines that make `now` of `was`.
fn line_edits(was: &str, now: &str) -> Vec<TextEdit> {
    let diff = TextDiff::from_lines(was, now);
    let offsets = |lengths: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
        let mut at = 0;
        std::iter::once(0)
            .chain(lengths.map(|length| {
                at += length;
                at
            }))
            .collect()
    };
    let old = offsets(&mut (0..).map_while(|i| diff.old_slice(i)).map(str::len));
    let new = offsets(&mut (0..).map_while(|i| diff.new_slice(i)).map(str::len));
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed
        .filter_map(|op| {
            let (old_lines, new_lines) = (op.old_range(), op.new_range());
            let range = TextRange::from_usize(*old.get(old_lines.start)?, *old.get(old_lines.end)?);
            let text = now.get(*new.get(new_lines.start)?..*new.get(new_lines.end)?)?.to_owned();
            Some(TextEdit { range, text })
        })
        .collect()
}

//! Labels of fields and sections, and heads of blocks.

use super::{Completion, CompletionKind, Completions, Topic, usual};
use crate::ide::place::Place;
use crate::syntax::labels::{LABELS, Label, LabelKind, standard_label};
use crate::syntax::{Head, NodeKind};
use crate::text::TextRange;

/// What a team, product, train or area may say of itself.
const OF_UNITS: [&str; 9] = ["Id", "Framework", "Product", "Users", "Stage", "ART", "Area", "Size", "Complete"];

/// Labels that the block does not have yet, at the start of a line.
pub(super) fn complete(place: &Place<'_>, found: &mut Completions) {
    // Behind a blank a line goes on with the item above.
    if place.before.starts_with([' ', '\t']) && place.section.is_some() {
        return;
    }
    let typed = place.before.trim_start();
    let known = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    if !typed.chars().all(known) || typed.len() > 40 {
        return;
    }
    let range = place.back(typed.len());
    let (range, has_colon) = with_rest(place, range);
    let used = labels_of_block(place);
    let below_section = place.section.is_some();
    let in_unit = place.head.is_some_and(|h| h != Head::Role);
    let empty = place.head.is_none() && place.role.is_none();
    for (index, label) in LABELS.iter().enumerate() {
        let fits = !in_unit || OF_UNITS.contains(&label.standard) || label.standard == "Extern";
        if label.kind == LabelKind::Head || !fits || used.contains(&label.standard) {
            continue;
        }
        // In a document with nothing in it, what begins one comes first.
        let rank = match label.kind {
            _ if empty => index + 400,
            LabelKind::Field if below_section => index + 100,
            _ => index,
        };
        found.list.push(entry(label, range, has_colon).rank(rank));
    }
    if !has_colon && opens_a_block(place) {
        blocks(range, empty, found);
    }
}

/// The range of the whole label where the cursor stands in one, and whether its colon follows.
fn with_rest(place: &Place<'_>, range: TextRange) -> (TextRange, bool) {
    let rest = place.after.find(|c: char| !c.is_alphanumeric()).unwrap_or(place.after.len());
    let colon = place.after[rest..].starts_with(':');
    if colon { (TextRange::new(range.start, range.end + rest as u32), true) } else { (range, false) }
}

fn entry(label: &Label, range: TextRange, has_colon: bool) -> Completion {
    let (kind, detail) = match label.kind {
        LabelKind::Section => (CompletionKind::Section, "section"),
        _ => (CompletionKind::Field, "field"),
    };
    let names: Vec<&str> = std::iter::once(label.standard).chain(label.synonyms.iter().copied()).collect();
    let made = Completion::new(kind, label.standard, range)
        .detail(detail)
        .filter(names.join(" "))
        .topic(Topic::Label(label.standard.to_owned()));
    match label.kind {
        _ if has_colon => made,
        LabelKind::Section => made.snippet(format!("{}:\n- $0", label.standard)),
        _ => made.text(format!("{}: ", label.standard)),
    }
}

fn labels_of_block(place: &Place<'_>) -> Vec<&'static str> {
    let tree = &place.analysis.tree;
    let is_head = |kind: NodeKind| matches!(kind, NodeKind::Head(_));
    let end_of_line = place.offset + place.after.len() as u32;
    let first = tree.nodes.iter().rposition(|n| is_head(n.kind) && n.range.start < place.line).map_or(0, |i| i + 1);
    let block = tree.nodes[first..].iter().take_while(|n| !is_head(n.kind) || n.range.start <= end_of_line);
    block
        .filter(|n| matches!(n.kind, NodeKind::Field | NodeKind::Section))
        // What stands on the cursor's own line is what is being written.
        .filter(|n| n.range.start < place.line || n.range.start > end_of_line)
        .filter_map(|n| Some(standard_label(tree.label(n))?.standard))
        .collect()
}

/// Whether nothing, a blank line or a comment stands above.
fn opens_a_block(place: &Place<'_>) -> bool {
    let above = place.analysis.text.get(..place.line as usize).unwrap_or("");
    let line = above.trim_end_matches(['\n', '\r']).len();
    let gap = above[line..].matches('\n').count().max(above[line..].matches('\r').count());
    line == 0 || gap > 1 || above[..line].rsplit(['\n', '\r']).next().is_some_and(|l| l.trim_start().starts_with('#'))
}

fn blocks(range: TextRange, empty: bool, found: &mut Completions) {
    let mut entries = Vec::new();
    let made = |label: &str, snippet: String| {
        Completion::new(CompletionKind::Text, label, range).detail("new block").snippet(snippet)
    };
    if empty {
        for kind in usual::STARTERS {
            let label = format!("Role: {}", kind.label());
            entries.push(made(&label, usual::whole_role(kind)).detail("a whole role to start from"));
        }
    }
    let topic = |name: &str| Topic::Label(name.to_owned());
    entries.push(made("Role", "Role: ${1:Product Owner, Portal}\nId: ${2:po-portal}\n$0".into()).topic(topic("Role")));
    entries.push(made("Team", "Team: ${1:Harbour}\nId: ${2:harbour}\nSize: ${3:7}\n$0".into()).topic(topic("Team")));
    let product = "Product: ${1:Portal}\nId: ${2:portal}\nUsers: ${3:external}\nStage: ${4:growth}\n$0";
    entries.push(made("Product", product.into()).topic(topic("Product")));
    found.list.extend((300..).zip(entries).map(|(rank, entry)| entry.rank(rank)));
}

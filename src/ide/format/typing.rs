//! What Enter continues: a list goes on, a label gets its first item, an empty item ends the list.

use crate::model::FileId;
use crate::syntax::Format;
use crate::syntax::labels::{LabelKind, standard_label};
use crate::text::{TextEdit, TextRange};
use crate::workspace::Snapshot;

/// The edits after Enter was pressed; `offset` is where the cursor stands, on the new line. Only in `.role`: Markdown editors
/// continue lists by themselves.
pub fn continue_list(snapshot: &Snapshot, file: FileId, offset: u32) -> Vec<TextEdit> {
    let Some(file) = snapshot.file(file).filter(|f| f.format == Format::Role) else { return Vec::new() };
    let text = file.text();
    let Some(before) = text.get(..offset as usize) else { return Vec::new() };
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let rest = text[offset as usize..].split(['\n', '\r']).next().unwrap_or("");
    // What was typed or pasted goes before what would be offered.
    if line == 0 || !before[line..].trim().is_empty() || rest.trim_start().starts_with("- ") {
        return Vec::new();
    }
    let above_end = before[..line].strip_suffix('\n').unwrap_or(&before[..line]);
    let above_end = above_end.strip_suffix('\r').unwrap_or(above_end);
    let above_start = above_end.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let above = &above_end[above_start..];
    let new_line = TextRange::from_usize(line, offset as usize);
    let item = TextEdit { range: new_line, text: "- ".to_owned() };
    let trimmed = above.trim();
    match trimmed.strip_prefix('-') {
        Some("") if rest.trim().is_empty() => {
            // An empty item ends the list: its mark goes, and so does what an editor indented below it.
            let mark = TextEdit { range: TextRange::from_usize(above_start, above_end.len()), text: String::new() };
            let indent = TextEdit { range: new_line, text: String::new() };
            [mark, indent].into_iter().filter(|e| !e.range.is_empty()).collect()
        }
        Some(said) if said.starts_with([' ', '\t']) => vec![item],
        _ if above.starts_with([' ', '\t']) && continues_an_item(&text[..above_start]) => vec![item],
        _ if opens_a_list(trimmed) => vec![item],
        _ => Vec::new(),
    }
}

/// Whether the lines above are an item and its wrapped lines.
fn continues_an_item(above: &str) -> bool {
    above
        .lines()
        .rev()
        .find(|line| !line.starts_with([' ', '\t']) || line.trim_start().starts_with("- "))
        .is_some_and(|line| line.trim_start().starts_with("- "))
}

fn opens_a_list(line: &str) -> bool {
    let label = line.strip_suffix(':').and_then(standard_label);
    label.is_some_and(|l| matches!(l.kind, LabelKind::Section | LabelKind::Both))
}

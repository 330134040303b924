//! The codes and names of rules, in waivers and suppressions.

use super::{Cursor, Hover};
use crate::rules::{self, Rule};

/// The code under the cursor, with what its rule is about.
pub(super) fn hover(cursor: &Cursor<'_>) -> Option<Hover> {
    let document = &cursor.analysis.document;
    let waived = document.roles.iter().flat_map(|r| &r.waivers).flat_map(|w| &w.codes);
    let suppressed = document.suppressions.iter().flat_map(|s| &s.codes);
    let code = waived.chain(suppressed).find(|code| cursor.is_on(code.range))?;
    let rule = rules::find_of(cursor.settings(), &code.value)?;
    Some(Hover { range: code.range, markdown: explain_rule(rule) })
}

/// The beginning of a rule's document, up to its second heading, with a link to the rest.
pub fn explain_rule(rule: &Rule) -> String {
    let mut start = String::new();
    let mut headings = 0;
    for line in rule.document.lines() {
        headings += usize::from(line.starts_with('#'));
        if headings > 1 || line.starts_with("```") {
            break;
        }
        start.push_str(line);
        start.push('\n');
    }
    let page = rule.page();
    if page.is_empty() {
        return start.trim_end().to_owned();
    }
    format!("{}\n\n[{} {}]({page})", start.trim_end(), rule.code, rule.name)
}

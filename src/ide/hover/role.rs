//! Titles and kinds: a role at a glance.

use std::fmt::Write;

use super::{Cursor, Hover, percent, term};
use crate::knowledge::{Kind, find_term};
use crate::model::Role;
use crate::prose::Category;

/// The title or the kind under the cursor.
pub(super) fn hover(cursor: &Cursor<'_>) -> Option<Hover> {
    let role = cursor.analysis.document.roles.iter().find(|r| {
        cursor.is_on(r.title.range) || r.kind.as_ref().is_some_and(|k| k.confidence >= 1.0 && cursor.is_on(k.range))
    })?;
    let on_title = cursor.is_on(role.title.range);
    let range = if on_title { role.title.range } else { role.kind.as_ref()?.range };
    let mut markdown = card(cursor, role);
    if let Some(term) = role.kind().and_then(|kind| find_term(kind.label())) {
        let _ = write!(markdown, "\n\n---\n\n{}", term::explanation(cursor, term));
    }
    Some(Hover { range, markdown })
}

fn card(cursor: &Cursor<'_>, role: &Role) -> String {
    let title = if role.title.value.is_empty() { "A role without a title" } else { &role.title.value };
    let mut out = format!("**{title}**");
    if let Some(kind) = &role.kind {
        let _ = write!(out, ", read as {}", kind.value.label());
        if kind.confidence < 1.0 {
            let _ = write!(out, " ({} sure)", percent(kind.confidence));
        }
    } else {
        out.push_str(": its kind is not known");
    }
    if let (Some(named), Some(kind)) = (role.title_kind, role.kind())
        && named != kind
        && named != Kind::Other
    {
        let _ = write!(out, "; the title says {}", named.label());
    }
    let frameworks: Vec<String> = cursor.frameworks().iter().map(ToString::to_string).collect();
    if !frameworks.is_empty() {
        let _ = write!(out, "\n\nFramework: {}", frameworks.join(", "));
    }
    if !role.duties.is_empty() {
        let _ = write!(out, "\n\n{}", mix(role));
    }
    out
}

/// How the work is made up, the greatest share first.
fn mix(role: &Role) -> String {
    let mut shares: Vec<(Category, f32)> = Category::ALL.into_iter().map(|c| (c, role.share(c))).collect();
    shares.retain(|(_, share)| *share > 0.0);
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut parts: Vec<String> = shares.iter().map(|(c, share)| format!("{} {}", c.name(), percent(*share))).collect();
    let unknown = role.unknown_share();
    if unknown > 0.0 {
        parts.push(format!("not known {}", percent(unknown)));
    }
    let counted = if role.shares_given() { "" } else { ", each counted alike" };
    let duties = role.duties.len();
    format!("{duties} {}{counted}: {}", if duties == 1 { "duty" } else { "duties" }, parts.join(", "))
}

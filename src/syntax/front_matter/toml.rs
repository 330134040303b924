//! TOML front matter.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Writer;

/// Reads the TOML in `inside`; `false` where it is none.
pub(super) fn read(w: &mut Writer<'_>, inside: &Range<usize>) -> bool {
    let Some(text) = w.source.get(inside.clone()) else { return false };
    let Ok(table) = DeTable::parse(text) else { return false };
    read_table(w, table.get_ref(), inside.start);
    true
}

fn read_table(w: &mut Writer<'_>, table: &DeTable<'_>, base: usize) {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let span = key.span();
        let before = w.enter(key.get_ref());
        read_value(w, Some(&(base + span.start..base + span.end)), value, base, 0);
        w.path.truncate(before);
    }
}

fn read_value(w: &mut Writer<'_>, key: Option<&Range<usize>>, value: &Spanned<DeValue<'_>>, base: usize, depth: u8) {
    let span = base + value.span().start..base + value.span().end;
    match value.get_ref() {
        DeValue::Table(table) => read_table(w, table, base),
        DeValue::Array(items) => {
            if let Some(key) = key {
                w.section(key);
            }
            for item in items.iter() {
                read_value(w, None, item, base, if key.is_some() { depth } else { depth.saturating_add(1) });
            }
        }
        DeValue::String(_) => {
            let text = w.source.get(span.clone()).unwrap_or("");
            let quotes = if text.starts_with("\"\"\"") || text.starts_with("'''") { 3 } else { 1 };
            let content = span.start + quotes..span.end.saturating_sub(quotes).max(span.start + quotes);
            let literal = text.starts_with('\'');
            let inner = w.source.get(content.clone()).unwrap_or("");
            if quotes == 3 && inner.trim().contains('\n') {
                let skip = inner.len() - inner.trim_start_matches(['\r', '\n']).len();
                w.block(key, content.start + skip..content.end, depth);
            } else if literal || !inner.contains('\\') {
                scalar(w, key, span, depth, |w| w.lines(content));
            } else {
                scalar(w, key, span, depth, |w| w.escaped(content));
            }
        }
        _ => scalar(w, key, span.clone(), depth, |w| w.lines(span)),
    }
}

fn scalar(
    w: &mut Writer<'_>,
    key: Option<&Range<usize>>,
    whole: Range<usize>,
    depth: u8,
    value: impl FnOnce(&mut Writer<'_>) -> crate::syntax::PlainRange,
) {
    match key {
        Some(key) => w.field(key, whole, value),
        None => w.item(whole, depth, value),
    }
}

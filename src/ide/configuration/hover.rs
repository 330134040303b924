//! What a key or a value of `rolelint.toml` means.

use super::spot::{Spot, read};
use super::{Found, find, item};
use crate::config::{Shape, explain, presets};
use crate::ide::hover::{explain_rule, explain_term};
use crate::ide::{Hover, words};
use crate::knowledge::{Kind, find_term};
use crate::rules;

/// Explains what stands at a byte offset of a `rolelint.toml`.
pub fn hover(text: &str, offset: u32) -> Option<Hover> {
    let (range, markdown) = match read(text, offset).spot? {
        Spot::Key { mut table, word, .. } => {
            let name = word.of(text);
            let map = find(&table).map(|found| found.shape);
            table.push(name.to_owned());
            let named = match map {
                Some(Shape::Map(of, _)) => about_word(of, name),
                _ => None,
            };
            (word, named.or_else(|| about_key(&table))?)
        }
        Spot::Header { mut before, word, .. } => {
            before.push(word.of(text).to_owned());
            (word, about_key(&before)?)
        }
        Spot::Value { path, word, .. } => {
            let Found { shape, .. } = find(&path)?;
            (word, about_word(item(shape), word.of(text)).or_else(|| about_key(&path))?)
        }
    };
    (!range.is_empty()).then_some(Hover { range, markdown })
}

/// The page of a key, its name as the first words of a paragraph.
fn about_key(path: &[String]) -> Option<String> {
    let found = find(path)?;
    let whole = path.join(".");
    let page = explain(&whole).or_else(|| explain(found.key.name))?;
    let (title, rest) = page.strip_prefix("# ")?.split_once('\n')?;
    Some(format!("**{title}**\n{}", rest.trim_end()))
}

/// What a word means where words of this shape are written.
fn about_word(shape: &Shape, word: &str) -> Option<String> {
    match shape {
        Shape::Rule => rules::find(word).map(explain_rule),
        Shape::Framework => find_term(word).map(explain_term),
        Shape::Choice(_) => {
            if let Some((name, about)) = presets().find(|(name, _)| *name == word) {
                return Some(format!("**{name}**\n\n{about}"));
            }
            if let Some(known) = words::category(word) {
                return Some(format!("**{word}**\n\n{}", known.text));
            }
            let kind = Kind::all().find(|kind| kind.slug() == word)?;
            find_term(kind.label()).map(explain_term)
        }
        _ => None,
    }
}

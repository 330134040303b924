//! What the reader says about lines that it could not take as written.

use crate::syntax::Problem;
use crate::syntax::labels;
use crate::text::TextRange;

/// What the lines above make of an item or a loose line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    /// No label yet.
    Nothing,
    /// The label of a section, or something loose in it.
    Section,
    /// An item of a section.
    Item,
    /// A field with its value.
    Field,
    /// A field with nothing after its colon.
    EmptyField,
}

impl Under {
    /// Why an item cannot stand here; `None` where it can.
    pub(super) fn of_an_item(self) -> Option<&'static str> {
        match self {
            Self::Section | Self::Item => None,
            Self::Nothing => Some(
                "This item belongs to no section. Write the section's name and a colon on a line above it, for example `Duties:`.",
            ),
            Self::Field => Some(
                "This item stands below a field and belongs to no section. Move it to its section, or write the section's name \
                 and a colon on a line above it, for example `Duties:`.",
            ),
            Self::EmptyField => Some(
                "The field above takes its value on its own line, not as items below. Write the values there, with commas between them.",
            ),
        }
    }
}

/// A line that the parser gave up on.
pub(super) const UNREADABLE: &str =
    "This line cannot be read. Delete what cannot be seen in it and write it again; the lines around it were read.";

/// What to make of a line that is neither a label, an item nor a comment. `line` is not empty and has no blanks at its ends.
pub(super) fn loose_line(line: &str, under: Under) -> String {
    if let Some(rest) = line.strip_prefix('#') {
        let name = rest.trim_start_matches('#').trim();
        return match labels::standard_label(name) {
            Some(label) => format!(
                "A heading is written with a colon here: `{}:`. A comment needs a blank after its `#`.",
                label.standard
            ),
            None => "A comment needs a blank after its `#`.".to_owned(),
        };
    }
    if let Some(mark) = line.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '+' | '*' | '•' | '·' | '◦' | '▪'))
    {
        return format!("An item begins with `- `: write `- ` in place of `{mark}`.");
    }
    if let Some(label) = labels::standard_label(line.trim_matches('*')) {
        return format!("A label ends in a colon: write `{}:`.", label.standard);
    }
    match under {
        Under::Item => "This line belongs to no item. If it goes on with the item above, begin it with two blanks; if it is an item \
                        of its own, with `- `."
            .to_owned(),
        Under::Section => "An item begins with `- `: write `- ` before this line.".to_owned(),
        Under::EmptyField | Under::Field => "A field keeps its value on one line. Write this on the line of the field, or begin it \
                                             with `# ` if it is a remark."
            .to_owned(),
        Under::Nothing => "This line has no label. Write one before it, for example `Purpose: `, or begin it with `# ` if it is a \
                           remark."
            .to_owned(),
    }
}

/// Characters that end a text for many programs and that nobody sees.
pub(super) fn invisible(source: &str, problems: &mut Vec<Problem>) {
    if let Some(at) = memchr::memchr(0, source.as_bytes()) {
        problems.push(Problem {
            range: TextRange::from_usize(at, at + 1),
            message: "There is a character here that cannot be seen (a NUL byte). Delete it.".to_owned(),
        });
    }
}

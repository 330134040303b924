//! How a finding can be mended: a title and changes in terms of the model, which cost nothing until somebody asks for the
//! edits (see [`crate::model::writing`]).

use crate::model::writing::{Change, Item, has_placeholder};
use crate::model::{FileId, Role, SectionKind};
use crate::text::TextRange;

/// A way to mend a finding. Words that the author must fill in stand in `<...>`, in every format.
///
/// ```
/// # use rolelint::model::writing::Item;
/// # use rolelint::prose::Category;
/// # use rolelint::rules::Fix;
/// let fix = Fix::new("Add a duty of discovery")
///     .add(0, Item::duty_with_share(20, Category::Discovery, "Meet users and test ideas before they are built"));
/// assert!(!fix.is_safe(), "what a person does is for people to say");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, in the imperative, without a full stop.
    pub title: String,
    /// Changes with their files; `None` is the file of the finding.
    pub changes: Vec<(Option<FileId>, Change)>,
    safe: bool,
    offered: bool,
    file: Option<FileId>,
}

impl Fix {
    /// A fix that somebody must look at: it says something new of the role. `title`: what it does, in the imperative.
    pub fn new(title: impl Into<String>) -> Fix {
        Fix { title: title.into(), changes: Vec::new(), safe: false, offered: false, file: None }
    }

    /// It may be made unseen: the document means the same afterwards.
    pub fn safe(mut self) -> Fix {
        self.safe = true;
        self
    }

    /// It is one of several ways, and changes what the role is: other rules come to judge it then. It is shown and offered
    /// in editors, and never made together with other fixes.
    pub fn only_offered(mut self) -> Fix {
        self.offered = true;
        self
    }

    /// Whether people must choose it one by one.
    pub fn is_only_offered(&self) -> bool {
        self.offered
    }

    /// Whether it may be made unseen. Placeholders never may.
    pub fn is_safe(&self) -> bool {
        self.safe && !self.offered && !self.has_placeholder()
    }

    /// Whether the author must fill something in.
    pub fn has_placeholder(&self) -> bool {
        self.changes.iter().any(|(_, change)| match change {
            Change::Replace(_, text)
            | Change::Set { value: text, .. }
            | Change::CommentAbove(_, text)
            | Change::CommentBeside(_, text) => has_placeholder(text),
            Change::Add { item, .. } | Change::Rewrite(_, item) => item.has_placeholder(),
            Change::Append(lines) => lines.iter().any(|line| has_placeholder(line)),
            Change::Share(..) | Change::Remove(_) => false,
        })
    }

    /// What follows happens in this file.
    pub fn in_file(mut self, file: FileId) -> Fix {
        self.file = Some(file);
        self
    }

    /// One more change.
    pub fn change(mut self, change: Change) -> Fix {
        self.changes.push((self.file, change));
        self
    }

    /// What another fix changes as well, where it is not changed already.
    pub fn take_in(&mut self, other: &Fix) {
        let new: Vec<_> = other.changes.iter().filter(|change| !self.changes.contains(change)).cloned().collect();
        self.changes.extend(new);
    }

    /// Other words in the place of these.
    pub fn replace(self, range: TextRange, text: impl Into<String>) -> Fix {
        self.change(Change::Replace(range, text.into()))
    }

    /// Another number of per cent in the place of a written share.
    pub fn share(self, range: TextRange, percent: u32) -> Fix {
        self.change(Change::Share(range, percent))
    }

    /// A new item in its section of a role (its index in the document); the section is made where there is none. A duty with
    /// a share gets it from the duties that have most.
    pub fn add(self, role: usize, item: Item) -> Fix {
        self.change(Change::Add { role, item, from: Vec::new() })
    }

    /// A new duty whose share comes from these duties.
    pub fn add_from(self, role: usize, item: Item, from: impl IntoIterator<Item = TextRange>) -> Fix {
        self.change(Change::Add { role, item, from: from.into_iter().collect() })
    }

    /// Other words for a whole item, given by the range of its fact; its marker and its share stay.
    pub fn rewrite(self, range: TextRange, item: Item) -> Fix {
        self.change(Change::Rewrite(range, item))
    }

    /// An item goes, given by the range of its fact; its share goes to the other duties.
    pub fn remove(self, range: TextRange) -> Fix {
        self.change(Change::Remove(range))
    }

    /// An item goes to another section, where it says this.
    pub fn move_to(self, range: TextRange, role: usize, item: Item) -> Fix {
        self.remove(range).add(role, item)
    }

    /// A field of a role (its index in the document) has this value. `label` is a standard label (`Kind`).
    pub fn set(self, role: usize, label: &'static str, value: impl Into<String>) -> Fix {
        self.change(Change::Set { role, label, value: value.into() })
    }

    /// Further lines at the end of a `.role` file.
    pub fn append<S: Into<String>>(self, lines: impl IntoIterator<Item = S>) -> Fix {
        self.change(Change::Append(lines.into_iter().map(Into::into).collect()))
    }
}

/// Duties of a role that a rule names, as givers of time.
pub fn ranges_of<'a>(
    role: &'a Role,
    wanted: impl Fn(&crate::model::Duty) -> bool + 'a,
) -> impl Iterator<Item = TextRange> + 'a {
    role.duties.iter().filter(move |d| wanted(d)).map(|d| d.range)
}

/// Other words for a duty; its category is written where it was, and is not guessed anew.
pub fn reworded(duty: &crate::model::Duty, text: &str) -> Item {
    if duty.category.confidence >= 1.0 {
        Item::duty(*duty.category, text)
    } else {
        Item::Line(SectionKind::Duties, text.to_owned())
    }
}

//! Documents that are done with as soon as they are read: what was told of them is kept, and nothing of what they say.
//!
//! A thousand documents would otherwise be held until the last one is read, though most have nothing to do with each other. What
//! such a document says is read again from disk where another one turns out to lead to it.

use std::hash::Hasher;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHasher;

use super::files::{self, Disk, Files};
use super::walk::Input;
use crate::config::{Settings, Severity};
use crate::lint::Finding;
use crate::model::{Document, FileId, Organisation};
use crate::report::{Source, Sources};
use crate::rules::{Fix, Rule};
use crate::workspace::{Analysis, Documents, Opened, context_of};

/// What is left of a document.
#[derive(Default)]
pub(super) struct Done {
    /// How many roles it has.
    pub(super) roles: usize,
    /// What was found: the rule that speaks, and the severity in force.
    pub(super) found: Box<[(&'static Rule, Severity)]>,
    /// How much of it could be fixed.
    pub(super) fixable: Fixable,
    /// What is printed of it.
    pub(super) rendered: Box<[u8]>,
}

/// How many findings could be fixed.
#[derive(Clone, Copy, Default)]
pub(super) struct Fixable {
    pub(super) safely: usize,
    pub(super) unsafely: usize,
}

impl Fixable {
    /// Of findings whose fixes are all at hand.
    pub(super) fn of(findings: &[Finding]) -> Fixable {
        let made = |f: &&Finding| f.fixes.iter().any(|fix| !fix.is_only_offered());
        let safe = |f: &&Finding| f.fixes.iter().any(Fix::is_safe);
        let safely = findings.iter().filter(safe).count();
        Fixable { safely, unsafely: findings.iter().filter(made).count() - safely }
    }

    pub(super) fn and(self, other: Fixable) -> Fixable {
        Fixable { safely: self.safely + other.safely, unsafely: self.unsafely + other.unsafely }
    }

    /// What to call to have them made.
    pub(super) fn hint(self) -> Option<String> {
        match (self.safely, self.unsafely) {
            (0, 0) => None,
            (safely, 0) => Some(format!("{safely} fixable with `--fix`")),
            (0, unsafely) => Some(format!("{} fixable with `--unsafe-fixes`", at_most(unsafely))),
            (safely, unsafely) => {
                Some(format!("{safely} fixable with `--fix`, {} more with `--unsafe-fixes`", at_most(unsafely)))
            }
        }
    }
}

/// How many fixes that are to be looked over: one of them may settle several findings, and is made once.
fn at_most(count: usize) -> String {
    if count > 1 { format!("up to {count}") } else { count.to_string() }
}

/// A document that was just read, while no other is known.
pub(super) struct Fresh<'a> {
    /// Its file.
    pub(super) id: FileId,
    /// Everything read out of it.
    pub(super) analysis: &'a Arc<Analysis>,
    /// This document alone: what it is asked tells whether others may have a say.
    pub(super) organisation: &'a Organisation,
    /// Settings in force here.
    pub(super) settings: &'a Settings,
    /// Its bytes are such that a fix may write them.
    pub(super) changeable: bool,
}

/// What is done with a document as soon as it is read.
pub(super) type AtOnce<'a> = &'a (dyn Fn(&Fresh<'_>) -> Done + Sync);

impl Sources for Fresh<'_> {
    fn source(&self, file: FileId) -> Option<Source<'_>> {
        let Analysis { path, text, lines, .. } = self.analysis.as_ref();
        (file == self.id).then_some(Source { path, text, lines })
    }
}

impl Documents for Fresh<'_> {
    fn open(&self, file: FileId) -> Option<Opened> {
        (file == self.id).then(|| Opened::new(self.analysis.clone()))
    }

    fn told(&self, file: FileId) -> Option<&Document> {
        (file == self.id).then_some(&self.analysis.document)
    }
}

/// A text that was read and let go, and is read again when it is asked for.
pub(super) struct OnDisk {
    hash: u64,
    again: OnceLock<Option<Arc<Analysis>>>,
}

impl OnDisk {
    /// This text, which stands on disk.
    pub(super) fn of(text: &str) -> OnDisk {
        OnDisk { hash: hash_of(text), again: OnceLock::new() }
    }

    /// The document, read again; `None` where another text stands there by now.
    pub(super) fn again(&self, input: &Input, settings: &Settings) -> Option<&Arc<Analysis>> {
        let read = || {
            Disk.stamp(&input.path).ok().filter(|stamp| stamp.regular)?;
            let text = files::read(&Disk, &input.path).ok()?.text;
            let same = hash_of(&text) == self.hash;
            same.then(|| Arc::new(Analysis::of(&input.shown, text, &context_of(settings))))
        };
        self.again.get_or_init(read).as_ref()
    }
}

fn hash_of(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::walk::Origin;
    use super::*;

    #[test]
    fn a_document_is_read_again_as_it_was_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.role");
        let input = Input { path: path.clone(), shown: "a.role".into(), real: path.clone(), origin: Origin::Found };
        let text = "Role: Kite Builder\n";
        fs::write(&path, text).unwrap();
        let again = |text: &str| {
            let on_disk = OnDisk::of(text);
            on_disk.again(&input, &Settings::default()).map(|analysis| analysis.text.to_string())
        };
        assert_eq!(again(text).as_deref(), Some(text));
        assert_eq!(again("Role: Kite Painter\n"), None);
        fs::remove_file(&path).unwrap();
        assert_eq!(again(text), None);
    }
}

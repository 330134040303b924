//! A document and findings made by hand, for the tests of this room.

use std::sync::Arc;

use super::{Source, Sources};
use crate::config::Severity;
use crate::lint::Finding;
use crate::model::FileId;
use crate::prose::Context;
use crate::rules::{Check, Rule};
use crate::text::{LineIndex, TextRange};
use crate::workspace::{Analysis, Documents, Opened};

static RULE: Rule = Rule {
    code: "PO101",
    name: "no-customer-contact",
    severity: Severity::Warning,
    profiles: &[],
    preview: false,
    since: "0.1.0",
    document: "# PO101 no-customer-contact\n\nAn owner who meets nobody.\n",
    silences: &[],
    check: Check::Role(|_, _| {}),
};

/// One document, the only file of its run.
pub(super) struct Example {
    /// Its text.
    pub(super) text: String,
    lines: LineIndex,
}

impl Example {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), lines: LineIndex::new(text) }
    }

    /// Where `words` stand first.
    pub(super) fn range(&self, words: &str) -> TextRange {
        let start = self.text.find(words).unwrap();
        TextRange::from_usize(start, start + words.len())
    }

    /// A warning at `words`.
    pub(super) fn finding(&self, words: &str) -> Finding {
        Finding {
            rule: &RULE,
            severity: Severity::Warning,
            message: "This product owner never meets a customer or user.".to_owned(),
            help: String::new(),
            file: FileId(0),
            role: Some("product-owner".to_owned()),
            range: self.range(words),
            confidence: 1.0,
            evidence: Vec::new(),
            related: Vec::new(),
            folded: Vec::new(),
            fixes: Vec::new(),
            unnecessary: false,
        }
    }
}

impl Sources for Example {
    fn source(&self, file: FileId) -> Option<Source<'_>> {
        (file == FileId(0)).then_some(Source { path: "roles/po.role", text: &self.text, lines: &self.lines })
    }
}

impl Documents for Example {
    fn open(&self, file: FileId) -> Option<Opened> {
        let analysis = || Analysis::of("roles/po.role", self.text.as_str(), &Context::default());
        (file == FileId(0)).then(|| Opened::new(Arc::new(analysis())))
    }
}

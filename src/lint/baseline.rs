//! Findings that were there when rolelint came: a baseline keeps them silent, wherever their lines or files move to.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Finding;
use crate::text::TextRange;

/// Version of the shape of the file.
const VERSION: u32 = 1;

/// What stays of a finding when its lines move and its file is renamed: the rule, the role, and the words that it points at.
pub fn fingerprint(finding: &Finding, text: &str) -> String {
    of(finding.rule.code, finding.role.as_deref(), finding.range, text)
}

/// The fingerprints of the narrower findings that this one speaks for.
fn also(finding: &Finding, text: &str) -> Vec<String> {
    finding.folded.iter().map(|(rule, range)| of(rule.code, finding.role.as_deref(), *range, text)).collect()
}

fn of(code: &str, role: Option<&str>, range: TextRange, text: &str) -> String {
    let words: Vec<String> = range.of(text).split_whitespace().map(str::to_lowercase).collect();
    digest(&[code, role.unwrap_or_default(), &words.join(" ")])
}

/// Sixteen digits that stand for these texts (FNV-1a, which is the same in every version and on every machine).
pub fn digest(parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    for part in parts {
        part.bytes().for_each(&mut take);
        // Longer than any text can be at its end: parts do not run into each other.
        take(0xFF);
    }
    format!("{hash:016x}")
}

/// One known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Known {
    /// The file it was in; only for people, and for the choice between equals.
    pub file: String,
    /// The rule.
    pub code: String,
    /// The role, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// See [`fingerprint`].
    pub fingerprint: String,
    /// Fingerprints of narrower findings that it spoke for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    version: u32,
    findings: Vec<Known>,
}

/// Why a baseline cannot be read.
#[derive(Debug)]
pub enum BaselineError {
    /// It is no JSON, or not of the agreed shape.
    Shape(serde_json::Error),
    /// Another version wrote it.
    Version(u32),
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BaselineError::Shape(error) => write!(f, "is no baseline: {error}; write a new one with --write-baseline"),
            BaselineError::Version(version) => {
                write!(
                    f,
                    "has version {version}, and this rolelint reads {VERSION}; write a new one with --write-baseline"
                )
            }
        }
    }
}

/// Known findings, each of which silences one.
#[derive(Debug, Default)]
pub struct Baseline {
    known: Vec<Known>,
    used: Vec<bool>,
    by_fingerprint: FxHashMap<String, Vec<usize>>,
}

impl Baseline {
    /// Reads the text of a baseline.
    pub fn read(text: &str) -> Result<Baseline, BaselineError> {
        let file: File = serde_json::from_str(text).map_err(BaselineError::Shape)?;
        if file.version != VERSION {
            return Err(BaselineError::Version(file.version));
        }
        let mut by_fingerprint: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, known) in file.findings.iter().enumerate() {
            for print in std::iter::once(&known.fingerprint).chain(&known.also) {
                by_fingerprint.entry(print.clone()).or_default().push(at);
            }
        }
        Ok(Baseline { used: vec![false; file.findings.len()], known: file.findings, by_fingerprint })
    }

    /// Whether the finding is known. Each entry silences one finding: of several that fit, one of the same file, else the first
    /// that is left.
    pub fn silences(&mut self, finding: &Finding, file: &str, text: &str) -> bool {
        let prints = std::iter::once(fingerprint(finding, text)).chain(also(finding, text));
        for print in prints {
            let Some(fitting) = self.by_fingerprint.get(&print) else { continue };
            let free = || fitting.iter().copied().filter(|at| !self.used[*at]);
            if let Some(at) = free().find(|at| self.known[*at].file == file).or_else(|| free().next()) {
                self.used[at] = true;
                return true;
            }
        }
        false
    }

    /// Entries that silenced nothing.
    pub fn stale(&self) -> impl Iterator<Item = &Known> {
        self.known.iter().zip(&self.used).filter(|(_, used)| !**used).map(|(known, _)| known)
    }
}

/// The text of a baseline with these findings: the file as it is told, the finding, the text that it points into. One finding a
/// line, in an order that changes little from one time to the next.
pub fn write<'a>(findings: impl Iterator<Item = (String, &'a Finding, &'a str)>) -> String {
    let mut sorted: BTreeMap<Known, usize> = BTreeMap::new();
    for (file, finding, text) in findings {
        let known = Known {
            file,
            code: finding.rule.code.to_owned(),
            role: finding.role.clone(),
            fingerprint: fingerprint(finding, text),
            also: also(finding, text),
        };
        *sorted.entry(known).or_default() += 1;
    }
    let lines: Vec<String> = sorted
        .iter()
        .flat_map(|(known, count)| std::iter::repeat_n(serde_json::to_string(known).unwrap_or_default(), *count))
        .collect();
    let between = if lines.is_empty() { "" } else { "\n" };
    format!("{{\"version\":{VERSION},\"findings\":[{between}{}{between}]}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_yesterday() {
        assert_eq!(digest(&[]), "cbf29ce484222325");
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&["PO101", "po", "product owner"]), digest(&["PO101", "po", "product owner"]));
    }

    #[test]
    fn what_is_no_baseline_is_told() {
        assert!(Baseline::read("{").unwrap_err().to_string().contains("is no baseline"));
        assert!(Baseline::read("{\"version\":9,\"findings\":[]}").unwrap_err().to_string().contains("version 9"));
        assert_eq!(Baseline::read(&write(std::iter::empty())).unwrap().stale().count(), 0);
    }
}

//! `rolelint rules test`: runs the tests that stand beside an organisation's own rules.

use std::fmt::Write;

use super::args::RulesTestArguments;
use super::error::Problem;
use super::output::Output;
use super::{CLEAN, FINDINGS, configure};
use crate::config::{OwnRule, OwnTest, Settings};
use crate::lint;
use crate::model::Organisation;
use crate::report::Palette;
use crate::text::nearest;
use crate::workspace::{Analysis, context_of};

pub(super) fn run(arguments: &RulesTestArguments, output: &Output) -> Result<u8, Problem> {
    let configuration = configure::here(&arguments.config)?;
    let settings = configuration.settings();
    let wanted = wanted(&arguments.rules, configuration.own_rules())?;
    let mut out = String::new();
    let (mut tests, mut failed) = (0, 0);
    for rule in &wanted {
        tests += rule.tests.len();
        failed += of_rule(rule, &settings, &output.palette(None), &mut out);
    }
    output.results(&[out], None)?;
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let end = if failed == 0 { "all pass".to_owned() } else { count(failed, "failure") };
    output.summary(&format!("{}, {}: {end}", count(wanted.len(), "rule"), count(tests, "test")));
    Ok(if failed == 0 { CLEAN } else { FINDINGS })
}

/// The rules that are asked for; all where none is named.
fn wanted(named: &[String], own: &[&'static OwnRule]) -> Result<Vec<&'static OwnRule>, Problem> {
    if own.is_empty() {
        return Err(Problem::new(
            "there are no rules of your own here; write one under [[rules]] in rolelint.toml (`rolelint config explain rules`)",
        ));
    }
    let meant = |name: &String, rule: &OwnRule| {
        rule.code.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) || rule.name == *name
    };
    if let Some(name) = named.iter().find(|name| !own.iter().any(|rule| meant(name, rule))) {
        let names = own.iter().flat_map(|rule| [rule.code.as_str(), rule.name.as_str()]);
        let question = nearest::question(name, names);
        return Err(Problem::new(format!("there is no rule '{name}' in rolelint.toml{question}")));
    }
    Ok(own.iter().copied().filter(|rule| named.is_empty() || named.iter().any(|name| meant(name, rule))).collect())
}

/// Tells how the tests of a rule went, and how many failed.
fn of_rule(rule: &OwnRule, settings: &Settings, palette: &Palette, out: &mut String) -> usize {
    let Palette { strong, dim, .. } = palette;
    let head = format!("{strong}{}{strong:#} {}", rule.code, rule.name);
    if rule.tests.is_empty() {
        let _ = writeln!(out, "{head}: {dim}no tests; add [[rules.tests]] with `fails` or `passes`{dim:#}");
        return 0;
    }
    let problems: Vec<String> =
        (1..).zip(&rule.tests).filter_map(|(n, test)| of_test(rule, n, test, settings)).collect();
    let state = if problems.is_empty() { "ok" } else { "failed" };
    let _ = writeln!(out, "{head}: {state}");
    for problem in &problems {
        let _ = writeln!(out, "  {problem}");
    }
    problems.len()
}

/// What is wrong with a test; `None` where it passes.
fn of_test(rule: &OwnRule, n: usize, test: &OwnTest, settings: &Settings) -> Option<String> {
    let name = if test.name.is_empty() { format!("test {n}") } else { format!("test {n} ({})", test.name) };
    let path = if test.markdown { "test.md" } else { "test.role" };
    let settings = settings.only(&rule.code);
    let analysis = Analysis::of(path, test.document.as_str(), &context_of(&settings));
    if analysis.document.roles.is_empty() {
        return Some(format!("{name}: its document tells of no role; give it a title that names one"));
    }
    let mut organisation = Organisation::new(true);
    let file = organisation.insert(path, &analysis.document, &analysis.lines, &analysis.text);
    let found = lint::lint(&analysis.document, file, &organisation, &settings);
    match (test.fails, found.first()) {
        (true, None) => Some(format!(
            "{name}: the rule is silent, and should speak; `rolelint inspect` shows what is understood of a document"
        )),
        (false, Some(finding)) => {
            let at = analysis.lines.line_column(&analysis.text, finding.range.start);
            Some(format!(
                "{name}: the rule speaks, and should be silent: line {}: {}",
                at.line,
                crate::report::clean(&finding.message)
            ))
        }
        _ => None,
    }
}

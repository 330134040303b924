//! `rolelint explain`: a rule's document, or a term of the glossary.

use super::args::ExplainArguments;
use super::error::Problem;
use super::output::Output;
use super::CLEAN;
use crate::knowledge;
use crate::report::manual;
use crate::rules;
use crate::text::nearest;

pub(super) fn run(arguments: &ExplainArguments, output: &Output) -> Result<u8, Problem> {
    let subject = arguments.subject.join(" ");
    let document = if let Some(rule) = rules::find(&subject) {
        rule.document.to_owned()
    } else if let Some(term) = knowledge::find_term(&subject).or_else(|| knowledge::find_term(&subject.to_uppercase()))
    {
        manual::term(term)
    } else {
        let terms = knowledge::terms();
        let names = rules::all().flat_map(|r| [r.code, r.name]);
        let names =
            names.chain(terms.iter().flat_map(|t| std::iter::once(&t.term).chain(&t.aliases)).map(String::as_str));
        return Err(Problem::new(format!(
            "there is no rule or term '{subject}'{}",
            nearest::question(&subject, names)
        )));
    };
    let page = if output.is_coloured(None) { manual::terminal(&document, &output.palette(None)) } else { document };
    let end = if page.ends_with('\n') { "" } else { "\n" };
    output.results(&[page.as_str(), end], None)?;
    Ok(CLEAN)
}

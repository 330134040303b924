//! `rolelint explain`: a rule's document, a term of the glossary, or a key of the configuration.

use super::args::ExplainArguments;
use super::error::Problem;
use super::output::Output;
use super::{CLEAN, configure};
use crate::config;
use crate::knowledge;
use crate::report::manual;
use crate::rules;
use crate::text::nearest;

pub(super) fn run(arguments: &ExplainArguments, output: &Output) -> Result<u8, Problem> {
    let subject = arguments.subject.join(" ");
    let settings = configure::here(&[])?.settings();
    let own = &settings.vocabulary.terms;
    let document = if let Some(rule) = rules::find_of(&settings, &subject) {
        rule.document.to_owned()
    } else if let Some(term) = knowledge::find_term_in(own, &subject) {
        manual::term(term)
    } else if let Some(term) = knowledge::find_term(&subject).or_else(|| knowledge::find_term(&subject.to_uppercase()))
    {
        manual::term(term)
    } else if let Some(page) = config::explain(&subject) {
        page
    } else {
        let keys = config::key_names();
        let terms = own.iter().chain(knowledge::terms());
        let names = rules::all_of(&settings).flat_map(|r| [r.code, r.name]);
        let names = names.chain(terms.flat_map(|t| std::iter::once(&t.term).chain(&t.aliases)).map(String::as_str));
        let names = names.chain(keys.iter().map(String::as_str));
        return Err(Problem::new(format!(
            "there is no rule, term or key '{subject}'{}",
            nearest::question(&subject, names)
        )));
    };
    let page = if output.is_coloured(None) { manual::terminal(&document, &output.palette(None)) } else { document };
    let end = if page.ends_with('\n') { "" } else { "\n" };
    output.results(&[page.as_str(), end], None)?;
    Ok(CLEAN)
}

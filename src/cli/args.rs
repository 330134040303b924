//! The arguments of the command line, named as in Ruff where the two overlap.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::Severity;
use crate::report::Format;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// rolelint: a linter and language server for role documents and job specs.
#[derive(Debug, Parser)]
#[command(
    name = "rolelint",
    version,
    about,
    styles = STYLES,
    disable_help_subcommand = true,
    after_help = "For help with a command, see: `rolelint <COMMAND> --help`."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto, help_heading = "Global options")]
    pub(super) color: Color,
    /// Print findings, but no notes and no summary
    #[arg(long, short, global = true, help_heading = "Global options")]
    pub(super) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lint role documents and folders of them
    Check(Box<CheckArguments>),
    /// Write a rolelint.toml and a first role
    Init(InitArguments),
    /// Explain a rule, a term of the glossary, or a key of rolelint.toml
    #[command(visible_alias = "rule")]
    Explain(ExplainArguments),
    /// Show what is configured and where, the schema of rolelint.toml, or what a key does
    Config(ConfigArguments),
    /// List all rules, those of rolelint.toml included, or test the latter
    Rules(RulesArguments),
    /// Show what was understood of role documents: categories, contacts, decisions, with confidence and evidence
    Inspect(InspectArguments),
    /// Write `.role` documents in the standard form; Markdown is left alone
    Format(FormatArguments),
    /// Show two roles side by side: what both hold, what one of them holds, what nobody does
    Compare(CompareArguments),
    /// Print completions for a shell
    Completions(CompletionsArguments),
    /// Print the manual page, or write one for every command
    Man(ManArguments),
    /// Run the language server on standard input and output
    Server,
}

/// Which documents.
#[derive(Debug, Args)]
pub(super) struct InputArguments {
    /// Files and folders; `-` reads standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// The name of what comes on standard input
    #[arg(long, value_name = "PATH", help_heading = "File selection")]
    pub(super) stdin_filename: Option<PathBuf>,
    /// Pass over ignored files even if they are named
    #[arg(long, help_heading = "File selection")]
    pub(super) force_exclude: bool,
    /// Number of threads; as many as there are cores if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Miscellaneous")]
    pub(super) jobs: Option<u16>,
    /// A configuration instead of every `rolelint.toml`, or one setting as TOML (`limits.review_age = 6`)
    #[arg(long, value_name = "FILE|KEY=VALUE", help_heading = "Miscellaneous")]
    pub(super) config: Vec<String>,
    /// Leave every `rolelint.toml` aside
    #[arg(long, help_heading = "Miscellaneous")]
    pub(super) isolated: bool,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// Which shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Write a page for every command into this folder
    #[arg(long, value_name = "FOLDER")]
    pub(super) dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: PathBuf,
    /// The framework of documents that name none: `scrum`, `safe 6`, `less`, ..., or one of your own from a rolelint.toml above
    #[arg(long, value_name = "FRAMEWORK")]
    pub(super) framework: Option<String>,
    /// Settings that belong together (`rolelint config explain presets`)
    #[arg(long, value_name = "PRESET", value_delimiter = ',', value_parser = super::init::preset)]
    pub(super) preset: Vec<String>,
    /// Write no first role
    #[arg(long)]
    pub(super) no_role: bool,
    /// Ask nothing
    #[arg(long, short)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct ConfigArguments {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print the JSON Schema of rolelint.toml
    Schema,
    /// Show what holds for a file or folder, with the origin of every value
    Show(ConfigShowArguments),
    /// Explain a key of rolelint.toml
    Explain(ConfigExplainArguments),
}

#[derive(Debug, Args)]
pub(super) struct ConfigShowArguments {
    /// A file or folder
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: PathBuf,
    /// How it is written
    #[arg(long, alias = "format", value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub(super) output_format: ListFormat,
    /// A configuration instead of every `rolelint.toml`, or one setting as TOML (`limits.review_age = 6`)
    #[arg(long, value_name = "FILE|KEY=VALUE")]
    pub(super) config: Vec<String>,
    /// Leave every `rolelint.toml` aside
    #[arg(long)]
    pub(super) isolated: bool,
}

#[derive(Debug, Args)]
pub(super) struct ConfigExplainArguments {
    /// A key (`ignore`, `limits.review_age`)
    #[arg(value_name = "KEY")]
    pub(super) key: String,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    /// How findings are written
    #[arg(long, alias = "format", value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    pub(super) output_format: Format,
    /// Write findings to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(super) output_file: Option<PathBuf>,
    /// Check again whenever a document or a configuration changes
    #[arg(long, short, conflicts_with_all = ["write_baseline", "add_waivers", "diff", "output_file"])]
    pub(super) watch: bool,
    /// Show how often each rule speaks, instead of the findings
    #[arg(long)]
    pub(super) statistics: bool,
    /// Only these rules: codes, their beginnings (`PO1`), names or `ALL`, with commas between
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rule selection")]
    pub(super) select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rule selection")]
    pub(super) ignore: Vec<String>,
    /// These rules besides the selected ones
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rule selection")]
    pub(super) extend_select: Vec<String>,
    /// Another severity for a rule: `PO101=error`
    #[arg(long, value_name = "CODE=LEVEL", value_delimiter = ',', value_parser = rule_severity, help_heading = "Rule selection")]
    pub(super) severity: Vec<(String, Severity)>,
    /// Read every document as an internal role description (spec) or a job post, or look at the organisation alone
    #[arg(long, value_enum, value_name = "PROFILE", help_heading = "Rule selection")]
    pub(super) profile: Option<ProfileName>,
    /// The framework of documents that name none: `scrum`, `safe 6`, `less`, ..., or one of your own
    #[arg(long, value_name = "FRAMEWORK", value_delimiter = ',', help_heading = "Rule selection")]
    pub(super) framework: Vec<String>,
    /// Make the safe fixes in the files, and show what is left
    #[arg(long, help_heading = "Fixes")]
    pub(super) fix: bool,
    /// Make unsafe fixes, too: those that say something new of a role, or leave words in `<...>` to be completed by hand
    #[arg(long, help_heading = "Fixes")]
    pub(super) unsafe_fixes: bool,
    /// Show what fixes would change, and change nothing
    #[arg(long, help_heading = "Fixes")]
    pub(super) diff: bool,
    /// Leave out findings that this file knows
    #[arg(long, value_name = "FILE", help_heading = "Adoption")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all findings to the baseline (rolelint-baseline.json unless --baseline names another)
    #[arg(long, help_heading = "Adoption", conflicts_with_all = ["fix", "unsafe_fixes", "diff", "changed_since"])]
    pub(super) write_baseline: bool,
    /// Accept the findings of these rules in the documents themselves
    #[arg(long, value_name = "RULE", value_delimiter = ',', requires = "reason", help_heading = "Adoption", conflicts_with_all = ["fix", "unsafe_fixes", "diff", "write_baseline"])]
    pub(super) add_waivers: Vec<String>,
    /// Why they are accepted
    #[arg(long, value_name = "WHY", requires = "add_waivers", help_heading = "Adoption")]
    pub(super) reason: Option<String>,
    /// The last day on which they are
    #[arg(long, value_name = "YYYY-MM-DD", requires = "add_waivers", value_parser = super::today::parse, help_heading = "Adoption")]
    pub(super) until: Option<String>,
    /// Print findings only in files that differ from where this branch left REV; all others are read as context
    #[arg(long, value_name = "REV", help_heading = "Adoption")]
    pub(super) changed_since: Option<String>,
    /// Exit with 1 from this severity on
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Level::Warning, help_heading = "Miscellaneous")]
    pub(super) fail_on: Level,
    /// Exit with 0 even if there are findings
    #[arg(long, help_heading = "Miscellaneous")]
    pub(super) exit_zero: bool,
    /// The day that waivers and dates are compared with, instead of today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::today::parse, help_heading = "Miscellaneous")]
    pub(super) today: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct FormatArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    /// Write nothing; name the files that are not in the standard form, and exit with 1 if there are any
    #[arg(long)]
    pub(super) check: bool,
    /// Write nothing; show what would change, and exit with 1 if anything would
    #[arg(long)]
    pub(super) diff: bool,
}

#[derive(Debug, Args)]
pub(super) struct InspectArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    /// How it is written; JSON has one document a line
    #[arg(long, alias = "format", value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub(super) output_format: ListFormat,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(super) output_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompareArguments {
    /// A role document; `FILE#ID` for one role of several in it
    #[arg(value_name = "FILE")]
    pub(super) first: String,
    /// The other one
    #[arg(value_name = "FILE")]
    pub(super) second: String,
    /// Compare by these frameworks, not by those that the documents name: `scrum`, `safe 6`, `less`, ..., or one of your own
    #[arg(long, value_name = "FRAMEWORK", value_delimiter = ',')]
    pub(super) framework: Vec<String>,
    /// How it is written
    #[arg(long, alias = "format", value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub(super) output_format: ListFormat,
    /// A configuration instead of every `rolelint.toml`, or one setting as TOML (`framework = "scrum"`)
    #[arg(long, value_name = "FILE|KEY=VALUE", help_heading = "Miscellaneous")]
    pub(super) config: Vec<String>,
    /// Leave every `rolelint.toml` aside
    #[arg(long, help_heading = "Miscellaneous")]
    pub(super) isolated: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// A code or name of a rule (`PO101`, `no-customer-contact`), a term (`product goal`), or a key of rolelint.toml
    #[arg(value_name = "CODE|TERM|KEY", required = true)]
    pub(super) subject: Vec<String>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct RulesArguments {
    #[command(subcommand)]
    pub(super) command: Option<RulesCommand>,
    /// How the list is written
    #[arg(long, alias = "format", value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub(super) output_format: ListFormat,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Run the tests of the rules in rolelint.toml
    Test(RulesTestArguments),
}

#[derive(Debug, Args)]
pub(super) struct RulesTestArguments {
    /// Only these rules: codes, their beginnings, or names
    #[arg(value_name = "RULE")]
    pub(super) rules: Vec<String>,
    /// A configuration instead of the nearest `rolelint.toml`
    #[arg(long, value_name = "FILE")]
    pub(super) config: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.purpose()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    Info,
    Warning,
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Info => Severity::Info,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ProfileName {
    Spec,
    Post,
    Org,
}

fn rule_severity(value: &str) -> Result<(String, Severity), String> {
    let (rule, level) = value.split_once('=').ok_or("write CODE=LEVEL, for example PO101=error")?;
    let level = Level::from_str(level.trim(), true).map_err(|_| "the level is one of info, warning, error")?;
    Ok((rule.trim().to_owned(), level.into()))
}

//! From `rolelint.toml` and arguments to the configuration of a workspace.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{CheckArguments, InputArguments, ProfileName};
use super::error::Problem;
use super::walk::{self, CONFIGURATION};
use super::{files, today};
use crate::config::{Configuration, Files, Flag, LONGEST_CONFIGURATION, Node, Origin, Parts, Table, Value};
use crate::rules;

/// What arguments say of the configuration, and the configurations that were read.
pub(super) struct Configure {
    working_folder: PathBuf,
    /// Instead of every `rolelint.toml`.
    file: Option<PathBuf>,
    isolated: bool,
    inline: Vec<String>,
    check: Option<CheckFlags>,
    today: Option<String>,
    known: HashMap<Option<PathBuf>, Arc<Configuration>>,
}

/// What the flags of `check` set.
struct CheckFlags {
    select: Vec<String>,
    ignore: Vec<String>,
    extend_select: Vec<String>,
    severity: Vec<(String, crate::config::Severity)>,
    profile: Option<ProfileName>,
    framework: Vec<String>,
}

impl Configure {
    /// As `check` was asked.
    pub(super) fn of_check(arguments: &CheckArguments, working_folder: &Path) -> Result<Configure, Problem> {
        let mut configure = Configure::of_input(&arguments.input, working_folder)?;
        configure.today = arguments.today.clone().or_else(today::now);
        configure.check = Some(CheckFlags {
            select: patterns(&arguments.select),
            ignore: patterns(&arguments.ignore),
            extend_select: patterns(&arguments.extend_select),
            severity: arguments.severity.clone(),
            profile: arguments.profile,
            framework: patterns(&arguments.framework),
        });
        Ok(configure)
    }

    /// As a command was asked that reads documents.
    pub(super) fn of_input(arguments: &InputArguments, working_folder: &Path) -> Result<Configure, Problem> {
        Configure::new(&arguments.config, arguments.isolated, working_folder)
    }

    /// `given`: files, or settings as TOML.
    pub(super) fn new(given: &[String], isolated: bool, working_folder: &Path) -> Result<Configure, Problem> {
        let (inline, named): (Vec<String>, Vec<String>) =
            given.iter().cloned().partition(|text| text.contains('=') && !Path::new(text).exists());
        if named.len() > 1 {
            return Err(Problem::new("--config: one file is enough; let it build on the other by `extends`"));
        }
        let file = named.first().map(|name| working_folder.join(name));
        if let Some(file) = file.as_ref().filter(|f| !f.is_file()) {
            let shown = walk::show(file, working_folder);
            return Err(Problem::new(format!(
                "--config: {shown} is no file; give a rolelint.toml, or a setting such as 'limits.review_age = 6'"
            )));
        }
        Ok(Configure {
            working_folder: working_folder.to_path_buf(),
            file,
            isolated,
            inline,
            check: None,
            today: today::now(),
            known: HashMap::new(),
        })
    }

    /// The configuration of a workspace. Each is read once.
    pub(super) fn of_root(&mut self, root: Option<&Path>) -> Result<Arc<Configuration>, Problem> {
        let nearest = root.map(|r| r.join(CONFIGURATION)).filter(|f| !self.isolated && f.is_file());
        let file = self.file.clone().or(nearest);
        if let Some(configuration) = self.known.get(&file) {
            return Ok(configuration.clone());
        }
        let parts = Parts {
            file: file.as_deref(),
            files: &Disk { working_folder: &self.working_folder },
            editor: None,
            flags: self.check.as_ref().map(CheckFlags::layer).unwrap_or_default(),
            inline: &self.inline,
            rules: rules::known(),
            today: self.today.clone(),
        };
        let told = |errors: Vec<_>| Problem::all(errors.iter().map(ToString::to_string));
        let configuration = Arc::new(Configuration::build(parts).map_err(told)?);
        self.known.insert(file, configuration.clone());
        Ok(configuration)
    }

    /// The path of a file as patterns of its workspace see it. `real` has no links.
    pub(super) fn below(&self, root: Option<&Path>, real: &Path) -> String {
        let root = root.unwrap_or(&self.working_folder);
        let below = real.strip_prefix(root).unwrap_or(real);
        below.to_string_lossy().replace('\\', "/")
    }
}

/// The configuration of the working folder.
pub(super) fn here(given: &[String]) -> Result<Arc<Configuration>, Problem> {
    let working_folder = super::batch::working_folder()?;
    let root = walk::Roots::new(false).of(&working_folder.join("-"));
    Configure::new(given, false, &working_folder)?.of_root(root.as_deref())
}

impl CheckFlags {
    fn layer(&self) -> Vec<Flag> {
        let mut flags = Vec::new();
        let mut list = |name, key, texts: &[String]| {
            if !texts.is_empty() {
                flags.push(Flag::list(name, key, texts));
            }
        };
        list("--select", "select", &self.select);
        list("--ignore", "ignore", &self.ignore);
        list("--extend-select", "extend-select", &self.extend_select);
        list("--framework", "framework", &self.framework);
        if !self.severity.is_empty() {
            let mut table = Table::default();
            for (rule, severity) in &self.severity {
                let level = Node::Text(severity.name().to_owned());
                table.set(rule, Value::new(level, Origin::Flag("--severity")));
            }
            flags.push(Flag { name: "--severity", key: "severity", node: Node::Table(table) });
        }
        if let Some(profile) = self.profile {
            let name = match profile {
                ProfileName::Spec => "spec",
                ProfileName::Post => "post",
                ProfileName::Org => "org",
            };
            flags.push(Flag { name: "--profile", key: "profile", node: Node::Text(name.to_owned()) });
        }
        flags
    }
}

fn patterns(given: &[String]) -> Vec<String> {
    given.iter().map(|p| p.trim()).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

/// Configurations on this machine.
struct Disk<'a> {
    working_folder: &'a Path,
}

impl Files for Disk<'_> {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        let metadata = fs::metadata(path).map_err(|error| files::reason(&error))?;
        // A device or a pipe may never end.
        if !metadata.is_file() {
            return Err("it is no regular file".to_owned());
        }
        if metadata.len() > LONGEST_CONFIGURATION {
            return Err(format!("it is longer than {} MB, which no configuration is", LONGEST_CONFIGURATION >> 20));
        }
        fs::read(path).map_err(|error| files::reason(&error))
    }

    fn shown(&self, path: &Path) -> String {
        walk::show_from(path, self.working_folder)
    }
}

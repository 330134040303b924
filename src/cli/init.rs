//! `rolelint init`: a rolelint.toml and a first role.

use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use super::CLEAN;
use super::args::InitArguments;
use super::configure::Configure;
use super::error::Problem;
use super::files;
use super::framework;
use super::output::Output;
use super::walk::{self, CONFIGURATION};
use crate::config::{self, Configuration, Settings};
use crate::knowledge::{Framework, FrameworkName};
use crate::model::looks_like_role_document;
use crate::prose::Context;
use crate::syntax::Format;
use crate::workspace::{Analysis, format_of};

/// Where the first role comes to stand.
const FIRST_ROLE: &str = "roles/product-owner.role";

/// A role that is whole, to be made one's own.
const ROLE: &str = "\
Role: Product Owner, Example Product
Id: product-owner
Kind: product owner
Framework: {framework}
Reports to: Head of Product

Purpose:
- Cut the days that a customer waits for an answer from six to two.

Duties:
- 30% discovery: Interview customers and test ideas with them
- 20% strategy: Set and explain the product goal
- 25% backlog: Order the product backlog, write clear items, and keep it open to everybody
- 15% delivery: Answer the developers' questions and review finished work
- 10% analytics: Check whether each release changed what customers do

Contacts:
- customers (customer): every week, directly
- developers (team): every day, directly
- head of product (stakeholder): every two weeks, directly

Decisions:
- alone: order of the product backlog
- alone: product goal
- with Head of Product: budget

Measures:
- outcome: Days from question to answer fall from six to two
- learning: One assumption tested with customers every two weeks

Out of scope:
- Managing the people of the team
";

pub(super) fn run(arguments: &InitArguments, output: &Output) -> Result<u8, Problem> {
    let folder = &arguments.path;
    let asks = !arguments.yes && io::stdin().is_terminal() && io::stderr().is_terminal();
    let there = count_roles(folder);
    let above = Above::of(folder)?;
    let known = above.as_ref().map(|above| above.configuration.settings()).unwrap_or_default();
    let (framework, stated) = match &arguments.framework {
        Some(name) => {
            let told = |told| Problem::new(format!("--framework: {told}"));
            (framework::named(name, &[&known]).map_err(told)?, true)
        }
        None if asks => (ask_framework(&known)?, true),
        None => match known.framework.first() {
            Some(framework) => (framework.clone(), false),
            // The first role needs one. What an old folder works by is not to be guessed.
            None => (Framework { name: FrameworkName::Scrum, version: String::new(), own: None }, there == 0),
        },
    };
    let name = framework.own.as_ref().map_or(framework.name.slug(), |own| &own.name);
    let written = format!("{name} {}", framework.version);
    let mut toml = String::from(
        "# rolelint: what is checked here, and how. `rolelint config show` tells what holds and why,\n\
         # `rolelint config explain KEY` what a key does.\n\n",
    );
    if let Some(above) = &above {
        toml += &format!("# What holds above this folder holds here, too.\nextends = {}\n", quoted(&above.from_here));
    }
    if !arguments.preset.is_empty() {
        let names: Vec<String> = arguments.preset.iter().map(|p| format!("\"{p}\"")).collect();
        toml += &format!("presets = [{}]\n", names.join(", "));
    }
    let unstated = if stated { "" } else { "# " };
    toml +=
        &format!("# The framework of documents that name none.\n{unstated}framework = {}\n", quoted(written.trim()));
    let unsaid = if above.is_some() { "# " } else { "" };
    toml += &format!(
        "# Words that name the users of your products, for example [\"nurses\", \"ward clerks\"].\n{unsaid}user-words = []\n"
    );
    create(&folder.join(CONFIGURATION), &toml)?;
    output.summary(&format!("wrote {}", shown(&folder.join(CONFIGURATION))));
    if there > 0 {
        let documents =
            if there == 1 { "1 role document is".to_owned() } else { format!("{there} role documents are") };
        output.summary(&format!(
            "{documents} here already: look at `rolelint check --statistics`, or accept what is found with `rolelint check \
             --write-baseline`"
        ));
    } else if !arguments.no_role {
        create(&folder.join(FIRST_ROLE), &ROLE.replace("{framework}", &framework.to_string()))?;
        output.summary(&format!("wrote {}: make it yours, then run `rolelint check`", shown(&folder.join(FIRST_ROLE))));
    }
    Ok(CLEAN)
}

fn ask_framework(known: &Settings) -> Result<Framework, Problem> {
    let mut err = io::stderr();
    loop {
        let _ = write!(err, "Which framework do you use (scrum, safe 6, less, kanban, none ...)? [scrum] ");
        let _ = err.flush();
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        read.map_err(|error| Problem::new(format!("the answer cannot be read: {}", files::reason(&error))))?;
        let answer = if answer.trim().is_empty() { "scrum" } else { answer.trim() };
        match framework::named(answer, &[known]) {
            Ok(framework) => return Ok(framework),
            Err(told) => {
                let _ = writeln!(err, "{told}");
            }
        }
    }
}

/// The configuration that has held in a folder so far: the nearest one above it.
struct Above {
    configuration: Arc<Configuration>,
    /// Its path from the folder.
    from_here: String,
}

impl Above {
    fn of(folder: &Path) -> Result<Option<Above>, Problem> {
        let working_folder = super::batch::working_folder()?;
        // The folder may not be there yet; what it will lie in is.
        let absolute = working_folder.join(folder);
        let there = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
        let Some((above, real)) = there else { return Ok(None) };
        let real = absolute.strip_prefix(above).map(|rest| real.join(rest)).unwrap_or(real);
        let root = walk::Roots::new(false).of(&real).filter(|root| root.join(CONFIGURATION).is_file());
        let Some(root) = root else { return Ok(None) };
        let depth = real.strip_prefix(&root).map_or(0, |below| below.components().count());
        let configuration = Configure::new(&[], false, &working_folder)?.of_root(Some(&root))?;
        Ok(Some(Above { configuration, from_here: "../".repeat(depth) + CONFIGURATION }))
    }
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Role documents that the folder holds already.
fn count_roles(folder: &Path) -> usize {
    let working_folder = Path::new("");
    let options = walk::WalkOptions { force_exclude: false, jobs: 1 };
    let found = walk::find(&[folder.to_path_buf()], working_folder, options);
    let is_one = |input: &&walk::Input| {
        format_of(&input.shown) == Format::Role
            || files::read(&files::Disk, &input.path).is_ok_and(|read| {
                looks_like_role_document(&input.shown, &read.text)
                    && Analysis::of(&input.shown, read.text, &Context::default()).document.role_document
            })
    };
    found.inputs.iter().filter(is_one).count()
}

/// Writes a file that is not there yet.
fn create(path: &Path, text: &str) -> Result<(), Problem> {
    let told = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::at(shown(path), "is there already, and is left as it is"),
        _ => Problem::at(shown(path), format!("cannot be written: {}", files::reason(&error))),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(told)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(told)?;
    file.write_all(text.as_bytes()).map_err(told)
}

fn shown(path: &Path) -> String {
    walk::show(path, Path::new(""))
}

/// Presets by their names, for the arguments.
pub(super) fn preset(name: &str) -> Result<String, String> {
    let known: Vec<&str> = config::presets().map(|(name, _)| name).collect();
    if known.contains(&name) { Ok(name.to_owned()) } else { Err(format!("the known ones are {}", known.join(", "))) }
}

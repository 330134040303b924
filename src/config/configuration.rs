//! The configuration of one workspace: its layers, and the settings that they come to for each file.
//!
//! One order: defaults < presets < files (those that others build on first) < overrides that fit the file < editor < flags.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::error::ConfigError;
use super::glob::Patterns;
use super::load::{self, Files, Loaded};
use super::value::{Node, Origin, Table, Value, from_json};
use super::{KnownRule, OwnRule, Settings, merge, own_framework, own_rule, preset};
use crate::text::nearest;

/// What a configuration is made of.
pub struct Parts<'a> {
    /// The `rolelint.toml`, where there is one.
    pub file: Option<&'a Path>,
    /// Where files are read from.
    pub files: &'a dyn Files,
    /// What the editor has set for us.
    pub editor: Option<&'a serde_json::Value>,
    /// What flags set: flag, key, value.
    pub flags: Vec<Flag>,
    /// Pieces of TOML on the command line.
    pub inline: &'a [String],
    /// Rules that may be named.
    pub rules: &'static [KnownRule],
    /// Today as `YYYY-MM-DD`, where a clock was asked.
    pub today: Option<String>,
}

/// A flag that sets a key.
pub struct Flag {
    /// As people write it: `--select`.
    pub name: &'static str,
    /// The key that it sets.
    pub key: &'static str,
    /// To what.
    pub node: Node,
}

impl Flag {
    /// A flag that sets a list of texts.
    pub fn list(name: &'static str, key: &'static str, texts: &[String]) -> Flag {
        let items = texts.iter().map(|t| Value::new(Node::Text(t.clone()), Origin::Flag(name))).collect();
        Flag { name, key, node: Node::List(items) }
    }
}

/// The configuration of one workspace.
#[derive(Debug)]
pub struct Configuration {
    /// Presets and files, laid over each other.
    below: Table,
    /// Editor and flags, laid over each other.
    above: Table,
    overrides: Vec<Table>,
    /// Patterns of overrides, and after them those of waivers.
    patterns: Patterns,
    include: Patterns,
    exclude: Patterns,
    files: Vec<PathBuf>,
    remarks: Vec<ConfigError>,
    /// All that may be named, an organisation's own included.
    rules: Arc<[KnownRule]>,
    own: Arc<[&'static OwnRule]>,
    today: Option<String>,
    settled: Mutex<FxHashMap<Vec<u32>, Arc<Settings>>>,
}

impl Default for Configuration {
    fn default() -> Self {
        Configuration::of(Settings::default())
    }
}

/// What decides is what it was made of.
impl PartialEq for Configuration {
    fn eq(&self, other: &Self) -> bool {
        let parts = |c: &Configuration| {
            (c.below.clone(), c.above.clone(), c.overrides.clone(), c.today.clone(), c.files.clone())
        };
        parts(self) == parts(other) && self.settings() == other.settings()
    }
}

impl Configuration {
    /// The same settings for every file.
    pub fn of(settings: Settings) -> Configuration {
        let today = settings.today.clone();
        Configuration {
            below: Table::default(),
            above: Table::default(),
            overrides: Vec::new(),
            patterns: Patterns::default(),
            include: Patterns::default(),
            exclude: Patterns::default(),
            files: Vec::new(),
            remarks: Vec::new(),
            rules: Arc::new([]),
            own: settings.own_rules.clone(),
            today,
            settled: Mutex::new(FxHashMap::from_iter([(Vec::new(), Arc::new(settings))])),
        }
    }

    /// Reads and checks all parts; the errors are all that is wrong with them.
    pub fn build(parts: Parts<'_>) -> Result<Configuration, Vec<ConfigError>> {
        let mut loaded = parts.file.map(|f| load::load(f, parts.files, env!("CARGO_PKG_VERSION"))).unwrap_or_default();
        let mut above = Vec::new();
        for (mut table, origin, lenient) in editor_layer(parts.editor).into_iter().chain(flag_layer(parts.flags)) {
            load::check(&mut table, &origin, lenient, &mut loaded);
            above.push(table);
        }
        for text in parts.inline {
            let Loaded { tables, errors, rules, frameworks, .. } = load::inline(text, &Origin::Flag("--config"));
            loaded.errors.extend(errors);
            loaded.rules.extend(rules);
            loaded.frameworks.extend(frameworks);
            above.extend(tables);
        }
        let tables = [loaded.tables.as_slice(), &above].concat();
        own_framework::check(&tables, &loaded.frameworks, &mut loaded.errors);
        let mut own = Vec::new();
        if loaded.errors.is_empty() {
            own = own_rule::read(&tables, parts.rules, &mut loaded.errors);
        }
        // Where rules of one's own could not be read, nobody knows which there are.
        let unsure = !loaded.errors.is_empty() && tables.iter().any(|t| t.get("rules").is_some());
        let of_own = own.iter().map(|rule| KnownRule { code: &rule.code, name: &rule.name, across: false });
        let rules: Arc<[KnownRule]> = parts.rules.iter().copied().chain(of_own).collect();
        for (name, origin) in &loaded.rules {
            if !unsure && !is_known(name, &rules) {
                let names = rules.iter().flat_map(|r| [r.code, r.name]);
                let message = format!("there is no rule '{name}'{}", nearest::question(name, names));
                loaded.errors.push(ConfigError { origin: origin.clone(), message });
            }
        }
        if !loaded.errors.is_empty() {
            return Err(loaded.errors);
        }
        Configuration::settle(loaded, above, rules, own.into(), parts.today).map_err(|error| vec![error])
    }

    fn settle(
        loaded: Loaded,
        layers_above: Vec<Table>,
        rules: Arc<[KnownRule]>,
        own: Arc<[&'static OwnRule]>,
        today: Option<String>,
    ) -> Result<Configuration, ConfigError> {
        let mut files = Table::default();
        for table in &loaded.tables {
            merge::lay(&mut files, table, &rules);
        }
        let mut above = Table::default();
        for table in &layers_above {
            merge::lay(&mut above, table, &rules);
        }
        // Presets lie below everything, whoever names them; the last one to be named counts.
        let named = above.get("presets").or_else(|| files.get("presets")).map(Value::texts).unwrap_or_default();
        let mut below = Table::default();
        for name in &named {
            merge::lay(&mut below, &preset::settings(name), &rules);
        }
        merge::lay(&mut below, &files, &rules);
        let mut whole = below.clone();
        merge::lay(&mut whole, &above, &rules);

        let overrides: Vec<Table> = whole.tables("overrides").cloned().collect();
        let waivers: Vec<&Table> = whole.tables("waivers").collect();
        let (override_files, waiver_files): (Vec<_>, Vec<_>) =
            (overrides.iter().map(|o| o.texts("files")).collect(), waivers.iter().map(|w| w.texts("files")).collect());
        let owners = override_files.iter().chain(&waiver_files).zip(0_u32..);
        let pairs: Vec<(u32, &str)> =
            owners.flat_map(|(files, owner)| files.iter().map(move |f| (owner, f.as_str()))).collect();
        let all = |key: &str| -> Vec<String> { whole.texts(key) };
        let (include, exclude) = (all("include"), all("exclude"));
        let origin = |key: &str| whole.get(key).map_or(Origin::Default, |v| v.origin.clone());
        let patterns = |key: &str, pairs: Vec<(u32, &str)>| {
            Patterns::new(pairs.into_iter()).map_err(|message| ConfigError { origin: origin(key), message })
        };
        let configuration = Configuration {
            patterns: patterns("overrides", pairs)?,
            include: patterns("include", include.iter().map(|p| (0, p.as_str())).collect())?,
            exclude: patterns("exclude", exclude.iter().map(|p| (0, p.as_str())).collect())?,
            below,
            above,
            overrides,
            files: loaded.files,
            remarks: remarks(&waivers, today.as_deref()),
            rules,
            own,
            today,
            settled: Mutex::default(),
        };
        Ok(configuration)
    }

    /// Every file that this configuration was read from, or would be.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Rules of the organisation's own.
    pub fn own_rules(&self) -> &Arc<[&'static OwnRule]> {
        &self.own
    }

    /// What is to be said of the configuration itself, and is no error.
    pub fn remarks(&self) -> &[ConfigError] {
        &self.remarks
    }

    /// Whether both leave out the same.
    pub fn takes_as(&self, other: &Configuration) -> bool {
        let bounds = |c: &Configuration| {
            let whole = c.effective_of(&[]).0;
            (whole.texts("include"), whole.texts("exclude"))
        };
        bounds(self) == bounds(other)
    }

    /// Settings where no override fits.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings_for("")
    }

    /// Settings of a file: its path below the folder of the configuration, with `/`.
    pub fn settings_for(&self, path: &str) -> Arc<Settings> {
        let fitting = if path.is_empty() { Vec::new() } else { self.patterns.owners(path) };
        let mut settled = self.settled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = settled.get(&fitting) {
            return settings.clone();
        }
        let (whole, _) = self.effective_of(&fitting);
        let overrides = self.overrides.len() as u32;
        let waivers: Vec<usize> =
            fitting.iter().filter_map(|at| at.checked_sub(overrides)).map(|at| at as usize).collect();
        let settings = Arc::new(Settings::of(&whole, &waivers, &self.rules, &self.own, self.today.clone()));
        settled.insert(fitting, settings.clone());
        settings
    }

    /// Whether what is found in a folder is read: its path below the folder of the configuration, with `/`.
    pub fn takes(&self, path: &str) -> bool {
        (self.include.is_empty() || self.include.matches(path)) && !self.exclude.matches(path)
    }

    /// All that is set for a file (`""`: where no override fits), laid over each other, with origins.
    pub(super) fn effective(&self, path: &str) -> (Table, Vec<&Table>) {
        self.effective_of(&if path.is_empty() { Vec::new() } else { self.patterns.owners(path) })
    }

    fn effective_of(&self, fitting: &[u32]) -> (Table, Vec<&Table>) {
        let mut whole = self.below.clone();
        let overrides: Vec<&Table> = fitting.iter().filter_map(|at| self.overrides.get(*at as usize)).collect();
        for table in &overrides {
            let mut table = Table::clone(table);
            table.0.retain(|e| e.key != "files");
            merge::lay(&mut whole, &table, &self.rules);
        }
        merge::lay(&mut whole, &self.above, &self.rules);
        (whole, overrides)
    }
}

/// Waivers past their day hide nothing any more.
fn remarks(waivers: &[&Table], today: Option<&str>) -> Vec<ConfigError> {
    let over = |waiver: &&Table| {
        let until = waiver.get("until")?;
        let day = until.text().filter(|day| today.is_some_and(|today| *day < today))?;
        let message = format!(
            "this waiver of {} ended on {day}; take it out, or give it a new date",
            waiver.texts("rules").join(", ")
        );
        Some(ConfigError { origin: until.origin.clone(), message })
    };
    waivers.iter().filter_map(over).collect()
}

fn is_known(pattern: &str, rules: &[KnownRule]) -> bool {
    pattern.eq_ignore_ascii_case("all") || rules.iter().any(|r| super::specificity(pattern, r.code, r.name).is_some())
}

/// Keys that an editor knows nothing of, or that are of no use there, break nothing.
fn editor_layer(editor: Option<&serde_json::Value>) -> Option<(Table, Origin, bool)> {
    match from_json(editor?)?.node {
        Node::Table(mut table) => {
            // What editors send where nothing is set.
            table.0.retain(|e| e.value.text() != Some(""));
            Some((table, Origin::Editor, true))
        }
        _ => None,
    }
}

/// Flags in the order of the command line; each is a layer of its own, so that one cannot undo another's key.
fn flag_layer(flags: Vec<Flag>) -> Option<(Table, Origin, bool)> {
    let mut table = Table::default();
    for Flag { name, key, node } in flags {
        table.set(key, Value::new(node, Origin::Flag(name)));
    }
    (!table.0.is_empty()).then_some((table, Origin::Flag("the command line"), false))
}

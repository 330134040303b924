//! What is known across documents: short summaries of roles and units, by name, product and reporting line.
//!
//! Replacing one file costs what that file holds, not what the organisation holds; so does keeping an older state, as
//! the maps are persistent (a clone shares everything that did not change).

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet, FxHasher};

use super::asked::{Asked, Asking, List};
use super::names::{ListedName, NameList, near};
use super::summary::{DutySummary, FileId, FileSummary, RoleSummary, UnitSummary};
use super::{Document, UnitKind};
use crate::knowledge::Kind;
use crate::text::LineIndex;

/// A role of an [`Organisation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleKey {
    /// Its file.
    pub file: FileId,
    /// Index among the file's roles.
    pub index: u32,
}

/// A definition of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Definition {
    /// A role.
    Role(RoleKey),
    /// A unit: its file and index among the file's units.
    Unit(FileId, u32),
    /// Declared by `Extern` or `Played by` in this file.
    Declared(FileId),
}

impl Definition {
    /// The file it stands in.
    pub fn file(self) -> FileId {
        match self {
            Definition::Role(key) => key.file,
            Definition::Unit(file, _) | Definition::Declared(file) => file,
        }
    }
}

type ByName<T> = HashTrieMapSync<String, T, FxBuildHasher>;

/// All role documents of a workspace, in short. Cheap to clone.
#[derive(Clone, Default)]
pub struct Organisation {
    /// Whether there is a workspace root; without one, references cannot be judged.
    pub rooted: bool,
    files: RedBlackTreeMapSync<FileId, Arc<FileSummary>>,
    ids: ByName<FileId>,
    names: ByName<Vec<Definition>>,
    name_list: NameList,
    products: ByName<Vec<RoleKey>>,
    areas: ByName<Vec<RoleKey>>,
    /// Roles by the manager they name.
    reports: ByName<Vec<RoleKey>>,
    /// Units by the product they name.
    parts: ByName<Vec<(FileId, u32)>>,
    mentions: ByName<Vec<FileId>>,
    /// Files whose fields give a name in words.
    named: ByName<Vec<FileId>>,
    /// Names that are mentioned and nowhere defined.
    dangling: ByName<()>,
    /// How many duties of each kind of role have the same content words, by a hash of these.
    lines: HashTrieMapSync<u64, Vec<(Kind, u32)>, FxBuildHasher>,
    shared_lines: u64,
    next: u32,
    /// Where it knows one document alone.
    asking: Option<Arc<Asking>>,
}

impl fmt::Debug for Organisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Organisation").field("rooted", &self.rooted).field("files", &self.files).finish_non_exhaustive()
    }
}

/// Keeps the list in the order of files, whichever was taken in last: rules must not see who was edited when.
fn push<T: Clone>(map: &mut ByName<Vec<T>>, name: &str, item: T, file: impl Fn(&T) -> FileId) {
    match map.get_mut(name) {
        Some(list) => {
            let at = list.partition_point(|other| file(other) <= file(&item));
            list.insert(at, item);
        }
        None => {
            map.insert_mut(name.to_owned(), vec![item]);
        }
    }
}

fn retain<T: Clone>(map: &mut ByName<Vec<T>>, name: &str, keep: impl Fn(&T) -> bool) {
    if let Some(list) = map.get_mut(name) {
        list.retain(keep);
        if list.is_empty() {
            map.remove_mut(name);
        }
    }
}

fn hash_of(content: &[u32]) -> u64 {
    let mut hasher = FxHasher::default();
    content.hash(&mut hasher);
    hasher.finish()
}

impl Organisation {
    /// An empty organisation; `rooted` says whether there is a workspace root.
    pub fn new(rooted: bool) -> Self {
        Self { rooted, ..Self::default() }
    }

    /// An organisation that knows one document alone, and notes what it is asked: see [`Organisation::asked`].
    pub fn alone(rooted: bool, id: FileId, summary: Arc<FileSummary>) -> Self {
        let mut organisation = Self::new(rooted);
        organisation.insert_summary(id, summary);
        Self { asking: Some(Arc::default()), ..organisation }
    }

    /// What was asked so far; nothing where all documents are known.
    pub fn asked(&self) -> Asked {
        self.asking.as_ref().map(|asking| asking.asked()).unwrap_or_default()
    }

    /// Whether other documents answer what was asked of this one alone (and only of it: see [`Asked::of_others`]), so that what
    /// was found then may not hold.
    pub fn adds_to(&self, id: FileId, asked: Asked) -> bool {
        fn others<T>(map: &ByName<Vec<T>>, name: &str, is_other: impl Fn(&T) -> bool) -> bool {
            map.get(name).is_some_and(|list| list.iter().any(is_other))
        }
        let by_others = |name: &str, list: List| match list {
            List::Names => others(&self.names, name, |d| d.file() != id),
            List::Products => others(&self.products, name, |key| key.file != id),
            List::Areas => others(&self.areas, name, |key| key.file != id),
            List::Reports => others(&self.reports, name, |key| key.file != id),
            List::Parts => others(&self.parts, name, |part| part.0 != id),
            List::Mentions => others(&self.mentions, name, |file| *file != id),
        };
        let own = || self.files.get(&id).into_iter().flat_map(|file| file.names());
        List::ALL.into_iter().filter(|list| asked.in_list(*list)).any(|list| own().any(|name| by_others(name, list)))
    }

    /// Notes that a list is asked for a name.
    fn ask(&self, list: List, name: &str) {
        if let Some(asking) = &self.asking {
            if self.names.contains_key(name) { asking.own(list) } else { asking.others() }
        }
    }

    /// Notes that something is asked that any document may answer.
    fn ask_all(&self) {
        if let Some(asking) = &self.asking {
            asking.others();
        }
    }

    /// The id of a path, new where it was not known.
    pub fn file_id(&mut self, path: &str) -> FileId {
        if let Some(&id) = self.ids.get(path) {
            return id;
        }
        let id = FileId(self.next);
        self.next += 1;
        self.ids.insert_mut(path.to_owned(), id);
        id
    }

    /// The id of a path that is known.
    pub fn known_file(&self, path: &str) -> Option<FileId> {
        self.ids.get(path).copied()
    }

    /// Take in a file, replacing what was known of it.
    pub fn insert(&mut self, path: &str, document: &Document, lines: &LineIndex, source: &str) -> FileId {
        let id = self.file_id(path);
        self.insert_summary(id, FileSummary::of(id, path, document, lines, source));
        id
    }

    /// Take in a summary that was made apart (see [`FileSummary::of`]).
    pub fn insert_summary(&mut self, id: FileId, summary: impl Into<Arc<FileSummary>>) {
        let summary = summary.into();
        let old = self.unlink(id);
        self.count_lines(old.as_deref(), Some(&summary));
        if !old.is_some_and(|old| old.lists_the_same(&summary)) {
            self.name_list = NameList::default();
        }
        for (index, role) in summary.roles.iter().enumerate() {
            let key = RoleKey { file: id, index: index as u32 };
            push(&mut self.names, &role.slug, Definition::Role(key), |d| d.file());
            if let Some(product) = &role.product {
                push(&mut self.products, product, key, |k| k.file);
            }
            if let Some(area) = &role.area {
                push(&mut self.areas, area, key, |k| k.file);
            }
            if let Some((manager, _)) = &role.reports_to {
                push(&mut self.reports, manager, key, |k| k.file);
            }
        }
        for (index, unit) in summary.units.iter().enumerate() {
            push(&mut self.names, &unit.slug, Definition::Unit(id, index as u32), |d| d.file());
            if let Some(product) = &unit.product {
                push(&mut self.parts, product, (id, index as u32), |part| part.0);
            }
        }
        for name in &summary.declared {
            push(&mut self.names, name, Definition::Declared(id), |d| d.file());
        }
        for name in &summary.mentions {
            push(&mut self.mentions, name, id, |f| *f);
        }
        for name in &summary.named {
            push(&mut self.named, name, id, |f| *f);
        }
        self.note_dangling(&summary);
        self.files.insert_mut(id, summary);
    }

    fn note_dangling(&mut self, changed: &FileSummary) {
        for name in changed.names().chain(changed.mentions.iter().map(String::as_str)) {
            if self.mentions.contains_key(name) && !self.names.contains_key(name) {
                self.dangling.insert_mut(name.to_owned(), ());
            } else {
                self.dangling.remove_mut(name);
            }
        }
    }

    /// Only lines that changed are counted anew.
    fn count_lines(&mut self, old: Option<&FileSummary>, new: Option<&FileSummary>) {
        let mut changes: FxHashMap<(u64, Kind), i32> = FxHashMap::default();
        for (summary, step) in [(old, -1), (new, 1)] {
            for role in summary.into_iter().flat_map(|s| &s.roles) {
                let Some(kind) = role.kind else { continue };
                for duty in role.duties.iter().filter(|d| !d.content.is_empty()) {
                    *changes.entry((hash_of(&duty.content), kind)).or_default() += step;
                }
            }
        }
        for ((line, kind), step) in changes.into_iter().filter(|(_, step)| *step != 0) {
            let mut kinds = self.lines.get(&line).cloned().unwrap_or_default();
            let before = kinds.len();
            match kinds.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, count)) => *count = count.saturating_add_signed(step),
                None => kinds.push((kind, step.max(0).unsigned_abs())),
            }
            kinds.retain(|(_, count)| *count > 0);
            self.shared_lines += u64::from(kinds.len() != before && kinds.len().max(before) > 1);
            if kinds.is_empty() {
                self.lines.remove_mut(&line);
            } else {
                self.lines.insert_mut(line, kinds);
            }
        }
    }

    /// How many kinds of role have a duty with the same content words.
    pub fn kinds_with(&self, duty: &DutySummary) -> usize {
        self.ask_all();
        self.lines.get(&hash_of(&duty.content)).map_or(0, Vec::len)
    }

    /// Grows whenever [`Organisation::kinds_with`] changes for a line that several kinds of role have.
    pub fn shared_lines(&self) -> u64 {
        self.shared_lines
    }

    /// Forget a file.
    pub fn remove(&mut self, id: FileId) {
        let old = self.unlink(id);
        self.count_lines(old.as_deref(), None);
        self.name_list = NameList::default();
    }

    fn unlink(&mut self, id: FileId) -> Option<Arc<FileSummary>> {
        let old = self.files.get(&id).cloned()?;
        self.files.remove_mut(&id);
        for name in old.names() {
            retain(&mut self.names, name, |d| d.file() != id);
        }
        for name in &old.mentions {
            retain(&mut self.mentions, name, |f| *f != id);
        }
        for role in &old.roles {
            let named = [(&mut self.products, &role.product), (&mut self.areas, &role.area)];
            for (index, name) in named.into_iter().filter_map(|(index, name)| Some((index, name.as_ref()?))) {
                retain(index, name, |k| k.file != id);
            }
            if let Some((manager, _)) = &role.reports_to {
                retain(&mut self.reports, manager, |k| k.file != id);
            }
        }
        for product in old.units.iter().filter_map(|u| u.product.as_ref()) {
            retain(&mut self.parts, product, |part| part.0 != id);
        }
        for name in &old.named {
            retain(&mut self.named, name, |f| *f != id);
        }
        self.note_dangling(&old);
        Some(old)
    }

    /// A file.
    pub fn file(&self, id: FileId) -> Option<&FileSummary> {
        self.files.get(&id).map(Arc::as_ref)
    }

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &FileSummary)> {
        self.ask_all();
        self.files.iter().map(|(id, f)| (*id, f.as_ref()))
    }

    /// A role.
    pub fn role(&self, key: RoleKey) -> Option<&RoleSummary> {
        self.files.get(&key.file)?.roles.get(key.index as usize)
    }

    /// Everything that defines `name`.
    pub fn definitions(&self, name: &str) -> &[Definition] {
        self.ask(List::Names, name);
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// The role a name leads to, if exactly one role has it as its id or, where none has, as its title.
    pub fn role_named(&self, name: &str) -> Option<RoleKey> {
        let roles: Vec<RoleKey> = self
            .definitions(name)
            .iter()
            .filter_map(|d| match d {
                Definition::Role(key) => Some(*key),
                _ => None,
            })
            .collect();
        let has_id = |key: &&RoleKey| self.role(**key).is_some_and(|r| r.explicit_id);
        let with_id: Vec<&RoleKey> = roles.iter().filter(has_id).collect();
        match (with_id.as_slice(), roles.as_slice()) {
            ([only], _) => Some(**only),
            ([], [only]) => Some(*only),
            _ => None,
        }
    }

    /// Whether some file refers to this name.
    pub fn is_mentioned(&self, name: &str) -> bool {
        self.ask(List::Mentions, name);
        self.mentions.contains_key(name)
    }

    /// The role's line upwards, nearest first, without the role itself; ends where the line does, or before it repeats.
    pub fn line_of(&self, role: &RoleSummary) -> Vec<RoleKey> {
        let mut line = Vec::new();
        let mut next = role.reports_to.as_ref();
        while let Some(key) = next.and_then(|(manager, _)| self.role_named(manager)) {
            if line.contains(&key) {
                break;
            }
            line.push(key);
            next = self.role(key).and_then(|r| r.reports_to.as_ref());
        }
        line
    }

    /// All names in order, each with what it leads to.
    pub fn all_names(&self) -> &[ListedName] {
        self.ask_all();
        let listed = |(name, definitions): (&String, &Vec<Definition>)| {
            let written = definitions.iter().find(|d| !matches!(d, Definition::Declared(_)));
            let definition = *written.or(definitions.first())?;
            Some(ListedName::new(name, self.title_of(definition), definition))
        };
        self.name_list.all(|| self.names.iter().filter_map(listed))
    }

    /// The title of what is defined; empty where it is only declared.
    pub fn title_of(&self, definition: Definition) -> &str {
        match definition {
            Definition::Role(key) => self.role(key).map_or("", |role| &role.title),
            Definition::Unit(file, index) => self.unit(file, index).map_or("", |unit| &unit.title),
            Definition::Declared(_) => "",
        }
    }

    /// Names that may be `written` with at most `slips` slips of the pen: hardly any but those that are.
    pub fn names_near(&self, written: &str, slips: usize) -> Vec<&str> {
        near(self.all_names(), written, slips)
    }

    /// Roles that name this product.
    pub fn roles_of_product(&self, product: &str) -> &[RoleKey] {
        self.ask(List::Products, product);
        self.products.get(product).map_or(&[], Vec::as_slice)
    }

    /// Roles that name this requirement area.
    pub fn roles_of_area(&self, area: &str) -> &[RoleKey] {
        self.ask(List::Areas, area);
        self.areas.get(area).map_or(&[], Vec::as_slice)
    }

    /// Roles that name this one as their line manager.
    pub fn reports_of(&self, manager: &str) -> &[RoleKey] {
        self.ask(List::Reports, manager);
        self.reports.get(manager).map_or(&[], Vec::as_slice)
    }

    /// Teams, trains and areas that name this product.
    pub fn parts_of_product(&self, product: &str) -> impl Iterator<Item = &UnitSummary> {
        self.ask(List::Parts, product);
        let parts = self.parts.get(product).map_or(&[][..], Vec::as_slice);
        parts.iter().filter_map(|(file, index)| self.unit(*file, *index))
    }

    /// A unit.
    pub fn unit(&self, file: FileId, index: u32) -> Option<&UnitSummary> {
        self.files.get(&file)?.units.get(index as usize)
    }

    /// The unit of this kind that a name leads to.
    pub fn unit_named(&self, name: &str, kind: UnitKind) -> Option<&UnitSummary> {
        self.definitions(name)
            .iter()
            .filter_map(|definition| match definition {
                Definition::Unit(file, index) => self.unit(*file, *index),
                _ => None,
            })
            .find(|unit| unit.kind == kind)
    }

    /// Files that refer to this name.
    pub fn files_mentioning(&self, name: &str) -> &[FileId] {
        self.ask(List::Mentions, name);
        self.mentions.get(name).map_or(&[], Vec::as_slice)
    }

    /// These roles in the order of their files' paths, whatever was read first.
    pub fn in_order<'a>(&'a self, keys: &[RoleKey]) -> Vec<(RoleKey, &'a RoleSummary)> {
        let mut roles: Vec<(RoleKey, &RoleSummary)> =
            keys.iter().filter_map(|key| Some((*key, self.role(*key)?))).collect();
        roles.sort_by_key(|(key, _)| (self.files.get(&key.file).map(|f| f.path.as_str()), key.index));
        roles
    }

    /// The roles that stand right below this one: those that report to it and those it says it leads, each once.
    pub fn direct_reports(&self, key: RoleKey) -> Vec<RoleKey> {
        let Some(role) = self.role(key) else { return Vec::new() };
        let mut found: Vec<RoleKey> = match self.role_named(&role.slug) {
            Some(named) if named == key => self.reports_of(&role.slug).to_vec(),
            _ => Vec::new(),
        };
        found.extend(role.leads.iter().filter_map(|(name, _)| self.role_named(name)));
        found.retain(|k| *k != key);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Files that define `name`, declare it, or name something by it, with or without an `@`.
    pub fn files_naming(&self, name: &str) -> Vec<FileId> {
        self.ask_all();
        let defining = self.definitions(name).iter().map(|d| d.file());
        let naming = self.mentions.get(name).into_iter().chain(self.named.get(name)).flatten().copied();
        let mut files: Vec<FileId> = defining.chain(naming).collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    /// Files that refer to a name which leads nowhere: they are told which name may be meant, out of all there are.
    pub fn lost(&self) -> FxHashSet<FileId> {
        self.dangling.keys().filter_map(|name| self.mentions.get(name)).flatten().copied().collect()
    }

    /// Files whose cross-file findings can change when `before` becomes `after`: those that share a product or an area with either,
    /// refer to one of their names, hold a name that they define or refer to, or stand above one of their roles in the reporting
    /// line.
    /// Where other names are defined than before, [`Organisation::lost`] changes besides; where
    /// [`Organisation::shared_lines`] grows, any file can.
    pub fn touched(&self, before: Option<&FileSummary>, after: Option<&FileSummary>) -> FxHashSet<FileId> {
        let mut products: FxHashSet<&str> = FxHashSet::default();
        let mut areas: FxHashSet<&str> = FxHashSet::default();
        let mut names: FxHashSet<&str> = FxHashSet::default();
        for summary in before.into_iter().chain(after) {
            products.extend(summary.roles.iter().filter_map(|r| r.product.as_deref()));
            products.extend(summary.units.iter().filter_map(|u| u.product.as_deref()));
            products.extend(summary.units.iter().filter(|u| u.kind == UnitKind::Product).map(|u| u.slug.as_str()));
            areas.extend(summary.roles.iter().filter_map(|r| r.area.as_deref()));
            areas.extend(summary.units.iter().filter(|u| u.kind == UnitKind::Area).map(|u| u.slug.as_str()));
            names.extend(summary.names());
        }
        let mut touched: FxHashSet<FileId> = FxHashSet::default();
        for product in products {
            touched.extend(self.roles_of_product(product).iter().map(|k| k.file));
            let parts = self.parts.get(product).into_iter().flatten();
            touched.extend(parts.map(|(file, _)| *file));
        }
        for area in areas {
            touched.extend(self.roles_of_area(area).iter().map(|k| k.file));
        }
        for name in before.into_iter().chain(after).flat_map(|summary| &summary.mentions) {
            touched.extend(self.definitions(name).iter().map(|d| d.file()));
        }
        for role in before.into_iter().chain(after).flat_map(|summary| &summary.roles) {
            touched.extend(self.line_of(role).iter().map(|key| key.file));
        }
        for name in &names {
            touched.extend(self.definitions(name).iter().map(|d| d.file()));
            touched.extend(self.mentions.get(*name).into_iter().flatten());
        }
        touched
    }
}

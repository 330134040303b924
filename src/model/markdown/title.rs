//! Titles, and the roles that a document holds.

use super::group::Group;
use super::{Line, OutlineField, Part, RoleOutline, Title, TitleSource};
use crate::knowledge::{Kind, kind_from_name, kind_of_title};
use crate::model::SectionKind;
use crate::model::sections::kind_of_heading;
use crate::model::statement;
use crate::model::words::Words;
use crate::syntax::{NodeKind, PlainRange, Tree};
use crate::text::TextRange;

/// Keys and label lines that hold a title, the most telling first.
const TITLE_KEYS: [&str; 14] = [
    "role",
    "job title",
    "jobtitle",
    "role title",
    "role name",
    "position title",
    "position name",
    "position",
    "job",
    "title",
    "name",
    "headline",
    "heading",
    "page title",
];

/// Every title of the document as a whole, in the order front matter, heading, file name.
pub(super) fn find(path: &str, tree: &Tree) -> Vec<Title> {
    let mut titles = Vec::new();
    for key in TITLE_KEYS {
        let entry =
            tree.nodes.iter().take_while(|n| n.front_matter).find(|n| {
                n.kind == NodeKind::Field && !tree.text(n).trim().is_empty() && key_matches(tree.label(n), key)
            });
        if let Some(node) = entry {
            push(&mut titles, tree, node.text, TitleSource::FrontMatter);
        }
    }
    let body = || tree.nodes.iter().filter(|n| !n.front_matter);
    // "Job title: ..." among the first lines.
    for node in body().take(12).filter(|n| matches!(n.kind, NodeKind::Paragraph | NodeKind::Item(_))) {
        let text = tree.text(node);
        if let Some((label, value)) = text.split_once(':')
            && TITLE_KEYS[..9].iter().any(|k| key_matches(label.trim(), k))
            && !value.trim().is_empty()
            && value.split_whitespace().count() <= 12
        {
            let at = node.text.start + (text.len() - value.trim_start().len()) as u32;
            push(&mut titles, tree, PlainRange { start: at, end: node.text.end }, TitleSource::Heading);
        }
    }
    // "Position title | Product Owner" in the table that opens a position description.
    for node in body().take(12).filter(|n| matches!(n.kind, NodeKind::Row { .. })) {
        let text = tree.text(node);
        if let Some((label, value)) = text.split_once(" | ")
            && is_title_label(label)
            && !value.contains(" | ")
            && value.split_whitespace().nth(12).is_none()
            && kind_of_title(value).is_some()
        {
            let at = node.text.start + (label.len() + 3) as u32;
            push(&mut titles, tree, PlainRange { start: at, end: node.text.end }, TitleSource::Heading);
        }
    }
    let headings = || {
        body().filter(|n| {
            matches!(n.kind, NodeKind::Heading { level, .. } if level <= 6)
                || matches!(n.kind, NodeKind::Heading { .. }) && !tree.text(n).ends_with(':')
        })
    };
    let first = headings().find(|n| !tree.text(n).is_empty());
    if let Some(node) = first
        && may_be_title(tree.text(node))
    {
        push(&mut titles, tree, node.text, TitleSource::Heading);
    }
    // The first heading may be a slogan or the name of the employer; one of the next may be the title.
    let named = headings().take(4).find(|n| is_role_title(tree.text(n)).is_some());
    if let Some(node) = named
        && first.is_none_or(|f| f.range != node.range)
    {
        push(&mut titles, tree, node.text, TitleSource::Heading);
    }
    if let Some(name) = title_of_path(path) {
        let kind = kind_of_title(&name).map(|m| m.kind);
        titles.push(Title { text: name, range: TextRange::default(), source: TitleSource::FileName, kind });
    }
    titles
}

/// The first cell of a row that holds the title of the job.
pub(super) fn is_title_label(label: &str) -> bool {
    const LABELS: [&str; 10] = [
        "title",
        "job title",
        "position title",
        "role title",
        "post title",
        "working title",
        "title of post",
        "title of position",
        "position",
        "role",
    ];
    let label = label.trim().trim_end_matches(':');
    LABELS.iter().any(|key| key_matches(label, key))
}

fn key_matches(label: &str, key: &str) -> bool {
    label.len() == key.len()
        && label.chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c.to_ascii_lowercase() }).eq(key.chars())
}

fn push(titles: &mut Vec<Title>, tree: &Tree, plain: PlainRange, source: TitleSource) {
    let text = tree.plain(plain);
    let text = text.trim().trim_end_matches([':', '.', '#']).trim();
    if text.is_empty() || text.len() > 200 {
        return;
    }
    let kind = kind_of_title(text).map(|m| m.kind);
    titles.push(Title { text: text.to_owned(), range: tree.source_range(plain), source, kind });
}

/// Whether a first heading may be the title of a role: no section, no sentence.
fn may_be_title(text: &str) -> bool {
    let section = kind_of_heading(text).is_some_and(|k| k.main);
    let named = kind_of_title(text).is_some_and(|m| m.kind != Kind::Other);
    text.split_whitespace().count() <= 12 && (!section || named) && !text.ends_with(':')
}

/// Words of the file's name; of its folder's where the name says nothing.
fn title_of_path(path: &str) -> Option<String> {
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let general = ["readme", "index", "_index", "role", "job", "description", "job-description", "spec"];
    let name = if general.iter().any(|g| stem.eq_ignore_ascii_case(g)) { parts.next()? } else { stem };
    let mut words = String::new();
    let mut before = ' ';
    for c in name.chars() {
        // ProductManager
        if c.is_uppercase() && before.is_lowercase() || !c.is_alphanumeric() {
            words.push(' ');
        }
        if c.is_alphanumeric() {
            words.push(c);
        }
        before = c;
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Words that only tell the level or form of a job.
fn is_filler(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
        || matches!(
            word,
            "senior"
                | "junior"
                | "lead"
                | "staff"
                | "principal"
                | "associate"
                | "mid"
                | "head"
                | "chief"
                | "group"
                | "i"
                | "ii"
                | "iii"
                | "iv"
                | "v"
                | "role"
                | "the"
                | "a"
                | "an"
                | "position"
                | "level"
                | "m"
                | "w"
                | "f"
                | "d"
                | "x"
                | "remote"
                | "gs"
                | "po"
                | "pm"
                | "sm"
                | "of"
                | "and"
        )
}

/// The kind that a heading names where it is the title of a role and nothing else.
pub(super) fn is_role_title(text: &str) -> Option<Kind> {
    let found = kind_of_title(text)?;
    let named = Words::of(text.get(found.start..found.end)?).len();
    let words = Words::of(text);
    let rest = words.list().into_iter().filter(|w| !is_filler(w)).count();
    let kept = words.len().min(rest.max(named));
    let sentence = text.ends_with([':', '.', '?', '!']) || text.split_whitespace().count() > 9;
    let section = kind_of_heading(text).is_some_and(|k| k.kind != SectionKind::Purpose && k.words >= 2);
    // "Your manager" is somebody else.
    let somebody = matches!(words.list().first(), Some(&("your" | "our" | "my")));
    let weak = found.kind == Kind::Other && (somebody || named < 2 && words.len() > 2);
    (!sentence && !section && !weak && named * 2 >= kept).then_some(found.kind)
}

/// The title words of a heading like "Scrum master responsibilities" or "Product managers are accountable for:".
fn titled_duties(text: &str) -> Option<(Kind, usize, usize)> {
    let found = kind_of_title(text)?;
    let duties = kind_of_heading(text).is_some_and(|k| k.kind == SectionKind::Duties);
    (duties && found.kind != Kind::Other && text.split_whitespace().count() <= 8).then_some((
        found.kind,
        found.start,
        found.end,
    ))
}

/// "IC3", "Level 2", "Senior": a step of a ladder; what stands behind it may name the level once more ("PM4 – Principal PM").
fn is_step(text: &str) -> bool {
    let numbered = |w: &str| {
        let letters = w.trim_end_matches(|c: char| c.is_ascii_digit());
        letters.len() < w.len()
            && letters.len() <= 3
            && matches!(letters, "ic" | "l" | "p" | "m" | "e" | "pm" | "po" | "pmm" | "d" | "g" | "t" | "s")
    };
    let words = Words::of(text);
    match *words.list().as_slice() {
        [one] => numbered(one) || matches!(one, "associate" | "junior" | "mid" | "senior" | "staff" | "principal"),
        [word, number, ref rest @ ..]
            if matches!(word, "level" | "grade" | "band" | "stufe") && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            rest.iter().all(|w| is_filler(w))
        }
        [first, ref rest @ ..] => numbered(first) && rest.iter().all(|w| is_filler(w)),
        [] => false,
    }
}

/// Whether a heading beside titles of roles reads like one, too, though nobody knows its kind: a few words that end in what people are
/// called ("Service Request Manager", "Developers (Ana, Bilal)"). What kind of work its words name.
fn reads_like_title(text: &str) -> Option<Option<Kind>> {
    const OF_NO_TITLE: [&str; 15] =
        ["a", "about", "an", "by", "for", "from", "hiring", "line", "meet", "my", "our", "the", "to", "with", "your"];
    let head = text.split(['(', '[', '–', '—']).next()?.trim().trim_end_matches(':');
    let words = Words::of(head);
    let words = words.list();
    let (last, before) = words.split_last()?;
    let one = last.strip_suffix('s').unwrap_or(last);
    let called = statement::is_calling(one) && before.len() <= 3 && !(before.is_empty() && one == *last);
    let named = called && !before.iter().any(|w| OF_NO_TITLE.contains(w)) && !text.ends_with(['.', '?', '!']);
    named.then(|| kind_of_title(head.strip_suffix('s').unwrap_or(head)).map(|m| m.kind))
}

/// Where a role starts among the groups.
struct Opening {
    group: usize,
    title: Title,
}

/// The roles of the document, lines and all. There is always one at least.
pub(super) fn roles(tree: &Tree, groups: &[Group], titles: &[Title]) -> Vec<RoleOutline> {
    let openings = openings(tree, groups, titles);
    let end = tree.nodes.last().map_or(0, |n| n.range.end);
    let explicit = explicit_kind(tree);
    if openings.is_empty() {
        let title = best(titles);
        let kind = explicit.or_else(|| kind_of(titles, &title));
        let head = head_of(tree, &title);
        let all: Vec<usize> = (0..groups.len()).collect();
        let mut roles = vec![assemble(groups, &all, title, titles.to_vec(), kind, head, TextRange::new(0, end))];
        roles_of_columns(tree, groups, &mut roles);
        roles.iter_mut().for_each(|role| leave_out_others(tree, role));
        return roles;
    }
    let level = openings.first().and_then(|o| groups.get(o.group)).map_or(0, |g| g.level);
    let first = openings.first().map_or(0, |o| o.group);
    // A heading of the same or a higher level that is no title ends the last role: what follows is shared again.
    let mut owner: Vec<Option<usize>> = vec![None; groups.len()];
    let mut current = None;
    for (i, group) in groups.iter().enumerate().skip(first) {
        if let Some(role) = openings.iter().position(|o| o.group == i) {
            current = Some(role);
        } else if group.heading.is_some() && group.level <= level {
            current = None;
        }
        owner[i] = current;
    }
    let mut roles: Vec<RoleOutline> = openings
        .iter()
        .enumerate()
        .map(|(role, opening)| {
            let own: Vec<usize> = (0..groups.len()).filter(|&i| owner[i].is_none() || owner[i] == Some(role)).collect();
            let last = (0..groups.len()).rev().find(|&i| owner[i] == Some(role)).unwrap_or(opening.group);
            let heading =
                groups[opening.group].heading.and_then(|h| tree.nodes.get(h)).map_or(TextRange::default(), |n| n.range);
            let to = groups[last].end.checked_sub(1).and_then(|n| tree.nodes.get(n)).map_or(end, |n| n.range.end);
            let range = TextRange::new(heading.start, to.max(heading.end));
            let all = vec![opening.title.clone()];
            let kind = opening.title.kind.map(|k| (k, opening.title.range));
            assemble(groups, &own, opening.title.clone(), all, kind, heading, range)
        })
        .collect();
    roles_of_columns(tree, groups, &mut roles);
    roles.iter_mut().for_each(|role| leave_out_others(tree, role));
    roles
}

/// What running text tells of another job ("Our Product Manager meets the merchants") is nothing that this role does or is for.
fn leave_out_others(tree: &Tree, role: &mut RoleOutline) {
    let Some((own, _)) = role.kind else { return };
    for line in &mut role.lines {
        let Some((node, local)) = tree.nodes.get(line.node).zip(line.local) else { continue };
        if node.kind != NodeKind::Paragraph || !matches!(line.section, SectionKind::Duties | SectionKind::Purpose) {
            continue;
        }
        let Some(other) = statement::told_of(local.of(tree.text(node))) else { continue };
        let named = |title: &Title| title.text.to_lowercase().contains(&other.title);
        if are_two_jobs(own, other.kind) && !role.titles.iter().any(named) {
            line.section = SectionKind::Unknown;
        }
    }
}

fn openings(tree: &Tree, groups: &[Group], titles: &[Title]) -> Vec<Opening> {
    let text_of = |g: &Group| {
        g.heading
            .and_then(|h| tree.nodes.get(h))
            .filter(|n| n.kind != NodeKind::Section && !n.front_matter)
            .map(|n| tree.text(n))
    };
    let base = best(titles);
    let ladder =
        titles.iter().any(|t| t.kind.is_some_and(|k| k != Kind::Other) || t.text.to_lowercase().contains("product"));
    for level in 1..=7u8 {
        let mut found: Vec<Opening> = Vec::new();
        let mut full = 0;
        let mut known = false;
        for (i, group) in groups.iter().enumerate().filter(|(_, g)| g.level == level) {
            let Some(text) = text_of(group) else { continue };
            let Some(node) = group.heading.and_then(|h| tree.nodes.get(h)) else { continue };
            let whole = (text.trim_end_matches(':').trim().to_owned(), tree.source_range(node.text));
            let (text, range, kind) = if let Some(kind) = is_role_title(text) {
                (whole.0, whole.1, Some(kind))
            } else if let Some((kind, start, end)) = titled_duties(text) {
                (
                    text.get(start..end).unwrap_or(text).to_owned(),
                    tree.local_range(node, TextRange::from_usize(start, end)),
                    Some(kind),
                )
            } else if ladder && level <= 4 && is_step(text) {
                (format!("{} {}", base.text, whole.0), whole.1, base.kind)
            } else if let Some(kind) = reads_like_title(text).filter(|_| has_duties(groups, i)) {
                full += 1;
                let title = Title { text: whole.0, range: whole.1, source: TitleSource::Heading, kind };
                found.push(Opening { group: i, title });
                continue;
            } else {
                continue;
            };
            let own = has_duties(groups, i);
            known |= own;
            full += usize::from(own);
            found.push(Opening { group: i, title: Title { text, range, source: TitleSource::Heading, kind } });
        }
        if known && full >= 2 {
            return found;
        }
    }
    Vec::new()
}

/// Whether two duties at least stand below a heading, groups of deeper level included.
fn has_duties(groups: &[Group], index: usize) -> bool {
    let Some(group) = groups.get(index) else { return false };
    let below = groups[index + 1..].iter().take_while(|g| g.heading.is_none() || g.level > group.level);
    let duties = std::iter::once(group)
        .chain(below)
        .flat_map(|g| &g.lines)
        .filter(|l| l.section == SectionKind::Duties && l.part == Part::Statement)
        .count();
    duties >= 2
}

/// The title: the first that names a kind of work; else the first that names any role; else the first.
fn best(titles: &[Title]) -> Title {
    titles
        .iter()
        .find(|t| t.kind.is_some_and(|k| k != Kind::Other))
        .filter(|known| titles.first().is_none_or(|first| first.kind.is_none() || known.source == first.source))
        .or_else(|| titles.iter().find(|t| t.kind.is_some()))
        .or_else(|| titles.first())
        .cloned()
        .unwrap_or(Title {
            text: String::new(),
            range: TextRange::default(),
            source: TitleSource::FileName,
            kind: None,
        })
}

fn kind_of(titles: &[Title], title: &Title) -> Option<(Kind, TextRange)> {
    let known = |t: &&Title| t.kind.is_some_and(|k| k != Kind::Other);
    let found =
        std::iter::once(title).chain(titles).find(known).or_else(|| titles.iter().find(|t| t.kind.is_some()))?;
    found.kind.map(|k| (k, found.range))
}

/// `kind:` of front matter.
pub(super) fn explicit_kind(tree: &Tree) -> Option<(Kind, TextRange)> {
    let node = tree
        .nodes
        .iter()
        .take_while(|n| n.front_matter)
        .find(|n| n.kind == NodeKind::Field && key_matches(tree.label(n), "kind"))?;
    Some((kind_from_name(tree.text(node))?, tree.source_range(node.text)))
}

fn head_of(tree: &Tree, title: &Title) -> TextRange {
    if title.source == TitleSource::FileName {
        return tree.nodes.first().map_or(TextRange::default(), |n| TextRange::new(n.range.start, n.range.start));
    }
    tree.nodes.iter().find(|n| n.range.contains_range(title.range)).map_or(title.range, |n| n.range)
}

/// Whether a column of this job is somebody else's than a role of this kind.
fn are_two_jobs(own: Kind, other: Kind) -> bool {
    own != other && (own.is_owner() != other.is_owner() || own.is_manager() != other.is_manager() || !own.is_product())
}

fn assemble(
    groups: &[Group],
    own: &[usize],
    title: Title,
    titles: Vec<Title>,
    kind: Option<(Kind, TextRange)>,
    head: TextRange,
    range: TextRange,
) -> RoleOutline {
    let mut lines: Vec<Line> = Vec::new();
    let mut fields: Vec<OutlineField> = Vec::new();
    let mut sections = Vec::new();
    let mut is_own = vec![false; groups.len()];
    for index in own {
        if let Some(own) = is_own.get_mut(*index) {
            *own = true;
        }
    }
    for (group, own) in groups.iter().zip(is_own) {
        if !own {
            if let Some((kind, _)) = kind {
                lines_of_job(group, kind, &mut lines);
            }
            continue;
        }
        let base = lines.len();
        lines.extend(group.lines.iter().map(|l| Line { parent: l.parent.map(|p| p + base), ..l.clone() }));
        for (line, job) in &group.whose {
            if let Some(line) =
                lines.get_mut(base + line).filter(|_| kind.is_some_and(|(own, _)| are_two_jobs(own, *job)))
            {
                line.section = SectionKind::Unknown;
            }
        }
        fields.extend(group.fields.iter().cloned());
        sections.extend(group.section.clone());
    }
    RoleOutline { title, titles, kind, head, range, sections, lines, fields }
}

/// What a group of somebody else gives to a job in a column of its own.
fn lines_of_job(group: &Group, kind: Kind, lines: &mut Vec<Line>) {
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (index, _) in group.whose.iter().filter(|(_, job)| !are_two_jobs(kind, *job)) {
        let Some(line) = group.lines.get(*index) else { continue };
        let parent = line.parent.and_then(|above| taken.iter().find(|(old, _)| *old == above)).map(|(_, new)| *new);
        taken.push((*index, lines.len()));
        lines.push(Line { parent, ..line.clone() });
    }
}

/// Jobs that have a column of a table and no heading: each is a role of its own.
fn roles_of_columns(tree: &Tree, groups: &[Group], roles: &mut Vec<RoleOutline>) {
    for group in groups {
        for (_, job) in &group.whose {
            if roles.iter().any(|r| r.kind.is_none_or(|(kind, _)| !are_two_jobs(kind, *job))) {
                continue;
            }
            let header = tree.nodes[group.first..group.end].iter().find(|n| n.kind == NodeKind::Row { header: true });
            let head = header.map_or(TextRange::default(), |n| n.range);
            let title =
                Title { text: job.label().to_owned(), range: head, source: TitleSource::Heading, kind: Some(*job) };
            roles.push(assemble(groups, &[], title.clone(), vec![title], Some((*job, head)), head, head));
        }
    }
}

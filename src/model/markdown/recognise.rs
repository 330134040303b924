//! Whether a document is a role document at all.

use super::group::Group;
use super::title::{explicit_kind, is_role_title, is_title_label};
use super::{Part, RoleOutline, Title, TitleSource};
use crate::knowledge::{Kind, kind_of_title};
use crate::model::SectionKind;
use crate::model::sections::kind_of_heading;
use crate::prose::recall;
use crate::syntax::{NodeKind, Tree};
use crate::text::WordStarts;

/// What the lines of a document come to.
#[derive(Default)]
struct Counts {
    duties: usize,
    under_heading: usize,
    /// Requirements under a heading.
    asked: usize,
    others: usize,
    kept_elsewhere: bool,
}

/// `Ok` for a role document; else why it is none, in words for people.
pub(super) fn decide(
    path: &str,
    tree: &Tree,
    groups: &[Group],
    titles: &[Title],
    roles: &[RoleOutline],
) -> Result<(), String> {
    let counts = count(groups);
    let cues = TextCues::of(tree);
    if cues.placeholder {
        return Err("it holds placeholder text (\"lorem ipsum\"), not a role.".to_owned());
    }
    let marked = is_marked(tree);
    let persona = persona_signs(tree, cues.prompts);
    if persona >= 2 {
        return Err(
            "it reads like instructions for an AI agent, not like the description of a person's role.".to_owned()
        );
    }
    let ladder = titles.iter().any(|t| is_ladder(&t.text)) && counts.duties >= 8;
    let named = ladder || roles.len() > 1 || titles.iter().any(|t| t.kind.is_some());
    let title = titles.iter().find(|t| t.source != TitleSource::FileName);
    if explicit_kind(tree).is_some() && (counts.duties > 0 || tree.nodes.iter().all(|n| n.front_matter)) {
        return Ok(());
    }
    if counts.duties == 0 && counts.under_heading == 0 {
        // An advert that forgot its duties is an advert all the same.
        let advert = counts.asked >= 3
            && counts.others > counts.asked
            && titles.iter().any(|t| is_role_title(&t.text).is_some());
        return if named && (counts.kept_elsewhere || advert) {
            Ok(())
        } else if is_job_list(tree) {
            Err("it lists open positions but describes none of them.".to_owned())
        } else {
            Err("no duties were found in it. Write what the person does as a list below a heading \"Responsibilities\".".to_owned())
        };
    }
    if !marked && is_article(tree, titles) && counts.under_heading < 5 {
        return Err("it reads like an article about the work, not like the description of one role.".to_owned());
    }
    if !named {
        let advert = counts.under_heading >= 3 && counts.others >= 2 && title.is_some();
        if marked && counts.duties >= 2 || advert {
            return Ok(());
        }
        let where_ = if path.is_empty() { "it" } else { "neither its title nor its file name" };
        return Err(if is_job_list(tree) {
            "it lists open positions but describes none of them.".to_owned()
        } else {
            format!(
                "{where_} names a role. Write the title of the role as the first heading, or `role:` in front matter."
            )
        });
    }
    let weak = !ladder
        && roles.len() == 1
        && titles.iter().all(|t| t.kind.is_none_or(|k| k == Kind::Other) || is_role_title(&t.text).is_none());
    let enough = if counts.under_heading > 0 || marked {
        1
    } else if weak {
        4
    } else {
        2
    };
    if counts.duties < enough || weak && !marked && counts.under_heading < 3 && counts.duties < 4 {
        return Err(if is_job_list(tree) {
            "it lists open positions but describes none of them.".to_owned()
        } else {
            "too few duties were found in it. Write what the person does as a list below a heading \"Responsibilities\".".to_owned()
        });
    }
    Ok(())
}

/// A career ladder or framework of a trade.
fn is_ladder(title: &str) -> bool {
    let title = title.to_lowercase();
    ["framework", "ladder", "progression", "career path", "career levels", "competenc", "levels"]
        .iter()
        .any(|w| title.contains(w))
}

fn count(groups: &[Group]) -> Counts {
    let mut counts = Counts::default();
    for group in groups {
        counts.kept_elsewhere |=
            group.section.as_ref().is_some_and(|s| s.kept_elsewhere && s.kind == SectionKind::Duties);
        for line in &group.lines {
            if line.part != Part::Statement {
                continue;
            }
            match line.section {
                SectionKind::Duties => {
                    counts.duties += 1;
                    counts.under_heading += usize::from(line.under_heading);
                }
                SectionKind::Requirements if line.under_heading => {
                    counts.asked += 1;
                    counts.others += 1;
                }
                SectionKind::Requirements | SectionKind::Benefits | SectionKind::Process => counts.others += 1,
                _ => {}
            }
        }
    }
    counts
}

fn front_matter(tree: &Tree) -> impl Iterator<Item = (String, &str)> {
    tree.nodes
        .iter()
        .take_while(|n| n.front_matter)
        .filter(|n| n.kind == NodeKind::Field)
        .map(|n| (tree.label(n).to_lowercase().replace(['_', '-'], " "), tree.text(n)))
}

/// Front matter says that this is a role or a job: `role:`, or a layout or type of that name.
fn is_marked(tree: &Tree) -> bool {
    const NAMES: [&str; 12] = [
        "role",
        "job",
        "jobs",
        "position",
        "career",
        "careers",
        "vacancy",
        "job posting",
        "opening",
        "job post",
        "role description",
        "job description",
    ];
    front_matter(tree).any(|(key, value)| {
        let value = value.trim().to_lowercase().replace(['_', '-'], " ");
        match key.as_str() {
            "role" | "job title" | "position title" | "employment type" | "date posted" | "valid through"
            | "reports to" => !value.is_empty(),
            "layout" | "type" | "category" | "template" | "schema" => NAMES.contains(&value.as_str()),
            _ => false,
        }
    })
}

/// What stands somewhere in a document.
#[derive(Default)]
struct TextCues {
    /// Text that only fills a page.
    placeholder: bool,
    /// Words to a language model.
    prompts: usize,
}

impl TextCues {
    fn of(tree: &Tree) -> TextCues {
        let may_hold = |text: &str| memchr::memchr2(b'{', b'$', text.as_bytes()).is_some();
        let arguments = |text: &str| {
            may_hold(text) && ["{{input", "{{INPUT", "$arguments", "$ARGUMENTS"].iter().any(|p| text.contains(p))
        };
        let look = |text: &str| {
            recall("document cues", text, || {
                let mut placeholder = false;
                let mut prompts = usize::from(arguments(text));
                CUES.find_in(text, |number, end| {
                    let next = text.as_bytes().get(end);
                    let whole = next.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
                    placeholder |= number < PLACEHOLDERS;
                    prompts += usize::from(number >= PLACEHOLDERS && whole);
                    false
                });
                (placeholder, prompts)
            })
        };
        let mut cues = TextCues::default();
        for node in tree.nodes.iter().filter(|n| n.kind != NodeKind::Comment) {
            let (placeholder, prompts) = look(tree.text(node));
            cues.placeholder |= placeholder;
            cues.prompts += prompts;
        }
        cues
    }
}

/// So many of the cues stand in text that only fills a page.
const PLACEHOLDERS: usize = 3;

/// These, and what people write to a language model and to nobody else.
static CUES: WordStarts<25> = WordStarts::new([
    "lorem ipsum",
    "dolor sit amet",
    "consectetur adipi",
    "use this agent",
    "you are an ai",
    "ai assistant",
    "as an ai",
    "language model",
    "llm",
    "system prompt",
    "the user's request",
    "the user's question",
    "the user asks",
    "user input",
    "output format",
    "respond with",
    "your response",
    "your responses",
    "respond in",
    "when invoked",
    "step by step",
    "the conversation",
    "subagent",
    "ask the user",
    "prompt template",
]);

/// Signs that a machine is addressed, not a person.
fn persona_signs(tree: &Tree, prompts: usize) -> usize {
    const KEYS: [&str; 9] =
        ["model", "tools", "temperature", "allowed tools", "argument hint", "agent", "color", "mode", "prompt"];
    let keys = front_matter(tree).filter(|(k, v)| KEYS.contains(&k.as_str()) && !v.trim().is_empty()).count();
    let listed = tree.nodes.iter().take_while(|n| n.front_matter).filter(|n| n.kind == NodeKind::Section).any(|n| {
        matches!(tree.label(n).to_lowercase().as_str(), "tools" | "allowed-tools" | "allowed_tools" | "capabilities")
    });
    let addressed = tree.nodes.iter().filter(|n| n.kind != NodeKind::Comment).take(30).any(|node| {
        let text = tree.text(node);
        let Some(head) = text.get(..24).or(Some(text)).map(str::to_ascii_lowercase) else { return false };
        let start =
            ["you are a ", "you are an ", "act as a ", "act as an ", "you're a ", "i am a ", "your role is to act"];
        start.iter().any(|p| head.starts_with(p)) && {
            let lower = text.to_lowercase();
            node.kind == NodeKind::Paragraph && kind_of_title(&lower).is_some()
                || ["agent", "assistant", "expert"].iter().any(|w| lower.contains(w))
        }
    });
    usize::from(keys > 0) + usize::from(keys > 1) + usize::from(listed) + prompts.min(3) + usize::from(addressed)
}

/// Headings or items that are titles of several roles, and nothing about any of them.
fn is_job_list(tree: &Tree) -> bool {
    let titles = tree
        .nodes
        .iter()
        .filter(|n| matches!(n.kind, NodeKind::Heading { .. } | NodeKind::Item(_) | NodeKind::Row { .. }))
        .filter(|n| is_role_title(tree.text(n).split(" | ").next().unwrap_or("")).is_some())
        .count();
    titles >= 2
}

/// A title that is a question, a sentence or a how-to, or an author and tags in front matter.
fn is_article(tree: &Tree, titles: &[Title]) -> bool {
    let Some(title) = titles.iter().find(|t| t.source != TitleSource::FileName) else { return false };
    let lower = title.text.to_lowercase();
    let opens = [
        "how ",
        "why ",
        "what is",
        "what makes",
        "what i ",
        "what does",
        "when ",
        "the art of",
        "a guide",
        "guide to",
        "the guide",
        "introduction to",
        "interview with",
        "my ",
        "thoughts",
        "lessons",
        "on being",
        "becoming",
        "tips",
        "5 ",
        "7 ",
        "10 ",
        "top ",
    ]
    .iter()
    .any(|p| lower.starts_with(p));
    let telling = opens && is_role_title(&title.text).is_none() || lower.ends_with('?');
    let mut author = false;
    let mut tags = false;
    for node in tree.nodes.iter().take_while(|n| n.front_matter) {
        match tree.label(node).to_lowercase().as_str() {
            "author" | "authors" => author = true,
            "tags" | "categories" => tags = true,
            _ => {}
        }
    }
    telling || author && tags && is_role_title(&title.text).is_none()
}

/// Whether the folder walk should read `source` at all: cheap, by its first kilobytes, its headings and its name. What it
/// lets through is decided by [`super::outline`].
pub fn looks_like_role_document(path: &str, source: &str) -> bool {
    const HEAD: usize = 8 * 1024;
    let mut end = source.len().min(HEAD);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let head = &source[..end];
    let stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = stem.rsplit_once('.').map_or(stem, |(s, _)| s).replace(['-', '_', '.'], " ");
    let mut titled = kind_of_title(&stem).is_some() || kind_of_title(&split_case(&stem)).is_some();
    let mut duties = false;
    let mut marked = false;
    for (i, line) in head.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.len() > 400 {
            duties |= trimmed.len() > 400
                && (trimmed.contains("ou will ") || trimmed.contains("ou’ll ") || trimmed.contains("ou'll "));
            continue;
        }
        let text = strip_marks(trimmed);
        // "| Position title | Product Owner |"
        let mut cells = trimmed.trim_matches('|').split('|').map(strip_marks);
        if i < 60
            && trimmed.starts_with('|')
            && let (Some(label), Some(value)) = (cells.next(), cells.next())
        {
            titled |= is_title_label(label) && kind_of_title(value).is_some();
        }
        if let Some((key, value)) = trimmed.split_once([':', '='])
            && i < 60
        {
            let key = key.trim().trim_matches('*').to_ascii_lowercase();
            let value = value.trim().trim_matches(['"', '\'', '*', ' ']);
            match key.as_str() {
                "role" | "kind" | "job_title" | "job-title" | "job title" | "position" | "employment_type" => {
                    marked |= !value.is_empty()
                }
                "title" | "name" | "position_title" | "role_name" | "jobtitle" => {
                    titled |= kind_of_title(value).is_some() || is_ladder(value)
                }
                "layout" | "type" => {
                    marked |= ["role", "job", "position", "career", "vacancy"]
                        .iter()
                        .any(|w| value.to_ascii_lowercase().contains(w))
                }
                _ => {}
            }
        }
        let heading = trimmed.starts_with('#')
            || trimmed.starts_with("**")
            || trimmed.starts_with("<h")
            || trimmed.ends_with(':')
            || i < 3;
        if heading && text.len() <= 160 {
            titled = titled || kind_of_title(text).is_some() || is_ladder(text);
            duties = duties
                || kind_of_heading(text).is_some_and(|k| {
                    matches!(
                        k.kind,
                        SectionKind::Duties | SectionKind::Unknown | SectionKind::Purpose | SectionKind::Requirements
                    )
                });
        }
        let listed =
            trimmed.starts_with(['-', '*', '•', '+', '|', '<']) || trimmed.starts_with(|c: char| c.is_ascii_digit());
        duties = duties
            || listed
            || text.contains("ou will ")
            || text.contains("ou'll ")
            || text.contains("ou’ll ")
            || text.contains("responsible for");
        if marked || titled && duties {
            return true;
        }
    }
    marked || titled && duties
}

fn split_case(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.push(c);
        before = c;
    }
    words
}

fn strip_marks(line: &str) -> &str {
    let line = line.trim_matches(['#', '*', '_', ' ']);
    let line = if line.starts_with('<') { line.split_once('>').map_or(line, |(_, rest)| rest) } else { line };
    if let Some((text, _)) = line.split_once("</") { text } else { line }
}

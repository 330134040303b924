//! A Markdown outline as facts.

use rustc_hash::FxHashMap;

use super::markdown::{Line, OutlineField, Part, RoleOutline, outline};
use super::piece::Piece;
use super::suppression::suppressions;
use super::{
    Document, Fact, Note, ReferenceRole, ReferenceUse, Requirement, Role, Section, SectionKind, Users, field, finish,
    item, statement, wording,
};
use crate::knowledge::Framework;
use crate::prose::{self, Context, Signal};
use crate::syntax::labels::{self, LabelKind};
use crate::syntax::{Format, ItemStyle, NodeKind, PlainRange, Tree};
use crate::text::{TextRange, WordStarts};

/// Confidence of a kind that only a title names.
const KIND_FROM_TITLE: f32 = 0.95;
/// A duty below a heading of duties is surely meant as one; elsewhere it is a guess.
const UNDER_HEADING: f32 = 0.9;

/// Reads every role of the document.
pub(super) fn read(path: &str, source: &str, tree: &Tree, base: &Context, document: &mut Document) {
    let outline = outline(path, tree);
    document.role_document = outline.role_document.is_ok();
    if let Err(reason) = outline.role_document {
        document.notes.push(Note { range: TextRange::default(), message: reason });
        return;
    }
    document.language = language(tree, &outline.roles, outline.language.as_deref());
    for told in &outline.roles {
        let role = read_role(source, tree, told, base);
        document.roles.push(role);
    }
    document.suppressions = suppressions(source, tree, &document.roles);
}

/// The language of what the roles say; a language that front matter names counts where the words do not contradict it.
fn language(tree: &Tree, roles: &[RoleOutline], named: Option<&str>) -> &'static str {
    const ENOUGH: usize = 4_000;
    let mut sample = String::new();
    for line in roles.iter().flat_map(|r| &r.lines) {
        if sample.len() > ENOUGH {
            break;
        }
        if let Some(piece) = piece(tree, line.node, line.local) {
            sample.push_str(piece.text());
            sample.push('\n');
        }
    }
    let read = prose::recall("language", &sample, || prose::language(&sample));
    match named {
        Some("en") => "en",
        _ => read,
    }
}

fn piece(tree: &Tree, node: usize, local: Option<TextRange>) -> Option<Piece<'_>> {
    let node = tree.nodes.get(node)?;
    Some(match local {
        None => Piece::of(tree, node),
        Some(local) => {
            let plain = PlainRange { start: node.text.start + local.start, end: node.text.start + local.end };
            Piece::part(tree, plain, tree.source_range(plain))
        }
    })
}

fn read_role(source: &str, tree: &Tree, told: &RoleOutline, base: &Context) -> Role {
    let mut role = super::role::empty(Fact::stated(told.title.text.clone(), told.title.range), told.head);
    role.range = told.range;
    role.sections.clone_from(&told.sections);
    title_wordings(&mut role, tree, told.title.range);
    for field in &told.fields {
        take_field(&mut role, tree, field);
    }
    if role.kind.is_none() {
        role.kind = told.kind.map(|(kind, range)| Fact::guessed(kind, range, KIND_FROM_TITLE, Vec::new()));
    }
    let context = finish::context_for(base, role.users.as_ref().map(|u: &Fact<Users>| &u.value));
    let mut duty_of_line: FxHashMap<usize, usize> = FxHashMap::default();
    let leads = leads_beside(&told.lines);
    let sections = Sections::of(told);
    let count = |kind| told.lines.iter().filter(|l| l.section == kind && l.part == Part::Statement).count();
    role.duties.reserve_exact(count(SectionKind::Duties));
    role.requirements.reserve_exact(count(SectionKind::Requirements));
    let mut frameworks = Vec::new();
    let mut reports_to = None;
    for (index, line) in told.lines.iter().enumerate() {
        let Some(piece) = piece(tree, line.node, line.local).filter(|p| !p.is_empty()) else { continue };
        wording::take(&mut role, piece, Some(line.section));
        if tells_of_the_job(line.section) {
            let text = piece.text();
            let (named, manager) =
                prose::recall("names", text, || (prose::read_frameworks(text), prose::read_reporting_line(text)));
            frameworks.extend(
                named
                    .into_iter()
                    .map(|(name, at)| (Framework { name, version: String::new(), own: None }, piece.source(at))),
            );
            if reports_to.is_none() {
                reports_to = manager.and_then(|at| piece.slice(at.start as usize, at.end as usize).name());
            }
        }
        let asked = role.requirements.len();
        take_line(&mut role, &sections, index, line, piece, &context, &mut duty_of_line);
        if let Some(requirement) = role.requirements.get_mut(asked) {
            let (choice, first) = choice_of(tree, &sections, index, line, leads[index]);
            requirement.choice = choice;
            requirement.alternative = line.part == Part::Detail || choice && !first;
        }
        if let Some(duty) = duty_of_line.get(&index).and_then(|at| role.duties.get_mut(*at)) {
            // Cells of a table go into detail.
            let in_list = |kind| matches!(kind, NodeKind::Item(style) if !matches!(style, ItemStyle::Cell { .. }));
            let item = tree.nodes.get(line.node).is_some_and(|n| in_list(n.kind));
            duty.listed = item && !statement::opens_as_requirement(&duty.text) && !tells_of_traits(&duty.text);
        }
    }
    role.reports_to = role.reports_to.take().or(reports_to);
    role.pay_in_text = role.pay_in_text.or_else(|| {
        let graded =
            told.sections.iter().find(|s| s.kind != SectionKind::Requirements && prose::names_pay_grade(&s.label));
        graded.map(|s| s.heading)
    });
    role.asked_in_text = asked_in_text(tree, told);
    role.introduced = introduced(tree, told);
    place_below_heading(&mut role, tree, told);
    item::join_alternatives(&mut role.requirements);
    finish::frameworks_from_text(&mut role, frameworks);
    finish::finish(&mut role, source);
    role
}

/// "Location" as a heading, and the place on the line below it.
fn place_below_heading(role: &mut Role, tree: &Tree, told: &RoleOutline) {
    const HEADINGS: [&str; 6] = ["location", "locations", "work location", "place of work", "where", "job location"];
    if role.fields.iter().any(|(label, _)| label == "Location") {
        return;
    }
    let Some(section) = told.sections.iter().find(|s| HEADINGS.contains(&s.label.to_lowercase().as_str())) else {
        return;
    };
    let below = |line: &&Line| tree.nodes.get(line.node).is_some_and(|n| section.range.contains_range(n.range));
    let place = told.lines.iter().find(below).and_then(|line| piece(tree, line.node, line.local));
    role.fields.extend(place.filter(|p| !p.is_empty()).map(|p| ("Location".to_owned(), p.stated())));
}

/// See [`Role::asked_in_text`].
fn asked_in_text(tree: &Tree, told: &RoleOutline) -> Option<TextRange> {
    const A_LIST: usize = 3;
    let mut unplaced = 0;
    told.lines.iter().find_map(|line| {
        if matches!(line.section, SectionKind::Requirements | SectionKind::Duties) || line.part == Part::LeadIn {
            return None;
        }
        let piece = piece(tree, line.node, line.local)?;
        unplaced += usize::from(line.section == SectionKind::Unknown && line.local.is_none());
        (statement::asks(piece.text()) || unplaced == A_LIST).then(|| piece.range())
    })
}

/// See [`Role::introduced`].
fn introduced(tree: &Tree, told: &RoleOutline) -> Option<TextRange> {
    const A_SENTENCE: usize = 6;
    told.lines.iter().find_map(|line| {
        let node = tree.nodes.get(line.node)?;
        let running = node.kind == NodeKind::Paragraph && line.part == Part::Statement;
        let elsewhere = matches!(line.section, SectionKind::Process | SectionKind::Benefits | SectionKind::Sources)
            || line.section == SectionKind::Duties && line.under_heading;
        if !running || elsewhere {
            return None;
        }
        let piece = piece(tree, line.node, line.local)?;
        piece.text().split_whitespace().nth(A_SENTENCE - 1).map(|_| piece.range())
    })
}

/// Wordings of the title, where it stands in the text and not in the file's name.
fn title_wordings(role: &mut Role, tree: &Tree, range: TextRange) {
    let node = tree.nodes.iter().find(|n| !range.is_empty() && n.range.contains_range(range));
    if let Some(node) = node {
        wording::take(role, Piece::of(tree, node), None);
    }
}

/// Parts in which a framework or a manager is this role's own, not something asked of candidates.
fn tells_of_the_job(section: SectionKind) -> bool {
    !matches!(section, SectionKind::Requirements | SectionKind::Benefits | SectionKind::Process | SectionKind::Sources)
}

/// Keys whose value is the grade that sets the pay.
const GRADE_KEYS: [&str; 10] = [
    "gs level",
    "grade",
    "grades",
    "pay grade",
    "salary grade",
    "job grade",
    "pay band",
    "salary band",
    "classification",
    "series & grade",
];

fn take_field(role: &mut Role, tree: &Tree, told: &OutlineField) {
    let Some(value) = piece(tree, told.node, told.value) else { return };
    if GRADE_KEYS.contains(&told.key.as_str()) && !value.is_empty() {
        role.pay_in_text.get_or_insert(value.range());
    }
    let label = match told.key.as_str() {
        "layout" | "template" if names_an_advert(value.text()) => "Advert",
        "apply url" | "apply link" | "application url" | "application link" => "Apply",
        "closes" => "Closing date",
        "role" | "title" | "job title" | "position" => return,
        "salary min" | "salary max" | "salary range" | "compensation range" => "Salary",
        "employment type" | "job type" | "contract" => "Hours",
        "valid through" | "deadline" | "closing" | "apply by" => "Closing date",
        "date" | "published" | "posted on" => "Date posted",
        "company" | "organisation" | "organization" => "Employer",
        "department" => "Teams",
        "city" | "cities" | "office" | "offices" | "country" | "work location" | "job location" | "place of work" => {
            "Location"
        }
        key => match labels::standard_label(key).filter(|l| l.exact) {
            Some(label) if matches!(label.kind, LabelKind::Field | LabelKind::Both) => label.standard,
            _ => return,
        },
    };
    let section = (label != "Posted as").then_some(SectionKind::Unknown);
    wording::take(role, value, section);
    field::apply(role, label, value);
}

/// The layout of a page of an advert (`job-posting`, `vacancy`).
fn names_an_advert(layout: &str) -> bool {
    let lower = layout.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|w| matches!(w, "job" | "jobs" | "vacancy" | "posting" | "jobpost" | "jobposting" | "opening"))
}

/// One line of the outline.
fn take_line(
    role: &mut Role,
    sections: &Sections<'_>,
    index: usize,
    line: &Line,
    piece: Piece<'_>,
    context: &Context,
    duty_of_line: &mut FxHashMap<usize, usize>,
) {
    if line.part == Part::LeadIn {
        return;
    }
    if matches!(line.section, SectionKind::Contacts | SectionKind::Decisions | SectionKind::WorksWith) {
        let named = piece.references().into_iter();
        role.references.extend(named.map(|name| ReferenceUse { name, role: ReferenceRole::Any }));
    }
    if line.section != SectionKind::Duties || line.part == Part::Detail {
        role.framework_words.extend(item::words_of_frameworks(line.section, piece));
    }
    match line.section {
        SectionKind::Duties if line.part == Part::Detail => detail(role, line, piece, context, duty_of_line),
        SectionKind::Duties => {
            let confidence =
                if line.under_heading { line.confidence.max(UNDER_HEADING) } else { line.confidence.min(0.85) };
            match item::duty(piece, Format::Markdown, context, confidence) {
                Ok(duty) => {
                    role.framework_words.extend(item::words_of_frameworks(line.section, piece));
                    duty_of_line.insert(index, role.duties.len());
                    role.duties.push(duty);
                }
                Err(bound) => role.out_of_scope.push(*bound),
            }
        }
        SectionKind::Contacts => role.contacts.push(item::contact(piece, context)),
        SectionKind::Decisions => role.decisions.push(item::decision(piece)),
        SectionKind::Measures => role.measures.push(item::measure(piece, context)),
        SectionKind::Purpose => role.purpose.push(item::statement(piece, context)),
        SectionKind::WorksWith => role.works_with.push(item::statement(piece, context)),
        SectionKind::Requirements => {
            let strength = sections.around(piece.whole).and_then(|(_, demands)| demands.strength);
            let listed = line.local.is_none() && line.under_heading;
            role.requirements.push(requirement(piece, strength, listed));
        }
        SectionKind::OutOfScope => role.out_of_scope.push(item::statement(piece, context)),
        SectionKind::Waivers => role.waivers.push(item::waiver(piece)),
        SectionKind::Company | SectionKind::Unknown
            if speaks_to_the_reader(piece.text()) || may_tell_a_say(piece.text()) =>
        {
            let aside = item::statement(piece, context);
            if !aside.reading.contacts.is_empty() && speaks_to_the_reader(piece.text())
                || aside.reading.has(Signal::HasSay)
            {
                role.asides.push(aside);
            }
        }
        SectionKind::Benefits
        | SectionKind::Sources
        | SectionKind::Company
        | SectionKind::Process
        | SectionKind::Unknown => {}
    }
}

/// See [`item::requirement`]. A page asks for many things, and an edit changes one of them: the others are remembered, with places counted
/// from where they start.
fn requirement(piece: Piece<'_>, strength: Option<bool>, listed: bool) -> Requirement {
    let read = || item::requirement(piece, Format::Markdown, strength, listed);
    // What is empty may stand before whatever follows.
    let start = piece.verbatim_start().filter(|_| !piece.text().ends_with(':'));
    let Some(start) = start else { return read() };
    let question = match strength {
        None => "requirement",
        Some(true) => "requirement, must",
        Some(false) => "requirement, nice",
    };
    let remembered = prose::recall(question, piece.text(), || moved(read(), start.wrapping_neg()));
    Requirement { range: piece.whole, listed, ..moved(remembered, start) }
}

/// A requirement with all that was found in its text `by` bytes further on, round the end of the numbers.
fn moved(mut requirement: Requirement, by: u32) -> Requirement {
    let shift = |range: &mut TextRange| {
        *range = TextRange { start: range.start.wrapping_add(by), end: range.end.wrapping_add(by) };
    };
    shift(&mut requirement.text_range);
    requirement.lighter.iter_mut().for_each(shift);
    for experience in &mut requirement.experience {
        shift(&mut experience.figures);
        shift(&mut experience.range);
        experience.technology.iter_mut().for_each(|(_, at)| shift(at));
    }
    requirement
}

/// For each line the nearest one above it that leads in, with nothing but lines of its own section in between.
fn leads_beside(lines: &[Line]) -> Vec<Option<usize>> {
    let mut leads: Vec<Option<usize>> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|at| Some((at, lines.get(at)?)));
        let above = above.filter(|(_, above)| above.section == line.section && above.local.is_none());
        leads.push(above.and_then(|(at, above)| if above.part == Part::LeadIn { Some(at) } else { leads[at] }));
    }
    leads
}

/// Whether a line is one of several ways to meet a demand ("one of the following: ..."), and whether it is the first of them.
/// `beside`: see [`leads_beside`].
fn choice_of(tree: &Tree, sections: &Sections<'_>, index: usize, line: &Line, beside: Option<usize>) -> (bool, bool) {
    let told = sections.told;
    // The line that leads in, be it above or beside, as list marks go wrong easily.
    let lead = line.parent.or(beside).and_then(|at| told.lines.get(at).map(|l| (at, l)));
    if let Some((at, lead)) = lead {
        let words = piece(tree, lead.node, lead.local).map_or("", |p| p.text());
        return (item::offers_a_choice(words), index == at + 1);
    }
    let Some(node) = tree.nodes.get(line.node) else { return (false, true) };
    let Some((section, demands)) = sections.around(node.range) else { return (false, true) };
    let inside = |l: &&Line| tree.nodes.get(l.node).is_some_and(|n| section.range.contains_range(n.range));
    let first = told.lines[..index].iter().rev().take_while(inside).all(|l| l.part == Part::LeadIn);
    (demands.choice, first)
}

/// The sections of a role, with what their headings say of demands below them.
struct Sections<'a> {
    told: &'a RoleOutline,
    demands: Vec<Demands>,
}

#[derive(Clone, Copy)]
struct Demands {
    /// See [`item::strength_of_heading`].
    strength: Option<bool>,
    /// See [`item::offers_a_choice`].
    choice: bool,
}

impl<'a> Sections<'a> {
    fn of(told: &'a RoleOutline) -> Sections<'a> {
        let demands = |section: &Section| Demands {
            strength: item::strength_of_heading(&section.label),
            choice: item::offers_a_choice(&section.label),
        };
        Sections { told, demands: told.sections.iter().map(demands).collect() }
    }

    /// The last section that holds a place.
    fn around(&self, range: TextRange) -> Option<(&'a Section, Demands)> {
        let at = self.told.sections.iter().rposition(|s| s.range.contains_range(range))?;
        self.told.sections.get(at).zip(self.demands.get(at).copied())
    }
}

/// "Are patient teachers", "Have a sense of humour": what somebody is or has, not what is done.
fn tells_of_traits(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).unwrap_or("");
    ["are", "is", "be", "have", "has", "skill", "skills", "ability", "demonstrated"]
        .iter()
        .any(|w| w.eq_ignore_ascii_case(first))
}

/// "You'll ...", "you will ...": the sentence is about the person, not about the employer.
fn speaks_to_the_reader(text: &str) -> bool {
    const FORMS: [&str; 6] = ["ou’ll ", "ou'll ", "ou will ", "ou get to ", "ou work ", "ou meet "];
    FORMS.iter().any(|form| text.contains(form))
}

/// A quick look for words by which a say is told.
fn may_tell_a_say(text: &str) -> bool {
    static CUES: WordStarts<7> =
        WordStarts::new(["authority", "final say", "final word", "decision", "empower", "mandate", "say no"]);
    CUES.occur_in(text)
}

/// A nested line adds to the duty above it whom it meets and what it shows; it is no duty of its own.
fn detail(role: &mut Role, line: &Line, piece: Piece<'_>, context: &Context, duty_of_line: &FxHashMap<usize, usize>) {
    let above = line.parent.and_then(|parent| duty_of_line.get(&parent)).copied();
    let Some(duty) = above.and_then(|index| role.duties.get_mut(index)) else { return };
    let said = item::statement(piece, context).reading;
    if !said.negated {
        duty.reading.contacts.extend(said.contacts);
        duty.reading.signals.extend(said.signals);
    }
}

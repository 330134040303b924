//! Wordings of a role, wherever they stand, and what else only the words of a line tell.

use super::piece::Piece;
use super::{Beside, Experience, Fact, Role, SectionKind, WordingUse};
use crate::knowledge::kind_of_title;
use crate::prose::{self, Theme};
use crate::text::{TextRange, WordStarts};

/// Words by which a line speaks of pay.
static PAY: WordStarts<6> = WordStarts::new(["salar", "pay", "compensation", "remuneration", "gehalt", "wage"]);

/// Words by which a sum is for something else.
static EXTRA: WordStarts<6> = WordStarts::new(["budget", "allowance", "voucher", "referral", "reimburse", "subsid"]);
/// Words by which it may be pay all the same.
static WAGE: WordStarts<8> = WordStarts::new(["gross", "net", "month", "hour", "annum", "annual", "base", "basic"]);
/// A sum below this may be for something else; one above is a year's wage.
const EXTRA_BELOW: f64 = 10_000.0;

/// Whether a line names a wage; a bare sum is one where the line speaks of pay.
fn names_wage(text: &str) -> bool {
    names(text, |text| {
        let pay = prose::read_pay(text);
        pay.is_wage() || pay.may_be_wage() && PAY.occur_in(text)
    })
}

/// Whether a line that stands where pay is told of names a sum that may be a wage.
fn names_sum(text: &str) -> bool {
    names(text, |text| prose::read_pay(text).may_be_wage())
}

/// Whether a part of the line names a wage that is not for something else ("a training budget of £1,500").
fn names(text: &str, wage: impl Fn(&str) -> bool) -> bool {
    if !EXTRA.occur_in(text) {
        return wage(text);
    }
    let is_extra = |part: &str| {
        let small = prose::read_pay(part).amounts.iter().all(|a| *a < EXTRA_BELOW);
        small && EXTRA.occur_in(part) && !PAY.occur_in(part) && !WAGE.occur_in(part)
    };
    let parts =
        text.split(';').flat_map(|p| p.split(", ")).flat_map(|p| p.split(" plus ")).flat_map(|p| p.split(" + "));
    parts.filter(|part| !is_extra(part)).any(wage)
}

/// Takes in the wordings of one line. `section` is `None` for a title.
pub(super) fn take(role: &mut Role, piece: Piece<'_>, section: Option<SectionKind>) {
    let text = piece.text();
    let told = &role.hints;
    let found = prose::read_wordings(text, |theme| !(theme.is_hint() && told.contains(&(theme, section))));
    for found in found {
        let theme = found.wording.theme;
        if theme.is_hint() {
            if !role.hints.contains(&(theme, section)) {
                role.hints.push((theme, section));
            }
            continue;
        }
        let word = |at: Option<TextRange>| at.map(|at| Beside { word: at.of(text).into(), range: piece.source(at) });
        role.wordings.push(WordingUse {
            wording: found.wording,
            written: found.range.of(text).into(),
            range: piece.source(found.range),
            line: piece.range(),
            section,
            count: found.count,
            beside: [word(found.previous), word(found.next)],
            addressed: found.addressed,
        });
    }
    // What a duty manages is no pay, and what candidates are asked is none either.
    let may_tell = !matches!(section, None | Some(SectionKind::Duties | SectionKind::Measures | SectionKind::Purpose));
    // A grade may stand anywhere but where candidates are asked for experience "equivalent to GS-13", or where work is told.
    let may_grade = !matches!(section, Some(SectionKind::Duties | SectionKind::Measures | SectionKind::Requirements));
    let (question, names_pay): (_, fn(&str) -> bool) = match section {
        Some(SectionKind::Benefits) => ("sum", names_sum),
        _ => ("wage", names_wage),
    };
    if role.pay_in_text.is_none()
        && (may_tell && prose::recall(question, text, || names_pay(text))
            || may_grade && prose::recall("grade", text, || prose::names_pay_grade(text)))
    {
        role.pay_in_text = Some(piece.range());
    }
    if role.posted_as.is_some() && section.is_some() {
        role.titles_in_text.extend(kind_of_title(text).map(|found| {
            Fact::guessed(found.kind, piece.source(TextRange::from_usize(found.start, found.end)), 0.9, Vec::new())
        }));
    }
}

/// The years that a requirement asks for.
pub(super) fn experience(piece: Piece<'_>) -> Vec<Experience> {
    let found = prose::read_experience(piece.text());
    let mut asked = Vec::with_capacity(found.len());
    asked.extend(found.into_iter().map(|found| Experience {
        least: found.least,
        most: found.most,
        ceiling: found.ceiling,
        of_experience: found.of_experience,
        figures: piece.source(found.figures),
        range: piece.source(found.range),
        technology: found.technology.map(|(technology, at)| (technology, piece.source(at))),
    }));
    asked
}

/// In which part of a document something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Only where the employer is told of, or what candidates bring.
    Elsewhere,
    /// Where the work, its purpose or its people are told of, or under a heading that says nothing known.
    OfTheWork,
}

impl Role {
    /// Whether a wording of this theme stands somewhere but in what is offered to candidates or ruled out: where the work is told of, a
    /// rule about something missing cannot know; elsewhere it cannot be sure.
    pub fn tells_of(&self, theme: Theme) -> Option<Told> {
        use SectionKind::{Benefits, Company, OutOfScope, Process, Requirements, Sources, Waivers};
        let hints = self.hints.iter().copied();
        let shown = hints.chain(self.wordings.iter().map(|w| (w.wording.theme, w.section)));
        shown
            .filter(|(shown, _)| *shown == theme)
            .filter_map(|(_, section)| section)
            .filter_map(|section| match section {
                Benefits | Process | OutOfScope | Sources | Waivers => None,
                Company | Requirements => Some(Told::Elsewhere),
                _ => Some(Told::OfTheWork),
            })
            .max()
    }

    /// The wordings that show one of `themes`, in order.
    pub fn wordings_of<'a>(&'a self, themes: &'a [Theme]) -> impl Iterator<Item = &'a WordingUse> {
        self.wordings.iter().filter(move |w| themes.contains(&w.wording.theme))
    }

    /// Whether a line of this range shows one of `themes`.
    pub fn shows_at(&self, range: TextRange, themes: &[Theme]) -> bool {
        self.wordings_of(themes).any(|w| range.contains_range(w.range))
    }
}

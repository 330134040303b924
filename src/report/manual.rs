//! Documents of rules and terms of the glossary, laid out for a terminal.

use std::fmt::Write;

use anstyle::Style;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use unicode_width::UnicodeWidthStr;

use super::Palette;
use crate::knowledge::Term;

/// Lines are filled up to this column.
const COLUMNS: usize = 88;

/// A term of the glossary as Markdown: what it is, and what the frameworks make of it.
pub fn term(term: &Term) -> String {
    let mut out = format!("# {}\n\n{}\n", term.term, term.definition);
    if !term.aliases.is_empty() {
        let _ = write!(out, "\nAlso: {}\n", term.aliases.join(", "));
    }
    let frameworks = [("Scrum", &term.scrum), ("SAFe", &term.safe), ("LeSS", &term.less), ("Kanban", &term.kanban)];
    if frameworks.iter().any(|(_, text)| !text.is_empty()) {
        out.push_str("\n## In the frameworks\n\n");
        for (name, text) in frameworks.into_iter().filter(|(_, text)| !text.is_empty()) {
            let _ = writeln!(out, "- **{name}:** {text}");
        }
    }
    let checked = match term.check.as_str() {
        "primary" => "checked against the source itself",
        "secondary" => "known through quotations",
        "own" => "an entry of this organisation",
        _ => "common usage",
    };
    let _ = write!(out, "\nSource: {} ({checked})\n", term.source);
    out
}

/// Markdown with headings, bold words and code in the styles of a terminal, filled to its width.
pub fn terminal(markdown: &str, palette: &Palette) -> String {
    let mut page = Page {
        out: String::new(),
        line: String::new(),
        column: 0,
        style: Style::new(),
        indent: String::new(),
        palette,
        styles: Vec::new(),
        lists: Vec::new(),
        links: Vec::new(),
        in_code: false,
        fresh: true,
    };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        page.event(event);
    }
    page.break_line();
    page.out
}

struct Page<'a> {
    out: String,
    line: String,
    /// Columns of `line`.
    column: usize,
    /// The style that is switched on at the end of `line`.
    style: Style,
    /// Blanks before every line of a list item.
    indent: String,
    palette: &'a Palette,
    styles: Vec<Style>,
    /// Number of the next item, for each open list; `None` for bullets.
    lists: Vec<Option<u64>>,
    links: Vec<String>,
    in_code: bool,
    /// Nothing stands before the next block yet: no empty line is needed.
    fresh: bool,
}

impl Page<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => {
                let dim = self.palette.dim;
                for line in text.lines() {
                    let _ = match line {
                        "" => writeln!(self.out),
                        line => writeln!(self.out, "{}    {dim}{line}{dim:#}", self.indent),
                    };
                }
            }
            Event::Text(text) => self.words(&text),
            Event::Code(code) => {
                self.styles.push(self.palette.code);
                self.words(&code);
                self.styles.pop();
            }
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.break_line(),
            Event::Rule => {
                self.open_block();
                let _ = writeln!(self.out, "{}", "─".repeat(COLUMNS));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.open_block();
                self.styles.push(self.palette.strong);
            }
            Tag::Paragraph | Tag::Table(_) => self.open_block(),
            Tag::CodeBlock(kind) => {
                self.open_block();
                if let CodeBlockKind::Fenced(info) = kind
                    && !info.is_empty()
                {
                    let emphasis = self.palette.emphasis;
                    let _ = writeln!(self.out, "{}  {emphasis}{info}{emphasis:#}", self.indent);
                }
                self.in_code = true;
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.open_block();
                } else {
                    self.break_line();
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Strong => self.styles.push(self.palette.strong),
            Tag::Emphasis => self.styles.push(self.palette.emphasis),
            Tag::Link { dest_url, .. } => self.links.push(dest_url.to_string()),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.break_line();
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.line = format!("{}{mark}", self.indent);
        self.column = self.line.width();
        self.indent.push_str(&" ".repeat(mark.len()));
        self.fresh = true;
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.styles.pop();
                self.break_line();
            }
            TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow => self.break_line(),
            TagEnd::TableCell => self.words("  "),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                self.break_line();
                let open: usize = self.indent.len();
                let mark = self.lists.last().map_or(2, |n| n.map_or(2, |n| format!("{}. ", n - 1).len()));
                self.indent.truncate(open.saturating_sub(mark));
                self.fresh = false;
            }
            TagEnd::Strong | TagEnd::Emphasis => {
                self.styles.pop();
            }
            TagEnd::Link => {
                if let Some(url) = self.links.pop()
                    && !self.line.ends_with(&url)
                {
                    self.words(&format!(" ({url})"));
                }
            }
            _ => {}
        }
    }

    /// An empty line between blocks.
    fn open_block(&mut self) {
        if self.fresh {
            self.fresh = false;
            return;
        }
        self.break_line();
        self.out.push('\n');
    }

    fn break_line(&mut self) {
        self.restyle(Style::new());
        let line = self.line.trim_end();
        if !line.is_empty() {
            self.out.push_str(line);
            self.out.push('\n');
        }
        self.line.clear();
        self.column = 0;
    }

    /// What follows on the line is in this style.
    fn restyle(&mut self, style: Style) {
        if style != self.style {
            let _ = write!(self.line, "{:#}{style}", self.style);
            self.style = style;
        }
    }

    /// Appends running text, broken where it would leave the page.
    fn words(&mut self, text: &str) {
        let style = self.styles.last().copied().unwrap_or_default();
        for part in text.split_inclusive(' ') {
            let width = part.trim_end().width();
            if self.column + width > COLUMNS && self.column > self.indent.len() {
                self.break_line();
            }
            if self.column == 0 {
                if part.trim().is_empty() {
                    continue;
                }
                self.line.push_str(&self.indent);
                self.column = self.indent.len();
            }
            self.restyle(style);
            self.line.push_str(part);
            self.column += part.width();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_laid_out_for_a_terminal() {
        let markdown = "# PO101 no-customer-contact\n\nThis owner never meets `users`, and **every** order of the backlog is a \
            guess at second hand, whichever way you look at it.\n\n- one\n- two\n  1. three\n\n```role fails\nRole: A\n\nDuties:\n```\n\nSee \
            [the guide](https://example.org).\n";
        let page = terminal(markdown, &Palette::plain());
        insta::assert_snapshot!(page, @r"
        PO101 no-customer-contact

        This owner never meets users, and every order of the backlog is a guess at second hand,
        whichever way you look at it.

        - one
        - two
          1. three

          role fails
            Role: A

            Duties:

        See the guide (https://example.org).
        ");
        let coloured = terminal("# A\n\nsee `x`", &Palette::coloured());
        assert_eq!(coloured, "\u{1b}[1mA\u{1b}[0m\n\nsee \u{1b}[36mx\u{1b}[0m\n");
    }
}

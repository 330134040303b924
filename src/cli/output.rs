//! Standard output, standard error, and the file that takes the place of the former.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::args::Color;
use super::error::Problem;
use super::files;
use crate::config::Severity;
use crate::report::{Note, Palette, clean};

/// Where results and remarks go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    color: Color,
    quiet: bool,
}

impl Output {
    pub(super) fn new(color: Color, quiet: bool) -> Self {
        Self { color, quiet }
    }

    /// Whether results are coloured; a file gets colours only on demand.
    pub(super) fn is_coloured(&self, file: Option<&Path>) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => file.is_none() && AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        }
    }

    /// Styles of results.
    pub(super) fn palette(&self, file: Option<&Path>) -> Palette {
        Palette::new(self.is_coloured(file))
    }

    /// Writes results to `file`, else to standard output. A reader that has gone away has seen enough: that is no error.
    pub(super) fn results<T: AsRef<[u8]>>(&self, parts: &[T], file: Option<&Path>) -> Result<(), Problem> {
        if let Some(path) = file {
            let bytes = parts.iter().flat_map(|p| p.as_ref()).copied().collect::<Vec<u8>>();
            return fs::write(path, bytes).map_err(|error| {
                Problem::at(path.to_string_lossy(), format!("cannot be written: {}", files::reason(&error)))
            });
        }
        let stdout = io::stdout();
        let written = if self.is_coloured(None) {
            write_parts(&mut AutoStream::new(stdout.lock(), ColorChoice::Always), parts)
        } else {
            write_parts(&mut stdout.lock(), parts)
        };
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Problem::new(format!("standard output cannot be written: {}", files::reason(&error))))
            }
            _ => Ok(()),
        }
    }

    /// Writes results to standard error, where standard output has something else to say.
    pub(super) fn beside<T: AsRef<[u8]>>(&self, parts: &[T]) {
        let choice = if self.is_coloured(None) { ColorChoice::Always } else { ColorChoice::Never };
        // Nobody is left to be told of a standard error that cannot be written.
        let _ = write_parts(&mut AutoStream::new(io::stderr().lock(), choice), parts);
    }

    /// Tells what could not be done.
    pub(super) fn problem(&self, problem: &Problem) {
        self.remark(Some(Severity::Error), "error", &problem.to_string());
        problem.more().iter().for_each(|more| self.problem(more));
    }

    /// Tells something about a file that is no finding.
    pub(super) fn note(&self, note: &Note) {
        if !self.quiet {
            self.remark(Some(Severity::Info), "note", &format!("{}:{}: {}", note.file, note.line, note.message));
        }
    }

    /// Tells how a run ended.
    pub(super) fn summary(&self, sentence: &str) {
        if !self.quiet {
            self.remark(None, "", sentence);
        }
    }

    fn remark(&self, severity: Option<Severity>, label: &str, text: &str) {
        let coloured = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&io::stderr()) != ColorChoice::Never,
        };
        let palette = Palette::new(coloured);
        let line = match severity {
            Some(severity) => {
                let style = palette.severity(severity);
                format!("{style}{label}{style:#}: {}\n", clean(text))
            }
            None => format!("{}\n", clean(text)),
        };
        let choice = if coloured { ColorChoice::Always } else { ColorChoice::Never };
        // Nobody is left to be told of a standard error that cannot be written.
        let _ = AutoStream::new(io::stderr().lock(), choice).write_all(line.as_bytes());
    }
}

/// Writes in large pieces: standard output would flush at every line end.
fn write_parts<T: AsRef<[u8]>>(out: &mut impl Write, parts: &[T]) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 18, out);
    for part in parts {
        out.write_all(part.as_ref())?;
    }
    out.flush()
}

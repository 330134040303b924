//! Colours of the terminal.

use anstyle::{AnsiColor, Style};

use crate::config::Severity;

/// Styles of what is printed; [`Palette::plain`] has none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Palette {
    error: Style,
    warning: Style,
    info: Style,
    /// Messages, headings.
    pub strong: Style,
    /// Lines, arrows and numbers around a text.
    pub margin: Style,
    /// Code, and other literal words.
    pub code: Style,
    /// What matters less.
    pub dim: Style,
    /// Emphasised text.
    pub emphasis: Style,
}

impl Palette {
    /// No styles at all.
    pub fn plain() -> Self {
        Self::default()
    }

    /// Styles for a terminal.
    pub fn coloured() -> Self {
        Self {
            error: AnsiColor::Red.on_default().bold(),
            warning: AnsiColor::Yellow.on_default().bold(),
            info: AnsiColor::Cyan.on_default().bold(),
            strong: Style::new().bold(),
            margin: AnsiColor::Blue.on_default().bold(),
            code: AnsiColor::Cyan.on_default(),
            dim: Style::new().dimmed(),
            emphasis: Style::new().italic(),
        }
    }

    /// Plain or coloured.
    pub fn new(coloured: bool) -> Self {
        if coloured { Self::coloured() } else { Self::plain() }
    }

    /// The style of a severity.
    pub fn severity(&self, severity: Severity) -> Style {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Info => self.info,
        }
    }
}

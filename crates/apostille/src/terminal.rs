//! How text looks to a person: marks, emphasis and lines as wide as the terminal, on stdout.
//!
//! Whether there is colour is anstream's decision (NO_COLOR, CLICOLOR, TERM, is it a terminal?).

use std::io::{IsTerminal, stdout};

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};

/// Longer lines are hard to read, however wide the window.
const WIDEST: usize = 100;

/// The look of stdout.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    colour: bool,
    /// In columns; none where stdout is not a terminal: a line of a file or a pipe is a whole paragraph, so that it can be searched.
    width: Option<usize>,
}

impl Terminal {
    /// Stdout as it is now.
    pub fn of_stdout() -> Terminal {
        let colour = AutoStream::choice(&stdout()) != ColorChoice::Never;
        let width = stdout().is_terminal().then(|| textwrap::termwidth().min(WIDEST));
        Terminal { colour, width }
    }

    /// A highlighted stretch of an excerpt: as grep shows it, or between `**` where there is no colour.
    pub fn mark(&self, text: &str) -> String {
        if self.colour {
            self.styled(Style::new().bold().fg_color(Some(AnsiColor::Red.into())), text)
        } else {
            format!("**{text}**")
        }
    }

    /// A stretch that is highlighted for what the vocabulary added to the query.
    pub fn mark_added(&self, text: &str) -> String {
        if self.colour {
            self.styled(Style::new().bold().fg_color(Some(AnsiColor::Magenta.into())), text)
        } else {
            format!("_{text}_")
        }
    }

    /// A title.
    pub fn strong(&self, text: &str) -> String {
        self.styled(Style::new().bold(), text)
    }

    /// What stands beside the text: dates, pages, ids.
    pub fn faint(&self, text: &str) -> String {
        self.styled(Style::new().dimmed(), text)
    }

    /// The text in lines that fit, each after `indent`.
    pub fn wrap(&self, indent: &str, text: &str) -> String {
        let Some(width) = self.width else { return format!("{indent}{text}") };
        textwrap::fill(
            text,
            textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent).break_words(false),
        )
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// `1 file`, `2 files`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_seen_without_colour() {
        assert_eq!(Terminal { colour: false, width: None }.mark("asilo"), "**asilo**");
        assert_eq!(Terminal { colour: false, width: None }.mark_added("asilo"), "_asilo_");
    }

    #[test]
    fn a_styled_word_takes_no_more_room_than_a_plain_one() {
        let terminal = Terminal { colour: true, width: Some(20) };
        let line = format!("derecho {} asilo", terminal.mark("al"));
        assert_eq!(terminal.wrap("  ", &line).lines().count(), 1);
    }

    #[test]
    fn a_line_of_a_pipe_is_a_whole_paragraph() {
        let long = "palabra ".repeat(60);
        assert_eq!(Terminal { colour: false, width: None }.wrap("", &long).lines().count(), 1);
    }
}

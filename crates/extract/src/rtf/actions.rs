//! What characters and control words do in the document's text: paragraphs, notes, tables and text boxes begin and end.

use super::characters::named;
use super::paragraph;
use super::reading::Reading;

/// The longest mark that an author types for a note, in characters.
const LONGEST_MARK: usize = 3;

/// Control words that begin a note or a text box.
const STORIES: &[&str] = &["footnote", "shptxt", "dptxbxtext"];

impl Reading<'_> {
    pub(super) fn write(&mut self, text: &str) {
        let is_blank = text.trim().is_empty();
        let text = match self.own_mark.take_if(|_| !is_blank) {
            Some(mark) => text.trim_start().strip_prefix(mark.as_str()).unwrap_or(text),
            None => text,
        };
        if self.group.paragraph.in_table {
            self.enter_cell();
        } else if !is_blank {
            self.leave_table();
        }
        self.stories.push(text, self.group.look());
    }

    /// Control words that do something in the document's text.
    pub(super) fn act(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "sect" => self.end_paragraph(),
            "cell" => {
                self.enter_cell();
                self.end_paragraph();
                self.stories.close();
            }
            "row" if self.stories.is_in_row() => self.stories.close(),
            "nestcell" => self.end_paragraph(),
            "chftn" => self.is_numbered = true,
            // What is told twice in one group is one story: the depth of groups bounds that of stories.
            _ if self.group.stories.is_some() && STORIES.contains(&word) => {}
            "footnote" => self.open_note(),
            "shptxt" | "dptxbxtext" => {
                self.begin_story();
                self.stories.open_box();
            }
            _ => match named(word) {
                Some(text) => self.text(text),
                None => self.labels.take(word, number),
            },
        }
    }

    fn open_note(&mut self) {
        let is_numbered = std::mem::take(&mut self.is_numbered);
        let is_endnote = self.tokens.next_word() == Some("ftnalt");
        let mark = if is_numbered { None } else { self.stories.take_raised_end(LONGEST_MARK) };
        let label = match &mark {
            Some(mark) => mark.clone(),
            None if is_endnote => self.labels.next_endnote(),
            None => self.labels.next_footnote(),
        };
        self.begin_story();
        self.stories.cite(&label);
        self.stories.open_note(&label);
        self.own_mark = mark;
    }

    /// Between cells there is no place for a story: it begins in the next one.
    fn begin_story(&mut self) {
        if self.stories.is_in_row() {
            self.enter_cell();
        }
        self.group.begin_story(self.stories.depth());
    }

    pub(super) fn end_paragraph(&mut self) {
        self.is_numbered = false;
        let label = self.label.take().map(|label| label.trim().to_owned()).filter(|label| !label.is_empty());
        let mut runs = self.stories.take_runs();
        let (kind, is_title) = paragraph::kind(&self.group.paragraph, self.descriptions.styles(), label, &mut runs);
        if is_title {
            let title = || runs.iter().map(|run| run.text.as_str()).collect();
            self.properties.titled.get_or_insert_with(title);
        }
        self.stories.add(kind, runs);
    }

    fn enter_cell(&mut self) {
        if !self.stories.is_in_cell() && !self.stories.is_in_row() {
            self.stories.open_row();
        }
        if self.stories.is_in_row() {
            self.stories.open_cell(1);
        }
    }

    pub(super) fn leave_table(&mut self) {
        while self.stories.is_in_cell() || self.stories.is_in_row() {
            self.stories.close();
        }
    }
}

//! Plain text: blocks parted by blank lines, pages by form feeds. What it has of light Markdown is read.

use apostille_corpus::{Block, BlockKind, Page};

use crate::inline::{self, Labels};
use crate::runs::has_words;

/// The pages of a text: one without a number, or, where form feeds part them, as many as there are.
pub(crate) fn pages(text: &str) -> Vec<Page> {
    let labels = labels(text);
    let numbered = text.contains('\u{c}');
    let sheets: Vec<&str> = text.strip_suffix('\u{c}').unwrap_or(text).split('\u{c}').collect();
    let page = |(number, sheet): (u32, &str)| Page {
        number: numbered.then_some(number),
        blocks: Blocks::read(sheet, &labels),
        ..Page::default()
    };
    (1..).zip(sheets).map(page).collect()
}

/// Labels of the notes that are defined anywhere in the text.
fn labels(text: &str) -> Labels<'_> {
    text.lines().filter_map(definition).map(|(label, _)| label).collect()
}

/// What a line of plain text is.
enum Line<'a> {
    Blank,
    /// Only stars, dashes or the like: it parts blocks and says nothing.
    Rule,
    Heading(u8, &'a str),
    Definition(&'a str, &'a str),
    Text(&'a str),
}

/// The blocks of a page in the making.
struct Blocks<'a> {
    labels: &'a Labels<'a>,
    done: Vec<Block>,
    lines: Vec<&'a str>,
    kind: BlockKind,
}

impl<'a> Blocks<'a> {
    fn read(sheet: &'a str, labels: &'a Labels<'a>) -> Vec<Block> {
        let mut blocks = Blocks { labels, done: Vec::new(), lines: Vec::new(), kind: BlockKind::Plain };
        for line in sheet.lines() {
            blocks.add(line);
        }
        blocks.end();
        blocks.done
    }

    fn add(&mut self, line: &'a str) {
        match self.line(line) {
            Line::Blank | Line::Rule => self.end(),
            Line::Heading(level, title) => {
                self.end();
                self.kind = BlockKind::Heading(level);
                self.lines.push(title);
                self.end();
            }
            Line::Definition(label, rest) => {
                self.end();
                self.kind = BlockKind::NoteBody(label.to_owned());
                self.lines.push(rest);
            }
            Line::Text(text) => {
                if self.lines.is_empty() {
                    self.kind = self.kind_of_next(line);
                }
                self.lines.push(text);
            }
        }
    }

    fn line(&self, line: &'a str) -> Line<'a> {
        let text = line.trim();
        if text.is_empty() {
            return Line::Blank;
        }
        if is_rule(text) {
            return Line::Rule;
        }
        if let Some((label, rest)) = definition(line) {
            return Line::Definition(label, rest);
        }
        match heading(text).filter(|_| self.lines.is_empty()) {
            Some((level, title)) => Line::Heading(level, title),
            None => Line::Text(text),
        }
    }

    /// An indented paragraph after a note's body is the note's next paragraph.
    fn kind_of_next(&self, line: &str) -> BlockKind {
        let indented = line.starts_with("    ") || line.starts_with('\t');
        match self.done.last().map(|block| &block.kind) {
            Some(note @ BlockKind::NoteBody(_)) if indented => note.clone(),
            _ => BlockKind::Plain,
        }
    }

    fn end(&mut self) {
        let kind = std::mem::replace(&mut self.kind, BlockKind::Plain);
        let runs = inline::runs(&std::mem::take(&mut self.lines).join("\n"), self.labels);
        if has_words(&runs) {
            self.done.push(Block::new(kind, runs));
        }
    }
}

/// A line of three or more of one sign and spaces only, as writers draw lines between parts.
fn is_rule(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next().filter(|c| "*-_=~".contains(*c)) else { return false };
    let more = signs.try_fold(0, |count, sign| (sign == first).then_some(count + 1));
    more.is_some_and(|more| more >= 2)
}

/// The level and title of a `## Title` line.
fn heading(text: &str) -> Option<(u8, &str)> {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    let fits = (1..=6).contains(&level) && title.starts_with([' ', '\t']);
    let level = u8::try_from(level).ok().filter(|_| fits)?;
    let title = title.trim();
    let closed = title.trim_end_matches('#');
    let title = if closed.ends_with(' ') { closed.trim_end() } else { title };
    (!title.is_empty()).then_some((level, title))
}

/// The label and the first line of a note's body, `[^label]: body`, indented by three spaces at most. A label without a
/// body is text, so that it is not lost.
fn definition(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_start_matches(' ');
    let label = inline::note_label(text).filter(|_| line.len() - text.len() <= 3)?;
    let body = text[label.len() + "[^]".len()..].strip_prefix(':')?;
    Some((label, body.trim())).filter(|(_, body)| body.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Option<u32>, BlockKind, String)> {
        let all = pages(text).into_iter().flat_map(|page| {
            let number = page.number;
            page.blocks.into_iter().map(move |block| (number, block))
        });
        all.map(|(page, block)| (page, block.kind, block.runs.into_iter().map(|run| run.text).collect())).collect()
    }

    fn plain(text: &str) -> (Option<u32>, BlockKind, String) {
        (None, BlockKind::Plain, text.to_owned())
    }

    #[test]
    fn blank_lines_part_blocks_and_line_ends_stay() {
        assert_eq!(kinds("one\n two \n\n \t\nthree\n***\nfour"), [plain("one\ntwo"), plain("three"), plain("four")]);
    }

    #[test]
    fn form_feeds_part_pages_that_count_from_one() {
        let page = |number, text: &str| (Some(number), BlockKind::Plain, text.to_owned());
        assert_eq!(kinds("one\n\u{c}\u{c}three\u{c}"), [page(1, "one"), page(3, "three")]);
        assert_eq!(pages("one\u{c}two\u{c}").len(), 2);
        assert_eq!(pages("one")[0].number, None);
    }

    #[test]
    fn headings_and_notes_are_told_from_text() {
        let text = "# Title\n## 1. Scope ##\nBody, no\n# heading.\n\n#tag and #5\n\n[^1]: A note\nthat goes on.\n\n    And on.\n[^b]: Another.\n\nEnd.";
        let note = |label: &str, text: &str| (None, BlockKind::NoteBody(label.to_owned()), text.to_owned());
        let wanted = [
            (None, BlockKind::Heading(1), "Title".to_owned()),
            (None, BlockKind::Heading(2), "1. Scope".to_owned()),
            plain("Body, no\n# heading."),
            plain("#tag and #5"),
            note("1", "A note\nthat goes on."),
            note("1", "And on."),
            note("b", "Another."),
            plain("End."),
        ];
        assert_eq!(kinds(text), wanted);
    }
}

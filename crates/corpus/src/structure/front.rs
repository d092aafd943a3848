//! What do the first page and the front matter say of the paper? Title, authors, date, type; and where the text begins.

use std::collections::BTreeSet;

use super::authors::{are_names, byline, names, unaccented};
use super::blocks::Paragraph;
use super::names::named;
use super::opening::Opening;
use super::part_title;
use super::title_page;
use super::types::document_type;
use crate::Printed;
use crate::anchor;
use crate::dates;
use crate::document::Record;
use crate::manuscript::{BlockKind, FrontMatter};

/// From this many characters on, a paragraph is running text even on a first page.
const RUNNING_TEXT: usize = 200;
/// The title of an act in capitals has at most so many bytes.
const LONGEST_TITLE: usize = 600;
/// A first page has at most this many paragraphs before its text.
const MOST_LINES: usize = 30;

/// Words of the names of courts, in lower case.
const COURTS: &[&str] = &["court", "courts", "tribunal", "corte", "juzgado"];

/// The front of a document.
#[derive(Debug, Default)]
pub(crate) struct Front {
    /// What is known of the document; the title is empty if none was found.
    pub record: Record,
    /// What of it the pages say, and not the file's metadata.
    pub printed: BTreeSet<Printed>,
    /// How many paragraphs the title page takes.
    pub paragraphs: usize,
}

/// Reads the front of a document; `opening` is the small print of its first pages.
pub(crate) fn read(given: &FrontMatter, paragraphs: &[Paragraph], opening: &Opening) -> Front {
    let title_page = TitlePage::of(paragraphs);
    let labelled = title_page.lines.iter().find_map(|(_, line)| labelled_title(line));
    let sized = title_page::read(given, paragraphs);
    let page = sized.unwrap_or_else(|| title_page.read(given));
    let metadata = metadata(given);
    let authors = authors(&metadata.authors, page.record.authors);
    let case = is_court(&page.record.title).then(|| opening.parties()).flatten();
    let printed = || opening.issued().or(page.record.date).or_else(|| opening.imprinted());
    let record = Record {
        title: given
            .title
            .clone()
            .map(|title| title.trim().to_owned())
            .or(labelled)
            .or_else(|| part_title::of(paragraphs))
            .filter(|t| !t.is_empty())
            .or(case)
            .unwrap_or(page.record.title),
        authors,
        date: metadata.date.or_else(printed),
        kind: given.kind.clone().or(page.record.kind),
        identifiers: opening.identifiers(&given.identifiers),
        ..metadata.clone()
    };
    Front { printed: Printed::beyond(&metadata, &record), record, paragraphs: page.paragraphs }
}

/// What the file says of itself, as a record has it.
fn metadata(given: &FrontMatter) -> Record {
    Record {
        title: given.title.as_deref().unwrap_or_default().trim().to_owned(),
        authors: given.authors.iter().flat_map(|author| names(author)).collect(),
        date: given.date.as_deref().and_then(dates::parse),
        kind: given.kind.clone(),
        publisher: given.publisher.clone(),
        identifiers: given.identifiers.clone(),
        ..Record::default()
    }
}

/// Whether a title is the name of a court, whose decisions are known by their parties.
fn is_court(title: &str) -> bool {
    title.split_whitespace().any(|word| COURTS.contains(&word.to_lowercase().as_str()))
}

/// The authors that the file gives, unless the page prints them all and more: a program knows one user.
fn authors(given: &[String], printed: Vec<String>) -> Vec<String> {
    let has = |author: &String| printed.iter().any(|name| same(&unaccented(name), &unaccented(author)));
    if given.is_empty() || (printed.len() > given.len() && given.iter().all(has)) { printed } else { given.to_vec() }
}

/// The lines before the text, each with the number of its paragraph.
struct TitlePage<'a> {
    lines: Vec<(usize, String)>,
    paragraphs: &'a [Paragraph],
}

impl<'a> TitlePage<'a> {
    fn of(paragraphs: &'a [Paragraph]) -> TitlePage<'a> {
        let mut lines = Vec::new();
        for (index, paragraph) in paragraphs.iter().enumerate().take(MOST_LINES) {
            let text = anchor::bare(&paragraph.text);
            let heading = matches!(paragraph.kind, BlockKind::Heading(_));
            let ends_page = match paragraph.kind {
                BlockKind::Heading(_) => named(&text).is_some(),
                BlockKind::Plain | BlockKind::Paragraph => {
                    (text.chars().count() >= RUNNING_TEXT && !is_in_capitals(&text)) || named(&text).is_some()
                }
                _ => true,
            };
            if ends_page || (heading && lines.iter().any(|(at, _)| is_heading(paragraphs, *at))) {
                break;
            }
            lines.extend(
                text.split('\n').map(|line| (index, line.trim().to_owned())).filter(|(_, line)| !line.is_empty()),
            );
        }
        TitlePage { lines, paragraphs }
    }

    fn read(mut self, given: &FrontMatter) -> Front {
        let named_title = given.title.as_deref();
        let by = self.lines.iter().position(|(_, line)| byline(line).is_some());
        let heading = self.lines.iter().position(|(at, _)| is_heading(self.paragraphs, *at));
        let repeated = self.repeated_line();
        let known = named_title.and_then(|title| self.lines.iter().position(|(_, line)| same(line, title)));
        let first_sentence = self.lines.iter().position(|(_, line)| is_sentence(line));
        let found = || heading.or(repeated).or_else(|| by.and_then(|by| self.line_before(by)));
        let title_at = if named_title.is_some() { known } else { found() };
        let bare_page = || self.first_line(first_sentence).filter(|_| named_title.is_none());
        let Some(title_line) = title_at.or_else(bare_page) else { return Front::default() };
        let last = [by, repeated.map(|line| self.last_copy(line))].into_iter().flatten().fold(title_line, usize::max);
        let title = self.title(title_line);
        let end = self.end_of_page(last, given);
        self.lines.retain(|(at, _)| *at < end);
        let authors = self.authors(&title);
        let date =
            self.lines.iter().filter(|(_, line)| dates::is_date_line(line)).find_map(|(_, line)| dates::parse(line));
        let kind = self.lines.iter().find_map(|(_, line)| document_type(line));
        Front {
            record: Record { title, authors, date, kind, ..Record::default() },
            paragraphs: end,
            ..Front::default()
        }
    }

    /// A line that stands twice, whatever its case: papers repeat their title before the text.
    fn repeated_line(&self) -> Option<usize> {
        let again = |at: usize| self.lines[at + 1..].iter().any(|(_, line)| same(line, &self.lines[at].1));
        (0..self.lines.len()).find(|at| self.lines[*at].1.chars().count() >= 12 && again(*at))
    }

    fn last_copy(&self, line: usize) -> usize {
        self.lines.iter().rposition(|(_, other)| same(other, &self.lines[line].1)).unwrap_or(line)
    }

    fn line_before(&self, line: usize) -> Option<usize> {
        (0..line).rev().find(|at| !is_about(&self.lines[*at].1))
    }

    /// The first line of a page that has nothing else to tell its title by; not if the text begins at once.
    fn first_line(&self, first_sentence: Option<usize>) -> Option<usize> {
        let first = || (0..self.lines.len()).find(|at| !is_about(&self.lines[*at].1));
        let first = self.introduced().or_else(first)?;
        let before_text = first_sentence.is_none_or(|sentence| first < sentence);
        (before_text && first < 4 && self.lines[first].1.chars().any(char::is_alphabetic)).then_some(first)
    }

    /// The first line of a title in capitals that words with a colon introduce: `... issued the following:`.
    fn introduced(&self) -> Option<usize> {
        let begins = |at: &usize| self.lines[*at].0 > self.lines[at - 1].0 && self.lines[at - 1].1.ends_with(':');
        let in_capitals = |at: &usize| is_in_capitals(&anchor::bare(&self.paragraphs[self.lines[*at].0].text));
        (1..self.lines.len()).filter(begins).find(in_capitals)
    }

    /// The title at a line: its paragraph's lines but for those that say something else, in mixed case where it stands so.
    fn title(&self, line: usize) -> String {
        let at = self.lines[line].0;
        let own = self.lines.iter().filter(|(other, text)| *other == at && !is_about(text) && byline(text).is_none());
        let title = own.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
        let mixed = self.lines.iter().find(|(_, text)| same(text, &title) && text.contains(char::is_lowercase));
        mixed.map_or(title, |(_, text)| text.clone()).trim_end_matches(['*', '†']).trim().to_owned()
    }

    /// The number of the first paragraph after the title page: what follows the last sure line and is still about the paper.
    fn end_of_page(&self, last: usize, given: &FrontMatter) -> usize {
        let mut end = self.lines[last].0 + 1;
        let together = given.authors.concat();
        for (at, line) in &self.lines[last + 1..] {
            let author = given.authors.iter().chain([&together]).any(|author| same(author, line));
            let about = author || is_about(line) || byline(line).is_some() || are_names(line);
            if *at >= end && !about {
                break;
            }
            end = *at + 1;
        }
        end
    }

    fn authors(&self, title: &str) -> Vec<String> {
        let by = self.lines.iter().find_map(|(_, line)| byline(line));
        let after_title = self.lines.iter().rposition(|(_, line)| same(line, title)).map_or(0, |at| at + 1);
        let bare =
            || self.lines[after_title..].iter().take(2).find(|(_, line)| are_names(line)).map(|(_, line)| names(line));
        by.map(names).or_else(bare).unwrap_or_default()
    }
}

fn is_heading(paragraphs: &[Paragraph], at: usize) -> bool {
    matches!(paragraphs[at].kind, BlockKind::Heading(_))
}

pub(crate) fn same(a: &str, b: &str) -> bool {
    let key =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !key(a).is_empty() && key(a) == key(b)
}

/// Whether a line is a sentence of the text.
pub(crate) fn is_sentence(line: &str) -> bool {
    line.chars().count() >= 60 && line.ends_with(['.', '?', '!', '”', '"', ':'])
}

/// Whether hardly a letter of a text is small, as in the title of an act; such a text may be long.
fn is_in_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    letters >= 20 && 10 * capitals >= 9 * letters && text.len() <= LONGEST_TITLE
}

/// The title of a line that calls it so, as saved web pages have it.
fn labelled_title(line: &str) -> Option<String> {
    let rest = line.strip_prefix("Title: ").or_else(|| line.strip_prefix("Título: "))?;
    Some(rest.trim().to_owned()).filter(|title| title.chars().count() >= 4)
}

/// Whether a line says something of the paper that is not its title: date, type, number.
pub(crate) fn is_about(line: &str) -> bool {
    dates::is_date_line(line) || document_type(line).is_some() || !line.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests;

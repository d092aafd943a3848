//! What is the title page of a document whose blocks have places and sizes? The title in the largest type, or where its
//! words stand if the file gives it, and what stands around it up to the text.
//!
//! The other formats' title page is `front`'s, which also weighs what is found here against what the file says by itself.

mod credits;

use std::collections::BTreeSet;

use super::authors::{byline, is_affiliation, list_of_names, unaccented};
use super::blocks::{self, Paragraph};
use super::contents;
use super::join::{begins_bound, ends_bound};
use super::names::{Named, named};
use super::types::document_type;
use crate::Date;
use crate::anchor::{self, Anchor};
use crate::dates;
use crate::document::Record;
use crate::manuscript::{BlockKind, FrontMatter};

use super::front::{Front, is_about, is_sentence, same};

/// The title stands on one of the first pages.
const PAGES: usize = 3;
/// A longer paragraph is running text.
const RUNNING_TEXT: usize = 200;
/// A title given by the file may be printed in a paragraph of at most this many characters.
const LONGEST_TITLE: usize = 600;
/// Type this much larger than the text's may be a title's.
const LARGER: f32 = 1.12;
/// Type smaller than this share of the text's is small print.
const SMALLER: f32 = 0.95;

/// The front of a document with places, with what its pages say; none if they show no title.
pub(crate) fn read(given: &FrontMatter, paragraphs: &[Paragraph]) -> Option<Front> {
    let sheet = Sheet::of(paragraphs, &given.authors)?;
    let (from, to) = given.title.as_deref().and_then(|title| sheet.printed(title)).or_else(|| sheet.largest())?;
    let title = sheet.title(from, to);
    let end = sheet.end(from, to, &title);
    let authors = credits::authors(&sheet.texts[to + 1..end.max(to + 1)]);
    let (before, lines) = (sheet.lines(0, from), sheet.lines(to + 1, end));
    let date = lines.iter().chain(&before).filter(|line| dates::is_date_line(line) && list_of_names(line).is_none());
    let date = date.filter_map(|line| dates::parse(line)).reduce(more_exact).or_else(|| dates::within(&title));
    let kind = before.iter().chain(&lines).find_map(|line| document_type(line));
    Some(Front {
        record: Record { title, authors, date, kind, ..Record::default() },
        paragraphs: end,
        ..Front::default()
    })
}

/// The date that says more; the first of equals.
fn more_exact(a: Date, b: Date) -> Date {
    let parts = |date: Date| u8::from(date.month.is_some()) + u8::from(date.day.is_some());
    if parts(b) > parts(a) { b } else { a }
}

/// The paragraphs of the first pages.
struct Sheet<'a> {
    paragraphs: &'a [Paragraph],
    /// The text of each, without anchors.
    texts: Vec<String>,
    /// The page of each.
    pages: Vec<usize>,
    /// The size of the document's text.
    body: f32,
    /// The authors that the file gives, without accents and spaces.
    authors: Vec<String>,
}

impl<'a> Sheet<'a> {
    fn of(paragraphs: &'a [Paragraph], authors: &[String]) -> Option<Sheet<'a>> {
        let body = blocks::body_size(paragraphs);
        let mut page = 0;
        let mut pages = Vec::new();
        for paragraph in paragraphs {
            let begins = paragraph.text.chars().find_map(|c| match anchor::anchor(c) {
                Some(Anchor::Page(page)) => Some(page),
                _ => None,
            });
            page = begins.unwrap_or(page);
            if pages.first().is_some_and(|first| page >= first + PAGES) {
                break;
            }
            pages.push(page);
        }
        let authors = authors.iter().map(|author| letters(author)).collect();
        let texts = paragraphs[..pages.len()].iter().map(|p| anchor::bare(&p.text).trim().to_owned()).collect();
        (body > 0.0 && !pages.is_empty()).then_some(Sheet { paragraphs, texts, pages, body, authors })
    }

    fn size(&self, at: usize) -> f32 {
        self.paragraphs[at].size
    }

    fn is_heading(&self, at: usize) -> bool {
        matches!(self.paragraphs[at].kind, BlockKind::Heading(_))
    }

    /// Where a title that the file gives is printed: the paragraphs of one page that have its words and hardly others.
    fn printed(&self, title: &str) -> Option<(usize, usize)> {
        let wanted = words(title);
        let mut runs: Vec<(usize, (usize, usize))> = Vec::new();
        for from in 0..self.texts.len() {
            let mut found = BTreeSet::new();
            for to in from..self.texts.len() {
                let own = words(&self.texts[to]);
                let common = own.intersection(&wanted).count();
                let fits = !own.is_empty() && 10 * common >= 8 * own.len() && self.texts[to].len() <= LONGEST_TITLE;
                if !fits || self.pages[to] != self.pages[from] {
                    break;
                }
                found.extend(own);
                runs.push((found.intersection(&wanted).count(), (from, to)));
            }
        }
        // A cover says the title in few words, and a page after it in all of them.
        let most = runs.iter().map(|(covered, _)| *covered).max().filter(|most| 10 * most >= 6 * wanted.len())?;
        let good = runs.iter().find(|(covered, _)| 10 * covered >= 8 * most).map(|(_, (from, _))| self.pages[*from])?;
        let on_page = runs.into_iter().filter(|(_, (from, _))| self.pages[*from] == good);
        on_page.reduce(|best, run| if run.0 > best.0 { run } else { best }).map(|(_, run)| run)
    }

    /// The paragraphs in the largest type of the first page that has some.
    fn largest(&self) -> Option<(usize, usize)> {
        let title = |at: &usize| {
            let text = &self.texts[*at];
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            let kind = matches!(self.paragraphs[*at].kind, BlockKind::Plain | BlockKind::Heading(_));
            let large = self.size(*at) >= LARGER * self.body;
            let sentence =
                text.split_whitespace().count() > 12 && (text.ends_with([':', '.', ',', ';']) || ends_bound(text));
            kind && large
                && !sentence
                && letters >= 8
                && !is_about(text)
                && text.len() <= LONGEST_TITLE
                && !self.is_journal(*at)
        };
        let first = (0..self.texts.len()).find(title)?;
        let on_page = (first..self.texts.len()).take_while(|at| self.pages[*at] == self.pages[first]).filter(title);
        let at = on_page.reduce(|best, at| if self.size(at) > self.size(best) + 0.3 { at } else { best })?;
        Some((at, self.last_of_title(at)))
    }

    /// Whether a line of the page is this one with a volume behind it, as the name of a journal stands in its head.
    fn is_journal(&self, at: usize) -> bool {
        let name = &self.texts[at];
        self.texts.iter().any(|text| {
            let volume = text.strip_prefix(name.as_str()).map(str::trim_start);
            volume.is_some_and(|volume| volume.starts_with(|c: char| c.is_ascii_digit()))
        })
    }

    /// The last paragraph of a title: those follow it that go on with it, and its subtitle behind a colon.
    fn last_of_title(&self, from: usize) -> usize {
        let mut last = from;
        while let Some(next) = self.texts.get(last + 1).filter(|_| self.pages[last + 1] == self.pages[from]) {
            let (text, size) = (&self.texts[last], self.size(last + 1));
            let large = size >= LARGER * self.body && size <= self.size(from) + 0.3;
            let cut = ends_bound(text) || text.ends_with([':', ',', '–', '-', '/']);
            let goes_on = next.starts_with(char::is_lowercase) || begins_bound(next);
            let short = text.split_whitespace().count() < 3 && (size - self.size(last)).abs() < 0.5;
            if !(large && (cut || goes_on || short)) || byline(next).is_some() || is_about(next) {
                break;
            }
            last += 1;
        }
        last
    }

    fn title(&self, from: usize, to: usize) -> String {
        let text = self.texts[from..=to].join(" ").replace('\n', " ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.trim_end_matches(['*', '†', '∗', ':']).trim_end().to_owned()
    }

    /// The number of the first paragraph after the title page.
    fn end(&self, from: usize, to: usize, title: &str) -> usize {
        let end = self.end_on_page(to + 1, self.pages[from], self.size(from));
        // A second title page says the same again.
        let next = self.pages.get(end).filter(|page| **page == self.pages[from] + 1);
        let repeated = next.and_then(|_| (end..self.texts.len().min(end + 3)).find(|at| same(&self.texts[*at], title)));
        repeated.map_or(end, |at| self.end_on_page(at + 1, self.pages[at], self.size(at)))
    }

    fn end_on_page(&self, begin: usize, page: usize, title_size: f32) -> usize {
        let on_page = (begin..self.texts.len()).take_while(|at| self.pages[*at] == page);
        on_page.take_while(|at| self.is_front(*at, title_size)).last().map_or(begin, |at| at + 1)
    }

    /// Whether a paragraph behind the title is still about the paper.
    fn is_front(&self, at: usize, title_size: f32) -> bool {
        let text = &self.texts[at];
        let small = self.size(at) < SMALLER * self.body;
        let about = is_about(text)
            || self.names_authors(text)
            || byline(text).is_some()
            || list_of_names(text).is_some()
            || is_affiliation(text);
        let long = text.chars().count() >= RUNNING_TEXT || is_sentence(text);
        let clause = !self.names_authors(text) && text.ends_with([',', ';']) && text.split_whitespace().count() >= 5;
        match self.paragraphs[at].kind {
            _ if opens_text(text) || clause => false,
            BlockKind::Heading(_) => about || self.size(at) >= 0.9 * title_size,
            BlockKind::Plain | BlockKind::Paragraph if long => small && is_affiliation(text),
            BlockKind::Plain | BlockKind::Paragraph => !self.is_heading(at),
            BlockKind::Row => text.split(['\t', '\n']).any(|cell| list_of_names(cell).is_some()),
            _ => false,
        }
    }

    /// Whether a paragraph names half or more of the authors that the file gives, with whatever marks.
    fn names_authors(&self, text: &str) -> bool {
        let text = letters(text);
        let named = self.authors.iter().filter(|author| text.contains(author.as_str())).count();
        named > 0 && 2 * named >= self.authors.len()
    }

    /// The lines of some paragraphs; cells of rows are lines of their own.
    fn lines(&self, from: usize, to: usize) -> Vec<String> {
        let to = to.min(self.texts.len());
        let texts = self.texts.get(from..to).unwrap_or_default();
        let lines = texts.iter().flat_map(|text| text.split(['\n', '\t'])).map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

/// Whether a paragraph opens the text, the abstract or the contents: by its name, or `Abstract The war ...` in one.
fn opens_text(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    let abstracts = matches!(named(first), Some(Named::Front));
    named(text).is_some() || abstracts || contents::is_named(text)
}

fn letters(text: &str) -> String {
    unaccented(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests;

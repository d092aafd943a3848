//! Which part of the paper is each paragraph? Front, body under its section, back: in reading order.

use super::blocks::Paragraph;
use super::contents;
use super::heading;
use super::names::{Named, named};
use crate::Kind;
use crate::anchor::{self, Anchor};
use crate::document::Record;
use crate::manuscript::BlockKind;

/// Type smaller than this share of the text's is small print.
const SMALL_PRINT: f32 = 0.92;

/// A paragraph with its place in the paper; its text still has anchors.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// What kind of passage it makes.
    pub kind: Kind,
    /// The level of a heading, from 1; 0 for everything else.
    pub level: u8,
    /// The heading that it stands under, or is.
    pub section: Option<String>,
    /// The text.
    pub text: String,
}

/// The parts of a paper: its title page, then its body, whose headings `is_heading` tells.
pub(crate) fn parts(
    title_page: &[Paragraph],
    body: Vec<Paragraph>,
    record: &Record,
    text_size: f32,
    is_heading: impl Fn(&[Paragraph], usize) -> bool,
) -> Vec<Part> {
    let mut parts = vec![title_part(title_page, record)];
    let biographies = biographies_from(&body, record);
    let lowest =
        body.iter().filter_map(|p| if let BlockKind::Heading(level) = p.kind { Some(level) } else { None }).min();
    let imprint = imprint(&body, text_size);
    let headings: Vec<bool> = (0..body.len()).map(|index| is_heading(&body, index)).collect();
    let contents = contents::listed(&body, &headings);
    let (mut kind, mut section) = (Kind::Body, None);
    for (index, paragraph) in body.iter().enumerate() {
        if biographies == Some(index) {
            (kind, section) = (Kind::Back, None);
        }
        if !headings[index] {
            let kind = match paragraph.kind {
                _ if contents.contains(&index) => Kind::Front,
                BlockKind::Row => Kind::Table,
                _ if imprint.contains(&index) => Kind::Front,
                _ => kind,
            };
            parts.push(Part { kind, level: 0, section: section.clone(), text: shown(paragraph) });
            continue;
        }
        let level = if let BlockKind::Heading(level) = paragraph.kind { level + 1 - lowest.unwrap_or(1) } else { 1 };
        let text = paragraph.text.replace('\n', " ");
        kind = kind_under(&text);
        section = Some(text.clone());
        parts.push(Part { kind: Kind::Heading, level, section: section.clone(), text });
    }
    parts.retain(|part| !anchor::bare(&part.text).trim().is_empty());
    parts
}

/// The title page as one part: its lines; or what the record says, where the file has no title page of its own.
fn title_part(title_page: &[Paragraph], record: &Record) -> Part {
    let lines = title_page.iter().flat_map(|p| p.text.split('\n')).map(str::trim).filter(|line| !line.is_empty());
    let mut text = lines.collect::<Vec<_>>().join("\n");
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if !letters(&anchor::bare(&text)).contains(&letters(&record.title)) {
        let authors = record.authors.join(", ");
        let known = [record.title.as_str(), authors.as_str(), text.as_str()];
        text = known.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    }
    Part { kind: Kind::Front, level: 0, section: None, text }
}

fn is_text(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, BlockKind::Plain | BlockKind::Item(_))
}

/// Small print on the page on which the text begins: affiliations, dates of receipt, how to cite.
fn imprint(body: &[Paragraph], text_size: f32) -> Vec<usize> {
    let begins = |paragraph: &Paragraph| {
        paragraph.text.chars().filter(|c| matches!(anchor::anchor(*c), Some(Anchor::Page(_)))).count()
    };
    let mut left = body.first().map_or(0, |first| usize::from(begins(first) > 0));
    let on_page = body.iter().enumerate().take_while(|(_, paragraph)| {
        let begun = begins(paragraph);
        let on = begun <= left;
        left = left.saturating_sub(begun);
        on
    });
    // A law's marks of reform are small too, and belong where they stand.
    let of_reform = |paragraph: &Paragraph| heading::ends_in_date(&anchor::bare(&paragraph.text));
    let small = |paragraph: &Paragraph| paragraph.size > 0.0 && paragraph.size < SMALL_PRINT * text_size;
    on_page.filter(|(_, p)| is_text(p) && small(p) && !of_reform(p)).map(|(at, _)| at).collect()
}

fn kind_under(heading: &str) -> Kind {
    match named(heading) {
        Some(Named::References | Named::Back) => Kind::Back,
        Some(Named::Front) => Kind::Front,
        _ => Kind::Body,
    }
}

/// A list item shows its number; other bullets are a bullet.
fn shown(paragraph: &Paragraph) -> String {
    match &paragraph.kind {
        BlockKind::Item(label) if label.chars().any(char::is_alphanumeric) => format!("{label} {}", paragraph.text),
        BlockKind::Item(_) => format!("• {}", paragraph.text),
        _ => paragraph.text.clone(),
    }
}

/// Where the authors' biographies begin that close a paper without a heading of their own.
fn biographies_from(body: &[Paragraph], record: &Record) -> Option<usize> {
    let second_half = body.len() / 2;
    let is_biography = |paragraph: &Paragraph| {
        let text = anchor::bare(&paragraph.text);
        record.authors.iter().any(|author| introduces(&text, author))
    };
    let first = body.iter().position(is_biography).filter(|first| *first >= second_half && *first > 0)?;
    body[first..].iter().all(|p| is_biography(p) || !matches!(p.kind, BlockKind::Heading(_))).then_some(first)
}

/// Whether a text begins by saying who an author is: `Carlos A. Heredia, PhD, is an economist`.
fn introduces(text: &str, author: &str) -> bool {
    let opening: Vec<&str> = text.split_whitespace().take(14).collect();
    let word = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let opening: Vec<String> = opening.iter().map(word).collect();
    let names: Vec<String> = author.split_whitespace().collect::<Vec<_>>().iter().map(word).collect();
    let (Some(given), Some(family)) = (names.first(), names.last()) else { return false };
    let named = opening.first() == Some(given) && opening.iter().take(5).any(|word| word == family);
    named
        && opening.iter().any(|word| {
            matches!(word.as_str(), "is" | "was" | "es" | "fue" | "holds" | "teaches" | "works" | "trabaja" | "enseña")
        })
}

//! Which lines name the divisions of a law? `CHAPTER II`, `Título primero`, `Article 3`: headings whatever their type, with
//! the title that stands below them; and articles whose text runs on in the same line.
//!
//! Only for formats whose blocks have places; the others mark their headings.

use super::blocks::Paragraph;
use super::label;
use crate::anchor;
use crate::manuscript::BlockKind;

/// Names of divisions, in lower case, with their rank: an outer division has a lower one.
const NAMES: &[(&str, u8)] = &[
    ("book", 1),
    ("libro", 1),
    ("part", 2),
    ("parte", 2),
    ("title", 3),
    ("título", 3),
    ("titulo", 3),
    ("chapter", 4),
    ("capítulo", 4),
    ("capitulo", 4),
    ("section", 5),
    ("sección", 5),
    ("seccion", 5),
    ("article", 6),
    ("artículo", 6),
    ("articulo", 6),
];
/// The rank of an article.
const ARTICLE: u8 = 6;
/// What numbers a division besides figures and roman numbers, at its beginning and in lower case.
const ORDINALS: &[&str] = &[
    "primer",
    "segund",
    "tercer",
    "cuart",
    "quint",
    "sext",
    "séptim",
    "septim",
    "octav",
    "noven",
    "décim",
    "decim",
    "undécim",
    "duodécim",
    "únic",
    "unic",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "one",
    "two",
    "three",
    "four",
    "five",
];
/// Fewer divisions than this are words that happen to stand alone.
const FEWEST: usize = 3;
/// A longer line is no title.
const LONGEST: usize = 140;

/// Makes headings of the lines that name divisions, each with its title.
pub(crate) fn head(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let found: Vec<u8> = paragraphs.iter().filter_map(|p| rank(p).or_else(|| run_in(p).map(|_| ARTICLE))).collect();
    if found.len() < FEWEST || paragraphs.iter().all(|paragraph| paragraph.size == 0.0) {
        return paragraphs;
    }
    let mut ranks = found;
    ranks.sort_unstable();
    ranks.dedup();
    let level = |rank: u8| ranks.iter().position(|known| *known == rank).map_or(1, |at| at as u8 + 1);
    let mut headed: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    let mut open = false;
    for mut paragraph in paragraphs {
        if let Some(rank) = rank(&paragraph) {
            paragraph.kind = BlockKind::Heading(level(rank));
            open = is_untitled(&paragraph);
            headed.push(paragraph);
            continue;
        }
        match headed.last_mut().filter(|_| open && is_title(&paragraph)) {
            Some(division) => {
                division.text.push(' ');
                division.text.push_str(&paragraph.text);
            }
            None => headed.extend(parted(paragraph, level(ARTICLE))),
        }
        open = false;
    }
    headed
}

/// An article whose text runs on, as its heading and its text; any other paragraph as it is.
fn parted(paragraph: Paragraph, level: u8) -> Vec<Paragraph> {
    let Some(at) = run_in(&paragraph) else { return vec![paragraph] };
    let (heading, text) = paragraph.text.split_at(at);
    let part = |kind: BlockKind, text: &str| Paragraph { kind, text: text.trim().to_owned(), ..paragraph.clone() };
    vec![part(BlockKind::Heading(level), heading), part(BlockKind::Plain, text)]
}

/// The rank of a division that a paragraph names and that has the paragraph, or its first line, for itself.
fn rank(paragraph: &Paragraph) -> Option<u8> {
    if !matches!(paragraph.kind, BlockKind::Plain | BlockKind::Heading(_)) {
        return None;
    }
    let text = anchor::bare(&paragraph.text);
    let text = text.trim();
    let (line, below) = text.split_once('\n').unwrap_or((text, ""));
    let words: Vec<&str> = line.split_whitespace().collect();
    let whole = is_whole(&words);
    let titled =
        below.is_empty() || (!below.contains('\n') && !ends_sentence(below) && text.chars().count() <= LONGEST);
    let marked = matches!(paragraph.kind, BlockKind::Heading(_)) && text.chars().count() <= LONGEST;
    let rank = if marked { named_in_any_case(&words) } else { named(&words) };
    rank.filter(|_| (whole && titled) || (marked && words.len() >= 2))
}

/// Whether a line is a division's name and number and no more: `PART II`, `Artículo 5 bis`.
fn is_whole(words: &[&str]) -> bool {
    words.len() == 2 || (words.len() == 3 && words[2].chars().count() <= 4)
}

/// Whether the title of a division is still to come, below its name.
fn is_untitled(division: &Paragraph) -> bool {
    let text = anchor::bare(&division.text);
    let words: Vec<&str> = text.split_whitespace().collect();
    !text.trim().contains('\n') && is_whole(&words)
}

/// Whether a text begins by naming a division: `Title 8— Aliens`.
pub(crate) fn begins_as_one(text: &str) -> bool {
    named(&text.split_whitespace().collect::<Vec<_>>()).is_some()
}

fn named(words: &[&str]) -> Option<u8> {
    named_in_any_case(words).filter(|_| words[0].starts_with(char::is_uppercase))
}

fn named_in_any_case(words: &[&str]) -> Option<u8> {
    let (name, number) = (words.first()?.to_lowercase(), words.get(1)?);
    let rank = NAMES.iter().find(|(known, _)| *known == name).map(|(_, rank)| *rank)?;
    is_number(number).then_some(rank)
}

/// `3`, `3.º`, `IV.`, `PRIMERO`.
fn is_number(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':', '-', '–', '—', 'º', 'o', '°']).to_lowercase();
    let figure = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    figure || label::roman(&word).is_some() || ORDINALS.iter().any(|ordinal| word.starts_with(ordinal))
}

/// Where the text of an article begins that runs on behind its number: `Artículo 1. The text`, `Artículo 3.- The text`.
fn run_in(paragraph: &Paragraph) -> Option<usize> {
    if paragraph.kind != BlockKind::Plain {
        return None;
    }
    let mut ends = paragraph.text.match_indices([' ', '\n']).map(|(at, _)| at);
    let (first, second) = (ends.next()?, ends.next()?);
    let third = ends.next();
    let words = |end: usize| anchor::bare(&paragraph.text[..end]);
    let closes = |end: usize| words(end).ends_with(['.', '-', '–', '—', ':']);
    // "Artículo 5 Bis." has a third word before its text.
    let bis = |end: &usize| paragraph.text[second..*end].chars().count() <= 7 && closes(*end);
    let end = if closes(second) { second } else { third.filter(bis)? };
    let opening = words(end);
    let opening: Vec<&str> = opening.split_whitespace().collect();
    let text = anchor::bare(&paragraph.text[end..]);
    let begins = text.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '"' | '“' | '¿'));
    (first > 0 && begins && named(&opening) == Some(ARTICLE)).then_some(end)
}

/// Whether a paragraph is the title of the division above it.
fn is_title(paragraph: &Paragraph) -> bool {
    let text = anchor::bare(&paragraph.text);
    let text = text.trim();
    let short = text.chars().count() <= LONGEST && !ends_sentence(text) && !text.ends_with([',', ';', ':']);
    let capitals = text.chars().any(char::is_alphabetic) && !text.contains(char::is_lowercase);
    let heads = matches!(paragraph.kind, BlockKind::Heading(_)) || (paragraph.kind == BlockKind::Plain && capitals);
    short && heads && rank(paragraph).is_none()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';', ':']) && text.split_whitespace().count() > 6
}

#[cfg(test)]
mod tests {
    use super::super::bodies::Reach;
    use super::*;

    fn paragraph(kind: BlockKind, text: &str) -> Paragraph {
        Paragraph { kind, text: text.to_owned(), reach: Reach::Page, size: 10.0 }
    }

    fn headings(texts: &[(BlockKind, &str)]) -> Vec<(u8, String)> {
        let paragraphs = texts.iter().map(|(kind, text)| paragraph(kind.clone(), text)).collect();
        let level = |p: Paragraph| if let BlockKind::Heading(level) = p.kind { Some((level, p.text)) } else { None };
        head(paragraphs).into_iter().filter_map(level).collect()
    }

    #[test]
    fn divisions_are_headings_with_their_titles_and_ranks() {
        let plain = BlockKind::Plain;
        let found = headings(&[
            (plain.clone(), "CHAPTER II"),
            (plain.clone(), "GENERAL PRINCIPLES"),
            (plain.clone(), "Article 3"),
            (BlockKind::Heading(1), "Access to the procedure"),
            (plain.clone(), "1. Member States shall examine any application."),
            (plain.clone(), "Artículo 4.- Toda persona puede pedir asilo."),
            (plain.clone(), "Artículo 5 Bis. El Instituto responde."),
            (plain, "Article 6 says the same of minors who apply."),
        ]);
        let found: Vec<(u8, &str)> = found.iter().map(|(level, text)| (*level, text.as_str())).collect();
        let wanted = [
            (1, "CHAPTER II GENERAL PRINCIPLES"),
            (2, "Article 3 Access to the procedure"),
            (2, "Artículo 4.-"),
            (2, "Artículo 5 Bis."),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_word_that_happens_to_stand_alone_is_no_division() {
        let plain = BlockKind::Plain;
        assert_eq!(
            headings(&[(plain.clone(), "Part II"), (plain.clone(), "It is so."), (plain, "Section one-off")]),
            []
        );
    }

    #[test]
    fn a_division_that_says_its_title_takes_no_other() {
        let heading = BlockKind::Heading(1);
        let texts =
            ["Part I: Preliminary", "1. Short title", "Part II: The register", "4. Entries", "Part III", "Appeals"];
        let found = headings(&texts.map(|text| (heading.clone(), text)));
        let found: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            found,
            ["Part I: Preliminary", "1. Short title", "Part II: The register", "4. Entries", "Part III Appeals"]
        );
    }
}

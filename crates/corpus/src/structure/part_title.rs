//! What is the title of a file that holds a part of a larger work? Not the work's, which all its parts share, but that of the
//! section which the file holds, with the work's behind it.
//!
//! `Title 8— Aliens`, `Chapter 12— Immigration`, `§ 1182f. Denial of entry`, one below the other and no text between: such a
//! file is part of Title 8, and what it holds is § 1182f.

use super::blocks::Paragraph;
use super::divisions;
use crate::anchor;
use crate::manuscript::BlockKind;

/// The title of a part; none for a file that is a work of its own.
pub(crate) fn of(paragraphs: &[Paragraph]) -> Option<String> {
    let mut chain: Vec<(u8, String)> = Vec::new();
    for paragraph in paragraphs {
        let BlockKind::Heading(level) = paragraph.kind else { break };
        if chain.last().is_some_and(|(last, _)| level <= *last) {
            break;
        }
        chain.push((level, anchor::bare(&paragraph.text).replace('\n', " ").trim().to_owned()));
    }
    let (_, work) = chain.first()?;
    let (deepest, _) = chain.last().filter(|_| chain.len() >= 2)?;
    let whole =
        divisions::begins_as_one(work) && paragraphs.iter().filter(|p| is_above(p, *deepest)).count() < chain.len();
    let section =
        chain.iter().skip(1).position(|(_, heading)| heading.starts_with('§')).map_or(chain.len() - 1, |at| at + 1);
    let held: Vec<&str> = chain[section..].iter().map(|(_, heading)| heading.as_str()).collect();
    whole.then(|| format!("{} ({work})", held.join(" — ")))
}

/// Whether a heading stands above a level: a file with more such headings than its first chain holds several sections.
fn is_above(paragraph: &Paragraph, level: u8) -> bool {
    matches!(paragraph.kind, BlockKind::Heading(own) if own < level)
}

#[cfg(test)]
mod tests {
    use super::super::bodies::Reach;
    use super::*;

    /// Levels and texts of headings, 0 for text; and the title.
    type Case<'a> = (&'a [(u8, &'a str)], Option<&'a str>);

    #[test]
    fn a_part_of_a_work_is_called_by_its_own_section() {
        let cases: &[Case] = &[
            (
                &[
                    (1, "Title 8— ALIENS"),
                    (3, "CHAPTER 12— IMMIGRATION"),
                    (4, "§ 1182f. Denial of entry"),
                    (5, "(c) Waiver"),
                ],
                Some("§ 1182f. Denial of entry — (c) Waiver (Title 8— ALIENS)"),
            ),
            (
                &[(1, "Title 8— ALIENS"), (2, "CHAPTER 12— IMMIGRATION")],
                Some("CHAPTER 12— IMMIGRATION (Title 8— ALIENS)"),
            ),
            (&[(1, "A Bridge too Far"), (2, "Introduction"), (3, "Method")], None),
            (&[(1, "Part II of the story")], None),
            (&[(1, "Title 8"), (2, "Chapter 1"), (0, ""), (2, "Chapter 2"), (1, "Title 9"), (2, "Chapter 3")], None),
            (&[], None),
        ];
        for (headings, title) in cases {
            let paragraph = |(level, text): &(u8, &str)| Paragraph {
                kind: if *level == 0 { BlockKind::Plain } else { BlockKind::Heading(*level) },
                text: (*text).to_owned(),
                reach: Reach::Document,
                size: 0.0,
            };
            let paragraphs: Vec<Paragraph> = headings.iter().map(paragraph).collect();
            assert_eq!(of(&paragraphs).as_deref(), *title, "{headings:?}");
        }
    }
}

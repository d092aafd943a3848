//! Which blocks at the foot of a page are notes? Their kind becomes that of a note's body, and they move to the page's end.
//!
//! Only for formats whose blocks have places. A note begins with a raised label, or with a plain one in smaller type that
//! a marker on the page cites; below it in its column nothing but notes stands. What runs on from the page before joins
//! the note there.

use std::collections::HashMap;

use super::foot_lines::{bodies, starts};
use super::label;
use super::sheet;
use crate::manuscript::{Block, BlockKind, Manuscript, Page, Place, Run};

/// Type of notes is at most this share of the text's.
const SMALLER: f32 = 0.96;
/// Small type this many times its size above the notes is none of them: signatures, captions.
const FAR: f32 = 4.0;

/// Finds the notes at the feet of a manuscript's pages.
pub(crate) fn find(manuscript: &mut Manuscript) {
    if manuscript.pages.iter().all(|page| page.height <= 0.0) {
        return;
    }
    let body = body_size(&manuscript.pages);
    let mut open = Open::default();
    for index in 0..manuscript.pages.len() {
        let page = &mut manuscript.pages[index];
        let foot = Foot::of(page, body, open.size);
        let before = std::mem::take(&mut open);
        open = Open { size: foot.size.or(before.size), page: Some(index), goes_on: false };
        let (blocks, notes, running_on) = foot.parted(std::mem::take(&mut page.blocks));
        page.blocks = blocks;
        page.blocks.extend(notes);
        append(manuscript, index, &before, running_on);
        open.goes_on = manuscript.pages[index].blocks.last().is_some_and(is_note);
    }
}

/// The last page with notes.
#[derive(Debug, Default)]
struct Open {
    /// The size of the notes' type.
    size: Option<f32>,
    page: Option<usize>,
    goes_on: bool,
}

/// Puts what runs on behind the last note of the page before; on the page itself where there is none.
fn append(manuscript: &mut Manuscript, index: usize, before: &Open, running_on: Vec<Block>) {
    let host = before.page.filter(|_| before.goes_on).and_then(|page| manuscript.pages[page].blocks.last_mut());
    match host {
        Some(note) => {
            for block in running_on {
                note.runs.push(Run { size: sheet::size(&block.runs), ..Run::plain("\n") });
                note.runs.extend(block.runs);
            }
        }
        None => {
            let page = &mut manuscript.pages[index];
            let notes = page.blocks.iter().position(is_note).unwrap_or(page.blocks.len());
            page.blocks.splice(notes..notes, running_on);
        }
    }
}

fn is_note(block: &Block) -> bool {
    matches!(block.kind, BlockKind::NoteBody(_))
}

/// The size of most letters.
fn body_size(pages: &[Page]) -> f32 {
    let mut letters: HashMap<u32, usize> = HashMap::new();
    for run in pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.runs) {
        *letters.entry((run.size * 4.0).round() as u32).or_default() += run.text.len();
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size as f32 / 4.0)
}

/// What the foot of a page holds.
#[derive(Debug)]
struct Foot {
    roles: Vec<Role>,
    size: Option<f32>,
}

/// What a block is, as far as notes go.
#[derive(Debug, Clone, PartialEq)]
enum Role {
    /// Text.
    Text,
    /// Where lines begin notes: number of the line and label.
    Notes(Vec<(usize, String)>),
    /// More of the note before it in its column, or of the page before.
    More,
}

impl Foot {
    fn of(page: &Page, body: f32, known_size: Option<f32>) -> Foot {
        let cited = cited(page);
        let mut roles = vec![Role::Text; page.blocks.len()];
        let mut size = known_size;
        // From the last block up: a note has only notes below it.
        let mut order: Vec<usize> = (0..page.blocks.len()).collect();
        let top = |index: &usize| page.blocks[*index].place.map_or(0.0, |place| place.top);
        order.sort_by(|a, b| top(b).total_cmp(&top(a)));
        for index in order {
            let block = &page.blocks[index];
            if !sheet::is_text(block) || !stands_at_foot(page, index, &roles) {
                continue;
            }
            let starts = starts(block, is_small(block, body), &cited, page.number == Some(1));
            if !starts.is_empty() {
                size = size.or(Some(text_size(&block.runs)));
                roles[index] = Role::Notes(starts);
            } else if is_small(block, body) {
                roles[index] = Role::More;
            }
        }
        let mut foot = Foot { roles, size };
        foot.drop_loose(page);
        foot
    }

    /// Small type above the first note of a page is of a note only if its size is that of notes, and it stands close to it.
    fn drop_loose(&mut self, page: &Page) {
        let noted = self.roles.iter().any(|role| matches!(role, Role::Notes(_)));
        for index in 0..self.roles.len() {
            if self.roles[index] != Role::More {
                continue;
            }
            let size = text_size(&page.blocks[index].runs);
            let fits = self.size.map_or(noted, |of_notes| (size - of_notes).abs() < 0.06 * of_notes);
            let far = self.gap_below(page, index).is_some_and(|gap| gap > FAR * size);
            if !fits || far {
                self.roles[index] = Role::Text;
            }
        }
    }

    /// How far below a block the next part of the foot stands in its column, in points.
    fn gap_below(&self, page: &Page, index: usize) -> Option<f32> {
        let place = page.blocks[index].place?;
        let foot = page.blocks.iter().zip(&self.roles).filter(|(_, role)| **role != Role::Text);
        let below = foot.filter_map(|(block, _)| block.place).filter(|other| is_below(other, &place));
        below.map(|other| other.top - place.bottom).min_by(f32::total_cmp)
    }

    /// The page's blocks, its notes, and what runs on from the page before.
    fn parted(self, blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>, Vec<Block>) {
        let (mut text, mut notes, mut running_on) = (Vec::new(), Vec::<Block>::new(), Vec::new());
        for (block, role) in blocks.into_iter().zip(self.roles) {
            match role {
                Role::Text => text.push(block),
                Role::Notes(starts) => {
                    let (before, bodies) = bodies(block, &starts);
                    continue_note(before, &mut notes, &mut running_on);
                    notes.extend(bodies);
                }
                Role::More => continue_note(Some(block), &mut notes, &mut running_on),
            }
        }
        (text, notes, running_on)
    }
}

/// A block that goes on with the last note, or with one of the page before.
fn continue_note(block: Option<Block>, notes: &mut [Block], running_on: &mut Vec<Block>) {
    let Some(block) = block else { return };
    match notes.last_mut() {
        Some(note) => {
            note.runs.push(Run { size: sheet::size(&block.runs), ..Run::plain("\n") });
            note.runs.extend(block.runs);
        }
        None => running_on.push(block),
    }
}

/// Whether a block on a first page is a line of authors, whose raised figures are affiliations: names, and no sentence.
fn names_authors(page: &Page, block: &Block) -> bool {
    let text: String = block.runs.iter().filter(|run| !run.raised).map(|run| run.text.as_str()).collect();
    let sentence = text.trim_end().ends_with(['.', '?', '!', ':', ';']) || text.chars().count() > 240;
    let heading = matches!(block.kind, BlockKind::Heading(_)) && !text.contains(',');
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3);
    let capital = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    let names = 5 * capital >= 4 * words().count();
    page.number == Some(1)
        && !heading
        && !sentence
        && names
        && block.place.is_some_and(|place| place.top < 0.5 * page.height)
}

/// The labels that raised text on a page may cite.
fn cited(page: &Page) -> Vec<String> {
    let mut cited = Vec::new();
    let text = page.blocks.iter().filter(|block| !names_authors(page, block));
    for line in text.flat_map(|block| sheet::split(&block.runs)) {
        let raised = line.iter().enumerate().filter(|(at, run)| run.raised && *at > 0);
        cited.extend(raised.flat_map(|(_, run)| label::raised(&run.text)));
    }
    cited
}

/// Whether nothing but notes stands below a block in its column.
fn stands_at_foot(page: &Page, index: usize, roles: &[Role]) -> bool {
    let Some(place) = page.blocks[index].place else { return false };
    let below = |other: &Place| is_below(other, &place);
    place.top > 0.2 * page.height
        && !page.blocks.iter().zip(roles).any(|(other, role)| {
            *role == Role::Text && other.place.as_ref().is_some_and(below) && text_size(&other.runs) > 0.0
        })
}

/// Whether a place is below another in its column.
fn is_below(other: &Place, place: &Place) -> bool {
    other.top > place.top + 1.0 && other.left < place.right && place.left < other.right
}

/// The size of a block's letters that are not raised.
fn text_size(runs: &[Run]) -> f32 {
    let level: Vec<Run> = runs.iter().filter(|run| !run.raised).cloned().collect();
    sheet::size(&level)
}

fn is_small(block: &Block, body: f32) -> bool {
    text_size(&block.runs) <= SMALLER * body
}

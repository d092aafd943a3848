use apostille_corpus::BlockKind;

use super::Stories;
use crate::runs::Look;
use crate::written::written;

fn paragraph(stories: &mut Stories, text: &str) {
    stories.push(text, Look::default());
    stories.end_paragraph(BlockKind::Plain);
}

fn blocks(stories: Stories) -> Vec<String> {
    stories.into_blocks().iter().map(written).collect()
}

fn cell(stories: &mut Stories, columns: usize, texts: &[&str]) {
    stories.open_cell(columns);
    texts.iter().for_each(|text| paragraph(stories, text));
    stories.close();
}

#[test]
fn notes_stand_at_the_end_in_the_order_of_their_references() {
    let mut stories = Stories::default();
    stories.push("One", Look::default());
    stories.cite("1");
    stories.open_note("1");
    paragraph(&mut stories, "Note.");
    paragraph(&mut stories, "More.");
    stories.close();
    stories.push(" goes on.", Look::default());
    stories.end_paragraph(BlockKind::Plain);
    paragraph(&mut stories, "Two.");
    assert_eq!(blocks(stories), ["One{1} goes on.", "Two.", "N(1) Note.", "N(1) More."]);
}

#[test]
fn cells_are_parted_by_tabs_and_empty_ones_count() {
    let mut stories = Stories::default();
    stories.open_row();
    cell(&mut stories, 1, &[]);
    cell(&mut stories, 1, &["a\tb", "c"]);
    cell(&mut stories, 2, &[" 2 "]);
    stories.close();
    assert_eq!(blocks(stories), ["R \ta b c\t2"]);
}

#[test]
fn a_box_of_one_column_is_paragraphs_and_a_title_row_is_a_row() {
    let mut stories = Stories::default();
    for (columns, text) in [(1, "Boxed."), (3, "Table 1")] {
        stories.open_row();
        cell(&mut stories, columns, &[text]);
        stories.close();
    }
    assert_eq!(blocks(stories), ["P Boxed.", "R Table 1"]);
}

#[test]
fn a_text_box_follows_the_paragraph_it_hangs_on() {
    let mut stories = Stories::default();
    stories.push("Begins ", Look::default());
    stories.open_box();
    paragraph(&mut stories, "Pulled quote");
    stories.close();
    stories.push("and ends.", Look::default());
    stories.end_paragraph(BlockKind::Plain);
    assert_eq!(blocks(stories), ["Begins and ends.", "P Pulled quote"]);
}

#[test]
fn what_is_left_open_is_closed_at_the_end() {
    let mut stories = Stories::default();
    stories.push("Text", Look::default());
    stories.cite("1");
    stories.open_note("1");
    stories.push("Note", Look::default());
    stories.open_row();
    stories.open_cell(1);
    stories.push("Cell", Look::default());
    assert_eq!(blocks(stories), ["Text{1}", "N(1) Note", "N(1) Cell"]);
}

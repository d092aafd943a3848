use apostille_corpus::Run;

use super::*;

fn written(pages: &[Page]) -> Vec<String> {
    let text = |runs: &[Run]| {
        runs.iter().map(|run| run.cites.as_ref().map_or(run.text.clone(), |label| format!("{{{label}}}"))).collect()
    };
    let page = |page: &Page| {
        let blocks: Vec<String> = page.blocks.iter().map(|block| text(&block.runs)).collect();
        format!("{}:{}", page.label.as_deref().unwrap_or("-"), blocks.join("|"))
    };
    pages.iter().map(page).collect()
}

#[test]
fn white_space_is_one_space_wherever_it_stands() {
    let mut flow = Flow::new();
    flow.text("  one ", Space::Collapsed);
    flow.emphasis += 1;
    flow.text(" \n two\u{ad}\u{200b} ", Space::Collapsed);
    flow.emphasis -= 1;
    flow.text(" three\nfour", Space::Lines);
    flow.line_end();
    flow.line_end();
    flow.text("five", Space::Collapsed);
    assert_eq!(written(&flow.finish()), ["-:one two three\nfour|five"]);
}

#[test]
fn a_page_that_ends_in_a_block_parts_it_where_no_sentence_is_torn() {
    let long = "w".repeat(130);
    for (before, after, wanted) in [
        ("One. ", "Two", vec!["i:One.", "ii:Two"]),
        ("a short", " line", vec!["i:a short line", "ii:"]),
        ("a wo", "rd.", vec!["i:a word.", "ii:"]),
        (&format!("{long} "), "goes on", vec![&format!("i:{long}"), "ii:goes on"]),
        ("", "Two", vec!["i:", "ii:Two"]),
    ] {
        let mut flow = Flow::new();
        flow.begin_page(Some("i".to_owned()));
        flow.text(before, Space::Collapsed);
        flow.text(if after.starts_with(' ') { " " } else { "" }, Space::Collapsed);
        flow.begin_page(Some("ii".to_owned()));
        flow.text(after, Space::Collapsed);
        let pages = flow.finish();
        assert_eq!(written(&pages), wanted, "{before}|{after}");
        assert_eq!(pages.iter().map(|page| page.number).collect::<Vec<_>>(), [Some(1), Some(2)]);
    }
}

#[test]
fn what_stands_before_the_first_page_is_a_page_without_label() {
    let mut flow = Flow::new();
    flow.open(Container::Division);
    flow.text("Cover", Space::Collapsed);
    flow.close();
    flow.begin_page(Some("1".to_owned()));
    flow.text("Text", Space::Collapsed);
    let pages = flow.finish();
    assert_eq!(written(&pages), ["-:Cover", "1:Text"]);
    assert_eq!(pages[1].number, Some(2));
}

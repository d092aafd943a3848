//! What makes a page a pleasure to read, and a place in it easy to cite.

use crate::client::ask;
use crate::sample::{id_in, shelf};

fn get(path: &str) -> String {
    ask(shelf(), "GET", path, &[]).body
}

fn in_spanish(path: &str) -> String {
    ask(shelf(), "GET", path, &["Accept-Language: es"]).body
}

fn document(title: &str) -> String {
    get(&format!("/documents/{}", id_in(shelf(), title)))
}

/// Every `href` of a page that leads away from it.
fn links_away(page: &str) -> Vec<&str> {
    let hrefs = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs.filter(|href| !href.starts_with(['/', '#'])).collect()
}

#[test]
fn an_address_in_text_or_note_is_a_link_that_tells_nobody_where_it_was_followed() {
    let page = document("Circular Visas Reconsidered");
    assert_eq!(
        links_away(&page),
        [
            "https://example.org/visas/quota-report-2021.pdf",
            "http://www.example.org/consulates",
            "https://example.org/a-very-long-address/that-goes-on/and-on/circular-visas-and-nothing-else",
            "https://example.org/boletin/quedate",
        ],
        "nothing but http and https is a link, without the punctuation that follows"
    );
    assert_eq!(page.matches("rel=\"noreferrer noopener\"").count(), 4);
    assert!(!page.contains("target="));
    assert!(page.contains(">https://example.org/boletin/quedate</a>."), "{page}");
}

#[test]
fn an_address_is_one_link_with_its_marks_and_a_cut_one_leads_to_the_whole() {
    let page = get("/search?q=circular+visas&in=notes");
    let whole = "https://example.org/a-very-long-address/that-goes-on/and-on/circular-visas-and-nothing-else";
    assert_eq!(links_away(&page).iter().filter(|href| **href == whole).count(), 1, "{page}");
    let link = page.split(&format!("href=\"{whole}\"")).nth(1).and_then(|rest| rest.split("</a>").next()).unwrap();
    assert!(link.contains("<mark>circular-visas</mark>"), "{link}");
    let id = id_in(shelf(), "Circular Visas Reconsidered");
    let read = get(&format!("/documents/{id}?q=circular+visas"));
    assert!(read.contains("/<mark>circular-visas</mark>-and-nothing-else</a>;"), "{read}");
}

#[test]
fn long_words_break_rather_than_widen_the_page() {
    let page = get("/");
    let style = page.split('"').find(|part| part.starts_with("/static/style.css?v=")).unwrap();
    assert!(get(style).contains(".address { overflow-wrap: anywhere; }"));
}

#[test]
fn a_title_page_is_one_block_that_can_be_addressed() {
    let page = document("Circular Visas Reconsidered");
    let block = page.split("class=\"title-page\"").nth(1).and_then(|rest| rest.split("</div>").next()).unwrap();
    assert!(block.contains("<p class=\"passage front\" id=\"p1\" lang=\"en\">"), "{block}");
    assert_eq!(block.matches("<span class=\"line\">").count(), 3, "{block}");
    assert!(block.contains("CENTRE FOR BORDER STUDIES") && !block.contains("quota"), "{block}");
    assert_eq!(page.matches("id=\"p1\"").count(), 1);
}

#[test]
fn a_note_that_mixes_languages_says_both_and_tags_each_stretch() {
    let page = get("/search?q=granted+OR+regresan&in=notes");
    for part in [
        "<span class=\"badge\">English</span>",
        "<span class=\"badge\">Spanish</span>",
        "<b class=\"label\" lang=\"en\">Note 1.</b>",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    let hit = page.split("<blockquote lang=\"").nth(1).and_then(|rest| rest.split("</blockquote>").next()).unwrap();
    let (most, hit) = hit.split_once('"').unwrap();
    let other = if most == "en" { "es" } else { "en" };
    let (outside, inside) = hit.split_once(&format!("<span lang=\"{other}\">")).expect("the other language is tagged");
    let (english, spanish) = if other == "es" { (outside, inside) } else { (inside, outside) };
    assert!(english.contains("granted") && spanish.contains("regresan"), "{hit}");
    assert!(in_spanish("/search?q=regresan").contains("<b class=\"label\" lang=\"es\">Nota 1.</b>"));
}

#[test]
fn every_hit_and_document_can_be_cited_by_author_year_and_address() {
    let id = id_in(shelf(), "Circular Visas Reconsidered");
    let host = shelf();
    let page = get("/search?q=regresan");
    for part in [
        format!("<a href=\"/documents/{id}#n1\">Selee et al. 2021, note 1</a>"),
        format!(">Selee et al. 2021, note 1. http://{host}/passages/{id}-n1?exact="),
        "<details class=\"cite\"><summary>Cite</summary>".to_owned(),
    ] {
        assert!(page.contains(&part), "{part} is not in\n{page}");
    }
    assert!(in_spanish("/search?q=regresan").contains(">Selee et al. 2021, nota 1</a>"));
    let read = document("Circular Visas Reconsidered");
    assert!(read.contains(&format!(">Selee et al. 2021. http://{host}/documents/{id}</textarea>")), "{read}");
    assert!(document("Long Act").contains(">“Long Act”. http://"), "nobody signs it, and nobody knows when");
    let secure = ask(host, "GET", "/search?q=regresan", &["X-Forwarded-Proto: https"]).body;
    assert!(secure.contains(&format!("note 1. https://{host}/passages/{id}-n1?")));
}

#[test]
fn a_question_without_hits_says_what_each_of_its_words_finds() {
    let page = get("/search?q=%22consulates+zeppelin+quota%22&in=body");
    assert!(page.contains("Nothing was found for this question."), "{page}");
    for word in ["consulates", "quota"] {
        let link = format!("<a href=\"/search?q={word}&#38;in=body\">{word}</a> <span class=\"count\">1</span>");
        assert!(page.contains(&link), "{link} is not in\n{page}");
        assert!(get(&format!("/search?q={word}&in=body")).contains("<mark>"));
    }
    assert!(page.contains("zeppelin <span class=\"count\">0</span>"), "{page}");
    assert!(!page.contains("q=zeppelin&#38;in=body\">zeppelin"));
    assert!(!get("/search?q=zeppelin").contains("Each word by itself"));
    assert!(in_spanish("/search?q=%22quota+zeppelin%22").contains("Cada palabra por sí sola:"));
    let answer = get("/api/v1/search?q=quota+AND+zeppelin+author:nobody");
    assert!(answer.contains(r#""found_alone":[{"word":"quota","count":1},{"word":"zeppelin","count":0},{"word":"author:nobody","count":0}]"#), "{answer}");
    assert!(get("/api/v1/search?q=quota").contains(r#""found_alone":[]"#));
}

#[test]
fn long_contents_fold_away_and_short_ones_stand_open() {
    let act = document("Long Act");
    let contents = act.split("<nav class=\"contents\"").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap();
    assert!(contents.contains("<details>") && contents.contains("121 sections"), "{contents}");
    assert_eq!(contents.matches("<li class=\"level-2\">").count(), 120);
    let paper = document("Circular Visas Reconsidered");
    assert!(paper.contains("<h2 id=\"contents\">") && !paper.contains("sections</span>"));
}

#[test]
fn headings_leave_no_level_out() {
    let page = document("Circular Visas Reconsidered");
    assert!(
        page.contains(">Findings</h2>") && page.contains(">Method</h3>"),
        "levels 1 and 3 are read as 2 and 3: {page}"
    );
}

#[test]
fn a_table_has_its_rows_and_cells() {
    let page = document("Schedule of Fees");
    assert!(page.contains("<tr><td>Renewal of a permit</td><td>$25</td></tr>"), "{page}");
    assert_eq!(page.matches("<tr>").count(), 3);
}

#[test]
fn a_page_break_says_the_printed_label_and_the_physical_page() {
    let page = document("Returns by Air");
    for part in [
        "<div class=\"folio\" role=\"doc-pagebreak\" id=\"page-1\"><b>page ii</b><span>1 of 3</span></div>",
        "id=\"page-2\"><b>page 47</b><span>2 of 3</span></div>",
        "id=\"page-3\"><b>page 48</b><span>3 of 3</span></div>",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    let id = id_in(shelf(), "Returns by Air");
    assert!(in_spanish(&format!("/documents/{id}")).contains("<b>página 47</b><span>2 de 3</span>"));
}

#[test]
fn the_card_names_publisher_and_identifiers_and_the_api_sends_them() {
    let page = document("Returns by Air");
    for part in [
        "<dt>Publisher</dt><dd>Institute of Borders</dd>",
        "<a class=\"address\" href=\"https://doi.org/10.1000/182\" rel=\"noreferrer noopener\">DOI 10.1000/182</a>",
        "<a class=\"address\" href=\"https://undocs.org/A/HRC/RES/35/17\" rel=\"noreferrer noopener\">A/HRC/RES/35/17</a>",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    let id = id_in(shelf(), "Returns by Air");
    let json = ask(shelf(), "GET", &format!("/api/v1/documents/{id}"), &[]).json();
    assert_eq!(json["publisher"], "Institute of Borders");
    assert_eq!(json["identifiers"][0]["scheme"], "doi");
    assert_eq!(json["identifiers"][1]["value"], "A/HRC/RES/35/17");
}

#[test]
fn warnings_of_one_kind_are_one_line_with_their_pages() {
    let page = document("Returns by Air");
    assert!(page.contains("What to doubt in this reading (1)"), "{page}");
    assert!(
        page.contains("<span>what this page draws breaks off</span> <span class=\"pages\">(pages 1–3)</span>"),
        "{page}"
    );
    let id = id_in(shelf(), "Returns by Air");
    assert!(in_spanish(&format!("/documents/{id}")).contains("el archivo está dañado"));
}

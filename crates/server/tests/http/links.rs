//! Every link within the pages leads somewhere.

use std::collections::BTreeSet;

use crate::sample::get;

#[test]
fn every_link_from_the_first_page_on_is_answered_and_every_anchor_is_there() {
    let mut waiting: Vec<String> =
        ["/", "/documents", "/search?q=seasonal+workers", "/search?q=ferry&group=none"].map(str::to_owned).into();
    let mut seen = BTreeSet::new();
    let mut anchors = 0;
    // The sample's pages lead to some hundred addresses; filters multiply, so that a walk of all would not end soon.
    while let Some(link) = waiting.pop().filter(|_| seen.len() < 150) {
        let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
        let answer = get(path);
        assert!(matches!(answer.status, 200 | 303), "{link} is {}", answer.status);
        if answer.status == 303 {
            waiting.push(answer.header("location").to_owned());
            continue;
        }
        if !anchor.is_empty() {
            anchors += 1;
            assert!(answer.body.contains(&format!("id=\"{anchor}\"")), "{link} leads to no place");
        }
        let found = answer.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for next in found.map(|next| next.replace("&#38;", "&")) {
            let whole = if next.starts_with('#') { format!("{path}{next}") } else { next };
            if seen.insert(whole.clone()) {
                waiting.push(whole);
            }
        }
    }
    assert!(anchors > 10, "only {anchors} anchors were followed");
}

#[test]
fn a_permanent_address_leads_to_the_words_it_quotes_whatever_their_number() {
    let found = get("/api/v1/search?q=banks").json();
    let passage = &found["hits"][0]["passage"];
    let permalink = passage["permalink"].as_str().unwrap();
    assert!(permalink.contains("exact="), "{permalink}");
    let led = get(permalink);
    assert_eq!((led.status, led.header("location")), (303, passage["link"].as_str().unwrap()));
    // As if the document had been read anew and cut otherwise.
    let (place, quote) = permalink.split_once('?').unwrap();
    let moved = place.rsplit_once("-p").map(|(document, _)| format!("{document}-p77?{quote}")).unwrap();
    assert_eq!(get(&moved).header("location"), passage["link"].as_str().unwrap());
    let answer = get(&format!("/api/v1{moved}")).json();
    assert_eq!(answer["passage"]["id"], passage["id"]);
    assert_eq!(get(&format!("{place}?exact=words+that+nobody+has+written+here")).status, 404);
    let page = get("/search?q=banks").body;
    assert!(page.contains(&permalink.replace('&', "&#38;")), "the citation has it");
}

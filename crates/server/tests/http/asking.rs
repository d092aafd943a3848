//! Help with asking: added words, other spellings, completion, where a part has nothing, and passages like one.

use serde_json::Value;

use crate::sample::get;

fn search(parameters: &str) -> Value {
    get(&format!("/api/v1/search?{parameters}")).json()
}

fn texts(values: &Value, name: &str) -> Vec<String> {
    values.as_array().unwrap().iter().map(|value| value[name].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn an_added_word_finds_the_other_language_is_shown_and_can_be_taken_away() {
    let answer = search("q=asylum&group=none");
    let expansions = answer["query"]["expansions"].as_array().unwrap();
    let asilo = expansions.iter().find(|added| added["text"] == "asilo").expect("asylum is asilo");
    assert_eq!((&asilo["of"], &asilo["language"]), (&Value::from("asylum"), &Value::from("es")));
    let marked = |answer: &Value| answer.to_string().contains("\"added\":true");
    assert!(marked(&answer), "{answer}");
    for without in ["expand=false".to_owned(), format!("without={}", asilo["name"].as_str().unwrap())] {
        let fewer = search(&format!("q=asylum&group=none&{without}"));
        assert!(fewer["total"]["value"].as_u64() < answer["total"]["value"].as_u64(), "{without}: {fewer}");
        assert!(!texts(&fewer["query"]["expansions"], "text").contains(&"asilo".to_owned()), "{without}");
    }
    let page = get("/search?q=asylum&group=none").body;
    assert!(page.contains("Also looked for:") && page.contains("<mark class=\"added\">"), "{page}");
    assert!(page.contains("without=asylum%3Aasilo") && page.contains("expand=false"), "{page}");
    let page = get("/search?q=asylum&without=asylum%3Aasilo").body;
    assert!(page.contains("Not looked for:") && page.contains("<s>asilo</s>"), "{page}");
}

#[test]
fn a_slip_is_shown_as_the_collection_spells_it_only_where_that_finds_more() {
    for (query, wanted) in [
        ("remitances", Some("remittances")),
        ("seasonal+wokrers", Some("seasonal workers")),
        ("protecion+especial", Some("protección especial")),
        ("seasonal+workers", None),
        ("%3Dremitances", None),
        ("zzzzqqqq", None),
    ] {
        let answer = search(&format!("q={query}&expand=false"));
        assert_eq!(answer["did_you_mean"].as_str(), wanted, "{query}");
    }
    let page = get("/search?q=remitances").body;
    assert!(page.contains("Did you mean") && page.contains("href=\"/search?q=remittances\""), "{page}");
}

#[test]
fn what_is_typed_is_completed_by_words_titles_and_authors() {
    let complete = |typed: &str| get(&format!("/api/v1/complete?q={typed}")).json();
    assert!(texts(&complete("remi")["words"], "word").contains(&"remittances".to_owned()));
    let answer = complete("many+fam");
    assert!(texts(&answer["words"], "text").contains(&"many families".to_owned()), "{answer}");
    assert!(texts(&complete("seasonal+ret")["documents"], "title").contains(&"Seasonal Work and Return".to_owned()));
    assert_eq!(complete("nunez")["authors"], serde_json::json!(["María Ñúñez"]), "accents need not be typed");
    for nothing in ["", "%20", "%22", "qqqq"] {
        let answer = complete(nothing);
        assert!(["words", "documents", "authors"].iter().all(|kind| answer[kind] == serde_json::json!([])), "{answer}");
    }
    assert_eq!(get("/api/v1/complete?q=a&limit=21").status, 400);
}

#[test]
fn where_the_text_has_nothing_the_notes_are_counted() {
    let page = get("/search?q=%22trabajadores+agr%C3%ADcolas+temporales%22&in=body").body;
    let told = page.split("By where it stands:").nth(1).expect("the parts are told").split("</li>").next().unwrap();
    let words: String = told.split('<').map(|tag| tag.split_once('>').map_or(tag, |(_, text)| text)).collect();
    assert_eq!(words.split_whitespace().collect::<Vec<_>>().join(" "), "Text 0 · Notes 1");
}

#[test]
fn passages_like_one_are_found_by_its_telling_words_and_not_it_itself() {
    let found = search("q=%22permits+last%22");
    let passage = found["hits"][0]["passage"]["id"].as_str().unwrap();
    let answer = get(&format!("/api/v1/passages/{passage}/similar")).json();
    assert!(answer["query"]["text"].as_str().unwrap().split(' ').count() >= 2, "{answer}");
    assert!(!texts(&answer["hits"], "passage").is_empty());
    assert!(answer["hits"].as_array().unwrap().iter().all(|hit| hit["passage"]["id"] != passage), "{answer}");
    let moved = get(&format!("/passages/{passage}/similar"));
    assert_eq!(moved.status, 303);
    let address = moved.header("location").to_owned();
    assert!(address.starts_with("/search?q=") && address.ends_with(&format!("except={passage}")), "{address}");
    assert_eq!(get(&address).status, 200);
    assert_eq!(get("/passages/0123456789abcdef-p9/similar").status, 404);
}

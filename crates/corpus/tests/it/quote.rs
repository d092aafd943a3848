//! A quote finds its place again, whatever number the passage has now.

use apostille_corpus::{Document, DocumentId, Kind, Language, Passage, Quote, Record};

const TEXT: &str = "The ministry calls this circular migration, and it has done so since the first agreement was signed. Workers \
    come in spring and return in autumn. Their permits name one employer and last for eight months of the year. The ministry calls \
    this circular migration, and nobody has asked the workers what they call it. Families depend on the wages that are sent home \
    each month, and banks charge them for every transfer that they make.";

/// A document whose passages have so many words each.
fn document(text: &str, words: usize) -> Document {
    let id = DocumentId::from_u64(7);
    let all: Vec<&str> = text.split_whitespace().collect();
    let passage = |(number, words): (usize, &[&str])| Passage {
        id: format!("{id}-p{}", number + 1),
        number: number as u32 + 1,
        kind: Kind::Body,
        language: Language::EN,
        page: None,
        page_label: None,
        section: None,
        text: words.join(" "),
        continues: false,
        markers: Vec::new(),
    };
    Document {
        id,
        record: Record { title: "Work".to_owned(), ..Record::default() },
        printed: Default::default(),
        pages: None,
        sections: Vec::new(),
        passages: all.chunks(words).enumerate().map(passage).collect(),
        notes: Vec::new(),
        warnings: Vec::new(),
        spelling: Default::default(),
    }
}

fn found(quote: &Quote, document: &Document, near: u32) -> Option<String> {
    let id = quote.find(document, false, near)?;
    Some(document.passages.iter().find(|passage| passage.id == id).unwrap().text.clone())
}

#[test]
fn every_passage_is_found_by_its_quote_in_the_same_document_and_in_one_cut_otherwise() {
    for words in [5, 16, 20, 40] {
        let before = document(TEXT, words);
        for passage in &before.passages {
            let quote = Quote::of(&passage.text);
            assert_eq!(quote.find(&before, false, passage.number), Some(passage.id.as_str()), "{quote:?}");
            for others in [13, 27, 90] {
                let after = document(TEXT, others);
                let place = found(&quote, &after, passage.number).unwrap();
                let first = quote.exact.split(' ').next().unwrap();
                assert!(place.contains(first), "{quote:?} in {place}");
            }
        }
    }
}

#[test]
fn of_two_places_with_the_same_words_the_one_with_the_same_words_around_it_is_meant() {
    let document = document(TEXT, 14);
    let quote = |prefix: &str, suffix: &str| Quote {
        prefix: prefix.to_owned(),
        exact: "The ministry calls this circular migration".to_owned(),
        suffix: suffix.to_owned(),
    };
    let place = |quote: &Quote, near| quote.find(&document, false, near).unwrap().to_owned();
    assert_eq!(place(&quote("", "and it has done"), 9), document.passages[0].id);
    let second = place(&quote("", "and nobody has asked"), 1);
    assert_ne!(second, document.passages[0].id);
    assert_eq!(place(&quote("of the year.", ""), 1), second);
    assert_eq!(place(&quote("", ""), 1), document.passages[0].id, "without words around it, the nearest");
    assert_eq!(place(&quote("", ""), 4), second);
}

#[test]
fn another_reading_of_some_letters_does_not_lose_the_place() {
    let after = document(&TEXT.replace("employer", "em-ployer").replace("permits", "per\u{fb01}ts"), 20);
    let before = document(TEXT, 16);
    let passage = before.passages.iter().find(|passage| passage.text.contains("employer")).unwrap();
    assert!(found(&Quote::of(&passage.text), &after, 1).is_some());
    let elsewhere = Quote { exact: "no words of this sentence stand in that document".to_owned(), ..Quote::default() };
    assert_eq!(elsewhere.find(&after, false, 1), None);
    assert_eq!(Quote::default().find(&after, false, 1), None);
}

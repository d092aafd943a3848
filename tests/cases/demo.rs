//! `apostille demo`: the sample documents, served, and three questions that have answers.

use serde_json::json;

use crate::support::program::Collection;
use crate::support::server::Server;

#[test]
fn the_demo_serves_its_samples_and_its_three_questions_have_marked_answers() {
    let collection = Collection::new();
    for time in ["first", "again"] {
        let server = Server::start(&mut collection.command(["demo"]));
        let questions = server.said["questions"].as_array().unwrap();
        assert_eq!(questions.len(), 3, "{time}");
        for question in questions {
            let asked = question["question"].as_str().unwrap();
            let answer = server.search(&format!("q={}", encoded(asked)));
            let hit = &answer["hits"][0];
            assert!(
                hit["excerpt"].as_array().unwrap().iter().any(|segment| segment["mark"] == true),
                "{asked}: {answer}"
            );
            let page = server.get(question["address"].as_str().unwrap().trim_start_matches(server.address()));
            assert!(page.status == 200 && page.body.contains("<mark"), "{asked}");
        }
        let first =
            |index: usize| server.search(&format!("q={}", encoded(questions[index]["question"].as_str().unwrap())));
        // Language, kind, format, and whether the hit names a printed page.
        let wanted = [("en", "body", "pdf", true), ("es", "note", "docx", false), ("es", "note", "pdf", true)];
        for (index, (language, kind, format, paged)) in wanted.into_iter().enumerate() {
            let hit = &first(index)["hits"][0];
            assert_eq!((&hit["passage"]["language"], &hit["passage"]["kind"]), (&json!(language), &json!(kind)));
            assert!(hit["document"]["path"].as_str().unwrap().ends_with(format), "{hit}");
            assert_eq!(hit["passage"]["page_label"].is_string(), paged, "{hit}");
        }
    }
}

/// Percent-encoded, as an address wants it.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

//! `apostille demo`: the sample documents, served, and three questions that have answers.

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
        assert_eq!(first(0)["hits"][0]["passage"]["language"], "en");
        assert_eq!(first(1)["hits"][0]["passage"]["language"], "es");
        assert_eq!(first(2)["hits"][0]["passage"]["kind"], "note", "the third is one that only a note answers");
    }
}

/// Percent-encoded, as an address wants it.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

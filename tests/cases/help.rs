//! The page that says how to ask: each of its examples is followed, and finds something in the sample documents.

use crate::support::program::Collection;
use crate::support::server::Server;

/// The addresses of the examples on a page.
fn examples(page: &str) -> Vec<String> {
    let list = page.split("<dl").nth(1).and_then(|rest| rest.split("</dl>").next()).expect("the list of examples");
    let links = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.map(|link| link.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

#[test]
fn every_example_of_the_help_finds_something_in_the_samples() {
    let collection = Collection::new();
    let server = Server::start(&mut collection.command(["demo"]));
    for language in ["en", "es"] {
        let help = server.get_in("/help", language);
        let examples = examples(&help.body);
        assert!(examples.len() > 20, "{} examples in {language}", examples.len());
        for example in examples {
            let page = server.get_in(&example, language);
            assert_eq!(page.status, 200, "{example}");
            let (_, parameters) = example.split_once('?').expect("a search has a question");
            let answer = server.search(parameters);
            assert!(answer["total"]["value"].as_u64() > Some(0), "{example}: {}", answer["query"]);
            // What is said of a document alone is marked nowhere.
            let in_the_text =
                !["title%3A", "t%C3%ADtulo%3A", "type%3A", "editorial%3A"].iter().any(|f| example.contains(f));
            assert_eq!(page.body.contains("<mark"), in_the_text, "{example}");
        }
    }
}

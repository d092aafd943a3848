//! One text in several files is one work: the best form answers searches, the others are kept and one step away.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::chance::Chance;
use crate::support::program::{Added, Collection};
use crate::support::server::Server;
use crate::support::shared::shared;

const ENGLISH: &str = "the family waited at the border and the court heard its claim when an officer of the agency wrote that people \
    who had crossed without papers could stay in the shelter until their hearing because no judge was there to decide what the law \
    of the country says about children and parents from the south with work or school in another city";
const SPANISH: &str = "la familia esperó en la frontera y el tribunal escuchó su solicitud cuando una persona de la agencia escribió que \
    quienes habían cruzado sin documentos podían quedarse en el albergue hasta su audiencia porque ningún juez estaba ahí para decidir \
    lo que dice la ley del país sobre los niños y sus padres del sur con trabajo o escuela en otra ciudad";

/// Paragraphs of made sentences; another seed makes another text.
fn paragraphs(words: &str, seed: u64, count: usize) -> Vec<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut chance = Chance::seeded(seed);
    let mut word = || words[chance.below(words.len() as u64) as usize];
    let mut sentence = || {
        let words: Vec<&str> = (0..14).map(|_| word()).collect();
        format!("{}{}.", words[0][..1].to_uppercase(), &words.join(" ")[1..])
    };
    (0..count).map(|_| [sentence(), sentence(), sentence()].join(" ")).collect()
}

fn markdown(paragraphs: &[String]) -> String {
    format!("# A paper on waiting\n\n{}\n", paragraphs.join("\n\n"))
}

fn html(paragraphs: &[String]) -> String {
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>A paper on waiting</title></head><body><h1>A paper on waiting</h1>\n{body}</body></html>"
    )
}

/// The file names of each work, and of documents that are alone.
fn works(collection: &Collection) -> BTreeSet<BTreeSet<String>> {
    let mut works: std::collections::BTreeMap<String, BTreeSet<String>> = Default::default();
    for form in collection.json(["works"]).with(0).json() {
        let name = form["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        works.entry(form["work"].as_str().unwrap().to_owned()).or_default().insert(name);
    }
    works.into_values().collect()
}

fn sets(works: &[&[&str]]) -> BTreeSet<BTreeSet<String>> {
    works.iter().map(|names| names.iter().map(|name| (*name).to_owned()).collect()).collect()
}

/// The documents of the hits of a query.
fn found(collection: &Collection, query: &str) -> Vec<String> {
    let answer = collection.search(query, &["--no-expand"]);
    let hits = answer["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["document"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_same_text_is_one_work_and_other_texts_are_not() {
    let collection = Collection::new();
    let whole = paragraphs(ENGLISH, 1, 20);
    let damaged: Vec<String> =
        whole.iter().map(|text| text.replace("shelter", "sh€lter").replace(" judge", " ju dge")).collect();
    let boilerplate = paragraphs(ENGLISH, 2, 10);
    let beside = |seed| [boilerplate.clone(), paragraphs(ENGLISH, seed, 10)].concat();
    collection.write("whole.md", markdown(&whole));
    collection.write("whole.html", html(&whole));
    collection.write("whole.txt", whole.join("\n\n"));
    collection.write("half.txt", whole[..10].join("\n\n"));
    collection.write("damaged.txt", damaged.join("\n\n"));
    collection.write("rule-1.txt", beside(3).join("\n\n"));
    collection.write("rule-2.txt", beside(4).join("\n\n"));
    collection.write("traducción.txt", paragraphs(SPANISH, 1, 20).join("\n\n"));
    collection.add();
    let one = ["damaged.txt", "half.txt", "whole.html", "whole.md", "whole.txt"];
    assert_eq!(works(&collection), sets(&[&one]));
    let verified = collection.run(["verify"]).with(0);
    assert!(verified.stderr.contains("4 of them stand behind a better text"), "{}", verified.stderr);
    collection.run(["reindex"]).with(0);
    collection.run(["verify"]).with(0);
    assert_eq!(works(&collection), sets(&[&one]));
}

#[test]
fn what_is_only_boilerplate_is_told_once_a_third_text_shows_it() {
    let collection = Collection::new();
    let furniture = paragraphs(ENGLISH, 2, 10);
    let with = |seed, own| [furniture.clone(), paragraphs(ENGLISH, seed, own)].concat().join("\n\n");
    // Nearly all of the first is in the second.
    collection.write("a.txt", with(3, 1));
    collection.write("b.txt", with(4, 20));
    collection.add();
    collection.write("c.txt", with(5, 20));
    collection.add();
    assert_eq!(works(&collection), sets(&[]));
    collection.run(["verify"]).with(0);
}

#[test]
fn one_form_answers_searches_and_the_next_takes_its_place() {
    let collection = Collection::new();
    let whole = paragraphs(ENGLISH, 1, 20);
    collection.write("whole.md", markdown(&whole));
    let whole_id = collection.add().document("whole.md").to_owned();
    collection.write("half.txt", whole[..12].join("\n\n"));
    let added = collection.add();
    let half_id = added.document("half.txt").to_owned();
    let line = added.file("half.txt");
    assert_eq!((&line["status"], &line["same_as"]), (&Value::from("indexed"), &Value::from(vec![whole_id.clone()])));
    assert!(line["work"].is_string());

    assert_eq!(found(&collection, "shelter"), [whole_id.as_str()]);
    let hit = &collection.search("shelter", &[])["hits"][0];
    assert_eq!(hit["document"]["forms"][0]["id"], half_id.as_str());
    assert_eq!(collection.show(&half_id)["forms"][0]["id"], whole_id.as_str(), "it is found by its id");
    let server = Server::start(&mut collection.command(["serve"]));
    let page = server.get_in(&format!("/documents/{half_id}"), "en");
    assert_eq!(page.status, 200);
    assert!(page.body.contains(&format!("/documents/{whole_id}")), "the page leads to the other form");
    let like = server.get(&format!("/api/v1/passages/{half_id}-p3/similar"));
    assert_eq!(like.status, 200, "its passages are read, and so have others like them");
    assert!(!like.json()["hits"].as_array().unwrap().is_empty());
    drop(server);

    collection.run(["remove", &whole_id]).with(0);
    assert_eq!(found(&collection, "shelter"), [half_id.as_str()]);
    collection.run(["verify"]).with(0);
    collection.run(["trash", "restore", &whole_id]).with(0);
    assert_eq!(found(&collection, "shelter"), [whole_id.as_str()]);
    collection.run(["remove", &whole_id]).with(0);
    collection.run(["purge", &whole_id]).with(0);
    assert_eq!(found(&collection, "shelter"), [half_id.as_str()]);
    collection.run(["verify"]).with(0);
}

#[test]
fn what_a_librarian_splits_or_joins_stays_so() {
    let collection = Collection::new();
    let whole = paragraphs(ENGLISH, 1, 20);
    collection.write("a.md", markdown(&whole));
    collection.write("b.html", html(&whole));
    collection.write("c.txt", paragraphs(ENGLISH, 9, 20).join("\n\n"));
    let added = collection.add();
    let [a, b, c] = ["a.md", "b.html", "c.txt"].map(|name| added.document(name).to_owned());
    collection.run(["works", "split", &b]).with(0);
    collection.run(["works", "split", &c]).with(1);
    collection.run(["works", "join", &a, &c]).with(0);
    // Another copy may belong to either, and must not bring the two together.
    collection.write("d.txt", whole.join("\n\n"));
    collection.add();
    collection.run(["reindex"]).with(0);
    collection.run(["verify"]).with(0);
    let with = |document: &str| -> BTreeSet<String> {
        let forms = collection.json(["works", document]).with(0).json();
        forms.iter().map(|form| form["document"].as_str().unwrap().to_owned()).collect()
    };
    assert!(with(&a).contains(&c), "joined by a person");
    assert!(!with(&a).contains(&b), "split by a person");
    let history = collection.json(["history", &b]).with(0).json();
    assert!(history.iter().any(|entry| entry["what"] == "split" && entry["details"]["by"] == "librarian"));
}

#[test]
fn the_shared_papers_and_laws_are_as_many_works_as_they_are() {
    let (Some(seeds), Some(formats), Some(laws)) =
        (shared("corpus/seeds"), shared("corpus/formats"), shared("corpus/laws"))
    else {
        return;
    };
    let collection = Collection::new();
    Added::of(collection.json([std::ffi::OsStr::new("add"), seeds.as_ref(), formats.as_ref(), laws.as_ref()]));
    let works = works(&collection);
    let is = |name: &str, of: &str| works.iter().any(|work| work.contains(name) && work.contains(of));
    for law in ["lgp", "lgpsedmtp", "lmigra"] {
        assert!(is(&format!("{law}.pdf"), &format!("mx-fed-{law}-v2.xml")), "{law}");
    }
    for paper in ["made-en-footnotes", "made-es-footnotes"] {
        for ending in ["docx", "epub", "html", "odt", "rtf"] {
            assert!(is(&format!("{paper}.md"), &format!("{paper}.{ending}")), "{paper}.{ending}");
        }
    }
    assert!(
        is("selee-heredia-2021.txt", "selee-heredia-2021-damaged.txt")
            && is("selee-heredia-2021.txt", "made-en-endnotes.odt")
    );
    assert_eq!(works.len(), 5, "no other texts are taken for one: {works:?}");
}

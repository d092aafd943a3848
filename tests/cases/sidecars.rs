//! Files beside a document say what it is: they are read with it, are no documents, and may be broken.

use serde_json::{Value, json};

use crate::support::papers::{WAITING, numbered};
use crate::support::program::Collection;

const DUBLIN_CORE: &str = r#"<?xml version="1.0"?>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title>Asilo &amp; refugio</dc:title><dc:creator>Prado, Luc&#xED;a</dc:creator><dc:creator>Hale, T.</dc:creator>
  <dc:date>2020-03-01T00:00:00Z</dc:date><dc:subject>asylum</dc:subject><dc:language>spa</dc:language>
  <dc:identifier>doi:10.1000/182</dc:identifier><dc:identifier>4711</dc:identifier><dc:rights>CC BY 4.0</dc:rights>
</oai_dc:dc>"#;

const BIBTEX: &str = r#"@report{prado2020, title = {Asilo \& refugio}, author = {Prado, Luc{\'i}a and Hale, T.},
  date = {2020-03-01}, keywords = {asylum}, language = {spanish}, doi = {10.1000/182}, license = {CC BY 4.0} }"#;

const RIS: &str = "TY  - RPRT\r\nT1  - Asilo &\r\n refugio\r\nAU  - Lucía Prado\r\nA1  - T. Hale\r\nPY  - 2020/03/01/\r\nKW  - asylum\r\n\
                   LA  - Spanish\r\nDO  - 10.1000/182\r\nER  - \r\n";

const CSL: &str = r#"[{"type": "report", "title": "Asilo & refugio", "DOI": "10.1000/182", "keyword": "asylum", "language": "es",
  "author": [{"given": "Lucía", "family": "Prado"}, {"literal": "T. Hale"}], "issued": {"date-parts": [[2020, 3, 1]]},
  "license": "CC BY 4.0"}]"#;

const YAML: &str = "title: Asilo & refugio\nauthors: [Lucía Prado, T. Hale]\ndate: 2020-03-01\nkeywords: [asylum]\nlanguage: es\n\
                    doi: 10.1000/182\nlicense: CC BY 4.0\n";

/// The value that holds in each field.
fn record(collection: &Collection, document: &str) -> Value {
    let values = collection.json(["records", "show", document]).with(0).json();
    let holding = values.iter().filter(|value| value["holds"] == true);
    holding.map(|value| (value["field"].as_str().unwrap().to_owned(), value["value"].clone())).collect()
}

#[test]
fn every_kind_of_sidecar_says_the_same() {
    let sidecars = [
        ("xml", DUBLIN_CORE),
        ("bib", BIBTEX),
        ("ris", RIS),
        ("json", CSL),
        ("yaml", YAML),
        ("md.yaml", YAML),
        ("md.ris", RIS),
    ];
    for (ending, text) in sidecars {
        let collection = Collection::new();
        collection.write("waiting.md", WAITING);
        collection.write(&format!("waiting.{ending}"), text);
        let added = collection.add();
        assert_eq!((added.code, added.files.len(), &added.summary["passed_over"]), (Some(0), 1, &json!(1)), "{ending}");
        let line = added.file("waiting.md");
        assert_eq!(line["sidecars"], json!([format!("waiting.{ending}")]));
        assert_eq!(line["warnings"], json!([]), "{ending}");
        let record = record(&collection, added.document("waiting.md"));
        assert_eq!(record["title"], "Asilo & refugio", "{ending}");
        assert_eq!(record["date"], "2020-03-01", "{ending}");
        assert_eq!(record["subjects"], json!(["asylum"]), "{ending}");
        assert_eq!(record["languages"], json!(["es"]), "{ending}");
        assert_eq!(record["identifiers"], json!([{"scheme": "doi", "value": "10.1000/182"}]), "{ending}");
        let authors = record["authors"].as_array().unwrap();
        assert!(authors.len() == 2 && authors[0].as_str().unwrap().contains("Lucía"), "{ending}: {authors:?}");
    }
}

#[test]
fn a_broken_sidecar_is_a_warning_with_its_line_and_the_document_goes_in() {
    let broken = [
        ("yaml", "title: A\nauthors: [B\n", "line"),
        ("yaml", "title: A\ncolour: red\n", "line 2"),
        ("yaml", "title: A\n\ndate: some time\n", "line 3"),
        ("ris", "TY  - RPRT\nTI  - A\nER  - \nTY  - RPRT\nTI  - B\nER  - \n", "line 4"),
        ("bib", "@report{a, title = {A},\n author = {B\n", "line"),
        ("json", "{\"title\":\n \"A\",}", "line 2"),
        ("json", "[{\"title\": \"A\"}, {\"title\": \"B\"}]", "one item"),
        ("md.xml", "<dc xmlns:dc='http://purl.org/dc/elements/1.1/'>\n<dc:title>A</dc:titel></dc>", "line 2"),
    ];
    for (ending, text, said) in broken {
        let collection = Collection::new();
        collection.write("waiting.md", WAITING);
        collection.write(&format!("waiting.{ending}"), text);
        let added = collection.add();
        let line = added.file("waiting.md");
        assert_eq!((added.code, &line["status"]), (Some(0), &"indexed".into()), "{text}");
        let warning = &line["warnings"][0];
        assert_eq!(warning["code"], "sidecar", "{text}");
        let message = warning["message"].as_str().unwrap();
        assert!(message.contains(said) && message.contains(&format!("waiting.{ending}")), "{text}: {message}");
    }
}

#[test]
fn a_sidecar_that_changes_describes_the_document_anew_and_a_librarian_holds_against_it() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    let id = collection.add().document("waiting.md").to_owned();
    collection.write("waiting.md.yaml", "title: From beside\nplaces: [Tijuana]\n");
    assert_eq!(collection.add().file("waiting.md")["status"], "unchanged");
    assert_eq!(collection.show(&id)["title"], "From beside");
    assert_eq!(collection.search("shelters", &[])["hits"][0]["document"]["title"], "From beside");
    collection.run(["records", "set", &id, "title", "By hand"]).with(0);
    collection.write("waiting.md.yaml", "title: From beside, again\n");
    collection.add();
    assert_eq!(collection.show(&id)["title"], "By hand");
    let record = record(&collection, &id);
    assert!(record.get("places").is_none(), "what the sidecar no longer says is gone: {record}");
    collection.run(["verify"]).with(0);
}

#[test]
fn xml_and_other_files_that_describe_nothing_stay_what_they_are() {
    let collection = Collection::new();
    collection.write("report.txt", numbered(1));
    collection.write("alone.yaml", "title: Alone\n");
    collection.write(
        "report.xml",
        "<article><front><article-meta><title-group><article-title>On xebecs</article-title></title-group></article-meta></front>\
         <body><p>The xebecs of the coast carried families from three countries during the season.</p></body></article>",
    );
    let added = collection.add();
    assert_eq!(added.file("report.xml")["status"], "indexed", "a document beside a document: {:?}", added.files);
    assert_eq!(added.file("alone.yaml")["reason"], "unknown-format");
}

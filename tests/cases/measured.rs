//! How well works and translations are told in the shared corpus: precision and recall, with the names of the files hidden.
//!
//! `just pairs` prints them. What is one work was told by hand: by what the makers of the corpus say, and by looking at every two
//! documents that share a quarter of their words in rows of three.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::chance::Chance;
use crate::support::copies::Damage;
use crate::support::program::{Added, Collection};
use crate::support::shared::shared;

/// Of each work the beginnings of its files' names; what is not named here is a work of its own.
const WORKS: [&[&str]; 7] = [
    &["laws/lgp.pdf", "laws/mx-fed-lgp-v2"],
    &["laws/lgpsedmtp.pdf", "laws/mx-fed-lgpsedmtp-v2"],
    &["laws/lmigra.pdf", "laws/mx-fed-lmigra-v2"],
    &["formats/made-es-", "pdf/made-es-", "pdf/scan-es-2col", "hostile/enc-empty-user"],
    &["formats/made-en-", "pdf/made-en-", "seeds/selee-heredia", "hostile/bad-startxref"],
    &["pdf/es-bello", "hostile/bad-truncated-80pct-bello"],
    &["pdf/wri-network", "hostile/bad-bitrot-12bytes-wri"],
];

/// Twenty copies more, and of what.
const COPIES: [(Damage, &str); 20] = [
    (Damage::Cropped, "laws/es-boe/es__BOE-A-2003-13978.md"),
    (Damage::Cropped, "laws/uk-rules/data__govuk-data__raw__appendix-graduate.md"),
    (Damage::Cropped, "articles/2013__08__31__1712-explotacion.md"),
    (Damage::Cropped, "pdf/en-abm-syria-2018.pdf"),
    (Damage::Recognised, "laws/es-boe/es__BOE-A-2007-9692.md"),
    (Damage::Recognised, "laws/uk-rules/data__govuk-data__raw__appendix-child-student.md"),
    (Damage::Recognised, "laws/ca/laws__en__acts__C-1.4-canada-border-services-agency-act.md"),
    (Damage::Recognised, "articles/2014__01__13__0041-fuerza_trabajo.md"),
    (Damage::Recognised, "laws/us-title8/chunck-797.md"),
    (Damage::WebPage, "laws/es-boe/es__BOE-A-2013-954.md"),
    (Damage::WebPage, "laws/uk-rules/data__govuk-data__raw__appendix-returning-resident.md"),
    (Damage::Wrapped, "pdf/en-refugee-convention.pdf"),
    (Damage::Half, "laws/es-boe/es__BOE-A-2009-17242.md"),
    (Damage::Half, "laws/us-title8/chunck-684.md"),
    (Damage::Half, "laws/uk-rules/data__govuk-data__raw__part-8-family-members.md"),
    (Damage::WithoutNotes, "pdf/wri-collective-action-for-poverty-.pdf"),
    (Damage::WithoutNotes, "pdf/es-scielo-tinf.pdf"),
    (Damage::CoverSheet, "articles/2013__10__03__1421-barco-inmigrantes.md"),
    (Damage::CoverSheet, "laws/es-boe/es__BOE-A-2016-9314.md"),
    (Damage::CoverSheet, "laws/uk-rules/data__govuk-data__raw__appendix-statelessness.md"),
];

/// The shared corpus under numbers for names, in an order of chance, with the copies: what each number was.
struct Hidden {
    collection: Collection,
    /// By the hidden name without its ending: the path in the corpus, or of a copy the path of what it is a copy of.
    was: BTreeMap<String, String>,
    copies: BTreeMap<String, Damage>,
    ids: BTreeMap<String, String>,
}

impl Hidden {
    fn of(corpus: &Path) -> Hidden {
        let collection = Collection::new();
        let mut hidden = Hidden { collection, was: BTreeMap::new(), copies: BTreeMap::new(), ids: BTreeMap::new() };
        let mut chance = Chance::seeded(5);
        let mut files = files(corpus);
        files.retain(|path| !path.starts_with(corpus.join("truth")));
        for left in (1..files.len()).rev() {
            files.swap(left, chance.below(left as u64 + 1) as usize);
        }
        for (number, path) in files.iter().enumerate() {
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            let was = path.strip_prefix(corpus).unwrap().to_str().unwrap().to_owned();
            hidden.write(number, was, &ending, &fs::read(path).unwrap());
        }
        hidden.add();
        for (number, (damage, of)) in COPIES.iter().enumerate() {
            let source = hidden.was.iter().find(|(_, was)| was.as_str() == *of).unwrap_or_else(|| panic!("no {of}")).0;
            let shown = hidden.collection.show(&hidden.ids[source]);
            let number = files.len() + number;
            hidden.copies.insert(format!("{number:04}"), *damage);
            hidden.write(number, (*of).to_owned(), damage.ending(), damage.copy(&shown, &mut chance).as_bytes());
        }
        hidden.add();
        hidden
    }

    fn write(&mut self, number: usize, was: String, ending: &str, bytes: &[u8]) {
        self.collection.write(&format!("{number:04}.{ending}"), bytes);
        self.was.insert(format!("{number:04}"), was);
    }

    fn add(&mut self) {
        let added = Added::of(self.collection.json(["add".as_ref(), self.collection.papers().as_os_str()]));
        for line in added.files.iter().filter(|line| line["document"].is_string()) {
            let name = stem(line["path"].as_str().unwrap());
            self.ids.insert(name, line["document"].as_str().unwrap().to_owned());
        }
    }

    /// Which work a document is of, in truth.
    fn work(&self, name: &str) -> String {
        let was = &self.was[name];
        let known = WORKS.iter().find(|names| names.iter().any(|name| was.starts_with(name)));
        known.map_or_else(|| was.clone(), |names| names[0].to_owned())
    }

    /// Pairs of documents that are one work in truth.
    fn pairs(&self) -> BTreeSet<[String; 2]> {
        let mut works: BTreeMap<String, Vec<String>> = BTreeMap::new();
        self.ids.keys().for_each(|name| works.entry(self.work(name)).or_default().push(name.clone()));
        works.values().flat_map(|names| pairs(names)).collect()
    }

    fn found(&self) -> BTreeSet<[String; 2]> {
        let mut works: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for form in self.collection.json(["works"]).with(0).json() {
            let work = form["work"].as_str().unwrap().to_owned();
            works.entry(work).or_default().push(stem(form["path"].as_str().unwrap()));
        }
        works.values().flat_map(|names| pairs(names)).collect()
    }

    fn said(&self, pair: &[String; 2]) -> String {
        let said = |name: &String| {
            let copy = self.copies.get(name).map(|damage| format!("{damage:?} copy of ")).unwrap_or_default();
            format!("{copy}{}", self.was[name])
        };
        format!("{} | {}", said(&pair[0]), said(&pair[1]))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap().to_str().unwrap().to_owned()
}

fn pairs(names: &[String]) -> Vec<[String; 2]> {
    let ordered = |one: &String, other: &String| {
        let mut pair = [one.clone(), other.clone()];
        pair.sort();
        pair
    };
    (0..names.len()).flat_map(|at| names[at + 1..].iter().map(move |other| ordered(&names[at], other))).collect()
}

/// Prints both shares; precision and recall.
fn shares(what: &str, found: &BTreeSet<[String; 2]>, wanted: &BTreeSet<[String; 2]>) -> (f64, f64) {
    let right = found.intersection(wanted).count() as f64;
    let (precision, recall) = (right / found.len().max(1) as f64, right / wanted.len() as f64);
    println!(
        "{what}: precision {precision:.3} ({right} of {} found), recall {recall:.3} (of {})",
        found.len(),
        wanted.len()
    );
    (precision, recall)
}

#[test]
fn works_and_translations_are_told_in_the_shared_corpus_with_names_hidden() {
    let Some(corpus) = shared("corpus") else { return };
    let hidden = Hidden::of(&corpus);

    let (found, wanted) = (hidden.found(), hidden.pairs());
    let (precision, recall) = shares("pairs of forms", &found, &wanted);
    found.difference(&wanted).for_each(|pair| println!("  wrong: {}", hidden.said(pair)));
    wanted.difference(&found).for_each(|pair| println!("  missed: {}", hidden.said(pair)));
    let of_copies = |pair: &&[String; 2]| pair.iter().any(|name| hidden.copies.contains_key(name));
    let copies: BTreeSet<_> = wanted.iter().filter(of_copies).cloned().collect();
    let found_copies: BTreeSet<_> = found.iter().filter(of_copies).cloned().collect();
    let (_, recall_of_copies) = shares("twenty made copies", &found_copies, &copies);
    assert!(precision == 1.0 && recall >= 0.95 && recall_of_copies >= 0.95);

    let name = |document: &serde_json::Value| stem(document["path"].as_str().unwrap());
    let listed = hidden.collection.json(["translations"]).with(0).json();
    let found = listed
        .iter()
        .flat_map(|pair| pairs(&pair["documents"].as_array().unwrap().iter().map(name).collect::<Vec<_>>()));
    let found: BTreeSet<[String; 2]> = found.collect();
    let parallel = |name: &&String| hidden.was[*name].starts_with("articles/parallel/");
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in hidden.was.keys().filter(parallel) {
        wanted.entry(hidden.was[name].replace(".es.md", ".md")).or_default().push(name.clone());
    }
    let wanted: BTreeSet<[String; 2]> = wanted.values().flat_map(|names| pairs(names)).collect();
    let (precision, recall) = shares("translations", &found, &wanted);
    wanted.difference(&found).for_each(|pair| println!("  missed: {}", hidden.said(pair)));
    assert!(precision == 1.0 && recall >= 0.95);
}

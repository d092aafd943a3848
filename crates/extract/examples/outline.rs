//! Prints the structure that is found in files: a look at what `apostille add` would keep.
use apostille_corpus::{DocumentId, language::Tagger, structure};
fn main() {
    let tagger = Tagger::new();
    for path in std::env::args().skip(1) {
        let path = std::path::PathBuf::from(path);
        let bytes = std::fs::read(&path).expect("a readable file");
        match apostille_extract::read(&path, &bytes) {
            Err(failure) => println!("{}: {}", path.display(), failure.message),
            Ok(manuscript) => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let d = structure::document(DocumentId::from_u64(1), manuscript, &stem, &tagger);
                println!("=== {}\n{:?} {:?}", path.display(), d.record, d.warnings);
                for p in &d.passages {
                    println!("p{} {:?} {} {:?} {}[{}] {:?}\n   {}", p.number, p.kind, p.language, p.section, if p.continues {"~"} else {""}, p.text.split_whitespace().count(), p.markers.iter().map(|m| (m.note.split('-').nth(1).unwrap_or("").to_owned(), m.at)).collect::<Vec<_>>(), p.text);
                }
                for n in &d.notes {
                    println!("n{} [{}] {:?}\n   {}\n   <- {:?}", n.number, n.label, n.languages.iter().map(|r| (r.language.as_str(), r.text.as_str())).collect::<Vec<_>>(), n.text, n.cited_by.iter().map(|c| &c.sentence).collect::<Vec<_>>());
                }
            }
        }
    }
}

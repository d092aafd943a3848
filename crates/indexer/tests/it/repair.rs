//! What was left undone, lost or damaged, and is put right or said.

use std::fs;

use crate::fixture::{Fixture, reading};
use apostille_catalogue::{Accepted, Home, Job, JobId, Source, What, WriterLock, sha256_of};
use apostille_corpus::DocumentId;
use apostille_engine::Index;
use apostille_indexer::{CurrentIndex, Indexer, Reading, Status, open_index, verify};

/// A fixture with three documents.
fn three() -> Fixture {
    let fixture = Fixture::new();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fixture.paper(name, &format!("subject of {name}"));
    }
    fixture.add();
    fixture
}

fn generation(fixture: &Fixture) -> String {
    fs::read_to_string(Home::new(fixture.home()).index_root().join("current")).unwrap()
}

#[test]
fn an_index_that_is_behind_the_catalogue_follows_at_the_next_start() {
    let fixture = three();
    let mut catalogue = fixture.catalogue();
    // As a process leaves it that is killed after the catalogue's transaction: one came, one was removed.
    let path = fixture.paper("d.txt", "subject of d");
    let (sha256, size) = sha256_of(&path).unwrap();
    let held = fixture.held();
    let mut document = catalogue.document(*held.first().unwrap()).unwrap().unwrap();
    let removed = *held.last().unwrap();
    document.id = DocumentId::from_sha256(&sha256);
    for passage in &mut document.passages {
        passage.id = format!("{}-p{}", document.id, passage.number);
        // Another text: a copy would be a form of the same work, and only one of them answers searches.
        passage.text = passage.text.split(' ').rev().collect::<Vec<_>>().join(" ");
    }
    catalogue.originals().keep(&path, &sha256).unwrap();
    let source = Source { path, sha256: Some(sha256), size, modified: 0 };
    let versions = apostille_catalogue::Versions { extraction: 1, analysis: 1 };
    let came = Accepted {
        source,
        what: What::Indexed(Box::new(document.clone()), versions),
        sidecar: None,
        line: "{}".into(),
    };
    catalogue.accept(JobId(1), &[came]).unwrap();
    catalogue.remove(removed, JobId(1), "{}").unwrap();
    assert_eq!(fixture.indexed(), held);
    drop(Indexer::open(&fixture.home(), reading()).unwrap().unwrap());
    let now = fixture.held();
    assert!(now.contains(&document.id) && !now.contains(&removed) && now.len() == 3);
    assert_eq!(verify(&fixture.home()).unwrap().problems, [""; 0]);
}

#[test]
fn an_index_that_is_gone_damaged_or_of_another_catalogue_is_made_again() {
    let ruins: [fn(&Home); 5] = [
        |home| fs::remove_dir_all(home.index_root()).unwrap(),
        |home| fs::remove_file(home.index_root().join("current")).unwrap(),
        |home| {
            let name = fs::read_to_string(home.index_root().join("current")).unwrap();
            fs::write(home.index_root().join(name).join("meta.json"), "{").unwrap();
        },
        |home| {
            let name = fs::read_to_string(home.index_root().join("current")).unwrap();
            let files = fs::read_dir(home.index_root().join(name)).unwrap().map(|entry| entry.unwrap().path());
            let terms = files.filter(|path| path.extension().is_some_and(|ending| ending == "term"));
            assert!(terms.map(|path| fs::remove_file(path).unwrap()).count() > 0);
        },
        |home| {
            let name = fs::read_to_string(home.index_root().join("current")).unwrap();
            let index = Index::open(&home.index_root().join(name)).unwrap();
            index.writer(32 << 20).unwrap().commit(1_000_000).unwrap();
        },
    ];
    for (number, ruin) in ruins.iter().enumerate() {
        let fixture = three();
        ruin(&Home::new(fixture.home()));
        drop(Indexer::open(&fixture.home(), reading()).unwrap().unwrap());
        assert_eq!(fixture.held().len(), 3, "ruin {number}");
        assert_eq!(verify(&fixture.home()).unwrap().problems, [""; 0], "ruin {number}");
    }
}

#[test]
fn reindex_reads_originals_again_and_swaps_the_index() {
    let fixture = three();
    let (before, held) = (generation(&fixture), fixture.held());
    let current = CurrentIndex::new(&fixture.home());
    let old = current.index().unwrap();
    fs::remove_dir_all(fixture.papers()).unwrap();
    // A reader that now finds another sentence, and can no longer read one of the files.
    let reading = Reading::new(|path| {
        let mut bytes = fs::read(path).unwrap();
        if String::from_utf8_lossy(&bytes).contains("subject of c.txt") {
            return Err(apostille_extract::Failure::new(apostille_extract::Reason::Damaged, "it is damaged"));
        }
        bytes.extend_from_slice(b"\n\nA sentence about zebras that was not there before.\n");
        apostille_extract::read(path, &bytes)
    });
    let heard = fixture.run(reading, Job::Reindex);
    let mut statuses = heard.statuses();
    statuses.sort_unstable_by_key(|(name, _)| *name);
    assert_eq!(statuses, [("a.txt", Status::Indexed), ("b.txt", Status::Indexed), ("c.txt", Status::Failed)]);
    assert_eq!(fixture.held(), held);
    assert_ne!(generation(&fixture), before);
    assert_eq!(fs::read_dir(Home::new(fixture.home()).index_root()).unwrap().count(), 2, "a folder and the pointer");
    let texts = held.iter().filter(|id| {
        let document = fixture.catalogue().document(**id).unwrap().unwrap();
        document.passages.iter().any(|passage| passage.text.contains("zebras"))
    });
    assert_eq!(texts.count(), 2);
    assert!(!std::sync::Arc::ptr_eq(&old, &current.index().unwrap()), "a reader follows the swap");
    assert_eq!(verify(&fixture.home()).unwrap().problems, [""; 0]);
}

#[test]
fn a_reindex_that_was_cut_off_leaves_the_old_index_and_is_swept_up() {
    let fixture = three();
    let (home, before) = (Home::new(fixture.home()), generation(&fixture));
    Index::create(&home.index_root().join("99")).unwrap();
    fs::create_dir_all(home.path().join("rereading/1")).unwrap();
    drop(Indexer::open(&fixture.home(), reading()).unwrap().unwrap());
    assert_eq!(generation(&fixture), before);
    assert!(!home.index_root().join("99").exists() && !home.path().join("rereading").exists());
    assert_eq!(fixture.held().len(), 3);
}

/// Makes the index say something else of a document than the catalogue.
fn say_otherwise(fixture: &Fixture, id: DocumentId, change: impl FnOnce(&mut apostille_corpus::Document)) {
    let index = open_index(&fixture.home()).unwrap();
    let mut document = fixture.catalogue().document(id).unwrap().unwrap();
    change(&mut document);
    let mut writer = index.writer(32 << 20).unwrap();
    writer.replace(&document).unwrap();
    writer.commit(index.sequence().unwrap()).unwrap();
}

#[test]
fn verify_mends_what_it_can_and_names_the_rest() {
    type Harm = fn(&Fixture, DocumentId);
    let cases: [(Harm, &str); 6] = [
        (|fixture, id| fs::remove_file(fixture.catalogue().original(id).unwrap().unwrap()).unwrap(), "is missing"),
        (
            |fixture, id| fs::write(fixture.catalogue().original(id).unwrap().unwrap(), "flipped").unwrap(),
            "is not what was added",
        ),
        (
            |fixture, id| {
                let index = open_index(&fixture.home()).unwrap();
                let sequence = index.sequence().unwrap();
                let mut writer = index.writer(32 << 20).unwrap();
                writer.remove(id).unwrap();
                writer.commit(sequence).unwrap();
            },
            "the index lacks",
        ),
        (
            |fixture, id| {
                let index = open_index(&fixture.home()).unwrap();
                let sequence = index.sequence().unwrap();
                let mut document = fixture.catalogue().document(id).unwrap().unwrap();
                document.id = DocumentId::from_u64(7);
                let mut writer = index.writer(32 << 20).unwrap();
                writer.replace(&document).unwrap();
                writer.commit(sequence).unwrap();
            },
            "which does not answer searches",
        ),
        (
            |fixture, id| say_otherwise(fixture, id, |document| document.passages[0].text.push('.')),
            "1 with another text",
        ),
        (
            |fixture, id| say_otherwise(fixture, id, |document| drop(document.passages.pop())),
            "the index lacks 1 passages",
        ),
    ];
    for (harm, said) in cases {
        let fixture = three();
        let id = *fixture.held().first().unwrap();
        harm(&fixture, id);
        let lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
        let report = verify(&fixture.home()).unwrap();
        assert_eq!((report.problems.len(), report.mended.len()), (1, 0), "while another writes: {report:?}");
        drop(lock);
        let report = verify(&fixture.home()).unwrap();
        assert_eq!((report.problems.len(), report.mended.len()), (0, 1), "{said}: {report:?}");
        assert!(report.mended[0].contains(said), "{report:?}");
        let report = verify(&fixture.home()).unwrap();
        assert_eq!((report.problems.len(), report.mended.len()), (0, 0), "{said}: {report:?}");
        assert_eq!(fixture.held().len(), 3);
    }
}

#[test]
fn verify_removes_orphans_only_while_nobody_writes() {
    let fixture = three();
    let orphan = fixture.home().join("originals/ab");
    fs::create_dir_all(&orphan).unwrap();
    fs::write(orphan.join("half.incoming"), "half").unwrap();
    let lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
    let report = verify(&fixture.home()).unwrap();
    assert_eq!((report.orphans_removed, report.remarks.len(), report.documents), (0, 1, 3));
    drop(lock);
    let report = verify(&fixture.home()).unwrap();
    assert_eq!((report.orphans_removed, report.problems.len(), report.originals), (1, 0, 3));
    assert!(!orphan.join("half.incoming").exists());
}

//! A backup is whole or refused, whatever became of it.

use std::fs;
use std::path::Path;

use crate::fixture::Fixture;
use apostille_catalogue::{Catalogue, Error, agrees, unpack};

/// A collection with a document, one in the trash, and a table of words; and its backup.
fn backed_up() -> (Fixture, std::path::PathBuf) {
    let mut fixture = Fixture::new();
    let (a, b) = (fixture.file("a.txt", "first"), fixture.file("b.txt", "second"));
    fixture.index(&a);
    let (trashed, _) = fixture.index(&b);
    fixture.catalogue.remove(trashed.id, fixture.job, "{}").unwrap();
    let words = fixture.catalogue.home().vocabulary();
    fs::create_dir(&words).unwrap();
    fs::write(words.join("ours.tsv"), "en\tes\nasylum\tasilo\n").unwrap();
    let file = fixture.folder.path().join("backup.tar");
    let manifest = fixture.catalogue.backup(&file, &mut |_, _| {}).unwrap();
    assert_eq!((manifest.counts.documents, manifest.counts.trash, manifest.files.len()), (1, 1, 4));
    (fixture, file)
}

fn is_as_before(home: &Path, fixture: &Fixture) -> bool {
    let restored = Catalogue::open_existing(home).unwrap();
    restored.kept().unwrap() == fixture.catalogue.kept().unwrap()
        && restored.live_documents().unwrap() == fixture.catalogue.live_documents().unwrap()
        && restored.history(None, None, 99).unwrap() == fixture.catalogue.history(None, None, 99).unwrap()
        && fs::read(restored.home().vocabulary().join("ours.tsv")).is_ok()
}

#[test]
fn a_backup_is_restored_as_it_was_into_a_new_home_only() {
    let (fixture, file) = backed_up();
    let folder = fixture.folder.path();
    let home = folder.join("new");
    let manifest = unpack(&file, &home).unwrap();
    assert!(is_as_before(&home, &fixture));
    let restored = Catalogue::open_existing(&home).unwrap();
    assert!(agrees(&restored.counts().unwrap(), &manifest));
    assert!(!restored.has_open_job().unwrap(), "jobs that were open are ended");
    assert!(matches!(unpack(&file, &home).unwrap_err(), Error::HoldsCollection { .. }));
    let taken = folder.join("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("a"), "").unwrap();
    assert!(matches!(unpack(&file, &taken).unwrap_err(), Error::NotEmpty { .. }));
    assert!(matches!(fixture.catalogue.backup(&file, &mut |_, _| {}).unwrap_err(), Error::Exists { .. }));
    fs::create_dir(folder.join("empty")).unwrap();
    unpack(&file, &folder.join("empty")).unwrap();
}

#[test]
fn a_backup_that_is_cut_or_altered_is_refused_and_leaves_nothing_behind() {
    let (fixture, file) = backed_up();
    let whole = fs::read(&file).unwrap();
    let (home, damaged) = (fixture.folder.path().join("new"), fixture.folder.path().join("damaged.tar"));
    let before = fs::read_dir(fixture.folder.path()).unwrap().count() + 1;
    let mut harmless = 0;
    let step = whole.len() / 97;
    let cuts = (0..97).map(|part| whole[..part * step].to_vec());
    let flips = (0..97).map(|part| {
        let mut bytes = whole.clone();
        bytes[part * step + part] ^= 0x10;
        bytes
    });
    for (number, bytes) in cuts.chain(flips).enumerate() {
        fs::write(&damaged, bytes).unwrap();
        match unpack(&damaged, &home) {
            // Some bytes of a tar mean nothing: what pads a file, and what ends it.
            Ok(_) => {
                assert!(is_as_before(&home, &fixture), "damage {number}");
                fs::remove_dir_all(&home).unwrap();
                harmless += 1;
            }
            Err(refused) => assert!(refused.to_string().contains("damaged.tar"), "damage {number}: {refused}"),
        }
        assert_eq!(fs::read_dir(fixture.folder.path()).unwrap().count(), before, "damage {number}");
    }
    assert!(harmless < 30, "{harmless} damages of 194 did nothing");
}

#[test]
fn a_backup_of_a_collection_with_a_lost_original_says_so() {
    let (fixture, _) = backed_up();
    let (document, sha256, _) = fixture.catalogue.kept().unwrap()[0];
    fs::remove_file(fixture.catalogue.originals().path(&sha256)).unwrap();
    let file = fixture.folder.path().join("second.tar");
    let manifest = fixture.catalogue.backup(&file, &mut |_, _| {}).unwrap();
    assert_eq!(manifest.missing.len(), 1, "{document}");
    let home = fixture.folder.path().join("new");
    assert_eq!(unpack(&file, &home).unwrap().missing, manifest.missing);
}

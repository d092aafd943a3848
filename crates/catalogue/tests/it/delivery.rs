//! Files that are received: what is kept of them until their job has ended, and which batches there are.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::fixture::Fixture;
use apostille_catalogue::{Delivery, Job, JobId, JobState, Uploaded, WriterLock};

fn deliver(fixture: &Fixture, files: &[(&str, &str)]) -> Delivery {
    let mut delivery = fixture.catalogue.receive().unwrap();
    for (name, bytes) in files {
        delivery.file(name).unwrap();
        delivery.write(bytes.as_bytes()).unwrap();
    }
    delivery
}

fn folders(fixture: &Fixture) -> Vec<PathBuf> {
    fs::read_dir(fixture.home().join("incoming")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn upload(fixture: &mut Fixture) -> (String, Vec<Uploaded>) {
    let lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
    fixture.catalogue.finish(fixture.job, Ok("{}")).unwrap();
    match fixture.catalogue.next_job(&lock).unwrap().unwrap().job {
        Job::Upload { folder, files } => (folder, files),
        other => panic!("{other:?}"),
    }
}

#[test]
fn files_stand_by_number_in_the_home_and_nowhere_else() {
    let mut fixture = Fixture::new();
    let sent = [("../../x.pdf", "one"), ("/x.PDF", "two"), ("x.pdf", "three"), ("x (2).pdf", "four"), ("", "five")];
    let delivery = deliver(&fixture, &sent);
    assert_eq!((delivery.files(), delivery.bytes()), (5, 19));
    fixture.catalogue.enqueue_delivery(delivery, "a test").unwrap();
    let (folder, files) = upload(&mut fixture);
    let names: Vec<(&str, &str)> = files.iter().map(|file| (file.name.as_str(), file.staged.as_str())).collect();
    let wanted =
        [("x.pdf", "1.pdf"), ("x.PDF", "2.pdf"), ("x (2).pdf", "3.pdf"), ("x (2) (2).pdf", "4.pdf"), ("unnamed", "5")];
    assert_eq!(names, wanted);
    for (file, (_, bytes)) in files.iter().zip(sent) {
        let place = fixture.catalogue.home().staged(&folder, file);
        assert_eq!(fs::read_to_string(&place).unwrap(), bytes);
        assert_eq!(place.parent().and_then(Path::parent), Some(fixture.home().join("incoming").as_path()));
    }
    fixture.catalogue.discard_delivery(&folder);
    assert!(folders(&fixture).is_empty());
}

#[test]
fn what_is_not_queued_is_deleted_and_what_is_left_behind_is_swept() {
    let mut fixture = Fixture::new();
    drop(deliver(&fixture, &[("a.txt", "dropped")]));
    assert!(folders(&fixture).is_empty());
    let queued = deliver(&fixture, &[("a.txt", "queued")]);
    fixture.catalogue.enqueue_delivery(queued, "a test").unwrap();
    let fresh = deliver(&fixture, &[("a.txt", "fresh")]);
    let left_behind = fixture.home().join("incoming/0123");
    fs::create_dir(&left_behind).unwrap();
    fs::write(left_behind.join("1.txt"), "left behind").unwrap();
    let lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
    fixture.catalogue.sweep_deliveries(&lock).unwrap();
    assert_eq!(folders(&fixture).len(), 3, "nothing is old yet");
    for folder in folders(&fixture) {
        let is_fresh = fs::read_to_string(folder.join("1.txt")).unwrap() == "fresh";
        let long_ago = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
        if !is_fresh {
            File::open(folder.join("1.txt")).unwrap().set_modified(long_ago).unwrap();
            File::open(&folder).unwrap().set_modified(long_ago).unwrap();
        }
    }
    fixture.catalogue.sweep_deliveries(&lock).unwrap();
    assert!(!left_behind.exists());
    assert_eq!(folders(&fixture).len(), 2, "one is being received, one is in the queue");
    drop(fresh);
}

#[test]
fn batches_are_listed_newest_first_with_what_was_sent() {
    let mut fixture = Fixture::new();
    let delivery = deliver(&fixture, &[("a.txt", "a"), ("b/c.txt", "c")]);
    let upload = fixture.catalogue.enqueue_delivery(delivery, "desk").unwrap();
    let other = fixture.catalogue.enqueue(&Job::Reindex, "desk").unwrap();
    let batches = fixture.catalogue.batches(None, 10).unwrap();
    assert_eq!(batches.iter().map(|batch| batch.id).collect::<Vec<_>>(), [upload, fixture.job]);
    let names: Vec<String> = ["a.txt", "b/c.txt"].map(|name| format!("upload/{}/{name}", upload.0)).to_vec();
    assert_eq!(
        (&batches[0].names, batches[0].submitter.as_str(), &batches[0].state),
        (&names, "desk", &JobState::Waiting)
    );
    assert_eq!((&batches[0].started, &batches[0].finished), (&None, &None));
    assert_eq!(fixture.catalogue.batches(Some(upload), 10).unwrap(), batches[1..]);
    assert_eq!(fixture.catalogue.batches(None, 1).unwrap(), batches[..1]);
    assert_eq!(fixture.catalogue.batch(upload).unwrap().as_ref(), Some(&batches[0]));
    assert_eq!(fixture.catalogue.batch(other).unwrap(), None);
    assert_eq!(fixture.catalogue.batch(JobId(99)).unwrap(), None);
    assert_eq!(fixture.catalogue.open_uploads().unwrap(), (1, 2));
    fixture.catalogue.finish(upload, Ok("{}")).unwrap();
    assert_eq!(fixture.catalogue.open_uploads().unwrap(), (0, 0));
    assert!(fixture.catalogue.batch(upload).unwrap().unwrap().finished.is_some());
}

//! Jobs are queued, taken, followed and taken up again.

use std::ffi::OsStr;
use std::path::PathBuf;

use crate::fixture::{Fixture, failed};
use apostille_catalogue::{BeingRead, Catalogue, Error, Job, JobId, JobState, Progress, WriterLock};

#[test]
fn jobs_are_taken_in_order_and_followed_by_another_connection() {
    let mut fixture = Fixture::new();
    let (home, first) = (fixture.home(), fixture.job);
    let mut other = Catalogue::open_existing(&home).unwrap();
    let second = other.enqueue(&Job::Reindex, "another").unwrap();
    assert_eq!(other.jobs_before(second).unwrap(), 1);
    let lock = WriterLock::try_acquire(&home).unwrap().unwrap();
    let taken = fixture.catalogue.next_job(&lock).unwrap().unwrap();
    assert_eq!((taken.id, taken.resumed), (first, false));
    fixture.catalogue.set_progress(first, Progress { files_total: 1, ..Progress::default() }).unwrap();
    let source = fixture.file("a.txt", "broken");
    fixture.accept(&source, failed());
    let events = other.events_after(first, 0).unwrap();
    assert_eq!(events.len(), 1);
    let (state, progress) = other.job_state(first).unwrap();
    assert_eq!((state, progress.files_done, progress.files_total), (JobState::Running, 1, 1));
    fixture.catalogue.finish(first, Ok("{\"summary\":{}}")).unwrap();
    assert_eq!(other.job_state(first).unwrap().0, JobState::Done);
    assert_eq!(other.events_after(first, events[0].0).unwrap().len(), 1);
    assert_eq!(fixture.catalogue.next_job(&lock).unwrap().unwrap().id, second);
    fixture.catalogue.finish(second, Err("no room")).unwrap();
    assert_eq!(other.job_state(second).unwrap().0, JobState::Failed("no room".into()));
    assert!(!other.has_open_job().unwrap());
    assert!(matches!(other.job_state(JobId(99)), Err(Error::UnknownJob { job: 99, .. })));
}

#[test]
fn a_job_that_lost_its_runner_is_taken_again_and_reports_each_file_once() {
    let mut fixture = Fixture::new();
    let (home, job) = (fixture.home(), fixture.job);
    let lock = WriterLock::try_acquire(&home).unwrap().unwrap();
    fixture.catalogue.next_job(&lock).unwrap();
    let about = OsStr::new("/papers/a.txt");
    let line = [(about.to_owned(), "{}".to_owned())];
    fixture.catalogue.report(job, &line).unwrap();
    drop(lock);
    let lock = WriterLock::try_acquire(&home).unwrap().unwrap();
    assert!(fixture.catalogue.next_job(&lock).unwrap().unwrap().resumed);
    assert!(fixture.catalogue.is_reported(job, about).unwrap());
    fixture.catalogue.report(job, &line).unwrap();
    assert_eq!(fixture.catalogue.job_state(job).unwrap().1.files_done, 1);
    assert_eq!(fixture.catalogue.events_after(job, 0).unwrap().len(), 1);
}

#[test]
fn a_postponed_job_comes_after_every_other_and_is_known_to_be_begun() {
    let mut fixture = Fixture::new();
    let (home, first) = (fixture.home(), fixture.job);
    let lock = WriterLock::try_acquire(&home).unwrap().unwrap();
    let catalogue = &mut fixture.catalogue;
    assert!(!catalogue.next_job(&lock).unwrap().unwrap().postponed);
    catalogue.postpone(first).unwrap();
    assert!(!catalogue.has_prompt_job().unwrap());
    let second = catalogue.enqueue(&Job::Reindex, "another").unwrap();
    assert!(catalogue.has_prompt_job().unwrap());
    assert_eq!((catalogue.jobs_before(first).unwrap(), catalogue.jobs_before(second).unwrap()), (1, 0));
    assert_eq!(catalogue.next_job(&lock).unwrap().unwrap().id, second);
    catalogue.postpone(second).unwrap();
    let again = catalogue.next_job(&lock).unwrap().unwrap();
    assert_eq!((again.id, again.resumed, again.postponed), (first, true, true), "the older of two goes first again");
}

#[test]
fn short_jobs_go_first_in_their_order() {
    let mut fixture = Fixture::new();
    let lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
    let catalogue = &mut fixture.catalogue;
    assert!(!catalogue.has_short_job().unwrap());
    assert_eq!(catalogue.next_short_job(&lock).unwrap(), None);
    assert_eq!(catalogue.next_job(&lock).unwrap().unwrap().id, fixture.job, "it has begun");
    let reindex = catalogue.enqueue(&Job::Reindex, "a test").unwrap();
    let short = [
        Job::Remove { documents: vec![] },
        Job::UndoEdit,
        Job::Edit { edits: vec![], what: "a test".to_owned() },
        Job::Restore { documents: vec![] },
        Job::Purge { documents: vec![] },
        Job::Split { documents: vec![] },
        Job::Join { documents: vec![] },
    ];
    for job in &short {
        assert!(job.is_short());
        catalogue.enqueue(job, "a test").unwrap();
    }
    assert!(catalogue.has_short_job().unwrap());
    assert_eq!(catalogue.jobs_before(fixture.job).unwrap(), 7);
    for (number, job) in short.into_iter().enumerate() {
        let taken = if number % 2 == 0 { catalogue.next_job(&lock) } else { catalogue.next_short_job(&lock) };
        let taken = taken.unwrap().unwrap();
        assert_eq!((catalogue.jobs_before(taken.id).unwrap(), &taken.job), (0, &job));
        catalogue.finish(taken.id, Ok("{}")).unwrap();
    }
    assert_eq!(catalogue.next_job(&lock).unwrap().unwrap().id, fixture.job);
    catalogue.finish(fixture.job, Ok("{}")).unwrap();
    assert_eq!(catalogue.next_job(&lock).unwrap().unwrap().id, reindex);
}

#[test]
fn what_a_job_is_reading_is_seen_by_another_connection_while_it_runs() {
    let mut fixture = Fixture::new();
    let lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
    let other = Catalogue::open_existing(&fixture.home()).unwrap();
    fixture.catalogue.next_job(&lock).unwrap();
    assert_eq!(other.being_read(fixture.job).unwrap(), []);
    let scan = BeingRead { path: "/papers/scan.pdf".to_owned(), page: Some(12), pages: Some(81) };
    let law = BeingRead { path: "/papers/law.pdf".to_owned(), page: None, pages: None };
    fixture.catalogue.set_being_read(fixture.job, &[scan.clone(), law.clone()]).unwrap();
    assert_eq!(other.being_read(fixture.job).unwrap(), [scan, law]);
    assert_eq!(other.being_read(JobId(99)).unwrap(), []);
    fixture.catalogue.finish(fixture.job, Ok("{}")).unwrap();
    assert_eq!(other.being_read(fixture.job).unwrap(), []);
}

#[test]
fn a_job_that_never_gets_anywhere_is_given_up_and_the_next_one_taken() {
    let mut fixture = Fixture::new();
    let lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
    let next = fixture.catalogue.enqueue(&Job::Reindex, "a test").unwrap();
    let tries = (0..1000).take_while(|_| fixture.catalogue.next_job(&lock).unwrap().unwrap().id != next).count();
    assert!(tries > 1, "one broken start is no reason to give a job up");
    assert!(matches!(fixture.catalogue.job_state(fixture.job).unwrap().0, JobState::Failed(_)));
}

#[test]
fn the_lock_is_held_by_one_and_free_when_it_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("deep/home");
    let lock = WriterLock::try_acquire(&home).unwrap();
    assert!(lock.is_some());
    assert!(WriterLock::try_acquire(&home).unwrap().is_none());
    drop(lock);
    assert!(WriterLock::try_acquire(&home).unwrap().is_some());
}

#[cfg(unix)]
#[test]
fn a_path_that_cannot_be_written_in_a_job_is_refused_with_the_remedy() {
    use std::os::unix::ffi::OsStringExt;
    let mut fixture = Fixture::new();
    let path = PathBuf::from(std::ffi::OsString::from_vec(vec![0xff]));
    let refused = fixture.catalogue.enqueue(&Job::Add { paths: vec![path] }, "a test").unwrap_err();
    assert!(refused.to_string().contains("give the folder"), "{refused}");
}

//! Watched folders, look by look, with times that the tests make up.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::fixture::{Fixture, reading, text_about};
use apostille_indexer::{Watch, WatchEvent, is_within, watch};

const SETTLE: Duration = Duration::from_secs(2);

/// A watch whose looks are two seconds apart.
struct Looks {
    watch: Watch,
    now: Instant,
}

impl Looks {
    fn at(fixture: &Fixture) -> Looks {
        Looks { watch: Watch::new(&fixture.home(), &[fixture.papers()], SETTLE).unwrap(), now: Instant::now() }
    }

    /// What a look at everything tells, by the names of the files.
    fn look(&mut self) -> Vec<String> {
        let mut told = Vec::new();
        self.watch.look(self.now, &mut |event| told.push(said(&event))).unwrap();
        self.now += SETTLE;
        told
    }

    /// What a look at these paths tells.
    fn look_at(&mut self, paths: &[&Path]) -> Vec<String> {
        let mut told = Vec::new();
        let paths: BTreeSet<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
        self.watch.look_at(&paths, self.now, &mut |event| told.push(said(&event))).unwrap();
        self.now += SETTLE;
        told
    }
}

fn said(event: &WatchEvent) -> String {
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    match event {
        WatchEvent::Queued { paths, .. } => format!("queued {}", paths.iter().map(name).collect::<Vec<_>>().join(" ")),
        WatchEvent::Vanished { path } => format!("vanished {}", name(path)),
        WatchEvent::Gone { folder } => format!("gone {}", name(folder)),
        WatchEvent::Trouble { path, .. } => format!("trouble {}", name(path)),
    }
}

const NOTHING: [&str; 0] = [];

/// Gives a file another time: two changes of a test fall into one second, and the catalogue knows seconds.
fn touch(path: &Path) {
    let another = SystemTime::now() - Duration::from_secs(60 * 60);
    File::options().write(true).open(path).unwrap().set_modified(another).unwrap();
}

#[test]
fn a_file_is_queued_once_it_no_longer_grows() {
    let fixture = Fixture::new();
    let mut looks = Looks::at(&fixture);
    assert_eq!(looks.look(), NOTHING);
    let text = text_about("asylum");
    for part in [10, 50, text.len()] {
        let path = fixture.write("a.txt", &text[..part]);
        assert_eq!(looks.look_at(&[&path]), NOTHING, "it grows");
    }
    assert_eq!(looks.look_at(&[]), ["queued a.txt"]);
    assert_eq!((looks.look_at(&[]), looks.look()), (vec![], vec![]), "it is queued once");
    fixture.work(reading());
    assert_eq!((looks.look(), looks.look()), (vec![], vec![]));
    assert_eq!(fixture.held().len(), 1);
}

#[test]
fn a_changed_file_becomes_a_new_version_and_a_vanished_one_is_told_once_and_kept() {
    let fixture = Fixture::new();
    let (a, b) = (fixture.paper("a.txt", "asylum"), fixture.paper("b.txt", "borders"));
    let mut looks = Looks::at(&fixture);
    assert_eq!(looks.look(), NOTHING);
    assert_eq!(looks.look(), ["queued a.txt b.txt"]);
    fixture.work(reading());
    let before = fixture.held();
    fixture.write("a.txt", text_about("asylum and labour"));
    assert_eq!(looks.look_at(&[&a]), NOTHING);
    assert_eq!(looks.look(), ["queued a.txt"]);
    fixture.work(reading());
    assert_eq!((fixture.held().len(), before.intersection(&fixture.held()).count()), (2, 1));
    fs::remove_file(&b).unwrap();
    assert_eq!(looks.look_at(&[&b]), ["vanished b.txt"]);
    assert_eq!((looks.look(), looks.look()), (vec![], vec![]));
    assert_eq!(fixture.held().len(), 2, "what was read from it is kept");
    // It comes back as it was, and goes again.
    fixture.paper("b.txt", "borders");
    touch(&b);
    assert_eq!((looks.look().len(), looks.look()), (0, vec!["queued b.txt".to_owned()]));
    fs::remove_file(&b).unwrap();
    assert_eq!(looks.look(), ["vanished b.txt"]);
}

#[test]
fn a_restart_adds_what_has_changed_meanwhile_and_nothing_else() {
    let fixture = Fixture::new();
    for name in ["a.txt", "b.txt", "folder/c.txt"] {
        fixture.paper(name, name);
    }
    fixture.write("bad.pdf", "no PDF");
    fixture.write("a.txt.yaml", "title: By its sidecar");
    fixture.add();
    fixture.paper("folder/c.txt", "courts, which makes it longer");
    touch(&fixture.papers().join("b.txt"));
    fixture.paper("d.txt", "deportation");
    let mut looks = Looks::at(&fixture);
    assert_eq!(looks.look(), NOTHING);
    assert_eq!(looks.look(), ["queued b.txt d.txt c.txt"]);
    fixture.work(reading());
    let mut again = Looks::at(&fixture);
    assert_eq!((again.look(), again.look()), (vec![], vec![]));
    assert_eq!(fixture.held().len(), 4);
}

#[test]
fn what_is_hidden_unfinished_or_a_collection_is_passed_over() {
    let fixture = Fixture::new();
    let mut paths: Vec<PathBuf> = [".hidden.txt", ".git/a.txt", "a.pdf.part", "b.crdownload", "~$c.docx", "d.yaml"]
        .iter()
        .map(|name| fixture.write(name, "words"))
        .collect();
    drop(apostille_catalogue::Catalogue::open(&fixture.papers().join("index")).unwrap());
    paths.push(fixture.write("index/originals/e.txt", "words"));
    let mut looks = Looks::at(&fixture);
    let told = paths.iter().map(PathBuf::as_path).collect::<Vec<_>>();
    assert_eq!((looks.look_at(&told), looks.look(), looks.look()), (vec![], vec![], vec![]));
    fs::rename(&paths[2], fixture.papers().join("a.pdf")).unwrap();
    assert_eq!((looks.look(), looks.look()), (vec![], vec!["queued a.pdf".to_owned()]));
}

#[test]
fn a_sidecar_that_appears_or_changes_makes_its_document_be_added_again() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    fixture.paper("b.txt", "borders");
    fixture.add();
    let mut looks = Looks::at(&fixture);
    assert_eq!((looks.look(), looks.look()), (vec![], vec![]));
    let title = || {
        fixture.work(reading());
        let catalogue = fixture.catalogue();
        let cards = catalogue.summaries(0, 9).unwrap();
        cards.into_iter().find(|card| card.paths[0].ends_with("a.txt")).unwrap().record.title
    };
    let sidecar = fixture.write("a.yaml", "title: The first");
    assert_eq!((looks.look_at(&[&sidecar]), looks.look_at(&[])), (vec![], vec!["queued a.txt".to_owned()]));
    assert_eq!(title(), "The first");
    fixture.write("a.yaml", "title: The second");
    assert_eq!((looks.look(), looks.look()), (vec![], vec!["queued a.txt".to_owned()]));
    assert_eq!(title(), "The second");
    assert_eq!((looks.look(), looks.look()), (vec![], vec![]));
}

#[test]
fn a_sidecar_that_changed_or_appeared_while_nobody_watched_makes_its_document_be_added_again() {
    let fixture = Fixture::new();
    for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
        fixture.paper(name, name);
    }
    let a = fixture.write("a.txt.yaml", "title: The first");
    let as_before = fixture.write("c.yaml", "title: As before");
    fixture.add();
    let titles = || -> Vec<String> {
        fixture.work(reading());
        let mut cards = fixture.catalogue().summaries(0, 9).unwrap();
        cards.sort_by(|one, other| one.paths.cmp(&other.paths));
        cards.into_iter().map(|card| card.record.title).collect()
    };
    fixture.write("a.txt.yaml", "title: The newest");
    // A copy keeps its time: what it says is compared, not when it was written.
    touch(&a);
    fixture.write("b.yaml", "title: It appeared");
    fixture.write("d.yaml", "colour: of no field");
    touch(&as_before);
    let mut looks = Looks::at(&fixture);
    assert_eq!((looks.look(), looks.look()), (vec![], vec!["queued a.txt b.txt".to_owned()]));
    assert_eq!(titles()[..3], ["The newest", "It appeared", "As before"]);
    let mut again = Looks::at(&fixture);
    assert_eq!((again.look(), again.look()), (vec![], vec![]));
    fixture.write("b.yaml", "title: By hand");
    fixture.add();
    assert_eq!(titles()[..3], ["The newest", "By hand", "As before"], "an addition looks at sidecars too");
}

#[test]
fn a_folder_that_goes_is_told_once_and_not_file_by_file() {
    let fixture = Fixture::new();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fixture.paper(name, name);
    }
    fixture.add();
    let mut looks = Looks::at(&fixture);
    assert_eq!(looks.look(), NOTHING);
    let away = fixture.papers().with_file_name("away");
    fs::rename(fixture.papers(), &away).unwrap();
    assert_eq!((looks.look(), looks.look()), (vec!["gone papers".to_owned()], vec![]));
    fs::create_dir(fixture.papers()).unwrap();
    assert_eq!(looks.look(), NOTHING, "the folder under a disk that was taken off");
    fs::remove_dir(fixture.papers()).unwrap();
    fs::rename(&away, fixture.papers()).unwrap();
    assert_eq!((looks.look(), looks.look()), (vec![], vec![]));
    assert_eq!(fixture.held().len(), 3);
}

#[test]
fn the_system_tells_of_a_file_that_appears_and_the_watch_ends_when_it_is_told_to() {
    let fixture = Fixture::new();
    let (stop, (tell, told)) = (AtomicBool::new(false), mpsc::channel());
    thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let (home, folders) = (fixture.home(), [fixture.papers()]);
            watch(&home, &folders, Duration::from_millis(100), &stop, &mut |event| tell.send(said(&event)).unwrap())
        });
        for name in ["a.txt", "folder/b.txt"] {
            fixture.paper(name, name);
            let queued = told.recv_timeout(Duration::from_secs(50)).unwrap();
            assert!(queued.ends_with(&name[name.len() - 5..]), "{queued}");
        }
        stop.store(true, Ordering::Relaxed);
        watching.join().unwrap().unwrap();
    });
    fixture.work(reading());
    assert_eq!(fixture.held().len(), 2);
}

#[cfg(unix)]
#[test]
fn nothing_leads_out_of_the_folders() {
    let fixture = Fixture::new();
    let (inside, outside) = (fixture.paper("folder/a.txt", "asylum"), fixture.home().with_file_name("secret.txt"));
    fs::write(&outside, "secret").unwrap();
    let link = fixture.papers().join("link.txt");
    std::os::unix::fs::symlink(&outside, &link).unwrap();
    let folders = [fixture.papers()];
    let sibling = fixture.papers().with_file_name("papers-of-others");
    fs::create_dir(&sibling).unwrap();
    for (path, is_inside) in [
        (inside.clone(), true),
        (fixture.papers(), true),
        (fixture.papers().join("folder/../folder/a.txt"), true),
        (fixture.papers().join("../secret.txt"), false),
        (link, false),
        (outside, false),
        (sibling, false),
        (fixture.papers().join("none.txt"), false),
    ] {
        assert_eq!(is_within(&folders, &path), is_inside, "{}", path.display());
    }
    assert!(!is_within(&[], &inside));
}

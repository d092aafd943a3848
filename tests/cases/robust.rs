//! What a disk, a person or another program does to a home: each time a clear message, and nothing lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::chance::Chance;
use crate::support::papers::numbered;
use crate::support::program::{Added, Collection, Ended, apostille};

/// A collection of some documents.
fn some(documents: u64) -> Collection {
    let collection = Collection::new();
    for number in 0..documents {
        collection.write(&format!("report{number:03}.txt"), numbered(number));
    }
    collection.add();
    collection
}

/// A file system in memory; gone when dropped. None where this user may not mount one.
struct Mount(PathBuf);

impl Mount {
    fn new(folder: PathBuf, kilobytes: u32) -> Option<Mount> {
        let options = format!("size={kilobytes}k");
        is_done(Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&folder))
            .then_some(Mount(folder))
    }

    fn again(&self, options: &str) {
        assert!(is_done(Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0)));
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // Lazily: it goes when nobody uses it any more.
        let _ = is_done(Command::new("umount").arg("-l").arg(&self.0));
    }
}

fn is_done(command: &mut Command) -> bool {
    let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    ended.is_ok_and(|status| status.success())
}

fn at(home: &Path, args: &[&str]) -> Ended {
    apostille().args(args).arg("--home").arg(home).output().unwrap().into()
}

#[test]
fn a_full_disk_loses_nothing_that_was_reported() {
    let collection = Collection::new();
    let Some(mount) = Mount::new(collection.folder("small"), 1_500) else {
        println!("a full disk: not tried, since this user may not mount a file system");
        return;
    };
    for number in 0..300 {
        collection.write(&format!("report{number:03}.txt"), numbered(number));
    }
    let (home, papers) = (mount.0.join("home"), collection.papers());
    let papers = papers.to_str().unwrap();
    let ended = at(&home, &["add", papers, "--json"]).with(2);
    assert!(ended.stderr.contains("full") && ended.stderr.contains("make room"), "{}", ended.stderr);
    let reported = ended.stdout.lines().filter(|line| line.contains("\"indexed\"")).count();
    assert!((1..300).contains(&reported), "the disk is full in the middle: {reported}");
    assert!(at(&home, &["list"]).with(0).stdout.lines().count() >= reported);
    at(&home, &["search", "shelter"]);

    mount.again("size=60m");
    let added = Added::of(at(&home, &["add", papers, "--json"]).with(0));
    assert_eq!(added.summary["files"], 300);
    assert_eq!(at(&home, &["list"]).with(0).stdout.lines().count(), 300);
    at(&home, &["verify"]).with(0);
}

#[test]
fn a_home_that_cannot_be_written_says_so_and_stays_as_it_is() {
    let collection = Collection::new();
    let Some(mount) = Mount::new(collection.folder("small"), 60_000) else {
        println!("a home that cannot be written: not tried, since this user may not mount a file system");
        return;
    };
    let paper = collection.write("report.txt", numbered(1));
    let (home, paper) = (mount.0.join("home"), paper.to_str().unwrap());
    at(&home, &["add", paper]).with(0);
    mount.again("ro");
    for command in
        [&["add", paper][..], &["list"], &["search", "shelter"], &["verify"], &["reindex"], &["records", "undo"]]
    {
        let said = at(&home, command).with(2).stderr;
        assert!(said.contains("cannot be written") && said.contains("permissions"), "{command:?}: {said}");
    }
    mount.again("rw");
    at(&home, &["verify"]).with(0);
    assert_eq!(at(&home, &["list"]).with(0).stdout.lines().count(), 1);
}

#[test]
fn a_catalogue_that_is_cut_short_or_of_a_newer_program_is_named_and_not_touched() {
    let collection = some(12);
    let catalogue = collection.home().join("catalogue.sqlite");
    let whole = fs::read(&catalogue).unwrap();
    let mut newer = whole.clone();
    // `user_version` stands at byte 60, big-endian (sqlite.org/fileformat.html).
    newer[60..64].copy_from_slice(&999_u32.to_be_bytes());
    let cases = [
        (whole[..whole.len() / 2].to_vec(), "damaged"),
        (whole[..10].to_vec(), "damaged"),
        (Vec::new(), "originals"),
        (newer, "newer Apostille"),
    ];
    for (bytes, said) in cases {
        fs::write(&catalogue, &bytes).unwrap();
        let paper = collection.write("new.txt", numbered(77));
        for command in [&["verify"][..], &["add", paper.to_str().unwrap()]] {
            let ended = collection.run(command);
            let all = ended.stdout + &ended.stderr;
            assert!(matches!(ended.code, Some(1 | 2)) && all.contains(said), "{command:?}: {:?} {all}", ended.code);
        }
        assert_eq!(fs::metadata(&catalogue).unwrap().len(), bytes.len() as u64, "{said}: the file is left as it is");
    }
    fs::remove_file(&catalogue).unwrap();
    let said = collection.run(["add".as_ref(), collection.papers().as_os_str()]).with(2).stderr;
    assert!(said.contains("originals"), "a new catalogue would make orphans of all originals: {said}");
    fs::write(&catalogue, &whole).unwrap();
    let _ = fs::remove_file(collection.home().join("catalogue.sqlite-wal"));
    collection.run(["verify"]).with(0);
    assert_eq!(collection.run(["list"]).with(0).stdout.lines().count(), 12);
}

#[test]
fn bits_that_flip_never_crash_the_program_and_what_verify_calls_sound_answers() {
    let mut chance = Chance::seeded(7);
    let collection = some(6);
    let (home, copy) = (collection.home(), collection.folder("copy"));
    let files = files_below(&home);
    let mut found = 0;
    for flip in 0..24 {
        fs::remove_dir_all(&copy).unwrap();
        copy_all(&home, &copy);
        let file = &files[chance.below(files.len() as u64) as usize];
        let at_file = copy.join(file);
        let mut bytes = fs::read(&at_file).unwrap();
        if bytes.is_empty() {
            continue;
        }
        let place = chance.below(bytes.len() as u64) as usize;
        bytes[place] ^= 1 << chance.below(8);
        // Originals may be kept read-only.
        fs::remove_file(&at_file).unwrap();
        fs::write(&at_file, bytes).unwrap();
        let what = format!("flip {flip}: {} at {place}", file.display());
        for command in [&["verify"][..], &["list"], &["search", "shelter"]] {
            let ended = at(&copy, command);
            assert!(matches!(ended.code, Some(0..=2)), "{what}, {command:?}: {:?} {}", ended.code, ended.stderr);
            assert!(!ended.stderr.contains("panicked"), "{what}, {command:?}: {}", ended.stderr);
            found += u64::from(command == ["verify"] && (ended.code != Some(0) || ended.stdout.contains("mended")));
        }
        if file.starts_with("originals") {
            let said = at(&copy, &["verify"]).with(0);
            assert!(said.stdout.is_empty(), "{what}: it was mended from the file that was added: {}", said.stdout);
        }
    }
    println!("of 24 bits that flipped, verify named {found}");
}

/// Every file below a folder, by its path from there.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path.strip_prefix(folder).unwrap().to_owned()) }
        }
    }
    files.sort();
    files
}

fn copy_all(from: &Path, to: &Path) {
    for file in files_below(from) {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&file), target).unwrap();
    }
}

//! The program is killed at any moment of whatever changes a collection: what it had acknowledged holds, imports are made whole or
//! not at all, and no home needs hands.
//!
//! APOSTILLE_KILLS sets how many times (`just kill N`), APOSTILLE_SEED which moments and changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use apostille_catalogue::Catalogue;
use serde_json::Value;

use super::kill::{Moment, by_home, run_and_kill, setting};
use crate::support::chance::Chance;
use crate::support::papers::numbered;
use crate::support::program::Collection;

/// Documents that a change is about.
const SOME: usize = 12;
/// No change of so few takes longer on the slowest machine that this was tried on; most moments fall inside.
const LONGEST: Duration = Duration::from_millis(400);

/// A document as it stands: whether it is in the trash, and its title.
type Documents = BTreeMap<String, (bool, String)>;

/// What is done to a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Add,
    /// Files that were received before, which a command does before its own.
    Upload,
    Remove,
    Restore,
    Import,
    Undo,
    Reindex,
}

const ACTS: [Act; 7] = [Act::Add, Act::Upload, Act::Import, Act::Remove, Act::Undo, Act::Restore, Act::Reindex];

#[test]
fn a_kill_at_any_moment_loses_no_change_that_was_acknowledged() {
    let (kills, seed) = (setting("APOSTILLE_KILLS", 30), setting("APOSTILLE_SEED", 20_210_517));
    let mut chance = Chance::seeded(seed);
    let mut acknowledged = 0;
    for rounds in by_home(kills) {
        acknowledged += in_one_home(rounds, seed, &mut chance);
    }
    println!("{kills} kills, seed {seed}: {acknowledged} changes acknowledged, none lost");
    assert!(kills < 20 || acknowledged > 0, "no moment fell after an acknowledgement");
}

/// How many changes were acknowledged.
fn in_one_home(rounds: RangeInclusive<u64>, seed: u64, chance: &mut Chance) -> usize {
    let collection = Collection::new();
    for file in 0..2 * SOME {
        collection.write(&format!("report{file}.txt"), numbered(file as u64));
    }
    collection.add();
    let mut acknowledged = 0;
    for round in rounds {
        let act = ACTS[round as usize % ACTS.len()];
        let before = documents(&collection);
        let change = Change::choose(&collection, act, &before, round, chance);
        let moment = match chance.below(3) {
            0 => Moment::Reported(1 + chance.below(SOME as u64) as usize),
            _ => Moment::After(Duration::from_micros(chance.below(LONGEST.as_micros() as u64))),
        };
        let mut command = collection.command(&change.arguments);
        command.arg("--json");
        let lines = run_and_kill(command, moment);
        acknowledged += lines.len();
        settle(&collection, round);
        let at = format!("seed {seed}, round {round}, {act:?} killed {moment:?}");
        change.check(&before, &documents(&collection), &lines, &at);
        let verified = collection.json(["verify"]);
        assert_eq!(verified.code, Some(0), "{at}: {}{}", verified.stdout, verified.stderr);
        assert_eq!(verified.json()[0]["mended"], serde_json::json!([]), "{at}");
    }
    acknowledged
}

/// The next start takes up what was left: an add of something new, which stays out of what is compared.
fn settle(collection: &Collection, round: u64) {
    let other = collection.folder(&format!("other{round}")).join("other.txt");
    fs::write(&other, numbered(900_000)).unwrap();
    collection.run(["add".as_ref(), other.as_os_str()]).with(0);
    fs::remove_dir_all(other.parent().unwrap()).unwrap();
}

fn documents(collection: &Collection) -> Documents {
    let line = |line: &Value, id: &str, is_trashed: bool| {
        (line[id].as_str().unwrap().to_owned(), (is_trashed, line["title"].as_str().unwrap().to_owned()))
    };
    let live = collection.json(["list"]).with(0).json();
    let trash = collection.json(["trash"]).with(0).json();
    let documents =
        live.iter().map(|each| line(each, "id", false)).chain(trash.iter().map(|each| line(each, "document", true)));
    documents.filter(|(_, (_, title))| !title.contains("900000")).collect()
}

/// A change that will be cut off.
struct Change {
    act: Act,
    arguments: Vec<String>,
    /// The documents that it is about, and the titles that they are to get.
    about: BTreeMap<String, String>,
    added: u64,
}

impl Change {
    fn choose(collection: &Collection, act: Act, before: &Documents, round: u64, chance: &mut Chance) -> Change {
        let mut of_it: Vec<&String> = match act {
            Act::Restore => before.iter().filter(|(_, (is_trashed, _))| *is_trashed).map(|(id, _)| id).collect(),
            _ => before.iter().filter(|(_, (is_trashed, _))| !is_trashed).map(|(id, _)| id).collect(),
        };
        while of_it.len() > SOME {
            of_it.swap_remove(chance.below(of_it.len() as u64) as usize);
        }
        let about: BTreeMap<String, String> = match act {
            Act::Add | Act::Upload | Act::Undo | Act::Reindex => BTreeMap::new(),
            _ => of_it.into_iter().map(|id| (id.clone(), format!("Round {round} of {id}"))).collect(),
        };
        let mut arguments: Vec<String> = match act {
            Act::Add => vec!["add".into(), papers(collection, round).display().to_string()],
            Act::Upload => {
                deliver(collection, round);
                vec!["add".into(), papers(collection, round).join("report0.txt").display().to_string()]
            }
            Act::Remove => vec!["remove".into()],
            Act::Restore => vec!["trash".into(), "restore".into()],
            Act::Import => vec!["records".into(), "import".into(), table(collection, &about)],
            Act::Undo => vec!["records".into(), "undo".into()],
            Act::Reindex => vec!["reindex".into()],
        };
        if matches!(act, Act::Remove | Act::Restore) {
            arguments.extend(about.keys().cloned());
        }
        Change { act, arguments, about, added: round }
    }

    fn check(&self, before: &Documents, after: &Documents, lines: &[Value], at: &str) {
        let lost: Vec<&String> = before.keys().filter(|id| !after.contains_key(*id)).collect();
        assert!(lost.is_empty(), "{at}: lost {lost:?}");
        for line in lines.iter().filter(|_| self.act != Act::Reindex) {
            let Some(id) = line["document"].as_str() else { continue };
            let (is_trashed, _) = after.get(id).unwrap_or_else(|| panic!("{at}: {id} was acknowledged and is lost"));
            match line["status"].as_str() {
                Some("removed") => assert!(is_trashed, "{at}: {id} is back"),
                Some("restored" | "indexed") => assert!(!is_trashed, "{at}: {id} is in the trash"),
                Some("edited") if self.act == Act::Import => assert_eq!(after[id].1, self.about[id], "{at}"),
                _ => {}
            }
        }
        if self.act == Act::Import {
            let made = self.about.iter().filter(|(id, title)| after[*id].1 == **title).count();
            assert!(made == 0 || made == self.about.len(), "{at}: {made} of {} records were edited", self.about.len());
        }
        let came = || after.iter().filter(|(id, _)| !before.contains_key(*id)).map(|(_, (_, title))| title);
        if self.act == Act::Add {
            assert!(came().count() <= SOME, "{at}: {} documents came with round {}", came().count(), self.added);
        }
        if self.act == Act::Upload {
            let delivered: BTreeSet<String> = delivered(self.added).map(|(_, text)| title(&text)).collect();
            let lost = delivered.iter().filter(|title| !came().any(|came| came == *title)).count();
            assert_eq!(lost, 0, "{at}: of {SOME} files that were received");
        }
    }
}

/// What is received in a round: no file of it is on this machine otherwise.
fn delivered(round: u64) -> impl Iterator<Item = (String, String)> {
    (0..SOME as u64).map(move |file| (format!("sent{file}.txt"), numbered(5_000_007 + 1_000 * round + file)))
}

fn title(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn deliver(collection: &Collection, round: u64) {
    let mut catalogue = Catalogue::open(&collection.home()).unwrap();
    let mut delivery = catalogue.receive().unwrap();
    for (name, text) in delivered(round) {
        delivery.file(&name).unwrap();
        delivery.write(text.as_bytes()).unwrap();
    }
    catalogue.enqueue_delivery(delivery, "a librarian").unwrap();
}

fn papers(collection: &Collection, round: u64) -> PathBuf {
    for file in 0..SOME as u64 {
        collection.write(&format!("round{round}/report{file}.txt"), numbered(1_000 * round + file));
    }
    collection.papers().join(format!("round{round}"))
}

fn table(collection: &Collection, titles: &BTreeMap<String, String>) -> String {
    let rows: String = titles.iter().map(|(id, title)| format!("{id},{title}\n")).collect();
    let path = collection.papers().with_file_name("records.csv");
    fs::write(&path, format!("id,title\n{rows}")).unwrap();
    path.display().to_string()
}

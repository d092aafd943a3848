//! The program is killed at any moment of an `add`: no file that it had reported is lost, and the next start repairs the index.
//!
//! APOSTILLE_KILLS sets how many times (`just kill N`), APOSTILLE_SEED which moments.

use std::env;
use std::io::{BufRead, BufReader};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::chance::Chance;
use crate::support::papers::numbered;
use crate::support::program::Collection;

/// So many that an `add` writes them down in several batches.
const FILES: u64 = 48;

/// A home is given up for a new one after so many kills: what a round takes grows with the collection, which `verify` goes
/// through each time.
const ROUNDS_OF_A_HOME: u64 = 50;

/// When a command is killed.
#[derive(Debug, Clone, Copy)]
pub enum Moment {
    /// So long after its start, whatever it is at.
    After(Duration),
    /// When so many lines have come: time alone would miss the reports on a machine that is slow just now.
    Reported(usize),
}

impl Moment {
    /// The moment of a round: at once in the first, then by time and by lines in turn.
    fn of(round: u64, whole: Duration, chance: &mut Chance) -> Moment {
        match round {
            1 => Moment::After(Duration::ZERO),
            round if round % 2 == 0 => Moment::Reported(1 + chance.below(FILES) as usize),
            _ => Moment::After(Duration::from_micros(chance.below(whole.as_micros() as u64))),
        }
    }
}

/// The rounds of each home.
pub fn by_home(kills: u64) -> impl Iterator<Item = RangeInclusive<u64>> {
    let firsts = (1..=kills).step_by(ROUNDS_OF_A_HOME as usize);
    firsts.map(move |first| first..=kills.min(first + ROUNDS_OF_A_HOME - 1))
}

pub fn setting(name: &str, otherwise: u64) -> u64 {
    env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn a_kill_at_any_moment_loses_no_file_that_was_reported() {
    let (kills, seed) = (setting("APOSTILLE_KILLS", 50), setting("APOSTILLE_SEED", 20_210_517));
    let mut chance = Chance::seeded(seed);
    let mut told = Told::default();
    for rounds in by_home(kills) {
        told.add(in_one_home(rounds, seed, &mut chance));
    }
    println!(
        "{kills} kills, seed {seed}: {} before the first report, {} between reports, {} after the last; {} files reported, none lost",
        told.before,
        told.midway,
        kills - told.before - told.midway,
        told.files
    );
    assert!(told.before > 0 && (kills < 2 || told.files > 0), "the moments do not cover an add");
}

/// What became of some rounds.
#[derive(Default)]
struct Told {
    before: u64,
    midway: u64,
    files: usize,
}

impl Told {
    fn add(&mut self, other: Told) {
        self.before += other.before;
        self.midway += other.midway;
        self.files += other.files;
    }
}

fn in_one_home(rounds: RangeInclusive<u64>, seed: u64, chance: &mut Chance) -> Told {
    let collection = Collection::new();
    let whole = a_whole_add(&collection);
    let mut reported: Vec<(String, u64)> = Vec::new();
    let mut told = Told::default();
    for round in rounds {
        let folder = write_round(&collection, round);
        let moment = Moment::of(round, whole, chance);
        let lines = add_and_kill(&collection, &folder, moment);
        told.before += u64::from(lines.is_empty());
        told.midway += u64::from((1..FILES as usize).contains(&lines.len()));
        reported.extend(lines.iter().filter(|line| line["status"] == "indexed").map(numbered_document));
        assert_nothing_lost(&collection, &reported, &format!("seed {seed}, round {round}, after {moment:?}"));
    }
    for (_, number) in reported.iter().step_by(FILES as usize / 4) {
        assert_eq!(hits(&collection, *number), 1, "albergue{number}");
    }
    Told { files: reported.len(), ..told }
}

/// How long an `add` takes that nobody kills: only to choose moments.
fn a_whole_add(collection: &Collection) -> Duration {
    let folder = write_round(collection, 0);
    let begun = Instant::now();
    collection.run(["add".as_ref(), folder.as_os_str()]).with(0);
    begun.elapsed()
}

fn write_round(collection: &Collection, round: u64) -> PathBuf {
    for file in 0..FILES {
        collection.write(&format!("round{round}/report{file}.txt"), numbered(round * 100 + file));
    }
    collection.papers().join(format!("round{round}"))
}

fn hits(collection: &Collection, number: u64) -> u64 {
    // A machine that stood still in the middle of a search is no loss.
    let mut answers = (0..5).map(|_| collection.search(&format!("albergue{number}"), &[]));
    let whole = answers.find(|answer| answer["partial"] == false).expect("some search ends in time");
    whole["total"]["value"].as_u64().unwrap()
}

fn add_and_kill(collection: &Collection, folder: &Path, moment: Moment) -> Vec<Value> {
    run_and_kill(collection.command(["add".as_ref(), "--json".as_ref(), folder.as_os_str()]), moment)
}

/// Starts a command, kills it at the moment and returns the whole lines that it had printed.
pub fn run_and_kill(mut command: Command, moment: Moment) -> Vec<Value> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let stdout = child.stdout.take().unwrap();
    let (sender, lines) = channel();
    let reader = thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let mut printed = Vec::new();
    match moment {
        Moment::After(time) => wait(&lines, time, &mut printed),
        Moment::Reported(reports) => printed.extend(lines.iter().take(reports)),
    }
    // SIGKILL on Unix. It may have ended already.
    let _ = child.kill();
    child.wait().unwrap();
    reader.join().unwrap();
    printed.extend(lines.iter());
    // The last line may have been cut: a file is reported when its line is whole.
    printed.iter().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Takes in lines until the time has passed.
fn wait(lines: &Receiver<String>, time: Duration, printed: &mut Vec<String>) {
    let end = Instant::now() + time;
    while let Ok(line) = lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
        printed.push(line);
    }
}

fn numbered_document(line: &Value) -> (String, u64) {
    let path = line["path"].as_str().unwrap();
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap();
    let mut parts = path.rsplit('/').map(digits);
    let (file, round) = (parts.next().unwrap(), parts.next().unwrap());
    (line["document"].as_str().unwrap().to_owned(), round * 100 + file)
}

fn assert_nothing_lost(collection: &Collection, reported: &[(String, u64)], at: &str) {
    if reported.is_empty() {
        return;
    }
    let listed = collection.json(["list"]).with(0).json();
    let lost: Vec<&(String, u64)> =
        reported.iter().filter(|(id, _)| !listed.iter().any(|line| line["id"] == id.as_str())).collect();
    assert!(lost.is_empty(), "{at}: reported and lost: {lost:?}");
    // The next start: an add of nothing new.
    let again = collection.write("again.txt", numbered(999_999));
    collection.run(["add".as_ref(), again.as_os_str()]).with(0);
    let verified = collection.run(["verify"]);
    assert_eq!(verified.code, Some(0), "{at}: {}{}", verified.stdout, verified.stderr);
    let (_, newest) = reported[reported.len() - 1];
    assert_eq!(hits(collection, newest), 1, "{at}: albergue{newest}");
}

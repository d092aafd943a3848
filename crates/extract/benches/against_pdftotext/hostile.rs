//! How do hostile files end? Each is added through the program, as a librarian would, and its reading child is watched.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use super::name;
use super::truth::Truth;

/// How often the memory of the reading child is looked at.
const LOOK: Duration = Duration::from_millis(2);

/// How adding a file ended.
struct End {
    status: String,
    reason: Option<String>,
    warnings: usize,
    seconds: f64,
    memory: u64,
}

/// Prints a line a file.
pub fn print(truth: &Truth, program: &Path) {
    println!("\nHostile files                              s     MB   as expected   ended");
    let mut as_expected = 0;
    let mut all = 0;
    for row in truth.hostile() {
        let end = add(program, &row.path);
        let fits = row.outcome.split(" or ").any(|way| end.fits(way));
        let words = end.reason.as_ref().map_or_else(
            || format!("{}, {} warnings", end.status, end.warnings),
            |reason| format!("{}: {reason}", end.status),
        );
        let yes = if fits { "yes" } else { "NO" };
        let memory = end.memory >> 20;
        println!("{:<38}{:>7.2}{memory:>7}{yes:>9}        {words}", name(&row.path), end.seconds);
        all += 1;
        as_expected += usize::from(fits);
    }
    println!("{as_expected} of {all} as documents.tsv says; MB: resident, looked at every {} ms", LOOK.as_millis());
}

impl End {
    /// Whether it ended in one of the ways that the truth allows: `indexed with a warning`, `failed: password`.
    fn fits(&self, way: &str) -> bool {
        let warned = !way.contains("with a warning") || self.warnings > 0;
        let reason = self.reason.as_deref().unwrap_or_default();
        let failed = self.status == "failed" && !reason.is_empty() && reason != "crash";
        let asked = way.trim_start();
        match asked.strip_prefix("failed") {
            Some(why) if why.starts_with(':') => {
                failed && reason.split('-').all(|word| why.to_lowercase().contains(word))
            }
            Some(_) => failed,
            None => asked.starts_with("indexed") && self.status == "indexed" && (warned || asked.contains("where")),
        }
    }
}

fn add(program: &Path, file: &Path) -> End {
    let home = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let mut add = Command::new(program);
    add.arg("--json").arg("--home").arg(home.path()).arg("add").arg(file);
    let child = add.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let watched = child.id();
    let watch = thread::spawn(move || peak(watched));
    let output = child.wait_with_output().unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    let line = String::from_utf8(output.stdout).unwrap();
    let said: serde_json::Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    End {
        status: said["status"].as_str().unwrap().to_owned(),
        reason: said["reason"].as_str().map(str::to_owned),
        warnings: said["warnings"].as_array().map_or(0, Vec::len),
        seconds,
        memory: watch.join().unwrap(),
    }
}

/// The most memory in bytes that a child of a process had resident, looked at until the process is gone.
fn peak(parent: u32) -> u64 {
    let mut most = 0;
    while let Some(children) = children(parent) {
        most = children.iter().filter_map(|child| resident(child)).max().unwrap_or(0).max(most);
        thread::sleep(LOOK);
    }
    most
}

/// The children of a process that runs: of each of its threads.
fn children(parent: u32) -> Option<Vec<String>> {
    let threads = fs::read_dir(format!("/proc/{parent}/task")).ok()?;
    let list = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("children")).ok();
    let lists = threads.flatten().filter_map(list).collect::<Vec<String>>().join(" ");
    Some(lists.split_whitespace().map(str::to_owned).collect())
}

/// `VmHWM` of a process in bytes, its high-water mark.
fn resident(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

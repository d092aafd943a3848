//! The command line itself: help, exit codes, output that is cut, the language of lines, completions.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::papers::{WAITING, numbered};
use crate::support::program::{Collection, Ended, apostille, with_stdin};

fn run(args: &[&str]) -> Ended {
    apostille().args(args).output().unwrap().into()
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let help = run(&["--help"]).with(0).stdout;
    let commands =
        ["demo", "add", "search", "show", "list", "remove", "status", "reindex", "verify", "serve", "language", "eval"];
    for command in commands {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is not in the help");
        assert!(run(&[command, "--help"]).with(0).stdout.contains("Examples:"), "{command}");
    }
    assert!(help.contains("Exit codes:") && !help.contains("read-file"));
}

#[test]
fn what_cannot_be_done_exits_with_two_and_a_remedy() {
    let collection = Collection::new();
    for command in [
        &["search", "asylum"][..],
        &["list"],
        &["status"],
        &["show", "0123"],
        &["verify"],
        &["remove", "0123456789abcdef"],
    ] {
        let ended = collection.run(command).with(2);
        assert!(ended.stderr.contains("apostille add"), "{command:?}: {}", ended.stderr);
        assert!(ended.stdout.is_empty(), "{command:?}: {}", ended.stdout);
        assert!(!collection.home().exists(), "{command:?} makes no collection");
    }
    run(&["search"]).with(2);
    run(&["find", "asylum"]).with(2);
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let collection = Collection::new();
    for number in 0..40 {
        collection.write(&format!("report{number}.txt"), numbered(number));
    }
    collection.add();
    let mut show = collection.command(["search", "shelter OR casa", "--limit", "100", "--group", "none"]);
    let mut child = show.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    // Whether it ended before or after it had written all depends on the pipe: then it says the rest.
    let ended = Ended::from(child.wait_with_output().unwrap()).with(0);
    assert!(!ended.stderr.contains("apostille:") && !ended.stderr.contains("panicked"), "{}", ended.stderr);
}

#[test]
fn language_answers_each_line_with_one() {
    let lines =
        "The law of the land on asylum and refuge\n\nLey sobre refugiados y protección complementaria\r\n12345\n";
    let ended = with_stdin(apostille().arg("language"), lines.as_bytes()).with(0);
    let answers: Vec<Vec<&str>> = ended.stdout.lines().map(|line| line.split('\t').collect()).collect();
    let languages: Vec<&str> = answers.iter().map(|fields| fields[0]).collect();
    assert_eq!(languages, ["en", "und", "es", "und"]);
    for (fields, line) in answers.iter().zip(lines.lines()) {
        assert_eq!(fields[2], line);
        let confidence: f64 = fields[1].parse().unwrap();
        assert!((0.0..=1.0).contains(&confidence), "{fields:?}");
    }
}

#[test]
fn completions_are_made_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell]).with(0).stdout.contains("reindex"), "{shell}");
    }
}

#[test]
fn a_person_reads_hits_with_marks_and_a_document_with_its_notes() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    let id = collection.add().document("waiting.md").to_owned();
    let hits = collection.run(["search", "Quedate en Mexico"]).with(0).stdout;
    for wanted in [
        "Waiting at the Northern Border",
        "Lucía Prado",
        "2021-05-17",
        "**Quédate en México**",
        "hearing of their claims.",
    ] {
        assert!(hits.contains(wanted), "{wanted} is not in: {hits}");
    }
    let by_path = collection.papers().join("waiting.md");
    let whole = collection.run(["show", &id]).with(0).stdout;
    for name in [&id[..6], by_path.to_str().unwrap()] {
        assert_eq!(collection.run(["show", name]).with(0).stdout, whole, "{name}");
    }
    for wanted in ["The queue", "[1]", "Border Observatory", &id] {
        assert!(whole.contains(wanted), "{wanted} is not in: {whole}");
    }
}

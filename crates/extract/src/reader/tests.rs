use super::*;

const MANUSCRIPT: &str = r#"{"Ok":{"format":"text","front_matter":{"title":null,"authors":[],"date":null,"kind":null,"language":null},"pages":[],"warnings":[]}}"#;

/// What a reader makes of a child that runs this shell script.
fn outcome(script: &str, limits: Limits) -> Result<Manuscript, Failure> {
    let mut command = Command::new("sh");
    let command = command.args(["-c", script]).stdin(Stdio::null());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    Reader::new(PathBuf::from("sh"), limits).outcome(child)
}

#[test]
fn what_the_child_found_is_the_outcome() {
    let manuscript = outcome(&format!("echo '{MANUSCRIPT}'"), Limits::default()).unwrap();
    assert_eq!(manuscript.format, "text");
    let failure = outcome(r#"echo '{"Err":{"reason":"password","message":"ask"}}'"#, Limits::default()).unwrap_err();
    assert_eq!(failure, Failure::new(Reason::Password, "ask"));
}

#[test]
fn a_child_that_ends_badly_is_a_failure_with_the_reason() {
    for (script, reason, named) in [
        ("exit 3", Reason::Crash, "exit status: 3"),
        ("echo half a document", Reason::Crash, "exit status: 0"),
        ("echo \"thread 'main' panicked at x.rs\" >&2; exit 101", Reason::Crash, "panicked at x.rs"),
        ("kill -SEGV $$", Reason::Crash, "signal: 11"),
        ("kill -XCPU $$", Reason::Time, "60 s"),
        ("kill -KILL $$", Reason::Memory, "2048 MB"),
        ("echo 'memory allocation of 99 bytes failed' >&2; kill -ABRT $$", Reason::Memory, "2048 MB"),
        ("head -c 300000 /dev/zero >&2; exit 4", Reason::Crash, "exit status: 4"),
    ] {
        let failure = outcome(script, Limits::default()).unwrap_err();
        assert_eq!(failure.reason, reason, "{script}: {failure}");
        assert!(failure.message.contains(named), "{script}: {failure}");
    }
}

#[test]
fn an_outcome_from_a_child_that_failed_is_not_believed() {
    let failure = outcome(&format!("echo '{MANUSCRIPT}'; exit 1"), Limits::default()).unwrap_err();
    assert_eq!(failure.reason, Reason::Crash);
}

#[test]
fn a_child_beyond_its_time_is_killed() {
    let limits = Limits { seconds: 0, ..Limits::default() };
    assert_eq!(outcome("exec tail -f /dev/null", limits).unwrap_err().reason, Reason::Time);
}

#[test]
fn a_child_that_answers_without_end_is_killed() {
    let limits = Limits { output: 1000, ..Limits::default() };
    let failure = outcome("exec yes", limits).unwrap_err();
    assert_eq!(failure.reason, Reason::TooLarge);
    assert!(failure.message.contains("1000 bytes"), "{failure}");
}

#[test]
fn a_program_that_is_not_there_is_a_crash_that_names_it() {
    let reader = Reader::new(PathBuf::from("/nowhere/apostille"), Limits::default());
    let failure = reader.read(Path::new("a.txt")).unwrap_err();
    assert_eq!(failure.reason, Reason::Crash);
    assert!(failure.message.contains("/nowhere/apostille"), "{failure}");
}

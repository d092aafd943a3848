//! What may be typed: the commands, the options that all of them take, and the exit codes.
//!
//! A command's own options stand with the command.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::commands;

const EXAMPLES: &str = "\
Examples:
  apostille demo                            try it with the sample documents, in a browser
  apostille add papers/                     read a folder of papers into ./index
  apostille search 'Quédate en México'      ask, in English or Spanish
  apostille search asylum --in notes        ask the footnotes only
  apostille serve                           the same in a browser, at http://127.0.0.1:7878/

Exit codes:
  0  done
  1  done in part: `add` had files that failed, `remove` an unknown document, `verify` found problems
  2  not done: the command line, the query or the collection is at fault; stderr says what and the remedy

The collection is the folder of --home DIR, else of APOSTILLE_HOME, else ./index.";

/// Full-text search over migration-policy documents, footnotes included, in English and Spanish.
#[derive(Debug, Parser)]
#[command(name = "apostille", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct CommandLine {
    /// The folder of the collection [default: ./index]
    #[arg(long, global = true, env = "APOSTILLE_HOME", value_name = "DIR")]
    home: Option<PathBuf>,
    /// Print one JSON object a line on stdout, for programs
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

/// The commands, in the order in which a newcomer meets them.
#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(commands::demo::Args),
    Add(commands::add::Args),
    Watch(commands::watch::Args),
    Search(commands::search::Args),
    Show(commands::show::Args),
    List(commands::list::Args),
    Remove(commands::remove::Args),
    Trash(commands::trash::Args),
    Purge(commands::purge::Args),
    History(commands::history::Args),
    Records(commands::records::Args),
    Works(commands::works::Args),
    Translations(commands::translations::Args),
    Quality(commands::quality::Args),
    Status(commands::status::Args),
    Serve(commands::serve::Args),
    Reindex(commands::reindex::Args),
    Verify(commands::verify::Args),
    Backup(commands::backup::Args),
    Restore(commands::restore::Args),
    Key(commands::key::Args),
    Vocabulary(commands::vocabulary::Args),
    Language(commands::language::Args),
    Eval(commands::eval::Args),
    Completions(commands::completions::Args),
    #[command(hide = true)]
    ReadFile(commands::read_file::Args),
}

/// How the answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// For a person.
    Text,
    /// One JSON object a line, for a program.
    Json,
}

/// What every command is told: where the collection is and how to answer.
#[derive(Debug)]
pub struct Common {
    /// `--home`, else APOSTILLE_HOME, else `./index`.
    home: PathBuf,
    /// Whether `--home` was typed for this very command.
    home_is_typed: bool,
    pub output: Output,
}

impl Common {
    /// A collection of the command's own choice.
    pub fn at(home: PathBuf, output: Output) -> Common {
        Common { home, home_is_typed: false, output }
    }

    /// The folder of the collection.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The folder, only if it was typed for this very command. `demo` and `eval` fill a collection of their own and must not
    /// put samples into the one that APOSTILLE_HOME names.
    pub fn typed_home(&self) -> Option<&Path> {
        self.home_is_typed.then_some(self.home.as_path())
    }
}

impl CommandLine {
    /// Reads the process's arguments; prints help or what is wrong with them, and ends, where there is nothing to run.
    pub fn read() -> (Command, Common) {
        let matches = CommandLine::command().get_matches();
        let typed = matches.value_source("home") == Some(ValueSource::CommandLine);
        let line = CommandLine::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        let output = if line.json { Output::Json } else { Output::Text };
        let home = line.home.unwrap_or_else(|| PathBuf::from("index"));
        (line.command, Common { home, home_is_typed: typed, output })
    }
}

impl Command {
    /// Runs it; its exit code.
    pub fn run(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let exit = match self {
            Command::Demo(args) => args.run(common),
            Command::Add(args) => args.run(common),
            Command::Watch(args) => args.run(common),
            Command::Search(args) => args.run(common),
            Command::Show(args) => args.run(common),
            Command::List(args) => args.run(common),
            Command::Remove(args) => args.run(common),
            Command::Trash(args) => args.run(common),
            Command::Purge(args) => args.run(common),
            Command::History(args) => args.run(common),
            Command::Records(args) => args.run(common),
            Command::Works(args) => args.run(common),
            Command::Translations(args) => args.run(common),
            Command::Quality(args) => args.run(common),
            Command::Status(args) => args.run(common),
            Command::Serve(args) => args.run(common),
            Command::Reindex(args) => args.run(common),
            Command::Verify(args) => args.run(common),
            Command::Backup(args) => args.run(common),
            Command::Restore(args) => args.run(common),
            Command::Key(args) => args.run(common),
            Command::Vocabulary(args) => args.run(common),
            Command::Language(args) => args.run(),
            Command::Eval(args) => args.run(common),
            Command::Completions(args) => args.run(),
            Command::ReadFile(args) => return Ok(args.run()),
        };
        exit.map(ExitCode::from)
    }
}

/// How a command ended; EXAMPLES documents the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done,
    /// Some of it could not be done, and the output says which.
    InPart,
    /// Nothing was done.
    Refused,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Done => ExitCode::SUCCESS,
            Exit::InPart => ExitCode::from(1),
            Exit::Refused => ExitCode::from(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn home_and_json_may_stand_before_or_after_the_command() {
        for typed in
            [["apostille", "--home", "h", "--json", "status"], ["apostille", "status", "--json", "--home", "h"]]
        {
            let line = CommandLine::try_parse_from(typed).unwrap();
            assert_eq!(line.home.as_deref(), Some(Path::new("h")), "{typed:?}");
            assert!(line.json, "{typed:?}");
        }
    }

    #[test]
    fn every_command_that_is_shown_has_an_example() {
        for command in CommandLine::command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(examples.contains("apostille "), "`{}` has no example", command.get_name());
        }
    }
}

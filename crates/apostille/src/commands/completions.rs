//! `apostille completions`: what a shell needs to complete our commands and options.

use std::io::{Write, stdout};

use clap::CommandFactory;

use crate::command_line::{CommandLine, Exit};

const EXAMPLES: &str = "\
Examples:
  apostille completions bash > ~/.local/share/bash-completion/completions/apostille
  apostille completions fish > ~/.config/fish/completions/apostille.fish
  apostille completions zsh  > ~/.zfunc/_apostille";

/// Print the completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Which shell
    shell: clap_complete::Shell,
}

impl Args {
    pub fn run(&self) -> anyhow::Result<Exit> {
        // Into memory first: clap_complete ends the program with a panic where stdout is closed early.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut CommandLine::command(), "apostille", &mut script);
        stdout().lock().write_all(&script)?;
        Ok(Exit::Done)
    }
}

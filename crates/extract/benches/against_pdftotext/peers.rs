//! The programs that read PDF beside us, each run as its users run it.

use std::path::Path;
use std::process::{Command, Stdio};

/// A program that makes text of a PDF.
#[derive(Clone, Copy)]
pub enum Peer {
    /// Of poppler-utils.
    Pdftotext,
    /// Of mupdf-tools.
    Mutool,
}

impl Peer {
    /// Every peer.
    pub const ALL: [Peer; 2] = [Peer::Pdftotext, Peer::Mutool];

    /// The name of the program.
    pub fn name(self) -> &'static str {
        match self {
            Peer::Pdftotext => "pdftotext",
            Peer::Mutool => "mutool",
        }
    }

    /// The program and its version, if it is installed.
    pub fn version(self) -> Option<String> {
        let output = Command::new(self.name()).arg("-v").output().ok()?;
        let said = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&said).lines().next().map(str::to_owned)
    }

    /// The text of a file; none if the program is not installed.
    pub fn text(self, path: &Path) -> Option<String> {
        let output = self.command(path).stderr(Stdio::null()).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn command(self, path: &Path) -> Command {
        let mut command = Command::new(self.name());
        match self {
            Peer::Pdftotext => command.args(["-enc", "UTF-8"]).arg(path).arg("-"),
            Peer::Mutool => command.args(["draw", "-q", "-F", "txt", "-o", "-"]).arg(path),
        };
        command
    }
}

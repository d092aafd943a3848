//! `apostille demo`: the sample documents as a collection of their own, served, with three questions to try.

use std::env;
use std::fs;
use std::io::{Write, stdout};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use apostille_corpus::Language;
use apostille_engine::Part;
use apostille_extract::Limits;
use apostille_server::{Question, Readers};
use rust_embed::RustEmbed;
use serde_json::json;
use tempfile::TempDir;

use crate::command_line::{Common, Exit, Output};
use crate::serving::{self, Guard, Service};

use super::add::add;

const EXAMPLES: &str = "\
The collection is kept in a folder of its own (or in --home DIR), so that the second time is quick.

Examples:
  apostille demo
  apostille demo --listen 127.0.0.1:0       on a free port";

/// Try it: sample documents, in a browser
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The address to listen to, on this machine
    #[arg(long, value_name = "ADDRESS", default_value = serving::LISTEN)]
    listen: SocketAddr,
}

/// The sample documents, written by us for this program.
#[derive(RustEmbed)]
#[folder = "samples/documents"]
struct Samples;

/// Where the demo keeps its collection.
enum Place {
    Kept(PathBuf),
    /// Nothing of the user's could be written: gone when the demo ends.
    Temporary(TempDir),
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let listener = serving::listen(self.listen, Guard::Nothing)?;
        let place = match common.typed_home() {
            Some(home) => Place::Kept(home.to_owned()),
            None => Place::of_the_user()?,
        };
        let common = Common::at(place.path().to_owned(), common.output);
        let samples = write_samples(common.home())?;
        anstream::eprintln!("Sample documents: {}", samples.display());
        // Their lines are not the demo's answer: on stdout stands the address alone.
        add(vec![samples], Limits::default(), &Common::at(place.path().to_owned(), Output::Text))?;
        let address = serving::address(&listener)?;
        let (once, sign_in) = serving::one_time_key(&address, false)?;
        announce(&address, &sign_in.unwrap_or_default(), common.output)?;
        let (readers, questions) = (Readers::Anyone, Some(questions()));
        let service = Service { limits: Limits::default(), questions, readers, once, watched: Vec::new() };
        serving::serve(common.home(), listener, service)?;
        Ok(Exit::Done)
    }
}

impl Place {
    fn of_the_user() -> anyhow::Result<Place> {
        let data = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let data = data.or_else(|| env::home_dir().map(|home| home.join(".local/share")));
        if let Some(folder) = data.map(|data| data.join("apostille/demo"))
            && fs::create_dir_all(folder.join("samples")).is_ok()
        {
            return Ok(Place::Kept(folder));
        }
        let folder = TempDir::with_prefix("apostille-demo-")
            .context("there is no folder for the demo: give one with --home DIR")?;
        Ok(Place::Temporary(folder))
    }

    fn path(&self) -> &Path {
        match self {
            Place::Kept(folder) => folder,
            Place::Temporary(folder) => folder.path(),
        }
    }
}

/// Writes the samples into the home, those that are there already as they are: adding them again is quick then.
fn write_samples(home: &Path) -> anyhow::Result<PathBuf> {
    let folder = home.join("samples");
    for name in Samples::iter() {
        let sample = Samples::get(&name).with_context(|| format!("the sample {name} is not in this program"))?;
        let path = folder.join(name.as_ref());
        if fs::read(&path).is_ok_and(|bytes| bytes == sample.data.as_ref()) {
            continue;
        }
        let written =
            fs::create_dir_all(path.parent().unwrap_or(&folder)).and_then(|()| fs::write(&path, sample.data.as_ref()));
        written.with_context(|| format!("cannot write {}: give another folder with --home DIR", path.display()))?;
    }
    Ok(folder)
}

/// One in English that a page of a PDF answers, one in Spanish that a note of a Word document answers, and one that only
/// a note does.
fn questions() -> Vec<Question> {
    let question =
        |text: &str, language: Language, answered_in: Part| Question { text: text.to_owned(), language, answered_in };
    vec![
        question("do lawyers slow down the asylum procedure?", Language::EN, Part::All),
        question("la deuda de las familias", Language::ES, Part::All),
        question("protocolo modelo para la recepcion de ninas y ninos", Language::ES, Part::Notes),
    ]
}

fn announce(address: &str, sign_in: &str, output: Output) -> anyhow::Result<()> {
    let asked = questions();
    let links = asked.iter().map(|question| format!("{address}/search?q={}", encoded(&question.text)));
    let mut out = stdout().lock();
    if output == Output::Json {
        let pairs = asked.iter().zip(links);
        let questions: Vec<_> =
            pairs.map(|(question, link)| json!({"question": question.text, "address": link})).collect();
        writeln!(out, "{}", json!({"address": address, "sign_in": sign_in, "questions": questions}))?;
        return Ok(());
    }
    writeln!(out, "\nApostille is at {address}/\n\nThree questions to try:")?;
    for (question, link) in asked.iter().zip(links) {
        let about = if question.answered_in == Part::Notes { " (only a footnote answers it)" } else { "" };
        writeln!(out, "  {}{about}\n    {link}", question.text)?;
    }
    writeln!(out, "\nTo add documents of your own, open once: {sign_in}\n\nCtrl-C ends it.")?;
    Ok(())
}

/// A query as an address holds it (RFC 3986: whatever is not unreserved is percent-encoded).
fn encoded(query: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    query
        .bytes()
        .map(|byte| if unreserved(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_keeps_its_meaning_in_an_address() {
        assert_eq!(encoded("¿Qué?"), "%C2%BFQu%C3%A9%3F");
        assert_eq!(encoded("a b&c"), "a%20b%26c");
    }
}

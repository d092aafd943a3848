//! `apostille vocabulary`: what a home adds to the program's own words. Thesauri and dictionaries become tables in the
//! home's `vocabulary` folder, which may also be written by hand.

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use apostille_catalogue::{Home, durable};
use apostille_engine::vocabulary::folder;
use apostille_engine::vocabulary::import::Import;
use serde::Serialize;

use crate::command_line::{Common, Exit, Output};
use crate::terminal::count;

const EXAMPLES: &str = "\
A vocabulary says which words mean the same, in English and in Spanish. The next search uses it,
also in a server that is running.
Read are SKOS (.ttl, .rdf, .xml, .nt), tables with a header such as `en<TAB>es` or `pref_en<TAB>alt_en<TAB>pref_es` (.tsv),
and Apertium's bilingual dictionaries (.dix). In the home's own tables a row is one thing: English names, a tab, Spanish
names, parted by `;`.
Exit code 1: some files were not read, or some vocabularies are not there.

Examples:
  apostille vocabulary add thesaurus.ttl
  apostille vocabulary list
  apostille vocabulary remove thesaurus";

/// Names that the program's own tables have, whose columns are others.
const TAKEN: [&str; 4] = ["acronyms", "cognates", "countries", "stems"];

/// Add a thesaurus or dictionary to the words that searches know
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Read thesauri and dictionaries into the home; one that is there under the same name is replaced
    Add {
        /// Files in SKOS, tables, or Apertium's dictionaries
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the home's own vocabularies
    List,
    /// Remove vocabularies from the home
    Remove {
        /// Their names, as `list` prints them
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
}

/// A vocabulary of a home, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Held {
    name: String,
    concepts: usize,
    english: usize,
    spanish: usize,
    /// What of the file was left out, by the reason. Only said when it is added.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<LeftOut>,
}

#[derive(Debug, Serialize)]
struct LeftOut {
    number: usize,
    reason: &'static str,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let folder = Home::new(common.home()).vocabulary();
        match &self.command {
            Command::Add { files } => each(files, |file| add(file, &folder)?.print(common)),
            Command::List => each(&folder::tables(&folder)?, |table| held(table)?.print(common)),
            Command::Remove { names } => each(names, |name| remove(name, &folder)),
        }
    }
}

/// Does it for each. What fails is said, and the others go on.
fn each<T>(all: &[T], mut one: impl FnMut(&T) -> anyhow::Result<()>) -> anyhow::Result<Exit> {
    let mut exit = Exit::Done;
    for error in all.iter().filter_map(|each| one(each).err()) {
        anstream::eprintln!("apostille: {error:#}");
        exit = Exit::InPart;
    }
    Ok(exit)
}

fn add(file: &Path, folder: &Path) -> anyhow::Result<Held> {
    let name = name(file)?;
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    let import = Import::read(file, &bytes)?;
    durable::create_folder(folder)?;
    durable::replace_file(&table(folder, &name), import.to_table().as_bytes())?;
    Ok(Held::of(name, &import))
}

fn held(table: &Path) -> anyhow::Result<Held> {
    let import = Import { concepts: folder::concepts(table)?, ..Import::default() };
    Ok(Held::of(name_of(table), &import))
}

fn remove(name: &str, folder: &Path) -> anyhow::Result<()> {
    let table = folder::tables(folder)?.into_iter().find(|table| name_of(table) == name);
    let Some(table) = table else { bail!("no vocabulary `{name}`: `apostille vocabulary list` prints them") };
    fs::remove_file(&table).with_context(|| table.display().to_string())?;
    anstream::eprintln!("{name}: removed");
    Ok(())
}

/// What a file's vocabulary is called: as the file, without its ending.
fn name(file: &Path) -> anyhow::Result<String> {
    let name = name_of(file);
    if name.is_empty() || TAKEN.contains(&name.as_str()) {
        bail!("{}: the program's own words have that name: rename the file", file.display());
    }
    Ok(name)
}

fn name_of(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn table(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.tsv"))
}

impl Held {
    fn of(name: String, import: &Import) -> Held {
        let (english, spanish) = import.names();
        let skipped = import.skipped.iter().map(|(why, number)| LeftOut { number: *number, reason: why.reason() });
        Held { name, concepts: import.concepts.len(), english, spanish, skipped: skipped.collect() }
    }

    fn print(&self, common: &Common) -> anyhow::Result<()> {
        let mut out = stdout().lock();
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(self)?)?,
            Output::Text => writeln!(out, "{}", self.sentence())?,
        }
        Ok(())
    }

    fn sentence(&self) -> String {
        let concepts = count(self.concepts as u64, "concept", "concepts");
        let names = count(self.english as u64, "English name", "English names");
        let left_out: String = self.skipped.iter().map(|left| format!("; {} {}", left.number, left.reason)).collect();
        format!("{}: {concepts}, {names}, {} Spanish{left_out}", self.name, self.spanish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thesaurus_is_added_listed_and_removed() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("vocabulary");
        let file = home.path().join("ours.tsv");
        fs::write(&file, "en\tes\nasylum\tasilo\nalone\t\n").unwrap();
        let added = add(&file, &folder).unwrap().sentence();
        assert_eq!(added, "ours: 1 concept, 1 English name, 1 Spanish; 1 had a single name, which joins nothing");
        let tables = folder::tables(&folder).unwrap();
        assert_eq!(held(&tables[0]).unwrap().sentence(), "ours: 1 concept, 1 English name, 1 Spanish");
        assert!(remove("other", &folder).unwrap_err().to_string().contains("vocabulary list"));
        remove("ours", &folder).unwrap();
        assert_eq!(folder::tables(&folder).unwrap(), Vec::<PathBuf>::new());
    }

    #[test]
    fn a_file_called_as_the_programs_own_is_refused_and_nothing_is_written() {
        let home = tempfile::tempdir().unwrap();
        for (name, text) in [("countries.tsv", "a\tb\n"), ("other.pdf", "a\tb\n"), ("empty.tsv", "")] {
            let file = home.path().join(name);
            fs::write(&file, text).unwrap();
            assert!(add(&file, &home.path().join("vocabulary")).is_err(), "{name}");
        }
        assert!(!home.path().join("vocabulary").exists());
    }
}

//! The report of a job that brought files in, from the lines that it left: every file's end, and the counts.

use apostille_catalogue::{Catalogue, JobId};

use crate::Result;
use crate::event::{FileReport, Line, Summary};

/// What became of the files of a job so far, in the order in which it was settled. Files that were passed over have no line.
///
/// # Errors
/// As the catalogue gives them.
pub fn batch_lines(catalogue: &Catalogue, job: JobId) -> Result<Vec<FileReport>> {
    let mut files = Vec::new();
    each_line(catalogue, job, |line| {
        if let Line::File(report) = line {
            files.push(report);
        }
    })?;
    Ok(files)
}

/// The counts of a job; until it has ended, those of its lines so far.
///
/// # Errors
/// As the catalogue gives them.
pub fn batch_summary(catalogue: &Catalogue, job: JobId) -> Result<Summary> {
    let (mut counted, mut last_word) = (Summary::default(), None);
    each_line(catalogue, job, |line| match line {
        Line::Summary { summary } => last_word = Some(summary),
        line => counted.count(&line),
    })?;
    Ok(last_word.unwrap_or(counted))
}

/// Hears every line of a job. One that cannot be read was written by another version, and is passed over.
pub(crate) fn each_line(catalogue: &Catalogue, job: JobId, mut hear: impl FnMut(Line)) -> Result<()> {
    let mut seen = 0;
    loop {
        let events = catalogue.events_after(job, seen)?;
        let Some((last, _)) = events.last() else { return Ok(()) };
        seen = *last;
        events.iter().filter_map(|(_, line)| serde_json::from_str(line).ok()).for_each(&mut hear);
    }
}

//! What files are called that were received, and what stands on disk instead: names are for people, and lead nowhere.

use std::path::{Path, PathBuf};

use crate::JobId;

/// The endings that a reader tells formats by; a staged file has one of them or none. The indexer's tests hold them against those
/// that are read.
const ENDINGS: [&str; 15] = [
    "txt", "text", "md", "markdown", "pdf", "docx", "docm", "odt", "rtf", "html", "htm", "xhtml", "epub", "xml", "akn",
];

/// Folders of a name that are kept, the file itself counted: enough to tell files apart, and a name stays readable.
const MOST_COMPONENTS: usize = 16;

/// The longest component, in characters: what file systems allow in bytes, so that names can be used again.
const LONGEST_COMPONENT: usize = 255;

/// The path by which a file of a delivery is known ever after. There is nothing at this path on any disk.
pub fn uploaded_path(job: JobId, name: &str) -> PathBuf {
    PathBuf::from(format!("upload/{}/{name}", job.0))
}

/// The name under which a file may stand on disk, whatever it is called: a number, and the ending if a reader knows it.
pub fn staged_name(number: usize, called: &Path) -> String {
    let ending = called.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if ENDINGS.contains(&ending.as_str()) { format!("{number}.{ending}") } else { number.to_string() }
}

/// A name as a relative path without anything in it that leads elsewhere or does not show.
pub(crate) fn clean(name: &str) -> String {
    let shows = |letter: &char| !letter.is_control() && !is_direction(*letter);
    let parts = name.split(['/', '\\']).map(|part| part.chars().filter(shows).collect::<String>().trim().to_owned());
    let parts = parts.filter(|part| !matches!(part.as_str(), "" | "." | ".."));
    let parts: Vec<String> = parts.map(|part| with_suffix(&part, "")).collect();
    let last = &parts[parts.len().saturating_sub(MOST_COMPONENTS)..];
    if last.is_empty() { "unnamed".to_owned() } else { last.join("/") }
}

/// Marks that turn the direction of writing, by which `fdp.exe` is shown as `exe.pdf` (Unicode TR 36, 2.1).
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name with this before its ending, its last component no longer than allowed.
pub(crate) fn with_suffix(name: &str, suffix: &str) -> String {
    let (folder, file) = name.rsplit_once('/').map_or((None, name), |(folder, file)| (Some(folder), file));
    let ending = Path::new(file).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let dot = if ending.is_empty() { 0 } else { ending.len() + 1 };
    let (stem, ending) = file.split_at(file.len() - dot);
    let room = LONGEST_COMPONENT.saturating_sub(suffix.chars().count() + ending.chars().count());
    let stem: String = stem.chars().take(room.max(1)).collect();
    let ending: String = ending.chars().take(LONGEST_COMPONENT - suffix.chars().count() - 1).collect();
    let file = format!("{stem}{suffix}{ending}");
    folder.map_or(file.clone(), |folder| format!("{folder}/{file}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_whatever_is_in_it() {
        let long = "é".repeat(400);
        let cut = format!("{}.pdf", "é".repeat(251));
        let deep = format!("{}x.pdf", "a/".repeat(40));
        for (sent, kept) in [
            ("paper.pdf", "paper.pdf"),
            ("folder/paper.pdf", "folder/paper.pdf"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("a/./b/../c.txt", "a/b/c.txt"),
            ("C:\\Users\\me\\x.docx", "C:/Users/me/x.docx"),
            ("tab\tand\0null\r\n.txt", "tabandnull.txt"),
            ("exe\u{202e}fdp.txt", "exefdp.txt"),
            ("", "unnamed"),
            ("..", "unnamed"),
            (" / ", "unnamed"),
            (&format!("{long}.pdf"), &cut),
            (&long, &"é".repeat(255)),
            (&deep, &format!("{}x.pdf", "a/".repeat(15))),
        ] {
            assert_eq!(clean(sent), kept, "{sent:?}");
        }
        assert_eq!(clean(&format!("a.{long}")).chars().count(), 255);
    }

    #[test]
    fn what_stands_on_disk_has_a_number_and_at_most_a_known_ending() {
        for (called, staged) in
            [("a/b.PDF", "3.pdf"), ("x.sh", "3"), ("none", "3"), (".txt", "3"), ("a.tar.gz", "3"), ("a.pdf.yaml", "3")]
        {
            assert_eq!(staged_name(3, Path::new(called)), staged, "{called}");
        }
    }
}

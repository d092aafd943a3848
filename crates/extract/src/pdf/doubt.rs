//! What should a reader doubt? Files whose end is missing, pages that cannot be read, letters that the file does not tell.

use apostille_corpus::{Page, Warning};
use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;

/// A page with at least this share of doubtful letters is named.
const DOUBTFUL: f32 = 0.04;
/// A page with at least this share of words that no language has is named.
const NONSENSE: f32 = 0.35;
/// How many bytes at the end of a whole file hold its mark (ISO 32000-1, Annex H, note 18).
const TRAILER: usize = 1024;

/// A warning with this code.
fn warning(code: &str, message: String, page: Option<u32>) -> Warning {
    Warning { code: code.to_owned(), message, page }
}

/// What is doubtful about the file as a whole.
pub(super) fn of_file(bytes: &[u8], pdf: Option<&Pdf>, pages: usize) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let end = &bytes[bytes.len().saturating_sub(TRAILER)..];
    if !end.windows(5).any(|window| window == b"%%EOF") {
        let message = "the end of the file is missing: pages or text may be lost; replace it with a whole copy";
        warnings.push(warning("truncated", message.to_owned(), None));
    }
    let promised = pdf.and_then(promised_pages).filter(|promised| *promised > pages);
    if let Some(promised) = promised {
        let message = format!("{pages} of {promised} pages could be found: replace it with a whole copy");
        warnings.push(warning("damaged", message, None));
    }
    if pdf.is_none() {
        let message = "the file is damaged: a second reader found text, and some may be lost".to_owned();
        warnings.push(warning("damaged", message, None));
    }
    warnings
}

fn promised_pages(pdf: &Pdf) -> Option<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    catalog.get::<Dict<'_>>("Pages")?.get::<i32>("Count").and_then(|count| usize::try_from(count).ok())
}

/// The warning of a page whose content cannot be unpacked.
pub(super) fn unread_page(page: u32) -> Warning {
    warning("damaged", "what this page draws cannot be read: its text is missing".to_owned(), Some(page))
}

/// The warning of a page with text in a font that cannot be read.
pub(super) fn unread_font(page: u32) -> Warning {
    warning("damaged", "a font of this page cannot be read: text may be missing or wrong".to_owned(), Some(page))
}

/// The warning of a page whose content ends too early.
pub(super) fn broken_page(page: u32) -> Warning {
    warning("damaged", "what this page draws breaks off: text after that is missing".to_owned(), Some(page))
}

/// The warning of a page that draws without end.
pub(super) fn endless_page(page: u32) -> Warning {
    let message = "this page draws more than any page does, as one does that draws itself again and again: it was \
                   left there, and text after that is missing";
    warning("endless", message.to_owned(), Some(page))
}

/// The warning of a page whose text is doubtful.
pub(super) fn of_page(page: &Page) -> Option<Warning> {
    let text: String = page.blocks.iter().flat_map(|block| &block.runs).map(|run| run.text.as_str()).collect();
    let all = text.chars().filter(|c| !c.is_whitespace()).count();
    let unknown = text.chars().filter(|c| is_doubtful(*c)).count();
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    if all >= 20 && share(unknown, all) >= DOUBTFUL {
        let percent = (100.0 * share(unknown, all)).round();
        let message = format!("{percent} % of the characters are not told by the file");
        return Some(warning("doubtful-characters", message, page.number));
    }
    let words: Vec<&str> =
        text.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4).collect();
    let nonsense = words.iter().filter(|word| is_nonsense(word)).count();
    (words.len() >= 30 && share(nonsense, words.len()) >= NONSENSE).then(|| {
        let message = "many words of this page are no words: its letters are probably told wrongly".to_owned();
        warning("doubtful-characters", message, page.number)
    })
}

/// Characters that a file tells where it does not know better: the replacement character and private use.
fn is_doubtful(c: char) -> bool {
    c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// Whether a word in Latin letters has no vowel, or signs between its letters that none has.
fn is_nonsense(word: &str) -> bool {
    let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
    let latin = letters.chars().all(|c| u32::from(c) < 0x250);
    let vowel = letters.to_lowercase().contains(|c| "aeiouyáéíóúüàèìòùâêîôûäëïöãõåæø".contains(c));
    let signs = letters.chars().filter(|c| !c.is_alphanumeric() && !"-'’./@:_&".contains(*c)).count();
    latin && letters.contains(char::is_lowercase) && (!vowel || signs >= 2)
}

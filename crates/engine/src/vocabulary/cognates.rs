//! Words that the two languages spell by rule: `migration` and `migración`, `authority` and `autoridad`.
//!
//! A word that no list has is spelt by the rules of endings and letters; the search keeps what the index has.

use apostille_corpus::Language;

use super::{Expansion, Source};
use crate::analysis::StemmingLanguage;

/// What a word that was spelt by rule counts.
const COGNATE: f32 = 0.6;
/// The shortest word that rules are tried on.
const SHORTEST: usize = 4;

/// Endings that answer one another, folded, English first; the longer ones first.
const ENDINGS: [(&str, &str); 66] = [
    ("ization", "izacion"), ("isation", "izacion"), ("ically", "icamente"), ("ographer", "ografo"), ("ologist", "ologo"),
    ("ological", "ologico"), ("ography", "ografia"), ("ation", "acion"), ("ition", "icion"), ("ction", "ccion"),
    ("ption", "pcion"), ("tion", "cion"), ("ssion", "sion"), ("sion", "sion"), ("xion", "xion"), ("ology", "ologia"),
    ("ility", "ilidad"), ("ality", "alidad"), ("ity", "idad"), ("ety", "edad"), ("ty", "dad"), ("ism", "ismo"),
    ("ist", "ista"), ("ical", "ico"), ("ic", "ico"), ("ics", "ica"), ("ive", "ivo"), ("ous", "oso"), ("ious", "ioso"),
    ("ary", "ario"), ("ory", "orio"), ("ery", "eria"), ("ance", "ancia"), ("ence", "encia"), ("ancy", "ancia"),
    ("ency", "encia"), ("ant", "ante"), ("ent", "ente"), ("ment", "mento"), ("able", "able"), ("ible", "ible"),
    ("ably", "ablemente"), ("ally", "almente"), ("ly", "mente"), ("ator", "ador"), ("itor", "itor"), ("or", "or"),
    ("ate", "ado"), ("ate", "ar"), ("ize", "izar"), ("ise", "izar"), ("ify", "ificar"), ("fy", "ficar"), ("ure", "ura"),
    ("ude", "ud"), ("cy", "cia"), ("gy", "gia"), ("phy", "fia"), ("thy", "tia"), ("my", "mia"), ("ny", "nia"),
    ("ry", "ria"), ("ium", "io"), ("um", "o"), ("us", "o"), ("ian", "iano"),
];

/// Letters that answer one another, English first.
const LETTERS: [(&str, &str); 14] = [
    ("ph", "f"), ("th", "t"), ("ch", "c"), ("mm", "m"), ("ss", "s"), ("ff", "f"), ("tt", "t"), ("pp", "p"), ("nn", "n"),
    ("cc", "c"), ("ll", "l"), ("y", "i"), ("qua", "cua"), ("k", "c"),
];

/// How a folded word may be spelt in the other language.
pub(super) fn of(folded: &str, from: StemmingLanguage) -> Vec<Expansion> {
    if folded.len() < SHORTEST || folded.bytes().any(|b| !b.is_ascii_lowercase() && b != 0xc3 && b != 0xb1) {
        return Vec::new();
    }
    let mut forms: Vec<String> = match from {
        StemmingLanguage::English => spanish(folded),
        StemmingLanguage::Spanish => english(folded),
    };
    forms.sort();
    forms.dedup();
    let to = match from {
        StemmingLanguage::English => Language::ES,
        StemmingLanguage::Spanish => Language::EN,
    };
    forms.retain(|form| form != folded && form.len() > 2);
    forms.into_iter().map(|text| Expansion { of: folded.to_owned(), text, language: to.clone(), weight: COGNATE, source: Source::Cognate }).collect()
}

fn spanish(english: &str) -> Vec<String> {
    let singular = english.strip_suffix('s').filter(|rest| !rest.ends_with('s')).unwrap_or(english);
    let mut forms: Vec<String> = Vec::new();
    for word in [english, singular] {
        let ends = ENDINGS.iter().filter_map(|(english, spanish)| Some(format!("{}{spanish}", word.strip_suffix(english)?)));
        forms.extend(ends.take(2));
        forms.extend([word.to_owned(), format!("{word}o"), format!("{word}a")]);
    }
    let spelt: Vec<String> = forms.iter().map(|form| spelt_in_spanish(form)).collect();
    forms.extend(spelt);
    forms
}

fn spelt_in_spanish(word: &str) -> String {
    let mut spelt = word.to_owned();
    for (english, spanish) in LETTERS {
        spelt = spelt.replace(english, spanish);
    }
    let impure = spelt.starts_with('s') && spelt[1..].starts_with(['p', 't', 'c', 'l', 'm', 'n', 'f']);
    if impure { format!("e{spelt}") } else { spelt }
}

fn english(spanish: &str) -> Vec<String> {
    let singular = spanish.strip_suffix("es").or_else(|| spanish.strip_suffix('s')).unwrap_or(spanish);
    let mut forms: Vec<String> = Vec::new();
    for word in [spanish, singular] {
        let masculine = word.strip_suffix('a').map(|stem| format!("{stem}o"));
        for word in std::iter::once(word.to_owned()).chain(masculine) {
            let ends =
                ENDINGS.iter().filter_map(|(english, spanish)| Some(format!("{}{english}", word.strip_suffix(spanish)?)));
            forms.extend(ends.take(6));
            let bare = word.trim_end_matches(['o', 'a', 'e']);
            forms.extend([word.clone(), bare.to_owned(), format!("{bare}e")]);
        }
    }
    let spelt: Vec<String> = forms.iter().flat_map(|form| spelt_in_english(form)).collect();
    forms.extend(spelt);
    forms
}

fn spelt_in_english(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    if let Some(rest) = word.strip_prefix("es") {
        forms.push(format!("s{rest}"));
    }
    for (english, spanish) in LETTERS {
        if word.contains(spanish) {
            forms.push(word.replacen(spanish, english, 1));
        }
    }
    forms
}

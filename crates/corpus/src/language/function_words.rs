//! Which small words belong to which language? Articles, prepositions, conjunctions, pronouns.
//!
//! They are the cheapest sure sign of a language in running text, and need no model: a passage of 400 characters has
//! some thirty of them. The lists are closed classes from the grammars, not counted from any corpus.

use std::collections::HashMap;

use super::Language;

/// The languages whose function words are known, in the order of their counts.
pub(super) const KNOWN: [&str; 7] = ["en", "es", "pt", "fr", "it", "de", "ca"];
/// Place of English in [`KNOWN`].
pub(super) const ENGLISH: usize = 0;
/// Place of Spanish in [`KNOWN`].
pub(super) const SPANISH: usize = 1;

const LISTS: [&str; 7] = [
    // English
    "the of and to in for on with from by at as is are was were be been has have had that this it these those which who \
     whose their its an a or not between into under over how what when where why can may shall will would should about \
     after before against through during among within without toward towards upon than but also they we our us his her \
     he she you your no all more most other such some any each both do does did if there here out new so nor per \
     because while whether only through until across along off them him my me very one two",
    // Spanish
    "el la los las lo y e de del en un una unos unas al a con por para que se su sus es son fue fueron como más mas o u \
     no sin sobre entre ante bajo desde hasta según durante contra tras este esta esto estos estas ese esa esos esas ha \
     han ser muy pero también cuando donde quien quienes cual cuyo cuya porque ya si sí nos le les hacia cada todo toda \
     todos todas otro otra otros otras era está están qué cómo cuál dónde mediante sino aunque cuales mi me te nuestro \
     nuestra",
    // Portuguese
    "o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às e com por para pelo pela pelos pelas que se \
     seu sua seus suas é são foi foram como mais ou não sem sobre entre desde até segundo durante contra este esta isto \
     estes estas esse essa isso há ser muito mas também quando onde quem qual porque já sob num numa ainda me lhe lhes \
     cada todo toda todos todas outro outra outros outras nosso nossa perante após",
    // French
    "le la les un une des de du d l en et à au aux avec par pour que qu qui ne pas se son sa ses est sont été comme plus \
     ou où sans sur entre sous depuis dans ce cet cette ces il elle ils elles nous vous leur leurs mais aussi être avoir \
     a ont chez vers selon contre tout toute tous toutes on dont si lors afin me te y",
    // Italian
    "il lo la i gli le un uno una di del dello della dell dei degli delle da dal dallo dalla dall dai dalle in nel nello \
     nella nell nei negli nelle a ad al allo alla all ai agli alle con su sul sulla sull sui sulle per tra fra e ed che \
     chi non si suo sua suoi sue è sono come più o ma anche questo questa questi queste ha hanno essere stato stata stati \
     quando dove se l d o ogni loro cui",
    // German
    "der die das des dem den ein eine einer eines einem einen und oder in im am an auf aus bei beim mit nach von vom zu \
     zum zur für über unter zwischen durch gegen ohne um als wie ist sind war waren wird werden wurde wurden hat haben \
     nicht auch es sich ihre ihr ihrer seine sein seiner dass daß bis vor so nur noch kein keine er sie wir man jeder",
    // Catalan
    "el la els les l un una uns unes de del dels d en i amb per pel pels a al als que qui no és són com més o sense \
     sobre entre sota des fins segons durant contra aquest aquesta aquests aquestes seu seva seus seves ha han ser estat \
     molt però també quan on hi ho dins tot tots tota totes cap altres si se es ni li n",
];

/// Letters that neither English nor Spanish writes, by the languages of [`KNOWN`] that do.
const LETTERS: [&str; 7] = ["", "", "ãõâêôçà", "àâçèêëîïôùûœ", "àèìòù", "äöß", "àèòçï"];

/// Endings of long words that neither English nor Spanish has, by the languages of [`KNOWN`] that do.
const ENDINGS: [&[&str]; 7] = [
    &[],
    &[],
    &["ção", "ções"],
    &["eux", "euse"],
    &["zione", "zioni"],
    &["ung", "ungen", "keit", "heit", "schaft"],
    &["ció"],
];
/// So many words that speak for a language tell of it.
const ENOUGH: u32 = 2;
/// So many words of one of English and Spanish need no model to tell it from the other: a passage of 400 characters has
/// some thirty. Models change none of the labelled texts, and take most of the time of loading a collection.
const PLAIN: u32 = 6;
/// As many times the words of the other.
const PLAIN_LEAD: u32 = 4;
/// Words of fewer bytes end so by chance ("young").
const LONG: usize = 7;

/// One bit for each language of [`KNOWN`] that has a letter of this word, in small letters, which English and Spanish
/// lack.
pub(super) fn letters_of(word: &str) -> u8 {
    if word.is_ascii() {
        return 0;
    }
    bits(|place| word.chars().any(|c| LETTERS[place].contains(c)))
}

/// One bit for each language of [`KNOWN`] that has the ending of this word, in small letters, which English and Spanish
/// lack.
pub(super) fn ending_of(word: &str) -> u8 {
    if word.len() < LONG {
        return 0;
    }
    bits(|place| ENDINGS[place].iter().any(|ending| word.ends_with(ending)))
}

fn bits(is: impl Fn(usize) -> bool) -> u8 {
    (0..KNOWN.len()).filter(|place| is(*place)).map(|place| 1 << place).sum()
}

/// The table of function words: in which languages a word is one.
pub(crate) struct FunctionWords(HashMap<&'static str, u8>);

impl FunctionWords {
    /// The table of every list.
    pub(crate) fn new() -> FunctionWords {
        let mut table = HashMap::new();
        for (place, list) in LISTS.iter().enumerate() {
            for word in list.split_whitespace() {
                *table.entry(word).or_default() |= 1 << place;
            }
        }
        FunctionWords(table)
    }

    /// One bit for each language of [`KNOWN`] in which this word, in small letters, is a function word.
    pub(crate) fn languages_of(&self, word: &str) -> u8 {
        self.0.get(word).copied().unwrap_or(0)
    }
}

/// How many words of a text speak for each language: its function words, and words with letters or an ending of its own.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Counts {
    /// By the places of [`KNOWN`].
    pub(super) of: [u32; 7],
    /// Words with a Latin letter that neither English nor Spanish writes, in whatever language.
    strange: u32,
}

impl Counts {
    /// Counts a word for the languages whose bits are set.
    pub(super) fn add(&mut self, languages: u8) {
        for (place, count) in self.of.iter_mut().enumerate() {
            *count += u32::from(languages >> place & 1);
        }
    }

    /// Counts a word that is no name for the strangeness of its letters.
    pub(super) fn add_letters(&mut self, word: &str) {
        let is_strange = |c: char| matches!(c, '\u{c0}'..='\u{24f}') && !"áéíóúüñ".contains(c);
        self.strange += u32::from(word.chars().any(is_strange));
    }

    /// Whether the letters are those of another language, known or not.
    pub(super) fn are_strange(&self) -> bool {
        self.strange >= ENOUGH
    }

    /// English or Spanish, where these words alone tell one from the other.
    pub(super) fn plainly(&self) -> Option<Language> {
        let (english, spanish) = (self.of[ENGLISH], self.of[SPANISH]);
        let leads = |own: u32, other: u32| own >= PLAIN && own >= PLAIN_LEAD * other;
        if leads(english, spanish) {
            return Some(Language::EN);
        }
        leads(spanish, english).then_some(Language::ES)
    }

    /// Whether they leave no doubt that the text is in this language, English or Spanish.
    pub(super) fn settle(&self, language: &Language) -> bool {
        let own = self.own(language);
        own >= ENOUGH && own > self.most_of_others()
    }

    /// Whether they speak for a language other than English and Spanish rather than for this one.
    pub(super) fn contradict(&self, language: &Language) -> bool {
        let others = self.most_of_others();
        others >= ENOUGH && others > self.own(language)
    }

    fn own(&self, language: &Language) -> u32 {
        self.of[if *language == Language::ES { SPANISH } else { ENGLISH }]
    }

    fn most_of_others(&self) -> u32 {
        self.of[SPANISH + 1..].iter().copied().max().unwrap_or(0)
    }
}

//! How words become terms of the index, and how they stand in one field.
//!
//! A word is looked for by its stem and by its exact form. Two thirds of all words are their own stem (measured on
//! scale-mix), so the two forms share a field: a word that is its own stem is one term, another is two terms at one place.
//! A term's first byte says which. What has a stem is then the union of two terms, and so is what has an exact form.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::{Stemmer, StemmingLanguage, compound, fold, words};

/// The tokenizer's name in the schema.
pub(crate) const TOKENIZER: &str = "terms";
/// A word that is its own stem.
const BOTH: char = '=';
/// The exact form of a word that has another stem.
const EXACT: char = '#';
/// The stem of a word that has another form.
const STEM: char = '~';
/// Before a term at a new place.
const NEXT: char = ' ';
/// Before a term at the place of the one before it.
const SAME: char = '\u{1f}';

/// The letters whose accents tell forms of Spanish verbs and words apart.
const ACCENTED: [char; 5] = ['á', 'é', 'í', 'ó', 'ú'];

/// Which form of a word is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// Its stem.
    Stem,
    /// Lower case, with accents.
    Exact,
}

impl Form {
    /// The first bytes of its terms.
    pub(crate) fn prefixes(self) -> [char; 2] {
        match self {
            Form::Stem => [BOTH, STEM],
            Form::Exact => [BOTH, EXACT],
        }
    }

    /// The terms of a word in this form.
    pub(crate) fn terms(self, word: &str) -> [String; 2] {
        self.prefixes().map(|prefix| {
            let mut term = String::with_capacity(prefix.len_utf8() + word.len());
            term.push(prefix);
            term.push_str(word);
            term
        })
    }
}

/// The terms of a text, as [`Terms`] cuts them.
#[derive(Debug, Default)]
pub(crate) struct TermText {
    /// The terms, each after a mark of its place.
    pub(crate) text: String,
    /// How many words there are.
    pub(crate) words: usize,
}

impl TermText {
    /// Adds the terms of a text in one language.
    pub(crate) fn read(&mut self, text: &str, language: Option<StemmingLanguage>, stemmer: &mut Stemmer) {
        let found: Vec<_> = words(text).collect();
        for (at, word) in found.iter().enumerate() {
            let mut place = NEXT;
            let compound = compound(text, &found, at);
            for exact in
                std::iter::once(word.exact.as_ref()).chain(compound.as_ref().map(|compound| compound.joined.as_str()))
            {
                each_term(exact, language, stemmer, |prefix, form| {
                    self.text.push(place);
                    self.text.push(prefix);
                    self.text.push_str(form);
                    place = SAME;
                });
            }
        }
        self.words += found.len();
    }
}

/// Calls back with each term of a word: its first byte and its form. A word with `ñ` also has the stem that it would have
/// with `n`, so that who types `n` finds both, and who types `ñ` that alone; a Spanish word also that which its accents tell.
pub(crate) fn each_term(
    exact: &str,
    language: Option<StemmingLanguage>,
    stemmer: &mut Stemmer,
    mut found: impl FnMut(char, &str),
) {
    let folded = fold(exact);
    if folded.contains('ñ') {
        found(STEM, stemmer.stem(&folded.replace('ñ', "n"), language));
    }
    if language == Some(StemmingLanguage::Spanish) && !exact.is_ascii() && exact.contains(ACCENTED) {
        let by_accents = stemmer.stem_by_accents(exact).to_owned();
        if by_accents != stemmer.stem(&folded, language) {
            found(STEM, &by_accents);
        }
    }
    let stem = stemmer.stem(&folded, language);
    if exact == stem {
        return found(BOTH, exact);
    }
    found(EXACT, exact);
    found(STEM, stem);
}

/// The terms of names, which have no stems: folded words.
pub(crate) struct NameText;

impl NameText {
    /// The terms of some names.
    pub(crate) fn of(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
        let mut text = String::new();
        for name in names {
            for word in words(name.as_ref()) {
                text.push(NEXT);
                text.push_str(&word.folded());
            }
        }
        text
    }
}

/// Cuts a text of terms at the marks of their places.
#[derive(Debug, Clone, Default)]
pub(crate) struct Terms {
    token: Token,
}

/// The terms of one text.
pub(crate) struct TermStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { rest: text, token: &mut self.token }
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(mark) = self.rest.chars().next() else { return false };
        let text = &self.rest[mark.len_utf8()..];
        let end = text.find([NEXT, SAME]).unwrap_or(text.len());
        if mark == NEXT {
            self.token.position = self.token.position.wrapping_add(1);
        }
        self.token.text.clear();
        self.token.text.push_str(&text[..end]);
        self.rest = &text[end..];
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_its_own_stem_is_one_term_and_another_is_two_at_one_place() {
        let mut text = TermText::default();
        text.read("The migración of co-managed visas, año", Some(StemmingLanguage::English), &mut Stemmer::default());
        text.read("tenía más", Some(StemmingLanguage::Spanish), &mut Stemmer::default());
        let mut terms = Terms::default();
        let mut stream = terms.token_stream(&text.text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push(format!("{}{}", stream.token().position, stream.token().text));
        }
        let expected = [
            "0=the",
            "1#migración",
            "1~migracion",
            "2=of",
            "3=co",
            "3#comanaged",
            "3~comanag",
            "4#managed",
            "4~manag",
            "5#visas",
            "5~visa",
            "6~ano",
            "6=año",
            "7~ten",
            "7#tenía",
            "7~teni",
            "8#más",
            "8~mas",
        ];
        assert_eq!((found, text.words), (expected.map(str::to_owned).to_vec(), 9));
    }
}

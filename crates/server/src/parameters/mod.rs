//! What does a query string say? Names and values, read strictly: nothing that was asked is passed over in silence.
//!
//! Not here: what the values mean (`search`).

mod links;
mod search;

use apostille_corpus::Quote;
use percent_encoding::percent_decode_str;

use crate::answer::{BadParameter, Fault};

pub(crate) use links::{address, document_address, permalink, search_address, similar_address};
pub(crate) use search::{complete_request, documents_request, search_request};

/// The parameters of a query string, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters(Vec<(String, String)>);

/// Who asks: a program is told of everything that cannot be read, a form may send fields that nobody filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asker {
    /// The API: an unknown name or an empty value is a fault.
    Program,
    /// A browser: unknown names (`utm_source`) and empty fields are no filter.
    Browser,
}

impl Parameters {
    /// Reads the part of an address after `?`.
    ///
    /// # Errors
    /// [`Fault::Encoding`] if a percent sign does not begin an encoded byte, or the bytes are not UTF-8.
    pub(crate) fn read(query: Option<&str>) -> Result<Parameters, BadParameter> {
        let query = query.unwrap_or_default();
        query.split('&').try_for_each(check_encoding)?;
        Ok(Parameters(form_urlencoded::parse(query.as_bytes()).into_owned().collect()))
    }

    /// The parameters as a form's reader would take them: what is no fault of a browser's user is left out.
    pub(crate) fn of(self, asker: Asker, known: &[&str]) -> Result<Parameters, BadParameter> {
        match asker {
            Asker::Browser => {
                let filled = |(name, value): &(String, String)| known.contains(&name.as_str()) && !value.is_empty();
                Ok(Parameters(self.0.into_iter().filter(filled).collect()))
            }
            Asker::Program => match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
                Some((name, _)) => Err(BadParameter::new(name, Fault::Unknown { known: known.join(", ") })),
                None => Ok(self),
            },
        }
    }

    /// The value of a parameter that stands at most once.
    pub(crate) fn one(&self, name: &str) -> Result<Option<&str>, BadParameter> {
        let mut values = self.all(name);
        let first = values.next();
        match values.next() {
            Some(_) => Err(BadParameter::new(name, Fault::Repeated)),
            None => Ok(first),
        }
    }

    /// The number that a parameter is, which stands at most once.
    pub(crate) fn number(&self, name: &str) -> Result<Option<i64>, BadParameter> {
        let Some(written) = self.one(name)? else { return Ok(None) };
        let wrong = |_| BadParameter::new(name, Fault::Value { value: written.to_owned(), expected: "a number" });
        written.parse().map(Some).map_err(wrong)
    }

    /// The words that an address quotes; none if it quotes none.
    pub(crate) fn quote(&self) -> Result<Option<Quote>, BadParameter> {
        let said = |name| Ok(self.one(name)?.unwrap_or_default().to_owned());
        let quote = Quote { prefix: said("prefix")?, exact: said("exact")?, suffix: said("suffix")? };
        Ok((!quote.exact.is_empty()).then_some(quote))
    }

    /// The values of a parameter that may stand more than once.
    pub(crate) fn all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every name and value but those of one name.
    pub(crate) fn without(&self, name: &str) -> Vec<(&str, &str)> {
        self.0.iter().filter(|(known, _)| known != name).map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// Whether `name=value` is percent-encoded UTF-8: the decoder takes anything, and would search for something else.
fn check_encoding(pair: &str) -> Result<(), BadParameter> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let encoded = |text: &str| {
        let whole = text
            .split('%')
            .skip(1)
            .all(|after| after.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)));
        whole && percent_decode_str(text).decode_utf8().is_ok()
    };
    if encoded(name) && encoded(value) {
        return Ok(());
    }
    let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
    Err(BadParameter { name, fault: Fault::Encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_percent_encoded_utf_8_is_read() {
        for (query, value) in
            [("q=a+b", "a b"), ("q=%C3%B1", "ñ"), ("q=a%20b&q2=", "a b"), ("q=100%25", "100%"), ("q", "")]
        {
            assert_eq!(Parameters::read(Some(query)).unwrap().one("q").unwrap(), Some(value), "{query}");
        }
        for query in ["q=%", "q=%4", "q=%zz", "q=%ff", "q=a&lang=%C3", "%zz=1", "q=100%&lang=en"] {
            assert!(
                matches!(Parameters::read(Some(query)), Err(BadParameter { fault: Fault::Encoding, .. })),
                "{query}"
            );
        }
    }

    #[test]
    fn a_program_hears_of_an_unknown_name_and_a_browser_does_not() {
        let parameters = Parameters::read(Some("q=a&utm_source=x&lang=")).unwrap();
        assert!(parameters.clone().of(Asker::Program, &["q", "lang"]).is_err());
        let read = parameters.of(Asker::Browser, &["q", "lang"]).unwrap();
        assert_eq!(read.0, [("q".to_owned(), "a".to_owned())]);
    }
}

//! Which passages have something said of their document or page: `title:asylum`, `year:2019..2021`, `page:12`.

use apostille_corpus::Language;
use tantivy::schema::Field as IndexField;

use super::columns::Columns;
use super::postings::PostingsReader;
use super::{Part, Years};
use crate::analysis::{Stemmer, StemmingLanguage, words};
use crate::query::Field;
use crate::schema::Fields;
use crate::terms::Form;

/// Calls back with each passage, at least once, of which a value is said.
pub(crate) fn each(
    reader: PostingsReader<'_>,
    fields: Fields,
    columns: &Columns,
    field: Field,
    value: &str,
    mut found: impl FnMut(u32),
) -> tantivy::Result<()> {
    let names = |field, value: &str| words(value).map(|word| (field, vec![word.folded().into_owned()])).collect();
    match field {
        Field::Title => every(reader, &title(fields.title, value), found),
        Field::Author => every(reader, &names(fields.author, value), found),
        Field::Publisher => every(reader, &names(fields.publisher, value), found),
        Field::Type => every(reader, &names(fields.document_type, value), found),
        Field::Page => every(reader, &names(fields.page, value), found),
        Field::Year | Field::Language | Field::Part => {
            let holds = in_columns(columns, field, value);
            (0..columns.places() as u32).filter(|place| holds(*place)).for_each(&mut found);
            Ok(())
        }
    }
}

fn title(field: IndexField, value: &str) -> Vec<(IndexField, Vec<String>)> {
    let mut stemmer = Stemmer::lent();
    let mut of_word = |folded: &str| {
        let languages = StemmingLanguage::ALL.into_iter().map(Some).chain([None]);
        let mut terms: Vec<String> =
            languages.flat_map(|language| Form::Stem.terms(stemmer.stem(folded, language))).collect();
        terms.sort();
        terms.dedup();
        terms
    };
    words(value).map(|word| (field, of_word(&word.folded()))).collect()
}

/// The passages that have one of the terms of every word.
fn every(
    reader: PostingsReader<'_>,
    words: &Vec<(IndexField, Vec<String>)>,
    mut found: impl FnMut(u32),
) -> tantivy::Result<()> {
    let mut common: Option<Vec<u32>> = None;
    for (field, terms) in words {
        let mut places = Vec::new();
        for term in terms {
            reader.each(*field, term, |place, _| places.push(place))?;
        }
        places.sort_unstable();
        places.dedup();
        common = Some(match common {
            None => places,
            Some(known) => known.into_iter().filter(|place| places.binary_search(place).is_ok()).collect(),
        });
    }
    common.unwrap_or_default().into_iter().for_each(&mut found);
    Ok(())
}

/// Whether what the columns know of a place is this value. A value that cannot be read was refused with the query.
fn in_columns<'a>(columns: &'a Columns, field: Field, value: &str) -> Box<dyn Fn(u32) -> bool + 'a> {
    match field {
        Field::Year => {
            let years: Option<Years> = value.parse().ok();
            Box::new(move |place| {
                let year = columns.class(place).year;
                year != 0 && years.is_some_and(|years| years.holds(year))
            })
        }
        Field::Language => {
            let language = Language::from_tag(value);
            let bit = columns.language_bit(&language);
            Box::new(move |place| columns.class(place).languages & bit != 0)
        }
        _ => {
            let part: Part = value.parse().unwrap_or(Part::All);
            Box::new(move |place| columns.is_alive(place) && part.holds(columns.class(place).kind))
        }
    }
}

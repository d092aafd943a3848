//! Queries as people may write them, and what they mean: the help page is made from these, and all of them are tried.

/// A query and its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The query.
    pub query: &'static str,
    /// What it finds, in English.
    pub english: &'static str,
    /// The same in Spanish.
    pub spanish: &'static str,
}

const fn example(query: &'static str, english: &'static str, spanish: &'static str) -> Example {
    Example { query, english, spanish }
}

/// Everything that the query language has, in the order in which it is explained.
pub const EXAMPLES: &[Example] = &[
    example(
        "asylum seekers at the border",
        "Passages with any of these words, in any inflection; first those with more of them, closer together.",
        "Pasajes con alguna de estas palabras, en cualquier forma; primero los que tienen más y más juntas.",
    ),
    example(
        "¿qué es la condición de refugiado?",
        "A whole question; accents and capitals make no difference.",
        "Una pregunta entera; no importan los acentos ni las mayúsculas.",
    ),
    example(
        "\"Quédate en México\"",
        "These words, in this order and next to each other.",
        "Estas palabras, en este orden y seguidas.",
    ),
    example(
        "«right to asylum» court",
        "Any quotation marks will do. The phrase must be there; passages with “court” too come first.",
        "Valen cualesquiera comillas. La frase tiene que estar; primero, los pasajes que tienen también «court».",
    ),
    example(
        "\"labor demand\"~5",
        "These words near one another, in any order, with at most five others between them.",
        "Estas palabras cerca una de otra, en cualquier orden, con otras cinco entre ellas como mucho.",
    ),
    example("visas -Canada", "Without the passages that have “Canada”.", "Sin los pasajes que tienen «Canada»."),
    example(
        "visas NOT \"green cards\"",
        "The same for a phrase.",
        "Lo mismo para una frase: NO hace lo mismo que NOT.",
    ),
    example(
        "refugio O asilo",
        "One of them is enough. OR does the same as O.",
        "Basta con una. OR hace lo mismo que O.",
    ),
    example(
        "remittances AND Mexico",
        "Both must be there. Y does the same as AND.",
        "Tienen que estar las dos. Y hace lo mismo que AND.",
    ),
    example(
        "(refugee OR asylum) AND Guatemala",
        "Parentheses keep together what belongs together.",
        "Los paréntesis mantienen junto lo que va junto.",
    ),
    example(
        "deporta*",
        "Words that start so: deportación, deportar, deportation. Three letters or more before the star.",
        "Palabras que empiezan así: deportación, deportar, deportation. Al menos tres letras antes del asterisco.",
    ),
    example(
        "inmi*ción",
        "The star can stand inside a word: inmigración.",
        "El asterisco puede estar dentro de una palabra: inmigración.",
    ),
    example(
        "m?grant",
        "A question mark inside a word is any one letter.",
        "Un signo ? dentro de una palabra es una letra cualquiera.",
    ),
    example(
        "Guatamala~1",
        "Words that differ in one letter, for names and slips; ~2 for two letters.",
        "Palabras que difieren en una letra, para nombres y erratas; ~2 para dos letras.",
    ),
    example(
        "=año",
        "The exact word: no other inflection, accents as written, nothing added from the other language.",
        "La palabra exacta: sin otras formas, con los acentos tal cual y sin añadir nada del otro idioma.",
    ),
    example("=\"border security\"", "The exact phrase.", "La frase exacta."),
    example(
        "title:asylum",
        "In documents whose title has the word. In Spanish: título:asilo.",
        "En documentos cuyo título tiene la palabra. En inglés: title:asylum.",
    ),
    example(
        "título:\"política migratoria\"",
        "Quotation marks keep the words of a title together.",
        "Las comillas dan al campo todas las palabras.",
    ),
    example(
        "author:Massey wages",
        "In documents by this author, about wages.",
        "En documentos de este autor, sobre salarios (wages).",
    ),
    example(
        "asylum year:2019..2021",
        "In documents of these years; also 2019.., ..2021 and 2019. In Spanish: año:2019.",
        "En documentos de estos años; también 2019.., ..2021 y 2019. En español: año:2019.",
    ),
    example(
        "frontera idioma:es",
        "In passages written in Spanish. In English: lang:es.",
        "En pasajes escritos en español. En inglés: lang:es.",
    ),
    example(
        "remesas in:notas",
        "In notes alone; in:body for the text alone.",
        "Solo en notas; in:texto, solo en el texto.",
    ),
    example(
        "type:report",
        "In documents of this type. In Spanish: tipo:informe.",
        "En documentos de este tipo. En español: tipo:informe.",
    ),
    example(
        "publisher:Banxico",
        "In documents of this publisher. In Spanish: editorial:Banxico.",
        "En documentos de esta editorial. En inglés: publisher:Banxico.",
    ),
    example(
        "visa page:12",
        "On pages with this number or printed label.",
        "En las páginas con este número o rótulo impreso. En español: página:12.",
    ),
    example(
        "asylum^2 border",
        "The first word counts twice as much. A phrase or a group can have a weight too, from 0.01 to 10000.",
        "La primera palabra cuenta el doble. También una frase o un grupo pueden tener un peso, de 0.01 a 10000.",
    ),
];

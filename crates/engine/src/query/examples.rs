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

/// Everything that the query language has, in the order in which it is explained. Each finds something in the program's sample
/// documents.
pub const EXAMPLES: &[Example] = &[
    example(
        "asylum seekers at the border",
        "Passages with any of these words, in any inflection; first those with more of them, closer together.",
        "Pasajes con alguna de estas palabras, en cualquier forma; primero los que tienen más y más juntas.",
    ),
    example(
        "¿qué es la condición de refugiado?",
        "A whole question. Accents and capitals make no difference.",
        "Una pregunta entera. No importan los acentos ni las mayúsculas.",
    ),
    example(
        "\"unaccompanied minors\"",
        "These words, in this order and next to each other.",
        "Estas palabras, en este orden y seguidas.",
    ),
    example(
        "«personas refugiadas» vivienda",
        "Any quotation marks will do. The phrase must be there; passages with “vivienda” too come first.",
        "Valen cualesquiera comillas. La frase tiene que estar; primero, los pasajes que tienen también «vivienda».",
    ),
    example(
        "\"lawyers interview\"~5",
        "These words near one another, in any order, with at most five others between them.",
        "Estas palabras cerca una de otra, en cualquier orden, con otras cinco entre ellas como mucho.",
    ),
    example(
        "backlog -detention",
        "Without the passages that have “detention”.",
        "Sin los pasajes que tienen «detention».",
    ),
    example(
        "remesas NO \"cuenta bancaria\"",
        "Without a phrase. NO and NOT are the same.",
        "Sin una frase. NO y NOT son lo mismo.",
    ),
    example("refugio O asilo", "One of them is enough. O and OR are the same.", "Basta con una. O y OR son lo mismo."),
    example(
        "remittances AND families",
        "Both must be there. AND and Y are the same.",
        "Tienen que estar las dos. AND e Y son lo mismo.",
    ),
    example(
        "(refugee OR asylum) AND border",
        "Parentheses keep together what belongs together.",
        "Los paréntesis mantienen junto lo que va junto.",
    ),
    example(
        "reloca*",
        "Words that begin so: relocate, relocation, relocating. Three letters or more before the star.",
        "Palabras que empiezan así: relocate, relocation, relocating. Al menos tres letras antes del asterisco.",
    ),
    example(
        "regul*ción",
        "The star can stand inside a word: regularización.",
        "El asterisco puede estar dentro de una palabra: regularización.",
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
    example("=\"control migratorio\"", "The exact phrase.", "La frase exacta."),
    example(
        "title:asylum",
        "In documents whose title has the word. título: is the same.",
        "En documentos cuyo título tiene la palabra. En inglés y en español: title:, título:.",
    ),
    example(
        "título:\"control migratorio\"",
        "Quotation marks keep the words of a title together.",
        "Las comillas dan al campo todas las palabras.",
    ),
    example(
        "author:Olmedo families",
        "In documents by this author, about families. autor: is the same.",
        "En documentos de este autor, sobre familias. autor: es lo mismo.",
    ),
    example(
        "relocation year:2019..2024",
        "In documents of these years; also 2019.., ..2024 and 2019. año: is the same.",
        "En documentos de estos años; también 2019.., ..2024 y 2019. año: es lo mismo.",
    ),
    example(
        "frontera idioma:es",
        "In passages written in Spanish. lang: is the same.",
        "En pasajes escritos en español. lang: es lo mismo.",
    ),
    example(
        "remesas in:notas",
        "In notes alone; in:body for the text alone.",
        "Solo en notas; in:texto, solo en el texto.",
    ),
    example(
        "type:report",
        "In documents of this type. tipo: is the same.",
        "En documentos de este tipo. tipo: es lo mismo.",
    ),
    example(
        "editorial:observatorio",
        "In documents of this publisher. publisher: is the same.",
        "En documentos de esta editorial. publisher: es lo mismo.",
    ),
    example(
        "asylum page:2",
        "On pages with this number or printed label. página: is the same.",
        "En las páginas con este número o rótulo impreso. página: es lo mismo.",
    ),
    example(
        "asylum^2 border",
        "The first word counts twice as much. A phrase or a group can have a weight too, from 0.01 to 10000.",
        "La primera palabra cuenta el doble. También una frase o un grupo pueden tener un peso, de 0.01 a 10000.",
    ),
];

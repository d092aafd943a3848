//! The interface in Spanish.

use apostille_engine::QueryErrorKind;

use super::{Counted, Rule, Texts};

pub(super) const TEXTS: Texts = Texts {
    tagline: "Busque en documentos de política migratoria hasta en sus notas al pie, en español e inglés.",
    skip: "Saltar al texto",
    main_navigation: "Principal",
    documents: "Documentos",
    help: "Cómo preguntar",
    interface_language: "Idioma de estas páginas",
    question: "Su pregunta",
    placeholder: "Palabras, una pregunta, una \"frase\"",
    search: "Buscar",
    holds: "En esta colección:",
    count_documents: Counted { one: "{n} documento", other: "{n} documentos" },
    count_passages: Counted { one: "{n} pasaje", other: "{n} pasajes" },
    count_notes: Counted { one: "{n} nota", other: "{n} notas" },
    count_hit_documents: Counted { one: "{n} documento", other: "{n} documentos" },
    count_hit_passages: Counted { one: "{n} pasaje", other: "{n} pasajes" },
    count_sections: Counted { one: "{n} sección", other: "{n} secciones" },
    at_least: "al menos",
    empty_collection: "La colección está vacía. Añada documentos con la orden apostille add.",
    try_these: "Preguntas para probar",
    only_in_notes: "solo la responde una nota al pie",
    keys: "Pulse / para ir a la pregunta; j y k, para pasar de un resultado a otro.",
    filters: "Filtros",
    filter_part: "Dónde",
    filter_language: "Idioma",
    filter_year: "Año",
    part_all: "Texto y notas",
    part_body: "Texto",
    part_notes: "Notas",
    all_languages: "Todos los idiomas",
    all_years: "Todos los años",
    other_years: "Años",
    years_hint: "2019..2021, 2019.. o ..2021",
    apply: "Aplicar",
    active_filters: "Solo",
    remove_filter: "Quitar este filtro",
    remove_all: "Quitar todos los filtros",
    show_documents: "El mejor pasaje de cada documento",
    show_passages: "Todos los pasajes",
    page: "página",
    note: "Nota",
    cited_in: "Nota a:",
    not_cited: "No se encontró el lugar que remite a esta nota.",
    more_passages: Counted { one: "{n} pasaje más en este documento", other: "{n} pasajes más en este documento" },
    next_page: "Resultados siguientes",
    first_page: "Volver a los primeros resultados",
    partial: "Una parte de la colección no respondió: si busca otra vez, puede encontrar más.",
    no_hits: "No se encontró nada para esta pregunta.",
    no_hits_filters: "Buscar sin los filtros",
    no_hits_words: "Pruebe con menos palabras o con otras: un sinónimo, o la palabra en el otro idioma.",
    no_hits_help: "Vea cómo preguntar",
    no_hits_one_word: "Buscar una de las palabras:",
    cite: "Citar",
    cite_note: "nota",
    cite_page: "p.",
    cite_to_copy: "Cita con su dirección permanente",
    undated: "s. f.",
    broken_query: "Esta pregunta no se puede leer tal como está escrita",
    broken_here: "aquí",
    try_instead: "Pruebe así:",
    kind_body: "Texto",
    kind_heading: "Título",
    kind_table: "Tabla",
    kind_front: "Preliminares",
    kind_back: "Final",
    kind_note: "Nota",
    language_en: "Inglés",
    language_es: "Español",
    language_und: "Idioma desconocido",
    languages: &LANGUAGES,
    contents: "Contenido",
    notes: "Notas",
    title_page: "Portada",
    back_to_text: "Volver al lugar del texto",
    type_label: "Tipo",
    date_label: "Fecha",
    languages_label: "Idiomas",
    pages_label: "Páginas",
    files_label: "Archivo",
    publisher_label: "Editorial",
    identifiers_label: "Identificadores",
    page_of: "de",
    pages_word: "páginas",
    original: "Descargar el original",
    as_json: "En JSON",
    warnings: "Qué poner en duda de esta lectura",
    has_warnings: "Hay partes dudosas en esta lectura",
    matches_in_document: Counted {
        one: "{n} lugar contiene las palabras de",
        other: "{n} lugares contienen las palabras de",
    },
    no_matches_in_document: "Ningún lugar de este documento contiene las palabras de",
    back_to_hits: "Volver a los resultados",
    remove_marks: "Leer sin marcas",
    places: "Lugares",
    not_found: "Aquí no hay nada",
    not_found_text: "No hay ninguna página en esta dirección.",
    no_document: "La colección no tiene ningún documento en esta dirección. Puede que se haya retirado o que lo haya \
                  sustituido una versión más reciente de su archivo.",
    bad_request: "Esta dirección no se puede leer",
    bad_parameter: "El servidor no entiende esta parte de la dirección:",
    bad_cursor: "Esta dirección lleva a una página posterior de otra búsqueda. Empiece por los primeros resultados.",
    only_reads: "Este servidor solo lee; no admite cambios.",
    not_ready: "Todavía no hay ninguna colección en la que buscar. Inténtelo dentro de un momento.",
    too_slow: "La respuesta tardó demasiado. Inténtelo otra vez o pida menos.",
    failed: "Algo falló en el servidor. Su registro dice qué.",
    to_start: "Ir a la página de inicio",
    help_title: "Cómo preguntar",
    help_intro: "Escriba palabras o una pregunta entera, en español o en inglés. No importan los acentos, las \
                 mayúsculas ni las terminaciones: con migración, Migracion y migraciones se encuentra lo mismo. \
                 Cuantas más palabras suyas tenga un pasaje, y más juntas, más arriba aparece.",
    help_rules: &RULES,
    help_filters: "Filtros",
    help_filters_text: "Junto a los resultados puede limitarse al texto o a las notas, a un idioma y a unos años. El \
                        número que acompaña a cada opción dice cuántos resultados dejaría.",
    help_notes: "Notas",
    help_notes_text: "Cada nota al pie es un resultado por sí misma y va con la oración que remite a ella. En el \
                      documento, la llamada lleva a la nota y la flecha de la nota lleva de vuelta. Cada pasaje \
                      tiene su propia dirección: Citar, bajo un resultado, la da con autor, año, página y nota.",
    help_keys: "Teclas",
    help_keys_text: "/ lleva a la pregunta; j o n, al resultado o lugar marcado siguiente; k o p, al anterior.",
    help_programs: "Programas",
    help_programs_text: "Toda búsqueda es también una dirección para programas. Se describen en",
    doubts: &DOUBTS,
    query_error,
};

fn query_error(kind: QueryErrorKind) -> &'static str {
    match kind {
        QueryErrorKind::Empty => "La pregunta está vacía: escriba una palabra o una pregunta.",
        QueryErrorKind::OnlyPunctuation => "En la pregunta no hay ninguna palabra, solo signos.",
        QueryErrorKind::UnclosedQuote => "Aquí se abren unas comillas que no se cierran.",
        QueryErrorKind::EmptyPhrase => "No hay ninguna palabra entre las comillas.",
        QueryErrorKind::UnclosedParenthesis => "Aquí se abre un paréntesis que no se cierra.",
        QueryErrorKind::UnopenedParenthesis => "Aquí se cierra un paréntesis que no se abrió.",
        QueryErrorKind::EmptyParentheses => "No hay nada entre los paréntesis.",
        QueryErrorKind::DanglingOperator => "Este operador no tiene aquí nada que unir.",
        QueryErrorKind::OnlyExcluded => "La pregunta solo excluye palabras: diga también qué busca.",
        QueryErrorKind::TooLong => "La pregunta es demasiado larga.",
        QueryErrorKind::TooDeep => "Hay demasiados paréntesis unos dentro de otros.",
        QueryErrorKind::TooMany => "La pregunta une con operadores demasiadas palabras y frases.",
        QueryErrorKind::TooManyPatterns => "La pregunta tiene demasiados patrones (*, ?) y palabras aproximadas (~).",
        QueryErrorKind::Pattern => {
            "Un patrón es una sola palabra fuera de una frase, con al menos tres letras antes de * y dos junto a ?."
        }
        QueryErrorKind::Fuzzy => {
            "Una palabra aproximada es una sola y difiere en dos letras como mucho: palabra~1, palabra~2."
        }
        QueryErrorKind::Near => {
            "Las palabras cercanas son de dos a ocho, con otras 50 entre ellas como mucho: \"dos palabras\"~5."
        }
        QueryErrorKind::Exact => "La forma exacta (=) es de una palabra o de una frase: =palabra, =\"una frase\".",
        QueryErrorKind::Weight => {
            "Un peso (^) va de 0.01 a 10000, con dos decimales como mucho, y cada parte que se busca tiene uno solo."
        }
        QueryErrorKind::Plus => {
            "El signo más (+) no se entiende: escriba Y entre las palabras, o las palabras sin más."
        }
        QueryErrorKind::Field => "No hay ningún campo con este nombre.",
        QueryErrorKind::FieldValue => "Este campo no tiene valores así.",
        QueryErrorKind::FieldGroup => "Un campo lleva una palabra o una frase, no un grupo.",
    }
}

const LANGUAGES: [(&str, &str); 17] = [
    ("de", "Alemán"),
    ("fr", "Francés"),
    ("it", "Italiano"),
    ("pt", "Portugués"),
    ("ca", "Catalán"),
    ("gl", "Gallego"),
    ("eu", "Euskera"),
    ("ro", "Rumano"),
    ("nl", "Neerlandés"),
    ("la", "Latín"),
    ("el", "Griego"),
    ("pl", "Polaco"),
    ("ru", "Ruso"),
    ("ar", "Árabe"),
    ("zh", "Chino"),
    ("ht", "Criollo haitiano"),
    ("qu", "Quechua"),
];

const DOUBTS: [(&str, &str); 12] = [
    ("truncated", "falta el final del archivo: puede haberse perdido texto o páginas"),
    ("damaged", "el archivo está dañado: puede faltar texto o estar mal leído"),
    ("endless", "una página se dibuja sin fin: se dejó ahí y falta el texto que sigue"),
    ("doubtful-characters", "el archivo no dice cuáles son algunos caracteres, o lo dice mal"),
    ("front-matter", "los metadatos del comienzo no son válidos: solo se leyeron sus líneas sencillas"),
    ("lost-part", "una parte del archivo no se pudo leer"),
    ("unlinked-note", "no se encontró ninguna frase que cite algunas de las notas"),
    ("lost-note", "algunas llamadas del texto citan notas que el archivo no tiene"),
    ("hidden-text", "las páginas son imágenes, y el texto es lo que otro programa leyó en ellas"),
    (
        "ocr",
        "el texto se leyó en imágenes de las páginas: puede haber letras equivocadas y las notas no están enlazadas",
    ),
    ("ocr-failed", "no se pudieron leer algunas imágenes de páginas"),
    ("ocr-kept", "el texto es el de una lectura anterior de las imágenes"),
];

const RULES: [Rule; 6] = [
    Rule {
        name: "Palabras",
        text: "Pasajes con alguna de las palabras o con todas; primero, los que tienen más.",
        examples: &["¿qué es la condición de refugiado?", "asylum seekers at the border"],
    },
    Rule {
        name: "\"Una frase\"",
        text: "Las palabras entre comillas, en este orden y seguidas.",
        examples: &["\"Quédate en México\"", "\"temporary workers\""],
    },
    Rule {
        name: "-sin",
        text: "Un signo menos, o NO, deja fuera los pasajes que tienen la palabra o la frase.",
        examples: &["asilo -Canadá", "visas NO \"green cards\""],
    },
    Rule {
        name: "O",
        text: "O, en mayúscula, entre palabras: basta con una. OR hace lo mismo.",
        examples: &["refugio O asilo", "refugee OR asylum"],
    },
    Rule {
        name: "Y",
        text: "Y, en mayúscula, pide las dos. AND hace lo mismo.",
        examples: &["remesas Y México"],
    },
    Rule {
        name: "( )",
        text: "Los paréntesis mantienen unido lo que va junto.",
        examples: &["(refugio O asilo) Y Guatemala"],
    },
];

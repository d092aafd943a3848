//! Small papers written for the tests: in English, with notes in Spanish, and in old encodings.

/// A paper in English; its first note is Spanish inside English, its second is English.
pub const WAITING: &str = "\
---
title: Waiting at the Northern Border
authors:
  - Lucía Prado
  - Thomas Hale
date: 2021-05-17
---

# Waiting at the Northern Border

## The queue

Asylum seekers wait for months in the cities south of the border, where shelters are full and work is scarce. Those who
cross are sent back to await the hearing of their claims.[^1] Few of them ever meet a lawyer before the hearing.

## The numbers

The courts granted protection in only eight of every thousand cases that were closed in 2019.[^2] Officials say that the
share has grown since, though no agency publishes it by nationality.

[^1]: The programme is known in both countries by its Spanish name. See Instituto de la Frontera, \"Recursos para
    entender el protocolo 'Quédate en México' y las audiencias de las personas solicitantes,\" Tijuana, 2020.
[^2]: Border Observatory, Closed Cases by Outcome, table 4, accessed 3 March 2021.
";

/// A report in Spanish, to be written in an old encoding; every letter of it is in Windows-1252.
pub const INFORME: &str = "\
Informe sobre la migración de niñas y niños

La comisión visitó las estaciones migratorias del sur del país durante el año pasado. Encontró que la detención de
adolescentes continúa, aunque la ley la prohíbe desde la última reforma. Según los directores, faltan albergues.

Las organizaciones pidieron que ningún niño duerma en una celda. El gobierno respondió que construirá más refugios en
Tapachula y que capacitará a los agentes de protección a la infancia.
";

/// A short text about one thing, with a word that no other has.
pub fn numbered(number: u64) -> String {
    format!(
        "Report {number} on the shelters of the coast\n\nThe shelter called albergue{number} received families from three countries \
         during the rainy season. Its director asked for more beds and for a doctor who speaks the languages of the highlands.\n\n\
         La casa ofrece comida y asesoría a las personas migrantes que esperan una respuesta de la autoridad desde hace meses.\n"
    )
}

/// The text in Windows-1252. Only for letters that Latin-1 has too: then it is the code point's own byte.
pub fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a letter of Latin-1")).collect()
}

/// The text in UTF-16, little-endian, with its mark.
pub fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

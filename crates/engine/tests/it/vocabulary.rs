//! Thesauri and dictionaries of a librarian, read from outside: what comes in, what is left out and why, what is refused.

use std::path::{Path, PathBuf};

use apostille_engine::Vocabulary;
use apostille_engine::vocabulary::definitions::definitions;
use apostille_engine::vocabulary::folder;
use apostille_engine::vocabulary::import::{Import, Skipped};

const TURTLE: &str = r#"
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix : <https://example.org/> .
:scheme a skos:ConceptScheme ; skos:prefLabel "Thesaurus"@en, "Tesauro"@es .
:1 a skos:Concept ; skos:altLabel "ASYLUM SEEKERS"@en-GB, "asilado"@fr ; skos:prefLabel "asylum applicant"@en , "solicitante de asilo"@es .
:2 a skos:Concept ; skos:prefLabel "Århus (county)"@en, "Århus (distrito)"@es ; skos:altLabel "Aarhus"@en .
:3 a skos:Concept ; skos:prefLabel "asile"@fr .
:4 a skos:Concept ; skos:prefLabel "only"@en .
:5 a skos:Concept ; xl:prefLabel :5en , [ xl:literalForm "migrante"@es ] .
:5en xl:literalForm "migrant"@en .
:6 skos:prefLabel "untyped"@en ; skos:hiddenLabel "sin tipo"@es .
"#;

const RDF: &str = r#"<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="http://example.org/1">
    <skos:prefLabel xml:lang="en">border &amp; coast</skos:prefLabel>
    <skos:prefLabel xml:lang="es">frontera y costa</skos:prefLabel>
  </skos:Concept>
</rdf:RDF>"#;

const DIX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<dictionary><alphabet/><sdefs><sdef n="n"/></sdefs>
<section id="main" type="standard">
<e><p><l>asilo<s n="n"/></l><r>asylum<s n="n"/></r></p></e>
<e r="LR"><p><l>casa<b/>del<b/>migrante</l><r>migrant<b/>shelter</r></p></e>
<e><p><l>R&amp;D &#233;l</l><r>R&amp;D</r></p></e>
<e><i>hotel<s n="n"/></i></e>
<e><re>[0-9]+</re></e>
</section></dictionary>"#;

fn imported(name: &str, text: &str) -> Vec<String> {
    let import = Import::read(Path::new(name), text.as_bytes()).unwrap();
    import
        .concepts
        .iter()
        .map(|concept| format!("{} = {}", concept.english.join(", "), concept.spanish.join(", ")))
        .collect()
}

#[test]
fn concepts_are_read_from_every_format_with_the_preferred_name_first() {
    for (name, text, expected) in [
        (
            "t.ttl",
            TURTLE,
            vec![
                "asylum applicant, asylum seekers = solicitante de asilo",
                "Århus, Aarhus = Århus",
                "migrant = migrante",
                "untyped = sin tipo",
            ],
        ),
        ("t.RDF", RDF, vec!["border & coast = frontera y costa"]),
        ("t.xml", RDF, vec!["border & coast = frontera y costa"]),
        (
            "t.nt",
            "<http://e.org/1> <http://www.w3.org/2004/02/skos/core#prefLabel> \"a b\"@en .\n\
             <http://e.org/1> <http://www.w3.org/2004/02/skos/core#prefLabel> \"c d\"@es .\n",
            vec!["a b = c d"],
        ),
        ("t.dix", DIX, vec!["asylum = asilo", "migrant shelter = casa del migrante", "R&D = R&D él", "hotel = hotel"]),
        ("ids.tsv", "id\tfr\tes\ten\n1\tasile\tasilo\tasylum\n2\t\t\tnone\n", vec!["asylum = asilo"]),
        (
            "alternatives.tsv",
            "uri\talt_en\tpref_en\tpref_es\talt_es\tscope_en\n\
             T1\tDISASTERS\tNATURAL DISASTERS\tDESASTRES NATURALES\tCATASTROFES,DESASTRES\tof nature\n",
            vec!["natural disasters, disasters = desastres naturales, catastrofes, desastres"],
        ),
        ("genders.tsv", "\u{feff}en\tes_m\tes_f\nAfghan\tafgano\tafgana\n", vec!["Afghan = afgano, afgana"]),
        (
            "bare.tsv",
            "# ours\nasylum; refuge\tasilo\n13.01 - class\tclase\n",
            vec!["asylum, refuge = asilo", "class = clase"],
        ),
    ] {
        assert_eq!(imported(name, text), expected, "{name}");
    }
}

#[test]
fn what_is_left_out_is_counted_by_its_reason() {
    let of = |name, text: &str| Import::read(Path::new(name), text.as_bytes()).unwrap();
    let turtle = of("t.ttl", TURTLE);
    assert_eq!(turtle.skipped.into_iter().collect::<Vec<_>>(), [(Skipped::NoName, 1), (Skipped::OneName, 1)]);
    assert_eq!(of("t.dix", DIX).skipped.into_iter().collect::<Vec<_>>(), [(Skipped::Pattern, 1)]);
    assert_eq!(of("t.dix", DIX).names(), (4, 4));
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_line() {
    for (name, text, said) in [
        ("t.ttl", "@prefix a: <http://e.org/> .\na:b a:c \"unclosed .\n", "t.ttl, line 2: "),
        ("t.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<a>", "t.rdf"),
        ("t.dix", "<dictionary>\n<e></p></e>", "t.dix, line 2: "),
        ("t.dix", "<html></html>", "no <dictionary>"),
        ("t.tsv", "a\tb\nalone\n", "t.tsv, line 2: "),
        ("t.tsv", "id\ten\tes\n1\n", "t.tsv, line 2: "),
        ("t.pdf", "", "none of .ttl"),
        ("noending", "", "none of .ttl"),
        ("t.ttl", "", "no names"),
    ] {
        let error = Import::read(Path::new(name), text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(said), "{name}: {error}");
    }
    let error = Import::read(Path::new("t.tsv"), b"a\tb\nse\xf1al\tx\n").unwrap_err().to_string();
    assert!(error.contains("t.tsv, line 2: "), "{error}");
}

#[test]
fn what_was_imported_is_read_again_from_a_homes_folder() {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in [("t.ttl", TURTLE), ("t.dix", DIX)] {
        let import = Import::read(Path::new(name), text.as_bytes()).unwrap();
        let table = home.path().join(name).with_extension("tsv");
        std::fs::write(&table, import.to_table()).unwrap();
        assert_eq!(folder::concepts(&table).unwrap(), import.concepts, "{name}");
    }
    assert!(Vocabulary::with_folder(home.path()).is_ok());
}

#[test]
fn the_thesauri_beside_the_project_are_read_whole() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vocabulary"));
    if !folder.is_dir() {
        println!("{} is not there: the real thesauri are not tried", folder.display());
        return;
    }
    for (name, fewest, english, spanish) in [
        ("eurovoc.tsv", 7_000, "breach of trust", "abuso de confianza"),
        ("unbis-refugees.tsv", 140, "asylum seekers", "solicitantes de asilo"),
        ("unesco.ttl", 4_000, "Migration", "Migración"),
        ("countries.tsv", 190, "Mexico", "México"),
        ("demonyms.tsv", 150, "Mexican", "mexicano"),
    ] {
        let path = folder.join(name);
        let bytes = std::fs::read(&path).unwrap();
        let import = Import::read(&path, &bytes).unwrap();
        let left_out: usize = import.skipped.values().sum();
        println!("{name}: {} concepts, {:?} names, {left_out} left out", import.concepts.len(), import.names());
        if name.ends_with(".tsv") {
            let rows = String::from_utf8(bytes).unwrap().lines().filter(|line| !line.trim().is_empty()).count() - 1;
            assert_eq!(import.concepts.len() + left_out, rows, "{name}");
        }
        assert!(import.concepts.len() >= fewest, "{name}: {} concepts", import.concepts.len());
        assert!(left_out * 10 < import.concepts.len(), "{name}: {:?}", import.skipped);
        let joined = import.concepts.iter().any(|concept| {
            let has = |names: &[String], wanted: &str| names.iter().any(|name| name == wanted);
            has(&concept.english, english) && has(&concept.spanish, spanish)
        });
        assert!(joined, "{name} does not join {english} and {spanish}");
    }
}

#[test]
fn acronyms_that_a_text_defines_are_found_with_what_they_stand_for() {
    for (text, expected) in [
        ("under the Migrant Protection Protocols (MPP) since", vec!["MPP = Migrant Protection Protocols"]),
        ("by Migrant Protection Protocols (“MPP”), also", vec!["MPP = Migrant Protection Protocols"]),
        (
            "la Comisión Mexicana de Ayuda a Refugiados (COMAR, por sus siglas) y",
            vec!["COMAR = Comisión Mexicana de Ayuda a Refugiados"],
        ),
        ("el Instituto Nacional de Migración (INM)", vec!["INM = Instituto Nacional de Migración"]),
        (
            "de la Organización Internacional para las Migraciones (OIM) y el ACNUR (Alto Comisionado de las Naciones \
             Unidas para los Refugiados).",
            vec![
                "OIM = Organización Internacional para las Migraciones",
                "ACNUR = Alto Comisionado de las Naciones Unidas para los Refugiados",
            ],
        ),
        (
            "Temporary Protected Status (TPS)\nand the U.S. Customs and Border Protection (CBP)",
            vec!["TPS = Temporary Protected Status", "CBP = Customs and Border Protection"],
        ),
        (
            "It ended. The International Organization for Migration (IOM)",
            vec!["IOM = International Organization for Migration"],
        ),
        ("the MPP (Migrant Protection Protocols) ended", vec!["MPP = Migrant Protection Protocols"]),
        ("unaccompanied alien children (UACs)", vec!["UACs = unaccompanied alien children"]),
        ("as others say (see below) and (2019) or (UNHCR)", vec![]),
        ("nothing before ends with it (ZQX)", vec![]),
        ("unclosed (MPP", vec![]),
        ("(IOM)", vec![]),
        ("", vec![]),
    ] {
        let found = definitions(text);
        let shown: Vec<String> = found.iter().map(|found| format!("{} = {}", found.short, found.long)).collect();
        assert_eq!(shown, expected, "{text}");
        for definition in found {
            let place = &text[definition.range];
            assert!(
                place.contains(&definition.short) && place.contains(&definition.long) && place.ends_with(')'),
                "{place}"
            );
        }
    }
}

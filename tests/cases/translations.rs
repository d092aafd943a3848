//! A report in two languages: told by its text, shown on both, and never one work.

use serde_json::{Value, json};

use crate::support::program::Collection;

const ENGLISH: &str = "# Waiting in Tapachula

By March 2019 the office of the Mexican commission for refugees in Tapachula had received 12,716 claims from families of Honduras,
El Salvador and Guatemala, and eleven officers were there to decide them. Ana Quiroga, who coordinated the shelter of San Rafael,
counted 340 persons in a building made for 120.

The humanitarian permits were interrupted in June. Of 5,200 persons interviewed by the university of Chiapas, 38 per cent had
waited longer than 90 days, and the majority did not have a lawyer. The director, Esteban Morales, attributed the delay to a budget
that had been reduced by 24 million pesos.

The report recommends three measures: a permanent office in Palenque, interpreters of Creole, and a public register of decisions.
";

const SPANISH: &str = "# La espera en Tapachula

En marzo de 2019 la oficina de la comisión mexicana de ayuda a refugiados en Tapachula había recibido 12.716 solicitudes de familias
de Honduras, El Salvador y Guatemala, y once oficiales debían resolverlas. Ana Quiroga, coordinadora del albergue de San Rafael,
contó 340 personas en un edificio hecho para 120.

Los permisos humanitarios se interrumpieron en junio. De 5.200 personas entrevistadas por la universidad de Chiapas, el 38 por
ciento había esperado más de 90 días, y la mayoría no tenía abogado. El director, Esteban Morales, atribuyó la demora a un
presupuesto reducido en 24 millones de pesos.

El informe recomienda tres medidas: una oficina permanente en Palenque, intérpretes de criollo y un registro público de decisiones.
";

/// On the same matter and from the same office, and another text.
const OTHER: &str = "# Las oficinas de Palenque

La comisión mexicana de ayuda a refugiados abrió en Palenque una oficina permanente en 2021. Esteban Morales, su director, dijo que
recibiría a familias de Honduras y Guatemala, y que el presupuesto, de 7 millones de pesos, alcanzaba para seis oficiales.

En Tapachula el albergue de San Rafael cerró por reparaciones. Ana Quiroga, coordinadora, llevó a 85 personas a Tuxtla, donde la
universidad de Chiapas prestó un edificio; los permisos humanitarios de la mayoría vencían en octubre.
";

fn held() -> (Collection, [String; 3]) {
    let collection = Collection::new();
    collection.write("1.md", ENGLISH);
    collection.write("2.md", SPANISH);
    collection.write("3.md", OTHER);
    let added = collection.add();
    let ids = ["1.md", "2.md", "3.md"].map(|name| added.document(name).to_owned());
    (collection, ids)
}

/// The ids of the documents of each pair.
fn pairs(collection: &Collection) -> Vec<[String; 2]> {
    let id = |document: &Value| document["document"].as_str().unwrap().to_owned();
    let pairs = collection.json(["translations"]).with(0).json();
    pairs.iter().map(|pair| [id(&pair["documents"][0]), id(&pair["documents"][1])]).collect()
}

#[test]
fn a_translation_is_shown_on_both_and_stays_a_work_of_its_own() {
    let (collection, [english, spanish, _]) = held();
    assert_eq!(pairs(&collection), [[english.clone(), spanish.clone()]]);
    assert!(collection.json(["works"]).with(0).json().is_empty());
    let shown = collection.show(&english)["translations"].clone();
    assert_eq!(shown, json!([{"document": spanish, "language": "es", "title": "La espera en Tapachula"}]));
    let found = collection.search("Quiroga shelter", &["--lang", "en"]);
    assert_eq!(found["hits"][0]["document"]["translations"], shown);
    let history = collection.json(["history", &spanish]).with(0).json();
    assert!(history.iter().any(|entry| entry["what"] == "paired" && entry["details"]["with"] == english.as_str()));
    collection.run(["verify"]).with(0);
}

#[test]
fn pairs_follow_documents_that_come_go_and_return() {
    let (collection, [english, spanish, _]) = held();
    collection.run(["remove", &spanish]).with(0);
    assert!(pairs(&collection).is_empty() && collection.show(&english)["translations"] == json!([]));
    collection.run(["trash", "restore", &spanish]).with(0);
    assert_eq!(pairs(&collection), [[english.clone(), spanish.clone()]]);

    // A better form of the Spanish text answers for its work, and is what is shown.
    collection
        .write("4.txt", format!("{}\nFin del informe de la oficina, con sus anexos y sus cuadros.\n", &SPANISH[2..]));
    let better = collection.add().document("4.txt").to_owned();
    assert_eq!(pairs(&collection), [[english.clone(), better.clone()]]);
    assert_eq!(collection.show(&spanish)["translations"][0]["document"], english.as_str());
    collection.run(["remove", &better]).with(0);
    assert_eq!(pairs(&collection), [[english.clone(), spanish.clone()]]);
    collection.run(["purge", &better]).with(0);
    collection.run(["reindex"]).with(0);
    assert_eq!(pairs(&collection), [[english, spanish]]);
    collection.run(["verify"]).with(0);
}

#[test]
fn what_a_librarian_pairs_or_parts_stays_so() {
    let (collection, [english, spanish, other]) = held();
    collection.run(["translations", "unpair", &english, &spanish]).with(0);
    collection.run(["translations", "unpair", &english, &spanish]).with(1);
    collection.run(["reindex"]).with(0);
    assert!(pairs(&collection).is_empty());
    collection.run(["translations", "pair", &other, &english]).with(0);
    collection.run(["reindex"]).with(0);
    assert_eq!(pairs(&collection), [[english.clone(), other.clone()]]);
    collection.run(["translations", "pair", &english, &english]).with(1);
    collection.run(["translations", "pair", &english, &spanish]).with(0);
    let mut expected = [[english.clone(), other.clone()], [english.clone(), spanish.clone()]];
    let mut found = pairs(&collection);
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    let history = collection.json(["history", &spanish]).with(0).json();
    let whats: Vec<&str> = history.iter().map(|entry| entry["what"].as_str().unwrap()).collect();
    assert_eq!(whats.iter().filter(|what| **what == "paired").count(), 2, "{whats:?}");
    assert!(history.iter().any(|entry| entry["what"] == "unpaired" && entry["details"]["by"] == "librarian"));
}

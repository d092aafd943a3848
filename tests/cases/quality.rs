//! How well documents were read, and which records want a look.

use serde_json::{Value, json};

use crate::support::chance::Chance;
use crate::support::copies::Damage;
use crate::support::papers::WAITING;
use crate::support::program::{Collection, Ended};

const BROKEN: &str = "# Broken\n\nThe c\u{fffd}urt wi11 he\u{fffd}r the fam\u{fffd}lies of the bcdfgh, and n\u{fffd}body else.\n\n\
    Nobody cites this note.\n\n[^9]: It stands alone.\n";

#[test]
fn the_worst_stand_first_and_are_explained() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("broken.md", BROKEN);
    let added = collection.add();
    let (sound, broken) = (added.document("waiting.md"), added.document("broken.md"));
    let mut lines = collection.json(["quality"]).with(0).json();
    let whole = lines.pop().unwrap()["collection"].clone();
    let ids: Vec<&str> = lines.iter().map(|line| line["document"].as_str().unwrap()).collect();
    assert_eq!(ids, [broken, sound]);
    assert_eq!((&whole["documents"], &whole["totals"]["doubtful_letters"]), (&json!(2), &json!(4)));
    let counted: u64 =
        whole["distribution"].as_array().unwrap().iter().map(|documents| documents.as_u64().unwrap()).sum();
    assert_eq!(counted, 2);
    let report = collection.json(["quality", broken]).with(0).json().remove(0);
    assert!(report["soundness"].as_f64().unwrap() < 0.5 && lines[1]["soundness"].as_f64().unwrap() > 0.9);
    assert!(report["garbled_words"].as_u64().unwrap() >= 5, "{report}");
    assert_eq!(report["unlinked"].as_array().unwrap().len() as u64, report["unlinked_notes"].as_u64().unwrap());
    let told = collection.run(["quality", broken]).with(0).stdout;
    assert!(told.contains("of letters unreadable"), "{told}");
    collection.run(["quality", "--by", "beauty"]).with(2);

    collection.run(["remove", broken]).with(0);
    assert_eq!(collection.json(["quality"]).with(0).json().len(), 2, "one document, and the collection");
}

#[test]
fn words_that_no_dictionary_has_are_counted_and_sorted_by() {
    let misread = "# Waiting\n\nTbe applicauts waitcd for tlie decisious of rnigration officers, and Zyqwert Mbeki told them of it.\n";
    let spanish = "# Espera\n\nLas personas solicitantes esperaban meses, y nadie les decía cuándo volverían a www.comar.gob.mx/qwrtz.\n";
    let collection = Collection::new();
    let files = [("waiting.md", WAITING), ("misread.md", misread), ("espera.md", spanish)];
    files.into_iter().for_each(|(name, text)| drop(collection.write(name, text)));
    let added = collection.add();
    let by = |order: &str| collection.json(["quality", "--by", order]).with(0).json();
    let lines = by("unknown-words");
    assert_eq!(lines[0]["document"], added.document("misread.md"));
    let one = |name: &str| collection.json(["quality", added.document(name)]).with(0).json().remove(0);
    let counted =
        |name: &str| (one(name)["unknown_words"].as_u64().unwrap(), one(name)["dictionary_words"].as_u64().unwrap());
    assert_eq!(counted("misread.md"), (6, 11));
    for sound in ["waiting.md", "espera.md"] {
        let (unknown, looked_up) = counted(sound);
        assert!(unknown == 0 && looked_up >= 10, "{sound}: {unknown} of {looked_up}");
    }
    let totals = &lines.last().unwrap()["collection"]["totals"];
    assert_eq!(totals["unknown_words"], 6);
    let told = collection.run(["quality", added.document("misread.md")]).with(0).stdout;
    assert!(told.contains("of words in no dictionary"), "{told}");
    collection.run(["reindex"]).with(0);
    assert_eq!(counted("misread.md"), (6, 11), "counted again as it is read again");
}

#[test]
fn a_copy_with_misread_letters_has_many_times_the_words_in_no_dictionary() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/documents");
    let (collection, mut chance) = (Collection::new(), Chance::seeded(7));
    let ids: Vec<String> = collection.json(["add", samples]).with(0).json().iter().filter_map(id).collect();
    let share = |id: &str| {
        let report = collection.json(["quality", id]).with(0).json().remove(0);
        report["unknown_words"].as_f64().unwrap() / report["dictionary_words"].as_f64().unwrap()
    };
    assert!(ids.len() >= 9);
    for original in ids {
        let misread = Damage::Recognised.copy(&collection.show(&original), &mut chance);
        let copy = collection.write(&format!("{original}.txt"), misread);
        let copy = collection.json(["add", copy.to_str().unwrap()]).with(0).json().iter().find_map(id).unwrap();
        let (sound, misread) = (share(&original), share(&copy));
        println!("{original}: {:.1} % of words in no dictionary, misread {:.1} %", 100.0 * sound, 100.0 * misread);
        assert!(sound < 0.02 && misread > 0.04, "{original}: {sound} and {misread}");
    }
}

/// The document of a line that reports a file.
fn id(line: &Value) -> Option<String> {
    line["document"].as_str().map(str::to_owned)
}

const IN_CAPITALS: &str = "INFORME DEL ACNUR SOBRE MÉXICO\n\nPor Ana Ruiz y Eva Rey\n\nLa oficina del ACNUR en México publica cada año un \
    informe sobre las personas que piden asilo. El informe de 2018 dice que la mayoría llegó del sur del país y que los albergues \
    estaban llenos; el de 2019 añade que nadie sabe cuántas volvieron a sus casas.\n";

fn doubts(collection: &Collection, kind: &str) -> Vec<Value> {
    collection.json(["records", "doubts", kind]).with(0).json()
}

/// The guess of a doubt about the only document that has it.
fn guess(collection: &Collection, kind: &str) -> Value {
    let listed = doubts(collection, kind);
    assert_eq!(listed.len(), 2, "one document, and the counts: {listed:?}");
    let doubt = listed[0]["doubts"].as_array().unwrap().iter().find(|doubt| doubt["kind"] == kind).unwrap();
    doubt["guess"]["value"].clone()
}

fn kinds(collection: &Collection, document: &str) -> Vec<String> {
    let listed = collection.json(["records", "doubts"]).with(0).json();
    let of_it = listed.iter().find(|line| line["document"] == document);
    let doubts = of_it.map(|line| line["doubts"].as_array().unwrap().clone()).unwrap_or_default();
    doubts.iter().map(|doubt| doubt["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn records_that_want_a_look_come_with_guesses_and_go_when_a_librarian_has_looked() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("2019_informe.txt", IN_CAPITALS);
    let added = collection.add();
    let (whole, odd) = (added.document("waiting.md").to_owned(), added.document("2019_informe.txt").to_owned());
    assert!(kinds(&collection, &whole).is_empty());
    let before = kinds(&collection, &odd);
    assert!(before.contains(&"title-in-capitals".to_owned()) && before.contains(&"no-date".to_owned()), "{before:?}");
    assert_eq!(guess(&collection, "title-in-capitals"), "Informe del ACNUR sobre México");
    assert_eq!(guess(&collection, "no-date"), "2019");

    collection.run(["records", "set", &odd, "date", "2019"]).with(0);
    collection.run(["records", "dismiss", "title-in-capitals", &odd]).with(0);
    collection.run(["records", "dismiss", "title-in-capitals", &odd]).with(1);
    let left = |gone: &[&str]| before.iter().filter(|kind| !gone.contains(&kind.as_str())).cloned().collect::<Vec<_>>();
    assert_eq!(kinds(&collection, &odd), left(&["no-date", "title-in-capitals"]));
    collection.run(["reindex"]).with(0);
    assert_eq!(kinds(&collection, &odd), left(&["no-date", "title-in-capitals"]), "it lasts");
    collection.run(["records", "recall", "title-in-capitals", &odd]).with(0);
    collection.run(["records", "undo"]).with(0);
    assert_eq!(kinds(&collection, &odd), before);
    let history = collection.json(["history", &odd]).with(0).json();
    let whats: Vec<&str> = history.iter().map(|entry| entry["what"].as_str().unwrap()).collect();
    assert!(whats.contains(&"dismissed") && whats.contains(&"recalled"), "{whats:?}");

    collection.run(["remove", &odd]).with(0);
    assert_eq!(doubts(&collection, "no-date").len(), 1, "only the counts");
    collection.run(["trash", "restore", &odd]).with(0);
    assert_eq!(kinds(&collection, &odd), before);
    let refused: Ended = collection.run(["records", "doubts", "ugly"]).with(2);
    assert!(refused.stderr.contains("no-author"), "{}", refused.stderr);
    collection.run(["verify"]).with(0);
}

//! A collection is backed up while it is served and changed, and restored into a new home.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::papers::{WAITING, numbered};
use crate::support::program::{Collection, Ended, apostille};
use crate::support::server::Server;

fn at(home: &Path, args: &[&str]) -> Ended {
    apostille().args(args).arg("--home").arg(home).arg("--json").output().unwrap().into()
}

#[test]
fn a_backup_taken_while_serving_is_restored_with_every_answer() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    for number in 0..8 {
        collection.write(&format!("report{number}.txt"), numbered(number));
    }
    let id = collection.add().document("waiting.md").to_owned();
    let removed = collection.json(["list"]).json()[3]["id"].as_str().unwrap().to_owned();
    let removed =
        if removed == id { collection.json(["list"]).json()[4]["id"].as_str().unwrap().to_owned() } else { removed };
    collection.run(["remove", &removed]).with(0);
    collection.run(["records", "set", &id, "subjects", "asylum", "borders"]).with(0);

    let server = Server::start(&mut collection.command(["serve"]));
    let folder = collection.folder("backups");
    let file = folder.join("all.tar");
    let taken = collection.json(["backup".as_ref(), file.as_os_str()]).with(0).json().remove(0);
    assert_eq!(
        (&taken["documents"], &taken["trash"], &taken["missing"]),
        (&8.into(), &1.into(), &Value::Array(vec![]))
    );
    assert_eq!(server.search("q=shelters")["total"]["value"].as_u64().map(|hits| hits > 0), Some(true));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
    collection.run(["backup".as_ref(), file.as_os_str()]).with(2);
    drop(server);

    let home = folder.join("new home");
    let restored = at(&home, &["restore", file.to_str().unwrap()]).with(0).json().remove(0);
    assert_eq!((&restored["documents"], &restored["agrees"]), (&8.into(), &true.into()), "{restored}");
    for question in
        [&["list"][..], &["show", &id], &["trash"], &["history"], &["records", "show", &id], &["records", "export"]]
    {
        assert_eq!(at(&home, question).with(0).stdout, collection.json(question).with(0).stdout, "{question:?}");
    }
    let hits = |answer: Ended| answer.with(0).json().remove(0)["hits"].clone();
    assert_eq!(hits(at(&home, &["search", "shelters"])), hits(collection.json(["search", "shelters"])));
    at(&home, &["verify"]).with(0);
    let refused = at(&home, &["restore", file.to_str().unwrap()]).with(2).stderr;
    assert!(refused.contains("--home"), "{refused}");
}

#[test]
fn a_damaged_backup_leaves_nothing_behind() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.add();
    let folder = collection.folder("backups");
    let file = folder.join("all.tar");
    collection.run(["backup".as_ref(), file.as_os_str()]).with(0);
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 3] ^= 1;
    for bytes in [&whole[..whole.len() / 2], &flipped, b"no backup"] {
        fs::write(&file, bytes).unwrap();
        let refused = at(&folder.join("new"), &["restore", file.to_str().unwrap()]).with(2);
        assert!(refused.stderr.contains("not a whole backup"), "{}", refused.stderr);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }
    let nowhere = folder.join("no/such/folder.tar");
    let refused = collection.run(["backup".as_ref(), nowhere.as_os_str()]).with(2).stderr;
    assert!(refused.contains("folder.tar"), "{refused}");
}
